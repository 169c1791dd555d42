"""How the sale screen writes a line."""

from __future__ import annotations

from pathlib import Path

from app.ui.screens.sale.texts import SaleTexts
from tests.ui.till import open_till


def test_the_price_of_a_pack_says_for_how_many_it_is(tmp_path: Path) -> None:
    till = open_till(tmp_path).started()
    till.scan("40063813339310", "96385074")
    texts = SaleTexts(till.parts.shop)
    assert [texts.line_price(row.line) for row in till.sale.rows()] == ["6.90 / 6", "1.20"]
