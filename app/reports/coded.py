"""Coded: the lines of a wished document that name their goods by a code, with the SKU and what else the code says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from app.domain.figures import PIECE_MILLI
from app.domain.moment import read_date
from app.domain.order_requests import OrderLineAsked
from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.domain.requests import StockLineAsked
from app.domain.shop import Shop
from app.domain.stock_requests import (
    AdjustmentLineAsked,
    CountLineAsked,
    InvoiceLineAsked,
    ReturnLineAsked,
    TransferLineAsked,
)
from app.reports.lookups import Found, find_one
from app.store.database import Connection

Line = TypeVar(
    "Line",
    StockLineAsked,
    CountLineAsked,
    OrderLineAsked,
    AdjustmentLineAsked,
    TransferLineAsked,
    InvoiceLineAsked,
    ReturnLineAsked,
)
# What of a line is in the code's terms: so many packs where it is a pack's.
_QUANTITIES = ("quantity_milli", "counted_milli", "free_milli", "damaged_milli")
_DATE = 10  # characters of a date; a time of day may follow


def by_sku(connection: Connection, lines: Sequence[Line], *, shop: Shop, location_id: int) -> Sequence[Line]:
    """The lines, each with the SKU that its code means, and quantities in units of the product.

    As a scan on the screens: a GS1 code names the lot of goods that are kept by lot, the serial number of one piece of
    those that are kept so, and their last day, where the line says nothing of it. A pack's code orders that pack. Costs
    are of one unit, whatever the code.

    Raises:
        Refusal: `unknown_code`, `several_products`, `whole_pieces`.
    """
    if all(line.code is None for line in lines):
        return lines
    known: dict[str, Found] = {}
    found = []
    for line in lines:
        code = line.code
        if code is None:
            found.append(line)
            continue
        if code not in known:
            known[code] = find_one(connection, code, shop=shop, location_id=location_id)
        found.append(line._replace(**_meant(line._asdict(), known[code])))
    return found


def _meant(line: dict[str, Any], found: Found) -> dict[str, Any]:
    # A code of weighed goods that says no weight leaves that to the line.
    item, of_one_milli = found.items[0], found.quantity_milli or PIECE_MILLI
    said: dict[str, Any] = {"sku": item.sku}
    for name in _QUANTITIES:
        if line.get(name) is not None:
            said[name], rest = divmod(line[name] * of_one_milli, PIECE_MILLI)
            if rest:
                raise Refusal("whole_pieces", sku=item.sku)
    if "pack_milli" in line and line["pack_milli"] is None and found.merge and of_one_milli > PIECE_MILLI:
        said["pack_milli"] = of_one_milli
    if "serials" in line:
        said |= _named(line | said, found)
    return said


def _named(line: dict[str, Any], found: Found) -> dict[str, Any]:
    """What a code tells goods apart by, where they are kept so and the line does not say it."""
    scan, tracking = found.scan, found.items[0].tracking
    pieces_milli = abs(line.get("quantity_milli") or line.get("counted_milli") or 0)
    said: dict[str, Any] = {}
    if tracking is Tracking.LOT and scan.lot and line["lot"] is None:
        said["lot"] = scan.lot
    if tracking is Tracking.SERIAL and scan.serial and not line["serials"] and pieces_milli == PIECE_MILLI:
        said["serials"] = (scan.serial,)
    day = scan.expiry or scan.best_before
    is_named = tracking is Tracking.LOT or "serials" in said
    if day and is_named and "expiry" in line and line["expiry"] is None and line.get("quantity_milli", 0) >= 0:
        said["expiry"] = read_date(day[:_DATE])
    return said
