"""Where nothing was counted and nothing is set to zero there is nothing to post: that is told before any question."""

from __future__ import annotations

from app.ui.sound import Tone
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key

NOTHING = (
    "Nothing was counted, and nothing is set to zero: there is nothing to post. Esc goes on counting; Ctrl+Del gives "
    "the count up."
)


def test_a_review_of_nothing_cannot_be_posted_and_says_what_to_do(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8)
    assert set(counting.states().values()) == {"not counted: left as it is"}
    counting.can_press("count_post")
    counting.tones.clear()
    counting.press(Key.Key_F9)
    assert counting.opened.dialog() is None
    assert counting.text("countMessage") == NOTHING
    assert counting.tones == [Tone.REFUSED]
    assert counting.kept("SELECT state FROM stocktake") == [("open",)]
    # As it says: Esc goes on counting.
    counting.press(Key.Key_Escape)
    assert counting.opened.find("countBox").isVisible()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.post()
    assert counting.kept("SELECT state FROM stocktake") == [("posted",)]


def test_set_to_zero_there_is_something_to_post(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8, Key.Key_F8)
    assert set(counting.states().values()) == {"not counted: set to zero"}
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert counting.opened.dialog() is not None


def test_it_is_given_up_as_it_says(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    counting.give_up()
    assert counting.kept("SELECT state FROM stocktake") == [("abandoned",)]
