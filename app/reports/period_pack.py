"""What the end of a period is told by: its roll-forward, margin, tax, value by method, what is owed, what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain.moment import Moment, business_day, day_before, day_number, day_of, next_day, write_date
from app.domain.movement import MovementKind
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.reports import period_agreement
from app.reports.adjustments import adjustments_section
from app.reports.asked import Asked
from app.reports.pack_margin import margin_section
from app.reports.packs import Pack, pack_digest, read_pack, write_pack
from app.reports.period_end import period_end_by_product
from app.reports.period_groups import (
    CATEGORY,
    LOCATION,
    by_category,
    by_place,
    by_unit,
    moved_by_place,
    quantities,
    values,
)
from app.reports.report import Cell, Column, Report, Row, Unit
from app.reports.units import with_units
from app.store.database import Book, Connection
from app.store.queries import (
    attention,
    count_results,
    not_counted,
    parties,
    past,
    period_checks,
    period_pack,
    period_places,
    periods,
    received,
    sales_lists,
    units,
)
from app.store.queries import tenders as tender_sums
from app.store.queries.period_pack import UNFINISHED, Ended
from app.store.queries.received import Owed

__all__ = ["Ended", "PeriodPacks", "Told"]

_TAX = (
    Column("code", "Code"),
    Column("rate", "Rate", Unit.PERCENT),
    Column("net", "Net", Unit.MONEY),
    Column("tax", "Tax", Unit.MONEY),
    Column("gross", "Gross", Unit.MONEY),
)
_TENDERS = (Column("tender", "Tender"), Column("name", "Name"), Column("value", "Value", Unit.MONEY))
_METHODS = (
    Column("method", "Cost formula"),
    Column("category", "Category"),
    Column("products", "Products", Unit.INTEGER),
    Column("value", "Value", Unit.MONEY),
)
_GAP = (Column("kind", "Kind"), Column("reason", "Reason"), Column("value", "Value", Unit.MONEY))
_OWED = (
    Column("number", "Delivery"),
    Column("supplier", "Supplier"),
    Column("kind", "Kind"),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("open_quantity", "Open", Unit.QUANTITY),
    Column("value", "Value", Unit.MONEY),
)
WRITE_UPS = "Write-downs reversed, write-ups"
_CHECKS = (Column("check", "Check"), Column("title", "What"), Column("count", "How many", Unit.INTEGER))
_CHECKLIST = "Checklist: stock as of the last day, work in progress as it was when this was made"
_CHECK_TITLES = {
    "open_deliveries": "Deliveries that are being received",
    "open_counts": "Counts that are not posted",
    "parked_sales": "Parked sales",
    "open_sales": "Sales that are being rung up",
    "on_the_way": "Goods on the way between locations",
    "negative": "Goods below zero",
    "without_cost": "Goods without a known cost",
    "never_counted": "Goods never received or counted",
    "uncounted_zones": "Zones that no count of the period has looked at",
    "not_counted": "Goods in stock that no count of the period has looked at",
    "late": "Documents that came after their day was closed",
    "not_invoiced": "Deliveries and costs not invoiced",
}


class Told(NamedTuple):
    """A period's pack with what stands beside it on paper.

    Attributes:
        number: Of the document that closed it, "" while it is open.
        closed_at, closed_by: When, and who, by name.
        digest: Of its text.
        seen: How far the book had come when an open period was told.
    """

    pack: Pack
    first_day: int
    through: int
    digest: str
    number: str = ""
    closed_at: Moment | None = None
    closed_by: str = ""
    seen: periods.Mark | None = None


@dataclass(frozen=True, slots=True)
class PeriodList:
    """Which periods there are.

    Attributes:
        first_day: The first day that is open, None in an empty book.
        yesterday: The last day that is over: a period can end on it at the latest.
        ends: The days on which the open period could end, as people close: ends of months, then yesterday.
        closed: The periods that are closed, the newest first.
    """

    first_day: int | None
    yesterday: int
    ends: tuple[int, ...]
    closed: tuple[Ended, ...]


class PeriodPacks:
    """Answers what periods came to, those that are closed from what was kept of them. Safe on any thread."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def periods(self) -> PeriodList:
        """The periods that are closed, and where the open one could end."""
        yesterday = self._yesterday()
        with self._book.reading() as connection:
            first_day = first_open_day(connection)
            closed = tuple(period_pack.ended(connection))
        return PeriodList(first_day, yesterday, _ends(first_day, yesterday), closed)

    def open(self, through: int) -> Told:
        """What the open period comes to if it ends on a day; nothing is closed by asking."""
        with self._book.reading() as connection:
            first_day = min(first_open_day(connection) or through, through)
            pack = period_pack_of(connection, self._book.shop, Asked(first=first_day, last=through))
            seen = periods.mark(connection)
        return Told(pack, first_day, through, pack_digest(write_pack(pack)), seen=seen)

    def has_moved(self, told: Told) -> bool:
        """Whether something that belongs to an open period has come since it was told, or a period was closed."""
        if told.seen is None:
            return False
        with self._book.reading() as connection:
            return periods.is_touched(connection, told.through, told.seen)

    def closed(self, through: int) -> Told:
        """The pack that was kept of the period that ended on a day.

        Raises:
            Refusal: `no_such_period`, `period_pack_unreadable`.
        """
        text = self.kept_text(through)
        with self._book.reading() as connection:
            ended = next(one for one in period_pack.ended(connection) if one.through == through)
        return Told(read_pack(text), ended.first_day, through, ended.digest, ended.number, ended.at, ended.person)

    def through(self, day: int) -> Told:
        """The pack of the period that ended on a day, or of the open one as if it ended on it.

        Raises:
            Refusal: `no_such_period` for a day inside a closed period, `no_pack_yet` for one that is not over,
                `before_the_book` for one before anything was posted, `period_pack_unreadable`.
        """
        yesterday = self._yesterday()
        if day > yesterday:
            raise Refusal("no_pack_yet", day=write_date(day), latest=write_date(yesterday))
        with self._book.reading() as connection:
            last = periods.last_closed(connection)
            require_begun(connection, day)
        return self.closed(day) if last is not None and day <= last else self.open(day)

    def _yesterday(self) -> int:
        """The last business day that is over."""
        shop = self._book.shop
        return day_before(business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes))

    def kept_text(self, through: int) -> str:
        """The text that was kept of the period that ended on a day, to the letter.

        Raises:
            Refusal: `no_such_period`.
        """
        with self._book.reading() as connection:
            text = period_pack.pack_of(connection, through)
        if text is None:
            raise Refusal("no_such_period", day=write_date(through))
        return text

    def person(self, code: str) -> str:
        """What somebody who works here is called."""
        with self._book.reading() as connection:
            return parties.person(connection, code)[1].name


