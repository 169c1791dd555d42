"""Orders that were changed behind the program's back are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.damage import codes, damage, prove

ORDER, CANCEL = ("(SELECT id FROM document WHERE uid = 'po1')", "(SELECT id FROM document WHERE uid = 'x1')")


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("DELETE FROM open_order", {"verify_open_order"}),
        ("INSERT INTO open_order SELECT id FROM document WHERE uid = 'x1'", {"verify_open_order"}),
        (
            f"UPDATE order_line SET quantity_milli = 1000 WHERE document_id = {ORDER} AND sku = 'ORD'",
            {"verify_digest", "verify_order_line"},
        ),
        (f"UPDATE order_line SET product_id = 4 WHERE document_id = {CANCEL}", {"verify_order_line"}),
        ("UPDATE document SET of_id = NULL WHERE uid = 'os1'", {"verify_digest", "verify_order_line"}),
        (f"DELETE FROM order_document WHERE document_id = {CANCEL}", {"verify_no_rows"}),
        ("INSERT INTO order_document SELECT id, NULL, NULL, '', '' FROM document WHERE uid = 'd1'", {"verify_stray"}),
        ("DELETE FROM document WHERE uid = 'd9'", {"verify_chain_gap"}),
    ],
)
def test_what_was_changed_is_found(book_copy: Path, sql: str, found: set[str]) -> None:
    damage(book_copy, sql)
    assert found <= codes(prove(book_copy))
