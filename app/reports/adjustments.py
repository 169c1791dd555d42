"""Adjustments: what was damaged, expired, used in the shop, found ..., by reason and with the document behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import replace

from app.domain.movement import MovementKind
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, of_goods, read_known, told_days
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import adjustments, past

_QUANTITY = Column("quantity", "Quantity", Unit.QUANTITY)
_VALUE = Column("value", "Value", Unit.MONEY)
_COLUMNS = (
    Column("book_date", "Book date", Unit.DATE),
    Column("document", "Document", is_key=True),
    Column("number", "Number"),
    Column("kind", "Kind", is_code=True),
    Column("location", "Location"),
    Column("reason", "Reason", is_code=True),
    Column("category", "Category"),
    Column("sku", "SKU"),
    Column("name", "Name"),
    _QUANTITY,
    _VALUE,
)
_BY_REASON = (Column("reason", "Reason"), Column("unit", "Unit"), _QUANTITY, _VALUE)
_NOTE = (
    "They are in neither cost of goods. What counts have found stands in the report on shrinkage. What was taken back "
    "stands twice: as it was posted, and with the opposite sign on its day."
)


class Adjustments:
    """Answers what was adjusted. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def adjustments(self, asked: Asked = EVERYTHING) -> Report:
        """Each line that has changed stock for a reason, with the sign that stock sees: a write-off is below zero.

        Its total is that of the adjustments of the same days in the period-end report.

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
            found = adjustments.adjusted(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
            rows: list[Row] = [
                (
                    iso_day(one.day),
                    one.uid,
                    one.number,
                    one.kind,
                    one.location,
                    one.reason,
                    one.category,
                    one.sku,
                    one.name,
                    one.quantity_milli,
                    one.value_minor,
                )
                for one in of_goods(connection, asked, found)
            ]
            told = told_days(connection, asked, known)
        return Report(
            "adjustments",
            "Adjustments",
            shop.name,
            shop.currency,
            _COLUMNS,
            rows,
            {"quantity": sum(int(row[-2] or 0) for row in rows), "value": sum(int(row[-1] or 0) for row in rows)},
            from_date=told.from_date,
            to_date=told.to_date,
            all_days=told.all_days,
            known_at=known.text,
            note=_NOTE if rows else "",
        )


def adjustments_section(connection: Connection, report: Report, days: tuple[int, int], kinds: Set[str]) -> Report:
    """What was adjusted for each reason, unit by unit; it sums to the adjustments of the roll-forward.

    Args:
        kinds: Of all movements of the days.
    """
    sums: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    found: Iterator[adjustments.Adjusted] = iter(())
    if MovementKind.ADJUSTMENT in kinds:
        found = adjustments.adjusted(connection, days=days, last_document=past.EVERY_DOCUMENT, location_id=None)
    for one in found:
        quantity_milli, value_minor = sums[one.reason, one.unit]
        sums[one.reason, one.unit] = (quantity_milli + one.quantity_milli, value_minor + one.value_minor)
    rows: list[Row] = [(*key, *figures) for key, figures in sorted(sums.items()) if any(figures)]
    totals = {"value": sum(value_minor for _, value_minor in sums.values())}
    return replace(
        report,
        name="adjustments",
        title="Adjustments by reason, in neither cost of goods",
        columns=_BY_REASON,
        rows=rows,
        totals=totals,
    )
