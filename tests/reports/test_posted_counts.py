"""Posted counts are listed however they were posted, and looked at line by line. Ten of each came in at 1.00."""

import pytest

from app.domain.count_plan import CountPlanAsked, Plan, Scope
from app.domain.count_sheet import Find, Note, goods_of
from app.domain.requests import Asking
from app.reports.posted_counts import PostedCounts
from app.store.queries import posted_counts as queries
from tests.books import refused


@pytest.fixture
def shop(counter):
    for sku in "ABCD":
        counter.product(sku, name=f"Goods {sku}")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.product("N", name="New")
    counter.product("S", name="Phone", tracking="serial")
    counter.posted = PostedCounts(counter.book)
    return counter


def by_hand(shop, found):
    """A stocktake of everything, posted."""
    uid = shop.stocktaking.begin(Plan("", "All of it", Scope.FULL), till="T1", user="owner")
    sheet = shop.stocktaking.open_sheet(uid, "Z1", till="T1", user="owner")
    entries = [
        (Find(goods_of(shop.lookups.item(sku, location="shop")), milli, shop.clock.now_us()), sku)
        for sku, milli in found.items()
    ]
    shop.stocktaking.record(sheet, [*entries, (Note("no_match"), "999")], many=0, till="T1", user="owner")
    shop.stocktaking.finish_sheet(sheet)
    shop.stocktaking.decide_uncounted(uid, "leave", user="owner")
    review = shop.stocktakes.review(uid)
    asked = shop.stocktakes.count_asked(review, Asking(uid, user="owner"))
    return shop.counting.count(asked, stocktake=uid, many=review.many)


def test_all_of_them_are_listed_the_newest_first_and_a_bounded_number(shop):
    assert shop.posted.newest() == ()
    shop.stocktaking.set_plan(CountPlanAsked("drinks", "The drinks", Scope.SPOT, subjects=("A",)))
    first = shop.post("count", "c1", lines=[{"sku": "A", "counted": "9"}], plan="drinks")
    shop.clock.put("2026-03-03T10:00:00+01:00")
    second = by_hand(shop, {"A": 9000})
    third = shop.post("count", "c3", lines=[{"sku": "B", "counted": "9"}])
    back = shop.post("reversal", "z1", of="c1", reason="typed wrong").number
    found = [(one.number, one.name, one.by, one.back, one.stocktake, one.location) for one in shop.posted.newest()]
    assert found == [
        (third.number, "", "Owner", "", "", "shop"),
        (second.number, "All of it", "Owner", "", second.uid, "shop"),
        (first.number, "The drinks", "Owner", back, "", "shop"),
    ]
    assert {one.book_date for one in shop.posted.newest()} == {20260303, shop.posted.newest()[-1].book_date}
    assert [one.number for one in shop.posted.newest(2)] == [third.number, second.number]


def test_sales_between_counts_are_not_walked_through(shop):
    """Each step of the look-up follows an index: it costs the same behind a million receipts."""
    with shop.book.reading() as connection:
        steps = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {queries._NEWEST}", (50,))]
    assert not [step for step in steps if step.startswith("SCAN document")]
    assert any("document_day (book_date=? AND kind=?)" in step for step in steps)


def test_a_count_is_told_line_by_line_what_needs_a_look_first(shop):
    posted = by_hand(shop, {"A": 9000, "B": 12_000, "C": 10_000, "N": 3000})
    looked = shop.posted.look_at(posted.uid)
    assert [(one.sku, one.counted_milli, one.expected_milli, one.difference_milli, one.value_minor, one.state)
            for one in looked.lines] == [
        ("B", 12_000, 10_000, 2000, 200, ""), ("A", 9000, 10_000, -1000, -100, ""),
        ("N", 3000, 0, 3000, 0, "opening stock"), ("C", 10_000, 10_000, 0, 0, ""),
        ("D", None, 10_000, 0, 0, "not counted: left"),
        ("", None, None, 0, 0, "unknown code: no product has it"),
    ]  # fmt: skip
    assert (looked.losses_minor, looked.gains_minor, looked.opening_minor, looked.differing) == (-100, 200, 0, 3)
    assert [(one.zones, one.people, one.unit) for one in looked.lines[:1]] == [("Z1", "Owner", "each")]
    assert looked.lines[0].at.startswith("2026-03-02T")
    assert looked.head == shop.posted.head(posted.uid) == shop.posted.newest()[0]


