"""The shop's own price list: products with everything that the book knows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain.product_row import Beside, BroughtBy, PlannedPrice, VariantOf
from app.domain.requests import ProductAsked
from app.store.database import Book
from app.store.queries import product_changes, product_record, products, suppliers

OnProduct = Callable[[int, int], None]
"""Told how many products are read, and how many there are; what it raises ends the reading."""


class PriceList:
    """Lists products as wishes that would make them again. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def products(
        self, product_ids: Iterable[int] | None = None, on_product: OnProduct | None = None
    ) -> tuple[ProductAsked, ...]:
        """Products by SKU; one that others need as a deposit, as a part or for their variants stands before them.

        Args:
            product_ids: Which; None for all.
            on_product: Told of each that is read.
        """
        with self._book.reading() as connection:
            skus = products.skus(connection, product_ids)
            found = {}
            for count, sku in enumerate(skus, start=1):
                found[sku] = products.asked_like(connection, sku)
                if on_product is not None:
                    on_product(count, len(skus))
            variants = product_record.variants_of(connection)
        depths: dict[str, int] = {}
        return tuple(sorted(found.values(), key=lambda one: _depth(one.sku, found, variants, depths)))

    def brought_by(self) -> dict[str, list[BroughtBy]]:
        """Who brings each product, by SKU."""
        with self._book.reading() as connection:
            return suppliers.brought_by(connection)

    def beside(self) -> Beside:
        """What a list says beside the figures of products."""
        with self._book.reading() as connection:
            planned: dict[str, list[PlannedPrice]] = {}
            for one in product_changes.planned(connection):
                planned.setdefault(one.sku, []).append(PlannedPrice(one.starts, one.price_micro))
            return Beside(suppliers.brought_by(connection), product_record.variants_of(connection), planned)


def _depth(
    sku: str, found: Mapping[str, ProductAsked], variants: Mapping[str, VariantOf], depths: dict[str, int]
) -> int:
    """How many products have to be there before a product can: 0 where it needs none."""
    if sku not in depths:
        depths[sku] = 0  # what needs itself in a round is not waited for
        asked = found.get(sku)
        needed = [part for part, _ in asked.kit or ()] if asked is not None else []
        needed += [asked.deposit] if asked is not None and asked.deposit else []
        needed += [variants[sku].sku] if sku in variants else []
        depths[sku] = max((1 + _depth(one, found, variants, depths) for one in needed), default=0)
    return depths[sku]
