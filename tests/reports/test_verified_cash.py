"""The proof of the drawers: what each count expected is figured again from the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import Counter, counter_at
from tests.reports.damage import codes, damage, prove


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A day with a float, sales by cash and card, a mended payment, a refund, two counts."""
    path = tmp_path / "shop.book"
    shop = counter_at(path)
    shop.product("A", "1.50", stocked=False)
    shop.post("cash_movement", "k1", kind="float", amount="100.00")
    shop.sell("s1", "A", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    shop.sell("s2", "A", "2")
    shop.post("tender_change", "x1", of="s2", tenders=[{"kind": "card", "amount": "3.00"}])
    shop.post("refund", "f1", of="s1", lines=[{"line": 1, "quantity": "1"}])
    shop.post("cash_movement", "k2", kind="banked", amount="50.00")
    shop.post("cash_count", "k3", counted="51.00")
    shop.sell("s3", "A")
    shop.post("cash_count", "k4", counted="52.50")
    _close(shop)
    return path


def _close(shop: Counter) -> None:
    shop.book.close_thread()


def test_a_right_drawer_is_right(path: Path) -> None:
    assert [str(one) for one in prove(path).found] == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cash_document SET expected_minor = 5200 WHERE expected_minor = 5150",
        "UPDATE cash_document SET amount_minor = 11000 WHERE what = 'float'",
        "UPDATE cash_document SET what = 'paid_out' WHERE what = 'float'",
        "UPDATE cash_document SET amount_minor = 4000 WHERE what = 'banked'",
        "UPDATE tender SET amount_minor = 400 WHERE amount_minor = 500",
        "UPDATE sale SET change_minor = 100 WHERE change_minor = 200",
        "UPDATE tender SET kind = 'cash' WHERE kind = 'card'",
        "UPDATE tender SET kind = 'card' WHERE amount_minor = -150",
        "UPDATE cash_document SET amount_minor = 5200 WHERE amount_minor = 5100",
    ],
)
def test_cash_that_was_changed_is_missed_at_the_next_count(path: Path, statement: str) -> None:
    damage(path, statement)
    assert {"verify_cash_expected", "verify_digest"} <= codes(prove(path))


def test_the_sentence_says_both_figures(path: Path) -> None:
    damage(path, "UPDATE cash_document SET amount_minor = 11000 WHERE what = 'float'")
    told = [str(one) for one in prove(path).found if one.code == "verify_cash_expected"]
    assert told == ["T1-KC000001 expected 51.50 in the drawer, but the documents before it come to 61.50."]


def test_a_payment_mended_out_of_turn_is_found(path: Path) -> None:
    damage(path, "UPDATE document SET of_id = (SELECT id FROM document WHERE uid = 's1') WHERE uid = 'x1'")
    assert "verify_tender_change" in codes(prove(path))


def test_a_payment_mended_after_the_count_is_found(path: Path) -> None:
    # The mending changes places with the count of the evening.
    damage(
        path,
        "UPDATE document SET chain_place = 100 WHERE uid = 'x1'",
        "UPDATE till SET chain_length = chain_length + 1 WHERE code = 'T1'",
    )
    assert "verify_tender_change" in codes(prove(path))
