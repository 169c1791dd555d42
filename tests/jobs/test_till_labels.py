"""A single label from the till, on a label printer that is really there."""

from __future__ import annotations

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


def till_labels(counter: Counter, folder: Path, **machine: str) -> TillLabels:
    settings = Settings(folder / "machine.json")
    settings.machine = replace(settings.machine, **machine)
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


@pytest.mark.parametrize("machine", [{}, {"label_printer": "127.0.0.1:9"}, {"label_stock": "62x29"}])
def test_without_printer_or_labels_it_is_refused(counter: Counter, tmp_path: Path, machine: dict[str, str]) -> None:
    with pytest.raises(Refusal) as caught:
        till_labels(counter, tmp_path, **machine).print_one("A1")
    assert caught.value.code == "no_label_printer"
