"""Documents that were typed wrong are taken back; every figure is reckoned by hand."""

import pytest

from app.domain.shop import StockSystem
from app.reports.bills import Bills
from tests.books import counted_right, counter_at, refused


def line(sku, quantity="1", **keys):
    return {"sku": sku, "quantity": quantity, **keys}


@pytest.fixture
def shop(counter):
    """A shop with ten at 1.00 of one product for each method, and a back room."""
    counter.post("location", code="back", name="Back room")
    for sku, costing in (("F", "fifo"), ("M", "average"), ("L", "lifo"), ("T", "standard")):
        counter.product(sku, costing=costing, standard_cost="1.20" if sku == "T" else None)
    counter.post("delivery", "d1", lines=[line(sku, "10", unit_cost="1.00") for sku in "FMLT"])
    yield counter
    counted_right(counter)


def undo(counter, of, uid="z1", **keys):
    return counter.post("reversal", uid, of=of, reason="typed wrong", **keys)


def values(counter, uid):
    """SKU, kind, quantity, value and variance of each movement of a document."""
    return counter.rows(
        "SELECT sku, movement.kind, quantity_milli, value_minor, variance_minor FROM movement"
        " JOIN product ON product.id = product_id JOIN document ON document.id = document_id WHERE uid = ?"
        " ORDER BY seq",
        uid,
    )


def everything(counter):
    """What the pools hold, and what each kind of movement comes to."""
    pools = counter.rows("SELECT product_id, location_id, quantity_milli, value_minor FROM pool WHERE quantity_milli")
    kinds = counter.rows(
        "SELECT kind, product_id, sum(quantity_milli), sum(value_minor), sum(variance_minor) FROM movement"
        " GROUP BY 1, 2 HAVING sum(abs(quantity_milli)) + sum(abs(value_minor)) AND (sum(quantity_milli)"
        " OR sum(value_minor) OR sum(variance_minor))"
    )
    return pools, kinds


def test_a_delivery_goes_out_as_it_came_in(shop):
    before = everything(shop)
    shop.post(
        "delivery", "d2", lines=[line(sku, "5", unit_cost="3.00") for sku in "FMLT"],
        landed_costs=[{"amount": "4.00", "by": "quantity"}],
    )  # fmt: skip
    posted = undo(shop, "d2")
    assert (posted.number, posted.warnings) == ("T0-Z000001", ())
    assert everything(shop) == before
    # The last line first; the landed cost beside the goods; at standard the variance too.
    assert values(shop, "z1")[:4] == [
        ("T", "delivery", -5000, -600, -900), ("T", "landed", 0, 0, -100),
        ("L", "delivery", -5000, -1500, 0), ("L", "landed", 0, -100, 0),
    ]  # fmt: skip
    kept = "SELECT reference, of_id FROM stock_document JOIN document ON id = document_id WHERE uid = 'z1'"
    assert shop.rows(kept) == [("typed wrong", 2)]


@pytest.mark.parametrize(
    ("sku", "left", "correction"),
    # Of ten at 1.00 and five at 3.00 thirteen are sold: 19.00; 21.67; 15.00 + 8.00; 15.60. Without the five they cost
    # 13.00, and the three of them that are missing 1.00 each; at standard all cost 1.20.
    [("F", -300, 600), ("M", -300, 867), ("L", -300, 1000), ("T", -360, 0)],
)
def test_what_has_been_sold_of_it_since_goes_to_corrections(shop, sku, left, correction):
    shop.post("delivery", "d2", lines=[line(sku, "5", unit_cost="3.00")])
    shop.sell("s1", sku, "13")
    sold_minor = -shop.movements("s1")[0][3]
    assert sold_minor == {"F": 1900, "M": 2167, "L": 2300, "T": 1560}[sku]
    undo(shop, "d2")
    moved = values(shop, "z1")
    assert moved[0][:3] == (sku, "delivery", -5000)
    assert shop.stock(sku) == (-3000, left)
    # Purchases are as if it had never been; what the rest is worth is a correction, part of cost of sales.
    came = 1200 if sku == "T" else 1000
    assert sum(row[3] for row in moved if row[1] == "delivery") == (-600 if sku == "T" else -1500)
    assert came - sold_minor - left == -sum(row[3] for row in moved if row[1] == "correction")


def test_the_correction_is_what_the_goods_were_worth_less_than_they_had_cost(shop):
    shop.deliver("d2", "F", "5", "3.00")
    shop.sell("s1", "F", "11")
    undo(shop, "d2")
    # Ten went at 1.00 and one at 3.00, which cost 1.00 without the delivery, and is missing.
    assert values(shop, "z1") == [("F", "delivery", -5000, -1500, 0), ("F", "correction", 0, 200, 0)]
    assert shop.stock("F") == (-1000, -100)
    shop.deliver("d3", "M", "5", "4.00")
    shop.sell("s2", "M", "12")
    undo(shop, "d3", "z2")
    # Twelve went at 2.00 each; without the delivery they cost 1.00, two of them missing.
    assert values(shop, "z2") == [("M", "delivery", -5000, -2000, 0), ("M", "correction", 0, 1200, 0)]
    assert shop.stock("M") == (-2000, -200)


def test_a_price_typed_wrong_leaves_nothing_in_goods_at_average_cost(counter):
    """Twenty-one at 1.00; fourteen typed at 200.00 for 2.00; four are sold; the delivery is put right."""
    counter.product("A", costing="average")
    counter.deliver("d1", "A", "21", "1.00")
    counter.deliver("d2", "A", "14", "200.00")
    counter.sell("s1", "A", "4")
    undo(counter, "d2")
    assert counter.stock("A") == (17_000, 1700)
    counter.deliver("d3", "A", "14", "2.00")
    assert counter.stock("A") == (31_000, 4500)
    assert counter.one("SELECT sum(value_minor) FROM movement WHERE kind IN ('sale', 'correction')") == -400
    counted_right(counter)


@pytest.mark.parametrize("method", ["fifo", "lifo", "average"])
def test_freight_typed_wrong_does_not_stay_in_goods_that_were_sold_and_came_back(counter, method):
    """Two at 1.00, 77.00 of freight; both are sold at 39.50 and brought back; without the freight they cost 1.00."""
    counter.product("A", costing=method)
    counter.deliver("d1", "A", "2", "1.00")
    counter.post("landed_cost", "l1", of="d1", amount="77.00")
    counter.sell("s1", "A", "2")
    counter.post("refund", "r1", of="s1", lines=[{"line": 1, "quantity": "2"}])
    assert counter.stock("A") == (2000, 7900)
    undo(counter, "l1")
    assert counter.stock("A") == (2000, 200)
    assert counter.one("SELECT sum(value_minor) FROM movement WHERE kind LIKE 'landed%'") == 0
    counted_right(counter)


