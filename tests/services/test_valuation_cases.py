"""Valuation as other systems' own tests and textbooks figure it (tests/data/valuation_cases.json), through real posts.

A case that runs has deliveries, sales and customer returns under `fifo` or `avco`; each of the others stands in
`NOT_YET` with its reason, so that none is passed over in silence.
"""

import json
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import pytest

from tests.books import counted_right

CASES = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parents[1] / "data" / "valuation_cases.json").read_text(encoding="utf-8"),
        parse_float=Decimal,
    )["cases"]
}
METHODS = {"fifo": "fifo", "avco": "average"}
# Why a case does not run: what has no document yet, or what this book does another way on purpose.
NOT_YET = {
    "periodic: a count ends the period": "161 178 167 174 171 173 168 166 179 177",
    "an identity of totals, no movement of stock": "180 183",
    "another method": "053 062 064 056 049 059 051 052 117 119 121 122 125 142 144 156 157 140 034",
    "supplier return": "079 011 012",
    "revaluation or landed cost that comes later": "104 105 103 087 098 077 096 106 021",
    "a posted document edited: here a reversal or a correction": "093 092 075 074 005 003 006 009 008 027 023",
    "count or adjustment": "181 159 154 153 148 150",
    "opening below zero": "031",
    "a kit with a fixed quantity beside the one for each": "135",
    "oversold goods leave at the average; here at the cost of the last receipt": "091",
}
RUN = sorted(set(CASES) - {case_id for ids in NOT_YET.values() for case_id in ids.split()})


def test_every_case_runs_or_has_its_reason():
    named = [case_id for ids in NOT_YET.values() for case_id in ids.split()]
    assert len(named) == len(set(named))
    assert set(named) <= set(CASES)
    for case_id in RUN:
        case = CASES[case_id]
        assert (case["system"], case["method"] in METHODS, "policy" in case) == ("perpetual", True, False)
        assert {move["kind"] for move in case["moves"]} <= {"receipt", "sale", "customer_return"}
    assert len(RUN) == 29


@pytest.mark.parametrize("case_id", RUN)
def test_the_case_comes_out_as_its_source_says(counter, case_id):
    case = CASES[case_id]
    counter.product("A", costing=METHODS[case["method"]])
    after = [play(counter, number, move) for number, move in enumerate(case["moves"])]
    found = answers(counter, case, after)
    assert {name: found[name] for name in case["expected"]} == case["expected"]
    counted_right(counter)


def play(counter, number, move):
    """Post one move of a case; quantity and value of the stock after it."""
    keys = {"at": f"2026-02-{10 + move['t']:02}T10:00:00+01:00"} if "t" in move else {}
    if move["kind"] == "receipt":
        counter.deliver(f"m{number}", "A", str(move["qty"]), str(move["unit_cost"]), **keys)
    elif move["kind"] == "sale":
        counter.sell(f"m{number}", "A", str(move["qty"]), **keys)
    else:
        counter.take_back(f"m{number}", f"m{move['of']}", quantity=f"-{move['qty']}", **keys)
    quantity_milli, value_minor = counter.stock("A")
    return Fraction(quantity_milli, 1000), Fraction(value_minor, 100)


def answers(counter, case, after):
    """Every figure that the sources ask for, from the book's own rows."""
    costs = [
        Fraction(-counter.one(_COST, f"m{number}"), 100)
        for number, move in enumerate(case["moves"])
        if move["kind"] == "sale"
    ]
    averages = [value / quantity if quantity else None for quantity, value in after]
    asked = case["expected"].get("avg_after", averages)
    return {
        "on_hand": after[-1][0],
        "value": after[-1][1],
        "value_before": after[-2][1],
        "on_hand_after": [quantity for quantity, _ in after],
        "values_after": [value for _, value in after],
        "avg_cost": averages[-1],
        # The source names some of the averages on the way and leaves the others out.
        "avg_after": [None if want is None else found for want, found in zip(asked, averages, strict=True)],
        "cogs": sum(costs),
        "cogs_each": costs,
        "cogs_last": costs[-1] if costs else None,
        "cogs_net": Fraction(-counter.one(_NET_COST), 100),
        "layers": merged(counter.layers("A")),
    }


_COST = (
    "SELECT sum(value_minor) FROM movement JOIN document ON document.id = document_id"
    " WHERE uid = ? AND movement.kind = 'sale'"
)
_NET_COST = "SELECT coalesce(sum(value_minor), 0) FROM movement WHERE kind IN ('sale', 'customer_return', 'correction')"


def merged(layers):
    """Layers of one unit cost as one: quantity and unit cost."""
    units = [(Fraction(value * 10, quantity), Fraction(quantity, 1000)) for quantity, value in layers]
    return [[sum(part for _, part in same), cost] for cost, same in groupby(units, key=lambda unit: unit[0])]
