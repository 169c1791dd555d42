"""The whole catalogue, product by product, and the codes that several products have."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries.product_list import COST, QUANTITY


class Listed(NamedTuple):
    """A product; `codes` are all of them with blanks between, `active` is 1 or 0."""

    sku: str
    name: str
    category: str
    supplier: str
    codes: str
    unit: str
    price_micro: int
    tax_code: str
    rate_milli: int
    cost_micro: int | None
    quantity_milli: int | None
    reorder_point_milli: int | None
    active: int


class SharedCode(NamedTuple):
    """One of the products that share a code."""

    code: str
    sku: str
    name: str
    quantity_milli: int
    price_micro: int | None
    active: int


_PRODUCTS = f"""
SELECT sku, product.name, coalesce(category.name, ''), coalesce(supplier.code, ''),
    coalesce((SELECT group_concat(code, ' ' ORDER BY product_code.id) FROM product_code
        WHERE product_code.product_id = product.id), ''),
    unit, price_micro, tax_code, rate_milli, {COST}, {QUANTITY}, reorder_point_milli, active
FROM product LEFT JOIN category ON category.id = category_id LEFT JOIN supplier ON supplier.id = supplier_id
ORDER BY sku
"""  # noqa: S608 -- put together from constants
_KITS = """
SELECT product.sku, quantity_milli, part.name
FROM kit_part JOIN product ON product.id = product_id JOIN product AS part ON part.id = part_id
ORDER BY product.sku, part.sku
"""
_SHARED = """
SELECT code, sku, name, product_code.quantity_milli, product_code.price_micro, active
FROM product_code JOIN product ON product.id = product_id
WHERE code IN (SELECT code FROM product_code GROUP BY code HAVING count(*) > 1) ORDER BY code, sku
"""


def products(connection: Connection) -> list[Listed]:
    """Every product, by SKU."""
    return [Listed(*row) for row in connection.execute(_PRODUCTS)]


def kits(connection: Connection) -> dict[str, list[tuple[int, str]]]:
    """The parts of each kit by its SKU: how much of which product."""
    found: dict[str, list[tuple[int, str]]] = {}
    for sku, quantity_milli, name in connection.execute(_KITS):
        found.setdefault(sku, []).append((quantity_milli, name))
    return found


def shared_codes(connection: Connection) -> list[SharedCode]:
    """The codes that more than one product has, with each of these products."""
    return [SharedCode(*row) for row in connection.execute(_SHARED)]
