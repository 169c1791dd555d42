"""A second bookkeeper: figures anew, in fractions and apart from the code under test, what every movement is worth.

It takes from the book what its documents assert (quantities, costs, lots, what refers to what) and the order in which
they were posted, and says at what value goods must have moved, by each of the five cost methods.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import NamedTuple

from tests.books import Counter

RECEIPTS = {"opening_stock", "delivery", "transfer_in"}
COUNTED = {"opening_stock", "count_gain", "count_loss", "usage"}


def rounded(exact: Fraction) -> int:
    """Half away from zero."""
    whole = floor(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def running(worth: int, so_far: int, of: int) -> int:
    """What the first `so_far` of `of` are worth of `worth`."""
    return rounded(Fraction(worth * so_far, of))


def per_unit(worth: int, quantity: int, millionths: int) -> Fraction:
    """The cost of one unit in minor units, kept to the millionth of the currency unit: so many are one minor unit."""
    return Fraction(rounded(Fraction(worth * 1000 * millionths, quantity)), millionths)


def shared(worth: int, weights: list[int]) -> list[int]:
    """Whole shares by weight: cut, and the missing units one each to those that lost most, the first of equals."""
    whole = sum(weights)
    exact = [Fraction(abs(worth) * weight, whole) for weight in weights]
    shares = [floor(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda place: shares[place] - exact[place])
    for place in order[: abs(worth) - sum(shares)]:
        shares[place] += 1
    return shares if worth >= 0 else [-one for one in shares]


@dataclass
class Part:
    """So much came (or was missing) at one time, worth so much; `gone` of it has left (or has been covered)."""

    seq: int
    quantity: int
    worth: int
    lot: int = 0
    origin: int = 0
    gone: int = 0

    @property
    def left(self) -> int:
        return self.quantity - self.gone

    @property
    def left_worth(self) -> int:
        return self.worth - running(self.worth, self.gone, self.quantity)

    def give(self, quantity: int) -> int:
        before, self.gone = self.left_worth, self.gone + quantity
        return before - self.left_worth

    def becomes(self, worth: int) -> None:
        self.quantity, self.worth, self.gone = self.left, worth, 0


class Given(NamedTuple):
    """What one arrival gave."""

    quantity: int
    worth: int
    origin: int


@dataclass
class Shelf:
    """One product at one place."""

    method: str
    standard: Fraction
    listed: Fraction | None
    millionths: int
    arrivals: list[Part] = field(default_factory=list)
    missing: list[Part] = field(default_factory=list)
    heap: Part | None = None
    last: Fraction | None = None
    # What has a say in the last known cost: receipts (0) and revaluations (their cost), by movement, in order.
    words: dict[int, Fraction | int] = field(default_factory=dict)
    standard_worth: int = 0
    # Those of the same product, this one among them: where it never came in, what it last cost elsewhere is known.
    everywhere: list[Shelf] = field(default_factory=list, repr=False, compare=False)

    @property
    def quantity(self) -> int:
        return sum(one.left for one in self.arrivals) - sum(one.left for one in self.missing)

    @property
    def worth(self) -> int:
        if self.method == "standard":
            return self.standard_worth
        if self.method == "average" and self.quantity > 0:
            return self.heap.left_worth
        return sum(one.left_worth for one in self.arrivals) - sum(one.left_worth for one in self.missing)

    def known(self) -> Fraction:
        if self.method == "standard":
            return self.standard
        if self.last is not None:
            return self.last
        told = [one for one in self.everywhere if one.last is not None]
        return max(told, key=lambda one: max(one.words)).last if told else self.listed or Fraction()

    def current(self, lot: int) -> Fraction:
        if self.method == "average" and self.quantity > 0:
            return per_unit(self.worth, self.quantity, self.millionths)
        if self.method in {"fifo", "lifo", "specific"}:
            for one in reversed(self.arrivals):
                if one.left and (self.method != "specific" or one.lot == lot):
                    return per_unit(one.worth, one.quantity, self.millionths)
        return self.known()

    def in_order(self, lot: int) -> list[Part]:
        if self.method == "lifo":
            return self.arrivals[::-1]
        if self.method == "specific":
            return [one for one in self.arrivals if one.lot == lot]
        return self.arrivals

    def short_of(self, lot: int) -> list[Part]:
        """What goods of a lot cover: under `specific` each lot is a heap of its own."""
        return [one for one in self.missing if self.method != "specific" or one.lot == lot]

    def at_standard(self) -> int:
        return rounded(self.standard * self.quantity / 1000)

    def settle(self) -> None:
        """After anything but goods that leave: tidy up, and the average starts anew."""
        worth = self.worth
        self.arrivals = [one for one in self.arrivals if one.left]
        self.missing = [one for one in self.missing if one.left]
        if self.method == "average":
            self.heap = Part(0, self.quantity, worth) if self.quantity > 0 else None

    def come_in(self, part: Part, kind: str) -> tuple[int, list[tuple[int, int]]]:
        """The value at which goods enter, and the corrections that follow: of which movement, and how much."""
        cost, before = part.worth, self.worth
        if kind in RECEIPTS:
            self.last = per_unit(cost, part.quantity, self.millionths)
            self.words[part.seq] = 0
        new, corrections = Part(part.seq, part.quantity, part.worth, part.lot, part.origin), []
        entered = cost
        if self.method == "standard":
            entered = rounded(self.standard * (self.quantity + part.quantity) / 1000) - before
            new.worth = entered
        for short in self.short_of(part.lot):
            covered = min(short.left, new.left)
            if covered:
                extra = new.give(covered) - short.give(covered)
                if self.method != "standard" and extra:
                    corrections.append((short.seq, -extra))
        self.arrivals.append(new)
        self.standard_worth += entered
        worth = before + entered + sum(value for _, value in corrections)
        if self.method == "average":
            self.heap = Part(0, self.quantity, worth) if self.quantity > 0 else None
        self.alike(part.lot)
        self.settle()
        assert self.worth == worth
        return entered, corrections

    def alike(self, lot: int) -> None:
        """Pieces of one lot have one cost under `specific`."""
        same = [one for one in self.arrivals if one.lot == lot and one.left]
        if self.method == "specific" and lot and len(same) > 1:
            self.spread(same, sum(one.left_worth for one in same))

    @staticmethod
    def spread(parts: list[Part], worth: int) -> None:
        for one, share in zip(parts, shared(worth, [one.left for one in parts]), strict=True):
            one.becomes(share)

    def go_out(self, quantity: int, lot: int, seq: int, given: list[Given] | None = None) -> int:
        held = sum(one.left for one in self.in_order(lot)) if self.method == "specific" else max(self.quantity, 0)
        worth, there = 0, min(quantity, held)
        heap_worth = self.heap.give(there) if self.method == "average" and there else 0
        rest, parts = there, []
        for one in self.in_order(lot):
            taken = min(one.left, rest)
            if taken:
                parts.append(Given(taken, one.give(taken), one.origin))
                rest -= taken
        worth = heap_worth if self.method == "average" else sum(part.worth for part in parts)
        if quantity > there:
            short = Part(seq, quantity - there, rounded(self.known() * (quantity - there) / 1000), lot)
            self.missing.append(short)
            worth += short.worth
        if self.method == "standard":
            worth = self.standard_worth - self.at_standard()
            self.standard_worth -= worth
        if self.method in {"average", "standard"} and given is not None:
            shares = shared(worth, [part.quantity for part in parts])
            parts = [part._replace(worth=share) for part, share in zip(parts, shares, strict=True)]
        if given is not None:
            given += parts
        self.arrivals = [one for one in self.arrivals if one.left]
        return worth

    def own(self, origin: int, lot: int, first: int | None = None) -> list[Part]:
        """What is left of an arrival, and behind it of what came into the shop with it."""
        held = [one for one in self.arrivals if one.left and (self.method != "specific" or one.lot == lot)]
        of_it = [one for one in held if origin in {one.seq, one.origin}]
        return of_it + [one for one in held if first in {one.seq, one.origin} and one not in of_it]

    def carried_worth(self, quantity: int, named: int, origin: int, lot: int, first: int) -> int:
        """What was carried here is worth now: what is left with all that was booked to it, the rest as it came."""
        if self.method == "standard":
            return named
        worth, missing = 0, quantity
        for one in self.own(origin, lot, first):
            taken = min(one.left, missing)
            worth += one.left_worth - (one.worth - running(one.worth, one.gone + taken, one.quantity))
            missing -= taken
        return worth + running(named, missing, quantity)

    def go_back(
        self,
        quantity: int,
        named: int,
        origin: int,
        lot: int,
        seq: int,
        *,
        first: int | None = None,
        beside: Collection[int] = (),
    ) -> int:
        """Goods of a known arrival go out again; a part of them may be among what counts have just given back."""
        own = self.own(origin, lot, first)
        back = [one for one in self.arrivals if one.seq in beside and one.left and one not in own]
        back = [one for one in back if self.method != "specific" or one.lot == lot]
        alike = self.method == "average" or (self.method == "specific" and lot)
        if alike and sum(one.left for one in own + back) >= quantity:
            own = own + back
            same = [one for one in self.arrivals if self.method == "average" or one.lot == lot]
            rest = sum(one.left for one in same) - quantity
            whole = self.worth if self.method == "average" else sum(one.left_worth for one in same)
            if whole - named >= 0 and (rest or whole == named):
                self._take_own(own, quantity)
                if self.method == "average":
                    self.heap = Part(0, self.quantity, whole - named) if rest else None
                elif rest:
                    self.spread([one for one in same if one.left], whole - named)
                self.settle()
                return named
        worth = 0
        if self.method in {"fifo", "lifo", "specific"}:
            there = min(sum(one.left for one in own), quantity)
            worth, quantity = self._take_own(own, there), quantity - there
            there = min(sum(one.left for one in back), quantity)
            if there:
                wanted, held = named - worth, sum(one.left_worth for one in back)
                taken, quantity = self._take_own(back, there), quantity - there
                rest = [one for one in back if one.left]
                if rest and 0 <= wanted <= held:
                    self.spread(rest, held - wanted)
                    taken = wanted
                worth += taken
            self.settle()
        return worth + (self.go_out(quantity, lot, seq) if quantity else 0)

    @staticmethod
    def _take_own(own: list[Part], quantity: int) -> int:
        worth = 0
        for one in own:
            taken = min(one.left, quantity)
            worth += one.give(taken) if taken else 0
            quantity -= taken
        return worth

    def set_unit(self, cost: Fraction) -> int:
        """Each unit is worth this, what is missing too; by how much that is more."""
        there, missing = (sum(one.left for one in parts) for parts in (self.arrivals, self.missing))
        before = self.worth
        if self.method != "specific":
            return self.set_worth(rounded(cost * self.quantity / 1000))
        for parts, quantity in ((self.arrivals, there), (self.missing, missing)):
            if quantity:
                self.spread([one for one in parts if one.left], rounded(cost * quantity / 1000))
        return self.worth - before

    def leave_lots(self, method: str) -> list[tuple[int, int]]:
        """Another method than `specific`: what there is covers what is missing, whatever lot it is of."""
        corrections = []
        if self.method == "specific" != method:
            for one in self.arrivals:
                for short in self.missing:
                    covered = min(short.left, one.left)
                    extra = one.give(covered) - short.give(covered) if covered else 0
                    corrections += [(short.seq, -extra)] if extra else []
            self.settle()
        return corrections

    def set_worth(self, worth: int) -> int:
        """Everything is worth this together; by how much that is more."""
        changed = worth - self.worth
        if self.quantity > 0:
            self.spread([one for one in self.arrivals if one.left], worth)
        elif self.quantity < 0:
            self.spread([one for one in self.missing if one.left], -worth)
        self.standard_worth = worth
        if self.method == "average":
            self.heap = Part(0, self.quantity, worth) if self.quantity > 0 else None
        return changed


class Row(NamedTuple):
    """A movement as the book has it."""

    seq: int
    line: int
    kind: str
    product: int
    location: int
    lot: int
    quantity: int
    value: int
    cause: int | None
    variance: int
    at: int = 0

    @property
    def place(self) -> tuple[int, int]:
        return self.product, self.location


class Bookkeeper:
    """Follows a book document by document."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.millionths = 10 ** (6 - counter.book.shop.currency.digits)
        self.shelves: dict[tuple[int, int], Shelf] = {}
        self.methods: dict[int, str] = {}
        self.standards: dict[int, Fraction] = {}
        self.arrived: dict[int, Row] = {}
        self.cost_of: dict[int, int] = {}
        self.everywhere: dict[int, list[Shelf]] = {}
        self.last_document = 0
        # What reversals have given back at the moments of counts, with the reversals.
        self.given_back: list[tuple[int, Row]] = []

    def catch_up(self) -> None:
        """Follow what was posted since, and see that the book holds what must be there."""
        documents = self.counter.rows(
            "SELECT id, kind, of_id, number FROM document WHERE id > ? ORDER BY id", self.last_document
        )
        for document_id, kind, of_id, number in documents:
            rows = [Row(*row) for row in self.counter.rows(_MOVEMENTS, document_id)]
            for row in rows:
                self._know(row)
            try:
                getattr(self, f"_{kind}", self._plain)(rows, document_id, of_id)
            except AssertionError as error:
                raise AssertionError(f"{number} ({kind}): {error}") from error
            self.last_document = document_id
        if documents:
            self._compare()

    def _know(self, row: Row) -> None:
        if row.place in self.shelves:
            return
        own, listed, standard = self.counter.rows(_PRODUCT, row.product)[0]
        listed = None if listed is None else Fraction(listed, self.millionths)
        if row.product not in self.standards:
            told = listed or Fraction() if standard is None else Fraction(standard, self.millionths)
            self.standards[row.product] = told
        method = self.methods.setdefault(row.product, own or str(self.counter.book.shop.costing))
        everywhere = self.everywhere.setdefault(row.product, [])
        shelf = Shelf(method, self.standards[row.product], listed, self.millionths, everywhere=everywhere)
        everywhere.append(shelf)
        self.shelves[row.place] = shelf

    def _plain(self, rows: list[Row], document_id: int, of_id: int | None) -> None:
        """Goods that come in and go out, with what follows from them."""
        queue = list(rows)
        while queue:
            row = queue.pop(0)
            assert row.quantity, f"value alone at {row.seq}"
            if queue and _is_passing(row, queue[0]):
                assert queue.pop(0).value == -row.value
            elif queue and _is_shifted(row, queue[0]):
                self._shift(row, queue.pop(0), document_id)
            elif row.kind == "delivery" and row.seq in _broken(rows):
                self._break(row, queue)
            elif row.kind == "transfer_out":
                self._carry(row, queue)
            elif row.quantity < 0 and row.kind == "count_gain":
                self._take_back_gain(row, queue)
            elif row.quantity < 0:
                same(row, -self._leave(row, of_id))
            else:
                self._arrive(row, queue, self._asserted(row, queue, document_id))

    def _break(self, row: Row, queue: list[Row]) -> None:
        """What came broken goes out again at what it and its freight cost; what is booked to it later is gone."""
        worth = row.value
        if queue[0].kind == "landed":
            worth += queue.pop(0).value
        out = queue.pop(0)
        assert (out.kind, out.quantity, out.value) == ("adjustment", -row.quantity, -worth), f"{out} of {row}"
        self.arrived[row.seq], self.cost_of[row.seq] = row, worth

    def _shift(self, row: Row, back: Row, document_id: int) -> None:
        """What a later count takes over goes and comes at one value: as that one booked it, else as it would go."""
        assert (back.quantity, back.value, back.lot) == (-row.quantity, -row.value, row.lot), f"{back} of {row}"
        booked = self.counter.one(_BOOKED_BEFORE, row.product, row.location, back.seq, document_id)
        if not document_id or booked * row.quantity > 0:
            return  # the books of the later count say what it is worth
        shelf = deepcopy(self.shelves[row.place])
        if row.quantity < 0:
            same(row, -shelf.go_out(-row.quantity, row.lot, row.seq))
        elif shelf.method != "standard":
            same(row, rounded(shelf.current(row.lot) * row.quantity / 1000))

    def _take_back_gain(self, row: Row, queue: list[Row], beside: Collection[int] = ()) -> None:
        """What a count had found leaves as it was booked; what it is worth to the shelf beyond that is a correction."""
        named = -row.value
        worth = self.shelves[row.place].go_back(-row.quantity, named, row.cause or 0, row.lot, row.seq, beside=beside)
        if worth != named:
            correction = queue.pop(0)
            wanted = "correction", named - worth, row.cause
            assert (correction.kind, correction.value, correction.cause) == wanted, f"{correction}: {wanted}"

    def _asserted(self, row: Row, queue: list[Row], document_id: int) -> int:
        """What goods cost that came in: what the document says, else the current cost where the ledger decides."""
        landed = next((one for one in queue if one.kind == "landed" and one.cause == row.seq), None)
        cost = row.value + row.variance + (landed.value + landed.variance if landed else 0)
        kind, unit = self.counter.rows(_ASSERTED, row.line, document_id)[0]
        shelf = self.shelves[row.place]
        if row.kind == "adjustment" and unit:
            return rounded(Fraction(unit, self.millionths) * row.quantity / 1000)
        if row.kind in {"count_gain", "usage"} or (row.kind == "opening_stock" != kind):
            if shelf.method == "standard":
                return rounded(shelf.standard * (shelf.quantity + row.quantity) / 1000) - shelf.worth
            return rounded(shelf.current(row.lot) * row.quantity / 1000)
        return cost

    def _arrive(self, row: Row, queue: list[Row], cost: int, origin: int = 0) -> None:
        shelf = self.shelves[row.place]
        entered, corrections = shelf.come_in(Part(row.seq, row.quantity, cost, row.lot, origin or row.seq), row.kind)
        self.arrived[row.seq], self.cost_of[row.seq] = row, cost
        if queue and queue[0].kind == "landed" and queue[0].cause == row.seq:
            landed = queue.pop(0)
            assert row.value + landed.value == entered, f"{row.seq} came in at {row.value + landed.value}: {entered}"
        else:
            # What a customer brings back comes in at what it left at; at standard cost the rest is a correction.
            is_back = row.kind == "customer_return" and shelf.method == "standard" and cost != entered
            same(row, cost if is_back else entered)
            corrections = [(row.seq, entered - cost)] * is_back + corrections
        for cause, value in corrections:
            correction = queue.pop(0)
            assert (correction.kind, correction.cause, correction.value) == ("correction", cause, value)

    def _leave(self, row: Row, of_id: int | None) -> int:
        shelf = self.shelves[row.place]
        if row.kind != "supplier_return" or not row.cause:
            return shelf.go_out(-row.quantity, row.lot, row.seq)
        named = self._named(row, of_id)
        return shelf.go_back(-row.quantity, named, row.cause, row.lot, row.seq)

    def _named(self, row: Row, of_id: int | None) -> int:
        """What the arrival says that goods which go back are worth: their running share of all that it cost."""
        before = -sum(quantity for (quantity,) in self.counter.rows(_RETURNED_BEFORE, of_id, row.cause, row.seq))
        cost, of = self.cost_of[row.cause], self.arrived[row.cause].quantity
        return running(cost, before - row.quantity, of) - running(cost, before, of)

    def _carry(self, row: Row, queue: list[Row]) -> None:
        given: list[Given] = []
        worth = self.shelves[row.place].go_out(-row.quantity, row.lot, row.seq, given)
        same(row, -worth)
        assert sum(one.worth for one in given) == worth
        for part in given:
            arriving = queue.pop(0)
            assert (arriving.kind, arriving.quantity, arriving.lot) == ("transfer_in", part.quantity, row.lot)
            self._arrive(arriving, queue, part.worth, part.origin)

    def _landed_cost(self, rows: list[Row], document_id: int, of_id: int | None) -> None:
        """A cost that comes later: what is left takes its share, the rest was sold."""
        by_origin: dict[tuple[int, int], list[Row]] = {}
        for row in rows:
            by_origin.setdefault((row.line, row.cause), []).append(row)
        for (_, origin), own in by_origin.items():
            amount = sum(row.value + row.variance for row in own if row.kind in {"landed", "invoice"})
            self._add(own, origin, amount)

    _supplier_invoice = _landed_cost

    def _credit_note(self, rows: list[Row], document_id: int, of_id: int | None) -> None:
        """Goods that are gone are worth nothing to the shop: what the supplier gives more or less is a variance."""
        assert all((row.kind, row.quantity, row.value) == ("supplier_return", 0, 0) for row in rows)

    def _add(self, own: list[Row], origin: int, amount: int) -> None:
        arrived = self.arrived[origin]
        self.cost_of[origin] += amount
        shelf = self.shelves[arrived.place]
        stock = [row for row in own if row.kind != "landed_sold"]
        if shelf.method == "standard":
            assert [row.value for row in own] == [0]
            return
        held = [
            (place, one)
            for place, other in self.shelves.items()
            if place[0] == arrived.product
            for one in other.arrivals
            if origin in {one.seq, one.origin}
        ]
        left = sum(one.left for _, one in held)
        gone = running(amount, arrived.quantity - left, arrived.quantity)
        sold, whole = -sum(row.value for row in own if row.kind == "landed_sold"), gone
        if sold != gone:
            # What is left takes off no more than it is worth; the rest is cost of sales, too.
            assert amount < 0, f"{sold} of {amount} sold, it must be {gone}: {own}"
            assert sold < gone, f"{sold} of {amount} sold, it must be {gone}: {own}"
            assert any(self._is_worth_nothing(place, one) for place, one in held), f"{sold} of {amount}: {held}"
            gone = sold
        assert sum(row.value for row in stock) == amount
        by_place: dict[tuple[int, int], int] = {}
        # The order in which places are visited decides where the odd cents go: that is the book's own.
        for row in stock:
            by_place[row.place] = by_place.get(row.place, 0) + row.value
        by_place[arrived.place] = by_place.get(arrived.place, 0) - gone
        exact = {place: Fraction(0) for place in by_place}
        for place, one in held:
            exact[place] = exact.get(place, Fraction(0)) + Fraction((amount - gone) * one.left, left)
        for place, value in by_place.items():
            if sold == whole:
                assert abs(exact[place] - value) <= len(held), f"{place} takes {value} of {exact[place]}"
            self._take_share(place, [one for other, one in held if other == place], value)
        if shelf.words and max(shelf.words) == origin:
            shelf.last = per_unit(max(self.cost_of[origin], 0), arrived.quantity, self.millionths)

    def _is_worth_nothing(self, place: tuple[int, int], part: Part) -> bool:
        if self.shelves[place].method == "average":
            return {row[:2]: row[3] for row in self.counter.rows(_POOLS)}[place] == 0
        return dict(self.counter.rows(_LAYER_WORTH, *place))[part.seq] == 0

    def _take_share(self, place: tuple[int, int], parts: list[Part], value: int) -> None:
        """The layers of one place share what it takes; which layer gets the odd cent is read from the book."""
        shelf = self.shelves[place]
        if not parts:
            assert value == 0
            return
        worth = shelf.worth
        kept = dict(self.counter.rows(_LAYER_WORTH, *place))
        if shelf.method == "average":
            for one in parts:
                one.becomes(kept[one.seq])
            shelf.heap = Part(0, shelf.quantity, worth + value) if shelf.quantity > 0 else None
            return
        before = sum(one.left_worth for one in shelf.arrivals)
        for one in shelf.arrivals:
            if one in parts or (shelf.method == "specific" and one.lot and one.lot in {part.lot for part in parts}):
                exact = one.left_worth + Fraction(value * one.left, sum(part.left for part in parts))
                if shelf.method != "specific" and kept[one.seq]:
                    assert abs(kept[one.seq] - exact) <= 1
                one.becomes(kept[one.seq])
        assert sum(one.left_worth for one in shelf.arrivals) == before + value

    def _revaluation(self, rows: list[Row], document_id: int, of_id: int | None) -> None:
        for row in rows:
            unit = self.counter.one(
                "SELECT unit_cost_micro FROM stock_line WHERE document_id = ? AND line_no = ?", document_id, row.line
            )
            cost, shelf = Fraction(unit, self.millionths), self.shelves[row.place]
            shelf.last = shelf.standard = shelf.words[row.seq] = cost
            if shelf.method == "standard":
                self.standards[row.product] = cost
            same(row, shelf.set_unit(cost))

    def _method_change(self, rows: list[Row], document_id: int, of_id: int | None) -> None:
        left = list(rows)
        for product, method in self.counter.rows(
            "SELECT product_id, costing FROM stock_line WHERE document_id = ? ORDER BY line_no", document_id
        ):
            self.methods[product] = method
            for place, shelf in sorted(self.shelves.items()):
                if place[0] != product:
                    continue
                by_layer = {shelf.method, method} <= {"fifo", "lifo", "specific"}
                covered, found = shelf.leave_lots(method), []
                worth, shelf.method = shelf.worth, method
                if by_layer:
                    for lot in {one.lot for one in shelf.arrivals}:
                        shelf.alike(lot)
                    found = [left.pop(0) for _ in covered]
                    assert [(row.cause, row.value) for row in found] == covered
                    continue
                shelf.standard = self.standards[product]
                shelf.standard_worth, shelf.heap = worth, Part(0, 1, worth)
                target = shelf.at_standard() if method == "standard" else worth
                shelf.set_worth(target)
                found = [left.pop(0) for _ in covered]
                assert [(row.cause, row.value) for row in found] == covered
                if target != worth:
                    same(left.pop(0), target - worth)
        assert not left

    def _put_back(self, out: Row, carried: list[Row], queue: list[Row], worths: dict[int, int]) -> None:
        """What was carried away comes back in the parts in which it had been carried, each with its own origin."""
        assert sum(part.quantity for part in carried) == -out.quantity
        for part in carried:
            row = queue.pop(0)
            back = out.kind, out.place, out.lot, part.quantity
            assert (row.kind, row.place, row.lot, row.quantity) == back, f"{row} does not take {part} back"
            worth = worths[part.seq] + part.variance
            assert row.value == worth or self.shelves[row.place].method == "standard"
            origin = self.counter.one("SELECT origin_seq FROM layer WHERE movement_seq = ?", row.seq)
            self._arrive(row, queue, worth, origin)

    def _reversal(self, rows: list[Row], document_id: int, of_id: int | None) -> None:
        """The goods of the wrong document go the other way at the values at which they went."""
        of_kind = self.counter.one("SELECT kind FROM document WHERE id = ?", of_id)
        if of_kind in {"landed_cost", "supplier_invoice"}:
            self._landed_cost(rows, document_id, of_id)
            return
        if of_kind == "credit_note":
            self._credit_note(rows, document_id, of_id)
            return
        wrong = sorted((Row(*row) for row in self.counter.rows(_MOVEMENTS, of_id)), key=lambda row: -row.seq)
        counted = self.counter.rows(_COUNTED_AT, of_id) if of_kind == "count" else []
        own = {(one[:2], one[2]) for one in counted}
        due = [one for one in self.given_back if one[0] > of_id and (one[1].place, one[1].at) in own]
        self.given_back = [one for one in self.given_back if one not in due]
        wrong += sorted((row for _, row in due), key=lambda row: -row.seq)
        mirrors = [(row.line, row.kind, row.place, row.lot, -row.quantity, row.at) for row in wrong]
        back = []
        for row in (one for one in rows if one.quantity and one.kind in COUNTED):
            mirrored = (*row[1:3], row.place, row.lot, row.quantity, row.at)
            # What looks like a mirror and is one too many was booked anew.
            if mirrored in mirrors:
                mirrors.remove(mirrored)
            else:
                back.append(row)
        self._mirror(rows, wrong, back)
        self.given_back += [(document_id, row) for row in back]

    def _give_back(self, row: Row, queue: list[Row], beside: Collection[int] = ()) -> set[int]:
        """A count gives back what it had booked of a mistake: at that value, or as it would come in, or go."""
        came = self.arrived.get(row.cause or 0)
        is_usage_back = row.kind == "usage" and came is not None and came.at == row.at
        if row.quantity < 0 and row.cause and (row.kind == "count_gain" or is_usage_back):
            self._take_back_gain(row, queue, beside)
        elif row.quantity < 0:
            # What is booked anew goes by the order in which goods first came, whenever they were given back.
            shelf = self.shelves[row.place]
            at = "SELECT happened_us FROM movement WHERE seq = ?"
            came_at = {one.seq: self.counter.one(at, one.origin or one.seq) for one in shelf.arrivals}
            is_lifo = shelf.method == "lifo"
            shelf.arrivals.sort(
                key=lambda one: ((came_at[one.seq] > row.at) != is_lifo, came_at[one.seq], one.origin or one.seq)
            )
            worth = shelf.go_out(-row.quantity, row.lot, row.seq)
            if shelf.method == "average" and shelf.quantity > 0:
                # At what all of it cost just before the count: the twin book of `test_never_happened` says that.
                worth, shelf.heap = -row.value, Part(0, shelf.quantity, shelf.worth + worth + row.value)
            same(row, -worth)
            shelf.arrivals.sort(key=lambda one: one.seq)
        else:
            origin = self.counter.one("SELECT origin_seq FROM layer WHERE movement_seq = ?", row.seq)
            self._arrive(row, queue, row.value, origin)
        return {row.seq}

    def _mirror(self, rows: list[Row], wrong: list[Row], back: list[Row]) -> None:
        broken = _broken(wrong)
        queue, carried, worths, beside = list(rows), list[Row](), dict[int, int](), set[int]()
        while queue and queue[0] in back and queue[0].quantity > 0:
            beside |= self._give_back(queue.pop(0), queue)
        for one in self._without_shifted(wrong, queue):
            if one.kind == "transfer_out":
                self._put_back(one, carried, queue, worths)
                carried = []
                continue
            if one.kind == "adjustment" and one.cause in broken:
                continue  # goes back together with what came broken
            if one.kind == "transfer_in":
                carried.insert(0, one)
            row = queue.pop(0)
            if one.seq in broken:
                assert (row.kind, row.quantity, row.value, row.cause) == (one.kind, -one.quantity, -one.value, one.seq)
                self._break(row, queue)
                continue
            mirrored = one.kind, one.place, one.lot, -one.quantity
            assert (row.kind, row.place, row.lot, row.quantity) == mirrored, f"{row} does not mirror {one}"
            shelf = self.shelves[row.place]
            if one.quantity < 0:
                # Under standard cost everything comes in at standard, whatever it has become since.
                assert row.value == -one.value or shelf.method == "standard"
                origin = self.counter.one("SELECT origin_seq FROM layer WHERE movement_seq = ?", row.seq)
                self._arrive(row, queue, -one.value, origin)
                continue
            self._take_out(one, row, queue, worths, (next(_landed(wrong, one), 0), beside))
        while queue and queue[0] in back:
            self._give_back(queue.pop(0), queue, beside)
        assert not queue, f"nothing asks for {queue}"

    def _without_shifted(self, wrong: list[Row], queue: list[Row]) -> Iterator[Row]:
        """What is mirrored one by one; what a later count had taken over is its own again, both in one step."""
        for one in (row for row in wrong if row.quantity):
            if any(row.seq == one.cause and _is_shifted(row, one) for row in wrong):
                continue
            if any(_is_shifted(one, row) for row in wrong):
                self._shift(queue[0], queue[1], 0)
                assert queue.pop(0).value == -one.value
                queue.pop(0)
            else:
                yield one

    def _take_out(
        self, one: Row, row: Row, queue: list[Row], worths: dict[int, int], beside: tuple[int, set[int]]
    ) -> None:
        """Goods that came in go out: with the landed cost in them, and some of them have just been given back."""
        shelf, (landed, given_back) = self.shelves[row.place], beside
        named, first = one.value, None
        if one.kind == "transfer_in":
            first = self.counter.one("SELECT origin_seq FROM layer WHERE movement_seq = ?", one.seq)
            named = worths[one.seq] = shelf.carried_worth(one.quantity, one.value, one.seq, one.lot, first)
        same(row, -named)
        if queue and (queue[0].kind, queue[0].cause) == ("landed", one.seq):
            same(queue.pop(0), -landed)
            named += landed
        worth = shelf.go_back(one.quantity, named, one.seq, row.lot, row.seq, first=first, beside=given_back)
        self._forget(shelf, one)
        if worth != named:
            correction = queue.pop(0)
            wanted = "correction", named - worth, one.seq
            assert (correction.kind, correction.value, correction.cause) == wanted, f"{correction}: {wanted}"

    def _forget(self, shelf: Shelf, taken_back: Row) -> None:
        """A receipt that was taken back says nothing of cost any more; the word before it does."""
        if taken_back.seq not in shelf.words:
            return
        was_last = max(shelf.words) == taken_back.seq
        del shelf.words[taken_back.seq]
        if was_last:
            word = max(shelf.words, default=0)
            said = shelf.words.get(word)
            if word in self.arrived and said == 0:
                said = per_unit(max(self.cost_of[word], 0), self.arrived[word].quantity, self.millionths)
            shelf.last = said

    def _compare(self) -> None:
        kept = {row[:2]: row[2:] for row in self.counter.rows(_POOLS)}
        for place, shelf in self.shelves.items():
            wanted = (shelf.quantity, shelf.worth, shelf.method)
            if place not in kept and wanted[:2] == (0, 0):
                continue
            found = kept[place] if shelf.quantity or shelf.worth else (*kept[place][:2], shelf.method)
            assert found == wanted, f"{place}: the book holds {found}, it must be {wanted}"
            layers = self.counter.rows(_LAYERS, *place)
            assert [row[:2] for row in layers] == [(one.seq, one.left) for one in shelf.arrivals]
            if shelf.method in {"fifo", "lifo", "specific"}:
                assert [row[2] for row in layers] == [one.left_worth for one in shelf.arrivals], f"layers of {place}"
        assert set(kept) <= set(self.shelves)


