"""A review begins where something is to be decided, and keeps its place within the same count alone."""

from __future__ import annotations

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


def chosen(counting: Counting) -> str:
    line = counting.screen.presenter.reviewing.line  # type: ignore[attr-defined]
    return str(line.goods.name)


def count(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1")
    for quantity, name in (("1", "tea"), ("2", "milk"), ("2", "jam"), ("5", "bread")):
        counting.types(f"{quantity}*{name}")
        counting.press(Key.Key_Return)
    counting.press(Key.Key_F8, Key.Key_F9)


def test_it_begins_at_the_first_line_that_needs_a_decision_and_keeps_its_place_within_a_count(
    counting: Counting,
) -> None:
    counting.shop.product("jam", "2.00", name="Jam", codes=[], cost="1.00")
    counting.shop.product("bread", "3.00", name="Bread", codes=[], cost="1.00")
    counting.shop.open_stock(("jam", "2", "1.00"), ("bread", "5", "1.00"))
    count(counting)
    assert [row[0] for row in counting.rows("countReviewLines")][:2] == ["Green tea", "Milk"]
    assert chosen(counting) == "Green tea"
    counting.press(Key.Key_End)
    last = chosen(counting)
    assert last in {"Jam", "Bread"}
    # The same count: it goes on where one was.
    counting.press(Key.Key_Escape)
    counting.press(Key.Key_F9)
    assert chosen(counting) == last
    counting.post()
    # Another count: nothing of the old one.
    counting.begin()
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 0, tolerance_minor = NULL WHERE state = 'open'")
    counting.scan("ZONE:Z1", MILK, MILK, MILK, TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states()["Milk"] == "count again"
    assert chosen(counting) == "Milk"
    table = counting.screen.review_page.table  # type: ignore[attr-defined]
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_the_line_to_be_counted_again_is_in_sight_however_long_the_list(counting: Counting) -> None:
    shop = counting.shop
    for number in range(60):
        shop.product(f"p{number:02}", "30.00", name=f"Thing {number:02}", codes=[], cost="20.00")
    shop.open_stock(*[(f"p{number:02}", "1", "20.00") for number in range(60)])
    counting.begin()
    with shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 1000, tolerance_minor = NULL")
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK)
    for number in range(60):
        counting.types(f"2*thing {number:02}")
        counting.press(Key.Key_Return)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert [row[0] for row in counting.rows("countReviewLines")].index("Green tea") == 60
    assert chosen(counting) == "Green tea"
    table = counting.screen.review_page.table  # type: ignore[attr-defined]
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
