"""Wishes about stock are values: equal when they say the same, and what was left out has one meaning."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from app.domain import chain
from app.domain.requests import Asking
from app.domain.stock_requests import (
    AdjustmentAsked,
    AdjustmentLineAsked,
    CountAsked,
    CountLineAsked,
    LaterCostAsked,
    SupplierReturnAsked,
    TransferAsked,
    TransferLineAsked,
    TransferReceiptAsked,
)

ASKING = Asking("u1")


def test_what_is_left_out_is_left_to_the_shop() -> None:
    assert LaterCostAsked(ASKING, "d1", 300).by == "value"
    assert CountAsked(ASKING, ()).uncounted == "leave"
    assert CountLineAsked("A", 1000).at is None
    assert not TransferAsked(ASKING, "back", "shop", ()).send
    assert TransferReceiptAsked(ASKING, "t1").lines == ()
    assert SupplierReturnAsked(ASKING, ()).counted is None
    assert AdjustmentLineAsked("A", 1000, "found").unit_cost_micro is None


def test_the_digest_of_a_wish_tells_any_two_apart() -> None:
    line = TransferLineAsked("A", 1000)
    wishes = [
        TransferAsked(ASKING, "back", "shop", (line,)),
        TransferAsked(ASKING, "shop", "back", (line,)),
        TransferAsked(ASKING, "back", "shop", (line,), send=True),
        TransferAsked(ASKING, "back", "shop", (line, line)),
        TransferAsked(ASKING, "back", "shop", (line._replace(lot="L1"),)),
        TransferReceiptAsked(ASKING, "back", (line,)),
        *(AdjustmentAsked(ASKING, (), counted) for counted in (None, True, False)),
    ]
    assert len({chain.digest(wish) for wish in wishes}) == len(wishes)
    assert chain.digest(wishes[0]) == chain.digest(TransferAsked(ASKING, "back", "shop", (line,)))


def test_a_wish_is_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CountAsked(ASKING, ()).uncounted = "zero"  # type: ignore[misc]
