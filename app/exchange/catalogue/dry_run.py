"""What an import would do, in words: for the person who is about to do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.figures import Currency, write_percent, write_price, write_quantity
from app.domain.product_row import OpeningRow, Outcome, PartyRow, ProductRow, RowNote, RowOutcome
from app.exchange.catalogue.fields import TITLES, Field
from app.exchange.catalogue.reading import Reading, Row
from app.exchange.catalogue.refused_file import problem_sentences
from app.exchange.catalogue.row_notes import QUIET, note_sentences

_PREVIEWED = 20
_TOLD = 50
_WIDEST = 40
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_WORDS = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.UNCHANGED: "as it is",
    Outcome.REFUSED: "refused",
}


def dry_run_lines(reading: Reading[Row], outcomes: Mapping[int, RowOutcome], money: Currency) -> Iterator[str]:
    """The report, line by line.

    Args:
        reading: The list that was read.
        outcomes: What the book would do with each row, by row number. A row that is not there would be taken.
        money: The shop's currency, for the prices.
    """
    yield _file_line(reading)
    yield from _column_lines(reading)
    yield from _count_lines(reading, outcomes)
    yield from note_sentences(reading, outcomes, QUIET)
    yield ""
    yield from _preview(reading, outcomes, money)
    refusals = {number: one.refusal for number, one in outcomes.items() if one.refusal is not None}
    told = [f"Row {number}: {text}" for number, text in problem_sentences(reading, refusals)]
    if told:
        yield ""
        yield from told[:_TOLD]
    if len(told) > _TOLD:
        yield f"... and {len(told) - _TOLD} more. A file of errors has all of them."


def _file_line(reading: Reading[Row]) -> str:
    table, layout = reading.table, reading.layout
    how = [f"{layout.format_name} list"] if layout.format_name else []
    if table.encoding:
        how += [table.encoding.removesuffix("-sig").upper(), _SEPARATORS.get(table.separator, table.separator)]
    else:
        how.append(f"sheet {table.name}")
    if layout.place:
        how.append(f"columns of {layout.place}")
    return f"{reading.name}: {', '.join(how)}, titles in row {layout.header_number}."


def _column_lines(reading: Reading[Row]) -> Iterator[str]:
    columns = [column for column in reading.layout.columns if column.title]
    taken = [f"{one.title} = {TITLES[one.field]}" for one in columns if one.field is not Field.NONE]
    yield f"Taken: {', '.join(taken)}."
    aside = [one.title for one in columns if one.field is Field.NONE]
    if aside:
        yield f"Left aside: {', '.join(aside)}."


def _count_lines(reading: Reading[Row], outcomes: Mapping[int, RowOutcome]) -> Iterator[str]:
    counts = dict.fromkeys(Outcome, 0)
    for row in reading.rows:
        known = outcomes.get(row.number)
        counts[known.outcome if known else Outcome.NEW] += 1
    refused = counts[Outcome.REFUSED] + len(reading.refused)
    yield (
        f"{counts[Outcome.NEW]} new, {counts[Outcome.CHANGED]} changed, {counts[Outcome.UNCHANGED]} as they are, "
        f"{refused} refused, {len(reading.skipped)} skipped that hold nothing to import."
    )
    yield "Nothing has been written."


def _preview(reading: Reading[Row], outcomes: Mapping[int, RowOutcome], money: Currency) -> Iterator[str]:
    """The first rows that would be taken, as columns."""
    rows: list[tuple[str, ...]] = []
    for row in reading.rows[:_PREVIEWED]:
        known = outcomes.get(row.number)
        rows.append((str(row.number), _WORDS[known.outcome] if known else "", *_shown(row, known, money)))
    if not rows:
        return
    widths = [min(_WIDEST, max(len(line[at]) for line in rows)) for at in range(len(rows[0]))]
    for line in rows:
        cells = (_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()
    if len(reading.rows) > len(rows):
        yield f"... and {len(reading.rows) - len(rows)} more."


def _shown(row: ProductRow | OpeningRow | PartyRow, known: RowOutcome | None, money: Currency) -> Sequence[str]:
    match row:
        case ProductRow(asked=asked):
            price = "" if asked.price_micro is None else write_price(asked.price_micro, money.digits)
            price = "open price" if asked.open_price else price
            rate = asked.rate_milli if known is None or known.rate_milli is None else known.rate_milli
            tax = "no tax rate" if rate is None else f"{write_percent(rate)} %"
            return asked.sku, asked.name or "", price, tax, " ".join(code.text for code in asked.codes or ())
        case OpeningRow():
            takes_known = known is not None and RowNote.KNOWN_COST in known.notes
            cost = "product's cost" if takes_known else "no cost"
            if row.unit_cost_micro is not None:
                cost = write_price(row.unit_cost_micro, money.digits)
            return row.sku or "", row.code or "", write_quantity(row.quantity_milli), cost, row.location or ""
        case _:
            return row.asked.code, row.asked.name or "", "", ""


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
