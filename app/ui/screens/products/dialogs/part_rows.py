"""What a kit is made of, in its form: a row for each part, and always one more that is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.figures import PIECE_MILLI
from app.domain.product import MAX_SKU
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.state import NotNow
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.panels import tab_through

_PART, _QUANTITY = 300, 120  # px


class _Row(NamedTuple):
    """A row of fields."""

    part: TypedField
    quantity: TypedField
    hint: PlainLabel


class PartRows(QWidget):
    """The rows.

    Args:
        form: The form that they stand in: it reads figures and has the keys.
        kit: What is known: SKUs and how much of each.
    """

    typed = Signal()

    def __init__(self, form: CatalogueForm, kit: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._form = form
        self._rows: list[_Row] = []
        inner = QWidget()
        inner.setProperty("role", "page")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self._grid.setRowStretch(999, 1)
        for place, words in enumerate((self.tr("SKU of the part, or scan it"), self.tr("How many"))):
            self._grid.addWidget(PlainLabel(words, name=f"parts_head_{place}", role="small"), 0, place)
        self._area = QScrollArea()
        self._area.setObjectName("parts_area")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        for sku, quantity_milli in kit:
            self._add(sku, quantity_milli)
        self._add("", PIECE_MILLI)

    def first(self) -> TypedField:
        """The field of the first part."""
        return self._rows[0].part

    def take(self, sku: str, name: str) -> None:
        """Put a part that was scanned into the first empty row; one that is there already is one more."""
        for row in self._rows:
            if row.part.text().strip() == sku:
                quantity = self._form.read_quantity(row.quantity) or PIECE_MILLI
                row.quantity.setText(self._form.texts.typed_quantity(quantity + PIECE_MILLI))
                return
        row = next(row for row in self._rows if not row.part.text())
        row.part.setText(sku)
        row.hint.setText(name)
        row.quantity.setFocus()
        self._area.ensureWidgetVisible(row.part)

    def kit(self) -> tuple[tuple[str, int], ...]:
        """The parts.

        Raises:
            NotNow: A quantity is none, or a part stands there twice.
        """
        found: dict[str, int] = {}
        for row in self._rows:
            sku = row.part.text().strip()
            if not sku:
                continue
            quantity = self._form.read_quantity(row.quantity)
            if sku in found:
                raise NotNow(Said("warn", "taken_again", {"code": sku}), row.part.objectName())
            if quantity is not None and quantity <= 0:
                raise NotNow(Said("warn", "no_part_quantity", {"sku": sku}), row.quantity.objectName())
            found[sku] = PIECE_MILLI if quantity is None else quantity
        return tuple(found.items())

    def _add(self, sku: str, quantity_milli: int) -> None:
        number = len(self._rows)
        quantity = "" if quantity_milli == PIECE_MILLI else self._form.texts.typed_quantity(quantity_milli)
        row = _Row(
            self._field(f"part_{number}", self.tr("SKU of the part"), _PART, sku, MAX_SKU),
            self._field(f"part_quantity_{number}", self.tr("How many of the part"), _QUANTITY, quantity),
            PlainLabel(name=f"part_hint_{number}", role="small", wraps=True),
        )
        row.quantity.setPlaceholderText("1")
        for place, widget in enumerate(row):
            self._grid.addWidget(widget, number + 1, place)
        if self._rows:
            tab_through(self._rows[-1].quantity, row.part, row.quantity)
        self._rows.append(row)

    def _field(self, name: str, words: str, width: int, text: str, longest: int = 0) -> TypedField:
        field = TypedField(name=name, accessible_name=words, keys=self._form.keys)
        if longest:
            field.setMaxLength(longest)
        field.setFixedWidth(width)
        field.setText(text)
        field.entered.connect(self._form.answer)
        field.textChanged.connect(self._on_typed)
        self._form.typed_fields.append(field)
        return field

    def _on_typed(self) -> None:
        if self._rows[-1].part.text():
            self._add("", PIECE_MILLI)
        self.typed.emit()
