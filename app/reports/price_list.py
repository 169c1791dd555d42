"""The shop's own price list: every product with everything that the book knows of it."""

from __future__ import annotations

from dataclasses import replace

from app.domain.requests import ProductAsked
from app.store.database import Book, Connection
from app.store.queries import products

_FLAGS = ("stocked", "open_price", "active")


class PriceList:
    """Lists products as wishes that would make them again. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def products(self) -> tuple[ProductAsked, ...]:
        """All products by SKU; those that others need as a deposit or part stand before them."""
        with self._book.reading() as connection:
            every = [asked_of(connection, sku) for sku in products.skus(connection)]
        return tuple(sorted(every, key=lambda one: (bool(one.kit), one.deposit is not None)))


def asked_of(connection: Connection, sku: str) -> ProductAsked:
    """A product with everything that the book knows of it, as the wish that would make it again."""
    figures = products.figures(connection, sku) or {}
    flags = {name: bool(figures.pop(name)) for name in _FLAGS}
    asked = ProductAsked(sku, **figures, **flags)  # type: ignore[arg-type]  # the figures are named as the fields
    return replace(asked, kit=products.kit(connection, sku) or None)
