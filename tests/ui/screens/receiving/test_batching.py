"""A batch scanner's codes come onto the sheet, pasted or from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from app.ui.widgets.batch import BatchDialog
from tests.ui.screens.receiving.test_screen import NOBODYS, Receiving, begin, receiving
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key

__all__ = ["receiving"]


def paste(receiving: Receiving, text: str) -> None:
    receiving.press(Key.Key_F3)
    field = receiving.find("batch_text")
    assert isinstance(field, QPlainTextEdit)
    field.insertPlainText(text)
    receiving.press(Key.Key_Return, modifiers=CTRL)
    receiving.opened.rest()


def test_pasted_codes_and_counts_come_onto_the_delivery(receiving: Receiving) -> None:
    begin(receiving)
    paste(receiving, f"{TEA},7\n{MILK},\n" + f"{TEA}\n" * 120)
    assert receiving.dialog() == ""
    assert receiving.came() == [["tea", "12", "127", "115 over"], ["milk", "6", "1", "5 short"]]


def test_unknown_codes_wait_and_rows_that_say_nothing_are_named(receiving: Receiving) -> None:
    begin(receiving)
    paste(receiving, f"code,count\n{TEA},2\n{MILK},x\n{NOBODYS},3\n")
    assert receiving.came() == [["tea", "12", "2", "10 short"], ["milk", "6", "0", "missing"]]
    assert receiving.text("receiveSummary").endswith("unknown codes: 1")
    assert receiving.message.startswith("Lines taken: 2. These rows say no code or no clear quantity: 3.")


def test_one_bad_quantity_is_named_though_the_last_goods_were_not_ordered(receiving: Receiving) -> None:
    begin(receiving, ("tea", "12", "1.00"))
    paste(receiving, f"{TEA},2\n{TEA},abc\n{MILK},1,5\n{MILK},3\n")
    assert receiving.came() == [["tea", "12", "2", "10 short"], ["milk", "", "3", "not ordered"]]
    assert receiving.message == "Lines taken: 2. These rows say no code or no clear quantity: 2, 3."


def test_what_is_no_batch_is_refused_in_the_dialog_and_a_file_is_as_good(receiving: Receiving, tmp_path: Path) -> None:
    begin(receiving)
    paste(receiving, "hello")
    assert receiving.text("batch_dialog_bar") == (
        "What was pasted has no codes. Each row needs a code, and how many there are where it is not one."
    )
    scans = tmp_path / "scans.csv"
    scans.write_text(f"{TEA};12\n{MILK};6\n")
    dialog = receiving.opened.dialog()
    assert isinstance(dialog, BatchDialog)
    dialog.take_file(scans)
    receiving.opened.rest()
    receiving.opened.rest()
    assert receiving.message == "Lines of the batch scanner that are on the delivery: 2."
    assert receiving.text("receiveSummary") == "2 of 2 lines complete"
