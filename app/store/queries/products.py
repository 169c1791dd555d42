"""Products as the shop keeps them, figure by figure, to compare a list with the book."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.product import Code
from app.domain.requests import ProductAsked
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.models import products as statements

_FIGURES = (
    "name", "price_micro", "rate_milli", "tax_code", "unit", "cost_micro", "costing", "standard_cost_micro", "tracking",
    "stocked", "reorder_point_milli", "reorder_quantity_milli", "negative_stock", "minimum_age", "open_price", "active",
    "weight_milli",
)  # fmt: skip
_FLAGS = ("stocked", "open_price", "active")
_NAMES = (*_FIGURES, "category", "supplier", "deposit")


def figures(connection: Connection, sku: str) -> dict[str, object] | None:
    """Every figure of a product by its name, codes and parts included; None for a SKU that nobody has."""
    row = connection.execute(statements.select_product(_FIGURES), (sku,)).fetchone()
    if row is None:
        return None
    return {**dict(zip(_NAMES, row, strict=True)), "codes": codes(connection, sku), "kit": kit(connection, sku)}


def asked_like(connection: Connection, sku: str) -> ProductAsked:
    """A product with everything that the book knows of it, as the wish that would make it again."""
    known = figures(connection, sku) or {}
    flags = {name: bool(known.pop(name)) for name in _FLAGS}
    known["kit"] = known["kit"] or None
    return ProductAsked(sku, **known, **flags)  # type: ignore[arg-type]  # the figures are named as the fields


def codes(connection: Connection, sku: str) -> tuple[Code, ...]:
    """The codes of a product, in the order in which they were given."""
    rows = connection.execute(
        "SELECT code, quantity_milli, product_code.price_micro FROM product"
        " JOIN product_code ON product_code.product_id = product.id WHERE sku = ? ORDER BY product_code.id",
        (sku,),
    )
    return tuple(Code(*row) for row in rows)


def skus_with_code(connection: Connection, code: str) -> list[str]:
    """The SKUs of the products that have this very code."""
    rows = connection.execute(
        "SELECT sku FROM product_code JOIN product ON product.id = product_code.product_id WHERE code = ? ORDER BY sku",
        (code,),
    )
    return [row[0] for row in rows]


def supplier_code(connection: Connection, text: str) -> str | None:
    """The code of the supplier with that code or, failing that, that name."""
    row = connection.execute(
        "SELECT code FROM supplier WHERE code = ? OR name = ? ORDER BY code = ? DESC LIMIT 1", (text, text, text)
    ).fetchone()
    return None if row is None else str(row[0])


def skus(connection: Connection, product_ids: Iterable[int] | None = None) -> list[str]:
    """Every SKU, in order, or those of some products."""
    if product_ids is None:
        return [row[0] for row in connection.execute("SELECT sku FROM product ORDER BY sku")]
    return [row[0] for row in connection.execute(_SKUS_OF, (dialect.each(product_ids),))]


_SKUS_OF = dialect.in_words("SELECT sku FROM $EACH AS one CROSS JOIN product ON product.id = one.value ORDER BY sku")


def kit(connection: Connection, sku: str) -> tuple[tuple[str, int], ...]:
    """The parts of a kit: SKU and how much of it, in thousandths."""
    rows = connection.execute(
        "SELECT part.sku, kit_part.quantity_milli FROM product JOIN kit_part ON kit_part.product_id = product.id"
        " JOIN product AS part ON part.id = part_id WHERE product.sku = ? ORDER BY part.sku",
        (sku,),
    )
    return tuple((row[0], row[1]) for row in rows)


def supplier_id(connection: Connection, sku: str) -> int | None:
    """The number of a product's own supplier, or None."""
    found = connection.execute("SELECT supplier_id FROM product WHERE sku = ?", (sku,)).get
    return None if found is None else int(found)


def product_id(connection: Connection, sku: str) -> int | None:
    """The number of the product with a SKU, or None."""
    found = connection.execute("SELECT id FROM product WHERE sku = ?", (sku,)).get
    return None if found is None else int(found)
