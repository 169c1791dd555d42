"""A product as the catalogue has it: every figure, who changed what, prices to come, and how it went week by week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.moment import Moment, business_day
from app.domain.product_week import Week, weeks
from app.domain.requests import ProductAsked
from app.reports.product_list import ProductRow
from app.store.database import Book, Connection
from app.store.queries import items, pictures, product_changes, product_list, product_record, products
from app.store.queries.product_changes import Batch, Changed, Planned
from app.store.queries.product_record import Part, Variant

__all__ = ["Batch", "Changed", "Kind", "Part", "Planned", "ProductRecord", "ProductRecords", "Variant", "Week"]

WEEKS = 26
_CHANGES = 40


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """Everything that the catalogue knows of one product.

    Attributes:
        asked: Its figures, as a wish that would make it again.
        row: Its row of the list.
        has_stock: Whether there is any, so that unit, tracking and cost method are changed by a document only.
        changes: Who changed what, the newest first.
        planned: Prices that begin on later days.
        weeks: How it went, the oldest week first.
        shared: SKUs of other products with a code of this one, each with the code.
        variants: Its variants.
        parts: What it is made of, where it is a kit.
        parent: The SKU of the product that it is a variant of, "" for none.
        picture: A small PNG or JPEG; no bytes for none.
    """

    asked: ProductAsked
    row: ProductRow
    has_stock: bool
    changes: tuple[Changed, ...]
    planned: tuple[Planned, ...]
    weeks: tuple[Week, ...]
    shared: tuple[tuple[str, str], ...] = ()
    variants: tuple[Variant, ...] = ()
    parent: str = ""
    picture: bytes = b""
    parts: tuple[Part, ...] = ()


class Kind(NamedTuple):
    """What goods can be: their category ("" for none), and the tax that most of it have."""

    category: str
    rate_milli: int
    tax_code: str


class ProductRecords:
    """Answers about single products of the catalogue. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def record(self, product_id: int, *, now_us: int) -> ProductRecord | None:
        """A product, by its number; None if there is none."""
        shop = self._book.shop
        today = business_day(now_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
        with self._book.reading() as connection:
            rows = product_list.rows(connection, [product_id])
            if not rows:
                return None
            asked = products.asked_like(connection, rows[0].sku)
            moved = product_record.moved(connection, product_id)
            return ProductRecord(
                asked,
                rows[0],
                product_record.has_stock(connection, product_id),
                tuple(product_changes.of_product(connection, product_id, limit=_CHANGES)),
                tuple(product_changes.planned(connection, product_id=product_id)),
                weeks(moved, today=today, count=WEEKS, digits=shop.currency.digits),
                tuple(_shared(connection, asked)),
                tuple(product_record.variants(connection, product_id)),
                _parent(connection, product_id),
                pictures.picture(connection, product_id),
                tuple(product_record.parts(connection, product_id)),
            )

    def taxes(self, category: str | None) -> tuple[tuple[int, str], ...]:
        """The tax rates and codes that goods of a category have, or all goods, the most usual first."""
        with self._book.reading() as connection:
            return self._book.shop.taxes_beside(items.taxes(connection, category))

    def kinds(self) -> tuple[Kind, ...]:
        """What new goods can be: without a category at each tax of the shop, then each category with its own."""
        with self._book.reading() as connection:
            plain = self._book.shop.taxes_beside(items.taxes(connection, None))
            named = items.categories_taxed(connection)
        return (*(Kind("", *tax) for tax in plain), *(Kind(*one) for one in named))

    def free_sku(self) -> str:
        """A SKU for new goods that nobody has."""
        with self._book.reading() as connection:
            number = product_record.next_number(connection)
            while products.product_id(connection, f"{number:05d}") is not None:
                number += 1
            return f"{number:05d}"

    def free_code(self) -> str:
        """An in-store EAN-13 that no product has, above those that the shop has given away.

        Raises:
            Refusal: `no_free_code` where every number of that kind means a weight or price, or is taken.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            return product_record.free_code(connection, shop.region, shop.patterns)

    def newest_batch(self) -> Batch | None:
        """The change of many prices that can be undone, or None."""
        with self._book.reading() as connection:
            return product_changes.newest_batch(connection)

    def today(self, now: Moment) -> int:
        """The shop's business day."""
        shop = self._book.shop
        return business_day(now.utc_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)


def _parent(connection: Connection, product_id: int) -> str:
    parent_id = product_record.parent_id(connection, product_id)
    rows = [] if parent_id is None else product_list.rows(connection, [parent_id])
    return rows[0].sku if rows else ""


def _shared(connection: Connection, asked: ProductAsked) -> list[tuple[str, str]]:
    return [
        (code.text, sku)
        for code in asked.codes or ()
        for sku in products.skus_with_code(connection, code.text)
        if sku != asked.sku
    ]
