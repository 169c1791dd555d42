"""Whose goods were counted again and came out differently; every figure is reckoned by hand."""

import pytest

from app.domain.basket import AddItem
from app.domain.count_plan import Plan, Scope
from app.domain.count_review import Tolerance
from app.domain.count_sheet import Find, goods_of
from app.domain.requests import Asking
from app.reports.asked import Asked
from app.reports.count_paper import CountPaper
from app.reports.count_passes import passes
from app.reports.count_results import CountResults
from app.reports.count_variance import CountVariance
from app.reports.report import Unit
from tests.books import counted_right
from tests.reports.told import columns_of, rows_of

FULL = Plan("", "All of it", Scope.FULL)


class Shelves:
    """A stocktake of a shop in which each thing that is done takes a minute."""

    def __init__(self, shop):
        self.shop, self.minute = shop, 0
        self.tick()
        self.uid = shop.stocktaking.begin(FULL, till="T1", user="owner")
        shop.stocktaking.set_tolerance(self.uid, Tolerance(), second_person=False, user="owner")

    def tick(self):
        self.minute += 1
        self.shop.clock.put(f"2026-03-02T10:{self.minute:02}:00+01:00")
        return self.shop.clock.now_us()

    def count(self, user, zone, found, how="", goods=""):
        sheet = self.shop.stocktaking.open_sheet(self.uid, zone, how=how, goods=goods, till="T1", user=user)
        for many, (sku, milli) in enumerate(found.items()):
            item = goods_of(self.shop.lookups.item(sku, location="shop"))
            entry = (Find(item, milli, self.tick()), sku)
            self.shop.stocktaking.record(sheet, [entry], many=many, till="T1", user=user)
        self.shop.stocktaking.finish_sheet(sheet)
        self.tick()

    def again(self, user, sku, milli):
        self.count(user, "", {sku: milli}, "goods", sku)

    def post(self):
        self.shop.stocktaking.decide_uncounted(self.uid, "leave", user="owner")
        review = self.shop.stocktakes.review(self.uid)
        asked = self.shop.stocktakes.count_asked(review, Asking(self.uid, user="owner"))
        return self.shop.counting.count(asked, stocktake=self.uid, many=review.many).number


@pytest.fixture
def shelves(counter):
    counter.clock.put("2026-03-01T08:00:00+01:00")
    for sku in "ABC":
        counter.product(sku, name=f"Goods {sku}", category="Food")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    for code, name in (("ben", "Ben"), ("eve", "Eve")):
        counter.post("user", code=code, name=name)
    yield Shelves(counter)
    counted_right(counter)


def by_counter(shop, asked=Asked()):  # noqa: B008 -- a frozen value
    names = ("by", "name", "products", "right", "accuracy", "counted_again", "changed")
    return [row[1:] for row in rows_of(CountResults(shop.book).count_accuracy(asked), *names) if row[0] == "counter"]


def test_who_counted_wrong_is_told_though_somebody_else_counted_it_right_after(shelves):
    shelves.count("ben", "Z1", {"A": 8000, "B": 10_000, "C": 10_000})
    shelves.again("eve", "A", 10_000)
    shelves.again("eve", "B", 10_000)
    shelves.post()
    # Ben's own C stands; two of his goods were counted again, and A was two short.
    assert by_counter(shelves.shop) == [("Ben", 1, 1, 100_000, 2, 1), ("Eve", 2, 2, 100_000, None, None)]
    others = rows_of(CountResults(shelves.shop.book).count_accuracy(), "by", "counted_again", "changed")
    assert {row for row in others if row[0] != "counter"} == {("zone", None, None), ("category", None, None)}
    assert "Counted again: goods" in CountResults(shelves.shop.book).count_accuracy().note


def test_who_has_nothing_that_stands_is_told_all_the_same(shelves):
    shelves.count("ben", "Z1", {"A": 8000})
    shelves.count("eve", "Z1", {"A": 9000}, "replace")
    shelves.again("owner", "A", 9000)
    shelves.post()
    assert by_counter(shelves.shop) == [
        ("Ben", 0, 0, None, 1, 1), ("Eve", 0, 0, None, 1, 0), ("Owner", 1, 0, 0, None, None),
    ]  # fmt: skip


def test_what_was_sold_or_taken_to_the_counter_meanwhile_changes_nothing(shelves):
    shop = shelves.shop
    shelves.count("ben", "Z1", {"A": 10_000, "B": 10_000, "C": 10_000})
    shop.sell("s1", "A", "2")
    basket = shop.selling.begin(till="T1", user="owner")
    shop.selling.record(basket, AddItem(shop.lookups.item("B", location="shop"), 1000))
    shelves.tick()
    shelves.again("eve", "A", 8000)
    # One of B lies in a basket: nine on the shelf are ten.
    shelves.again("eve", "B", 9000)
    # Nothing has happened to C.
    shelves.again("eve", "C", 9000)
    shelves.tick()
    other = shop.selling.begin(till="T1", user="owner")
    shop.selling.record(other, AddItem(shop.lookups.item("B", location="shop"), 3000))
    shelves.post()
    assert by_counter(shop) == [("Ben", 0, 0, None, 3, 1), ("Eve", 3, 2, 66_700, None, None)]


def test_a_count_that_was_taken_back_says_nothing_of_who_counted(shelves):
    shelves.count("ben", "Z1", {"A": 8000})
    shelves.again("eve", "A", 10_000)
    shelves.post()
    shop = shelves.shop
    shop.clock.put("2026-03-04T09:00:00+01:00")
    shop.post("reversal", "z", of=shelves.uid, reason="typed wrong")
    assert by_counter(shop) == []
    assert by_counter(shop, Asked(known="2026-03-03T12:00:00+01:00")) == [
        ("Ben", 0, 0, None, 1, 1), ("Eve", 1, 1, 100_000, None, None),
    ]  # fmt: skip
    with shop.book.reading() as connection:
        assert (
            list(passes(connection, shop.book.shop, days=(20260303, 20260331), last_document=99, location_id=None))
            == []
        )
        assert (
            list(passes(connection, shop.book.shop, days=(20260301, 20260302), last_document=99, location_id=9)) == []
        )


def test_the_paper_says_what_had_been_found_before_and_by_whom(shelves):
    shelves.count("ben", "Z1", {"A": 5000, "B": 10_000})
    shelves.count("eve", "Z2", {"A": 3000})
    shelves.again("owner", "A", 9000)
    number = shelves.post()
    names = ("sku", "counted", "counted_by", "before", "before_by")
    expected = [("A", 9000, "Owner", 8000, "Ben, Eve"), ("B", 10_000, "Ben", None, "")]
    assert rows_of(CountVariance(shelves.shop.book).count_variance(), *names) == expected
    paper = CountPaper(shelves.shop.book).of_count(number, "shop")
    assert rows_of(paper, "state", *names)[:2] == [("counted again", *expected[0]), ("", *expected[1])]
    (before,) = [column for column in paper.columns if column.name == "before"]
    assert (before.title, before.unit, before.is_key) == ("Counted before", Unit.QUANTITY, False)


def test_where_nothing_was_counted_again_nobody_asks_what_was_before(shelves):
    shelves.count("ben", "Z1", {"A": 10_000})
    number = shelves.post()
    paper = CountPaper(shelves.shop.book).of_count(number, "shop")
    assert "before" not in columns_of(paper)
    report = CountVariance(shelves.shop.book).count_variance()
    assert {column.name for column in report.columns if column.is_key} >= {"before", "before_by"}
    assert "Counted again" not in CountResults(shelves.shop.book).count_accuracy().note
