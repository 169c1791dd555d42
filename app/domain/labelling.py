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
from app.domain.refusal import Refusal

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
_MILLI_PER_GRAM = {Unit.KG: 1, Unit.G: PIECE_MILLI}
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
        code: By which they were asked for: that of a pack gives labels of the pack.
        price_micro: Of one piece, where its code carries that and no weight.
    """

    product_id: int
    copies: int = 1
    lot: str = ""
    serial: str = ""
    expiry: date | None = None
    weight_milli: int | None = None
    text: str = ""
    code: str = ""
    price_micro: int | None = None

    @property
    def is_measured(self) -> bool:
        """Whether it is of one piece with its own weight or price."""
        return self.weight_milli is not None or self.price_micro is not None


class Listed(NamedTuple):
    """A row of a list of labels: its number, the SKU or code in it, and what it says of the labels.

    Attributes:
        weight_milli: Of one weighed piece, in grams.
        price_micro: Of one piece whose code carries its price.
    """

    row: int
    text: str
    copies: int = 1
    weight_milli: int | None = None
    price_micro: int | None = None


class Waiting(NamedTuple):
    """A product that waits for a new shelf label.

    Attributes:
        shown_micro: The price that its last label shows, or that it had while nobody had printed one.
        price_micro: Its price.
        wish: What was asked for where it is not the label of one piece: a pack, a weighed piece.
    """

    product_id: int
    sku: str
    name: str
    shown_micro: int
    price_micro: int
    wish: LabelWish | None = None


def code_for_label(codes: Iterable[Code], sku: str) -> str:
    """The code that a label carries: a number of GS1 for one piece, else another code for one, else the SKU."""
    single = [code.text for code in codes if not is_pack(code)]
    numbers = [text for text in single if is_gtin(text)]
    return next(iter((*numbers, *single)), sku)


def is_pack(code: Code) -> bool:
    """Whether a code stands for something else than one piece at the product's price."""
    return code.quantity_milli != PIECE_MILLI or code.price_micro is not None


def pack_asked(goods: LabelGoods, wish: LabelWish) -> Code | None:
    """The pack whose labels are asked for, or None for those of a piece."""
    return next((code for code in goods.codes if code.text == wish.code and is_pack(code)), None)


def pack_price(goods: LabelGoods, pack: Code) -> int:
    """What a pack costs, in millionths: its own price, else that of all in it."""
    if pack.price_micro is not None:
        return pack.price_micro
    return half_up(goods.price_micro * pack.quantity_milli, PIECE_MILLI)


def weighed(goods: LabelGoods, weight_milli: int) -> int:
    """A weight in grams as a quantity of the goods, in thousandths of their unit.

    Raises:
        Refusal: `label_not_weighed`.
    """
    if goods.unit not in _MILLI_PER_GRAM:
        raise Refusal("label_not_weighed", name=goods.name)
    return weight_milli * _MILLI_PER_GRAM[goods.unit]


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
