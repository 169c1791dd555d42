"""The line below the title of a printed report: days in the order in which the page is read."""

from __future__ import annotations

import pytest

from app.domain.figures import currency
from app.printing.direction import stretches
from app.printing.report_words import ReportWords, days_between, subtitle
from app.reports.report import Column, Report, Unit

ENDS = ("2026-03-01", "2026-03-31")


def seen(text: str) -> str:
    """A line as it stands from left to right."""
    return "".join(part[::-1] if right_to_left else part for part, right_to_left in stretches(text))


@pytest.mark.parametrize("pattern", [ReportWords().period, ReportWords().all_days, "كل الأيام، {first} \u2013 {last}"])
@pytest.mark.parametrize("before", ["", "Corner shop · ", "بقالة · "])
def test_where_lines_run_from_right_to_left_the_first_day_stands_at_the_right(pattern: str, before: str) -> None:
    line = seen(before + days_between(pattern, ENDS, "ar-KW", right_to_left=True))
    assert "2026/03/31 \u2013 2026/03/01" in line
    assert "01.03.2026 \u2013 31.03.2026" in seen(
        days_between(ReportWords().period, ENDS, "de-DE", right_to_left=False)
    )


def test_every_report_has_the_same_order_of_days() -> None:
    columns = (Column("value", "Value", Unit.MONEY),)
    report = Report("sales", "Sales", "بقالة", currency("KWD"), columns, [], from_date=ENDS[0], to_date=ENDS[1])
    line = seen(subtitle(report, ReportWords(), "ar-KW", right_to_left=True))
    assert "2026/03/31 \u2013 2026/03/01" in line
    assert "Amounts in KWD" in line
