"""Counts: facts at a moment against the ledger as it stood then; every figure is reckoned by hand."""

import pytest

from app.domain.shop import StockSystem
from app.domain.wording import sentence
from tests.books import counted_right, counter_at, refused

NINE, TEN, ELEVEN, NOON = (f"2026-03-02T{hour:02}:00:00+01:00" for hour in (9, 10, 11, 12))


def line(sku, counted, **keys):
    return {"sku": sku, "counted": counted, **keys}


def goods(sku, quantity, unit_cost=None, **keys):
    return {"sku": sku, "quantity": quantity, **({} if unit_cost is None else {"unit_cost": unit_cost}), **keys}


@pytest.fixture
def shop(counter):
    """On 1 March ten at 1.00 and ten at 2.00 of one product for each method; it is noon on the 2nd."""
    counter.clock.put(NOON)
    counter.post("location", code="back", name="Back room")
    for sku, costing in (("F", "fifo"), ("M", "average"), ("L", "lifo"), ("T", "standard")):
        counter.product(sku, costing=costing, standard_cost="1.20" if sku == "T" else None)
    for uid, cost in (("d1", "1.00"), ("d2", "2.00")):
        counter.post("delivery", uid, at="2026-03-01T09:00:00+01:00", lines=[goods(sku, "10", cost) for sku in "FMLT"])
    yield counter
    counted_right(counter)


def test_what_is_missing_leaves_by_the_method_and_what_is_too_much_comes_in_at_current_cost(shop):
    posted = shop.post("count", "c1", lines=[line(sku, "15") for sku in "FMLT"])
    assert (posted.number, posted.warnings) == ("T0-C000001", ())
    # 5 x 1.00, 5 x 1.50, 5 x 2.00, 5 x 1.20.
    assert shop.movements("c1") == [
        ("F", "count_loss", -5000, -500), ("M", "count_loss", -5000, -750),
        ("L", "count_loss", -5000, -1000), ("T", "count_loss", -5000, -600),
    ]  # fmt: skip
    shop.post("count", "c2", lines=[line(sku, "16") for sku in "FMLT"])
    # The newest layer, the average, the newest layer that is open, the standard.
    assert [row[1:] for row in shop.movements("c2")] == [
        ("count_gain", 1000, 200), ("count_gain", 1000, 150), ("count_gain", 1000, 200), ("count_gain", 1000, 120),
    ]  # fmt: skip


def test_two_reasons_for_the_same_goods_are_refused(shop):
    lines = [line("F", "9", zone="Z1", reason="stolen"), line("F", "6", zone="Z2", reason="damaged")]
    refusal = refused(shop.post, "count", "c1", lines=lines)
    assert refusal.code == "two_reasons"
    assert refusal.facts == {"sku": "F", "first": "stolen", "second": "damaged"}


def test_what_is_all_there_moves_nothing(shop):
    shop.post("count", "c1", lines=[line("F", "20")])
    assert shop.movements("c1") == []


def test_a_line_is_held_to_the_ledger_at_its_own_moment(shop):
    shop.sell("s1", "F", "3", at=TEN)
    shop.sell("s2", "F", "4", at=NOON)
    # At eleven there were 17; what has been sold since does not matter.
    shop.post("count", "c1", lines=[line("F", "16", at=ELEVEN)])
    assert shop.movements("c1") == [("F", "count_loss", -1000, -100)]
    assert shop.stock("F")[0] == 12_000
    assert shop.rows("SELECT happened_us FROM movement WHERE kind = 'count_loss'") == shop.rows(
        "SELECT at_us FROM stock_line WHERE zone = '' AND at_us IS NOT NULL"
    )


def test_the_count_that_is_posted_late_has_its_own_day(shop):
    shop.clock.put("2026-03-05T09:00:00+01:00")
    shop.post("count", "c1", lines=[line("F", "19", at=ELEVEN)])
    assert shop.rows("SELECT book_date FROM movement WHERE kind = 'count_loss'") == [(20260302,)]


def test_what_moved_in_the_moment_of_the_count_is_before_it(shop):
    shop.sell("s1", "F", "3", at=TEN)
    shop.post("count", "c1", lines=[line("F", "17", at=TEN)])
    assert shop.movements("c1") == []


def test_zones_add_up(shop):
    shop.post("count", "c1", at=TEN, lines=[line("F", "8", zone="Z1"), line("F", "11", zone="Z2"), line("M", "20")])
    assert shop.movements("c1") == [("F", "count_loss", -1000, -100)]


def test_goods_that_moved_between_their_zones_are_counted_again(shop):
    shop.sell("s1", "F", "3", at=TEN)
    posted = shop.post(
        "count", "c1", lines=[line("F", "8", zone="Z1", at=NINE), line("F", "9", zone="Z2", at=ELEVEN), line("M", "19")]
    )
    assert [(one.code, one.facts) for one in posted.warnings] == [("recount", {"sku": "F", "name": "Product F"})]
    # The rest of the count stands.
    assert shop.movements("c1") == [("M", "count_loss", -1000, -150)]
    assert shop.rows("SELECT sku, state FROM stock_line WHERE at_us IS NOT NULL ORDER BY line_no") == [
        ("F", "recount"), ("F", "recount"), ("M", "")
    ]  # fmt: skip
    shop.post("count", "c2", lines=[line("F", "16", at=NOON)])
    assert shop.movements("c2") == [("F", "count_loss", -1000, -100)]
    # A line that was not posted is no count: a delivery of before it needs no answer.
    shop.post("delivery", "d3", at=NOON, lines=[goods("F", "1", "1.00")])


