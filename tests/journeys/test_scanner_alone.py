"""A whole sale with the scanner in hand: goods and commands come as keys of a wedge, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.commands import COMMANDS, Command, Verb
from app.ui.scan_filter import ScanFilter
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog
from app.ui.sound import Tone
from tests.devices.label_printers import LabelPrinter
from tests.devices.receipt_printers import NetworkPrinter
from tests.printing.paper_roll import on_paper
from tests.ui.till import BEER, MILK, TEA
from tests.ui.windows import Key, OpenWindow


class Pace:
    """When each key was struck: the machine that runs the tests may be slow, the scanner is not."""

    def __init__(self) -> None:
        self.now_ms = 10_000

    def of(self, _event: QInputEvent) -> int:
        return self.now_ms

    def type(self, handle: QWindow | None, code: str) -> None:
        assert handle is not None
        for sign in code:
            self.now_ms += 2
            QTest.keyClick(handle, sign)
        self.now_ms += 2
        QTest.keyClick(handle, Key.Key_Return)
        self.now_ms += 300


PACE = Pace()


@pytest.fixture
def filtered(opened: OpenWindow, qapp: QApplication) -> Iterator[OpenWindow]:
    scans = ScanFilter(qapp, event_time=PACE.of)
    scans.scanned.connect(opened.window.on_scanned)
    scans.folded.connect(opened.window.on_folded)
    yield opened
    scans.setParent(None)  # type: ignore[call-overload]
    scans.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def command(verb: Verb, pieces: int = 0) -> str:
    return Command(verb, pieces).code


@pytest.fixture
def printer(filtered: OpenWindow) -> Iterator[NetworkPrinter]:
    printer = NetworkPrinter()
    filtered.till.parts.settings.change(receipt_way="network", receipt_address=printer.address, drawer="2")
    yield printer
    printer.close()


def scans(opened: OpenWindow, *codes: str) -> None:
    for code in codes:
        PACE.type(opened.window.windowHandle(), code)
        opened.rest()


def test_a_sale_from_the_first_code_to_the_receipt(filtered: OpenWindow, printer: NetworkPrinter) -> None:
    scans(filtered, command(Verb.QUANTITY, 3), TEA, MILK)
    assert filtered.lines() == [(TEA, 3000, 747), (MILK, 1000, 120)]
    scans(filtered, command(Verb.VOID), command(Verb.UNDO), command(Verb.QUANTITY, 12), MILK, command(Verb.VOID))
    assert filtered.lines()[0] == (TEA, 3000, 747)
    total = sum(amount for _, _, amount in filtered.lines())
    scans(filtered, command(Verb.CASH))
    last = filtered.tills.last_sale("T1")
    assert last is not None
    assert (last.number, last.payable_minor, last.given) == ("T1-000001", total, (("cash", total),))
    pulse, receipt = printer.wait(2)
    assert on_paper(pulse).pulses == [2]
    assert "T1-000001" in on_paper(receipt).text
    scans(filtered, command(Verb.COPY))
    assert "COPY" in on_paper(printer.wait(3)[2]).text
    scans(filtered, TEA, command(Verb.CARD))
    assert filtered.numbers() == "T1-000002"


def test_an_age_is_confirmed_and_a_sale_is_parked_by_the_scanner(filtered: OpenWindow) -> None:
    scans(filtered, BEER, command(Verb.YES), command(Verb.CASH))
    assert filtered.numbers() == "T1-000001"
    scans(filtered, TEA, command(Verb.PARK), MILK, command(Verb.CASH))
    assert filtered.numbers() == "T1-000002"
    assert filtered.sale.presenter.parked == 1


def test_commands_keep_their_turn_between_goods_that_come_at_once(filtered: OpenWindow) -> None:
    for code in (TEA, command(Verb.VOID), command(Verb.QUANTITY, 2), MILK, command(Verb.CASH), TEA):
        PACE.type(filtered.window.windowHandle(), code)
    filtered.rest()
    last = filtered.tills.last_sale("T1")
    assert last is not None
    assert last.payable_minor == 240
    assert filtered.lines() == [(TEA, 1000, 249)]


@pytest.mark.parametrize("verb", [Verb.VOID, Verb.UNDO, Verb.YES, Verb.CASH, Verb.CARD, Verb.LABEL, Verb.PARK])
def test_a_command_with_nothing_to_do_is_refused_aloud(filtered: OpenWindow, verb: Verb) -> None:
    filtered.tones.clear()
    scans(filtered, command(verb))
    assert filtered.tones == [Tone.REFUSED]
    assert filtered.sale.presenter.basket.is_empty
    assert filtered.numbers() == ""


def test_a_command_of_a_later_program_is_told_and_no_product(filtered: OpenWindow) -> None:
    scans(filtered, TEA, "TBCMD-FLY")
    assert filtered.lines() == [(TEA, 1000, 249)]
    assert filtered.sale.presenter.basket.waiting == ()
    assert "none of this program" in filtered.sale.bar.sentence()


@pytest.mark.parametrize("place", ["stock", "receiving", "orders", "counting", "settings"])
def test_in_no_other_place_a_command_is_taken_for_a_product(filtered: OpenWindow, place: str) -> None:
    scans(filtered, TEA)
    filtered.goes_to(place)
    before = filtered.window._pages.currentWidget()
    for one in COMMANDS:
        scans(filtered, one.code)
    assert filtered.window._pages.currentWidget() is before
    hint = filtered.find("tillHint")
    assert hint.isVisible()
    assert "command for the sale" in hint.accessibleName()
    filtered.goes_to("sale")
    assert filtered.lines() == [(TEA, 1000, 249)]
    assert filtered.sale.presenter.basket.waiting == ()


def test_a_command_amid_a_dialog_is_refused_and_changes_nothing(filtered: OpenWindow) -> None:
    scans(filtered, TEA)
    filtered.press(Key.Key_F3)
    dialog = filtered.dialog()
    assert isinstance(dialog, PriceCheckDialog)
    PACE.type(dialog.windowHandle(), command(Verb.VOID))
    filtered.rest()
    assert filtered.dialog() is dialog
    assert filtered.lines() == [(TEA, 1000, 249)]
    assert Tone.REFUSED in filtered.tones


def test_a_label_of_the_last_goods_comes_out_of_the_label_printer(filtered: OpenWindow) -> None:
    printer = LabelPrinter()
    filtered.till.parts.settings.change(label_printer=printer.address, label_stock="62x29")
    scans(filtered, TEA, command(Verb.LABEL))
    zpl = printer.wait()[0].decode()
    printer.close()
    assert zpl.count("^XA") == 1
    assert "Green tea" in zpl
    assert (TEA[1:7] in zpl, TEA[7:] in zpl) == (True, True)
    assert "is printed" in filtered.sale.bar.sentence()


def test_without_a_label_printer_it_is_told(filtered: OpenWindow) -> None:
    scans(filtered, TEA, command(Verb.LABEL))
    assert "No label printer is set" in filtered.sale.bar.sentence()
