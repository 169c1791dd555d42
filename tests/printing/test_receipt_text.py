"""A receipt in rows of letters: nothing is cut, nothing is wider than the paper, figures end in one column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.printing.direction import stretches
from app.printing.receipt import ReceiptLine
from app.printing.receipt_text import Row, Weight, foot_rows, receipt_rows, width_of
from tests.printing.samples import SHOPS, receipt

COLUMNS = pytest.mark.parametrize("columns", [32, 48])


def written(row: Row, columns: int) -> int:
    return width_of(row.set_in(columns)) * (2 if row.weight is Weight.LARGE else 1)


@COLUMNS
@pytest.mark.parametrize("name", list(SHOPS))
def test_no_row_is_wider_than_the_paper(name: str, columns: int) -> None:
    data = receipt(SHOPS[name], is_copy=True)
    rows = (*receipt_rows(data, columns), *foot_rows(data, columns))
    assert max(written(row, columns) for row in rows) <= columns


@COLUMNS
def test_every_figure_is_whole_and_ends_at_the_edge(columns: int) -> None:
    data = receipt()
    rows = receipt_rows(data, columns)
    text = "\n".join(row.set_in(columns) for row in rows)
    for amount in (*data.amounts(), data.total, data.to_pay):
        assert amount in text
    for tax in data.taxes:
        assert f"{tax.net}{tax.tax}{tax.gross}" in text.replace(" ", "")
    ends = {written(row, columns) for row in rows if row.figures and not row.is_centred}
    assert ends == {columns}


@COLUMNS
def test_a_long_name_goes_on_below_without_losing_a_letter(columns: int) -> None:
    name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, blau"
    rows = receipt_rows(replace(receipt(), lines=(ReceiptLine(name, "1", "1.00", "1.00"),)), columns)
    below = "".join(row.left for row in rows)
    assert name.replace(" ", "") in below.replace(" ", "")


def test_a_figure_that_leaves_no_room_has_a_row_of_its_own() -> None:
    amount = "123,456,789,012,345,678.90"
    rows = receipt_rows(replace(receipt(), lines=(ReceiptLine("Palace", "1", amount, amount),)), 32)
    [of_amount] = [row for row in rows if amount in row.set_in(32)]
    assert of_amount.left == ""
    assert "Palace" in [row.left for row in rows]


def test_a_copy_says_so_and_typographic_signs_are_plain() -> None:
    data = replace(receipt(is_copy=True), shop=("Anna\u2019s",))
    lefts = [row.left for row in receipt_rows(data, 48)]
    assert "*** COPY ***" in lefts
    assert "Anna's" in lefts


def test_a_long_name_of_two_directions_stands_on_each_row_as_the_whole_wants_it() -> None:
    # The second row is Latin because a Latin name stands before it, on the first.
    data = replace(receipt(), lines=(replace(receipt().lines[0], name="חלב טרי תנובה Nestle natural gold 350 g"),))
    rows = [row.left for row in receipt_rows(data, 32)]
    shown = ["".join(part[::-1] if rtl else part for part, rtl in stretches(row)) for row in rows]
    assert "Nestle הבונת ירט בלח" in shown
    assert "natural gold 350 g" in shown