@pytest.mark.parametrize("method", ["fifo", "lifo", "average"])
def test_freight_typed_wrong_was_no_part_of_what_a_count_missed(counter, method):
    counter.product("A", costing=method)
    counter.deliver("d1", "A", "15", "8.00")
    counter.post("landed_cost", "l1", of="d1", amount="77.00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "13"}])
    undo(counter, "l1")
    assert counter.stock("A") == (13_000, 10_400)
    assert counter.one("SELECT sum(value_minor) FROM movement WHERE kind = 'count_loss'") == -1600
    assert counter.one("SELECT count(*) FROM movement WHERE kind = 'correction'") == 0
    counted_right(counter)


def test_what_is_found_at_a_place_where_nothing_came_but_by_mistake_is_opening_stock(counter):
    counter.product("A", cost="1.00")
    counter.deliver("wrong", "A", "11", "50.00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "22"}])
    undo(counter, "wrong")
    assert counter.stock("A") == (22_000, 2200)
    kinds = "SELECT sum(value_minor) FROM movement WHERE kind = ?"
    assert [counter.one(kinds, kind) for kind in ("opening_stock", "count_gain")] == [2200, 0]
    counted_right(counter)


def test_opening_stock_is_taken_back_and_may_be_entered_once_more_as_a_count(counter):
    counter.product("A")
    counter.post("opening_stock", "o1", lines=[line("A", "40", unit_cost="5.00")])
    undo(counter, "o1")
    assert counter.stock("A") == (0, 0)
    assert values(counter, "z1") == [("A", "opening_stock", -40_000, -20_000, 0)]
    counted_right(counter)


def test_a_supplier_return_comes_back_at_what_it_left_at_with_its_variance(shop):
    before = everything(shop)
    shop.post("supplier_return", "b1", of="d1", lines=[line(sku, "4", unit_credit="0.75") for sku in "FMLT"])
    undo(shop, "b1")
    assert everything(shop) == before
    assert values(shop, "z1")[0] == ("T", "supplier_return", 4000, 480, -180)


def test_adjustments_and_counts_are_taken_back(shop):
    before = everything(shop)
    adjusted = [line(sku, "-3", reason="damaged") for sku in "FMLT"] + [line("F", "2", reason="found")]
    shop.post("adjustment", "a1", lines=adjusted)
    undo(shop, "a1")
    assert everything(shop) == before
    shop.post("count", "c1", lines=[{"sku": sku, "counted": many} for sku, many in zip("FMLT", "7935", strict=True)])
    undo(shop, "c1", "z2")
    assert everything(shop) == before


def test_a_found_piece_that_was_sold_since_leaves_a_correction(shop):
    shop.post("adjustment", "a1", lines=[line("F", "2", reason="found", unit_cost="9.00")])
    shop.sell("s1", "F", "12")
    undo(shop, "a1")
    # Two are missing at the last receipt's 1.00; they had come in at 9.00.
    assert values(shop, "z1") == [("F", "adjustment", -2000, -1800, 0), ("F", "correction", 0, 1600, 0)]
    assert shop.stock("F") == (-2000, -200)


def test_what_went_below_zero_is_covered_when_it_is_taken_back(shop):
    shop.post("adjustment", "a1", lines=[line("F", "-12", reason="stolen")])
    assert shop.stock("F") == (-2000, -200)
    undo(shop, "a1")
    assert (shop.stock("F"), values(shop, "z1")) == (
        (10_000, 1000),
        [("F", "adjustment", 2000, 200, 0), ("F", "adjustment", 10_000, 1000, 0)],
    )


def test_a_transfer_goes_back_with_its_layers(shop):
    shop.deliver("d2", "F", "5", "3.00")
    before = everything(shop), shop.layers("F")
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("F", "12")])
    undo(shop, "t1")
    assert everything(shop)[0] == before[0][0]
    assert shop.layers("F") == [(3000, 900), (10_000, 1000), (2000, 600)]
    assert shop.stock("F", "back") == (0, 0)


@pytest.mark.parametrize("costing", ["fifo", "average", "lifo"])
@pytest.mark.parametrize("is_sent", [False, True])
def test_a_transfer_goes_back_with_what_was_booked_to_its_goods_since(counter, costing, is_sent):
    # 4 at 5.00 and 4.00 of freight are 24.00, wherever they were when it was booked.
    counter.post("location", code="back", name="Back room")
    counter.product("A", costing=costing)
    counter.deliver("d1", "A", "4", "5.00")
    step = {"step": "send"} if is_sent else {}
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, **step, lines=[line("A", "4")])
    if is_sent:
        counter.post("transfer_receipt", "n1", of="t1")
    counter.post("landed_cost", "l1", of="d1", amount="4.00")
    if is_sent:
        undo(counter, "n1", "z0")
        assert (counter.stock("A", "transit"), counter.stock("A", "back")) == ((4000, 2400), (0, 0))
    undo(counter, "t1")
    assert (counter.stock("A"), counter.stock("A", "back"), counter.stock("A", "transit")) == (
        (4000, 2400), (0, 0), (0, 0)
    )  # fmt: skip
    assert counter.one("SELECT count(*) FROM movement WHERE kind IN ('correction', 'landed_sold')") == 0
    undo(counter, "l1", "z2")
    assert counter.stock("A") == (4000, 2000)
    counted_right(counter)


def test_of_a_transfer_that_is_taken_back_what_was_sold_was_missing_there(counter):
    # Of 4 at 5.00 one is sold; 4.00 of freight are 3.00 for those that are left (18.00) and 1.00 for the one.
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.deliver("d1", "A", "4", "5.00")
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("A", "4")])
    counter.post("sale", "s1", location="back", lines=[line("A")])
    counter.post("landed_cost", "l1", of="d1", amount="4.00")
    undo(counter, "t1")
    # All four are at the shop, with all of the freight; one is missing in the back room at the last known 5.00.
    assert (counter.stock("A"), counter.stock("A", "back")) == ((4000, 2400), (-1000, -500))
    assert counter.rows("SELECT value_minor FROM movement WHERE kind = 'correction'") == [(100,)]
    counted_right(counter)


def test_a_transfer_whose_goods_were_sold_there_leaves_them_missing_there(shop):
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("F", "2")])
    shop.post("sale", "s1", location="back", lines=[line("F", "2")])
    undo(shop, "t1")
    assert (shop.stock("F"), shop.stock("F", "back")) == ((10_000, 1000), (-2000, -200))


def test_lots_and_serial_numbers_are_put_back_where_they_were(counter):
    counter.product("L", tracking="lot")
    counter.product("P", tracking="serial", costing="specific")
    lots = [line("L", "2", unit_cost="1.00", lot=lot) for lot in ("L1", "L2")]
    counter.post("delivery", "d1", lines=[*lots, line("P", "2", unit_cost="9.00", serials=["X1", "X2"])])
    counter.post("adjustment", "a1", lines=[
        line("L", "-3", reason="damaged"), line("P", "-1", reason="stolen", serials=["X2"])
    ])  # fmt: skip
    undo(counter, "a1")
    levels = "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id ORDER BY number"
    assert counter.rows(levels) == [("L1", 2000), ("L2", 2000), ("X1", 1000), ("X2", 1000)]
    undo(counter, "d1", "z2")
    assert [row[1] for row in counter.rows(levels)] == [0, 0, 0, 0]
    assert (counter.stock("L"), counter.stock("P")) == ((0, 0), (0, 0))
    # What was never here may come in as if it were new.
    counter.post("delivery", "d2", lines=[line("P", "1", unit_cost="9.00", serials=["X1"])])
    counted_right(counter)


def test_what_it_took_back_of_a_count_is_given_back_too(shop):
    shop.clock.put("2026-03-02T12:00:00+01:00")
    shop.post("count", "c1", at="2026-03-02T11:00:00+01:00", lines=[{"sku": "F", "counted": "12"}])
    before = everything(shop)
    shop.post("delivery", "d2", at="2026-03-02T10:00:00+01:00", counted=True, lines=[line("F", "2", unit_cost="1.00")])
    undo(shop, "d2")
    assert everything(shop) == before


