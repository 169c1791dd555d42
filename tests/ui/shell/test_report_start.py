"""Reports are made by themselves while the till is open, and once more when it closes."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.schedule import Each
from app.jobs.scheduled_papers import Made
from app.ui.bus import Bus
from app.ui.shell.report_start import ReportStart
from app.ui.widgets.labels import PlainLabel
from tests.ui.till import StepWorker, open_till
from tests.ui.windows import OpenWindow


def test_what_was_not_written_is_told_until_it_is(qtbot: QtBot) -> None:
    no = Trouble("unwritable_file", path="/media/stick/a.pdf", reason="No such file")
    pool, owner, told = StepWorker(), Bus(), []
    answers = [Made(failed=(no,)), Made()]
    start = ReportStart(lambda **_how: answers.pop(0), pool, owner)
    start.told.connect(told.append)
    start.start()
    start.look()
    assert len(pool) == 1, "one look at a time"
    pool.work()
    assert told[0].startswith("A scheduled report was not written; it is tried again by itself. The file /media/stick")
    start.look()
    pool.work()
    assert told[1] == ""


def test_a_book_that_does_not_answer_is_told_and_asked_again(qtbot: QtBot) -> None:
    def locked(**_how: bool) -> Made:
        raise Trouble("disk_full", book="shop.book")

    pool, owner, told = StepWorker(), Bus(), []
    start = ReportStart(locked, pool, owner)
    start.told.connect(told.append)
    start.look()
    pool.work()
    assert "tried again by itself" in told[0]
    start.look()
    assert len(pool) == 1


def test_the_till_writes_what_is_due_and_tells_what_it_could_not(opened: OpenWindow) -> None:
    papers, shop = opened.till.parts.report_papers, opened.till.shop
    papers.plan("sales-by-day", Each.DAY, "json")
    shop.sell(("tea", "1"))
    folder = papers.scheduled_folder()
    folder.write_text("a file where the folder should be")
    shop.at("2026-03-03 09:00")
    trouble = opened.find("statusTrouble")
    assert isinstance(trouble, PlainLabel)
    opened.window._report_start.look()
    opened.rest()
    assert trouble.text().startswith("A scheduled report was not written; it is tried again by itself.")
    assert trouble.isVisible()
    folder.unlink()
    opened.window._report_start.look()
    opened.rest()
    assert trouble.text() == ""
    assert [path.name for path in folder.iterdir()] == ["sales-by-day-2026-03-02.json"]


def test_the_day_that_ends_is_written_when_the_till_closes(opened: OpenWindow) -> None:
    papers = opened.till.parts.report_papers
    papers.plan("sales-by-day", Each.DAY, "json")
    opened.rest()
    assert not list(papers.scheduled_folder().glob("*.json"))
    opened.window.close()
    opened.rest()
    assert [path.name for path in papers.scheduled_folder().iterdir()] == ["sales-by-day-2026-03-02.json"]


def test_what_could_not_be_written_at_closing_is_told_when_the_till_opens_again(qtbot: QtBot, tmp_path: Path) -> None:
    papers = open_till(tmp_path).parts.report_papers
    papers.plan("sales-by-day", Each.DAY, "json")
    papers.scheduled_folder().write_text("a file where the folder should be")
    assert papers.write_due(with_today=True).failed
    asked: list[bool] = []

    def write(**how: bool) -> Made:
        asked.append(how["tries_folder"])
        return papers.write_due(**how)

    pool, owner, told = StepWorker(), Bus(), []
    start = ReportStart(write, pool, owner)
    start.told.connect(told.append)
    # Nothing is due of a day that is not over, and still it is known that nothing can be written.
    start.look()
    pool.work()
    assert told[0].startswith("A scheduled report was not written; it is tried again by itself. The file")
    papers.scheduled_folder().unlink()
    for _ in range(2):
        start.look()
        pool.work()
    assert told[1:] == ["", ""]
    # Once it is known that all is well, the folder is left alone.
    assert asked == [True, True, False]
    assert list(papers.scheduled_folder().iterdir()) == []


def test_a_period_that_is_closed_brings_its_reports(opened: OpenWindow) -> None:
    papers, shop = opened.till.parts.report_papers, opened.till.shop
    papers.plan("tax", Each.MONTH, "json")
    shop.sell(("tea", "1"))
    shop.at("2026-04-01 09:00")
    # A window that has settled meanwhile has looked by itself; what is there is the same.
    opened.window.bus.publish(Changes(frozenset({"periods"})))
    opened.rest()
    assert [path.name for path in papers.scheduled_folder().iterdir()] == ["tax-2026-03-01_2026-03-31.json"]
