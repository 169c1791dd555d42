"""Labels from the products screen to printers by real keys: one that is away loses none of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from app.domain.product import Code, Unit
from app.ui.sound import Tone
from app.ui.widgets.buttons import ActionButton
from tests.devices.label_printers import LabelPrinter, status
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.reading import Picture
from tests.ui.screens.products.hands import Products
from tests.ui.windows import CTRL, Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


@pytest.fixture
def products(opened: OpenWindow) -> Products:
    return Products(opened)


def fill_in(products: Products, way: int, printer: str) -> None:
    """The form for labels of tea, on a roll, with where they go."""
    products.types("tea")
    products.press(Key.Key_Down, Key.Key_F12)
    products.fill("label_stock", "62x29")
    products.press(Key.Key_2, modifiers=CTRL)
    products.choose("label_way", way)
    if printer:
        products.fill("label_printer", printer)
    products.choose("label_dpi", 0)


def test_labels_wait_for_a_printer_without_paper_and_are_printed_once_it_has_some(products: Products) -> None:
    printer = LabelPrinter(status(paper_out=True))
    fill_in(products, 2, printer.address)
    products.press(Key.Key_F12)
    assert products.opened.dialog() is None
    told = products.text("productMessage")
    assert told.startswith(f"The printer “{printer.address}” has no paper.")
    assert told.endswith("The labels wait; Ctrl+P prints them again.")
    assert products.tones == [Tone.REFUSED]

    printer.answer = status()
    products.press(Key.Key_P, modifiers=CTRL)
    [zpl] = printer.wait()
    assert b"Green tea" in zpl
    assert products.text("productMessage") == "Labels at the printer: 1."
    # They are not printed twice.
    products.press(Key.Key_P, modifiers=CTRL)
    assert products.text("productMessage") == "No labels wait for a printer."
    assert len(printer.jobs) == 1
    printer.close()


def make(products: Products) -> Picture:
    """What the form's PDF looks like on paper."""
    folder = products.opened.till.shop.book.path.parent / "labels"
    known = set(folder.glob("*.pdf"))
    products.press(Key.Key_F12)
    (path,) = set(folder.glob("*.pdf")) - known
    return on_dots(path.read_bytes(), 300)


def test_labels_of_one_product_can_be_of_its_pack(products: Products) -> None:
    pack = Code("15449000000993", 24_000, 19_990_000)
    products.opened.till.shop.product("cola", "0.99", name="Cola", codes=["5449000000996", pack])
    products.types("cola")
    products.press(Key.Key_Down, Key.Key_F12)
    box = products.find("label_pack")
    assert isinstance(box, QComboBox)
    words = [box.itemText(at).translate(ISOLATES) for at in range(box.count())]
    assert words == ["one piece", "24 pieces \u00b7 19.99"]
    assert by_zxing(make(products)) == ["5449000000996"]
    products.press(Key.Key_F12)
    products.choose("label_pack", 1)
    assert products.text("label_pack_hint") == "15449000000993"
    assert by_zxing(make(products)) == ["15449000000993"]


def test_a_weighed_piece_has_its_weight_in_its_code(products: Products) -> None:
    products.opened.till.shop.product("cheese", "12.90", name="Cheese", unit=Unit.KG, codes=["2811110000006"])
    products.types("cheese")
    products.press(Key.Key_Down, Key.Key_F12)
    products.fill("label_weight", "0.352")
    assert by_zxing(make(products)) == ["2811111003525"]
    products.press(Key.Key_F12)
    products.fill("label_weight", "0")
    products.press(Key.Key_F12)
    assert "weight" in products.text("label_form_bar")


def test_where_labels_go_is_remembered_with_the_printer(products: Products) -> None:
    printer = LabelPrinter()
    products.opened.till.parts.settings.change(label_printer=printer.address)
    fill_in(products, 2, "")
    assert products.text("label_printer") == printer.address
    assert products.text("label_printer_hint") == "its address, such as 192.168.1.60:9100"
    button = products.find("label_form_answer")
    assert isinstance(button, ActionButton)
    assert button.label() == "Print labels"
    products.press(Key.Key_F12)
    printer.wait()
    printer.close()
    machine = products.opened.till.parts.settings.machine
    assert (machine.sheet_way, machine.sheet_printer) == ("network", printer.address)
    products.press(Key.Key_F12)
    box = products.find("label_way")
    assert isinstance(box, QComboBox)
    assert box.currentData() == "network"


def test_a_sheet_for_a_label_printer_is_refused_in_the_form(products: Products) -> None:
    fill_in(products, 2, "127.0.0.1:9")
    products.press(Key.Key_1, modifiers=CTRL)
    products.fill("label_stock", "Avery L7160")
    products.press(Key.Key_F12)
    assert "label printers print on rolls" in products.text("label_form_bar")


def test_a_zpl_file_lies_in_the_folder(products: Products) -> None:
    fill_in(products, 3, "")
    products.press(Key.Key_F12)
    [path] = products.opened.till.shop.book.path.parent.glob("labels/*.zpl")
    assert path.read_bytes().startswith(b"^XA")
    assert str(path) in products.text("productMessage")
