"""What is out of the ordinary is asked once: goods that come back, very many of them, very much money."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.doubts import Doubt, DoubtKind
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.screens.sale.dialogs.base import InlineEntry
from app.ui.widgets.labels import IconMark, isolate, isolate_name


class SureBar(InlineEntry):
    """Asks whether it is meant. F5 confirms, Esc goes back; Enter, which a hand may press twice, does nothing.

    Args:
        doubt: What is asked about; `entered` carries it.
        shop: Its currency and language.
        parent: The screen.
    """

    def __init__(self, doubt: Doubt, shop: Shop, *, parent: QWidget | None = None) -> None:
        self._doubt, self._shop = doubt, shop
        super().__init__("", name="sure_bar", parent=parent, wraps=True)
        self.title.setText(self._question())
        self.setAccessibleName(self.title.text())
        self.row.insertWidget(0, IconMark("triangle-alert", name="sure_bar_icon", colour="warn", size=24))
        is_return = doubt.kind is DoubtKind.RETURN
        self.add_buttons(self.tr("Take back") if is_return else self.tr("It is right"), key=self.tr("F5"))
        # The keys are held by what holds the question, not by a button: Enter presses nothing.
        self.page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.page.setAccessibleName(self.title.text())
        self.answer_button.clicked.connect(self._on_confirmed)
        self.keys.bind("F5", self._on_confirmed)

    def begin(self) -> None:
        """Take the focus."""
        self.page.setFocus()

    def _question(self) -> str:
        doubt, language = self._doubt, self._shop.language
        facts = {
            "quantity": isolate(written.quantity(abs(doubt.quantity_milli), language, doubt.item.unit)),
            "name": isolate_name(doubt.item.name),
            "amount": isolate(written.money(abs(doubt.amount_minor), self._shop.currency, language)),
        }
        return {
            DoubtKind.RETURN: self.tr("Take back {quantity} of {name}? {amount} is given back for it."),
            DoubtKind.MANY: self.tr("Really {quantity} of {name}? That is {amount}."),
            DoubtKind.LARGE: self.tr("{name}: is {amount} right?"),
        }[doubt.kind].format_map(facts)

    def _on_confirmed(self) -> None:
        self._answer(self._doubt)