def test_the_first_count_of_goods_that_never_came_in_is_their_opening_stock(shop):
    shop.product("N", cost="0.50")
    shop.sell("s1", "N", "2", at=TEN)
    shop.post("count", "c1", at=ELEVEN, lines=[line("N", "5")])
    # Two were sold, five are there: seven at the cost that the product names.
    assert shop.movements("c1") == [("N", "opening_stock", 7000, 350)]
    assert shop.stock("N") == (5000, 250)
    # From here on what is missing is shrinkage.
    shop.post("count", "c2", lines=[line("N", "4")])
    assert shop.movements("c2") == [("N", "count_loss", -1000, -50)]
    # In the back room it is the first once more.
    shop.post("count", "c3", location="back", lines=[line("N", "1")])
    assert shop.movements("c3") == [("N", "opening_stock", 1000, 50)]


def test_what_nobody_counted_stays_or_is_gone(shop):
    shop.post("count", "c1", lines=[line("F", "20")], uncounted="leave")
    assert shop.movements("c1") == []
    posted = shop.post("count", "c2", lines=[line("F", "19"), line("M", "20")], uncounted="zero")
    # L and T: 30.00 and 24.00.
    [told] = posted.warnings
    assert (told.code, told.facts) == ("uncounted_zeroed", {"count": 2, "value": "54.00"})
    assert shop.movements("c2") == [
        ("F", "count_loss", -1000, -100), ("L", "count_loss", -10_000, -2000), ("L", "count_loss", -10_000, -1000),
        ("T", "count_loss", -20_000, -2400),
    ]  # fmt: skip
    # The document says so itself, line by line.
    assert shop.rows(
        "SELECT sku, quantity_milli FROM stock_line JOIN document ON document.id = document_id"
        " WHERE uid = 'c2' ORDER BY line_no"
    ) == [("F", 19_000), ("M", 20_000), ("L", 0), ("T", 0)]


@pytest.mark.parametrize(("uncounted", "left"), [("leave", (6000, 600)), ("zero", (3000, 300))])
def test_a_lot_that_nobody_counted_beside_others_stays_or_goes_as_it_is_said(counter, uncounted, left):
    counter.product("A", tracking="lot")
    counter.post(
        "delivery", "d1", lines=[{"sku": "A", "quantity": "3", "unit_cost": "1.00", "lot": lot} for lot in ("L1", "L2")]
    )
    posted = counter.post("count", "c1", lines=[{"sku": "A", "counted": "3", "lot": "L1"}], uncounted=uncounted)
    assert counter.stock("A") == left
    (said,) = posted.warnings
    assert (said.code, said.facts) == {
        "leave": ("lots_left", {"sku": "A", "name": "Product A", "lots": "L2", "quantity": "3"}),
        "zero": ("uncounted_zeroed", {"count": 1, "value": "3.00"}),
    }[uncounted]
    counted_right(counter)


@pytest.mark.parametrize("uncounted", ["leave", "zero"])
def test_a_count_of_nothing_is_refused_and_empties_no_shelf(shop, uncounted):
    assert refused(shop.post, "count", "c1", lines=[], uncounted=uncounted).code == "no_lines"
    assert shop.stock("F") == (20_000, 3000)


def test_uncounted_goods_below_zero_are_brought_to_zero_and_other_places_stay(shop):
    shop.post("transfer", "t1", **{"from": "shop", "to": "back"}, lines=[goods("F", "5")])
    shop.sell("s1", "F", "17")
    shop.post("count", "c1", lines=[line("M", "20"), line("L", "20"), line("T", "20")], uncounted="zero")
    assert shop.movements("c1") == [("F", "count_gain", 2000, 400)]
    assert (shop.stock("F"), shop.stock("F", "back")) == ((0, 0), (5000, 500))


def test_a_lot_is_counted_by_its_number_or_all_of_them_together(counter):
    counter.product("L", tracking="lot")
    counter.post("delivery", "d1", lines=[
        goods("L", "5", "1.00", lot=lot, expiry=expiry) for lot, expiry in (("L1", "2026-04-01"), ("L2", "2026-05-01"))
    ])  # fmt: skip
    levels = "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id ORDER BY number"
    counter.post("count", "c1", lines=[line("L", "4", lot="L2"), line("L", "2", lot="L3")])
    assert counter.rows(levels) == [("L1", 5000), ("L2", 4000), ("L3", 2000)]
    # Eleven are there; of the two that are missing nobody says which: the first to expire.
    counter.post("count", "c2", lines=[line("L", "9")])
    assert counter.rows(levels) == [("L1", 3000), ("L2", 4000), ("L3", 2000)]
    counter.post("count", "c3", lines=[line("L", "1", lot="L1", zone="Z1"), line("L", "2", lot="L1", zone="Z2")])
    assert counter.movements("c3") == []
    counted_right(counter)


@pytest.fixture
def two_lots(counter):
    """Three of lot A at 1.00 and one of B at 2.00; three of B were sold, so that A is three and B two below zero."""
    counter.product("L", tracking="lot", costing="fifo")
    counter.post("delivery", "d1", lines=[goods("L", "3", "1.00", lot="A"), goods("L", "1", "2.00", lot="B")])
    counter.post("sale", "s1", lines=[goods("L", "3", lot="B")])
    assert counter.rows(LOTS) == [("A", 3000), ("B", -2000)]
    yield counter
    counted_right(counter)