@pytest.mark.parametrize(("stock", "kind"), [(StockSystem.PERPETUAL, "count_loss"), (StockSystem.PERIODIC, "usage")])
def test_a_count_of_which_a_late_document_took_something_back_waits_for_that_one(tmp_path, stock, kind):
    counter = counter_at(tmp_path / "shop.book", stock=stock)
    counter.clock.put("2026-03-06T09:00:00+01:00")
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00", at="2026-03-02T09:00:00+01:00")
    counter.post("count", "c1", at="2026-03-05T09:00:00+01:00", lines=[{"sku": "A", "counted": "9"}])
    counter.deliver("d2", "A", "5", "1.00", at="2026-03-03T09:00:00+01:00", counted=True)
    # One was missing; of 15 that had come nine were there, so that six are.
    assert counter.movements("d2") == [("A", "delivery", 5000, 500), ("A", kind, -5000, -500)]
    refusal = refused(undo, counter, "c1")
    assert (refusal.code, refusal.facts) == ("has_followers", {"number": "T0-C000001", "follower": "T0-D000002"})
    undo(counter, "d2")
    undo(counter, "c1", "z2")
    assert counter.stock("A") == (10_000, 1000)
    counted_right(counter)
    counter.book.close_thread()


def test_a_count_that_nothing_was_taken_from_waits_for_nobody(shop):
    shop.clock.put("2026-03-06T09:00:00+01:00")
    shop.post("count", "c1", at="2026-03-05T09:00:00+01:00", lines=[{"sku": sku, "counted": "9"} for sku in "FM"])
    # The goods were not there when the others were counted, these were never counted, and this is another count.
    shop.deliver("d2", "F", "5", "1.00", at="2026-03-03T09:00:00+01:00", counted=False)
    shop.deliver("d3", "L", "5", "1.00", at="2026-03-03T09:00:00+01:00")
    shop.post("count", "c2", at="2026-03-05T09:00:00+01:00", lines=[{"sku": "F", "counted": "13"}])
    shop.post("count", "c3", lines=[{"sku": "F", "counted": "12"}])
    undo(shop, "c1")
    # The last count has found twelve of F.
    assert (shop.stock("F")[0], shop.stock("M")[0]) == (12_000, 10_000)


def test_a_count_whose_difference_an_earlier_count_took_over_waits_for_that_one(shop):
    shop.clock.put("2026-03-06T09:00:00+01:00")
    shop.post("count", "c1", at="2026-03-05T09:00:00+01:00", lines=[{"sku": "F", "counted": "9"}])
    shop.post("count", "c2", at="2026-03-04T09:00:00+01:00", lines=[{"sku": "F", "counted": "9"}])
    assert refused(undo, shop, "c1").facts == {"number": "T0-C000001", "follower": "T0-C000002"}
    undo(shop, "c2")
    undo(shop, "c1", "z2")
    assert shop.stock("F") == (10_000, 1000)


def test_what_one_count_gives_back_to_another_says_nothing_of_what_goods_cost(counter):
    """2 are counted, and again by a count of the day before, which is taken back; 2 come at 1.00, 2.00 freight."""
    counter.post("location", code="back", name="Back room")
    counter.product("A", costing="lifo")
    counter.clock.put("2026-03-06T09:00:00+01:00")
    counter.post("count", "c1", at="2026-03-05T09:00:00+01:00", lines=[{"sku": "A", "counted": "2"}])
    counter.post("count", "c2", at="2026-03-04T09:00:00+01:00", lines=[{"sku": "A", "counted": "2"}])
    counter.deliver("d1", "A", "2", "1.00")
    undo(counter, "c2")
    counter.post("landed_cost", "l1", of="d1", amount="2.00")
    # The last known cost is the delivery's with its freight: 4.00 for 2.
    counter.post("count", "c3", location="back", lines=[{"sku": "A", "counted": "1"}])
    assert counter.stock("A", "back") == (1000, 200)
    counted_right(counter)


def test_a_late_delivery_is_taken_back_where_the_first_count_had_found_less_than_the_book(counter):
    """1 sold in the back room comes back to the shop, where nothing ever came in; none is counted there."""
    counter.post("location", code="back", name="Back room")
    counter.product("A", costing="average", negative_stock="allow")
    counter.sell("s1", "A", "1", location="back")
    counter.post("refund", "r1", of="s1", lines=[{"line": 1, "quantity": "1"}])
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "0"}])
    counter.clock.put("2026-03-03T10:00:00+01:00")
    counter.deliver("d1", "A", "2", "0", at="2026-03-02T20:00:00+01:00", counted=True)
    undo(counter, "d1")
    assert counter.stock("A") == (0, 0)
    counted_right(counter)


@pytest.mark.parametrize(
    ("of", "code"),
    [
        ("nothing", "unknown_document"),
        ("s1", "not_reversible"),
        ("r1", "not_reversible"),
        ("x1", "not_reversible"),
        ("v1", "not_reversible"),
        ("m1", "not_reversible"),
        ("z0", "not_reversible"),
        ("a0", "already_reversed"),
        ("d1", "has_followers"),
        ("d2", "has_followers"),
        ("d3", "has_followers"),
        ("t1", "has_followers"),
    ],
)
def test_what_cannot_be_taken_back_is_refused_and_leaves_nothing(shop, of, code):
    shop.post("supplier", code="S1", name="Farm")
    shop.sell("s1", "F")
    shop.take_back("r1", "s1")
    shop.post("tender_change", "x1", of="r1", tenders=[{"kind": "cash", "amount": "-1.00"}])
    shop.post("landed_cost", "l1", of="d1", amount="1.00")
    shop.deliver("d2", "F", "1", "1.00")
    shop.post("supplier_return", "b1", of="d2", lines=[line("F")])
    shop.deliver("d3", "F", "1", "1.00")
    shop.post("supplier_invoice", "i1", supplier="S1", deliveries=["d3"], lines=[line("F", unit_cost="1.00")])
    shop.post("revaluation", "v1", lines=[{"sku": "F", "unit_cost": "1.00"}])
    shop.post("method_change", "m1", lines=[{"sku": "F", "costing": "lifo"}])
    shop.post("adjustment", "a0", lines=[line("F", "-1", reason="stolen")])
    undo(shop, "a0", "z0")
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, step="send", lines=[line("F", "2")])
    shop.post("transfer_receipt", "n1", of="t1")
    before = shop.counts()
    assert refused(undo, shop, of).code == code
    assert shop.counts() == before


def test_when_what_rested_on_it_is_taken_back_it_may_be_too(shop):
    shop.deliver("d2", "F", "5", "1.00")
    shop.post("supplier_return", "b1", of="d2", lines=[line("F")])
    refusal = refused(undo, shop, "d2")
    assert refusal.facts == {"number": "T0-D000002", "follower": "T0-B000001"}
    undo(shop, "b1")
    undo(shop, "d2", "z2")
    assert shop.stock("F") == (10_000, 1000)
    assert refused(undo, shop, "d2", "z3").facts == {"number": "T0-D000002", "by": "T0-Z000002"}


def test_a_document_of_a_closed_period_stays(counter):
    shop = counter
    shop.product("F")
    shop.deliver("d1", "F", "1", "1.00")
    with shop.book.writing() as connection:
        connection.execute("INSERT INTO period VALUES (1, 20260301, 20260302, 1, '', '')")
    before = shop.counts()
    # Today is closed in this book: even the reversal itself has no day.
    assert refused(undo, shop, "d1").code == "period_closed"
    shop.clock.put("2026-03-03T09:00:00+01:00")
    refusal = refused(undo, shop, "d1")
    assert (refusal.code, refusal.facts) == ("period_closed", {"day": "2026-03-02", "open": "2026-03-03"})
    assert shop.counts() == before


def test_a_wish_that_was_carried_out_is_not_carried_out_again(shop):
    undo(shop, "d1")
    before = shop.counts()
    assert undo(shop, "d1").status == "already posted"
    assert refused(shop.post, "reversal", "z1", of="d1", reason="another").code == "uid_conflict"
    assert shop.counts() == before


