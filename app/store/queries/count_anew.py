"""What the counts after a mistake give back as it is taken back, and what they book anew, as if it had never been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.domain import figures
from app.domain.count_parts import Booked, Part, as_they_came, dealt, kept, standing
from app.domain.count_truth import Mended, Truth
from app.domain.figures import amount_minor, share_so_far
from app.domain.movement import MovementKind, Step, Wanted, When, Withdrawn
from app.domain.shop import Costing, Shop
from app.store.database import Connection
from app.store.queries.counts import difference_kind
from app.store.queries.reversals import Moved

Place = tuple[int, int]
"""A product and a location."""


class Held(NamedTuple):
    """What there was of goods that are all alike: thousandths, minor units."""

    milli: int
    minor: int


class Mistake:
    """A wrong document at one place, as it is taken back: count by count what goes back, and what comes anew.

    All stands at the moments of the counts, on the day on which the document is taken back: until then it was in the
    book. What a count has booked against the mistake comes back as it went, less what would have gone without it. What
    it has booked of goods that the mistake made dearer, or cheaper, goes and comes anew once the mistake is gone, as
    long as nothing was sold in between: then no cost of sales hangs on it.
    """

    def __init__(
        self,
        connection: Connection,
        place: Place,
        document_id: int,
        rows: Sequence[Moved],
        book_date: int,
        shop: Shop,
    ) -> None:
        self._connection, self._place, self._shop = connection, place, shop
        self._document_id, self._book_date, self._line_no = document_id, book_date, rows[0].line_no
        self._rows = rows
        self._wrong = {seq for row in rows if row.quantity_milli > 0 for seq in (row.seq, row.origin_seq) if seq}
        method: str = connection.execute(_METHOD, place).get
        self._method = Costing(method)
        self._is_quiet = not self._is_sold(2**63 - 1)
        self._back: list[Wanted] = []
        self._out: list[Step] = []
        self._anew: list[Step] = []
        self._moved: list[Part] = []

    def coming(self) -> list[Wanted]:
        """What comes back before the mistake goes: in the order in which it first came."""
        return sorted(self._back, key=lambda step: step.origin_seq or 2**63)

    def going(self) -> list[Step]:
        """What comes after it: gains go, then the counts book what is left, one after another."""
        return [*self._out, *self._anew]

    def mend(self, truth: Truth, due: Iterable[Mended]) -> bool:
        """Put a count right; whether it has found, or missed, what it had booked nothing of.

        Args:
            due: What is given back at it, by lot; nothing where it holds as it is.
        """
        mends = {one.lot: one.quantity_milli for one in due}
        if not mends and not (self._is_quiet and truth.document_id > self._document_id):
            return False
        held = standing(_booked(self._connection, self._place, truth.at_us))
        kind = self._connection.execute(_COUNT_KIND, (truth.document_id, truth.line_no)).get
        if kind == MovementKind.OPENING_STOCK:
            held = {}
        when = When(truth.at_us, self._book_date)
        own_kind = kind if kind in _OWN else MovementKind.COUNT_LOSS
        step = Wanted(self._line_no, MovementKind(own_kind), self._place[0], 0, location_id=self._place[1], when=when)
        before = {lot: self._without(truth, lot) for lot in {**held, **mends}}
        made = self._give([part for parts in held.values() for part in parts], mends, step, before)
        is_beyond = False
        for lot, held_before in before.items():
            booked_milli = sum(part.quantity_milli for part in held.get(lot, ()))
            due_milli = mends.get(lot, 0)
            is_beyond = is_beyond or due_milli * (booked_milli + due_milli) > 0
            gone, rest_milli = self._rest(held.get(lot, []), due_milli, step, is_held=not mends)
            made += gone
            if rest_milli:
                made.append(self._book_anew(lot, rest_milli, step, held_before))
        self._moved += made
        return is_beyond

    def _rest(self, parts: list[Part], due_milli: int, step: Wanted, *, is_held: bool) -> tuple[list[Part], int]:
        """What has come back or gone of a lot, as stock sees it; and what is booked anew."""
        booked_milli = sum(part.quantity_milli for part in parts)
        rest_milli = booked_milli + due_milli
        if booked_milli < 0:
            if not is_held:
                return [], due_milli if due_milli < 0 else max(rest_milli, 0)
            return (self._as_it_went(parts, step), rest_milli) if self._is_touched(parts) else ([], 0)
        if self._is_quiet and self._method is not Costing.STANDARD:
            return self._gains(parts, booked_milli, step), rest_milli
        gone_milli = min(max(-due_milli, 0), booked_milli)
        return self._gains(parts, gone_milli, step), due_milli + gone_milli

    def _book_anew(self, lot: str, quantity_milli: int, step: Wanted, before: Held) -> Part:
        """A difference once more, as it would have been; of goods that are all alike at what they cost then."""
        value_minor, unit_micro = None, None
        if self._method is Costing.AVERAGE and before.milli > 0 <= before.minor:
            if quantity_milli > 0:
                unit_micro = figures.unit_micro(before.minor, before.milli, self._shop.currency.digits)
            elif -quantity_milli <= before.milli:
                value_minor = share_so_far(before.minor, quantity_milli, before.milli)
        kind = self._kind(step, quantity_milli)
        again = step._replace(kind=kind, quantity_milli=quantity_milli, lot=lot, is_anew=True)
        self._anew.append(again._replace(value_minor=value_minor, unit_cost_micro=unit_micro))
        if unit_micro is not None:
            value_minor = amount_minor(unit_micro, quantity_milli, self._shop.currency.digits)
        return Part(lot, quantity_milli, value_minor or 0, None)

    def _is_touched(self, parts: list[Part]) -> bool:
        """Whether a loss that stays a loss may have gone at another cost because of the mistake."""
        if self._method is Costing.STANDARD:
            return False
        if self._method is Costing.AVERAGE or not self._wrong:
            return True
        if self._is_alike(parts[0].lot):
            return any(part.lot == row.lot for part in parts for row in self._rows)
        return any(part.of_seq in self._wrong for part in parts)

    def _is_alike(self, lot: str) -> bool:
        return self._method is Costing.AVERAGE or (self._method is Costing.SPECIFIC and lot != "")

    def _give(self, parts: list[Part], mends: dict[str, int], step: Wanted, before: dict[str, Held]) -> list[Part]:
        """What was missing and is due comes back, as it went."""
        missing = [part for part in parts if part.quantity_milli < 0 < mends.get(part.lot, 0)]
        lots = list(dict.fromkeys(part.lot for part in missing))
        # By layers goods of any lot may have gone; else those of the lot itself.
        heaps = [lots] if self._method in {Costing.FIFO, Costing.LIFO} else [[lot] for lot in lots]
        back: list[Part] = []
        for heap in heaps:
            own = [part for part in missing if part.lot in heap]
            if not heap:
                continue
            if self._method is Costing.STANDARD or self._is_alike(heap[0]):
                back += self._alike(own, mends[heap[0]], before[heap[0]])
                continue
            due = {lot: min(mends[lot], -sum(part.quantity_milli for part in own if part.lot == lot)) for lot in heap}
            rest_milli = -sum(part.quantity_milli for part in own) - sum(due.values())
            if self._is_several(step):
                own = as_they_came(own, is_lifo=self._method is Costing.LIFO)
            back += dealt(kept(own, rest_milli, self._wrong), due.items())
        return self._as_it_went(back, step)

    def _alike(self, parts: list[Part], due_milli: int, before: Held) -> list[Part]:
        """Of goods that are all alike: what they cost, less what those that are missing would have cost."""
        missing_milli = -sum(part.quantity_milli for part in parts)
        missing_minor = -sum(part.value_minor for part in parts)
        back_milli = min(due_milli, missing_milli)
        rest_milli = missing_milli - back_milli
        back_minor = share_so_far(missing_minor, back_milli, missing_milli)
        if self._method is not Costing.STANDARD and 0 < rest_milli <= before.milli and before.minor >= 0:
            back_minor = max(missing_minor - share_so_far(before.minor, rest_milli, before.milli), 0)
        of_seq = parts[0].of_seq if len(parts) == 1 else None
        return [Part(parts[0].lot, -back_milli, -back_minor, of_seq)]

    def _without(self, truth: Truth, lot: str) -> Held:
        """What there was just before a count, had the mistake never been; nothing where some of it was sold by then."""
        if not self._is_alike(lot) or self._is_sold(truth.document_id):
            return Held(0, 0)
        own = lot if self._method is Costing.SPECIFIC else None
        milli, minor = self._connection.execute(_BEFORE, (*self._place, truth.at_us, truth.document_id, own)).get
        for row in self._rows:
            if row.happened_us <= truth.at_us and own in (None, row.lot):
                milli, minor = milli - row.quantity_milli, minor - row.value_minor - row.landed_minor
        for part in self._moved:
            if own in (None, part.lot):
                milli, minor = milli + part.quantity_milli, minor + part.value_minor
        return Held(milli, minor)

    def _as_it_went(self, parts: Iterable[Part], step: Wanted) -> list[Part]:
        moved = [part._replace(quantity_milli=-part.quantity_milli, value_minor=-part.value_minor) for part in parts]
        for part in moved:
            kind = self._kind(step, -part.quantity_milli)
            own = step._replace(kind=kind, quantity_milli=part.quantity_milli, value_minor=part.value_minor)
            # As goods of the delivery that they came with: it may be this one that is taken back.
            self._back.append(own._replace(lot=part.lot, origin_seq=part.of_seq, is_given_back=True))
        return moved

    def _gains(self, parts: list[Part], quantity_milli: int, step: Wanted) -> list[Part]:
        moved: list[Part] = []
        for part in reversed(parts):
            own, _ = part.first(quantity_milli)
            quantity_milli -= own.quantity_milli
            if own.quantity_milli:
                kind = self._kind(step, own.quantity_milli)
                given = (step.line_no, kind, step.product_id, own.quantity_milli, own.value_minor)
                gone = Withdrawn(*given, own.of_seq, own.lot, location_id=step.location_id, when=step.when)
                self._out.append(gone)
                moved.append(own._replace(quantity_milli=-own.quantity_milli, value_minor=-own.value_minor))
        return moved

    def _is_several(self, step: Wanted) -> bool:
        """Whether several documents have booked what is missing at a moment."""
        at_us = step.when.happened_us if step.when else 0
        return bool(self._connection.execute(_SEVERAL, (*self._place, at_us)).get > 1)

    def _kind(self, step: Wanted, quantity_milli: int) -> MovementKind:
        return step.kind if step.kind in _OWN else difference_kind(quantity_milli, self._shop)

    def _is_sold(self, until_id: int) -> bool:
        return bool(self._connection.execute(_SOLD, (*self._place, self._document_id, until_id)).get)


_OWN = (MovementKind.OPENING_STOCK, MovementKind.USAGE)
_METHOD = "SELECT method FROM pool WHERE product_id = ? AND location_id = ?"
_COUNT_KIND = """
SELECT kind FROM movement WHERE document_id = ? AND line_no = ? AND kind <> 'correction' ORDER BY seq LIMIT 1
"""
_SOLD = """
SELECT EXISTS (SELECT 1 FROM movement WHERE product_id = ? AND location_id = ? AND document_id BETWEEN ? AND ?
    AND kind IN ('sale', 'customer_return', 'supplier_return'))
