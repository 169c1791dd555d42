"""What each key of the sale does. One list of actions makes the buttons, shows their keys and binds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.basket import SetPrice, SetQuantity
from app.domain.figures import read_price, read_quantity
from app.domain.refusal import Refusal
from app.ui.screens.sale.bench import said_of
from app.ui.screens.sale.state import AskHow, ByCard, CashGiven, ExactCash, Payment, Said
from app.ui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from app.ui.screens.sale.screen import SaleScreen


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key and a button do.

    Attributes:
        name: The object name of the button.
        label: The words on it, translated; "" where the icon says it.
        spoken: What a screen reader says.
        icon: A name in `resources/icons`.
        key: The key, as Qt writes it.
        slot: What it does.
        is_bound: Whether the key is bound to the window; those that edit text are left to the scan box.
    """

    name: str
    label: str
    spoken: str
    icon: str
    key: str
    slot: Callable[[], None]
    is_bound: bool = True


class ActionRow(QWidget):
    """A row of buttons, each with its key."""

    def __init__(self, name: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.buttons = {action.name: action_button(action) for action in actions}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action in actions:
            row.addWidget(self.buttons[action.name], 1 if action.label else 0)


class SaleKeys(QObject):
    """The keys. A number that stands in the scan box belongs to the key that is pressed behind it."""

    def __init__(self, screen: SaleScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._presenter, self._box = screen.presenter, screen.box

    def line_actions(self) -> list[Action]:
        """Those for the chosen line."""
        presenter = self._presenter
        return [
            Action(
                "saleRemove",
                self.tr("Remove"),
                self.tr("Remove line"),
                "trash-2",
                "Del",
                presenter.void,
                is_bound=False,
            ),
            Action("saleLess", "", self.tr("One less"), "minus", "-", presenter.one_less, is_bound=False),
            Action("saleMore", "", self.tr("One more"), "plus", "+", presenter.one_more, is_bound=False),
            Action("saleQuantity", self.tr("Quantity"), self.tr("Quantity of line"), "calculator", "F4", self.quantity),
            Action("salePrice", self.tr("Price"), self.tr("Price of line"), "tag", "Shift+F4", self.price),
            Action(
                "saleLineDiscount",
                self.tr("Discount"),
                self.tr("Discount on line"),
                "percent",
                "Shift+F6",
                self.line_discount,
            ),
        ]

    def sale_actions(self, undo: Callable[[], None]) -> list[Action]:
        """Those for the whole sale."""
        presenter = self._presenter
        return [
            Action("saleUndo", self.tr("Undo"), self.tr("Undo"), "undo-2", "Ctrl+Z", undo),
            Action(
                "saleDiscount",
                self.tr("Sale discount"),
                self.tr("Discount on the sale"),
                "percent",
                "F6",
                self.discount,
            ),
            Action("salePark", self.tr("Park"), self.tr("Park the sale"), "pause", "F7", self.park),
            Action("saleRecall", self.tr("Recall"), self.tr("Recall a parked sale"), "play", "F8", self.recall),
            Action("saleClear", self.tr("Clear"), self.tr("Take everything out"), "x", "Ctrl+Del", presenter.clear),
        ]

    def check_action(self) -> Action:
        """The one beside the scan box."""
        words = self.tr("Price check")
        return Action("salePriceCheck", words, words, "package-search", "F3", self.price_check)

    def bind(self, owner: QWidget, actions: Sequence[Action], more: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Bind the keys of the actions, and some that have buttons elsewhere; held down, a key acts once."""
        own = (
            ("F5", self.confirm_age),
            ("F9", self.pay_cash),
            ("F10", self.pay_card),
            ("F12", self.pay),
            ("Ctrl+P", self._presenter.checkout.print_again),
            ("Ctrl+S", self._presenter.retry),
            ("Ctrl+T", self.mend),
        )
        bound = [(action.key, action.slot) for action in actions if action.is_bound]
        for key, slot in (*bound, *own, *more):
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def pay(self) -> None:
        """F12: the tender dialog."""
        self._pay(AskHow())

    def pay_cash(self) -> None:
        """F9: cash to the cent, or the amount in the scan box as what was given."""
        typed = self._box.text().strip()
        if not typed:
            self._pay(ExactCash())
            return
        try:
            given = CashGiven(self._screen.money.read(_plain(typed)))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        if self._pay(given):
            self._box.clear()

    def pay_card(self) -> None:
        """F10: all of it by card. A number in the scan box would be a part, and that is the tender dialog's."""
        if self._box.text().strip():
            self._presenter.refuse(Said("warn", "card_takes_all"))
        else:
            self._pay(ByCard())

    def quantity(self) -> None:
        """F4: another quantity of the chosen line."""
        line = self._presenter.selected_line()
        typed = self._box.text().strip()
        if line is None:
            return
        if not typed:
            self._screen.strip.ask_quantity(line)
            return
        try:
            entry = SetQuantity(line.key, read_quantity(_plain(typed)))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        self._presenter.edit(entry, partial(self._told, typed))

    def price(self) -> None:
        """Shift+F4: another price of the chosen line."""
        line = self._presenter.selected_line()
        typed = self._box.text().strip()
        if line is None:
            return
        if not typed:
            self._screen.strip.ask_price(line)
            return
        try:
            entry = SetPrice(line.key, read_price(_plain(typed)))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        self._presenter.edit(entry, partial(self._told, typed))

    def line_discount(self) -> None:
        """Shift+F6: a discount on the chosen line."""
        line = self._presenter.selected_line()
        if line is not None:
            self._screen.strip.ask_discount(line, self._box.take())

    def discount(self) -> None:
        """F6: a discount on the whole sale."""
        if self._presenter.basket.lines or self._presenter.basket.discount:
            self._screen.strip.ask_discount(None, self._box.take())

    def park(self) -> None:
        """F7: put the sale aside."""
        if self._presenter.basket.is_empty:
            self._presenter.refuse(Said("warn", "nothing_to_park"))
        else:
            self._screen.strip.ask_park()

    def recall(self) -> None:
        """F8: the parked sales."""
        self._screen.desk.open_recall()

    def price_check(self) -> None:
        """F3: price and stock, without selling."""
        self._screen.desk.open_price_check()

    def mend(self) -> None:
        """Ctrl+T: how the last sale was really paid."""
        self._screen.desk.open_tender_change()

    def confirm_age(self) -> None:
        """F5: the customer is old enough, where that is asked."""
        self._screen.strip.confirm_age()

    def pick_category(self, category: str) -> None:
        """Goods of a category, at the price in the scan box; where none stands there, it is asked for."""
        typed = self._box.text().strip()
        if not typed:
            self._screen.strip.ask_open_price(category)
            return
        try:
            price_micro = read_price(_plain(typed))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        self._box.clear()
        self._presenter.pick_category(category, price_micro)

    def _pay(self, payment: Payment) -> bool:
        """Pay, unless the cashier is in the middle of typing something about this sale."""
        strip = self._screen.strip
        entry = strip.entry()
        if entry is not None and not strip.is_asking_age():
            self._presenter.refuse(Said("warn", "answer_first"))
            entry.begin()
            return False
        self._presenter.checkout.pay(payment)
        return True

    def _told(self, typed: str, said: Said | None) -> None:
        """What became of a number that was typed before a key: it goes away when it was taken."""
        if said is not None:
            self._presenter.refuse(said)
        elif self._box.text().strip() == typed:
            self._box.clear()


def _plain(typed: str) -> str:
    """A figure as hands type it, as the readers of figures want it."""
    from app.ui.screens.sale.dialogs.as_typed import plain_decimal  # noqa: PLC0415 -- not at the start

    return plain_decimal(typed)


def action_button(action: Action) -> ActionButton:
    """The button of an action, with its key on it."""
    key = QKeySequence(action.key).toString(QKeySequence.SequenceFormat.NativeText)
    button = ActionButton(action.label, name=action.name, icon=action.icon, key=key)
    button.setAccessibleName(action.spoken)
    # By Tab, yes; but a click must not take the focus out of the scan box.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.slot)
    return button
