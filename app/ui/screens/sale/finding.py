"""What the store thread is asked when something is scanned, typed or picked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.refusal import Refusal

if TYPE_CHECKING:
    from app.domain.product import Item
    from app.reports.lookups import Found
    from app.reports.tills import LastSale
    from app.ui.parts import Parts


@dataclass(frozen=True, slots=True)
class Asked:
    """A look-up on its way.

    Attributes:
        quantity_milli: How many of it, or None: one.
    """

    text: str
    quantity_milli: int | None
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found: the products of a code, or of words where no code was meant, or a sale's receipt.

    Attributes:
        by_words: The only product that the words find.
        is_of_several: Whether they find more than one.
        is_sold: Whether the code is of one piece, by its serial number, that was sold already: paying will refuse it.
    """

    found: Found
    by_words: Item | None = None
    is_of_several: bool = False
    receipt: LastSale | None = None
    is_sold: bool = False


def find(parts: Parts, asked: Asked) -> Answered:
    """Find what a scan or a typed text means. Runs on the store thread."""
    found = parts.lookups.scan(asked.text, location=parts.location)
    if found.items:
        return Answered(found, is_sold=_is_sold(parts, found))
    hits = parts.lookups.search(asked.text, location=parts.location, limit=2) if asked.is_typed else ()
    if len(hits) == 1:
        return Answered(found, whole(parts, hits[0].sku))
    number = (found.scan.content or found.scan.text).upper()
    return Answered(found, is_of_several=bool(hits), receipt=None if hits else parts.tills.sale(number))


def _is_sold(parts: Parts, found: Found) -> bool:
    serial = found.scan.serial
    if serial is None or len(found.items) > 1:
        return False
    return parts.lookups.is_piece_sold(found.items[0], serial)


def whole(parts: Parts, sku: str) -> Item:
    """Read all that a sale has to know of a product that was listed. Runs on the store thread.

    Raises:
        Refusal: `unknown_product` when another till has taken the SKU away in the meantime.
    """
    item = parts.lookups.item(sku, location=parts.location)
    if item is None:
        raise Refusal("unknown_product", sku=sku)
    return item
