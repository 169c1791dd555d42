"""The sheet of a delivery in the book: durable entry by entry, for whoever comes next."""

import pytest

from app.domain.delivery_entries import Arrive, Begin, Expected, ExpectedLine, Head, SetCost
from app.domain.delivery_wish import delivery_asked
from app.domain.product import Code
from app.domain.requests import Asking, ProductAsked
from app.reports.arrivals import Arrivals
from app.services.unloading import Unloading
from tests.books import counted_right, refused

AT = {"till": "T1", "user": "owner"}


@pytest.fixture
def shop(counter):
    counter.product("A", "1.50", name="Juice")
    counter.post("supplier", code="S1", name="Farm")
    counter.unloading = Unloading(counter.book, counter.clock)
    counter.arrivals = Arrivals(counter.book)
    yield counter
    counted_right(counter)


def juice(shop, milli=1000):
    item = shop.arrivals.items(["A"], location="shop")["A"]
    return Arrive(item, milli, cost_micro=800_000)


def begun(shop, head=None):
    return shop.unloading.begin(Begin(head or Head(supplier="S1")), label="Farm", **AT)


def test_every_entry_is_there_for_the_next_person(shop):
    uid = begun(shop)
    many = shop.unloading.record(uid, [(juice(shop), "4006381333931"), (SetCost(0, 850_000), "0.85")], many=1, **AT)
    assert many == 3
    (standing,) = shop.arrivals.in_progress()
    assert (standing.uid, standing.label, standing.till, standing.entries) == (uid, "Farm", "T1", 3)
    sheet = shop.arrivals.sheet(uid)
    assert (sheet.lines[0].received_milli, sheet.lines[0].unit_cost_micro, sheet.head.supplier) == (1000, 850_000, "S1")
    assert shop.rows("SELECT raw FROM draft_entry ORDER BY place") == [("",), ("4006381333931",), ("0.85",)]


def test_two_people_on_one_sheet_do_not_lose_each_others_scans(shop):
    uid = begun(shop)
    shop.unloading.record(uid, [(juice(shop), "")], many=1, **AT)
    no = refused(shop.unloading.record, uid, [(juice(shop), "")], many=1, **AT)
    assert no.code == "draft_moved"
    shop.unloading.record(uid, [(juice(shop), "")], many=2, **AT)
    assert shop.arrivals.sheet(uid).lines[0].received_milli == 2000


def test_a_sheet_names_its_order_beside_it(shop):
    item = shop.arrivals.items(["A"], location="shop")["A"]
    expected = Expected("o1", "PO-1", (ExpectedLine(item, 12_000),))
    shop.unloading.begin(Begin(expected=expected), label="PO-1", **AT)
    assert shop.arrivals.in_progress()[0].raw == "o1"


def test_an_order_that_two_people_open_at_once_has_one_sheet(shop):
    item = shop.arrivals.items(["A"], location="shop")["A"]
    expected = Expected("o1", "PO-1", (ExpectedLine(item, 12_000),))
    first, second = (shop.unloading.begin(Begin(expected=expected), label="PO-1", **AT) for _ in range(2))
    assert second == first
    assert len(shop.arrivals.in_progress()) == 1
    other = Expected("o2", "PO-2", (ExpectedLine(item, 12_000),))
    assert shop.unloading.begin(Begin(expected=other), label="PO-2", **AT) != first
    shop.unloading.abandon(first)
    assert shop.unloading.begin(Begin(expected=expected), label="PO-1", **AT) != first
    # Deliveries without an order are each their own.
    assert begun(shop) != begun(shop)


def test_a_sheet_is_posted_only_as_one_who_has_seen_all_of_it(shop):
    uid = begun(shop)
    shop.unloading.record(uid, [(juice(shop, 24_000), "")], many=1, **AT)
    asked = delivery_asked(shop.arrivals.sheet(uid), Asking(uid, **AT))
    shop.unloading.record(uid, [(juice(shop), "")], many=2, **AT)
    assert refused(shop.receiving.accept_delivery, asked, draft=uid, entries=2).code == "draft_moved"
    asked = delivery_asked(shop.arrivals.sheet(uid), Asking(uid, **AT))
    shop.receiving.accept_delivery(asked, draft=uid, entries=3)
    assert shop.stock("A")[0] == 25_000


def test_posting_ends_the_sheet_in_the_same_transaction(shop):
    uid = begun(shop)
    shop.unloading.record(uid, [(juice(shop, 24_000), "")], many=1, **AT)
    asked = delivery_asked(shop.arrivals.sheet(uid), Asking(uid, till="T1", user="owner"))
    assert shop.receiving.accept_delivery(asked, draft=uid).number == "T1-D000001"
    assert shop.arrivals.in_progress() == ()
    assert shop.stock("A") == (24_000, 1920)
    assert shop.receiving.accept_delivery(asked, draft=uid).status == "already posted"
    assert refused(shop.unloading.record, uid, [(juice(shop), "")], many=2, **AT).code == "draft_closed"


def test_a_sheet_that_was_given_up_posts_nothing(shop):
    uid = begun(shop)
    shop.unloading.record(uid, [(juice(shop), "")], many=1, **AT)
    asked = delivery_asked(shop.arrivals.sheet(uid), Asking(uid, till="T1", user="owner"))
    assert shop.unloading.abandon(uid).what == {"drafts"}
    assert refused(shop.receiving.accept_delivery, asked, draft=uid).code == "draft_closed"
    assert shop.movements(uid) == []
    assert refused(shop.unloading.abandon, uid).code == "draft_closed"


def test_a_sheet_gets_another_name(shop):
    uid = begun(shop)
    shop.unloading.rename(uid, "Farm, note 17")
    assert shop.arrivals.in_progress()[0].label == "Farm, note 17"
    shop.unloading.abandon(uid)
    assert refused(shop.unloading.rename, uid, "x").code == "draft_closed"


def test_only_who_may_receive_has_a_sheet(shop):
    shop.post("user", code="cora", name="Cora")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'cora'")
    assert refused(shop.unloading.begin, Begin(), label="", till="T1", user="cora").code == "not_allowed"


def test_a_code_that_came_with_goods_is_linked_beside_those_they_have(shop):
    shop.product("B", "1.00", codes=["4006381333931"])
    assert shop.unloading.link(Code("4012345678901", 6000), "B", user="owner").what == {"products"}
    assert shop.lookups.scan("4006381333931", location="shop").items[0].sku == "B"
    assert shop.lookups.scan("4012345678901", location="shop").quantities == (6000,)
    assert refused(shop.unloading.link, Code("1"), "X", user="owner").code == "unknown_product"


def test_goods_that_nobody_knows_are_made_with_the_usual_tax(shop):
    shop.product("T", "1.00", tax="7", tax_code="R", category="Tea")
    made = ProductAsked("4012345678901", "Green tea", 2_990_000, category="Tea", codes=(Code("4012345678901"),))
    shop.unloading.create(made, user="owner")
    (item,) = shop.lookups.scan("4012345678901", location="shop").items
    assert (item.name, item.rate_milli, item.tax_code, item.category) == ("Green tea", 7000, "R", "Tea")
    no = refused(shop.unloading.create, made, user="owner")
    assert (no.code, no.facts["name"]) == ("product_exists", "Green tea")