LOTS = "SELECT number, quantity_milli FROM level JOIN lot ON lot.id = lot_id WHERE quantity_milli <> 0 ORDER BY number"


def test_of_goods_of_which_none_is_there_no_lot_is_there(two_lots):
    two_lots.post("count", "c1", lines=[line("L", "0")])
    # The sale took the first layer; one piece is left in the book at 2.00, and it is gone: 2 x 2.00 less 3 x 2.00.
    assert two_lots.movements("c1") == [
        ("L", "count_gain", 2000, 400),
        ("L", "count_loss", -1000, -200),
        ("L", "count_loss", -2000, -400),
    ]
    assert two_lots.rows(LOTS) == []
    assert two_lots.stock("L") == (0, 0)


def test_lots_that_nobody_counted_are_told_at_what_the_book_loses(two_lots):
    two_lots.product("M")
    posted = two_lots.post("count", "c1", lines=[line("M", "0")], uncounted="zero")
    assert [one.facts for one in posted.warnings] == [{"count": 1, "value": "2.00"}]
    assert two_lots.rows(LOTS) == []


@pytest.mark.parametrize(
    ("total", "left"),
    [("1", [("A", 1000)]), ("3", [("A", 3000)]), ("4", [("", 1000), ("A", 3000)])],
)
def test_a_total_without_lots_leaves_no_lot_below_zero(two_lots, total, left):
    two_lots.post("count", "c1", lines=[line("L", total, zone="Z1"), line("L", "0", zone="Z2")])
    assert two_lots.rows(LOTS) == left


def test_who_counts_serial_numbers_counts_all_of_them(counter):
    counter.product("P", tracking="serial", costing="specific")
    for serial, cost in (("X1", "60.00"), ("X2", "70.00"), ("X3", "80.00")):
        counter.post("delivery", f"d{serial}", lines=[goods("P", "1", cost, serials=[serial])])
    counter.post("count", "c1", lines=[line("P", "3", serials=["X1", "X3", "X9"])])
    assert counter.movements("c1") == [("P", "count_gain", 1000, 8000), ("P", "count_loss", -1000, -7000)]
    assert counter.rows("SELECT number, serial FROM level JOIN lot ON lot.id = lot_id WHERE quantity_milli > 0") == [
        ("X1", 1), ("X3", 1), ("X9", 1)
    ]  # fmt: skip
    # A piece that the count did not find was not sold: it is sold with a word.
    sold = counter.post("sale", "s1", lines=[goods("P", "1", serials=["X2"])])
    assert [one.code for one in sold.warnings] == ["serial_not_counted"]
    counted_right(counter)


@pytest.fixture
def pieces(counter):
    """X1 at 60.00, X2 at 70.00, X3 at 80.00."""
    counter.product("P", tracking="serial", costing="specific")
    for serial, cost in (("X1", "60.00"), ("X2", "70.00"), ("X3", "80.00")):
        counter.post("delivery", f"d{serial}", lines=[goods("P", "1", cost, serials=[serial])])
    yield counter
    counted_right(counter)


def test_a_piece_that_the_book_has_elsewhere_too_is_named_until_it_was_counted_there(pieces):
    pieces.post("location", code="back", name="Back room")
    lines = [line("P", "1", serials=["X2"])]
    (warned,) = pieces.post("count", "c1", location="back", lines=lines).warnings
    assert (warned.code, warned.facts["serial"], warned.facts["location"]) == ("serial_counted_elsewhere", "X2", "shop")
    pieces.clock.put(NOON)
    pieces.post("count", "c2", lines=[line("P", "2", serials=["X1", "X3"])])
    assert (pieces.stock("P")[0], pieces.stock("P", "back")[0]) == (2000, 1000)
    # What is carried on after it was counted was there at that moment.
    pieces.post("transfer", "t1", **{"from": "back", "to": "shop"}, lines=[goods("P", "1", serials=["X2"])])
    assert pieces.post("count", "c3", location="back", at=ELEVEN, lines=lines).warnings == ()


@pytest.mark.parametrize(("many", "is_asked"), [("0", False), ("1", True), ("2", True), ("3", False), ("4", True)])
def test_pieces_that_are_counted_without_their_numbers_are_named_unless_all_or_none_of_them_are_there(
    pieces, many, is_asked
):
    pieces.product("A", cost="1.00")
    posted = pieces.post("count", "c1", lines=[line("P", many), line("A", "5")])
    asked = [("serials_to_name", {"sku": "P", "name": "Product P"})] if is_asked else []
    assert [(one.code, one.facts) for one in posted.warnings] == asked
    # Nothing of theirs is posted then, and the rest of the count is.
    assert pieces.stock("P") == ((0, 0) if many == "0" else (3000, 21_000))
    assert pieces.stock("A")[0] == 5000
    state = pieces.rows("SELECT state FROM stock_line WHERE sku = 'P' AND at_us IS NOT NULL")
    assert state == [("recount" if is_asked else "",)]


def test_pieces_that_never_had_a_number_are_counted_as_a_quantity(counter):
    counter.product("P", tracking="serial", cost="5.00")
    assert counter.post("count", "c1", lines=[line("P", "3")]).warnings == ()
    assert counter.post("count", "c2", lines=[line("P", "2")]).warnings == ()
    assert counter.stock("P") == (2000, 1000)
    counted_right(counter)


