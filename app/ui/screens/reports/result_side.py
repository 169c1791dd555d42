"""The right side of the reports screen: the question, its answer as a table or as paper, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from app.ui.screens.reports.overview import Overview
from app.ui.screens.reports.paper_view import PaperView
from app.ui.screens.reports.question_bar import QuestionBar
from app.ui.screens.reports.report_table import ReportTable
from app.ui.screens.reports.texts import ReportTexts
from app.ui.screens.reports.work_row import WorkCard
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.domain.schedule import Scheduled
    from app.reports.contents import Listed
    from app.ui.screens.reports.state import Answer, Question


class ResultSide(Card):
    """The side.

    Attributes:
        bar: Says what is the matter.
        question: The questions.
        table, paper: The answer.
        star, regular, look, save, print: The buttons.
        held: Where the answer lies.
        working: Says how far it is with what takes long.
        overview: What stands there before anything was asked.
    """

    def __init__(self, texts: ReportTexts, percent: Callable[[], int | None], today: Callable[[], int]) -> None:
        super().__init__(name="reportsResult", margin=12)
        self._texts = texts
        self.bar = InlineBar(name="reportsMessage")
        self.question = QuestionBar(texts, today)
        self.table = ReportTable()
        self.paper = PaperView(name="reportsPaper")
        self.overview = Overview(texts)
        self._question: Question | None = None
        self.held = QWidget()
        self.working = WorkCard(percent, name="reportsWorking", over=self.held)
        self._build()

    @property
    def shows_paper(self) -> bool:
        """Whether the paper is looked at."""
        return self._stack.currentWidget() is self.paper

    def show_listed(self, listed: Listed | None, *, is_favourite: bool, scheduled: Scheduled | None) -> None:
        """Show which report it is about."""
        self.title.setText(self.tr("Today") if listed is None else listed.label)
        self.about.setText("" if listed is None else listed.title)
        self.star.set_label(self.tr("Favourite") if not is_favourite else self.tr("Remove favourite"))
        self.regular.set_label(self.tr("Schedule") if scheduled is None else self._texts.rhythm(scheduled.each))
        for button in (self.star, self.regular, self.look, self.save, self.print):
            button.setEnabled(listed is not None)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer as a table."""
        self.show_table()
        if answer.question != self._question:
            self.paper.begin_anew()
            self._question = answer.question
        self.newer.setText("")
        self.table.show_answer(answer)
        if answer.report.note:
            self.about.setText(self._texts.note(answer.report))
        words = self.tr("{days} \u00b7 rows: {count} \u00b7 made at {time}")
        self.state.setText(
            words.format(
                days=self._texts.days_of(answer.report),
                count=self._texts.inside(self._texts.count(len(answer.report.rows))),
                time=self._texts.made(answer.at),
            )
        )

    def tell_newer(self) -> None:
        """Say that something has come in since: what is read stays as it is."""
        self.newer.setText(self.tr("Newer figures have come in: F5"))

    @property
    def shows_overview(self) -> bool:
        """Whether the day at a glance is looked at."""
        return self._stack.currentWidget() is self.overview

    def show_overview(self) -> None:
        """Look at the day at a glance."""
        self.state.setText("")
        self.newer.setText("")
        self._stack.setCurrentWidget(self.overview)

    def show_table(self) -> None:
        """Look at the table."""
        self._stack.setCurrentWidget(self.table)
        self.look.set_label(self.tr("Paper"))

    def show_paper(self) -> None:
        """Look at the paper."""
        self._stack.setCurrentWidget(self.paper)
        self.look.set_label(self.tr("Table"))

    def clear(self) -> None:
        """Show nothing of what was answered before."""
        for page in (self.overview, self.table, self.paper):
            page.clear()
        self.show_overview()

    def busy(self, *, is_busy: bool) -> None:
        """Something is worked at, or no longer; it is said once it takes a while."""
        self.working.show_busy(is_busy=is_busy)

    def is_busy(self) -> bool:
        """Whether something is worked at."""
        return self.working.is_busy()

    def _build(self) -> None:
        self.title = ShrinkingLabel(name="reportsTitle", role="title")
        self.about = PlainLabel(name="reportsAbout", role="muted", wraps=True)
        self.state = ShrinkingLabel(name="reportsState", role="muted", cut=Qt.TextElideMode.ElideMiddle)
        self.newer = ShrinkingLabel(name="reportsNewer", role="muted")
        # It has what room there is: the title beside it is never cut for it.
        self.newer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.newer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.star = self._button(self.tr("Favourite"), "reportsStar", "tag", self.tr("Ctrl+D"), "quiet")
        self.regular = self._button(self.tr("Schedule"), "reportsRegular", "clock", self.tr("Ctrl+R"), "quiet")
        self.look = self._button(self.tr("Paper"), "reportsLook", "eye", self.tr("F6"))
        self.save = self._button(self.tr("Save"), "reportsSave", "save", self.tr("F8"))
        self.print = self._button(self.tr("Print"), "reportsPrint", "printer", self.tr("F9"), "primary")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.newer, 1)
        head.addWidget(self.regular)
        head.addWidget(self.star)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.state)
        foot.addStretch(1)
        for button in (self.look, self.save, self.print):
            foot.addWidget(button)
        self._stack = QStackedLayout(self.held)
        for page in (self.overview, self.table, self.paper):
            self._stack.addWidget(page)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self.about)
        self.column.addWidget(self.question)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.held, 1)
        self.column.addLayout(foot)

    @staticmethod
    def _button(label: str, name: str, icon: str, key: str, variant: str = "plain") -> ActionButton:
        button = ActionButton(label, name=name, icon=icon, key=key, variant=variant)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
