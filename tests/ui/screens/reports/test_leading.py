"""Where rows of a report lead, by real keys, and that Esc comes back to the row one came from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from app.domain.requests import PartyAsked
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


def test_a_day_leads_to_its_sales_and_esc_is_back_on_its_row(reports: Reports) -> None:
    reports.shop.at("2026-03-03 09:00")
    reports.shop.sell(("milk", "1"))
    reports.asks("sales by day")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Home, Key.Key_Return)
    assert reports.text("reportsTitle") == "Every sale"
    assert reports.text("reportsState").startswith("Mar 2, 2026 \u00b7 rows: 2")
    # A sale among them opens over the list, and Esc goes back step by step.
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Down, Key.Key_Return)
    assert reports.text("report_receipt_title").endswith("T1-000002")
    reports.press(Key.Key_Escape)
    stands_on(reports, "Every sale", 1)
    reports.press(Key.Key_Escape)
    stands_on(reports, "Sales by day", 0)
    # The days of the row were its own.
    reports.asks("tax what")
    assert reports.text("reportsState").startswith("Mar 1, 2026 \u2013 Mar 3, 2026")
    reports.press(Key.Key_Escape)
    assert reports.text("reportsTitle") == "Tax"


@pytest.mark.parametrize(("words", "title"), [("sales by week", "Sales by week"), ("tax what", "Tax")])
def test_a_week_and_a_tax_rate_lead_to_the_sales_of_their_days(reports: Reports, words: str, title: str) -> None:
    reports.asks(words)
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Home, Key.Key_Return)
    assert reports.text("reportsTitle") == "Every sale"
    assert [row[1] for row in reports.rows()] == ["T1-000001", "T1-000002"]
    reports.press(Key.Key_Escape)
    stands_on(reports, title, 0)


def test_the_end_of_a_day_leads_to_its_sales_and_a_customer_to_the_goods(reports: Reports) -> None:
    reports.shop.cataloguing.set_party(PartyAsked("customer", "c1", "Carla"))
    reports.shop.sell(("tea", "2"), customer="c1")
    reports.asks("end of the day")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Home, Key.Key_Return)
    assert [row[1] for row in reports.rows()] == ["T1-000001", "T1-000002", "T1-000003"]
    reports.press(Key.Key_Escape)
    stands_on(reports, "End of the day", 0)
    reports.asks("what customers bought")
    reports.find("reportsRows").setFocus()
    reports.press(Key.Key_Return)
    assert reports.text("reportsTitle") == "Goods by customer"
    reports.press(Key.Key_Escape)
    stands_on(reports, "What customers bought", 0)
