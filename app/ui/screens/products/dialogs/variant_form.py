"""F3: variants of a product as a grid of two properties: what there is of each, and which are about to be made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.refusal import Refusal
from app.domain.variants import cells_of, read_values
from app.reports.product_record import ProductRecord
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.state import NotNow, VariantWish
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.dialogs import PickTable, TypedField
from app.ui.widgets.labels import PlainLabel, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_WIDTH, _HEIGHT = 860, 640  # px
_LONGEST = 400
_CELL = 116  # px

GridRow = tuple[str, tuple[str, ...]]  # a value of the first property, and what stands in its cells


class VariantForm(CatalogueForm):
    """The form."""

    wished = Signal(object)  # VariantWish, once until it is refused

    def __init__(self, record: ProductRecord, texts: ProductsTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("Variants"), name="variant_form", texts=texts, parent=parent)
        self._record = record
        self.setMinimumSize(_WIDTH, _HEIGHT)
        self.column.setSpacing(8)
        self.column.addWidget(
            PlainLabel(isolate_name(record.row.name), name="variant_product", role="heading", wraps=True)
        )
        grid = self.grid()
        first, second = self._known()
        hint = self.tr("such as S, M, L")
        self.first = self.add_field(
            grid, "variant_first", self.tr("One property"), ", ".join(first), hint=hint, longest=_LONGEST
        )
        hint = self.tr("such as red, blue; or nothing")
        self.second = self.add_field(
            grid, "variant_second", self.tr("Another"), ", ".join(second), hint=hint, longest=_LONGEST
        )
        yes_no = {"yes": self.tr("make one for each"), "no": self.tr("none yet")}
        self.codes = self.add_choice(grid, "variant_codes", self.tr("Codes"), yes_no, "yes")
        self.column.addLayout(grid)
        self.table = PickTable(name="variant_grid", accessible_name=self.tr("The variants"), keys=self.keys)
        self.column.addWidget(self.table, 1)
        self.told = PlainLabel(name="variant_told", role="strong")
        self.column.addWidget(self.told)
        self.finish(self.tr("Make variants"), "plus")
        self.tell()
        self.first.setFocus()
        self.first.setCursorPosition(len(self.first.text()))
        self.ask_before_leaving()

    def tell(self) -> None:
        """Show the grid of the values that stand there."""
        try:
            first, second = self._values()
        except NotNow:
            first, second = (), ()
        known = {(one.first, one.second): one for one in self._record.variants}
        rows: list[GridRow] = []
        for one in first:
            cells = []
            for other in second or ("",):
                variant = known.get((one, other))
                cells.append(
                    self.tr("new") if variant is None else self.texts.quantity(variant.quantity_milli, variant.unit)
                )
            rows.append((one, tuple(cells)))
        self._show(rows, second)
        new = sum(cell not in known for cell in cells_of(first, second))
        self.told.setText(self.tr("New: {count}").format(count=new) if new else "")

    def carry_out(self) -> None:
        """Send out which variants there are to be.

        Raises:
            NotNow: Nothing stands there, or it cannot be.
        """
        first, second = self._values()
        if not first:
            raise NotNow(Said("warn", "values_needed"), "variant_first")
        self._lock()
        self.wished.emit(VariantWish(cells_of(first, second), self.codes.currentData() == "yes"))

    def _values(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self._read_values(self.first), self._read_values(self.second)

    def _read_values(self, field: TypedField) -> tuple[str, ...]:
        try:
            return read_values(field.text())
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field.objectName()) from refusal

    def _known(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The values that the variants have which are there."""
        variants = self._record.variants
        return (
            tuple(dict.fromkeys(one.first for one in variants)),
            tuple(dict.fromkeys(one.second for one in variants if one.second)),
        )

    def _show(self, rows: Sequence[GridRow], second: Sequence[str]) -> None:
        columns: list[Column[GridRow]] = [Column("first", "", _first)]
        columns += [
            Column(f"cell{place}", words, partial(_cell, place), figure=True, width=_CELL)
            for place, words in enumerate(second or ("",))
        ]
        before = self.table.model()
        model: RowsModel[GridRow] = RowsModel(columns, self.table)
        model.show_rows(rows)
        self.table.show_model(model)
        if before is not None:
            before.deleteLater()


def _first(row: GridRow) -> str:
    return row[0]


def _cell(place: int, row: GridRow) -> str:
    return row[1][place]
