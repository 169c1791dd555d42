"""What a person should know of rows that were taken, in one sentence for each kind of note."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.domain.product_row import OpeningRow, PartyRow, ProductRow, RowNote, RowOutcome
from app.domain.wording import sentence
from app.exchange.catalogue.reading import Reading, Row

# What somebody has to look into; the rest is told for the record.
LOUD = (RowNote.WITHOUT_COST, RowNote.WITHOUT_TAX, RowNote.WRONG_DIGIT, RowNote.PLAN_OVER)
QUIET = (RowNote.OFF_SALE, RowNote.KNOWN_COST)
_NAMED = 5


def note_sentences(
    reading: Reading[Row], outcomes: Mapping[int, RowOutcome], notes: Collection[RowNote]
) -> Iterator[str]:
    """How many rows have each of these notes, with the first few by name; nothing of a note that no row has."""
    for note, names in noted(reading, outcomes, notes):
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield sentence(note.value, {"count": len(names), "skus": ", ".join(names[:_NAMED]) + more})


def noted(
    reading: Reading[Row], outcomes: Mapping[int, RowOutcome], notes: Collection[RowNote]
) -> Iterator[tuple[RowNote, list[str]]]:
    """Each of these notes that rows have, with what those rows are called."""
    for note in notes:
        names = [_name(row) for row in reading.rows if row.number in outcomes and note in outcomes[row.number].notes]
        if names:
            yield note, names


def _name(row: ProductRow | OpeningRow | PartyRow) -> str:
    if isinstance(row, OpeningRow):
        return row.sku or row.code or ""
    return row.asked.sku if isinstance(row, ProductRow) else row.asked.code
