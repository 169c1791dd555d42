"""What the ledger says of goods at the moments at which they were counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.store import dialect_sqlite as dialect
from app.store.database import Connection


class Moved(NamedTuple):
    """A movement of a product since counting began."""

    lot: str
    kind: str
    quantity_milli: int
    happened_us: int


class Shelves:
    """What should be there of goods at moments since counting began, read at once for all of them.

    Attributes:
        come_in: Of which of them anything has come in by now, customers' returns aside.

    Args:
        connection: An open transaction.
        location_id: Where they were counted.
        product_ids: Which goods.
        first_us: The first moment that is asked for, microseconds since 1970 UTC.
        day: Its business day: what happened later never has an earlier book date.
    """

    def __init__(
        self, connection: Connection, location_id: int, product_ids: Iterable[int], *, first_us: int, day: int
    ) -> None:
        self._connection, self._location_id = connection, location_id
        ids = dialect.each(product_ids)
        self._on_hand: dict[int, int] = {}
        self._by_lot: dict[int, dict[str, int]] = {}
        come_in = []
        for product_id, milli, is_counted, has_lots in connection.execute(_POOLS, (ids, location_id)):
            self._on_hand[product_id] = milli
            if is_counted:
                come_in.append(product_id)
            if has_lots:
                self._by_lot[product_id] = {}
        for product_id, lot, milli in connection.execute(_LEVELS, (dialect.each(self._by_lot), location_id)):
            self._by_lot[product_id][lot] = milli
        self.come_in = frozenset(come_in)
        self._moved: dict[int, list[Moved]] = {}
        for product_id, *row in connection.execute(_SINCE, (ids, location_id, day, first_us)):
            self._moved.setdefault(product_id, []).append(Moved(*row))

    def expected(self, product_id: int, at_us: int) -> dict[str, int]:
        """What of each lot should be there at a moment, in thousandths, as it is known now; "" is no lot.

        What there is now, less what has moved since; what happened in the moment counts as before.
        """
        levels = self._by_lot.get(product_id)
        if levels is None:
            on_hand_milli = self._on_hand.get(product_id, 0)
            levels = {"": on_hand_milli} if on_hand_milli else {}
        moved = self._moved.get(product_id)
        if moved is None:
            return levels
        then = dict(levels)
        for one in moved:
            if one.happened_us > at_us:
                then[one.lot] = then.get(one.lot, 0) - one.quantity_milli
        return {lot: milli for lot, milli in then.items() if milli}

    def moved(self, product_id: int) -> Sequence[Moved]:
        """What has moved of a product since the first moment, in order."""
        return self._moved.get(product_id, ())

    def has_moved(self, product_id: int, first_us: int, last_us: int) -> bool:
        """Whether a product moved after a moment and up to another one; what was taken back since never did."""
        if first_us >= last_us:
            return False
        moved: dict[tuple[int, str], int] = {}
        for one in self.moved(product_id):
            if first_us < one.happened_us <= last_us:
                moment = (one.happened_us, one.lot)
                moved[moment] = moved.get(moment, 0) + one.quantity_milli
        return any(moved.values())

    def has_come_in(self, product_id: int, at_us: int) -> bool:
        """Whether anything of a product had come in by a moment, customers' returns aside."""
        if product_id not in self._moved:
            return product_id in self.come_in
        return has_come_in(self._connection, (product_id, self._location_id), at_us)


def has_come_in(connection: Connection, place: tuple[int, int], at_us: int | None = None) -> bool:
    """Whether anything of a product has come in at a location, ever or by a moment.

    What a customer brings back says nothing of it, and what was taken back is as if it had never been; what a count
    has found there had come in.

    Args:
        connection: An open transaction.
        place: Product and location.
    """
    return bool(connection.execute(_HAS_COME_IN, (*place, at_us)).get)


def known_by_count_alone(connection: Connection, document_id: int, location_id: int) -> list[tuple[int, int]]:
    """The lines and the goods of a document that stands of which nothing else says that they had come in.

    Only a count says so without moving anything.
    """
    return [(line_no, product_id) for line_no, product_id in connection.execute(_BY_ALONE, (document_id, location_id))]


def never_came_in(connection: Connection, location_id: int) -> frozenset[int]:
    """The goods on sale that have stock, and of which nothing has come in at a location: they can be opening stock."""
    return frozenset(row[0] for row in connection.execute(_NEVER_CAME_IN, (location_id,)))