def test_who_may_not_take_back_is_refused(shop):
    shop.post("user", code="carl", name="Carl")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk' WHERE code = 'carl'")
    refusal = refused(undo, shop, "d1", user="carl")
    assert (refusal.code, refusal.facts["right"]) == ("not_allowed", "reverse")


def test_a_landed_cost_is_taken_off_what_is_left_and_off_what_was_sold(counter):
    # 10 at 1.00 with 2.00 of freight are 12.00; 3 leave at 3.60. Taken back: 7/10 of it from stock, 3/10 from cost.
    shop = counter
    shop.product("A")
    shop.deliver("d1", "A", "10", "1.00")
    shop.post("landed_cost", "l1", of="d1", amount="2.00", by="quantity")
    shop.sell("s1", "A", "3")
    assert shop.stock("A") == (7_000, 840)
    undo(shop, "l1")
    assert shop.movements("z1") == [("A", "landed", 0, -140), ("A", "landed", 0, -60), ("A", "landed_sold", 0, 60)]
    assert shop.stock("A") == (7_000, 700)
    # What is sold below zero leaves at the delivery's own cost again.
    shop.sell("s2", "A", "8")
    assert shop.stock("A") == (-1_000, -100)
    counted_right(shop)


def test_a_delivery_that_was_taken_back_has_no_say_in_the_last_known_cost(counter):
    # 1 at 1.10 is what is there; two more than that leave at 1.10, not at the 9.99 that was typed wrong.
    shop = counter
    shop.product("A")
    shop.deliver("d1", "A", "1", "1.10")
    shop.deliver("d2", "A", "4", "9.99")
    undo(shop, "d2")
    shop.sell("s1", "A", "3")
    assert shop.movements("s1") == [("A", "sale", -3_000, -330)]
    counted_right(shop)


def test_a_revaluation_after_a_wrong_delivery_stays_the_last_word_on_cost(counter):
    shop = counter
    shop.product("A")
    shop.deliver("d1", "A", "1", "1.00")
    shop.deliver("d2", "A", "1", "9.00")
    shop.post("revaluation", "v1", lines=[{"sku": "A", "unit_cost": "2.00"}])
    undo(shop, "d2")
    shop.sell("s1", "A", "2")
    # One piece of 2.00 is left, whatever the wrong one took with it is a correction; the second leaves at 2.00, too.
    assert shop.movements("s1") == [("A", "sale", -2_000, -400)]
    counted_right(shop)


def test_the_only_delivery_that_was_taken_back_leaves_the_listed_cost(counter):
    shop = counter
    shop.product("A", cost="0.50")
    shop.deliver("d1", "A", "1", "9.00")
    undo(shop, "d1")
    shop.sell("s1", "A")
    assert shop.movements("s1") == [("A", "sale", -1_000, -50)]
    counted_right(shop)


@pytest.mark.parametrize("costing", ["fifo", "average", "lifo"])
def test_goods_that_are_put_back_are_still_of_their_delivery(counter, costing):
    counter.product("A", costing=costing)
    counter.deliver("d1", "A", "10", "1.00")
    counter.post("adjustment", "a1", lines=[{"sku": "A", "quantity": "-10", "reason": "stolen"}])
    undo(counter, "a1")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "6"}])
    undo(counter, "c1", "z2")
    counter.sell("s1", "A", "5")
    counter.post("landed_cost", "l1", of="d1", amount="1.00")
    # Five of ten are there, and take half of it.
    assert counter.stock("A") == (5000, 550)
    counted_right(counter)


def test_goods_of_several_deliveries_or_of_none_are_put_back_as_their_own(counter):
    counter.product("A", negative_stock="allow")
    counter.deliver("d1", "A", "4", "1.00")
    counter.post("adjustment", "a1", lines=[{"sku": "A", "quantity": "-10", "reason": "stolen"}])
    counter.deliver("d2", "A", "6", "1.00")
    undo(counter, "a1")
    counter.post("landed_cost", "l1", of="d1", amount="1.00")
    # Ten are there, four of which are of the first delivery.
    assert counter.stock("A") == (10_000, 1100)
    counted_right(counter)


def test_a_delivery_goes_back_with_its_invoices_in_one_step_or_not_at_all(counter):
    counter.product("A", costing="fifo")
    counter.post("supplier", code="S1", name="Farm")
    counter.post("delivery", "d1", supplier="S1", lines=[{"sku": "A", "quantity": "24", "unit_cost": "1.00"}])
    counter.sell("s1", "A", "10")
    for uid, quantity in (("i1", "10"), ("i2", "14")):
        counter.post(
            "supplier_invoice", uid, supplier="S1", number=uid, deliveries=["d1"],
            lines=[{"sku": "A", "quantity": quantity, "unit_cost": "1.10"}],
        )  # fmt: skip
    back, *along = (
        counter.wish("reversal", f"z-{of}", of=of, reason="24 for 42") for of in ("d1", *(
            one.uid for one in Bills(counter.book).resting("d1")))
    )  # fmt: skip
    before = counter.counts()
    assert refused(counter.reversing.reverse, back, along=along[:1]).code == "has_followers"
    assert counter.counts() == before
    assert counter.reversing.reverse(back, along=along).number == "T0-Z000003"
    # What was sold stays sold, at what it cost as far as anybody knows.
    assert counter.stock("A")[0] == -10_000
    counter.post("delivery", "d2", supplier="S1", lines=[{"sku": "A", "quantity": "42", "unit_cost": "1.10"}])
    assert counter.stock("A") == (32_000, 3520)
    assert Bills(counter.book).resting("d1") == ()
    counted_right(counter)


@pytest.mark.parametrize("kind", ["delivery", "transfer"])
def test_nothing_is_taken_back_on_a_day_before_its_own(shop, kind):
    if kind == "transfer":
        shop.post("transfer", "x1", **{"from": "shop", "to": "back"}, lines=[line("F", "2")])
    else:
        shop.deliver("x1", "F", "2", "1.00")
    refusal = refused(undo, shop, "x1", at="2026-03-01T09:00:00+01:00")
    assert refusal.code == "before_its_document"


def test_a_correction_of_what_is_taken_back_earlier_the_same_day_is_at_the_later_of_both(counter):
    """6 at 5.00 and 2 at 7.00 come, 3 are sold at 15.00; without the 6 they cost 2 x 7.00 + 1 x 7.00 = 21.00."""
    counter.product("A", negative_stock="allow")
    counter.deliver("d1", "A", "6", "5.00", at="2026-03-02T08:30:00+01:00")
    counter.deliver("d2", "A", "2", "7.00", at="2026-03-02T08:40:00+01:00")
    counter.sell("s1", "A", "3")
    undo(counter, "d1", at="2026-03-02T08:00:00+01:00")
    assert counter.stock("A") == (-1000, -700)
    counted_right(counter)


def test_freight_taken_back_by_a_clock_that_was_set_back_is_corrected_where_the_goods_went_since(counter):
    """2 come at 1.00 with 2.00 freight later; one, worth 2.00, goes to the back room. Without freight each is 1.00."""
    counter.post("location", code="back", name="Back room")
    counter.product("A", costing="average")
    counter.deliver("d1", "A", "2", "1.00", at="2026-03-02T08:30:00+01:00")
    counter.post("landed_cost", "l1", of="d1", amount="2.00", at="2026-03-02T08:50:00+01:00")
    move = {"from": "shop", "to": "back", "at": "2026-03-02T08:55:00+01:00"}
    counter.post("transfer", "t1", **move, lines=[line("A", "1")])
    undo(counter, "l1", at="2026-03-02T08:40:00+01:00")
    assert (counter.stock("A"), counter.stock("A", "back")) == ((1000, 100), (1000, 100))
    counted_right(counter)


