"""Reading a list of opening stock: what is there, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from app.domain.figures import PIECE_MILLI
from app.domain.product_row import OpeningRow
from app.domain.refusal import Refusal
from app.exchange.catalogue import values
from app.exchange.catalogue.cell_taking import CellTaker
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.key_cells import KeyCells
from app.exchange.catalogue.layout import find_layout, wanted_opening
from app.exchange.catalogue.product_cells import habits_of
from app.exchange.catalogue.reading import Duplicate, Reading
from app.exchange.catalogue.records import Record, records
from app.exchange.catalogue.titles import product_meaning
from app.exchange.tables import read_tables


def read_opening(
    path: Path, *, mapping: Mapping[str, str] | None = None, place: str | None = None
) -> Reading[OpeningRow]:
    """Read a list of opening stock; any price list with a column of stock is one.

    A row without a quantity, or with none of it, is skipped: nothing is there to open with. The same goods may stand
    in several rows, as long as the rows are not alike.

    Args:
        path: CSV, XLSX, XLS or ODS.
        mapping: Titles of columns and the fields (`Field`) that they are, where the titles do not say it.
        place: The shop whose columns are taken where the list has columns for several; the first otherwise.

    Raises:
        Refusal: The file is no list, or it is not clear what its columns are: as `read_tables` and `find_layout`.
        Trouble: as `read_tables`.
    """
    tables = read_tables(path, knows=lambda title: product_meaning(title) is not None)
    table, layout = find_layout(tables, wanted_opening(mapping or {}, place=place), name=path.name)
    found = list(records(table, layout))
    rows = [one for one in found if isinstance(one, Record)]
    taker = CellTaker(layout, rows)
    keys = KeyCells(taker, layout, zeros_lost=habits_of(layout, rows).zeros_lost)
    skipped = [one for one in found if not isinstance(one, Record)]
    taken: dict[tuple[str | None, str | None, int, int | None, str | None], OpeningRow] = {}
    clashes: dict[str, list[int]] = {}
    for record in rows:
        taker.open(record)
        quantity = taker.take_figure(Field.QUANTITY, values.read_amount, "quantity")
        if not quantity and not taker.has_problem():
            skipped.append(record.number)
            continue
        row = _opening_row(record.number, quantity or 0, taker, keys)
        if row is None:
            continue
        alike = (row.sku, row.code, row.quantity_milli, row.unit_cost_micro, row.location)
        first = taken.setdefault(alike, row)
        if first is not row:
            text = row.sku or row.code or ""
            clashes.setdefault(text, [first.number]).append(row.number)
            taker.refuse(Refusal("stock_twice", text=text, row=first.number))
    return Reading(
        name=path.name,
        table=table,
        layout=layout,
        rows=tuple(taken.values()),
        problems=tuple(taker.problems),
        duplicates=tuple(Duplicate("sku", text, tuple(numbers)) for text, numbers in clashes.items()),
        skipped=tuple(sorted(skipped)),
        sources={record.number: (record.cells, *record.parts) for record in rows},
    )


def _opening_row(number: int, quantity_milli: int, taker: CellTaker, keys: KeyCells) -> OpeningRow | None:
    """The row; None where a problem of it was told to the taker."""
    # A pack's code stands for several pieces and a stock list counts pieces, so only a single piece's code will do.
    codes = tuple(code for code in keys.codes() if code.quantity_milli == PIECE_MILLI)
    sku, given = keys.sku(None, codes)
    cost = taker.take_figure(Field.COST, values.read_money, "unit cost")
    location = taker.take(Field.LOCATION, partial(values.clean_text, most=values.MAX_TEXT, what="location"))
    if taker.has_problem():
        return None
    code = codes[0].text if codes else None
    return OpeningRow(number, sku if given else None, code, quantity_milli, cost, location or None)
