"""The list of goods on the stock screen: a page of it, and how many there are that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.store.database import Book
from app.store.queries import orders, stock_list
from app.store.queries.stock_list import StockRow

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PAGE", "Filter", "StockList", "StockPage", "StockRow"]

PAGE = 200  # products


class Filter(StrEnum):
    """Which goods are listed.

    `low`: at or below their reorder point. `negative`: below zero somewhere. `uncosted`: nobody knows what they cost.
    `uncounted`: never received or counted.
    """

    ALL = "all"
    LOW = "low"
    NEGATIVE = "negative"
    UNCOSTED = "uncosted"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class StockPage:
    """The first products that were asked for, by SKU.

    Attributes:
        has_more: Whether there are more of them.
    """

    rows: tuple[StockRow, ...]
    has_more: bool = False


class StockList:
    """Answers with lists of goods. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def page(self, which: Filter = Filter.ALL, words: str = "", *, limit: int = PAGE) -> StockPage:
        """The goods that a filter and the words let through: what is stocked and no kit, by SKU.

        Args:
            which: The filter.
            words: Every word begins a word of name, SKU or code; "" for any.
            limit: How many at most.
        """
        with self._book.reading() as connection:
            rows = stock_list.page(connection, ask=which.value, words=words, limit=limit + 1)
            awaited = orders.on_order(connection)
        listed = (
            row._replace(on_order_milli=awaited.get(row.product_id, orders.NOTHING).sent_milli) for row in rows[:limit]
        )
        return StockPage(tuple(listed), has_more=len(rows) > limit)

    def counts(self) -> Mapping[Filter, int]:
        """How many goods each filter but `all` lets through."""
        with self._book.reading() as connection:
            found = stock_list.counts(connection)
        return MappingProxyType({Filter(name): count for name, count in found.items()})
