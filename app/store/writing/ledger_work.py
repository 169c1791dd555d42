"""The movements of one document while they are made. For the ledger alone."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from app.domain.layers import Cover
from app.domain.movement import Movement, MovementKind, When
from app.domain.picking import LotLevel, Picked, pick
from app.store.database import Connection, Row
from app.store.writing import lot_dates
from app.store.writing.pools import Place, Pools, lot_levels


class Cause(NamedTuple):
    """The document that moves stock.

    Attributes:
        is_reversal: Whether it takes another one back.
    """

    document_id: int
    location_id: int
    happened_us: int
    book_date: int
    is_reversal: bool = False


class Note(NamedTuple):
    """Something a person should know of a line; `wording` has the sentence.

    Attributes:
        code: `expired_sold`, `unknown_lot`, `unknown_serial`, `serial_elsewhere`, `serial_gone`, `serial_not_counted`,
            `standard_cost_needed`.
        facts: More of them: where a piece is that goes out elsewhere, or by what it was gone.
    """

    code: str
    line_no: int
    product_id: int
    lot: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class Origin(NamedTuple):
    """The movement that brought goods in."""

    product_id: int
    location_id: int
    lot_id: int
    quantity_milli: int
    happened_us: int
    book_date: int


class Made(NamedTuple):
    """A movement that is being made, as it is written."""

    document_id: int
    location_id: int
    happened_us: int
    book_date: int
    seq: int
    line_no: int
    kind: str
    product_id: int
    lot_id: int
    quantity_milli: int
    value_minor: int
    cause_seq: int | None
    variance_minor: int


class Work:
    """The movements of one document while they are made.

    Attributes:
        rows: The movements as they are written: document, place and moment in front, then the sequence.
        moved: By product, location and lot: what the document moves.
        added: By the movement that brought goods in: what this document has booked to them.
        taken_back: The receipts that this document takes back.
        carried_back: By the movement that had carried goods on: what they cost as they go back.
        first_came: By the movement that had carried goods on: the one that first brought them in, as it turned out.
        dated: By lot: the day that this document has said of it.
    """

    def __init__(self, connection: Connection, cause: Cause, first_seq: int) -> None:
        self.connection = connection
        self.cause = cause
        self.first_seq = first_seq
        self.pools = Pools()
        self.movements: list[Movement] = []
        self.rows: list[tuple[object, ...]] = []
        self.moved: dict[tuple[int, int, int], int] = {}
        self.notes: list[Note] = []
        self.added: dict[int, int] = {}
        self.taken_back: set[int] = set()
        self.carried_back: dict[int, int] = {}
        self.first_came: dict[int, int] = {}
        self.dated: dict[int, int] = {}
        self._when = (cause.happened_us, cause.book_date)
        self._origins: dict[int, Origin] = {}

    def origin(self, seq: int) -> Origin:
        """The movement that brought goods in."""
        if seq not in self._origins:
            row: Row = self.connection.execute(_ORIGIN, (seq,)).get
            self._origins[seq] = Origin(*row)
        return self._origins[seq]

    def moment(self, seq: int) -> tuple[int, int]:
        """The moment and the day of a movement that is in the book, or that is being made."""
        if seq >= self.first_seq:
            one = Made._make(cast(Any, self.rows[seq - self.first_seq]))
            return one.happened_us, one.book_date
        origin = self.origin(seq)
        return origin.happened_us, origin.book_date

    def add(self, movement: Movement, location_id: int, when: tuple[int, int] | None = None) -> int:
        """Add a movement and say its sequence."""
        seq = self.first_seq + len(self.rows)
        happened_us, book_date = when or self._when
        self.movements.append(movement)
        self.rows.append((self.cause.document_id, location_id, happened_us, book_date, seq, *movement))
        _, _, product_id, lot_id, quantity_milli, *_ = movement
        if quantity_milli:
            key = (product_id, location_id, lot_id)
            self.moved[key] = self.moved.get(key, 0) + quantity_milli
        return seq

    def made(self, since: int) -> list[Made]:
        """The movements from a place in `rows` on."""
        return [Made._make(cast(Any, row)) for row in self.rows[since:]]

    def change_value(self, seq: int, by_minor: int) -> None:
        """A movement that is being made is worth more, or less, than it seemed."""
        place = seq - self.first_seq
        movement = self.movements[place]._replace(value_minor=self.movements[place].value_minor + by_minor)
        self.movements[place] = movement
        self.rows[place] = (*self.rows[place][:5], *movement)

    def later(self, when: tuple[int, int] | None, other: tuple[int, int]) -> tuple[int, int]:
        """The later of this document's moment and another one: a correction is dated there."""
        happened_us, book_date = when or self._when
        return max(happened_us, other[0]), max(book_date, other[1])

    def lot_id(self, product_id: int, number: str, expiry: int | None = None, *, is_serial: bool = False) -> int:
        """The lot with that number; one that comes in for the first time is made. No number is "no lot".

        Raises:
            Refusal: `lot_other_expiry` where the book, or a line before, has said another day of it.
        """
        if not number:
            return 0
        self.connection.execute(_MAKE_LOT, (product_id, number, int(is_serial)))
        lot_id = int(self.connection.execute(_FIND_LOT, (product_id, number)).get)
        if expiry is not None:
            lot_dates.say(self.connection, product_id, {number: expiry}, before=self.dated.get(lot_id))
            self.dated[lot_id] = expiry
        return lot_id

    def picks(self, place: Place, quantity_milli: int, lot: str) -> list[Picked]:
        """The lots from which goods leave: the named one, else first expired, first out.

        A code may name a lot of goods that the shop does not follow by lot: then it only says which, where the book
        has it.
        """
        pool = self.pools[place]
        if lot and pool.is_tracked:
            pool.has_lots = True
            return [Picked(self.lot_id(place[0], lot), quantity_milli)]
        if not pool.has_lots:
            return [Picked(0, quantity_milli)]
        levels = self.levels(place)
        named = self.connection.execute(_FIND_LOT, (place[0], lot)).get if lot else None
        if named in levels and levels[named].quantity_milli >= quantity_milli:
            return [Picked(named, quantity_milli)]
        return pick(levels.values(), quantity_milli, day=self.cause.book_date)

    def levels(self, place: Place) -> dict[int, LotLevel]:
        """What there is of each lot, with what this document has moved so far."""
        levels = {level.lot_id: level for level in lot_levels(self.connection, place)}
        for (product_id, location_id, lot_id), moved_milli in self.moved.items():
            if (product_id, location_id) == place:
                level = levels.get(lot_id, LotLevel(lot_id, 0))
                levels[lot_id] = level._replace(quantity_milli=level.quantity_milli + moved_milli)
        return levels

    def cover(self, line_no: int, place: Place, lot_id: int, covers: tuple[Cover, ...], when: When | None) -> None:
        """The corrections that follow from shortages which were covered."""
        for one in covers:
            if one.extra_minor:
                short = one.shortage
                movement = Movement(
                    line_no, MovementKind.CORRECTION, place[0], lot_id, 0, -one.extra_minor, short.movement_seq
                )
                self.add(movement, place[1], self.later(when, (short.happened_us, short.book_date)))


_MAKE_LOT = """
INSERT INTO lot (product_id, number, serial) VALUES (?, ?, ?) ON CONFLICT (product_id, number) DO NOTHING
"""
_FIND_LOT = "SELECT id FROM lot WHERE product_id = ? AND number = ?"
_ORIGIN = "SELECT product_id, location_id, lot_id, quantity_milli, happened_us, book_date FROM movement WHERE seq = ?"
