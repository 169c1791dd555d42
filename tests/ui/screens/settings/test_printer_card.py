"""The printers of the till: what is chosen is kept, and a test comes out of a printer that is really there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.ui.widgets.labels import PlainLabel
from tests.devices.receipt_printers import NetworkPrinter
from tests.printing.paper_roll import on_paper
from tests.ui.screens.settings.test_screen import choose, kept
from tests.ui.windows import Key, OpenWindow


@pytest.fixture
def settings(opened: OpenWindow) -> OpenWindow:
    opened.goes_to("settings")
    return opened


def types_into(opened: OpenWindow, name: str, text: str) -> None:
    field = opened.find(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    opened.press(Key.Key_Return)


def clicks(opened: OpenWindow, name: str) -> None:
    button = opened.find(name)
    assert isinstance(button, QAbstractButton)
    button.click()
    opened.rest()
    opened.rest()


def said(opened: OpenWindow) -> str:
    label = opened.find("settingsMessage_sentence")
    assert isinstance(label, PlainLabel)
    return label.text()


def test_a_receipt_printer_on_the_network_is_set_and_tried(settings: OpenWindow, tmp_path: Path) -> None:
    printer = NetworkPrinter()
    choose(settings, "settingsWay", 1)
    assert not settings.find("settingsPrinterRow").isVisibleTo(settings.window)
    types_into(settings, "settingsAddress", printer.address)
    choose(settings, "settingsPaper", 3)
    choose(settings, "settingsDrawer", 1)
    clicks(settings, "settingsTryPrinter")
    printed = on_paper(printer.wait()[0])
    printer.close()
    assert "TEST-123" in printed.text
    assert max(len(row or "") for row in printed.rows) <= 32
    assert printed.pulses == []
    assert "The test is printed" in said(settings)
    machine = kept(tmp_path)
    assert (machine.receipt_way, machine.receipt_paper, machine.drawer) == ("network", "58mm", "2")


@pytest.mark.parametrize(
    ("way", "address", "sentence"),
    [(1, "bon:x", "no printer on the network"), (2, "lp0", "no device"), (1, "", "No receipt printer is set")],
)
def test_an_address_that_is_none_is_told_when_it_is_tried(
    settings: OpenWindow, way: int, address: str, sentence: str
) -> None:
    choose(settings, "settingsWay", way)
    types_into(settings, "settingsAddress", address)
    clicks(settings, "settingsTryPrinter")
    assert sentence in said(settings)


def test_without_any_printer_there_is_nothing_to_try(settings: OpenWindow) -> None:
    clicks(settings, "settingsTryPrinter")
    assert "No receipt printer is set" in said(settings)


def test_the_label_printer_is_kept_and_nonsense_is_not(settings: OpenWindow, tmp_path: Path) -> None:
    types_into(settings, "settingsLabelPrinter", "192.168.1.60")
    types_into(settings, "settingsLabelStock", "62x29")
    assert (kept(tmp_path).label_printer, kept(tmp_path).label_stock) == ("192.168.1.60", "62x29")
    types_into(settings, "settingsLabelPrinter", "a b")
    assert "no printer on the network" in said(settings)
    assert kept(tmp_path).label_printer == "192.168.1.60"


def test_the_sheet_of_commands_is_made(settings: OpenWindow, tmp_path: Path) -> None:
    clicks(settings, "settingsCommandSheet")
    assert (tmp_path / "receipts" / "sheet-commands.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet-commands.pdf" in said(settings)
