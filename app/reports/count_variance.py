"""Count variance: what was found on the shelf, beside what the book had expected there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.shop import StockSystem
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
    Column("reason", "Reason", is_code=True),
    Column("counted_by", "Counted by"),
    Column("sold_since", "Sold since", Unit.QUANTITY),
    Column("losses_value", "Losses", Unit.MONEY),
    Column("gains_value", "Gains", Unit.MONEY),
    Column("opening_value", "Opening stock", Unit.MONEY),
    Column("before", "Counted before", Unit.QUANTITY),
    Column("before_by", "Before by"),
)
# What a count is beside what it finds gone: neither a loss nor expected by anybody.
_LIVING_BY_COUNTS = {
    "expected": "Had come in",
    "difference": "Change",
    "losses_value": "Used",
    "gains_value": "Too much",
}
BEFORE = ("before", "before_by")
"""The columns that have what was found by the pass before, and by whom."""
KINDS = ("losses_value", "gains_value", "opening_value")
"""The columns that have what a value is: they stand apart where there are several kinds."""
SET_TO_ZERO = "not counted: set to zero"
TAKEN_BACK = "taken back"
BACK_NOTE = "A count that was taken back is listed with what it found, and has no difference: it does not stand."
_USAGE_NOTE = (
    "This shop lives by counts: what is gone was used and is the cost of sales. How much of it shrank is not known."
)


class CountVariance:
    """Answers what counts have found. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def count_variance(self, asked: Asked = EVERYTHING) -> Report:
        """Each count, product by product: counted, expected at that moment, difference and its value.

        The lines of a product in several zones are one row; where lots or serial numbers were named each has its own.
        A piece that the book expected and nobody found is a row with 0 counted, and has the reason that was given for
        its goods; one that is there has none. What nobody counted and was set to zero says so, and has nobody who
        counted it. Goods that moved while they were counted have the state `recount`, and
        neither an expected figure nor a difference: nothing of them was posted.
        `opening stock` is the first count of goods of which nothing had come in. All lines of a count that was
        reversed later are `taken back` and have no difference: what was counted and expected says what it had been.
        `value` is all that the count booked: `gains_value` less `losses_value`, as in the shrinkage report,
        and `opening_value`. On paper and on the screen these stand apart only where there are several of them.
        Of goods that were counted again, `before` is what the pass before had found on the shelves, `before_by` who
        had counted it.
        `sold_since` is what was sold between the count and its posting. In a shop that lives by counts
        alone what is gone was `used`: how much of it shrank is not known.

        Args:
            asked: `first`, `last`, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        shop = self._book.shop
        is_usage = shop.stock is StockSystem.PERIODIC
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            found = variances(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
        notes = [_USAGE_NOTE] if is_usage else []
        standing = [one for one in found if not one.is_reversed]
        notes += [BACK_NOTE] if len(standing) < len(found) else []
        report = Report(
            "count-variance",
            "Counted and used" if is_usage else "Count variance",
            shop.name,
            shop.currency,
            tuple(replace(one, title=_LIVING_BY_COUNTS.get(one.name, one.title)) for one in _COLUMNS)
            if is_usage
            else _COLUMNS,
            [_row(one, is_usage=is_usage) for one in found],
            {
                "difference": sum(one.difference_milli for one in standing),
                "value": sum(one.value_minor for one in standing),
                **_sums_by_kind(standing),
            },
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
            signed=("Counted by, day", "Checked by, day"),
            note=" ".join(notes),
        )
        return apart(report)


def _row(one: Variance, *, is_usage: bool) -> Row:
    figures: tuple[Cell, ...] = (None, None, None)
    if not one.is_recount:
        expected_milli = one.counted_milli - one.difference_milli
        stands = (one.difference_milli, one.value_minor)
        figures = (expected_milli, *((None, None) if one.is_reversed else stands))
    return (
        one.at.iso(),
        one.number,
        one.location,
        one.sku,
        one.name,
        one.zones,
        one.counted_milli,
        *figures,
        _state(one, is_usage=is_usage),
        "" if one.is_serial else one.lot,
        one.lot if one.is_serial else "",
        one.reason,
        one.people,
        None if is_usage else one.sold_since_milli or None,
        *(
            (None,) * len(KINDS)
            if one.is_reversed
            else (_any(one.losses_minor), _any(one.gains_minor), _any(one.opening_minor))
        ),
        one.before_milli,
        one.before_people,
    )


def _sums_by_kind(standing: Sequence[Variance]) -> dict[str, Cell]:
    """What is missing, what is too much and what is opening stock, as far as there is any of it."""
    sums = (
        sum(one.losses_minor for one in standing),
        sum(one.gains_minor for one in standing),
        sum(one.opening_minor for one in standing),
    )
    return {name: minor for name, minor in zip(KINDS, sums, strict=True) if minor}


def _any(value_minor: int) -> int | None:
    return value_minor or None


def apart(report: Report) -> Report:
    """The report with what its values are in columns of their own, where they are of several kinds.

    A shop that opens while it trades signs for two sums: what differs, and the opening stock that was found. What had
    been found before stands there only where anything was counted again.
    """
    there = _kinds_of(report)
    shown = there if len(there) > 1 else []
    is_mixed = "opening_value" in shown
    place = next(place for place, column in enumerate(report.columns) if column.name == BEFORE[-1])
    shown += BEFORE if any(row[place] for row in report.rows) else ()
    columns = [
        replace(one, is_key=one.name not in shown)
        if one.name in {*KINDS, *BEFORE}
        else replace(one, title="Value with opening stock" if is_mixed else "Value")
        if one.name == "value"
        else one
        for one in report.columns
    ]
    return replace(report, columns=tuple(columns))


def _kinds_of(report: Report) -> list[str]:
    """Of which kinds the values of a report are: columns of `KINDS`."""
    places = {column.name: place for place, column in enumerate(report.columns)}
    return [name for name in KINDS if any(row[places[name]] for row in report.rows)]


def _state(one: Variance, *, is_usage: bool) -> str:
    if one.is_reversed:
        return TAKEN_BACK
    if one.is_recount:
        return "recount"
    if one.is_opening:
        return "opening stock"
    if one.is_unseen:
        return SET_TO_ZERO
    return "used" if is_usage and one.difference_milli < 0 else ""
