"""Goods with what there is of them, a page at a time: all of them, or those that somebody should look at."""

from __future__ import annotations

from typing import NamedTuple

from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row


class StockRow(NamedTuple):
    """A product with what there is of it at all locations together.

    Attributes:
        is_low: At or below its reorder point.
        is_negative: Below zero at a location.
        is_uncosted: Nobody knows what it costs, at a location or at all.
        is_uncounted: It was never received or counted, at a location where it moved or at all.
        on_order_milli: What is still awaited of orders that were sent.
    """

    product_id: int
    sku: str
    name: str
    unit: str
    quantity_milli: int
    is_low: bool
    is_negative: bool
    is_uncosted: bool
    is_uncounted: bool
    on_order_milli: int = 0


# What a filter asks of a product. A product that nobody has counted yet is not low: nobody knows.
_ASKS = {
    "all": "1",
    "low": """
        reorder_point_milli IS NOT NULL
        AND EXISTS (SELECT 1 FROM pool WHERE pool.product_id = product.id AND counted = 1)
        AND (SELECT sum(quantity_milli) FROM pool WHERE pool.product_id = product.id) <= reorder_point_milli
    """,
    "negative": "EXISTS (SELECT 1 FROM pool WHERE pool.product_id = product.id AND quantity_milli < 0)",
    # Where it never came in, it costs what it did at another location.
    "uncosted": """
        coalesce((SELECT min(last_cost_micro) FROM pool WHERE pool.product_id = product.id), product.cost_micro, 0) = 0
    """,
    "uncounted": "coalesce((SELECT min(counted) FROM pool WHERE pool.product_id = product.id), 0) = 0",
}
FILTERS = tuple(_ASKS)

# What has stock of its own: no service, no kit; goods that are sold no more as long as there is something of them.
_GOODS = """
    stocked = 1 AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
    AND (active = 1 OR EXISTS (SELECT 1 FROM pool WHERE pool.product_id = product.id AND quantity_milli <> 0))
"""
_PAGE = """
SELECT product.id, sku, name, unit,
    coalesce((SELECT sum(quantity_milli) FROM pool WHERE pool.product_id = product.id), 0),
    $LOW, $NEGATIVE, $UNCOSTED, $UNCOUNTED
FROM product WHERE $AMONG AND $GOODS AND $ASK ORDER BY sku LIMIT ?
"""
_MATCHING = "product.id IN (SELECT rowid FROM product_search WHERE product_search MATCH ? $FIRST)"


def _page(ask: str, *, has_words: bool) -> str:
    """The SELECT of a filter. The first that words find are enough, unless a filter has to look at all of them."""
    among = _MATCHING.replace("$FIRST", "LIMIT 1000" if ask == "all" else "") if has_words else "1"
    sql = _PAGE.replace("$AMONG", among).replace("$GOODS", _GOODS).replace("$ASK", _ASKS[ask])
    for name, condition in _ASKS.items():
        sql = sql.replace(f"${name.upper()}", condition)
    return sql


_PAGES = {(ask, has_words): _page(ask, has_words=has_words) for ask in FILTERS for has_words in (False, True)}


def page(connection: Connection, *, ask: str, words: str, limit: int) -> list[StockRow]:
    """The first products by SKU that a filter lets through.

    Args:
        ask: One of `FILTERS`.
        words: Every word begins a word of name, SKU or code; "" for any.
        limit: How many at most.
    """
    match = dialect.match_words(words)
    if words.strip() and not match:
        return []
    rows = connection.execute(_PAGES[ask, bool(match)], (match, limit) if match else (limit,))
    return [_row(row) for row in rows]


def _row(row: Row) -> StockRow:
    return StockRow(*row[:5], *(flag == 1 for flag in row[5:]))


# One walk over the pools and one over the products: a look into the pools for each product takes three times as long.
_COUNTS = """
SELECT coalesce(sum(reorder_point_milli IS NOT NULL AND held.most_counted = 1 AND held.quantity_milli
        <= reorder_point_milli), 0),
    coalesce(sum(held.least_milli < 0), 0),
    coalesce(sum(coalesce(held.least_cost_micro, cost_micro, 0) = 0), 0),
    coalesce(sum(coalesce(held.least_counted, 0) = 0), 0)
FROM product LEFT JOIN (
    SELECT product_id, sum(quantity_milli) AS quantity_milli, min(quantity_milli) AS least_milli,
        max(counted) AS most_counted, min(counted) AS least_counted, min(last_cost_micro) AS least_cost_micro
    FROM pool GROUP BY product_id
) AS held ON held.product_id = product.id
WHERE $GOODS
""".replace("$GOODS", _GOODS)


def counts(connection: Connection) -> dict[str, int]:
    """How many products each filter but `all` lets through."""
    (row,) = connection.execute(_COUNTS)
    return dict(zip(FILTERS[1:], row, strict=True))