def test_what_was_taken_back_has_no_difference_and_what_moved_stands_first(shop):
    lines = [
        {"sku": "A", "counted": "6", "zone": "Z1", "at": "2026-03-02T10:00:00+01:00"},
        {"sku": "B", "counted": "9", "zone": "Z1", "at": "2026-03-02T10:00:00+01:00"},
        {"sku": "A", "counted": "3", "zone": "Z2", "at": "2026-03-02T10:10:00+01:00"},
    ]
    shop.clock.put("2026-03-02T10:05:00+01:00")
    shop.sell("s1", "A")
    shop.clock.put("2026-03-02T10:20:00+01:00")
    shop.post("count", "c1", lines=lines)
    assert [(one.sku, one.state, one.expected_milli) for one in shop.posted.look_at("c1").lines] == [
        ("A", "not posted: count again", None), ("B", "", 10_000),
    ]  # fmt: skip
    shop.post("reversal", "z1", of="c1", reason="typed wrong")
    looked = shop.posted.look_at("c1")
    assert [(one.sku, one.state, one.difference_milli) for one in looked.lines] == [
        ("A", "taken back", 0), ("B", "taken back", 0),
    ]  # fmt: skip
    assert (looked.losses_minor, looked.gains_minor, looked.differing) == (0, 0, 0)


def test_how_far_it_is_is_told_from_the_first_moment_on(shop):
    shop.post("count", "c1", lines=[{"sku": sku, "counted": "9"} for sku in "ABCD"])
    seen = []
    shop.posted.look_at("c1", lambda done, many: seen.append((done, many)))
    assert (seen[0], seen[-1]) == ((0, 4), (4, 4))
    assert seen == sorted(seen)


def test_pieces_have_a_line_each(shop):
    shop.post("count", "c1", lines=[{"sku": "S", "counted": "2", "serials": ["S1", "S2"]}])
    assert [(one.lot, one.counted_milli) for one in shop.posted.look_at("c1").lines] == [("S1", 1000), ("S2", 1000)]


def test_only_a_count_is_looked_at(shop):
    assert refused(shop.posted.look_at, "dA").code == "unknown_document"
    assert refused(shop.posted.head, "nothing").code == "unknown_document"


def worth(shop):
    with shop.book.reading() as connection:
        rows = list(connection.execute("SELECT sku, value_minor FROM pool JOIN product ON product.id = product_id"))
    return dict(rows)


def test_what_goes_back_is_what_no_later_count_holds(shop):
    """A is counted again and stays; B goes back by 2.00; C is counted again by a count that does not stand: 3.00."""
    lines = [{"sku": "A", "counted": "9"}, {"sku": "B", "counted": "12"}, {"sku": "C", "counted": "7"}]
    shop.post("count", "c1", lines=lines)
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("count", "c2", lines=[{"sku": "A", "counted": "8"}])
    shop.post("count", "c3", lines=[{"sku": "C", "counted": "7"}])
    shop.post("reversal", "z3", of="c3", reason="typed wrong")
    shop.clock.put("2026-03-04T10:00:00+01:00")
    assert shop.posted.going_back(shop.posted.look_at("c1")) == (2, 300, -200, 0, ("Goods A",))
    before = worth(shop)
    shop.post("reversal", "z1", of="c1", reason="typed wrong")
    after = worth(shop)
    assert {sku: after[sku] - before[sku] for sku in "ABC"} == {"A": 0, "B": -200, "C": 300}


def test_a_lot_that_was_not_counted_again_goes_back(shop):
    """Of lot X two are missing, and of lot Y three; X alone is counted again."""
    shop.product("L", name="Yoghurt", tracking="lot")
    for lot in "XY":
        shop.post("delivery", f"d{lot}", lines=[{"sku": "L", "quantity": "10", "unit_cost": "1.00", "lot": lot}])
    shop.post("count", "c1", lines=[{"sku": "L", "counted": "8", "lot": "X"}, {"sku": "L", "counted": "7", "lot": "Y"}])
    shop.clock.put("2026-03-03T10:00:00+01:00")
    shop.post("count", "c2", lines=[{"sku": "L", "counted": "8", "lot": "X"}])
    shop.clock.put("2026-03-04T10:00:00+01:00")
    going = shop.posted.going_back(shop.posted.look_at("c1"))
    before = worth(shop)["L"]
    shop.post("reversal", "z1", of="c1", reason="typed wrong")
    assert (going.products, going.losses_minor, going.stay) == (1, worth(shop)["L"] - before, ())


def test_what_a_later_count_took_over_stays_with_it(shop):
    """The later count is posted first: one was missing by then. The earlier one, posted behind it, takes that over."""
    shop.clock.put("2026-03-04T10:00:00+01:00")
    shop.post("count", "c2", lines=[{"sku": "A", "counted": "9", "at": "2026-03-04T09:00:00+01:00"}])
    shop.post("count", "c1", lines=[{"sku": "A", "counted": "9", "at": "2026-03-03T09:00:00+01:00"}])
    looked = shop.posted.look_at("c1")
    going = shop.posted.going_back(looked)
    before = worth(shop)
    shop.post("reversal", "z1", of="c1", reason="typed wrong")
    assert worth(shop) == before
    assert (going.products, going.losses_minor + going.gains_minor) == (0, 0)
