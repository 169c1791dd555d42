"""Perpetual and periodic side by side: two shops get the same deliveries and sell the same, one books each sale, the
other lives by counts alone. Their cost of sales differs by exactly what the counts found missing, and by what was
written down; where nothing differs, by nothing.
"""

from __future__ import annotations

from contextlib import ExitStack

import hypothesis.strategies as st
from hypothesis import given, settings

from app.domain.shop import StockSystem
from tests.books import counted_right, passing_counter
from tests.periods import Ledger

DAYS = (20260302, 20260302)
deliveries = st.tuples(st.integers(1, 9), st.integers(0, 999).map(lambda cents: f"{cents / 100:.2f}"))
# Each round: goods come in, a part of what is there is sold, a count finds some of the rest gone.
rounds = st.lists(
    st.tuples(deliveries, st.integers(0, 100), st.sampled_from([0, 0, 1, 2]), st.booleans()), min_size=1, max_size=5
)


@settings(max_examples=25)
@given(rounds)
def test_both_systems_agree_but_for_what_nobody_sold(lived):
    with ExitStack() as stack:
        perpetual, periodic = (
            stack.enter_context(passing_counter(stock=system))
            for system in (StockSystem.PERPETUAL, StockSystem.PERIODIC)
        )
        for counter in (perpetual, periodic):
            counter.product("A", costing="fifo")
        there = 0
        for number, ((pieces, cost), share, gone, is_counted) in enumerate([*lived, (*lived[-1][:3], True)]):
            for counter in (perpetual, periodic):
                counter.deliver(f"d{number}", "A", str(pieces), cost)
            there += pieces
            sold = there * share // 100
            for counter in (perpetual, periodic):
                if sold:
                    counter.sell(f"s{number}", "A", str(sold))
            there -= sold
            if is_counted:
                there = max(there - gone, 0)
                for counter in (perpetual, periodic):
                    counter.post("count", f"c{number}", lines=[{"sku": "A", "counted": str(there)}])
        ours, theirs = (Ledger(counter).period_end(*DAYS)["A"] for counter in (perpetual, periodic))
        # FIFO leaves the same layers either way, so what is left is worth the same.
        assert (ours["closing_quantity"], ours["closing_value"]) == (there * 1000, theirs["closing_value"])
        assert theirs["perpetual_cogs"] == theirs["periodic_cogs"] == ours["periodic_cogs"]
        assert theirs["gap"] == 0
        assert ours["gap"] == ours["shrinkage_value"] == theirs["perpetual_cogs"] - ours["perpetual_cogs"]
        assert ours["perpetual_cogs"] == theirs["perpetual_cogs"] or ours["shrinkage_quantity"]
        for counter in (perpetual, periodic):
            Ledger(counter).holds(*DAYS)
            counted_right(counter)


def test_a_write_down_is_the_gap_by_its_name(counter):
    counter.product("A", costing="average")
    counter.deliver("d1", "A", "10", "4.00")
    counter.sell("s1", "A", "4")
    counter.post("revaluation", "v1", lines=[{"sku": "A", "unit_cost": "2.50"}])
    row = Ledger(counter).period_end(*DAYS)["A"]
    # 40.00 - 16.00 = 24.00, worth 15.00 now.
    assert (row["perpetual_cogs"], row["periodic_cogs"], row["gap"], row["writedown_value"]) == (1600, 2500, 900, 900)
    Ledger(counter).holds(*DAYS)
