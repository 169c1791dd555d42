"""What is accepted, and why it came about, is said of one difference: of another one nobody has said it."""

from __future__ import annotations

import pytest

from app.domain.count_sheet import Find
from app.reports.count_paper import CountPaper
from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import TEA
from tests.ui.windows import Key


@pytest.fixture
def accepted(counting: Counting) -> Counting:
    """Ten of tea are expected and sixteen were found, which is accepted: somebody has found them."""
    counting.begin()
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 1000")
    counting.scan("ZONE:Z1")
    counting.types("16*")
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert row_of(counting) == ["16", "", "10", "+6", "count again"]
    counting.press(Key.Key_Home, Key.Key_F5)
    give_reason(counting, "other")
    assert row_of(counting)[-2:] == ["+6", "accepted"]
    assert reason_of(counting) == "other"
    return counting


def give_reason(counting: Counting, reason: str) -> None:
    counting.press(Key.Key_F6)
    rows = counting.rows("reason_table")
    counting.types(next(digit for digit, words in rows if words == reason))


def row_of(counting: Counting, name: str = "Green tea") -> list[str]:
    (row,) = [row for row in counting.rows("countReviewLines") if row[0] == name]
    return [*row[2:6], row[7]]


def reason_of(counting: Counting) -> str:
    names = [row[0] for row in counting.rows("countReviewLines")]
    return details(counting, "countReviewLines", column=-1)[names.index("Green tea")]


def count_again(counting: Counting, quantity: str) -> None:
    counting.press(Key.Key_F4)
    counting.types(f"{quantity}*")
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)


def test_what_was_counted_again_is_accepted_by_nobody_and_has_no_reason(accepted: Counting) -> None:
    count_again(accepted, "40")
    assert row_of(accepted) == ["40", "", "10", "+30", "counted again"]
    assert reason_of(accepted) == ""


def test_as_many_once_more_is_another_count_all_the_same(accepted: Counting) -> None:
    count_again(accepted, "16")
    assert row_of(accepted) == ["16", "", "10", "+6", "counted again"]
    assert reason_of(accepted) == ""


def test_more_on_another_sheet_is_another_difference(accepted: Counting) -> None:
    accepted.press(Key.Key_Escape)
    accepted.scan("ZONE:Z2", TEA, TEA)
    accepted.press(Key.Key_F8, Key.Key_F9)
    assert row_of(accepted) == ["18", "", "10", "+8", "count again"]
    assert reason_of(accepted) == ""
    # Accepted once more, it is this difference that is.
    accepted.press(Key.Key_Home, Key.Key_F5)
    assert row_of(accepted)[-2:] == ["+8", "accepted"]


def test_what_is_sold_since_changes_no_difference_and_it_stays_accepted(accepted: Counting) -> None:
    other = accepted.shop.opened_again()
    other.clock.at_us += 60_000_000
    other.sell(("tea", "2"))
    accepted.opened.window.watch.look()
    accepted.opened.rest()
    accepted.opened.rest()
    assert row_of(accepted) == ["16", "2", "10", "+6", "accepted"]
    assert reason_of(accepted) == "other"
    other.book.close_thread()


def test_an_acceptance_of_what_was_on_the_screen_does_not_hold_of_what_came_meanwhile(accepted: Counting) -> None:
    accepted.press(Key.Key_F5)
    assert row_of(accepted)[-1] == "count again"
    ((uid,),) = accepted.kept("SELECT uid FROM stocktake")
    other = accepted.shop.opened_again()
    stocktaking = Stocktaking(other.book, other.clock)
    tea = accepted.screen.presenter.reviewing.line.goods  # type: ignore[attr-defined]
    sheet = stocktaking.open_sheet(str(uid), "Z9", till="T1", user=None)
    entry = Find(tea, 5000, other.clock.now_us())
    stocktaking.record(sheet, [(entry, TEA)], many=0, till="T1", user=None)
    stocktaking.finish_sheet(sheet)
    accepted.press(Key.Key_F5)
    assert row_of(accepted) == ["21", "", "10", "+11", "count again"]
    other.book.close_thread()


def test_the_paper_says_accepted_of_what_was_accepted_alone(accepted: Counting) -> None:
    count_again(accepted, "5")
    accepted.press(Key.Key_F8)
    accepted.post()
    number = accepted.text("countMessage").split()[0]
    assert accepted.kept("SELECT reason FROM stock_line WHERE at_us NOT NULL AND reason <> ''") == []
    report = CountPaper(accepted.shop.book).of_count(number, "shop")
    names = [column.name for column in report.columns]
    (tea,) = [row for row in report.rows if row[names.index("sku")] == "tea"]
    assert tea[names.index("difference")] == -5000
    assert tea[names.index("state")] == "counted again"
