"""Receipts for receipt printers, printed by an interpreter of their language and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from app.printing.receipt import ReceiptLine
from app.printing.receipt_escpos import ROLLS, Letters, drawer_pulse, receipt_escpos
from tests.printing.paper_roll import on_paper
from tests.printing.samples import SHOPS, receipt

ROLL = pytest.mark.parametrize("paper", list(ROLLS))
SHOP = pytest.mark.parametrize("name", list(SHOPS))


@ROLL
def test_everything_on_the_receipt_is_written_as_text_and_cut_once(paper: str) -> None:
    data = receipt(is_copy=True)
    printed = on_paper(receipt_escpos(data, ROLLS[paper]).data)
    text = "".join(printed.text.split())
    names = [line.name for line in data.lines]
    for part in (*data.texts(), *data.amounts(), data.number, data.moment, data.total, data.to_pay):
        # A name goes on below its amount, so its words stand for it.
        for words in part.split() if part in names else [part]:
            assert "".join(words.split()) in text, part
    for tax in data.taxes:
        assert f"{tax.net}{tax.tax}{tax.gross}" in text
    assert "?" not in text
    assert printed.cuts == 1
    assert printed.rows[-1]
    assert max(len(row or "") for row in printed.rows) <= ROLLS[paper].columns


@ROLL
@SHOP
def test_every_script_comes_out_without_a_question_mark(name: str, paper: str) -> None:
    printed = receipt_escpos(receipt(SHOPS[name]), ROLLS[paper])
    assert printed.missing == ()
    on = on_paper(printed.data)
    assert "?" not in on.text
    assert {picture.width for picture in on.pictures} == {ROLLS[paper].dots}


@ROLL
@SHOP
def test_a_scanner_finds_the_number_on_the_paper(name: str, paper: str) -> None:
    data = receipt(SHOPS[name])
    pictures = on_paper(receipt_escpos(data, ROLLS[paper]).data).pictures
    bars = max(pictures, key=lambda picture: picture.height)
    found = [one.text for one in zxingcpp.read_barcodes(bars.convert("L").resize((bars.width * 2, bars.height * 2)))]
    assert found == [data.number]


@pytest.mark.parametrize(
    ("sign", "is_written"),
    [("€", True), ("£", True), ("ł", True), ("Ж", True), ("₹", False), ("₪", False), ("د.إ", False)],
)
def test_a_price_has_its_sign_by_letters_or_by_dots(sign: str, is_written: bool) -> None:
    data = replace(receipt(), total=f"{sign} 12.34")
    printed = on_paper(receipt_escpos(data, ROLLS["80mm"]).data)
    assert (f"{sign} 12.34" in printed.text) is is_written
    assert len(printed.pictures) == (1 if is_written else 2)
    assert "?" not in printed.text


def test_a_printer_with_doubtful_letters_gets_all_but_ascii_as_dots() -> None:
    data = replace(receipt(), lines=(ReceiptLine("Käse", "1", "2.00", "2.00"),))
    printed = on_paper(receipt_escpos(data, ROLLS["80mm"], Letters.ASCII).data)
    assert printed.text.isascii()
    assert "Käse" not in printed.text
    assert len(printed.pictures) > 1


def test_the_total_is_large_and_what_stands_in_bold_is_bold() -> None:
    data = receipt()
    printed = on_paper(receipt_escpos(data, ROLLS["80mm"]).data)
    assert [row for row in printed.large if data.total in row]
    assert [row for row in printed.bold if data.change in row]
    assert not [row for row in printed.bold if data.subtotal in row]


def test_a_number_that_is_no_bar_code_is_printed_all_the_same() -> None:
    printed = on_paper(receipt_escpos(replace(receipt(), number="Тест"), ROLLS["58mm"]).data)
    assert "Тест" in printed.text
    assert printed.pictures == []


@pytest.mark.parametrize("pin", [2, 5])
def test_the_drawer_gets_one_pulse(pin: int) -> None:
    assert on_paper(drawer_pulse(pin)).pulses == [pin]


def test_nothing_is_left_behind_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.printing import receipt_escpos as module

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    module._dummy.cache_clear()
    receipt_escpos(receipt(), ROLLS["80mm"])
    assert list(tmp_path.iterdir()) == []
