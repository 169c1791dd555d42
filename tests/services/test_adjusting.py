"""Stock that changes for a reason, new values and new cost methods; every figure is reckoned by hand."""

import pytest

from tests.books import counted_right, refused


def line(sku, quantity="1", reason="damaged", **keys):
    return {"sku": sku, "quantity": quantity, "reason": reason, **keys}


@pytest.fixture
def shop(counter):
    """A shop with ten at 1.00 and ten at 2.00 of one product for each method, and a back room."""
    counter.post("location", code="back", name="Back room")
    for sku, costing in (("F", "fifo"), ("M", "average"), ("L", "lifo"), ("S", "specific"), ("T", "standard")):
        counter.product(sku, "5.00", costing=costing, standard_cost="1.20" if sku == "T" else None)
        lots = ("L1", "L2") if sku == "S" else (None, None)
        for uid, cost, lot in (("a", "1.00", lots[0]), ("b", "2.00", lots[1])):
            lines = [{"sku": sku, "quantity": "10", "unit_cost": cost, "lot": lot}]
            counter.post("delivery", f"{sku}{uid}", lines=lines)
    yield counter
    counted_right(counter)


def pools(counter, *skus, location="shop"):
    return [counter.stock(sku, location) for sku in skus]


# Adjustments.


def test_what_is_broken_leaves_by_the_method(shop):
    posted = shop.post("adjustment", "a1", lines=[line(sku, "-15") for sku in "FMLT"] + [line("S", "-1", lot="L2")])
    assert (posted.number, posted.warnings) == ("T0-A000001", ())
    # 10 x 1.00 + 5 x 2.00; 15 of 20 x 1.50; 10 x 2.00 + 5 x 1.00; 15 x 1.20; one of the second lot.
    assert shop.movements("a1") == [
        ("F", "adjustment", -10_000, -1000),
        ("F", "adjustment", -5000, -1000),
        ("M", "adjustment", -15_000, -2250),
        ("L", "adjustment", -10_000, -2000),
        ("L", "adjustment", -5000, -500),
        ("T", "adjustment", -15_000, -1800),
        ("S", "adjustment", -1000, -200),
    ]
    assert pools(shop, *"FMLTS") == [(5000, 1000), (5000, 750), (5000, 500), (5000, 600), (19_000, 2800)]


def test_what_is_found_comes_in_at_current_cost_or_at_the_cost_that_is_named(shop):
    shop.post(
        "adjustment", "a1", lines=[line(sku, "1", "found") for sku in "FMLT"] + [line("S", "1", "found", lot="L1")]
    )
    # The newest layer; the average; the newest layer; the standard; the lot's own.
    assert [value for *_, value in shop.movements("a1")] == [200, 150, 200, 120, 100]
    shop.post("adjustment", "a2", lines=[line(sku, "2", "found", unit_cost="3.335") for sku in "FMT"])
    # 6.67, and at standard 2.40.
    assert [value for *_, value in shop.movements("a2")] == [667, 667, 240]


def test_what_is_found_is_no_receipt_whose_cost_is_remembered(shop):
    shop.post("adjustment", "a1", lines=[line("F", "1", "found", unit_cost="9.00"), line("F", "-21")])
    # All is gone; what comes in without a cost comes in at the last receipt's 2.00.
    shop.post("adjustment", "a2", lines=[line("F", "1", "found")])
    assert shop.movements("a2") == [("F", "adjustment", 1000, 200)]


@pytest.mark.parametrize("reason", ["damaged", "expired", "stolen", "own_use", "found", "other"])
def test_each_reason_of_every_shop_is_kept(shop, reason):
    shop.post("adjustment", "a1", lines=[line("F", "-1", reason)])
    assert shop.one("SELECT reason FROM stock_line WHERE reason <> ''") == reason


