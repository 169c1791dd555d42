"""Buttons that stand for a value, and the rows of them: ways to pay, taxes, and sums of notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.product import Item
from app.domain.shop import Shop
from app.domain.tender import CASH
from app.printing import format as written
from app.ui.screens.sale.dialogs.base import KeyMap
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, isolate

# Cash and card have the keys they have on the sale screen.
_KIND_KEYS = {CASH: "F9", "card": "F10"}
_MORE_KIND_KEYS = ("F11", "Shift+F9", "Shift+F10", "Shift+F11", "Ctrl+F9", "Ctrl+F10", "Ctrl+F11")
_KIND_ICONS = {CASH: "banknote", "card": "credit-card"}
_KIND_WIDTH = 220
_TAX_KEYS = ("F5", "F6", "F7", "F8", "F9", "F10")
_NOTE_KEYS = ("F2", "F3", "F4", "F5", "F6", "F7", "F8")


class ChoiceButton(ActionButton):
    """A button that stands for a value and tells it when it is pressed. A click leaves the focus where it is.

    Args:
        value: What it stands for.
        label, name, icon, key: As for `ActionButton`.
        variant: The same.
    """

    chosen = Signal(object)

    def __init__(
        self, value: object, label: str, *, name: str, icon: str = "", key: str = "", variant: str = "plain"
    ) -> None:
        super().__init__(label, name=name, icon=icon, key=key, variant=variant)
        self.value = value
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)

    def set_chosen(self, *, chosen: bool) -> None:
        """Look like the one that is chosen among several, or like the others."""
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setProperty("variant", "primary" if chosen else "plain")
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _on_clicked(self) -> None:
        self.chosen.emit(self.value)


class KindChooser(QWidget):
    """The ways to pay, one below the other; one of them is always chosen.

    Args:
        kinds: Code and name of each, at least one.
        keys: The dialog's own keys: those of the ways to pay and the arrows up and down are added.
    """

    chosen = Signal(str)

    def __init__(self, kinds: Mapping[str, str], *, keys: KeyMap) -> None:
        super().__init__()
        self.setObjectName("tender_kinds")
        self.setAccessibleName(self.tr("Ways to pay"))
        self._buttons: dict[str, ChoiceButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        more = iter(_MORE_KIND_KEYS)
        for kind, label in kinds.items():
            key = _KIND_KEYS.get(kind) or next(more, "")
            icon = _KIND_ICONS.get(kind, "ticket")
            button = ChoiceButton(kind, label, name=f"tender_kind_{kind}", icon=icon, key=key)
            button.setMinimumWidth(_KIND_WIDTH)
            button.chosen.connect(self.choose)
            if key:
                keys.bind(key, button.click)
            self._buttons[kind] = button
            column.addWidget(button)
        column.addStretch(1)
        keys.bind("Up", self._on_up)
        keys.bind("Down", self._on_down)
        self.kind = self.usual()

    def usual(self) -> str:
        """The way to pay that is taken for granted: cash, or the only one."""
        return CASH if CASH in self._buttons else next(iter(self._buttons))

    def name(self, kind: str) -> str:
        """The name of a way to pay; its code where the shop has it no more."""
        button = self._buttons.get(kind)
        return button.label() if button else kind

    def knows(self, kind: str) -> bool:
        """Whether it is one of the ways to pay."""
        return kind in self._buttons

    def choose(self, kind: str) -> None:
        """Choose a way to pay."""
        self.kind = kind
        for each, button in self._buttons.items():
            button.set_chosen(chosen=each == kind)
        self.chosen.emit(kind)

    def _on_up(self) -> None:
        self._step(-1)

    def _on_down(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        kinds = list(self._buttons)
        self.choose(kinds[(kinds.index(self.kind) + step) % len(kinds)])


class TaxChooser(QWidget):
    """The taxes that goods can have, side by side; one of them is always chosen.

    Args:
        items: A product for each, the usual one first.
        shop: Its language.
        keys: The dialog's own keys: those of the taxes and the arrows up and down are added.
    """

    changed = Signal()

    def __init__(self, items: Sequence[Item], shop: Shop, *, keys: KeyMap) -> None:
        super().__init__()
        self.setObjectName("unknown_tax")
        self.chosen_item = items[0]
        self._items = tuple(items)
        rates = [item.rate_milli for item in items]
        self._names = {
            item.sku: _tax_name(item, shop.language, with_code=rates.count(item.rate_milli) > 1) for item in items
        }
        self._buttons: list[ChoiceButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Tax"), name="unknown_tax_word", role="strong"))
        for place, item in enumerate(items):
            key = _TAX_KEYS[place] if len(items) > 1 else ""
            button = ChoiceButton(item, isolate(self._names[item.sku]), name=f"unknown_tax_{place}", key=key)
            button.chosen.connect(self.choose)
            if key:
                keys.bind(key, button.click)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        keys.bind("Up", self._on_up)
        keys.bind("Down", self._on_down)
        self.choose(self.usual())

    def usual(self) -> Item:
        """The product with the usual tax."""
        return self._items[0]

    def choose(self, item: Item) -> None:
        """Choose the tax of a product."""
        self.chosen_item = item
        for button in self._buttons:
            button.set_chosen(chosen=button.value == item)
        self.setAccessibleName(self.tr("Tax: {rate}").format(rate=self._names[item.sku]))
        self.changed.emit()

    def _on_up(self) -> None:
        self._step(-1)

    def _on_down(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        self.choose(self._items[(self._items.index(self.chosen_item) + step) % len(self._items)])


def _tax_name(item: Item, language: str, *, with_code: bool) -> str:
    """The rate; the code of the tax tells two of the same rate apart."""
    rate = written.percent(item.rate_milli, language)
    return f"{rate} {item.tax_code}".rstrip() if with_code else rate


class NoteRow(QWidget):
    """What a customer is likely to hand over, one button for each amount. The first is the exact one.

    Args:
        keys: The dialog's own keys: those of the amounts are added.
    """

    chosen = Signal(object)  # int: the amount in minor units

    def __init__(self, *, keys: KeyMap) -> None:
        super().__init__()
        self.setObjectName("tender_notes")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._buttons = []
        for place, key in enumerate(_NOTE_KEYS):
            button = ChoiceButton(0, "", name=f"tender_note_{place}", key=key)
            button.chosen.connect(self.chosen)
            keys.bind(key, button.click)
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch(1)
        self.show_amounts(())

    def show_amounts(self, amounts: Sequence[tuple[int, str]]) -> None:
        """Offer these amounts: in minor units, and the words on the button."""
        for place, button in enumerate(self._buttons):
            there = place < len(amounts)
            if there:
                button.value, words = amounts[place]
                button.set_label(words)
            button.setEnabled(there)  # the key of a button that is not there does nothing
            button.setVisible(there)
