"""Two books: one in which nothing wrong was typed, one in which mistakes were, counted over and taken back.

In both goods come, are sold and brought back, are carried, broken and counted, and some of that is posted late: after
the count that found what it had done. In the end both hold the same goods at the same worth, and the counts have booked
the same: a mistake leaves nothing. What was sold in between at the cost of a mistake is put right by corrections.
`TILLBOOK_SEARCH=examples` looks at more.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass

import hypothesis.strategies as st
import pytest
from hypothesis import event, given, settings

from app.domain.shop import StockSystem
from tests.books import counted_right, passing_counter
from tests.machines.second_bookkeeper import Bookkeeper

METHODS = ("fifo", "lifo", "average", "standard", "specific")
DEAR = ["1", "2", "7", "200", "0.33333"]

quantities, costs = st.integers(1, 12), st.sampled_from(DEAR)
deliveries = st.lists(st.tuples(quantities, costs), min_size=1, max_size=3)
mistakes = st.one_of(
    st.tuples(st.just("delivery"), quantities, costs),
    st.tuples(st.just("found"), quantities, costs),
    st.tuples(st.just("broken"), quantities, costs),
    st.tuples(st.just("carried"), quantities, costs),
    st.tuples(st.just("brought"), quantities, costs),
    st.tuples(st.just("freight"), quantities, costs),
)
counts = st.tuples(st.just("count"), st.integers(0, 30), costs)
# What happened, in both books.
real = st.one_of(
    st.tuples(st.just("came"), quantities, costs),
    st.tuples(st.just("sold"), quantities, costs),
    st.tuples(st.just("returned"), st.integers(1, 3), costs),
    st.tuples(st.just("damaged"), quantities, costs),
    st.tuples(st.just("moved"), quantities, costs),
    st.tuples(st.just("fetched"), quantities, costs),
    st.tuples(st.just("gained"), quantities, costs),
    st.tuples(st.just("came late"), quantities, costs),
    st.tuples(st.just("damaged late"), quantities, costs),
)
steps = st.lists(st.one_of(mistakes, mistakes, counts, real), min_size=2, max_size=8)

MOVES = {
    "delivery": (1, 0), "found": (1, 0), "broken": (-1, 0), "carried": (-1, 1), "brought": (1, -1), "freight": (0, 0),
    "count": (0, 0), "came": (1, 0), "sold": (-1, 0), "returned": (1, 0), "damaged": (-1, 0), "moved": (-1, 1),
    "fetched": (1, -1), "gained": (1, 0), "came late": (0, 0), "damaged late": (0, 0),
}  # fmt: skip
# What happened is posted as what is typed wrong is.
REAL = {
    "came": "delivery", "damaged": "broken", "moved": "carried", "fetched": "brought",
    "sold": "sold", "returned": "returned", "count": "count", "gained": "gained",
    "came late": "delivery", "damaged late": "broken",
}  # fmt: skip


@dataclass
class Shop:
    """A book, and what lies on its shelf."""

    counter: object
    number: int = 0

    def post(self, kind: str, uid: str, **keys: object) -> None:
        self.number += 1
        self.counter.clock.put(self.moment())
        self.counter.post(kind, uid, **keys)

    def moment(self, minutes: float = 0) -> str:
        """The moment of the last document, or so many minutes after it."""
        seconds = round((self.number + minutes) * 60)
        return f"2026-03-02T{9 + seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}+01:00"

    def open(self, method: str, stocks: dict[str, list[tuple[int, str]]]) -> None:
        self.counter.post("location", code="back", name="Back room")
        self.counter.product("A", costing=method, **({"standard_cost": "1.50"} if method == "standard" else {}))
        for place, came in stocks.items():
            for at, (quantity, cost) in enumerate(came):
                lines = [{"sku": "A", "quantity": str(quantity), "unit_cost": cost}]
                self.post("delivery", f"o{place}{at}", location=place, lines=lines)

    def found(self) -> list[tuple[int, int]]:
        """Quantity and value: of what is there at each place, of what counts have said, and of what it has cost."""
        booked = "SELECT coalesce(sum(quantity_milli), 0), coalesce(sum(value_minor), 0) FROM movement WHERE kind IN "
        return [
            self.counter.stock("A"),
            self.counter.stock("A", "back"),
            *self.counter.rows(booked + "('count_gain', 'count_loss', 'usage')"),
            *self.counter.rows(
                booked + "('sale', 'customer_return', 'adjustment', 'correction', 'landed', 'landed_sold')"
            ),
        ]


def happen(shop: Shop, uid: str, what: str, quantity: int, cost: str, **late: object) -> None:
    line = {"sku": "A", "quantity": str(quantity)}
    if what == "delivery":
        shop.post("delivery", uid, lines=[line | {"unit_cost": cost}], **late)
    elif what == "found":
        shop.post("adjustment", uid, lines=[line | {"unit_cost": cost, "reason": "found"}])
    elif what == "gained":
        # Nobody says what it cost: that is what goods cost by then, and another figure without the mistake.
        shop.post("adjustment", uid, lines=[line | {"reason": "found"}])
    elif what == "freight":
        shop.post("landed_cost", uid, of="oshop0", amount=str(quantity))
    elif what == "count":
        shop.post("count", uid, lines=[{"sku": "A", "counted": str(quantity)}])
    elif what == "sold":
        shop.post("sale", uid, lines=[line])
    elif what == "returned":
        shop.post("refund", uid, of=cost, lines=[{"line": 1, "quantity": str(quantity)}])
    elif what == "broken":
        shop.post("adjustment", uid, lines=[{"sku": "A", "quantity": f"-{quantity}", "reason": "damaged"}], **late)
    else:
        way = ("shop", "back") if what == "carried" else ("back", "shop")
        shop.post("transfer", uid, **dict(zip(("from", "to"), way, strict=True)), lines=[line])


class Twins:
    """Two books of one shop: in the wrong one mistakes were typed, in the right one they were not.

    Attributes:
        lies: What lies at each place.
        held: What the wrong book holds there.
        sales: What customers still have, by sale.
        counted: When the shelf was counted last, less half a minute.
        typed: The mistakes.
    """

    def __init__(self, wrong: Shop, right: Shop, stocks: dict[str, list[tuple[int, str]]]) -> None:
        self.wrong, self.right = wrong, right
        self.lies = {place: sum(quantity for quantity, _ in came) for place, came in stocks.items()}
        self.held = dict(self.lies)
        self.sales: dict[str, int] = {}
        self.typed: list[str] = []
        self.counted = ""

    def take(self, at: int, what: str, quantity: int, cost: str) -> None:
        """Let something happen, or be typed; below zero goods leave at what they are thought to cost: not here."""
        moved = {place: way * quantity for place, way in zip(("shop", "back"), MOVES[what], strict=True)}
        shelves = (self.lies, self.held) if what in REAL else (self.held,)
        if any(shelf[place] + moved[place] < 0 for shelf in shelves for place in shelf):
            event("not there")
            return
        if what == "returned":
            cost = next((uid for uid, left in self.sales.items() if left >= quantity), "")
            self.sales[cost] = self.sales.get(cost, 0) - quantity
        if (what == "returned" and not cost) or (what.endswith("late") and not self.counted):
            return
        # The count has found what came late, and no longer what was broken: the shelf is as it was counted.
        late = {"at": self.counted, "counted": what == "came late"} if what.endswith("late") else {}
        for shelf in shelves:
            shelf.update({place: shelf[place] + moved[place] for place in shelf})
        if what == "count":
            self.lies["shop"] = self.held["shop"] = quantity
        if what == "sold":
            self.sales[f"r{at}"] = quantity
        if what not in REAL:
            happen(self.wrong, f"m{at}", what, quantity, cost)
            self.right.number += 1
            self.typed.append(f"m{at}")
            return
        for shop in (self.wrong, self.right):
            happen(shop, f"r{at}", REAL[what], quantity, cost, **late)
        if what == "count":
            self.counted = self.right.moment(-0.5)


SEARCH = os.environ.get("TILLBOOK_SEARCH")


# A search takes as long as it is told to; the short run keeps to the limit of every test.
@pytest.mark.timeout(0 if SEARCH else 300)
@settings(max_examples=int(SEARCH or 40), deadline=None)
@given(
    method=st.sampled_from(METHODS),
    stock=st.sampled_from(StockSystem),
    stocks=st.fixed_dictionaries({"shop": deliveries, "back": deliveries}),
    told=steps,
    order=st.permutations(range(8)),
)
def test_what_never_happened_leaves_nothing_in_stock(method, stock, stocks, told, order):
    with ExitStack() as stack:
        wrong, right = (Shop(stack.enter_context(passing_counter(stock=stock))) for _ in range(2))
        for shop in (wrong, right):
            shop.open(method, stocks)
        keeper, twins = Bookkeeper(wrong.counter), Twins(wrong, right, stocks)
        for at, (what, quantity, cost) in enumerate(told):
            if stock is StockSystem.PERPETUAL or what not in {"sold", "returned"}:
                twins.take(at, what, quantity, cost)
                keeper.catch_up()
        for uid in (twins.typed[at] for at in order if at < len(twins.typed)):
            wrong.post("reversal", f"z{uid}", of=uid, reason="never happened")
            keeper.catch_up()
        counted_right(wrong.counter)
        kept, wanted = wrong.found(), right.found()
        assert [quantity for quantity, _ in kept] == [quantity for quantity, _ in wanted]
        # A minor unit for what each of the steps may round.
        off = [abs(one[1] - other[1]) for one, other in zip(kept, wanted, strict=True)]
        assert max(off) <= len(told) + 1, (kept, wanted)
