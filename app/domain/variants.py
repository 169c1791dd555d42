"""Variants of a product: one for each pair of two properties, such as size and colour."""

from __future__ import annotations

import re

from app.domain.product import MAX_SKU
from app.domain.refusal import Refusal

MOST_VALUES = 20  # of a property: more than fit on any shelf
LONGEST_VALUE = 40
_NOT_IN_SKU = re.compile(r"\s+")


def read_values(text: str) -> tuple[str, ...]:
    """The values of a property as a person types them: with commas between, each once.

    Raises:
        Refusal: `too_many_variants`, `variant_too_long`.
    """
    values = tuple(dict.fromkeys(value.strip() for value in text.split(",") if value.strip()))
    if len(values) > MOST_VALUES:
        raise Refusal("too_many_variants", most=MOST_VALUES)
    for value in values:
        if len(value) > LONGEST_VALUE:
            raise Refusal("variant_too_long", text=value[:LONGEST_VALUE], most=LONGEST_VALUE)
    return values


def cells_of(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The cells of the grid, row by row; without a second property one column of them."""
    return tuple((one, other) for one in first for other in second or ("",))


def variant_sku(sku: str, first: str, second: str) -> str:
    """The SKU of a variant: that of the product with the values behind it.

    Raises:
        Refusal: `variant_sku_too_long`.
    """
    found = "-".join(_NOT_IN_SKU.sub("_", part) for part in (sku, first, second) if part)
    if len(found) > MAX_SKU:
        raise Refusal("variant_sku_too_long", sku=found[:MAX_SKU], most=MAX_SKU)
    return found


def variant_name(name: str, first: str, second: str) -> str:
    """The name of a variant, as it stands on the receipt."""
    return ", ".join(part for part in (name, first, second) if part)
