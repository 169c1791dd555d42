"""What a cashier is asked once before it happens: goods that come back, very many of them, very much money.

Nothing of it is wrong. But a code typed where a quantity belongs, or a minus that nobody meant, would take the money
out of the drawer without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import AddItem, Basket, Entry, SetPrice, SetQuantity, after
from app.domain.figures import PIECE_MILLI, UNIT_MICRO, half_up
from app.domain.product import Item, Unit
from app.domain.ringing import basket_bill
from app.domain.shop import Shop

_MANY = 999  # of the unit that goods are counted, weighed or measured in
_SMALL = {Unit.G: 1000, Unit.ML: 1000}
_LARGE = 10**7  # units of the currency, in a shop that names no amount of its own


class DoubtKind(StrEnum):
    """Why it is asked."""

    RETURN = "return"
    MANY = "many"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked about.

    Attributes:
        quantity_milli: Of the line as it would be.
        amount_minor: What that costs with tax and deposit, less its own discount; negative is paid out.
    """

    kind: DoubtKind
    item: Item
    quantity_milli: int
    amount_minor: int


def doubt(basket: Basket, entry: Entry, shop: Shop) -> Doubt | None:
    """What is to be asked before an entry happens, or None.

    Raises:
        Refusal: Of the basket or its bill, where the entry cannot happen at all.
    """
    match entry:
        case AddItem(item, quantity_milli):
            before_milli, price_micro = 0, item.price_micro
        case SetQuantity(key, quantity_milli):
            line = basket.line(key)
            item, before_milli, price_micro = line.item, line.quantity_milli, line.price_micro
        case SetPrice(key, price_micro):
            line = basket.line(key)
            item, before_milli, quantity_milli = line.item, line.quantity_milli, line.quantity_milli
        case _:
            return None
    kind = _kind(item, quantity_milli, before_milli, price_micro, shop)
    if kind is None:
        return None
    then = after(basket, entry)
    basket_bill(then, shop)
    lines = after(Basket(), entry).lines if isinstance(entry, AddItem) else (then.line(entry.line),)
    return Doubt(kind, item, quantity_milli, basket_bill(Basket(lines), shop).totals.gross_minor)


def large_minor(shop: Shop) -> int:
    """The amount above which a shop wants to be asked, in minor units."""
    return shop.large_minor or _LARGE * 10**shop.currency.digits


def is_very_many(quantity_milli: int, unit: Unit) -> bool:
    """Whether a quantity is more than anybody counts out at a time: perhaps it is a code."""
    return quantity_milli > _MANY * _SMALL.get(unit, 1) * PIECE_MILLI


def _kind(item: Item, quantity_milli: int, before_milli: int, price_micro: int, shop: Shop) -> DoubtKind | None:
    if quantity_milli < min(before_milli, 0):
        return DoubtKind.RETURN
    if quantity_milli > before_milli and is_very_many(quantity_milli, item.unit):
        return DoubtKind.MANY
    amount_minor = half_up(price_micro * quantity_milli * 10**shop.currency.digits, UNIT_MICRO * item.base_milli)
    return DoubtKind.LARGE if abs(amount_minor) > large_minor(shop) else None
