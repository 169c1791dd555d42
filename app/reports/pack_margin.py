"""The gross margin of a period by category, and apart from it what nobody knows the cost of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from app.domain.figures import share_milli
from app.domain.period_end import PeriodFigures
from app.domain.shop import Shop, StockSystem
from app.reports.bare_sales import bare_lines, by_key, of_product
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
    """What was sold, cost and left by category; at the end what has no known cost, and is in no margin."""
    sold = {one.product_id: one.net_minor for one in trading.sold(connection, days, None)}
    categories = period_pack.categories(connection, sold.keys() | figures.keys())
    uncounted = _uncounted(connection, days) if shop.stock is StockSystem.PERIODIC else frozenset[int]()
    # A kit of which some parts have a known cost is told with that: here costs are those of the parts.
    lines = [one for one in bare_lines(connection, days, trading.Of(), shop.currency.digits) if not one.cost_minor]
    bare = by_key(lines, of_product)
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    unknown_minor = 0
    for product_id, category in categories.items():
        net_minor = sold.get(product_id, 0)
        cost_minor = figures[product_id].perpetual_cogs if product_id in figures else 0
        if product_id in uncounted and not cost_minor:
            unknown_minor += net_minor
            continue
        if product_id in bare:
            unknown_minor += bare[product_id].net_minor
            net_minor -= bare[product_id].net_minor
        before = sums[category]
        sums[category] = (before[0] + net_minor, before[1] + cost_minor)
    rows: list[Row] = [
        (name, net_minor, cost_minor, net_minor - cost_minor, share_milli(net_minor - cost_minor, net_minor))
        for name, (net_minor, cost_minor) in sorted(sums.items())
        if net_minor or cost_minor
    ]
    if unknown_minor:
        word = NOT_COUNTED if shop.stock is StockSystem.PERIODIC else NOT_KNOWN
        rows.append((word, unknown_minor, None, None, None))
    totals = totals_of(_COLUMNS, rows)
    known_minor = int(totals["net"] or 0) - unknown_minor
    totals["percent"] = share_milli(int(totals["margin"] or 0), known_minor)
    return replace(report, name="margin", title="Gross margin", columns=_COLUMNS, rows=rows, totals=totals)


def _uncounted(connection: Connection, days: tuple[int, int]) -> frozenset[int]:
    """The goods with stock that no count of the days has looked at."""
    goods = trading.goods(connection, None, None)
    counted = trading.counted(connection, days, None)
    return frozenset(product_id for product_id, one in goods.items() if one.is_stocked and product_id not in counted)
