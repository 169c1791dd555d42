"""What was to be counted on a day that is past: nobody knew then what came later."""

import pytest

from app.reports.asked import Asked
from app.reports.count_planning import CountPlanning
from tests.books import Counter
from tests.reports.told import rows_of

FIRST, LATER, LAST = "2026-03-02", "2026-03-20", "2026-04-10"


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Goods that came on the first day; one is counted later, another sold below zero, and plans are made."""
    at(counter, FIRST)
    counter.post("count_plan", code="old", name="Old", scope="full", every_days="30")
    for sku in ("A", "B", "C"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    at(counter, LATER)
    counter.product("NEW")
    counter.deliver("dN", "NEW", "10", "1.00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "9"}], plan="old")
    counter.sell("s1", "B", "12")
    at(counter, LAST)
    counter.post("count_plan", code="new", name="New", scope="full", every_days="7")
    counter.post("count_plan", code="cycle", name="Mine", scope="cycle", class_days=["1", "1", "1"])
    return counter


def at(counter: Counter, day: str) -> None:
    counter.clock.put(f"{day}T10:00:00+01:00")


def told(shop: Counter, day: str) -> list[tuple[object, ...]]:
    report = CountPlanning(shop.book).count_plan(Asked(at=int(day.replace("-", ""))))
    rows = rows_of(report, "plan", "sku", "due", "last_counted", "reasons")
    return [tuple("" if cell is None else cell for cell in row) for row in rows]


def test_what_was_counted_since_was_never_counted_then(shop: Counter) -> None:
    # Two days after all came in: nothing was counted, nobody had sold B below zero, and NEW was not there.
    assert told(shop, "2026-03-04") == [
        ("old", "", FIRST, "", "due"),
        ("", "A", "", "", "never_counted"),
        ("", "B", "", "", "never_counted"),
        ("", "C", "", "", "never_counted"),
    ]


def test_each_day_has_the_counts_until_it(shop: Counter) -> None:
    rows = told(shop, LATER)
    # The plan was carried out that day; B is below zero by now.
    assert [row for row in rows if row[0] == "old"] == []
    assert [row[1:] for row in rows] == [
        ("B", "", "", "never_counted"),
        ("C", "", "", "never_counted"),
        ("NEW", "", "", "never_counted"),
        ("B", "", "", "negative"),
    ]
    # Thirty days after it, the plan is due again; by then there are the others.
    assert [row for row in told(shop, "2026-04-19") if row[0] in {"old", "new"}] == [
        ("new", "", LAST, "", "due"),
        ("old", "", "2026-04-19", LATER, "due"),
    ]
    assert {row[0] for row in told(shop, LAST) if row[1]} == {"cycle", ""}


def test_a_past_day_is_the_same_whatever_comes_later(counter: Counter) -> None:
    at(counter, FIRST)
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "A", "11")
    before = told(counter, FIRST)
    at(counter, LATER)
    counter.deliver("d2", "A", "30", "1.00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "25"}])
    assert told(counter, FIRST) == before
    assert [row[-1] for row in before] == ["never_counted", "negative"]


def test_whoever_names_no_day_sees_a_plan_that_was_made_after_the_last_document(counter: Counter) -> None:
    at(counter, FIRST)
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    at(counter, LATER)
    counter.post("count_plan", code="new", name="New", scope="full", every_days="7")
    assert ("new",) in rows_of(CountPlanning(counter.book).count_plan(), "plan")