"""
_SEVERAL = """
SELECT count(DISTINCT document_id) FROM movement WHERE product_id = ? AND location_id = ? AND happened_us = ?
    AND quantity_milli < 0 AND kind IN ('count_loss', 'usage')
"""
# What the book held before a count, and what was taken back since of what it did not know was wrong.
_BEFORE = """
SELECT coalesce(sum(quantity_milli), 0), coalesce(sum(value_minor), 0) FROM movement
JOIN document ON document.id = document_id JOIN lot ON lot.id = lot_id
WHERE movement.product_id = ?1 AND movement.location_id = ?2
    AND (document.id < ?4 OR (document.kind = 'reversal' AND movement.happened_us < ?3 AND document.of_id < ?4))
    AND (?5 IS NULL OR ?5 = lot.number)
"""


def booked_milli(connection: Connection, place: Place, at_us: int) -> dict[str, int]:
    """By lot: what counts have booked at a moment, with what was given back of it since."""
    by_lot: dict[str, int] = {}
    for row in _booked(connection, place, at_us):
        by_lot[row.lot] = by_lot.get(row.lot, 0) + row.quantity_milli
    return by_lot


def _booked(connection: Connection, place: Place, at_us: int) -> Iterator[Booked]:
    return (Booked(*row) for row in connection.execute(_BOOKED, (*place, at_us)))


# A layer says where goods that were given back had come from.
_BOOKED = """
SELECT seq, lot.number, movement.quantity_milli, movement.value_minor,
    CASE WHEN movement.quantity_milli < 0
        THEN CASE WHEN EXISTS (SELECT 1 FROM layer WHERE layer.movement_seq = cause_seq OR layer.origin_seq = cause_seq)
            THEN cause_seq END
    WHEN kind = 'count_loss' AND origin_seq = seq THEN NULL
    ELSE coalesce(origin_seq, seq) END
FROM movement JOIN lot ON lot.id = movement.lot_id LEFT JOIN layer ON layer.movement_seq = seq
WHERE movement.product_id = ? AND movement.location_id = ? AND happened_us = ? AND movement.quantity_milli <> 0
    AND kind IN ('count_gain', 'count_loss', 'usage')
ORDER BY seq
"""
