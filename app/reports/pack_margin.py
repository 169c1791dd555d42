"""The gross margin of a period by category, and apart from it what nobody knows the cost of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from app.domain.figures import share_milli
from app.domain.period_end import PeriodFigures
from app.domain.shop import Shop, StockSystem
from app.reports.bare_sales import Bare, bare_lines, by_key, of_product
from app.reports.report import Column, Report, Row, Unit
from app.reports.trading import totals_of
from app.store.database import Connection
from app.store.queries import period_pack, trading

_COLUMNS = (
    Column("category", "Category"),
    Column("net", "Net sales", Unit.MONEY),
    Column("cost", "Cost of goods", Unit.MONEY),
    Column("margin", "Gross margin", Unit.MONEY),
    Column("percent", "Margin", Unit.PERCENT),
)
NOT_COUNTED, NOT_KNOWN = "Not counted, cost not known", "Cost not known when sold"
"""What is told apart: of a shop that lives by counts, and of one that knows what it sells."""


def margin_section(
    connection: Connection, report: Report, figures: Mapping[int, PeriodFigures], days: tuple[int, int], shop: Shop
) -> Report:
    """What was sold, cost and left by category; at the end what has no known cost, and is in no margin.

    As in the report on margins the cost of a kit's parts stands with what the kit brought. The costs sum to the
    perpetual cost of goods: what else is known of the cost at the end stands there, and is in no margin either.
    """
    sold = {one.product_id: one.net_minor for one in trading.sold(connection, days, None)}
    costs = {product_id: one.perpetual_cogs for product_id, one in figures.items()}
    if any(product_id not in figures for product_id in sold):
        # What has no stock may be a kit: then the costs of its parts are looked up sale by sale, which takes longer.
        costs = trading.costs(connection, days, None)
    uncounted = _uncounted(connection, days) if shop.stock is StockSystem.PERIODIC else frozenset[int]()
    bare = by_key(bare_lines(connection, days, trading.Of(), shop.currency.digits), of_product)
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    unknown = Bare()
    for product_id, category in period_pack.categories(connection, sold.keys() | costs.keys()).items():
        net_minor, cost_minor = sold.get(product_id, 0), costs.get(product_id, 0)
        apart = Bare(net_minor, cost_minor) if product_id in uncounted else bare.get(product_id, Bare())
        unknown = Bare(unknown.net_minor + apart.net_minor, unknown.cost_minor + apart.cost_minor)
        before = sums[category]
        sums[category] = (before[0] + net_minor - apart.net_minor, before[1] + cost_minor - apart.cost_minor)
    rows: list[Row] = [
        (name, net_minor, cost_minor, net_minor - cost_minor, share_milli(net_minor - cost_minor, net_minor))
        for name, (net_minor, cost_minor) in sorted(sums.items())
        if net_minor or cost_minor
    ]
    if unknown.net_minor or unknown.cost_minor:
        word = NOT_COUNTED if shop.stock is StockSystem.PERIODIC else NOT_KNOWN
        rows.append((word, unknown.net_minor, unknown.cost_minor or None, None, None))
    totals = totals_of(_COLUMNS, rows)
    known_minor = int(totals["net"] or 0) - unknown.net_minor
    totals["percent"] = share_milli(int(totals["margin"] or 0), known_minor)
    return replace(report, name="margin", title="Gross margin", columns=_COLUMNS, rows=rows, totals=totals)


def _uncounted(connection: Connection, days: tuple[int, int]) -> frozenset[int]:
    """The goods with stock that no count of the days has looked at."""
    goods = trading.goods(connection, None, None)
    counted = trading.counted(connection, days, None)
    return frozenset(product_id for product_id, one in goods.items() if one.is_stocked and product_id not in counted)
