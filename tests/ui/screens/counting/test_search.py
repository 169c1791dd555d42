"""A search at the shelf finds what can be counted, and shows as many of them as the window has room for."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from tests.ui.screens.counting.hands import Counting
from tests.ui.windows import Key


def seeks(counting: Counting, words: str) -> None:
    counting.types(words)
    counting.press(Key.Key_Return)
    counting.opened.rest()


def test_goods_that_keep_no_stock_are_not_among_them_and_all_rows_are_in_sight(counting: Counting) -> None:
    # More deposits than a search lists come first in the book: none of them takes the place of goods.
    for number in range(25):
        counting.shop.product(f"dep{number}", "0.25", name=f"Oat deposit {number}", stocked=False)
    for number in range(7):
        counting.shop.product(f"oat{number}", "1.99", name=f"Oat drink {number}")
    counting.begin()
    counting.press(Key.Key_Return)
    seeks(counting, "oat")
    assert [row[0] for row in counting.rows("which_table")] == [f"Oat drink {number}" for number in range(7)]
    table = counting.in_dialog("which_table", QTableView)
    rows = [table.visualRect(table.model().index(row, 0)) for row in range(7)]
    assert all(table.viewport().rect().contains(row) for row in rows)
    dialog = counting.opened.dialog()
    assert dialog is not None
    assert dialog.height() <= counting.opened.window.height()


def test_where_nothing_else_has_the_words_it_is_said_why_it_is_not_counted(counting: Counting) -> None:
    counting.shop.product("dep", "0.25", name="Bottle deposit", stocked=False)
    counting.begin()
    counting.press(Key.Key_Return)
    seeks(counting, "deposit")
    assert counting.text("countMessage").startswith("Bottle deposit (dep) keeps no stock")
    assert counting.rows("countLines") == []
