"""What the forms of the receiving screen share: rows of fields, figures read on Enter, one answer, and scans."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.domain.figures import read_price, read_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.domain.typed_day import read_day
from app.ui.screens.receiving.state import Said
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate_name

_WIDTH = 680  # px
_FIELD = 260  # px


class NotNow(Exception):  # noqa: N818 -- an answer, not a fault
    """What stands in a form cannot be; `said` tells why, `field` where."""

    def __init__(self, said: Said, field: TypedField | None = None) -> None:
        super().__init__(said.code)
        self.said = said
        self.field = field


class ReceivingForm(ScreenDialog):
    """A form. It does not stop the scanner: a scan that it has no use for goes to the sheet behind it.

    Args:
        title: What it does, translated already.
        about: The goods that it is about, or "".
        name: The object name.
        texts: How figures are written.
        parent: The window of the screen.
    """

    wished = Signal(object)  # what it was filled in with, once until it is refused

    def __init__(self, title: str, about: str, *, name: str, texts: ReceivingTexts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, modal=False, parent=parent)
        self._texts = texts
        self._fields: list[TypedField] = []
        if about:
            self.column.addWidget(PlainLabel(isolate_name(about), name=f"{name}_about", role="heading", wraps=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)
        self.setMinimumWidth(_WIDTH)
        self.keys.bind("Enter", self.answer)

    def take_scan(self, _text: str) -> bool:
        """A scan came while the form is open. Returns whether the form has a use for it."""
        return False

    def wish(self) -> object:
        """What the form is filled in with.

        Raises:
            NotNow: It cannot be.
        """
        raise NotImplementedError

    def finish(self, answer: str, icon: str) -> None:
        """Add what stands below the fields: the bar for a refusal, and the buttons."""
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=answer, icon=icon)
        self.answer_button.clicked.connect(self.answer)
        if self._fields:
            self._fields[0].setFocus()
            self._fields[0].selectAll()

    def add_field(self, name: str, label: str, hint: str = "", text: str = "") -> TypedField:
        """Add a row with a field to type into, and what stands in it."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setText(text)
        field.entered.connect(self.answer)
        field.textChanged.connect(self._on_typed)
        self._fields.append(field)
        self.add_row(name, label, field, hint)
        return field

    def add_choice(self, name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str = "") -> QComboBox:
        """Add a row with a list of codes and their words to choose from."""
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        for code, words in choices:
            box.addItem(words, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self.add_row(name, label, box)
        return box

    def add_row(self, name: str, label: str, field: QWidget, hint: str = "") -> None:
        """Add a row with anything to fill in."""
        row = self._grid.rowCount()
        words = PlainLabel(label, name=f"{name}_label")
        words.setBuddy(field)
        field.setFixedWidth(_FIELD)
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(field, row, 1)
        self._grid.addWidget(PlainLabel(hint, name=f"{name}_hint", role="small", wraps=True), row, 2)

    def read_quantity(self, field: TypedField, *, usual: int | None = None) -> int:
        """The quantity in a field, never below zero; `usual` where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        if usual is not None and not field.text().strip():
            return usual
        quantity_milli = self._figure(field, read_quantity)
        if quantity_milli < 0:
            raise NotNow(Said("warn", "quantity_below_zero", {"sku": field.text().strip()}), field)
        return quantity_milli

    def read_money(self, field: TypedField) -> int:
        """The unit price or cost in a field, in millionths, never below zero.

        Raises:
            NotNow: What stands there is none.
        """
        micro = self._figure(field, read_price)
        if micro < 0:
            raise NotNow(Said("warn", "price_below_zero"), field)
        return micro

    def read_day(self, field: TypedField) -> int | None:
        """The day in a field as the shop writes days, None where nothing stands there.

        Raises:
            NotNow: What stands there is none.
        """
        text = field.text().strip()
        try:
            return read_day(text, self._texts.day_order) if text else None
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field) from refusal

    def _figure(self, field: TypedField, read: object) -> int:
        try:
            return int(read(plain_figure(field.text(), self._texts.point)))  # type: ignore[operator]
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field) from refusal

    def answer(self) -> None:
        """Enter: what it is filled in with goes out, or it is said why not."""
        if self.is_locked():
            return
        try:
            wish = self.wish()
        except NotNow as no:
            self.show_refusal(self._texts.sentence(no.said))
            if no.field is not None:
                no.field.show_error(wrong=True)
                no.field.setFocus()
                no.field.selectAll()
            return
        self._lock()
        self.wished.emit(wish)

    def _on_typed(self) -> None:
        for field in self._fields:
            field.show_error(wrong=False)
        self.bar.clear()
