"""The paper of one count says who posted it, what was counted again or accepted, and what nobody counted."""

import pytest

from app.domain.count_plan import Plan, Scope
from app.domain.count_review import Tolerance
from app.domain.count_sheet import Find, goods_of
from app.domain.requests import Asking
from app.reports.count_paper import CountPaper, without_left
from app.reports.count_results import CountResults
from tests.reports.told import columns_of, rows_of

FULL = Plan("", "All of it", Scope.FULL)


@pytest.fixture
def shop(counter):
    for sku in "ABCD":
        counter.product(sku, name=f"Goods {sku}")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.product("K", name="Cheese", unit="kg")
    counter.deliver("dK", "K", "2.5", "8.00")
    counter.post("user", code="ben", name="Ben")
    return counter


def counted(shop, found, uncounted, *, again=(), accepted=()):
    """A stocktake that found so much of each SKU, posted; returns the rows of its paper and the report."""
    taking, minute = shop.stocktaking, 0

    def sheet(zone, lines, how="", goods=""):
        nonlocal minute
        uid = taking.open_sheet(stocktake, zone, how=how, goods=goods, till="T1", user="ben")
        for many, (sku, milli) in enumerate(lines):
            minute += 1
            shop.clock.put(f"2026-03-02T10:{minute:02}:00+01:00")
            item = goods_of(shop.lookups.item(sku, location="shop"))
            taking.record(uid, [(Find(item, milli, shop.clock.now_us()), sku)], many=many, till="T1", user="ben")
        taking.finish_sheet(uid)

    shop.clock.put("2026-03-02T09:00:00+01:00")
    stocktake = taking.begin(FULL, till="T1", user="owner")
    taking.set_tolerance(stocktake, Tolerance(), second_person=False, user="owner")
    sheet("Z1", found.items())
    for sku, milli in again:
        sheet("", [(sku, milli)], "goods", sku)
    for sku in accepted:
        taking.decide(stocktake, sku, accept=True, user="owner")
    taking.decide_uncounted(stocktake, uncounted, user="owner")
    review = shop.stocktakes.review(stocktake)
    asked = shop.stocktakes.count_asked(review, Asking(stocktake, user="owner"))
    number = shop.counting.count(asked, stocktake=stocktake, many=review.many).number
    report = CountPaper(shop.book).of_count(number, "shop")
    names = [column.name for column in report.columns]
    return report, [dict(zip(names, row, strict=True)) for row in report.rows]


def test_it_says_how_each_line_came_about_what_was_left_and_who_posted(shop):
    found = {"A": 10_000, "B": 8000, "C": 9000}
    report, rows = counted(shop, found, "leave", again=[("B", 9000)], accepted=["C"])
    assert {row["sku"]: row["state"] for row in rows} == {
        "A": "", "B": "counted again", "C": "accepted", "D": "not counted: left", "K": "not counted: left",
    }  # fmt: skip
    (left,) = [row for row in rows if row["sku"] == "K"]
    assert (left["expected"], left["counted"], left["difference"], left["unit"]) == (2500, None, None, "kg")
    assert report.note == "Posted by Owner. What nobody counted was left as the book had it."
    assert report.at == "2026-03-02"


def test_it_says_who_made_the_rule_looser_that_the_count_was_begun_with(shop):
    shop.post("user", code="eve", name="Eve")
    taking = shop.stocktaking
    strict = FULL._replace(tolerance=Tolerance(1000, 10_000, 500), second_person=True)

    def posted(*rules):
        stocktake = taking.begin(strict, till="T1", user="owner")
        for tolerance, second_person, user in rules:
            taking.set_tolerance(stocktake, tolerance, second_person=second_person, user=user)
        taking.decide_uncounted(stocktake, "zero", user="owner")
        review = shop.stocktakes.review(stocktake)
        asked = shop.stocktakes.count_asked(review, Asking(stocktake, user="owner"))
        number = shop.counting.count(asked, stocktake=stocktake, many=review.many).number
        return CountPaper(shop.book).of_count(number, "shop").note

    assert posted((Tolerance(4000), False, "eve"), (Tolerance(5000), False, "eve")) == (
        "Posted by Owner. Its rule was made looser by Eve: it was begun with a tolerance of 1, 10 %, 5.00 EUR and a "
        "second person, and posted with a tolerance of 5."
    )
    shop.deliver("again", "A", "1", "1.00")
    assert posted((Tolerance(), False, "eve"), (Tolerance(500, 10_000, 500), True, "owner")) == "Posted by Owner."