def test_a_shop_may_have_reasons_of_its_own(shop):
    with shop.book.writing() as connection:
        connection.execute("INSERT INTO reason (code, name) VALUES ('tasting', 'Tasting')")
    shop.post("adjustment", "a1", lines=[line("F", "-1", "tasting")])
    refusal = refused(shop.post, "adjustment", "a2", lines=[line("F", "-1", "magic")])
    assert refusal.facts == {"reason": "magic", "known": "damaged, expired, stolen, own_use, found, other, tasting"}


def test_the_first_to_expire_is_written_off_first_and_a_named_lot_is_taken(counter):
    counter.product("M", tracking="lot")
    counter.post("delivery", "d1", lines=[
        {"sku": "M", "quantity": "2", "unit_cost": "1.00", "lot": lot, "expiry": expiry}
        for lot, expiry in (("L2", "2026-05-01"), ("L1", "2026-04-01"))
    ])  # fmt: skip
    counter.post("adjustment", "a1", lines=[line("M", "-1"), line("M", "-1", lot="L2")])
    assert counter.rows("SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id ORDER BY 1") == [
        ("L1", 1000), ("L2", 1000)
    ]  # fmt: skip
    # Expired goods are written off by name.
    counter.clock.put("2026-06-01T09:00:00+02:00")
    counter.post("adjustment", "a2", lines=[line("M", "-1", "expired", lot="L1")])
    assert counter.stock("M") == (1000, 100)
    counted_right(counter)


def test_pieces_with_serial_numbers_go_and_come_one_by_one(counter):
    counter.product("P", tracking="serial", costing="specific")
    counter.post("adjustment", "a1", lines=[line("P", "2", "found", unit_cost="60.00", serials=["X1", "X2"])])
    assert counter.movements("a1") == [("P", "adjustment", 1000, 6000)] * 2
    assert refused(counter.post, "adjustment", "a2", lines=[line("P", "1", "found", serials=["X1"])]).code == (
        "serial_in_stock"
    )
    counter.post("adjustment", "a3", lines=[line("P", "-1", "stolen", serials=["X1"])])
    assert refused(counter.post, "adjustment", "a4", lines=[line("P", "-1", "stolen", serials=["X1"])]).code == (
        "serial_sold"
    )
    counter.post("adjustment", "a5", lines=[line("P", "1", "found", serials=["X1"])])
    assert counter.stock("P")[0] == 2000
    counted_right(counter)


def test_below_zero_goes_what_may_is_told_and_what_may_not_is_refused(counter):
    for policy in ("allow", "warn", "block"):
        counter.product(policy, negative_stock=policy, name=policy.title())
        counter.deliver(f"d-{policy}", policy, "2", "1.00")
    posted = counter.post("adjustment", "a1", lines=[line("allow", "-3"), line("warn", "-1"), line("warn", "-2")])
    assert [(one.code, one.facts) for one in posted.warnings] == [
        ("stock_below_zero", {"sku": "warn", "name": "Warn", "on_hand": "-1"})
    ]
    # Two lines of one document count together.
    before = counter.counts()
    refusal = refused(counter.post, "adjustment", "a2", lines=[line("block", "-1"), line("block", "-2")])
    assert (refusal.code, refusal.facts["on_hand"]) == ("stock_blocked", "-1")
    assert counter.counts() == before
    counter.post("adjustment", "a3", lines=[line("block", "-2")])
    # Never counted: nobody knows that it is less than nothing.
    counter.product("new")
    assert counter.post("adjustment", "a4", lines=[line("new", "-1")]).warnings == ()
    counted_right(counter)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "no_lines"),
        ([line("NOBODY", "-1")], "unknown_product"),
        ([line("F", "0")], "quantity_zero"),
        ([line("F", "-0.5")], "whole_pieces"),
        ([line("F", "-1", "magic")], "unknown_reason"),
        ([line("F", "-1", "")], "unknown_reason"),
        ([line("BAG", "-1")], "not_stocked"),
        ([line("KIT", "-1")], "kit_comes_in_parts"),
        ([line("F", "-2", serials=["X1"])], "serials_count"),
        ([line("F", "2", "found", serials=["X1", "X1"])], "serial_twice"),
        ([line("F", "1", "found", serials=["X1"]), line("F", "1", "found", serials=["X1"])], "serial_twice"),
        ([line("F", "-1", serials=["X1"]), line("F", "-1", serials=["X1"])], "serial_twice"),
        ([line("F", "-1", serials=[""])], "bad_serial"),
        ([line("F", "1000000000", "found", unit_cost="1000000000")], "amount_too_large"),
    ],
)
def test_what_cannot_be_adjusted_is_refused_and_leaves_nothing(shop, lines, code):
    shop.product("BAG", stocked=False)
    shop.product("KIT", kit=[{"sku": "F"}])
    before = shop.counts()
    assert refused(shop.post, "adjustment", "a1", lines=lines).code == code
    assert shop.counts() == before