def test_a_transfer_that_is_taken_back_after_a_new_standard_moves_goods_at_the_new_one(counter):
    """1 at 2.35 goes to the back room, where the standard of 0.50 takes 1.85 off it: 0.50 goes back, and no more."""
    counter.post("location", code="back", name="Back room")
    counter.product("T", costing="standard", standard_cost="2.3456")
    counter.post("opening_stock", "o1", lines=[line("T", "1", unit_cost="2.3456")])
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("T", "1")])
    counter.post("revaluation", "v1", lines=[{"sku": "T", "unit_cost": "0.50"}])
    undo(counter, "t1")
    assert values(counter, "z1") == [("T", "transfer_in", -1000, -50, 0), ("T", "transfer_out", 1000, 50, 0)]
    assert (counter.stock("T"), counter.stock("T", "back")) == ((1000, 50), (0, 0))
    counted_right(counter)


def test_a_cent_of_rounding_between_two_places_is_a_variance_of_the_transfer(counter):
    """At 0.333 two are worth 0.67 and three 1.00: one goes out of 3 with 0.33 and comes to 1 with 0.34."""
    counter.post("location", code="back", name="Back room")
    counter.product("T", costing="standard", standard_cost="0.333")
    counter.post("opening_stock", "o1", lines=[line("T", "5", unit_cost="0.333")])
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("T", "3")])
    counter.post("transfer", "t2", **{"from": "shop", "to": "back"}, lines=[line("T", "1")])
    undo(counter, "t2")
    undo(counter, "t1", uid="z2")
    assert (counter.stock("T"), counter.stock("T", "back")) == ((5000, 167), (0, 0))
    counted_right(counter)


def test_a_late_document_that_took_its_part_of_a_count_back_says_nothing_when_it_is_taken_back(shop):
    shop.clock.put("2026-03-02T12:00:00+01:00")
    shop.post("count", "c1", at="2026-03-02T11:00:00+01:00", lines=[{"sku": "F", "counted": "12"}])
    shop.post("delivery", "d2", at="2026-03-02T10:00:00+01:00", counted=True, lines=[line("F", "2", unit_cost="1.00")])
    assert undo(shop, "d2").warnings == ()


# What was counted after a mistake: the mistake never moved the shelf.

EIGHT, NINE, QUARTER_TO, TEN, ELEVEN = (
    f"2026-03-02T{time}:00+01:00" for time in ("08:00", "09:00", "09:45", "10:00", "11:00")
)
FORTY = [{"sku": sku, "counted": "40", "at": QUARTER_TO} for sku in "ABC"]


@pytest.fixture
def mistaken(counter):
    """Forty of each at 1.00 (A, C) and of B; ten of A not seen, 24 of B that never came, ten of C that never broke."""
    counter.clock.put(ELEVEN)
    counter.post("location", code="back", name="Back room")
    for sku in "ABC":
        counter.product(sku, costing="fifo")
    opening = [line(sku, "40", unit_cost="1.00") for sku in "ABC"]
    counter.post("opening_stock", "o1", at="2026-03-02T07:00:00+01:00", lines=opening)
    counter.post("count", "c1", at=NINE, lines=[{"sku": "A", "counted": "30"}])
    counter.deliver("d1", "B", "24", "2.00", at=EIGHT)
    counter.post("adjustment", "a1", at=EIGHT, lines=[line("C", "-10", reason="damaged")])
    yield counter
    counted_right(counter)


def shrinkage_minor(counter):
    return counter.one("SELECT coalesce(sum(value_minor), 0) FROM movement WHERE kind IN ('count_gain', 'count_loss')")


def test_what_is_taken_back_before_its_count_is_posted_was_never_on_the_shelf(mistaken):
    for number, of in enumerate(("c1", "d1", "a1")):
        undo(mistaken, of, f"z{number}", at=TEN)
    posted = mistaken.post("count", "c2", lines=FORTY)
    assert posted.warnings == ()
    assert mistaken.movements("c2") == []
    assert [mistaken.stock(sku) for sku in "ABC"] == [(40_000, 4000)] * 3
    assert shrinkage_minor(mistaken) == 0


def test_what_is_taken_back_after_its_count_was_posted_takes_the_counts_part_along(mistaken):
    mistaken.post("count", "c2", lines=FORTY)
    # Ten of A at 1.00 come in; of B 24 of the oldest are gone; ten of C come in.
    assert [row[1:] for row in mistaken.movements("c2")] == [
        ("count_gain", 10_000, 1000), ("count_loss", -24_000, -2400), ("count_gain", 10_000, 1000),
    ]  # fmt: skip
    for number, of in enumerate(("c1", "d1", "a1")):
        assert undo(mistaken, of, f"z{number}").warnings == ()
    assert [row[1:] for row in mistaken.movements("z0")] == [
        ("count_loss", 10_000, 1000),
        ("count_gain", -10_000, -1000),
    ]
    assert [row[1:] for row in mistaken.movements("z1")] == [("delivery", -24_000, -4800), ("count_loss", 24_000, 2400)]
    assert [row[1:] for row in mistaken.movements("z2")] == [
        ("adjustment", 10_000, 1000),
        ("count_gain", -10_000, -1000),
    ]
    assert [mistaken.stock(sku) for sku in "ABC"] == [(40_000, 4000)] * 3
    assert shrinkage_minor(mistaken) == 0


def test_all_of_what_is_taken_back_is_in_the_books_of_its_own_day(mistaken):
    mistaken.post("count", "c2", lines=FORTY)
    mistaken.clock.put("2026-03-05T09:00:00+01:00")
    undo(mistaken, "d1")
    kept = (
        "SELECT DISTINCT movement.book_date FROM movement JOIN document ON document.id = document_id WHERE uid = 'z1'"
    )
    assert mistaken.rows(kept) == [(mistaken.one("SELECT book_date FROM document WHERE uid = 'z1'"),)]


@pytest.mark.parametrize("is_posted_first", [True, False])
def test_a_transfer_that_never_was_leaves_both_places_as_they_were_counted(mistaken, is_posted_first):
    mistaken.post("opening_stock", "o2", location="back", at=NINE, lines=[line("B", "5", unit_cost="3.00")])
    mistaken.post("transfer", "t1", **{"from": "shop", "to": "back"}, at=NINE, lines=[line("B", "6")])
    undo(mistaken, "d1")

    def count():
        mistaken.post("count", "c2", lines=[FORTY[1]])
        mistaken.post("count", "c3", location="back", lines=[{"sku": "B", "counted": "5", "at": QUARTER_TO}])

    if is_posted_first:
        count()
    undo(mistaken, "t1", "z2")
    if not is_posted_first:
        count()
    # Forty at 1.00, and five at 3.00.
    assert (mistaken.stock("B"), mistaken.stock("B", "back")) == ((40_000, 4000), (5000, 1500))
    assert mistaken.movements("c3") == (
        [("B", "count_loss", -5000, -1500), ("B", "count_loss", -1000, -100)] if is_posted_first else []
    )
    assert shrinkage_minor(mistaken) == -1000  # the ten of A that c1 did not see, alone


def test_what_a_count_had_found_goes_back_at_its_own_value_though_it_was_sold_since(mistaken):
    mistaken.post("count", "c2", lines=FORTY)
    mistaken.sell("s1", "C", "35")
    undo(mistaken, "a1")
    assert mistaken.stock("C") == (5000, 500)
    assert shrinkage_minor(mistaken) == -2400 - 1000 + 1000