def test_of_a_piece_that_was_gone_before_it_was_counted_the_count_gives_that_one_back(pieces):
    pieces.clock.put("2026-03-02T13:00:00+01:00")
    pieces.post("count", "c1", at=NOON, lines=[line("P", "2", serials=["X1", "X3"])])
    gone = goods("P", "-1", serials=["X2"], reason="damaged")
    # It is gone already: it came back as the piece that it is, and went for its own reason.
    assert refused(pieces.post, "adjustment", "a1", at=ELEVEN, lines=[gone]).code == "serial_sold"
    pieces.post("delivery", "d4", at=ELEVEN, counted=True, lines=[goods("P", "1", "90.00", serials=["X4"])])
    assert pieces.movements("d4") == [("P", "delivery", 1000, 9000), ("P", "count_loss", -1000, -9000)]
    assert pieces.rows(LOTS) == [("X1", 1000), ("X3", 1000)]


def test_a_count_of_one_lot_asks_nothing_of_a_late_delivery_of_another(counter):
    counter.clock.put(NOON)
    counter.product("L", tracking="lot")
    counter.post(
        "delivery", "d1", at=NINE, lines=[goods("L", "5", "1.00", lot="L1"), goods("L", "5", "1.00", lot="L2")]
    )
    counter.post("count", "c1", at=ELEVEN, lines=[line("L", "4", lot="L1")])
    assert (
        refused(counter.post, "delivery", "d2", at=TEN, lines=[goods("L", "1", "1.00", lot="L1")]).code
        == "already_counted"
    )
    counter.post("delivery", "d2", at=TEN, lines=[goods("L", "1", "1.00", lot="L2")])
    assert counter.rows(LOTS) == [("L1", 4000), ("L2", 6000)]
    counted_right(counter)


def test_a_serial_number_that_never_came_in_is_posted_and_told(counter):
    counter.product("P", tracking="serial")
    # What is there before anything came in is new in any case.
    assert counter.post("count", "c1", lines=[line("P", "2", serials=["S1", "S2"])]).warnings == ()
    posted = counter.post("count", "c2", lines=[line("P", "2", serials=["S1", "SX2"])])
    facts = {"sku": "P", "name": "Product P", "serial": "SX2"}
    assert [(one.code, one.facts) for one in posted.warnings] == [("serial_never_came", facts)]
    assert counter.rows(LOTS) == [("S1", 1000), ("SX2", 1000)]
    counted_right(counter)


def test_goods_that_are_not_kept_by_lot_are_counted_as_a_whole_unless_the_book_has_the_lot(counter):
    counter.product("A", cost="2.00")
    counter.deliver("d1", "A", "24", "2.00")
    before = counter.counts()
    for lots in ({"lot": "NOPE"}, {"expiry": "2026-05-01"}):
        refusal = refused(counter.post, "count", "c1", lines=[line("A", "2", **lots)])
        assert (refusal.code, refusal.facts) == ("not_by_lot", {"sku": "A", "name": "Product A"})
    assert (counter.counts(), counter.stock("A")) == (before, (24_000, 4800))
    # What has come in by a lot is counted by it: one of three is gone.
    counter.post("delivery", "d2", lines=[goods("A", "3", "2.00", lot="L1")])
    assert counter.post("count", "c2", lines=[line("A", "2", lot="L1")]).warnings == ()
    assert counter.stock("A") == (26_000, 5200)
    counted_right(counter)


def test_a_lot_that_never_came_in_is_posted_and_told(counter):
    counter.product("L", tracking="lot")
    # What is there before anything came in is new in any case.
    assert counter.post("count", "c1", lines=[line("L", "3", lot="L1")]).warnings == ()
    # None of a lot makes none; L1 is known.
    lines = [line("L", "2", lot="L1"), line("L", "1", lot="LX"), line("L", "0", lot="LY")]
    posted = counter.post("count", "c2", lines=lines)
    facts = {"sku": "L", "name": "Product L", "lot": "LX"}
    assert [(one.code, one.facts) for one in posted.warnings] == [("lot_never_came", facts)]
    assert counter.rows(LOTS) == [("L1", 2000), ("LX", 1000)]
    counted_right(counter)


def test_the_count_after_a_first_count_that_was_taken_back_is_opening_stock_again(counter):
    # Ninety were typed for nine: what was never there is no shrinkage.
    counter.product("A", cost="2.00")
    counter.post("count", "c1", lines=[line("A", "90")])
    counter.post("reversal", "z1", of="c1", reason="typed wrong")
    counter.post("count", "c2", lines=[line("A", "9")])
    assert counter.movements("c2") == [("A", "opening_stock", 9000, 1800)]
    counter.post("count", "c3", lines=[line("A", "8")])
    assert counter.movements("c3") == [("A", "count_loss", -1000, -200)]
    counted_right(counter)


# Documents that come late.


def test_of_several_goods_that_were_counted_since_all_are_named_because_one_answer_holds_for_them(shop):
    shop.product("G", name="Gin")
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "20")])
    shop.post("count", "c2", at=NOON, lines=[line("G", "3")])
    lines = [goods("F", "1", "1.00"), goods("G", "2", "1.00"), goods("F", "2", "1.00")]
    refusal = refused(shop.post, "delivery", "d9", at=TEN, lines=lines)
    assert (refusal.code, refusal.facts) == (
        "already_counted",
        {"sku": "F, G", "name": "Product F, Gin", "count": "T0-C000001, T0-C000002", "day": "2026-03-02"},
    )


