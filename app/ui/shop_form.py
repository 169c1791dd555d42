"""What the forms of the screens share: rows of fields, figures read on Enter, one answer, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.ui.shop_texts import ShopTexts, Told
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows, choice


class NotNow(Exception):  # noqa: N818 -- an answer, not a fault
    """What stands in a form cannot be; `said` tells why, `field` where, if it is about one field."""

    def __init__(self, said: Told, field: TypedField | None = None) -> None:
        super().__init__(said.code)
        self.said = said
        self.field = field


class Measures(NamedTuple):
    """How wide a form and its fields are, and how long what is typed can be (0 is the usual length)."""

    width_px: int
    field_px: int
    longest: int = 0


class ShopForm(ScreenDialog):
    """A form.

    Args:
        title: What it does, translated already.
        name: The object name.
        texts: The screen's words.
        modal: Whether the screen waits for it.
        measures: How wide it is.
        parent: The window of the screen.
    """

    wished = Signal(object)  # what it was filled in with, once until it is refused

    def __init__(
        self, title: str, *, name: str, texts: ShopTexts, modal: bool, measures: Measures, parent: QWidget | None
    ) -> None:
        super().__init__(title, name=name, modal=modal, parent=parent)
        self._words = texts
        self._longest = measures.longest
        self._fields: list[TypedField] = []
        self.rows = FormRows(measures.field_px)
        self.setMinimumWidth(measures.width_px)
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

    def begin_at_first(self) -> None:
        """Let the keys be in the first field, where there is one."""
        if self._fields:
            self._fields[0].setFocus()
            self._fields[0].selectAll()

    def add_field(self, name: str, label: str, hint: str = "", text: str = "") -> TypedField:
        """Add a row with a field to type into, and what stands in it."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        if self._longest:
            field.setMaxLength(self._longest)
        field.setText(text)
        field.entered.connect(self.answer)
        field.textChanged.connect(self.on_typed)
        self._fields.append(field)
        self.rows.add(label, field, hint)
        return field

    def add_choice(self, name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str = "") -> QComboBox:
        """Add a row with a list of codes and their words to choose from."""
        box = choice(name, label, choices, chosen)
        box.currentIndexChanged.connect(self.on_typed)
        self.rows.add(label, box)
        return box

    def read(self, field: TypedField, read: Callable[[str], int]) -> int:
        """The figure in a field, as the shop writes figures.

        Raises:
            NotNow: What stands there is none, or nothing does.
        """
        typed = field.text().strip()
        try:
            if not typed:
                raise Refusal("figure_needed", what=field.accessibleName())
            return read(plain_figure(typed, self._words.point))
        except Refusal as refusal:
            raise NotNow(refusal, field) from refusal

    def answer(self) -> None:
        """Enter: what it is filled in with goes out, or it is said why not."""
        self.send(self.wish)

    def send(self, wish: Callable[[], object]) -> None:
        """Let what a form says go out, or say why it cannot."""
        if self.is_locked() or not self.answer_button.isEnabled():
            return
        try:
            said = wish()
        except NotNow as no:
            self.show_refusal(self._words.sentence(no.said))
            if no.field is not None:
                no.field.show_error(wrong=True)
                no.field.setFocus()
                no.field.selectAll()
            return
        self._lock()
        self.wished.emit(said)

    def on_typed(self) -> None:
        """Something else stands in the form: what was wrong with it is over."""
        for field in self._fields:
            field.show_error(wrong=False)
        self.bar.clear()
