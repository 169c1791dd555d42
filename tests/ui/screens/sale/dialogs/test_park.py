"""F7: a name, or none, and Enter."""

from __future__ import annotations

import pytest

from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.park import ParkEntry
from tests.ui.screens.sale.dialogs.hands import Heard, Key, Shows


@pytest.mark.parametrize(("typed", "label"), [("", ""), ("Mrs Lee ", "Mrs Lee"), ("+1", "+1")])
def test_enter_parks_under_what_was_typed_once(shows: Shows, typed: str, label: str) -> None:
    entry = ParkEntry()
    heard = Heard(entry.entered)
    hand = shows(entry)
    hand.types(typed)
    hand.press(Key.Key_Return, Key.Key_Return)
    assert heard.said == [label]


def test_esc_does_not_park(shows: Shows) -> None:
    entry = ParkEntry()
    heard, left = Heard(entry.entered), Heard(entry.left)
    shows(entry).press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert entry.scan_policy is ScanPolicy.BASKET


def test_a_park_that_failed_can_be_tried_again_under_the_same_name(shows: Shows) -> None:
    entry = ParkEntry()
    heard = Heard(entry.entered)
    hand = shows(entry)
    hand.types("Lee")
    hand.press(Key.Key_Return)
    entry.show_refusal("The disk is full. Make room and try again.")
    hand.press(Key.Key_Return)
    assert heard.said == ["Lee", "Lee"]
