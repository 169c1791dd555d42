"""Taking goods in; every figure is reckoned by hand."""

import pytest

from app.store.queries import received
from tests.books import counted_right, refused

MOST = "1000000000"


def line(sku, quantity="1", unit_cost=None, **keys):
    return {"sku": sku, "quantity": quantity, **({} if unit_cost is None else {"unit_cost": unit_cost}), **keys}


@pytest.fixture
def shop(counter):
    """A shop with juice and cheese, and somebody who brings them."""
    counter.product("A", "1.50", name="Juice")
    counter.product("C", "19.90", name="Cheese", unit="kg")
    counter.post("supplier", code="S1", name="Farm")
    yield counter
    counted_right(counter)


def values(counter, uid):
    """What the lines of a document are worth, and their share of landed costs."""
    return counter.rows(
        "SELECT value_minor, landed_minor FROM stock_line JOIN document ON document.id = document_id"
        " WHERE uid = ? ORDER BY line_no",
        uid,
    )


def test_a_delivery_brings_stock_at_its_cost(shop):
    posted = shop.post(
        "delivery", "d1", supplier="S1", reference="note 17", note="two boxes wet",
        lines=[line("A", "24", "0.80"), line("C", "1.250", "9.333333")],
    )  # fmt: skip
    assert (posted.number, posted.status, posted.warnings) == ("T0-D000001", "posted", ())
    assert posted.changes.what == {"stock"}
    # 1.25 x 9.333333 = 11.66666625
    assert shop.movements("d1") == [("A", "delivery", 24_000, 1920), ("C", "delivery", 1250, 1167)]
    assert (shop.stock("A"), shop.stock("C")) == ((24_000, 1920), (1250, 1167))
    assert shop.rows("SELECT supplier.code, reference, provisional, note FROM stock_document"
                     " JOIN supplier ON supplier.id = supplier_id JOIN document ON document.id = document_id") == [
        ("S1", "note 17", 0, "two boxes wet")
    ]  # fmt: skip


def test_a_discount_on_the_delivery_is_spread_by_value(shop):
    shop.post("delivery", "d1", discount="10%", lines=[line("A", "10", "1.00"), line("C", "1", "20.05")])
    # 10 % of 30.05 is 3.005, half up 3.01; by value 1.0017 and 2.0083.
    assert values(shop, "d1") == [(900, 0), (1804, 0)]
    assert shop.one("SELECT discount_minor FROM stock_document") == 301
    shop.post("delivery", "d2", discount="0.50", lines=[line("A", "10", "1.00")])
    assert values(shop, "d2") == [(950, 0)]


def test_landed_costs_are_shared_by_value_or_by_quantity(shop):
    shop.post(
        "delivery", "d1", lines=[line("A", "10", "1.00"), line("C", "2", "15.00")],
        landed_costs=[{"amount": "4.00", "by": "value"}, {"amount": "1.00", "by": "quantity"}],
    )  # fmt: skip
    # 4.00 as 10 : 30, and 1.00 as 10 : 2.
    assert values(shop, "d1") == [(1000, 100 + 83), (3000, 300 + 17)]
    assert shop.stock("A") == (10_000, 1183)
    # The landed share is part of the last known cost: the next delivery without a cost comes in at it.
    shop.post("delivery", "d2", lines=[line("A", "1")])
    assert shop.stock("A") == (11_000, 1183 + 118)


def test_a_landed_cost_without_value_to_lie_on_lies_on_the_quantity(shop):
    shop.post(
        "delivery", "d1", lines=[line("A", "3", "0"), line("C", "1", "0")], landed_costs=[{"amount": "2.00"}]
    )  # fmt: skip
    assert values(shop, "d1") == [(0, 150), (0, 50)]