def test_a_wish_that_was_carried_out_is_not_carried_out_again(shop):
    said = {
        "adjustment": {"lines": [line("F", "-1")]},
        "revaluation": {"lines": [{"sku": "F", "unit_cost": "0.50"}]},
        "method_change": {"lines": [{"sku": "F", "costing": "average"}]},
    }
    for kind, keys in said.items():
        shop.post(kind, kind, **keys)
    before = shop.counts()
    for kind, keys in said.items():
        assert shop.post(kind, kind, **keys).status == "already posted"
        assert refused(shop.post, kind, kind, **keys, note="other").code == "uid_conflict"
    assert shop.counts() == before


def test_who_may_not_is_refused(shop):
    shop.post("user", code="carl", name="Carl")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk' WHERE code = 'carl'")
    for kind, right, one in [
        ("adjustment", "adjust", line("F", "-1")),
        ("revaluation", "revalue", {"sku": "F", "unit_cost": "1"}),
        ("method_change", "revalue", {"sku": "F", "costing": "lifo"}),
    ]:
        refusal = refused(shop.post, kind, "x1", lines=[one], user="carl")
        assert (refusal.code, refusal.facts["right"]) == ("not_allowed", right)


# Revaluations.


def test_a_write_down_and_its_reversal_are_movements_of_value_alone(shop):
    shop.post("revaluation", "v1", lines=[{"sku": sku, "unit_cost": "0.75"} for sku in "FMLS"])
    # 20 x 0.75 = 15.00, was 30.00.
    assert shop.movements("v1") == [(sku, "revaluation", 0, -1500) for sku in "FMLS"]
    assert pools(shop, *"FMLS") == [(20_000, 1500)] * 4
    shop.post("revaluation", "v2", lines=[{"sku": "F", "unit_cost": "1.50"}])
    assert shop.movements("v2") == [("F", "revaluation", 0, 1500)]
    shop.post("adjustment", "a1", lines=[line("F", "-15"), line("L", "-15")])
    assert [value for *_, value in shop.movements("a1")] == [-1500, -750, -750, -375]


def test_a_write_down_is_the_last_known_cost(shop):
    shop.post("revaluation", "v1", lines=[{"sku": "F", "unit_cost": "0.75"}])
    shop.post("adjustment", "a1", lines=[line("F", "-20")])
    shop.sell("s1", "F", "2")
    assert shop.movements("s1") == [("F", "sale", -2000, -150)]
    shop.deliver("d9", "F", "5", "1.00")
    assert shop.movements("d9") == [("F", "delivery", 5000, 500), ("F", "correction", 0, -50)]


