"""The suppliers' room: the suppliers on the left, one of them on the right. It is the presenter's view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from app.ui.said import Said
from app.ui.screens.orders.suppliers.dialogs.find_goods import FindGoodsDialog
from app.ui.screens.orders.suppliers.dialogs.item_form import ItemForm
from app.ui.screens.orders.suppliers.dialogs.list_dialog import SupplierListDialog
from app.ui.screens.orders.suppliers.dialogs.supplier_form import SupplierForm
from app.ui.screens.orders.suppliers.presenter import SuppliersPresenter
from app.ui.screens.orders.suppliers.supplier_list import SupplierList
from app.ui.screens.orders.suppliers.supplier_side import SupplierSide
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.sound import Tone
from app.ui.widgets.batch import BatchDialog
from app.ui.widgets.dialogs import KeyMap
from app.ui.widgets.panels import tab_through
from app.ui.widgets.screens import DialogScreen

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.changes import Changes
    from app.jobs.supplier_lists import SeenThrough
    from app.reports.proposals import Orderable
    from app.reports.supplier_cards import Brought, Priced
    from app.ui.bus import Bus
    from app.ui.parts import Parts
    from app.ui.tasks import Workers

_MARGIN = 12  # px
_CONCERNED = frozenset({"orders", "parties", "stock", "products"})

Slot = Callable[[], None]


class SuppliersRoom(DialogScreen):
    """The room."""

    tone = Signal(object)  # Tone
    order_wished = Signal(str)  # a supplier's code: a new order to it
    order_opened = Signal(str)  # the uid of an order that is to be seen

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("suppliersRoom")
        self._bus = bus
        self.texts = SupplierTexts(parts.shop, self)
        keys = KeyMap()
        keys.bind("Del", self.drop_goods)
        self.suppliers = SupplierList(self.texts)
        self.side = SupplierSide(self.texts, keys)
        self.presenter = SuppliersPresenter(parts, workers, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_MARGIN)
        row.addWidget(self.suppliers)
        row.addWidget(self.side, 1)
        self.setFocusProxy(self.suppliers.search)
        left, side = self.suppliers, self.side
        tab_through(
            left.search, left.table, left.opened, left.everything, left.suppliers, left.new,
            side.order, side.edit, side.add, side.drop, side.read, side.goods, side.orders,
        )  # fmt: skip
        self._connect()
        self._bind_keys()

    def on_scan(self, text: str) -> None:
        """A scanner sent something: goods that the supplier brings."""
        match self._dialog:
            case None | FindGoodsDialog():
                self.presenter.scanned(text)
            case _:
                self.say(Said("warn", "finish_first"))
                self.sound(Tone.REFUSED)

    # The presenter's view

    def list_changed(self) -> None:
        """Show the list and the open card."""
        presenter = self.presenter
        card = presenter.card
        self.suppliers.show_suppliers(presenter.rows, chosen="" if card is None else card.supplier.code)
        self.side.show_card(card)

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar."""
        if self._dialog is not None:
            self._dialog.show_refusal(self.texts.sentence(said))
        else:
            self.side.bar.say(said.kind, self.texts.sentence(said))

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def show_found(self, goods: tuple[Orderable, ...]) -> None:
        """Show the goods that were looked for."""
        if isinstance(self._dialog, FindGoodsDialog):
            self._dialog.show_found(goods)

    def write_item(self, goods: Brought, prices: tuple[Priced, ...]) -> None:
        """Open the form for what the supplier calls a product; it takes the place of the search."""
        if isinstance(self._dialog, FindGoodsDialog):
            self.close_dialog()
        if self._dialog is None:
            form = ItemForm(goods, prices, self.texts, parent=self.window())
            form.wished.connect(partial(self.presenter.keep_item, goods))
            self.open_dialog(form)

    def show_list(self, seen: SeenThrough, name: str) -> None:
        """Show what a supplier's list would do, in the place of the form that it came in by."""
        self.close_dialog()
        dialog = SupplierListDialog(seen, name, self.texts, parent=self.window())
        dialog.wished.connect(self.presenter.take_list)
        self.open_dialog(dialog)

    def kept(self, said: Said) -> None:
        """What was wished for is in the book."""
        if self._dialog is not None:
            self.close_dialog()
        self.suppliers.search.clear()
        self.side.bar.say(said.kind, self.texts.sentence(said))

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def write_new(self) -> None:
        """F4: a new supplier."""
        self._write(is_new=True)

    def edit(self) -> None:
        """F2: the card of the open supplier is edited."""
        if self.presenter.card is None:
            self.say(Said("warn", "no_supplier_chosen"))
        else:
            self._write(is_new=False)

    def add_goods(self) -> None:
        """F6: goods that the open supplier brings."""
        if self.presenter.card is None:
            self.say(Said("warn", "no_supplier_chosen"))
        elif self._dialog is None:
            dialog = FindGoodsDialog(self.texts, parent=self.window())
            dialog.looked_for.connect(self.presenter.look_for)
            dialog.wished.connect(self.presenter.open_goods)
            self.open_dialog(dialog)

    def read_list(self) -> None:
        """F3: what the supplier's own list says of its codes, packs and costs."""
        if self.presenter.card is None:
            self.say(Said("warn", "no_supplier_chosen"))
        elif self._dialog is None:
            about = self.tr(
                "Open the supplier's list, or paste it with its titles: EAN or its order number, pack size, unit cost. "
                "You see first what it would change."
            )
            dialog = BatchDialog(
                about, self.tr("Look at it"), title=self.tr("The supplier's list"), parent=self.window()
            )
            dialog.wished.connect(self._on_list)
            self.open_dialog(dialog)

    def _on_list(self, source: str | Path) -> None:
        self.presenter.see_list(source, self.tr("What was pasted"))

    def edit_goods(self) -> None:
        """Enter on goods: what the supplier calls them, and what they have cost."""
        goods = self.side.chosen_goods()
        if goods is not None:
            self.presenter.open_item(goods)

    def drop_goods(self) -> None:
        """Del: what the supplier calls the chosen goods is forgotten."""
        goods = self.side.chosen_goods()
        if goods is None:
            self.say(Said("warn", "no_item_chosen"))
        else:
            self.presenter.drop_item(goods)

    def write_order(self) -> None:
        """F9: a new order to the open supplier."""
        if self.presenter.card is None:
            self.say(Said("warn", "no_supplier_chosen"))
        else:
            self.order_wished.emit(self.presenter.card.supplier.code)

    def open_order(self) -> None:
        """Enter on an order: it is shown where orders are."""
        order = self.side.chosen_order()
        if order is not None:
            self.order_opened.emit(order.uid)

    def escape(self) -> None:
        """Esc: what was said goes, and so does what was looked for."""
        self.side.bar.clear()
        self.suppliers.search.clear()
        self.suppliers.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()

    def _connect(self) -> None:
        suppliers, side, presenter = self.suppliers, self.side, self.presenter
        suppliers.chosen.connect(presenter.open_supplier)
        suppliers.search.textChanged.connect(presenter.search)
        suppliers.search.entered.connect(side.goods.setFocus)
        suppliers.table.picked.connect(side.goods.setFocus)
        suppliers.new.clicked.connect(self.write_new)
        side.empty.button.clicked.connect(self.write_new)
        side.edit.clicked.connect(self.edit)
        side.add.clicked.connect(self.add_goods)
        side.drop.clicked.connect(self.drop_goods)
        side.read.clicked.connect(self.read_list)
        side.order.clicked.connect(self.write_order)
        side.goods.picked.connect(self.edit_goods)
        side.orders.picked.connect(self.open_order)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Slot]] = [
            ("F2", self.edit),
            ("F3", self.read_list),
            ("F4", self.write_new),
            ("F6", self.add_goods),
            ("F9", self.write_order),
            ("Ctrl+F", self.suppliers.search.setFocus),
            ("Esc", self.escape),
        ]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _write(self, *, is_new: bool) -> None:
        if self._dialog is None:
            card = self.presenter.card
            known = None if is_new or card is None else card.supplier
            form = SupplierForm(known, self.texts, parent=self.window())
            form.wished.connect(self.presenter.keep_supplier)
            self.open_dialog(form)

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED:
            self.presenter.refresh()
