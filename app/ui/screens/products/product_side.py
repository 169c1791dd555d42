"""The right side of the products screen: the chosen product, or what to do first; and what is to be said.

The product's face is made with the first product, so that coming here does not hold up the keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.ui.screens.products.product_face import ProductFace
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card, EmptyState

if TYPE_CHECKING:
    from app.reports.product_record import ProductRecord

_WIDTH = 512  # px


class ProductSide(Card):
    """The side.

    Attributes:
        bar: Says what is the matter.
        empty: What stands there while no product is chosen.
    """

    face_made = Signal(object)  # ProductFace: its buttons are to be connected

    def __init__(self, texts: ProductsTexts) -> None:
        super().__init__(name="productCard", margin=12)
        self._texts = texts
        self._face: ProductFace | None = None
        self.setFixedWidth(_WIDTH)
        self.bar = InlineBar(name="productMessage")
        self.empty = EmptyState(
            self.tr("Choose a product on the left, or scan it: here is what it costs, earns and how it went."),
            name="productEmpty",
            icon="package-search",
            action=self.tr("New product"),
            key=self.tr("Ctrl+N"),
        )
        self.empty.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        held = QWidget()
        self._stack = QStackedLayout(held)
        self._stack.addWidget(self.empty)
        self.column.setSpacing(8)
        self.column.addWidget(self.bar)
        self.column.addWidget(held, 1)

    def show_record(self, record: ProductRecord | None) -> None:
        """Show a product, or that none is chosen."""
        if record is None:
            self._stack.setCurrentWidget(self.empty)
            return
        face = self._face or self._make_face()
        face.show_record(record)
        self._stack.setCurrentWidget(face)

    def _make_face(self) -> ProductFace:
        self._face = ProductFace(self._texts)
        self._stack.addWidget(self._face)
        self.face_made.emit(self._face)
        return self._face
