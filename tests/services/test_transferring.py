"""Goods that change their place, with their layers at their cost; every figure is reckoned by hand."""

import pytest

from tests.books import counted_right, refused

TO_BACK = {"from": "shop", "to": "back"}


def line(sku, quantity="1", **keys):
    return {"sku": sku, "quantity": quantity, **keys}


@pytest.fixture
def shop(counter):
    """A shop with two layers of ten, at 1.00 and at 2.00, of one product for each method, and a back room."""
    counter.post("location", code="back", name="Back room")
    for sku, costing in (("F", "fifo"), ("M", "average"), ("L", "lifo"), ("T", "standard")):
        counter.product(sku, costing=costing, standard_cost="1.20" if sku == "T" else None)
    for uid, cost in (("d1", "1.00"), ("d2", "2.00")):
        counter.post("delivery", uid, lines=[line(sku, "10", unit_cost=cost) for sku in "FMLT"])
    yield counter
    counted_right(counter)


def values(counter, uid):
    """SKU, kind, location, quantity and value of each movement of a document."""
    return counter.rows(
        "SELECT sku, movement.kind, location.code, quantity_milli, value_minor FROM movement"
        " JOIN product ON product.id = product_id JOIN document ON document.id = document_id"
        " JOIN location ON location.id = movement.location_id WHERE uid = ? ORDER BY seq",
        uid,
    )


def test_goods_take_their_layers_with_them_at_their_cost(shop):
    posted = shop.post("transfer", "t1", **TO_BACK, lines=[line(sku, "12") for sku in "FMLT"])
    assert (posted.number, posted.warnings) == ("T0-M000001", ())
    # 10 x 1.00 + 2 x 2.00; 12 x 1.50; 10 x 2.00 + 2 x 1.00; 12 x 1.20. Each layer arrives as a layer.
    assert values(shop, "t1") == [
        ("F", "transfer_out", "shop", -12_000, -1400),
        ("F", "transfer_in", "back", 10_000, 1000), ("F", "transfer_in", "back", 2000, 400),
        ("M", "transfer_out", "shop", -12_000, -1800),
        ("M", "transfer_in", "back", 10_000, 1500), ("M", "transfer_in", "back", 2000, 300),
        ("L", "transfer_out", "shop", -12_000, -2200),
        ("L", "transfer_in", "back", 10_000, 2000), ("L", "transfer_in", "back", 2000, 200),
        ("T", "transfer_out", "shop", -12_000, -1440),
        ("T", "transfer_in", "back", 10_000, 1200), ("T", "transfer_in", "back", 2000, 240),
    ]  # fmt: skip
    assert [shop.stock(sku)[1] + shop.stock(sku, "back")[1] for sku in "FMLT"] == [3000, 3000, 3000, 2400]


def test_they_stand_at_the_tail_of_what_is_there(shop):
    shop.post("delivery", "d3", location="back", lines=[line("F", "1", unit_cost="5.00")])
    shop.post("transfer", "t1", **TO_BACK, lines=[line("F", "1")])
    shop.post("sale", "s1", location="back", lines=[line("F", "1")])
    assert shop.movements("s1") == [("F", "sale", -1000, -500)]
    shop.post("sale", "s2", location="back", lines=[line("F", "2")])
    # The last one is not there: it leaves at what last came in.
    assert shop.movements("s2") == [("F", "sale", -2000, -100 - 100)]


def test_they_cover_what_was_sold_there_before_they_came(shop):
    shop.post("product", sku="F", cost="0.80")
    shop.post("sale", "s1", location="back", lines=[line("F", "3")])
    # They left at 2.00, which they last cost at the other place, and not at the product's 0.80.
    shop.post("transfer", "t1", **TO_BACK, lines=[line("F", "5")])
    assert values(shop, "t1")[1:] == [("F", "transfer_in", "back", 5000, 500), ("F", "correction", "back", 0, 300)]
    assert shop.stock("F", "back") == (2000, 200)


