"""What a new shop is like, by its country, and which names and currencies can be."""

from __future__ import annotations

import pytest

from app.domain.figures import currency
from app.domain.founding import usual_shop
from app.domain.refusal import Refusal
from app.domain.shop import Costing, StockSystem
from app.domain.tax import TaxPolicy


def test_the_country_says_what_is_usual():
    shop = usual_shop("  Corner Shop ", "gb")
    assert (shop.name, shop.country, shop.currency) == ("Corner Shop", "GB", currency("GBP"))
    assert (shop.timezone, shop.language) == ("Europe/London", "en-GB")
    assert (shop.prices_include_tax, shop.tax_policy) == (True, TaxPolicy.INCL_RATE)
    assert (shop.costing, shop.stock) == (Costing.FIFO, StockSystem.PERPETUAL)


def test_where_prices_are_without_tax_it_is_figured_on_top():
    shop = usual_shop("Corner Shop", "US")
    assert (shop.prices_include_tax, shop.tax_policy) == (False, TaxPolicy.EN16931)
    assert usual_shop("Corner Shop", "US", inclusive=True).tax_policy is TaxPolicy.INCL_RATE


def test_a_currency_that_is_named_goes_before_the_countrys():
    assert usual_shop("Corner Shop", "CH", money="EUR").currency == currency("EUR")


@pytest.mark.parametrize(
    ("name", "country", "money", "code"),
    [
        ("  ", "DE", None, "shop_name_needed"),
        ("Corner\tShop", "DE", None, "bad_text"),
        ("x" * 101, "DE", None, "text_too_long"),
        ("Corner Shop", "D", None, "bad_country"),
        ("Corner Shop", "DE", "ABC", "bad_currency"),
    ],
)
def test_what_cannot_be_is_refused(name: str, country: str, money: str | None, code: str):
    with pytest.raises(Refusal) as refused:
        usual_shop(name, country, money=money)
    assert refused.value.code == code


def test_the_countrys_tax_rates_come_along_unless_others_are_named():
    assert usual_shop("A", "CH").tax_rates == (8100, 2600, 3800)
    assert usual_shop("A", "US").tax_rates == ()  # each state has its own
    assert usual_shop("A", "DE", taxes=["7", "19"]).tax_rates == (7000, 19_000)
    with pytest.raises(Refusal):
        usual_shop("A", "DE", taxes=["a lot"])
