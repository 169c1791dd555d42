"""Kinds of movements: their words stand in books and reports for good."""

from __future__ import annotations

from app.domain.movement import Movement, MovementKind, Wanted


def test_the_words_of_the_kinds_are_those_of_the_reports() -> None:
    assert {kind.value for kind in MovementKind} == {
        "opening_stock",
        "delivery",
        "invoice",
        "supplier_return",
        "landed",
        "landed_sold",
        "transfer_in",
        "transfer_out",
        "adjustment",
        "sale",
        "usage",
        "customer_return",
        "correction",
        "count_loss",
        "count_gain",
        "revaluation",
    }


def test_what_goes_out_needs_no_value_and_no_lot() -> None:
    wanted = Wanted(1, MovementKind.SALE, 7, -2000)
    assert (wanted.value_minor, wanted.lot, wanted.expiry) == (None, "", None)


def test_a_movement_that_corrects_nothing_has_no_cause() -> None:
    assert Movement(1, MovementKind.SALE, 7, 0, -2000, -160).cause_seq is None
