"""The shop's own price list: every product with everything that the book knows of it."""

from __future__ import annotations

from app.domain.product_row import BroughtBy
from app.domain.requests import ProductAsked
from app.store.database import Book
from app.store.queries import products, suppliers


class PriceList:
    """Lists products as wishes that would make them again. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def products(self) -> tuple[ProductAsked, ...]:
        """All products by SKU; those that others need as a deposit or part stand before them."""
        with self._book.reading() as connection:
            every = [products.asked_like(connection, sku) for sku in products.skus(connection)]
        return tuple(sorted(every, key=lambda one: (bool(one.kit), one.deposit is not None)))

    def brought_by(self) -> dict[str, list[BroughtBy]]:
        """Who brings each product, by SKU."""
        with self._book.reading() as connection:
            return suppliers.brought_by(connection)