def test_pieces_and_kilograms_are_not_added_up(shop):
    found = {"A": 9000, "B": 10_000, "C": 10_000, "D": 10_000}
    report, rows = counted(shop, {**found, "K": 2000}, "leave")
    assert report.totals == {"value": -500}
    assert {row["unit"] for row in rows} == {"each", "kg"}
    report, rows = counted(shop, {"A": 8000}, "zero")
    assert "difference" not in report.totals


def test_what_is_set_to_zero_says_so_and_units_that_are_the_same_are_left_out(shop):
    shop.sell("s1", "K", "2.5")
    report, rows = counted(shop, {"A": 10_000, "B": 10_000, "C": 10_000}, "zero")
    assert {row["sku"]: row["state"] for row in rows} == {"A": "", "B": "", "C": "", "D": "not counted: set to zero"}
    assert report.totals == {"difference": -10_000, "value": -1000}
    assert {row["sku"]: row["counted_by"] for row in rows} == {"A": "Ben", "B": "Ben", "C": "Ben", "D": ""}
    assert "unit" not in [column.name for column in report.columns]
    assert report.note == "Posted by Owner."
    accuracy = CountResults(shop.book).count_accuracy().rows
    assert [row[1:4] for row in accuracy] == [("category", "", 3), ("counter", "Ben", 3), ("zone", "Z1", 3)]


def test_a_count_without_a_stocktake_says_who_posted_it(shop):
    number = shop.post("count", "c1", lines=[{"sku": "A", "counted": "8", "zone": "Z1"}]).number
    report = CountPaper(shop.book).of_count(number, "shop")
    assert report.note == "Posted by Owner."
    assert [column.name for column in report.columns if column.name == "state"] == []
    assert CountPaper(shop.book).of_count("nothing", "shop").rows == []


def test_the_paper_of_a_count_that_was_taken_back_says_by_what(shop):
    number = shop.post("count", "c1", lines=[{"sku": "A", "counted": "8", "zone": "Z1"}]).number
    other = shop.post("count", "c2", lines=[{"sku": "B", "counted": "9"}]).number
    back = shop.post("reversal", "z1", of="c1", reason="typed wrong").number
    report = CountPaper(shop.book).of_count(number, "shop")
    names = [column.name for column in report.columns]
    (row,) = (dict(zip(names, row, strict=True)) for row in report.rows)
    assert (row["counted"], row["expected"], row["difference"], row["state"]) == (8000, 10_000, None, "taken back")
    assert report.totals == {"difference": 0, "value": 0}
    assert report.note == (
        f"Posted by Owner. Taken back by {back}: it does not stand, and has no differences. "
        "What was wrong: typed wrong."
    )
    assert CountPaper(shop.book).of_count(other, "shop").note == "Posted by Owner."


def test_a_count_after_midnight_is_of_the_business_day_that_goes_on(counter):
    """The day begins at four: at 00:00:44 the shop, its journal and its papers have the day before."""
    counter.product("A", name="Goods A")
    counter.deliver("dA", "A", "10", "1.00")
    assert counter.book.shop.day_cut_minutes == 240
    counter.clock.put("2026-03-03T00:00:44+01:00")
    number = counter.post("count", "c1", lines=[{"sku": "A", "counted": "8"}]).number
    report = CountPaper(counter.book).of_count(number, "shop")
    assert counter.rows("SELECT book_date FROM document WHERE number = ?", number) == [(20260302,)]
    assert report.at == "2026-03-02"
    # One day stands above the lines, and they have the time alone.
    names = [column.name for column in report.columns]
    assert [row[names.index("at")] for row in report.rows] == ["00:00"]


