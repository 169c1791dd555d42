"""What the receiving screen asks: goods and what they cost, sheets in progress, deliveries that were posted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.delivery_entries import Begin, Entry, Expected, Head
from app.domain.delivery_journal import read_entry
from app.domain.delivery_refill import refilled
from app.domain.delivery_sheet import Sheet, replay
from app.domain.discount import Discount
from app.domain.moment import read_date
from app.domain.product import Item, Tracking
from app.domain.refusal import Refusal
from app.domain.requests import LandedCostAsked
from app.reports.lookups import Found, find
from app.store.database import Book, Connection
from app.store.queries import arrivals, counts, drafts, items, lot_dates, orders, parties, stock, suppliers
from app.store.queries.arrivals import PostedDelivery
from app.store.queries.drafts import Standing

__all__ = ["Arrivals", "FoundGoods", "PostedDelivery", "Standing"]

_SHEET = "delivery"
_BY_WORDS = 20


@dataclass(frozen=True, slots=True)
class FoundGoods:
    """What a scan or typed words mean.

    Attributes:
        found: The products of a code.
        by_words: Those that the words find, where no product has the code.
        costs: What one unit of each cost the last time, by SKU; None where nobody knows it.
        serial_at: The location where a piece with the scanned serial number is in stock already, "" for none.
        refusal: Why goods cannot be of the lot that was scanned: the book has another last day of it; else None.
        order: The number of the order that was scanned, where it is one and no goods; else "".
    """

    found: Found
    by_words: tuple[Item, ...]
    costs: dict[str, int | None]
    serial_at: str = ""
    refusal: Refusal | None = None
    order: str = ""


class Arrivals:
    """Answers about goods that come in. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def find(self, text: str, *, location: str, is_typed: bool = False, supplier: str = "") -> FoundGoods:
        """The goods that a scan means, or what was typed: a code, a SKU or words.

        Args:
            text: The scan, or what was typed.
            location: Where the goods come in.
            is_typed: Whether it may be words.
            supplier: The code of who brings them, "" where nobody says: they are expected to cost what it takes.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            found = find(connection, text, shop=shop, location_id=location_id)
            by_words: Sequence[Item] = ()
            if is_typed and not found.items:
                hits = items.by_words(connection, text, location_id=location_id, limit=_BY_WORDS)
                whole = items.by_skus(connection, [hit.sku for hit in hits], location_id=location_id)
                by_words = [whole[hit.sku] for hit in hits]
            goods = (*found.items, *by_words)
            costs = self._usual_costs(connection, goods, supplier, location_id)
            serial_at = ""
            if found.scan.serial and len(found.items) == 1:
                serial_at = counts.serial_location(connection, found.items[0].product_id, found.scan.serial)
            refusal = _of_another_day(connection, found)
            order = "" if goods else _order(connection, text)
        by_sku = {item.sku: costs[item.product_id] for item in goods}
        return FoundGoods(found, tuple(by_words), by_sku, serial_at, refusal, order)

    def item(self, sku: str, *, location: str, supplier: str = "") -> tuple[Item, int | None] | None:
        """A product and what one unit of it cost the last time, or None; arguments as of `find`."""
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            item = items.by_skus(connection, [sku], location_id=location_id).get(sku)
            if item is None:
                return None
            costs = self._usual_costs(connection, [item], supplier, location_id)
        return item, costs[item.product_id]

    def items(self, skus: Sequence[str], *, location: str) -> dict[str, Item]:
        """The products with these SKUs."""
        with self._book.reading() as connection:
            return items.by_skus(connection, skus, location_id=stock.location_id(connection, location))

    def charged(self, skus: Sequence[str], *, location: str, supplier: str) -> dict[str, tuple[Item, int | None]]:
        """The products with these SKUs, each with what the supplier charged for one unit of it last, or None."""
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            found = items.by_skus(connection, skus, location_id=location_id)
            costs = self._usual_costs(connection, found.values(), supplier, location_id)
        return {sku: (item, costs[item.product_id]) for sku, item in found.items()}

    def in_progress(self) -> tuple[Standing, ...]:
        """The sheets that are open, at whatever till, the one that was begun first first."""
        with self._book.reading() as connection:
            return tuple(drafts.standing(connection, _SHEET))

    def entries(self, uid: str) -> tuple[Entry, ...]:
        """The entries of a sheet."""
        with self._book.reading() as connection:
            return tuple(read_entry(meaning) for meaning in drafts.meanings(connection, uid))

    def sheet(self, uid: str) -> Sheet:
        """A sheet as its entries make it, also of one that was posted."""
        return replay(self.entries(uid))

    def of_note(self, supplier: str, reference: str) -> tuple[str, int] | None:
        """Number and day of the delivery that came with this note of a supplier before, or None."""
        with self._book.reading() as connection:
            return arrivals.of_note(connection, supplier, reference)

    def suppliers(self) -> tuple[tuple[str, str], ...]:
        """Code and name of all suppliers, by name."""
        with self._book.reading() as connection:
            return tuple(arrivals.suppliers(connection))

    def newest(self, limit: int = 20) -> tuple[PostedDelivery, ...]:
        """The deliveries that were posted last, the newest first."""
        with self._book.reading() as connection:
            return tuple(arrivals.newest(connection, limit=limit))

    def posted(self, uid: str) -> PostedDelivery:
        """A delivery that stands in the book.

        Raises:
            Refusal: `unknown_delivery`.
        """
        with self._book.reading() as connection:
            found = arrivals.posted(connection, uid)
        if found is None:
            raise Refusal("unknown_delivery", uid=uid[:64])
        return found

    def entries_to_correct(self, uid: str, *, location: str, expected: Expected | None = None) -> tuple[Entry, ...]:
        """The entries of a sheet that has all that a posted delivery has, the codes that were left out among it.

        Args:
            uid: The delivery's.
            location: Where it came in.
            expected: Its order, with what is awaited once the delivery is taken back.

        Raises:
            Refusal: `unknown_delivery`.
        """
        delivery = self.posted(uid)
        with self._book.reading() as connection:
            posted_lines = arrivals.lines(connection, delivery.document_id)
            location_id = stock.location_id(connection, location)
            goods = items.by_skus(connection, {line.sku for line in posted_lines}, location_id=location_id)
        # A delivery is called after the sheet that it was posted from, if there was one.
        was = self.sheet(uid)
        said = was.head if was.entries else _head(delivery)
        head = Head(
            delivery.supplier,
            delivery.reference,
            said.discount,
            delivery.provisional,
            said.landed,
            day=said.day,
            corrects=delivery.number,
        )
        return refilled(Begin(head, expected), [(goods[line.sku], line) for line in posted_lines], was)

    def brought(self, uid: str) -> dict[str, int]:
        """How much of each product a delivery brought, by SKU, free pieces left out: they fill no order.

        Raises:
            Refusal: `unknown_delivery`.
        """
        delivery = self.posted(uid)
        came: dict[str, int] = {}
        with self._book.reading() as connection:
            for line in arrivals.lines(connection, delivery.document_id):
                came[line.sku] = came.get(line.sku, 0) + line.quantity_milli - (line.free_milli or 0)
        return came

    def _usual_costs(
        self, connection: Connection, goods: Iterable[Item], supplier: str, location_id: int
    ) -> dict[int, int | None]:
        return suppliers.usual_costs(
            connection,
            {item.product_id for item in goods},
            supplier_id=parties.supplier_id_of(connection, supplier) if supplier else None,
            location_id=location_id,
            default=self._book.shop.costing,
        )


def _head(delivery: PostedDelivery) -> Head:
    """What was said of a delivery that came without a screen: in the book it is amounts."""
    return Head(
        discount=Discount(delivery.discount_minor) if delivery.discount_minor else None,
        landed=(LandedCostAsked(delivery.landed_minor),) if delivery.landed_minor else (),
    )


def _order(connection: Connection, text: str) -> str:
    try:
        return orders.named(connection, text.strip()).number
    except Refusal:
        return ""


def _of_another_day(connection: Connection, found: Found) -> Refusal | None:
    """What is wrong with the last day that a scan says of its lot, of goods that the shop follows by lot."""
    scan = found.scan
    day = scan.expiry or scan.best_before
    if not scan.lot or not day or [item.tracking for item in found.items] != [Tracking.LOT]:
        return None
    try:
        lot_dates.check(connection, found.items[0].product_id, scan.lot, read_date(day[:10]))
    except Refusal as refusal:
        return refusal
    return None
