"""The base of the counting screen's forms: figures that may be left out, and things to tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.count_figures import read_tolerated_percent
from app.domain.figures import read_quantity
from app.ui.said import Said
from app.ui.screens.counting.texts import CountingTexts
from app.ui.shop_form import Measures, NotNow, ShopForm
from app.ui.widgets.dialogs import TypedField

__all__ = ["CountForm", "NotNow"]

_MEASURES = Measures(width_px=820, field_px=280, longest=400)  # names of zones, with commas between


class CountForm(ShopForm):
    """A form.

    Args:
        title: What it does, translated already.
        name: The object name.
        texts: How figures are written.
        parent: The window of the screen.
    """

    def __init__(self, title: str, *, name: str, texts: CountingTexts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, texts=texts, modal=False, measures=_MEASURES, parent=parent)
        self._texts = texts
        self.column.setSpacing(8)
        self.column.addLayout(self.rows)

    def finish(self, answer: str, icon: str) -> None:
        """Add what stands below the fields, and let the keys be in the first of them."""
        super().finish(answer, icon)
        self.begin_at_first()

    def add_check(self, name: str, label: str, *, is_checked: bool) -> QCheckBox:
        """Add a row with something to tick."""
        box = QCheckBox(label)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setChecked(is_checked)
        self.rows.addWidget(box, self.rows.rowCount(), 1, 1, 2)
        return box

    def read_quantity(self, field: TypedField) -> int | None:
        """The quantity in a field, never below zero; None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        return self._figure(field, read_quantity)

    def read_percent(self, field: TypedField) -> int | None:
        """The percentage in a field, in thousandths; None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        return self._figure(field, read_tolerated_percent)

    def read_money(self, field: TypedField) -> int | None:
        """The amount in a field, in minor units; None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        return self._figure(field, self._texts.shop.currency.read)

    def read_whole(self, field: TypedField, most: int) -> int | None:
        """A whole number from 1 on; None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        text = field.text().strip()
        if not text:
            return None
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise self.out_of_bounds(field, text)
        return int(text)

    def out_of_bounds(self, field: TypedField, text: str) -> NotNow:
        """What to raise for a figure that cannot be."""
        return NotNow(Said("warn", "out_of_bounds", {"what": self.tr("number"), "text": text[:40]}), field)

    def _figure(self, field: TypedField, read: Callable[[str], int]) -> int | None:
        text = field.text().strip()
        if not text:
            return None
        figure = self.read(field, read)
        if figure < 0:
            raise NotNow(Said("warn", "below_zero", {"what": self.tr("number"), "text": text[:40]}), field)
        return figure
