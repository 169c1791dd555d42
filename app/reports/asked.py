"""What can be asked of a report: which days, which place, and as of whose knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from app.domain.moment import day_end_us, from_us, read_moment, write_date
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.reports.report import Narrowed, Report
from app.store.database import Connection
from app.store.queries import narrowing, parties, past, shelf


@dataclass(frozen=True, slots=True)
class Known:
    """As of whose knowledge: what was recorded up to a moment.

    Attributes:
        until_us: Microseconds since 1970 UTC, that one included; None is everything that is known now.
        text: The moment in ISO 8601, or None.
    """

    until_us: int | None = None
    text: str | None = None

    def last_document(self, connection: Connection) -> int:
        """The number of the newest document that was known."""
        return past.EVERY_DOCUMENT if self.until_us is None else shelf.last_document(connection, self.until_us)


NOW = Known()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a report, as day numbers such as 20260301 and codes; None is left open.

    Attributes:
        first, last: A stretch of book dates, both included.
        at: The end of this book date.
        known: `now`, `then` (the end of the last day that is asked for) or a moment.
        location: A location's code.
        category: A category's name; "-" is goods without one.
        supplier: A supplier's code.
        cashier: The code of who sold.
        customer: The code of who bought.
        by: The column by which the rows are wanted, with `-` in front the other way round; "" leaves them.
        plan: The code of a plan of counts.
        today: The shop's business day, for what looks ahead; whoever answers by name fills it in.
    """

    first: int | None = None
    last: int | None = None
    at: int | None = None
    known: str = "now"
    location: str | None = None
    today: int | None = None
    category: str | None = None
    supplier: str | None = None
    cashier: str | None = None
    by: str = ""
    plan: str | None = None
    customer: str | None = None

    @property
    def days(self) -> tuple[int, int]:
        """The stretch with its open ends filled in."""
        return (
            past.FIRST_DAY if self.first is None else self.first,
            past.LAST_DAY if self.last is None else self.last,
        )

    def check(self) -> None:
        """Refuse a stretch that runs backwards.

        Raises:
            Refusal: `days_backwards`.
        """
        if self.first is not None and self.last is not None and self.first > self.last:
            raise Refusal("days_backwards", first=write_date(self.first), last=write_date(self.last))


EVERYTHING = Asked()


class Told(NamedTuple):
    """The days that a report says it covers, ISO 8601; see `Report`."""

    from_date: str | None = None
    to_date: str | None = None
    at: str | None = None
    all_days: bool = False


def told_days(connection: Connection, asked: Asked, known: Known = NOW, *, of_state: bool = False) -> Told:
    """The days that were asked for; where nobody named any, the first and the last that the book has.

    Args:
        connection: An open transaction.
        asked: The question.
        known: Days of documents that were not known then are not told.
        of_state: The report is of the end of a day, not of a stretch of days.
    """
    if (asked.at if of_state else asked.first or asked.last) is not None:
        return Told(iso_day(asked.first), iso_day(asked.last), iso_day(asked.at))
    first, last = (iso_day(day) for day in shelf.book_days(connection, known.last_document(connection)))
    return Told(at=last, all_days=True) if of_state else Told(first, last, all_days=True)


def with_days(connection: Connection, asked: Asked, report: Report, takes: frozenset[str], shop: Shop) -> Report:
    """A report with the days that it is of, where it names none.

    One that goes by days, of which nobody asked for any, has those that the book has; one of what there is has today.
    """
    if report.from_date or report.to_date or report.at:
        return report
    if not takes & {"first", "at"}:
        return replace(report, at=iso_day(asked.today))
    told = told_days(connection, asked, read_known(asked, shop), of_state="at" in takes)
    return replace(report, from_date=told.from_date, to_date=told.to_date, at=told.at, all_days=told.all_days)


def read_known(asked: Asked, shop: Shop) -> Known:
    """As of whose knowledge the question is.

    Raises:
        Refusal: `bad_known`, or `then_when` for `then` without a day.
    """
    if asked.known == "now":
        return NOW
    zone = ZoneInfo(shop.timezone)
    if asked.known == "then":
        day = asked.last if asked.at is None else asked.at
        if day is None:
            raise Refusal("then_when")
        until_us = day_end_us(day, zone, shop.day_cut_minutes)
        # To the second on paper; the comparison is to the microsecond.
        return Known(until_us, from_us(until_us).astimezone(zone).replace(microsecond=0).isoformat())
    try:
        moment = read_moment(asked.known)
    except Refusal:
        raise Refusal("bad_known", text=asked.known[:40]) from None
    return Known(moment.utc_us, moment.iso())


def location_id(connection: Connection, code: str | None) -> int | None:
    """The number of a location, None for everywhere.

    Raises:
        Refusal: `unknown_location`.
    """
    return None if code is None else parties.location_id_of(connection, code)


class _OfGoods(Protocol):
    """What a row has that is about a product."""

    @property
    def sku(self) -> str:
        """The product's."""


_Row = TypeVar("_Row", bound=_OfGoods)


def of_goods(connection: Connection, asked: Asked, rows: Iterable[_Row]) -> list[_Row]:
    """The rows about the goods that are asked for: those of a category, of a supplier, or all.

    Raises:
        Refusal: `unknown_category`, `unknown_supplier`.
    """
    wanted = narrowing.skus(connection, asked.category, asked.supplier)
    return list(rows) if wanted is None else [row for row in rows if row.sku in wanted]


def narrowed(connection: Connection, asked: Asked) -> tuple[Narrowed, ...]:
    """What alone is asked for, with the names that people know."""
    kinds = (
        ("location", asked.location, narrowing.locations),
        ("supplier", asked.supplier, narrowing.suppliers),
        ("cashier", asked.cashier, narrowing.cashiers),
        ("customer", asked.customer, narrowing.customers),
    )
    found = [Narrowed(what, code, dict(names(connection)).get(code, code)) for what, code, names in kinds if code]
    if asked.category:
        found.append(Narrowed("category", asked.category, _category(asked.category)))
    return tuple(found)


def _category(name: str) -> str:
    # As the row of sums of such goods is called.
    return "\u2013" if name == narrowing.NO_CATEGORY else name


def iso_day(day: int | None) -> str | None:
    """A day number in ISO 8601."""
    return None if day is None else write_date(day)
