"""Supplier returns on paper."""

import pytest

from app.base.trouble import Trouble
from app.jobs.return_papers import ReturnPapers
from app.reports.filed import FiledDocuments
from tests.books import refused
from tests.printing.reading import text_of


@pytest.fixture
def papers(counter, tmp_path):
    counter.post("supplier", code="S1", name="Farm <Ltd>")
    counter.product("A", name="Juice")
    counter.product("P", name="Phone", tracking="serial")
    lines = [
        {"sku": "A", "quantity": "10", "unit_cost": "1.25"},
        {"sku": "P", "quantity": "2", "unit_cost": "50", "serials": ["S1", "S2"]},
    ]
    counter.post("delivery", "d1", supplier="S1", lines=lines)
    return ReturnPapers(FiledDocuments(counter.book), lambda: counter.book.shop, tmp_path / "papers")


def test_it_says_what_goes_back_why_and_what_is_expected_for_it(counter, papers):
    lines = [{"line": 1, "sku": "A", "quantity": "3"}, {"line": 2, "sku": "P", "quantity": "1", "serials": ["S2"]}]
    number = counter.post("supplier_return", "r1", of="d1", lines=lines, note="crushed").number
    kept = papers.keep("r1")
    words = text_of(kept.path.read_bytes())
    assert kept.number == number
    for said in ("Return to supplier", number, "Farm <Ltd>", "Juice", "3,75", "S2", "53,75", "crushed", "Given by"):
        assert said in words, said


def test_what_cannot_be_kept_is_told(counter, papers, tmp_path):
    assert refused(papers.keep, "nothing").code == "unknown_document"
    counter.post("supplier_return", "r1", of="d1", lines=[{"line": 1, "sku": "A", "quantity": "3"}])
    (tmp_path / "papers").write_text("in the way")
    with pytest.raises(Trouble) as trouble:
        papers.keep("r1")
    assert trouble.value.code == "paper_not_kept"
