"""The shelf: what is there, what it is worth, what moved it, and what nobody knows the cost of."""

from __future__ import annotations

from app.domain.figures import unit_micro
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, of_goods, read_known, told_days
from app.reports.report import Column, Report, Unit
from app.store.database import Book
from app.store.queries import orders, past, period_checks, shelf

_SKU = Column("sku", "SKU")
_NAME = Column("name", "Name")
_LOCATION = Column("location", "Location")
_QUANTITY = Column("quantity", "Quantity", Unit.QUANTITY)
_VALUE = Column("value", "Value", Unit.MONEY)

_ON_HAND = (
    _SKU,
    _NAME,
    _LOCATION,
    _QUANTITY,
    Column("unit_cost", "Unit cost", Unit.UNIT_COST),
    _VALUE,
    Column("on_order", "On order", Unit.QUANTITY),
)
_MOVEMENTS = (
    Column("at", "At", Unit.MOMENT),
    Column("book_date", "Book date", Unit.DATE),
    Column("document", "Document", is_key=True),
    Column("number", "Number"),
    Column("kind", "Kind", is_code=True),
    _SKU,
    _NAME,
    _LOCATION,
    Column("lot", "Lot"),
    _QUANTITY,
    _VALUE,
)
_WITHOUT_COST = (
    _SKU,
    _NAME,
    _LOCATION,
    _QUANTITY,
    Column("sold", "Sold", Unit.QUANTITY),
    Column("cost", "Cost", Unit.UNIT_COST),
    Column("state", "State", is_code=True),
)


class Shelf:
    """Answers about stock. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def stock_on_hand(self, asked: Asked = EVERYTHING) -> Report:
        """What there is and what it is worth, by product and location: the sum of the movements up to a day.

        Everything that ever moved is listed, sold-out goods with zero. The unit cost is value / quantity, and nothing
        where there is no quantity. What is on order is told of now alone: of a past day nobody asks it.

        Args:
            asked: `at`, `known`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`, `bad_known`, `then_when`.
        """
        shop = self._book.shop
        digits = shop.currency.digits
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            found = shelf.on_hand(
                connection,
                last_day=asked.at,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
            found = of_goods(connection, asked, found)
            told = told_days(connection, asked, known, of_state=True)
            is_now = asked.at is None and known.until_us is None
            awaited = orders.on_order_at(connection) if is_now else {}
        return Report(
            "stock-on-hand",
            "Stock on hand",
            shop.name,
            shop.currency,
            _ON_HAND,
            [
                (
                    sku,
                    name,
                    location,
                    quantity_milli,
                    unit_micro(value_minor, quantity_milli, digits) if quantity_milli else None,
                    value_minor,
                    awaited.get((sku, location), 0) if is_now else None,
                )
                for sku, name, location, quantity_milli, value_minor in found
            ],
            {"quantity": sum([row.quantity_milli for row in found]), "value": sum([row.value_minor for row in found])},
            at=told.at,
            all_days=told.all_days,
            known_at=known.text,
        )

    def movements(self, asked: Asked = EVERYTHING) -> Report:
        """Every movement of a stretch of book dates, with the sign that stock sees, in the ledger's order.

        Args:
            asked: `first`, `last`, `known`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`, `bad_known`,
                `then_when`.
        """
        asked.check()
        shop = self._book.shop
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            found = shelf.movements(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
            rows = [
                (
                    row.at.iso(),
                    iso_day(row.book_date),
                    row.document,
                    row.number,
                    row.kind,
                    row.sku,
                    row.name,
                    row.location,
                    row.lot,
                    row.quantity_milli,
                    row.value_minor,
                )
                for row in of_goods(connection, asked, found)
            ]
            told = told_days(connection, asked, known)
        return Report(
            "movements",
            "Movements",
            shop.name,
            shop.currency,
            _MOVEMENTS,
            rows,
            {"quantity": sum(row[-2] for row in rows), "value": sum(row[-1] for row in rows)},
            from_date=told.from_date,
            to_date=told.to_date,
            all_days=told.all_days,
            known_at=known.text,
        )

    def without_cost(self, asked: Asked = EVERYTHING) -> Report:
        """The products that leave stock at no known cost, and those that were never received or counted.

        At the end of a day before the newest document they are those that had moved by then, as the checklist of a
        period counts them; after it everything in the catalogue.

        Args:
            asked: `at`, `location`.

        Raises:
            Refusal: `unknown_location`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            place = location_id(connection, asked.location)
            _, newest = shelf.book_days(connection, past.EVERY_DOCUMENT)
            if asked.at is None or newest is None or asked.at >= newest:
                found = shelf.uncosted(connection, location_id=place)
            else:
                found = period_checks.uncosted(connection, asked.at, location_id=place)
            told = told_days(connection, asked, of_state=True)
        return Report(
            "without-cost",
            "Without cost",
            shop.name,
            shop.currency,
            _WITHOUT_COST,
            [
                (
                    row.sku,
                    row.name,
                    row.location,
                    row.quantity_milli,
                    row.sold_milli,
                    row.cost_micro,
                    "no cost" if row.counted else "not yet counted",
                )
                for row in found
            ],
            at=told.at,
            all_days=told.all_days,
        )