_POOLS = dialect.in_words("""
SELECT product_id, quantity_milli, counted, lots
FROM $EACH AS one CROSS JOIN pool ON product_id = one.value AND location_id = ?
""")
_LEVELS = dialect.in_words("""
SELECT level.product_id, lot.number, quantity_milli FROM $EACH AS one
CROSS JOIN level ON level.product_id = one.value AND location_id = ? JOIN lot ON lot.id = lot_id
WHERE quantity_milli <> 0
""")
# The days lead from each product to the few movements that matter.
_SINCE = dialect.in_words("""
SELECT movement.product_id, lot.number, movement.kind, quantity_milli, happened_us FROM $EACH AS one
CROSS JOIN movement ON movement.product_id = one.value AND location_id = ? AND book_date >= ? AND happened_us > ?
JOIN lot ON lot.id = lot_id WHERE quantity_milli <> 0
""")
_HAS_COME_IN = """
SELECT EXISTS (
    SELECT 1 FROM movement JOIN document ON document.id = document_id
    WHERE product_id = ?1 AND movement.location_id = ?2 AND quantity_milli > 0
        AND movement.happened_us <= coalesce(?3, movement.happened_us)
        AND movement.kind <> 'customer_return' AND document.kind <> 'reversal'
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
) OR EXISTS (
    SELECT 1 FROM stock_line JOIN document ON document.id = document_id
    WHERE product_id = ?1 AND location_id = ?2 AND quantity_milli > 0 AND state = ''
        AND at_us <= coalesce(?3, at_us)
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
)
"""
_OTHERS_SAY = _HAS_COME_IN.replace("?1", "line.product_id").replace("?3", "NULL")
_OTHERS_SAY = _OTHERS_SAY.replace("WHERE product_id", "WHERE document.id <> ?1 AND product_id")
_BY_ALONE = f"""
SELECT max(line_no), product_id FROM stock_line AS line
WHERE document_id = ?1 AND at_us IS NOT NULL AND quantity_milli > 0 AND state = '' AND NOT ({_OTHERS_SAY})
GROUP BY product_id
"""  # noqa: S608 -- a statement made of statements, written here
_CAME_THERE = _HAS_COME_IN.replace("?1", "product.id").replace("?2", "?1").replace("?3", "NULL")
_NEVER_CAME_IN = f"SELECT id FROM product WHERE stocked = 1 AND active = 1 AND NOT ({_CAME_THERE})"  # noqa: S608 -- a statement made of statements, written here


def skus_with_stock(connection: Connection, location_id: int) -> list[str]:
    """The SKUs of which the book has anything at a location, or less than nothing."""
    return [row[0] for row in connection.execute(_WITH_STOCK, (location_id,))]


_WITH_STOCK = """
SELECT sku FROM pool JOIN product ON product.id = product_id
WHERE location_id = ? AND quantity_milli <> 0 AND stocked = 1 ORDER BY product_id
"""


def lots_with_stock(connection: Connection, location_id: int, skus: Iterable[str]) -> list[tuple[str, str]]:
    """Each lot of these products of which the book has anything at a location, or less than nothing."""
    rows = connection.execute(_LOTS_WITH_STOCK, (dialect.each_text(skus), location_id))
    return [(sku, number) for sku, number in rows]


_LOTS_WITH_STOCK = dialect.in_words("""
SELECT sku, lot.number FROM $EACH AS one CROSS JOIN product ON product.sku = one.value
    JOIN level ON level.product_id = product.id AND level.location_id = ? JOIN lot ON lot.id = lot_id
WHERE quantity_milli <> 0 AND lot_id <> 0 ORDER BY product.id, lot.id
""")


def taken_out(connection: Connection, uid: str, *, behind: int) -> tuple[int, int]:
    """Of how many products the lines behind a line leave less than there was, and what that was worth."""
    products, value_minor = connection.execute(_TAKEN_OUT, (uid, behind)).get
    return products, value_minor


_TAKEN_OUT = """
SELECT count(*), coalesce(-sum(value_minor), 0) FROM (
    SELECT sum(value_minor) AS value_minor FROM movement JOIN document ON document.id = document_id
    WHERE uid = ? AND line_no > ? AND quantity_milli <> 0 GROUP BY product_id HAVING sum(quantity_milli) < 0
)
"""


def booked(connection: Connection, uid: str) -> tuple[int, int]:
    """What a posted count has changed, in money: its differences, and the opening stock that it found."""
    differences_minor, opening_minor = connection.execute(_BOOKED, (uid,)).get
    return differences_minor, opening_minor


_BOOKED = """
SELECT coalesce(sum(CASE WHEN movement.kind IN ('count_gain', 'count_loss', 'usage') THEN value_minor END), 0),
    coalesce(sum(CASE WHEN movement.kind = 'opening_stock' THEN value_minor END), 0)
FROM document JOIN movement ON movement.document_id = document.id WHERE uid = ?
"""


def new_lots(connection: Connection, product_id: int, numbers: Iterable[str]) -> list[str]:
    """Those of a product's lots, or serial numbers, that the book has never had."""
    return [row[0] for row in connection.execute(_NEW_LOTS, (dialect.each_text(numbers), product_id))]


_NEW_LOTS = dialect.in_words("""
SELECT one.value FROM $EACH AS one
WHERE NOT EXISTS (SELECT 1 FROM lot WHERE lot.number = one.value AND lot.product_id = ?)
""")
