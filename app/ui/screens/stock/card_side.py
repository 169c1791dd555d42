"""The right side of the stock screen: the card of the chosen product, or what to do first; and what is to be said.

The card is made with the first product, so that neither coming here nor the first card holds up the keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ui.screens.stock.product_face import ProductFace
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from app.reports.product_card import Moved, ProductCard, Spot


class CardSide(Card):
    """The side.

    Attributes:
        bar: Says what is the matter.
        empty: What stands there while no product is chosen.
    """

    face_made = Signal(object)  # ProductFace: its buttons and tables are to be connected

    def __init__(self, texts: StockTexts) -> None:
        super().__init__(name="stockProductCard", margin=12)
        self._texts = texts
        self._face: ProductFace | None = None
        self._is_entered = False
        self.bar = InlineBar(name="stockMessage")
        self.empty = EmptyState(
            self.tr("Choose goods on the left, or scan them: here is what there is of them, and why."),
            name="stockEmpty",
            icon="warehouse",
            action=self.tr("Find goods"),
            key=self.tr("F2"),
        )
        self.empty.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.empty)
        self.column.setSpacing(8)
        self.column.addWidget(self.bar)
        self.column.addWidget(held, 1)

    def show_card(self, card: ProductCard | None, history: Sequence[Moved], *, has_more: bool) -> None:
        """Show a product with its movements and whether there are older ones; or that none is chosen."""
        if card is None:
            self._stack.setCurrentWidget(self.empty)
            return
        face = self._face or self._make_face()
        face.show_card(card)
        face.show_history(history, card.unit.value, has_more=has_more)
        self._stack.setCurrentWidget(face)
        if self._is_entered:
            self.enter()

    def enter(self) -> None:
        """Give the keys to the movements, of the first card as soon as it is there."""
        self._is_entered = self._face is None
        if self._face is not None:
            self._face.history.setFocus(Qt.FocusReason.OtherFocusReason)

    def spot(self) -> Spot | None:
        """The location and lot that is chosen."""
        return None if self._face is None else self._face.spots.spot()

    def _make_face(self) -> ProductFace:
        self._face = ProductFace(self._texts)
        self._stack.addWidget(self._face)
        self.face_made.emit(self._face)
        return self._face
