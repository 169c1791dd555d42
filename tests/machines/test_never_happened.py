"""Two books: one in which nothing wrong was typed, one in which mistakes were, counted over and taken back.

Where nothing is sold in between, both hold the same goods at the same worth: a mistake leaves nothing, neither in stock
nor in what the counts have booked. `TILLBOOK_SEARCH=examples` looks at more.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass

import hypothesis.strategies as st
import pytest
from hypothesis import event, given, seed, settings

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
)
counts = st.tuples(st.just("count"), st.integers(0, 30), costs)
steps = st.lists(st.one_of(mistakes, mistakes, counts), min_size=2, max_size=6)


MOVES = {
    "delivery": (1, 0), "found": (1, 0), "broken": (-1, 0), "carried": (-1, 1), "brought": (1, -1), "count": (0, 0),
}  # fmt: skip


@dataclass
class Shop:
    """A book, and what lies on its shelf."""

    counter: object
    number: int = 0

    def post(self, kind: str, uid: str, **keys: object) -> None:
        self.number += 1
        self.counter.clock.put(f"2026-03-02T{9 + self.number // 60:02}:{self.number % 60:02}:00+01:00")
        self.counter.post(kind, uid, **keys)

    def open(self, method: str, stocks: dict[str, list[tuple[int, str]]]) -> None:
        self.counter.post("location", code="back", name="Back room")
        self.counter.product("A", costing=method, **({"standard_cost": "1.50"} if method == "standard" else {}))
        for place, came in stocks.items():
            for at, (quantity, cost) in enumerate(came):
                lines = [{"sku": "A", "quantity": str(quantity), "unit_cost": cost}]
                self.post("delivery", f"o{place}{at}", location=place, lines=lines)

    def found(self) -> list[tuple[int, int]]:
        """Quantity and value of what is there at each place, and of what the counts have said."""
        booked = "SELECT coalesce(sum(quantity_milli), 0), coalesce(sum(value_minor), 0) FROM movement WHERE kind IN "
        return [
            self.counter.stock("A"),
            self.counter.stock("A", "back"),
            *self.counter.rows(booked + "('count_gain', 'count_loss', 'usage')"),
            *self.counter.rows(booked + "('correction')"),
        ]


def type_wrong(shop: Shop, uid: str, what: str, quantity: int, cost: str) -> None:
    line = {"sku": "A", "quantity": str(quantity)}
    if what == "delivery":
        shop.post("delivery", uid, lines=[line | {"unit_cost": cost}])
    elif what == "found":
        shop.post("adjustment", uid, lines=[line | {"unit_cost": cost, "reason": "found"}])
    elif what == "broken":
        shop.post("adjustment", uid, lines=[{"sku": "A", "quantity": f"-{quantity}", "reason": "damaged"}])
    else:
        way = ("shop", "back") if what == "carried" else ("back", "shop")
        shop.post("transfer", uid, **dict(zip(("from", "to"), way, strict=True)), lines=[line])


SEARCH = os.environ.get("TILLBOOK_SEARCH")


# A search takes as long as it is told to; the short run keeps to the limit of every test.
@pytest.mark.timeout(0 if SEARCH else 300)
@seed(20261128)
@settings(max_examples=int(SEARCH or 40), deadline=None)
@given(
    method=st.sampled_from(METHODS),
    stock=st.sampled_from(StockSystem),
    stocks=st.fixed_dictionaries({"shop": deliveries, "back": deliveries}),
    told=steps,
    order=st.permutations(range(6)),
)
def test_what_never_happened_leaves_nothing_in_stock(method, stock, stocks, told, order):
    with ExitStack() as stack:
        wrong, right = (Shop(stack.enter_context(passing_counter(stock=stock))) for _ in range(2))
        for shop in (wrong, right):
            shop.open(method, stocks)
        keeper = Bookkeeper(wrong.counter)
        typed, fed = [], set()
        lies = {place: sum(quantity for quantity, _ in came) for place, came in stocks.items()}
        held = dict(lies)
        for at, (what, quantity, cost) in enumerate(told):
            moved = {place: way * quantity for place, way in zip(("shop", "back"), MOVES[what], strict=True)}
            # What a mistake takes away is of what was there: that of another one would have to wait, as for a sale.
            if any(held[place] + moved[place] < 0 or (moved[place] < 0 and place in fed) for place in held):
                event("not there")
                continue
            if what == "count":
                for shop in (wrong, right):
                    shop.post("count", f"c{at}", lines=[{"sku": "A", "counted": str(quantity)}])
                held["shop"] = quantity
                continue
            if method == "average" and typed:
                event("goods that are all alike do not say which mistake a count took from")
                continue
            type_wrong(wrong, f"m{at}", what, quantity, cost)
            fed |= {place for place in moved if moved[place] > 0}
            right.number += 1
            held = {place: held[place] + moved[place] for place in held}
            typed.append(f"m{at}")
        for uid in (typed[at] for at in order if at < len(typed)):
            wrong.post("reversal", f"z{uid}", of=uid, reason="never happened")
        keeper.catch_up()
        counted_right(wrong.counter)
        kept, wanted = wrong.found(), right.found()
        assert [quantity for quantity, _ in kept] == [quantity for quantity, _ in wanted]
        # A minor unit for what each of the steps may round.
        assert all(abs(one[1] - other[1]) <= len(told) for one, other in zip(kept, wanted, strict=True)), (kept, wanted)