@pytest.mark.parametrize("kind", ["delivery", "supplier_return", "adjustment"])
def test_a_document_dated_before_a_count_has_to_say_whether_its_goods_were_on_the_shelf(shop, kind):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "20")])
    keys = {"lines": [goods("F", "1", **({"reason": "found"} if kind == "adjustment" else {}))]}
    before = shop.counts()
    refusal = refused(shop.post, kind, "x1", at=TEN, **keys)
    assert (refusal.code, refusal.facts) == (
        "already_counted", {"sku": "F", "name": "Product F", "count": "T0-C000001", "day": "2026-03-02"}
    )  # fmt: skip
    assert shop.counts() == before
    # After the count, at another place, of other goods: nothing to ask.
    shop.post(kind, "x2", at=NOON, **keys)
    shop.post(kind, "x3", at=TEN, location="back", **keys)


def test_what_was_counted_before_its_delivery_was_entered_is_no_gain(shop):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "25")])
    assert shop.movements("c1") == [("F", "count_gain", 5000, 1000)]
    shop.post("delivery", "d3", at=TEN, counted=True, lines=[goods("F", "5", "3.00")])
    # The gain is taken back at what it was booked at: shrinkage is nothing, in money too.
    assert shop.movements("d3") == [("F", "delivery", 5000, 1500), ("F", "count_gain", -5000, -1000)]
    assert shop.stock("F")[0] == 25_000
    assert shop.rows("SELECT happened_us FROM movement WHERE kind = 'count_gain' AND quantity_milli < 0") == shop.rows(
        "SELECT at_us FROM stock_line WHERE at_us IS NOT NULL"
    )
    assert shop.rows("SELECT counted FROM stock_document WHERE counted <> ''") == [("yes",)]


def test_a_count_before_another_one_is_told_and_takes_no_value_from_nowhere(shop):
    # Ten at 1.00 and ten at 2.00; at noon all of them are there.
    shop.post("count", "c1", at=NOON, lines=[line("F", "20"), line("M", "20")])
    told = shop.post("count", "c2", at=TEN, lines=[line("F", "13"), line("M", "20")]).warnings
    facts = {"sku": "F", "name": "Product F", "count": "T0-C000001", "day": "2026-03-02"}
    assert [(one.code, one.facts) for one in told] == [("counted_before_count", facts)]
    # Seven leave at 1.00 and come back at that.
    assert shop.movements("c2") == [("F", "count_loss", -7000, -700), ("F", "count_gain", 7000, 700)]
    assert shop.stock("F") == (20_000, 3000)


@pytest.mark.parametrize(("costing", "unit"), [("fifo", 200), ("average", 150)])
def test_a_count_that_finds_too_much_before_another_one_makes_no_value_of_nothing(shop, costing, unit):
    """Ten at 1.00 and ten at 2.00: seven more come in at the newest 2.00, or at 1.50, and go at that."""
    sku = {"fifo": "F", "average": "M"}[costing]
    shop.post("count", "c1", at=NOON, lines=[line(sku, "20")])
    shop.post("count", "c2", at=TEN, lines=[line(sku, "27")])
    assert shop.movements("c2") == [(sku, "count_gain", 7000, 7 * unit), (sku, "count_loss", -7000, -7 * unit)]
    assert (shop.stock(sku), len(shop.layers(sku))) == ((20_000, 3000), 2)
    # Its reversal is the same the other way round, however much was sold since.
    shop.sell("s1", sku, "15")
    left = shop.stock(sku)
    shop.post("reversal", "z1", of="c2", reason="the wrong day")
    assert shop.movements("z1") == [(sku, "count_gain", -7000, -7 * unit), (sku, "count_loss", 7000, 7 * unit)]
    assert shop.stock(sku) == left


@pytest.mark.parametrize(("costing", "booked", "more"), [("fifo", 800, 200), ("average", 600, 150)])
def test_what_a_later_count_had_found_too_much_was_too_much_earlier_at_that_value(shop, costing, booked, more):
    """Four more had come in at 2.00 (at 1.50); of five that were too much before four are those."""
    sku = {"fifo": "F", "average": "M"}[costing]
    shop.post("count", "c1", at=NOON, lines=[line(sku, "24")])
    shop.post("count", "c2", at=TEN, lines=[line(sku, "25")])
    assert shop.movements("c1") == [(sku, "count_gain", 4000, booked)]
    assert shop.movements("c2") == [
        (sku, "count_gain", 4000, booked), (sku, "count_gain", -4000, -booked),
        (sku, "count_gain", 1000, more), (sku, "count_loss", -1000, -more),
    ]  # fmt: skip
    assert shop.stock(sku) == (24_000, 3000 + booked)


def test_lots_that_an_earlier_count_misses_are_there_again_at_the_later_one(two_lots):
    two_lots.clock.put("2026-03-02T13:00:00+01:00")
    two_lots.post("count", "c1", at=NOON, lines=[line("L", "10")])
    before = two_lots.rows(LOTS)
    two_lots.post("count", "c2", at=ELEVEN, lines=[line("L", "8")])
    assert two_lots.rows(LOTS) == before


def test_what_lay_elsewhere_when_all_was_counted_is_more_than_was_counted(shop):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "20")])
    shop.post("delivery", "d3", at=TEN, counted=False, lines=[goods("F", "5", "3.00")])
    assert shop.movements("d3") == [("F", "delivery", 5000, 1500)]
    assert shop.stock("F")[0] == 25_000