def first_open_day(connection: Connection) -> int | None:
    """The first day of the period that is open, None in an empty book."""
    closed = periods.last_closed(connection)
    return periods.first_day(connection) if closed is None else next_day(closed)


def require_begun(connection: Connection, through: int) -> None:
    """Refuse a period that ends before anything in the book: somebody has mistaken the year.

    Raises:
        Refusal: `before_the_book`.
    """
    first = periods.first_day(connection)
    if first is not None and through < first:
        raise Refusal("before_the_book", day=write_date(through), first=write_date(first))


def same_figures(one: Pack, other: Pack) -> bool:
    """Whether two packs tell the same of a period. What is in progress has no day, and may differ."""
    return [_figures(report) for report in one.sections] == [_figures(report) for report in other.sections]


def _figures(report: Report) -> Report:
    rows = report.rows
    if report.name == "checks":
        rows = [row for row in rows if row[0] not in UNFINISHED]
    return replace(report, rows=list(rows))


def _ends(first_day: int | None, yesterday: int) -> tuple[int, ...]:
    """The ends of months that are over and open, the first in front, and yesterday."""
    if first_day is None or first_day > yesterday:
        return ()
    ends: list[int] = []
    day = day_of(first_day).replace(day=1)
    while True:
        day = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
        end = day_before(day_number(day))
        if end >= yesterday:
            return (*ends, yesterday)
        ends.append(end)