def test_at_standard_what_rounding_moves_is_a_variance(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("T", costing="standard", standard_cost="0.333", unit="kg")
    counter.deliver("d1", "T", "2.500", "0.333")
    # 2.5 x 0.333 = 0.83; 1.0 leave with 0.33 when 1.5 are worth 0.50.
    counter.post("transfer", "t1", **TO_BACK, lines=[line("T", "1.000")])
    counter.post("transfer", "t2", **TO_BACK, lines=[line("T", "0.500")])
    counted_right(counter)
    assert (counter.stock("T"), counter.stock("T", "back")) == ((1000, 33), (1500, 50))


def test_a_place_of_the_shop_that_is_called_transit_stays_its_own(shop):
    shop.post("location", code="transit", name="Van")
    shop.post("transfer", "t1", **{**TO_BACK, "to": "transit"}, lines=[line("F", "2")])
    shop.post("transfer", "t2", **TO_BACK, step="send", lines=[line("F", "1")])
    assert shop.rows("SELECT code, name, kind FROM location WHERE code LIKE 'transit%' ORDER BY id") == [
        ("transit", "Van", "shop"),
        ("transit-2", "On the way", "transit"),
    ]
    # Goods leave it as they leave any other place.
    shop.post("transfer", "t3", **{"from": "transit", "to": "back"}, lines=[line("F", "2")])
    shop.post("transfer_receipt", "n1", of="t2")
    assert (shop.stock("F", "transit"), shop.stock("F", "transit-2"), shop.stock("F", "back")[0]) == (
        (0, 0),
        (0, 0),
        3000,
    )


def test_in_two_steps_they_are_on_the_way_in_between(shop):
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "12")])
    assert (shop.stock("F"), shop.stock("F", "transit"), shop.stock("F", "back")) == (
        (8000, 1600),
        (12_000, 1400),
        (0, 0),
    )
    assert shop.rows("SELECT name, kind FROM location WHERE code = 'transit'") == [("On the way", "transit")]
    posted = shop.post("transfer_receipt", "n1", of="t1", lines=[line("F", "11")])
    assert posted.number == "T0-N000001"
    assert values(shop, "n1") == [
        ("F", "transfer_out", "transit", -11_000, -1200),
        ("F", "transfer_in", "back", 10_000, 1000), ("F", "transfer_in", "back", 1000, 200),
    ]  # fmt: skip
    assert refused(shop.post, "transfer_receipt", "n2", of="t1", lines=[line("F", "2")]).facts == {"sku": "F"}
    # Without lines all that is left.
    shop.post("transfer_receipt", "n2", of="t1")
    assert (shop.stock("F", "transit"), shop.stock("F", "back")) == ((0, 0), (12_000, 1400))
    assert refused(shop.post, "transfer_receipt", "n3", of="t1").code == "not_on_the_way"
    assert refused(shop.post, "transfer_receipt", "n3", of="t1", lines=[line("F")]).code == "more_than_sent"


def test_a_receipt_that_was_taken_back_leaves_its_goods_on_the_way(shop):
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "2")])
    shop.post("transfer_receipt", "n1", of="t1")
    assert refused(shop.post, "reversal", "z1", of="t1", reason="typed wrong").code == "has_followers"
    shop.post("reversal", "z1", of="n1", reason="typed wrong")
    assert (shop.stock("F", "transit"), shop.stock("F", "back")) == ((2000, 200), (0, 0))
    shop.post("transfer_receipt", "n2", of="t1")
    assert shop.stock("F", "back") == (2000, 200)


def test_what_was_lost_on_the_way_is_taken_off_there(shop):
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "5")])
    shop.post("transfer_receipt", "n1", of="t1", lines=[line("F", "4")])
    shop.post("adjustment", "a1", location="transit", lines=[{**line("F", "-1"), "reason": "stolen"}])
    assert shop.movements("a1") == [("F", "adjustment", -1000, -100)]


