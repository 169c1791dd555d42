"""Labels from the labels screen to printers by real keys: one that is away loses none of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from app.ui.sound import Tone
from app.ui.widgets.buttons import ActionButton
from tests.devices.label_printers import LabelPrinter, status
from tests.ui.screens.labels.test_screen import Labels
from tests.ui.till import BEER, TEA
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def labels(opened: OpenWindow) -> Labels:
    opened.till.shop.product("tea", "2.99", name="Green tea", codes=[TEA])
    return Labels(opened)


def fill_in(labels: Labels, way: int, printer: str = "") -> None:
    """A roll, and where labels go, by keys."""
    for name, typed in (("labelStock", "62x29"), ("labelPrinter", printer)):
        labels.find(name).setFocus()
        labels.press(Key.Key_A, modifiers=CTRL)
        labels.types(typed)
    for name, place in (("labelWay", way), ("labelPrinterDpi", 0)):
        labels.find(name).setFocus()
        labels.press(Key.Key_Home, *[Key.Key_Down] * place)


def test_labels_wait_for_a_printer_without_paper_and_are_printed_once_it_has_some(labels: Labels) -> None:
    printer = LabelPrinter(status(paper_out=True))
    fill_in(labels, 2, printer.address)
    labels.press(Key.Key_F12)
    told = labels.text("labelMessage")
    assert told.startswith(f"The printer “{printer.address}” has no paper.")
    assert told.endswith("The labels wait; Ctrl+P prints them again.")
    assert labels.tones == [Tone.REFUSED]
    assert labels.text("labelSource") == "changed prices: 1"  # the shelf has its old label still
    # Others that are made meanwhile wait with them.
    labels.scan(BEER)
    labels.press(Key.Key_F12)

    printer.answer = status()
    labels.press(Key.Key_P, modifiers=CTRL)
    tea, beer = printer.wait(2)
    assert b"Green tea" in tea
    assert b"Beer" in beer
    assert b"^PW496" in tea or b"^PW495" in tea  # 62 mm at 203 dpi
    assert labels.text("labelMessage") == "Labels at the printer: 1."
    assert labels.text("labelSource") == "changed prices: 0"
    # They are not printed twice.
    labels.press(Key.Key_P, modifiers=CTRL)
    assert labels.text("labelMessage") == "No labels wait for a printer."
    assert len(printer.jobs) == 2
    printer.close()


def test_where_labels_go_is_remembered_and_both_screens_know_it(labels: Labels) -> None:
    printer = LabelPrinter()
    labels.opened.till.parts.settings.change(label_printer=printer.address)
    fill_in(labels, 2)
    assert labels.text("labelPrinter") == printer.address
    assert labels.text("labelPrinter_hint") == "its address, such as 192.168.1.60:9100"
    button = labels.find("labelMake")
    assert isinstance(button, ActionButton)
    assert button.label() == "Print labels"
    labels.press(Key.Key_F12)
    printer.wait()
    printer.close()
    machine = labels.opened.till.parts.settings.machine
    assert (machine.sheet_way, machine.sheet_printer, machine.sheet_stock) == ("network", printer.address, "62x29")
    assert machine.sheet_printers[printer.address] == [203, 0, 0, 1000]
    labels.opened.goes_to("products")
    labels.press(Key.Key_F12)
    box = labels.find("label_way")
    assert isinstance(box, QComboBox)
    assert box.currentData() == "network"
    labels.press(Key.Key_Escape)


def test_a_sheet_for_a_label_printer_is_refused_and_no_labels_wait(labels: Labels) -> None:
    fill_in(labels, 2, "127.0.0.1:9")
    labels.find("labelStock").setFocus()
    labels.press(Key.Key_A, modifiers=CTRL)
    labels.types("Avery L7160")
    labels.press(Key.Key_F12)
    assert "label printers print on rolls" in labels.text("labelMessage")
    labels.press(Key.Key_P, modifiers=CTRL)
    assert labels.text("labelMessage") == "No labels wait for a printer."


def test_a_zpl_file_lies_in_the_folder(labels: Labels) -> None:
    fill_in(labels, 3)
    labels.press(Key.Key_F12)
    [path] = labels.opened.till.shop.book.path.parent.glob("labels/*.zpl")
    assert path.read_bytes().startswith(b"^XA")
    assert str(path) in labels.text("labelMessage")
    assert labels.text("labelSource") == "changed prices: 0"
