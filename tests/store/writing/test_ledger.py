"""The ledger on a real book: what its pools go by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports.shops import TryShop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    shop = TryShop(tmp_path / "shop.book")
    yield shop
    shop.book.close_thread()


def _pool(shop: TryShop, sku: str) -> tuple[str, int, int]:
    with shop.book.reading() as connection:
        sql = (
            "SELECT method, quantity_milli, value_minor FROM pool JOIN product ON product.id = product_id WHERE sku = ?"
        )
        found: tuple[str, int, int] = connection.execute(sql, (sku,)).get
        return found


def test_a_cost_method_that_was_changed_while_there_was_no_stock_holds_from_the_next_arrival(shop: TryShop) -> None:
    shop.product("A1", costing="fifo")
    shop.open_stock(("A1", "2", "1.00"))
    shop.sell(("A1", "2"))
    shop.product("A1", costing="average")
    shop.deliver(("A1", "1", "1.00"))
    shop.deliver(("A1", "1", "2.00"))
    shop.sell(("A1", "1"))
    assert _pool(shop, "A1") == ("average", 1000, 150)


def test_the_shops_method_is_that_of_products_which_name_none(shop: TryShop) -> None:
    shop.product("A1")
    shop.deliver(("A1", "1", "1.00"))
    shop.deliver(("A1", "1", "2.00"))
    shop.sell(("A1", "1"))
    assert _pool(shop, "A1") == ("fifo", 1000, 200)
