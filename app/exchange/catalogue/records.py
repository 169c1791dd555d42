"""The rows of a list as records: one for each product, complete in itself.

Some exports write a product over several rows: a variant leaves blank what its first row says, a kit names one part a
row, a picture has a row of its own. Here they are put together again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.exchange.catalogue.fields import CONTACTS, Field
from app.exchange.catalogue.layout import Layout
from app.exchange.cells import Table

# What a variant's row takes over from the first row of its product where it is blank.
_SHARED = frozenset(
    {
        Field.NAME,
        Field.CATEGORY,
        Field.SUPPLIER,
        Field.ACTIVE,
        Field.ARCHIVED,
        Field.STOCKED,
        Field.WEIGHED,
        Field.UNIT,
        Field.TAX,
        Field.TAX_APPLIES,
        Field.TAXABLE,
    }
)
# A row that has none of these is no variant.
_VARIANT = (Field.SKU, Field.CODE, Field.PRICE, Field.OPTION)


@dataclass(frozen=True, slots=True)
class Record:
    """A product, or another thing that a list has rows of.

    Attributes:
        number: Its first row.
        cells: That row, with what it shares with the rows before it.
        parts: The rows behind it which only name parts of a kit.
    """

    number: int
    cells: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()


def records(table: Table, layout: Layout) -> Iterator[Record | int]:
    """The records of a list in order; the number alone of a row which is none (a heading, a picture)."""
    width = len(layout.columns)
    rows = (
        (number, _filled(cells, width))
        for number, cells in enumerate(table.rows, 1)
        if number > layout.header_number and cells
    )
    handles, names = layout.all(Field.HANDLE), layout.all(Field.NAME)
    if handles and names:
        yield from _families(rows, layout, handles[0].index, names[0].index)
        return
    known = [column.index for column in layout.columns if column.field is not Field.NONE]
    # A lone cell in a row of goods is the heading of those below it; in a list of people it is somebody's name.
    least = 1 if len(known) == 1 or layout.has(Field.PARTY_CODE, *CONTACTS) else 2
    for number, cells in rows:
        is_record = any(cells[index] for index in known) and sum(1 for cell in cells if cell) >= least
        yield Record(number, cells) if is_record else number


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The row, blank cells as empty texts, and as wide as the titles at the least."""
    if len(cells) < width:
        cells += ("",) * (width - len(cells))
    if any(cell.isspace() for cell in cells):
        return tuple("" if cell.isspace() else cell for cell in cells)
    return cells


def _families(
    rows: Iterator[tuple[int, tuple[str, ...]]], layout: Layout, handle: int, name: int
) -> Iterator[Record | int]:
    shared = [column.index for column in layout.columns if column.field in _SHARED]
    variant = [column.index for column in layout.columns if column.field in _VARIANT]
    part = [column.index for column in layout.all(Field.PART)]
    first: tuple[str, ...] = ()
    waiting: Record | None = None
    for number, cells in rows:
        belongs = bool(first) and cells[handle] == first[handle] != "" and not cells[name]
        is_variant = any(cells[index] for index in variant)
        if belongs and not is_variant and waiting is not None and any(cells[index] for index in part):
            waiting = Record(waiting.number, waiting.cells, (*waiting.parts, cells))
            continue
        if belongs and not is_variant:
            yield number
            continue
        if waiting is not None:
            yield waiting
        if belongs:
            taken = {index: first[index] for index in shared if not cells[index]}
            cells = tuple(taken.get(index, cell) for index, cell in enumerate(cells))  # noqa: PLW2901
        else:
            first = cells
        waiting = Record(number, cells)
    if waiting is not None:
        yield waiting
