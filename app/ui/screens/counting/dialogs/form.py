"""What the forms of the counting screen share: rows of fields, figures read on Enter, one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from app.domain.figures import read_percent, read_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.ui.screens.counting.state import Said
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel

_WIDTH = 820  # px
_FIELD = 280  # px
_LONGEST = 400  # characters: names of zones, with commas between


class NotNow(Exception):  # noqa: N818 -- an answer, not a fault
    """What stands in a form cannot be; `said` tells why, `field` where."""

    def __init__(self, said: Said, field: TypedField) -> None:
        super().__init__(said.code)
        self.said = said
        self.field = field


class CountForm(ScreenDialog):
    """A form.

    Args:
        title: What it does, translated already.
        name: The object name.
        texts: How figures are written.
        parent: The window of the screen.
    """

    wished = Signal(object)  # what it was filled in with, once until it is refused

    def __init__(self, title: str, *, name: str, texts: CountingTexts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, modal=False, parent=parent)
        self._texts = texts
        self._fields: list[TypedField] = []
        self._hints: dict[str, PlainLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.column.setSpacing(8)
        self.column.addLayout(self._grid)
        self.setMinimumWidth(_WIDTH)
        self.keys.bind("Enter", self.answer)

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
        self._fields[0].setFocus()
        self._fields[0].selectAll()

    def add_field(self, name: str, label: str, hint: str = "", text: str = "") -> TypedField:
        """Add a row with a field to type into, and what stands in it."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setMaxLength(_LONGEST)
        field.setText(text)
        field.entered.connect(self.answer)
        field.textChanged.connect(self._on_typed)
        self._fields.append(field)
        self._add_row(name, label, field, hint)
        return field

    def add_choice(self, name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str = "") -> QComboBox:
        """Add a row with a list of codes and their words to choose from."""
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        for code, words in choices:
            box.addItem(words, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self._add_row(name, label, box)
        return box

    def add_check(self, name: str, label: str, *, is_checked: bool) -> QCheckBox:
        """Add a row with something to tick."""
        box = QCheckBox(label)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setChecked(is_checked)
        self._grid.addWidget(box, self._grid.rowCount(), 1, 1, 2)
        return box

    def hint(self, name: str) -> PlainLabel:
        """The small words beside a field."""
        return self._hints[name]

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
        return self._figure(field, read_percent)

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

    def answer(self) -> None:
        """Enter: what it is filled in with goes out, or it is said why not."""
        self.send(self.wish)

    def send(self, wish: Callable[[], object]) -> None:
        """Let what a form says go out, or say why it cannot."""
        if self.is_locked():
            return
        try:
            said = wish()
        except NotNow as no:
            self.show_refusal(self._texts.sentence(no.said))
            no.field.show_error(wrong=True)
            no.field.setFocus()
            no.field.selectAll()
            return
        self._lock()
        self.wished.emit(said)

    def _figure(self, field: TypedField, read: Callable[[str], int]) -> int | None:
        text = field.text().strip()
        if not text:
            return None
        try:
            figure = read(plain_figure(text, self._texts.point))
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field) from refusal
        if figure < 0:
            raise self.out_of_bounds(field, text)
        return figure

    def _add_row(self, name: str, label: str, field: QWidget, hint: str = "") -> None:
        row = self._grid.rowCount()
        words = PlainLabel(label, name=f"{name}_label")
        words.setBuddy(field)
        field.setFixedWidth(_FIELD)
        self._grid.addWidget(words, row, 0)
        self._grid.addWidget(field, row, 1)
        self._hints[name] = PlainLabel(hint, name=f"{name}_hint", role="small", wraps=True)
        self._grid.addWidget(self._hints[name], row, 2)

    def _on_typed(self) -> None:
        for field in self._fields:
            field.show_error(wrong=False)
        self.bar.clear()
