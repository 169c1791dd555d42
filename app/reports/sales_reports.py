"""Sales as lists: what was sold, and what it owes in tax. Stored figures are added up; nothing is figured again."""

from __future__ import annotations

from app.reports.asked import EVERYTHING, Asked, Told, location_id, read_known, told_days
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book
from app.store.queries import narrowing, sales_lists

_NET = Column("net", "Net", Unit.MONEY)
_TAX = Column("tax", "Tax", Unit.MONEY)
_GROSS = Column("gross", "Gross", Unit.MONEY)

_SALES = (
    Column("at", "At", Unit.MOMENT),
    Column("number", "Number"),
    Column("cashier", "Cashier code", is_key=True),
    Column("cashier_name", "Cashier"),
    Column("customer", "Customer"),
    _NET,
    _TAX,
    _GROSS,
    Column("rounding", "Rounding", Unit.MONEY),
)
_TAXES = (Column("code", "Code"), Column("rate", "Rate", Unit.PERCENT), _NET, _TAX, _GROSS)


class SalesReports:
    """Answers about sales. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def sales(self, asked: Asked = EVERYTHING) -> Report:
        """Each sale of a stretch of book dates, refunds with negative figures, in the order in which they were posted.

        Cash rounding is that of the payment as it was last mended, and stands with the sale.

        Args:
            asked: `first`, `last`, `known`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`, `bad_known`, `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            found = sales_lists.sales(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
                cashier_id=narrowing.cashier_id(connection, asked.cashier),
            )
            told = told_days(connection, asked, known)
        rows: list[Row] = [
            (
                row.at.iso(),
                row.number,
                row.cashier,
                row.cashier_name,
                row.customer,
                row.net_minor,
                row.tax_minor,
                row.gross_minor,
                row.rounding_minor,
            )
            for row in found
        ]
        return self._report("sales", "Every sale", _SALES, rows, told, known.text)

    def tax(self, asked: Asked = EVERYTHING) -> Report:
        """What the sales of a stretch of book dates less the refunds owe, by tax code and rate.

        Args:
            asked: `first`, `last`, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            found = sales_lists.taxes(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
            told = told_days(connection, asked, known)
        rows: list[Row] = [
            (row.tax_code, row.rate_milli, row.net_minor, row.tax_minor, row.net_minor + row.tax_minor) for row in found
        ]
        return self._report("tax", "Tax", _TAXES, rows, told, known.text)

    def _report(
        self, name: str, title: str, columns: tuple[Column, ...], rows: list[Row], told: Told, known_at: str | None
    ) -> Report:
        totals = {
            column.name: sum(int(row[place] or 0) for row in rows)
            for place, column in enumerate(columns)
            if column.unit is Unit.MONEY
        }
        return Report(
            name,
            title,
            self._book.shop.name,
            self._book.shop.currency,
            columns,
            rows,
            totals,
            from_date=told.from_date,
            to_date=told.to_date,
            all_days=told.all_days,
            known_at=known_at,
        )
