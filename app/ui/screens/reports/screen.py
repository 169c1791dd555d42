"""The reports screen: the reports on the left, what one of them answers on the right, as a table or as paper.

It binds the keys and shows what the presenter says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.jobs.report_papers import FORMATS
from app.ui.bus import Bus
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.reports.day_desk import DayDesk
from app.ui.screens.reports.dialogs.save import SaveDialog
from app.ui.screens.reports.dialogs.schedule import ScheduleDialog
from app.ui.screens.reports.glances import Glances
from app.ui.screens.reports.keys import keys_of
from app.ui.screens.reports.newer import Newer
from app.ui.screens.reports.overview import BACKUP, DRAWER, PERIOD_END
from app.ui.screens.reports.paper_view import TURNING_PX
from app.ui.screens.reports.period_door import PeriodDoor
from app.ui.screens.reports.period_side import PeriodSide
from app.ui.screens.reports.presenter import ReportsPresenter
from app.ui.screens.reports.report_list import ReportList
from app.ui.screens.reports.result_side import ResultSide
from app.ui.screens.reports.sale_reader import SaleReader
from app.ui.screens.reports.state import ListRow
from app.ui.screens.reports.texts import ReportTexts
from app.ui.screens.reports.trail import Step, Trail
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.labels import isolate
from app.ui.widgets.messages import Toast
from app.ui.widgets.screens import DialogScreen, bind_shortcuts

if TYPE_CHECKING:
    from pathlib import Path

    from app.printing.preview import PagePicture
    from app.ui.screens.reports.keys import keys_of
from app.ui.screens.reports.overview import Tile

_MARGIN = 12  # px
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

Slot = Callable[[], None]


class ReportsScreen(DialogScreen):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone
    led = Signal(str, str)  # `document`, `product` or `place`, and its uid, SKU or name: whoever shows those shows it

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("reportsScreen")
        self.texts = ReportTexts(parts.shop, self)
        self.list = ReportList()
        self.presenter = ReportsPresenter(parts, workers, self, self.texts)
        self.side = ResultSide(self.texts, self.presenter.percent, self.presenter.today)
        self.toast = Toast(self.side.held, name="reportsToast", lift=TURNING_PX)
        self.glances = Glances(parts, workers, bus, self.side.overview, self, self.texts.first_weekday)
        self.newer = Newer(parts, workers, bus, lambda: self.presenter.answer, self)
        self.newer.noticed.connect(self.side.tell_newer)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._first = QWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._first)
        row.addWidget(self._pages)
        # From outside in: whatever gets another parent is dressed anew, with all that is in it.
        front = QHBoxLayout(self._first)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(_MARGIN)
        front.addWidget(self.list)
        front.addWidget(self.side, 1)
        self._then: Slot | None = None  # what was wished for while the answer was not there yet
        self._period = PeriodDoor(partial(PeriodSide, parts, workers, bus, self.texts), self._pages, self._first)
        self._named = ""  # the report that is shown
        self._is_picking = self._is_typing = False  # it is chosen from the list; the list is searched
        self.desk = DayDesk(parts, workers, bus, self.texts, self)
        asks = {"customer": self.presenter.ask_customer, "days": self.presenter.ask_sales}
        self.reader = SaleReader(parts, workers, self, {kind: partial(self._follow, ask) for kind, ask in asks.items()})
        self._trail = Trail()
        self.reader.led.connect(self.led)
        self.setFocusProxy(self.list.search)
        self._connect()
        bind_shortcuts(self, keys_of(self))
        self.presenter.look_for("")
        self.question_changed()

    def on_scan(self, _text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something, which no report has a use for."""
        if not is_repeat:
            self.say(Said("warn", "no_scan"))
            self.sound(Tone.REFUSED)

    # The presenter's view

    def list_changed(self) -> None:
        """Show the list."""
        presenter = self.presenter
        self.list.show_rows(presenter.rows, from_top=self._is_typing, asked=presenter.question.name)
        self._show_listed()

    def question_changed(self) -> None:
        """Show the question."""
        self.side.question.show_question(self.presenter.question, self.presenter.listed, self.presenter.choices)
        self._show_listed()
        name, before = self.presenter.question.name, self._named
        self._named = name
        self._trail.keep(name)
        if name != before and not self._is_picking:
            # Something else than the list has led here: the list follows.
            self.list.search.clear()
            self.list_changed()

    def read_glance(self) -> None:
        """Show the day at a glance as it is now."""
        self.glances.read()

    def answered(self) -> None:
        """Show the answer; whoever looks at paper sees its paper."""
        if self.presenter.answer is None:
            return
        was_paper = self.side.shows_paper
        self.side.show_answer(self.presenter.answer)
        then, self._then = self._then, None
        if then is not None:
            then()
        elif was_paper:
            self.look_at_paper()

    def show_page(self, picture: PagePicture, page: int) -> None:
        """Show a page of the paper."""
        self.side.paper.show_page(picture, page)

    def busy(self, *, is_busy: bool) -> None:
        """Something is worked at, or no longer."""
        self.side.busy(is_busy=is_busy)

    def saved(self, path: Path) -> None:
        """Tell where the file is."""
        self.close_dialog()
        self.toast.say(self.tr("Saved: {path}").format(path=isolate(str(path))))

    def planned(self) -> None:
        """Tell that the report is made by itself, or no longer."""
        self.close_dialog()
        scheduled, _ = self.presenter.scheduled()
        self.toast.say(self.tr("No longer made by itself.") if scheduled is None else self.texts.scheduled(scheduled))

    def printed(self, title: str) -> None:
        """Tell that it went to the printer."""
        self.toast.say(self.tr("Sent to the printer: {title}").format(title=title))

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar."""
        self._then = None
        if self._dialog is not None:
            self._dialog.show_refusal(self.texts.sentence(said))
        else:
            self.side.bar.say(said.kind, self.texts.sentence(said))

    def hush(self) -> None:
        """What was said last is over."""
        self.side.bar.clear()

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    # What keys and buttons do

    def look(self) -> None:
        """F2: the search, empty."""
        self.leave_period()
        self.list.search.clear()
        self.list.search.setFocus()

    def end_period(self) -> None:
        """F7: the end of a period."""
        self._period.open()

    def make_rest(self) -> PeriodSide:
        """Make the end of a period, in an idle moment. Returns it."""
        return self._period.side()

    def leave_period(self) -> None:
        """Back to the reports."""
        if self._period.leave():
            self.presenter.refresh()  # a period may have been closed
        self.list.search.setFocus()

    def forget(self) -> None:
        """Somebody else is at the till: what was shown to the one before is gone."""
        self._period.forget()
        self.side.clear()
        self.glances.forget()
        self.presenter.forget()

    def close_period(self) -> None:
        """F10: close the period that is looked at."""
        if (period := self._period.in_sight()) is not None:
            period.close_period()

    def open_drawer(self) -> None:
        """F11: count the drawer, or put cash in or take it out."""
        if self._dialog is None:
            self.desk.open_drawer()

    def print(self) -> None:
        """F9: print the report, or the pack of the period."""
        if (period := self._period.in_sight()) is not None:
            period.print()
        elif not self._waits_for_answer(self.print):
            self.presenter.print()

    def look_at_today(self) -> None:
        """F3: the day at a glance."""
        self.leave_period()
        self.hush()
        self.side.show_overview()
        self.presenter.leave()

    def choose_days(self) -> None:
        """F4: which days."""
        self.side.question.stretch.setFocus()

    def turn_over(self) -> None:
        """F6: the paper instead of the table, or the table again."""
        if self._waits_for_answer(self.turn_over):
            return
        if self.presenter.answer is None:
            self.say(Said("warn", "no_report"))
        elif self.side.shows_paper:
            self.side.show_table()
            self.side.table.rows.setFocus()
        else:
            self.look_at_paper()
            self.side.paper.setFocus()

    def look_at_paper(self) -> None:
        """Show the paper, at the page that was looked at."""
        self.side.show_paper()
        self.presenter.look_at_page(self.presenter.page, self.side.paper.wished_width())

    def save(self) -> None:
        """F8: keep it in a file."""
        if (period := self._period.in_sight()) is not None:
            period.save()
        elif self._waits_for_answer(self.save):
            return
        elif self.presenter.answer is None:
            self.say(Said("warn", "no_report"))
        elif self._dialog is None:
            dialog = SaveDialog(FORMATS, self.presenter, name="reports_save", parent=self.window())
            dialog.wished.connect(self.presenter.save)
            dialog.stopped.connect(self.presenter.cancel)
            self.open_dialog(dialog)

    def plan(self) -> None:
        """Ctrl+R: let it be made by itself."""
        presenter, window = self.presenter, self.window()
        if self._period.in_sight() is not None or self._dialog is not None:
            return
        if presenter.listed is None:
            self.say(Said("warn", "no_report"))
            return
        dialog = ScheduleDialog(
            self.texts, presenter.listed, presenter.scheduled(), presenter.schedules.folder(), parent=window
        )
        dialog.wished.connect(presenter.plan)
        self.open_dialog(dialog)

    def come_back(self) -> None:
        """Back from where a row led: it has the keys again."""
        (self.side.paper if self.side.shows_paper else self.side.table.rows).setFocus()

    def escape(self) -> None:
        """Esc: stop what takes long; back to the row or period that led here; else the keys are the list's again."""
        self._then = None
        if self._period.in_sight() is not None:
            self.leave_period()
        elif self.side.is_busy():
            self.presenter.cancel()
        elif (step := self._trail.back()) is not None:
            self.presenter.show_again(step.answer)
            self.side.table.rows.choose_row(step.row)
            self.come_back()
        elif not self._period.come_back(self.presenter.question.name):
            self.hush()
            self.list.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()
        self.newer.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.toast.close_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed on the list belongs to the search."""
        if event.text().strip() and event.text().isprintable() and not event.modifiers() & _CHORDS:
            self.list.search.setFocus()
            self.list.search.setText(event.text())
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        presenter, side = self.presenter, self.side
        self.list.search.textChanged.connect(self._on_typed)
        self.list.chosen.connect(self._on_chosen)
        self.desk.drawer_counted.connect(self.leave_period)
        self.desk.drawer_counted.connect(presenter.ask_day_end)
        self.desk.copied.connect(presenter.refresh)
        side.question.stretch_chosen.connect(presenter.set_stretch)
        side.question.days_typed.connect(presenter.set_days)
        side.question.narrowed.connect(presenter.narrow)
        side.question.refused.connect(self.say)
        side.star.clicked.connect(presenter.toggle_favourite)
        side.regular.clicked.connect(self.plan)
        side.look.clicked.connect(self.turn_over)
        side.save.clicked.connect(self.save)
        side.print.clicked.connect(self.print)
        self._period.tone.connect(self.tone)
        self._period.left.connect(self.leave_period)
        self._period.led.connect(self.led)
        self._period.asked.connect(presenter.ask_of_days)
        self.list.period.clicked.connect(self.end_period)
        side.working.cancel.clicked.connect(presenter.cancel)
        side.overview.led.connect(self._on_tile)
        self.list.today.clicked.connect(self.look_at_today)
        side.table.led.connect(self.reader.lead)
        side.table.sort_wished.connect(presenter.sort)
        side.paper.turned.connect(self._on_turned)

    def _waits_for_answer(self, then: Slot) -> bool:
        """Whether what is shown is not what is asked: then it is done when that is there, never of something else."""
        if self.side.question.enter_typed():
            self._then = then if self.presenter.is_asking else None
            return True
        if self.presenter.is_answered:
            return False
        if not self.presenter.is_asking:
            self.presenter.run()
        self._then = then
        return True

    def _show_listed(self) -> None:
        presenter, name = self.presenter, self.presenter.question.name
        self.side.show_listed(
            presenter.listed, is_favourite=name in presenter.favourites, scheduled=presenter.schedules.by_name.get(name)
        )

    def _on_typed(self, words: str) -> None:
        self._is_typing = bool(words)
        self.presenter.look_for(words)
        self._is_typing = False

    def _follow(self, ask: Callable[[str], None], key: str) -> None:
        """A row leads to another report."""
        answer, row = self.presenter.answer, self.side.table.rows.chosen_row()
        if answer is not None:
            self._trail.follow(Step(answer, row))
        ask(key)

    def _on_chosen(self, row: ListRow) -> None:
        self._is_picking = True
        self._trail.clear()
        if row.run >= 0:
            self.presenter.recall(row.run)
        elif row.listed is not None:
            self.presenter.ask(row.listed.name)
        self._is_picking = False

    def press_tile(self, place: int) -> None:
        """Ctrl+1 to Ctrl+0: go where a tile of the day leads."""
        if self.side.shows_overview and self._period.in_sight() is None:
            self.side.overview.press(place)

    def _on_tile(self, tile: Tile) -> None:
        go = {PERIOD_END: self.end_period, DRAWER: self.open_drawer, BACKUP: self.desk.open_copy}.get(tile.report)
        if go is not None:
            go()
        else:
            self.presenter.ask_whole(tile.report, tile.stretch)

    def _on_turned(self, page: int) -> None:
        self.presenter.look_at_page(page, self.side.paper.wished_width())
