"""What is in no count: kits, which have the stock of their parts, and goods that keep none."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection


def apart(connection: Connection, product_ids: Iterable[int]) -> dict[int, bool]:
    """Those of these products that have no stock of their own, each with whether it is a kit."""
    return {row[0]: row[1] == 1 for row in connection.execute(_APART, (dialect.each(product_ids),))}


_APART = dialect.in_words("""
SELECT product.id, EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id) AS is_kit
FROM $EACH AS one CROSS JOIN product ON product.id = one.value WHERE stocked = 0 OR is_kit
""")


def check_counted(connection: Connection, sku: str) -> None:
    """Refuse goods that are in no count.

    Raises:
        Refusal: `kit_counted_in_parts`, `not_stocked`, `unknown_product`.
    """
    row = connection.execute(_ONE, (dialect.storable(sku),)).fetchone()
    if row is None:
        raise Refusal("unknown_product", sku=sku[:40])
    name, is_stocked, is_kit = row
    if is_kit:
        raise Refusal("kit_counted_in_parts", sku=sku, name=name)
    if not is_stocked:
        raise Refusal("not_stocked", sku=sku, name=name)


_ONE = """
SELECT name, stocked, EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id) FROM product WHERE sku = ?
"""
