"""What to count, how often and when; every figure is reckoned by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.count_plan import (
    Class,
    CountPlanAsked,
    Hour,
    Kept,
    Plan,
    Scope,
    check_plan,
    classes,
    doubtful,
    due,
    how_many_quiet,
    next_day_of,
    planned,
    quiet_hours,
)
from tests.books import refused

TODAY = 20260302


def kept(product_id, *, yearly=0, quantity=1000, value=100, counted=None, moved=20260301, corrections=0):
    name = f"P{product_id}"
    return Kept(product_id, name, name, quantity, value, yearly, counted, moved, corrections)


def test_classes_by_what_was_sold():
    # 60, 85 and 95 % before the third, fourth and fifth: of 1000 in all.
    values = {1: 600, 2: 250, 3: 100, 4: 40, 5: 10, 6: 0, 7: -5}
    assert classes(values) == {
        1: Class.A, 2: Class.A, 3: Class.B, 4: Class.C, 5: Class.C, 6: Class.C, 7: Class.C,
    }  # fmt: skip
    assert classes({}) == {}
    assert set(classes({1: 0, 2: 0}).values()) == {Class.C}


def test_a_cycle_counts_what_was_never_counted_and_then_what_has_waited_longest():
    goods = [
        kept(1, yearly=900, counted=20260130),  # A, due on 1 March
        kept(2, yearly=60, counted=20251201),  # B, due on 1 March, 90 days later
        kept(3, yearly=40, counted=20250101),  # C, due on 1 January
        kept(4, yearly=900, counted=20260201),  # due on 3 March
        kept(5),
        kept(6, quantity=0, moved=None),
    ]
    plan = Plan("", "Cycle", Scope.CYCLE)
    found = due(goods, plan, TODAY)
    assert [(one.kept.product_id, one.due_day, one.reasons) for one in found] == [
        (5, None, ("never_counted",)), (3, 20260101, ("due",)), (1, 20260301, ("due",)), (2, 20260301, ("due",)),
    ]  # fmt: skip
    assert [one.kept.product_id for one in due(goods, plan._replace(most=2), TODAY)] == [5, 3]


def test_books_that_look_wrong_the_worst_first():
    goods = [
        kept(1, moved=20250903, value=900),  # 180 days
        kept(2, moved=20250904),
        kept(3, quantity=-2000, corrections=3),
        kept(4, corrections=3),
        kept(5, moved=20250101, counted=20260101),
        kept(6, quantity=0, moved=20250101),
        kept(7, quantity=-1000),
    ]
    assert [(one.kept.product_id, one.reasons) for one in doubtful(goods, TODAY)] == [
        (3, ("negative", "corrected")), (7, ("negative",)), (1, ("unmoved",)), (4, ("corrected",)),
    ]  # fmt: skip
    assert len(doubtful(goods, TODAY, most=1)) == 1


def test_a_rhythm_counts_from_the_last_time():
    plan = Plan("m", "Monthly", Scope.FULL, every_days=30)
    assert next_day_of(plan, None, TODAY) == TODAY
    assert next_day_of(plan, None, TODAY, 20260110) == 20260110
    # Of a day before it was made, it is due that day.
    assert next_day_of(plan, None, 20260105, 20260110) == 20260105
    assert next_day_of(plan, 20260131, TODAY, 20260110) == 20260302
    assert next_day_of(plan._replace(every_days=None), 20260131, TODAY) is None


def at(day, hour):
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def test_the_quietest_open_hours_come_first_and_closed_ones_never():
    # The 5th of January 2026 is a Monday.
    sales = [*[at(5, 9)] * 5, *[at(5, 11)] * 2, at(10, 10)]
    last = date(2026, 1, 11)
    assert quiet_hours(sales, last) == [Hour(0, 10, 0), Hour(5, 10, 1), Hour(0, 11, 2), Hour(0, 9, 5)]
    assert quiet_hours(sales, last, most=1) == [Hour(0, 10, 0)]
    assert quiet_hours([], last) == []


@pytest.mark.parametrize(
    ("sales", "many"),
    [
        # Three, and all that are as quiet as the third of them.
        ((0, 1, 2, 3, 4), 3), ((0, 0, 0, 0, 0, 0, 5), 6), ((0, 1, 1, 1, 2), 4), ((0, 0, 0, 1), 3),
        # Where all are alike none is quiet; of three nobody says that.
        ((2, 2, 2, 2), 0), ((1, 1, 1), 3), ((4,), 1), ((), 0),
    ],
)  # fmt: skip
def test_hours_that_are_as_quiet_are_among_the_quietest(sales, many):
    assert how_many_quiet(sales, 3) == many


def test_one_late_sale_opens_no_hours_and_neither_does_one_on_a_day_of_rest():
    # Thirteen Saturdays, 10:00 to 18:00 by turns; once somebody came at 21:23, and once on a Sunday.
    saturdays = [at(10, 0) + timedelta(days=7 * week) for week in range(13)]
    sales = [day.replace(hour=hour) for day, hour in zip(saturdays, [10, 18] * 6 + [13], strict=True)]
    sales += [saturdays[4].replace(hour=21, minute=23), at(11, 12) + timedelta(days=21)]
    last = date(2026, 4, 5)

    def opened(more=()):
        return sorted((one.weekday, one.hour) for one in quiet_hours([*sales, *more], last, most=168))

    # Six days began at 10:00 and six ended at 18:00 or later; three are a fifth of thirteen, rounded up.
    usual = [(5, hour) for hour in range(10, 19)]
    assert opened() == usual
    late = [day.replace(hour=20) for day in saturdays[5:7]]
    assert opened(late[:1]) == usual
    assert opened(late) == [(5, hour) for hour in range(10, 21)]
    assert sum(one.sales for one in quiet_hours(sales, last, most=168)) == 13


def test_a_plan_is_changed_key_by_key():
    made = planned(None, CountPlanAsked("d", "Drinks", Scope.CATEGORY, subjects=("Drinks",)), location="shop")
    assert made == Plan("d", "Drinks", Scope.CATEGORY, "shop", ("Drinks",))
    assert planned(made, CountPlanAsked("d", most=5), location="x") == made._replace(most=5)
    assert refused(planned, made, CountPlanAsked("d", subjects=()), location="shop").code == "subjects_needed"


@pytest.mark.parametrize(
    "asked", [CountPlanAsked("d"), CountPlanAsked("d", "Drinks"), CountPlanAsked("d", " ", Scope.FULL)]
)
def test_a_new_plan_has_a_name_and_a_scope(asked):
    assert refused(planned, None, asked, location="shop").code == "missing_key"


def test_a_is_counted_most_often_and_a_name_is_a_title():
    cycle = Plan("", "Classes", Scope.CYCLE, class_days=(30, 30, 365))
    assert check_plan(cycle) == cycle
    for days in ((90, 30, 5), (30, 90, 60)):
        assert refused(check_plan, cycle._replace(class_days=days)).code == "class_days_turned"
        # It says nothing of a plan that does not count by class.
        assert check_plan(cycle._replace(scope=Scope.FULL, class_days=days)).class_days == days
    assert check_plan(cycle._replace(name="x" * 100)).name
    for name in ("x" * 101, "two\nlines"):
        assert refused(check_plan, cycle._replace(name=name)).code == "plan_name_long"
        # One that is given up may have been kept before there was a bound.
        assert check_plan(cycle._replace(name=name, active=False)).name == name
