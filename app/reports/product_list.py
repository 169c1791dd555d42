"""The list of the products screen: which products, in which order, and what stands in some of its rows.

The list has a number for each product; rows are read where somebody looks at them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.pricing import Ending, PriceMove, PriceMoves, changed_price, in_order, net_price_micro
from app.store.database import Book
from app.store.queries import product_list
from app.store.queries.product_list import ProductRow

__all__ = ["Choice", "ProductChoices", "ProductFilter", "ProductList", "ProductQuestion", "ProductRow", "ProductSort"]


class ProductFilter(StrEnum):
    """Which products are listed; all but `inactive` are sold.

    `low`: at or below the reorder point. `out`: nothing left. `negative`: below zero somewhere. `uncoded`: no code.
    `uncosted`: nobody knows what they cost. `shared`: a code that another product has, too. `repriced`: another price
    than on the shelf label.
    """

    ALL = "all"
    LOW = "low"
    OUT = "out"
    NEGATIVE = "negative"
    UNCODED = "uncoded"
    UNCOSTED = "uncosted"
    SHARED = "shared"
    REPRICED = "repriced"
    INACTIVE = "inactive"


class ProductSort(StrEnum):
    """In which order. `least` and `most` go by what there is."""

    SKU = "sku"
    NAME = "name"
    CATEGORY = "category"
    PRICE = "price"
    DEAREST = "dearest"
    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class ProductQuestion:
    """What is listed.

    Attributes:
        words: Every word begins a word of name, SKU or code; "" for any.
        category_id, supplier_id: None for any.
    """

    which: ProductFilter = ProductFilter.ALL
    words: str = ""
    category_id: int | None = None
    supplier_id: int | None = None
    sort: ProductSort = ProductSort.NAME


@dataclass(frozen=True, slots=True)
class Choice:
    """A category, a supplier or a deposit; `code` is "" for a category, and the SKU of a deposit."""

    number: int
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ProductChoices:
    """What can be chosen from, and how many products there are.

    Attributes:
        sold: How many products are sold.
        waiting: How many wait for a new shelf label.
    """

    categories: tuple[Choice, ...] = ()
    suppliers: tuple[Choice, ...] = ()
    deposits: tuple[Choice, ...] = ()
    sold: int = 0
    waiting: int = 0


class ProductList:
    """Answers with lists of products. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def keys(self, asked: ProductQuestion) -> array[int]:
        """The numbers of the products that are asked for, in order."""
        is_repriced = asked.which is ProductFilter.REPRICED
        with self._book.reading() as connection:
            found = product_list.keys(
                connection,
                ask=ProductFilter.ALL.value if is_repriced else asked.which.value,
                words=asked.words,
                category_id=asked.category_id,
                supplier_id=asked.supplier_id,
                sort=asked.sort.value,
            )
            if is_repriced:
                waiting = set(product_list.repriced(connection))
                found = array("q", (number for number in found if number in waiting))
        return found

    def rows(self, product_ids: Iterable[int]) -> tuple[ProductRow, ...]:
        """The rows of these products, in that order; those that are gone are missing."""
        with self._book.reading() as connection:
            return tuple(product_list.rows(connection, product_ids))

    def moves(self, product_ids: Iterable[int], change_milli: int, ending: Ending) -> PriceMoves:
        """What becomes of the prices of these products by a percentage, as `Pricing.change_prices` would change them.

        Raises:
            Refusal: as `changed_price`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            priced = product_list.priced(connection, product_ids)
        moves = []
        for one in priced:
            after = changed_price(one.price_micro, change_milli, ending, shop.currency.digits)
            net = net_price_micro(after, one.rate_milli, includes_tax=shop.prices_include_tax)
            is_below = after != one.price_micro and one.cost_micro is not None and net < one.cost_micro
            moves.append(PriceMove(one.sku, one.name, one.price_micro, after, is_below))
        return in_order(moves)

    def choices(self) -> ProductChoices:
        """The categories, suppliers and deposits, and how many products there are."""
        with self._book.reading() as connection:
            sold, waiting = product_list.counts(connection)
            return ProductChoices(
                tuple(Choice(*row) for row in product_list.categories(connection)),
                tuple(Choice(number, name, code) for number, code, name in product_list.suppliers(connection)),
                tuple(Choice(number, name, sku) for number, sku, name in product_list.deposits(connection)),
                sold,
                waiting,
            )
