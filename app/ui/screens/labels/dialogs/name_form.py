"""What a template is to be called, and, of a new one, for which labels it is and what it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.own_template import LONGEST_NAME, LONGEST_STOCK
from app.ui.said import Said
from app.ui.screens.labels.state import BeginWish
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.form_rows import FormRows, choice, complete

_FIELD = 340  # px
_WIDTH = 760  # px


class NameForm(ScreenDialog):
    """The name of a template.

    Args:
        title: What it is for, translated already.
        name: What stands in the field.
        texts: The screen's words.
        parent: The window of the screen.
    """

    wished = Signal(str)  # the name, once until it is refused

    def __init__(self, title: str, name: str, texts: LabelsTexts, *, parent: QWidget | None) -> None:
        super().__init__(title, name="label_name_form", modal=True, parent=parent)
        self.setMinimumWidth(_WIDTH)
        self.texts = texts
        self.rows = FormRows(_FIELD)
        self.name = self.add_field("label_name", self.tr("Name"), name, longest=LONGEST_NAME)
        self.name.selectAll()
        self.column.addLayout(self.rows)
        self.fill()
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=self.tr("Save"), icon="check")
        self.answer_button.clicked.connect(self.answer)
        self.keys.bind("Enter", self.answer)

    def add_field(self, name: str, label: str, text: str, *, longest: int, hint: str = "") -> TypedField:
        """Add a row with a field to type into."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setMaxLength(longest)
        field.setText(text)
        field.entered.connect(self.answer)
        field.textChanged.connect(self.clear_refusal)
        self.rows.add(label, field, hint)
        return field

    def fill(self) -> None:
        """Add what else is asked."""

    def answer(self) -> None:
        """Send out what was typed."""
        if self.is_locked():
            return
        if not self.name.text().strip():
            self.refuse("name_needed", self.name)
        else:
            self.send(self.name.text().strip())

    def send(self, name: str) -> None:
        """Send it out."""
        self._lock()
        self.wished.emit(name)

    def refuse(self, code: str, field: TypedField) -> None:
        """Say what is missing, at its field."""
        self.show_refusal(self.texts.sentence(Said("warn", code)))
        field.setFocus()


class BeginForm(NameForm):
    """A new template."""

    begun = Signal(object)  # BeginWish, once until it is refused

    def __init__(
        self,
        starts: Mapping[str, str],
        start: str,
        stock: str,
        stocks: Sequence[str],
        texts: LabelsTexts,
        *,
        parent: QWidget | None,
    ) -> None:
        self._starts, self._start, self._stock, self._stocks = starts, start, stock, stocks
        super().__init__(self.tr("A new template"), "", texts, parent=parent)

    def fill(self) -> None:
        """Add the labels and the template to begin with."""
        hint = self.tr("maker and part, or a size such as 62x29")
        self.stock = self.add_field(
            "label_begin_stock", self.tr("For the labels"), self._stock, longest=LONGEST_STOCK, hint=hint
        )
        complete(self.stock, self._stocks)
        self.start = choice("label_begin_start", self.tr("Begin with"), self._starts.items(), self._start)
        self.rows.add(self.tr("Begin with"), self.start)

    def send(self, name: str) -> None:
        """Send out the whole wish."""
        if not self.stock.text().strip():
            self.refuse("stock_needed", self.stock)
            return
        self._lock()
        self.begun.emit(BeginWish(name, self.stock.text().strip(), self.start.currentData()))
