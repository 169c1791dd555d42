"""After a delivery, by real keys: its supplier's invoice, and goods that go back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.domain.stock_requests import AdjustmentAsked, AdjustmentLineAsked
from app.reports.asked import EVERYTHING
from app.reports.offered import Reports
from app.ui.screens.receiving.dialogs.return_form import ReturnForm
from tests.printing.reading import text_of
from tests.ui.screens.receiving.test_screen import Receiving, receiving
from tests.ui.till import BEER, MILK, TEA
from tests.ui.windows import Key

__all__ = ["receiving"]


@pytest.fixture
def delivered(receiving: Receiving) -> Receiving:
    """Ten teas at 1.00 and six milks at 0.80 from Northwind stand in the list."""
    receiving.types("northwind")
    receiving.press(Key.Key_Return)
    receiving.types("10*")
    receiving.scan(TEA)
    receiving.types("6*")
    receiving.scan(MILK)
    receiving.press(Key.Key_F9)
    if receiving.dialog():
        receiving.press(Key.Key_Return)
    assert receiving.posted() == ["T1-D000001"]
    choose_posted(receiving)
    return receiving


def choose_posted(receiving: Receiving) -> None:
    receiving.press(Key.Key_Escape, Key.Key_Escape)
    receiving.types("T1-D000001")


def not_invoiced(receiving: Receiving) -> list[tuple[object, ...]]:
    return list(Reports(receiving.shop.book, receiving.shop.clock).ask("goods-received-not-invoiced", EVERYTHING).rows)


def test_an_invoice_is_filled_in_as_it_was_delivered_and_says_what_differs(delivered: Receiving) -> None:
    assert len(not_invoiced(delivered)) == 2
    delivered.press(Key.Key_F5)
    assert delivered.dialog() == "invoice_form"
    assert [delivered.text(f"invoice_{row}_quantity") for row in (1, 2)] == ["10", "6"]
    assert "as it was delivered" in delivered.text("invoice_form_sum")
    delivered.press(Key.Key_Return)
    assert delivered.text("invoice_form_bar") == "Type the number that stands on the invoice."
    delivered.types("2026-17")
    delivered.find("invoice_1_cost").setFocus()
    delivered.find("invoice_1_cost").selectAll()  # type: ignore[attr-defined]
    delivered.types("1.10")
    assert "€1.00 more than was delivered for" in delivered.text("invoice_form_sum")
    delivered.press(Key.Key_Return)
    assert delivered.message == "The invoice is posted as T1-I000001."
    assert not_invoiced(delivered) == []
    delivered.press(Key.Key_F5)
    assert delivered.message == "All of this delivery is invoiced already."


def test_goods_go_back_by_scan_with_a_paper_to_sign(delivered: Receiving) -> None:
    delivered.press(Key.Key_F6)
    assert delivered.dialog() == "return_form"
    delivered.scan(TEA, TEA, MILK)
    assert (delivered.text("return_1"), delivered.text("return_2")) == ("2", "1")
    delivered.scan(BEER)
    assert delivered.text("return_form_bar").startswith("The goods of")
    delivered.find("return_note").setFocus()
    delivered.types("crushed")
    delivered.press(Key.Key_Return)
    assert "T1-B000001" in delivered.message
    assert delivered.stock("tea") == 18_000
    (paper,) = delivered.shop.book.path.parent.rglob("T1-B000001.pdf")
    words = text_of(paper.read_bytes())
    assert "Return to supplier" in words
    assert "crushed" in words


def test_more_than_came_does_not_go_back(delivered: Receiving) -> None:
    delivered.press(Key.Key_F6)
    delivered.press(Key.Key_Return)
    assert delivered.text("return_form_bar") == "Type or scan what goes back."
    delivered.find("return_1").setFocus()
    delivered.types("11")
    delivered.press(Key.Key_Return)
    assert delivered.text("return_form_bar").startswith("At most 10 of Green tea can go back")


def broken_row(receiving: Receiving) -> tuple[str, str]:
    return receiving.text("return_1_most"), receiving.text("return_1_broken_most")


def test_what_came_broken_and_what_broke_later_goes_back_out_of_the_write_off(receiving: Receiving) -> None:
    receiving.types("northwind")
    receiving.press(Key.Key_Return)
    receiving.types("10*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F7)
    receiving.press(Key.Key_Tab)
    receiving.types("3")
    receiving.press(Key.Key_Return, Key.Key_F9)
    if receiving.dialog():
        receiving.press(Key.Key_Return)
    assert receiving.stock("tea") == 17_000
    choose_posted(receiving)
    receiving.press(Key.Key_F6)
    assert broken_row(receiving) == ("10", "3")
    receiving.press(Key.Key_Tab)
    receiving.types("4")
    receiving.press(Key.Key_Return)
    assert receiving.text("return_form_bar").startswith("At most 3 of Green tea can go back")
    receiving.press(Key.Key_Backspace)
    receiving.types("2")
    receiving.press(Key.Key_Return)
    assert receiving.stock("tea") == 17_000
    (paper,) = receiving.shop.book.path.parent.rglob("T1-B000001.pdf")
    assert "2 of them damaged" in text_of(paper.read_bytes())
    lines = (AdjustmentLineAsked("tea", -1000, "damaged"),)
    receiving.opened.till.parts.adjusting.adjust(AdjustmentAsked(Asking("a1"), lines))
    choose_posted(receiving)
    receiving.press(Key.Key_F6)
    assert broken_row(receiving) == ("8", "2")
    receiving.types("3")
    receiving.press(Key.Key_Tab)
    receiving.types("2")
    receiving.press(Key.Key_Return)
    assert receiving.stock("tea") == 15_000


def test_a_delivery_that_is_invoiced_and_partly_sold_is_corrected_with_its_invoice(delivered: Receiving) -> None:
    delivered.opened.goes_to("sale")
    delivered.opened.scan(TEA, TEA, TEA)
    delivered.press(Key.Key_F9)
    delivered.opened.goes_to("receiving")
    choose_posted(delivered)
    delivered.press(Key.Key_F5)
    delivered.types("2026-17")
    delivered.find("invoice_1_cost").setFocus()
    delivered.find("invoice_1_cost").selectAll()  # type: ignore[attr-defined]
    delivered.types("1.10")
    delivered.press(Key.Key_Return)
    assert delivered.message == "The invoice is posted as T1-I000001."
    choose_posted(delivered)
    delivered.press(Key.Key_F8)
    assert delivered.text("correct_form_resting") == (
        "What rests on it is taken back first: invoice 2026-17 (T1-I000001). Post it again afterwards: an invoice "
        "with F5."
    )
    delivered.types("10 for 14")
    delivered.press(Key.Key_Return)
    # Ten were there before the ten of the delivery, and three of them are sold.
    assert (delivered.stock("tea"), not_invoiced(delivered)) == (7000, [])
    assert [row[2] for row in delivered.rows()] == ["10", "6"]
    delivered.press(Key.Key_Up, Key.Key_F4)
    delivered.types("14")
    delivered.press(Key.Key_Return, Key.Key_F9)
    if delivered.dialog():
        delivered.press(Key.Key_Return)
    assert delivered.posted()[0] == "T1-D000002"
    assert delivered.stock("tea") == 21_000
    assert len(not_invoiced(delivered)) == 2


def send_back(receiving: Receiving, many: str = "3") -> None:
    receiving.press(Key.Key_F6)
    receiving.types(many)
    receiving.press(Key.Key_Return)
    assert receiving.dialog() == ""


def choose(receiving: Receiving, words: str) -> list[list[str]]:
    """Type words, and see what the list has of them."""
    receiving.press(Key.Key_Escape, Key.Key_Escape)
    receiving.types(words)
    receiving.opened.rest()
    return receiving.rows("receiveStartTable")


def test_a_delivery_of_which_goods_went_back_is_corrected_with_what_rests_on_it(delivered: Receiving) -> None:
    send_back(delivered)
    assert delivered.stock("tea") == 17_000
    choose_posted(delivered)
    delivered.press(Key.Key_F5)
    delivered.types("2026-17")
    delivered.press(Key.Key_Return)
    choose_posted(delivered)
    delivered.press(Key.Key_F8)
    assert delivered.text("correct_form_resting") == (
        "What rests on it is taken back first: invoice 2026-17 (T1-I000001), sent back T1-B000001. Post it again "
        "afterwards: an invoice with F5, what goes back with F6."
    )
    delivered.types("10 for 14")
    delivered.press(Key.Key_Return)
    assert delivered.message.endswith("then post again what was taken back with it: T1-I000001, T1-B000001.")
    assert (delivered.stock("tea"), not_invoiced(delivered)) == (10_000, [])
    assert [row[2] for row in delivered.rows()] == ["10", "6"]


def test_what_went_back_by_mistake_is_taken_back_alone(delivered: Receiving) -> None:
    send_back(delivered)
    (row,) = choose(delivered, "t1-b000001")
    assert row[0].startswith("T1-B000001, Northwind, sent back \u00b7 of T1-D000001 \u00b7 ")
    assert row[1] == "posted"
    delivered.press(Key.Key_Return)
    assert delivered.dialog() == ""
    delivered.press(Key.Key_F11)
    assert delivered.message.startswith("The paper of T1-B000001 to sign is")
    delivered.press(Key.Key_F8)
    assert delivered.text("correct_form_effect").startswith("The goods are in stock again")
    delivered.types("wrong box")
    delivered.press(Key.Key_Return)
    assert delivered.message == "T1-B000001 is taken back by T1-Z000001: the goods are in stock again."
    assert delivered.stock("tea") == 20_000
    assert choose(delivered, "T1-B000001")[0][1] == "taken back"
    delivered.press(Key.Key_F8)
    delivered.press(Key.Key_Return)
    assert delivered.text("correct_form_bar") == "T1-B000001 was taken back already, by T1-Z000001."


def test_an_invoice_that_was_typed_wrong_is_taken_back_alone(delivered: Receiving) -> None:
    delivered.press(Key.Key_F5)
    delivered.types("2026-17")
    delivered.press(Key.Key_Return)
    assert not_invoiced(delivered) == []
    (row,) = choose(delivered, "2026-17")
    assert row[0].startswith("T1-I000001, Northwind, 2026-17, invoice")
    delivered.press(Key.Key_F8)
    assert "waits for an invoice again" in delivered.text("correct_form_effect")
    delivered.press(Key.Key_Return)
    assert delivered.message == "T1-I000001 is taken back by T1-Z000001: what it billed waits for an invoice."
    assert len(not_invoiced(delivered)) == 2


def test_older_papers_are_found_by_their_number(delivered: Receiving) -> None:
    for many in range(9):
        asked = DeliveryAsked(Asking(f"d{many}"), (StockLineAsked("tea", 1000, 1_000_000),), supplier="S1")
        delivered.opened.till.parts.receiving.accept_delivery(asked)
    listed = [row[0] for row in choose(delivered, "")]
    assert not any("T1-D000001" in row for row in listed)
    (row,) = choose(delivered, "T1-D000001")
    assert row[1] == "posted"


def test_freight_is_billed_by_a_carrier_and_comes_later_too(delivered: Receiving) -> None:
    delivered.press(Key.Key_F10)
    assert delivered.dialog() == "later_form"
    delivered.press(Key.Key_Return)
    assert delivered.text("later_form_bar") == "Type what it costs."
    delivered.types("3.00")
    delivered.press(Key.Key_Return)
    assert delivered.message == "It is posted as T1-L000001; the goods cost that more."
    assert len(not_invoiced(delivered)) == 3
    delivered.press(Key.Key_F5)
    # Northwind has brought the goods and nobody says that it bills the freight; Farm has driven them.
    assert delivered.text("invoice_3_amount") == ""
    choice = delivered.find("invoice_supplier")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("S2"))
    assert delivered.text("invoice_1_amount") == "3.00"
    assert delivered.text("invoice_form_sum").startswith("Without tax \u20ac3.00, as it was delivered")
    delivered.types("F-7")
    delivered.find("invoice_1_amount").setFocus()
    delivered.find("invoice_1_amount").selectAll()  # type: ignore[attr-defined]
    delivered.types("4.00")
    delivered.press(Key.Key_Return)
    assert delivered.message == "The invoice is posted as T1-I000001."
    assert len(not_invoiced(delivered)) == 2


def test_what_went_back_is_credited(delivered: Receiving) -> None:
    delivered.press(Key.Key_F6)
    delivered.scan(TEA, TEA)
    delivered.press(Key.Key_Return)
    delivered.press(Key.Key_Escape, Key.Key_Escape)
    delivered.types("T1-B000001")
    assert delivered.find("receiveLater").label() == "Credit note"  # type: ignore[attr-defined]
    delivered.press(Key.Key_F10)
    assert (delivered.dialog(), delivered.text("credit_amount")) == ("credit_form", "2.00")
    delivered.types("G-7")
    delivered.press(Key.Key_Return)
    assert delivered.message.startswith("The credit note is posted as")
    delivered.press(Key.Key_F10)
    assert "already" in delivered.message


def test_an_invoice_with_a_discount_on_all_of_it_is_compared_line_by_line(receiving: Receiving) -> None:
    receiving.types("northwind")
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F10, Key.Key_Tab)
    receiving.types("3%")
    receiving.press(Key.Key_Return)
    receiving.types("7*")
    receiving.scan(TEA)
    receiving.press(Key.Key_F5)
    receiving.types("0.50")
    receiving.press(Key.Key_Return)
    receiving.press(Key.Key_F9)
    if receiving.dialog():
        receiving.press(Key.Key_Return)
    choose_posted(receiving)
    receiving.press(Key.Key_F5)
    assert (receiving.text("invoice_1_cost"), receiving.text("invoice_discount")) == ("0.50", "0.11")
    assert receiving.text("invoice_form_sum") == "Without tax \u20ac3.39, as it was delivered"
    receiving.find("invoice_1_quantity").setFocus()
    receiving.find("invoice_1_quantity").selectAll()  # type: ignore[attr-defined]
    receiving.types("8")
    assert "7 came and is not invoiced" in receiving.text("invoice_form_sum")


def test_an_invoice_of_many_lines_is_no_higher_than_a_small_screen(receiving: Receiving) -> None:
    for number in range(30):
        receiving.shop.product(f"g{number}", "1.00", name=f"Goods {number}", cost="0.50")
    lines = tuple(StockLineAsked(f"g{number}", 1000, 500_000) for number in range(30))
    asked = DeliveryAsked(Asking("d1", till="T1"), lines, supplier="S1")
    receiving.opened.till.parts.receiving.accept_delivery(asked)
    receiving.opened.goes_to("sale")
    receiving.opened.goes_to("receiving")
    choose_posted(receiving)
    receiving.press(Key.Key_F5)
    dialog = receiving.opened.dialog()
    assert dialog is not None
    assert dialog.height() <= 740


def test_a_scan_behind_a_quantity_that_is_none_is_not_taken(receiving: Receiving) -> None:
    receiving.types("northwind")
    receiving.press(Key.Key_Return)
    receiving.scan(TEA)
    receiving.types("-2*")
    receiving.scan(TEA)
    assert "-2 is no quantity" in receiving.message
    assert receiving.rows()[0][2] == "1"
    receiving.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Escape)
    receiving.scan(TEA)
    assert receiving.rows()[0][2] == "2"


@pytest.fixture
def large(receiving: Receiving) -> Receiving:
    """A delivery of 60 lines at 0.50 each, chosen in the list."""
    for number in range(60):
        code = [TEA[:-6] + f"{number:06}"] if number == 59 else []
        receiving.shop.product(f"g{number:02}", "1.00", name=f"Goods {number:02}", cost="0.50", codes=code)
    lines = tuple(StockLineAsked(f"g{number:02}", 2000, 500_000) for number in range(60))
    asked = DeliveryAsked(Asking("d1", till="T1"), lines, supplier="S1")
    receiving.opened.till.parts.receiving.accept_delivery(asked)
    receiving.opened.goes_to("sale")
    receiving.opened.goes_to("receiving")
    choose_posted(receiving)
    return receiving


def test_an_invoice_of_very_many_lines_finds_the_one_that_differs(large: Receiving) -> None:
    large.press(Key.Key_F5)
    assert large.text("invoice_form_sum").startswith("Without tax \u20ac60.00, as it was delivered")
    large.types("2026-17")
    large.find("invoice_form_find").setFocus()
    large.types("goods 57")
    large.press(Key.Key_Return)
    large.press(Key.Key_Tab)
    large.types("0.75")
    assert "\u20ac0.50 more than was delivered for" in large.text("invoice_form_sum")
    # What was typed stays in sight, whatever else is looked for.
    large.find("invoice_form_find").setFocus()
    large.find("invoice_form_find").clear()  # type: ignore[attr-defined]
    large.types("goods 03")
    large.press(Key.Key_Return)
    assert (large.text("invoice_1_cost"), large.text("invoice_2_cost")) == ("0.75", "0.50")
    large.press(Key.Key_Return)
    assert large.message == "The invoice is posted as T1-I000001."
    assert not_invoiced(large) == []


def test_of_very_many_lines_goods_that_are_scanned_come_into_sight(large: Receiving) -> None:
    large.press(Key.Key_F6)
    dialog = large.opened.dialog()
    assert isinstance(dialog, ReturnForm)
    assert dialog.count("g58", 1000, lot="", serial="")
    assert dialog.count("g58", 1000, lot="", serial="")
    assert large.text("return_1") == "2"
    large.press(Key.Key_Return)
    assert large.stock("g58") == 0
