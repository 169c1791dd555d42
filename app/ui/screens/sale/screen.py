"""The sale screen: what the cashier looks at and types into all day.

It binds the keys, shows what the presenter says, and routes scans; it decides nothing about a sale. What works behind
the widgets (`face`) is only loaded once they are in sight, so that the window is there sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from app.ui.bus import Bus
from app.ui.screens.sale.face import SaleFace
from app.ui.screens.sale.quick_keys import QUICK_KEYS
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.labels import isolate, isolate_name
from app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from app.base.trouble import Trouble
    from app.domain.basket import Waiting
    from app.domain.changes import Changes
    from app.domain.product import Hit, Item
    from app.domain.refusal import Refusal
    from app.domain.shop import Shop
    from app.ui.parts import Parts
    from app.ui.said import Said
    from app.ui.screens.sale.dialog_desk import DialogDesk
    from app.ui.screens.sale.entry_strip import EntryStrip
    from app.ui.screens.sale.messages import SaleMessages
    from app.ui.screens.sale.presenter import SalePresenter
    from app.ui.screens.sale.results import Results
    from app.ui.screens.sale.state import LastPaid

_RETRY_MS = 3000


class SaleScreen(SaleFace):
    """The screen. It is the presenter's view.

    Attributes:
        presenter, messages, results: What works behind it, there once `ready` was sent.
    """

    presenter: SalePresenter
    messages: SaleMessages
    results: Results

    tone = Signal(object)  # Tone
    parked_changed = Signal(object)  # int: how many sales are put aside
    ready = Signal()  # everything is loaded: keys and scans are taken

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__(parts.shop)
        self.setObjectName("saleScreen")
        self._parts, self._bus, self._workers = parts, bus, workers
        self._is_ready = False
        self._early: list[Callable[[], None]] = []  # scans that came before it was
        self._desk: DialogDesk | None = None
        self._strip: EntryStrip | None = None
        self._is_painting_due = False
        self._announced = ""
        self._retry = QTimer(self)
        self._retry.setInterval(_RETRY_MS)

    def start(self) -> None:
        """Load what works behind the screen, and stand where the till stood, with the keys in the scan box."""
        self.box.setFocus()
        self._workers.store.submit(self._load, self._take_up, self._on_not_loaded)

    @property
    def unsaved(self) -> int:
        """How many entries could not be saved yet, or scans not even rung up."""
        return self.presenter.unsaved if self._is_ready else len(self._early)

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something, whatever has the focus: it goes to the sale, or to the dialog that wants it."""
        if not self._is_ready:
            self._early.append(partial(self.on_scan, text, is_repeat=is_repeat))
            return
        if self._desk is not None and self._desk.take_scan(text):
            return
        if self._commands.obey(text, is_repeat=is_repeat):
            return
        self.box.goods_come()
        if not self.box.text():
            self.results.close_list()
        if is_repeat:
            self.presenter.scanning.fold(text)
        else:
            self.presenter.scanned(text)

    @property
    def shop(self) -> Shop:
        """The shop's rules, as they are now."""
        return self._parts.shop

    # Dialogs and entries are loaded and made when the first of them is needed, not with the program.

    @property
    def desk(self) -> DialogDesk:
        """The dialogs."""
        return self._desk or self._make_desk()

    @property
    def strip(self) -> EntryStrip:
        """The inline entries."""
        return self._strip or self._make_strip()

    def _make_desk(self) -> DialogDesk:
        from app.ui.screens.sale.dialog_desk import DialogDesk  # noqa: PLC0415 -- see above

        self._desk = DialogDesk(self.presenter, self._parts, self._workers, self.texts, self)
        self._desk.closed.connect(self._on_entry_closed)
        self._desk.refused_aloud.connect(self._on_refused_aloud)
        return self._desk

    def _make_strip(self) -> EntryStrip:
        from app.ui.screens.sale.entry_strip import EntryStrip  # noqa: PLC0415 -- see above

        self._strip = EntryStrip(self.presenter, self._parts.shop, self.texts)
        self.insert_entry(self._strip)
        self._strip.closed.connect(self._on_entry_closed)
        return self._strip

    # The presenter's view

    def changed(self) -> None:
        """Paint what the presenter has, once, as soon as this burst of answers is through."""
        if not self._is_painting_due:
            self._is_painting_due = True
            # Queued before the entry's own answer can be: the line is painted before its tone is heard.
            QMetaObject.invokeMethod(self, "_paint", Qt.ConnectionType.QueuedConnection)

    def say(self, said: Said) -> None:
        """Say something in the message bar."""
        self.messages.say(said)

    def hush(self) -> None:
        """What was said last is over."""
        self.messages.hush()

    def offer_undo(self, said: Said) -> None:
        """Tell what was done, with Undo beside it."""
        self.messages.offer_undo(said)

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def give_back(self, text: str, *, is_money: bool = False) -> None:
        """Put a typed text back into the scan box."""
        if self.box.give_back(text, is_money=is_money):
            self.results.look_for(text)

    def ask_how(self, due_minor: int) -> None:
        """Open the tender dialog."""
        self.desk.ask_how(due_minor)

    def ask_unknown(self, waiting: tuple[Waiting, ...], unlisted: tuple[Item, ...]) -> None:
        """Ask for each unknown code whether it is sold."""
        self.desk.ask_unknown(waiting, unlisted)

    def unknown_left(self, waiting: tuple[Waiting, ...]) -> None:
        """These unknown codes still wait."""
        self.desk.unknown_left(waiting)

    def sold(self, last: LastPaid) -> None:
        """The sale stands in the book."""
        if self._desk is not None:
            self._desk.sold()
        if self._strip is not None:
            self._strip.close_own()
        self.last_sale.show_last(last)

    def not_sold(self, said: Said) -> None:
        """The sale was not taken."""
        if self._desk is not None:
            self._desk.refused(said)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def focus_box(self) -> None:
        """Bring the keys back to the scan box."""
        self.box.setFocus()
        self.box.selectAll()

    def escape(self) -> None:
        """One step back: the list, the typed text, the quantity, what was said or was not taken."""
        if self.results.is_open() or self.box.text():
            self.results.close_list()
            self.box.clear()
        elif self.presenter.forget_quantity():
            self.changed()
        else:
            if self.messages.is_about_scans():
                self.presenter.scanning.forget_untaken()
            self.hush()
        self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no other widget wanted: letters, digits and Del go to the scan box, wherever the focus was."""
        is_typed = bool(event.text()) and event.text().isprintable()
        if self.box.hasFocus() or not (is_typed or event.key() == Qt.Key.Key_Delete):
            super().keyPressEvent(event)
            return
        self.box.setFocus()
        QApplication.sendEvent(self.box, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_ready:
            self._place_results()

    @Slot()
    def _paint(self) -> None:
        self._is_painting_due = False
        presenter, checkout = self.presenter, self.presenter.checkout
        self.lines.show_rows(presenter.rows(), presenter.selected)
        # The change of the last sale is in sight until something happens to the next one.
        just_paid = checkout.last if checkout.is_just_paid and not presenter.basket.entries else None
        self.totals.show_bill(presenter.basket, presenter.bill, just_paid, is_paying=checkout.is_paying)
        self.last_sale.show_last(checkout.last)
        self.quick.show_keys(presenter.tiles, presenter.categories)
        self.box.show_quantity(self.texts.plain_quantity(presenter.quantity_milli))
        self._show_questions()
        self._show_actions()
        self.messages.show_standing()
        self._announce_total()
        self.parked_changed.emit(presenter.parked)
        if presenter.unsaved and not self._retry.isActive():
            self._retry.start()
        elif not presenter.unsaved:
            self._retry.stop()

    def _show_questions(self) -> None:
        question, choice = self.presenter.scanning.question(), self.presenter.scanning.choice()
        if self._strip is not None or question is not None:
            has_dialog = self._desk is not None and self._desk.dialog() is not None
            may_take_keys = not self.box.text() and not has_dialog
            self.strip.show_question(question, self._parts.now(), may_take_keys=may_take_keys)
        if self._desk is not None or choice is not None:
            self.desk.show_choice(choice)

    def _announce_total(self) -> None:
        """Tell a screen reader what was rung up and what it comes to now."""
        line, bill = self.presenter.selected_line(), self.presenter.bill
        words = ""
        if line is not None and bill is not None:
            name, total = isolate_name(line.item.name), isolate(self.texts.money(bill.totals.gross_minor))
            words = self.tr("{name}, total {total}").format(name=name, total=total)
        if words != self._announced:
            self._announced = words
            announce(self.lines.table, words)

    def _show_actions(self) -> None:
        has_line = self.box.has_line = bool(self.presenter.basket.lines)
        for button in self.line_row.buttons.values():
            button.setEnabled(has_line)
        basket = self.presenter.basket
        for name in ("salePark", "saleClear"):
            self.sale_row.buttons[name].setEnabled(not basket.is_empty)
        self.sale_row.buttons["saleDiscount"].setEnabled(has_line or basket.discount is not None)
        self.sale_row.buttons["saleUndo"].setEnabled(self.presenter.can_undo)

    def _load(self) -> None:
        """Runs on the store thread: load what is only Python, which takes longer than all that was painted."""
        import app.ui.screens.sale.presenter  # noqa: F401, PLC0415 -- see above

        self._parts.verbs()
        self.texts.money(0)  # the tables of the shop's language

    def _take_up(self, _loaded: None) -> None:
        from app.ui.screens.sale.commanding import SaleCommands  # noqa: PLC0415
        from app.ui.screens.sale.keys import SaleKeys  # noqa: PLC0415 -- the window is painted without them
        from app.ui.screens.sale.messages import SaleMessages  # noqa: PLC0415
        from app.ui.screens.sale.presenter import SalePresenter  # noqa: PLC0415
        from app.ui.screens.sale.results import Results  # noqa: PLC0415

        self.presenter = SalePresenter(self._parts, self._workers, self)
        self.messages = SaleMessages(self.presenter, self.texts, self.bar, self.lines)
        self.results = Results(self._parts.lookups, self._parts.location, self._workers.pool, self.texts, self)
        self._place_results()
        self._keys = SaleKeys(self)
        self._commands = SaleCommands(self, self._keys, self._parts, self._workers)
        self._connect()
        self._is_ready = True
        self.presenter.start()
        early, self._early = self._early, []
        for scan in early:
            scan()
        self.ready.emit()

    def _on_not_loaded(self, _error: Refusal | Trouble) -> None:
        """Nothing of it can be refused; a mistake of the program is told by whoever tells of all of them."""

    def _connect(self) -> None:
        presenter, checkout = self.presenter, self.presenter.checkout
        self.box.submitted.connect(self._on_submitted)
        self.box.star_typed.connect(self._on_star_typed)
        self.box.behind_minus.connect(self._on_behind_minus)
        self.box.textEdited.connect(self.results.look_for)
        self.box.textEdited.connect(self.messages.move_on)
        self.box.list_key.connect(self._on_list_key)
        self.box.line_key.connect(self._on_line_key)
        self.results.picked.connect(self._on_found_picked)
        self.quick.picked.connect(self._on_picked)
        self.quick.category_picked.connect(self._keys.pick_category)
        self.lines.chosen.connect(presenter.select)
        self.lines.empty.button.clicked.connect(self._keys.recall)
        self.totals.pay_clicked.connect(self._keys.pay)
        self.totals.cash_clicked.connect(self._keys.pay_cash)
        self.totals.card_clicked.connect(self._keys.pay_card)
        self.last_sale.copy_clicked.connect(checkout.print_again)
        self.last_sale.mend_clicked.connect(self._keys.mend)
        self._retry.timeout.connect(presenter.retry)
        self._bus.changed.connect(self._on_changes)
        more: list[tuple[str, Callable[[], None]]] = [
            ("F2", self.focus_box),
            ("F11", self.quick.turn_page),
            ("Esc", self.escape),
        ]
        more += [(f"Ctrl+{place + 1}", partial(self.quick.press, place)) for place in range(QUICK_KEYS)]
        self._keys.bind(self.action_buttons(), more)

    def _on_submitted(self, _text: str) -> None:
        chosen = self.results.chosen()
        self.results.close_list()
        text = self.box.take()
        if chosen is not None:
            self.presenter.pick_found(chosen)
        elif text:
            self.presenter.typed(text)
        elif self._strip is not None and (entry := self._strip.entry()) is not None:
            entry.begin()

    def _on_star_typed(self, text: str) -> None:
        self.results.close_list()
        self.box.clear()
        self.presenter.typed(text)

    def _on_behind_minus(self, text: str) -> None:
        self.results.close_list()
        self.box.clear()
        self.presenter.typed_behind_minus(text)

    def _on_list_key(self, event: QKeyEvent) -> None:
        (self.results if self.results.is_open() else self.lines).take_arrow(event)

    def _on_line_key(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Plus:
            self.presenter.one_more()
        elif key == Qt.Key.Key_Minus:
            self.presenter.one_less()
        else:
            self.presenter.void()

    def _on_picked(self, item: Item) -> None:
        self._forget_words()
        self.presenter.pick(item)
        self.box.setFocus()

    def _on_found_picked(self, hit: Hit) -> None:
        self._forget_words()
        self.presenter.pick_found(hit)
        self.box.setFocus()

    def _forget_words(self) -> None:
        self.results.close_list()
        if any(one.isalpha() for one in self.box.text()):
            self.box.clear()  # a number in the box is meant for something else
        self.box.goods_come()

    def _on_entry_closed(self) -> None:
        self.changed()
        self.box.setFocus()

    def _on_refused_aloud(self) -> None:
        self.sound(Tone.REFUSED)

    def _on_changes(self, changes: Changes) -> None:
        self.presenter.read_again(changes)
        if "drafts" in changes.what and self._desk is not None:
            self._desk.read_parked_again()

    def _place_results(self) -> None:
        left = self.lines.mapTo(self, QPoint(0, 0)).x()
        top = self.box.mapTo(self, QPoint(0, self.box.height())).y() + 3
        room = self.last_sale.mapTo(self, QPoint(0, 0)).y() - top
        self.results.lay_over(max(left, 0), top, self.lines.visibleRegion().boundingRect().width(), room)
