"""What stock would hold had documents that were taken back never been: its history is told again without them.

Goods that are all alike, or that leave in an order, do not say what a mistake has done to those that went after it. So
the history of the product is gone through once more, from its first movement: quantities as they are in the book, costs
as they would have been. A count stands for what it found, so its difference is another one without the mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain import costing
from app.domain.added_costs import add_shares
from app.domain.costing import Pool
from app.domain.document import DocumentKind
from app.domain.figures import share_so_far, unit_micro
from app.domain.layers import Part
from app.domain.movement import RECEIPTS, MovementKind

BOOKED_BY_COUNTS = frozenset(
    {MovementKind.OPENING_STOCK, MovementKind.COUNT_GAIN, MovementKind.COUNT_LOSS, MovementKind.USAGE}
)
"""The kinds of movements by which counts book what they differ by."""
_LATER_COSTS = frozenset({MovementKind.LANDED, MovementKind.INVOICE})
_MAY_BE_BROKEN = frozenset({MovementKind.CUSTOMER_RETURN, MovementKind.DELIVERY, MovementKind.SUPPLIER_RETURN})
_BOOKING_COUNTS = frozenset({DocumentKind.COUNT, DocumentKind.REVERSAL})
_NOT_COMING_IN = BOOKED_BY_COUNTS | {MovementKind.CUSTOMER_RETURN}
_PASSING = BOOKED_BY_COUNTS | {MovementKind.ADJUSTMENT}
_OF_SALES = frozenset({DocumentKind.SALE, DocumentKind.REFUND})


class Happened(NamedTuple):
    """A movement of the product as the book has it.

    Attributes:
        filed_as, of_id: Of its document: the kind, and the document that it, or this line of it, refers to.
        of_line: Of goods that come back: the line of the sale on which they were sold.
        unit_cost_micro: What its line of the document names, in millionths; None where it names none.
    """

    seq: int
    document_id: int
    filed_as: str
    of_id: int | None
    of_line: int | None
    line_no: int
    kind: str
    location_id: int
    lot_id: int
    quantity_milli: int
    value_minor: int
    cause_seq: int | None
    happened_us: int
    unit_cost_micro: int | None


class Counted(NamedTuple):
    """A count of the product that stands, at its moment."""

    document_id: int
    location_id: int
    at_us: int


class Spot(NamedTuple):
    """What a count has booked: where, at which moment, of which lot."""

    location_id: int
    at_us: int
    lot_id: int


class Worth(NamedTuple):
    """So much, at this value, both as stock sees them."""

    quantity_milli: int
    value_minor: int


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to a product.

    Attributes:
        rows: In the order of the ledger.
        counts: Those that stand.
        voided: The documents that were taken back, and those that did so.
        due: What counts give back beside what is in the rows.
    """

    rows: Collection[Happened]
    counts: Collection[Counted]
    voided: frozenset[int]
    due: Mapping[Spot, int]


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
    """

    pools: dict[int, Pool] = field(default_factory=dict)
    counted: dict[Spot, Worth] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    booked: dict[Spot, list[Happened]] = field(default_factory=dict)
    first: set[Spot] = field(default_factory=set)


def tell(history: History, blank: Callable[[int], Pool]) -> Told:
    """Tell a history again without what is voided.

    Args:
        blank: Makes the empty pool of a location.
    """
    return _Telling(history, blank).tell()


def passing(rows: Iterable[Happened]) -> frozenset[int]:
    """The movements that go and come back at one value and never were in a pool.

    They came broken, or a later count has taken them over.
    """
    by_seq = {row.seq: row for row in rows}
    found: set[int] = set()
    for row in by_seq.values():
        if row.kind not in _PASSING:
            continue
        is_of_sale = row.kind == MovementKind.ADJUSTMENT and row.filed_as in _OF_SALES
        first = by_seq.get(row.seq - 1 if is_of_sale else row.cause_seq or 0)
        if first is None or first.document_id != row.document_id:
            continue
        is_broken = row.kind == MovementKind.ADJUSTMENT and first.kind in _MAY_BE_BROKEN
        is_shifted = {row.kind, first.kind} <= BOOKED_BY_COUNTS and row.happened_us != first.happened_us
        if (is_broken or is_shifted) and row.quantity_milli == -first.quantity_milli:
            found |= {row.seq, first.seq}
    return frozenset(found)


def taken_back(rows: Iterable[Happened]) -> frozenset[int]:
    """The documents that were taken back, and those that took them back."""
    pairs = ((row.document_id, row.of_id) for row in rows if row.filed_as == DocumentKind.REVERSAL)
    return frozenset(document_id for pair in pairs for document_id in pair if document_id is not None)


def of_counts(
    rows: Collection[Happened], voided: Collection[int], skipped: Collection[int]
) -> dict[Spot, list[Happened]]:
    """What counts have booked at each spot, with what reversals and late documents that are voided gave back of it.

    Args:
        skipped: The movements that never were in a pool.
    """
    found = dict[Spot, list[Happened]]()
    for row in rows:
        if row.kind not in BOOKED_BY_COUNTS or row.seq in skipped:
            continue
        if row.filed_as in _BOOKING_COUNTS or row.document_id in voided:
            found.setdefault(Spot(row.location_id, row.happened_us, row.lot_id), []).append(row)
    return found


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
        for row in self._history.rows:
            while counts and counts[0][0] <= row.document_id:
                self._count(counts.pop(0)[1])
            if row.document_id in self._history.voided:
                continue
            if row.seq not in self._skipped:
                self._take(row)
            elif row.quantity_milli > 0 and row.kind not in _NOT_COMING_IN:
                # What came broken had come in, too: what is counted after it is no opening stock.
                self._stocked.add(row.location_id)
        for _, spots in counts:
            self._count(spots)
        return self._told

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
            else:
                value_minor = -_issue(pool, number, -quantity_milli, spot.lot_id)
            self._told.counted[spot] = Worth(quantity_milli, value_minor)
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
        if row.quantity_milli > 0:
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
        elif row.kind == MovementKind.ADJUSTMENT and row.unit_cost_micro is None:
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
        elif row.cause_seq is not None and row.kind in {*BOOKED_BY_COUNTS, MovementKind.SUPPLIER_RETURN}:
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


def _issue(pool: Pool, number: int, quantity_milli: int, lot_id: int) -> int:
    short_before = len(pool.shortages)
    worth_minor = costing.issue(pool, quantity_milli, lot_id=lot_id)
    _own_shortage(pool, short_before, number)
    return worth_minor


def _own_shortage(pool: Pool, short_before: int, number: int) -> None:
    if len(pool.shortages) > short_before:
        pool.shortages[-1].movement_seq = number