def test_what_was_broken_before_the_count_and_booked_after_it_is_no_loss(shop):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "18")])
    assert shop.movements("c1") == [("F", "count_loss", -2000, -200)]
    shop.post("adjustment", "a1", at=TEN, counted=False, lines=[goods("F", "-2", reason="damaged")])
    assert shop.movements("a1") == [("F", "adjustment", -2000, -200), ("F", "count_loss", 2000, 200)]
    assert shop.stock("F")[0] == 18_000
    # Were they still there, they are less than was counted.
    shop.post("adjustment", "a2", at=TEN, counted=True, lines=[goods("F", "-1", reason="damaged")])
    assert shop.movements("a2") == [("F", "adjustment", -1000, -100)]


def test_what_went_back_before_the_count_and_was_entered_after_it_is_no_loss(shop):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "18")])
    shop.post("supplier_return", "b1", of="d2", at=TEN, counted=False, lines=[goods("F", "2")])
    assert [row[1:3] for row in shop.movements("b1")] == [("supplier_return", -2000), ("count_loss", 2000)]
    assert shop.stock("F")[0] == 18_000


def test_where_the_count_found_no_difference_one_comes_about(shop):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "20")])
    shop.post("delivery", "d3", at=TEN, counted=True, lines=[goods("F", "5", "3.00")])
    # With the delivery 25 should have been there, and 20 were.
    assert shop.movements("d3")[1] == ("F", "count_loss", -5000, -500)


def test_a_first_count_in_zones_gives_back_opening_stock_at_its_last_moment(shop):
    shop.product("N", cost="0.50")
    shop.post("count", "c1", at=ELEVEN, lines=[line("N", "4", zone="Z1", at=TEN), line("N", "6", zone="Z2")])
    shop.post("delivery", "d3", at=NINE, counted=True, lines=[goods("N", "3", "0.60")])
    assert shop.movements("d3") == [("N", "delivery", 3000, 180), ("N", "opening_stock", -3000, -150)]
    assert shop.stock("N") == (10_000, 530)
    moments = shop.rows("SELECT DISTINCT happened_us FROM movement WHERE kind = 'opening_stock'")
    assert moments == shop.rows("SELECT at_us FROM stock_line WHERE zone = 'Z2'")


def test_a_delivery_between_two_zones_counts_as_before_the_count(shop):
    shop.post(
        "count", "c1", at=NOON, lines=[line("F", "10", zone="Z1", at=NINE), line("F", "15", zone="Z2", at=ELEVEN)]
    )
    assert refused(shop.post, "delivery", "d3", at=TEN, lines=[goods("F", "5", "1.00")]).code == "already_counted"
    shop.post("delivery", "d3", at=TEN, counted=True, lines=[goods("F", "5", "1.00")])
    assert shop.stock("F")[0] == 25_000


def test_only_the_next_count_gives_back(shop):
    shop.post("count", "c1", at=TEN, lines=[line("F", "25")])
    shop.post("count", "c2", at=NOON, lines=[line("F", "24")])
    shop.post("delivery", "d3", at=NINE, counted=True, lines=[goods("F", "5", "3.00")])
    assert [row[1:3] for row in shop.movements("d3")] == [("delivery", 5000), ("count_gain", -5000)]
    assert shop.stock("F")[0] == 24_000


def test_a_count_that_was_taken_back_asks_nothing(shop):
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "25")])
    shop.post("reversal", "z1", of="c1", reason="the wrong shelf")
    assert shop.stock("F") == (20_000, 3000)
    shop.post("delivery", "d3", at=TEN, lines=[goods("F", "5", "3.00")])
    assert len(shop.movements("d3")) == 1


def test_a_count_before_a_later_count_takes_its_difference_over(shop):
    shop.post("count", "c2", at=ELEVEN, lines=[line("F", "17")])
    shop.clock.put("2026-03-02T13:00:00+01:00")
    # Two of the three were missing already at ten.
    shop.post("count", "c1", lines=[line("F", "18", at=TEN)])
    assert shop.movements("c1") == [("F", "count_loss", -2000, -200), ("F", "count_loss", 2000, 200)]
    assert shop.stock("F")[0] == 17_000


def test_only_as_much_as_the_count_had_booked_is_given_back_at_its_value(shop):
    # The count booked a loss of 2 at 2.00; five were broken before it: two come back at that, three are a gain.
    shop.post("count", "c1", at=ELEVEN, lines=[line("F", "18")])
    shop.post("adjustment", "a1", at=TEN, counted=False, lines=[goods("F", "-5", reason="damaged")])
    (_, *first), (_, *second), (_, *third) = shop.movements("a1")
    assert (first[:2], second) == (["adjustment", -5000], ["count_loss", 2000, 200])
    assert third[:2] == ["count_gain", 3000]
    assert shop.stock("F")[0] == 18_000
    # What is broken besides takes of that gain, not of the loss that is made good.
    shop.post("delivery", "d3", at=TEN, counted=True, lines=[goods("F", "1", "3.00")])
    assert [row[1:3] for row in shop.movements("d3")] == [("delivery", 1000), ("count_gain", -1000)]


# A shop that lives by counts alone.


@pytest.fixture
def periodic(tmp_path):
    counter = counter_at(tmp_path / "periodic.book", stock=StockSystem.PERIODIC)
    counter.clock.put(NOON)
    yield counter
    counted_right(counter)
    counter.book.close_thread()


