"""Orders on paper: what the supplier reads, where the paper is kept, and the list for its program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.jobs.order_papers import OrderPapers
from app.reports.orders import Orders
from tests.books import Counter
from tests.printing.reading import codes_on, pages_of, picture_of, text_of


def squeezed(text: str) -> str:
    """Without spaces and line ends: where a line is broken is another test's business."""
    return "".join(text.split())


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """An order that was sent, in packs, with a line that nobody knows the price of."""
    counter.post(
        "supplier", code="S1", name="Farm & <b>Sons</b>", contact="Ida", address="Lane 4\n12345 Town",
        terms="14 days net", email="ida@farm.example", lead_time_days="3",
    )  # fmt: skip
    counter.product("A", name="Juice")
    counter.product("B", name="Flour", unit="kg")
    counter.post("supplier_item", supplier="S1", sku="A", item_code="F-1001", pack="6")
    lines = [{"sku": "A", "quantity": "24", "unit_cost": "0.825"}, {"sku": "B", "quantity": "2.5"}]
    counter.post("order", "po1", supplier="S1", note="Ring twice", lines=lines)
    return counter


def papers(shop: Counter, folder: Path) -> OrderPapers:
    return OrderPapers(Orders(shop.book), lambda: shop.book.shop, folder)


def test_the_supplier_reads_its_own_codes_and_packs(shop: Counter, tmp_path: Path) -> None:
    printout = papers(shop, tmp_path).pdf("T0-PO000001")
    text = squeezed(text_of(printout.pdf))
    for part in (
        "Corner shop", "Farm & <b>Sons</b>", "Ida", "Lane 4", "12345 Town", "ida@farm.example", "14 days net",
        "02.03.2026", "05.03.2026", "Ring twice", "F-1001", "Juice", "4 \u00d7 6", "0,825", "19,80", "2,5 kg",
        "Total without tax", "19,80 \u20ac", "Page 1 of 1",
    ):  # fmt: skip
        assert squeezed(part) in text, part
    assert "Draft" not in text
    assert printout.missing == ()
    assert codes_on(picture_of(printout.pdf, dpi=203)) == ["Code 128 T0-PO000001"]


def test_a_draft_says_that_it_is_one(shop: Counter, tmp_path: Path) -> None:
    shop.post("order", "po2", supplier="S1", step="draft", lines=[{"sku": "A", "quantity": "6"}])
    assert "Draft, not sent" in text_of(papers(shop, tmp_path).pdf("po2").pdf)


def test_a_long_order_goes_over_several_pages_with_its_head_on_each(shop: Counter, tmp_path: Path) -> None:
    for place in range(120):
        shop.product(f"P{place}", name=f"Something with a name that is rather long, number {place}")
    lines = [{"sku": f"P{place}", "quantity": "1", "unit_cost": "1"} for place in range(120)]
    shop.post("order", "long", supplier="S1", lines=lines)
    pages = pages_of(papers(shop, tmp_path).pdf("long").pdf)
    assert len(pages) > 3
    assert all("T0-PO000002" in page and "Unit price" in page for page in pages)
    assert "Total without tax" in pages[-1]
    assert "number 119" in pages[-1]


def test_the_paper_is_kept_by_its_number(shop: Counter, tmp_path: Path) -> None:
    made = papers(shop, tmp_path / "orders")
    path = made.keep("po1")
    assert path == tmp_path / "orders" / "T0-PO000001.pdf"
    assert path.read_bytes() == made.pdf("po1").pdf
    with pytest.raises(Refusal, match="unknown_order"):
        made.keep("po9")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="unwritable_file"):
        papers(shop, tmp_path / "file").keep("po1")


def test_the_list_has_what_has_come_of_each_line(shop: Counter) -> None:
    shop.post("delivery", "d1", order="po1", lines=[{"sku": "A", "quantity": "20"}])
    listed = Orders(shop.book).as_list("po1")
    assert listed.title == "Order T0-PO000001 to Farm & <b>Sons</b>, part received"
    assert listed.rows[0] == (1, "F-1001", "A", "Juice", 24_000, "each", 6000, 825_000, 1980, 20_000, 0, 4000, "")
    assert listed.totals == {"value": 1980}
    assert json.dumps(listed.at) == '"2026-03-02"'


def test_the_list_for_another_program_lies_beside_the_paper(shop: Counter, tmp_path: Path) -> None:
    kept = papers(shop, tmp_path)
    csv, xlsx = kept.keep_list("po1", "csv"), kept.keep_list("T0-PO000001", "xlsx")
    assert (csv.name, xlsx.name) == ("T0-PO000001.csv", "T0-PO000001.xlsx")
    head, first, *_ = csv.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("line,item_code,sku,name,quantity")
    assert first.startswith("1,F-1001,A,Juice,24,each")
    assert xlsx.read_bytes().startswith(b"PK")