def test_what_was_taken_off_on_the_way_does_not_arrive(counter):
    # 6 at 1.00; 5 are sent, one of them breaks on the way: 4 arrive with 4.00, and that is all of it.
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.deliver("d1", "A", "6", "1.00")
    counter.post("transfer", "t1", **TO_BACK, step="send", lines=[line("A", "5")])
    counter.post("adjustment", "a1", location="transit", lines=[line("A", "-1", reason="damaged")])
    assert refused(counter.post, "transfer_receipt", "n1", of="t1", lines=[line("A", "5")]).code == "more_than_sent"
    counter.post("transfer_receipt", "n1", of="t1")
    assert values(counter, "n1") == [
        ("A", "transfer_out", "transit", -4000, -400),
        ("A", "transfer_in", "back", 4000, 400),
    ]
    assert refused(counter.post, "transfer_receipt", "n2", of="t1").code == "not_on_the_way"
    # What was lost of it is not made up for by what another transfer sends.
    counter.post("transfer", "t2", **TO_BACK, step="send", lines=[line("A", "1")])
    assert refused(counter.post, "transfer_receipt", "n2", of="t1").code == "not_on_the_way"
    counter.post("transfer_receipt", "n2", of="t2")
    assert counter.stock("A", "back") == (5000, 500)
    counted_right(counter)


def test_a_lot_that_is_missing_on_the_way_does_not_arrive_while_others_do(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("L", tracking="lot")
    for lot, expiry in (("L1", "2026-04-01"), ("L2", "2026-05-01")):
        counter.post("delivery", f"d{lot}", lines=[line("L", "2", unit_cost="1.00", lot=lot, expiry=expiry)])
    counter.post("transfer", "t1", **TO_BACK, step="send", lines=[line("L", "4")])
    # A lot that was never there goes short there: of the product 3 are on the way, whatever the two lots say.
    # What is lost is of those that left first.
    counter.post("adjustment", "a1", location="transit", lines=[line("L", "-1", lot="L9", reason="damaged")])
    counter.post("transfer_receipt", "n1", of="t1")
    assert [row[3:] for row in values(counter, "n1") if row[1] == "transfer_in"] == [(1000, 100), (2000, 200)]
    counted_right(counter)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("sale", {"lines": [line("F")]}),
        ("delivery", {"lines": [line("F", unit_cost="1.00")]}),
        ("opening_stock", {"lines": [line("F", unit_cost="1.00")]}),
        ("count", {"lines": [{"sku": "F", "counted": "1"}]}),
        ("transfer", {"from": "transit", "to": "back", "lines": [line("F")]}),
        ("transfer", {"from": "shop", "to": "transit", "lines": [line("F")]}),
        ("transfer", {"from": "shop", "to": "transit", "step": "send", "lines": [line("F")]}),
    ],
)
def test_on_the_way_there_is_no_shelf(shop, kind, keys):
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "2")])
    before = shop.counts()
    place = {} if kind == "transfer" else {"location": "transit"}
    refusal = refused(shop.post, kind, "x1", **place, **keys)
    assert (refusal.code, refusal.facts) == ("not_a_shelf", {"location": "transit"})
    assert shop.counts() == before


def test_what_is_on_the_way_can_be_worth_something_else(shop):
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "2")])
    shop.post("revaluation", "v1", location="transit", lines=[{"sku": "F", "unit_cost": "0.50"}])
    shop.post("transfer_receipt", "n1", of="t1")
    assert shop.stock("F", "back") == (2000, 100)


