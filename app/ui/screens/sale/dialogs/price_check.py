"""F3: what a product costs and where it is, without selling it. The next scan shows the next product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import PIECE_MILLI
from app.domain.product import Hit, Item
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.screens.sale.dialogs.base import SaleDialog, ScanPolicy, TypedField
from app.ui.screens.sale.dialogs.choose_product import ProductTable
from app.ui.screens.sale.dialogs.priced import is_plain_price, price_words, scan_price_minor, unit_price_words
from app.ui.widgets.labels import AmountLabel, PlainLabel, isolate, isolate_name
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.reports.lookups import StockAt

_SIZE = QSize(720, 560)  # px
_STOCK_HEIGHT = 224  # px: four locations are in sight


@dataclass(frozen=True, slots=True)
class PriceFacts:
    """What is known of a product that was asked for.

    Attributes:
        code: The code that was asked with, or "".
        quantity_milli: How much of the product one scan of that code stands for.
        stock: Its stock at every location.
        unit_price_micro: For a pack with a price of its own: what one unit costs, where that is known.
    """

    item: Item
    code: str
    quantity_milli: int
    stock: tuple[StockAt, ...]
    unit_price_micro: int | None = None


class PriceCheckDialog(SaleDialog):
    """Tells price and stock. It stays open for the next product until Esc.

    Args:
        shop: Its currency and language.
        parent: The window of the sale.
    """

    asked = Signal(str)  # a code or words: the screen answers with show_item, show_choices or show_refusal
    added = Signal(object)  # PriceFacts: to be sold after all; once for each product shown
    scan_policy = ScanPolicy.SELF

    def __init__(self, shop: Shop, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Price and stock"), name="price_check_dialog", modal=False, parent=parent)
        self._shop = shop
        self._facts: PriceFacts | None = None
        self._build()
        self._connect()
        self._show_nothing()
        self.field.setFocus()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_SIZE)

    def take_scan(self, text: str) -> None:
        """Ask for a code that was scanned; what stands in the field stays there."""
        self.asked.emit(text)

    def show_item(self, facts: PriceFacts) -> None:
        """Show a product; it takes the place of the one before."""
        self._facts = facts
        self.bar.clear()
        self.field.clear()
        self.field.setFocus()
        self._name.setText(facts.item.name)
        self._code.setText(isolate(facts.code or facts.item.sku))
        self._price.set_amount(
            written.money(
                scan_price_minor(facts.item, facts.quantity_milli, self._shop), self._shop.currency, self._shop.language
            )
        )
        self._details.setText("\n".join(self._detail_lines(facts)))
        self._stock.show_rows(facts.stock if facts.item.stocked else ())
        self._no_stock.setVisible(not facts.item.stocked)
        self._stock_table.setVisible(facts.item.stocked)
        self._stack.setCurrentWidget(self._card)
        self.answer_button.setEnabled(True)

    def show_choices(self, items: tuple[Item | Hit, ...]) -> None:
        """Show products that the words may have meant; the one that is chosen is asked for by its SKU."""
        self._facts = None
        self.bar.clear()
        self.choices.show_items(items)
        self._stack.setCurrentWidget(self.choices)
        self.answer_button.setEnabled(False)
        self.choices.setFocus()

    def show_refusal(self, sentence: str) -> None:
        """Say why there is nothing to show; what was shown before is taken away, what was typed stays."""
        self._show_nothing()
        super().show_refusal(sentence)
        self.field.setFocus()
        self.field.selectAll()

    def _show_nothing(self) -> None:
        self._facts = None
        self._stack.setCurrentWidget(self._hint)
        self.answer_button.setEnabled(False)

    def _build(self) -> None:
        self.field = TypedField(name="price_check_field", accessible_name=self.tr("Code or name"), keys=self.keys)
        self.field.setProperty("role", "scan")
        self.field.setPlaceholderText(self.tr("Scan, or type a code or a name"))
        self._hint = PlainLabel(
            self.tr("Scan a product to see what it costs and where it is. Nothing is sold."),
            name="price_check_hint",
            role="muted",
            wraps=True,
        )
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choices = ProductTable(
            name="price_check_choices", accessible_name=self.tr("Products found"), shop=self._shop, dialog=self
        )
        self._card = self._build_card()
        self._stack = QStackedWidget()
        self._stack.setObjectName("price_check_stack")
        for each in (self._hint, self._card, self.choices):
            self._stack.addWidget(each)
        self.column.addWidget(self.field)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back to the sale"), answer=self.tr("Add to the sale"), icon="plus")

    def _build_card(self) -> Card:
        self._name = PlainLabel(name="price_check_name", role="title", wraps=True)
        self._code = PlainLabel(name="price_check_code", role="muted")
        self._price = AmountLabel(name="price_check_price", accessible_name=self.tr("Price"), size=56, least=40)
        self._details = PlainLabel(name="price_check_details", wraps=True)
        self._no_stock = PlainLabel(self.tr("No stock is kept of it."), name="price_check_no_stock", role="muted")
        self._stock = RowsModel(self._stock_columns(), self)
        self._stock_table = ModelTable(name="price_check_stock", accessible_name=self.tr("Stock by location"))
        self._stock_table.show_model(self._stock)
        self._stock_table.setMinimumHeight(_STOCK_HEIGHT)
        self._stock_table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card = Card(name="price_check_card")
        card.column.setSpacing(8)
        card.column.addWidget(self._name)
        words = QVBoxLayout()
        words.addWidget(self._code)
        words.addWidget(self._details)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(self._price, 1)
        card.column.addLayout(line)
        card.column.addWidget(self._no_stock)
        card.column.addWidget(self._stock_table, 1)
        card.column.addStretch(0)
        return card

    def _connect(self) -> None:
        self.field.entered.connect(self._on_entered)
        self.choices.chosen.connect(self._on_chosen)
        self.answer_button.clicked.connect(self._on_add)
        self.keys.bind("+", self._on_add)
        self.keys.bind("F3", self._on_again)

    def _stock_columns(self) -> list[Column[StockAt]]:
        return [
            Column("location", self.tr("Location"), lambda stock: stock.location),
            Column("stock", self.tr("In stock"), self._stock_words, figure=True, tone=_stock_tone, width=260),
        ]

    def _stock_words(self, stock: StockAt) -> str:
        if not stock.counted:
            return self.tr("not yet counted")
        unit = self._facts.item.unit if self._facts else "each"
        quantity = written.quantity(stock.on_hand_milli, self._shop.language, unit)
        if stock.on_hand_milli > 0:
            return quantity
        return (
            self.tr("none") if stock.on_hand_milli == 0 else self.tr("{quantity}, below zero").format(quantity=quantity)
        )

    def _detail_lines(self, facts: PriceFacts) -> list[str]:
        item, lines = facts.item, []
        quantity = written.quantity(facts.quantity_milli, self._shop.language, item.unit)
        if not is_plain_price(item, facts.quantity_milli, self._shop):
            words = {"quantity": isolate(quantity), "price": isolate(price_words(item, self._shop))}
            lines.append(self.tr("{quantity} at {price}").format(**words))
        elif facts.quantity_milli != PIECE_MILLI:
            lines.append(self.tr("Pack of {quantity}").format(quantity=isolate(quantity)))
        if facts.unit_price_micro is not None and item.base_milli != PIECE_MILLI:
            price = isolate(unit_price_words(facts.unit_price_micro, self._shop))
            lines.append(self.tr("One alone: {price}").format(price=price))
        if item.deposit is not None:
            words = {"price": isolate(price_words(item.deposit, self._shop)), "name": isolate_name(item.deposit.name)}
            lines.append(self.tr("Deposit on each: {price} ({name})").format(**words))
        if item.minimum_age:
            lines.append(self.tr("Only from {years} years").format(years=item.minimum_age))
        if item.open_price:
            lines.append(self.tr("The price is asked at every sale"))
        if not item.active:
            lines.append(self.tr("No longer sold"))
        return lines

    def _on_entered(self) -> None:
        text = self.field.text().strip()
        if text:
            self.asked.emit(text)
        else:
            self._on_add()

    def _on_chosen(self, item: Item | Hit) -> None:
        self.asked.emit(item.sku)

    def _on_add(self) -> None:
        facts = self._facts
        if facts is not None:
            self._facts = None
            self.answer_button.setEnabled(False)
            self.added.emit(facts)

    def _on_again(self) -> None:
        self.field.setFocus()
        self.field.selectAll()


def _stock_tone(stock: StockAt) -> str:
    return "warn" if stock.counted and stock.on_hand_milli <= 0 else ""
