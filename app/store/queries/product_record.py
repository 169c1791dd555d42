"""What is to be seen beside a product in the catalogue: how it moved day by day, and which numbers are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.codes.in_store import Pattern
from app.domain.codes.own_numbers import LAST_PLACE, free_prefixes, own_number, place_of
from app.domain.product_row import VariantOf
from app.domain.refusal import Refusal
from app.store.database import Connection


class MovedDay(NamedTuple):
    """What moved a product's stock on a book date.

    Attributes:
        quantity_milli, value_minor: By how much stock and its value were changed, at all locations together.
        sold_milli: What was sold of it, returns taken off.
    """

    book_date: int
    quantity_milli: int
    value_minor: int
    sold_milli: int


class Variant(NamedTuple):
    """A variant of a product, such as one size and colour of it; `quantity_milli` is at all locations together."""

    first: str
    second: str
    sku: str
    unit: str
    quantity_milli: int


class Part(NamedTuple):
    """A part of a kit, and how much of it is in one."""

    name: str
    unit: str
    quantity_milli: int


_PARTS = """
SELECT part.name, part.unit, quantity_milli FROM kit_part JOIN product AS part ON part.id = part_id
WHERE product_id = ? ORDER BY part.sku
"""
_VARIANTS = """
SELECT first, second, sku, unit,
    coalesce((SELECT sum(quantity_milli) FROM pool WHERE pool.product_id = product.id), 0)
FROM product_variant JOIN product ON product.id = product_id WHERE parent_id = ? ORDER BY product_id
"""
_PARENT = "SELECT parent_id FROM product_variant WHERE product_id = ?"
_MOVED = """
SELECT book_date, sum(quantity_milli), sum(value_minor),
    -sum(CASE WHEN kind IN ('sale', 'customer_return') THEN quantity_milli ELSE 0 END)
FROM movement WHERE product_id = ? GROUP BY book_date ORDER BY book_date
"""
_TAKEN = "SELECT max(code) FROM product_code WHERE code BETWEEN ? AND ? AND length(code) = 13"
_HAS_STOCK = "SELECT EXISTS (SELECT 1 FROM level WHERE product_id = ? AND quantity_milli <> 0)"
_NEXT_SKU = "SELECT coalesce(max(id), 0) + 1 FROM product"


def parts(connection: Connection, product_id: int) -> list[Part]:
    """What a kit is made of."""
    return [Part(*row) for row in connection.execute(_PARTS, (product_id,))]


def moved(connection: Connection, product_id: int) -> list[MovedDay]:
    """What moved a product's stock on each day, from the first day on."""
    return [MovedDay(*row) for row in connection.execute(_MOVED, (product_id,))]


def free_code(connection: Connection, region: str | None, patterns: Sequence[Pattern]) -> str:
    """An in-store EAN-13 that no product has, above those that the shop has given away.

    Raises:
        Refusal: `no_free_code` where every number of that kind means a weight or price, or is taken.
    """
    for prefix in free_prefixes(region, patterns):
        highest = connection.execute(_TAKEN, (own_number(prefix, 0), own_number(prefix, LAST_PLACE))).get
        place = place_of(str(highest)) + 1 if highest else 1
        if place <= LAST_PLACE:
            return own_number(prefix, place)
    raise Refusal("no_free_code")


def next_number(connection: Connection) -> int:
    """A number that no product has had."""
    return int(connection.execute(_NEXT_SKU).get)


def has_stock(connection: Connection, product_id: int) -> bool:
    """Whether there is any of a product, or less than none."""
    return bool(connection.execute(_HAS_STOCK, (product_id,)).get)


def variants(connection: Connection, parent_id: int) -> list[Variant]:
    """The variants of a product, in the order in which they were made."""
    return [Variant(*row) for row in connection.execute(_VARIANTS, (parent_id,))]


def parent_id(connection: Connection, product_id: int) -> int | None:
    """The product that a product is a variant of, or None."""
    found = connection.execute(_PARENT, (product_id,)).get
    return None if found is None else int(found)


def variant_of(connection: Connection, product_id: int) -> VariantOf | None:
    """Which variant of which product a product is, or None."""
    row = connection.execute(f"{_VARIANTS_OF} WHERE product_variant.product_id = ?", (product_id,)).fetchone()
    return None if row is None else VariantOf(*row[1:])


def variants_of(connection: Connection) -> dict[str, VariantOf]:
    """Which variant of which product products are, by their SKU."""
    return {row[0]: VariantOf(*row[1:]) for row in connection.execute(_VARIANTS_OF)}


_VARIANTS_OF = """
SELECT product.sku, parent.sku, first, second FROM product_variant JOIN product ON product.id = product_id
JOIN product AS parent ON parent.id = parent_id
"""
