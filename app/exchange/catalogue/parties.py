"""Reading a list of suppliers or customers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from app.domain.product_row import PartyRow
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked
from app.exchange.catalogue import values
from app.exchange.catalogue.cell_taking import CellTaker
from app.exchange.catalogue.fields import CONTACTS, TITLES, Field
from app.exchange.catalogue.layout import find_layout, wanted_parties
from app.exchange.catalogue.reading import Duplicate, Reading
from app.exchange.catalogue.records import Record, records
from app.exchange.catalogue.titles import party_meaning
from app.exchange.tables import read_tables

MAX_PARTY_CODE = 32


def read_parties(path: Path, kind: str, *, mapping: Mapping[str, str] | None = None) -> Reading[PartyRow]:
    """Read a list of suppliers or customers.

    Where the list has no codes, the name, cut to 32 characters, is the code: so the same list taken twice changes
    nothing.

    Args:
        path: CSV, XLSX, XLS or ODS.
        kind: `supplier` or `customer`.
        mapping: Titles of columns and the fields (`Field`) that they are, where the titles do not say it.

    Raises:
        Refusal: The file is no list, or it is not clear what its columns are: as `read_tables` and `find_layout`.
        Trouble: as `read_tables`.
    """
    tables = read_tables(path, knows=lambda title: party_meaning(title) is not None)
    table, layout = find_layout(tables, wanted_parties(mapping or {}), name=path.name)
    found = list(records(table, layout))
    rows = [one for one in found if isinstance(one, Record)]
    taker = CellTaker(layout, rows)
    taken: dict[str, PartyRow] = {}
    clashes: dict[str, list[int]] = {}
    for record in rows:
        row = _party_row(record, kind, taker)
        if row is None:
            continue
        first = taken.setdefault(row.asked.code, row)
        if first is not row:
            clashes.setdefault(row.asked.code, [first.number]).append(row.number)
            taker.refuse(Refusal("code_twice", text=row.asked.code, row=first.number))
    return Reading(
        name=path.name,
        table=table,
        layout=layout,
        rows=tuple(taken.values()),
        problems=tuple(taker.problems),
        duplicates=tuple(Duplicate("code", text, tuple(numbers)) for text, numbers in clashes.items()),
        skipped=tuple(one for one in found if not isinstance(one, Record)),
        sources={record.number: (record.cells,) for record in rows},
    )


def _party_row(record: Record, kind: str, taker: CellTaker) -> PartyRow | None:
    taker.open(record)
    name = taker.take(Field.NAME, partial(values.clean_text, most=values.MAX_NAME, what="name"))
    code = taker.take(Field.PARTY_CODE, partial(values.read_sku, what="code"))
    if code is None and name is not None and not taker.columns(Field.PARTY_CODE):
        code = name[:MAX_PARTY_CODE].strip()
    contacts = tuple(
        (field.value, text)
        for field in CONTACTS
        if (text := taker.take(field, partial(values.clean_text, most=values.MAX_TEXT, what=TITLES[field]))) is not None
    )
    if code is not None and len(code) > MAX_PARTY_CODE:
        taker.refuse(Refusal("text_too_long", what="code", text=code[:40], most=MAX_PARTY_CODE))
    if code is None and not taker.has_problem():
        taker.refuse(Refusal("row_without_code", name=name or ""))
    if taker.has_problem() or code is None:
        return None
    return PartyRow(record.number, PartyAsked(kind, code, name), contacts)
