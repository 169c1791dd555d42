"""A supplier's own list of what it brings: its codes, pack sizes and what it takes for one unit, from CSV or XLSX.

Titles tell the columns, in the languages of price lists. No row is lost: what cannot be read is listed with its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.refusal import Refusal
from app.exchange.batch_scans import BadRow
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.numbers import decimal_of, read_figure
from app.exchange.catalogue.titles import plain, product_meaning
from app.exchange.cells import Table
from app.exchange.csv_text import read_csv
from app.exchange.tables import read_tables

_MOST_ROWS = 200_000
_HEAD_ROWS = 10
_LONGEST = 64  # characters of a code
_TOLD = 120  # of a row that is told
_QUANTITY_DIGITS, _MICRO_DIGITS = 3, 6
# What stands in a supplier's list, the plainest meaning of a title first.
_MEANINGS = {
    "code": (Field.CODE, Field.KEY),
    "sku": (Field.SKU,),
    "item_code": (Field.SUPPLIER_ITEM, Field.FROM_CODE),
    "pack": (Field.SUPPLIER_PACK, Field.FROM_PACK, Field.CODE_QUANTITY),
    "cost": (Field.COST, Field.FROM_COST, Field.PRICE_EXCL, Field.PRICE),
    "name": (Field.NAME,),
}
_PACK_WORDS = frozenset({"vpe", "ve", "pack", "packs of", "pack of", "colisage", "conf"})
_NAMES_GOODS = ("code", "sku", "item_code")


@dataclass(frozen=True, slots=True)
class ListedItem:
    """A row.

    Attributes:
        code: As on the goods, "" for none.
        sku: The shop's own or the supplier's, whichever the column has; "" for none.
        item_code: What the supplier calls the goods, None where no column says it.
        pack_milli, cost_micro: What a pack holds and what one unit costs; None where nothing stands there.
        text: The row as it is told.
    """

    row: int
    code: str
    sku: str
    item_code: str | None
    pack_milli: int | None
    cost_micro: int | None
    text: str


@dataclass(frozen=True, slots=True)
class SupplierList:
    """What was read, in the order of the rows."""

    items: tuple[ListedItem, ...]
    bad: tuple[BadRow, ...] = ()


def read_supplier_file(path: Path) -> SupplierList:
    """Read a supplier's list out of a file: CSV, XLSX, XLS or ODS.

    Raises:
        Refusal: `supplier_list_untitled`, `batch_too_long`, and those of `read_tables`.
        Trouble: as `read_tables`.
    """
    return _read(read_tables(path, knows=_is_title), path.name)


def read_supplier_text(text: str, *, name: str) -> SupplierList:
    """Read what was pasted.

    Args:
        text: As it was pasted.
        name: What a sentence calls it.

    Raises:
        Refusal: `supplier_list_untitled`, `batch_too_long`, `file_not_a_list`, `file_quote_open`.
    """
    return _read((read_csv(text.encode("utf-8", "replace"), name=name, knows=_is_title),), name)


def _read(tables: Sequence[Table], name: str) -> SupplierList:
    for table in tables:
        if len(table.rows) > _MOST_ROWS:
            raise Refusal("batch_too_long", name=name, most=_MOST_ROWS)
        for number, cells in enumerate(table.rows[:_HEAD_ROWS]):
            columns = _columns(cells)
            if any(what in columns for what in _NAMES_GOODS) and len(columns) > 1:
                return _take(table, columns, number + 1)
    raise Refusal("supplier_list_untitled", name=name)


def _columns(titles: Sequence[str]) -> dict[str, int]:
    """Where what stands, by its titles."""
    meanings = [product_meaning(title) for title in titles]
    fields = [None if meaning is None else meaning.field for meaning in meanings]
    columns: dict[str, int] = {}
    for what, wanted in _MEANINGS.items():
        place = next((fields.index(field) for field in wanted if field in fields), None)
        if place is not None:
            columns[what] = place
    for place, title in enumerate(titles):
        if plain(title) in _PACK_WORDS:
            columns.setdefault("pack", place)
    return columns


def _take(table: Table, columns: dict[str, int], first: int) -> SupplierList:
    rows = table.rows[first:]
    decimals = {what: decimal_of(_cell(cells, columns, what) for cells in rows) for what in ("pack", "cost")}
    items: list[ListedItem] = []
    bad: list[BadRow] = []
    for row, cells in enumerate(rows, start=first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            items.append(_item(row, cells, columns, decimals))
        except Refusal as refusal:
            bad.append(BadRow(row, table.separator.join(cells)[:_TOLD], refusal))
    return SupplierList(tuple(items), tuple(bad))


def _item(row: int, cells: Sequence[str], columns: dict[str, int], decimals: dict[str, str | None]) -> ListedItem:
    named = {what: _cell(cells, columns, what).strip() for what in (*_NAMES_GOODS, "name")}
    for what in _NAMES_GOODS:
        if len(named[what]) > _LONGEST:
            raise Refusal("bad_code", text=named[what][:40])
    if not any(named[what] for what in _NAMES_GOODS):
        raise Refusal("batch_no_code")
    pack_milli = _figure(cells, columns, "pack", _QUANTITY_DIGITS, decimals)
    cost_micro = _figure(cells, columns, "cost", _MICRO_DIGITS, decimals)
    if pack_milli == 0:
        raise Refusal("quantity_zero", sku=named["sku"] or named["item_code"] or named["code"])
    text = " ".join(dict.fromkeys(filter(None, (named["code"], named["item_code"], named["sku"], named["name"]))))
    return ListedItem(
        row, named["code"], named["sku"], named["item_code"] or None, pack_milli, cost_micro, text[:_TOLD]
    )


def _figure(
    cells: Sequence[str], columns: dict[str, int], what: str, digits: int, decimals: dict[str, str | None]
) -> int | None:
    cell = _cell(cells, columns, what)
    if not cell.strip():
        return None
    figure = read_figure(cell, digits, decimal=decimals[what], what=what)
    if figure < 0:
        raise Refusal("below_zero", what=what, text=cell.strip()[:40])
    return figure


def _cell(cells: Sequence[str], columns: dict[str, int], what: str) -> str:
    column = columns.get(what)
    return cells[column] if column is not None and column < len(cells) else ""


def _is_title(text: str) -> bool:
    return product_meaning(text) is not None or plain(text) in _PACK_WORDS
