"""The words of the shop's rules stand in every book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.refusal import Refusal
from app.domain.shop import Costing, StockSystem, check_tolerances, read_tax_rates
from tests.books import BERLIN


def test_the_words_that_books_hold() -> None:
    assert [method.value for method in Costing] == ["fifo", "average", "standard", "specific", "lifo"]
    assert [system.value for system in StockSystem] == ["perpetual", "periodic"]


def test_a_shop_begins_without_tiles_and_without_words_on_its_receipts() -> None:
    assert (BERLIN.head, BERLIN.foot, BERLIN.tiles) == ((), (), ())


def test_what_is_asked_about_when_goods_come_lies_between_nothing_and_ten_times() -> None:
    check_tolerances(over_delivery_milli=0, cost_percent=0)
    check_tolerances(over_delivery_milli=1_000_000, cost_percent=1000)


@pytest.mark.parametrize(
    ("over_milli", "percent", "text"), [(1_000_001, 0, "1000.001%"), (0, 1001, "1001%"), (0, -1, "-1%")]
)
def test_what_can_be_no_tolerance_is_refused(over_milli: int, percent: int, text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_tolerances(over_delivery_milli=over_milli, cost_percent=percent)
    assert (refusal.value.code, refusal.value.facts["text"]) == ("out_of_bounds", text)


def test_tax_rates_are_kept_once_and_the_usual_one_first() -> None:
    assert read_tax_rates(["19", " 7 % ", "", "0", "19.0"]) == (19_000, 7000, 0)
    assert read_tax_rates([]) == ()


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["much"], "bad_number"),
        (["100.001"], "out_of_bounds"),
        (["-1"], "out_of_bounds"),
        ([*"1234567"], "too_many_tax_rates"),
    ],
)
def test_what_can_be_no_tax_rate_is_refused(texts: list[str], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_tax_rates(texts)
    assert refusal.value.code == code


def test_goods_can_have_what_goods_have_and_what_else_the_shop_names() -> None:
    shop = replace(BERLIN, tax_rates=(19_000, 7000, 0))
    assert shop.taxes_beside([(7000, "R")]) == ((7000, "R"), (19_000, ""), (0, ""))
    assert shop.taxes_beside([]) == ((19_000, ""), (7000, ""), (0, ""))
    assert replace(BERLIN, tax_rates=()).taxes_beside([]) == ((0, ""),)
