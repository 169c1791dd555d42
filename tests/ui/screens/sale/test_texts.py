"""How the sale screen writes a line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.ui.said import Said
from app.ui.screens.sale.texts import SaleTexts
from tests.ui.till import open_till


def test_the_price_of_a_pack_says_for_how_many_it_is(tmp_path: Path) -> None:
    till = open_till(tmp_path).started()
    till.scan("40063813339310", "96385074")
    texts = SaleTexts(till.parts.shop)
    assert [texts.line_price(row.line) for row in till.sale.rows()] == ["6.90 / 6", "1.20"]


def test_figures_in_warnings_are_written_as_the_shop_writes_them(tmp_path: Path) -> None:
    shop = replace(open_till(tmp_path).parts.shop, language="de")
    texts = SaleTexts(shop)
    said = Said("warn", "stock_below_zero", {"name": "Bananas", "sku": "4011", "on_hand": "-0.482"})
    assert "-0,482" in texts.sentence(said)
    short = Said("warn", "tender_short", {"due": "1234.50", "missing": "0.50"})
    assert "1.234,50" in texts.sentence(short)
    assert "0,50" in texts.sentence(short)
