"""A product's card: what there is of it by location and lot, what it is worth, and all that ever moved it."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from app.domain.costing import BY_LAYER
from app.domain.figures import amount_minor, unit_micro
from app.domain.moment import Moment, business_day, day_number, day_of
from app.domain.product import Tracking, Unit
from app.domain.shop import Costing
from app.store.database import Book, Connection
from app.store.queries import orders, product_card, stock
from app.store.queries.product_card import MovedRow

HISTORY_PAGE = 200  # movements
_MOST = 200  # lots and layers; the rest is said to be there
_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Place:
    """What there is at one location, lots taken together.

    Attributes:
        method: By which its cost goes there.
        is_on_the_way: Whether this is no shelf, but goods that travel between two.
        counted: Whether it was ever received or counted there.
    """

    code: str
    name: str
    method: Costing
    quantity_milli: int
    value_minor: int
    counted: bool
    is_on_the_way: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """What there is at one location of one lot; `lot` is "" for goods without one.

    Attributes:
        expiry: The last day of sale, as a day number, or None.
        state: "", or `expired`, or `expiring` within a week.
        is_serial: Whether the lot is the serial number of one piece.
    """

    place: Place
    lot: str
    quantity_milli: int
    expiry: int | None = None
    state: str = ""
    is_serial: bool = False


@dataclass(frozen=True, slots=True)
class OpenLayer:
    """What is left of one arrival.

    Attributes:
        document, number, kind: The document that first brought the goods into the shop.
        unit_cost_micro, value_minor: None where the cost method keeps value for all together.
    """

    document: str
    number: str
    kind: str
    book_date: int
    location: str
    lot: str
    left_milli: int
    unit_cost_micro: int | None
    value_minor: int | None


@dataclass(frozen=True, slots=True)
class ProductCard:
    """Everything that the card of a product shows but its history.

    Attributes:
        quantity_milli, value_minor: At all locations together, goods on the way included.
        unit_cost_micro: Value / quantity; where there is nothing, the last known cost; None if nobody knows it.
        has_stock: Whether it has stock of its own: no service, no kit.
        is_low, is_negative, is_uncosted, is_uncounted: As in `stock_list`.
        has_more: Whether there are more lots or layers than these.
        on_order_milli: What is still awaited of orders that were sent.
    """

    product_id: int
    sku: str
    name: str
    unit: Unit
    tracking: Tracking
    method: Costing
    quantity_milli: int
    value_minor: int
    unit_cost_micro: int | None
    reorder_point_milli: int | None
    has_stock: bool
    is_kit: bool
    active: bool
    is_low: bool
    is_negative: bool
    is_uncosted: bool
    is_uncounted: bool
    places: tuple[Place, ...]
    spots: tuple[Spot, ...]
    layers: tuple[OpenLayer, ...]
    has_more: bool = False
    on_order_milli: int = 0

    def place(self, code: str) -> Place | None:
        """What there is at the location with that code; None where it has never been."""
        return next((place for place in self.places if place.code == code), None)

    def on_hand_milli(self, code: str, lot: str | None = None) -> int:
        """What there is at a location, or of one of its lots ("" is what has none); None is all of them."""
        if lot is None:
            place = self.place(code)
            return 0 if place is None else place.quantity_milli
        return sum(spot.quantity_milli for spot in self.spots if spot.place.code == code and spot.lot == lot)

    def change_by_cost_minor(self, code: str, unit_cost_micro: int, digits: int) -> int:
        """By how much the value changes if one unit is worth this from now on: the effect of a revaluation.

        Args:
            code: The location. A standard cost is the product's: then every location is revalued.
            unit_cost_micro: The new unit cost.
            digits: Of the currency.
        """
        concerned = [place for place in self.places if self.method is Costing.STANDARD or place.code == code]
        return sum(
            amount_minor(unit_cost_micro, place.quantity_milli, digits) - place.value_minor for place in concerned
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement and what there was after it, at all locations together.

    Attributes:
        kind: A word of `MovementKind`.
        document: The uid of its document.
    """

    at: Moment
    book_date: int
    kind: str
    document: str
    number: str
    location: str
    lot: str
    quantity_milli: int
    value_minor: int
    balance_milli: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How far back a history was read: what the next page goes on from."""

    book_date: int
    seq: int
    balance_milli: int


@dataclass(frozen=True, slots=True)
class History:
    """A page of a product's movements, the newest book date first.

    Attributes:
        more: Where the next page begins, or None at the beginning of all.
    """

    rows: tuple[Moved, ...]
    more: Mark | None = None


class ProductCards:
    """Answers about one product. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def card(self, sku: str, *, now_us: int) -> ProductCard | None:
        """The card of a product; None for a SKU that nobody has.

        Args:
            sku: The product.
            now_us: The moment by which lots are expired, microseconds since 1970 UTC.
        """
        with self._book.reading() as connection:
            head = product_card.head(connection, sku)
            return None if head is None else self._card(connection, head, self._book_date(now_us))

    def history(self, sku: str, after: Mark | None = None, *, limit: int = HISTORY_PAGE) -> History:
        """The movements of a product with the balance after each, a page at a time.

        Args:
            sku: The product.
            after: The `more` of the page before, None for the newest.
            limit: How many at most.
        """
        with self._book.reading() as connection:
            head = product_card.head(connection, sku)
            pools = [] if head is None else product_card.pools(connection, head.product_id)
            before = product_card.NEWEST if after is None else (after.book_date, after.seq)
            balance_milli = sum(pool.quantity_milli for pool in pools) if after is None else after.balance_milli
            pages = [
                product_card.moved(connection, head.product_id, pool.location_id, before=before, limit=limit + 1)
                for pool in pools
                if head is not None
            ]
        found = list(islice(heapq.merge(*pages, key=_newest, reverse=True), limit + 1))
        rows = tuple(_with_balance(found[:limit], balance_milli))
        if len(found) <= limit or not rows:
            return History(rows)
        last = found[limit - 1]
        left_milli = rows[-1].balance_milli - last.quantity_milli
        return History(rows, Mark(last.book_date, last.seq, left_milli))

    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of the reasons for an adjustment; those that every shop has come without a name."""
        with self._book.reading() as connection:
            names = product_card.own_reasons(connection)
            return tuple((code, names.get(code, "")) for code in stock.reasons(connection))

    def locations(self) -> tuple[tuple[str, str], ...]:
        """Code and name of the locations where goods can be put."""
        with self._book.reading() as connection:
            return tuple(product_card.shop_locations(connection))

    def _book_date(self, now_us: int) -> int:
        shop = self._book.shop
        return business_day(now_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)

    def _card(self, connection: Connection, head: product_card.Head, today: int) -> ProductCard:
        shop = self._book.shop
        pools = product_card.pools(connection, head.product_id)
        lots = product_card.lots(connection, head.product_id, limit=_MOST + 1)
        layers = product_card.layers(connection, head.product_id, limit=_MOST + 1)
        method = Costing(head.costing) if head.costing else shop.costing
        quantity_milli = sum(pool.quantity_milli for pool in pools)
        value_minor = sum(pool.value_minor for pool in pools)
        places = tuple(_place(pool) for pool in pools)
        # Where goods never came in, they cost what they did at another location.
        known = [pool.last_cost_micro for pool in pools if pool.last_cost_micro is not None]
        is_counted = any(pool.counted for pool in pools)
        point = head.reorder_point_milli
        unit_cost_micro = known[0] if known else head.cost_micro
        if quantity_milli > 0:
            unit_cost_micro = unit_micro(value_minor, quantity_milli, shop.currency.digits)
        elif method is Costing.STANDARD and head.standard_cost_micro is not None:
            unit_cost_micro = head.standard_cost_micro
        return ProductCard(
            product_id=head.product_id,
            sku=head.sku,
            name=head.name,
            unit=Unit(head.unit),
            tracking=Tracking(head.tracking),
            method=method,
            quantity_milli=quantity_milli,
            value_minor=value_minor,
            unit_cost_micro=unit_cost_micro,
            reorder_point_milli=point,
            has_stock=bool(head.stocked) and not head.is_kit,
            is_kit=bool(head.is_kit),
            active=bool(head.active),
            is_low=point is not None and is_counted and quantity_milli <= point,
            is_negative=any(pool.quantity_milli < 0 for pool in pools),
            is_uncosted=not all(known) if known else not head.cost_micro,
            is_uncounted=not pools or not all(pool.counted for pool in pools),
            places=places,
            spots=tuple(_spots(places, lots[:_MOST], today)),
            layers=tuple(_layer(row, places, shop.currency.digits) for row in layers[:_MOST]),
            has_more=max(len(lots), len(layers)) > _MOST,
            on_order_milli=orders.on_order(connection).get(head.product_id, orders.NOTHING).sent_milli,
        )


def _place(pool: product_card.PoolRow) -> Place:
    return Place(
        pool.location,
        pool.name,
        Costing(pool.method),
        pool.quantity_milli,
        pool.value_minor,
        counted=pool.counted == 1,
        is_on_the_way=pool.kind == "transit",
    )


def _spots(places: tuple[Place, ...], lots: list[product_card.LotRow], today: int) -> Iterator[Spot]:
    """Each lot at each location; a location where there is nothing, once."""
    soon = day_number(day_of(today) + _SOON)
    for place in places:
        held = [lot for lot in lots if lot.location == place.code]
        if not held and not place.is_on_the_way:
            yield Spot(place, "", 0)
        for lot in held:
            state = ""
            if lot.expiry is not None and lot.expiry <= soon:
                state = "expired" if lot.expiry < today else "expiring"
            yield Spot(place, lot.lot, lot.quantity_milli, lot.expiry, state, is_serial=lot.is_serial == 1)


def _layer(row: product_card.LayerRow, places: tuple[Place, ...], digits: int) -> OpenLayer:
    method = next(place.method for place in places if place.name == row.location)
    own = method in BY_LAYER
    return OpenLayer(
        row.document,
        row.number,
        row.kind,
        row.book_date,
        row.location,
        row.lot,
        row.left_milli,
        unit_micro(row.left_minor, row.left_milli, digits) if own else None,
        row.left_minor if own else None,
    )


def _newest(row: MovedRow) -> tuple[int, int]:
    return row.book_date, row.seq


def _with_balance(rows: list[MovedRow], balance_milli: int) -> Iterator[Moved]:
    for row in rows:
        yield Moved(
            row.at,
            row.book_date,
            row.kind,
            row.document,
            row.number,
            row.location,
            row.lot,
            row.quantity_milli,
            row.value_minor,
            balance_milli,
        )
        balance_milli -= row.quantity_milli
