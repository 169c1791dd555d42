"""How fast goods turn: stock turn, days of cover, GMROI, sell-through; how long they lie, and which lie dead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from operator import itemgetter

from app.domain.costing import BY_LAYER
from app.domain.figures import half_up, share_milli, spread
from app.domain.moment import day_before, day_number, day_of, next_day, write_date
from app.domain.shop import StockSystem
from app.domain.stretch import many_days
from app.reports.asked import EVERYTHING, Asked, location_id, told_days
from app.reports.bare_sales import NOTE
from app.reports.report import Chart, ChartOf, Column, Report, Row, Unit
from app.reports.sellers import Selling, as_far_as_known, grouped, selling_goods
from app.reports.trading import dated, totals_of
from app.store.database import Book, Connection
from app.store.queries import narrowing, past, shelf, trading
from app.store.queries.trading import Aged

_YEAR = 365
_MILLI = 1000
DEAD_DAYS = 90
"""Goods of which nothing was sold for so many days lie dead."""
_BANDS = (30, 60, 90, 180, 365)
_FIRST_OF_ALL = 19700101
_HEAD = (Column("sku", "SKU"), Column("name", "Name"), Column("category", "Category"))
_TURNS = (
    *_HEAD,
    Column("quantity", "Sold", Unit.QUANTITY),
    Column("on_hand", "On hand", Unit.QUANTITY),
    Column("cost", "Cost of goods", Unit.MONEY),
    Column("stock_value", "Average stock (first and last day)", Unit.MONEY),
    Column("turns", "Turns a year", Unit.RATIO),
    Column("cover_days", "Days of cover", Unit.INTEGER),
    Column("margin", "Gross margin", Unit.MONEY),
    Column("gmroi", "GMROI a year", Unit.RATIO),
    Column("sell_through", "Sell-through", Unit.PERCENT),
)
_WITHOUT_STOCK = "Goods without stock: services, deposits"
RECKONED = (
    "Average stock is the mean of opening and closing stock. Opening stock that was entered in these days counts as "
    "opening."
)
"""How the average was reckoned, in a sentence on the paper."""
_UNKNOWN = (None,) * 5  # turns, cover, margin, GMROI, sell-through
_AGES = (
    *_HEAD,
    Column("quantity", "On hand", Unit.QUANTITY),
    Column("value", "Value", Unit.MONEY),
    *(
        Column(f"to_{last}", f"{first}\u2013{last} days", Unit.MONEY)
        for first, last in zip((0, *(band + 1 for band in _BANDS)), _BANDS, strict=False)
    ),
    Column("older", f"Over {_BANDS[-1]} days", Unit.MONEY),
    Column("oldest", "Oldest from", Unit.DATE),
)
_DEAD = (
    *_HEAD,
    Column("quantity", "On hand", Unit.QUANTITY),
    Column("value", "Value", Unit.MONEY),
    Column("last_sold", "Last sold", Unit.DATE),
    Column("days", "Days since", Unit.INTEGER),
)


class Turnover:
    """Answers how fast goods turn. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def stock_turn(self, asked: Asked = EVERYTHING) -> Report:
        """How often a year's cost of goods turns the average of opening and closing stock, and what the stock earns.

        Opening stock that is entered in the days was there before the book knew of it, and counts as opening: in a
        shop's first month the average would else be half of the stock that there was, and everything would turn twice
        as often as it did. The average is that of both ends, as it is reckoned in textbooks, not of each day: an
        accountant can reckon it again from two lists of stock.

        Days of cover: how long the stock lasts at the pace of the period. GMROI: a year's gross margin for one of money
        in stock. Sell-through: what was sold of what was sold and is left. Where counts alone say what is gone, none of
        that is known before one of the days has looked at the goods: until then the book has all that came in. What was
        sold in kits counts for their parts. What goods without stock have left stands in a line of its own, so that the
        gross margin is that of the report on margins; GMROI is without it.

        Args:
            asked: `first`, `last`, `location`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        asked.check()
        shop = self._book.shop
        with self._book.reading() as connection:
            told = told_days(connection, asked)
            first, last = _ends(connection, asked)
            goods = selling_goods(connection, asked, shop, in_parts=True)
            place = location_id(connection, asked.location)
            loaded = past.opening_stock(connection, days=(first, last), location_id=place)
            opening = past.by_product(
                connection, last_day=day_before(first), last_document=past.EVERY_DOCUMENT, location_id=place
            )
        days = many_days(first, last)
        nothing = past.Balance(0, 0)
        rows: list[Row] = []
        for one in goods:
            if one.goods.is_stocked:
                product_id = one.goods.product_id
                before = opening.get(product_id, nothing).value_minor + loaded.get(product_id, nothing).value_minor
                rows.append(_turn_row(one, before, days))
        apart_minor = sum(one.margin_minor or 0 for one in goods if not one.goods.is_stocked)
        if apart_minor:
            rows.append(("", _WITHOUT_STOCK, "", *[None] * 6, apart_minor, None, None))
        totals = totals_of(_TURNS, rows)
        value = int(totals["stock_value"] or 0)
        totals |= {
            "turns": _yearly(int(totals["cost"] or 0), value, days),
            "gmroi": _yearly(int(totals["margin"] or 0) - apart_minor, value, days),
            "cover_days": None,
        }
        report = Report("stock-turn", "Stock turn, cover, GMROI", shop.name, shop.currency, _TURNS, rows, totals)
        if shop.stock is StockSystem.PERIODIC:
            report = as_far_as_known(report)
        elif any(one.bare for one in goods):
            report = replace(report, note=NOTE)
        if rows:
            report = replace(report, note=" ".join(filter(None, (report.note, RECKONED))))
        return dated(report, told)

    def ageing(self, asked: Asked = EVERYTHING) -> Report:
        """How long the stock has been here, by the day on which it first came in; its value in bands of days.

        Where value is kept for all of a product together, it is shared by quantity. The state is that of now.

        Args:
            asked: `location`, `category`, `supplier`, `today`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            today = asked.today or _last_day(connection)
            goods = _goods(connection, asked)
            layers = trading.aged(connection, location_id(connection, asked.location))
        aged: dict[int, list[tuple[Aged, int]]] = defaultdict(list)
        for _, group in groupby(layers, key=itemgetter(0, 6)):
            pool = list(group)
            for layer, value_minor in zip(pool, _values(pool), strict=True):
                aged[layer.product_id].append((layer, value_minor))
        rows: list[Row] = []
        for product_id, one in goods.items():
            if product_id in aged:
                rows.append((one.sku, one.name, one.category, *_age_cells(aged[product_id], today)))
        rows.sort(key=itemgetter(2, 0))
        title = "Stock ageing"
        report = Report(
            "stock-ageing", title, shop.name, shop.currency, _AGES, rows, totals_of(_AGES, rows), at=write_date(today)
        )
        bands = tuple(column.name for column in _AGES if column.name.startswith("to_"))
        return replace(grouped(report, "category"), chart=Chart("value", (*bands, "older"), of=ChartOf.TOTALS))

    def dead_stock(self, asked: Asked = EVERYTHING) -> Report:
        """The goods in stock of which nothing was sold for 90 days; what came in since then is left out.

        Of one place: what nothing was sold from there, nor carried from there to another place.

        Args:
            asked: `location`, `category`, `supplier`, `today`.

        Raises:
            Refusal: `unknown_location`, `unknown_category`, `unknown_supplier`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            today = asked.today or _last_day(connection)
            goods = _goods(connection, asked)
            place = location_id(connection, asked.location)
            there = past.by_product(connection, last_day=None, last_document=past.EVERY_DOCUMENT, location_id=place)
            since = day_number(day_of(today) - timedelta(days=DEAD_DAYS))
            # What was sold lately is most of it, and quickly told.
            by_till = shop.stock is StockSystem.PERIODIC
            lying = there.keys() - trading.sold_within(connection, (next_day(since), today), place, by_till=by_till)
            last = trading.last_sold(connection, sorted(lying), today, place, by_till=by_till)
            carried = {} if place is None else trading.last_carried(connection, sorted(lying), today, place)
            came = _first_came(trading.aged(connection, place))
        rows: list[Row] = []
        for product_id, one in goods.items():
            held = there[product_id] if product_id in lying else None
            sold = last.get(product_id)
            # Goods that never left lie since they came.
            moved = max(sold or 0, carried.get(product_id, 0)) or came.get(product_id, today)
            if held is not None and held.quantity_milli > 0 and moved <= since:
                days = many_days(moved, today) - 1
                sold_day = None if sold is None else write_date(sold)
                rows.append((one.sku, one.name, one.category, held.quantity_milli, held.value_minor, sold_day, days))
        rows.sort(key=_dearest)
        totals = totals_of(_DEAD, rows)
        chart = Chart("name", ("value",), most=10)
        return Report(
            "dead-stock", "Dead stock", shop.name, shop.currency, _DEAD, rows, totals, at=write_date(today), chart=chart
        )


def _ends(connection: Connection, asked: Asked) -> tuple[int, int]:
    """The first and the last day that are meant, where nobody names one those of the book."""
    first, last = shelf.book_days(connection, past.EVERY_DOCUMENT)
    end = asked.last or last or _FIRST_OF_ALL
    return min(asked.first or first or end, end), end


def _last_day(connection: Connection) -> int:
    return shelf.book_days(connection, past.EVERY_DOCUMENT)[1] or _FIRST_OF_ALL


def _goods(connection: Connection, asked: Asked) -> dict[int, trading.Goods]:
    return trading.goods(
        connection,
        narrowing.category_id(connection, asked.category),
        narrowing.supplier_id(connection, asked.supplier),
    )


def _turn_row(one: Selling, before_minor: int, days: int) -> Row:
    average_minor = half_up(before_minor + one.value_minor, 2)
    if one.cost_minor is None or one.margin_minor is None:
        return (*one.named, one.quantity_milli, one.on_hand_milli, None, average_minor, *_UNKNOWN)
    available_milli = one.quantity_milli + max(one.on_hand_milli, 0)
    cover = None
    if one.quantity_milli > 0 and one.on_hand_milli > 0:
        cover = half_up(one.on_hand_milli * days, one.quantity_milli)
    return (
        *one.named,
        one.quantity_milli,
        one.on_hand_milli,
        one.cost_minor,
        average_minor,
        _yearly(one.cost_minor, average_minor, days),
        cover,
        one.margin_minor,
        _yearly(one.margin_minor, average_minor, days),
        share_milli(one.quantity_milli, available_milli),
    )


def _yearly(amount_minor: int, stock_minor: int, days: int) -> int | None:
    """How often an amount of some days is in the stock if a year goes on like that, in thousandths."""
    return half_up(amount_minor * _YEAR * _MILLI, stock_minor * days) if stock_minor > 0 else None


def _values(layers: list[Aged]) -> list[int]:
    """What each layer of a pool is worth; they sum to the pool."""
    if layers[0].method in BY_LAYER:
        return [layer.value_minor for layer in layers]
    return spread(layers[0].pool_minor, [layer.quantity_milli for layer in layers])


def _age_cells(layers: list[tuple[Aged, int]], today: int) -> Row:
    bands = [0] * (len(_BANDS) + 1)
    for layer, value_minor in layers:
        age = many_days(layer.day, today) - 1
        bands[next((place for place, band in enumerate(_BANDS) if age <= band), len(_BANDS))] += value_minor
    quantity_milli = sum(layer.quantity_milli for layer, _ in layers)
    oldest = min(layer.day for layer, _ in layers)
    return (quantity_milli, sum(bands), *bands, write_date(oldest))


def _first_came(layers: list[Aged]) -> dict[int, int]:
    """The newest arrival of what is there of each product."""
    came: dict[int, int] = {}
    for layer in layers:
        came[layer.product_id] = max(came.get(layer.product_id, 0), layer.day)
    return came


def _dearest(row: Row) -> tuple[int, str]:
    return (-int(row[4] or 0), str(row[0]))
