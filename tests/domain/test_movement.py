"""Kinds of movements: their words stand in books and reports for good."""

from __future__ import annotations

import pytest

from app.domain.document import STOCK_KINDS, DocumentKind
from app.domain.movement import Movement, MovementKind, Wanted, listed_kind


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


@pytest.mark.parametrize(
    ("filed_as", "kind", "listed"),
    [
        ("sale", "sale", "sale"),
        ("sale", "customer_return", "customer_return"),
        ("refund", "customer_return", "refund"),
        ("refund", "adjustment", "adjustment"),
        ("delivery", "delivery", "delivery"),
        ("delivery", "landed", "landed"),
        ("delivery", "correction", "correction"),
        ("delivery", "count_gain", "count_gain"),
        ("landed_cost", "landed", "landed_cost"),
        ("landed_cost", "landed_sold", "landed_sold"),
        ("supplier_invoice", "invoice", "supplier_invoice"),
        ("count", "count_loss", "count"),
        ("count", "opening_stock", "opening_stock"),
        ("count", "usage", "usage"),
        ("transfer", "transfer_out", "transfer"),
        ("transfer_receipt", "transfer_in", "transfer_receipt"),
        ("method_change", "revaluation", "method_change"),
        ("reversal", "delivery", "reversal"),
        ("reversal", "correction", "correction"),
    ],
)
def test_a_movement_is_listed_by_its_document_or_by_itself_where_that_says_more(
    filed_as: str, kind: str, listed: str
) -> None:
    assert listed_kind(filed_as, kind) == listed


def test_no_document_hides_a_correction_or_landed_cost_of_goods_that_are_gone() -> None:
    for filed_as in (*STOCK_KINDS, DocumentKind.SALE, DocumentKind.REFUND):
        for kind in (MovementKind.CORRECTION, MovementKind.LANDED_SOLD):
            assert listed_kind(filed_as, kind) == kind
