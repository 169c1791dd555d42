"""What somebody has to look at: stock below zero, goods to order again, documents that came late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from app.domain.figures import amount_minor, unit_micro
from app.domain.moment import from_us
from app.domain.reorder import Need
from app.domain.shop import Shop
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, of_goods, read_known
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import attention, narrowing, parties, reordering, suppliers
from app.store.queries.suppliers import Low

_SKU = Column("sku", "SKU")
_NAME = Column("name", "Name")
_LOCATION = Column("location", "Location")
_QUANTITY = Column("quantity", "Quantity", Unit.QUANTITY)

_BELOW_ZERO = (
    _SKU,
    _NAME,
    _LOCATION,
    _QUANTITY,
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    Column("value", "Value", Unit.MONEY),
    Column("since", "Since", Unit.MOMENT),
    Column("lot", "Lot"),
)
_LOW = (
    _SKU,
    _NAME,
    _QUANTITY,
    Column("on_order", "On order", Unit.QUANTITY),
    Column("reorder_point", "Reorder point", Unit.QUANTITY),
    Column("reorder_quantity", "Reorder quantity", Unit.QUANTITY),
    Column("proposal", "To order", Unit.QUANTITY),
    Column("pack", "Pack", Unit.QUANTITY),
    Column("supplier", "Supplier"),
    Column("item_code", "Supplier's code"),
    Column("reason", "Reason"),
    Column("value", "Order value", Unit.MONEY),
)
_LATE = (
    Column("at", "At", Unit.MOMENT),
    Column("recorded", "Recorded", Unit.MOMENT),
    Column("book_date", "Book date", Unit.DATE),
    Column("document", "Document", is_key=True),
    Column("number", "Number"),
    Column("kind", "Kind", is_code=True),
    _LOCATION,
    Column("gross", "Gross", Unit.MONEY),
    Column("counted_by", "Counted by then"),
)


class Attention:
    """Lists what needs somebody's attention. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def negative_stock(self, asked: Asked = EVERYTHING) -> Report:
        """The products of which more has left than the book had, since when, and at what cost the missing ones left.

        And the lots and serial numbers of which more has left, where there is enough of the product: their value is
        the product's.

        Args:
            asked: `at`, `known`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`, `bad_known`, `then_when`.
        """
        shop = self._book.shop
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            found = attention.below_zero(
                connection,
                last_day=asked.at,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
            found = of_goods(connection, asked, found)
        return Report(
            "negative-stock",
            "Stock below zero",
            shop.name,
            shop.currency,
            _BELOW_ZERO,
            [
                (
                    row.sku,
                    row.name,
                    row.location,
                    row.quantity_milli,
                    _unit_cost(row, shop.currency.digits),
                    row.value_minor,
                    row.since.iso(),
                    row.lot,
                )
                for row in found
            ],
            {
                "quantity": sum(row.quantity_milli for row in found),
                "value": sum(row.value_minor or 0 for row in found),
            },
            at=iso_day(asked.at),
            known_at=known.text,
        )

    def low_stock(self, asked: Asked = EVERYTHING) -> Report:
        """The products with no more than their reorder point, what is on order, and how much to order of them.

        What to order is reckoned from all locations together, in whole packs of the supplier; nothing of what is on
        order already, or stands in a draft. Its value is at what the supplier took last, as an order proposes it.

        Args:
            asked: `location`: what is there alone; without it all locations together, goods on the way among them;
                `category`, `supplier`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            found = attention.low(connection, location_id=location_id(connection, asked.location))
            found = of_goods(connection, asked, found)
            needs = {low.sku: (low, need) for low, need in reordering.needs(connection)}
            costs = _usual_costs(connection, [low for low, _ in needs.values()], shop)
        rows = [_low_row(row, needs.get(row.sku), costs, shop.currency.digits) for row in found]
        return Report(
            "low-stock",
            "Low stock",
            shop.name,
            shop.currency,
            _LOW,
            rows,
            {"value": sum(int(row[-1] or 0) for row in rows)},
        )

    def late(self, asked: Asked = EVERYTHING) -> Report:
        """The documents whose own day was closed when they came, so that they stand on the first open one.

        And the sales that were dated before a count of their goods and came after it, with that count.

        Args:
            asked: `first`, `last` of the book dates on which they stand, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        shop = self._book.shop
        known = read_known(asked, shop)
        zone = ZoneInfo(shop.timezone)
        with self._book.reading() as connection:
            found = attention.late(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
        return Report(
            "late",
            "Late documents",
            shop.name,
            shop.currency,
            _LATE,
            [
                (
                    row.at.iso(),
                    from_us(row.recorded_us).astimezone(zone).isoformat(),
                    iso_day(row.book_date),
                    row.document,
                    row.number,
                    row.kind,
                    row.location,
                    row.gross_minor,
                    row.counted_by,
                )
                for row in found
            ],
            {"gross": sum(row.gross_minor or 0 for row in found)},
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
        )


def _unit_cost(row: attention.BelowZero, digits: int) -> int | None:
    return None if row.value_minor is None else unit_micro(row.value_minor, row.quantity_milli, digits)


def _usual_costs(connection: Connection, lows: Sequence[Low], shop: Shop) -> dict[int, int | None]:
    """What one unit of each product is expected to cost of who usually brings it."""
    place = parties.location_id_of(connection, narrowing.locations(connection)[0][0])
    by_supplier: defaultdict[int | None, list[int]] = defaultdict(list)
    for low in lows:
        by_supplier[low.supplier_id].append(low.product_id)
    costs: dict[int, int | None] = {}
    for supplier_id, ids in by_supplier.items():
        costs |= suppliers.usual_costs(
            connection, ids, supplier_id=supplier_id, location_id=place, default=shop.costing
        )
    return costs


def _low_row(row: attention.Low, needed: tuple[Low, Need] | None, costs: Mapping[int, int | None], digits: int) -> Row:
    """A product that is low; what is enough in the whole shop, and a kit, is not ordered."""
    if needed is None:
        return (
            row.sku, row.name, row.quantity_milli, 0, row.reorder_point_milli, row.reorder_milli, None, None,
            row.supplier, "", "", None,
        )  # fmt: skip
    low, need = needed
    order_milli, cost_micro = need.order_milli(), costs.get(low.product_id)
    value_minor = amount_minor(cost_micro, order_milli, digits) if cost_micro and order_milli else None
    return (
        row.sku, row.name, row.quantity_milli, need.on_order_milli, row.reorder_point_milli, row.reorder_milli,
        order_milli, low.pack_milli, low.supplier, low.item_code, need.reason(), value_minor,
    )  # fmt: skip
