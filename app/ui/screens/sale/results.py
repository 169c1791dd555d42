"""The list under the scan box while something is typed: the first products that fit, over the lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.trouble import Trouble
from app.domain.product import Hit
from app.domain.refusal import Refusal
from app.ui.screens.sale.texts import SaleTexts
from app.ui.tasks import Worker
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import Card
from app.ui.widgets.tables import Column, ModelTable, RowsModel

if TYPE_CHECKING:
    from app.reports.lookups import Lookups

_SHORTEST = 2  # characters; one letter would find half the shop
_ROW = 52
_MOST_IN_SIGHT = 7
_CATEGORY = 1  # the column that goes where the room is small
_NARROW = 700  # px


class Results(Card):
    """What the words find. It never has the focus: the scan box keeps it and hands the arrow keys on.

    Args:
        lookups: Who is asked, on a worker.
        location: Whose stock is shown.
        pool: The worker.
        texts: How figures are written.
        parent: The screen, over whose lines the list lies.
    """

    picked = Signal(object)  # Hit

    def __init__(self, lookups: Lookups, location: str, pool: Worker, texts: SaleTexts, parent: QWidget) -> None:
        super().__init__(name="saleResultsCard", margin=4)
        self.setParent(parent)
        self._lookups, self._location, self._pool, self._texts = lookups, location, pool, texts
        self._words = ""
        self._is_moved = False
        self._place = (0, 0, 0, 0)
        self._model: RowsModel[Hit] = RowsModel(self._columns(), self)
        self.table = ModelTable(name="saleResults", accessible_name=self.tr("Products found"))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.show_model(self._model)
        self.table.clicked.connect(self._on_clicked)
        self._hint = PlainLabel(self.tr("Arrow keys choose, Enter takes it"), name="saleResultsHint", role="small")
        self._hint.setContentsMargins(8, 0, 8, 4)
        self.column.setSpacing(0)
        self.column.addWidget(self.table)
        self.column.addWidget(self._hint)
        self.hide()

    def look_for(self, words: str) -> None:
        """Find products by these words and show them; what was asked before is of no interest any more."""
        self._words = words.strip()
        self._let_go()
        if not _is_worth_looking(self._words):
            self.close_list()
            return
        self._pool.submit(
            partial(self._lookups.search, self._words, location=self._location),
            partial(self._on_found, self._words),
            self._on_failed,
        )

    def close_list(self) -> None:
        """Show nothing, also not what is still on its way."""
        self._words = ""
        self._let_go()
        self.hide()
        self._model.show_rows(())

    def is_open(self) -> bool:
        """Whether there is a list to move in."""
        return not self.isHidden()

    def chosen(self) -> Hit | None:
        """The product that the cashier has moved to, if any: only then does Enter mean it."""
        return self._model.row_at(self.table.currentIndex()) if self._is_moved and self.is_open() else None

    def take_arrow(self, event: QKeyEvent) -> None:
        """An arrow key of the scan box."""
        if not self._is_moved:
            self._is_moved = True
            self.table.choose_row(0)
        else:
            self.table.keyPressEvent(event)

    def lay_over(self, left: int, top: int, width: int, room: int) -> None:
        """Take a place on the screen, as high as there are products and room."""
        self._place = (left, top, width, room)
        self.table.setColumnHidden(_CATEGORY, width < _NARROW)
        frame = self._hint.sizeHint().height() + 16
        rows = min(self._model.rowCount(), _MOST_IN_SIGHT, max(1, (room - frame) // _ROW))
        self.setGeometry(left, top, width, rows * _ROW + frame)

    def _columns(self) -> list[Column[Hit]]:
        texts = self._texts
        return [
            Column("name", "", lambda hit: hit.name, detail=lambda hit: hit.sku),
            Column("category", "", lambda hit: hit.category or "", tone=_muted, width=190),
            Column("stock", "", self._stock, figure=True, tone=_muted, width=160),
            Column("price", "", lambda hit: texts.price(hit.price_micro), figure=True, width=100),
        ]

    def _stock(self, hit: Hit) -> str:
        if not hit.stocked or hit.on_hand_milli is None:
            return ""
        return self.tr("{quantity} in stock").format(quantity=self._texts.quantity(hit.on_hand_milli, hit.unit))

    def _on_found(self, words: str, hits: tuple[Hit, ...]) -> None:
        if words != self._words:
            return
        chosen = self.chosen()
        self._model.show_rows(hits)
        self.table.setAccessibleDescription(words)
        kept = [place for place, hit in enumerate(hits) if chosen is not None and hit.sku == chosen.sku]
        if kept:
            # The arrow was quicker than the answer: what the cashier has moved to stays chosen.
            self.table.choose_row(kept[0])
        else:
            self._let_go()
        if not hits:
            self.hide()
            return
        self.show()
        self.raise_()
        self.lay_over(*self._place)

    def _let_go(self) -> None:
        """No product is chosen."""
        self._is_moved = False
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())

    def _on_failed(self, _error: Refusal | Trouble) -> None:
        """A list is a help, no answer: Enter asks again, and says what is the matter."""
        self.close_list()

    def _on_clicked(self, index: QModelIndex) -> None:
        hit = self._model.row_at(index)
        if hit is not None:
            self.picked.emit(hit)


def _is_worth_looking(words: str) -> bool:
    """Whether words say enough for a list: two characters with a letter, or one of a script that writes words so."""
    is_short = len(words) < _SHORTEST and not any(east_asian_width(one) in "WF" for one in words)
    return not is_short and any(one.isalpha() for one in words)


def _muted(_hit: Hit) -> str:
    return "muted"
