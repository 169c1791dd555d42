"""The chart of a report: as high as its figures say, on round lines, and never where it would say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.figures import currency
from app.printing.chart import ChartPlan, Mark, every, label_room, plan_chart, with_broken_names
from app.printing.report_pdf import report_pdf
from app.reports.report import Chart, ChartOf, Column, Report, Row, Unit
from tests.printing.reading import pages_of, text_of

COLUMNS = (
    Column("day", "Day", Unit.DATE),
    Column("net", "Net", Unit.MONEY),
    Column("before", "Last year", Unit.MONEY),
)


def sales(*rows: Row) -> Report:
    chart = Chart("day", ("net", "before"))
    return Report("sales-by-day", "Sales", "Shop", currency("EUR"), COLUMNS, rows, {"net": 0}, chart=chart)


def test_bars_are_as_high_as_their_figures() -> None:
    plan = plan_chart(sales(("2026-03-02", 4000, 1000), ("2026-03-03", 5800, None)), "en")
    assert plan is not None
    # The lines go by 20.00 up to 60.00.
    assert [line.text for line in plan.lines] == ["0.00", "20.00", "40.00", "60.00"]
    heights = [(bar.series, round(bar.height * 6000)) for bar in plan.bars]
    assert heights == [(0, 4000), (1, 1000), (0, 5800)]
    assert [label.text for label in plan.labels] == ["Mar 2, 2026", "Mar 3, 2026"]
    assert (plan.zero, plan.series) == (0, ("Net", "Last year"))
    assert all(bar.left >= 0 and bar.left + bar.width <= 1 for bar in plan.bars)


def test_a_day_of_refunds_hangs_below_zero() -> None:
    plan = plan_chart(sales(("2026-03-02", 4000, 0), ("2026-03-03", -1000, 0)), "en")
    assert plan is not None
    assert plan.zero == pytest.approx(0.2)
    down = plan.bars[1]
    assert (down.bottom, down.height) == (pytest.approx(0.0), pytest.approx(0.2))


def test_nothing_is_drawn_of_nothing() -> None:
    assert plan_chart(sales(), "en") is None
    assert plan_chart(sales(("2026-03-02", 0, 0)), "en") is None
    assert plan_chart(replace(sales(("2026-03-02", 1, 0)), chart=None), "en") is None
    # One bar beside nothing says nothing.
    assert plan_chart(sales(("2026-03-02", 4000, 0)), "en") is None


def test_a_series_of_which_there_is_nothing_is_not_named() -> None:
    plan = plan_chart(sales(("2026-03-02", 4000, None), ("2026-03-03", 5800, 0)), "en")
    assert plan is not None
    assert plan.series == ("Net",)
    # The bars have its room.
    assert plan.bars[0].width == pytest.approx(0.35)


@pytest.mark.parametrize(("many", "widest", "room", "step"), [(5, 50, 500, 1), (31, 50, 500, 4), (2, 5, 0, 10)])
def test_labels_never_run_into_each_other(many: int, widest: float, room: float, step: int) -> None:
    assert every([Mark(0, "x")] * many, widest, room) == step


def test_it_stands_on_the_first_page_above_the_table() -> None:
    rows = tuple((f"2026-03-{day:02}", day * 1000, 500) for day in range(1, 32))
    with_chart, without = sales(*rows), replace(sales(*rows), chart=None)
    plain, drawn = report_pdf(without).pdf, report_pdf(with_chart).pdf
    # The legend, the lines and the labels come to the words of the table, which all stay.
    assert set(text_of(plain).split()) <= set(text_of(drawn).split())
    assert text_of(drawn).count("Last year") == text_of(plain).count("Last year") + 1
    assert pages_of(drawn)[0].count("Mar 1, 2026") > pages_of(plain)[0].count("Mar 1, 2026")


def test_more_days_than_bars_share_them_and_the_legend_says_so() -> None:
    rows = tuple((f"2026-03-{day:02}", 1000, 100 * day) for day in range(1, 8))
    plan = plan_chart(replace(sales(*rows), chart=Chart("day", ("net", "before"), most=3, joined="days")), "en")
    assert plan is not None
    # Three, three and one.
    assert [round(bar.height * 3000) for bar in plan.bars if bar.series == 0] == [3000, 3000, 1000]
    assert [label.text for label in plan.labels] == ["Mar 1, 2026", "Mar 4, 2026", "Mar 7, 2026"]
    assert plan.series == ("Net", "Last year \u00b7 3 days to a bar")
    first = plan_chart(replace(sales(*rows), chart=Chart("day", ("net",), most=3)), "en")
    assert first is not None
    assert len(first.bars) == 3


def test_sums_of_groups_and_totals_of_columns_are_bars_too() -> None:
    columns = (Column("class", "Class"), Column("net", "Net", Unit.MONEY), Column("cost", "Cost", Unit.MONEY))
    report = Report(
        "abc", "ABC", "Shop", currency("EUR"), columns, [("A", 300, 200), ("", 100, 50)], {"net": 400, "cost": 250},
        group_by="class", subtotals={"A": {"net": 300, "cost": 200}, "": {"net": 100, "cost": 50}},
    )  # fmt: skip
    plan = plan_chart(replace(report, chart=Chart("class", ("net",), of=ChartOf.GROUPS)), "en")
    assert plan is not None
    assert ([label.text for label in plan.labels], plan.series) == (["A", "\u2013"], ("Net",))
    plan = plan_chart(replace(report, chart=Chart("net", ("net", "cost"), of=ChartOf.TOTALS)), "en")
    assert plan is not None
    assert ([label.text for label in plan.labels], plan.series) == (["Net", "Cost"], ("Net",))
    assert [round(bar.height * 400) for bar in plan.bars] == [400, 250]


def test_where_a_page_begins_at_the_right_the_first_bar_stands_there() -> None:
    rows = sales(("2026-03-02", 4000, 1000), ("2026-03-03", 5800, None))
    left, right = plan_chart(rows, "en"), plan_chart(rows, "ar")
    assert left is not None
    assert right is not None
    assert [bar.left for bar in right.bars] == [pytest.approx(1 - bar.left - bar.width) for bar in left.bars]
    assert [label.at for label in right.labels] == [0.75, 0.25]
    assert "\u0662" in right.labels[0].text or "2" in right.labels[0].text


def test_names_are_cut_to_the_share_of_their_bars_but_days_are_left_out() -> None:
    days = plan_chart(sales(("2026-03-02", 4000, 1000), ("2026-03-03", 5800, None)), "en")
    columns = (Column("day", "Name"), *COLUMNS[1:])
    names = plan_chart(replace(sales(("Tea", 4000, 1000), ("Milk", 5800, None)), columns=columns), "en")
    assert days is not None
    assert names is not None
    assert (days.is_named, names.is_named) == (False, True)
    assert label_room(days, 80, 100, lambda text, _width: text) == 80
    assert label_room(names, 80, 100, lambda text, _width: text[:1]) == 50
    # Names that look the same then are better left out.
    assert label_room(names, 80, 100, lambda _text, _width: "\u2026") == 80
    assert label_room(names, 20, 100, lambda _text, _width: "\u2026") == 20


def test_of_too_many_groups_the_greatest_are_shown_and_the_others_together_and_it_is_said() -> None:
    columns = (Column("category", "Category"), Column("net", "Net", Unit.MONEY), Column("margin", "Margin", Unit.MONEY))
    figures = {"Bakery": (300, 90), "Baby and pets": (100, 30), "Drinks": (-50, 0), "Fruit": (200, 80)}
    groups = {name: {"net": net, "margin": margin} for name, (net, margin) in figures.items()}
    report = Report(
        "margins", "Margins", "Shop", currency("EUR"), columns, [("Fruit", 0, 0)], group_by="category", subtotals=groups
    )  # fmt: skip
    drawn = [plan_chart(replace(report, chart=Chart("category", ("net", "margin"), most=most, of=ChartOf.GROUPS)), "en")
             for most in (3, 4)]  # fmt: skip
    few, all_of_them = drawn
    assert few is not None
    assert all_of_them is not None
    assert [label.text for label in few.labels] == ["Bakery", "Fruit", "Others (2)"]
    assert few.series == ("Net", "Margin \u00b7 the 2 greatest, others together")
    whole = sum(bar.height for bar in few.bars if bar.series == 0)
    assert whole == pytest.approx((300 + 200 + 50) / 300)
    # All of them stand in the order of the table.
    assert [label.text for label in all_of_them.labels] == list(figures)
    assert all_of_them.series == ("Net", "Margin")


def test_a_name_that_is_wider_than_its_bars_goes_on_on_a_second_line_and_a_day_does_not() -> None:
    columns = (Column("day", "Name"), *COLUMNS[1:])
    names = plan_chart(replace(sales(("Baby and pets", 400, 1), ("Bakery", 580, 0)), columns=columns), "en")
    days = plan_chart(sales(("2026-03-02", 4000, 1000), ("2026-03-03", 5800, None)), "en")
    assert names is not None
    assert days is not None

    def texts(plan: ChartPlan, room: float) -> list[str]:
        return [label.text for label in with_broken_names(plan, room, lambda text: float(len(text))).labels]

    assert texts(names, 26) == ["Baby and pets", "Bakery"]
    assert texts(names, 20) == ["Baby\nand pets", "Bakery"]
    assert texts(names, 2) == ["Baby\nand pets", "Bakery"]
    assert texts(days, 2) == ["Mar 2, 2026", "Mar 3, 2026"]


def test_the_greatest_groups_are_named_whole_on_paper() -> None:
    columns = (Column("category", "Category"), Column("net", "Net", Unit.MONEY))
    names = ("Vegetables", "International shelf", "Meat and fish", "Dairy and eggs", "Sweets and snacks", "Household")
    groups = {f"{name}{more}": {"net": 100} for more in ("", " 2") for name in names}
    report = Report(
        "margins", "Margins", "Shop", currency("EUR"), columns, [(name, 100) for name in groups], group_by="category",
        subtotals=groups, chart=Chart("category", ("net",), most=10, of=ChartOf.GROUPS),
    )  # fmt: skip
    # Beside the table's own two: the row and the sum.
    words = text_of(report_pdf(report).pdf).split()
    assert [words.count(word) for word in ("Vegetables", "International", "Others")] == [6, 6, 1]