def _landed(wrong: list[Row], one: Row) -> Iterator[int]:
    """The landed cost that came in with goods."""
    return (row.value for row in wrong if row.kind == "landed" and row.cause == one.seq)


def _broken(rows: list[Row]) -> set[int | None]:
    """The movements of a delivery by which goods came in broken: their way out names them."""
    came = {row.seq for row in rows if row.kind == "delivery"}
    return {row.cause for row in rows if row.kind == "adjustment" and row.cause in came}


def _is_shifted(row: Row, following: Row) -> bool:
    """A difference that a later count takes over."""
    is_pair = following.cause == row.seq and following.quantity == -row.quantity and following.at != row.at
    return is_pair and {row.kind, following.kind} <= COUNTED and row.line == following.line


def _is_passing(row: Row, following: Row) -> bool:
    """Damaged goods of a customer: in and out, never part of the pool."""
    return (row.kind, following.kind) == ("customer_return", "adjustment") and row.line == following.line


def same(row: Row, expected: int) -> None:
    assert row.value == expected, f"movement {row.seq} ({row.kind}) has {row.value}, it must be {expected}"


_MOVEMENTS = """
SELECT seq, line_no, kind, product_id, location_id, lot_id, quantity_milli, value_minor, cause_seq, variance_minor,
    happened_us
FROM movement WHERE document_id = ? ORDER BY seq
"""
_ASSERTED = """
SELECT document.kind, unit_cost_micro FROM document
LEFT JOIN stock_line ON document_id = document.id AND line_no = ? WHERE document.id = ?
"""
_COUNTED_AT = """
SELECT product_id, location_id, max(at_us) FROM stock_line JOIN document ON document.id = document_id
WHERE document_id = ? AND state = '' GROUP BY product_id
"""
# What the counts at the moment of a movement had booked before a document.
_BOOKED_BEFORE = """
SELECT coalesce(sum(quantity_milli), 0) FROM movement
WHERE product_id = ? AND location_id = ? AND happened_us = (SELECT happened_us FROM movement WHERE seq = ?)
    AND document_id < ? AND kind IN ('count_gain', 'count_loss', 'usage')
"""
_PRODUCT = "SELECT costing, cost_micro, standard_cost_micro FROM product WHERE id = ?"
_POOLS = "SELECT product_id, location_id, quantity_milli, value_minor, method FROM pool"
_LAYERS = """
SELECT movement_seq, quantity_milli - taken_milli, value_minor - taken_minor FROM layer
WHERE product_id = ? AND location_id = ? AND taken_milli < quantity_milli ORDER BY movement_seq
"""
_LAYER_WORTH = """
SELECT movement_seq, value_minor - taken_minor FROM layer
WHERE product_id = ? AND location_id = ? AND taken_milli < quantity_milli
"""
# What went back of an arrival before, of returns that were not reversed since, and earlier in the same document.
_RETURNED_BEFORE = """
SELECT movement.quantity_milli FROM movement JOIN document ON document.id = document_id
WHERE document.of_id = ? AND document.kind = 'supplier_return' AND movement.kind = 'supplier_return'
    AND cause_seq = ? AND seq < ?
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
"""
