"""Goods without a code: an amount, and the category they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.screens.sale.dialogs.as_typed import typed_price
from app.ui.screens.sale.dialogs.base import InlineEntry, TypedField
from app.ui.screens.sale.dialogs.choices import ChoiceButton
from app.ui.screens.sale.dialogs.refused import refused_words

_COLUMNS = 5
_FIELD_WIDTH = 160  # px


@dataclass(frozen=True, slots=True)
class OpenPriced:
    """Goods of a category at a typed price for one."""

    category: str
    price_micro: int


class OpenPriceEntry(InlineEntry):
    """Asks for the amount first, then for the category: a digit, arrows and Enter, or a click.

    Args:
        categories: Their names, at least one.
        shop: Its currency and language.
        parent: The screen.
    """

    def __init__(self, categories: tuple[str, ...], shop: Shop, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open price"), name="open_price_entry", parent=parent)
        self._shop = shop
        # The keys of the categories are digits: they belong to the field while the amount is typed.
        self.field = TypedField(name="open_price_field", accessible_name=self.tr("Amount"))
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.title.setBuddy(self.field)
        self.row.addWidget(self.field)
        self.row.addStretch(1)
        self.add_buttons(self.tr("Choose category"))
        self.categories = QWidget()
        self.categories.setObjectName("open_price_categories")
        self.categories.setAccessibleName(self.tr("Categories"))
        grid = QGridLayout(self.categories)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, category in enumerate(categories):
            key = str((place + 1) % 10) if place < 10 else ""
            button = ChoiceButton(category, category, name=f"open_price_category_{place}", key=key)
            button.chosen.connect(self._on_category)
            if key:
                self.keys.bind(key, button.click)
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        self.add_below(self.categories)
        self.field.entered.connect(self._on_amount)
        self.field.textChanged.connect(self._on_typed)
        self.answer_button.clicked.connect(self._on_amount)
        self._buttons = self.categories.findChildren(ChoiceButton)

    def begin(self) -> None:
        """Take the focus."""
        self.field.setFocus()
        self.field.selectAll()

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the entry takes keys again."""
        self.field.show_error(wrong=True)
        super().show_refusal(sentence)

    def _price_micro(self) -> int | None:
        """The amount in the field, or None when it was refused and the sentence is shown."""
        try:
            return typed_price(self.field.text(), written.decimal_sign(self._shop.language))
        except Refusal as refusal:
            self.show_refusal(refused_words(refusal, self._shop.language))
            return None

    def _on_amount(self) -> None:
        price_micro = self._price_micro()
        if price_micro is None:
            return
        if len(self._buttons) == 1:
            self._buttons[0].click()
        else:
            self._buttons[0].setFocus()

    def _on_category(self, category: str) -> None:
        price_micro = self._price_micro()
        if price_micro is not None:
            self._answer(OpenPriced(category, price_micro))

    def _on_typed(self) -> None:
        self.field.show_error(wrong=False)
        self.bar.clear()