def test_of_several_counts_the_next_one_gives_back_and_the_others_hold(mistaken):
    mistaken.post("count", "c2", lines=[{"sku": "B", "counted": "40", "at": QUARTER_TO}])
    mistaken.post("count", "c3", at=TEN, lines=[{"sku": "B", "counted": "39"}])
    undo(mistaken, "d1")
    assert mistaken.stock("B") == (39_000, 3900)
    # A count of what was there at 9:50 finds nothing to say.
    mistaken.post("count", "c4", at="2026-03-02T09:50:00+01:00", lines=[{"sku": "B", "counted": "40"}])
    assert mistaken.movements("c4") == []


@pytest.mark.parametrize("order", ["dc", "cd"])
def test_a_count_that_is_taken_back_itself_leaves_nothing_of_what_it_gave_back(mistaken, order):
    mistaken.post("count", "c2", lines=[FORTY[1]])
    for number, one in enumerate(order):
        undo(mistaken, {"d": "d1", "c": "c2"}[one], f"z{number}")
    assert mistaken.stock("B") == (40_000, 4000)
    assert shrinkage_minor(mistaken) == -1000


def test_what_a_count_gave_back_is_due_at_the_next_one_when_it_is_taken_back(mistaken):
    mistaken.post("count", "c2", lines=[FORTY[1]])
    mistaken.post("count", "c3", at=TEN, lines=[{"sku": "B", "counted": "40"}])
    undo(mistaken, "d1")
    undo(mistaken, "c2", "z2")
    assert mistaken.stock("B") == (40_000, 4000)
    assert shrinkage_minor(mistaken) == -1000


def test_a_count_that_was_posted_before_the_mistake_has_nothing_to_give_back(mistaken):
    mistaken.post("count", "c2", lines=[FORTY[1]])
    mistaken.deliver("d2", "B", "3", "2.00", at=NINE, counted=True)
    mistaken.deliver("d3", "B", "5", "2.00", at=NINE, counted=False)
    assert mistaken.stock("B")[0] == 45_000
    undo(mistaken, "d3")
    undo(mistaken, "d2", "z2")
    undo(mistaken, "d1", "z3")
    assert mistaken.stock("B") == (40_000, 4000)
    assert shrinkage_minor(mistaken) == -1000


def test_a_late_count_that_took_a_count_over_gives_its_part_on(mistaken):
    mistaken.post("count", "c2", at=TEN, lines=[{"sku": "B", "counted": "40"}])
    mistaken.post("count", "c3", lines=[FORTY[1]])
    undo(mistaken, "d1")
    assert mistaken.stock("B") == (40_000, 4000)
    undo(mistaken, "c3", "z2")
    assert mistaken.stock("B") == (40_000, 4000)
    undo(mistaken, "c2", "z3")
    assert mistaken.stock("B") == (40_000, 4000)
    assert shrinkage_minor(mistaken) == -1000


def test_a_delivery_that_is_put_right_after_its_count_comes_to_what_was_counted(mistaken):
    """Twenty had come, and 24 were typed: sixty were counted."""
    mistaken.post("count", "c2", lines=[{"sku": "B", "counted": "60", "at": QUARTER_TO}])
    told = undo(mistaken, "d1").warnings
    assert [(one.code, one.facts["sku"], one.facts["count"]) for one in told] == [
        ("taken_back_after_count", "B", "T0-C000002")
    ]
    # Four were missing at 1.00; the twenty that nobody can say where they came from are a gain at what is left.
    assert [row[1:] for row in mistaken.movements("z1")] == [
        ("delivery", -24_000, -4800), ("count_gain", 20_000, 2000), ("count_loss", 4000, 400),
    ]  # fmt: skip
    mistaken.deliver("d2", "B", "20", "2.00", at=EIGHT, counted=True)
    assert mistaken.movements("d2") == [("B", "delivery", 20_000, 4000), ("B", "count_gain", -20_000, -2000)]
    assert mistaken.stock("B") == (60_000, 8000)
    assert shrinkage_minor(mistaken) == -1000


@pytest.mark.parametrize(
    ("method", "counted", "left", "booked", "sold"),
    [
        # Ten at 1.00; ten at 200.00 that never came; counted; three are sold. Two were missing, at 1.00 each.
        ("average", "8", (5000, 500), -200, -300),
        ("fifo", "8", (5000, 500), -200, -300),
        ("lifo", "8", (5000, 500), -200, -300),
        # Two more than had come were found, at what the others cost.
        ("average", "12", (9000, 900), 200, -300),
        ("fifo", "12", (9000, 900), 200, -300),
        ("lifo", "12", (9000, 900), 200, -300),
    ],
)
def test_what_was_sold_at_the_cost_of_a_mistake_is_put_right(counter, method, counted, left, booked, sold):
    counter.product("M", costing=method)
    counter.deliver("o", "M", "10", "1.00")
    counter.deliver("wrong", "M", "10", "200.00")
    counter.post("count", "n", lines=[{"sku": "M", "counted": counted}])
    counter.post("sale", "s", lines=[{"sku": "M", "quantity": "3"}])
    undo(counter, "wrong")
    assert counter.stock("M") == left
    worth = "SELECT sum(value_minor) FROM movement WHERE kind IN (?, ?)"
    assert counter.one(worth, "count_gain", "count_loss") == booked
    assert counter.one(worth, "sale", "correction") == sold
    counted_right(counter)


def test_a_count_that_lost_dear_goods_has_lost_cheap_ones_without_the_mistake(counter):
    """Counted to the piece, but of goods that had cost 200.00: what is missing cost 1.00, and moves value alone."""
    counter.product("M", costing="lifo")
    counter.deliver("o", "M", "10", "1.00")
    counter.post("adjustment", "wrong", lines=[{"sku": "M", "quantity": "-5", "reason": "damaged"}])
    counter.deliver("d", "M", "5", "2.00")
    counter.post("count", "n", lines=[{"sku": "M", "counted": "4"}])
    # Five at 2.00 and one at 1.00 were missing.
    undo(counter, "wrong")
    # Eleven of fifteen are missing: five at 2.00, six at 1.00.
    assert counter.movements("z1") == [("M", "adjustment", 5000, 500), ("M", "count_loss", -5000, -500)]
    assert counter.stock("M") == (4000, 400)
    counted_right(counter)


def test_a_count_is_valued_anew_where_the_mistake_had_made_its_loss_dearer(counter):
    counter.product("M", costing="average")
    counter.deliver("o", "M", "10", "1.00")
    counter.post("adjustment", "w1", lines=[{"sku": "M", "quantity": "10", "unit_cost": "3.00", "reason": "found"}])
    counter.post("count", "n", lines=[{"sku": "M", "counted": "15"}])
    # Five of twenty at 2.00. Without what was found five are too much, at 1.00: ten come back, worth 15.00.
    undo(counter, "w1")
    assert counter.movements("z1") == [
        ("M", "adjustment", -10_000, -3000), ("M", "count_gain", 5000, 500), ("M", "count_loss", 5000, 1000),
    ]  # fmt: skip
    assert counter.stock("M") == (15_000, 1500)
    counted_right(counter)


def test_a_count_that_is_taken_back_leaves_nothing_of_what_was_valued_anew(counter):
    counter.product("M", costing="fifo")
    counter.deliver("o", "M", "10", "1.00")
    counter.post("adjustment", "w1", lines=[{"sku": "M", "quantity": "-4", "reason": "damaged"}])
    counter.deliver("d", "M", "10", "2.00")
    counter.post("count", "n", lines=[{"sku": "M", "counted": "8"}])
    # Six at 1.00 and two at 2.00 were missing; without the breakage four more at 1.00 go before those at 2.00.
    undo(counter, "w1")
    assert counter.stock("M") == (8000, 1600)
    undo(counter, "n", "z2")
    assert counter.stock("M") == (20_000, 3000)
    assert counter.one("SELECT sum(value_minor) FROM movement WHERE kind IN ('count_gain', 'count_loss')") == 0
    assert counter.one("SELECT count(*) FROM movement WHERE kind = 'correction'") == 0
    counted_right(counter)


