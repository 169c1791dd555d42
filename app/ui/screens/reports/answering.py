"""Answers what is asked of reports, on workers: for the screen, for a file, for paper.

What goes into a file or on paper is of now: the report may have been on the screen since another till sold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.offered import offered
from app.ui.screens.reports.asking import asked_of, longest_texts
from app.ui.screens.reports.rights import require_right
from app.ui.screens.reports.state import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from app.reports.contents import Listed
    from app.reports.report import Report
    from app.ui.parts import Parts
    from app.ui.screens.reports.state import Question
    from app.ui.screens.reports.works import Work


def answer(parts: Parts, question: Question, listed: Listed, work: Work) -> Answer:
    """Answer a question, ready to be shown.

    Raises:
        Refusal: `not_allowed`, and those of the report.
        Trouble: `stopped`.
    """
    from app.printing.chart import plan_chart  # noqa: PLC0415 -- fonts load with the first report
    from app.printing.report_columns import cell_writers  # noqa: PLC0415 -- the same

    require_right(parts, question.name)
    newest = parts.reports.newest()
    report = parts.reports.ask(question.name, asked_of(question, listed.takes), work.is_stopped)
    language = parts.shop.language
    writers = tuple(cell_writers(report, language))
    rows, sums = report.with_subtotals()
    longest, chart = longest_texts(report, writers), plan_chart(report, language)
    return Answer(question, report, rows, sums, writers, longest, chart, parts.now(), newest)


def save(parts: Parts, shown: Answer, path: Path, work: Work) -> tuple[bool, Path]:
    """Keep what was asked in a file, as it is now. Returns whether that is another than what is shown, and where it is.

    Raises:
        Trouble: `stopped`, and those of `ReportPapers.save`.
    """
    report, has_moved = _again(parts, shown, work)
    return has_moved, parts.report_papers.save(report, path, work.look, parts.reports.stamp(parts.user))


def print_on_paper(parts: Parts, shown: Answer, work: Work) -> bool:
    """Print what was asked, as it is now. Returns whether that is another than what is shown.

    Raises:
        Trouble: `stopped`, and those of `ReportPapers.print`.
    """
    report, has_moved = _again(parts, shown, work)
    parts.report_papers.print(report, work.look, parts.reports.stamp(parts.user))
    return has_moved


def _again(parts: Parts, shown: Answer, work: Work) -> tuple[Report, bool]:
    question = shown.question
    report = parts.reports.ask(question.name, asked_of(question, offered(question.name).takes), work.is_stopped)
    has_moved = list(report.rows) != list(shown.report.rows) or report.totals != shown.report.totals
    return report if has_moved else shown.report, has_moved
