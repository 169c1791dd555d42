"""`tillbook report` from the outside: what is written where, and what a call that cannot be used is told."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from app.bootstrap import doors
from app.cli import main
from app.reports.offered import OFFERED
from tests.reports.shops import TryShop

Run = Callable[..., int]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Path]:
    """A book with 10 apples at 1.00, of which 4 were sold on 3 March for 1.50 each."""
    shop = TryShop(tmp_path / "shop.book")
    shop.product("A1", "1.50", name="Äpfel & <b>Birnen</b>")
    shop.open_stock(("A1", "10", "1.00"))
    shop.at("2026-03-03 12:00")
    shop.sell(("A1", "4"))
    yield shop.book.path
    shop.book.close_thread()


@pytest.fixture
def run(book: Path) -> Run:
    """Call `tillbook report` on that book."""
    return lambda *arguments: main.run(["report", *arguments, "--book", str(book)], doors())


def test_the_reports_are_listed_without_a_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["report", "--list", "--book", str(tmp_path / "none.book")], doors()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [one.name for one in OFFERED]
    assert lines[0].endswith("[--at --known --location --category --supplier]")


def test_json_is_written_to_standard_output_by_itself(run: Run, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("stock-on-hand") == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert answer["rows"] == [
        {
            "sku": "A1",
            "name": "Äpfel & <b>Birnen</b>",
            "location": "shop",
            "quantity": "6",
            "unit_cost": "1.000000",
            "value": "6.00",
            "on_order": "0",
        }
    ]
    assert answer["totals"] == {"quantity": "6", "value": "6.00"}
    assert (answer["at"], answer["known_at"], answer["from"], answer["to"]) == ("2026-03-03", None, None, None)
    assert run("sales") == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert (answer["at"], answer["from"], answer["to"]) == (None, "2026-03-02", "2026-03-03")


def test_days_places_and_knowledge_reach_the_report(run: Run, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("stock-on-hand", "--at", "2026-03-02", "--known", "then", "--location", "shop") == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert [row["quantity"] for row in answer["rows"]] == ["10"]
    assert (answer["at"], answer["known_at"]) == ("2026-03-02", "2026-03-03T03:59:59+01:00")
    assert run("sales", "--from", "2026-03-03", "--to", "2026-03-03", "--known", "now") == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert (answer["from"], answer["to"], answer["totals"]["gross"]) == ("2026-03-03", "2026-03-03", "6.00")


def test_an_open_end_is_a_day_beyond_all_days(run: Run, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for days in (("--from", "0001-01-01"), ("--to", "9999-12-31"), ("--from", "0001-01-01", "--to", "9999-12-31")):
        for name in ("sales", "period-end", "sales-by-day", "stock-turn", "movements"):
            assert run(name, *days) == 0
            assert json.loads(capsysbinary.readouterr().out)["rows"], (name, days)
    assert run("sales", "--from", "2026-03-02", "--to", "9999-12-31") == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert (answer["from"], answer["to"]) == ("2026-03-02", None)


def test_csv_goes_to_standard_output(run: Run, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("tax", "--format", "csv", "--out", "-") == 0
    rows = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert rows == [["code", "rate", "net", "tax", "gross"], ["S", "20", "5.00", "1.00", "6.00"]]


def test_a_files_name_says_what_is_written_unless_the_format_does(run: Run, tmp_path: Path) -> None:
    for name, begins in [("s.json", b"{"), ("s.csv", b"at,"), ("s.xlsx", b"PK"), ("s.pdf", b"%PDF"), ("s.txt", b"{")]:
        assert run("sales", "--out", str(tmp_path / name)) == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert run("sales", "--format", "csv", "--out", str(tmp_path / "s.pdf")) == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"at,")
    assert sorted(path.name for path in tmp_path.glob("s.*")) == ["s.csv", "s.json", "s.pdf", "s.txt", "s.xlsx"]


def test_rows_go_the_other_way_round_with_a_minus_before_the_column(run: Run, tmp_path: Path) -> None:
    both = []
    for place, by in enumerate((("--by", "quantity"), ("--by", "-quantity"), ("--by=-quantity",))):
        out = tmp_path / f"{place}.json"
        assert run("movements", *by, "--out", str(out)) == 0
        both.append([row["quantity"] for row in json.loads(out.read_text())["rows"]])
    assert both[1] == both[2]
    assert [float(one) for one in both[1]] == sorted(float(one) for one in both[0])
    assert both[0] != both[1]


def test_a_workbook_and_a_pdf_can_be_read_back(run: Run, tmp_path: Path) -> None:
    assert run("movements", "--out", str(tmp_path / "m.xlsx")) == 0
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][2:6] == ["u1", "T0-O000001", "Opening stock", "A1"]
    assert run("stock-on-hand", "--out", str(tmp_path / "m.pdf")) == 0
    pdf = pypdfium2.PdfDocument(tmp_path / "m.pdf")
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert "Äpfel & <b>Birnen</b>" in text
    assert "6.00" in text or "6,00" in text
    assert " by Owner" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "report --list"),
        (("stock",), "There is no report stock. Reports are: stock-on-hand"),
        (("sales", "--from", "2026-02-30"), "“2026-02-30” is no date"),
        (("sales", "--from", "9999-12-31"), "“9999-12-31” is no date from 1970 to 2200"),
        (("stock-on-hand", "--at", "9999-12-31"), "“9999-12-31” is no date from 1970 to 2200"),
        (("sales", "--to", "yesterday"), "“yesterday” is no date"),
        (("sales", "--from", "2026-03-04", "--to", "2026-03-03"), "from 2026-03-04 to 2026-03-03"),
        (("sales", "--at", "2026-03-03"), "does not take --at"),
        (("stock-on-hand", "--from", "2026-03-03"), "does not take --from"),
        (("without-cost", "--known", "then"), "does not take --known"),
        (("stock-on-hand", "--known", "then"), "needs a day"),
        (("stock-on-hand", "--known", "soon"), "“soon” is no time"),
        (("movements", "--location", "moon"), "There is no location moon"),
        (("journal", "--location", "shop"), "does not take --location"),
        (("sales", "--format", "beancount"), "Only the report journal is written as beancount, not sales"),
        (("tax", "--format", "hledger"), "Only the report journal is written as hledger, not tax"),
        (("backups", "--from", "2026-01-01"), "use what it takes: nothing."),
        (("tax", "--by", "-worth"), "The report tax has no column worth."),
        (("sales", "--out", "s.docx"), "Reports are not written as docx. Choose one of pdf, csv, xlsx, json"),
        (("tax", "--by", "worth"), "The report tax has no column worth. Choose one of code, rate, net, tax, gross."),
        (("abc", "--by", "net"), "The report abc adds up from row to row: it keeps its order."),
        (("tax", "--each", "day", "--from", "2026-01-01"), "of the whole shop: leave --from out."),
        (("margins", "--each", "week", "--category", "Tea"), "of the whole shop: leave --category out."),
        (("tax", "--each", "day", "--by", "net"), "of the whole shop: leave --by out."),
        (("tax", "--scheduled"), "of the whole shop: leave tax out."),
    ],
)
def test_a_call_that_cannot_be_used_is_told_in_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert run(*arguments) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("ending", "line"), [("beancount", '2026-03-03 * "Sale T1-000001"'), ("hledger", "decimal-mark .")]
)
def test_the_journal_is_written_for_bookkeeping_programs(
    run: Run, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], ending: str, line: str
) -> None:
    assert run("journal", "--format", ending) == 0
    text = capsysbinary.readouterr().out.decode()
    assert line in text.splitlines()
    # 4 at 1.50, 20 % tax in it; they had cost 1.00.
    assert "  Assets:Cash  6.00 EUR\n" in text
    assert "  Liabilities:Tax  -1.00 EUR\n" in text
    out = tmp_path / f"march.{ending}"
    assert run("journal", "--out", str(out), "--to", "2026-03-31") == 0
    assert "Income:Sales  -5.00 EUR\n" in out.read_text(encoding="utf-8")


def test_a_report_that_was_refused_leaves_no_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "kept.csv"
    out.write_text("before")
    assert run("movements", "--location", "moon", "--out", str(out)) == 2
    assert out.read_text() == "before"
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_cannot_be_written_is_trouble(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in (tmp_path / "nowhere" / "s.csv", tmp_path):
        assert run("sales", "--format", "csv", "--out", str(out)) == 3
        assert f"The file {out} cannot be written" in capsys.readouterr().err


def test_a_full_disk_is_told_and_leaves_nothing(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sales", "--out", "/dev/full") == 3
    assert "cannot be written: No space left on device" in capsys.readouterr().err


def test_a_pdf_is_not_poured_over_a_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as screen:
        monkeypatch.setattr("sys.stdout", screen)
        for written_as in ("pdf", "xlsx"):
            assert run("sales", "--format", written_as) == 2
            assert f"A {written_as.upper()} is not for reading on a screen" in capsys.readouterr().err
    os.close(ours)


def test_a_name_that_no_font_has_is_told_and_the_report_is_made(
    book: Path, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = TryShop(tmp_path / "other.book")
    shop.product("R1", name="ᚠᚢᚦ")
    shop.open_stock(("R1", "1", "1.00"))
    shop.book.close_thread()
    arguments = ["report", "stock-on-hand", "--out", str(tmp_path / "r.pdf"), "--book", str(shop.book.path)]
    assert main.run(arguments, doors()) == 0
    assert "has characters that no font here has" in capsys.readouterr().err
    assert (tmp_path / "r.pdf").exists()
