"""Inline entries for the lines of a sale: price, quantity, discount. A slim row; what is typed is read on Enter.

Only the reading of the text is judged here. What the basket refuses comes back through `show_refusal`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.basket import Entry, Line, SetLineDiscount, SetPrice, SetQuantity, SetSaleDiscount
from app.domain.discount import Discount, read_discount, write_discount
from app.domain.figures import PIECE_MILLI, read_quantity, write_price, write_quantity
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.domain.typed import plain_figure
from app.printing import format as written
from app.ui.screens.sale.dialogs.as_typed import typed_price
from app.ui.screens.sale.dialogs.base import InlineEntry, TypedField
from app.ui.screens.sale.dialogs.refused import refused_words
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_FIELD_WIDTH = 160  # px


class FigureEntry(InlineEntry):
    """A row with one figure: it is filled with what holds now, selected, so that typing replaces it.

    Args:
        title: What is entered, translated already.
        name: The object name.
        shop: Its currency and language.
        text: What holds now.
        hint: What may be typed, or how it is meant, translated already.
        parent: The screen.
    """

    def __init__(self, title: str, *, name: str, shop: Shop, text: str, parent: QWidget | None) -> None:
        super().__init__(title, name=name, parent=parent)
        self._shop = shop
        self.field = TypedField(name=f"{name}_field", accessible_name=title, keys=self.keys)
        self.field.setText(text.replace(".", written.decimal_sign(shop.language)))
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.title.setBuddy(self.field)
        self.hint = PlainLabel(name=f"{name}_hint", role="muted")
        self.row.addWidget(self.field)
        self.row.addWidget(self.hint)
        self.row.addStretch(1)
        self.add_buttons(self.tr("Set"))
        self.field.entered.connect(self._on_entered)
        self.field.textChanged.connect(self._on_typed)
        self.answer_button.clicked.connect(self._on_entered)

    def begin(self) -> None:
        """Take the focus, with everything in the field selected."""
        self.field.setFocus()
        self.field.selectAll()

    def read(self, text: str) -> Entry:
        """The entry that a plain text makes. Raises Refusal."""
        raise NotImplementedError

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the entry takes keys again."""
        self.field.show_error(wrong=True)
        super().show_refusal(sentence)

    def _on_entered(self) -> None:
        try:
            entry = self.read(plain_figure(self.field.text(), written.decimal_sign(self._shop.language)))
        except Refusal as refusal:
            self.show_refusal(refused_words(refusal, self._shop.language))
            return
        self._answer(entry)

    def _on_typed(self) -> None:
        self.field.show_error(wrong=False)
        self.bar.clear()


class PriceEntry(FigureEntry):
    """The price of a line, for as much of the product as its price was for."""

    def __init__(self, line: Line, shop: Shop, *, parent: QWidget | None = None) -> None:
        title = self.tr("Price of {name}").format(name=isolate_name(line.item.name))
        text = write_price(line.price_micro, shop.currency.digits)
        super().__init__(title, name="price_entry", shop=shop, text=text, parent=parent)
        self._line = line
        quantity = written.quantity(line.item.base_milli, shop.language, line.item.unit)
        if line.item.base_milli != PIECE_MILLI or line.item.unit != "each":
            self.hint.setText(self.tr("for {quantity}").format(quantity=isolate(quantity)))

    def read(self, text: str) -> Entry:
        """The entry that sets this price.

        Raises:
            Refusal: As `typed_price`.
        """
        return SetPrice(self._line.key, typed_price(text, "."))


class QuantityEntry(FigureEntry):
    """The quantity of a line, in the unit of the product."""

    def __init__(self, line: Line, shop: Shop, *, parent: QWidget | None = None) -> None:
        title = self.tr("Quantity of {name}").format(name=isolate_name(line.item.name))
        text = write_quantity(line.quantity_milli)
        super().__init__(title, name="quantity_entry", shop=shop, text=text, parent=parent)
        self._line = line
        self.hint.setText("" if line.item.unit == "each" else isolate(line.item.unit))

    def read(self, text: str) -> Entry:
        """The entry that sets this quantity.

        Raises:
            Refusal: `bad_number`, `too_many_decimals` or `out_of_bounds`.
        """
        return SetQuantity(self._line.key, read_quantity(text))


class DiscountEntry(FigureEntry):
    """The discount on a line, or on the whole sale when there is no line: an amount, or a percentage with its sign."""

    def __init__(
        self, line: Line | None, shop: Shop, *, now: Discount | None = None, parent: QWidget | None = None
    ) -> None:
        name = isolate_name(line.item.name) if line else ""
        title = self.tr("Discount on {name}").format(name=name) if line else self.tr("Discount on the whole sale")
        if line is not None:
            now = line.discount
        text = write_discount(now, shop.currency) if now else ""
        super().__init__(title, name="discount_entry", shop=shop, text=text, parent=parent)
        self._line = line
        self.field.setPlaceholderText(self.tr("none"))
        facts = {"amount": isolate(written.amount(50, shop.currency, shop.language)), "percent": isolate("10%")}
        self.hint.setText(self.tr("{amount} or {percent}").format(**facts))

    def read(self, text: str) -> Entry:
        """The entry that sets this discount, or takes it away.

        Raises:
            Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds` or `discount_below_zero`.
        """
        discount = read_discount(text, self._shop.currency) if text else None
        if discount == Discount():
            discount = None
        return SetLineDiscount(self._line.key, discount) if self._line else SetSaleDiscount(discount)
