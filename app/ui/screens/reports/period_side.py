"""The end of a period: its checklist, its figures and its paper side by side, and one key that closes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from app.domain.moment import next_day
from app.domain.period import PeriodLength, period_end
from app.domain.refusal import Refusal
from app.domain.typed_day import read_day
from app.jobs.period_papers import PACK_FORMATS
from app.ui.said import Said
from app.ui.screens.reports.asking import POINTS
from app.ui.screens.reports.dialogs.close_period import ClosePeriodDialog
from app.ui.screens.reports.dialogs.save import SaveDialog
from app.ui.screens.reports.paper_view import TURNING_PX, PaperView
from app.ui.screens.reports.period_points import checklist, figures, points_model
from app.ui.screens.reports.period_presenter import Chosen, PeriodPresenter
from app.ui.screens.reports.texts import ReportTexts
from app.ui.screens.reports.work_row import WorkCard
from app.ui.sound import Tone
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.choices import ChoiceBox
from app.ui.widgets.dialogs import KeyMap, PickTable, TypedField
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel, isolate, isolate_name
from app.ui.widgets.messages import InlineBar, Toast
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.changes import Changes
    from app.printing.preview import PagePicture
    from app.reports.period_pack import Told
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.tasks import Workers
    from app.ui.widgets.dialogs import ScreenDialog

_LEFT = 380  # px
_LINE = 22  # px
_DAY = 124  # px
_JUMPS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End})


class PeriodBox(ChoiceBox):
    """Which period: arrows and letters choose another, no key that jumps does, for F10 closes what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _JUMPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PeriodSide(Card):
    """The side. It is its presenter's view."""

    tone = Signal(object)  # Tone
    left = Signal()  # back to the reports
    led = Signal(str, str)  # `place`, and its name: what a point is about is done there
    asked = Signal(str, object)  # the report that a point is about, and the days of the period

    def __init__(self, parts: Parts, workers: Workers, bus: Bus, texts: ReportTexts) -> None:
        super().__init__(name="periodSide", margin=12)
        self._bus, self._texts = bus, texts
        self._dialog: ScreenDialog | None = None
        self._is_close_wished = False
        self._point: tuple[PickTable, int] | None = None  # what was looked at of it, and where its line is
        self.bar = InlineBar(name="periodMessage")
        self.paper = PaperView(name="periodPaper", keys_in=self)
        self.toast = Toast(self.paper, name="periodToast", lift=TURNING_PX)
        self.presenter = PeriodPresenter(parts, workers, self, self.paper.wished_width)
        self._build()
        self._connect()

    # The presenter's view

    def periods_changed(self) -> None:
        """Show the periods that there are."""
        periods = self.presenter.periods
        if periods is None:
            return
        self.choice.clear()
        chosen = self.presenter.chosen
        own = set() if chosen is None or chosen.is_closed else {chosen.through}
        for end in sorted({*periods.ends, *own}):
            days = self._texts.days(periods.first_day, end)
            self.choice.addItem(self.tr("{days}, open").format(days=days), Chosen(end, is_closed=False))
        for one in periods.closed:
            words, days = self.tr("{days}, closed as {number}"), self._texts.days(one.first_day, one.through)
            self.choice.addItem(words.format(days=days, number=one.number), Chosen(one.through, is_closed=True))
        if chosen is not None:
            self.choice.setCurrentIndex(self._places().index(chosen))
        self._show_last()
        if not self._places():
            self.bar.say("info", self.tr("No day is over yet: there is no period to close."))

    def told_changed(self) -> None:
        """Show what the period came to."""
        told = self.presenter.told
        self.checks.show_rows(() if told is None else checklist(told, self._texts))
        self.figures.show_rows(() if told is None else figures(told, self._texts))
        for button in (self.save_button, self.print_button):
            button.setEnabled(told is not None)
        self.close_button.setEnabled(told is not None and not told.number)
        self.state.setText("" if told is None else self._state(told))
        if told is not None and self._point is not None:
            (table, row), self._point = self._point, None
            table.choose_row(row)
        if told is not None and self._is_close_wished:
            self.close_period()

    def forgotten(self) -> None:
        """Show nothing."""
        self.bar.clear()
        self.choice.clear()
        self.told_changed()
        self.paper.clear()

    def show_page(self, picture: PagePicture, page: int) -> None:
        """Show a page of the paper."""
        self.paper.show_page(picture, page)

    def busy(self, *, is_busy: bool) -> None:
        """Something is worked at, or no longer."""
        self.working.show_busy(is_busy=is_busy)

    def saved(self, path: Path) -> None:
        """Tell where the file is."""
        self._finish()
        self.toast.say(self.tr("Saved: {path}").format(path=isolate(str(path))))

    def printed(self) -> None:
        """Tell that it went to the printer."""
        self.bar.clear()
        self.toast.say(self.tr("Sent to the printer"))

    def closed(self, number: str) -> None:
        """Tell that the period is closed."""
        self._finish()
        self.bar.clear()
        self.toast.say(self.tr("The period is closed: {number}").format(number=isolate(number)))

    def moved(self, said: Said) -> None:
        """Say that the figures are others than those that were looked at; what was asked of these is over."""
        self._finish()
        self.bar.say(said.kind, self._texts.sentence(said))
        if said.kind != "info":
            self.tone.emit(Tone.REFUSED)

    def refused(self, said: Said) -> None:
        """Say what was refused, in the dialog that is open or in the bar."""
        sentence = self._texts.sentence(said)
        if self._dialog is not None:
            self._dialog.show_refusal(sentence)
        else:
            self.bar.say(said.kind, sentence)
        self.tone.emit(Tone.REFUSED)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def open(self) -> None:
        """Look at the period that is to be closed next."""
        self.bar.clear()
        self._is_close_wished, self._point = False, None
        self.paper.begin_anew()
        self.presenter.open()
        self.choice.setFocus()

    def come_back(self) -> None:
        """Back from what a point was about: its line has the keys again."""
        self.presenter.come_back()
        if self._point is not None:
            self._point[0].setFocus()

    def save(self) -> None:
        """F8: keep the pack in a file."""
        if self._enter_typed() is None and self.presenter.told is not None and self._dialog is None:
            dialog = SaveDialog(PACK_FORMATS, self.presenter, name="period_save", parent=self.window())
            dialog.stopped.connect(self.presenter.cancel)
            dialog.wished.connect(self.presenter.save)
            self._show(dialog)

    def print(self) -> None:
        """F9: print the pack."""
        if self._enter_typed() is None:
            self.presenter.print()

    def close_period(self) -> None:
        """F10: close it, after one question."""
        told, typed = self.presenter.told, self._enter_typed()
        # A key that comes before the figures are there waits for them.
        self._is_close_wished = told is None if typed is None else typed
        if typed is not None:
            return
        if told is None or told.number or self._dialog is not None:
            return
        open_points = sum(not point.mark for point in checklist(told, self._texts))
        days, rest = self._days(told), self._rest(told)
        dialog = ClosePeriodDialog(days, self._came_to(told), open_points, rest, parent=self.window())
        dialog.wished.connect(partial(self.presenter.close_period, told))
        self._show(dialog)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_book_changed()

    def _build(self) -> None:
        title = PlainLabel(self.tr("Period end"), name="periodTitle", role="title")
        self.state = ShrinkingLabel(name="periodState", role="muted")
        self.choice = PeriodBox(name="periodChoice", accessible_name=self.tr("Which period"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMinimumWidth(_LEFT)
        self.last = TypedField(name="periodLast", accessible_name=self.tr("Last day"))
        self.last.setPlaceholderText(self._texts.day_sample)
        self.last.setToolTip(self.tr("Any day up to yesterday: the period is looked at as if it ended then"))
        self.last.setFixedWidth(_DAY)
        self.last_title = PlainLabel(self.tr("Last day"), name="periodLastTitle", role="muted")
        self.working = WorkCard(self.presenter.percent, name="periodWorking", over=self.paper)
        self.checks = points_model(self.tr("Checklist"), self)
        self.figures = points_model(self.tr("Figures"), self)
        left = QVBoxLayout()
        left.setSpacing(4)
        for name, model, stretch in (("periodChecks", self.checks, 31), ("periodFigures", self.figures, 25)):
            table = PickTable(name=name, accessible_name=model.columns()[0].title, keys=KeyMap())
            table.setFixedWidth(_LEFT)
            table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            table.show_model(model)
            table.verticalHeader().setDefaultSectionSize(_LINE)
            table.setToolTip(self.tr("Enter shows what it is about"))
            table.picked.connect(self._on_point)
            left.addWidget(table, stretch)
        self.back_button = self._button(self.tr("Reports"), "periodBack", "arrow-left", self.tr("Esc"))
        self.save_button = self._button(self.tr("Save"), "periodSave", "save", self.tr("F8"))
        self.print_button = self._button(self.tr("Print"), "periodPrint", "printer", self.tr("F9"))
        self.close_button = self._button(self.tr("Close period"), "periodClose", "lock", self.tr("F10"), "primary")
        head, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(title)
        head.addSpacing(12)
        for widget in (self.choice, self.last_title, self.last):
            head.addWidget(widget)
        head.addStretch(1)
        middle.setSpacing(12)
        middle.addLayout(left)
        middle.addWidget(self.paper, 1)
        foot.setSpacing(8)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        for button in (self.save_button, self.print_button, self.close_button):
            foot.addWidget(button)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self.state)
        self.column.addWidget(self.bar)
        self.column.addLayout(middle, 1)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self._bus.changed.connect(self._on_book_changed)
        self.choice.activated.connect(self._on_chosen)
        self.last.entered.connect(self._enter_typed)
        self.last.editingFinished.connect(self._enter_typed)
        self.paper.turned.connect(self.presenter.look_at_page)
        self.back_button.clicked.connect(self.left)
        self.working.cancel.clicked.connect(self.presenter.cancel)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.close_button.clicked.connect(self.close_period)

    def _came_to(self, told: Told) -> str:
        totals = told.pack.period_end.totals
        figures = (int(totals.get(name) or 0) for name in ("closing_value", "perpetual_cogs"))
        closing, cost = (self._texts.inside(self._texts.amount(figure)) for figure in figures)
        return self.tr("Closing value {closing} \u00b7 Cost of goods {cost}").format(closing=closing, cost=cost)

    def _state(self, told: Told) -> str:
        if told.closed_at is None:
            return self.tr("Open: figures can still change until it is closed.")
        words = self.tr("Closed on {day} by {name}. This is the pack that was kept then.")
        return words.format(day=self._texts.moment(told.closed_at), name=isolate_name(told.closed_by))

    def _days(self, told: Told) -> str:
        return self._texts.days(told.first_day, told.through)

    def _rest(self, told: Told) -> str:
        """The days of the month that are left when it is closed before it ends; "" at its end."""
        end = period_end(PeriodLength.MONTH, told.through)
        return self._texts.days(next_day(told.through), end) if end > told.through else ""

    def _show_last(self) -> None:
        """The last day of the open period; a closed one has its own, and there is none to type."""
        chosen = self.presenter.chosen
        is_open = chosen is not None and not chosen.is_closed
        for widget in (self.last, self.last_title):
            widget.setVisible(is_open)
        self.last.show_error(wrong=False)
        self.last.setText(self._texts.typed_day(chosen.through) if chosen is not None and is_open else "")

    def _enter_typed(self) -> bool | None:
        """Take a last day that was typed. None if there is none, else whether the period can end on it."""
        chosen, text = self.presenter.chosen, self.last.text().strip()
        if chosen is None or chosen.is_closed or text in {"", self._texts.typed_day(chosen.through)}:
            return None
        try:
            is_taken = self.presenter.choose_last(read_day(text, self._texts.day_order))
        except Refusal as refusal:
            self.refused(Said("warn", refusal.code, refusal.facts))
            is_taken = False
        self.last.show_error(wrong=not is_taken)
        if is_taken:
            self.bar.clear()
        return is_taken

    def _places(self) -> list[Chosen]:
        return [self.choice.itemData(place) for place in range(self.choice.count())]

    def _on_point(self) -> None:
        table = self.sender()
        if isinstance(table, PickTable) and table.chosen_row() >= 0:
            model = self.checks if table.model() is self.checks else self.figures
            kind, where = POINTS.get(model.rows()[table.chosen_row()].name, POINTS["figures"])
            told, self._point = self.presenter.told, (table, table.chosen_row())
            if kind == "place":
                self.led.emit(kind, where)
            elif told is not None:
                self.asked.emit(where, (told.first_day, told.through))

    def _on_book_changed(self) -> None:
        # What somebody is asked about stays as it is until they have answered.
        if self._dialog is None and self.isVisible():
            self.presenter.follow()

    def _on_chosen(self) -> None:
        self.bar.clear()
        self.paper.begin_anew()
        self.presenter.choose(self.choice.currentData())
        self._show_last()

    def _show(self, dialog: ScreenDialog) -> None:
        self._dialog = dialog
        dialog.left.connect(self._on_left)
        dialog.open()

    def _finish(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._on_left()

    def _on_left(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self.activateWindow()
            self._on_book_changed()

    @staticmethod
    def _button(label: str, name: str, icon: str, key: str, variant: str = "plain") -> ActionButton:
        button = ActionButton(label, name=name, icon=icon, key=key, variant=variant)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
