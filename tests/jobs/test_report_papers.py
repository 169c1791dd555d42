"""Reports as files and on paper: one and the same report in every format, harmless to spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from app.base.trouble import Trouble
from app.jobs.report_papers import FORMATS, ReportPapers
from app.printing.report_columns import cell_writers
from app.reports.asked import Asked
from app.reports.offered import OFFERED, Reports
from tests.worked_month import worked_month

HARMFUL = "=1+1"


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    counter = worked_month(tmp_path_factory.mktemp("papers") / "shop.book")
    counter.product("D", "1.00", name=HARMFUL)
    counter.deliver("d9", "D", "4", "0.50", supplier="S1")
    counter.sell("s9", "D", "1")
    return counter


@pytest.fixture
def papers(counter, tmp_path):
    return ReportPapers(lambda: counter.book.shop, tmp_path / "reports")


def answered(counter, name, takes):
    whole = {"first": 20260101, "last": 20260401, "at": 20260401}
    asked = Asked(**{key: day for key, day in whole.items() if key in takes})
    return Reports(counter.book, counter.clock).ask(name, asked)


@pytest.mark.parametrize(("name", "takes"), [(one.name, one.takes) for one in OFFERED])
def test_paper_and_json_carry_the_same_figures(counter, papers, name, takes):
    report = answered(counter, name, takes)
    path = papers.save(report, papers.path(report, "json"))
    rows = json.loads(path.read_bytes())["rows"]
    document = pypdfium2.PdfDocument(papers.pdf(report))
    printed = "".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert len(rows) == len(report.rows)
    writers = cell_writers(report, counter.book.shop.language)
    for row, said in zip(report.rows, rows, strict=True):
        for place, column in enumerate(report.columns):
            if column.unit.is_figure and row[place] is not None:
                text = writers[place](row[place])
                assert "".join(text.split()) in printed, (column.name, text)
                # The decimal of the JSON is the raw figure of which the text was made.
                assert float(said[column.name]) == pytest.approx(_plain(text)), (column.name, text)


def _plain(text: str) -> float:
    return float(text.replace("\u00a0", "").replace("%", "").replace(".", "").replace(",", ".").strip())


def test_a_name_is_no_formula_in_any_file(counter, papers):
    report = answered(counter, "stock-on-hand", {"at"})
    content = {ending: papers.save(report, papers.path(report, ending)).read_bytes() for ending in FORMATS}
    rows = list(csv.reader(io.StringIO(content["csv"].decode("utf-8-sig"))))
    assert ["D", f"'{HARMFUL}"] in [row[:2] for row in rows]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content["xlsx"])).get_sheet_by_index(0).to_python()
    (row,) = [row for row in sheet if row[0] == "D"]
    # Read by another library: the text stays a text, the figures are numbers.
    assert row[1] == HARMFUL
    assert row[4] == 3.0
    assert row[6] == 1.5


def test_a_file_lies_where_its_days_say(counter, papers):
    report = answered(counter, "tax", {"first", "last"})
    assert papers.path(report, "csv").name == "tax-2026-01-01_2026-04-01.csv"
    with pytest.raises(Trouble) as caught:
        papers.save(report, counter.book.path / "in-a-file.csv")
    assert caught.value.code == "unwritable_file"


def test_what_nobody_wants_any_more_stops(counter, papers):
    report = answered(counter, "stock-on-hand", {"at"})
    with pytest.raises(Trouble) as caught:
        papers.pdf(report, stopped)
    assert caught.value.code == "stopped"
    with pytest.raises(Trouble) as caught:
        _long_question(counter)
    assert caught.value.code == "stopped"
    # The next question is answered.
    assert answered(counter, "stock-on-hand", {"at"}).rows


def stopped(done, whole):
    assert done <= whole
    raise Trouble("stopped")


def test_whoever_waits_is_told_how_far_it_is(counter, papers):
    report = answered(counter, "movements", {"first", "last"})
    report = replace(report, rows=[*report.rows] * 60)
    told = []

    def look(done, whole):
        told.append((done, whole))

    for ending in FORMATS:
        told.clear()
        papers.save(report, papers.path(report, ending), look)
        assert told == sorted(told)
        assert len(told) > 1, ending
        whole = {whole for _, whole in told}
        assert len(whole) == 1
        with pytest.raises(Trouble, match="stopped"):
            papers.save(report, papers.path(report, f"no.{ending}"), stopped)
        assert not papers.path(report, f"no.{ending}").exists()


def _long_question(counter):
    book = counter.book
    with book.stoppable(lambda: True), book.reading() as connection:
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"
        return connection.execute(f"{numbers} SELECT count(*) FROM n").get


def test_without_a_printing_system_it_says_so(counter, papers, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Trouble) as caught:
        papers.print(answered(counter, "tax", {"first", "last"}))
    assert caught.value.code == "no_printing_system"


def test_what_paper_is_drawn_with_is_loaded_before_the_first_and_without_the_window():
    asked = "from app.jobs.report_papers import ReportPapers; ReportPapers.rehearse(); import sys; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    loaded = told.stdout.split()
    assert {"app.printing.report_pdf", "app.printing.period_pack", "app.printing.preview"} <= set(loaded)
    assert not any(name.startswith("PySide6") for name in loaded)
