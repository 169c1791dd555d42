"""Sales by day, week and hour with the same days of last year beside them; by cashier; and by customer.

Last year is 52 weeks before: a Saturday is held against a Saturday.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from app.domain.figures import half_up, share_milli
from app.domain.moment import day_number, day_of, write_date
from app.domain.shop import StockSystem
from app.domain.stretch import many_days, same_weekday_before
from app.reports.asked import EVERYTHING, Asked, Told, iso_day, location_id, told_days
from app.reports.bare_sales import Bare, bare_lines, by_key, earned, with_bare
from app.reports.report import WEEKDAYS, Cell, Chart, Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import narrowing, trading
from app.store.queries.bare_sales import BareLine
from app.store.queries.trading import Of, Takings

_SALES = Column("sales", "Sales", Unit.INTEGER)
_NET, _TAX, _GROSS = (Column(name, name.title(), Unit.MONEY) for name in ("net", "tax", "gross"))
_AVERAGE = Column("average", "Average sale", Unit.MONEY)
_BEFORE = Column("last_year_net", "Net last year", Unit.MONEY)
_CHANGE = Column("change", "Change", Unit.PERCENT)
_COST = Column("cost", "Cost when sold", Unit.MONEY)
# Landed cost that was booked later and corrections are of no single sale: with them it is the gross margin.
_MARGIN = Column("margin", "Margin when sold", Unit.MONEY)
_PERCENT = Column("percent", "Margin", Unit.PERCENT)
_SHARE = Column("share", "Share", Unit.PERCENT)
_DAY = (Column("book_date", "Day", Unit.DATE), Column("weekday", "Weekday", is_weekday=True))
_WEEK = (
    Column("first_day", "Week from", Unit.DATE),
    Column("last_day", "To", Unit.DATE),
    Column("days", "Days", Unit.INTEGER),
)
_LATER = (
    "What came to the cost of goods later, as landed cost of goods sold or as a correction, is of no single sale, and "
    "not in these figures: {amount}."
)
_CUT = "Of a week of fewer than seven days only those count that were asked for, and the same days of last year."
_HOUR = (Column("from_time", "From"), Column("to_time", "To"))
_COMPARED = (_SALES, _NET, _TAX, _GROSS, _AVERAGE, _BEFORE, _CHANGE)
_WITH_MARGIN = (_SALES, _NET, _GROSS, _AVERAGE, _COST, _MARGIN, _PERCENT, _SHARE)
_CUSTOMERS = (
    Column("customer", "Customer"),
    Column("name", "Name"),
    _SALES,
    _NET,
    _GROSS,
    _AVERAGE,
    _SHARE,
    Column("last_day", "Last sale", Unit.DATE),
)

_BESIDE = ("net", "last_year_net")
_WEEK_DAYS = 7
_MOST_BARS = 62  # two months of days

_Sums = tuple[int, int, int, int]
_Ask = Callable[[Connection, tuple[int, int], Of], list[Takings]]


class Trading:
    """Answers how the shop trades. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def by_day(self, asked: Asked = EVERYTHING) -> Report:
        """Each day's sales, and those of the same weekday a year before; days without sales in both are left out.

        Args:
            asked: `first`, `last`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`.
        """
        report = self._compared("sales-by-day", "Sales by day", _DAY, asked, _day_cells)
        return replace(report, chart=Chart("book_date", _BESIDE, most=_MOST_BARS, joined="days"))

    def by_week(self, asked: Asked = EVERYTHING) -> Report:
        """Each week's sales, from Monday on, and those of 52 weeks before.

        A week that is cut by the days that were asked for says the days that it has.

        Args:
            asked: `first`, `last`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`.
        """
        front = partial(_week_cells, asked=asked)
        report = self._compared("sales-by-week", "Sales by week", _WEEK, asked, front, _monday)
        note = _CUT if any(int(row[2] or 0) < _WEEK_DAYS for row in report.rows) else ""
        return replace(report, note=note, chart=Chart("first_day", _BESIDE, most=_MOST_BARS, joined="weeks"))

    def by_hour(self, asked: Asked = EVERYTHING) -> Report:
        """The sales of each hour of the day, and those of the same days a year before.

        Args:
            asked: `first`, `last`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`.
        """
        asked.check()
        with self._book.reading() as connection:
            told, of = told_days(connection, asked), _of(connection, asked)
            now = {int(one.key): _sums(one) for one in trading.by_moment(connection, asked.days, of)}
            before = {int(one.key): one.net_minor for one in _year_before(connection, asked, of, trading.by_moment)}
        rows = [
            (f"{hour:02d}:00", f"{(hour + 1) % 24:02d}:00", *_cells(now.get(hour, _NOTHING), before.get(hour, 0)))
            for hour in sorted(now.keys() | before.keys())
        ]
        report = self._report("sales-by-hour", "Sales by hour", (*_HOUR, *_COMPARED), rows, told)
        return replace(report, chart=Chart("from_time", _BESIDE))

    def margins_by_cashier(self, asked: Asked = EVERYTHING) -> Report:
        """What each cashier sold, and what that left; goods cost what they did when they were sold.

        Args:
            asked: `first`, `last`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`.
        """
        head = (Column("cashier", "Cashier"),)
        return self._margins("margins-by-cashier", "Margins by cashier", head, asked, trading.by_cashier, _of_cashier)

    def margins_by_hour(self, asked: Asked = EVERYTHING) -> Report:
        """What each hour of the day sold, and what that left; goods cost what they did when they were sold.

        Args:
            asked: `first`, `last`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`.
        """
        head = (Column("from_time", "From"),)
        return self._margins("margins-by-hour", "Margins by hour", head, asked, trading.by_moment, _of_hour)

    def customers(self, asked: Asked = EVERYTHING) -> Report:
        """What known customers have bought less what came back of it, the largest first.

        Args:
            asked: `first`, `last`, `location`, `cashier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`.
        """
        asked.check()
        with self._book.reading() as connection:
            told = told_days(connection, asked)
            found = trading.by_customer(connection, asked.days, _of(connection, asked))
        whole = sum(one.net_minor for one in found)
        rows: list[Row] = [
            (
                one.code,
                one.name,
                one.sales,
                one.net_minor,
                one.gross_minor,
                _each(one.gross_minor, one.sales),
                share_milli(one.net_minor, whole),
                iso_day(one.last_day),
            )
            for one in found
        ]
        report = self._report("customers", "What customers bought", _CUSTOMERS, rows, told)
        return replace(report, chart=Chart("name", ("net",), most=10))

    def _compared(
        self,
        name: str,
        title: str,
        head: tuple[Column, ...],
        asked: Asked,
        front: Callable[[int], Row],
        key_of: Callable[[int], int] = int,
    ) -> Report:
        asked.check()
        with self._book.reading() as connection:
            told, of = told_days(connection, asked), _of(connection, asked)
            now = _grouped(trading.by_day(connection, asked.days, of), key_of)
            days = _year_before(connection, asked, of, trading.by_day)
        before = _grouped((one._replace(key=_year_after(int(one.key))) for one in days), key_of)
        rows = [
            (*front(key), *_cells(now.get(key, _NOTHING), before.get(key, _NOTHING)[1]))
            for key in sorted(now.keys() | before.keys())
        ]
        return self._report(name, title, (*head, *_COMPARED), rows, told)

    def _margins(
        self,
        name: str,
        title: str,
        head: tuple[Column, ...],
        asked: Asked,
        ask: _Ask,
        key_of: Callable[[BareLine], int | str],
    ) -> Report:
        asked.check()
        with self._book.reading() as connection:
            told, of = told_days(connection, asked), _of(connection, asked)
            found = ask(connection, asked.days, of)
            bare = by_key(bare_lines(connection, asked.days, of, self._book.shop.currency.digits), key_of)
            whole_cost_minor = sum(trading.costs(connection, asked.days, of.location_id).values())
        whole = sum(one.net_minor for one in found)
        # Where counts alone say what is gone, no sale has a cost.
        is_known = self._book.shop.stock is not StockSystem.PERIODIC
        rows: list[Row] = [
            (
                f"{one.key:02d}:00" if isinstance(one.key, int) else one.key,
                one.sales,
                one.net_minor,
                one.gross_minor,
                _each(one.gross_minor, one.sales),
                *(earned(one.net_minor, one.cost_minor, bare.get(one.key)) if is_known else (None, None, None)),
                share_milli(one.net_minor, whole),
            )
            for one in found
        ]
        report = self._report(name, title, (*head, *_WITH_MARGIN), rows, told)
        report = with_bare(report, [bare.get(one.key, Bare()).net_minor for one in found])
        if is_known:
            later_minor = whole_cost_minor - int(report.totals["cost"] or 0)
            # What one of several cashiers sold is held against no other report.
            if later_minor and of.cashier_id is None:
                note = " ".join(filter(None, (report.note, _LATER)))
                report = replace(report, note=note, noted_minor=later_minor)
            return replace(report, chart=Chart(head[0].name, ("net", "margin")))
        totals = {**report.totals, **dict.fromkeys(("cost", "margin", "percent"))}
        return replace(report, totals=totals, chart=Chart(head[0].name, ("net",)))

    def _report(self, name: str, title: str, columns: tuple[Column, ...], rows: list[Row], told: Told) -> Report:
        shop = self._book.shop
        report = Report(name, title, shop.name, shop.currency, columns, rows, totals_of(columns, rows))
        return dated(report, told)