def test_the_first_to_expire_are_carried_and_a_named_lot_goes(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("L", tracking="lot")
    lots = (("L2", "2026-05-01"), ("L1", "2026-04-01"), ("L3", "2026-06-01"))
    counter.post("delivery", "d1", lines=[
        line("L", "2", unit_cost="1.00", lot=lot, expiry=expiry) for lot, expiry in lots
    ])  # fmt: skip
    counter.post("transfer", "t1", **TO_BACK, lines=[line("L", "3"), line("L", "1", lot="L3")])
    levels = (
        "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id"
        " JOIN location ON location.id = location_id"
        " WHERE location.code = ? AND quantity_milli <> 0 ORDER BY number"
    )
    assert counter.rows(levels, "back") == [("L1", 2000), ("L2", 1000), ("L3", 1000)]
    assert counter.rows(levels, "shop") == [("L2", 1000), ("L3", 1000)]
    refusal = refused(counter.post, "transfer", "t2", **TO_BACK, lines=[line("L", "2", lot="L3")])
    assert (refusal.code, refusal.facts["there"], refusal.facts["wanted"]) == ("transfer_short", "1", "2")
    counted_right(counter)


def test_what_arrives_without_a_lot_is_of_those_that_were_sent(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("L", tracking="lot")
    for lot, expiry in (("L1", "2026-04-01"), ("L2", "2026-05-01")):
        counter.post("delivery", f"d{lot}", lines=[line("L", "2", unit_cost="1.00", lot=lot, expiry=expiry)])
    counter.post("transfer", "t1", **TO_BACK, step="send", lines=[line("L", "2", lot="L2")])
    counter.post("transfer", "t2", **TO_BACK, step="send", lines=[line("L", "2", lot="L1")])
    # The first lot expires sooner, but it belongs to the other transfer. (Location 2 is the back room, 3 the way.)
    counter.post("transfer_receipt", "n1", of="t1", lines=[line("L", "1"), line("L", "1", lot="L2")])
    levels = (
        "SELECT number, location_id, quantity_milli FROM level JOIN lot ON lot.id = lot_id WHERE quantity_milli <> 0"
    )
    assert counter.rows(levels + " ORDER BY 1") == [("L1", 3, 2000), ("L2", 2, 2000)]
    assert refused(counter.post, "transfer_receipt", "n2", of="t2", lines=[line("L", "1", lot="L2")]).code == (
        "more_than_sent"
    )
    counter.post("transfer_receipt", "n2", of="t2")
    assert counter.rows(levels + " ORDER BY 1") == [("L1", 2, 2000), ("L2", 2, 2000)]
    counted_right(counter)


def test_pieces_with_serial_numbers_travel_one_by_one(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("P", tracking="serial", costing="specific")
    counter.post("delivery", "d1", lines=[line("P", "2", unit_cost="60.00", serials=["X1", "X2"])])
    counter.post("delivery", "d2", lines=[line("P", "1", unit_cost="70.00", serials=["X3"])])
    counter.post("transfer", "t1", **TO_BACK, step="send", lines=[line("P", "2", serials=["X3", "X1"])])
    assert [row[4] for row in values(counter, "t1")] == [-7000, 7000, -6000, 6000]
    assert (
        refused(counter.post, "transfer", "t2", **TO_BACK, lines=[line("P", serials=["X1"])]).code == "transfer_short"
    )
    # What is on the way is in stock: it cannot come in once more.
    refusal = refused(counter.post, "delivery", "d3", lines=[line("P", unit_cost="1", serials=["X1"])])
    assert (refusal.code, refusal.facts["location"]) == ("serial_in_stock", "transit")
    counter.post("transfer_receipt", "n1", of="t1", lines=[line("P", serials=["X1"])])
    counter.post("transfer_receipt", "n2", of="t1")
    assert (counter.stock("P"), counter.stock("P", "back")) == ((1000, 6000), (2000, 13_000))
    counter.post("sale", "s1", location="back", lines=[line("P", serials=["X3"])])
    assert counter.movements("s1") == [("P", "sale", -1000, -7000)]
    counted_right(counter)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"to": "moon"}, "unknown_location"),
        ({"from": "moon"}, "unknown_location"),
        ({"to": "shop"}, "same_location"),
        ({"location": "back"}, "other_location"),
        ({"lines": []}, "no_lines"),
        ({"lines": [line("NOBODY")]}, "unknown_product"),
        ({"lines": [line("BAG")]}, "not_stocked"),
        ({"lines": [line("KIT")]}, "kit_comes_in_parts"),
        ({"lines": [line("F", "21")]}, "transfer_short"),
        ({"lines": [line("F", "11"), line("F", "10")]}, "transfer_short"),
        ({"lines": [line("F", lot="L9")]}, "transfer_short"),
        ({"lines": [line("NEVER")]}, "transfer_short"),
        ({"lines": [line("F", "0")]}, "quantity_zero"),
        ({"lines": [line("F", "-1")]}, "quantity_below_zero"),
        ({"lines": [line("F", "0.5")]}, "whole_pieces"),
        ({"lines": [line("F", "2", serials=["X1"])]}, "serials_count"),
    ],
)
def test_what_cannot_be_carried_is_refused_and_leaves_nothing(shop, keys, code):
    shop.product("BAG", stocked=False)
    shop.product("KIT", kit=[{"sku": "F"}])
    shop.product("NEVER")
    before = shop.counts()
    assert refused(shop.post, "transfer", "t1", **{**TO_BACK, "lines": [line("F")], **keys}).code == code
    assert shop.counts() == before


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"of": "t9"}, "not_on_the_way"),
        ({"of": "t2"}, "not_on_the_way"),
        ({"of": "d1"}, "not_on_the_way"),
        ({"of": "t3"}, "not_on_the_way"),
        ({"location": "shop"}, "other_location"),
        ({"lines": [line("F", "3")]}, "more_than_sent"),
        ({"lines": [line("F", "1"), line("F", "2")]}, "more_than_sent"),
        ({"lines": [line("M")]}, "more_than_sent"),
        ({"lines": [line("F", lot="L9")]}, "more_than_sent"),
        ({"lines": [line("F", serials=["X1"])]}, "more_than_sent"),
        ({"lines": [line("NOBODY")]}, "unknown_product"),
        ({"lines": [line("F", "-1")]}, "quantity_below_zero"),
    ],
)
def test_what_is_not_on_the_way_cannot_arrive(shop, keys, code):
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "2")])
    shop.post("transfer", "t2", **TO_BACK, lines=[line("F", "2")])
    shop.post("transfer", "t3", **TO_BACK, step="send", lines=[line("F", "2")])
    shop.post("reversal", "z1", of="t3", reason="typed wrong")
    before = shop.counts()
    assert refused(shop.post, "transfer_receipt", "n1", **{"of": "t1", **keys}).code == code
    assert shop.counts() == before


