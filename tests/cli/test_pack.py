"""`tillbook pack`: the pack of a period that is open or closed, as paper and as text."""

import json

import pytest

from app.reports.packs import pack_digest
from tests import worked_month as by_hand
from tests.books import counter_at
from tests.cli.doors import tillbook
from tests.printing.reading import text_of
from tests.worked_month import worked_month


@pytest.fixture
def book(tmp_path):
    counter = worked_month(tmp_path / "shop.book")
    counter.book.close_thread()
    return str(tmp_path / "shop.book")


def test_the_open_period_is_written_as_it_would_be_closed(book, tmp_path, capsys):
    out = tmp_path / "march.pdf"
    assert tillbook("pack", "--through", "2026-03-31", "--out", str(out), "--book", book) == 0
    assert "Open: figures can still change" in " ".join(text_of(out.read_bytes()).split())
    assert tillbook("pack", "--through", "2026-03-31", "--book", book) == 0
    said = json.loads(capsys.readouterr().out)
    totals = dict(zip((name for name, _, _ in said["columns"]), said["totals"], strict=True))
    assert (totals["gap"], totals["closing_value"]) == (by_hand.GAP, by_hand.CLOSING[2])


def test_a_closed_period_is_what_was_kept(book, tmp_path, capsysbinary):
    assert tillbook("pack", "--through", "2026-02-28", "--format", "json", "--book", book) == 0
    text = capsysbinary.readouterr().out.decode().rstrip("\n")
    out = tmp_path / "february.pdf"
    assert tillbook("pack", "--through", "2026-02-28", "--out", str(out), "--book", book) == 0
    printed = text_of(out.read_bytes()).replace(" ", "").replace("\n", "").replace("\r", "")
    assert pack_digest(text) in printed


def test_what_is_no_period_and_no_day_is_told(book, capsys):
    assert tillbook("pack", "--through", "2026-02-27", "--book", book) == 2
    assert "No period that was closed ends on 2026-02-27." in capsys.readouterr().err
    assert tillbook("pack", "--through", "soon", "--book", book) == 2
    assert tillbook("pack", "--through", "2026-03-31", "--user", "nobody", "--format", "pdf", "--book", book) == 2
    assert "There is nobody nobody who works here." in capsys.readouterr().err


def test_a_pack_is_for_those_who_may_see_reports(book, tmp_path, capsys):
    wishes = tmp_path / "people.jsonl"
    wishes.write_text('{"type":"user","code":"anna","name":"Anna","role":"cashier"}\n')
    assert tillbook("post", str(wishes), "--book", book) == 0
    capsys.readouterr()
    assert tillbook("pack", "--through", "2026-03-31", "--user", "anna", "--book", book) == 2
    assert "Anna may not see reports. Ask somebody who may." in capsys.readouterr().err
    assert tillbook("report", "margins", "--user", "anna", "--book", book) == 2
    assert "Anna may not see reports." in capsys.readouterr().err
    assert tillbook("report", "day-end", "--user", "anna", "--book", book) == 0


def test_a_pack_of_days_before_the_book_or_as_a_workbook_is_not_made(tmp_path, capsys):
    counter = counter_at(tmp_path / "shop.book")
    counter.product("A")
    counter.clock.put("2026-03-02T09:00:00+01:00")
    counter.deliver("d1", "A", "3", "1.00")
    counter.clock.put("2026-03-09T09:00:00+01:00")
    counter.book.close_thread()
    book, out = str(tmp_path / "shop.book"), tmp_path / "q.xlsx"
    assert tillbook("pack", "--through", "2020-01-01", "--out", str(tmp_path / "q.json"), "--book", book) == 2
    assert "The book begins on 2026-03-02: nothing can end on 2020-01-01." in capsys.readouterr().err
    assert tillbook("pack", "--through", "2026-03-02", "--out", str(out), "--book", book) == 2
    assert "not written as xlsx. Choose one of pdf, json." in capsys.readouterr().err
    assert list(tmp_path.glob("q.*")) == []
