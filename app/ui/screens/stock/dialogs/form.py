"""What the forms of the stock screen share: rows of fields, a line that says what will happen, and one answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.domain.figures import read_price, read_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.reports.product_card import ProductCard
from app.ui.screens.stock.state import Choices, Said, Wish
from app.ui.screens.stock.texts import StockTexts
from app.ui.widgets.dialogs import ScreenDialog, TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_WIDTH = 760  # px
_FIELD = 280  # px
_LOTS_NAMED = 4


@dataclass(frozen=True, slots=True)
class FormParts:
    """What a form is made of.

    Attributes:
        card: The product.
        location: The code of the location at which it begins.
        lot: The lot at which it begins, or "".
    """

    card: ProductCard
    texts: StockTexts
    choices: Choices
    location: str
    lot: str = ""


class NotNow(Exception):  # noqa: N818 -- an answer, not a fault
    """What stands in a form makes no document; `said` tells why.

    Attributes:
        field: The field that it is about, or None.
    """

    def __init__(self, said: Said, field: TypedField | None = None) -> None:
        super().__init__(said.code)
        self.said = said
        self.field = field


class StockForm(ScreenDialog):
    """A form for one document about one product.

    Args:
        title: What it does, translated already.
        name: The object name.
        parts: What it is made of.
        parent: The window of the screen.
    """

    wished = Signal(object)  # Wish, once until it is refused

    def __init__(self, title: str, *, name: str, parts: FormParts, parent: QWidget | None) -> None:
        super().__init__(title, name=name, modal=True, parent=parent)
        self._parts, self._texts = parts, parts.texts
        self._fields: list[TypedField] = []
        self._hints: dict[str, PlainLabel] = {}
        product = PlainLabel(isolate_name(parts.card.name), name=f"{name}_product", role="heading", wraps=True)
        self.column.addWidget(product)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)
        self.preview = PlainLabel(name=f"{name}_preview", role="strong", wraps=True)
        self.setMinimumWidth(_WIDTH)
        self.keys.bind("Enter", self._on_answer)

    def finish(self, answer: str, icon: str) -> None:
        """Add what stands below the fields: what will happen, the bar for a refusal, the buttons."""
        self.column.addWidget(self.preview)
        self.column.addStretch(1)
        self.column.addWidget(self.bar)
        self.add_footer(back=self.tr("Back"), answer=answer, icon=icon)
        self.answer_button.clicked.connect(self._on_answer)
        self._show_preview()

    def add_field(self, name: str, label: str, hint: str = "", text: str = "") -> TypedField:
        """Add a row with a field to type into, and what stands in it."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setText(text)
        field.entered.connect(self._on_answer)
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
        box.currentIndexChanged.connect(self._on_typed)
        self._add_row(name, label, box)
        return box

    def locations(self) -> list[tuple[str, str]]:
        """Code and name of the locations where goods can be."""
        return list(self._parts.choices.locations)

    def location_name(self, code: str) -> str:
        """The name of a location, for a sentence."""
        return isolate_name(dict(self._parts.choices.locations).get(code, code))

    def has_lots(self) -> bool:
        """Whether the product is or was kept by lot or serial number."""
        card = self._parts.card
        return card.tracking.value != "none" or any(spot.lot for spot in card.spots)

    def add_lot(self, name: str) -> TypedField | None:
        """Add a row for the lot or serial number, where there are any; it begins with the chosen one."""
        if not self.has_lots():
            return None
        return self.add_field(name, self.tr("Lot or serial number"), text=self._parts.lot)

    def show_lots(self, location: str, lot: TypedField | None) -> None:
        """Say beside the field which lots there are at a location."""
        if lot is not None:
            lots = [spot.lot for spot in self._parts.card.spots if spot.place.code == location and spot.lot]
            named = ", ".join(isolate(lot) for lot in lots[:_LOTS_NAMED])
            self._hints[lot.objectName()].setText(f"{named} …" if len(lots) > _LOTS_NAMED else named)

    def check_lot(self, location: str, lot: TypedField | None) -> str:
        """The lot that was typed, "" for none.

        Raises:
            NotNow: Where there is none of that lot.
        """
        number = "" if lot is None else lot.text().strip()
        card = self._parts.card
        if number and not any(spot.lot == number and spot.place.code == location for spot in card.spots):
            raise NotNow(Said("warn", "no_lot", {"lot": number, "name": card.name}), lot)
        return number

    def read_quantity(self, field: TypedField) -> int:
        """The quantity in a field.

        Raises:
            NotNow: What stands there is none.
        """
        try:
            return read_quantity(plain_figure(field.text().strip().removeprefix("+"), self._texts.point))
        except Refusal as refusal:
            raise _about(refusal, field) from refusal

    def read_cost(self, field: TypedField) -> int:
        """The unit cost in a field, in millionths.

        Raises:
            NotNow: What stands there is none.
        """
        try:
            cost_micro = read_price(plain_figure(field.text(), self._texts.point), what="cost")
        except Refusal as refusal:
            raise _about(refusal, field) from refusal
        if cost_micro < 0:
            raise NotNow(Said("warn", "cost_minus"), field)
        return cost_micro

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the form takes keys again."""
        super().show_refusal(sentence)
        if self.focusWidget() is None and self._fields:
            self._fields[0].setFocus()

    def wish(self) -> Wish:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no document.
        """
        raise NotImplementedError

    def effect(self) -> str:
        """What will happen, in a sentence; "" while that cannot be said."""
        raise NotImplementedError

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
        self._show_preview()

    def _show_preview(self) -> None:
        try:
            self.preview.setText(self.effect())
        except NotNow:
            self.preview.setText("")

    def _on_answer(self) -> None:
        if self.is_locked() or not self.answer_button.isEnabled():
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


def _about(refusal: Refusal, field: TypedField) -> NotNow:
    return NotNow(Said("warn", refusal.code, refusal.facts), field)
