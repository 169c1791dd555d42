"""Deliveries on paper: what came, what is different, and where both sign."""

from __future__ import annotations

import stat

import pytest

from app.base.trouble import Trouble
from app.domain.delivery_entries import (
    AddUnknown,
    Arrive,
    Begin,
    Expected,
    ExpectedLine,
    Head,
    LeaveOut,
    SetParts,
    SetSerials,
)
from app.domain.delivery_wish import delivery_asked
from app.domain.requests import Asking
from app.jobs.delivery_papers import DeliveryPapers
from app.jobs.labels import Labels
from app.reports.arrivals import Arrivals
from app.reports.labels import LabelFacts
from app.services.unloading import Unloading
from tests.books import refused
from tests.printing.reading import text_of

AT = {"till": "T1", "user": "owner"}


@pytest.fixture
def shop(counter, tmp_path):
    counter.product("A", "1.50", name="Juice <b> & Co", codes=["4006381333931"])
    counter.product("P", "99", name="Phone", tracking="serial", codes=["4061458000024"])
    counter.product("Y", "0.99", name="Yogurt", tracking="lot", codes=["4061458000017"])
    counter.post("supplier", code="S1", name="Farm")
    counter.papers = DeliveryPapers(
        Arrivals(counter.book),
        Labels(LabelFacts(counter.book), lambda: counter.book.shop),
        lambda: counter.book.shop,
        tmp_path / "papers",
    )
    return counter


def delivered(shop):
    unloading, arrivals = Unloading(shop.book, shop.clock), Arrivals(shop.book)
    goods = arrivals.items(["A", "P", "Y"], location="shop")
    expected = Expected("", "", tuple(ExpectedLine(goods[sku], 12_000, 500_000) for sku in "AY"))
    uid = unloading.begin(Begin(Head("S1", "note 17"), expected), label="Farm", **AT)
    entries = [
        Arrive(goods["A"], 13_000),
        SetParts(0, 0, 1000, 2000),
        Arrive(goods["Y"], 10_000, lot="L1", expiry=20260401),
        Arrive(goods["P"], 1000, cost_micro=1),
        SetSerials(2, ("S-77",)),
        AddUnknown("0815", 2000),
        LeaveOut(7),
    ]
    unloading.record(uid, [(entry, "") for entry in entries], many=1, **AT)
    asked = delivery_asked(arrivals.sheet(uid), Asking(uid, **AT))
    shop.receiving.accept_delivery(type(asked)(asked.asking, asked.lines, "S1", reference="note 17"), draft=uid)
    return uid


def test_the_paper_says_what_is_different_and_has_lines_to_sign_on(shop):
    text = text_of(shop.papers.pdf(delivered(shop)).pdf)
    for words in ("Delivery", "T1-D000001", "Farm", "note 17", "Juice <b> & Co", "1 over", "2 short", "not ordered",
                  "Lot L1", "S-77", "1 damaged, kept here", "2 damaged, back with the driver",
                  "Unknown code 0815: 2 not taken", "Brought by", "Taken by"):  # fmt: skip
        assert words in text, words


def test_it_is_kept_in_a_folder_that_is_the_owners_alone(shop, tmp_path):
    kept = shop.papers.keep(delivered(shop))
    assert kept.path == tmp_path / "papers" / "T1-D000001.pdf"
    assert kept.path.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    assert kept.warnings == ()


def test_the_labels_are_for_just_what_came(shop, tmp_path):
    kept = shop.papers.keep_labels(delivered(shop), stock="Avery L7160", start=5)
    assert kept.path == tmp_path / "papers" / "T1-D000001-labels.pdf"
    text = text_of(kept.path.read_bytes())
    assert text.count("Yogurt") == 10
    assert refused(shop.papers.keep_labels, "d9", stock="Avery L7160", start=1).code == "unknown_delivery"


def test_a_folder_that_cannot_be_written_is_told(shop, tmp_path):
    (tmp_path / "papers").write_text("in the way")
    uid = delivered(shop)
    with pytest.raises(Trouble) as caught:
        shop.papers.keep(uid)
    assert caught.value.code == "paper_not_kept"


def test_a_delivery_that_nobody_knows_has_no_paper(shop):
    assert refused(shop.papers.pdf, "d9").code == "unknown_delivery"


def test_a_delivery_as_expected_says_so_on_as_many_pages_as_it_needs(shop):
    unloading, arrivals = Unloading(shop.book, shop.clock), Arrivals(shop.book)
    for number in range(80):
        shop.product(f"B{number}", name=f"Goods {number}")
    goods = arrivals.items([f"B{number}" for number in range(80)], location="shop")
    uid = unloading.begin(Begin(), label="", **AT)
    entries = [(Arrive(item, 1000, cost_micro=1_000_000), "") for item in goods.values()]
    unloading.record(uid, entries, many=1, **AT)
    shop.receiving.accept_delivery(delivery_asked(arrivals.sheet(uid), Asking(uid, **AT)), draft=uid)
    text = text_of(shop.papers.pdf(uid).pdf)
    assert "Everything came as it was expected." in text
    assert "Page 4 of 4" in text
