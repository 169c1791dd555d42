"""The three tables of a product's card: where it is, at which cost it came, and what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.dialogs import KeyMap, PickTable
from app.ui.widgets.tables import Column, RowsModel

if TYPE_CHECKING:
    from app.reports.product_card import Moved, OpenLayer, ProductCard, Spot

_DATE, _PLACE, _SHORT_PLACE, _EXPIRY = 120, 124, 100, 164  # px
_NARROW, _FIGURE, _VALUE, _WITH_COST = 84, 92, 108, 132


class QuietTable(PickTable):
    """A table that leaves letters and digits to the search."""

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__(name=name, accessible_name=accessible_name, keys=KeyMap())

    def clear_rows(self) -> None:
        """Show nothing."""
        model = self.model()
        if isinstance(model, RowsModel):
            model.show_rows(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class SpotsTable(QuietTable):
    """What there is by location and lot. The chosen row is where the forms begin."""

    def __init__(self, texts: StockTexts) -> None:
        super().__init__(name="stockSpots", accessible_name="")
        self.setAccessibleName(self.tr("On hand by location and lot"))
        self._texts = texts
        self._unit = "each"
        self._model: RowsModel[Spot] = RowsModel(
            [
                Column("location", self.tr("Location"), self._place, detail=texts.lot, tone=_spot_tone),
                Column(
                    "quantity",
                    self.tr("On hand"),
                    self._quantity,
                    figure=True,
                    detail=texts.expiry,
                    tone=_spot_tone,
                    width=_EXPIRY,
                ),
            ],
            self,
        )
        self.show_model(self._model)

    def show_card(self, card: ProductCard) -> None:
        """Show where a product is."""
        self._unit = card.unit.value
        self._model.show_rows(card.spots)
        if self.chosen_row() < 0 and card.spots:
            self.choose_row(0)

    def spot(self) -> Spot | None:
        """The chosen one."""
        return self._model.row_at(self.currentIndex())

    def _place(self, spot: Spot) -> str:
        return self._texts.place(spot.place)

    def _quantity(self, spot: Spot) -> str:
        if not spot.place.counted and spot.quantity_milli == 0:
            return self.tr("not counted")
        return self._texts.quantity(spot.quantity_milli, self._unit)


class DocumentsTable(QuietTable):
    """A table whose rows lead to a document: Enter opens it."""

    document_picked = Signal(str)  # its uid

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__(name=name, accessible_name=accessible_name)
        self.picked.connect(self._on_picked)

    def _document(self) -> str:
        """The uid of the document of the chosen row, "" for none."""
        raise NotImplementedError

    def _on_picked(self) -> None:
        uid = self._document()
        if uid:
            self.document_picked.emit(uid)


class LayersTable(DocumentsTable):
    """The open cost layers, the oldest first."""

    def __init__(self, texts: StockTexts) -> None:
        super().__init__(name="stockLayers", accessible_name="")
        self.setAccessibleName(self.tr("Open cost layers"))
        self._texts = texts
        self._unit = "each"
        self._model: RowsModel[OpenLayer] = RowsModel(
            [
                Column("document", self.tr("Came with"), _layer_number, detail=self._came),
                Column("place", self.tr("Location"), _layer_place, detail=_layer_lot, width=_SHORT_PLACE),
                Column("left", self.tr("Left"), self._left, figure=True, width=_NARROW),
                Column(
                    "value",
                    self.tr("Value, unit cost"),
                    self._value,
                    figure=True,
                    detail=self._unit_cost,
                    width=_WITH_COST,
                ),
            ],
            self,
        )
        self.show_model(self._model)

    def show_card(self, card: ProductCard) -> None:
        """Show the open layers of a product."""
        self._unit = card.unit.value
        # Where value is kept for all of it together, a layer has none of its own.
        has_value = any(layer.value_minor is not None for layer in card.layers)
        for section, column in enumerate(self._model.columns()):
            self.setColumnHidden(section, column.name == "value" and not has_value)
        self._model.show_rows(card.layers)

    def _document(self) -> str:
        layer = self._model.row_at(self.currentIndex())
        return "" if layer is None else layer.document

    def _came(self, layer: OpenLayer) -> str:
        return self._texts.day(layer.book_date)

    def _left(self, layer: OpenLayer) -> str:
        return self._texts.quantity(layer.left_milli, self._unit)

    def _unit_cost(self, layer: OpenLayer) -> str:
        return self._texts.unit_cost(layer.unit_cost_micro)

    def _value(self, layer: OpenLayer) -> str:
        return self._texts.amount(layer.value_minor)


class HistoryTable(DocumentsTable):
    """The movements, the newest first, with what there was after each."""

    def __init__(self, texts: StockTexts) -> None:
        super().__init__(name="stockHistory", accessible_name="")
        self.setAccessibleName(self.tr("Movements"))
        self._texts = texts
        self._unit = "each"
        self._model: RowsModel[Moved] = RowsModel(
            [
                Column("day", self.tr("Date"), self._day, detail=self._clock, width=_DATE),
                Column("kind", self.tr("What"), self._kind, detail=_number),
                Column("place", self.tr("Location"), _location, detail=_lot, width=_PLACE),
                Column("quantity", self.tr("Quantity"), self._quantity, figure=True, width=_FIGURE),
                Column("balance", self.tr("Balance"), self._balance, figure=True, tone=_below, width=_FIGURE),
                Column("value", self.tr("Value"), self._value, figure=True, width=_VALUE),
            ],
            self,
        )
        self.show_model(self._model)

    def show_history(self, rows: Sequence[Moved], unit: str) -> None:
        """Show these movements."""
        self._unit = unit
        self._model.show_rows(rows)

    def _document(self) -> str:
        row = self._model.row_at(self.currentIndex())
        return "" if row is None else row.document

    def _day(self, row: Moved) -> str:
        return self._texts.day(row.book_date)

    def _clock(self, row: Moved) -> str:
        return self._texts.clock(row.at)

    def _kind(self, row: Moved) -> str:
        if row.kind == "delivery" and row.quantity_milli < 0:
            return self.tr("Delivery taken back")
        return self._texts.kind(row.kind)

    def _quantity(self, row: Moved) -> str:
        return self._texts.change(row.quantity_milli, self._unit)

    def _balance(self, row: Moved) -> str:
        return self._texts.quantity(row.balance_milli, self._unit)

    def _value(self, row: Moved) -> str:
        return self._texts.value_change(row.value_minor)


def _spot_tone(spot: Spot) -> str:
    if spot.quantity_milli < 0 or spot.state == "expired":
        return "error"
    return "warn" if spot.state == "expiring" or not spot.place.counted else ""


def _layer_number(layer: OpenLayer) -> str:
    return layer.number


def _layer_place(layer: OpenLayer) -> str:
    return layer.location


def _layer_lot(layer: OpenLayer) -> str:
    return layer.lot


def _number(row: Moved) -> str:
    return row.number


def _location(row: Moved) -> str:
    return row.location


def _lot(row: Moved) -> str:
    return row.lot


def _below(row: Moved) -> str:
    return "error" if row.balance_milli < 0 else ""
