"""Labels on their way to printers that are really there: they count as on the shelf once a printer has taken them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.jobs.label_papers import LabelPapers, LabelPlan
from app.jobs.label_prints import LabelPrints, LabelWay
from app.jobs.labels import Labels
from app.reports.labels import LabelFacts
from app.services.labelling import Labelling
from tests.books import Counter
from tests.devices.label_printers import LabelPrinter, status
from tests.devices.test_printer import READY, TAKES, Script, script

__all__ = ["script"]
ROLL = LabelPlan((1,), stock="62x29", dpi=203)


@pytest.fixture
def prints(counter: Counter, tmp_path: Path) -> LabelPrints:
    counter.product("A", "1.50", name="Juice 1 l", codes=["4006381333931"])
    counter.product("A", "1.80", name="Juice 1 l", codes=["4006381333931"])
    labels = Labels(LabelFacts(counter.book), lambda: counter.book.shop)
    return LabelPrints(LabelPapers(labels, Labelling(counter.book, counter.clock), counter.clock, tmp_path / "labels"))


def on_the_shelf(counter: Counter) -> list[tuple[object, ...]]:
    return counter.rows("SELECT product_id, price_micro FROM shelf_label")


def test_a_label_printer_that_is_away_gets_them_once_it_is_back(counter: Counter, prints: LabelPrints) -> None:
    printer = LabelPrinter(status(paper_out=True))
    kept = prints.make(ROLL, LabelWay.NETWORK)
    assert kept.path.suffix == ".zpl"
    with pytest.raises(Trouble, match="printer_no_paper"):
        prints.send(kept, LabelWay.NETWORK, printer.address, user="owner")
    assert on_the_shelf(counter) == []
    printer.answer = status()
    sent = prints.send(kept, LabelWay.NETWORK, printer.address, user="owner")
    assert printer.wait() == [kept.path.read_bytes()]
    assert sent.changes.what == {"labels"}
    assert on_the_shelf(counter) == [(1, 1_800_000)]
    printer.close()


def test_a_printer_of_the_system_gets_the_page_at_its_own_size(
    counter: Counter, prints: LabelPrints, script: Script, tmp_path: Path
) -> None:
    script("lp", TAKES)
    script("lpstat", READY)
    assert prints.printers() == ("Bon", "Office")
    kept = prints.make(ROLL, LabelWay.SYSTEM)
    prints.send(kept, LabelWay.SYSTEM, "Bon", user="owner")
    assert (tmp_path / "input.pdf").read_bytes() == kept.path.read_bytes()
    arguments = (tmp_path / "arguments").read_text().splitlines()
    assert {"scaling=100", "print-scaling=none", "media=Custom.62x29mm"} < set(arguments)
    prints.send(prints.make(LabelPlan((1,)), LabelWay.SYSTEM), LabelWay.SYSTEM, "Bon", user="owner")
    assert "media=A4" in (tmp_path / "arguments").read_text().splitlines()
    assert on_the_shelf(counter) == [(1, 1_800_000)]


def test_without_a_printing_system_there_are_no_printers_and_the_pdf_is_there(
    counter: Counter, prints: LabelPrints, script: Script
) -> None:
    assert script
    assert prints.printers() == ()
    kept = prints.make(ROLL, LabelWay.SYSTEM)
    with pytest.raises(Trouble, match="no_printing_system"):
        prints.send(kept, LabelWay.SYSTEM, "", user="owner")
    assert kept.path.read_bytes().startswith(b"%PDF")
    assert on_the_shelf(counter) == []


def test_files_need_no_printer_and_labels_for_the_goods_are_on_no_shelf(counter: Counter, prints: LabelPrints) -> None:
    goods = LabelPlan((1,), stock="62x29", is_shelf=False)
    for way, ending in ((LabelWay.FILE, ".zpl"), (LabelWay.PDF, ".pdf")):
        kept = prints.send(prints.make(goods, way), way, "", user="owner")
        assert (kept.path.suffix, kept.labels, kept.changes.what) == (ending, 1, frozenset())
    assert on_the_shelf(counter) == []
    prints.send(prints.make(ROLL, LabelWay.FILE), LabelWay.FILE, "", user="owner")
    assert on_the_shelf(counter) == [(1, 1_800_000)]


def test_what_a_printer_is_off_moves_every_field(prints: LabelPrints) -> None:
    plain = prints.make(ROLL, LabelWay.FILE).path.read_text()
    moved = prints.make(LabelPlan((1,), stock="62x29", dpi=203, nudge_x=10, nudge_y=-5), LabelWay.FILE).path.read_text()
    assert moved != plain
    first, second = (text.split("^FO", 1)[1].split("^", 1)[0].split(",") for text in (plain, moved))
    # 1 mm is 8 dots at 203 to the inch, half a millimetre 4.
    assert (int(second[0]) - int(first[0]), int(second[1]) - int(first[1])) == (8, -4)


def test_a_sheet_and_a_file_that_is_gone_are_told(prints: LabelPrints) -> None:
    with pytest.raises(Refusal, match="zpl_needs_roll"):
        prints.make(LabelPlan((1,)), LabelWay.NETWORK)
    kept = prints.make(ROLL, LabelWay.NETWORK)
    kept.path.unlink()
    with pytest.raises(Trouble, match="unreadable_file"):
        prints.send(kept, LabelWay.NETWORK, "127.0.0.1:9", user="owner")
