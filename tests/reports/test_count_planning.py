"""What to count today and when it is quiet, asked of a book; the rules are told in `domain/test_count_plan.py`."""

from app.domain.count_plan import Plan, Scope
from app.domain.requests import Asking
from app.printing.chart import plan_chart
from app.reports.asked import Asked
from app.reports.count_planning import CountPlanning
from tests.books import refused
from tests.reports.told import rows_of


def test_what_was_never_counted_or_looks_wrong_is_proposed_without_any_plan(counter):
    for sku in ("A", "B", "C"):
        counter.product(sku)
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "B", "1")
    report = CountPlanning(counter.book).count_plan(Asked(at=20260302))
    assert rows_of(report, "plan", "title", "sku", "class", "reasons") == [
        ("", "Cycle count", "A", "C", "never_counted"),
        ("", "Cycle count", "B", "C", "never_counted"),
        ("", "Doubtful book", "B", "C", "negative"),
    ]
    assert report.at == "2026-03-02"


def test_plans_with_a_rhythm_come_again(counter):
    counter.product("A", category="Drinks")
    counter.deliver("d1", "A", "10", "1.00")
    counter.post("count_plan", code="d", name="Drinks", scope="category", subjects=["Drinks"], every_days="7")
    counter.post("count_plan", code="cycle", name="Mine", scope="cycle", most="1", class_days=["1", "2", "3"])
    counter.post("count_plan", code="old", name="Old", scope="full", every_days="1", active=False)
    due = [("d", "", "2026-03-02", None), ("cycle", "A", None, None)]
    asked = Asked(at=20260302, location="shop")
    planning = CountPlanning(counter.book)
    assert sorted(rows_of(planning.count_plan(asked), "plan", "sku", "due", "last_counted")) == sorted(due)
    (plan,) = [one for one in counter.stocktakes.plans() if one.code == "d"]
    uid = counter.stocktaking.begin(plan, till="T1", user=None)
    counter.stocktaking.decide_uncounted(uid, "zero", user=None)
    review = counter.stocktakes.review(uid)
    counter.counting.count(counter.stocktakes.count_asked(review, Asking(uid)), stocktake=uid, many=review.many)
    assert rows_of(planning.count_plan(asked), "plan") == []
    later = planning.count_plan(Asked(at=20260309))
    assert ("d", "2026-03-09", "2026-03-02") in rows_of(later, "plan", "due", "last_counted")


def test_a_count_that_names_its_plan_carries_it_out(counter):
    counter.product("A", category="Drinks")
    counter.deliver("d1", "A", "10", "1.00")
    counter.post("count_plan", code="d", name="Drinks", scope="category", subjects=["Drinks"], every_days="7")
    planning = CountPlanning(counter.book)

    def due(at):
        rows = rows_of(planning.count_plan(Asked(at=at)), "plan", "due", "last_counted")
        return [row for row in rows if row[0]]

    # Since it was made, not since today.
    assert due(20260305) == [("d", "2026-03-02", None)]
    lines = [{"sku": "A", "counted": "10"}]
    counter.post("count", "c1", lines=lines)
    assert due(20260305) == [("d", "2026-03-02", None)]
    counter.post("count", "c2", lines=lines, plan="d")
    assert due(20260305) == []
    assert due(20260320) == [("d", "2026-03-09", "2026-03-02")]
    assert counter.post("count", "c2", lines=lines, plan="d").status == "already posted"
    # What was taken back has carried nothing out.
    counter.post("reversal", "z1", of="c2", reason="typed wrong")
    assert due(20260305) == [("d", "2026-03-02", None)]


