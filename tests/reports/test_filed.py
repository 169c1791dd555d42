"""A document as it is read from the book: head, lines, and the value that each line moved."""

import pytest

from app.reports import filed
from app.reports.filed import FiledDocuments


@pytest.fixture
def documents(counter):
    counter.post("supplier", code="S", name="Wholesale")
    counter.post("location", code="back", name="Back room")
    counter.product("A", name="Apple", tracking="lot")
    counter.product("B", name="Book", tracking="serial")
    return FiledDocuments(counter.book)


def test_nobody_has_filed_what_is_not_there(documents):
    assert documents.document("nothing") is None


def test_a_delivery_says_who_brought_what_at_which_cost(counter, documents):
    lines = [
        {"sku": "A", "quantity": "4", "unit_cost": "0.50", "lot": "L1", "expiry": "2026-06-01"},
        {"sku": "B", "quantity": "2", "unit_cost": "8.00", "serials": ["S1", "S2"]},
    ]
    counter.post("delivery", "d1", lines=lines, supplier="S", reference="R-7", note="Left door")
    found = documents.document("d1")
    head = found.head
    assert (head.number, head.kind, head.supplier, head.reference) == ("T0-D000001", "delivery", "Wholesale", "R-7")
    assert (head.location, head.note, head.till) == ("Shop", "Left door", "T0")
    assert head.at.iso() == "2026-03-02T09:00:00+01:00"
    assert head.person
    first, second = found.lines
    assert (first.name, first.quantity_milli, first.unit_cost_micro, first.moved_minor) == ("Apple", 4000, 500_000, 200)
    assert (first.lot, first.expiry) == ("L1", 20260601)
    assert (second.lot, second.moved_minor) == ("S1\nS2", 1600)


def test_a_sale_shows_what_its_goods_had_cost(counter, documents):
    counter.deliver("d1", "A", "4", "0.50")
    counter.sell("s1", "A", "3")
    (line,) = documents.document("s1").lines
    assert (line.quantity_milli, line.moved_minor, line.unit_cost_micro) == (3000, -150, 500_000)


def test_a_transfer_shows_what_left_and_where_it_went(counter, documents):
    counter.deliver("d1", "A", "4", "0.50")
    counter.post("transfer", "m1", **{"from": "shop", "to": "back"}, lines=[{"sku": "A", "quantity": "3"}])
    found = documents.document("m1")
    assert (found.head.location, found.head.to_location) == ("Shop", "Back room")
    assert [line.moved_minor for line in found.lines] == [-150]


def test_a_count_says_what_was_there_and_what_was_missing(counter, documents):
    counter.product("C")
    counter.deliver("d1", "C", "4", "0.50")
    counter.post("count", "c1", lines=[{"sku": "C", "counted": "3"}])
    (line,) = documents.document("c1").lines
    assert (line.quantity_milli, line.moved_minor, line.unit_cost_micro) == (3000, -50, None)


def test_a_document_names_the_one_it_refers_to(counter, documents):
    counter.deliver("d1", "A", "4", "0.50")
    counter.post("reversal", "z1", of="d1", reason="typed twice")
    assert documents.document("z1").head.of_number == "T0-D000001"


def test_of_a_very_long_document_the_first_lines_are_read(counter, documents, monkeypatch):
    monkeypatch.setattr(filed, "_MOST_LINES", 2)
    lines = [{"sku": "A", "quantity": "1", "unit_cost": "0.50"}] * 3
    counter.post("delivery", "d1", lines=lines)
    found = documents.document("d1")
    assert (len(found.lines), found.has_more) == (2, True)
