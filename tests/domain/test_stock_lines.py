"""Lines of goods become steps of the ledger, reckoned by hand."""

from __future__ import annotations

import pytest

from app.domain.changes import Warned
from app.domain.document import StockLine
from app.domain.movement import MovementKind, Wanted
from app.domain.product import Item, NegativeStock, Tracking, Unit
from app.domain.refusal import Refusal
from app.domain.stock_lines import (
    arriving_steps,
    below_zero,
    check_named,
    going_below_zero,
    moving_steps,
    noted,
    unnamed,
)


def item(tracking: Tracking = Tracking.NONE) -> Item:
    return Item(7, "A", "Apple", 1_000_000, 0, "", Unit.EACH, tracking=tracking)


def test_goods_without_serial_numbers_are_one_step() -> None:
    line = StockLine(2, "A", 3000, 330_000, 100, 20, lot="L7", expiry=20270301)
    assert arriving_steps(line, item(), MovementKind.DELIVERY) == [
        Wanted(2, MovementKind.DELIVERY, 7, 3000, 100, "L7", 20270301, landed_minor=20)
    ]


def test_pieces_share_value_and_landed_cost_to_the_cent() -> None:
    line = StockLine(1, "A", 3000, 0, 100, 20, serials=("X1", "X2", "X3"))
    steps = arriving_steps(line, item(), MovementKind.DELIVERY)
    # 1.00 by the running total: 0.33, 0.34, 0.33; 0.20: 0.07, 0.06, 0.07.
    assert [(one.lot, one.quantity_milli, one.value_minor, one.landed_minor) for one in steps] == [
        ("X1", 1000, 33, 7),
        ("X2", 1000, 34, 6),
        ("X3", 1000, 33, 7),
    ]
    assert all(one.is_serial for one in steps)


def test_goods_whose_value_the_ledger_says_keep_their_sign() -> None:
    whole = Wanted(1, MovementKind.ADJUSTMENT, 7, -2000)
    assert moving_steps(whole, ()) == [whole]
    assert [(one.quantity_milli, one.lot, one.is_serial) for one in moving_steps(whole, ("X1", "X2"))] == [
        (-1000, "X1", True),
        (-1000, "X2", True),
    ]
    back = whole._replace(quantity_milli=1000)
    assert [one.quantity_milli for one in moving_steps(back, ("X1",))] == [1000]


@pytest.mark.parametrize(
    ("quantity_milli", "serials", "code"),
    [
        (2000, ("X1",), "serials_count"),
        (-2000, ("X1", "X2", "X3"), "serials_count"),
        (2000, ("X1", "X1"), "serial_twice"),
        (1000, ("",), "bad_serial"),
        (1000, ("X\n1",), "bad_serial"),
    ],
)
def test_serial_numbers_are_one_for_each_piece(quantity_milli: int, serials: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_named(item(), quantity_milli, serials)
    assert caught.value.code == code


def test_right_ones_and_none_at_all_pass() -> None:
    check_named(item(), 2000, ())
    check_named(item(), -2000, ("X1", "X2"))


def test_tracked_goods_without_their_number_are_told() -> None:
    assert unnamed(item(), "", ()) is None
    for tracking, code in ((Tracking.LOT, "lot_missing"), (Tracking.SERIAL, "serial_missing")):
        warned = unnamed(item(tracking), "", ())
        assert warned is not None
        assert (warned.code, warned.facts) == (code, {"sku": "A", "name": "Apple"})
    assert unnamed(item(Tracking.LOT), "L7", ()) is None
    assert unnamed(item(Tracking.SERIAL), "", ("X1",)) is None


@pytest.mark.parametrize(
    ("code", "called"),
    [("unknown_lot", "lot"), ("unknown_serial", "serial"), ("serial_gone", "serial"), ("serial_not_counted", "serial")],
)
def test_a_lot_that_is_not_there_is_said_by_policy(code: str, called: str) -> None:
    goods = item()
    warned = noted(goods, code, "L9")
    assert warned is not None
    assert (warned.code, warned.facts) == (code, {"sku": "A", "name": "Apple", called: "L9"})
    assert noted(goods._replace(negative_stock=NegativeStock.ALLOW), code, "L9") is None
    with pytest.raises(Refusal, match=code):
        noted(goods._replace(negative_stock=NegativeStock.BLOCK), code, "L9")
    assert noted(goods, "expired_sold", "L9") == Warned("expired_sold", {"sku": "A", "name": "Apple", "lot": "L9"})


def test_less_than_nothing_is_told_passed_or_refused_by_the_policy() -> None:
    facts = {"sku": "A", "name": "Apple", "on_hand": "-0.5"}
    assert below_zero(item(), -500) == Warned("stock_below_zero", facts)
    assert below_zero(item()._replace(negative_stock=NegativeStock.ALLOW), -500) is None
    with pytest.raises(Refusal) as caught:
        below_zero(item()._replace(negative_stock=NegativeStock.BLOCK), -500)
    assert (caught.value.code, caught.value.facts) == ("stock_blocked", facts)


def test_the_lines_of_a_document_together_take_more_than_there_is() -> None:
    there = item()._replace(on_hand_milli=2000, counted=True)
    assert going_below_zero([(there, -1000), (there, -1000)]) == []
    assert [one.facts["on_hand"] for one in going_below_zero([(there, -1000), (there, -2000)])] == ["-1"]
    # What comes in says nothing of what was short before, nor does what was never counted.
    short = there._replace(on_hand_milli=-3000)
    assert going_below_zero([(short, 1000)]) == []
    assert going_below_zero([(short._replace(counted=False), -1000)]) == []
