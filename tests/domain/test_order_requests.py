"""Wishes about orders are values, and their digests tell them apart."""

from __future__ import annotations

from app.domain import chain
from app.domain.order_requests import (
    CancelLineAsked,
    OrderAsked,
    OrderCancelAsked,
    OrderExpectAsked,
    OrderLineAsked,
    OrderSendAsked,
)
from app.domain.requests import Asking

ASKING = Asking("u1")


def test_what_is_left_out_is_left_to_the_shop() -> None:
    line = OrderLineAsked("A", 1000)
    assert (line.unit_cost_micro, line.pack_milli, line.item_code) == (None, None, None)
    assert not OrderAsked(ASKING, "S1", (line,)).is_draft
    assert CancelLineAsked("A").quantity_milli is None


def test_the_digest_of_a_wish_tells_any_two_apart() -> None:
    line = OrderLineAsked("A", 1000)
    wishes = [
        OrderAsked(ASKING, "S1", (line,)),
        OrderAsked(ASKING, "S2", (line,)),
        OrderAsked(ASKING, "S1", (line._replace(packs_milli=1000),)),
        OrderAsked(ASKING, "S1", (line,), is_draft=True),
        OrderAsked(ASKING, "S1", copy="po1"),
        OrderAsked(ASKING, "S1", is_proposed=True),
        OrderSendAsked(ASKING, "po1"),
        OrderSendAsked(ASKING, "po1", 20260305),
        OrderCancelAsked(ASKING, "po1"),
        OrderCancelAsked(ASKING, "po1", lines=(CancelLineAsked("A"),)),
        OrderExpectAsked(ASKING, "po1", 20260305),
    ]
    assert len({chain.digest(wish) for wish in wishes}) == len(wishes)
