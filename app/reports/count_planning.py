"""What to count today and when it is quiet: what the plans of the shop say, and what its book and its sales propose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain import count_plan
from app.domain.count_plan import Due, Hour, Kept, Plan, Scope
from app.domain.figures import half_up
from app.domain.moment import business_day, day_number, day_of, from_us
from app.domain.shop import Shop
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id
from app.reports.report import WEEKDAYS, Chart, ChartOf, Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import count_plans, parties, past, shelf

QUIET_DAYS = 91
"""How far back the sales are looked at: whole weeks, a quarter of a year."""
_EACH_HOUR = 168
_FIRST_OF_ALL = 19700101
_TENTH_MILLI = 100

_PLAN = (
    Column("plan", "Plan"),
    Column("title", "Title"),
    Column("location", "Location"),
    Column("scope", "Scope", is_code=True),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("class", "Class"),
    Column("due", "Due", Unit.DATE),
    Column("last_counted", "Last counted", Unit.DATE),
    Column("reasons", "Reasons", is_code=True),
)
_HOURS = (
    Column("rank", "Rank", Unit.INTEGER),
    Column("weekday", "Weekday", is_weekday=True),
    Column("from_time", "From"),
    Column("to_time", "To"),
    Column("sales", "Sales", Unit.INTEGER),
    Column("average", "Sales an hour", Unit.RATIO),
)


class DuePlan(NamedTuple):
    """A plan and how it stands today.

    Attributes:
        many: Of a cycle or doubtful books: how many products are to be counted; None for plans that cover a whole.
        due_day: Of a plan with a rhythm: when it is due next, or since when it is, as a day number.
        is_due: Whether there is something to do today.
    """

    plan: Plan
    many: int | None
    due_day: int | None
    is_due: bool


class _Days:
    """When plans were made, and carried out last until a day."""

    def __init__(self, connection: Connection, shop: Shop, today: int) -> None:
        self.last = count_plans.last_days(connection, today)
        zone = ZoneInfo(shop.timezone)
        self._made = {
            code: business_day(at_us, zone, shop.day_cut_minutes)
            for code, at_us in count_plans.made(connection).items()
        }

    def is_made(self, plan: Plan, through: int) -> bool:
        """Whether a plan was there at the end of a day, as far as anybody knows."""
        return self._made.get(plan.code, through) <= through

    def next_of(self, plan: Plan, today: int) -> int | None:
        """When a plan with a rhythm is due next, or since when it is."""
        return count_plan.next_day_of(plan, self.last.get(plan.code), today, self._made.get(plan.code))


class CountPlanning:
    """Answers what there is to count. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def count_plan(self, asked: Asked = EVERYTHING) -> Report:
        """What is to be counted on a day: a row for each plan that is due as a whole, one for each product otherwise.

        Where the shop has no plan of its own, a cycle by class is proposed; goods whose book is doubtful (below zero,
        unmoved for long, often corrected) are proposed in any case. `due` says since when: a plan that was never
        carried out is due since it was made.

        Of a day that is past, what was counted, sold and planned since does not count. The plans themselves, and which
        goods are on sale, are those of now: the book keeps no other.

        Args:
            asked: `at`, `location`, `today`.

        Raises:
            Refusal: `unknown_location`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            today = asked.at or asked.today or last_day(connection)
            place = None if asked.location is None else parties.location_id_of(connection, asked.location)
            past_days = _Days(connection, shop, today)
            # Who names no day asks of now, whatever the last day in the book is.
            plans = _plans(connection, place, partial(past_days.is_made, through=asked.at or past.LAST_DAY))
            rows = [row for plan in plans for row in _due(connection, plan, today, past_days)]
        return Report("count-plan", "What to count", shop.name, shop.currency, _PLAN, rows, at=iso_day(today))

    def due_plans(self, plans: Iterable[Plan], location: str, today: int) -> list[DuePlan]:
        """How plans stand on a day.

        Args:
            plans: Those of the shop, or made for the day; where one names no location it is this one.

        Raises:
            Refusal: `unknown_location`.
        """
        made = []
        with self._book.reading() as connection:
            past_days = _Days(connection, self._book.shop, today)
            kept: dict[str, list[Kept]] = {}
            for plan in plans:
                if plan.scope in {Scope.CYCLE, Scope.DOUBTFUL}:
                    place = plan.location or location
                    if place not in kept:
                        number = parties.location_id_of(connection, place)
                        kept[place] = count_plans.kept(connection, number, today)
                    many = len(_of_goods(kept[place], plan, today))
                    made.append(DuePlan(plan, many, None, many > 0))
                else:
                    due_day = past_days.next_of(plan, today)
                    made.append(DuePlan(plan, None, due_day, due_day is not None and due_day <= today))
        return made

    def is_new(self, location: str) -> bool:
        """Whether nothing has come in at a location yet, so that a count of it is its opening stock.

        Raises:
            Refusal: `unknown_location`.
        """
        with self._book.reading() as connection:
            return count_plans.is_new(connection, parties.location_id_of(connection, location))

    def wants_opening(self, location: str) -> bool:
        """Whether the opening stock of a location is still to be counted.

        It is as long as nothing has come in of some of its goods, and nobody has counted all of it or entered its
        opening stock.

        Raises:
            Refusal: `unknown_location`.
        """
        with self._book.reading() as connection:
            return count_plans.wants_opening(connection, parties.location_id_of(connection, location))

    def quietest(self, today: int, location: str, *, most: int) -> list[Hour]:
        """The quietest hours of the week at a location, the quietest first; none where nothing was sold lately.

        Args:
            most: How many; more where others are as quiet as the last of these.

        Raises:
            Refusal: `unknown_location`.
        """
        with self._book.reading() as connection:
            place = parties.location_id_of(connection, location)
            sold = self._sales(connection, _since(today), today, place)
        hours = count_plan.quiet_hours(sold, day_of(today), most=_EACH_HOUR)
        return hours[: count_plan.how_many_quiet([one.sales for one in hours], most)]

    def quiet_hours(self, asked: Asked = EVERYTHING) -> Report:
        """The hours of the week in which the shop is open, the one with the fewest sales first.

        Open are those hours at or before which, and at or after which, something is sold on at least a fifth of the
        days of their weekday; what was sold outside them is not in the sum. `average` is what each of them had a week,
        to a tenth, since the first sale of those days. The chart is of the hours of the day, all days of the week
        together.

        Args:
            asked: `at`: the last of the days that are looked at; `location`, `today`.

        Raises:
            Refusal: `unknown_location`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            last = asked.at or asked.today or last_day(connection)
            since = _since(last)
            sold = self._sales(connection, since, last, location_id(connection, asked.location))
        found = count_plan.quiet_hours(sold, day_of(last), most=_EACH_HOUR)
        weeks = count_plan.weekdays_between(min(sold).date(), max(day_of(last), max(sold).date())) if sold else {}
        of_day: dict[str, int] = {}
        for one in sorted(found, key=lambda one: one.hour):
            of_day[_clock(one.hour)] = of_day.get(_clock(one.hour), 0) + one.sales
        return Report(
            "quiet-hours",
            "Quiet hours",
            shop.name,
            shop.currency,
            _HOURS,
            [
                (
                    rank,
                    WEEKDAYS[one.weekday],
                    _clock(one.hour),
                    _clock(one.hour + 1),
                    one.sales,
                    half_up(one.sales * 10, weeks[one.weekday]) * _TENTH_MILLI,
                )
                for rank, one in enumerate(found, start=1)
            ],
            {"sales": sum(one.sales for one in found)},
            from_date=iso_day(since),
            to_date=iso_day(last),
            subtotals={hour: {"sales": sales} for hour, sales in of_day.items()},
            chart=Chart("from_time", ("sales",), of=ChartOf.GROUPS),
        )

    def _sales(self, connection: Connection, since: int, last: int, place: int | None) -> list[datetime]:
        """When something was sold, in the shop's own time."""
        zone = ZoneInfo(self._book.shop.timezone)
        return [from_us(at_us).astimezone(zone) for at_us in count_plans.sale_moments(connection, (since, last), place)]


