"""Look-ups: which product a scan, a SKU or a few words mean, and what is there of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.codes import Scan, parse
from app.domain.figures import PIECE_MILLI, amount_minor, half_up, read_price
from app.domain.product import Hit, Item, Tracking, Unit
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.store.database import Book, Connection
from app.store.queries import items, lot_dates, pieces, stock

_MILLI_PER_KG = {Unit.KG: 1, Unit.G: PIECE_MILLI}


@dataclass(frozen=True, slots=True)
class Found:
    """What a scan means in this shop.

    Attributes:
        items: The products that it can mean: none for an unknown code, several where the cashier has to choose. Their
            price is the code's own where it has one.
        quantities: Of each item, how much one scan stands for, in thousandths.
        merge: Whether it may join a line of the same goods: not where the code carries its own weight or price.
    """

    scan: Scan
    items: tuple[Item, ...] = ()
    quantities: tuple[int, ...] = ()
    merge: bool = True

    @property
    def quantity_milli(self) -> int:
        """How much one scan stands for."""
        return self.quantities[0] if self.quantities else PIECE_MILLI * (self.scan.repeat or 1)


@dataclass(frozen=True, slots=True)
class StockAt:
    """Stock of a product at a location."""

    location: str
    on_hand_milli: int
    counted: bool


class Lookups:
    """Answers of the catalogue. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def scan(self, text: str, *, location: str) -> Found:
        """What a scan means, and which products have that code."""
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            return find(connection, text, shop=self._book.shop, location_id=location_id)

    def search(self, words: str, *, location: str, limit: int = 20) -> tuple[Hit, ...]:
        """The first active products of which every word begins a word of name, SKU or code.

        What is picked of them is asked for again by its SKU, see `item`.
        """
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            found = items.by_words(connection, words, location_id=location_id, limit=limit)
        # Deposits, bags and postage have many words in common with the goods that people look for: they come last.
        found.sort(key=_is_aside)
        return tuple(found)

    def item(self, sku: str, *, location: str) -> Item | None:
        """The product with that SKU."""
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            return items.by_skus(connection, [sku], location_id=location_id).get(sku)

    def at_prices(self, quantities: Mapping[str, int], *, location: str) -> int:
        """What goods come to at their selling prices, in minor units; what is not known comes to nothing.

        Args:
            quantities: How much of each, by SKU.
            location: Where.
        """
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            found = items.by_skus(connection, quantities, location_id=location_id)
        digits = self._book.shop.currency.digits
        return sum(amount_minor(one.price_micro, quantities[sku], digits) for sku, one in found.items())

    def tiles(self, skus: tuple[str, ...], *, location: str) -> tuple[Item, ...]:
        """The active products with those SKUs, in that order."""
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            found = items.by_skus(connection, skus, location_id=location_id)
        return tuple(found[sku] for sku in skus if sku in found and found[sku].active)

    def is_piece_sold(self, item: Item, serial: str) -> bool:
        """Whether the piece with this serial number was sold and has not come back."""
        with self._book.reading() as connection:
            return pieces.is_sold(connection, item.product_id, serial)

    def categories(self) -> tuple[str, ...]:
        """The names of the categories that have active products, in order."""
        with self._book.reading() as connection:
            return tuple(items.categories(connection))

    def stock(self, sku: str) -> tuple[StockAt, ...]:
        """What is there of a product, by location; locations where it never was are left out."""
        with self._book.reading() as connection:
            return tuple(StockAt(*row) for row in stock.by_location(connection, sku))


def _is_aside(hit: Hit) -> bool:
    return not hit.stocked


