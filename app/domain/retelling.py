"""What stock would hold had documents that were taken back never been: its history is told again without them.

Goods that are all alike, or that leave in an order, do not say what a mistake has done to those that went after it. So
the history of the product is gone through once more, from its first movement: quantities as they are in the book, costs
as they would have been. A count stands for what it found, so its difference is another one without the mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain import costing
from app.domain.added_costs import add_shares
from app.domain.costing import Pool
from app.domain.document import DocumentKind
from app.domain.figures import share_so_far, unit_micro
from app.domain.history import BOOKED_BY_COUNTS, Happened, History, Spot, Worth, of_counts, passing
from app.domain.layers import Part
from app.domain.movement import RECEIPTS, MovementKind

_LATER_COSTS = frozenset({MovementKind.LANDED, MovementKind.INVOICE})
_NOT_COMING_IN = BOOKED_BY_COUNTS | {MovementKind.CUSTOMER_RETURN}
_NOTHING = Worth(0, 0)


@dataclass(slots=True)
class Told:
    """How it would have come out.

    Layers and shortages that counts have made bear the number of their spot, below zero: `spots[-1 - number]`.

    Attributes:
        pools: By location.
        counted: What each count would have booked.
        spots: The spots that have a number.
        booked: What counts have booked, by the rows of the history.
        first: The spots at places where nothing had come in before: what was counted there is opening stock.
        late: What late documents have taken back there, or would have found else.
        given: The same as it is told: what belongs to a gain (1), and to a loss (-1).
    """

    pools: dict[int, Pool] = field(default_factory=dict)
    counted: dict[Spot, Worth] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    booked: dict[Spot, list[Happened]] = field(default_factory=dict)
    first: set[Spot] = field(default_factory=set)
    late: dict[Spot, list[Happened]] = field(default_factory=dict)
    given: dict[Spot, dict[int, Worth]] = field(default_factory=dict)


def tell(history: History, blank: Callable[[int], Pool]) -> Told:
    """Tell a history again without what is voided.

    Args:
        blank: Makes the empty pool of a location.
    """
    return _Telling(history, blank).tell()


class _Sold(NamedTuple):
    """What a line of a sale took of the product, by the book and as it is told: without a sign."""

    quantity_milli: int = 0
    booked_minor: int = 0
    told_minor: int = 0


class _Telling:
    """A history while it is told."""

    def __init__(self, history: History, blank: Callable[[int], Pool]) -> None:
        self._history, self._blank = history, blank
        never_in = passing(history.rows)
        self._told = Told(booked=of_counts(history.rows, history.voided, never_in))
        self._skipped = never_in | {row.seq for own in self._told.booked.values() for row in own}
        self._rows = {row.seq: row for row in history.rows}
        self._carried: list[Part] = []
        self._sold: dict[tuple[int | None, int | None], _Sold] = {}
        # Which movement had the last word on cost at each place, the last of them last; and what receipts cost.
        self._words: dict[int, int] = {}
        self._stocked: set[int] = set()
        # What counts have booked less what late documents gave back of it, and the last layer that came in by it.
        self._booked: dict[Spot, Worth] = {}
        self._gains: dict[Spot, int] = {}
        self._cost: dict[int, Worth] = {}
        # Landed costs that came in with goods, by the goods; and later ones, by document, line and goods.
        self._landed: dict[int, int] = {}
        self._later: dict[tuple[int, int, int], int] = {}

    def tell(self) -> Told:
        for row in self._history.rows:
            if row.kind in _LATER_COSTS and row.cause_seq is not None:
                own = self._rows.get(row.cause_seq)
                if own is not None and own.document_id == row.document_id:
                    self._landed[own.seq] = self._landed.get(own.seq, 0) + row.value_minor
                else:
                    cost = (row.document_id, row.line_no, row.cause_seq)
                    self._later[cost] = self._later.get(cost, 0) + row.value_minor
        counts = self._counts()
        found = sorted((one.document_id, one.location_id) for one in self._history.counts if one.has_found)
        for row in self._history.rows:
            while counts and counts[0][0] <= row.document_id:
                document_id, spots = counts.pop(0)
                self._find(found, document_id)
                self._count(spots)
            self._find(found, row.document_id)
            if row.document_id in self._history.voided:
                continue
            if row.seq not in self._skipped:
                self._take(row)
            elif row.quantity_milli > 0 and row.kind not in _NOT_COMING_IN:
                # What came broken had come in, too: what is counted after it is no opening stock.
                self._stocked.add(row.location_id)
        for document_id, spots in counts:
            self._find(found, document_id)
            self._count(spots)
        return self._told

    def _find(self, found: list[tuple[int, int]], document_id: int) -> None:
        """What counts before a document have found has come in where they did."""
        while found and found[0][0] < document_id:
            self._stocked.add(found.pop(0)[1])

    def _counts(self) -> list[tuple[int, dict[Spot, int]]]:
        """What each count differs by, with the document at which it stands, in the order of the documents."""
        differs: dict[tuple[int, int], dict[Spot, int]] = {}
        at: dict[tuple[int, int], int] = {}
        for spot, rows in self._told.booked.items():
            differs.setdefault(spot[:2], {})[spot] = sum(row.quantity_milli for row in rows)
            at[spot[:2]] = rows[-1].document_id
        for spot, quantity_milli in self._history.due.items():
            spots = differs.setdefault(spot[:2], {})
            spots[spot] = spots.get(spot, 0) + quantity_milli
        at |= {(one.location_id, one.at_us): one.document_id for one in self._history.counts}
        return sorted(
            ((at[moment], spots) for moment, spots in differs.items() if moment in at), key=lambda count: count[0]
        )

    def _pool(self, location_id: int) -> Pool:
        """The pool of a place; where nothing ever came in, what it last cost elsewhere is known."""
        if location_id not in self._told.pools:
            self._told.pools[location_id] = self._blank(location_id)
        pool = self._told.pools[location_id]
        if pool.last_cost_micro is None and self._words:
            pool.listed_cost_micro = self._told.pools[next(reversed(self._words))].last_cost_micro
        return pool

    def _say(self, location_id: int, number: int) -> None:
        """A movement has the last word on what goods cost."""
        self._words.pop(location_id, None)
        self._words[location_id] = number

    def _count(self, differs: Mapping[Spot, int]) -> None:
        """What comes in stands before what goes out, as counts book it."""
        for spot, quantity_milli in sorted(differs.items(), key=lambda one: one[1] < 0):
            if not quantity_milli:
                continue
            pool = self._pool(spot.location_id)
            self._told.spots.append(spot)
            number = -len(self._told.spots)
            if quantity_milli > 0:
                value_minor = pool.at_current_minor(quantity_milli, spot.lot_id)
                found = Part(quantity_milli, value_minor, spot.lot_id, None)
                self._told.first |= {spot} if self._is_first(spot) else set()
                self._receive(spot.location_id, number, found, is_receipt=spot in self._told.first)
                self._gains[spot] = number
            else:
                value_minor = -_issue(pool, number, -quantity_milli, spot.lot_id)
            self._told.counted[spot] = self._booked[spot] = Worth(quantity_milli, value_minor)
        self._stocked |= {spot.location_id for spot, quantity_milli in differs.items() if quantity_milli > 0}

    def _is_first(self, spot: Spot) -> bool:
        """Whether the count had booked opening stock, or would have, as nothing had come in there before."""
        return spot.location_id not in self._stocked or any(
            row.kind == MovementKind.OPENING_STOCK and row.filed_as == DocumentKind.COUNT
            for other, rows in self._told.booked.items()
            if other[:2] == spot[:2]
            for row in rows
        )

    def _take(self, row: Happened) -> None:
        if row.kind in BOOKED_BY_COUNTS and row.quantity_milli and not _is_opening(row):
            self._give_back(row)
        elif row.quantity_milli > 0:
            self._come(row)
        elif row.quantity_milli < 0:
            self._go(row)
        elif row.kind == MovementKind.REVALUATION and row.unit_cost_micro is not None:
            costing.revalue(self._pool(row.location_id), row.unit_cost_micro)
            self._say(row.location_id, row.seq)
        elif row.kind in _LATER_COSTS and row.cause_seq is not None:
            amount_minor = self._later.pop((row.document_id, row.line_no, row.cause_seq), 0)
            self._add(row.cause_seq, amount_minor)

    def _come(self, row: Happened) -> None:
        pool, quantity_milli = self._pool(row.location_id), row.quantity_milli
        value_minor = row.value_minor + self._landed.get(row.seq, 0)
        if row.kind == MovementKind.TRANSFER_IN:
            # Each part is a layer of its own for as long as the history is told.
            self._stocked.add(row.location_id)
            for part in self._unload(quantity_milli):
                self._receive(row.location_id, row.seq, part._replace(lot_id=row.lot_id), is_receipt=True)
            return
        if row.kind == MovementKind.CUSTOMER_RETURN:
            value_minor = self._brought_back(row, pool)
        elif row.kind == MovementKind.ADJUSTMENT and not row.unit_cost_micro and row.value_minor:
            value_minor = pool.at_current_minor(quantity_milli, row.lot_id)
        came = Part(quantity_milli, value_minor, row.lot_id, None)
        self._receive(row.location_id, row.seq, came, is_receipt=row.kind in RECEIPTS)
        if row.kind != MovementKind.CUSTOMER_RETURN:
            self._stocked.add(row.location_id)

    def _brought_back(self, row: Happened, pool: Pool) -> int:
        """What comes back comes at what it left at; goods of which nobody knows the sale at current cost."""
        sold = self._sold.get((row.of_id, row.of_line))
        if sold is not None:
            off_minor = sold.told_minor - sold.booked_minor
            return row.value_minor + share_so_far(off_minor, row.quantity_milli, sold.quantity_milli)
        return row.value_minor if row.of_id else pool.at_current_minor(row.quantity_milli, row.lot_id)

    def _go(self, row: Happened) -> None:
        pool, quantity_milli = self._pool(row.location_id), -row.quantity_milli
        if row.kind == MovementKind.TRANSFER_OUT:
            self._load(pool, row, quantity_milli)
        elif row.cause_seq is not None and row.kind == MovementKind.SUPPLIER_RETURN:
            short_before = len(pool.shortages)
            costing.withdraw(pool, quantity_milli, -row.value_minor, origin_id=row.cause_seq, lot_id=row.lot_id)
            _own_shortage(pool, short_before, row.seq)
        else:
            told_minor = _issue(pool, row.seq, quantity_milli, row.lot_id)
            if row.filed_as == DocumentKind.SALE:
                line = (row.document_id, row.line_no)
                before = self._sold.get(line, _Sold())
                more = (quantity_milli, -row.value_minor, told_minor)
                self._sold[line] = _Sold(*(one + other for one, other in zip(before, more, strict=True)))

    def _give_back(self, row: Happened) -> None:
        """A late document takes back what a count had booked, at that as far as it goes; the rest is a difference."""
        spot, sign = self._spot(row), 1 if row.quantity_milli > 0 else -1
        pool, whole_milli = self._pool(row.location_id), abs(row.quantity_milli)
        booked = _NOTHING if spot in self._told.first else self._booked.get(spot, _NOTHING)
        own_milli = min(whole_milli, max(-sign * booked.quantity_milli, 0))
        own_minor = share_so_far(abs(booked.value_minor), own_milli, abs(booked.quantity_milli)) if own_milli else 0
        rest_milli, rest_minor = whole_milli - own_milli, 0
        if sign > 0:
            if own_milli:
                self._find_again(row, own_milli, own_minor)
            if rest_milli:
                rest_minor = pool.at_current_minor(rest_milli, row.lot_id)
                self._find_again(row, rest_milli, rest_minor)
            self._gains[spot] = row.seq
            self._stocked.add(row.location_id)
        else:
            short_before = len(pool.shortages)
            if own_milli:
                costing.withdraw(pool, own_milli, own_minor, origin_id=self._gains.get(spot, 0), lot_id=row.lot_id)
            if rest_milli:
                rest_minor = costing.issue(pool, rest_milli, lot_id=row.lot_id)
            _own_shortage(pool, short_before, row.seq)
        self._told.late.setdefault(spot, []).append(row)
        for kind, milli, minor in ((-sign, own_milli, own_minor), (sign, rest_milli, rest_minor)):
            given = self._told.given.setdefault(spot, {})
            given[kind] = given.get(kind, _NOTHING).plus(sign * milli, sign * minor)
        self._booked[spot] = booked.plus(sign * whole_milli, sign * (own_minor + rest_minor))

    def _find_again(self, row: Happened, quantity_milli: int, value_minor: int) -> None:
        found = Part(quantity_milli, value_minor, row.lot_id, None)
        self._receive(row.location_id, row.seq, found, is_receipt=self._spot(row) in self._told.first)

    def _spot(self, row: Happened) -> Spot:
        """Where a late document takes something back: the gain names its lot."""
        return Spot(row.location_id, row.happened_us, self._rows.get(row.cause_seq or 0, row).lot_id)

    def _load(self, pool: Pool, row: Happened, quantity_milli: int) -> None:
        """Goods go on their way, each part with its cost; what is short goes at what it is taken for."""
        parts: list[Part] = []
        short_before = len(pool.shortages)
        worth_minor = costing.issue(pool, quantity_milli, lot_id=row.lot_id, parts=parts)
        _own_shortage(pool, short_before, row.seq)
        missing_milli = quantity_milli - sum(part.quantity_milli for part in parts)
        if missing_milli:
            parts.append(Part(missing_milli, worth_minor - sum(part.value_minor for part in parts), row.lot_id, None))
        self._carried += parts

    def _unload(self, quantity_milli: int) -> Iterator[Part]:
        """So much of the goods on their way."""
        while quantity_milli and self._carried:
            part = self._carried.pop(0)
            own_milli = min(quantity_milli, part.quantity_milli)
            own_minor = share_so_far(part.value_minor, own_milli, part.quantity_milli)
            if own_milli < part.quantity_milli:
                rest_milli, rest_minor = part.quantity_milli - own_milli, part.value_minor - own_minor
                self._carried.insert(0, part._replace(quantity_milli=rest_milli, value_minor=rest_minor))
            quantity_milli -= own_milli
            yield part._replace(quantity_milli=own_milli, value_minor=own_minor)

    def _add(self, origin_seq: int, amount_minor: int) -> None:
        """A later cost goes to what is left of the goods, wherever it is; the rest of it is cost of sales."""
        origin = self._rows.get(origin_seq)
        if not amount_minor or origin is None:
            return
        add_shares(self._told.pools, origin_seq, origin.quantity_milli, amount_minor)
        cost = self._cost.get(origin_seq)
        if cost is not None:
            self._cost[origin_seq] = cost = cost._replace(value_minor=cost.value_minor + amount_minor)
            if self._words.get(origin.location_id) == origin_seq:
                pool = self._pool(origin.location_id)
                pool.last_cost_micro = unit_micro(max(cost.value_minor, 0), cost.quantity_milli, pool.digits)

    def _receive(self, location_id: int, number: int, part: Part, *, is_receipt: bool) -> None:
        pool, (quantity_milli, value_minor, lot_id, origin_id) = self._pool(location_id), part
        costing.receive(pool, quantity_milli, value_minor, is_receipt=is_receipt, lot_id=lot_id, origin_id=origin_id)
        pool.layers[-1].layer_id = number
        if is_receipt:
            self._say(location_id, number)
            self._cost[number] = Worth(quantity_milli, value_minor)


def _is_opening(row: Happened) -> bool:
    """Whether it is opening stock that somebody posted, and not what a count has booked."""
    return row.kind == MovementKind.OPENING_STOCK == row.filed_as and row.quantity_milli > 0


def _issue(pool: Pool, number: int, quantity_milli: int, lot_id: int) -> int:
    short_before = len(pool.shortages)
    worth_minor = costing.issue(pool, quantity_milli, lot_id=lot_id)
    _own_shortage(pool, short_before, number)
    return worth_minor


def _own_shortage(pool: Pool, short_before: int, number: int) -> None:
    if len(pool.shortages) > short_before:
        pool.shortages[-1].movement_seq = number
