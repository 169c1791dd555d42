"""Products as a sale sees them, by SKU, by code and by words: the SQL behind every scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from app.domain.figures import PIECE_MILLI
from app.domain.product import Hit, Item, NegativeStock, Tracking, Unit
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row

_WORDS = {
    "$COLUMNS": """
    product.id, product.sku, product.name, product.price_micro, product.rate_milli, product.tax_code, product.unit,
    coalesce(category.name, ''), product.stocked, product.active, product.negative_stock, product.tracking,
    product.minimum_age, product.open_price, product.deposit_id, pool.quantity_milli, coalesce(pool.counted, 0),
    EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
    """,
    "$JOINS": """
    LEFT JOIN category ON category.id = product.category_id
    LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
    """,
}


def _in_words(sql: str) -> str:
    for word, own in _WORDS.items():
        sql = sql.replace(word, own)
    return dialect.in_words(sql)


# CROSS JOIN fixes the order: from the few that are asked for to their products, never the other way.
_BY_ID = _in_words("SELECT $COLUMNS FROM $EACH AS one CROSS JOIN product ON product.id = one.value $JOINS")
_BY_SKU = _in_words("SELECT $COLUMNS FROM $EACH AS one CROSS JOIN product ON product.sku = one.value $JOINS")
_BY_CODE = _in_words("""
SELECT $COLUMNS, product_code.quantity_milli, product_code.price_micro
FROM product_code CROSS JOIN product ON product.id = product_code.product_id $JOINS
WHERE product_code.code = ?
""")
# Only active products are in the full-text index.
_BY_WORDS = """
SELECT sku, product.name, price_micro, unit, category.name, stocked, open_price, pool.quantity_milli
FROM product_search CROSS JOIN product ON product.id = product_search.rowid
LEFT JOIN category ON category.id = category_id
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ? AND pool.counted = 1
WHERE product_search MATCH ? AND stocked >= ? LIMIT ?
"""


def by_skus(connection: Connection, skus: Iterable[str], *, location_id: int) -> dict[str, Item]:
    """The products with these SKUs; unknown ones are missing."""
    wanted = dialect.storable(dialect.each_text(dict.fromkeys(skus)))
    rows = connection.execute(_BY_SKU, (wanted, location_id))
    return {item.sku: item for item in _items(connection, rows, location_id)}


def by_ids(connection: Connection, product_ids: Iterable[int], *, location_id: int) -> list[Item]:
    """The products with these numbers, which are known to be there."""
    rows = connection.execute(_BY_ID, (dialect.each(product_ids), location_id))
    return _items(connection, rows, location_id)


def by_id(connection: Connection, product_id: int, *, location_id: int) -> Item:
    """The product with this number, which is known to be there."""
    return by_ids(connection, [product_id], location_id=location_id)[0]


def by_code(connection: Connection, code: str, *, location_id: int) -> list[tuple[Item, int]]:
    """The products that have this very code, active ones first, each with how much one scan stands for (thousandths).

    The item's price is the code's own where it has one, for the code's quantity.
    """
    rows: list[Row] = connection.execute(_BY_CODE, (location_id, dialect.storable(code))).fetchall()
    if len(rows) > 1:
        rows.sort(key=lambda row: (-row[_ACTIVE], row[0]))
    items = _items(connection, [row[:_COLUMNS] for row in rows], location_id)
    return [
        (item if own_price is None else item._replace(price_micro=own_price, base_milli=quantity), quantity)
        for (*_, quantity, own_price), item in zip(rows, items, strict=True)
    ]


def by_words(
    connection: Connection, typed: str, *, location_id: int, limit: int, only_stocked: bool = False
) -> list[Hit]:
    """The first active products of which every typed word begins a word of name, SKU or code.

    Args:
        only_stocked: Those alone that keep stock.
    """
    match = dialect.match_words(typed)
    if not match:
        return []
    return list(map(_HIT, connection.execute(_BY_WORDS, (location_id, match, only_stocked, limit))))


def countable_by_words(connection: Connection, typed: str, *, location_id: int, limit: int) -> list[Hit]:
    """The same of goods that keep stock; of others only where these are all that there is."""
    search = partial(by_words, connection, typed, location_id=location_id, limit=limit)
    return search(only_stocked=True) or search()


def categories(connection: Connection) -> list[str]:
    """The names of the categories that have active products, in order."""
    return [row[0] for row in connection.execute(_CATEGORIES)]


_CATEGORIES = """
SELECT name FROM category
WHERE EXISTS (SELECT 1 FROM product WHERE category_id = category.id AND active = 1 AND open_price = 0) ORDER BY name
"""


def categories_taxed(connection: Connection) -> list[tuple[str, int, str]]:
    """The categories that have active products, in order, each with the rate and tax code that most of these have."""
    return [(row[0], row[1], row[2]) for row in connection.execute(_CATEGORIES_TAXED)]


# Of the groups of one category SQLite takes the columns from the row that has the maximum.
_CATEGORIES_TAXED = """
SELECT name, rate_milli, tax_code, max(goods) FROM (
    SELECT category.name AS name, rate_milli, tax_code, count(*) AS goods
    FROM product JOIN category ON category.id = product.category_id WHERE active = 1 AND open_price = 0
    GROUP BY category.name, rate_milli, tax_code
) GROUP BY name ORDER BY name
"""


def usual_tax(connection: Connection, category: str | None) -> tuple[int, str]:
    """The rate and tax code that most products of a category (or of the shop) have; no tax while there are none."""
    return next(iter(taxes(connection, category)), (0, ""))


def taxes(connection: Connection, category: str | None) -> list[tuple[int, str]]:
    """Every rate and tax code that products of a category (or of the shop) have, the most usual first."""
    return [(row[0], row[1]) for row in connection.execute(_TAXES, (category, category))]


_TAXES = """
SELECT rate_milli, tax_code FROM product LEFT JOIN category ON category.id = product.category_id
WHERE ? IS NULL OR category.name = ?
GROUP BY rate_milli, tax_code ORDER BY count(*) DESC, rate_milli DESC, tax_code
"""


def _items(connection: Connection, rows: Iterable[Row], location_id: int) -> list[Item]:
    """Items from rows of `$COLUMNS`, each with its deposit."""
    found, deposit_ids = _made(rows)
    if deposit_ids:
        ids = sorted(set(deposit_ids.values()))
        deposits, _ = _made(connection.execute(_BY_ID, (dialect.each(ids), location_id)))
        by_id = {item.product_id: item for item in deposits}
        for place, deposit_id in deposit_ids.items():
            found[place] = found[place]._replace(deposit=by_id[deposit_id])
    return found


_ACTIVE, _COLUMNS = 9, 18
# A look-up in a plain dict costs a fifth of asking the enumeration.
_UNITS = {unit.value: unit for unit in Unit}
_NEGATIVE = {policy.value: policy for policy in NegativeStock}
_TRACKING = {tracking.value: tracking for tracking in Tracking}
# A search makes twenty hits with every key: to make one by its name costs three times as much.
_NEW: Callable[[tuple[object, ...]], Item] = partial(tuple.__new__, Item)
_HIT: Callable[[tuple[object, ...]], Hit] = partial(tuple.__new__, Hit)


def _made(rows: Iterable[Row]) -> tuple[list[Item], dict[int, int]]:
    """The items without their deposits, and the number of the deposit of each that has one, by its place.

    No row is kept: of many thousand they would be most of what the collector walks over.
    """
    made: list[Item] = []
    deposit_ids: dict[int, int] = {}
    for (
        product_id, sku, name, price_micro, rate_milli, tax_code, unit, category, stocked, active, negative_stock,
        tracking, minimum_age, open_price, deposit_id, on_hand_milli, counted, is_kit,
    ) in rows:  # fmt: skip
        if deposit_id is not None:
            deposit_ids[len(made)] = deposit_id
        item = (
            product_id, sku, name, price_micro, rate_milli, tax_code, _UNITS[unit], PIECE_MILLI, category,
            stocked == 1, active == 1, _NEGATIVE[negative_stock], _TRACKING[tracking], minimum_age, open_price == 1,
            None, (on_hand_milli or 0) if stocked else None, counted == 1, is_kit == 1,
        )  # fmt: skip
        made.append(_NEW(item))
    return made, deposit_ids