def find(connection: Connection, text: str, *, shop: Shop, location_id: int) -> Found:
    """What a scan means, on an open moment of the book.

    The goods of an in-store code are kept under the code without its variable part; its weight, price or count is how
    much of them there is. A label that the shop has stored whole, as the code of one product, is asked for first:

    - of goods that are counted it is one piece at the product's own price: the shop knows better than a region's rules
      what a number that it gave away itself means;
    - of goods that are weighed it is the one labelled piece as it is, with the weight (or for the price) printed on it:
      nobody who sticks a label of 0.250 kg on cheese means a whole kilogram;
    - stored with a quantity of its own (`{"code": ..., "quantity": "0.250"}`), it is that quantity.
    """
    scan = parse(text, region=shop.region, patterns=shop.patterns)
    # A scan that means nothing as a code can still be a shop's own: the text as it came is tried at the end.
    for candidate in dict.fromkeys((*scan.candidates, scan.text)):
        hits = items.by_code(connection, candidate, location_id=location_id)
        if hits:
            return _found(
                _as_own(scan) if candidate == scan.text else scan,
                [hit for hit in hits if hit[0].active] or hits,
                is_whole=scan.measured_by not in (None, candidate),
            )
    item = items.by_skus(connection, [scan.text], location_id=location_id).get(scan.text)
    return _found(_as_own(scan), [(item, PIECE_MILLI)], is_whole=True) if item else Found(scan)


def find_one(connection: Connection, code: str, *, shop: Shop, location_id: int) -> Found:
    """What a code means on a document, where nobody can be asked which of several products it is.

    Raises:
        Refusal: `unknown_code`, `several_products`.
    """
    found = find(connection, code, shop=shop, location_id=location_id)
    if not found.items:
        raise Refusal("unknown_code", text=code[:40])
    if len(found.items) > 1:
        raise Refusal("several_products", text=code[:40], skus=", ".join(item.sku for item in found.items))
    return found


def _as_own(scan: Scan) -> Scan:
    """The scan of a code that the shop has as it stands: what GS1 reads into it (in "2101", serial 01) is not meant."""
    if scan.lot is None and scan.serial is None and scan.expiry is None:
        return scan
    return replace(scan, lot=None, serial=None, expiry=None)


def _found(scan: Scan, hits: list[tuple[Item, int]], *, is_whole: bool) -> Found:
    """The goods of a scan; `is_whole` if they are kept under the very code, its measure included."""
    has_measure = scan.weight is not None or scan.price is not None or scan.count is not None
    goods, is_measured = [], False
    for item, quantity_milli in hits:
        if has_measure and (not is_whole or (item.unit is not Unit.EACH and quantity_milli == PIECE_MILLI)):
            is_measured = True
            goods.append(_measured(scan, item, quantity_milli))
        else:
            goods.append((item, quantity_milli * (scan.repeat or 1)))
    # A code that the catalogue knows is right for this shop, whatever the standards say of it.
    known = replace(scan, error=None) if scan.error else scan
    found, quantities = tuple(item for item, _ in goods), tuple(quantity for _, quantity in goods)
    return Found(known, found, quantities, merge=not is_measured)


def _measured(scan: Scan, item: Item, quantity_milli: int) -> tuple[Item, int]:
    """The item with the weight, price or count that its code carries; a price on the label is charged to the cent.

    A code with room for a price and none in it says nothing: pieces have their own price, of the rest it is none.
    """
    grams = scan.weight_milli
    if grams is not None and item.unit in _MILLI_PER_KG:
        return item, grams * _MILLI_PER_KG[item.unit]
    if scan.count is not None:
        return item, scan.count * quantity_milli
    if scan.price is None:
        return item, quantity_milli
    label_micro = read_price(scan.price)
    if not label_micro:
        return item, quantity_milli if item.unit is Unit.EACH else 0
    if item.unit is Unit.EACH or not item.price_micro:
        return item._replace(price_micro=label_micro, base_milli=quantity_milli), quantity_milli
    amount_milli = max(1, half_up(label_micro * item.base_milli, item.price_micro))
    return item._replace(price_micro=label_micro, base_milli=amount_milli), amount_milli


def check_day(connection: Connection, found: Found) -> None:
    """Refuse a last day that is not the one which the book has of the lot or the piece.

    Raises:
        Refusal: `lot_other_expiry`.
    """
    scan = found.scan
    if scan.last_day is not None and len(found.items) == 1:
        (item,) = found.items
        number = {Tracking.LOT: scan.lot, Tracking.SERIAL: scan.serial}.get(item.tracking)
        if number:
            lot_dates.check(connection, item.product_id, number, scan.last_day)
