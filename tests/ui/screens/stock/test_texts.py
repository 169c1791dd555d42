"""Every kind of movement and document, cost method and reason has its word; figures are written as the shop does."""

from __future__ import annotations

from app.domain.changes import Warned
from app.domain.document import DocumentKind
from app.domain.movement import MovementKind
from app.domain.shop import Costing
from app.ui.said import Said
from app.ui.screens.stock.texts import StockTexts
from tests.books import shop_like


def test_nothing_that_a_book_holds_is_without_a_word() -> None:
    texts = StockTexts(shop_like())
    for kind in (*MovementKind, *DocumentKind):
        assert texts.kind(kind.value)[0].isupper()
    assert len({texts.method(method) for method in Costing}) == len(Costing)


def test_a_reason_has_the_shops_own_name_before_ours() -> None:
    texts = StockTexts(shop_like())
    assert [texts.reason("damaged"), texts.reason("damaged", "Broken"), texts.reason("gift")] == [
        "Damaged",
        "Broken",
        "gift",
    ]


def test_figures_are_those_of_the_shop() -> None:
    texts = StockTexts(shop_like(currency="JPY", language="de"))
    assert (texts.point, texts.digits) == (",", 0)
    assert texts.change(1500, "kg") == "+1,5\N{NO-BREAK SPACE}kg"
    assert texts.change(0, "each") == ""
    assert (texts.value_change(-1234), texts.value_change(0), texts.amount(None)) == ("-1.234", "0", "")
    assert texts.unit_cost(None) == ""


def test_sentences_are_the_screens_own_or_those_of_the_shop() -> None:
    texts = StockTexts(shop_like(language="en"))
    assert "A1" in texts.sentence(Said("warn", "unknown_code", {"code": "A1"}))
    assert "Tea" in texts.sentence(Warned("without_cost", {"name": "Tea", "sku": "tea"}))
