"""What sells and what does not: best sellers, slow movers, ABC, margins by product and category."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from app.domain.figures import share_milli, spread
from app.domain.moment import write_date
from app.domain.shop import Shop, StockSystem
from app.reports.asked import EVERYTHING, Asked, Told, location_id, told_days
from app.reports.bare_sales import NOTE, Bare, Earned, bare_lines, by_key, earned, of_product, with_bare, with_percent
from app.reports.report import Cell, Chart, ChartOf, Column, Report, Row, Unit
from app.reports.trading import dated, totals_of
from app.store.database import Book, Connection
from app.store.queries import narrowing, past, trading
from app.store.queries.trading import Goods, InKit, Of

_SKU = (Column("sku", "SKU"), Column("name", "Name"), Column("category", "Category"))
_QUANTITY = Column("quantity", "Sold", Unit.QUANTITY)
_NET = Column("net", "Net", Unit.MONEY)
_COST = Column("cost", "Cost of goods", Unit.MONEY)
_MARGIN = Column("margin", "Gross margin", Unit.MONEY)
_PERCENT = Column("percent", "Margin", Unit.PERCENT)
_SHARE = Column("share", "Share", Unit.PERCENT)
_ON_HAND = Column("on_hand", "On hand", Unit.QUANTITY)
_VALUE = Column("value", "Value", Unit.MONEY)
_LAST = Column("last_sold", "Last sold", Unit.DATE)
_BEST = (Column("rank", "Rank", Unit.INTEGER), *_SKU, _QUANTITY, _NET, _COST, _MARGIN, _PERCENT, _SHARE)
_SLOW = (*_SKU, _QUANTITY, _NET, _ON_HAND, _VALUE, _LAST)
_ABC = (
    Column("class", "Class"),
    *_SKU,
    _QUANTITY,
    _NET,
    _SHARE,
    Column("cumulative", "Together", Unit.PERCENT),
    _MARGIN,
    _ON_HAND,
    _VALUE,
)
_MARGINS = (*_SKU, _QUANTITY, _NET, _COST, _MARGIN, _PERCENT)
_OF_MARGIN = ("margin", "percent", "turns", "gmroi")
_NOT_KNOWN = (
    "This shop lives by counts: of goods that no count of these days has looked at, cost and margin are not known."
)
_REST = (
    "Of the cost of goods {amount} stands in no line: it is of goods that were not sold in these days, or whose cost "
    "is not known."
)
# The goods that make the first 80 % of the sales are A, the next 15 % B.
_A_MILLI, _B_MILLI = 80_000, 95_000


class Selling(NamedTuple):
    """What a product sold and what there is of it: quantities in thousandths, amounts in minor units.

    Attributes:
        cost_minor: None where counts alone say what is gone, and none of the days has looked at it.
        bare: What of it was sold before anybody knew its cost, None for nothing.
        booked_minor: What was booked to the cost of goods of it, also where that is not all they cost.
    """

    goods: Goods
    quantity_milli: int
    net_minor: int
    cost_minor: int | None
    on_hand_milli: int
    value_minor: int
    bare: Bare | None = None
    booked_minor: int = 0

    @property
    def earned(self) -> Earned:
        """What the sales cost and left, as far as that is known."""
        if self.cost_minor is None:
            return Earned(None, None, None)
        return earned(self.net_minor, self.cost_minor, self.bare)

    @property
    def margin_minor(self) -> int | None:
        """What the sales left, if that is known."""
        return self.earned.margin_minor

    @property
    def bare_minor(self) -> int:
        """What of the net figure has no known cost."""
        return 0 if self.bare is None else self.bare.net_minor

    @property
    def named(self) -> Row:
        """SKU, name and category."""
        return (self.goods.sku, self.goods.name, self.goods.category)


class Sellers:
    """Answers what sells. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def best_sellers(self, asked: Asked = EVERYTHING) -> Report:
        """What was sold, the goods that brought most without tax first.

        Args:
            asked: `first`, `last`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        told, found = self._read(asked)
        sold = sorted((one for one in found if one.quantity_milli or one.net_minor), key=_by_net)
        whole = sum(one.net_minor for one in sold)
        rows: list[Row] = [
            (rank, *one.named, *_sold_cells(one), share_milli(one.net_minor, whole))
            for rank, one in enumerate(sold, start=1)
        ]
        report = with_bare(self._report("best-sellers", "Best sellers", _BEST, rows, told), _bare(sold))
        report = with_rest(self._as_far_as_known(report), found)
        return replace(report, chart=Chart("name", ("net", "margin"), most=10))

    def slow_movers(self, asked: Asked = EVERYTHING) -> Report:
        """The goods in stock of which least was sold, the largest value that lies there first among equals.

        What was sold in kits counts for their parts, here and below.

        Args:
            asked: `first`, `last`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        told, found = self._read(asked, in_parts=True)
        there = [one for one in found if one.on_hand_milli > 0]
        by_till = self._book.shop.stock is StockSystem.PERIODIC
        with self._book.reading() as connection:
            ids, place = [one.goods.product_id for one in there], location_id(connection, asked.location)
            last = trading.last_sold(connection, ids, asked.days[1], place, by_till=by_till)
        there.sort(key=_slowest)
        rows: list[Row] = [
            (*one.named, one.quantity_milli, one.net_minor, one.on_hand_milli, one.value_minor, _day(last, one))
            for one in there
        ]
        return self._report("slow-movers", "Slow movers", _SLOW, rows, told)

    def abc(self, asked: Asked = EVERYTHING) -> Report:
        """The goods by their share of the sales: A make the first 80 %, B the next 15 %, C the rest and what is unsold.

        Args:
            asked: `first`, `last`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        told, found = self._read(asked, in_parts=True)
        goods = sorted((one for one in found if one.net_minor or one.on_hand_milli), key=_by_net)
        whole = sum(max(one.net_minor, 0) for one in goods)
        rows: list[Row] = []
        before = 0
        for one in goods:
            share = share_milli(one.net_minor, whole)
            # A product belongs to the class in which its own part of the sum begins.
            began = share_milli(before, whole) or 0
            before += max(one.net_minor, 0)
            cells = (share, share_milli(before, whole), one.margin_minor, one.on_hand_milli, one.value_minor)
            rows.append((_grade(one, began), *one.named, one.quantity_milli, one.net_minor, *cells))
        report = self._report("abc", "ABC", _ABC, rows, told)
        report = self._as_far_as_known(grouped(report, "class"))
        if any(_bare(goods)):
            report = replace(report, note=NOTE)
        return replace(report, chart=Chart("class", ("net", "value"), of=ChartOf.GROUPS))

    def margins(self, asked: Asked = EVERYTHING) -> Report:
        """What each product sold, cost and left, category by category. Its cost is the perpetual cost of goods.

        Args:
            asked: `first`, `last`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        told, found = self._read(asked)
        sold = sorted((one for one in found if one.quantity_milli or one.net_minor or one.cost_minor), key=_by_category)
        rows: list[Row] = [(*one.named, *_sold_cells(one)) for one in sold]
        report = self._report("margins", "Margins by category and product", _MARGINS, rows, told)
        report = self._as_far_as_known(grouped(with_bare(report, _bare(sold)), "category"))
        report = with_rest(report, found)
        return replace(report, chart=Chart("category", ("net", "margin"), most=10, of=ChartOf.GROUPS))

    def _read(self, asked: Asked, *, in_parts: bool = False) -> tuple[Told, list[Selling]]:
        asked.check()
        with self._book.reading() as connection:
            found = selling_goods(connection, asked, self._book.shop, in_parts=in_parts)
            return told_days(connection, asked), found

    def _as_far_as_known(self, report: Report) -> Report:
        return as_far_as_known(report) if self._book.shop.stock is StockSystem.PERIODIC else report

    def _report(self, name: str, title: str, columns: tuple[Column, ...], rows: list[Row], told: Told) -> Report:
        shop = self._book.shop
        report = Report(name, title, shop.name, shop.currency, columns, rows, totals_of(columns, rows))
        return dated(report, told)


