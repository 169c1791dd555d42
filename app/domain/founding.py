"""A new shop: what is usual in its country, with a name and a currency that can be."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.codes.currencies import is_currency
from app.domain.countries import habits_of
from app.domain.figures import Currency, currency
from app.domain.refusal import Refusal
from app.domain.shop import Costing, Shop, StockSystem, read_tax_rates
from app.domain.tax import TaxPolicy

_LONGEST_NAME = 100
_DAY_CUT_MINUTES = 240


def usual_shop(
    name: str,
    country: str,
    *,
    money: str | None = None,
    inclusive: bool | None = None,
    taxes: Iterable[str] | None = None,
) -> Shop:
    """The shop's rules as most shops in its country have them: first in first out, always kept stock.

    Args:
        name: As it stands on receipts.
        country: ISO 3166, two letters.
        money: ISO 4217, three letters; None for the country's own.
        inclusive: Whether shelf prices include tax; None for what is usual.
        taxes: The tax rates that goods can have, in percent, the usual one first; None for those of the country.

    Raises:
        Refusal: `shop_name_needed`, `bad_text`, `text_too_long`, `bad_country`, `bad_currency`, and those of
            `read_tax_rates`.
    """
    habits = habits_of(country)
    with_tax = habits.prices_include_tax if inclusive is None else inclusive
    return Shop(
        name=_checked(name),
        currency=_currency(habits.currency if money is None else money),
        country=country.upper(),
        tax_policy=TaxPolicy.INCL_RATE if with_tax else TaxPolicy.EN16931,
        prices_include_tax=with_tax,
        cash_rounding=None,
        costing=Costing.FIFO,
        stock=StockSystem.PERPETUAL,
        region=None,
        timezone=habits.timezone,
        day_cut_minutes=_DAY_CUT_MINUTES,
        language=habits.language,
        tax_rates=read_tax_rates(habits.taxes if taxes is None else taxes),
    )


def _checked(name: str) -> str:
    name = name.strip()
    if not name:
        raise Refusal("shop_name_needed")
    if not name.isprintable():
        raise Refusal("bad_text", key="--name")
    if len(name) > _LONGEST_NAME:
        raise Refusal("text_too_long", what="name", most=_LONGEST_NAME)
    return name


def _currency(letters: str) -> Currency:
    """A currency that there is: a book never changes its own, so that a slip of the finger would stay."""
    money = currency(letters)
    if not is_currency(letters):
        raise Refusal("bad_currency", text=letters)
    return money