def test_goods_without_a_cost_come_in_at_the_last_known_and_say_so_when_nobody_knows_it(shop):
    shop.post("product", sku="C", cost="8.00")
    posted = shop.post("delivery", "d1", lines=[line("A", "2"), line("C", "2")])
    assert [(one.code, one.facts["sku"]) for one in posted.warnings] == [("without_cost", "A")]
    assert (shop.stock("A"), shop.stock("C")) == ((2000, 0), (2000, 1600))


def test_lots_keep_their_stock_and_their_date_apart(shop):
    shop.post(
        "delivery", "d1", lines=[line("A", "2", "1", lot="L1", expiry="2026-05-01"), line("A", "3", "1", lot="L2")]
    )
    # A named lot is taken; where none is named, the first to expire.
    shop.post("sale", "s1", lines=[line("A", "1", lot="L2"), line("A", "1")])
    assert shop.rows(
        "SELECT number, expiry, quantity_milli FROM level JOIN lot ON lot.id = lot_id ORDER BY number"
    ) == [("L1", 20260501, 1000), ("L2", None, 2000)]
    assert shop.stock("A") == (3000, 300)


def test_opening_stock_is_what_was_there_before_the_book(shop):
    posted = shop.post("opening_stock", "o1", lines=[line("A", "40", "5.00")])
    assert posted.number == "T0-O000001"
    assert shop.movements("o1") == [("A", "opening_stock", 40_000, 20_000)]
    assert refused(shop.post, "opening_stock", "o2", lines=[line("A", "1", "5.00")]).code == "already_counted_in"
    # At another location nothing has come in yet.
    shop.post("location", code="back", name="Back room")
    shop.post("opening_stock", "o3", location="back", lines=[line("A", "2", "5.00")])
    assert shop.stock("A", "back") == (2000, 1000)


def test_opening_stock_that_was_typed_wrong_is_taken_back_and_entered_again(counter):
    counter.product("A")
    for uid, quantity in (("o1", "90"), ("o2", "8"), ("o3", "9")):
        counter.post("opening_stock", uid, lines=[{"sku": "A", "quantity": quantity, "unit_cost": "2.00"}])
        if uid != "o3":
            counter.post("reversal", f"z{uid}", of=uid, reason="typed wrong")
            assert counter.one("SELECT counted FROM pool") == 0
    assert counter.stock("A") == (9000, 1800)
    # What has come in besides is still there: it is too late for opening stock.
    counter.deliver("d1", "A", "1", "2.00")
    counter.post("reversal", "z3", of="o3", reason="typed wrong")
    lines = [{"sku": "A", "quantity": "9", "unit_cost": "2.00"}]
    assert refused(counter.post, "opening_stock", "o4", lines=lines).code == "already_counted_in"
    counted_right(counter)


def test_where_goods_were_carried_by_mistake_there_is_opening_stock(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.deliver("d1", "A", "4", "1.00")
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[{"sku": "A", "quantity": "4"}])
    counter.post("reversal", "z1", of="t1", reason="typed wrong")
    lines = [{"sku": "A", "quantity": "2", "unit_cost": "1.00"}]
    counter.post("opening_stock", "o1", location="back", lines=lines)
    # In the shop they are a delivery's, as they were.
    assert refused(counter.post, "opening_stock", "o2", lines=lines).code == "already_counted_in"
    assert (counter.stock("A"), counter.stock("A", "back")) == ((4000, 400), (2000, 200))
    counted_right(counter)


def test_goods_that_all_came_broken_have_come_in(counter):
    counter.product("A")
    counter.post("delivery", "d1", lines=[{"sku": "A", "quantity": "4", "unit_cost": "1.00", "damaged": "4"}])
    assert (counter.stock("A"), counter.one("SELECT counted FROM pool")) == ((0, 0), 1)
    counted_right(counter)


def test_opening_stock_covers_what_was_sold_before_it_was_entered(shop):
    shop.post("product", sku="A", cost="4.00")
    shop.sell("s1", "A", "2")
    shop.post("opening_stock", "o1", lines=[line("A", "40", "5.00")])
    assert shop.movements("o1") == [("A", "opening_stock", 40_000, 20_000), ("A", "correction", 0, -200)]
    assert shop.stock("A") == (38_000, 19_000)


