"""What nobody has counted: the zones and the goods that no count of some days has looked at."""

from __future__ import annotations

from app.reports.asked import EVERYTHING, Asked, iso_day, told_days
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book
from app.store.queries import not_counted

_COLUMNS = (
    Column("zone", "Zone"),
    Column("location", "Location"),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("quantity", "Quantity", Unit.QUANTITY),
    Column("value", "Value", Unit.MONEY),
    Column("last_counted", "Counted last", Unit.DATE),
)


class NotCounted:
    """Answers what is left to count. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def not_counted(self, asked: Asked = EVERYTHING) -> Report:
        """The zones that were counted before, and the goods in stock at the end, that no count of the days looked at.

        Args:
            asked: `first`, `last`.

        Raises:
            Refusal: `days_backwards`.
        """
        asked.check()
        shop = self._book.shop
        with self._book.reading() as connection:
            told = told_days(connection, asked)
            zones = not_counted.zones(connection, asked.days)
            goods = not_counted.goods(connection, asked.days)
        rows: list[Row] = [(one.zone, one.location, "", "", None, None, iso_day(one.last_day)) for one in zones]
        rows += [
            ("", "", one.sku, one.name, one.quantity_milli, one.value_minor, iso_day(one.last_day)) for one in goods
        ]
        return Report(
            "not-counted",
            "Not counted",
            shop.name,
            shop.currency,
            _COLUMNS,
            rows,
            {
                "quantity": sum(one.quantity_milli for one in goods),
                "value": sum(one.value_minor for one in goods),
            },
            from_date=told.from_date,
            to_date=told.to_date,
            all_days=told.all_days,
        )
