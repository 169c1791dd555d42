"""Enter on goods of a supplier: what it calls them, how it packs them, and what it took for them each time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.figures import read_price, read_quantity, write_price, write_quantity
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked
from app.domain.typed import plain_figure
from app.reports.supplier_cards import Brought, Priced
from app.ui.said import Said
from app.ui.screens.orders.state import ItemWish
from app.ui.screens.orders.suppliers.tables import SupplierTables
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.theme import TARGET
from app.ui.widgets.dialogs import PickTable, ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate_name

_SIZE = (900, 620)  # px
_LONGEST_CODE, _LONGEST_NOTE = 64, 500


class ItemForm(ScreenDialog):
    """The form."""

    wished = Signal(object)  # ItemWish

    def __init__(
        self, goods: Brought, prices: tuple[Priced, ...], texts: SupplierTexts, *, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Goods of the supplier"), name="item_form", modal=True, parent=parent)
        self._texts, self._goods = texts, goods
        self.setMinimumSize(*_SIZE)
        self.keys.bind("Enter", self._on_answer)
        about = f"{isolate_name(goods.name)} \u00b7 {goods.sku}"
        self.column.addWidget(PlainLabel(about, name="item_form_about", role="heading", wraps=True))
        pack = write_quantity(goods.pack_milli).replace(".", texts.point)
        self.code = self._field("code", self.tr("Its code for them"), goods.item_code, _LONGEST_CODE)
        self.pack = self._field("pack", self.tr("Pack holds"), pack, 20)
        self.cost = self._field("cost", self.tr("Unit cost from now on"), self._cost_text(), 20)
        self.note = self._field("note", self.tr("Note"), goods.note, _LONGEST_NOTE)
        row = QHBoxLayout()
        row.setSpacing(16)
        for field, stretch in ((self.code, 2), (self.pack, 1), (self.cost, 2), (self.note, 3)):
            label = PlainLabel(field.accessibleName(), name=f"{field.objectName()}_label")
            label.setBuddy(field)
            held = QVBoxLayout()
            held.setSpacing(4)
            held.addWidget(label)
            held.addWidget(field)
            row.addLayout(held, stretch)
        self.usual = QCheckBox(self.tr("Usually from here: what is low is ordered of this supplier"))
        self.usual.setObjectName("item_form_usual")
        self.usual.setAccessibleName(self.usual.text())
        self.usual.setMinimumHeight(TARGET)
        self.usual.setChecked(goods.is_usual)
        self.column.addLayout(row)
        self.column.addWidget(self.usual)
        model = SupplierTables(texts, self).prices()
        model.show_rows(prices)
        self.prices = PickTable(name="item_form_prices", accessible_name=self.tr("What it has cost"), keys=self.keys)
        self.prices.show_model(model)
        told = self.tr("What it has cost, the newest delivery first") if prices else self.tr("It has brought none yet.")
        self.column.addWidget(PlainLabel(told, name="item_form_prices_label", role="strong"))
        self.column.addWidget(self.prices, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Keep"), icon="save")
        self.answer_button.clicked.connect(self._on_answer)
        self.prices.picked.connect(self._on_answer)
        self.code.setFocus()
        self.code.selectAll()

    def _field(self, name: str, label: str, text: str, longest: int) -> TypedField:
        field = TypedField(name=f"item_form_{name}", accessible_name=label, keys=self.keys)
        field.setMaxLength(longest)
        field.setText(text)
        field.entered.connect(self._on_answer)
        field.textChanged.connect(self._on_typed)
        return field

    def _on_answer(self) -> None:
        if self.is_locked():
            return
        field = self.pack
        try:
            pack_milli = read_quantity(plain_figure(self.pack.text(), self._texts.point), what="pack")
            if pack_milli <= 0:
                raise Refusal("out_of_bounds", what="pack", text=self.pack.text().strip())
            field = self.cost
            cost_micro = self._said_cost()
        except Refusal as refusal:
            self.show_refusal(self._texts.sentence(Said("warn", refusal.code, refusal.facts)))
            field.show_error(wrong=True)
            field.setFocus()
            field.selectAll()
            return
        self._lock()
        asked = ItemAsked(self._goods.sku, self.code.text().strip(), pack_milli, self.note.text().strip(), cost_micro)
        self.wished.emit(ItemWish(asked, self.usual.isChecked()))

    def _cost_text(self) -> str:
        """What it costs as far as is known: so it can be typed over."""
        goods = self._goods
        known = goods.cost_micro if goods.said_micro is None else goods.said_micro
        if not known:
            return ""
        return write_price(known, self._texts.shop.currency.digits).replace(".", self._texts.point)

    def _said_cost(self) -> int | None:
        """What the supplier says that it costs; None where nothing else stands there than before.

        Raises:
            Refusal: It is no cost.
        """
        text = self.cost.text().strip()
        if text in ("", self._cost_text()):
            return None
        cost_micro = read_price(plain_figure(text, self._texts.point), what="unit cost")
        if cost_micro <= 0:
            raise Refusal("out_of_bounds", what="unit cost", text=text)
        return cost_micro

    def _on_typed(self) -> None:
        self.pack.show_error(wrong=False)
        self.cost.show_error(wrong=False)
        self.clear_refusal()
