"""What labels say: products with their codes, what a delivery brought, which prices changed since the last label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.labelling import LabelGoods, Waiting
from app.domain.product import Code, Unit
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import deliveries


class Received(NamedTuple):
    """A line of a delivery. `serials` are on lines of their own; `expiry` is a number such as 20260301.

    Of pieces with serial numbers the last ones are those that came broken.
    """

    product_id: int
    quantity_milli: int
    damaged_milli: int
    lot: str
    expiry: int | None
    serials: str


_GOODS = dialect.in_words("""
SELECT product.id, sku, name, price_micro, unit, weight_milli,
    (SELECT coalesce(sum(quantity_milli), 0) FROM pool WHERE pool.product_id = product.id)
FROM $EACH AS one CROSS JOIN product ON product.id = one.value
""")
_CODES = dialect.in_words("""
SELECT product_id, code, product_code.quantity_milli, product_code.price_micro
FROM $EACH AS one CROSS JOIN product_code ON product_id = one.value ORDER BY product_code.id
""")
_RECEIVED = """
SELECT product_id, quantity_milli, coalesce(damaged_milli, 0), lot, expiry, serials FROM stock_line
WHERE document_id = ? ORDER BY line_no
"""
# A product without a label so far is judged by the price before its first change, else by that of its last sale.
_CHANGED = """
WITH sold AS (
    SELECT product_id, price_micro, max(document_id) FROM sale_line
    WHERE of_id IS NULL AND base_milli = 1000 GROUP BY product_id
), changed AS (
    SELECT product_id, CAST(before AS INTEGER) AS price_micro, min(id) FROM product_change
    WHERE what = 'price_micro' GROUP BY product_id
)
SELECT product.id, product.sku, product.name,
    coalesce(shelf_label.price_micro, changed.price_micro, sold.price_micro, product.price_micro), product.price_micro
FROM product
LEFT JOIN shelf_label ON shelf_label.product_id = product.id
LEFT JOIN changed ON changed.product_id = product.id
LEFT JOIN sold ON sold.product_id = product.id
WHERE active = 1 AND open_price = 0 AND product.price_micro
    <> coalesce(shelf_label.price_micro, changed.price_micro, sold.price_micro, product.price_micro)
ORDER BY product.sku
"""
_BY_CODE = """
SELECT DISTINCT product_id, CASE WHEN quantity_milli <> 1000 OR price_micro IS NOT NULL THEN code ELSE '' END
FROM product_code WHERE code = ?
"""
_BY_SKU = "SELECT id, '' FROM product WHERE sku = ?"


def goods(connection: Connection, product_ids: Iterable[int]) -> dict[int, LabelGoods]:
    """The products with these numbers."""
    wanted = dialect.each(sorted(set(product_ids)))
    codes: dict[int, list[Code]] = {}
    for product_id, *code in connection.execute(_CODES, (wanted,)):
        codes.setdefault(product_id, []).append(Code(*code))
    found = {}
    for row in connection.execute(_GOODS, (wanted,)):
        product_id, sku, name, price_micro, unit, weight_milli, on_hand_milli = row
        own = tuple(codes.get(product_id, ()))
        found[product_id] = LabelGoods(product_id, sku, name, price_micro, Unit(unit), weight_milli, on_hand_milli, own)
    return found


def by_text(connection: Connection, sku: str, code: str) -> list[tuple[int, str]]:
    """The products with this SKU, else those with this code, and that code where it is one of a pack."""
    for sql, text in ((_BY_SKU, sku), (_BY_CODE, code)):
        found = [(row[0], row[1]) for row in connection.execute(sql, (dialect.storable(text),))]
        if found:
            return found
    return []


def received(connection: Connection, name: str) -> list[Received]:
    """What the delivery with that uid, or with that number on paper, brought.

    Raises:
        Refusal: `unknown_delivery`, also for one that was reversed.
    """
    uid = connection.execute(_NAMED, (dialect.storable(name),)).get or name
    document_id = deliveries.delivery(connection, uid).document_id
    return [Received(*row) for row in connection.execute(_RECEIVED, (document_id,))]


_NAMED = """
SELECT uid FROM document WHERE kind = 'delivery' AND (uid = ?1 OR number = ?1) ORDER BY uid = ?1 DESC LIMIT 1
"""


def changed_prices(connection: Connection) -> list[Waiting]:
    """The products on sale whose price is not that of their last shelf label, by SKU."""
    return [Waiting(*row) for row in connection.execute(_CHANGED)]
