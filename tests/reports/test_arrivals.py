"""What the receiving screen asks of the book."""

import pytest

from app.domain.delivery_sheet import replay
from app.domain.delivery_wish import delivery_asked
from app.domain.requests import Asking
from app.domain.stock_requests import ReversalAsked
from app.reports.arrivals import Arrivals
from app.services.reversing import Reopened
from tests.books import counted_right, refused


@pytest.fixture
def shop(counter):
    counter.product("A", "1.50", name="Apple juice", codes=["4006381333931", {"code": "PACK", "quantity": "6"}])
    counter.product("P", "99", name="Phone", tracking="serial", codes=["4012345678901"])
    counter.product("Y", "0.99", name="Yogurt", tracking="lot")
    counter.post("supplier", code="S1", name="Farm")
    counter.arrivals = Arrivals(counter.book)
    yield counter
    counted_right(counter)


def delivered(shop, uid="d1", **keys):
    lines = [
        {"sku": "A", "quantity": "26", "unit_cost": "0.80", "free": "2", "damaged": "1"},
        {"sku": "A", "quantity": "6", "unit_cost": "0.90"},
        {"sku": "P", "quantity": "2", "unit_cost": "50", "serials": ["1", "2"]},
        {"sku": "Y", "quantity": "6", "unit_cost": "0.40", "lot": "L1", "expiry": "2026-04-01"},
        {"sku": "Y", "quantity": "4", "unit_cost": "0.50", "lot": "L2"},
    ]
    return shop.post("delivery", uid, supplier="S1", reference="note 17", **{"lines": lines, **keys})


def test_a_scan_finds_goods_with_their_last_cost(shop):
    found = shop.arrivals.find("4006381333931", location="shop")
    assert (found.found.items[0].sku, found.costs) == ("A", {"A": None})
    shop.deliver("d1", "A", "1", "0.80")
    pack = shop.arrivals.find("PACK", location="shop")
    assert (pack.found.quantities, pack.costs) == ((6000,), {"A": 800_000})
    assert shop.arrivals.find("0815", location="shop").found.items == ()
    assert [item.sku for item in shop.arrivals.find("apple", location="shop", is_typed=True).by_words] == ["A"]
    assert shop.arrivals.find("apple", location="shop").by_words == ()


def test_a_serial_number_that_is_in_stock_is_told_with_its_place(shop):
    delivered(shop)
    assert shop.arrivals.find("(01)04012345678901(21)2", location="shop").serial_at == "shop"
    assert shop.arrivals.find("(01)04012345678901(21)3", location="shop").serial_at == ""


def test_a_note_that_came_before_is_found(shop):
    assert shop.arrivals.of_note("S1", "note 17") is None
    delivered(shop)
    assert shop.arrivals.of_note("S1", "note 17") == ("T0-D000001", 20260302)
    assert shop.arrivals.of_note("S1", "") is None
    shop.post("reversal", "z1", of="d1", reason="wrong")
    assert shop.arrivals.of_note("S1", "note 17") is None


def test_posted_deliveries_are_listed_the_newest_first(shop):
    delivered(shop)
    delivered(shop, "d2", lines=[{"sku": "A", "quantity": "1"}], discount="0.10")
    shop.post("reversal", "z1", of="d2", reason="wrong")
    newest, first = shop.arrivals.newest()
    assert (newest.number, newest.reversed_by, newest.discount_minor) == ("T0-D000002", "T0-Z000001", 10)
    assert (first.supplier_name, first.reference, first.reversed_by) == ("Farm", "note 17", "")
    assert refused(shop.arrivals.posted, "d9").code == "unknown_delivery"
    assert shop.arrivals.suppliers() == (("S1", "Farm"),)


def test_a_delivery_is_taken_back_and_its_sheet_stands_open_again_in_one(shop):
    delivered(shop, landed_costs=[{"amount": "1.00"}], discount="1.00")
    entries = shop.arrivals.entries_to_correct("d1", location="shop")
    shop.reversing.reverse(ReversalAsked(Asking("z1"), "d1", "typed wrong"), sheet=Reopened("n1", "Farm", entries))
    assert (shop.stock("A"), shop.stock("P"), shop.stock("Y")) == ((0, 0), (0, 0), (0, 0))
    sheet = shop.arrivals.sheet("n1")
    assert sheet.head.corrects == "T0-D000001"
    asked = delivery_asked(sheet, Asking("n1"))
    assert [(one.sku, one.quantity_milli, one.lot, one.serials) for one in asked.lines] == [
        ("A", 32_000, None, ()), ("P", 2000, None, ("1", "2")), ("Y", 6000, "L1", ()), ("Y", 4000, "L2", ()),
    ]  # fmt: skip
    assert (asked.lines[0].free_milli, asked.lines[0].damaged_milli) == (2000, 1000)
    # 24 at 0.80 and 6 at 0.90 are 30 at 0.82.
    assert asked.lines[0].unit_cost_micro == 820_000
    assert (asked.discount.amount_minor, asked.landed_costs[0].amount_minor) == (100, 100)
    assert shop.receiving.accept_delivery(asked, draft="n1").number == "T0-D000002"


def test_an_unknown_sheet_is_empty(shop):
    assert shop.arrivals.sheet("n9") == replay([])
    assert shop.arrivals.item("X", location="shop") is None
    assert shop.arrivals.item("A", location="shop")[0].sku == "A"


def test_goods_are_offered_at_what_their_supplier_charged_not_at_what_they_cost_with_freight(shop):
    shop.post("supplier", code="S7", name="Seven")
    shop.post("supplier", code="S8", name="Eight")
    for uid, supplier, cost in (("d7", "S7", "0.80"), ("d8", "S8", "0.90"), ("d9", "S8", "0")):
        lines = [{"sku": "A", "quantity": "10", "unit_cost": cost}]
        freight = [{"amount": "5.00", "by": "quantity"}]
        shop.post("delivery", uid, supplier=supplier, lines=lines, landed_costs=freight)
    costs = [shop.arrivals.item("A", location="shop", supplier=one)[1] for one in ("S7", "S8", "")]
    assert costs == [800_000, 900_000, 900_000]
    assert shop.arrivals.find("4006381333931", location="shop", supplier="S7").costs == {"A": 800_000}
