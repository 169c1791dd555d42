"""A stocktake that somebody else has posted or given up is over in every window, and each says which key goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.requests import Asking
from app.reports.stocktakes import Stocktakes
from app.services.counting import Counting as Posts
from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA, TryShop
from tests.ui.windows import Key


@pytest.fixture
def elsewhere(counting: Counting) -> Iterator[TryShop]:
    """Another window on the same book; in this one a zone is being counted."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    other = counting.shop.opened_again()
    yield other
    other.book.close_thread()


def post(counting: Counting, other: TryShop) -> str:
    """Finish the sheet and post the stocktake, elsewhere."""
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    stocktaking, stocktakes = Stocktaking(other.book, other.clock), Stocktakes(other.book, other.clock)
    for sheet in stocktakes.sheets(str(uid)):
        if sheet.state == "open":
            stocktaking.finish_sheet(sheet.uid)
    review = stocktakes.review(str(uid))
    asked = stocktakes.count_asked(review, Asking(str(uid)))
    return Posts(other.book, other.clock).count(asked, stocktake=str(uid), many=review.many).number


def notice(counting: Counting) -> None:
    counting.opened.window.watch.look()
    counting.opened.rest()
    counting.opened.rest()


def zones(counting: Counting) -> list[tuple[str, str]]:
    return [(row[0], row[2]) for row in counting.rows("countSheets")]


def test_the_list_of_zones_follows(counting: Counting, elsewhere: TryShop) -> None:
    counting.press(Key.Key_F7)
    assert zones(counting) == [("Z1", "being counted")]
    number = post(counting, elsewhere)
    notice(counting)
    assert zones(counting) == [("Z1", "posted")]
    assert counting.text("countMessage") == f"This stocktake was posted ({number}). Esc goes back to the list."
    counting.press(Key.Key_Escape)
    assert counting.opened.find("countStartTable").isVisible()


def test_the_sheet_in_hand_follows(counting: Counting, elsewhere: TryShop) -> None:
    number = post(counting, elsewhere)
    notice(counting)
    assert zones(counting) == [("Z1", "posted")]
    assert counting.text("countMessage") == f"This stocktake was posted ({number}). Esc goes back to the list."


def test_it_follows_behind_another_place(counting: Counting, elsewhere: TryShop) -> None:
    counting.press(Key.Key_F7)
    counting.opened.goes_to("sale")
    number = post(counting, elsewhere)
    notice(counting)
    counting.opened.goes_to("counting")
    assert zones(counting) == [("Z1", "posted")]
    assert counting.text("countMessage") == f"This stocktake was posted ({number}). Esc goes back to the list."


def test_the_review_follows_behind_another_place(counting: Counting, elsewhere: TryShop) -> None:
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.opened.goes_to("sale")
    post(counting, elsewhere)
    notice(counting)
    counting.opened.goes_to("counting")
    assert counting.opened.find("countStartTable").isVisible()
    assert counting.text("countMessage").startswith("This stocktake was posted or given up meanwhile.")


def test_one_that_was_given_up_says_it_too(counting: Counting, elsewhere: TryShop) -> None:
    counting.press(Key.Key_F7)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    Stocktaking(elsewhere.book, elsewhere.clock).abandon(str(uid), user=None)
    notice(counting)
    assert zones(counting) == [("Z1", "counts no more")]
    assert counting.text("countMessage") == "This stocktake was given up. Esc goes back to the list."


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_F4])
def test_a_key_that_comes_first_says_the_same(counting: Counting, elsewhere: TryShop, key: Key) -> None:
    counting.press(Key.Key_F7)
    number = post(counting, elsewhere)
    counting.press(key)
    assert counting.text("countMessage") == f"This stocktake was posted ({number}). Esc goes back to the list."
