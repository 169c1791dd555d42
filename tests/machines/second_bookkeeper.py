"""A second bookkeeper: figures anew, in fractions and apart from the code under test, what every movement is worth.

It takes from the book what its documents assert (quantities, costs, lots, what refers to what) and the order in which
they were posted, and says at what value goods must have moved, by each of the five cost methods.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from tests.books import Counter
from tests.machines.shelf import Given, Part, Shelf, per_unit, rounded, running
from tests.machines.told_again import Again

COUNTED = {"opening_stock", "count_gain", "count_loss", "usage"}


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
        # Of each reversal of a count: what others had given back at that, and what it takes back, too.
        self.given_up: dict[int, list[Row]] = {}

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
            elif row.quantity < 0 and (row.kind == "count_gain" or (row.kind == "usage" and self._is_late(row))):
                self._take_back_gain(row, queue)
            elif row.quantity < 0:
                same(row, -self._leave(row, of_id))
            else:
                self._arrive(row, queue, self._asserted(row, queue, document_id))

    def _is_late(self, row: Row) -> bool:
        """Whether it takes back what a count had found."""
        is_count = self.counter.one(
            "SELECT document.kind = 'count' FROM document JOIN movement ON document_id = id WHERE seq = ?", row.seq
        )
        return bool(row.cause) and not is_count

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

    def _take_back_gain(self, row: Row, queue: list[Row]) -> None:
        """What a count had found leaves as it was booked; what it is worth to the shelf beyond that is a correction."""
        named = -row.value
        worth = self.shelves[row.place].go_back(-row.quantity, named, row.cause or 0, row.lot, row.seq)
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
        if row.kind in {"count_loss", "usage"} and kind not in {"count", "reversal"}:
            # A late document gives back what the next count had booked as gone, at what that had booked.
            milli, worth = self.counter.rows(_BOOKED_UNTIL, *row.place, row.at, row.seq)[0]
            if milli < 0:
                return cost if row.lot else running(-worth, row.quantity, -milli)
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
        gone = running(amount, max(arrived.quantity - left, 0), arrived.quantity)
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
            self._take_back_costs(rows, document_id, of_id)
            return
        if of_kind == "credit_note":
            self._credit_note(rows, document_id, of_id)
            return
        wrong = sorted((Row(*row) for row in self.counter.rows(_MOVEMENTS, of_id)), key=lambda row: -row.seq)
        counted = self.counter.rows(_COUNTED_AT, of_id) if of_kind == "count" else []
        own = {(one[:2], one[2]) for one in counted}
        due = [one for one in self.given_back if one[0] > of_id and (one[1].place, one[1].at) in own]
        self.given_back = [one for one in self.given_back if one not in due]
        self.given_up[document_id] = [row for _, row in due if row.quantity]
        wrong += sorted(self.given_up[document_id], key=lambda row: -row.seq)
        mirrors = [(row.line, row.kind, row.place, row.lot, -row.quantity, row.at) for row in wrong]
        back = []
        for row in (one for one in rows if one.kind in COUNTED):
            mirrored = (*row[1:3], row.place, row.lot, row.quantity, row.at)
            # What looks like a mirror and is one too many is what a count gives back.
            if row.quantity and mirrored in mirrors:
                mirrors.remove(mirrored)
            else:
                back.append(row)
        again = {
            product
            for product in {row.product for row in rows}
            if self._is_told_again(product, wrong, back, (of_id, document_id))
        }
        for product in again:
            self._tell_again(product, [row for row in rows if row.product == product], wrong, (document_id, of_id))
        others = [[row for row in part if row.product not in again] for part in (rows, wrong, back)]
        self._mirror(*others)
        self.given_back += [(document_id, row) for row in back]

    def _take_back_costs(self, rows: list[Row], document_id: int, of_id: int) -> None:
        """What is left gives its share back; where goods went and came back with it, their history is told again."""
        wrong = [Row(*row) for row in self.counter.rows(_MOVEMENTS, of_id)]
        again = {
            product
            for product in {row.product for row in wrong}
            if not any(one.method == "standard" for one in self.everywhere[product])
            and not self.counter.one(_CHANGED, product)
            and self.counter.one(
                _MOVED_SINCE if self.everywhere[product][0].method in {"average", "specific"} else _MIXED_SINCE,
                product,
                of_id,
                document_id,
            )
        }
        for product in again:
            own = [row for row in rows if row.product == product]
            self._tell_again(product, own, [], (document_id, of_id))
            for origin in {row.cause for row in wrong if row.product == product}:
                back = [row for row in own if row.cause == origin and row.kind in {"landed", "invoice"}]
                self.cost_of[origin] += sum(row.value + row.variance for row in back)
                arrived = self.arrived[origin]
                shelf = self.shelves[arrived.place]
                if shelf.words and max(shelf.words) == origin:
                    shelf.last = per_unit(max(self.cost_of[origin], 0), arrived.quantity, self.millionths)
            self.given_back += [(document_id, row) for row in own if row.kind in COUNTED]
        self._landed_cost([row for row in rows if row.product not in again], document_id, of_id)

    def _is_told_again(self, product: int, wrong: list[Row], back: list[Row], documents: tuple[int, int]) -> bool:
        """Whether its goods have moved or were counted since; not at standard cost, nor where a method changed."""
        shelves = self.everywhere[product]
        if any(one.method == "standard" for one in shelves) or self.counter.one(_CHANGED, product):
            return False
        if self.counter.one(_MOVED_SINCE, product, *documents):
            return True
        first = min((row.at for row in wrong if row.product == product and row.quantity), default=None)
        return first is not None and bool(self.counter.one(_COUNTED_SINCE, product, first, documents[1]))

    def _tell_again(self, product: int, rows: list[Row], wrong: list[Row], documents: tuple[int, int]) -> None:
        """The shelves are as if the mistake had never been; so is what the counts after it have booked."""
        pattern, (document_id, of_id) = self.everywhere[product][0], documents

        def empty() -> Shelf:
            none = {"arrivals": [], "missing": [], "words": {}, "everywhere": []}
            return replace(pattern, heap=None, last=None, **none)

        again = Again(self.counter, product, document_id, empty)
        for one in (row for row in wrong if row.product == product):
            self._forget(self.shelves[one.place], one)
        for row in rows:
            self.arrived[row.seq], self.cost_of[row.seq] = row, row.value
            if row.quantity > 0 and row.kind == "opening_stock" and row.cause is None:
                shelf = self.shelves[row.place]
                shelf.words[row.seq], shelf.last = 0, per_unit(row.value, row.quantity, self.millionths)
        for place, shelf in self.shelves.items():
            if place[0] != product:
                continue
            new = again.shelves.get(place[1]) or empty()
            shelf.arrivals = sorted(_as_it_was(shelf.arrivals, again.dealt(new.arrivals, 1)), key=lambda part: part.seq)
            shelf.missing = list(_as_it_was(shelf.missing, again.dealt(new.missing, -1)))
            shelf.heap = new.heap
        booked = again.booked()
        for count, place, at in again.counts:
            if count > of_id:
                for spot in (one for one in {**booked, **again.counted} if one[:2] == (place, at)):
                    wanted = again.counted.get(spot, (0, 0))
                    assert booked.get(spot, (0, 0)) == wanted, f"counts have booked {booked.get(spot)}: {wanted}"

    def _give_back(self, row: Row, queue: list[Row]) -> None:
        """At standard cost, or where the method has changed: as goods come in, or go."""
        if row.quantity < 0:
            same(row, -self.shelves[row.place].go_out(-row.quantity, row.lot, row.seq))
        else:
            shelf = self.shelves[row.place]
            self._arrive(row, queue, rounded(shelf.current(row.lot) * row.quantity / 1000))

    def _mirror(self, rows: list[Row], wrong: list[Row], back: list[Row]) -> None:
        broken = _broken(wrong)
        queue, carried, worths = list(rows), list[Row](), dict[int, int]()
        while queue and queue[0] in back and queue[0].quantity > 0:
            self._give_back(queue.pop(0), queue)
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
                # Opening stock that is there again says nothing of cost.
                self._arrive(row._replace(kind="count_gain"), queue, -one.value, origin)
                continue
            self._take_out(one, row, queue, worths, next(_landed(wrong, one), 0))
        while queue and queue[0] in back:
            self._give_back(queue.pop(0), queue)
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

    def _take_out(self, one: Row, row: Row, queue: list[Row], worths: dict[int, int], landed: int) -> None:
        """Goods that came in go out: with the landed cost in them, and some of them have just been given back."""
        shelf = self.shelves[row.place]
        named, first = one.value, None
        if one.kind == "transfer_in":
            first = self.counter.one("SELECT origin_seq FROM layer WHERE movement_seq = ?", one.seq)
            named = worths[one.seq] = shelf.carried_worth(one.quantity, one.value, one.seq, one.lot, first)
        same(row, -named)
        if queue and (queue[0].kind, queue[0].cause) == ("landed", one.seq):
            same(queue.pop(0), -landed)
            named += landed
        worth = shelf.go_back(one.quantity, named, one.seq, row.lot, row.seq, first=first)
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


def _as_it_was(parts: list[Part], told: Iterator[Part]) -> Iterator[Part]:
    """What is told; where it comes to what there was, that goes on as it was, with what has gone of it so far."""
    there = {one.seq: one for one in parts}
    for one in told:
        was = there.get(one.seq, one)
        same_left = (was.left, was.left_worth, was.lot, was.origin) == (one.left, one.left_worth, one.lot, one.origin)
        yield was if same_left else one


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
_BOOKED_UNTIL = """
SELECT coalesce(sum(quantity_milli), 0), coalesce(sum(value_minor), 0) FROM movement
WHERE product_id = ? AND location_id = ? AND happened_us = ? AND seq < ?
    AND kind IN ('count_gain', 'count_loss', 'usage')
"""
_COUNTED_SINCE = """
SELECT EXISTS (SELECT 1 FROM stock_line WHERE product_id = ? AND at_us >= ? AND document_id < ?)
"""
_MOVED_SINCE = "SELECT EXISTS (SELECT 1 FROM movement WHERE product_id = ? AND document_id > ? AND document_id < ?)"
_MIXED_SINCE = """
SELECT EXISTS (SELECT 1 FROM movement WHERE product_id = ? AND document_id > ? AND document_id < ?
    AND kind NOT IN ('delivery', 'sale', 'landed', 'landed_sold', 'invoice', 'correction'))
"""
_CHANGED = """
SELECT EXISTS (SELECT 1 FROM stock_line JOIN document ON document.id = document_id
    WHERE product_id = ? AND kind = 'method_change')
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