def test_opening_stock_is_no_part_of_the_sum_of_the_differences(shop):
    shop.product("N", name="New goods", cost="3.50")
    lines = [{"sku": sku, "counted": counted} for sku, counted in (("A", "4"), ("B", "10"), ("N", "2"))]
    number = shop.post("count", "c1", lines=lines).number
    report = CountPaper(shop.book).of_count(number, "shop")
    # Six of A are gone at 1.00; two of N at 3.50 are opening stock. The screen tells -6.00 and 7.00.
    assert shop.stocktakes.booked("c1") == (-600, 700)
    assert rows_of(report, "sku", "value", "opening_value") == [("A", -600, None), ("B", 0, None), ("N", None, 700)]
    assert report.totals == {"difference": -4000, "value": -600, "opening_value": 700}
    assert "losses_value" not in columns_of(report)


def test_losses_and_gains_stand_apart_where_both_are_there(shop):
    shop.product("N", name="New goods", cost="3.50")
    both = [{"sku": sku, "counted": counted} for sku, counted in (("A", "4"), ("B", "11"))]
    number = shop.post("count", "c1", lines=both).number
    report = CountPaper(shop.book).of_count(number, "shop")
    assert report.totals == {"difference": -5000, "losses_value": 600, "gains_value": 100, "value": -500}
    assert "opening_value" not in columns_of(report)
    shop.clock.put("2026-03-04T10:00:00+01:00")
    more = [{"sku": "A", "counted": "5"}, {"sku": "B", "counted": "9"}, {"sku": "N", "counted": "2"}]
    number = shop.post("count", "c2", lines=more).number
    report = CountPaper(shop.book).of_count(number, "shop")
    # One of A is there again, two of B are gone, and two of N are opening stock.
    assert report.totals == {
        "difference": 1000, "losses_value": 200, "gains_value": 100, "value": -100, "opening_value": 700,
    }  # fmt: skip
    assert all(not column.is_key for column in report.columns)


def test_what_was_left_as_it_was_is_one_line_of_the_paper_and_what_moved_is_not_posted(shop):
    taking = shop.stocktaking
    shop.clock.put("2026-03-02T09:00:00+01:00")
    stocktake = taking.begin(FULL, till="T1", user="owner")
    tea, cheese = (goods_of(shop.lookups.item(sku, location="shop")) for sku in ("A", "B"))
    for minute, (zone, goods, milli) in enumerate([("Z1", tea, 4000), ("Z2", tea, 5000), ("Z3", cheese, 8000)], 1):
        uid = taking.open_sheet(stocktake, zone, till="T1", user="ben")
        shop.clock.put(f"2026-03-02T10:{minute * 5:02}:00+01:00")
        taking.record(uid, [(Find(goods, milli, shop.clock.now_us()), goods.sku)], many=0, till="T1", user="ben")
        taking.finish_sheet(uid)
        if minute == 1:
            # One is sold between its two zones.
            shop.clock.put("2026-03-02T10:07:00+01:00")
            shop.sell("s1", "A", "1")
    # Somebody had said why, before it was clear that it has to be counted again.
    taking.decide(stocktake, "A", accept=False, reason="stolen", user="owner")
    taking.decide_uncounted(stocktake, "leave", user="owner")
    review = shop.stocktakes.review(stocktake)
    asked = shop.stocktakes.count_asked(review, Asking(stocktake, user="owner"))
    number = shop.counting.count(asked, stocktake=stocktake, many=review.many).number
    report = CountPaper(shop.book).of_count(number, "shop")
    names = [column.name for column in report.columns]
    sku, name, state = (names.index(one) for one in ("sku", "name", "state"))
    assert {row[sku]: row[state] for row in report.rows} == {
        "A": "not posted: count again", "B": "", **dict.fromkeys("CDK", "not counted: left"),
    }  # fmt: skip
    assert report.note.startswith("Posted by Owner. Not posted, as it has to be counted again: 1.")
    paper = without_left(report)
    assert [(row[sku], row[name], row[state]) for row in paper.rows] == [
        ("A", "Goods A", "not posted: count again"),
        ("B", "Goods B", ""),
        (None, "3 products that nobody counted", "not counted: left"),
    ]
    assert paper.totals == report.totals
