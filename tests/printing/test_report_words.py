"""The line below the title of a printed report: days in the order in which the page is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.figures import currency
from app.printing.direction import stretches
from app.printing.report_words import ReportWords, days_between, note_line, subtitle
from app.reports.report import Column, Report, Unit

ENDS = ("2026-03-01", "2026-03-31")


def seen(text: str) -> str:
    """A line as it stands from left to right."""
    return "".join(part[::-1] if right_to_left else part for part, right_to_left in stretches(text))


@pytest.mark.parametrize("pattern", ["{days}", ReportWords().all_days, "كل الأيام، {days}"])
@pytest.mark.parametrize("before", ["", "Corner shop · ", "بقالة · "])
def test_where_lines_run_from_right_to_left_the_first_day_stands_at_the_right(pattern: str, before: str) -> None:
    days = days_between(ReportWords(), ENDS, "ar-KW", right_to_left=True)
    line = seen(before + pattern.format(days=days))
    assert "2026/03/31 \u2013 2026/03/01" in line
    assert "01.03.2026 \u2013 31.03.2026" in seen(days_between(ReportWords(), ENDS, "de-DE", right_to_left=False))


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "Nov 28, 2026"), ("de-DE", "28.11.2026"), ("ar-KW", "2026/11/28"), ("ja", "2026/11/28")],
)
@pytest.mark.parametrize("all_days", [False, True])
def test_one_day_alone_is_said_once(language: str, day: str, all_days: bool) -> None:
    columns = (Column("net", "Net", Unit.MONEY),)
    ends = {"from_date": "2026-11-28", "to_date": "2026-11-28"}
    report = Report("sales", "Sales", "Shop", currency("EUR"), columns, [], all_days=all_days, **ends)
    line = seen(subtitle(report, ReportWords(), language, right_to_left=language.startswith("ar")))
    assert line.count(day) == 1
    assert "\u2013" not in line


@pytest.mark.parametrize(("language", "amount"), [("en", "\u20ac12.34"), ("de-DE", "12,34\xa0\u20ac")])
def test_an_amount_in_a_note_is_written_as_the_shop_writes_it(language: str, amount: str) -> None:
    report = Report(
        "sales", "Sales", "Shop", currency("EUR"), (), [], note="Of it {amount} is apart.", noted_minor=1234
    )
    assert note_line(report, language, right_to_left=False) == f"Of it {amount} is apart."
    assert note_line(replace(report, note="{}", noted_minor=None), language, right_to_left=False) == "{}"
    apart = note_line(report, "ar-KW", right_to_left=True)
    assert apart.startswith("Of it \u2068")
    assert "12.34" in apart


def test_every_report_has_the_same_order_of_days() -> None:
    columns = (Column("value", "Value", Unit.MONEY),)
    report = Report("sales", "Sales", "بقالة", currency("KWD"), columns, [], from_date=ENDS[0], to_date=ENDS[1])
    line = seen(subtitle(report, ReportWords(), "ar-KW", right_to_left=True))
    assert "2026/03/31 \u2013 2026/03/01" in line
    assert "Amounts in KWD" in line
