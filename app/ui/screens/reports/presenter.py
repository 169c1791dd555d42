"""What the reports screen does, without Qt: which reports are listed, what is asked of one, and what came of it.

Reports are answered, put on paper and drawn by the pool; files are written and printers fed by the paper thread. An
answer that nobody waits for any more is stopped, and dropped if it comes all the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.moment import read_date
from app.domain.refusal import Refusal
from app.domain.stretch import Days, Stretch, days_of
from app.reports.choices import Choices
from app.reports.contents import Listed, contents
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.reports import answering
from app.ui.screens.reports.asking import keep_questions, read_questions, search, words_of
from app.ui.screens.reports.listing import list_rows
from app.ui.screens.reports.schedules import Schedules
from app.ui.screens.reports.state import Answer, ListRow, Question, Rhythm
from app.ui.screens.reports.texts import ReportTexts
from app.ui.screens.reports.view import ReportsView
from app.ui.screens.reports.works import Work, Works, unheard
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.domain.schedule import Scheduled
    from app.printing.preview import PagePicture
    from app.reports.report import Report

_KEPT = 6  # answers that stay at hand


class ReportsPresenter:
    """The presenter.

    Attributes:
        rows: The list on the left.
        question: What is asked next.
        choices: What it can be narrowed to.
        answer: What was answered last, or None.
        runs: The last answers, the newest first.
        schedules: The reports that are made by themselves.
        page: The page of the paper that is looked at, the first is 0.
    """

    def __init__(self, parts: Parts, workers: Workers, view: ReportsView, texts: ReportTexts) -> None:
        self._parts, self._workers, self._view, self._texts = parts, workers, view, texts
        self._all = {one.name: one for one in contents()}
        self.rows: tuple[ListRow, ...] = ()
        self.question = self._own = Question()  # `_own`: of the days that were chosen by hand
        self.choices = Choices()
        self.answer: Answer | None = None
        self.runs: tuple[Answer, ...] = ()
        self._before = read_questions(parts.settings.machine.last_reports, self._all)
        self.schedules = Schedules(parts, workers, self._list)
        self.page = 0
        self._words: list[str] = []
        self._works = Works()
        self._work = Work()  # what the screen waits for
        self._asking = self._work  # the last that was asked
        self._paper: tuple[Report, bytes] | None = None

    @property
    def is_searching(self) -> bool:
        """Whether only some of the reports are listed."""
        return bool(self._words)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is worked at."""
        return self._works.has(self._asking)

    @property
    def is_answered(self) -> bool:
        """Whether what was answered last is what is asked, or nothing is."""
        return self.listed is None or (self.answer is not None and self.answer.question == self.question)

    @property
    def listed(self) -> Listed | None:
        """The report that is asked."""
        return self._all.get(self.question.name)

    @property
    def favourites(self) -> tuple[str, ...]:
        """The names of the reports that stand first."""
        return tuple(name for name in self._parts.settings.machine.favourite_reports.split() if name in self._all)

    def scheduled(self) -> tuple[Scheduled | None, tuple[str, ...]]:
        """How the report that is asked is made by itself, and what else is, written."""
        told = [
            f"{self._all[one.report].label if one.report in self._all else one.report}: {self._texts.scheduled(one)}"
            for one in self.schedules.by_name.values()
            if one.report != self.question.name
        ]
        return self.schedules.by_name.get(self.question.name), tuple(told)

    def refresh(self) -> None:
        """Read what there is to choose from."""
        self._workers.pool.submit(self._parts.report_choices.choices, self._on_choices, self._on_failed)
        self.schedules.read(self._on_failed)
        self._view.read_glance()

    def leave(self) -> None:
        """Ask nothing: the day at a glance is looked at."""
        self._end(self._work)
        self.question, self.answer = self._own, None
        self._view.question_changed()
        self.refresh()

    def forget(self) -> None:
        """Somebody else is at the till: what was answered before is not theirs to see."""
        self._works.end_all()
        self.runs, self._paper, self._own = (), None, Question()
        self.leave()
        self._list()

    def look_for(self, words: str) -> None:
        """List the reports with these words, or all of them."""
        self._words = words_of(words)
        self._list()

    def toggle_favourite(self) -> None:
        """The report that is asked stands first from now on, or no longer."""
        if self.listed is None:
            self._view.say(Said("warn", "no_report"))
            return
        name, favourites = self.question.name, self.favourites
        kept = tuple(one for one in favourites if one != name) if name in favourites else (*favourites, name)
        try:
            self._parts.settings.change(favourite_reports=" ".join(kept))
        except Trouble as trouble:
            self._on_failed(trouble)
        self._list()

    def ask(self, name: str) -> None:
        """Ask a report of the whole shop, of the days that were chosen by hand last."""
        self.question = replace(self._own, name=name)
        self.run()

    def ask_customer(self, code: str) -> None:
        """Ask which goods a customer bought, of the same days."""
        self.question = replace(self.question, name="customer-purchases", customer=code, by="")
        self.run()

    def ask_sales(self, days: str) -> None:
        """Ask which sales a figure is made of: those of a day, of the days between two, or "" for the same days."""
        asked = self.question
        self.question = Question(
            "sales", asked.stretch, asked.first, asked.last, location=asked.location, cashier=asked.cashier
        )
        if days:
            first, last = days.split(maxsplit=1)[0], days.rsplit(maxsplit=1)[-1]
            own = replace(self.question, stretch=Stretch.OWN)
            self.question = replace(own, first=read_date(first), last=read_date(last))
        self.run()

    def ask_day_end(self) -> None:
        """Ask what the day came to so far."""
        self.ask_whole("day-end", Stretch.TODAY)

    def sort(self, column: str) -> None:
        """Ask for the rows by a column; once more for the other way round, and then as they were."""
        by = {column: f"-{column}", f"-{column}": ""}.get(self.question.by, column)
        self.question = replace(self.question, by=by)
        self.run()

    def sort_by_next(self) -> None:
        """Ask for the rows by the next column of figures, the largest first; behind the last as they were."""
        if self.answer is not None:
            names = [one.name for one in self.answer.report.columns if one.unit.is_figure and one.name != "rank"]
            by = self.question.by
            behind = names[names.index(by) + 1 :] if by in names else names
            self.question = replace(self.question, by=behind[0] if behind else "")
            self.run()

    def ask_whole(self, name: str, stretch: Stretch) -> None:
        """Ask a report of the whole shop, as a figure of the day at a glance is of it."""
        self.question = Question(name, stretch, self.question.first, self.question.last)
        self.run()

    def ask_of_days(self, name: str, days: Days) -> None:
        """Ask a report of the whole shop, of these days."""
        self.question = Question(name, Stretch.OWN, *days)
        self.run()

    def recall(self, run: int) -> None:
        """Show one of the last answers again, or ask again what was asked before the till was opened."""
        if len(self.runs) <= run < len(self.runs) + len(self._before):
            self.question = self._before[run - len(self.runs)]
            self.run()
        elif 0 <= run < len(self.runs):
            self.show_again(self.runs[run])

    def show_again(self, answer: Answer) -> None:
        """Show what was answered before."""
        self._end(self._work)
        self.answer, self.page, self.question = answer, 0, answer.question
        self._view.question_changed()
        self._view.answered()

    def set_stretch(self, stretch: Stretch) -> None:
        """Ask of another stretch; one's own keeps the days until they are typed."""
        self.question = before = replace(self.question, stretch=stretch)
        if stretch is Stretch.OWN and before.first is None and before.last is None:
            # Something to type over.
            days = days_of(Stretch.THIS_MONTH, self.today())
            self.question = replace(before, first=days[0], last=days[1])
        self._own = Question("", stretch, self.question.first, self.question.last)
        self.run()

    def set_days(self, days: Days) -> None:
        """Ask of one's own days."""
        self._own = Question("", Stretch.OWN, *days)
        self.question = replace(self.question, stretch=Stretch.OWN, first=days[0], last=days[1])
        self.run()

    def narrow(self, what: str, code: str) -> None:
        """Narrow the question: `location`, `category`, `supplier`, `cashier` or `customer`; "" is all of them."""
        self.question = replace(self.question, **{what: code})  # type: ignore[arg-type]  # the names tell the types
        self.run()

    def run(self) -> None:
        """Answer the question."""
        listed = self.listed
        if listed is None:
            self._view.question_changed()
            return
        self.question = self._dated(self.question)
        self._asking = work = self._wait_for_another()
        self._view.hush()
        self._view.question_changed()
        job = partial(answering.answer, self._parts, self.question, listed, work)
        self._workers.pool.submit(job, partial(self._on_answer, work), partial(self._on_not_done, work))

    def cancel(self) -> None:
        """What is worked at is not wanted any more."""
        self._works.end_all()
        self._view.busy(is_busy=False)

    def percent(self) -> int | None:
        """How much is done of what is worked at, or None while nobody knows."""
        return self._works.percent()

    def look_at_page(self, page: int, width: int) -> None:
        """Draw a page of the answer's paper, so many pixels wide."""
        if self.answer is not None:
            work = self._wait_for_another()
            job = partial(self._draw, self.answer.report, max(page, 0), width, work)
            done = partial(self._on_page, work, max(page, 0))
            self._workers.pool.submit(job, done, partial(self._on_not_done, work))

    def path(self, ending: str) -> Path | None:
        """Where the answer goes that nobody has named another place for."""
        return None if self.answer is None else self._parts.report_papers.path(self.answer.report, ending)

    def save(self, path: Path) -> None:
        """Keep the answer in a file of that name."""
        if self.answer is not None:
            work = self._begin()
            job = partial(answering.save, self._parts, self.answer, path, work)
            done = partial(self._on_saved, work)
            self._workers.paper.submit(job, done, partial(self._on_not_written, work))

    def plan(self, rhythm: Rhythm) -> None:
        """Let the report that is asked be made by itself, or no longer."""
        self.schedules.plan(self.question.name, rhythm, self._view.planned, self._on_refused)

    def print(self) -> None:
        """Print the answer."""
        if self.answer is None:
            self._view.say(Said("warn", "no_report"))
            return
        work = self._begin()
        job = partial(answering.print_on_paper, self._parts, self.answer, work)
        done = partial(self._on_printed, work, self.answer.report.title)
        self._workers.paper.submit(job, done, partial(self._on_not_written, work))

    # On the workers

    def _draw(self, report: Report, page: int, width: int, work: Work) -> PagePicture:
        from app.printing.preview import draw_page  # noqa: PLC0415 -- with the first paper

        kept = self._paper
        if kept is None or kept[0] is not report:
            stamp = self._parts.reports.stamp(self._parts.user)
            kept = (report, self._parts.report_papers.pdf(report, work.look, stamp))
            self._paper = kept
        return draw_page(kept[1], page, width)

    # Answers

    def _dated(self, question: Question) -> Question:
        """The question with the days that its stretch has today."""
        if question.stretch is Stretch.OWN:
            return question
        days = days_of(question.stretch, self.today(), self._texts.first_weekday)
        return replace(question, first=days[0], last=days[1])

    def today(self) -> int:
        """The shop's business day."""
        return self._parts.reports.today()

    def _list(self) -> None:
        found = search(self._all.values(), self._words)
        made: list[tuple[Listed, str]] = []
        if not self.is_searching:
            made += [(self._all[run.question.name], self._texts.days_of(run.report)) for run in self.runs]
            before = [(self._all[question.name], question) for question in self._before]
            made += [(one, self._texts.asked(question, one.takes)) for one, question in before]
        self.rows = list_rows(found, made, self.favourites, self._rhythm, self._texts, is_searched=self.is_searching)
        self._view.list_changed()

    def _rhythm(self, one: Listed) -> str:
        scheduled = self.schedules.by_name.get(one.name)
        return "" if scheduled is None else self._texts.scheduled(scheduled)

    def _on_choices(self, choices: Choices) -> None:
        self.choices = choices
        self._view.question_changed()

    def _begin(self) -> Work:
        work = self._works.begin()
        self._view.busy(is_busy=True)
        return work

    def _wait_for_another(self) -> Work:
        """What the screen waited for is not wanted any more: it waits for something else."""
        self._works.end(self._work)
        self._work = self._begin()
        return self._work

    def _end(self, work: Work) -> bool:
        """It is over. Returns whether somebody still waits for it."""
        is_wanted = self._works.has(work)
        self._works.end(work)
        self._view.busy(is_busy=bool(self._works))
        return is_wanted

    def _on_answer(self, work: Work, answer: Answer) -> None:
        if not self._end(work):
            return
        if self.answer is None or self.answer.question != answer.question:
            self.page = 0
        self.answer = answer
        self.runs = (answer, *(run for run in self.runs if run.question != answer.question))[:_KEPT]
        there = [run.question for run in self.runs]
        self._before = tuple(one for one in self._before if one not in there)[: _KEPT - len(there)]
        keep = partial(self._parts.settings.change, last_reports=keep_questions([*there, *self._before]))
        self._workers.paper.submit(keep, unheard, unheard)  # a busy disk would hold up the keys
        self._list()
        self._view.answered()

    def _on_page(self, work: Work, page: int, picture: PagePicture) -> None:
        if self._end(work):
            self.page = min(page, picture.pages - 1)
            self._view.show_page(picture, self.page)

    def _on_not_done(self, work: Work, error: Refusal | Trouble) -> None:
        """Whoever does not wait any more need not know why."""
        if self._end(work):
            self._on_refused(error)

    def _on_not_written(self, work: Work, error: Refusal | Trouble) -> None:
        """A file that was stopped is told of, too: it was asked for by its name."""
        self._end(work)
        self._on_refused(error)

    def _on_saved(self, work: Work, made: tuple[bool, Path]) -> None:
        self._end(work)
        self._view.saved(made[1])
        self._show_moved(has_moved=made[0])

    def _on_printed(self, work: Work, title: str, has_moved: bool) -> None:
        self._end(work)
        self._view.printed(title)
        self._show_moved(has_moved=has_moved)

    def _show_moved(self, *, has_moved: bool) -> None:
        """What went out had more in it than what is shown: that is shown, too, and told."""
        if has_moved:
            self.run()
            self._view.say(Said("info", "report_made_again"))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._on_failed(error)
        self._view.sound(Tone.REFUSED)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
