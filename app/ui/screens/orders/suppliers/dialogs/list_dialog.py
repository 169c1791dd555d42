"""What a supplier's list would do: goods of which something is new, and rows that are nobody's. Enter takes it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.figures import PIECE_MILLI, write_quantity
from app.jobs.supplier_lists import ItemChange, SeenThrough
from app.ui.screens.orders.suppliers.texts import SupplierTexts
from app.ui.widgets.dialogs import KeyMap, PickTable, ScreenDialog
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name
from app.ui.widgets.tables import Column, RowsModel

_SIZE = (980, 640)  # px
_ROW, _CODE, _PACK, _COST = 72, 200, 110, 170  # px


class _Row(NamedTuple):
    """A row of the list; `change` is None where it is nobody's, or could not be read."""

    row: int
    text: str
    state: str
    change: ItemChange | None = None


class SupplierListDialog(ScreenDialog):
    """The dialog."""

    wished = Signal(object)  # SeenThrough, once until it is refused

    def __init__(self, seen: SeenThrough, name: str, texts: SupplierTexts, *, parent: QWidget | None) -> None:
        super().__init__(self.tr("What the list says"), name="supplier_list", modal=True, parent=parent)
        self._seen, self._texts = seen, texts
        self.setMinimumSize(*_SIZE)
        counts = self.tr(
            "New of {supplier}: {new}. As it is known: {same}. Unknown goods: {nobodys}. Not readable: {bad}."
        )
        about = counts.format(
            supplier=isolate_name(name), new=len(seen.changes), same=seen.same, nobodys=len(seen.nobodys),
            bad=len(seen.bad),
        )  # fmt: skip
        self.column.addWidget(PlainLabel(about, name="supplier_list_about", role="strong", wraps=True))
        model: RowsModel[_Row] = RowsModel(self._columns(), self)
        self.table = PickTable(name="supplier_list_rows", accessible_name=self.tr("Rows of the list"), keys=KeyMap())
        self.table.show_model(model)
        model.show_rows(self._rows())
        self.column.addWidget(self.table, 1)
        hint = self.tr(
            "Nothing is changed yet. Unknown goods are left out: make them first, or scan them on a delivery."
        )
        self.column.addWidget(PlainLabel(hint, name="supplier_list_hint", role="muted", wraps=True))
        self.column.addWidget(self.bar)
        answer = self.tr("Take {count}").format(count=isolate(str(len(seen.changes))))
        self.add_footer(back=self.tr("Back"), answer=answer, icon="check")
        self.answer_button.setEnabled(bool(seen.changes))
        self.answer_button.clicked.connect(self.answer)
        self.keys.bind("Enter", self.answer)
        self.table.picked.connect(self.answer)
        if model.rows():
            self.table.choose_row(0)
        self.table.setFocus()

    def answer(self) -> None:
        """Take it."""
        if self._seen.changes and not self.is_locked():
            self._lock()
            self.wished.emit(self._seen)

    def _rows(self) -> list[_Row]:
        seen = self._seen
        rows = [_Row(row, text, self.tr("not readable")) for row, text in seen.bad]
        rows += [_Row(row, text, self.tr("unknown goods")) for row, text in seen.nobodys]
        return rows + [_Row(one.row, one.was.name, "", one) for one in seen.changes]

    def _columns(self) -> list[Column[_Row]]:
        return [
            Column("row", self.tr("Row"), lambda row: str(row.row), figure=True, width=_ROW),
            Column("goods", self.tr("Goods"), lambda row: row.text, detail=_sku_or_state, tone=_tone),
            Column("code", self.tr("Its code"), _code, detail=self._was_code, width=_CODE),
            Column("pack", self.tr("Pack holds"), self._pack, figure=True, detail=self._was_pack, width=_PACK),
            Column("cost", self.tr("Unit cost"), self._cost, figure=True, detail=self._was_cost, width=_COST),
        ]

    def _was(self, text: str) -> str:
        return self.tr("was {before}").format(before=isolate(text)) if text else ""

    def _was_code(self, row: _Row) -> str:
        change = row.change
        is_new = change is not None and change.asked.item_code not in (None, change.was.item_code)
        return self._was(change.was.item_code) if change is not None and is_new else ""

    def _pack(self, row: _Row) -> str:
        change = row.change
        milli = None if change is None else change.asked.pack_milli
        return "" if milli is None else write_quantity(milli).replace(".", self._texts.point)

    def _was_pack(self, row: _Row) -> str:
        change = row.change
        if change is None or change.asked.pack_milli in (None, change.was.pack_milli):
            return ""
        return self._was(write_quantity(change.was.pack_milli or PIECE_MILLI).replace(".", self._texts.point))

    def _cost(self, row: _Row) -> str:
        micro = None if row.change is None else row.change.asked.cost_micro
        return "" if micro is None else self._texts.unit_cost(micro)

    def _was_cost(self, row: _Row) -> str:
        change = row.change
        if change is None or not change.is_new_cost or not change.was.unit_cost_micro:
            return ""
        return self._was(self._texts.unit_cost(change.was.unit_cost_micro))


def _sku_or_state(row: _Row) -> str:
    return row.state if row.change is None else row.change.was.sku


def _code(row: _Row) -> str:
    return "" if row.change is None else row.change.asked.item_code or ""


def _tone(row: _Row) -> str:
    return "warn" if row.change is None else ""
