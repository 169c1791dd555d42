"""F8: a code that nobody knows. Link it to goods that the shop has, or make new ones in at most four fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.delivery_line import Waiting
from app.domain.figures import PIECE_MILLI
from app.domain.product import Hit, Item
from app.domain.refusal import Refusal
from app.domain.typed import read_typed
from app.reports.product_record import Kind
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.choices import GoodsTable
from app.ui.screens.receiving.dialogs.form import NotNow, ReceivingForm
from app.ui.screens.receiving.resolving import NewGoods
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.typed_box import TypedBox

_SIZE = QSize(760, 520)  # px


@dataclass(frozen=True, slots=True)
class Linked:
    """The code stands for so much of the goods with this SKU."""

    waiting: Waiting
    sku: str
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class Created:
    """The code stands for new goods."""

    waiting: Waiting
    new: NewGoods
    quantity_milli: int = PIECE_MILLI


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The goods are not taken."""

    waiting: Waiting


class UnknownDialog(ScreenDialog):
    """What to do with a code.

    Args:
        waiting: The code.
        texts: How figures are written.
        parent: The window of the screen.
    """

    wished = Signal(object)  # Linked or LeftOut, once until it is refused
    asked = Signal(str)  # words to find goods by
    new_asked = Signal()  # new goods are to be made

    def __init__(self, waiting: Waiting, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("A code that nobody knows"), name="unknown_dialog", modal=False, parent=parent)
        self.waiting, self._texts = waiting, texts
        about = self.tr("{code}: find its goods, or press F4 for new ones.").format(code=isolate(waiting.code))
        self.column.addWidget(PlainLabel(about, name="unknown_about", role="strong", wraps=True))
        self.search = TypedBox(
            name="unknown_search",
            accessible_name=self.tr("Find goods by name, SKU or code"),
            hint=self.tr("Name or SKU, or scan the same goods; 6* before it: a pack of 6"),
        )
        self.column.addWidget(self.search)
        self.table = GoodsTable("unknown_table", self.tr("Goods to link the code to"), texts, self.keys)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Link to these"), icon="check")
        self.new = ActionButton(self.tr("New goods"), name="unknown_new", icon="package-plus", key=self.tr("F4"))
        self.leave_out = ActionButton(self.tr("Leave out"), name="unknown_leave_out", icon="x", key=self.tr("F6"))
        for button in (self.leave_out, self.new):
            self.footer.insertWidget(1, button)
        self._connect()
        self.resize(_SIZE)
        self.search.setFocus()

    def take_scan(self, text: str) -> bool:
        """Other goods were scanned: the code is of the same."""
        self.search.setText(text)
        return True

    def show_found(self, goods: Sequence[Item | Hit]) -> None:
        """Offer what the words found."""
        self.table.show_items(goods)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_words)
        self.search.submitted.connect(self._on_link)
        self.search.star_typed.connect(self._on_star)
        self.search.list_key.connect(self.table.keyPressEvent)
        self.table.chosen.connect(self._on_link)
        self.answer_button.clicked.connect(self._on_link)
        self.new.clicked.connect(self.new_asked)
        self.leave_out.clicked.connect(self._on_left_out)
        self.keys.bind("F4", self.new.click)
        self.keys.bind("F6", self.leave_out.click)

    def _on_star(self, text: str) -> None:
        self.search.setText(text)

    def _said(self) -> tuple[int, str]:
        """How much one scan of the code stands for, and the words.

        Raises:
            Refusal: The figure before the star is none.
        """
        said = read_typed(self.search.text(), point=self._texts.point)
        return said.quantity_milli or PIECE_MILLI, said.text

    def _on_words(self) -> None:
        self.bar.clear()
        try:
            _, words = self._said()
        except Refusal:
            return
        if words:
            self.asked.emit(words)

    def _on_link(self, *_of: object) -> None:
        if self.is_locked():
            return
        item = self.table.item()
        try:
            quantity_milli, _ = self._said()
        except Refusal as refusal:
            self.show_refusal(self._texts.sentence(Said("warn", refusal.code, refusal.facts)))
            return
        if item is None:
            self.show_refusal(self.tr("Type what the goods are called, then choose them."))
            return
        self._lock()
        self.wished.emit(Linked(self.waiting, item.sku, quantity_milli))

    def _on_left_out(self) -> None:
        if not self.is_locked():
            self._lock()
            self.wished.emit(LeftOut(self.waiting))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.strip() and text.isprintable() and not isinstance(self.focusWidget(), QLineEdit):
            self.search.setFocus()
            self.search.insert(text)
            return
        super().keyPressEvent(event)


class NewGoodsForm(ReceivingForm):
    """New goods: what they are called, what they are sold for, what they cost, their category and its tax."""

    def __init__(
        self, waiting: Waiting, kinds: Sequence[Kind], texts: ReceivingTexts, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("New goods"), waiting.code, name="new_form", texts=texts, parent=parent)
        self.waiting = waiting
        self.name = self.add_field("new_form_name", self.tr("Name"))
        self.name.setMaxLength(200)
        self.price = self.add_field("new_form_price", self.tr("Selling price"))
        self.cost = self.add_field("new_form_cost", self.tr("Cost of one"), self.tr("without tax"))
        self._kinds = kinds
        choices = ((str(place), self._kind(one)) for place, one in enumerate(kinds))
        self.category = self.add_choice("new_form_category", self.tr("Category, tax"), choices)
        self.finish(self.tr("Add and take"), "package-plus")

    def wish(self) -> Created:
        """The new goods.

        Raises:
            NotNow: A name or the price is missing, or a figure is none.
        """
        name = " ".join(self.name.text().split())
        if not name:
            raise NotNow(Said("warn", "no_name"), self.name)
        if not self.price.text().strip():
            raise NotNow(Said("warn", "no_price"), self.price)
        cost_micro = self.read_money(self.cost) if self.cost.text().strip() else None
        kind = self._kinds[self.category.currentIndex()]
        return Created(self.waiting, NewGoods(name, self.read_money(self.price), cost_micro, kind))

    def _kind(self, kind: Kind) -> str:
        """A category with its tax: what is sold at the wrong rate is seen before it is made."""
        return f"{kind.category or self.tr('none')} \N{MIDDLE DOT} {self._words.tax(kind.rate_milli, kind.tax_code)}"