def test_a_wish_that_was_carried_out_is_not_carried_out_again(shop):
    said = {
        "transfer": {**TO_BACK, "step": "send", "lines": [line("F", "2")]},
        "transfer_receipt": {"of": "transfer", "lines": [line("F")]},
    }
    for kind, keys in said.items():
        shop.post(kind, kind, **keys)
    before = shop.counts()
    for kind, keys in said.items():
        assert shop.post(kind, kind, **keys).status == "already posted"
        assert refused(shop.post, kind, kind, **keys, note="other").code == "uid_conflict"
    assert shop.counts() == before


def test_who_may_not_carry_is_refused(shop):
    shop.post("user", code="carl", name="Carl")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'carl'")
    shop.post("transfer", "t1", **TO_BACK, step="send", lines=[line("F", "2")])
    for kind, keys in (("transfer", {**TO_BACK, "lines": [line("F")]}), ("transfer_receipt", {"of": "t1"})):
        refusal = refused(shop.post, kind, "x1", **keys, user="carl")
        assert (refusal.code, refusal.facts["right"]) == ("not_allowed", "transfer")


def test_goods_do_not_arrive_on_a_day_before_they_were_sent(shop):
    shop.clock.put("2026-03-10T09:00:00+01:00")
    shop.post("transfer", "t1", at="2026-03-05T14:00:00+01:00", step="send", lines=[line("F", "2")], **TO_BACK)
    number = shop.one("SELECT number FROM document WHERE uid = 't1'")
    before = shop.counts()
    refusal = refused(shop.post, "transfer_receipt", "n1", of="t1", at="2026-03-04T15:00:00+01:00")
    assert (refusal.code, refusal.facts) == (
        "before_its_document", {"day": "2026-03-04", "of": number, "of_day": "2026-03-05"}
    )  # fmt: skip
    assert shop.counts() == before
    # Of a day nobody knows the hours for certain.
    shop.post("transfer_receipt", "n1", of="t1", at="2026-03-05T08:00:00+01:00")


@pytest.mark.parametrize("costing", ["specific", "fifo"])
def test_a_line_that_names_no_piece_takes_none_that_another_line_names(counter, costing):
    counter.product("N", tracking="serial", costing=costing)
    counter.post("location", code="back", name="Back room")
    pieces = [{"sku": "N", "quantity": "2", "unit_cost": "5.00", "serials": ["X1", "X2"]}]
    counter.post("delivery", "d1", lines=pieces)
    lines = [{"sku": "N", "quantity": "1"}, {"sku": "N", "quantity": "1", "serials": ["X1"]}]
    counter.post("transfer", "t1", **{"from": "shop", "to": "back", "lines": lines})
    levels = "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id WHERE quantity_milli <> 0 ORDER BY 1"
    assert counter.rows(levels) == [("X1", 1000), ("X2", 1000)]
    counted_right(counter)


