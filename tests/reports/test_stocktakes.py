"""What those who count ask; the review itself is told in `tests/services/test_stocktaking.py`."""

from app.domain.count_plan import Plan, Scope
from app.domain.count_review import State, Tolerance
from app.domain.count_sheet import Find, Note, goods_of


def test_scans_and_words_find_goods(counter):
    counter.product("A1", name="Apple juice", codes=["4006381333931"])
    found, by_words = counter.stocktakes.find("4006381333931", location="shop")
    assert ([one.sku for one in found.items], by_words) == (["A1"], ())
    assert [one.sku for one in counter.stocktakes.find("apple", location="shop", is_typed=True)[1]] == ["A1"]


def test_sheets_and_their_entries_are_read_back(counter):
    counter.product("A1")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    entry = Find(goods_of(counter.lookups.item("A1", location="shop")), 1000, counter.clock.now_us())
    counter.stocktaking.record(sheet, [(entry, "A1")], many=0, till="T1", user=None)
    assert [(one.zone, one.entries, one.state) for one in counter.stocktakes.sheets(uid)] == [("Z1", 1, "open")]
    assert counter.stocktakes.entries(sheet) == (entry,)
    assert [one.name for one in counter.stocktakes.opened()] == ["All"]
    assert counter.stocktakes.review(uid).open_sheets == 1


def test_what_is_to_be_counted_again_is_told_without_what_the_book_expects(counter):
    for sku in ("A", "B"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "9", "1.00")
    plan = Plan("", "All", Scope.FULL, tolerance=Tolerance(1000))
    uid = counter.stocktaking.begin(plan, till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    found = [
        (Find(goods(counter, sku), milli, counter.clock.now_us()), sku) for sku, milli in (("A", 4000), ("B", 8000))
    ]
    counter.stocktaking.record(sheet, found, many=0, till="T1", user=None)
    (again,) = counter.stocktakes.recounts(uid, user=None)
    assert (again.goods.sku, again.zones, again.people, again.state) == ("A", ("Z1",), ("owner",), State.RECOUNT)
    assert counter.stocktakes.zones("shop") == ("Z1",)


def test_what_is_decided_is_read_alone_and_what_is_counted_meanwhile_with_all_the_rest(counter):
    for sku in ("A", "B"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "9", "1.00")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    entries = [(Find(goods(counter, sku), 4000, counter.clock.now_us()), sku) for sku in ("A", "B")]
    counter.stocktaking.record(sheet, entries, many=0, till="T1", user=None)
    review = counter.stocktakes.review(uid)
    assert counter.stocktakes.renewed(review) == review
    counter.post("user", code="eve", name="Eve")
    counter.stocktaking.decide(uid, "B", accept=True, reason="stolen", user="eve")
    decided = counter.stocktakes.renewed(review)
    assert [(one.goods.sku, one.state, one.reason) for one in decided.lines] == [
        ("A", State.WITHIN, ""), ("B", State.ACCEPTED, "stolen"),
    ]  # fmt: skip
    assert decided.lines[0] is review.lines[0]
    assert decided == counter.stocktakes.review(uid)
    counter.stocktaking.set_tolerance(uid, Tolerance(1000), second_person=True, user=None)
    counter.stocktaking.decide_uncounted(uid, "zero", user=None)
    stricter = counter.stocktakes.renewed(decided)
    assert [one.state for one in stricter.lines] == [State.RECOUNT, State.ACCEPTED]
    assert stricter == counter.stocktakes.review(uid)
    counter.stocktaking.record(sheet, [(entries[0][0], "A")], many=2, till="T1", user=None)
    more = counter.stocktakes.renewed(stricter)
    assert more.many == 3
    assert more == counter.stocktakes.review(uid)


def test_the_lines_of_a_printed_sheet_are_those_of_its_zone(counter):
    counter.product("Y", tracking="lot")
    counter.post("delivery", "d1", lines=[{"sku": "Y", "quantity": "2", "unit_cost": "1", "lot": "L1"}])
    counter.product("A", name="Apples", codes=["4006381333931"])
    counter.deliver("d2", "A", "3", "1.00")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    assert [(one.goods.sku, one.lot, one.code) for one in counter.stocktakes.listed(uid, "")] == [
        ("A", "", "4006381333931"), ("Y", "L1", ""),
    ]  # fmt: skip
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "3", "zone": "Z2"}])
    assert [one.goods.sku for one in counter.stocktakes.listed(uid, "Z2")] == ["A"]
    assert counter.stocktakes.zones("shop") == ("Z2",)


def goods(counter, sku):
    return goods_of(counter.lookups.item(sku, location="shop"))


def test_places_have_names_where_there_are_several(counter):
    assert counter.stocktakes.places() == {}
    counter.post("location", code="back", name="Back room")
    assert counter.stocktakes.places() == {"shop": "Shop", "back": "Back room"}


def test_a_code_that_nobody_knows_is_told_until_it_is_counted_or_looked_after(counter):
    counter.product("A1", codes=["4006381333931"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    assert counter.stocktakes.head(uid).state == "open"
    goods = goods_of(counter.lookups.item("A1", location="shop"))

    def told(*entries):
        known = len(counter.stocktakes.entries(sheet))
        counter.stocktaking.record(sheet, entries, many=known, till="T1", user=None)
        return [(one.code, one.zones, one.people, one.times, one.note) for one in counter.stocktakes.unknown_codes(uid)]

    no_match, file, of_file = (Note("no_match"), "7"), (Note("file abc"), ""), (Note("not_found"), "8")
    assert told(no_match, file, no_match) == [("7", ("Z1",), ("Owner",), 2, "no_match")]
    assert told(of_file, (Note("settled"), "7")) == [("8", ("Z1",), ("Owner",), 1, "not_found")]
    assert told((Find(goods, 1000, counter.clock.now_us()), "8")) == []
    # Another piece of it is asked about again; a sheet that counts no more asks nothing.
    assert len(told(no_match)) == 1
    counter.stocktaking.discard_sheet(sheet, user=None)
    assert counter.stocktakes.unknown_codes(uid) == ()