def test_opening_stock_of_a_product_may_stand_on_several_lines(shop):
    shop.post("opening_stock", "o1", lines=[line("A", "1", "5.00", lot="L1"), line("A", "1", "6.00", lot="L2")])
    assert shop.stock("A") == (2000, 1100)


@pytest.mark.parametrize("kind", ["delivery", "opening_stock"])
@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "no_lines"),
        ([line("NOBODY")], "unknown_product"),
        ([line("A", "0", "1")], "quantity_zero"),
        ([line("A", "-1", "1")], "quantity_below_zero"),
        ([line("A", "0.5", "1")], "whole_pieces"),
        ([line("BAG", "1", "1")], "not_stocked"),
        ([line("A", "1", "1"), line("A", MOST, MOST)], "amount_too_large"),
        ([line("A", "100", "1000000000")], "amount_too_large"),
        ([line("A", "1", "1", serials=["X\nY"])], "bad_serial"),
    ],
)
def test_what_cannot_come_in_is_refused_and_leaves_nothing(shop, kind, lines, code):
    shop.product("BAG", stocked=False)
    before = shop.counts()
    assert refused(shop.post, kind, "x1", lines=lines).code == code
    assert shop.counts() == before


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"supplier": "S9"}, "unknown_supplier"),
        ({"order": "O1"}, "unknown_order"),
        ({"till": "T9"}, "unknown_till"),
        ({"user": "nobody"}, "unknown_user"),
        ({"location": "moon"}, "unknown_location"),
        ({"at": "2026-03-03T09:00:00+01:00"}, "moment_ahead"),
        ({"discount": "1.01"}, "discount_too_large"),
        ({"landed_costs": [{"amount": "-1.00"}]}, "cost_below_zero"),
        ({"landed_costs": [{"amount": "1.00", "by": "weight"}]}, "no_weight"),
        ({"landed_costs": [{"amount": "10000000000.00"}]}, "amount_too_large"),
    ],
)
def test_a_delivery_that_does_not_hold_together_is_refused(shop, keys, code):
    before = shop.counts()
    assert refused(shop.post, "delivery", "d1", lines=[line("A", "1", "1.00")], **keys).code == code
    assert shop.counts() == before


@pytest.mark.parametrize(
    "keys",
    [
        {"lines": [line("C", "0.001", "1")], "landed_costs": [{"amount": "9999999999.00"}]},
        {"lines": [line("A", "1", "1000000000")] * 11, "discount": "100%"},
        {"lines": [line("C", "0.001", MOST)] * 3, "landed_costs": [{"amount": "9000000000.00"}] * 2},
        {"lines": [line("C", MOST, "0")] * 1001},
    ],
    ids=["unit cost", "discount", "sum", "level"],
)
def test_what_is_larger_than_the_book_can_keep_is_refused(shop, keys):
    before = shop.counts()
    assert refused(shop.post, "delivery", "d1", **keys).code == "amount_too_large"
    assert shop.counts() == before


def test_the_same_wish_again_does_nothing_and_another_is_refused(shop):
    keys = {"supplier": "S1", "lines": [line("A", "24", "0.80")]}
    shop.post("delivery", "d1", **keys)
    shop.post("opening_stock", "o1", lines=[line("C", "1", "9")])
    before = shop.counts()
    assert shop.post("delivery", "d1", **keys).status == "already posted"
    assert shop.post("opening_stock", "o1", lines=[line("C", "1", "9")]).status == "already posted"
    for kind, uid, changed in [
        ("delivery", "d1", {**keys, "reference": "x"}),
        ("delivery", "d1", {**keys, "cost": "provisional"}),
        ("opening_stock", "d1", {"lines": keys["lines"]}),
        ("delivery", "o1", {"lines": [line("C", "1", "9")]}),
    ]:
        assert refused(shop.post, kind, uid, **changed).code == "uid_conflict"
    assert shop.counts() == before


