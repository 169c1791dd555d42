"""The figure of the review is what posting would book now; what would not be posted stands apart."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


@pytest.fixture
def reviewed(counting: Counting) -> Counting:
    """Three of ten teas at 1.00, and two milk instead of one at 0.80; more than one off is counted again."""
    counting.begin()
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 1000")
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    return counting


def figures(counting: Counting) -> list[str]:
    return [counting.text("countSum"), counting.text("countSumAgain")]


def chosen(counting: Counting) -> str:
    line = counting.screen.presenter.reviewing.line  # type: ignore[attr-defined]
    return str(line.goods.name)


def test_what_is_to_be_counted_again_is_not_in_the_figure(reviewed: Counting) -> None:
    assert reviewed.states() == {"Green tea": "count again", "Milk": "within tolerance"}
    assert reviewed.text("countSumAbout") == "Posting books, about:"
    assert figures(reviewed) == ["\u20ac0.80", "and -\u20ac7.00 to be counted again"]
    # Accepted, it would be posted.
    reviewed.press(Key.Key_Home, Key.Key_F5)
    assert figures(reviewed) == ["-\u20ac6.20", ""]
    assert not reviewed.opened.find("countSumAgain").isVisible()


def test_what_moved_meanwhile_is_not_in_it_and_the_question_says_the_same(reviewed: Counting) -> None:
    reviewed.press(Key.Key_Home, Key.Key_F5)
    # Somebody finds tea in a second zone, and one is sold between the two.
    reviewed.press(Key.Key_Escape)
    other = reviewed.shop.opened_again()
    other.clock.at_us += 60_000_000
    other.sell(("tea", "1"))
    other.book.close_thread()
    reviewed.shop.clock.at_us += 120_000_000
    reviewed.scan("ZONE:Z2", TEA)
    reviewed.press(Key.Key_F8, Key.Key_F9)
    assert reviewed.states()["Green tea"].startswith("moved meanwhile")
    # Four were found, nine are expected.
    assert figures(reviewed) == ["\u20ac0.80", "and -\u20ac5.00 to be counted again"]
    reviewed.can_press("count_post")
    reviewed.press(Key.Key_F9)
    assert reviewed.in_dialog("post_sum", QLabel).text().translate(ISOLATES) == "\u20ac0.80"
    rest = reviewed.in_dialog("post_rest", QLabel).text().translate(ISOLATES)
    assert rest == "Not posted, as they moved or it is not clear what was found: 1 (-\u20ac5.00, to be counted again)."
    reviewed.can_press("post_dialog_answer")
    reviewed.press(Key.Key_F9)
    assert "The difference comes to \u20ac0.80." in reviewed.text("countMessage")
