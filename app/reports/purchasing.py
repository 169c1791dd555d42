"""Buying: orders and how they stand, what came, how suppliers keep their word, what they charge now."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from app.domain.figures import WHOLE_MILLI_PERCENT, amount_minor, half_up, share_milli
from app.domain.moment import day_before, day_of, write_date
from app.domain.ordered import OrderedLine
from app.domain.reorder import lead_days
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, told_days
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import orders, past, product_changes, purchases, suppliers

_NUMBER = Column("number", "Number")
_DOCUMENT = Column("document", "Document", is_key=True)
_SUPPLIER = Column("supplier", "Supplier")
_NAME = Column("name", "Name")
_EXPECTED = Column("expected", "Expected", Unit.DATE)
_LINES = Column("lines", "Lines", Unit.INTEGER)
_VALUE = Column("value", "Value", Unit.MONEY)

_ORDERS = (
    Column("ordered", "Ordered", Unit.DATE),
    _NUMBER,
    _DOCUMENT,
    _SUPPLIER,
    _NAME,
    Column("status", "Status", is_code=True),
    Column("sent", "Sent", Unit.DATE),
    _EXPECTED,
    _LINES,
    Column("open_lines", "Open lines", Unit.INTEGER),
    _VALUE,
    Column("open_value", "Open value", Unit.MONEY),
)
_DELIVERIES = (
    Column("book_date", "Day", Unit.DATE),
    _NUMBER,
    _DOCUMENT,
    _SUPPLIER,
    Column("reference", "Delivery note"),
    Column("order", "Order"),
    _EXPECTED,
    Column("location", "Location"),
    _LINES,
    _VALUE,
    Column("landed", "Landed cost", Unit.MONEY),
    Column("billed", "By bills", Unit.MONEY),
    Column("purchases", "Purchases", Unit.MONEY),
)
_FOOTING = (
    "Value is what the delivery notes say; bills charged more or less than that. Together they are the purchases, as "
    "the period-end report has them. Landed cost stands apart there, too."
)
_OF_NOTES = "Value is what the delivery notes say; what bills charged beyond them stands in the report on deliveries."
_PERFORMANCE = (
    _SUPPLIER,
    _NAME,
    Column("orders", "Orders", Unit.INTEGER),
    Column("deliveries", "Deliveries", Unit.INTEGER),
    Column("on_time", "On time", Unit.INTEGER),
    Column("late", "Late", Unit.INTEGER),
    Column("on_time_percent", "On time %", Unit.PERCENT),
    Column("promised_days", "Promised days", Unit.INTEGER),
    Column("real_days", "Real days", Unit.INTEGER),
    _VALUE,
)
_PRICE_CHANGES = (
    Column("book_date", "Day", Unit.DATE),
    _NUMBER,
    _SUPPLIER,
    Column("sku", "SKU"),
    _NAME,
    Column("before", "Before", Unit.UNIT_COST),
    Column("after", "Now", Unit.UNIT_COST),
    Column("change_percent", "Change %", Unit.PERCENT),
    Column("what", "What", is_code=True),
    Column("by", "Changed by"),
)


class Purchasing:
    """Answers about buying. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def orders(self, asked: Asked = EVERYTHING) -> Report:
        """The orders that were made in a stretch of book dates, as they stand now: those of all days until today.

        Args:
            asked: `first`, `last`.

        Raises:
            Refusal: `days_backwards`.
        """
        asked.check()
        digits = self._book.shop.currency.digits
        with self._book.reading() as connection:
            found = orders.recent(connection, days=asked.days)
            told = told_days(connection, asked)
        rows: list[Row] = [
            (
                iso_day(one.book_date),
                one.number,
                one.uid,
                one.supplier,
                one.supplier_name,
                one.status.value,
                iso_day(one.sent_date),
                iso_day(one.expected),
                len(one.lines),
                sum(line.open_milli > 0 for line in one.lines),
                sum(_worth(line, line.quantity_milli, digits) for line in one.lines),
                sum(_worth(line, line.open_milli, digits) for line in one.lines),
            )
            for one in found
        ]
        totals = {"value": _sum(rows, -2), "open_value": _sum(rows, -1)}
        report = self._report("orders", "Orders", _ORDERS, rows, asked, totals)
        if not told.all_days or told.to_date is None or asked.today is None:
            return report
        return replace(report, from_date=told.from_date, to_date=max(told.to_date, write_date(asked.today)))

    def deliveries(self, asked: Asked = EVERYTHING) -> Report:
        """What came in a stretch of book dates, delivery by delivery; what was taken back is left out.

        Bills of these days may say other prices than the delivery notes: what they charge beyond them stands beside the
        value, and both together are the purchases. Of a delivery of earlier days there is that alone.

        Args:
            asked: `first`, `last`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`.
        """
        asked.check()
        with self._book.reading() as connection:
            place = location_id(connection, asked.location)
            found = purchases.deliveries(connection, days=asked.days, location_id=place)
            billed = purchases.billed_beyond(connection, days=asked.days, location_id=place)
            earlier = _earlier(connection, asked, billed.keys() - {one.document for one in found})
        rows: list[Row] = [_billed_alone(one, billed[one.document]) for one in earlier]
        rows += [
            (
                iso_day(one.book_date),
                one.number,
                one.document,
                one.supplier,
                one.reference,
                one.order,
                iso_day(one.expected),
                one.location,
                one.lines,
                one.value_minor,
                one.landed_minor,
                billed.get(one.document, 0),
                one.value_minor + billed.get(one.document, 0),
            )
            for one in found
        ]
        totals = {column.name: _sum(rows, at) for at, column in enumerate(_DELIVERIES) if column.unit is Unit.MONEY}
        report = self._report("deliveries", "Deliveries", _DELIVERIES, rows, asked, totals)
        return replace(report, note=_FOOTING) if billed else report

    def supplier_performance(self, asked: Asked = EVERYTHING) -> Report:
        """How each supplier kept its word in a stretch of book dates: deliveries on orders beside the day expected.

        The real days are the median from the day an order was sent to the day of a delivery on it. So are the promised
        ones to the day that the order expects, by which on time and late are told; an order that says no day has the
        lead time of the supplier's card, and so has a supplier of whom nothing has come on an order.

        Args:
            asked: `first`, `last` of the days of deliveries, and of the days on which orders were made.

        Raises:
            Refusal: `days_backwards`.
        """
        asked.check()
        first, last = asked.days
        rows: list[Row] = []
        with self._book.reading() as connection:
            came = purchases.deliveries(connection, days=asked.days, location_id=None)
            billed = purchases.billed_beyond(connection, days=asked.days, location_id=None)
            made = orders.recent(connection, days=asked.days)
            for one in suppliers.suppliers(connection):
                arrived = suppliers.arrivals(connection, one.supplier_id, limit=-1)
                arrived = [each for each in arrived if first <= each.delivered <= last]
                dated = [each for each in arrived if each.expected is not None]
                late = sum(each.delivered > (each.expected or 0) for each in dated)
                own = [each for each in came if each.supplier == one.code]
                many_orders = sum(order.supplier_id == one.supplier_id for order in made)
                if not own and not many_orders:
                    continue
                rows.append(
                    (
                        one.code,
                        one.name,
                        many_orders,
                        len(own),
                        len(dated) - late,
                        late,
                        share_milli(len(dated) - late, len(dated)),
                        _promised(arrived, one.lead_time_days),
                        lead_days([(day_of(each.delivered) - day_of(each.sent)).days for each in arrived]),
                        sum(each.value_minor for each in own),
                    )
                )
        totals = {"value": _sum(rows, -1)}
        report = self._report("supplier-performance", "Supplier performance", _PERFORMANCE, rows, asked, totals)
        return replace(report, note=_OF_NOTES) if billed else report

    def price_changes(self, asked: Asked = EVERYTHING) -> Report:
        """What a supplier charged otherwise than at its delivery before, and which selling prices were changed.

        Costs are before discounts and landed costs: of goods that came at several, what they cost together. Prices that
        begin on a later day of the stretch are among them.

        Args:
            asked: `first`, `last`.

        Raises:
            Refusal: `days_backwards`.
        """
        asked.check()
        first, last = asked.days
        with self._book.reading() as connection:
            costs = purchases.price_changes(connection, days=asked.days)
            prices = product_changes.repriced(connection, days=asked.days)
            planned = product_changes.planned(connection, first=first, last=last)
        rows = [_change(one.book_date, one, one.number, one.supplier, "cost", "") for one in costs]
        rows += [_change(one.book_date, one, "", "", "price", one.person) for one in prices]
        rows += [
            (
                iso_day(one.starts), "", "", one.sku, one.name, one.before_micro, one.price_micro,
                _percent(one.before_micro, one.price_micro), "planned price", one.person,
            )
            for one in planned
        ]  # fmt: skip
        rows.sort(key=_first_cell)
        return self._report("price-changes", "Price changes", _PRICE_CHANGES, rows, asked, {})

    def _report(
        self, name: str, title: str, columns: tuple[Column, ...], rows: list[Row], asked: Asked, totals: dict[str, int]
    ) -> Report:
        shop = self._book.shop
        return Report(
            name,
            title,
            shop.name,
            shop.currency,
            columns,
            rows,
            totals,
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            all_days=asked.first is None and asked.last is None,
        )