def selling_goods(connection: Connection, asked: Asked, shop: Shop, *, in_parts: bool = False) -> list[Selling]:
    """What each product that was asked for sold, and what there was of it at the end, by SKU.

    Args:
        in_parts: What was sold in kits is told of their parts, as far as stock moved: a kit has no stock of its own.
    """
    place = location_id(connection, asked.location)
    goods = trading.goods(
        connection,
        narrowing.category_id(connection, asked.category),
        narrowing.supplier_id(connection, asked.supplier),
    )
    sold = {one.product_id: (one.quantity_milli, one.net_minor) for one in trading.sold(connection, asked.days, place)}
    costs = trading.costs(connection, asked.days, place)
    bare = by_key(bare_lines(connection, asked.days, Of(place), shop.currency.digits), of_product)
    if in_parts:
        _share_out(sold, costs, bare, trading.in_kits(connection, asked.days, place))
    by_counts = shop.stock is StockSystem.PERIODIC
    counted = trading.counted(connection, asked.days, place) if by_counts else set()
    there = past.by_product(connection, last_day=asked.last, last_document=past.EVERY_DOCUMENT, location_id=place)
    found = []
    for product_id, one in goods.items():
        if product_id in sold or product_id in costs or product_id in there:
            quantity_milli, net_minor = sold.get(product_id, (0, 0))
            on_hand_milli, value_minor = there.get(product_id, (0, 0))
            is_known = not by_counts or not one.is_stocked or product_id in counted
            # An invoice may have sent some cents to the cost of goods that nobody has looked at.
            booked_minor = costs.get(product_id, 0)
            known = (booked_minor if is_known else None, on_hand_milli, value_minor)
            found.append(Selling(one, quantity_milli, net_minor, *known, bare.get(product_id), booked_minor))
    return found