@pytest.mark.parametrize(("costing", "worth"), [("fifo", 2000), ("average", 2250), ("lifo", 2500)])
def test_what_is_gone_is_usage_by_the_method_of_the_whole_period(periodic, costing, worth):
    periodic.product("A", costing=costing)
    periodic.post("opening_stock", "o1", at=NINE, lines=[goods("A", "10", "1.00")])
    periodic.sell("s1", "A", "8", at=TEN)
    periodic.post("delivery", "d1", at=ELEVEN, lines=[goods("A", "10", "2.00")])
    periodic.sell("s2", "A", "6", at=NOON)
    assert periodic.movements("s1") == []
    periodic.post("count", "c1", lines=[line("A", "5")])
    # Fifteen of twenty: 10 x 1.00 + 5 x 2.00; 15 x 1.50; 10 x 2.00 + 5 x 1.00.
    moved = periodic.movements("c1")
    assert (sum(row[2] for row in moved), sum(row[3] for row in moved)) == (-15_000, -worth)
    assert periodic.stock("A") == (5000, 3000 - worth)


def test_more_than_there_was_is_less_usage_and_the_first_count_is_opening_stock(periodic):
    periodic.product("A", cost="1.00")
    periodic.sell("s1", "A", "2", at=NINE)
    periodic.post("count", "c1", at=TEN, lines=[line("A", "10")])
    periodic.post("count", "c2", at=ELEVEN, lines=[line("A", "7")])
    periodic.post("count", "c3", lines=[line("A", "8")])
    assert [periodic.movements(uid) for uid in ("c1", "c2", "c3")] == [
        [("A", "opening_stock", 10_000, 1000)], [("A", "usage", -3000, -300)], [("A", "usage", 1000, 100)]
    ]  # fmt: skip


def test_what_comes_late_is_usage_too(periodic):
    periodic.product("A", cost="1.00")
    periodic.post("opening_stock", "o1", at=NINE, lines=[goods("A", "10", "1.00")])
    periodic.post("count", "c1", at=ELEVEN, lines=[line("A", "10")])
    periodic.post("delivery", "d1", at=TEN, counted=True, lines=[goods("A", "2", "1.00")])
    assert periodic.movements("d1") == [("A", "delivery", 2000, 200), ("A", "usage", -2000, -200)]


# What is refused.


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"lines": []}, "no_lines"),
        ({"lines": [line("NOBODY", "1")]}, "unknown_product"),
        ({"lines": [line("BAG", "1")]}, "not_stocked"),
        ({"lines": [line("KIT", "1")]}, "kit_comes_in_parts"),
        ({"lines": [line("F", "-1")]}, "counted_below_zero"),
        ({"lines": [line("F", "0.5")]}, "whole_pieces"),
        ({"lines": [line("F", "1"), line("F", "2")]}, "counted_twice"),
        ({"lines": [line("F", "1", zone="Z"), line("F", "2", zone="Z")]}, "counted_twice"),
        ({"lines": [line("F", "1", zone="Z"), line("F", "2", zone=" z")]}, "counted_twice"),
        ({"lines": [line("F", "2", serials=["X1"])]}, "serials_count"),
        ({"lines": [line("F", "2", serials=["X1", "X1"])]}, "serial_twice"),
        ({"lines": [line("F", "1", zone="1", serials=["X1"]), line("F", "1", zone="2", serials=["X1"])]},
         "serial_twice"),
        ({"lines": [line("F", "1", serials=[""])]}, "bad_serial"),
        ({"lines": [line("F", "1", at="2026-03-02T12:06:00+01:00")]}, "moment_ahead"),
        ({"lines": [line("F", "1")], "at": "2026-03-02T12:06:00+01:00"}, "moment_ahead"),
        ({"lines": [line("F", "1")], "location": "moon"}, "unknown_location"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_and_leaves_nothing(shop, keys, code):
    shop.product("BAG", stocked=False)
    shop.product("KIT", kit=[{"sku": "F"}])
    before = shop.counts()
    assert refused(shop.post, "count", "c1", **keys).code == code
    assert shop.counts() == before


def test_what_has_no_stock_is_refused_in_words_that_fit_a_count(shop):
    shop.product("BAG", name="Bag", stocked=False)
    shop.product("KIT", name="Set", kit=[{"sku": "F"}])
    said = {}
    for sku in ("BAG", "KIT"):
        refusal = refused(shop.post, "count", f"c-{sku}", lines=[line(sku, "1")])
        said[sku] = sentence(refusal.code, refusal.facts)
    assert said["BAG"].startswith("Bag (BAG) keeps no stock, so it cannot be ordered, received, counted,")
    assert said["KIT"].startswith("Set (KIT) is a kit and has no stock of its own. Name its parts instead:")
    assert "counted" in said["KIT"]


MOST = "1000000000"


@pytest.mark.parametrize("piece", ["", "1"], ids=["a count", "a zone of it"])
def test_a_difference_that_is_larger_than_the_book_can_keep_is_refused(shop, piece):
    shop.product("Z", "0")
    shop.sell("s1", "Z", MOST)
    before = shop.counts()
    lines = [line("Z", "20"), *([line("Z", piece, zone="2")] if piece else [])]
    asked = refused(shop.post, "count", "c1", lines=lines)
    assert (asked.code, asked.facts["what"], asked.facts["text"]) == (
        "out_of_bounds",
        "quantity",
        "1000000021" if piece else "1000000020",
    )
    assert shop.counts() == before
    # Nor was a number used up.
    assert shop.post("count", "c1", lines=[line("Z", "0")]).number == "T0-C000001"


@pytest.mark.parametrize("keys", [{"lines": [line("Z", "0")]}, {"lines": [line("F", "20")], "uncounted": "zero"}])
def test_more_that_is_gone_than_the_book_can_keep_in_one_figure_is_refused(shop, keys):
    shop.product("Z")
    for uid in ("d3", "d4"):
        shop.deliver(uid, "Z", MOST, "0")
    before = shop.counts()
    assert refused(shop.post, "count", "c1", **keys).code == "out_of_bounds"
    assert shop.counts() == before


def test_a_wish_that_was_carried_out_is_not_carried_out_again(shop):
    keys = {"lines": [line("F", "19")]}
    shop.post("count", "c1", **keys)
    before = shop.counts()
    assert shop.post("count", "c1", **keys).status == "already posted"
    assert refused(shop.post, "count", "c1", **keys, uncounted="zero").code == "uid_conflict"
    assert shop.counts() == before


def test_who_may_not_count_is_refused(shop):
    shop.post("user", code="carl", name="Carl")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'carl'")
    refusal = refused(shop.post, "count", "c1", lines=[line("F", "1")], user="carl")
    assert (refusal.code, refusal.facts["right"]) == ("not_allowed", "post_count")


def test_who_counts_serial_numbers_finds_the_piece_that_was_sold_without_its_own(counter):
    counter.product("P", tracking="serial", costing="specific", cost="40.00")
    counter.sell("s1", "P")
    lines = [{"sku": "P", "quantity": "2", "unit_cost": "50.00", "serials": ["X1", "X2"]}]
    counter.post("delivery", "d1", lines=lines)
    # Nobody knows which was sold: both are there at 50.00, and one is short at 40.00.
    assert counter.stock("P") == (1000, 10_000 - 4000)
    counter.post("count", "c1", lines=[{"sku": "P", "counted": "1", "serials": ["X2"]}])
    moved = [("P", "count_loss", -1000, -5000), ("P", "count_gain", 1000, 5000), ("P", "correction", 0, -1000)]
    assert sorted(counter.movements("c1")) == sorted(moved)
    assert counter.stock("P") == (1000, 5000)
    counted_right(counter)


def test_the_first_count_at_a_place_is_worth_what_the_goods_last_cost_elsewhere(counter):
    counter.post("location", code="back", name="Back room")
    counter.product("A", "9.00")
    counter.deliver("d1", "A", "10", "3.00", location="back")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "4"}])
    assert counter.movements("c1") == [("A", "opening_stock", 4000, 1200)]
    counted_right(counter)


