"""The age is confirmed by one key, and only by a hand that meant it."""

from __future__ import annotations

import pytest

from app.domain.basket import AgeConfirmed
from app.ui.screens.sale.dialogs.age import AgeBar
from app.ui.screens.sale.dialogs.base import ScanPolicy
from tests.ui.screens.sale.dialogs.hands import Heard, Key, Shows


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_F5, Key.Key_Space])
def test_one_key_confirms_once(shows: Shows, key: Key) -> None:
    bar = AgeBar(18, "22 Nov 2008")
    heard = Heard(bar.entered)
    shows(bar).press(key, key)
    assert heard.said == [AgeConfirmed(18)]


def test_esc_does_not_confirm(shows: Shows) -> None:
    bar = AgeBar(18, "22 Nov 2008")
    heard, left = Heard(bar.entered), Heard(bar.left)
    shows(bar).press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])


def test_it_says_the_age_and_the_day(shows: Shows) -> None:
    bar = AgeBar(16, "22 Nov 2010")
    shows(bar)
    assert "16 or older" in bar.title.text()
    assert "22 Nov 2010" in bar.title.text()
    assert bar.scan_policy is ScanPolicy.BASKET
