"""The receiving screen: a list of what can be received, and the sheet of the delivery in hand.

It binds the keys and shows what the presenter says. A scan that comes while it is in sight goes onto the sheet, opens
the order whose number it is, or begins a delivery with the goods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.delivery_line import Line
from app.ui.bus import Bus
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.receiving.acts import ListActs
from app.ui.screens.receiving.desk import ReceivingDesk
from app.ui.screens.receiving.messages import ReceivingMessages
from app.ui.screens.receiving.presenter import ReceivingPresenter
from app.ui.screens.receiving.sheet_page import SheetPage
from app.ui.screens.receiving.start_page import StartPage
from app.ui.screens.receiving.state import ChoiceAsked, LastPosted, PostAsked, StartRow
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.screens.receiving.unsaved import Unsaved
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.screens import type_into
from app.ui.widgets.typed_box import TypedBox

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.refusal import Refusal
    from app.jobs.delivery_papers import Kept
    from app.reports.bills import Billable, Credit, Resting

_MARGIN = 12  # px
_CONCERNED = frozenset({"drafts", "parties", "orders"})

Slot = Callable[[], None]


class ReceivingScreen(QWidget):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("receivingScreen")
        self._bus = bus
        self.texts = ReceivingTexts(parts.shop, self)
        self.presenter = ReceivingPresenter(parts, workers, self, self.texts)
        self.messages = ReceivingMessages(self.texts, self.presenter.untaken, self)
        self.start_page = StartPage(self.texts)
        self.sheet_page = SheetPage(self.texts, self.presenter.doubts_on, self.presenter.summary)
        self.desk = ReceivingDesk(self.presenter, self.texts, parts, workers, self)
        self.acts = ListActs(self.presenter, self.start_page, self.desk, self.messages)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.sheet_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addWidget(self.messages.bar)
        column.addWidget(held, 1)
        self.setFocusProxy(self.start_page.box)
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(0)
        self._painting.timeout.connect(self._paint)
        self._unsaved = Unsaved(self.presenter.retry, self._say_unsaved, self)
        self._connect()
        self._bind_keys()

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something; the same again, faster than a hand can, is not taken by itself."""
        if is_repeat:
            self.presenter.folded(text)
        elif not self.presenter.turned_away(text, self._box().text()):
            self.presenter.scanned(text)

    @property
    def unsaved(self) -> int:
        """How much is on the screen and not in the book."""
        return self.presenter.unsaved

    # The presenter's view

    def start_changed(self) -> None:
        """Show the list."""
        self.start_page.show_rows(self.presenter.opening.rows)
        self.start_page.show_last(self.presenter.posting.last)

    def sheet_changed(self) -> None:
        """Show the sheet, or the list where none is open."""
        presenter = self.presenter
        page = self.sheet_page if presenter.has_sheet else self.start_page
        is_other = self._stack.currentWidget() is not page
        if presenter.has_sheet:
            self.start_page.fresh = ""
            self._painting.start()
        if is_other:
            self._paint()
            self._stack.setCurrentWidget(page)
            self.setFocusProxy(page.box)
            self.sheet_page.order_tabs()
            page.box.clear()
            if self.isVisible() and self.desk.dialog() is None:
                page.box.setFocus()

    def show_line(self, key: int) -> None:
        """Choose a line of the sheet."""
        self._paint()
        self.sheet_page.choose(key)

    def say(self, said: Said) -> None:
        """Say something, in the dialog that waits for it or in the bar."""
        if not self.desk.refused(said):
            self.messages.say(said)

    def hush(self) -> None:
        """What was said last is over."""
        self.messages.hush()

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def take_scan(self, text: str) -> bool:
        """A dialog may have a use for a scan."""
        return self.desk.take_scan(text)

    def ask_choice(self, asked: ChoiceAsked) -> None:
        """Ask which of several products is meant."""
        self.desk.ask_choice(asked)

    def ask_before_posting(self, asked: PostAsked) -> None:
        """Ask about what looks wrong."""
        self.sound(Tone.REFUSED)
        self.desk.ask_before_posting(asked)

    def ask_about_refusal(self, refusal: Refusal) -> None:
        """Ask what the book wants to know."""
        self.sound(Tone.REFUSED)
        self.desk.ask_about_refusal(refusal)

    def ask_correct(self, row: StartRow, resting: tuple[Resting, ...]) -> None:
        """Ask why a posted document is taken back."""
        self.desk.open_correct(row, resting)

    def ask_invoice(self, of: Billable, others: tuple[Billable, ...]) -> None:
        """Ask what the supplier bills."""
        self.desk.ask_invoice(of, others)

    def ask_credit(self, of: Credit) -> None:
        """Ask what the supplier gives for goods that went back."""
        self.desk.open_credit(of)

    def ask_return(self, of: Billable) -> None:
        """Ask what goes back."""
        self.desk.ask_return(of)

    def posted(self, last: LastPosted) -> None:
        """Show what was posted, and what can be done with it."""
        self.desk.close_all()
        self.hush()
        self.sound(Tone.TAKEN)
        self.messages.paper = None
        self.start_page.fresh = last.uid
        self.start_page.show_last(last)

    def paper_kept(self, kept: Kept) -> None:
        """Tell where the paper is."""
        self.messages.paper_kept(kept, is_told=not self.presenter.has_sheet)

    def answered(self, said: Said | None) -> None:
        """What a dialog asked for was done, or why not."""
        if not self.desk.answered(said) and said is not None:
            self.messages.say(said)
        if said is not None:
            self.sound(Tone.REFUSED)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def escape(self) -> None:
        """Esc: what was said goes, then what was typed, then the sheet is left for later."""
        if self.messages.leave():
            return
        if self._box().text():
            self._box().clear()
        elif self.presenter.has_sheet and not self.presenter.forget_quantity():
            self.presenter.leave()

    def focus_box(self) -> None:
        """F2: bring the keys back to the box."""
        self._box().setFocus()
        self._box().selectAll()

    def unknown(self) -> None:
        """F8: on the sheet, what codes stand for; in the list, take back what is posted."""
        if not self.presenter.has_sheet:
            self.acts.correct()
            return
        waiting = self.presenter.sheet.waiting
        if waiting:
            self.desk.open_unknown(waiting[0])
        else:
            self.say(Said("info", "no_unknown"))

    def parts_or_prices(self) -> None:
        """F7: on the sheet, what is free or broken; in the list, the prices that the last delivery suggests."""
        self._on_line_or(self.desk.open_parts, self.acts.prices)

    def cost_or_invoice(self) -> None:
        """F5: on the sheet, what a line costs; in the list, what the supplier bills for a posted delivery."""
        self._on_line_or(self.desk.open_cost, self.acts.invoice)

    def lot_or_return(self) -> None:
        """F6: on the sheet, the lot of a line; in the list, what of a posted delivery goes back."""
        self._on_line_or(self.desk.open_named, self.acts.send_back)

    def details_or_later(self) -> None:
        """F10: on the sheet, what is said of it as a whole; in the list, what came after a delivery."""
        if self.presenter.has_sheet:
            self.desk.open_head()
        else:
            self.acts.later()

    def labels(self) -> None:
        """F12: labels for what the chosen delivery brought, or the one that was posted last."""
        if not self.presenter.has_sheet:
            self.acts.labels()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.desk.close_all()
        self.start_page.fresh = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no other widget wanted: letters and digits go to the box, wherever the focus was."""
        if not type_into(self._box(), event):
            super().keyPressEvent(event)

    def _box(self) -> TypedBox:
        return self.sheet_page.box if self.presenter.has_sheet else self.start_page.box

    def _connect(self) -> None:
        start, sheet, presenter = self.start_page, self.sheet_page, self.presenter
        start.box.textChanged.connect(presenter.opening.look_for)
        start.picked.connect(self._on_picked)
        start.entered.connect(self._on_entered)
        start.correct.clicked.connect(self.acts.correct)
        start.invoice.clicked.connect(self.cost_or_invoice)
        start.send_back.clicked.connect(self.lot_or_return)
        start.later.clicked.connect(self.acts.later)
        start.paper.clicked.connect(self.acts.paper)
        start.labels.clicked.connect(self.labels)
        start.prices.clicked.connect(self.parts_or_prices)
        sheet.box.submitted.connect(self._on_typed)
        sheet.box.star_typed.connect(self._on_typed)
        sheet.box.list_key.connect(sheet.table.keyPressEvent)
        sheet.table.picked.connect(self._quantity)
        sheet.post.clicked.connect(presenter.posting.post)
        for name, slot in (
            ("quantity", self._quantity),
            ("cost", self.cost_or_invoice),
            ("lot", self.lot_or_return),
            ("parts", self.parts_or_prices),
            ("unknown", self.unknown),
            ("batch", self._batch),
            ("details", self.details_or_later),
            ("undo", presenter.undo),
            ("abandon", self._abandon),
            ("back", presenter.leave),
        ):
            sheet.buttons[name].clicked.connect(slot)
        self.desk.closed.connect(self._on_desk_closed)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Slot]] = [
            ("F2", self.focus_box),
            ("F3", self._batch),
            ("F4", self._quantity),
            ("F5", self.cost_or_invoice),
            ("F6", self.lot_or_return),
            ("F7", self.parts_or_prices),
            ("F8", self.unknown),
            ("F9", self._post),
            ("F10", self.details_or_later),
            ("F11", self.acts.paper),
            ("F12", self.labels),
            ("Ctrl+Z", self.presenter.undo),
            ("Ctrl+Del", self._abandon),
            ("Esc", self.escape),
        ]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _post(self) -> None:
        if self.presenter.has_sheet:
            self.presenter.posting.post()

    def _quantity(self) -> None:
        self._with_line(self.desk.open_quantity)

    def _batch(self) -> None:
        if self.presenter.has_sheet:
            self.desk.open_batch()

    def _abandon(self) -> None:
        if self.presenter.has_sheet:
            self.desk.open_abandon()

    def _on_line_or(self, act: Callable[[Line], None], in_list: Slot) -> None:
        """Do something with the chosen line, or in the list something else."""
        if self.presenter.has_sheet:
            self._with_line(act)
        else:
            in_list()

    def _with_line(self, act: Callable[[Line], None]) -> None:
        """Do something with the chosen line; a key that was pressed behind a scan means what was scanned."""
        if self.presenter.has_sheet:
            self.presenter.behind_scans(self._act_on_line, act)

    def _paint(self) -> None:
        """Show the sheet as it is now: once for a burst of scans, however many lines it has."""
        self._painting.stop()
        presenter = self.presenter
        if presenter.has_sheet:
            quantity = "" if presenter.quantity_milli is None else self.texts.quantity(presenter.quantity_milli)
            title = self.texts.title(presenter.sheet, dict(presenter.opening.suppliers))
            self.sheet_page.show_sheet(presenter.sheet, title, quantity)
        self._unsaved.mind(presenter.unsaved)

    def _say_unsaved(self, count: int) -> None:
        if self.messages.is_free():
            self.say(Said("error", "not_saved", {"count": count}))

    def _act_on_line(self, act: Callable[[Line], None]) -> None:
        self._paint()
        line = self.sheet_page.line()
        if line is None:
            self.say(Said("warn", "no_line"))
        else:
            act(line)

    def _on_picked(self, row: StartRow) -> None:
        self.start_page.box.clear()
        self.presenter.begin(row)

    def _on_entered(self, words: str) -> None:
        self.presenter.opening.scanned(words, None)

    def _on_typed(self, text: str) -> None:
        if self.presenter.typed(text):
            self.sheet_page.box.clear()
        else:
            self.sheet_page.box.selectAll()

    def _on_desk_closed(self) -> None:
        self.activateWindow()
        self._box().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED and not self.presenter.has_sheet:
            self.presenter.refresh()
