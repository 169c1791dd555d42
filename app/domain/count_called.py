"""Goods that are in no count, so that what is noted of them calls them by their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.count_sheet import Goods

if TYPE_CHECKING:
    from app.domain.product import Item


def named(item: Item) -> Goods:
    """The product as far as a note needs it, also where it has no stock: a kit, or what keeps none."""
    return Goods(item.product_id, item.sku, item.name, item.unit, item.tracking)
