"""F7: what is on the way between two locations, and what of it has arrived. Everything, unless somebody types less."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.domain.figures import read_quantity, write_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.reports.on_the_way import Shipment, Travelling
from app.ui.said import Said
from app.ui.screens.stock.state import ArrivalWish
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.dialogs import PickTable, ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_SIZE = QSize(860, 620)  # px
_LIST_HEIGHT = 170  # px: two shipments are in sight
_FIELD = 140  # px
_MOST = 100  # lines with a field of their own; what is beyond arrives as it was sent


class ArrivalDialog(ScreenDialog):
    """The goods on the way.

    Args:
        shipments: The transfers, the oldest first; at least one.
        texts: How figures are written.
        parent: The window of the screen.
    """

    wished = Signal(object)  # ArrivalWish, once until it is refused

    def __init__(self, shipments: tuple[Shipment, ...], texts: StockTexts, *, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Goods on the way"), name="arrival_dialog", modal=True, parent=parent)
        self._texts = texts
        self._shown: Shipment | None = None
        self._fields: list[TypedField] = []
        self._model: RowsModel[Shipment] = RowsModel(self._columns(), self)
        self.table = PickTable(
            name="arrival_shipments", accessible_name=self.tr("Transfers on the way"), keys=self.keys
        )
        self.table.show_model(self._model)
        self.table.setFixedHeight(_LIST_HEIGHT)
        self._area = QScrollArea()
        self._area.setObjectName("arrival_lines")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint = self.tr("What has arrived stands beside each line. Type less where something is missing.")
        self.column.addWidget(self.table)
        self.column.addWidget(PlainLabel(hint, name="arrival_hint", role="small", wraps=True))
        self.column.addWidget(self._area, 1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Has arrived"), icon="package-plus")
        self.keys.bind("Enter", self._on_answer)
        self.answer_button.clicked.connect(self._on_answer)
        self.table.picked.connect(self._on_answer)
        self._model.show_rows(shipments)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.table.choose_row(0)
        self.table.setFocus()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_SIZE)

    def _columns(self) -> list[Column[Shipment]]:
        return [
            Column("way", self.tr("From and to"), self._way, detail=_goods),
            Column("number", self.tr("Transfer"), _number, width=170, detail=self._sent_at),
            Column("lines", self.tr("Lines"), _lines, figure=True, width=80),
        ]

    def _way(self, shipment: Shipment) -> str:
        source, target = isolate_name(shipment.source), isolate_name(shipment.target)
        return self.tr("{source} to {target}").format(source=source, target=target)

    def _sent_at(self, shipment: Shipment) -> str:
        return self._texts.moment(shipment.sent_at)

    def _on_chosen(self) -> None:
        shipment = self._model.row_at(self.table.currentIndex())
        if shipment is not None and shipment != self._shown:
            self._shown = shipment
            self.bar.clear()
            self._area.setWidget(self._make_lines(shipment))
            for one, next_one in pairwise((self.table, *self._fields, self.back_button)):
                self.setTabOrder(one, next_one)

    def _make_lines(self, shipment: Shipment) -> QWidget:
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self._fields = []
        for row, line in enumerate(shipment.lines[:_MOST]):
            name = ", ".join(filter(None, (line.name, line.lot)))
            field = TypedField(name=f"arrival_{row}", accessible_name=name, keys=self.keys)
            field.setText(self._figure(line.left_milli))
            field.setFixedWidth(_FIELD)
            field.entered.connect(self._on_answer)
            field.textChanged.connect(self._on_typed)
            words = PlainLabel(isolate_name(name), name=f"arrival_{row}_label", wraps=True)
            words.setBuddy(field)
            sent = self.tr("of {quantity}").format(quantity=isolate(self._texts.quantity(line.left_milli, line.unit)))
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(PlainLabel(sent, name=f"arrival_{row}_sent", role="muted"), row, 2)
            self._fields.append(field)
        rest = len(shipment.lines) - _MOST
        if rest > 0:
            words = PlainLabel(
                self.tr("And %n more line(s), as they were sent.", "", rest), name="arrival_rest", role="muted"
            )
            grid.addWidget(words, grid.rowCount(), 0)
        grid.setRowStretch(grid.rowCount(), 1)
        return lines

    def _figure(self, quantity_milli: int) -> str:
        return write_quantity(quantity_milli).replace(".", self._texts.point)

    def _on_typed(self) -> None:
        for field in self._fields:
            field.show_error(wrong=False)
        self.bar.clear()

    def _on_answer(self) -> None:
        shipment = self._shown
        if self.is_locked() or shipment is None:
            return
        arrived = [(line, line.left_milli) for line in shipment.lines[_MOST:]]
        for line, field in zip(shipment.lines, self._fields, strict=False):
            try:
                quantity_milli = self._arrived(line, field)
            except Refusal as refusal:
                self._refuse(Said("warn", refusal.code, refusal.facts), field)
                return
            if quantity_milli:
                arrived.append((line, quantity_milli))
        if not arrived:
            self._refuse(Said("warn", "nothing_arrived"), self._fields[0])
            return
        self._lock()
        self.wished.emit(ArrivalWish(shipment.uid, tuple(arrived)))

    def _arrived(self, line: Travelling, field: TypedField) -> int:
        text = field.text().strip()
        quantity_milli = read_quantity(plain_figure(text, self._texts.point)) if text else 0
        if not 0 <= quantity_milli <= line.left_milli:
            raise Refusal("more_than_sent", sku=line.sku)
        return quantity_milli

    def _refuse(self, said: Said, field: TypedField) -> None:
        self.show_refusal(self._texts.sentence(said))
        field.show_error(wrong=True)
        field.setFocus()
        field.selectAll()


def _goods(shipment: Shipment) -> str:
    return ", ".join(dict.fromkeys(line.name for line in shipment.lines))


def _number(shipment: Shipment) -> str:
    return shipment.number


def _lines(shipment: Shipment) -> str:
    return str(len(shipment.lines))
