"""What the forms of the products screen share: rows of a label, a field and a hint, and one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.figures import read_percent, read_price, read_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.ui.course import Course
from app.ui.said import Said
from app.ui.screens.products.state import NotNow
from app.ui.screens.products.texts import ProductsTexts
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows, choice
from app.ui.widgets.labels import PlainLabel

FIELD = 300  # px


class CatalogueForm(ScreenDialog):
    """A form.

    Args:
        title: What it does, translated already.
        name: The object name.
        texts: The screen's words.
        parent: The window of the screen.
    """

    stopped = Signal()  # nobody wants any more what is worked at

    def __init__(self, title: str, *, name: str, texts: ProductsTexts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, modal=True, parent=parent)
        self.texts = texts
        self.typed_fields: list[TypedField] = []
        self.hints: dict[str, PlainLabel] = {}
        self.keys.bind("Enter", self.answer)
        self._opened_with: tuple[str, ...] | None = None
        self._is_leaving = False

    def ask_before_leaving(self) -> None:
        """From now on: Esc asks once where something else stands in the form."""
        self._opened_with = self._filled()

    def reject(self) -> None:
        """Esc: what is worked at stops; else back to the screen. What was typed is not thrown away without a word."""
        if self.is_locked():
            self.stopped.emit()
            return
        is_changed = self._opened_with is not None and self._filled() != self._opened_with
        if is_changed and not self._is_leaving:
            self._is_leaving = True
            self.bar.say("warn", self.texts.sentence(Said("warn", "leave_unkept")))
            return
        super().reject()

    def show_course(self, course: Course) -> None:
        """Show how far the work is."""
        self.bar.say("info", self.texts.sentence(Said("info", "list_working", course.facts)))

    def finish(self, answer: str, icon: str, key: str = "") -> None:
        """Add what stands below the fields: the bar for a refusal, the buttons."""
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=answer, icon=icon, key=key)
        self.answer_button.clicked.connect(self.answer)

    def grid(self) -> FormRows:
        """A place for rows: label, field, hint."""
        return FormRows(FIELD, spacing_px=6)

    def add_field(
        self, grid: FormRows, name: str, label: str, text: str = "", *, hint: str = "", longest: int = 0
    ) -> TypedField:
        """Add a row with a field to type into, and what stands in it."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        if longest:
            field.setMaxLength(longest)
        field.setText(text)
        field.setCursorPosition(0)
        field.entered.connect(self.answer)
        field.textChanged.connect(self.on_typed)
        self.typed_fields.append(field)
        grid.add(label, field, hint)
        self.hints[name] = grid.hint(field)
        return field

    def add_choice(
        self, grid: FormRows, name: str, label: str, choices: Mapping[str, str], chosen: str, *, hint: str = ""
    ) -> QComboBox:
        """Add a row with a list of codes and their words to choose from."""
        box = choice(name, label, choices.items(), chosen)
        box.currentIndexChanged.connect(self.on_typed)
        grid.add(label, box, hint)
        self.hints[name] = grid.hint(box)
        return box

    def read_price(self, field: TypedField, what: str = "price") -> int | None:
        """The price or cost in a field; None for nothing.

        Raises:
            NotNow: What stands there is none.
        """
        micro = self._read(field, read_price, what)
        if micro is not None and micro < 0:
            raise NotNow(Said("warn", "cost_minus"), field.objectName())
        return micro

    def read_quantity(self, field: TypedField) -> int | None:
        """The quantity in a field; None for nothing.

        Raises:
            NotNow: What stands there is none.
        """
        return self._read(field, read_quantity, "quantity")

    def read_percent(self, field: TypedField) -> int | None:
        """The percentage in a field, which may be below zero; None for nothing.

        Raises:
            NotNow: What stands there is none.
        """
        text = field.text().strip().removesuffix("%").strip()
        sign = -1 if text[:1] in ("-", "\N{MINUS SIGN}") else 1
        milli = self._read(field, read_percent, "percentage", text.lstrip("+-\N{MINUS SIGN}"))
        return None if milli is None else sign * milli

    def show_no(self, no: NotNow) -> None:
        """Say why what stands in the form cannot be done, and bring the keys to the field that it is about."""
        self.show_refusal(self.texts.sentence(no.said))
        for field in self.findChildren(TypedField):
            if no.name and field.objectName() == no.name:
                self.reveal(field)
                field.show_error(wrong=True)
                field.setFocus()
                field.selectAll()

    def reveal(self, field: TypedField) -> None:
        """Bring a field into sight."""

    def answer(self) -> None:
        """Do what the form is for, unless an answer is out already."""
        if self.is_locked() or not self.answer_button.isEnabled():
            return
        try:
            self.carry_out()
        except NotNow as no:
            self.show_no(no)

    def carry_out(self) -> None:
        """Send out what the form is filled in with.

        Raises:
            NotNow: It cannot be done.
        """
        raise NotImplementedError

    def on_typed(self) -> None:
        """Something else stands in the form."""
        for field in self.typed_fields:
            field.show_error(wrong=False)
        self._is_leaving = False
        self.bar.clear()
        self.tell()

    def tell(self) -> None:
        """Say what follows from what stands in the form."""

    def _filled(self) -> tuple[str, ...]:
        """What stands in the fields and lists, as far as anything does."""
        chosen = (box.currentText() for box in self.findChildren(QComboBox))
        return (*chosen, *(field.text() for field in self.typed_fields if field.text()))

    def _read(self, field: TypedField, read: Callable[..., int], what: str, text: str | None = None) -> int | None:
        typed = field.text().strip() if text is None else text
        if not typed:
            return None
        try:
            return read(plain_figure(typed, self.texts.point), what=what)
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), field.objectName()) from refusal
