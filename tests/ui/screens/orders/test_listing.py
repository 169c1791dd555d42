"""A list of goods for an order: pasted, or a file, with codes, SKUs or the supplier's own codes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from app.domain.product import Code
from app.domain.requests import ItemAsked, PartyAsked
from app.ui.widgets.batch import BatchDialog
from tests.ui.screens.orders.test_screen import Orders, orders, viewer
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key

__all__ = ["orders", "viewer"]


def listing(orders: Orders) -> BatchDialog:
    (dialog,) = orders.opened.window.findChildren(BatchDialog)
    return dialog


def paste(orders: Orders, text: str) -> None:
    orders.press(Key.Key_F3)
    field = listing(orders).findChild(QPlainTextEdit, "batch_text")
    assert field is not None
    field.setPlainText(text)
    orders.press(Key.Key_Return, modifiers=CTRL)
    orders.opened.rest()


def open_order(orders: Orders) -> None:
    """An order to the farm is written; it brings milk in crates of six, and calls it F-7."""
    orders.press(Key.Key_F4)
    suppliers = orders.find("new_order_supplier")
    assert isinstance(suppliers, QComboBox)
    suppliers.setCurrentIndex(suppliers.findData("S1"))
    orders.opened.rest()


def test_a_list_comes_onto_the_order_by_its_packs_where_these_come_out_even(orders: Orders) -> None:
    crate = "10000000000016"
    orders.shop.product("tea", "2.40", name="Green tea", codes=[TEA, Code(crate, 12_000)])  # type: ignore[arg-type]
    open_order(orders)
    paste(orders, f"{MILK};24\n{TEA};5\n{crate};2\n")
    assert orders.rows("new_order_lines") == [
        ["Milk, milk \u00b7 F-7", "4 \u00d7 6", "24", "0.80", "19.20"],
        ["Green tea, tea", "", "29", "1.00", "29.00"],
    ]
    paste(orders, f"{MILK};7\n")
    assert orders.rows("new_order_lines")[0][1:3] == ["", "31"]


def test_the_suppliers_own_codes_are_known_and_what_is_nothings_is_named(orders: Orders) -> None:
    open_order(orders)
    paste(orders, "code,quantity\nF-7,12\nF-8,1\n4012345678901,6\n")
    assert orders.rows("new_order_lines") == [["Milk, milk \u00b7 F-7", "2 \u00d7 6", "12", "0.80", "9.60"]]
    assert orders.text("new_order_bar") == "On the order from the list: 1. These rows are nothing's: 3, 4."
    orders.types("F-7")
    orders.press(Key.Key_Return)
    assert orders.rows("new_order_lines")[0][1:3] == ["3 \u00d7 6", "18"]


def test_what_is_no_list_is_refused_over_it_and_a_file_is_as_good(orders: Orders, tmp_path: Path) -> None:
    orders.press(Key.Key_F4)
    paste(orders, "hello")
    assert "has no codes." in listing(orders).bar.sentence()
    (tmp_path / "list.csv").write_text(f"SKU;Quantity\nmilk;12\n{TEA};3\n")
    listing(orders).take_file(tmp_path / "list.csv")
    orders.opened.rest()
    orders.opened.rest()
    assert [row[2] for row in orders.rows("new_order_lines")] == ["12", "3"]
    suppliers = orders.find("new_order_supplier")
    assert isinstance(suppliers, QComboBox)
    assert suppliers.currentText() == "Farm"
    orders.press(Key.Key_F9)
    assert orders.rows("ordersLines")[0][1] == "12, 2 \u00d7 6"


def test_esc_leaves_the_list_and_the_order_stays(orders: Orders) -> None:
    orders.press(Key.Key_F4)
    orders.scan(MILK)
    orders.press(Key.Key_F3)
    orders.press(Key.Key_Escape)
    assert orders.opened.window.findChildren(BatchDialog) == []
    assert len(orders.rows("new_order_lines")) == 1


def test_two_products_of_one_supplier_code_are_none(orders: Orders) -> None:
    both = (ItemAsked("milk", "F-7", 6000), ItemAsked("tea", "F-7"))
    orders.shop.cataloguing.set_party(PartyAsked("supplier", "S1", "Farm", items=both))
    assert orders.opened.till.parts.proposals.sku_of("S1", "F-7") == ""
    assert orders.opened.till.parts.proposals.sku_of("", "F-7") == ""