def dated(report: Report, told: Told) -> Report:
    """The report with the days that it covers."""
    return replace(report, from_date=told.from_date, to_date=told.to_date, all_days=told.all_days)


def totals_of(columns: tuple[Column, ...], rows: list[Row]) -> dict[str, Cell]:
    """The sums of counts and amounts; averages, margins and changes are figured from the sums, never added."""
    places = {column.name: place for place, column in enumerate(columns)}
    totals: dict[str, Cell] = {
        column.name: sum(int(row[place] or 0) for row in rows)
        for place, column in enumerate(columns)
        if column.unit in {Unit.MONEY, Unit.INTEGER, Unit.QUANTITY} and column.name not in _NO_SUM
    }
    # What is known of nothing is not known of all.
    totals |= {
        name: None for name in _OF_COST if name in totals and rows and all(row[places[name]] is None for row in rows)
    }
    figured: dict[str, tuple[str, str, Callable[[int, int], int | None]]] = {
        "average": ("gross", "sales", _each),
        "percent": ("margin", "net", share_milli),
        "change": ("net", "last_year_net", _change),
        "share": ("net", "net", share_milli),
    }
    for name, (one, other, figure) in figured.items():
        if name in places and one in totals and other in totals:
            totals[name] = None if totals[one] is None else figure(int(totals[one] or 0), int(totals[other] or 0))
    return totals


