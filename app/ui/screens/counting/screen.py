"""The counting screen: a list of what can be counted, the sheet of a zone, the review, and what came of counts.

It binds the keys and shows what the presenter says. A scan that comes while a sheet is in sight is one more piece; a
zone's label opens its sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.rights import Right, may
from app.ui.bus import Bus
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.counting.asks import Asks
from app.ui.screens.counting.desk import CountingDesk
from app.ui.screens.counting.glance import Glance
from app.ui.screens.counting.pages import Pages
from app.ui.screens.counting.presenter import CountingPresenter
from app.ui.screens.counting.review_page import ReviewPage
from app.ui.screens.counting.sheet_page import SheetPage
from app.ui.screens.counting.shelf_hands import SHELF_KEYS
from app.ui.screens.counting.start_page import StartPage
from app.ui.screens.counting.state import Page, StartRow
from app.ui.screens.counting.texts import CountingTexts
from app.ui.screens.counting.untaken import STANDING
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.screens import type_into

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.rights import Person
    from app.reports.stocktakes import Printed

_MARGIN = 12  # px
_LEAD_BACK = frozenset(
    {
        "nothing_counted",
        "over_abandoned",
        "over_posted",
        "scan_in_posted",
        "scan_in_review",
        "scan_in_results",
        "still_counted",
        "wanted",
    }
)
"""Sentences that say where Esc goes from there."""
_OF_BOX = frozenset({"bad_zone", "typed_left", "zone_is_quantity"})
"""Sentences about what stands in the box: Esc clears it with them."""
_CONCERNED = frozenset({"drafts", "settings", "stock"})

Slot = Callable[[], None]


class CountingScreen(Asks, Pages, QWidget):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("countingScreen")
        self._bus = bus
        self.texts = CountingTexts(parts.shop, self)
        self.presenter = CountingPresenter(parts, workers, self, self.texts)
        self.bar = InlineBar(name="countMessage")
        self.start_page = StartPage()
        self.desk = CountingDesk(self.presenter, self.texts, self)
        self._glance = Glance(self.desk, self.say, self.hush, self)
        self.busy = self._glance.follow  # as the view has it
        self.desk.stopped.connect(self._glance.stop)
        self._now = parts.now
        held = QWidget()
        self._told = ""  # what the bar says
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.start_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(held, 1)
        self.setFocusProxy(self.start_page.table)
        self._connect()
        self._bind_keys()

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something; the same again, faster than a hand can, is not taken by itself."""
        if self.take_scan(text):
            return
        if is_repeat:
            self.presenter.folded(text)
        else:
            is_at_shelf = self.presenter.page is Page.COUNT
            self.presenter.scanned(text, self._hands.take_figure(text) if is_at_shelf else None)

    @property
    def unsaved(self) -> int:
        """How much is on the screen and not in the book."""
        return self.presenter.unsaved

    # The presenter's view

    def changed(self) -> None:
        """Show what the presenter has."""
        presenter = self.presenter
        if presenter.page is Page.START:
            self.start_page.show_listing(presenter.starting.listing, presenter.starting.came_from)
        elif presenter.page is Page.COUNT:
            quantity = "" if presenter.quantity_milli is None else self.texts.quantity(presenter.quantity_milli)
            self.sheet_page.show_sheet(
                presenter.sheet,
                name=presenter.name,
                zone=presenter.zone if presenter.has_sheet else None,
                only=presenter.only,
                quantity=quantity,
                typing=presenter.typing,
            )
            self.sheet_page.show_sheets(presenter.around.sheets, has_zone=presenter.has_sheet)
            self.sheet_page.show_question(is_asked=presenter.question.asked is not None, has_zone=presenter.has_sheet)
            self.sheet_page.show_unknown(len(presenter.around.unknown))
            self.desk.sheet_changed(presenter.sheet)
        elif presenter.page is Page.RESULTS:
            self.results_page.show_results(presenter.after)
        elif presenter.page is Page.POSTED:
            self.posted_page.show_count(presenter.looking)
        else:
            self.review_page.show_review(presenter.reviewing, presenter.name)
            self.review_page.show_unknown(len(presenter.around.unknown))
        self.desk.page_is(presenter.page)
        self.desk.unknown_changed(presenter.around.unknown)
        page, before = self._page(), self._stack.currentWidget()
        if before is not page:
            if page is self.start_page and isinstance(before, ReviewPage):
                self.start_page.come_from_review()
            self._stack.setCurrentWidget(page)
            self.setFocusProxy(self._place())
            if presenter.page is Page.COUNT:
                self.sheet_page.box.clear()
            if self.isVisible():
                self._place().setFocus()

    def expect_review(self) -> None:
        """Make the page of the review while the book is read: both at once would keep the keys waiting."""
        self.review_page.show_unknown(len(self.presenter.around.unknown))

    def say(self, said: Said) -> None:
        """Say something, in the dialog that waits for an answer or else in the bar."""
        if not self.desk.refused(said):
            self._told = said.code
            self.bar.say(said.kind, self.texts.sentence(said))

    def is_told(self, *codes: str) -> bool:
        """Whether one of these sentences stands in the bar."""
        return self._told in codes and not self.bar.isHidden()

    def show_printed(self, lines: tuple[Printed, ...]) -> None:
        """Ask line by line what stands on a printed sheet."""
        self.desk.open_paper(lines, self.texts.zone(self.presenter.zone), self._now)

    def hush(self) -> None:
        """What was said last is over; what is not settled is told again."""
        self.presenter.around.see_person()
        if not self.presenter.untaken.show():
            self.bar.clear()

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def escape(self) -> None:
        """Esc: what was said goes, then what was typed, then the page is left; everything is kept."""
        if self._glance.stop():
            return
        was_chosen = self.presenter.page is Page.COUNT and self._hands.let_go()
        if self.presenter.taking.is_reading:
            self.presenter.taking.stop()
        elif self.presenter.sure.forget():
            self.sheet_page.box.clear()
        elif not self.bar.isHidden() and self.presenter.question.asked is None:
            if self._told in _OF_BOX and self.presenter.page is Page.COUNT:
                self.sheet_page.box.clear()
            leads_back, chooses = self._told in _LEAD_BACK, self._told == "still_counted"
            (self.presenter.around.let_go if self._told in STANDING else self.hush)()
            if leads_back:
                self.presenter.back()
            if chooses:
                self.sheet_page.choose_open()
        elif self.presenter.page is Page.COUNT and self.sheet_page.box.text():
            self.sheet_page.box.clear()
        elif not was_chosen:
            self.presenter.back()

    def focus_place(self) -> None:
        """F2: bring the keys back to where they belong."""
        self._place().setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.presenter.page is Page.START:
            self.presenter.starting.refresh()
        else:
            # What others have done while another place was in sight.
            self.presenter.noticed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no other widget wanted: letters and digits go to the box, wherever the focus was."""
        if self.presenter.page is not Page.COUNT or not type_into(self.sheet_page.box, event):
            super().keyPressEvent(event)

    def show_to(self, person: Person) -> None:
        """Somebody else is at the till: what they may not see is left."""
        self.presenter.show_to(person)
        if self.presenter.page is not Page.REVIEW:
            self.desk.leave_review()
        if not may(person, Right.SEE_EXPECTED):
            self.desk.hide_book()

    def _place(self) -> QWidget:
        """Where the keys belong."""
        page = self._page()
        return page.box if isinstance(page, SheetPage) else page.table

    def _connect(self) -> None:
        self.start_page.picked.connect(self._on_picked)
        starting = self.presenter.starting
        for name, slot in (
            ("plan", self._new_plan),
            ("change", self._change_plan),
            ("labels", partial(self._with_row, starting.ask_zones)),
            ("sheet", partial(self._with_row, starting.make_sheet)),
            ("variance", partial(self._with_row, starting.make_variance)),
            ("results", partial(self._with_row, self.presenter.show_results)),
            ("week", partial(self._with_row, starting.ask_week)),
        ):
            self.start_page.buttons[name].clicked.connect(slot)
        self.desk.closed.connect(self.focus_place)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        presenter, reviewing = self.presenter, self.presenter.reviewing
        of_start = {"F6": "labels", "F7": "sheet", "F8": "variance", "F9": "results", "F10": "week"}
        at_start: dict[str, Slot] = {"F4": self._new_plan, "F5": self._change_plan}
        at_start |= {key: self.start_page.buttons[name].click for key, name in of_start.items()}
        at_the_shelf: dict[str, Slot] = {key: partial(self._at_the_shelf, name) for key, name in SHELF_KEYS.items()}
        in_review: dict[str, Slot] = {
            "F4": self._recount, "F5": self._accept, "F6": self._ask_reason, "F7": self._tolerance,
            "F8": reviewing.next_uncounted, "F9": self._post, "Ctrl+Del": presenter.abandon,
            "Shift+F9": presenter.around.ask_unknown,
        }  # fmt: skip
        in_results: dict[str, Slot] = {
            "F4": partial(self._show_results, "zone"), "F5": partial(self._show_results, "counter"),
            "F6": partial(self._show_results, "category"), "F7": partial(self._show_results, "shrinkage"),
            "F8": self._print,
        }  # fmt: skip
        at_posted: dict[str, Slot] = {
            "F4": presenter.looking.count_again, "F8": presenter.looking.make_paper,
            "Ctrl+Del": presenter.looking.ask_back,
        }  # fmt: skip
        slots = {
            Page.START: at_start, Page.COUNT: at_the_shelf, Page.REVIEW: in_review, Page.RESULTS: in_results,
            Page.POSTED: at_posted,
        }  # fmt: skip
        self._slots: dict[str, dict[Page, Slot]] = {
            "F2": dict.fromkeys(Page, self.focus_place), "Esc": dict.fromkeys(Page, self.escape),
        }  # fmt: skip
        for page, keys in slots.items():
            for key, slot in keys.items():
                self._slots.setdefault(key, {})[page] = slot
        for key in self._slots:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setProperty("pressed", key)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_key)

    def _on_key(self) -> None:
        slot = self._slots[self.sender().property("pressed")].get(self.presenter.page)
        if slot is not None:
            slot()

    def _at_the_shelf(self, name: str) -> None:
        self._hands.does(name)

    def _post(self) -> None:
        """F9: post it, unless it has only just come into sight."""
        self.review_page.buttons["post"].click()

    def _new_plan(self) -> None:
        self.desk.open_plan(None)

    def _change_plan(self) -> None:
        """F5: the chosen plan; what stands there by itself is a pattern for a new one."""
        row = self.start_page.row()
        if row is not None and row.plan is not None:
            self.desk.open_plan(row.plan)
        else:
            self.say(Said("warn", "not_a_plan"))

    def _with_row(self, do: Callable[[StartRow | None], None]) -> None:
        do(self.start_page.row())

    def _show_results(self, name: str) -> None:
        self.results_page.buttons[name].click()

    def _on_picked(self, row: StartRow) -> None:
        self.presenter.open(row)

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED:
            self.presenter.noticed()