def period_pack_of(connection: Connection, shop: Shop, asked: Asked) -> Pack:
    """The pack of a stretch of book dates, from the moment of the book that a connection is at.

    Args:
        asked: `first` and `last`, both named.
    """
    first_day, last_day = asked.days
    read = period_places.read(connection, asked.days, day_before(first_day))
    report, figures = period_end_by_product(connection, shop, asked, read=read)
    # On the pack's paper each unit has its own column of sums: there is none to be missed.
    report = replace(with_units(connection, report), note=report.note)
    measured = {one.product_id: one.unit for one in units.measured(connection)}
    categories = by_category(figures, period_pack.categories(connection, figures), measured, units.PIECES)
    locations = period_places.locations(connection)
    moved = moved_by_place(read, locations, measured, units.PIECES)
    places = by_place(read, moved, locations, measured, units.PIECES)
    owed = received.not_invoiced(connection, last_day=last_day, last_document=past.EVERY_DOCUMENT)
    taxes, tenders = _taxes(connection, report, asked.days), _tenders(connection, report, asked.days)
    paid_minor, gross_minor = int(tenders.totals["value"] or 0), int(taxes.totals["gross"] or 0)
    told = period_agreement.Told(list(figures.values()), places, moved, owed, paid_minor, gross_minor)
    sections = (
        report,
        values(report, "categories", "By category", CATEGORY, categories),
        quantities(report, "categories", "By category", CATEGORY, categories),
        values(report, "locations", "By location", LOCATION, places),
        quantities(report, "locations", "By location", LOCATION, places),
        by_unit(report, places),
        margin_section(connection, report, figures, asked.days, shop),
        adjustments_section(connection, report, asked.days, read.kinds()),
        _gap(connection, report, asked.days, read.kinds()),
        period_agreement.agreement(connection, report, asked.days, told),
        taxes,
        tenders,
        _methods(connection, report, last_day),
        _owed(report, owed),
        _checks(connection, report, asked.days, owed),
    )
    return Pack(sections, shop.language)


def _like(report: Report, name: str, title: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> Report:
    """A section beside the period-end report, with the sums of its amounts."""
    totals: dict[str, Cell] = {
        column.name: sum(int(row[place] or 0) for row in rows)
        for place, column in enumerate(columns)
        if column.unit is Unit.MONEY
    }
    return replace(report, name=name, title=title, columns=columns, rows=rows, totals=totals)


def _gap(connection: Connection, report: Report, days: tuple[int, int], kinds: Set[str]) -> Report:
    """What lies between periodic and perpetual cost of goods, by kind and reason; it sums to the gap."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in count_results.shrunk(connection, days=days, last_document=past.EVERY_DOCUMENT, location_id=None):
        sums["Count losses", one.reason] += one.losses_minor
        sums["Count gains", one.reason] -= one.gains_minor
    if MovementKind.REVALUATION in kinds:
        down_minor, up_minor = period_pack.written_down(connection, days)
        sums["Write-downs", ""], sums[WRITE_UPS, ""] = down_minor, -up_minor
    rows: list[Row] = [(kind, reason, value) for (kind, reason), value in sorted(sums.items()) if value]
    return _like(report, "gap", "The gap by reason", _GAP, rows)


def _taxes(connection: Connection, report: Report, days: tuple[int, int]) -> Report:
    found = sales_lists.taxes(connection, days=days, last_document=past.EVERY_DOCUMENT, location_id=None)
    rows: list[Row] = [
        (one.tax_code, one.rate_milli, one.net_minor, one.tax_minor, one.net_minor + one.tax_minor) for one in found
    ]
    return _like(report, "tax", "Tax", _TAX, rows)


def _tenders(connection: Connection, report: Report, days: tuple[int, int]) -> Report:
    """What sales less refunds were paid with; without what cash was rounded by it is what they came to."""
    names = tender_sums.names(connection)
    rows: list[Row] = [(kind, names.get(kind, kind), paid) for kind, paid in tender_sums.paid(connection, days).items()]
    rounded_minor = tender_sums.rounded(connection, days)
    if rounded_minor:
        rows.append(("", "Less cash rounding", -rounded_minor))
    return _like(report, "tenders", "Paid with", _TENDERS, rows)


def _methods(connection: Connection, report: Report, last_day: int) -> Report:
    rows: list[Row] = [tuple(one) for one in period_pack.by_method(connection, last_day)]
    return _like(report, "methods", "Stock value by cost formula", _METHODS, rows)


def _owed(report: Report, found: Sequence[Owed]) -> Report:
    rows: list[Row] = [
        (one.number, one.supplier, one.kind, one.sku, one.name, one.open_milli, one.open_minor) for one in found
    ]
    return _like(report, "not-invoiced", "Goods received, not invoiced", _OWED, rows)


def _checks(connection: Connection, report: Report, days: tuple[int, int], owed: Sequence[Owed]) -> Report:
    """What is in progress as it is now; stock as it was at the end of the last day."""
    found = period_pack.unfinished(connection, days) | period_checks.at_the_end(connection, days)
    short = attention.below_zero(connection, last_day=days[1], last_document=past.EVERY_DOCUMENT, location_id=None)
    found["negative"] = len({one.sku for one in short})
    found["uncounted_zones"] = len(not_counted.zones(connection, days))
    found["not_invoiced"] = len({one.number for one in owed})
    rows: list[Row] = [(name, title, found[name]) for name, title in _CHECK_TITLES.items()]
    return _like(report, "checks", _CHECKLIST, _CHECKS, rows)