def test_a_revaluation_concerns_one_location_but_a_standard_is_the_products_everywhere(shop):
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[{"sku": sku, "quantity": "5"} for sku in "FT"])
    shop.post("revaluation", "v1", location="back", lines=[{"sku": sku, "unit_cost": "1.50"} for sku in "FT"])
    # At the back 5 of F came from the oldest layer at 1.00 each.
    assert shop.rows(
        "SELECT sku, location.code, value_minor FROM movement JOIN product ON product.id = product_id"
        " JOIN location ON location.id = movement.location_id WHERE movement.kind = 'revaluation' ORDER BY seq"
    ) == [("F", "back", 250), ("T", "shop", 450), ("T", "back", 150)]
    assert pools(shop, "F", "T") == [(15_000, 2500), (15_000, 2250)]
    assert pools(shop, "F", "T", location="back") == [(5000, 750), (5000, 750)]
    assert shop.one("SELECT standard_cost_micro FROM product WHERE sku = 'T'") == 1_500_000
    assert shop.one("SELECT standard_cost_micro FROM product WHERE sku = 'F'") is None


def test_goods_of_which_there_are_none_get_a_last_known_cost_and_no_value(shop):
    shop.product("N")
    shop.post("revaluation", "v1", lines=[{"sku": "N", "unit_cost": "0.40"}])
    assert (shop.stock("N"), shop.movements("v1")) == ((0, 0), [("N", "revaluation", 0, 0)])
    shop.sell("s1", "N", "2")
    assert shop.movements("s1") == [("N", "sale", -2000, -80)]


def test_what_was_sold_below_zero_is_worth_the_new_cost_too(shop):
    shop.post("adjustment", "a1", lines=[line("F", "-22")])
    assert shop.stock("F") == (-2000, -400)
    shop.post("revaluation", "v1", lines=[{"sku": "F", "unit_cost": "1.00"}])
    assert shop.stock("F") == (-2000, -200)
    shop.deliver("d9", "F", "3", "1.10")
    # Two were missing at 1.00.
    assert shop.movements("d9") == [("F", "delivery", 3000, 330), ("F", "correction", 0, -20)]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "no_lines"),
        ([{"sku": "NOBODY", "unit_cost": "1"}], "unknown_product"),
        ([{"sku": "F", "unit_cost": "1"}, {"sku": "F", "unit_cost": "2"}], "named_twice"),
        ([{"sku": "KIT", "unit_cost": "1"}], "kit_comes_in_parts"),
        ([{"sku": "F", "unit_cost": "1000000000"}], "amount_too_large"),
    ],
)
def test_what_cannot_be_revalued_is_refused_and_leaves_nothing(shop, lines, code):
    shop.product("KIT", kit=[{"sku": "F"}])
    before = shop.counts()
    assert refused(shop.post, "revaluation", "v1", lines=lines).code == code
    assert shop.counts() == before


# Standard cost.


def test_everything_enters_at_standard_and_the_rest_is_variance(counter):
    counter.product("T", costing="standard", standard_cost="1.20")
    counter.post("opening_stock", "o1", lines=[{"sku": "T", "quantity": "10", "unit_cost": "1.00"}])
    counter.post(
        "delivery", "d1", lines=[{"sku": "T", "quantity": "10", "unit_cost": "2.00"}], landed_costs=[{"amount": "1.00"}]
    )
    assert counter.rows("SELECT kind, value_minor, variance_minor FROM movement ORDER BY seq") == [
        ("opening_stock", 1200, -200), ("delivery", 1200, 800), ("landed", 0, 100),
    ]  # fmt: skip
    counter.sell("s1", "T", "5")
    assert (counter.movements("s1"), counter.stock("T")) == ([("T", "sale", -5000, -600)], (15_000, 1800))
    counted_right(counter)


def test_at_standard_below_zero_needs_no_correction(counter):
    counter.product("T", costing="standard", standard_cost="1.20")
    counter.deliver("d1", "T", "1", "1.20")
    counter.sell("s1", "T", "3")
    counter.deliver("d2", "T", "5", "2.00")
    assert counter.movements("d2") == [("T", "delivery", 5000, 600)]
    assert counter.stock("T") == (3000, 360)
    counted_right(counter)


# Methods.


