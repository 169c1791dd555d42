"""The catalogue's list: the numbers of all products that are asked for, in order, and what stands in some rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import labels


class ProductRow(NamedTuple):
    """A row of the list.

    Attributes:
        quantity_milli: At all locations together; None where nothing was ever received or counted. Of a kit, how many
            can be made of its parts.
        cost_micro: What a piece last cost, else what the product says; None if nobody knows. Of a kit, that of its
            parts.
        stocked, active, has_code, is_low, is_short, is_kit: 1 or 0; short is below zero somewhere.
    """

    product_id: int
    sku: str
    name: str
    category: str
    price_micro: int
    rate_milli: int
    unit: str
    quantity_milli: int | None
    cost_micro: int | None
    stocked: int
    active: int
    has_code: int
    is_low: int
    is_short: int
    open_price: int
    is_kit: int


class Priced(NamedTuple):
    """What a product is sold for; `cost_micro` as in `ProductRow`."""

    sku: str
    name: str
    price_micro: int
    rate_milli: int
    cost_micro: int | None


def _quantity(of: str) -> str:
    return f"(SELECT sum(quantity_milli) FROM pool WHERE pool.product_id = {of}.id AND counted = 1)"  # noqa: S608 -- of constants


def _cost(of: str) -> str:
    return f"""coalesce((SELECT last_cost_micro FROM pool WHERE pool.product_id = {of}.id AND last_cost_micro > 0
        ORDER BY location_id LIMIT 1), nullif({of}.cost_micro, 0))"""  # noqa: S608 -- of constants


# A kit has what its parts have, bags and other things without stock aside; of these only the cost counts, where known.
_PARTS = "FROM kit_part JOIN product AS part ON part.id = part_id WHERE kit_part.product_id = product.id"
IS_KIT = "EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)"
QUANTITY = f"""
CASE WHEN {IS_KIT} THEN (
    SELECT CASE WHEN count(*) = count({_quantity("part")})
        THEN min(max(0, {_quantity("part")} / kit_part.quantity_milli)) * 1000 END
    {_PARTS} AND part.stocked = 1
) ELSE {_quantity("product")} END
"""
COST = f"""
CASE WHEN {IS_KIT} THEN (
    SELECT CASE WHEN total(part.stocked = 1 AND {_cost("part")} IS NULL) = 0
        THEN nullif((sum(kit_part.quantity_milli * coalesce({_cost("part")}, 0)) + 500) / 1000, 0) END
    {_PARTS}
) ELSE {_cost("product")} END
"""
_SHORT = "EXISTS (SELECT 1 FROM pool WHERE pool.product_id = product.id AND quantity_milli < 0)"
_CODED = "EXISTS (SELECT 1 FROM product_code WHERE product_code.product_id = product.id)"
_LOW = f"(stocked = 1 AND reorder_point_milli IS NOT NULL AND {QUANTITY} <= reorder_point_milli)"
_SHARED = """
EXISTS (
    SELECT 1 FROM product_code AS own JOIN product_code AS other
        ON other.code = own.code AND other.product_id <> own.product_id
    JOIN product AS another ON another.id = other.product_id AND another.active = 1
    WHERE own.product_id = product.id
)
"""
# What a filter asks of a product; all but the last ask it of goods that are sold.
ASKS = {
    "all": "active = 1",
    "low": f"active = 1 AND {_LOW}",
    "out": f"active = 1 AND stocked = 1 AND {QUANTITY} <= 0",
    "negative": f"active = 1 AND {_SHORT}",
    "uncoded": f"active = 1 AND NOT {_CODED}",
    "uncosted": f"active = 1 AND stocked = 1 AND {COST} IS NULL",
    "shared": f"active = 1 AND {_SHARED}",
    "inactive": "active = 0",
}
_SORTS = {
    "sku": "sku",
    "name": "product.name COLLATE NOCASE, sku",
    "category": "category.name COLLATE NOCASE, product.name COLLATE NOCASE, sku",
    "price": "price_micro, sku",
    "dearest": "price_micro DESC, sku",
    "least": f"coalesce({QUANTITY}, 0), sku",
    "most": f"coalesce({QUANTITY}, 0) DESC, sku",
}
_MATCHING = "product.id IN (SELECT rowid FROM product_search WHERE product_search MATCH ?)"
# The full-text index has no goods that are not sold any more.
_LIKE = "(product.name LIKE ? ESCAPE '!' OR sku LIKE ? ESCAPE '!')"
_ROWS = dialect.in_words(f"""
SELECT product.id, sku, product.name, coalesce(category.name, ''), price_micro, rate_milli, unit, {QUANTITY}, {COST},
    stocked, active, {_CODED}, {_LOW}, {_SHORT}, open_price, {IS_KIT}