def test_who_may_not_receive_is_refused(shop):
    shop.post("user", code="carl", name="Carl")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'carl'")
    for kind, right in [("delivery", "receive"), ("opening_stock", "open_stock")]:
        refusal = refused(shop.post, kind, "x1", lines=[line("A", "1", "1")], user="carl")
        assert (refusal.code, refusal.facts["name"], refusal.facts["right"]) == ("not_allowed", "Carl", right)


@pytest.mark.parametrize(("costing", "left"), [("fifo", 300), ("average", 200)])
def test_the_method_of_the_product_decides_what_is_left(shop, costing, left):
    shop.product("M", costing=costing)
    shop.deliver("d1", "M", "1", "1.00")
    shop.deliver("d2", "M", "1", "3.00")
    shop.sell("s1", "M")
    assert shop.stock("M") == (1000, left)


def test_a_correction_is_dated_at_the_later_of_the_two_documents(counter):
    # Sold below zero on 10 March; the delivery that covers it is entered later, dated 5 March.
    counter.clock.put("2026-03-20T09:00:00+01:00")
    counter.product("A")
    line = [{"sku": "A", "quantity": "1", "unit_cost": "1.00"}]
    counter.post("opening_stock", "o1", at="2026-03-01T09:00:00+01:00", lines=line)
    counter.sell("s1", "A", "3", at="2026-03-10T09:00:00+01:00")
    counter.deliver("d1", "A", "5", "2.00", at="2026-03-05T09:00:00+01:00")
    dated = counter.rows("SELECT kind, value_minor, book_date FROM movement ORDER BY seq")
    assert dated == [
        ("opening_stock", 100, 20260301),
        ("sale", -300, 20260310),
        ("delivery", 1000, 20260305),
        ("correction", -200, 20260310),
    ]
    counted_right(counter)


def test_goods_with_a_date_and_no_lot_are_a_lot_that_is_called_after_it(counter):
    counter.product("M", tracking="lot")
    goods = [{"sku": "M", "quantity": "4", "unit_cost": "1.00", "expiry": "2026-04-01"}]
    counter.post("delivery", "d1", lines=goods)
    kept = "SELECT number, expiry, quantity_milli FROM level JOIN lot ON lot.id = lot_id"
    assert counter.rows(kept) == [("2026-04-01", 20260401, 4000)]
    counted_right(counter)


def test_goods_at_standard_cost_without_a_standard_are_warned_of(counter):
    counter.product("T", costing="standard")
    posted = counter.deliver("d1", "T", "2", "1.00")
    assert [(one.code, one.facts["sku"]) for one in posted.warnings] == [("standard_cost_needed", "T")]
    assert counter.stock("T") == (2000, 0)
    counter.post("revaluation", "v1", lines=[{"sku": "T", "unit_cost": "1.00"}])
    assert counter.deliver("d2", "T", "2", "1.00").warnings == ()
    assert counter.stock("T") == (4000, 400)


def test_free_pieces_share_the_cost_of_their_line(shop):
    # 26 came, 24 are paid for at 0.80: 19.20 for all of them.
    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "26", "0.80", free="2")])
    assert shop.movements("d1") == [("A", "delivery", 26_000, 1920)]
    assert shop.stock("A") == (26_000, 1920)


def test_an_invoice_bills_what_is_not_free(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "26", "0.80", free="2")])
    all_of_it = [{"sku": "A", "quantity": "26", "unit_cost": "0.80"}]
    no = refused(shop.post, "supplier_invoice", "i0", supplier="S1", number="7", deliveries=["d1"], lines=all_of_it)
    assert (no.code, no.facts["more"]) == ("over_invoiced", "2")
    shop.post(
        "supplier_invoice", "i1", supplier="S1", number="7", deliveries=["d1"],
        lines=[{"sku": "A", "quantity": "24", "unit_cost": "0.80"}],
    )  # fmt: skip
    with shop.book.reading() as connection:
        assert received.not_invoiced(connection, last_day=20991231, last_document=10**9) == []


