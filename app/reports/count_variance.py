"""Count variance: what was found on the shelf, beside what the book had expected there."""

from __future__ import annotations

from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, read_known
from app.reports.report import Cell, Column, Report, Row, Unit
from app.store.database import Book
from app.store.queries.variances import Variance, variances

_COLUMNS = (
    Column("at", "At", Unit.MOMENT),
    Column("number", "Number"),
    Column("location", "Location"),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("zone", "Zone"),
    Column("counted", "Counted", Unit.QUANTITY),
    Column("expected", "Expected", Unit.QUANTITY),
    Column("difference", "Difference", Unit.QUANTITY),
    Column("value", "Value", Unit.MONEY),
    Column("state", "State", is_code=True),
    Column("lot", "Lot"),
    Column("serial", "Serial number"),
)


class CountVariance:
    """Answers what counts have found. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def count_variance(self, asked: Asked = EVERYTHING) -> Report:
        """Each count, product by product: counted, expected at that moment, difference and its value.

        The lines of a product in several zones are one row; where lots or serial numbers were named each has its own.
        A piece that the book expected and nobody found is a row with 0 counted. Goods that moved while they were
        counted have the state `recount`, and neither an expected figure nor a difference: nothing of them was posted.
        `opening stock` is the first count of goods of which nothing had come in; `taken back` is a count that was
        reversed later.

        Args:
            asked: `first`, `last`, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        shop = self._book.shop
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            found = variances(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
        return Report(
            "count-variance",
            "Count variance",
            shop.name,
            shop.currency,
            _COLUMNS,
            [_row(one) for one in found],
            {
                "difference": sum(one.difference_milli for one in found),
                "value": sum(one.value_minor for one in found),
            },
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
            signed=("Counted by, day", "Checked by, day"),
        )


def _row(one: Variance) -> Row:
    figures: tuple[Cell, ...] = (None, None, None)
    if not one.is_recount:
        figures = (one.counted_milli - one.difference_milli, one.difference_milli, one.value_minor)
    return (
        one.at.iso(),
        one.number,
        one.location,
        one.sku,
        one.name,
        one.zones,
        one.counted_milli,
        *figures,
        _state(one),
        "" if one.is_serial else one.lot,
        one.lot if one.is_serial else "",
    )


def _state(one: Variance) -> str:
    if one.is_recount:
        return "recount"
    if one.is_reversed:
        return "taken back"
    return "opening stock" if one.is_opening else ""
