"""What each known customer has bought: the goods, how much, for how much, and what that left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from app.domain.figures import share_milli
from app.domain.shop import StockSystem
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, told_days
from app.reports.bare_sales import Bare, Earned, bare_lines, by_key, earned, with_bare
from app.reports.report import Chart, ChartOf, Column, Report, Row, Unit
from app.reports.sellers import grouped
from app.reports.trading import dated, totals_of
from app.store.database import Book
from app.store.queries import customer_purchases, narrowing, trading
from app.store.queries.bare_sales import BareLine
from app.store.queries.customer_purchases import Purchase
from app.store.queries.trading import Of

_COLUMNS = (
    Column("customer", "Customer"),
    Column("customer_name", "Customer's name"),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("quantity", "Bought", Unit.QUANTITY),
    Column("net", "Net", Unit.MONEY),
    Column("cost", "Cost of goods", Unit.MONEY),
    Column("margin", "Gross margin", Unit.MONEY),
    Column("percent", "Margin", Unit.PERCENT),
    Column("share", "Share", Unit.PERCENT),
    Column("last_day", "Last sale", Unit.DATE),
)
_HIDDEN = Earned(None, None, None)


class CustomerPurchases:
    """Answers what customers have bought. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def customer_purchases(self, asked: Asked = EVERYTHING) -> Report:
        """The goods that each known customer has bought less what came back, the largest customer first.

        Goods cost what they did when they were sold, with what was corrected later. Of a customer alone the shares are
        of what that one bought.

        Args:
            asked: `first`, `last`, `location`, `cashier`, `customer`, `category`, `supplier`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `unknown_user`, `unknown_customer`, `unknown_category`,
                `unknown_supplier`.
        """
        asked.check()
        shop = self._book.shop
        with self._book.reading() as connection:
            told = told_days(connection, asked)
            of = Of(location_id(connection, asked.location), narrowing.cashier_id(connection, asked.cashier))
            goods = trading.goods(
                connection,
                narrowing.category_id(connection, asked.category),
                narrowing.supplier_id(connection, asked.supplier),
            )
            one_alone = narrowing.customer_id(connection, asked.customer)
            every = customer_purchases.purchases(connection, asked.days, of, one_alone)
            bare = by_key(bare_lines(connection, asked.days, of, shop.currency.digits), _of_purchase)
        found = _ordered([one for one in every if one.product_id in goods])
        whole = sum(one.net_minor for one in found)
        is_known = shop.stock is not StockSystem.PERIODIC
        rows: list[Row] = []
        bare_nets = []
        for one in found:
            unknown = bare.get((one.customer_id, one.product_id))
            left = earned(one.net_minor, one.cost_minor, unknown) if is_known else _HIDDEN
            bare_nets.append((unknown or Bare()).net_minor)
            named = (one.customer, one.customer_name, goods[one.product_id].sku, goods[one.product_id].name)
            share = share_milli(one.net_minor, whole)
            rows.append((*named, one.quantity_milli, one.net_minor, *left, share, iso_day(one.last_day)))
        report = Report(
            "customer-purchases", "Goods by customer", shop.name, shop.currency, _COLUMNS, rows,
            totals_of(_COLUMNS, rows),
        )  # fmt: skip
        report = grouped(with_bare(report, bare_nets), "customer")
        names = {one.customer: one.customer_name for one in found}
        subtotals = {code: {**sums, "customer_name": names[code]} for code, sums in report.subtotals.items()}
        report = replace(report, subtotals=subtotals)
        if not is_known:
            report = _without_margins(report)
        chart = Chart("customer_name", ("net", "margin") if is_known else ("net",), most=10, of=ChartOf.GROUPS)
        return dated(replace(report, chart=chart), told)


def _of_purchase(one: BareLine) -> tuple[int | None, int]:
    return (one.customer_id, one.product_id)


def _ordered(found: list[Purchase]) -> list[Purchase]:
    """The customer who bought most in front, and of each the goods that brought most."""
    sums: defaultdict[str, int] = defaultdict(int)
    for one in found:
        sums[one.customer] += one.net_minor
    return sorted(found, key=lambda one: (-sums[one.customer], one.customer, -one.net_minor, one.product_id))


def _without_margins(report: Report) -> Report:
    """Where counts alone say what is gone, no sale has a cost, and no sum of them either."""
    gone = dict.fromkeys(("cost", "margin", "percent"))
    subtotals = {code: {**sums, **gone} for code, sums in report.subtotals.items()}
    return replace(report, totals={**report.totals, **gone}, subtotals=subtotals)