def test_a_delivery_with_free_pieces_that_is_taken_back_owes_nothing(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "26", "0.80", free="2")])
    with shop.book.reading() as connection:
        (owed,) = received.not_invoiced(connection, last_day=20991231, last_document=10**9)
    assert (owed.open_milli, owed.open_minor) == (24_000, 1920)
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    with shop.book.reading() as connection:
        assert received.not_invoiced(connection, last_day=20991231, last_document=10**9) == []


def test_damaged_pieces_come_in_and_go_out_at_one_value(shop):
    shop.post("delivery", "d0", lines=[line("A", "10", "0.50")])
    # 3 of 10 came broken. 10 pieces cost 10.01 with 0.50 of freight: 7 are 7.007, 0.35; the rest is written off.
    came = [line("A", "10", "1.001", damaged="3")]
    shop.post("delivery", "d1", supplier="S1", lines=came, landed_costs=[{"amount": "0.50"}])
    assert shop.movements("d1") == [
        ("A", "delivery", 3000, 300), ("A", "landed", 0, 15), ("A", "adjustment", -3000, -315),
        ("A", "delivery", 7000, 701), ("A", "landed", 0, 35),
    ]  # fmt: skip
    assert shop.stock("A") == (17_000, 500 + 736)


@pytest.mark.parametrize("costing", ["fifo", "average", "lifo", "standard"])
def test_a_delivery_with_damaged_pieces_is_taken_back_without_a_trace(shop, costing):
    shop.product("B", costing=costing, standard_cost="0.90")
    shop.post("delivery", "d0", lines=[line("B", "10", "0.50")])
    before = shop.stock("B")
    shop.post("delivery", "d1", lines=[line("B", "10", "1.00", damaged="3"), line("B", "2", "1.00", damaged="2")])
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    assert shop.stock("B") == before
    shop.post("delivery", "d2", lines=[line("B", "1")])
    assert values(shop, "d2") == [(90 if costing == "standard" else 50, 0)]


def test_of_pieces_with_serial_numbers_the_last_ones_are_the_broken_ones(shop):
    shop.product("P", tracking="serial")
    shop.post("delivery", "d1", lines=[line("P", "3", "10", serials=["1", "2", "3"], damaged="1")])
    assert shop.stock("P") == (2000, 2000)
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    assert shop.stock("P") == (0, 0)


@pytest.mark.parametrize(("keys", "code"), [({"free": "3"}, "part_of_quantity"), ({"damaged": "0.5"}, "whole_pieces"),
                                            ({"damaged": "-1"}, "part_of_quantity")])  # fmt: skip
def test_no_more_than_what_came_is_free_or_damaged(shop, keys, code):
    assert refused(shop.post, "delivery", "d1", lines=[line("A", "2", "0.80", **keys)]).code == code


def test_opening_stock_knows_no_free_pieces(shop):
    assert refused(shop.post, "opening_stock", "o1", lines=[line("A", "2", "0.80", free="1")]).code == "unknown_key"


def told(posted):
    return [(one.code, one.facts["sku"]) for one in posted.warnings]


def test_a_cost_a_hundred_times_the_last_is_told(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "10", "0.80")])
    assert told(shop.post("delivery", "d2", supplier="S1", lines=[line("A", "10", "79.99")])) == [("cost_moved", "A")]
    assert told(shop.post("delivery", "d3", supplier="S1", lines=[line("A", "10", "0.79")])) == [("cost_wild", "A")]
    (warned,) = shop.post("delivery", "d4", supplier="S1", lines=[line("A", "10", "80")]).warnings
    assert (warned.code, warned.facts["cost"], warned.facts["usual"]) == ("cost_wild", "80.00", "0.79")
    # Beside an order it is its cost that counts.
    shop.post("order", "po1", supplier="S1", lines=[line("A", "10", "80")])
    assert shop.post("delivery", "d5", order="po1", lines=[line("A", "10", "81")]).warnings == ()