def test_a_mistake_between_two_scans_moved_nothing(mistaken):
    mistaken.deliver("d2", "C", "3", "1.00", at=QUARTER_TO)
    undo(mistaken, "d2")
    undo(mistaken, "a1", "z2")
    lines = [
        {"sku": "C", "counted": "25", "zone": "Z1", "at": NINE},
        {"sku": "C", "counted": "15", "zone": "Z2", "at": TEN},
    ]
    assert mistaken.post("count", "c2", lines=lines).warnings == ()
    assert mistaken.movements("c2") == []


def test_each_lot_is_given_back_where_the_count_had_booked_it(counter):
    """Five of L1 at 1.00 and five of L2 at 2.00; three of L2 at 4.00 never came, and two of L1 never broke."""
    counter.clock.put(ELEVEN)
    counter.product("L", tracking="lot", costing="specific")
    lots = (("L1", "1.00"), ("L2", "2.00"))
    counter.post("delivery", "d1", at=EIGHT, lines=[line("L", "5", unit_cost=cost, lot=lot) for lot, cost in lots])
    counter.post("delivery", "d2", at=NINE, lines=[line("L", "3", unit_cost="4.00", lot="L2")])
    counter.post("adjustment", "a1", at=NINE, lines=[line("L", "-2", lot="L1", reason="damaged")])
    counter.post("count", "c1", at=TEN, lines=[{"sku": "L", "counted": "5", "lot": lot} for lot, _ in lots])
    # Eight of L2 are worth 22.00, on average: three of them 8.25.
    assert counter.movements("c1") == [("L", "count_gain", 2000, 200), ("L", "count_loss", -3000, -825)]
    assert (undo(counter, "d2").warnings, undo(counter, "a1", "z2").warnings) == ((), ())
    by_lot = "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id ORDER BY number"
    assert counter.rows(by_lot) == [("L1", 5000), ("L2", 5000)]
    assert (counter.stock("L"), shrinkage_minor(counter)) == ((10_000, 1500), 0)
    counted_right(counter)


def test_a_piece_that_never_came_or_never_went_is_given_back_as_that_piece(counter):
    counter.clock.put(ELEVEN)
    counter.product("P", tracking="serial", costing="specific")
    for serial, cost in (("X1", "60.00"), ("X2", "70.00"), ("X9", "90.00")):
        counter.post("delivery", f"d{serial}", at=EIGHT, lines=[line("P", "1", unit_cost=cost, serials=[serial])])
    counter.post("adjustment", "a1", at=NINE, lines=[line("P", "-1", serials=["X1"], reason="stolen")])
    counter.post("count", "c1", at=TEN, lines=[{"sku": "P", "counted": "2", "serials": ["X1", "X2"]}])
    undo(counter, "dX9")
    undo(counter, "a1", "z2")
    there = "SELECT number FROM level JOIN lot ON lot.id = lot_id WHERE quantity_milli <> 0 ORDER BY number"
    assert counter.rows(there) == [("X1",), ("X2",)]
    assert (counter.stock("P"), shrinkage_minor(counter)) == ((2000, 13_000), 0)
    counted_right(counter)


# What never happened leaves no cost behind, either: ten at 1.00, and ten at 200.00 that never came.


@pytest.fixture(params=StockSystem)
def costly(request, tmp_path):
    """Ten at 1.00 of one product for each method, and ten more at 200.00."""
    counter = counter_at(tmp_path / "costly.book", stock=request.param)
    counter.clock.put("2026-03-02T12:00:00+01:00")
    counter.post("location", code="back", name="Back room")
    for sku, costing in (("F", "fifo"), ("M", "average"), ("L", "lifo"), ("T", "standard")):
        counter.product(sku, costing=costing, standard_cost="1.00" if sku == "T" else None)
        counter.post("opening_stock", f"o{sku}", at=EIGHT, lines=[line(sku, "10", unit_cost="1.00")])
        counter.post("delivery", f"d{sku}", at=NINE, lines=[line(sku, "10", unit_cost="200.00")])
    yield counter
    counted_right(counter)
    counter.book.close_thread()


def booked(counter):
    """What counts and corrections come to."""
    kinds = "('count_gain', 'count_loss', 'usage', 'correction')"
    return counter.rows(
        f"SELECT sku, sum(quantity_milli), sum(value_minor) FROM movement JOIN product ON product.id = product_id"
        f" WHERE movement.kind IN {kinds} GROUP BY sku HAVING sum(quantity_milli) OR sum(value_minor) ORDER BY sku"
    )


@pytest.mark.parametrize("is_posted_first", [True, False])
@pytest.mark.parametrize("found", [8, 10, 12, 20, 22])
def test_what_never_came_leaves_the_rest_at_what_it_cost(costly, found, is_posted_first):
    """Each piece is worth 1.00, and so is each that was missing or found, whatever the method."""
    for sku in "FMLT":
        if not is_posted_first:
            undo(costly, f"d{sku}", f"z{sku}")
        costly.post("count", f"c{sku}", lines=[{"sku": sku, "counted": str(found), "at": TEN}])
        if is_posted_first:
            undo(costly, f"d{sku}", f"z{sku}")
        assert costly.stock(sku) == (found * 1000, found * 100)
    differs = found - 10
    assert booked(costly) == ([(sku, differs * 1000, differs * 100) for sku in "FLMT"] if differs else [])


def test_what_a_later_count_took_of_it_is_taken_of_what_is_left(costly):
    for sku in "FMLT":
        costly.post("count", f"b{sku}", at=TEN, lines=[{"sku": sku, "counted": "8"}])
        costly.post("count", f"c{sku}", at=ELEVEN, lines=[{"sku": sku, "counted": "7"}])
        undo(costly, f"d{sku}", f"z{sku}")
        assert costly.stock(sku) == (7000, 700)
    assert booked(costly) == [(sku, -3000, -300) for sku in "FLMT"]


def test_what_came_since_the_count_keeps_its_cost(costly):
    for sku in "FMLT":
        costly.post("count", f"c{sku}", at=TEN, lines=[{"sku": sku, "counted": "8"}])
        costly.deliver(f"e{sku}", sku, "5", "3.00")
        undo(costly, f"d{sku}", f"z{sku}")
        # Eight at 1.00 and five at 3.00; at standard all are worth 1.00.
        assert costly.stock(sku) == (13_000, 1300 if sku == "T" else 2300)
    assert booked(costly) == [(sku, -2000, -200) for sku in "FLMT"]


def test_several_mistakes_leave_nothing_in_either_order(costly):
    for sku in "FMLT":
        costly.deliver(f"e{sku}", sku, "6", "50.00", at=NINE)
        costly.post("count", f"c{sku}", at=TEN, lines=[{"sku": sku, "counted": "8"}])
        for number, of in enumerate("ed" if sku in "FT" else "de"):
            undo(costly, f"{of}{sku}", f"z{sku}{number}")
        assert costly.stock(sku) == (8000, 800)
    assert booked(costly) == [(sku, -2000, -200) for sku in "FLMT"]


