"""Prices in words: for how much of the product a price is, and what one scan of it costs."""

from __future__ import annotations

from app.domain.discount import price_line
from app.domain.figures import PIECE_MILLI, UNIT_MICRO
from app.domain.product import Hit, Item, Unit
from app.domain.shop import Shop
from app.printing import format as written


def price_words(item: Item | Hit, shop: Shop) -> str:
    """A product's price, with what it is for unless that is one piece: "€1.50", "€8.40 / 6", "€9.90 / 1 kg"."""
    price = unit_price_words(item.price_micro, shop)
    if item.unit == Unit.EACH and item.base_milli == PIECE_MILLI:
        return price
    return f"{price} / {written.quantity(item.base_milli, shop.language, item.unit)}"


def unit_price_words(price_micro: int, shop: Shop) -> str:
    """A unit price, with the sign of the currency where it is a whole number of minor units."""
    minor, rest = divmod(price_micro * 10**shop.currency.digits, UNIT_MICRO)
    if rest:
        return f"{written.price(price_micro, shop.currency, shop.language)} {shop.currency.code}"
    return written.money(minor, shop.currency, shop.language)


def is_plain_price(item: Item, quantity_milli: int, shop: Shop) -> bool:
    """Whether what one scan costs is the product's price as it stands, so that nothing more need be said of it."""
    whole = item.price_micro * 10**shop.currency.digits % UNIT_MICRO == 0
    return whole and item.unit is Unit.EACH and quantity_milli == item.base_milli


def scan_price_minor(item: Item, quantity_milli: int, shop: Shop) -> int:
    """What one scan of a product costs, in minor units, rounded as its line would be."""
    return price_line(
        quantity_milli=quantity_milli,
        price_micro=item.price_micro,
        money=shop.currency,
        base_milli=item.base_milli,
    ).amount_minor