@pytest.mark.parametrize("costing", ["fifo", "average", "lifo", "specific"])
@pytest.mark.parametrize("sku", ["F", "M", "L", "S"])
def test_the_value_of_what_there_is_stays(shop, sku, costing):
    shop.post("method_change", "m1", lines=[{"sku": sku, "costing": costing}])
    assert (shop.stock(sku), shop.movements("m1")) == ((20_000, 3000), [])
    assert shop.one("SELECT costing FROM product WHERE sku = ?", sku) == costing
    shop.post("adjustment", "a1", lines=[line(sku, "-5", lot="L2" if sku == "S" else None)])
    # Between methods that go by layers each layer keeps its own worth; from the average all are alike at 1.50.
    # Under specific the lot's own leave first, without lots the oldest.
    worth = {"average": 750}.get(costing) or (
        750 if sku == "M" else {"fifo": 500, "lifo": 1000, "specific": 1000 if sku == "S" else 500}[costing]
    )
    assert [value for *_, value in shop.movements("a1")] == [-worth]


def test_goods_whose_costs_were_not_kept_by_lot_do_not_become_lots(counter):
    counter.product("E", tracking="lot", costing="fifo")
    for lot, cost in (("A", "1.00"), ("B", "2.00")):
        counter.post("delivery", f"d{lot}", lines=[{"sku": "E", "quantity": "2", "unit_cost": cost, "lot": lot}])
    counter.post("sale", "s1", lines=[{"sku": "E", "quantity": "1", "lot": "B"}])
    # One of lot B is gone, at the cost of lot A.
    change = {"lines": [{"sku": "E", "costing": "specific"}]}
    assert refused(counter.post, "method_change", "m1", **change).code == "cost_not_by_lot"
    counter.post("sale", "s2", lines=[{"sku": "E", "quantity": "1", "lot": "A"}])
    counter.post("sale", "s3", lines=[{"sku": "E", "quantity": "1", "lot": "A"}])
    counter.post("method_change", "m1", **change)
    counter.post("sale", "s4", lines=[{"sku": "E", "quantity": "1", "lot": "B"}])
    assert (counter.movements("s4"), counter.stock("E")) == ([("E", "sale", -1000, -200)], (0, 0))


def test_who_leaves_lots_covers_one_that_is_short_with_another(counter):
    counter.product("E", tracking="lot", costing="specific")
    for lot, cost in (("A", "1.00"), ("B", "2.00")):
        counter.post("delivery", f"d{lot}", lines=[{"sku": "E", "quantity": "1", "unit_cost": cost, "lot": lot}])
    counter.post("sale", "s1", lines=[{"sku": "E", "quantity": "1", "lot": "C"}])
    assert counter.stock("E") == (1000, 300 - 200)
    counter.post("method_change", "m1", lines=[{"sku": "E", "costing": "fifo"}])
    # The piece of lot A, 1.00, was the one that had left at 2.00.
    assert (counter.movements("m1"), counter.stock("E")) == ([("E", "correction", 0, 100)], (1000, 200))
    counted_right(counter)


@pytest.mark.parametrize("sku", ["F", "M", "L", "S"])
def test_to_standard_the_value_changes_to_it(shop, sku):
    assert refused(shop.post, "method_change", "m1", lines=[{"sku": sku, "costing": "standard"}]).code == (
        "standard_needed"
    )
    shop.product(sku, cost="1.10")
    shop.post("method_change", "m1", lines=[{"sku": sku, "costing": "standard"}])
    assert shop.movements("m1") == [(sku, "revaluation", 0, -800)]
    assert shop.stock(sku) == (20_000, 2200)


@pytest.mark.parametrize(("costing", "worth"), [("fifo", 600), ("average", 600), ("lifo", 600), ("specific", 600)])
def test_from_standard_it_goes_on_at_what_it_is_worth(shop, costing, worth):
    shop.post("method_change", "m1", lines=[{"sku": "T", "costing": costing}])
    assert (shop.stock("T"), shop.movements("m1")) == ((20_000, 2400), [])
    shop.sell("s1", "T", "5")
    assert shop.movements("s1") == [("T", "sale", -5000, -worth)]
    # What is sold below zero goes at the last receipt's cost, no longer at the standard.
    shop.sell("s2", "T", "16")
    assert shop.movements("s2") == [("T", "sale", -16_000, -1800 - 200)]


