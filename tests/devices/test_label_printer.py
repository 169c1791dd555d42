"""Label printers at a real socket: one that has no labels, is open or paused gets none that would come out later."""

from __future__ import annotations

import pytest

from app.base.trouble import Trouble
from app.devices.label_printer import send_labels
from app.domain.refusal import Refusal
from tests.devices.label_printers import LabelPrinter, status

ZPL = b"^XA^FO0,0^FDTea^FS^XZ" * 5000


@pytest.mark.parametrize("answer", [None, b"", b"\x02garbage\x03\r\n\x02\x03"])
def test_labels_come_out_whole_whatever_the_printer_says_of_itself(answer: bytes | None) -> None:
    printer = LabelPrinter(answer)
    send_labels(ZPL, printer.address)
    assert printer.wait() == [ZPL]
    printer.close()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (status(paper_out=True), "printer_no_paper"),
        (status(ribbon_out=True), "printer_no_paper"),
        (status(head_up=True, paper_out=True), "printer_open"),
        (status(paused=True), "printer_away"),
    ],
)
def test_a_printer_that_cannot_print_now_is_told_and_gets_nothing(answer: bytes, code: str) -> None:
    printer = LabelPrinter(answer)
    with pytest.raises(Trouble) as told:
        send_labels(ZPL, printer.address)
    assert (told.value.code, told.value.facts["printer"]) == (code, printer.address)
    # What is wrong with it is mended, and the same job is sent again: it comes out once.
    printer.answer = status()
    send_labels(ZPL, printer.address)
    assert printer.wait() == [ZPL]
    printer.close()


def test_a_printer_that_is_off_is_away() -> None:
    printer = LabelPrinter()
    printer.close()
    with pytest.raises(Trouble, match="printer_away"):
        send_labels(ZPL, printer.address)


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(Refusal, match="bad_printer_address"):
        send_labels(ZPL, "Zebra in the back")