_OF_COST = ("cost", "margin")
_NO_SUM = frozenset({"average", "days", "rank"})
_NOTHING: _Sums = (0, 0, 0, 0)


def _of_cashier(one: BareLine) -> str:
    return one.cashier


def _of_hour(one: BareLine) -> int:
    return one.hour


def _sums(one: Takings) -> _Sums:
    return (one.sales, one.net_minor, one.tax_minor, one.gross_minor)


def _grouped(found: Iterable[Takings], key_of: Callable[[int], int]) -> dict[int, _Sums]:
    sums: dict[int, _Sums] = {}
    for one in found:
        key = key_of(int(one.key))
        before = sums.get(key, _NOTHING)
        sums[key] = (
            before[0] + one.sales,
            before[1] + one.net_minor,
            before[2] + one.tax_minor,
            before[3] + one.gross_minor,
        )
    return sums


def _cells(now: _Sums, before_minor: int) -> Row:
    sales, net_minor, tax_minor, gross_minor = now
    change = _change(net_minor, before_minor)
    return (sales, net_minor, tax_minor, gross_minor, _each(gross_minor, sales), before_minor, change)


def _each(gross_minor: int, sales: int) -> int | None:
    return half_up(gross_minor, sales) if sales > 0 else None


def _change(net_minor: int, before_minor: int) -> int | None:
    return share_milli(net_minor - before_minor, before_minor)


def _of(connection: Connection, asked: Asked) -> Of:
    return Of(location_id(connection, asked.location), narrowing.cashier_id(connection, asked.cashier))


def _year_before(
    connection: Connection,
    asked: Asked,
    of: Of,
    ask: _Ask,
) -> list[Takings]:
    """The same 52 weeks before; a stretch without a beginning or an end has no year before it."""
    if asked.first is None or asked.last is None:
        return []
    return ask(connection, (same_weekday_before(asked.first), same_weekday_before(asked.last)), of)


def _year_after(day: int) -> int:
    return day_number(day_of(day) + timedelta(weeks=52))


def _monday(day: int) -> int:
    when = day_of(day)
    return day_number(when - timedelta(days=when.weekday()))


def _day_cells(day: int) -> Row:
    return (write_date(day), WEEKDAYS[day_of(day).weekday()])


def _week_cells(monday: int, asked: Asked) -> Row:
    """The days of a week that were asked for, and how many."""
    sunday = day_number(day_of(monday) + timedelta(days=_WEEK_DAYS - 1))
    first, last = max(monday, asked.days[0]), min(sunday, asked.days[1])
    return (write_date(first), write_date(last), many_days(first, last))
