"""The goods that a batch scanner read: each code looked up, what belongs together added up, the rest listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI, write_quantity
from app.domain.moment import read_date
from app.domain.product import Item, Tracking, check_quantity
from app.domain.refusal import Refusal
from app.exchange.batch_scans import BadRow, Batch, BatchLine
from app.reports.lookups import Found

_NOBODYS = "no_match"  # the scan is whole, and no product has it
_CODE_AND_COUNT = re.compile(r".*\S\s*[\s;,|x*\u00d7]\s*[0-9]{1,7}([.,][0-9]+)?", re.IGNORECASE)
_DATE = 10  # characters of a date; a time of day may follow


class Goods(NamedTuple):
    """How much of a lot of a product was read, in thousandths; `serials` name the pieces where the codes did.

    A last day is kept where it belongs to something: to a lot, to a piece, or to goods that are kept by lot.
    """

    sku: str
    quantity_milli: int
    lot: str
    expiry: int | None
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a batch.

    Attributes:
        goods: In the order in which each was read first.
        bad: The rows that are nothing's, in their order: unknown codes, codes of several products, kits and goods
            without stock, what was no scan.
    """

    goods: tuple[Goods, ...]
    bad: tuple[BadRow, ...]


@dataclass(slots=True)
class _Sum:
    quantity_milli: int = 0
    serials: list[str] = field(default_factory=list)


def place(batch: Batch, look_up: Callable[[str], Found]) -> Placed:
    """Look up every code of a batch.

    Args:
        batch: What was read.
        look_up: Finds what a scan means.
    """
    sums: dict[tuple[str, str, int | None], _Sum] = {}
    bad = list(batch.bad)
    known: dict[str, Found] = {}
    for line in batch.lines:
        if line.code not in known:
            known[line.code] = look_up(line.code)
        try:
            _add(sums, line, known[line.code])
        except Refusal as refusal:
            bad.append(BadRow(line.row, line.code, refusal))
    goods = [Goods(sku, one.quantity_milli, lot, day, tuple(one.serials)) for (sku, lot, day), one in sums.items()]
    return Placed(tuple(goods), tuple(sorted(bad, key=_row)))


def _add(sums: dict[tuple[str, str, int | None], _Sum], line: BatchLine, found: Found) -> None:
    scan, item = found.scan, _item(line, found)
    if not found.quantity_milli:
        raise Refusal("code_without_weight", sku=item.sku, name=item.name)
    quantity_milli = line.quantity_milli * found.quantity_milli // PIECE_MILLI
    if scan.serial and quantity_milli != PIECE_MILLI:
        raise Refusal("serials_count", serials=1, quantity=write_quantity(quantity_milli), sku=item.sku)
    if quantity_milli:
        check_quantity(quantity_milli, item.unit, sku=item.sku)
    day = scan.expiry or scan.best_before
    is_named = bool(scan.lot or scan.serial) or item.tracking is Tracking.LOT
    expiry = read_date(day[:_DATE]) if day and is_named else None
    so_far = sums.setdefault((item.sku, scan.lot or "", expiry), _Sum())
    if scan.serial:
        if scan.serial in so_far.serials:
            raise Refusal("serial_twice", sku=item.sku, serial=scan.serial)
        so_far.serials.append(scan.serial)
    so_far.quantity_milli += quantity_milli


def _item(line: BatchLine, found: Found) -> Item:
    """The goods that a row means, where they are goods that come in and are counted."""
    if not found.items:
        error, is_plain = found.scan.error, not (found.scan.lot or found.scan.serial or found.scan.expiry)
        if is_plain and _CODE_AND_COUNT.fullmatch(line.code):
            raise Refusal("batch_run_together", text=line.code)
        if error and error != _NOBODYS:
            raise Refusal(f"scan_{error}", **found.scan.facts)
        raise Refusal("unknown_code", text=line.code)
    if len(found.items) > 1:
        raise Refusal("several_products", text=line.code, skus=", ".join(item.sku for item in found.items))
    item = found.items[0]
    if item.is_kit:
        raise Refusal("kit_comes_in_parts", sku=item.sku, name=item.name)
    if not item.stocked:
        raise Refusal("not_stocked", sku=item.sku, name=item.name)
    return item


def _row(bad: BadRow) -> int:
    return bad.row
