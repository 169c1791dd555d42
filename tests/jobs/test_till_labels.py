"""A single label from the till, on a label printer that is really there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.settings import Settings
from app.domain.refusal import Refusal
from app.jobs.labels import Labels
from app.jobs.till_labels import TillLabels
from app.reports.labels import LabelFacts
from tests.books import Counter
from tests.devices.label_printers import LabelPrinter


def till_labels(counter: Counter, folder: Path, **machine: object) -> TillLabels:
    settings = Settings(folder / "machine.json")
    settings.machine = replace(settings.machine, **machine)  # type: ignore[arg-type]  # the names tell
    return TillLabels(Labels(LabelFacts(counter.book), lambda: counter.book.shop), settings)


def test_one_label_for_the_goods_comes_out(counter: Counter, tmp_path: Path) -> None:
    counter.product("A1", "1.50", name="Apple juice")
    printer = LabelPrinter()
    till_labels(counter, tmp_path, label_printer=printer.address, label_stock="62x29").print_one("A1")
    [zpl] = printer.wait()
    printer.close()
    assert zpl.startswith(b"^XA")
    assert zpl.count(b"^XA") == 1
    assert b"Apple juice" in zpl
    assert b"^PQ1" in zpl


def test_what_is_known_of_the_printer_holds_for_single_labels_too(counter: Counter, tmp_path: Path) -> None:
    counter.product("A1", "1.50", name="Apple juice")
    printer = LabelPrinter()
    machine = {"label_printer": printer.address, "label_stock": "62x29"}
    plain = printed(till_labels(counter, tmp_path, **machine), printer)
    moved = till_labels(counter, tmp_path, **machine, sheet_printers={printer.address: [203, 10, -5, 1000]})
    # 1 mm right and 0.5 mm up at 203 dots to the inch are 8 and 4 dots.
    [(x, y)] = [(int(x), int(y)) for x, y in re.findall(rb"\^FO(\d+),(\d+)\^A0N", plain)[:1]]
    assert b"^FO%d,%d^A0N" % (x + 8, y - 4) in printed(moved, printer)
    fine = till_labels(counter, tmp_path, **machine, sheet_printers={printer.address: [300, 0, 0, 1000]})
    assert b"^PW732" in printed(fine, printer)
    printer.close()


def printed(labels: TillLabels, printer: LabelPrinter) -> bytes:
    before = len(printer.jobs)
    labels.print_one("A1")
    return printer.wait(before + 1)[-1]


@pytest.mark.parametrize("machine", [{}, {"label_printer": "127.0.0.1:9"}, {"label_stock": "62x29"}])
def test_without_printer_or_labels_it_is_refused(counter: Counter, tmp_path: Path, machine: dict[str, str]) -> None:
    with pytest.raises(Refusal) as caught:
        till_labels(counter, tmp_path, **machine).print_one("A1")
    assert caught.value.code == "no_label_printer"