@pytest.mark.parametrize("found", [8, 12])
def test_what_was_never_found_or_carried_here_leaves_no_cost_behind(costly, found):
    """Instead of the delivery: ten found at 200.00, or brought at 200.00 from the back room."""
    for sku in "FMLT":
        undo(costly, f"d{sku}", f"y{sku}")
        costly.post("adjustment", f"a{sku}", lines=[line(sku, "10", unit_cost="200.00", reason="found")])
        costly.post("count", f"b{sku}", lines=[{"sku": sku, "counted": str(found)}])
        undo(costly, f"a{sku}", f"x{sku}")
        assert costly.stock(sku) == (found * 1000, found * 100)
        costly.deliver(f"e{sku}", sku, "10", "200.00", location="back")
        costly.post("transfer", f"t{sku}", **{"from": "back", "to": "shop"}, lines=[line(sku, "10")])
        costly.post("count", f"c{sku}", lines=[{"sku": sku, "counted": str(found)}])
        costly.post("count", f"k{sku}", location="back", lines=[{"sku": sku, "counted": "10"}])
        undo(costly, f"t{sku}", f"w{sku}")
        assert costly.stock(sku) == (found * 1000, found * 100)
        assert costly.stock(sku, "back") == (10_000, 1000 if sku == "T" else 200_000)
    differs = found - 10
    assert booked(costly) == [(sku, differs * 1000, differs * 100) for sku in "FLMT"]


def test_a_sale_since_keeps_what_it_cost_and_the_journal_balances(costly):
    for sku in "FMLT":
        costly.post("count", f"c{sku}", lines=[{"sku": sku, "counted": "8", "at": TEN}])
        costly.sell(f"s{sku}", sku, "3")
        undo(costly, f"d{sku}", f"z{sku}")
    # By layers what is left cost 1.00 each; what was sold at 200.00 is corrected.
    for sku in "FLT":
        quantity_milli, value_minor = costly.stock(sku)
        assert value_minor * 10 == quantity_milli


# What a count finds has come in, whether it moves anything or not.


@pytest.fixture
def brought_back(counter):
    """Two of A, which the shop never had, are brought back by a customer who had them from elsewhere."""
    counter.product("A", costing="fifo", cost="2.00")
    back = {"sku": "A", "quantity": "2", "price": "3.00", "state": "sellable"}
    counter.post("refund", "r1", lines=[back])
    yield counter
    counted_right(counter)


def has_come_in(counter):
    return counter.one("SELECT counted FROM pool WHERE product_id = 1") == 1


def test_what_a_count_finds_as_the_book_has_it_has_come_in(brought_back):
    assert not has_come_in(brought_back)
    brought_back.post("count", "c1", lines=[{"sku": "A", "counted": "2"}])
    assert (brought_back.movements("c1"), has_come_in(brought_back)) == ([], True)
    # So the next count finds shrinkage, and no opening stock.
    assert [row[1] for row in moved_by_count(brought_back, "c2", "5")] == ["count_gain"]
    undo(brought_back, "c2")
    assert has_come_in(brought_back)


def moved_by_count(counter, uid, counted):
    counter.post("count", uid, lines=[{"sku": "A", "counted": counted}])
    return counter.movements(uid)


def test_a_count_that_moved_nothing_says_nothing_once_it_is_taken_back(brought_back):
    brought_back.post("count", "c1", lines=[{"sku": "A", "counted": "2"}])
    brought_back.deliver("d1", "A", "3", "2.00")
    undo(brought_back, "d1")
    assert has_come_in(brought_back)
    undo(brought_back, "c1", uid="z2")
    assert not has_come_in(brought_back)
    assert [row[1] for row in moved_by_count(brought_back, "c2", "5")] == ["opening_stock"]


@pytest.mark.parametrize("sku", ["F", "M", "L"])
def test_another_mistake_leaves_what_a_late_delivery_took_of_the_count(costly, sku):
    """Ten at 1.00; twelve are counted where ten more stand by mistake; two of those came late, at 7.00."""
    undo(costly, f"d{sku}", f"y{sku}")
    costly.deliver(f"m{sku}", sku, "10", "5.00", at=NINE)
    costly.post("count", f"c{sku}", at=TEN, lines=[{"sku": sku, "counted": "12"}])
    late = [line(sku, "2", unit_cost="7.00")]
    costly.post("delivery", f"e{sku}", at=QUARTER_TO, counted=True, lines=late)
    undo(costly, f"m{sku}", f"z{sku}")
    # As if the count had found two, and the late two had been them.
    assert costly.stock(sku) == (12_000, 2400)
    assert booked(costly) == []


def test_opening_stock_that_a_mistake_had_taken_for_shrinkage_is_opening_stock_with_what_came_late(counter):
    """Nothing had come in before the count but by mistake; two of the twelve that it found came before it, for 2.00."""
    counter.clock.put(ELEVEN)
    counter.product("A", costing="fifo", cost="3.00")
    counter.deliver("m1", "A", "20", "1.00", at=NINE)
    counter.post("count", "c1", at=TEN, lines=[{"sku": "A", "counted": "12"}])
    counter.post("delivery", "d1", at=QUARTER_TO, counted=True, lines=[line("A", "2", unit_cost="2.00")])
    undo(counter, "m1")
    assert counter.stock("A")[0] == 12_000
    # No shrinkage is left of it, whichever document had booked it.
    assert booked(counter) == []
    counted_right(counter)


def test_goods_of_two_arrivals_that_were_carried_as_one_take_no_more_of_a_cost_than_there_is(counter):
    """A count that was wrong let 1 of the first 3 go, so 2 and 3 were carried; without it 3 and 2 were, as 2 and 3."""
    counter.clock.put("2026-03-02T09:00:00+01:00")
    counter.post("location", code="back", name="Back room")
    counter.product("A", costing="fifo")
    counter.post("opening_stock", "o1", lines=[line("A", "3", unit_cost="1.00")])
    counter.deliver("d1", "A", "3", "2.00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "5"}])
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("A", "5")])
    undo(counter, "c1")
    counter.post("landed_cost", "l1", of="d1", amount="0.90", by="quantity")
    # All three of the delivery are there still: nothing of it was sold.
    assert counter.rows("SELECT count(*) FROM movement WHERE kind = 'landed_sold'") == [(0,)]
    assert counter.stock("A")[1] + counter.stock("A", "back")[1] == 300 + 600 + 90
    counted_right(counter)


def test_goods_that_a_count_has_found_only_as_it_turned_out_are_carried_with_that_origin(counter):
    """Three deliveries of one each never came, and seven of eight never broke: what the count left was carried on."""
    counter.clock.put("2026-03-02T09:00:00+01:00")
    counter.post("location", code="back", name="Back room")
    counter.product("A", costing="fifo")
    counter.deliver("o1", "A", "5", "1.00")
    for uid in ("m0", "m1", "m2"):
        counter.deliver(uid, "A", "1", "1.00")
    counter.post("adjustment", "a1", lines=[line("A", "-7", reason="damaged")])
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "1"}])
    counter.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[line("A", "1")])
    for number, of in enumerate(("m0", "m1", "m2", "a1")):
        undo(counter, of, f"z{number}")
    assert (counter.stock("A"), counter.stock("A", "back")) == ((0, 0), (1000, 100))
    # Of five that came one was counted and carried: four were gone.
    assert booked(counter) == [("A", -4000, -400)]
    counted_right(counter)


@pytest.mark.parametrize("method", ["fifo", "lifo", "average"])
def test_what_was_found_at_nobodys_cost_has_the_cost_that_there_was_without_the_mistake(counter, method):
    counter.product("A", costing=method)
    counter.deliver("o1", "A", "11", "1.00")
    counter.deliver("m1", "A", "5", "3.00")
    counter.post("adjustment", "a1", lines=[line("A", "3", reason="found")])
    undo(counter, "m1")
    assert counter.stock("A") == (14_000, 1400)
    counted_right(counter)
