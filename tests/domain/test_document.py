"""Numbers on paper, and the order of fields that digests stand on."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.domain.document import (
    NUMBER_LETTERS,
    DocumentKind,
    Heading,
    Sale,
    SaleLine,
    StockDocument,
    StockLine,
    TaxRow,
    Tender,
    TenderChange,
    number_text,
)


@pytest.mark.parametrize(
    ("till", "kind", "series", "sequence", "number"),
    [
        ("T1", DocumentKind.SALE, 1, 123, "T1-000123"),
        ("T1", DocumentKind.REFUND, 1, 123, "T1-R000123"),
        ("T0", DocumentKind.DELIVERY, 1, 1, "T0-D000001"),
        ("T1", DocumentKind.SALE, 2, 1, "T1.2-000001"),
        ("T1", DocumentKind.SALE, 1, 1_234_567, "T1-1234567"),
    ],
)
def test_a_number_tells_till_kind_and_series(
    till: str, kind: DocumentKind, series: int, sequence: int, number: str
) -> None:
    assert number_text(till, kind, series, sequence) == number


def test_no_two_kinds_share_a_letter() -> None:
    assert set(NUMBER_LETTERS) == set(DocumentKind)
    assert len(set(NUMBER_LETTERS.values())) == len(NUMBER_LETTERS)


# The canonical form is the fields in their order: what stands here was released and only grows at the end.
RELEASED = {
    Heading: "uid kind till number happened_us offset_minutes user location of",
    SaleLine: "line_no sku quantity_milli price_micro base_milli discount_minor shared_minor net_minor tax_minor"
    " gross_minor rate_milli tax_code code lot serials deposit_of of of_line state",
    TaxRow: "rate_milli tax_code net_minor tax_minor",
    Tender: "kind amount_minor",
    Sale: "heading cashier customer currency policy inclusive discount_minor net_minor tax_minor gross_minor"
    " rounding_minor change_minor lines taxes tenders",
    TenderChange: "heading rounding_minor change_minor tenders",
    StockLine: "line_no sku quantity_milli unit_cost_micro value_minor landed_minor lot expiry serials",
    StockDocument: "heading lines supplier reference discount_minor provisional",
}


@pytest.mark.parametrize("kind", RELEASED, ids=lambda kind: kind.__name__)
def test_the_fields_that_digests_stand_on_keep_their_order(kind: type) -> None:
    names = getattr(kind, "_fields", None) or [field.name for field in fields(kind)]
    released = RELEASED[kind].split()
    assert list(names)[: len(released)] == released
