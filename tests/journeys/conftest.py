"""The window of a till, and programs whose lines nobody counts."""

from __future__ import annotations

import os

import pytest

from tests.ui.fixtures import filtered, garbage_of_this_thread, opened

__all__ = ["filtered", "garbage_of_this_thread", "opened"]


@pytest.fixture(autouse=True)
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole day does not count as covered, neither in this process nor in those that it starts."""
    for name in [name for name in os.environ if name.startswith("COVERAGE")]:
        monkeypatch.delenv(name)