def _share_out(
    sold: dict[int, tuple[int, int]], costs: dict[int, int], bare: dict[int, Bare], moved: list[InKit]
) -> None:
    """Tell of the parts what kits sold: the parts share what a kit brought by what they cost."""
    for kit_id, group in groupby(moved, key=attrgetter("kit_id")):
        parts = list(group)
        _, net_minor = sold.pop(kit_id, (0, 0))
        is_bare = bare.pop(kit_id, None) is not None
        shares = spread(net_minor, [max(part.cost_minor, 0) for part in parts])
        for part, share_minor in zip(parts, shares, strict=True):
            alone_milli, alone_minor = sold.get(part.product_id, (0, 0))
            sold[part.product_id] = (alone_milli + part.quantity_milli, alone_minor + share_minor)
            costs[part.product_id] = costs.get(part.product_id, 0) + part.cost_minor
            costs[kit_id] = costs.get(kit_id, 0) - part.cost_minor
            if is_bare and not part.cost_minor:
                before = bare.get(part.product_id, Bare())
                bare[part.product_id] = before._replace(net_minor=before.net_minor + share_minor)
        if not costs[kit_id]:
            del costs[kit_id]


def grouped(report: Report, name: str) -> Report:
    """The report with the sums of each group of rows that say the same in a column."""
    place = next(place for place, column in enumerate(report.columns) if column.name == name)
    groups: dict[str, list[Row]] = {}
    for row in report.rows:
        groups.setdefault(str(row[place] or ""), []).append(row)
    subtotals = {group: totals_of(report.columns, rows) for group, rows in groups.items()}
    for sums in subtotals.values():
        if "share" in sums:
            sums["share"] = share_milli(int(sums["net"] or 0), int(report.totals["net"] or 0))
        with_percent(sums)
    rows = [row for group in groups.values() for row in group]
    return replace(report, rows=rows, group_by=name, subtotals=subtotals)


def as_far_as_known(report: Report) -> Report:
    """The report without sums of margins of which one is not known, and with the reason."""
    names = [column.name for column in report.columns]
    place, group = names.index("margin"), names.index(report.group_by or names[0])
    unknown = {str(row[group] or "") for row in report.rows if row[place] is None}
    if not unknown:
        return report
    gone = dict.fromkeys(name for name in _OF_MARGIN if name in names)
    # What is known of the cost of all is what the books have; of a group half of it would be taken for the whole.
    bare = gone | dict.fromkeys(name for name in ("cost",) if name in names)
    subtotals = {name: {**sums, **bare} if name in unknown else sums for name, sums in report.subtotals.items()}
    return replace(report, totals={**report.totals, **gone}, subtotals=subtotals, note=_NOT_KNOWN)


def with_rest(report: Report, found: list[Selling]) -> Report:
    """The report with a note on what of the cost of goods none of its lines has: with it, it comes to the period's.

    Args:
        report: It has sums, of which `cost` is one.
        found: All goods that were asked for, also those that it has no line of.
    """
    rest_minor = sum(one.booked_minor for one in found) - int(report.totals["cost"] or 0)
    if not rest_minor:
        return report
    return replace(report, note=" ".join(filter(None, (report.note, _REST))), noted_minor=rest_minor)


def _sold_cells(one: Selling) -> tuple[Cell, ...]:
    return (one.quantity_milli, one.net_minor, *one.earned)


def _bare(sold: list[Selling]) -> list[int]:
    return [one.bare_minor for one in sold]


def _by_net(one: Selling) -> tuple[int, str]:
    return (-one.net_minor, one.goods.sku)


def _slowest(one: Selling) -> tuple[int, int, str]:
    return (one.quantity_milli, -one.value_minor, one.goods.sku)


def _by_category(one: Selling) -> tuple[str, int, str]:
    return (one.goods.category, -one.net_minor, one.goods.sku)


def _grade(one: Selling, began_milli: int) -> str:
    if one.net_minor <= 0 or began_milli >= _B_MILLI:
        return "C"
    return "A" if began_milli < _A_MILLI else "B"


def _day(last: dict[int, int], one: Selling) -> str | None:
    day = last.get(one.goods.product_id)
    return None if day is None else write_date(day)