def test_a_line_that_was_counted_after_its_count_is_refused(shop):
    refusal = refused(shop.post, "count", "c1", at=TEN, lines=[line("F", "19", at=ELEVEN)])
    assert refusal.code == "counted_later"
    assert refusal.facts == {"sku": "F", "name": "Product F", "at": ELEVEN, "count": TEN}
    # Without a moment the count is of now, and at its own moment everything may be counted.
    shop.post("count", "c2", lines=[line("F", "19", at=ELEVEN)])
    shop.post("count", "c3", at=ELEVEN, lines=[line("M", "19", at=ELEVEN), line("L", "19", at=NINE)])
    assert shop.stock("F")[0] == 19_000


def test_a_line_whose_counting_ended_before_it_began_is_refused(shop):
    refusal = refused(shop.post, "count", "c1", lines=[line("F", "19", first_at=ELEVEN, at=TEN)])
    facts = {"sku": "F", "name": "Product F", "first": ELEVEN, "at": TEN}
    assert (refusal.code, refusal.facts) == ("counted_backwards", facts)
    shop.post("count", "c2", lines=[line("F", "19", first_at=TEN, at=TEN)])


@pytest.mark.parametrize("zone", ["Z" * 65, "Shelf\nA", "3*"])
def test_a_zone_that_no_label_can_name_is_refused_from_outside_too(shop, zone):
    refusal = refused(shop.post, "count", "c1", lines=[line("F", "20", zone=zone)])
    assert refusal.code in {"bad_zone", "zone_is_quantity"}


def misfitting(posted):
    return [
        (one.facts["sku"], one.facts["reason"], one.facts["kind"], one.facts["quantity"])
        for one in posted.warnings
        if one.code == "reason_misfits"
    ]


def test_a_reason_that_does_not_fit_the_difference_is_posted_and_told(shop):
    # Twenty of each: two more of F cannot be stolen, and three that are gone of L were not found.
    lines = [line("F", "22", reason="stolen"), line("L", "17", reason="found"), line("M", "19", reason="stolen")]
    posted = shop.post("count", "c1", lines=lines)
    assert misfitting(posted) == [("F", "stolen", "losses", "2"), ("L", "found", "gains", "-3")]
    assert shop.stock("F")[0] == 22_000
    # Nothing differs, what is there too much was found, and other reasons fit either way.
    fitting = [line("F", "22", reason="stolen"), line("L", "19", reason="found"), line("M", "18", reason="other")]
    assert misfitting(shop.post("count", "c2", lines=fitting)) == []


def test_a_lot_has_its_own_reason_and_its_own_sign(counter):
    counter.product("Y", name="Yoghurt", tracking="lot")
    lots = [{"sku": "Y", "quantity": "5", "unit_cost": "1.00", "lot": lot} for lot in ("L1", "L2", "L3")]
    counter.post("delivery", "d1", lines=lots)
    counted = [
        line("Y", "6", lot="L1", reason="expired"), line("Y", "4", lot="L2", reason="expired"),
        line("Y", "6", lot="L3"),
    ]  # fmt: skip
    posted = counter.post("count", "c1", lines=counted)
    assert misfitting(posted) == [("Y", "expired", "losses", "1")]
    (told,) = [sentence(one.code, one.facts) for one in posted.warnings if one.code == "reason_misfits"]
    assert told.startswith("The reason expired is one of losses, and Yoghurt (Y) differs by 1.")
