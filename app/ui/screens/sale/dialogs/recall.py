"""F8: the sales that wait, to be taken up again. Arrows choose, Enter takes it up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.moment import Moment
from app.domain.shop import Shop
from app.printing import format as written
from app.ui.screens.sale.dialogs.base import PickTable, SaleDialog, ScanPolicy
from app.ui.widgets.panels import EmptyState
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(860, 420)  # px
_LIST_HEIGHT = 260  # px: four sales are in sight


@dataclass(frozen=True, slots=True)
class ParkedSale:
    """A sale that waits.

    Attributes:
        label: What it was parked as, or "".
        till, user: Where and by whom.
        lines: How many there are.
        goods: The names of the first ones.
    """

    uid: str
    label: str
    till: str
    user: str
    parked_at: Moment
    lines: int
    total_minor: int
    goods: tuple[str, ...]


class RecallDialog(SaleDialog):
    """The list of parked sales.

    Args:
        parked: The sales, as they are to be listed.
        now: What time it is: a sale parked on another day shows its date.
        shop: Its currency and language.
        parent: The window of the sale.
    """

    recalled = Signal(str)  # uid, once
    park_wished = Signal()  # F7: the sale on the screen is put aside first
    scan_policy = ScanPolicy.BASKET

    def __init__(
        self, parked: tuple[ParkedSale, ...], now: Moment, shop: Shop, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Parked sales"), name="recall_dialog", modal=False, parent=parent)
        self._now, self._shop = now, shop
        self._build()
        self.show_parked(parked)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_SIZE)

    def show_parked(self, parked: tuple[ParkedSale, ...]) -> None:
        """List these from now on; the one that was chosen stays chosen while it is among them."""
        row = self.model.row_at(self.table.currentIndex())
        chosen = row.uid if row else ""
        self.model.show_rows(parked)
        uids = [sale.uid for sale in parked]
        if uids:
            self.table.choose_row(uids.index(chosen) if chosen in uids else 0)
        self._stack.setCurrentWidget(self.table if uids else self.empty)
        for button in (self.back_button, self.answer_button):
            button.setVisible(bool(uids))
        (self.table if uids else self.empty.button).setFocus()

    def _build(self) -> None:
        self.model = RowsModel(self._columns(), self)
        self.table = PickTable(name="recall_table", accessible_name=self.tr("Parked sales"), keys=self.keys)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(_LIST_HEIGHT)
        self.empty = EmptyState(
            self.tr("No sale is parked. F7 parks the sale on the screen, so that the next customer can be served."),
            name="recall_empty",
            icon="pause",
            action=self.tr("Back to the sale"),
            key=self.tr("Esc"),
        )
        self._stack = QStackedWidget()
        self._stack.setObjectName("recall_stack")
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back to the sale"), answer=self.tr("Take up again"), icon="play")
        self.keys.bind("F7", self.park_wished.emit)
        self.table.picked.connect(self._on_picked)
        self.answer_button.clicked.connect(self._on_picked)
        self.empty.button.clicked.connect(self.reject)

    def _columns(self) -> list[Column[ParkedSale]]:
        return [
            Column("label", self.tr("Sale"), self._label, detail=_detail),
            Column("since", self.tr("Since"), self._since, figure=True, width=190),
            Column("till", self.tr("Till"), lambda sale: sale.till, width=80, detail=lambda sale: sale.user),
            Column("lines", self.tr("Lines"), lambda sale: str(sale.lines), figure=True, width=80),
            Column("total", self.tr("Total"), self._total, figure=True, width=150),
        ]

    def _label(self, sale: ParkedSale) -> str:
        return sale.label or _goods(sale) or self.tr("Unknown codes only")

    def _since(self, sale: ParkedSale) -> str:
        when = sale.parked_at.local()
        if when.date() == self._now.local().date():
            return written.clock_apart(when, self._shop.language)
        return written.moment_apart(when, self._shop.language)

    def _total(self, sale: ParkedSale) -> str:
        return written.money(sale.total_minor, self._shop.currency, self._shop.language)

    def _on_picked(self) -> None:
        sale = self.model.row_at(self.table.currentIndex())
        if sale is not None and not self.is_locked():
            self._lock()
            self.recalled.emit(sale.uid)


def _detail(sale: ParkedSale) -> str:
    return _goods(sale) if sale.label else ""


def _goods(sale: ParkedSale) -> str:
    return ", ".join(sale.goods)
