"""The second bookkeeper's way to take a mistake back that was counted over: the product's whole history once more.

It is told without what was taken back, in fractions and with shelves of its own; only the quantities are the book's.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tests.books import Counter
from tests.machines.shelf import RECEIPTS, Given, Part, Shelf, per_unit, rounded, running, shared

BOOKED = {"opening_stock", "count_gain", "count_loss", "usage"}


class Told(NamedTuple):
    """A movement, with its document's kind and what that refers to."""

    seq: int
    document: int
    filed_as: str
    of: int | None
    of_line: int | None
    line: int
    kind: str
    place: int
    lot: int
    quantity: int
    value: int
    cause: int | None
    at: int
    unit: int | None


class Again:
    """A product's shelves as they would be.

    Attributes:
        shelves: By place.
        counted: By place, moment and lot: how much a count has booked, and at what value, late documents among it.
        made: By the number of a layer that a count has made: place, moment and lot.
        counts: Those that stand: document, place, moment.
    """

    def __init__(self, counter: Counter, product: int, last: int, shelf: Callable[[], Shelf]) -> None:
        self.shelves: dict[int, Shelf] = {}
        self.counted: dict[tuple[int, int, int], tuple[int, int]] = {}
        self.made: dict[int, tuple[int, int, int]] = {}
        self._shelf, self._last = shelf, last
        self.rows = [Told(*row) for row in counter.rows(_ROWS, product, last)]
        self._by_seq = {row.seq: row for row in self.rows}
        self.void = {one for row in self.rows if row.filed_as == "reversal" for one in (row.document, row.of)}
        self.void |= {one for pair in counter.rows(_BACK, last) for one in pair}
        self.passing = self._passing()
        self._everywhere: list[Shelf] = []
        self._said, self._word = 0, dict[int, int]()
        self._cost: dict[int, tuple[int, int]] = {}
        self._stocked: set[int] = set()
        self._way: list[tuple[int, int, int]] = []
        self._sold: dict[tuple[int, int], list[int]] = {}
        self._opening: set[tuple[int, int, int]] = set()
        self._gain: dict[tuple[int, int, int], int] = {}
        self._tell(self._counts(counter, product))

    def _passing(self) -> set[int]:
        found = set()
        for row in self.rows:
            other = self._by_seq.get(row.cause)
            if row.kind == "adjustment" and row.filed_as in {"sale", "refund"}:
                other = self._by_seq[row.seq - 1]
            if other and row.quantity == -other.quantity and other.document == row.document:
                is_broken = row.kind == "adjustment" and other.kind in {
                    "customer_return",
                    "delivery",
                    "supplier_return",
                }
                if is_broken or ({row.kind, other.kind} <= BOOKED and row.at != other.at):
                    found |= {row.seq, other.seq}
        return found

    def of_count(self, row: Told) -> bool:
        if row.kind not in BOOKED or row.seq in self.passing:
            return False
        return row.filed_as in {"count", "reversal"} or row.document in self.void

    def _counts(self, counter: Counter, product: int) -> list[tuple[int, dict[tuple[int, int, int], int]]]:
        differs, stands = Tally[tuple[int, int, int]](), dict[tuple[int, int], int]()
        for row in filter(self.of_count, self.rows):
            differs[row.place, row.at, row.lot] += row.quantity
            stands[row.place, row.at] = row.document
        rows = [one for one in counter.rows(_COUNTS, product, self._last) if one[0] not in self.void]
        self.counts = [one[:3] for one in rows]
        # What was found somewhere has come in there, for all counts after it.
        self._seen = [(document, place) for document, place, _, most in rows if most > 0]
        stands |= {(place, at): document for document, place, at in self.counts}
        return sorted(
            (
                (document, {spot: milli for spot, milli in differs.items() if spot[:2] == moment})
                for moment, document in stands.items()
            ),
            key=lambda count: count[0],
        )

    def _tell(self, counts: list[tuple[int, dict[tuple[int, int, int], int]]]) -> None:
        for row in self.rows:
            while counts and counts[0][0] <= row.document:
                document, spots = counts.pop(0)
                self._stocked |= {place for seen, place in self._seen if seen < document}
                self._count(spots)
            self._stocked |= {place for seen, place in self._seen if seen < row.document}
            if row.document not in self.void and row.seq not in self.passing and not self.of_count(row):
                self._take(row)
        for document, spots in counts:
            self._stocked |= {place for seen, place in self._seen if seen < document}
            self._count(spots)

    def _on(self, place: int) -> Shelf:
        if place not in self.shelves:
            self.shelves[place] = shelf = self._shelf()
            shelf.everywhere = self._everywhere
            self._everywhere.append(shelf)
        return self.shelves[place]

    def _count(self, spots: dict[tuple[int, int, int], int]) -> None:
        for spot, milli in sorted(spots.items(), key=lambda one: one[1] < 0):
            if not milli:
                continue
            shelf, number = self._on(spot[0]), -1 - len(self.made)
            self.made[number] = spot
            if milli > 0:
                worth = rounded(shelf.current(spot[2]) * milli / 1000)
                first = spot[0] not in self._stocked or ("opening_stock", "count", *spot[:2]) in {
                    (row.kind, row.filed_as, row.place, row.at) for row in self.rows
                }
                self._in(shelf, Part(number, milli, worth, spot[2]), "opening_stock" if first else "count_gain")
                self._opening |= {spot} if first else set()
                self._gain[spot] = number
            else:
                worth = -shelf.go_out(-milli, spot[2], number)
            self.counted[spot] = (milli, worth)
        self._stocked |= {spot[0] for spot, milli in spots.items() if milli > 0}

    def _in(self, shelf: Shelf, part: Part, kind: str) -> None:
        shelf.come_in(replace(part, origin=part.origin or part.seq), kind)
        if kind in RECEIPTS:
            self._say(shelf, part.seq)
            self._cost[part.seq] = (part.worth, part.quantity)

    def _say(self, shelf: Shelf, number: int) -> None:
        """A movement has the last word on cost; the words are numbered as they are said."""
        self._said += 1
        shelf.words = {self._said: 0}
        self._word[id(shelf)] = number

    def _take(self, row: Told) -> None:
        shelf = self._on(row.place)
        if row.quantity and self._is_late(row):
            self._late(row, shelf)
        elif row.quantity > 0:
            self._come(row, shelf)
        elif row.quantity < 0:
            self._go(row, shelf)
        elif row.kind == "revaluation" and row.unit is not None:
            cost = Fraction(row.unit, shelf.millionths)
            shelf.set_unit(cost)
            shelf.last = cost
            self._say(shelf, row.seq)
        elif row.kind in {"landed", "invoice"} and self._by_seq[row.cause].document != row.document:
            self._add(row)

    def _come(self, row: Told, shelf: Shelf) -> None:
        if row.kind != "customer_return":
            self._stocked.add(row.place)
        landed = [one.value for one in self.rows if (one.kind, one.cause, one.document) == ("landed", *row[:2])]
        worth = row.value + sum(landed)
        if row.kind == "transfer_in":
            for milli, own, origin in self._off_the_way(row.quantity):
                self._in(shelf, Part(row.seq, milli, own, row.lot, origin), row.kind)
            return
        if row.kind == "customer_return" and (row.of, row.of_line) in self._sold:
            milli, booked, told = self._sold[row.of, row.of_line]
            worth += rounded(Fraction((told - booked) * row.quantity, milli))
        elif (row.kind, row.of) == ("customer_return", None) or (
            row.kind == "adjustment" and not row.unit and row.value
        ):
            worth = rounded(shelf.current(row.lot) * row.quantity / 1000)
        self._in(shelf, Part(row.seq, row.quantity, worth, row.lot), row.kind)

    def _go(self, row: Told, shelf: Shelf) -> None:
        if row.kind == "transfer_out":
            given: list[Given] = []
            worth = shelf.go_out(-row.quantity, row.lot, row.seq, given)
            self._way += [tuple(one) for one in given]
            missing = -row.quantity - sum(one.quantity for one in given)
            if missing:
                self._way.append((missing, worth - sum(one.worth for one in given), 0))
        elif row.cause and row.kind == "supplier_return":
            shelf.go_back(-row.quantity, -row.value, row.cause, row.lot, row.seq)
        else:
            worth = shelf.go_out(-row.quantity, row.lot, row.seq)
            if row.filed_as == "sale":
                before = self._sold.get((row.document, row.line), [0, 0, 0])
                new = [-row.quantity, -row.value, worth]
                self._sold[row.document, row.line] = [one + more for one, more in zip(before, new, strict=True)]

    def _is_late(self, row: Told) -> bool:
        """Whether a document that is none of counts has booked at one; opening stock by hand is no such thing."""
        by_hand = (row.kind, row.filed_as) == ("opening_stock", "opening_stock") and row.quantity > 0
        return row.kind in BOOKED and not by_hand and row.seq not in self.passing and not self.of_count(row)

    def _late(self, row: Told, shelf: Shelf) -> None:
        """What the count had booked the other way is undone first, at that value; what is beyond that differs."""
        lot = self._by_seq[row.cause].lot if row.cause else row.lot
        spot, came = (row.place, row.at, lot), row.quantity > 0
        milli, worth = self.counted.get(spot, (0, 0))
        undone = min(abs(row.quantity), abs(milli)) if milli * row.quantity < 0 and spot not in self._opening else 0
        own = running(abs(worth), undone, abs(milli)) if undone else 0
        beyond = abs(row.quantity) - undone
        if came:
            kind = "opening_stock" if spot in self._opening else "count_gain"
            if undone:
                self._in(shelf, Part(row.seq, undone, own, row.lot), kind)
            if beyond:
                rest = rounded(shelf.current(row.lot) * beyond / 1000)
                self._in(shelf, Part(row.seq, beyond, rest, row.lot), kind)
                own += rest
            self._gain[spot] = row.seq
            self._stocked.add(row.place)
        else:
            if undone:
                shelf.go_back(undone, own, self._gain.get(spot, 0), row.lot, row.seq)
            own += shelf.go_out(beyond, row.lot, row.seq) if beyond else 0
        self.counted[spot] = (milli + row.quantity, worth + (own if came else -own))

    def _off_the_way(self, milli: int) -> Iterator[tuple[int, int, int]]:
        while milli and self._way:
            quantity, value, origin = self._way.pop(0)
            own = min(milli, quantity)
            part = running(value, own, quantity)
            if own < quantity:
                self._way.insert(0, (quantity - own, value - part, origin))
            milli -= own
            yield own, part, origin

    def _add(self, row: Told) -> None:
        same = [
            one for one in self.rows
            if (one.document, one.line, one.cause) == (row.document, row.line, row.cause)
            and one.kind in {"landed", "invoice"}
        ]  # fmt: skip
        if row != same[0]:
            return
        amount, whole = sum(one.value for one in same), self._by_seq[row.cause].quantity
        held = [
            (shelf, one)
            for _, shelf in sorted(self.shelves.items())
            for one in shelf.arrivals
            if one.left and row.cause in {one.seq, one.origin}
        ]
        if held:
            left = [one.left for _, one in held]
            share = amount - rounded(Fraction(amount * (whole - sum(left)), whole))
            for (shelf, one), part in zip(held, shared(share, left), strict=True):
                shelf.take_cost(one, part)
        if row.cause in self._cost:
            worth, quantity = self._cost[row.cause]
            self._cost[row.cause] = (worth + amount, quantity)
            shelf = self._on(self._by_seq[row.cause].place)
            if self._word.get(id(shelf)) == row.cause:
                shelf.last = per_unit(max(worth + amount, 0), quantity, shelf.millionths)

    def dealt(self, parts: list[Part], sign: int) -> Iterator[Part]:
        """What is left, by the movements that the book has: what counts made is of what they booked, in turn."""
        whole: dict[int, Part] = {}
        came: dict[int, Tally[int]] = {}
        for part in parts:
            rows = [(part.seq, part.left)]
            if part.seq < 0:
                spot = self.made[part.seq]
                own = [row for row in self.rows if self.of_count(row) and (row.place, row.at, row.lot) == spot]
                rows = [(row.seq, max(row.quantity * sign, 0)) for row in own]
            rest, worth = part.left, part.left_worth
            for seq, most in rows:
                taken = min(most, rest)
                if taken:
                    value = running(worth, taken, rest)
                    rest, worth = rest - taken, worth - value
                    origin = part.origin if part.seq > 0 else seq
                    came.setdefault(seq, Tally())[origin] += taken
                    before = whole.get(seq, Part(seq, 0, 0, part.lot, origin))
                    whole[seq] = replace(before, quantity=before.quantity + taken, worth=before.worth + value)
        # What was carried together is known by where most of it came from.
        for seq, part in whole.items():
            yield replace(part, origin=came[seq].most_common(1)[0][0])

    def booked(self) -> dict[tuple[int, int, int], tuple[int, int]]:
        """What the book has at the moments of counts, by lot."""
        found: dict[tuple[int, int, int], tuple[int, int]] = {}
        for row in (one for one in self.rows if self.of_count(one) or self._is_late(one)):
            lot = self._by_seq[row.cause].lot if row.cause and self._is_late(row) else row.lot
            spot = (row.place, row.at, lot)
            milli, worth = found.get(spot, (0, 0))
            found[spot] = (milli + row.quantity, worth + row.value)
        return found


_ROWS = """
SELECT movement.seq, movement.document_id, document.kind, coalesce(sold.of_id, document.of_id), sold.of_line,
    movement.line_no, movement.kind,
    movement.location_id, movement.lot_id, movement.quantity_milli, movement.value_minor, movement.cause_seq,
    movement.happened_us, line.unit_cost_micro
FROM movement JOIN document ON document.id = movement.document_id
LEFT JOIN stock_line AS line ON line.document_id = movement.document_id AND line.line_no = movement.line_no
LEFT JOIN sale_line AS sold ON sold.document_id = movement.document_id AND sold.line_no = movement.line_no
WHERE movement.product_id = ? AND movement.document_id <= ? ORDER BY movement.seq
"""
_COUNTS = """
SELECT document.id, location_id, max(at_us), max(quantity_milli)
FROM stock_line JOIN document ON document.id = document_id
WHERE product_id = ? AND document.id <= ? AND kind = 'count' AND state = '' GROUP BY document.id ORDER BY document.id
"""
_BACK = "SELECT id, of_id FROM document WHERE kind = 'reversal' AND id <= ?"
