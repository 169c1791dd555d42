"""What is asked before a delivery is posted."""

import pytest

from app.domain.delivery_doubts import DeliveryRules, compared_micro, doubts
from app.domain.delivery_entries import (
    AddUnknown,
    Arrive,
    Begin,
    Expected,
    ExpectedLine,
    Head,
    Resolve,
    SetCost,
    SetReceived,
)
from app.domain.delivery_journal import read_entry, write_entry
from app.domain.delivery_sheet import replay
from tests.domain.test_delivery_sheet import BEGUN, CHEESE, JUICE, PHONE, YOGURT

TODAY = 20260302


def asked(*entries, rules=None):
    found = doubts(replay([*entries]), rules or DeliveryRules(), TODAY)
    return [(one.line.item.sku, one.kind.value) for one in found]


def test_what_came_as_ordered_is_not_asked_about():
    assert asked(BEGUN, Arrive(JUICE, 12_000), Arrive(YOGURT, 5000, lot="L1", expiry=TODAY)) == []


@pytest.mark.parametrize(("quantity", "expected"), [(13_000, []), (14_000, ["over"]), (1_000_000, ["many"])])
def test_more_than_the_tolerance_is_asked_about(quantity, expected):
    # 10 % of 12 is 1.2: one more passes.
    assert [kind for _, kind in asked(BEGUN, Arrive(JUICE, quantity))] == expected


def test_what_came_before_counts_for_the_tolerance():
    # Of 100 ordered 90 came; a tenth of all of them may come too much.
    begun = Begin(
        Head("S1"), Expected("o1", "T0-PO000001", (ExpectedLine(JUICE, 10_000, 800_000, before_milli=90_000),))
    )
    assert asked(begun, Arrive(JUICE, 20_000)) == []
    assert asked(begun, Arrive(JUICE, 21_000)) == [("A1", "over")]
    assert read_entry(write_entry(begun)) == begun


def test_no_tolerance_is_none():
    assert asked(BEGUN, Arrive(JUICE, 13_000), rules=DeliveryRules(over_milli=0)) == [("A1", "over")]


def test_goods_that_nobody_ordered_are_asked_about_only_where_there_is_an_order():
    goods = Arrive(CHEESE, 1000, cost_micro=5_000_000)
    assert asked(BEGUN, goods) == [("A2", "not_ordered")]
    assert asked(Begin(), goods) == []
    # Whose code was linked by hand is meant.
    assert asked(BEGUN, AddUnknown("0815", 1000), Resolve(2, CHEESE, 1000, 5_000_000)) == []


def test_lots_and_serials_that_are_missing_or_expired():
    assert asked(BEGUN, Arrive(YOGURT, 1000)) == [("A3", "lot_missing")]
    assert asked(BEGUN, Arrive(YOGURT, 1000, lot="L1", expiry=20260301)) == [("A3", "expired")]
    assert asked(Begin(), Arrive(PHONE, 1000, cost_micro=1)) == [("A4", "serial_missing")]


def test_a_lot_with_two_last_days_on_one_sheet_is_asked_about():
    june, july = (Arrive(YOGURT, 1000, lot="L1", expiry=day) for day in (20260601, 20260701))
    made = replay([BEGUN, june, july, june, Arrive(YOGURT, 1000, lot="L1")])
    came = [(line.expiry, line.received_milli) for line in made.lines if line.lot]
    assert came == [(20260601, 3000), (20260701, 1000)]
    assert asked(BEGUN, june, july) == [("A3", "two_days")]
    # A lot of another number has its own day.
    assert asked(BEGUN, june, Arrive(YOGURT, 1000, lot="L2", expiry=20260701)) == []


@pytest.mark.parametrize(
    ("cost_micro", "expected"),
    [(0, "cost_none"), (880_000, ""), (890_000, "cost_moved"), (80_000_000, "cost_wild"), (8000, "cost_wild"),
     (700_000, "cost_moved")],
)  # fmt: skip
def test_a_cost_that_moves_far_is_asked_about(cost_micro, expected):
    found = asked(BEGUN, Arrive(JUICE, 1000), SetCost(0, cost_micro))
    assert [kind for _, kind in found] == [expected] * bool(expected)


def test_goods_of_unknown_cost_are_asked_about():
    assert asked(Begin(), Arrive(JUICE, 1000)) == [("A1", "cost_none")]
    assert asked(Begin(), Arrive(JUICE, 1000, cost_micro=1), SetCost(0, 5)) == [("A1", "cost_moved")]


def test_a_line_that_did_not_come_is_not_asked_about():
    assert asked(BEGUN, Arrive(CHEESE, 1000), SetReceived(2, 0)) == []


def test_a_cost_that_slipped_into_the_order_is_asked_about_beside_the_last_one():
    of = ExpectedLine(JUICE, 12_000, 60_000_000, last_micro=500_000)
    begun = Begin(Head("S1"), Expected("o1", "T0-PO000001", (of,)))
    assert asked(begun, Arrive(JUICE, 12_000)) == [("A1", "cost_wild")]
    (line,) = replay([begun, Arrive(JUICE, 12_000)]).lines
    assert (line.unit_cost_micro, line.usual_micro, line.ordered_micro) == (60_000_000, 500_000, 60_000_000)
    assert compared_micro(line, DeliveryRules()) == 500_000
    # Put right, it is far from what was ordered.
    (line,) = replay([begun, Arrive(JUICE, 12_000), SetCost(0, 500_000)]).lines
    assert compared_micro(line, DeliveryRules()) == 60_000_000
    assert read_entry(write_entry(begun)) == begun


def test_what_was_ordered_dearer_than_the_last_time_is_told_beside_that():
    dearer = ExpectedLine(JUICE, 12_000, 1_500_000, last_micro=1_000_000)
    begun = Begin(Head("S1"), Expected("o1", "T0-PO000001", (dearer,)))
    assert asked(begun, Arrive(JUICE, 12_000)) == [("A1", "cost_moved")]
    (line,) = replay([begun, Arrive(JUICE, 12_000)]).lines
    assert compared_micro(line, DeliveryRules()) == 1_000_000
    assert compared_micro(line, DeliveryRules(cost_percent=50)) == 1_000_000
    assert asked(begun, Arrive(JUICE, 12_000), rules=DeliveryRules(cost_percent=50)) == []
