"""The shop's own price list: what it says makes the same products again."""

from __future__ import annotations

from pathlib import Path

from app.reports.price_list import PriceList
from app.services.cataloguing import Cataloguing
from tests.books import counter_at


def test_a_book_made_from_the_list_has_the_same_products(tmp_path: Path) -> None:
    shop = counter_at(tmp_path / "shop.book")
    shop.post("supplier", code="S1", name="Orchard")
    shop.product("Z-DEPOSIT", "0.25", stocked=False)
    shop.product(
        "A1", "1.50", tax="19", tax_code="A", category="Drinks", cost="0.80", supplier="S1", deposit="Z-DEPOSIT",
        codes=["4006381333931", {"code": "14006381333938", "quantity": "6", "price": "8.40"}], reorder_point="6",
        reorder_quantity="24", negative_stock="block", minimum_age="16",
    )  # fmt: skip
    shop.product("KIT", "5.00", kit=[{"sku": "A1", "quantity": "2"}, {"sku": "Z-DEPOSIT", "quantity": "1"}])
    shop.product("OLD", "1.00", active=False, open_price=True, unit="kg")
    listed = PriceList(shop.book).products()
    assert [one.sku for one in listed] == ["OLD", "Z-DEPOSIT", "A1", "KIT"], "what others need stands before them"

    other = counter_at(tmp_path / "other.book")
    other.post("supplier", code="S1", name="Orchard")
    assert Cataloguing(other.book).import_products(listed).added == 4
    assert PriceList(other.book).products() == listed


def test_an_empty_book_has_an_empty_list(tmp_path: Path) -> None:
    assert PriceList(counter_at(tmp_path / "shop.book").book).products() == ()
