"""Counts from outside that name a plan: what the plan wants and nobody has done is told, and the count is posted."""

import pytest

from app.domain.wording import sentence
from app.reports.asked import Asked
from app.reports.count_planning import CountPlanning
from tests.books import counted_right
from tests.reports.told import rows_of

RULES = {"scope": "full", "tolerance": {"quantity": "1", "percent": "5", "amount": "5.00"}, "second_person": True}


def line(sku, counted, **keys):
    return {"sku": sku, "counted": counted, **keys}


@pytest.fixture
def shop(counter):
    counter.clock.put("2026-03-02T09:00:00+01:00")
    for sku, category in (("A", "Drinks"), ("B", "Drinks"), ("C", "Food"), ("D", "Food"), ("E", "Food")):
        counter.product(sku, name=f"Goods {sku}", category=category)
        counter.deliver(f"d{sku}", sku, "25", "2.00")
    counter.post("user", code="ben", name="Ben")
    counter.post("count_plan", code="full", name="Full", every_days="30", **RULES)
    yield counter
    counted_right(counter)


def told(posted):
    return [(one.code, one.facts.get("count"), one.facts.get("names")) for one in posted.warnings]


def is_done(shop):
    return "full" not in [
        plan for (plan,) in rows_of(CountPlanning(shop.book).count_plan(Asked(today=20260303)), "plan")
    ]


def test_what_is_beyond_the_tolerance_was_counted_once_and_the_rest_not_at_all(shop):
    # Three of 25 are there: 88 % are gone.
    posted = shop.post("count", "c1", plan="full", lines=[line("A", "3", by="ben")])
    assert posted.status == "posted"
    assert shop.movements("c1") == [("A", "count_loss", -22_000, -4400)]
    assert told(posted) == [
        ("beyond_tolerance", 1, "Goods A (A)"),
        ("second_person_missing", 1, "Goods A (A)"),
        ("plan_uncounted", 4, "Goods B (B), Goods C (C), Goods D (D), ..."),
    ]
    assert sentence(posted.warnings[0].code, posted.warnings[0].facts).startswith(
        "Differences beyond what the plan full tolerates, and counted once: 1, Goods A (A)."
    )
    assert is_done(shop)


def test_what_keeps_to_the_plan_is_told_nothing(shop):
    # One piece, 4 % and 2.00 are tolerated; C is right.
    lines = [line("A", "24"), line("B", "26"), line("C", "25"), line("D", "25"), line("E", "25")]
    assert told(shop.post("count", "c1", plan="full", lines=lines)) == []
    # Without a plan nobody asks for anything.
    assert told(shop.post("count", "c2", lines=[line("A", "3")])) == []


def test_set_to_zero_is_told_once_and_goods_that_are_gone_are_no_goods_of_the_plan(shop):
    lines = [line(sku, "25") for sku in "ABCD"]
    posted = shop.post("count", "c1", plan="full", uncounted="zero", lines=lines)
    assert [code for code, *_ in told(posted)] == ["uncounted_zeroed"]
    assert told(shop.post("count", "c2", plan="full", lines=lines)) == []


def test_opening_stock_is_beyond_nothing(shop):
    shop.product("N", name="New")
    lines = [line("N", "40"), *(line(sku, "25") for sku in "ABCDE")]
    assert told(shop.post("count", "c1", plan="full", lines=lines)) == []


def test_only_goods_of_the_plan_are_missed_in_it(shop):
    shop.post("count_plan", code="drinks", name="Drinks", scope="category", subjects=["Drinks"])
    posted = shop.post("count", "c1", plan="drinks", lines=[line("A", "25")])
    assert told(posted) == [("plan_uncounted", 1, "Goods B (B)")]
    shop.post("count", "c2", lines=[line("C", "25", zone="Cellar"), line("D", "25", zone="Cellar")])
    shop.post("count_plan", code="cellar", name="Cellar", scope="zone", subjects=["Cellar"])
    assert told(shop.post("count", "c3", plan="cellar", lines=[line("D", "25")])) == [
        ("plan_uncounted", 1, "Goods C (C)")
    ]
    # What is due is said before it was counted: everything but what is counted in this count.
    shop.post("count_plan", code="cycle", name="Cycle", scope="cycle")
    assert told(shop.post("count", "c4", plan="cycle", lines=[line("E", "25")])) == [
        ("plan_uncounted", 1, "Goods B (B)")
    ]


def test_a_category_that_is_gone_holds_no_count_up(shop):
    shop.post("count_plan", code="food", name="Food", scope="category", subjects=["Food"])
    for sku in "CDE":
        shop.post("product", sku=sku, name=f"Goods {sku}", price="1.00", category="Other")
    assert told(shop.post("count", "c1", plan="food", lines=[line("C", "25")])) == []
