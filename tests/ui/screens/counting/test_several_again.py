"""Several lines of the review are put on the list of what is to be counted again by one key."""

from __future__ import annotations

import pytest

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import BEER, MILK, TEA
from tests.ui.windows import CTRL, SHIFT, Key


@pytest.fixture
def reviewed(counting: Counting) -> Counting:
    """Tea is three of ten, milk is right, beer is opening stock."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, BEER)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states() == {"Green tea": "differs", "Beer": "opening stock", "Milk": "right"}
    return counting


def test_ctrl_a_and_f4_put_all_of_them_on_the_list_until_they_are_counted(reviewed: Counting) -> None:
    reviewed.press(Key.Key_A, modifiers=CTRL)
    reviewed.press(Key.Key_F4)
    assert set(reviewed.states().values()) == {"count again"}
    assert reviewed.text("countMessage") == "To be counted again: 3. Esc, then F6 lists them."
    assert reviewed.text("countSummary").startswith("0 right, 3 to count again")
    reviewed.can_press("count_post")
    reviewed.press(Key.Key_F9)
    assert reviewed.opened.dialog() is None
    # What is said of F9 goes first.
    reviewed.press(Key.Key_Escape)
    reviewed.press(Key.Key_Escape)
    reviewed.press(Key.Key_F6)
    assert reviewed.rows("again_table") == [
        ["Green tea", "wanted in the review"], ["Milk", "wanted in the review"], ["Beer", "wanted in the review"],
    ]  # fmt: skip
    reviewed.press(Key.Key_Return)
    reviewed.scan(TEA, TEA)
    reviewed.press(Key.Key_F8, Key.Key_F9)
    assert reviewed.states() == {"Green tea": "counted again", "Milk": "count again", "Beer": "count again"}


def test_shift_and_arrows_choose_some_and_the_same_key_takes_them_off(reviewed: Counting) -> None:
    reviewed.press(Key.Key_Home)
    reviewed.press(Key.Key_Down, modifiers=SHIFT)
    assert "Count 2 again" in reviewed.opened.find("countReview_recount").label()  # type: ignore[attr-defined]
    # What others do meanwhile leaves it as it is.
    other = reviewed.shop.opened_again()
    other.clock.at_us += 60_000_000
    other.sell(("tea", "1"))
    other.book.close_thread()
    reviewed.opened.window.watch.look()
    reviewed.opened.rest()
    reviewed.opened.rest()
    reviewed.press(Key.Key_F4)
    again = [name for name, state in reviewed.states().items() if state == "count again"]
    assert sorted(again) == ["Beer", "Green tea"]
    reviewed.press(Key.Key_F4)
    assert reviewed.text("countMessage") == "Not to be counted again any more: 2."
    assert "count again" not in reviewed.states().values()


def test_one_that_is_accepted_is_on_the_list_no_more(reviewed: Counting) -> None:
    reviewed.press(Key.Key_A, modifiers=CTRL)
    reviewed.press(Key.Key_F4)
    names = [row[0] for row in reviewed.rows("countReviewLines")]
    reviewed.press(Key.Key_Home, *[Key.Key_Down] * names.index("Green tea"))
    reviewed.press(Key.Key_F5)
    assert reviewed.states()["Green tea"] == "accepted"
