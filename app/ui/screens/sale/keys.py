"""What each key and button of the sale does; how they look is `actions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.basket import SetPrice, SetQuantity
from app.domain.doubts import large_minor
from app.domain.figures import read_price, read_quantity
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.sale.actions import SaleActions
from app.ui.screens.sale.bench import said_of
from app.ui.screens.sale.state import AskHow, ByCard, CashGiven, ExactCash, Payment

if TYPE_CHECKING:
    from app.ui.screens.sale.screen import SaleScreen
    from app.ui.widgets.buttons import ActionButton


Slot = Callable[[], None]


class SaleKeys(QObject):
    """The keys. A number that stands in the scan box belongs to the key that is pressed behind it."""

    def __init__(self, screen: SaleScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._presenter, self._box = screen.presenter, screen.box

    def bind(self, buttons: Sequence[ActionButton], more: Sequence[tuple[str, Slot]]) -> None:
        """Let every button and every key do what it is for; a key that is held down acts once.

        Args:
            buttons: Those of the actions.
            more: Keys of what the screen does itself.
        """
        slots = self._slots()
        move_on = self._screen.messages.move_on
        for button in buttons:
            button.clicked.connect(move_on)
            button.clicked.connect(slots[button.objectName()])
        keys = [(action.key, slots[action.name]) for action in SaleActions(self).all() if action.is_bound]
        for key, slot in (*keys, *self._others(), *more):
            shortcut = QShortcut(QKeySequence(key), self._screen)
            shortcut.setAutoRepeat(False)
            if key != "Esc":  # which itself asks what is in sight
                shortcut.activated.connect(move_on)
            shortcut.activated.connect(slot)

    def _slots(self) -> dict[str, Slot]:
        """What each action does."""
        presenter = self._presenter
        return {
            "saleRemove": presenter.void,
            "saleLess": presenter.one_less,
            "saleMore": presenter.one_more,
            "saleQuantity": self.quantity,
            "salePrice": self.price,
            "saleLineDiscount": self.line_discount,
            "saleUndo": presenter.undo,
            "saleDiscount": self.discount,
            "salePark": self.park,
            "saleRecall": self.recall,
            "saleClear": presenter.clear,
            "salePriceCheck": self.price_check,
            "saleDrawer": self.open_drawer,
        }

    def _others(self) -> tuple[tuple[str, Slot], ...]:
        """What has its button elsewhere, or none."""
        return (
            ("F5", self.confirm),
            ("F9", self.pay_cash),
            ("F10", self.pay_card),
            ("F12", self.pay),
            ("Ctrl+P", self._screen.messages.print_receipt),
            ("Ctrl+S", self._presenter.retry),
            ("Ctrl+T", self.mend),
        )

    def pay(self) -> None:
        """F12: the tender dialog."""
        self._pay(AskHow())

    def pay_cash(self) -> None:
        """F9: cash to the cent, or the amount in the scan box as what was given."""
        typed = self._box.text().strip()
        if not typed:
            self._pay(ExactCash())
            return
        if self._box.is_left or any(one.isalpha() for one in typed):
            code = "no_cash_left" if self._box.is_left else "no_cash_words"
            self._presenter.refuse(Said("warn", code, {"text": typed}))
            self._screen.focus_box()
            return
        try:
            given = CashGiven(self._screen.shop.currency.read(self._screen.texts.plain(typed)), typed)
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        if given.amount_minor > large_minor(self._screen.shop):
            self._presenter.refuse(Said("warn", "much_given", {"given": self._screen.texts.money(given.amount_minor)}))
        elif self._may_pay():
            # Where nothing is paid by it, it is given back, with the reason.
            self._box.clear()
            self._presenter.checkout.pay(given)

    def pay_exact(self) -> None:
        """Cash to the cent, whatever stands in the scan box."""
        self._pay(ExactCash())

    def pay_card(self) -> None:
        """F10: all of it by card. A number in the scan box would be a part, and that is the tender dialog's."""
        if self._box.text().strip():
            self._presenter.refuse(Said("warn", "card_takes_all"))
        else:
            self._pay(ByCard())

    def quantity(self) -> None:
        """F4: another quantity of the chosen line."""
        self._presenter.in_turn(self._quantity)

    def _quantity(self) -> None:
        line = self._presenter.selected_line()
        typed = self._figure()
        if line is None:
            return
        if not typed:
            self._screen.strip.ask_quantity(line)
            return
        try:
            entry = SetQuantity(line.key, read_quantity(self._screen.texts.plain(typed)))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        self._presenter.edit(entry, partial(self._told, typed), typed)

    def price(self) -> None:
        """Shift+F4: another price of the chosen line."""
        self._presenter.in_turn(self._price)

    def _price(self) -> None:
        line = self._presenter.selected_line()
        typed = self._figure()
        if line is None:
            return
        if not typed:
            self._screen.strip.ask_price(line)
            return
        try:
            entry = SetPrice(line.key, read_price(self._screen.texts.plain(typed)))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        self._presenter.edit(entry, partial(self._told, typed), typed)

    def line_discount(self) -> None:
        """Shift+F6: a discount on the chosen line."""
        self._presenter.in_turn(self._line_discount)

    def _line_discount(self) -> None:
        line = self._presenter.selected_line()
        if line is not None:
            self._screen.strip.ask_discount(line, self._figure())
            self._box.clear()

    def discount(self) -> None:
        """F6: a discount on the whole sale."""
        self._presenter.in_turn(self._discount)

    def _discount(self) -> None:
        if self._presenter.basket.lines or self._presenter.basket.discount:
            self._screen.strip.ask_discount(None, self._figure())
            self._box.clear()

    def park(self) -> None:
        """F7: put the sale aside at once, under what stands in the scan box if something does."""
        typed = self._box.text().strip()
        self._presenter.park(typed, partial(self._on_parked, typed))

    def recall(self) -> None:
        """F8: the parked sales."""
        self._screen.desk.open_recall()

    def price_check(self) -> None:
        """F3: price and stock, without selling."""
        self._screen.desk.open_price_check()

    def mend(self) -> None:
        """Ctrl+T: how the last sale was really paid."""
        self._screen.desk.open_tender_change()

    def open_drawer(self) -> None:
        """Ctrl+D: open the drawer without a sale, which is filed."""
        self._presenter.checkout.drawer.open_without_sale()

    def confirm(self) -> None:
        """F5: the customer is old enough, or what is asked about is meant."""
        self._screen.strip.confirm()

    def pick_category(self, category: str) -> None:
        """Goods of a category, at the price in the scan box; where none stands there, it is asked for."""
        typed = self._figure()
        if not typed:
            self._screen.strip.ask_open_price(category)
            return
        try:
            price_micro = read_price(self._screen.texts.plain(typed))
        except Refusal as refusal:
            self._presenter.refuse(said_of(refusal))
            return
        self._box.clear()
        self._presenter.pick_category(category, price_micro)

    def _figure(self) -> str:
        """What stands in the scan box for the key that is pressed; what was looked for before is no figure."""
        if self._box.is_done_with:
            self._screen.results.close_list()
            self._box.clear()
        return self._box.text().strip()

    def _pay(self, payment: Payment) -> None:
        if self._may_pay():
            self._presenter.checkout.pay(payment)

    def _may_pay(self) -> bool:
        """Whether the cashier is not in the middle of typing something about this sale; else says so."""
        strip = self._screen.strip
        entry = strip.entry()
        if entry is not None and not strip.is_asking_age():
            self._presenter.refuse(Said("warn", "answer_first"))
            entry.begin()
            return False
        return True

    def _on_parked(self, typed: str, said: Said | None) -> None:
        """The sale is out of hand, and so is whatever was being typed about it."""
        if said is None:
            self._screen.results.close_list()
            self._screen.strip.close_own()
        self._told(typed, said)

    def _told(self, typed: str, said: Said | None) -> None:
        """What became of a number that was typed before a key: it goes away when it was taken."""
        if said is not None:
            self._presenter.refuse(said)
        elif self._box.text().strip() == typed:
            self._box.clear()