# Counts of the same goods that came after.

EARLY, LATE = "2026-03-02T11:00:00+01:00", "2026-03-04T09:00:00+01:00"


@pytest.fixture
def counted(counter):
    """40 of E at each of two places, at 1.00; opened on 1 March. Its clock stands on 4 March."""
    counter.clock.put("2026-03-01T09:00:00+01:00")
    counter.post("location", code="back", name="Back room")
    counter.product("E", costing="fifo")
    for place in ("shop", "back"):
        counter.post("opening_stock", f"o-{place}", location=place, lines=[line("E", "40", unit_cost="1.00")])
    counter.clock.put(LATE)
    yield counter
    counted_right(counter)


def count(counter, place, found):
    lines = [{"sku": "E", "counted": found, "at": "2026-03-03T12:00:00+01:00"}]
    counter.post("count", f"c-{place}", location=place, lines=lines)


def there(counter):
    return [counter.stock("E", place) for place in ("shop", "back")]


def test_a_transfer_that_is_entered_after_its_goods_were_counted_asks_whether_they_had_gone(counted):
    count(counted, "shop", "40")
    count(counted, "back", "40")
    late = {**TO_BACK, "at": EARLY, "lines": [line("E", "5")]}
    refusal = refused(counted.post, "transfer", "t1", **late)
    assert refusal.code == "carried_before_count"
    assert refusal.facts == {
        "sku": "E", "name": "Product E", "count": "T0-C000001, T0-C000002", "day": "2026-03-03",
    }  # fmt: skip
    assert there(counted) == [(40_000, 4000), (40_000, 4000)]


@pytest.mark.parametrize(
    ("found", "gone", "left"),
    [
        # They had gone: both counts have seen it, and what they booked for it is taken back.
        (("35", "45"), True, [(35_000, 3500), (45_000, 4500)]),
        # They had not: both counts were of before.
        (("40", "40"), False, [(35_000, 3500), (45_000, 4500)]),
        # They had gone and more was missing than that: what is left of the differences stays.
        (("33", "45"), True, [(33_000, 3300), (45_000, 4500)]),
        (("0", "80"), True, [(0, 0), (80_000, 8000)]),
    ],
)
def test_the_answer_says_what_the_counts_have_seen(counted, found, gone, left):
    for place, many in zip(("shop", "back"), found, strict=True):
        count(counted, place, many)
    counted.post("transfer", "t1", **TO_BACK, at=EARLY, lines=[line("E", "5")], counted=gone)
    assert there(counted) == left
    assert counted.one("SELECT counted FROM stock_document JOIN document ON id = document_id WHERE uid = 't1'") == (
        "yes" if gone else "no"
    )


def test_it_asks_of_the_place_alone_that_was_counted(counted):
    count(counted, "back", "45")
    counted.post("transfer", "t1", **TO_BACK, at=EARLY, lines=[line("E", "5")], counted=True)
    assert there(counted) == [(35_000, 3500), (45_000, 4500)]


def test_goods_on_the_way_that_were_counted_where_they_arrived_arrive_once(counted):
    counted.post("transfer", "t1", **TO_BACK, at="2026-03-02T10:00:00+01:00", lines=[line("E", "10")], step="send")
    count(counted, "back", "50")
    receipt = {"of": "t1", "at": EARLY}
    assert refused(counted.post, "transfer_receipt", "r1", **receipt).code == "carried_before_count"
    counted.post("transfer_receipt", "r1", **receipt, counted=True)
    assert there(counted) == [(30_000, 3000), (50_000, 5000)]


def test_one_that_is_taken_back_leaves_what_was_counted(counted):
    count(counted, "shop", "35")
    count(counted, "back", "45")
    counted.post("transfer", "t1", **TO_BACK, at=EARLY, lines=[line("E", "5")], counted=True)
    counted.post("reversal", "x1", of="t1", reason="never happened")
    assert there(counted) == [(35_000, 3500), (45_000, 4500)]
