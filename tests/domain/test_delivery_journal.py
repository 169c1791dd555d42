"""Entries of a sheet as text and back."""

import pytest

from app.domain.delivery_entries import (
    AddUnknown,
    Arrive,
    Begin,
    Head,
    LeaveOut,
    Note,
    Resolve,
    SetCost,
    SetHead,
    SetLot,
    SetParts,
    SetReceived,
    SetSerials,
    Undo,
)
from app.domain.delivery_journal import read_entry, write_entry
from app.domain.discount import Discount
from app.domain.requests import LandedCostAsked
from tests.domain.test_delivery_sheet import BEGUN, JUICE, YOGURT

BOTTLED = JUICE._replace(deposit=YOGURT)


@pytest.mark.parametrize(
    "entry",
    [
        BEGUN,
        Begin(),
        Arrive(BOTTLED, 6000, "4006381333931", "L1", 20260401, "s", 800_000),
        Arrive(JUICE, 1000),
        SetReceived(1, 0),
        SetCost(0, 0),
        SetLot(0, "", None),
        SetSerials(0, ("1", "2")),
        SetSerials(0, ()),
        SetSerials(0, ("1",), 2000, is_unreadable=True),
        SetParts(0, 1000, 0, 0),
        SetHead(Head("S1", "n", Discount(percent_milli=10_000), True, (LandedCostAsked(5, "weight"),), 20260302, "D1")),
        SetHead(Head()),
        AddUnknown("0815", 1000),
        Resolve(3, YOGURT, 6000, None),
        LeaveOut(3),
        Note("what"),
        Undo(),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_an_entry_is_read_as_it_was_written(entry):
    assert read_entry(write_entry(entry)) == entry
