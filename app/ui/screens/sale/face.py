"""What the sale screen is made of, and where it stands. It does nothing by itself: see `screen`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.screens.sale.actions import ActionRow, SaleActions, action_button
from app.ui.screens.sale.last_sale import LastSaleStrip
from app.ui.screens.sale.lines import LinesCard
from app.ui.screens.sale.quick_keys import QuickKeys
from app.ui.screens.sale.scan_box import ScanBox
from app.ui.screens.sale.texts import SaleTexts
from app.ui.screens.sale.totals import TotalsCard
from app.ui.widgets.messages import InlineBar

if TYPE_CHECKING:
    from app.domain.shop import Shop
    from app.ui.widgets.buttons import ActionButton

_SIDE_WIDTH = 352
_MARGIN = 12
_GAP = 8
# On a screen that is narrower than this, the side gives some of its room to the lines.
_NARROW = 1100
_NARROW_SIDE = 344


class SaleFace(QWidget):
    """The widgets of the sale.

    Attributes:
        texts: How figures are written on all of them.
        box: The scan box.
        lines: The card with the lines.
        bar: The message bar.
        last_sale: The strip that tells of the last sale.
        line_row, sale_row: The buttons for the chosen line, and for the whole sale.
        quick: The quick keys.
        totals: What it comes to, and the buttons that pay it.
    """

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.texts = SaleTexts(shop, self)
        self.box = ScanBox()
        self.lines = LinesCard(self.texts)
        self.bar = InlineBar(name="saleMessage")
        self.last_sale = LastSaleStrip(self.texts)
        actions = SaleActions(self)
        self._check = action_button(actions.price_check())
        self._drawer = action_button(actions.drawer())
        self._drawer.setToolTip(self._drawer.accessibleName())
        self.line_row = ActionRow("saleLineActions", actions.of_line())
        self.sale_row = ActionRow("saleActions", actions.of_sale())
        self.quick = QuickKeys(self.texts)
        self.totals = TotalsCard(self.texts)
        self._side = self._right_side()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, _MARGIN, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left_side(), 1)
        whole.addWidget(self._side)
        self.setFocusProxy(self.box)

    def action_buttons(self) -> tuple[ActionButton, ...]:
        """The buttons of all actions."""
        return (self._check, self._drawer, *self.line_row.buttons.values(), *self.sale_row.buttons.values())

    def insert_entry(self, entry: QWidget) -> None:
        """Put the strip for inline entries in its place, over the message bar."""
        self._left.insertWidget(self._left.indexOf(self.bar), entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(_SIDE_WIDTH if self.width() > _NARROW else _NARROW_SIDE)

    def _left_side(self) -> QScrollArea:
        """What has no room on a small screen can be scrolled to; the total beside it never moves."""
        inside = QWidget()
        inside.setObjectName("saleMain")
        inside.setProperty("role", "page")
        self._left = QVBoxLayout(inside)
        self._left.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._left.setSpacing(_GAP)
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(self.box, 1)
        top.addWidget(self._check)
        top.addWidget(self._drawer)
        self._left.addLayout(top)
        for part in (self.lines, self.bar, self.last_sale, self.line_row, self.sale_row):
            self._left.addWidget(part, 1 if part is self.lines else 0)
        area = QScrollArea()
        area.setObjectName("saleArea")
        area.setAccessibleName(self.tr("Sale"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _right_side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("saleSide")
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        column.setSpacing(_GAP)
        column.addWidget(self.quick, 1)
        column.addWidget(self.totals)
        return side
