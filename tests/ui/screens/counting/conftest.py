"""The counting screen, opened."""

import pytest

from tests.ui.screens.counting.hands import Counting
from tests.ui.windows import OpenWindow


@pytest.fixture
def counting(opened: OpenWindow) -> Counting:
    return Counting(opened)