def test_a_comma_that_slipped_is_told_behind_free_goods_and_beside_freight(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "10", "0.80")], landed_costs=[{"amount": "8.00"}])
    # With its freight a piece has cost 1.60, and that is no cost that has moved.
    assert told(shop.post("delivery", "d2", supplier="S1", lines=[line("A", "10", "0.80")])) == []
    assert told(shop.post("delivery", "d3", supplier="S1", lines=[line("A", "10", "0")])) == [("without_cost", "A")]
    assert told(shop.post("delivery", "d4", supplier="S1", lines=[line("A", "10", "80")])) == [("cost_wild", "A")]


def test_a_cost_that_moves_more_than_the_shop_lets_pass_is_told(shop):
    costs = iter(("1.00", "1.10", "0.99", "1.09", None, "1.20"))
    said = [shop.post("delivery", f"d{at}", lines=[line("A", "10", cost)]) for at, cost in enumerate(costs)]
    # The first has nothing before it, and the next two move by a tenth at the most; the last two by more.
    assert [told(one) for one in said] == [[], [], [], [("cost_moved", "A")], [], [("cost_moved", "A")]]
    assert said[5].warnings[0].facts == {"sku": "A", "name": "Juice", "cost": "1.20", "usual": "1.09"}


def test_very_many_that_nobody_ordered_are_told(shop):
    assert shop.post("delivery", "d1", supplier="S1", lines=[line("A", "999", "0.80")]).warnings == ()
    assert told(shop.post("delivery", "d2", supplier="S1", lines=[line("A", "1000", "0.80")])) == [("very_many", "A")]
    shop.post("order", "po1", supplier="S1", lines=[line("A", "1200", "0.80")])
    assert shop.post("delivery", "d3", order="po1", lines=[line("A", "1200")]).warnings == ()


def test_an_expired_lot_that_comes_is_told(shop):
    shop.product("Y", tracking="lot")
    lines = [line("Y", "1", "0.40", lot=lot, expiry=day) for lot, day in (("L1", "2026-03-01"), ("L2", "2026-03-02"))]
    (warned,) = shop.post("delivery", "d1", lines=lines).warnings
    assert (warned.code, warned.facts["lot"], warned.facts["day"]) == ("expired_came", "L1", "2026-03-01")


def test_the_same_delivery_note_twice_from_one_supplier_is_told(shop):
    shop.post("supplier", code="S9", name="Other")
    shop.post("delivery", "d1", supplier="S1", reference="N-17", lines=[line("A", "1", "0.80")])
    assert shop.post("delivery", "d2", supplier="S9", reference="N-17", lines=[line("A", "1", "0.80")]).warnings == ()
    (warned,) = shop.post("delivery", "d3", supplier="S1", reference="N-17", lines=[line("A", "1", "0.80")]).warnings
    assert (warned.code, warned.facts["number"], warned.facts["day"]) == ("note_twice", "T0-D000001", "2026-03-02")
    shop.post("reversal", "z1", of="d1", reason="typed wrong")
    shop.post("reversal", "z3", of="d3", reason="typed wrong")
    assert shop.post("delivery", "d4", supplier="S1", reference="N-17", lines=[line("A", "1", "0.80")]).warnings == ()


def test_a_comma_that_slipped_in_an_order_is_told_when_its_goods_come(shop):
    shop.post("delivery", "d1", supplier="S1", lines=[line("A", "10", "0.80")])
    shop.post("order", "po1", supplier="S1", lines=[line("A", "10", "85")])
    assert told(shop.post("delivery", "d2", order="po1", lines=[line("A", "10", "85")])) == [("cost_wild", "A")]