FROM $EACH AS one CROSS JOIN product ON product.id = one.value LEFT JOIN category ON category.id = category_id
""")  # noqa: S608 -- put together from the constants above

_PRICED = dialect.in_words(f"""
SELECT sku, name, price_micro, rate_milli, {COST} FROM $EACH AS one CROSS JOIN product ON product.id = one.value
WHERE open_price = 0
""")  # noqa: S608 -- put together from the constants above


@cache
def _keys_sql(ask: str, sort: str, among: str) -> str:
    """One text with all numbers: SQLite puts it together by itself, and Python's other threads go on meanwhile."""
    join = "LEFT JOIN category ON category.id = category_id" if sort == "category" else ""
    return f"""
SELECT group_concat(product.id, ',' ORDER BY {_SORTS[sort]}) FROM product {join}
WHERE {ASKS[ask]} AND (?1 IS NULL OR category_id = ?1) AND (?2 IS NULL OR supplier_id = ?2) AND {among}
"""  # noqa: S608 -- put together from the constants above


def keys(
    connection: Connection, *, ask: str, words: str, category_id: int | None, supplier_id: int | None, sort: str
) -> array[int]:
    """The numbers of the products that are asked for, in order.

    Args:
        ask: One of `ASKS`.
        words: Every word begins a word of name, SKU or code; "" for any.
        category_id, supplier_id: None for any.
        sort: As `ProductSort` has them.
    """
    found: list[object] = [category_id, supplier_id]
    among = "1"
    if words.strip() and ask == "inactive":
        among, like = _LIKE, f"%{_plain(words.strip())}%"
        found += [like, like]
    elif words.strip():
        match = dialect.match_words(words)
        if not match:
            return array("q")
        among = _MATCHING
        found.append(match)
    text = connection.execute(_keys_sql(ask, sort, among), tuple(found)).get
    return array("q", map(int, text.split(","))) if text else array("q")


def _plain(words: str) -> str:
    for sign in "!%_":
        words = words.replace(sign, f"!{sign}")
    return words


def rows(connection: Connection, product_ids: Iterable[int]) -> list[ProductRow]:
    """The rows of these products, in that order; those that are gone are missing."""
    return [ProductRow(*row) for row in connection.execute(_ROWS, (dialect.each(product_ids),))]


def priced(connection: Connection, product_ids: Iterable[int]) -> list[Priced]:
    """What these products are sold for and cost; those whose price is asked at each sale are left out."""
    return [Priced(*row) for row in connection.execute(_PRICED, (dialect.each(product_ids),))]


def repriced(connection: Connection) -> array[int]:
    """The products whose price is not that of their shelf label, by SKU."""
    return array("q", (one.product_id for one in labels.changed_prices(connection)))


def categories(connection: Connection) -> list[tuple[int, str]]:
    """The categories, by name."""
    return [(row[0], row[1]) for row in connection.execute("SELECT id, name FROM category ORDER BY name")]


def suppliers(connection: Connection) -> list[tuple[int, str, str]]:
    """The suppliers: number, code and name, by name."""
    found = connection.execute("SELECT id, code, name FROM supplier ORDER BY name")
    return [(row[0], row[1], row[2]) for row in found]


def deposits(connection: Connection) -> list[tuple[int, str, str]]:
    """The products that are charged as the deposit of others: number, SKU and name, the cheapest first."""
    found = connection.execute(
        "SELECT id, sku, name FROM product"
        " WHERE id IN (SELECT deposit_id FROM product WHERE deposit_id IS NOT NULL) ORDER BY price_micro, sku"
    )
    return [(row[0], row[1], row[2]) for row in found]


def counts(connection: Connection) -> tuple[int, int]:
    """How many products are sold, and how many wait for a new shelf label."""
    active = int(connection.execute("SELECT count(*) FROM product WHERE active = 1").get)
    return active, len(labels.changed_prices(connection))
