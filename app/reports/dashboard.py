"""The day at a glance: what it took, what is low, what expires, what sells, what lies. Each figure has its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import rights
from app.domain.moment import business_day, day_number, day_of
from app.domain.refusal import Refusal
from app.domain.rights import Right
from app.domain.stretch import Stretch, days_of, many_days
from app.reports.asked import Asked
from app.reports.attention import Attention
from app.reports.backups import Backups
from app.reports.bare_sales import bare_lines, earned, whole
from app.reports.lots import Lots
from app.reports.orders import Orders
from app.reports.turnover import Turnover
from app.store.database import Book, Connection
from app.store.queries import drawer, parties, past, periods, trading

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Glance:
    """A day of the shop; amounts are minor units without tax.

    Attributes:
        day: The shop's business day.
        net_minor, sales: What it took so far, in how many sales.
        before_minor: What the same weekday of last week took as a whole.
        margin_minor, margin_milli: What is left after the cost of goods, and its share in thousandths of a percent.
        without_cost_minor: What of the day's takings has no known cost, and is not in the margin.
        low, expiring, negative, open_orders: How many lines the lists of these have.
        best: The goods that brought most this week, and how much; "" and 0 where nothing was sold.
        dead, dead_minor: How many goods nobody has bought for long, and what they are worth.
        slow: The goods in stock of which least was sold this month, and what lies there of them; "" and 0 for none.
        drawers, drawer_minor: How many tills have cash, and how much should be in all of them together; None for
            whoever may not see that before they are counted.
        uncounted: The tills in whose drawers cash moved today since they were counted.
        counted: In how many it moved today, and was counted behind it.
        closed_through: The last day that is closed, or None.
        backed_up: The day of the last copy of the book that it knows of, or None.
        since_backup: How many days ago that was.
    """

    day: int
    net_minor: int
    sales: int
    before_minor: int
    margin_minor: int
    margin_milli: int | None
    without_cost_minor: int
    low: int
    expiring: int
    negative: int
    open_orders: int
    best: tuple[str, int]
    dead: int
    dead_minor: int
    slow: tuple[str, int]
    drawers: int
    drawer_minor: int | None
    uncounted: tuple[str, ...]
    counted: int
    closed_through: int | None
    backed_up: int | None
    since_backup: int


class Dashboard:
    """Answers what there is to see today. Safe on any thread."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def glance(self, first_weekday: int = 0, *, user: str | None = None) -> Glance:
        """The day at a glance.

        Args:
            first_weekday: On which day the shop's week begins, Monday is 0.
            user: The code of who looks; None may see everything.
        """
        shop, book = self._book.shop, self._book
        today = business_day(self._clock.now_us(), ZoneInfo(shop.timezone), shop.day_cut_minutes)
        week = days_of(Stretch.THIS_WEEK, today, first_weekday)
        attention, asked = Attention(book), Asked(today=today)
        dead = Turnover(book).dead_stock(asked)
        month = days_of(Stretch.THIS_MONTH, today)
        backup = Backups(book).last()
        backed_up = None if backup is None else day_number(backup.date())
        with book.reading() as connection:
            net_minor, sales = _took(connection, today)
            before_minor, _ = _took(connection, day_number(day_of(today) - _WEEK))
            cost_minor = sum(trading.costs(connection, (today, today), None).values())
            bare = whole(bare_lines(connection, (today, today), trading.Of(), shop.currency.digits))
            _, margin_minor, margin_milli = earned(net_minor, cost_minor, bare)
            best = _best(connection, (week[0] or today, today))
            slow = _slow(connection, (month[0] or today, today))
            is_counted = _drawers(connection, today)
            in_drawers = drawer.expected_in_all(connection)
            closed = periods.last_closed(connection)
            sees_expected = _may_see_expected(connection, user)
        uncounted = tuple(sorted(till for till, is_done in is_counted.items() if not is_done))
        return Glance(
            today,
            net_minor,
            sales,
            before_minor,
            margin_minor or 0,
            margin_milli,
            0 if bare is None else bare.net_minor,
            low=len(attention.low_stock(asked).rows),
            expiring=len(Lots(book).expiring(asked).rows),
            negative=len(attention.negative_stock(asked).rows),
            open_orders=len(Orders(book).open()),
            best=best,
            dead=len(dead.rows),
            dead_minor=int(dead.totals["value"] or 0),
            slow=slow,
            drawers=len(in_drawers.keys() | is_counted.keys()),
            drawer_minor=None if uncounted and not sees_expected else sum(in_drawers.values()),
            uncounted=uncounted,
            counted=sum(is_counted.values()),
            closed_through=closed,
            backed_up=backed_up,
            since_backup=0 if backed_up is None else max(many_days(backed_up, today) - 1, 0),
        )


def _may_see_expected(connection: Connection, user: str | None) -> bool:
    try:
        rights.require(parties.person(connection, user)[1], Right.SEE_EXPECTED)
    except Refusal:
        return False
    return True


def _took(connection: Connection, day: int) -> tuple[int, int]:
    found = trading.by_day(connection, (day, day), trading.Of())
    return (found[0].net_minor, found[0].sales) if found else (0, 0)


def _drawers(connection: Connection, day: int) -> dict[str, bool]:
    """The tills in whose drawers cash moved on a day, and whether they were counted behind all of it."""
    flows = drawer.flows(connection, days=(day, day), last_document=past.EVERY_DOCUMENT)
    return {flow.till: flow.counted_minor is not None for flow in flows}


def _best(connection: Connection, days: tuple[int, int]) -> tuple[str, int]:
    """The product that brought most; what is rung up by its category alone is none."""
    nameless = trading.open_priced(connection)
    sold = [one for one in trading.sold(connection, days, None) if one.product_id not in nameless]
    if not sold:
        return "", 0
    best = max(sold, key=_net)
    return trading.name_of(connection, best.product_id), best.net_minor


def _slow(connection: Connection, days: tuple[int, int]) -> tuple[str, int]:
    """The first of the slow movers, without what their list says beside it: that takes longer."""
    sold = {one.product_id: one.quantity_milli for one in trading.sold(connection, days, None)}
    there = past.by_product(connection, last_day=None, last_document=past.EVERY_DOCUMENT, location_id=None)
    goods = trading.goods(connection, None, None)
    lying = [
        (sold.get(product_id, 0), -balance.value_minor, goods[product_id].sku, goods[product_id].name)
        for product_id, balance in there.items()
        if balance.quantity_milli > 0
    ]
    if not lying:
        return "", 0
    _, less_value_minor, _, name = min(lying)
    return name, -less_value_minor


def _net(one: trading.Sold) -> tuple[int, int]:
    return (one.net_minor, -one.product_id)
