"""Every document is there, in order, and as it was posted: each way to change that is found."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from tests.reports.damage import codes, damage, prove

SALE = "(SELECT id FROM document WHERE number = 'T1-000002')"


def head_of(path: Path, till: str) -> str:
    """The digest that a person would have written down."""
    return next(head.digest for head in prove(path).heads if head.till == till)


# Each statement changes what T1-000002 said when it was posted; its own till's chain must notice.
CHANGED = {
    "who sold": "UPDATE sale SET cashier_id = 2 WHERE document_id = $SALE",
    "to whom": "UPDATE sale SET customer_id = NULL WHERE document_id = $SALE",
    "by whose order": "UPDATE document SET person_id = 2 WHERE id = $SALE",
    "when": "UPDATE document SET happened_us = happened_us - 60000000 WHERE id = $SALE",
    "by which clock": "UPDATE document SET offset_minutes = 120 WHERE id = $SALE",
    "as which number": "UPDATE document SET number = 'T1-000099' WHERE id = $SALE",
    "as which identity": "UPDATE document SET uid = 'other' WHERE id = $SALE",
    "under which policy": "UPDATE sale SET policy = 'per_line' WHERE document_id = $SALE",
    "with prices of which kind": "UPDATE sale SET inclusive = 0 WHERE document_id = $SALE",
    "in which money": "UPDATE sale SET currency = 'CHF' WHERE document_id = $SALE",
    "a price": "UPDATE sale_line SET price_micro = price_micro - 1 WHERE document_id = $SALE AND line_no = 1",
    "what a price is for": "UPDATE sale_line SET base_milli = 2000 WHERE document_id = $SALE AND line_no = 1",
    "a line's discount": "UPDATE sale_line SET discount_minor = discount_minor + 1 WHERE document_id = $SALE",
    "a quantity": "UPDATE sale_line SET quantity_milli = 10000 WHERE document_id = $SALE AND line_no = 1",
    "the goods": "UPDATE sale_line SET sku = 'AVG' WHERE document_id = $SALE AND line_no = 1",
    "the code that was scanned": "UPDATE sale_line SET code = '' WHERE document_id < $SALE AND line_no = 1",
    "a lot": "UPDATE sale_line SET lot = 'L8' WHERE document_id = $SALE AND lot = 'L7'",
    "a serial number": "UPDATE sale_line SET serials = 'X2' WHERE document_id = $SALE AND serials = 'X1'",
    "whose deposit": "UPDATE sale_line SET deposit_of = 3 WHERE document_id = $SALE AND deposit_of IS NOT NULL",
    "how it was paid": "UPDATE tender SET kind = 'cash' WHERE document_id = $SALE AND kind = 'card'",
    "the rest of its lines": "DELETE FROM sale_line WHERE document_id = $SALE AND line_no > 1",
    "its lines' order": "UPDATE sale_line SET line_no = -line_no WHERE document_id = $SALE",
}


@pytest.mark.parametrize("statement", CHANGED.values(), ids=CHANGED.keys())
def test_a_sale_that_was_changed_does_not_fit_its_digest(book_copy: Path, statement: str) -> None:
    damage(book_copy, statement.replace("$SALE", SALE))
    found = prove(book_copy)
    changed = [finding.facts["number"] for finding in found.found if finding.code == "verify_digest"]
    assert changed in (["T1-000002"], ["T1-000099"], ["T1-000001"])


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE stock_line SET unit_cost_micro = 1 WHERE serials <> ''", "T0-D000001"),
        ("UPDATE stock_line SET serials = 'X1' WHERE serials <> ''", "T0-D000001"),
        ("UPDATE stock_line SET expiry = 20280301 WHERE expiry IS NOT NULL", "T0-D000001"),
        ("UPDATE stock_document SET reference = 'note 18' WHERE reference = 'note 17'", "T0-D000001"),
        ("UPDATE stock_document SET provisional = 0 WHERE provisional = 1", "T0-D000001"),
        ("UPDATE stock_document SET supplier_id = NULL WHERE discount_minor > 0", "T0-D000001"),
        ("UPDATE stock_document SET discount_minor = 0 WHERE discount_minor > 0", "T0-D000001"),
        ("UPDATE document SET of_id = 3 WHERE kind = 'tender_change'", "T1-W000001"),
        ("UPDATE tender SET kind = 'cash' WHERE amount_minor = 100 AND kind = 'card'", "T1-W000001"),
        ("UPDATE sale_line SET of_line = 1 WHERE of_id IS NOT NULL AND quantity_milli = -500", "T1-000006"),
        ("UPDATE sale_line SET of_id = 3 WHERE of_id IS NOT NULL AND quantity_milli = -500", "T1-000006"),
        ("UPDATE sale_line SET state = 'damaged' WHERE quantity_milli = -500", "T1-000006"),
        ("UPDATE document SET location_id = 2 WHERE number = 'T1-W000001'", "T1-W000001"),
    ],
)
def test_documents_of_every_kind_are_held_by_the_chain(book_copy: Path, statement: str, number: str) -> None:
    damage(book_copy, statement)
    found = prove(book_copy)
    assert [one.facts["number"] for one in found.found if one.code == "verify_digest"] == [number]


def test_names_and_notes_can_be_forgotten(book_copy: Path) -> None:
    damage(
        book_copy,
        "UPDATE customer SET name = ''",
        "UPDATE person SET name = 'somebody'",
        "UPDATE supplier SET name = ''",
        "UPDATE sale_line SET name = 'x'",
        "UPDATE stock_line SET name = 'x'",
        "UPDATE document SET note = ''",
        "UPDATE tender SET reference = ''",
    )
    assert prove(book_copy).is_clean


def test_a_document_that_was_taken_out_is_missed_between_its_neighbours(book_copy: Path) -> None:
    tables = ("sale_line", "sale_tax", "tender", "sale", "movement")
    damage(
        book_copy,
        "CREATE TEMP TABLE gone AS SELECT id FROM document WHERE number = 'T1-000003'",
        *(f"DELETE FROM {table} WHERE document_id IN gone" for table in tables),
        "DELETE FROM document WHERE id IN gone",
    )
    found = prove(book_copy)
    assert {"verify_chain_gap", "verify_number_gap"} <= codes(found)
    gap = next(finding for finding in found.found if finding.code == "verify_chain_gap")
    assert gap.facts == {"till": "T1", "number": "T1-000004", "before": "T1-000002", "count": 1}


def test_closing_the_gap_behind_it_does_not_help(book_copy: Path) -> None:
    damage(
        book_copy,
        "DELETE FROM document WHERE number = 'T1-000003'",
        "UPDATE document SET chain_place = chain_place - 1 WHERE till_id = 1 AND chain_place > 3",
        "UPDATE till SET chain_length = chain_length - 1 WHERE id = 1",
    )
    found = prove(book_copy)
    assert "verify_chain_gap" not in codes(found)
    assert [one.facts["number"] for one in found.found if one.code == "verify_digest"] == ["T1-000004"]


LAST_OF_T2 = ("movement", "sale_line", "sale_tax", "tender", "sale", "document")


def cut_off_t2(path: Path) -> None:
    """Take the only sale of T2 away with all that followed from it, and set its till and stock back."""
    clauses = dict.fromkeys(LAST_OF_T2, "document_id") | {"document": "id"}
    damage(
        path,
        "CREATE TEMP TABLE gone AS SELECT id FROM document WHERE till_id = 3",
        "CREATE TEMP TABLE back AS SELECT * FROM movement WHERE document_id IN gone",
        *(f"DELETE FROM {table} WHERE {clauses[table]} IN gone" for table in LAST_OF_T2),
        "UPDATE till SET chain_length = 0, chain_digest = '' WHERE id = 3",
        "DELETE FROM number_series WHERE till_id = 3",
        *(
            f"DELETE FROM {table} WHERE (product_id, location_id) IN (SELECT product_id, location_id FROM back)"
            for table in ("level", "pool")
        ),
        "DELETE FROM shortage WHERE movement_seq IN (SELECT seq FROM back)",
    )


def test_an_end_that_was_cut_off_is_found_by_the_till(book_copy: Path) -> None:
    damage(book_copy, "DELETE FROM document WHERE number = 'T1-W000001'")
    found = prove(book_copy)
    assert {"verify_head", "verify_last_number"} <= codes(found)
    head = next(finding for finding in found.found if finding.code == "verify_head")
    assert (head.facts["found"], head.facts["expected"]) == (8, 9)


def test_an_end_that_was_cut_off_with_great_care_is_only_found_by_the_anchor(book_copy: Path) -> None:
    anchor = head_of(book_copy, "T2")
    cut_off_t2(book_copy)
    assert codes(prove(book_copy)) <= {"verify_ledger_gap"}
    found = prove(book_copy, anchor)
    assert next(one for one in found.found if one.code == "verify_anchor").facts == {"digest": anchor}


def test_every_digest_that_was_ever_printed_is_an_anchor(book_copy: Path) -> None:
    connection = apsw.Connection(str(book_copy))
    digests = [row[0] for row in connection.execute("SELECT chain_digest FROM document")]
    connection.close()
    assert len(digests) == 32
    assert all(prove(book_copy, digest).is_clean for digest in digests)


def test_a_digest_that_was_written_into_the_book_is_no_anchor(book_copy: Path) -> None:
    anchor = "ab" * 32
    damage(book_copy, f"UPDATE document SET chain_digest = '{anchor}' WHERE number = 'T1-000001'")
    assert {"verify_anchor", "verify_digest"} <= codes(prove(book_copy, anchor))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE till SET chain_digest = 'ab' WHERE id = 1", "verify_head_digest"),
        ("UPDATE till SET chain_length = 11 WHERE id = 1", "verify_head"),
        ("UPDATE till SET chain_length = 0, chain_digest = '' WHERE id = 3", "verify_head"),
        ("UPDATE document SET canonical_version = 2 WHERE id = 4", "verify_version"),
        ("UPDATE document SET till_id = 99 WHERE id = 4", "verify_lost_documents"),
        ("UPDATE document SET chain_place = -1 WHERE id = 4", "verify_lost_documents"),
        ("UPDATE document SET kind = 'refund', sequence = 9 WHERE number = 'T1-000001'", "verify_digest"),
        ("UPDATE document SET kind = 'gift' WHERE number = 'T1-000001'", "verify_no_rows"),
        ("DELETE FROM sale WHERE document_id = (SELECT id FROM document WHERE number = 'T1-000001')", "verify_no_rows"),
        ("DELETE FROM tender_change", "verify_no_rows"),
        ("DELETE FROM stock_document WHERE document_id = 1", "verify_no_rows"),
        ("UPDATE document SET sequence = 99 WHERE number = 'T1-000003'", "verify_number_gap"),
        ("UPDATE number_series SET last = last + 1 WHERE till_id = 1 AND kind = 'sale'", "verify_last_number"),
        ("UPDATE number_series SET last = last - 1 WHERE till_id = 1 AND kind = 'sale'", "verify_last_number"),
        ("DELETE FROM number_series WHERE till_id = 1 AND kind = 'refund'", "verify_last_number"),
        ("INSERT INTO number_series VALUES (1, 'delivery', 1, 3)", "verify_last_number"),
    ],
)
def test_heads_numbers_and_lost_documents(book_copy: Path, statement: str, code: str) -> None:
    damage(book_copy, statement)
    assert code in codes(prove(book_copy))


def test_one_change_is_one_finding_and_what_follows_is_believed(book_copy: Path) -> None:
    damage(book_copy, "UPDATE sale_line SET price_micro = 1 WHERE document_id = 4 AND line_no = 1")
    assert [finding.code for finding in prove(book_copy).found] == ["verify_digest"]