def test_a_count_names_a_plan_of_its_own_place(counter):
    counter.product("A")
    counter.post("location", code="back", name="Back room")
    counter.post("count_plan", code="b", name="Back", scope="full", location="back", every_days="7")
    lines = [{"sku": "A", "counted": "1"}]
    before = counter.counts()
    refusal = refused(counter.post, "count", "c1", lines=lines, plan="b")
    assert (refusal.code, refusal.facts) == ("plan_elsewhere", {"code": "b", "location": "back", "here": "shop"})
    assert refused(counter.post, "count", "c1", lines=lines, plan="nobody's").code == "unknown_plan"
    assert counter.counts() == before
    counter.post("count", "c1", location="back", lines=lines, plan="b")


def test_the_quiet_hours_are_those_of_the_last_quarter_in_the_shops_own_time(counter):
    counter.product("A")
    for day, hour, many in ((2, 9, 3), (2, 11, 1), (3, 10, 2)):
        for place in range(many):
            counter.sell(f"{day}-{hour}-{place}", "A", at=f"2026-02-{day:02}T{hour:02}:30:00+01:00")
    counter.sell("old", "A", at="2025-02-03T18:00:00+01:00")
    report = CountPlanning(counter.book).quiet_hours(Asked(at=20260302))
    assert rows_of(report, "weekday", "from_time", "to_time", "sales") == [
        ("Monday", "10:00", "11:00", 0), ("Monday", "11:00", "12:00", 1), ("Tuesday", "10:00", "11:00", 2),
        ("Monday", "09:00", "10:00", 3),
    ]  # fmt: skip
    # From Monday, 2 February to Monday, 2 March: five Mondays, four Tuesdays.
    assert rows_of(report, "average") == [(0,), (200,), (500,), (600,)]
    # Hours of the day, Monday and Tuesday together.
    chart = plan_chart(report, "en")
    assert chart is not None
    assert [mark.text for mark in chart.labels] == ["09:00", "10:00", "11:00"]
    assert [round(bar.height, 2) for bar in chart.bars] == [1, 0.67, 0.33]
    assert plan_chart(CountPlanning(counter.book).quiet_hours(Asked(at=20240302)), "en") is None


def test_plans_say_how_they_stand_today_and_when_it_is_quietest(counter):
    counter.product("A", category="Drinks")
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "A", at="2026-03-02T08:30:00+01:00")
    cycle, never = Plan("", "Cycle", Scope.CYCLE), Plan("", "Now and then", Scope.FULL)
    weekly = Plan("w", "Weekly", Scope.CATEGORY, "shop", ("Drinks",), every_days=7)
    planning = CountPlanning(counter.book)
    stands = planning.due_plans([cycle, weekly, never, Plan("", "Odd", Scope.DOUBTFUL)], "shop", 20260302)
    assert [(one.many, one.due_day, one.is_due) for one in stands] == [
        (1, None, True), (None, 20260302, True), (None, None, False), (0, None, False),
    ]  # fmt: skip
    assert [tuple(one) for one in planning.quietest(20260302, "shop", most=3)] == [(0, 8, 1)]


def test_a_shop_that_lives_by_counts_has_its_classes_from_what_it_used(periodic):
    for sku, cost in (("A", "9.00"), ("B", "1.00")):
        periodic.product(sku)
        periodic.deliver(f"d{sku}", sku, "10", cost)
    periodic.post("count", "c1", lines=[{"sku": "A", "counted": "1"}, {"sku": "B", "counted": "9"}])
    periodic.post("count_plan", code="cycle", name="Mine", scope="cycle", class_days=["1", "1", "1"])
    today = CountPlanning(periodic.book).count_plan(Asked(at=20270101))
    # Nine at 9.00 make nearly all of it.
    assert [row[:2] for row in rows_of(today, "sku", "class", "reasons") if row[2] == "due"] == [("A", "A"), ("B", "C")]


def test_a_shop_is_new_until_something_came_in_there(counter):
    counter.product("A")
    planning = CountPlanning(counter.book)
    assert planning.is_new("shop")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "3"}])
    assert not planning.is_new("shop")
    assert refused(planning.is_new, "moon").code == "unknown_location"