def _clock(hour: int) -> str:
    return f"{hour:02d}:00"


def _since(last: int) -> int:
    return day_number(day_of(last) - timedelta(days=QUIET_DAYS - 1))


def last_day(connection: Connection) -> int:
    """The last day of the book, for whoever says no day."""
    return shelf.book_days(connection, past.EVERY_DOCUMENT)[1] or _FIRST_OF_ALL


def _plans(connection: Connection, place: int | None, is_made: Callable[[Plan], bool]) -> list[Plan]:
    """The plans of a location (or of all) that were there, with what is proposed beside them."""
    known = [plan for plan in count_plans.plans(connection) if is_made(plan)]
    made: list[Plan] = []
    for code, number in count_plans.locations(connection):
        if place in (None, number):
            own = [plan for plan in known if plan.location == code]
            if not any(plan.scope is Scope.CYCLE for plan in own):
                own.append(Plan("", "Cycle count", Scope.CYCLE, code))
            if not any(plan.scope is Scope.DOUBTFUL for plan in own):
                own.append(Plan("", "Doubtful book", Scope.DOUBTFUL, code))
            made += own
    return made


def _due(connection: Connection, plan: Plan, today: int, past_days: _Days) -> list[Row]:
    head = (plan.code, plan.name, plan.location, plan.scope.value)
    if plan.scope in {Scope.CYCLE, Scope.DOUBTFUL}:
        goods = count_plans.kept(connection, parties.location_id_of(connection, plan.location), today)
        return [(*head, *_product(one)) for one in _of_goods(goods, plan, today)]
    due_day, last = past_days.next_of(plan, today), past_days.last.get(plan.code)
    if due_day is None or due_day > today:
        return []
    return [(*head, "", ", ".join(plan.subjects), "", iso_day(due_day), iso_day(last), "due")]


def _of_goods(goods: Sequence[Kept], plan: Plan, today: int) -> list[Due]:
    """What a cycle, or a look at doubtful books, counts on a day."""
    if plan.scope is Scope.CYCLE:
        return count_plan.due(goods, plan, today)
    return count_plan.doubtful(goods, today, most=plan.most)


def _product(one: Due) -> Row:
    kept = one.kept
    due_day, counted = iso_day(one.due_day), iso_day(kept.counted_day)
    return (kept.sku, kept.name, one.grade.value, due_day, counted, " ".join(one.reasons))
