"""From the scanner to the paper: a sale by keys alone, and a till that stands again after it was killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
from PySide6.QtTest import QTest

from app.store import database
from tests.reports.shops import TryShop
from tests.ui.till import MILK, TEA, till_on
from tests.ui.windows import Key, OpenWindow

ROOT = Path(__file__).resolve().parents[2]


def type_scan(opened: OpenWindow, code: str) -> None:
    """Type as a wedge scanner does: to the window, without a pause, Enter at the end."""
    handle = opened.window.windowHandle()
    assert handle is not None
    for sign in code:
        QTest.keyClick(handle, sign)
    QTest.keyClick(handle, Key.Key_Return)
    opened.rest()


def test_three_scans_and_f9_are_a_sale_a_receipt_and_less_stock(filtered: OpenWindow, tmp_path: Path) -> None:
    for code in (TEA, MILK, TEA):
        type_scan(filtered, code)
    filtered.press(Key.Key_F9)
    last = filtered.tills.last_sale("T1")
    assert last is not None
    assert (last.number, last.payable_minor, last.given) == ("T1-000001", 618, (("cash", 618),))
    stock = {sku: filtered.till.parts.lookups.stock(sku)[0].on_hand_milli for sku in ("tea", "milk")}
    assert stock == {"tea": 8000, "milk": 0}
    pdf = pypdfium2.PdfDocument(tmp_path / "receipts" / "T1-000001.pdf")
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert "Green tea" in text
    assert "6.18" in text
    assert "T1-000001" in text
    assert filtered.sale.box.text() == ""


def test_a_sale_by_hand_alone_needs_no_scanner(filtered: OpenWindow) -> None:
    filtered.types("gre")
    filtered.press(Key.Key_Return)
    filtered.types("20")
    filtered.press(Key.Key_F9)
    assert filtered.numbers() == "T1-000001"
    assert "17.51" in filtered.find("saleLastChange").property("text")


def test_a_till_that_was_killed_stands_as_its_last_tone_said(tmp_path: Path) -> None:
    codes = [TEA, MILK, "4012345000009", TEA]
    program = [sys.executable, "-m", "tests.journeys.till_that_dies", str(tmp_path), *codes]
    died = subprocess.run(program, cwd=ROOT, timeout=60, check=False, stderr=subprocess.DEVNULL)
    assert died.returncode == -signal.SIGKILL
    shop = TryShop(tmp_path / "aside.book")
    shop.book = database.open_book(tmp_path / "shop.book")
    till = till_on(shop, tmp_path).started()
    assert till.lines() == [(TEA, 2000, 498), (MILK, 1000, 120)]
    assert [one.code for one in till.sale.basket.waiting] == ["4012345000009"]
    assert [said.code for said in till.view.said] == ["restored"]