def test_a_new_method_goes_for_every_location_and_below_zero(shop):
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[{"sku": "F", "quantity": "15"}])
    shop.sell("s1", "F", "7")
    shop.post("method_change", "m1", lines=[{"sku": "F", "costing": "average"}])
    assert shop.rows("SELECT method FROM pool JOIN product ON product.id = product_id WHERE sku = 'F'") == [
        ("average",), ("average",)
    ]  # fmt: skip
    assert pools(shop, "F") + pools(shop, "F", location="back") == [(-2000, -400), (15_000, 2000)]
    shop.post("adjustment", "a1", location="back", lines=[line("F", "-3")])
    assert shop.movements("a1") == [("F", "adjustment", -3000, -400)]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "no_lines"),
        ([{"sku": "NOBODY", "costing": "fifo"}], "unknown_product"),
        ([{"sku": "F", "costing": "lifo"}, {"sku": "F", "costing": "fifo"}], "named_twice"),
        ([{"sku": "KIT", "costing": "fifo"}], "kit_comes_in_parts"),
    ],
)
def test_what_cannot_go_by_another_method_is_refused_and_leaves_nothing(shop, lines, code):
    shop.product("KIT", kit=[{"sku": "F"}])
    before = shop.counts()
    assert refused(shop.post, "method_change", "m1", lines=lines).code == code
    assert shop.counts() == before


def test_a_method_that_changes_in_the_middle_of_a_period_is_warned_of(counter):
    counter.product("A")
    counter.product("B")
    counter.deliver("d1", "A", "5", "1.00")
    counter.clock.put("2026-03-05T09:00:00+01:00")
    lines = [{"sku": sku, "costing": "average"} for sku in "AB"]
    posted = counter.post("method_change", "m1", lines=lines)
    # B has not moved.
    assert [(one.code, one.facts["sku"], one.facts["first"]) for one in posted.warnings] == [
        ("method_changed_midway", "A", "2026-03-02")
    ]
    counter.post("period_close", "p1", through="2026-03-04")
    lines = [{"sku": "A", "costing": "fifo"}]
    assert counter.post("method_change", "m2", lines=lines).warnings == ()
    counter.clock.put("2026-03-06T09:00:00+01:00")
    assert counter.post("method_change", "m3", lines=lines).warnings == ()
    counter.sell("s1", "A")
    assert [one.code for one in counter.post("method_change", "m4", lines=lines).warnings] == ["method_changed_midway"]


def test_goods_that_break_later_leave_their_delivery_its_say_in_what_they_cost(counter):
    counter.product("A", negative_stock="allow")
    counter.post("supplier", code="S1", name="Farm")
    lines = [{"sku": "A", "quantity": "10", "unit_cost": "3.00"}]
    counter.post("delivery", "d1", supplier="S1", lines=lines)
    counter.post("adjustment", "a1", lines=[{"sku": "A", "quantity": "-1", "reason": "damaged"}])
    # What the invoice says more goes to the nine that are left and to the one that is gone.
    bill = [{"sku": "A", "quantity": "10", "unit_cost": "4.00"}]
    counter.post("supplier_invoice", "i1", supplier="S1", number="1", deliveries=["d1"], lines=bill)
    assert counter.stock("A") == (9000, 3600)
    # A later receipt that is taken back leaves the first one the last word: two below zero cost 4.00 each.
    counter.post("delivery", "d2", lines=[{"sku": "A", "quantity": "1", "unit_cost": "9.00"}])
    counter.post("reversal", "z1", of="d2", reason="typed wrong")
    counter.sell("s1", "A", "11")
    assert counter.stock("A") == (-2000, -800)
    counted_right(counter)
