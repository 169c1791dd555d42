"""What the book says of goods that are counted: at the moment each was counted, with what is on the counter."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from app.domain.basket import AddItem
from app.domain.count_book import BookSays
from app.domain.count_counter import Counter
from app.domain.count_standing import Found, Pass
from app.domain.figures import PIECE_MILLI, amount_minor
from app.domain.journal import read_entry as read_basket_entry
from app.domain.moment import business_day
from app.store.database import Book, Connection
from app.store.queries import count_costs, counted, stock, stocktakes
from app.store.queries.counted import Shelves
from app.store.queries.stocktakes import Stocktake


class BookNow:
    """What the book says of the goods of a stocktake, read at one moment for all of them."""

    def __init__(
        self,
        book: Book,
        connection: Connection,
        known: Stocktake,
        found: dict[int, Found],
        covered: Iterable[int],
        now_us: int,
    ) -> None:
        shop = book.shop
        self._connection = connection
        self._now_us, self._digits = now_us, shop.currency.digits
        ids = sorted({*found, *covered})
        first_us = min((one.begun_us for one in found.values()), default=now_us)
        day = business_day(first_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
        self._shelves = Shelves(connection, known.location_id, ids, first_us=first_us, day=day)
        self._pools = count_costs.pools(connection, known.location_id, ids)
        self._layers = count_costs.layers(connection, known.location_id, found)
        self._counter = counter_of(connection, known, first_us)

    def of_found(self, product_id: int, found: Found) -> BookSays:
        """At the moment of the last scan."""
        first_us, last_us = found.first_us, found.last_us
        shelves, counter = self._shelves, self._counter
        has_moved = first_us < last_us and counter.has_moved(product_id, first_us, last_us)
        sold = (one for one in shelves.moved(product_id) if one.kind == "sale" and one.happened_us > last_us)
        return BookSays(
            shelves.expected(product_id, last_us),
            not shelves.has_come_in(product_id, last_us),
            has_moved or shelves.has_moved(product_id, first_us, last_us),
            -sum(one.quantity_milli for one in sold),
            self._cost(self._pools[product_id]),
            counter.at(product_id, last_us),
            tuple(self._was_off(product_id, early) for early in found.passes if not self._moved_in(product_id, early)),
            self._layers.get(product_id, ()),
            self._never_came(product_id, found),
        )

    def _never_came(self, product_id: int, found: Found) -> frozenset[str]:
        """The lots and serial numbers that were found, and that the book has never had."""
        named = {lot for part in found.parts if part.found_milli for lot in part.serials or (part.lot,)}
        strange = named - {""} - self._shelves.expected(product_id, found.last_us).keys()
        return frozenset(counted.new_lots(self._connection, product_id, strange)) if strange else frozenset()

    def _moved_in(self, product_id: int, early: Pass) -> bool:
        moments = early.first_us, early.last_us
        return self._counter.has_moved(product_id, *moments) or self._shelves.has_moved(product_id, *moments)

    def _was_off(self, product_id: int, early: Pass) -> tuple[int, int]:
        """By how much an earlier pass differed, and what was expected then."""
        expected_milli = sum(self._shelves.expected(product_id, early.last_us).values())
        counter_milli = sum(one.quantity_milli for one in self._counter.at(product_id, early.last_us))
        return early.found_milli + counter_milli - expected_milli, expected_milli

    def now(self, product_id: int) -> BookSays:
        """At this moment, of goods that nobody counted."""
        pool = self._pools[product_id]
        return BookSays(
            self._shelves.expected(product_id, self._now_us),
            cost=self._cost(pool),
            on_counter=self._counter.at(product_id, self._now_us),
        )

    def has_stock(self, product_id: int) -> bool:
        """Whether the book has any of it, or less than nothing."""
        return bool(self._pools[product_id].quantity_milli)

    def _cost(self, pool: count_costs.Pool) -> tuple[int, int]:
        if pool.quantity_milli:
            return pool.quantity_milli, pool.value_minor
        return PIECE_MILLI, amount_minor(pool.cost_micro, PIECE_MILLI, self._digits)


def counter_of(connection: Connection, known: Stocktake, first_us: int, last_us: int | None = None) -> Counter:
    """What lay in baskets from a moment of a stocktake on, up to another one if that is said."""
    counter = Counter()
    for one in stocktakes.baskets(connection, known.location_id, known.first_draft_id, first_us, last_us):
        entries = [(at_us, read_basket_entry(meaning)) for at_us, meaning in one.entries]
        sold = {entry.item.product_id for _, entry in entries if isinstance(entry, AddItem)}
        counter.add(entries, one.until_us, stock.kit_parts(connection, sold))
    return counter
