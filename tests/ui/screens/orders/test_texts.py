"""Days and figures of the orders are written as the shop writes them, and read back as the same."""

from __future__ import annotations

import pytest

from app.domain.changes import Warned
from app.domain.typed_day import read_day
from app.reports.supplier_cards import SupplierCard
from app.store.queries.suppliers import Supplier
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.screens.orders.texts import OrderTexts
from tests.books import shop_like

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


@pytest.mark.parametrize(
    ("language", "written"), [("de", "05.03.2026"), ("en-US", "03/05/2026"), ("zh", "2026-03-05"), ("sv", "2026-03-05")]
)
def test_a_day_that_stands_in_a_field_is_read_as_the_same_day(language: str, written: str) -> None:
    texts = OrderTexts(shop_like(language=language))
    assert texts.typed_day(20260305) == written
    assert read_day(written, texts.day_order) == 20260305
    assert texts.typed_day(None) == ""


def test_amounts_in_warnings_are_written_as_everywhere_else_in_the_shop() -> None:
    texts = OrderTexts(shop_like(language="de"))
    facts = {"total": "1234.50", "supplier": "Farm", "least": "2000.00"}
    told = texts.sentence(Warned("below_minimum_order", facts)).translate(ISOLATES)
    assert told.startswith("The order comes to 1.234,50, and Farm delivers from 2.000,00 on.")


@pytest.mark.parametrize(
    ("promised", "learned", "told"),
    [
        (None, None, "lead time not known yet"),
        (3, None, "lead time in days: 3 promised"),
        (None, 5, "lead time in days: 5 learned"),
        (3, 5, "lead time in days: 3 promised, 5 learned"),
    ],
)
def test_what_is_known_of_a_lead_time_is_told_and_nothing_else(
    promised: int | None, learned: int | None, told: str
) -> None:
    of = Supplier(1, "S1", "Farm", "", "", "", "", "", promised, None)
    terms = SupplierTexts(shop_like()).terms(SupplierCard(of, learned, (), ()))
    assert terms.translate(ISOLATES).split(" \u00b7 ")[0] == told


def test_a_cost_that_moved_says_how_far_to_a_tenth_of_a_percent() -> None:
    texts = SupplierTexts(shop_like(language="en"))
    moved = [texts.change(milli).translate(ISOLATES) for milli in (4878, -7895, 0, None)]
    assert moved == ["+4.9%", "\u22127.9%", "", ""]