def _earlier(connection: Connection, asked: Asked, uids: Set[str]) -> list[purchases.Delivered]:
    """The deliveries of earlier days among those that were billed otherwise."""
    if not uids or asked.first is None:
        return []
    days = (past.FIRST_DAY, day_before(asked.first))
    return [one for one in purchases.deliveries(connection, days=days, location_id=None) if one.document in uids]


def _billed_alone(one: purchases.Delivered, billed_minor: int) -> Row:
    """A delivery of earlier days, of which a bill has come."""
    named = (one.number, one.document, one.supplier, one.reference, one.order, iso_day(one.expected), one.location)
    return (iso_day(one.book_date), *named, one.lines, None, None, billed_minor, billed_minor)


def _promised(arrived: list[suppliers.Arrived], lead_time_days: int | None) -> int | None:
    """In how many days a supplier was to bring what it brought: as the orders say, or else as its card does."""
    days = [
        lead_time_days if one.expected is None else (day_of(one.expected) - day_of(one.sent)).days for one in arrived
    ]
    known = [each for each in days if each is not None]
    return lead_days(known) if known else lead_time_days


def _change(
    day: int, one: purchases.PriceChange | product_changes.Repriced, number: str, supplier: str, what: str, by: str
) -> Row:
    percent = _percent(one.before_micro, one.after_micro)
    return (
        iso_day(day), number, supplier, one.sku, one.name, one.before_micro, one.after_micro, percent, what, by
    )  # fmt: skip


def _percent(before_micro: int, after_micro: int) -> int | None:
    """By how much a figure went up, in thousandths of a percent, whole tenths; None where it was nothing before."""
    if not before_micro:
        return None
    return half_up((after_micro - before_micro) * WHOLE_MILLI_PERCENT // 100, before_micro) * 100


def _first_cell(row: Row) -> str:
    return str(row[0])


def _worth(line: OrderedLine, quantity_milli: int, digits: int) -> int:
    return amount_minor(line.unit_cost_micro, quantity_milli, digits)


def _sum(rows: list[Row], place: int) -> int:
    return sum(int(row[place] or 0) for row in rows)
