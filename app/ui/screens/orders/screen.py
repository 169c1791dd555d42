"""The orders screen: the orders on the left, one of them on the right, and what is written over both.

It binds the keys and shows what the presenter says. A scan while an order is written puts goods on it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.domain.ordered import OrderStatus
from app.ui.bus import Bus
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.orders.dialogs.files import FilesDialog
from app.ui.screens.orders.dialogs.give_up import GiveUpDialog
from app.ui.screens.orders.dialogs.new_order import NewOrderDialog
from app.ui.screens.orders.dialogs.other_day import OtherDayForm
from app.ui.screens.orders.dialogs.proposals import ProposalsDialog
from app.ui.screens.orders.listing import Listing
from app.ui.screens.orders.order_list import OrderList
from app.ui.screens.orders.order_side import OrderSide
from app.ui.screens.orders.presenter import OrdersPresenter
from app.ui.screens.orders.suppliers.room import SuppliersRoom
from app.ui.screens.orders.texts import OrderTexts
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.messages import Toast
from app.ui.widgets.panels import tab_through
from app.ui.widgets.screens import DialogScreen

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.changes import Changes, Posted
    from app.reports.proposals import Orderable, Proposed, Terms
    from app.ui.screens.orders.state import Filled, Listed, OrderWish

_MARGIN = 12  # px
_CONCERNED = frozenset({"orders", "parties"})

Slot = Callable[[], None]


class OrdersScreen(DialogScreen):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("ordersScreen")
        self._parts, self._workers, self._bus = parts, workers, bus
        self._room: SuppliersRoom | None = None
        self.texts = OrderTexts(parts.shop, self)
        self.orders = OrderList(self.texts)
        self.side = OrderSide(self.texts)
        self.toast = Toast(self.side, name="ordersToast")
        self.presenter = OrdersPresenter(parts, workers, self)
        self.listing = Listing(parts, workers, self)
        self._desk = QWidget()
        self._desk.setObjectName("ordersDesk")
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_MARGIN)
        row.addWidget(self.orders)
        row.addWidget(self.side, 1)
        self._rooms = QStackedLayout(self)
        self._rooms.addWidget(self._desk)
        self.setFocusProxy(self.orders.table)
        orders, side = self.orders, self.side
        tab_through(
            orders.table, orders.opened, orders.everything, orders.suppliers, orders.new, orders.low,
            side.send, side.edit, side.day, side.copy, side.cancel, side.files, side.table,
        )  # fmt: skip
        self._connect()
        self._bind_keys()

    @property
    def room(self) -> SuppliersRoom:
        """The suppliers' room, made when somebody goes there first: both rooms at once would hold up the keys."""
        if self._room is None:
            self._room = room = SuppliersRoom(self._parts, self._workers, self._bus)
            room.suppliers.opened.clicked.connect(self.list_open)
            room.suppliers.everything.clicked.connect(self.list_all)
            room.order_wished.connect(self.order_of)
            room.order_opened.connect(self.open_order)
            room.tone.connect(self.tone)
            self._rooms.addWidget(room)
        return self._room

    def make_rest(self) -> QWidget:
        """Make what is not in sight when one comes here first, in an idle moment. Returns it."""
        return self.room

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something: goods for the order that is written, or for a new one."""
        if is_repeat:
            return
        if self._room is not None and self._rooms.currentWidget() is self._room and self._dialog is None:
            self._room.on_scan(text)
            return
        match self._dialog:
            case NewOrderDialog() as form:
                self.presenter.scanned(text, form.supplier())
            case ScreenDialog() as dialog:
                dialog.show_refusal(self.texts.sentence(Said("warn", "finish_first")))
                self.sound(Tone.REFUSED)
            case None:
                self.presenter.find_order(text)

    # The presenter's view

    def list_changed(self) -> None:
        """Show the list and the chosen order."""
        presenter = self.presenter
        order = presenter.order
        chosen = "" if order is None else order.uid
        self.orders.show_orders(presenter.rows, chosen=chosen, today=presenter.today())
        self.side.show_order(order)

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar."""
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

    def write_order(self, suppliers: tuple[Terms, ...], filled: Filled) -> None:
        """Open the form for an order."""
        if self._dialog is not None:
            return
        form = NewOrderDialog(suppliers, self.texts, filled, parent=self.window())
        form.looked_for.connect(self._on_looked_for)
        form.supplier_changed.connect(self._on_supplier)
        form.list_wished.connect(self._on_list_wished)
        form.wished.connect(partial(self._on_order_wished, self.presenter.new_uid()))
        self.open_dialog(form)

    def show_proposals(self, proposed: tuple[Proposed, ...]) -> None:
        """Show what low stock asks for."""
        if self._dialog is None:
            dialog = ProposalsDialog(proposed, self.texts, parent=self.window())
            dialog.wished.connect(self.presenter.place_proposals)
            self.open_dialog(dialog)

    def show_found(self, goods: tuple[Orderable, ...]) -> None:
        """Show the goods that were looked for."""
        if isinstance(self._dialog, NewOrderDialog):
            self._dialog.show_found(goods)

    def take_goods(self, goods: Orderable) -> None:
        """Put goods that were scanned on the order."""
        if isinstance(self._dialog, NewOrderDialog):
            self._dialog.take(goods)

    def listed(self, listed: Listed) -> None:
        """What a list says goes on the order."""
        if isinstance(self._dialog, NewOrderDialog):
            self._dialog.take_listed(listed)

    def supplied(self, goods: tuple[Orderable, ...]) -> None:
        """The lines as another supplier brings them."""
        if isinstance(self._dialog, NewOrderDialog):
            self._dialog.show_supplied(goods)

    def posted(self, posted: tuple[Posted, ...], done: Said | None) -> None:
        """Tell what was done, and what a person should know."""
        self.close_dialog()
        self.hush()
        if done is not None:
            self.toast.say(self.texts.sentence(done))
        warnings = [self.texts.sentence(warned) for one in posted for warned in one.warnings]
        if warnings:
            self.side.bar.say("warn", " ".join(warnings))

    def file_kept(self, path: Path) -> None:
        """Tell where an order lies as a file; a paper is shown at once."""
        self.close_dialog()
        if path.suffix == ".pdf":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.side.bar.say("ok", self.texts.sentence(Said("ok", "file_kept", {"path": str(path)})))

    def open_paper(self, path: Path) -> None:
        """Show an order's paper in whatever shows PDFs; where nothing does, tell where it lies."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.side.bar.say("ok", self.texts.sentence(Said("ok", "file_kept", {"path": str(path)})))

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def give_up(self) -> None:
        """F8: what is open of the order is not awaited any more."""
        order = self.presenter.order
        if order is None:
            self.say(Said("warn", "no_order"))
        elif order.status in (OrderStatus.RECEIVED, OrderStatus.CANCELLED):
            status = self.texts.status(order.status)
            self.say(Said("warn", "order_closed_already", {"number": order.number, "status": status}))
        elif self._dialog is None:
            dialog = GiveUpDialog(order, parent=self.window())
            dialog.wished.connect(partial(self.presenter.cancel, self.presenter.new_uid()))
            self.open_dialog(dialog)

    def edit(self) -> None:
        """F2: a draft is written anew; what was sent stays as it was."""
        order = self.presenter.order
        if order is None:
            self.say(Said("warn", "no_order"))
        elif order.status is not OrderStatus.DRAFT:
            status = self.texts.status(order.status)
            self.say(Said("warn", "sent_already", {"number": order.number, "status": status}))
        else:
            self.presenter.edit()

    def other_day(self) -> None:
        """F5: what is still to come should come on another day."""
        order = self.presenter.order
        if order is None:
            self.say(Said("warn", "no_order"))
        elif not order.is_receivable:
            status = self.texts.status(order.status)
            self.say(Said("warn", "not_awaited", {"number": order.number, "status": status}))
        elif self._dialog is None:
            form = OtherDayForm(order, self.texts, parent=self.window())
            form.wished.connect(partial(self.presenter.expect, self.presenter.new_uid()))
            self.open_dialog(form)

    def save_file(self) -> None:
        """F11: the order as a file."""
        order = self.presenter.order
        if order is None:
            self.say(Said("warn", "no_order"))
        elif self._dialog is None:
            dialog = FilesDialog(order.number, parent=self.window())
            dialog.wished.connect(self.presenter.keep_file)
            self.open_dialog(dialog)

    def list_open(self) -> None:
        """Ctrl+1: the orders that are open."""
        self._go_to(self._desk)
        self.orders.opened.setChecked(True)
        self.presenter.show(everything=False)

    def list_all(self) -> None:
        """Ctrl+2: all orders."""
        self._go_to(self._desk)
        self.orders.everything.setChecked(True)
        self.presenter.show(everything=True)

    def list_suppliers(self) -> None:
        """Ctrl+3: the suppliers."""
        self._go_to(self.room)
        self.room.suppliers.suppliers.setChecked(True)

    def order_of(self, supplier: str) -> None:
        """A new order to a supplier, from its card."""
        self.list_open()
        self.presenter.write_to(supplier)

    def open_order(self, uid: str) -> None:
        """Show an order, from the card of its supplier."""
        self.list_all()
        self.presenter.open_order(uid)

    def escape(self) -> None:
        """Esc: what was said goes."""
        self.hush()
        self.orders.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.toast.close_now()

    def _connect(self) -> None:
        orders, side, presenter = self.orders, self.side, self.presenter
        orders.chosen.connect(presenter.open_order)
        orders.new.clicked.connect(presenter.write_new)
        orders.low.clicked.connect(presenter.propose)
        orders.opened.clicked.connect(self.list_open)
        orders.everything.clicked.connect(self.list_all)
        orders.suppliers.clicked.connect(self.list_suppliers)
        side.empty.button.clicked.connect(presenter.write_new)
        side.send.clicked.connect(presenter.send)
        side.edit.clicked.connect(self.edit)
        side.day.clicked.connect(self.other_day)
        side.copy.clicked.connect(presenter.copy)
        side.files.clicked.connect(self.save_file)
        side.cancel.clicked.connect(self.give_up)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Slot]] = [
            ("F2", self.edit),
            ("F4", self.presenter.write_new),
            ("F5", self.other_day),
            ("F6", self.presenter.propose),
            ("F7", self.presenter.copy),
            ("F8", self.give_up),
            ("F9", self.presenter.send),
            ("F11", self.save_file),
            ("Esc", self.escape),
        ]
        rooms: list[tuple[str, Slot]] = [
            ("Ctrl+1", self.list_open),
            ("Ctrl+2", self.list_all),
            ("Ctrl+3", self.list_suppliers),
        ]
        # Those of a room are only heard while it is in sight: each room has an F4 of its own.
        for owner, bound in ((self._desk, keys), (self, rooms)):
            for key, slot in bound:
                shortcut = QShortcut(QKeySequence(key), owner)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(slot)

    def _go_to(self, room: QWidget) -> None:
        """Show a room; it has the keyboard."""
        if self._rooms.currentWidget() is not room:
            self._rooms.setCurrentWidget(room)
        face = self.orders.table if room is self._desk else self.room.suppliers.search
        self.setFocusProxy(face)
        face.setFocus()

    def _on_looked_for(self, words: str) -> None:
        if isinstance(self._dialog, NewOrderDialog):
            self.presenter.look_for(words, self._dialog.supplier())

    def _on_list_wished(self, source: str | Path) -> None:
        if isinstance(self._dialog, NewOrderDialog):
            self.listing.take(source, self.tr("What was pasted"), self._dialog.supplier())

    def _on_supplier(self, skus: tuple[str, ...]) -> None:
        if isinstance(self._dialog, NewOrderDialog):
            self.presenter.supply(self._dialog.supplier(), skus)

    def _on_order_wished(self, uid: str, wish: OrderWish) -> None:
        self.presenter.place(uid, wish)

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED:
            self.presenter.refresh()
