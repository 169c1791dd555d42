"""What a label says of a product: which of its codes, and what a kilogram or litre of it costs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.codes.digits import is_gtin, is_in_store, without_zeros
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.product import Code, Unit

# How much of the unit on the label the amount in a name stands for, in millionths of it.
_PER_UNIT_MICRO = {
    "kg": ("kg", 1_000_000),
    "g": ("kg", 1_000),
    "l": ("l", 1_000_000),
    "cl": ("l", 10_000),
    "ml": ("l", 1_000),
}
_CONTENT = re.compile(
    r"(?<![\w.,])(?:(\d{1,3})\s?[x×]\s?)?(\d{1,5}(?:[.,]\d{1,3})?)\s?(kg|g|ml|cl|l)(?![\w])",  # noqa: RUF001
    re.IGNORECASE,
)
_OF_UNIT = {Unit.KG: ("kg", 1), Unit.G: ("kg", 1000), Unit.L: ("l", 1), Unit.ML: ("l", 1000)}


@dataclass(frozen=True, slots=True)
class LabelGoods:
    """A product as a label shows it.

    Attributes:
        on_hand_milli: What there is of it at all places; 0 where it has no stock.
        codes: Those in the catalogue.
    """

    product_id: int
    sku: str
    name: str
    price_micro: int
    unit: Unit
    weight_milli: int | None
    on_hand_milli: int
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class LabelWish:
    """Labels that are asked for: of which product, how many, and what they say beside it.

    Attributes:
        lot, serial, expiry: What is known of these pieces.
        weight_milli: Of one weighed piece, in grams: its label shows what that costs.
        text: The shop's own.
    """

    product_id: int
    copies: int = 1
    lot: str = ""
    serial: str = ""
    expiry: date | None = None
    weight_milli: int | None = None
    text: str = ""


class Waiting(NamedTuple):
    """A product that waits for a new shelf label.

    Attributes:
        shown_micro: The price that its last label shows, or that it had while nobody had printed one.
        price_micro: Its price.
    """

    product_id: int
    sku: str
    name: str
    shown_micro: int
    price_micro: int


def code_for_label(codes: Iterable[Code], sku: str) -> str:
    """The code that a label carries: a number of GS1 for one piece, else another code for one, else the SKU."""
    single = [code.text for code in codes if code.quantity_milli == PIECE_MILLI and code.price_micro is None]
    numbers = [text for text in single if is_gtin(text)]
    return next(iter((*numbers, *single)), sku)


def carries_elements(code: str) -> bool:
    """Whether a code may stand behind the identifier (01) beside a lot: a number that is GS1's and not the shop's."""
    return is_gtin(code) and not is_in_store(without_zeros(code))


def unit_price(goods: LabelGoods) -> tuple[int, str] | None:
    """What a kilogram or litre costs, in millionths, and which of both it is.

    It comes from the unit of the product, else from the one amount in its name ("6 x 1.5 l"), else from its weight.
    None where nothing says it, or the price is that already.
    """
    if goods.unit in _OF_UNIT:
        unit, times = _OF_UNIT[goods.unit]
        return (goods.price_micro * times, unit) if times > 1 else None
    if goods.unit is not Unit.EACH:
        return None
    found = _CONTENT.findall(goods.name)
    if len(found) == 1:
        pieces, amount, word = found[0]
        unit, micro = _PER_UNIT_MICRO[word.lower()]
        whole, _, part = amount.replace(",", ".").partition(".")
        content = int(whole + part.ljust(3, "0")) * micro * int(pieces or 1)
        if content:
            return half_up(goods.price_micro * 1_000_000_000, content), unit
    if goods.weight_milli and not found:
        return half_up(goods.price_micro * 1000, goods.weight_milli), "kg"
    return None


def pieces(quantity_milli: int, unit: Unit) -> int:
    """How many labels a quantity takes: one for each piece, one for all where it is weighed or measured."""
    if quantity_milli <= 0:
        return 0
    return -(-quantity_milli // PIECE_MILLI) if unit is Unit.EACH else 1
