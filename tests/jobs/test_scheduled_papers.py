"""Reports that are made by themselves: of days that are over, once each, again where writing failed."""

from __future__ import annotations

import json

import pytest

from app.domain.schedule import Each
from app.jobs.scheduled_papers import ScheduledPapers
from app.reports.offered import Reports
from app.services.scheduling import Scheduling
from tests.printing.reading import text_of


class Office:
    """A shop whose reports are made by themselves."""

    def __init__(self, counter, folder):
        self.counter, self.folder = counter, folder

        def rules():
            return counter.book.shop

        self.scheduling = Scheduling(counter.book, counter.clock)
        reports = Reports(counter.book, counter.clock)
        self.papers = ScheduledPapers(self.scheduling, reports, rules, folder / "elsewhere", lambda: self.folder)

    def writes(self, **how):
        made = self.papers.write_due(**how)
        assert made.failed == ()
        return [path.name for path in made.paths]

    def said(self, name):
        return json.loads((self.folder / name).read_bytes())


@pytest.fixture
def office(counter, tmp_path):
    counter.product("A", "1.20", tax="20", tax_code="S", reorder_point="100")
    counter.clock.put("2026-03-02T10:00:00+01:00")
    return Office(counter, tmp_path / "made")


def test_a_day_is_written_once_it_is_over_and_days_that_were_missed_too(office):
    office.papers.plan("sales-by-day", Each.DAY, "json")
    office.counter.sell("s1", "A", "2")
    assert office.writes() == []
    office.counter.clock.put("2026-03-05T10:00:00+01:00")
    names = [f"sales-by-day-2026-03-0{day}.json" for day in (2, 3, 4)]
    assert office.writes() == names
    assert [office.said(name)["totals"]["gross"] for name in names] == ["2.40", "0.00", "0.00"]
    assert office.writes() == []


def test_weeks_and_months_have_their_own_files(office):
    office.papers.plan("tax", Each.MONTH, "csv")
    office.papers.plan("stock-on-hand", Each.WEEK, "xlsx")
    office.counter.clock.put("2026-04-01T10:00:00+02:00")
    assert office.writes() == [
        "tax-2026-03-01_2026-03-31.csv", "stock-on-hand-2026-03-08.xlsx", "stock-on-hand-2026-03-15.xlsx",
        "stock-on-hand-2026-03-22.xlsx", "stock-on-hand-2026-03-29.xlsx",
    ]  # fmt: skip


def test_what_tells_of_now_alone_is_written_once_however_much_was_missed(office):
    office.papers.plan("low-stock", Each.DAY, "pdf")
    office.counter.clock.put("2026-03-09T10:00:00+01:00")
    assert office.writes() == ["low-stock-2026-03-09.pdf"]
    assert office.writes() == []
    assert "by the office" in text_of((office.folder / "low-stock-2026-03-09.pdf").read_bytes())


def test_at_the_end_of_the_day_today_is_written_and_once_more_when_it_is_over(office):
    office.papers.plan("sales-by-day", Each.DAY, "json")
    office.papers.plan("tax", Each.MONTH, "json")
    office.counter.sell("s1", "A", "1")
    assert office.writes(with_today=True) == ["sales-by-day-2026-03-02.json"]
    assert office.said("sales-by-day-2026-03-02.json")["totals"]["gross"] == "1.20"
    office.counter.sell("s2", "A", "1")
    office.counter.clock.put("2026-03-03T08:00:00+01:00")
    assert office.writes() == ["sales-by-day-2026-03-02.json"]
    assert office.said("sales-by-day-2026-03-02.json")["totals"]["gross"] == "2.40"


def test_what_could_not_be_written_is_told_and_due_again(office):
    office.papers.plan("tax", Each.DAY, "json")
    office.papers.plan("sales", Each.DAY, "json")
    office.counter.clock.put("2026-03-03T08:00:00+01:00")
    office.folder.write_text("a file where the folder should be")
    made = office.papers.write_due()
    assert made.paths == ()
    assert [error.code for error in made.failed] == ["unwritable_file", "unwritable_file"]
    office.folder.unlink()
    assert office.writes() == ["tax-2026-03-02.json", "sales-2026-03-02.json"]


def test_another_folder_can_be_named(office, tmp_path):
    office.papers.plan("tax", Each.DAY, "json")
    office.counter.clock.put("2026-03-03T08:00:00+01:00")
    assert office.papers.write_due(tmp_path / "named").paths == (tmp_path / "named" / "tax-2026-03-02.json",)
    assert office.papers.scheduled_folder() == office.folder


def test_a_report_of_a_newer_program_does_not_keep_the_others(office):
    office.papers.plan("tax", Each.DAY, "json")
    office.papers.plan("sales", Each.DAY, "json")
    with office.counter.book.writing() as connection:
        connection.execute("UPDATE setting SET value = replace(value, 'tax', 'taxes') WHERE name = 'scheduled_reports'")
    office.counter.clock.put("2026-03-03T08:00:00+01:00")
    made = office.papers.write_due()
    assert [path.name for path in made.paths] == ["sales-2026-03-02.json"]
    assert [error.code for error in made.failed] == ["unknown_report"]
    assert [one.report for one in office.papers.schedule()] == ["taxes", "sales"]
