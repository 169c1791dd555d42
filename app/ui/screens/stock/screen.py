"""The stock screen: a list of goods with search and filters, and the card of one of them.

It binds the keys and shows what the presenter says. A scan that comes while it is in sight opens a card.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.bus import Bus
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.stock.card_labels import CardLabels
from app.ui.screens.stock.card_side import CardSide
from app.ui.screens.stock.desk import StockDesk
from app.ui.screens.stock.goods_list import GoodsList
from app.ui.screens.stock.key_holder import KeyHolder
from app.ui.screens.stock.presenter import StockPresenter
from app.ui.screens.stock.texts import StockTexts
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.widgets.labels import isolate
from app.ui.widgets.messages import Toast
from app.ui.widgets.screens import seek, type_into

if TYPE_CHECKING:
    from app.domain.changes import Changes, Posted
    from app.reports.filed import Filed
    from app.reports.on_the_way import Shipment
    from app.ui.screens.stock.product_face import ProductFace

_MARGIN = 12  # px
_CONCERNED = frozenset({"products", "stock", "sales", "orders"})

Slot = Callable[[], None]


class StockScreen(QWidget):
    """The screen. It is the presenter's view."""

    tone = Signal(object)  # Tone
    led_back = Signal()  # whoever was led here wants to go back

    def __init__(self, parts: Parts, workers: Workers, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("stockScreen")
        self._bus = bus
        self.texts = StockTexts(parts.shop, self)
        self.goods = GoodsList(self.texts)
        self.side = CardSide(self.texts)
        self.toast = Toast(self.side, name="stockToast")
        self.presenter = StockPresenter(parts, workers, self)
        self.labels = CardLabels(parts, workers.paper, self)
        self.desk = StockDesk(self.presenter, self.texts, parts.location, self)
        self._keys = KeyHolder(self)
        self._is_led = False  # somebody else led to what is shown
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.setSpacing(_MARGIN)
        row.addWidget(self.goods)
        row.addWidget(self.side, 1)
        self.setFocusProxy(self.goods.search)
        self._connect()
        self._bind_keys()

    def on_scan(self, text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something: it opens the card of the product. The same again changes nothing."""
        if is_repeat:
            return
        if self.desk.take_scan():
            self.sound(Tone.REFUSED)
        else:
            self.presenter.scanned(text)

    # The presenter's view

    def list_changed(self) -> None:
        """Show the list."""
        presenter = self.presenter
        self.goods.show_filter(presenter.which, presenter.counts)
        self.goods.show_goods(presenter.rows, chosen=presenter.sku, has_more=presenter.has_more)

    def card_changed(self) -> None:
        """Show the card and its history."""
        presenter = self.presenter
        self.side.show_card(presenter.card, presenter.history, has_more=presenter.mark is not None)
        self.goods.show_goods(presenter.rows, chosen=presenter.sku, has_more=presenter.has_more)

    def enter_card(self) -> None:
        """Give the keys to the card."""
        self.side.enter()

    def hold_keys(self) -> None:
        """Keep what is typed for the form that is about to open."""
        self._keys.hold()

    def let_keys_go(self) -> None:
        """Type it into the form."""
        self._keys.let_go(self.desk.dialog())

    def look_for(self, words: str) -> None:
        """Put words into the search."""
        self.goods.search.setText(words)
        self.goods.search.setFocus()

    def say(self, said: Said) -> None:
        """Say something, in the dialog that is open or in the bar."""
        if not self.desk.refused(said):
            self.side.bar.say(said.kind, self.texts.sentence(said))

    def hush(self) -> None:
        """What was said last is over."""
        self.side.bar.clear()

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""
        self.tone.emit(tone)

    def posted(self, posted: Posted) -> None:
        """Tell the number of the document, and what a person should know of it."""
        self.desk.posted()
        self.hush()
        self.toast.say(self.tr("{number} is posted").format(number=isolate(posted.number)))
        if posted.warnings:
            words = " ".join(self.texts.sentence(one) for one in posted.warnings)
            self.side.bar.say("warn", words)

    def show_document(self, filed: Filed) -> None:
        """Show a document."""
        self.desk.show_document(filed)

    def show_shipments(self, shipments: tuple[Shipment, ...]) -> None:
        """Show what is on the way."""
        self.desk.show_shipments(shipments)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._bus.publish(changes)

    # What keys and buttons do

    def lead(self, kind: str, key: str) -> None:
        """Somebody else leads here: to a `document` by its uid, or to a `product` by its SKU."""
        if kind == "document":
            self.presenter.read_document(key)
            return
        self.goods.search.clear()
        self.presenter.open_card(key)
        self._is_led = True
        self.say(Said("info", "led_here"))

    def adjust(self) -> None:
        """F4: stock changes for a reason."""
        self.presenter.with_card(self._adjust)

    def transfer(self) -> None:
        """F6: goods go elsewhere."""
        self.presenter.with_card(self._transfer)

    def revalue(self) -> None:
        """F8: goods are worth something else."""
        self.presenter.with_card(self._revalue)

    def print_label(self) -> None:
        """F12: a label for the goods."""
        self.presenter.with_card(self._print_label)

    def focus_search(self) -> None:
        """F2: bring the keys back to the search."""
        seek(self.goods.search)

    def escape(self) -> None:
        """Esc: back to whoever led here; else what was said goes, then the words that were typed."""
        if self._is_led and not self.goods.search.text():
            self.led_back.emit()
            return
        if not self.side.bar.isHidden() and not self._is_led:
            self.hush()
        else:
            self.goods.search.clear()
        self.goods.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.toast.close_now()
        if self._is_led:
            self._is_led = False
            self.hush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no other widget wanted: letters and digits go to the search, wherever the focus was."""
        if not type_into(self.goods.search, event):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        goods, presenter = self.goods, self.presenter
        goods.search.textChanged.connect(presenter.look_for)
        goods.chosen.connect(self._on_chosen)
        goods.entered.connect(presenter.enter)
        goods.filter_chosen.connect(presenter.choose)
        goods.more.clicked.connect(presenter.more_rows)
        self.side.empty.button.clicked.connect(self.focus_search)
        self.side.face_made.connect(self._on_face_made)
        self.desk.closed.connect(self._on_desk_closed)
        self._bus.changed.connect(self._on_changes)

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Slot]] = [
            ("F2", self.focus_search),
            ("Ctrl+F", self.focus_search),
            ("F4", self.adjust),
            ("F5", self.presenter.more_rows),
            ("F6", self.transfer),
            ("F7", self.presenter.look_on_the_way),
            ("F8", self.revalue),
            ("F9", self.presenter.older),
            ("F12", self.print_label),
            ("Esc", self.escape),
        ]
        keys += [(f"Ctrl+{place}", button.click) for place, button in enumerate(self.goods.filters.values(), start=1)]
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _adjust(self) -> None:
        if self._has_goods():
            self.desk.open_adjust(self.side.spot())

    def _transfer(self) -> None:
        if self._has_goods():
            self.desk.open_transfer(self.side.spot())

    def _revalue(self) -> None:
        if self._has_goods():
            self.desk.open_revalue(self.side.spot())

    def _print_label(self) -> None:
        self.labels.print_one(self.presenter.card)

    def _has_goods(self) -> bool:
        card = self.presenter.card
        if card is None:
            self.say(Said("warn", "no_product"))
        elif not card.has_stock:
            self.say(Said("warn", "no_stock", {"name": card.name}))
        return card is not None and card.has_stock

    def _on_face_made(self, face: ProductFace) -> None:
        face.adjust.clicked.connect(self.adjust)
        face.transfer.clicked.connect(self.transfer)
        face.on_the_way.clicked.connect(self.presenter.look_on_the_way)
        face.revalue.clicked.connect(self.revalue)
        face.label.clicked.connect(self.print_label)
        face.older.clicked.connect(self.presenter.older)
        face.layers.document_picked.connect(self.presenter.read_document)
        face.history.document_picked.connect(self.presenter.read_document)

    def _on_chosen(self, sku: str) -> None:
        self.presenter.open_card(sku)

    def _on_desk_closed(self) -> None:
        self.activateWindow()

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and changes.what & _CONCERNED:
            self.presenter.refresh()
