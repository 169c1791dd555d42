"""Products as the shop keeps them, and as a sale sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import MAX_QUANTITY_MILLI, PIECE_MILLI, write_price, write_quantity
from app.domain.refusal import Refusal

MAX_SKU = 64  # how many characters a SKU can have
MAX_CODE = 128


class Unit(StrEnum):
    """What a quantity counts. `each` is whole pieces, the others have three decimals."""

    EACH = "each"
    KG = "kg"
    G = "g"
    L = "l"
    ML = "ml"
    M = "m"


class NegativeStock(StrEnum):
    """What a sale below zero meets."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


class Tracking(StrEnum):
    """Whether pieces are followed by lot or by serial number."""

    NONE = "none"
    LOT = "lot"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True)
class Code:
    """A code that stands for a product.

    Attributes:
        text: The code, a GTIN without added zeros or any other text.
        quantity_milli: How much of the product one scan stands for (a pack of six: 6000).
        price_micro: The price of that whole pack, or None: quantity times the product's price.
    """

    text: str
    quantity_milli: int = PIECE_MILLI
    price_micro: int | None = None


def code_words(code: Code) -> str:
    """A code with what it stands for, as a list of changes shows it: `4006381333931 (6) = 8.40`."""
    words = code.text if code.quantity_milli == PIECE_MILLI else f"{code.text} ({write_quantity(code.quantity_milli)})"
    return words if code.price_micro is None else f"{words} = {write_price(code.price_micro, 2)}"


class Item(NamedTuple):
    """A product as the sale screen and the sale service see it: everything a line needs, read at one moment.

    A tuple costs a fifth of a frozen dataclass to make, and every key that is typed into a search makes twenty.

    Attributes:
        price_micro: Price of `base_milli` of the product.
        base_milli: What the price is for: 1000, or a pack's quantity where the pack code has its own price.
        on_hand_milli: Stock at the till's location when it was read; None where the product has no stock.
        counted: Whether it was ever received or counted at that location.
        deposit: The product that is charged along with each piece, or None.
        minimum_age: Years, or None.
        open_price: The price is asked at every sale.
        is_kit: It is sold as its parts, and has their stock.
    """

    product_id: int
    sku: str
    name: str
    price_micro: int
    rate_milli: int
    tax_code: str
    unit: Unit
    base_milli: int = PIECE_MILLI
    category: str = ""
    stocked: bool = True
    active: bool = True
    negative_stock: NegativeStock = NegativeStock.WARN
    tracking: Tracking = Tracking.NONE
    minimum_age: int | None = None
    open_price: bool = False
    deposit: Item | None = None
    on_hand_milli: int | None = None
    counted: bool = False
    is_kit: bool = False

    @property
    def has_stock(self) -> bool:
        """Whether it has stock of its own: a kit has that of its parts, and other goods keep none."""
        return self.stocked and not self.is_kit


class Hit(NamedTuple):
    """What a search lists of a product. It is no `Item`: the whole of the one that is picked is read by its SKU.

    Every key that is typed makes twenty of these, so the figures stay as the book keeps them.

    Attributes:
        price_micro: Price of one unit.
        unit: As text; it equals its `Unit`.
        category: Its name, if it has one.
        stocked, open_price: 1 or 0; see `Item`.
        on_hand_milli: Stock at the till's location; None where it was never received or counted.
    """

    sku: str
    name: str
    price_micro: int
    unit: str
    category: str | None
    stocked: int
    open_price: int
    on_hand_milli: int | None

    @property
    def base_milli(self) -> int:
        """What the price is for: a search never lists a pack code's own price."""
        return PIECE_MILLI


def check_quantity(quantity_milli: int, unit: Unit, *, sku: str) -> None:
    """Refuse a quantity that the unit cannot have, or the book cannot keep.

    Raises:
        Refusal: `quantity_zero`, `whole_pieces` for a part of a piece, or `out_of_bounds`.
    """
    if quantity_milli == 0:
        raise Refusal("quantity_zero", sku=sku)
    if quantity_milli % PIECE_MILLI and unit is Unit.EACH:
        raise Refusal("whole_pieces", sku=sku)
    if abs(quantity_milli) > MAX_QUANTITY_MILLI:
        raise Refusal("out_of_bounds", what="quantity", text=write_quantity(quantity_milli))


def check_serials(serials: Iterable[str], *, sku: str) -> None:
    """Refuse a serial number that is empty or goes over several lines: they are kept one on a line.

    Raises:
        Refusal: `bad_serial`.
    """
    for serial in serials:
        if not serial or "\n" in serial:
            raise Refusal("bad_serial", sku=sku)
