"""The review shows what others do meanwhile: sales, recounts, and the end of the stocktake."""

from __future__ import annotations

import pytest

from app.domain.count_sheet import Find
from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


@pytest.fixture
def reviewed(counting: Counting) -> Counting:
    """Tea and milk are counted, and reviewed; milk is chosen."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(Key.Key_Home, *[Key.Key_Down] * names.index("Milk"))
    return counting


def notice(counting: Counting) -> None:
    counting.opened.window.watch.look()
    counting.opened.rest()
    counting.opened.rest()


def chosen(counting: Counting) -> str:
    line = counting.screen.presenter.reviewing.line  # type: ignore[attr-defined]
    return str(line.goods.name)


def row_of(counting: Counting, name: str) -> list[str]:
    (row,) = [row for row in counting.rows("countReviewLines") if row[0] == name]
    return row[2:]


def test_sales_and_recounts_of_others_reach_the_review_and_the_chosen_row_stays(reviewed: Counting) -> None:
    assert row_of(reviewed, "Green tea")[:3] == ["3", "", "10"]
    assert chosen(reviewed) == "Milk"
    other = reviewed.shop.opened_again()
    other.clock.at_us += 60_000_000
    other.sell(("tea", "2"))
    notice(reviewed)
    assert row_of(reviewed, "Green tea")[:3] == ["3", "2", "10"]
    assert chosen(reviewed) == "Milk"
    ((uid,),) = reviewed.kept("SELECT uid FROM stocktake")
    stocktaking = Stocktaking(other.book, other.clock)
    goods = reviewed.screen.presenter.reviewing.line.goods  # type: ignore[attr-defined]
    sheet = stocktaking.open_sheet(str(uid), "", how="goods", goods=goods.sku, till="T1", user=None)
    other.clock.at_us += 60_000_000
    entry = Find(goods, 1000, other.clock.now_us())
    stocktaking.record(sheet, [(entry, MILK)], many=0, till="T1", user=None)
    notice(reviewed)
    assert "sheets still open: 1" in reviewed.text("countSummary")
    stocktaking.finish_sheet(sheet)
    notice(reviewed)
    assert "sheets still open: 0" in reviewed.text("countSummary")
    # One of milk is expected: it is right now.
    assert row_of(reviewed, "Milk")[0] == "1"
    assert reviewed.states()["Milk"] == "right"
    assert chosen(reviewed) == "Milk"
    # The keys go on where they were.
    reviewed.press(Key.Key_Up)
    assert chosen(reviewed) == "Green tea"
    other.book.close_thread()


def test_a_stocktake_that_others_have_given_up_is_left(reviewed: Counting) -> None:
    other = reviewed.shop.opened_again()
    ((uid,),) = reviewed.kept("SELECT uid FROM stocktake")
    Stocktaking(other.book, other.clock).abandon(str(uid), user=None)
    notice(reviewed)
    sentence = "This stocktake was posted or given up meanwhile. Look at the list again."
    assert reviewed.text("countMessage") == sentence
    assert reviewed.opened.find("countStartTable").isVisible()
    other.book.close_thread()


def test_what_becomes_of_the_uncounted_is_said_of_each_row_at_once(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    told: list[object] = []
    table = counting.opened.find("countReviewLines")
    table.model().dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))  # type: ignore[attr-defined]
    assert counting.states()["Milk"] == "not counted"
    counting.press(Key.Key_F8)
    assert counting.states()["Milk"] == "not counted: left as it is"
    counting.press(Key.Key_F8)
    assert counting.states()["Milk"] == "not counted: set to zero"
    # The table has asked for its cells anew each time.
    assert told == [(0, 1)] * 2
