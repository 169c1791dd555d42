"""What the documents of the stock room must have moved: each way to break that is found in a real book."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import Counter, counted_right
from tests.reports.damage import codes, damage, prove


def of(number: str) -> str:
    """The document with that number, for a condition."""
    return f"document_id = (SELECT id FROM document WHERE number = '{number}')"


RETURN, LANDED, INVOICE, SENT, CAME = (
    of(f"T0-{place}") for place in ("B000001", "L000001", "I000001", "M000001", "N000001")
)
ADJUSTED, COUNT, REVALUED = of("T0-A000001"), of("T0-C000001"), of("T0-V000001")

DAMAGES = [
    # A supplier takes 2.00 for the piece, whatever it was worth.
    (f"UPDATE movement SET value_minor = value_minor - 1 WHERE {RETURN}", "verify_movement_value"),
    (f"UPDATE movement SET variance_minor = 0 WHERE {RETURN}", "verify_movement_value"),
    (f"UPDATE movement SET quantity_milli = -2000 WHERE {RETURN}", "verify_movement_quantity"),
    (f"UPDATE movement SET lot_id = 0 WHERE {RETURN}", "verify_level"),
    (f"UPDATE movement SET kind = 'adjustment' WHERE {RETURN}", "verify_movement_missing"),
    (f"UPDATE movement SET kind = 'adjustment' WHERE {RETURN}", "verify_movement_kind"),
    (f"UPDATE movement SET value_minor = value_minor + 1 WHERE {LANDED} AND kind = 'landed'", "verify_spread"),
    (f"DELETE FROM movement WHERE {LANDED}", "verify_spread"),
    (f"UPDATE movement SET kind = 'invoice' WHERE {LANDED} AND kind = 'landed'", "verify_movement_kind"),
    (f"UPDATE movement SET kind = 'landed' WHERE {INVOICE} AND kind = 'invoice'", "verify_bill"),
    (f"UPDATE movement SET kind = 'revaluation' WHERE {INVOICE} AND kind = 'invoice'", "verify_movement_kind"),
    (f"UPDATE movement SET happened_us = 0 WHERE {INVOICE}", "verify_movement_head"),
    (f"UPDATE movement SET value_minor = value_minor - 1 WHERE {SENT} AND quantity_milli > 0", "verify_movement_value"),
    (f"UPDATE movement SET kind = 'transfer_out' WHERE {CAME}", "verify_movement_missing"),
    (f"UPDATE movement SET quantity_milli = 1000 WHERE {CAME} AND quantity_milli > 0", "verify_movement_quantity"),
    (f"UPDATE movement SET lot_id = 0 WHERE {CAME}", "verify_level"),
    (f"UPDATE movement SET location_id = 2 WHERE {ADJUSTED}", "verify_movement_head"),
    (f"UPDATE movement SET book_date = 20260101 WHERE {ADJUSTED}", "verify_movement_head"),
    (f"UPDATE movement SET location_id = 2 WHERE {COUNT}", "verify_movement_head"),
    (f"UPDATE movement SET kind = 'adjustment' WHERE {COUNT}", "verify_movement_kind"),
    (f"UPDATE movement SET kind = 'adjustment' WHERE {REVALUED}", "verify_movement_kind"),
    (f"UPDATE movement SET line_no = 9 WHERE {REVALUED}", "verify_movement_stray"),
    (f"UPDATE movement SET variance_minor = 5 WHERE {COUNT}", "verify_variance"),
    (f"UPDATE movement SET variance_minor = 5 WHERE {COUNT}", "verify_count_variance"),
    (f"UPDATE movement SET variance_minor = 5 WHERE {of('T1-000001')}", "verify_variance"),
    ("UPDATE movement SET lot_id = (SELECT id FROM lot WHERE number = 'X2')"
     " WHERE kind = 'delivery' AND lot_id IN (SELECT id FROM lot WHERE serial = 1)", "verify_level"),
    ("UPDATE movement SET lot_id = (SELECT id FROM lot WHERE number = 'L8') WHERE kind = 'sale'"
     " AND lot_id = (SELECT id FROM lot WHERE number = 'L7')", "verify_level"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "code"), DAMAGES)
def test_a_stock_document_is_held_to_what_it_moved(book_copy: Path, statement: str, code: str) -> None:
    damage(book_copy, statement)
    assert code in codes(prove(book_copy))


def test_a_return_for_which_nobody_knows_the_credit_is_no_finding(counter: Counter) -> None:
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    counter.post("supplier_return", "r1", lines=[{"sku": "A", "quantity": "2"}])
    assert counter.movements("r1") == [("A", "supplier_return", -2000, -200)]
    counted_right(counter)
    damage(counter.book.path, "UPDATE movement SET variance_minor = 7 WHERE kind = 'supplier_return'")
    assert "verify_movement_value" in codes(prove(counter.book.path))


def test_landed_cost_at_standard_is_whole_as_a_variance(counter: Counter) -> None:
    counter.product("A", costing="standard", standard_cost="1.00")
    counter.deliver("d1", "A", "5", "1.00")
    counter.post("landed_cost", "l1", of="d1", amount="3.00")
    assert counter.movements("l1") == [("A", "landed", 0, 0)]
    counted_right(counter)
    damage(counter.book.path, "UPDATE movement SET variance_minor = 299 WHERE kind = 'landed'")
    assert "verify_spread" in codes(prove(counter.book.path))
