"""Where rows of a report lead, by real keys, and that Esc comes back to the row one came from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from tests.ui.screens.reports.test_screen import ISOLATES, Reports
from tests.ui.windows import Key, OpenWindow


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    shop = opened.till.shop
    shop.sell(("tea", "2"))
    shop.sell(("milk", "1"), ("beer", "3"))
    return Reports(opened)


def stands_on(reports: Reports, title: str, row: int) -> None:
    """The report is in sight, with this row chosen and the keys."""
    screen, table = reports.opened.find("reportsScreen"), reports.find("reportsRows")
    assert isinstance(screen, QWidget)
    assert isinstance(table, QTableView)
    assert screen.isVisible()
    assert reports.text("reportsTitle") == title
    assert table.currentIndex().row() == row
    assert table.hasFocus()


def test_a_document_opens_over_the_report_and_esc_is_back_on_its_row(reports: Reports) -> None:
    reports.shop.deliver(("tea", "3", "1.00"))
    reports.asks("deliveries")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Home, Key.Key_Return)
    dialog = reports.opened.dialog()
    assert dialog is not None
    assert dialog.windowTitle().translate(ISOLATES).startswith("Delivery ")
    assert reports.opened.find("reportsScreen").isVisible()
    reports.press(Key.Key_Escape)
    assert reports.opened.dialog() is None
    stands_on(reports, "Deliveries", 0)


def test_a_product_is_shown_in_stock_and_esc_is_back_on_its_row(reports: Reports) -> None:
    reports.opened.goes_to("stock")
    reports.types("bee")
    reports.opened.goes_to("reports")
    reports.asks("stock hand")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_End, Key.Key_Up, Key.Key_Return)
    assert reports.text("stockName") == "Green tea"
    search = reports.find("stockSearch")
    assert isinstance(search, QLineEdit)
    # What was looked for before has nothing to do with it.
    assert search.text() == ""
    reports.press(Key.Key_Escape)
    stands_on(reports, "Stock on hand", 3)
    # Whoever goes to the stock by the rail stays there.
    reports.opened.goes_to("stock")
    reports.press(Key.Key_Escape)
    assert reports.opened.find("stockScreen").isVisible()


def test_words_typed_in_the_stock_go_first(reports: Reports) -> None:
    reports.asks("stock hand")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_End, Key.Key_Up, Key.Key_Return)
    reports.press(Key.Key_F2)
    reports.types("milk")
    reports.press(Key.Key_Escape)
    assert reports.opened.find("stockScreen").isVisible()
    reports.press(Key.Key_Escape)
    stands_on(reports, "Stock on hand", 3)
