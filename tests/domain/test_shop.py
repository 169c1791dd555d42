"""The words of the shop's rules stand in every book."""

from __future__ import annotations

from app.domain.shop import Costing, StockSystem
from tests.books import BERLIN


def test_the_words_that_books_hold() -> None:
    assert [method.value for method in Costing] == ["fifo", "average", "standard", "specific", "lifo"]
    assert [system.value for system in StockSystem] == ["perpetual", "periodic"]


def test_a_shop_begins_without_tiles_and_without_words_on_its_receipts() -> None:
    assert (BERLIN.head, BERLIN.foot, BERLIN.tiles) == ((), (), ())
