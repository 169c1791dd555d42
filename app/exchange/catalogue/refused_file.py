"""The rows that were refused, as a file to mend and import again: the list's own columns, the row and the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange.catalogue.cell_taking import decimal_signs
from app.exchange.catalogue.fields import FIGURES, Field
from app.exchange.catalogue.layout import Column
from app.exchange.catalogue.numbers import clear_text
from app.exchange.catalogue.reading import Reading, Row
from app.exchange.catalogue.values import guarded
from app.exchange.cells import DateCell

ROW_TITLE = "Tillbook row"
REASON_TITLE = "Tillbook reason"
_KEYS = (Field.SKU, Field.CODE, Field.PARTY_CODE, Field.KEY)


def write_refused(reading: Reading[Row], stream: IO[bytes], refusals: Mapping[int, Refusal] | None = None) -> int:
    """Write the refused rows as CSV, UTF-8 with its mark, with the separator that the list has.

    Each row is complete in itself, and each figure means by itself what it meant in its column. A row of the list
    that continued another one (a part of a kit) follows it.

    Args:
        reading: The list that was read.
        stream: Where to.
        refusals: What the book refused, by row number, beside what the reading did.

    Returns:
        How many rows of the list were refused.
    """
    reasons = _reasons(reading, refusals or {})
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        writer = csv.writer(text, delimiter=reading.table.separator, lineterminator="\r\n")
        columns = [one for one in reading.layout.columns if one.title not in {ROW_TITLE, REASON_TITLE}]
        writer.writerow([*(column.title for column in columns), ROW_TITLE, REASON_TITLE])
        rows = (row for source in reading.sources.values() for row in source)
        signs = decimal_signs(reading.layout, rows)
        for number in sorted(reasons):
            reason = " ".join(reasons[number])
            for cells in reading.sources[number]:
                writer.writerow([*_cells(cells, columns, signs), str(number), reason])
                reason = ""
    finally:
        text.detach()
    return len(reasons)


def problem_sentences(reading: Reading[Row], refusals: Mapping[int, Refusal]) -> Iterator[tuple[int, str]]:
    """Every reason with its row, in order of rows: "Barcode: ..." where it is about one column."""
    said = [(one.number, one.column, one.code, one.facts) for one in reading.problems]
    said += [(number, "", refusal.code, refusal.facts) for number, refusal in refusals.items()]
    for number, column, code, facts in sorted(said, key=lambda one: one[0]):
        yield number, f"{column}: {sentence(code, facts)}" if column else sentence(code, facts)


def _reasons(reading: Reading[Row], refusals: Mapping[int, Refusal]) -> dict[int, list[str]]:
    reasons: dict[int, list[str]] = {}
    for number, text in problem_sentences(reading, refusals):
        reasons.setdefault(number, []).append(text)
    return reasons


def _cells(cells: tuple[str, ...], columns: list[Column], signs: Mapping[int, str | None]) -> Iterator[str]:
    for column in columns:
        cell = cells[column.index]
        if column.field in FIGURES:
            yield clear_text(cell, signs.get(column.index))
        elif column.field in _KEYS:
            # A date is no code: were it written as text, it would be taken for one when the file comes back.
            yield "" if isinstance(cell, DateCell) else str(cell)
        else:
            yield guarded(str(cell))
