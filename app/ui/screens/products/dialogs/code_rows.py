"""The codes of a product in its form: a row for each, with what it stands for, and always one more that is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.codes.digits import all_digits, catalogue_key, check_digit, gtin_kind, is_gtin, right_number
from app.domain.codes.kept_code import checked_code
from app.domain.figures import PIECE_MILLI
from app.domain.product import MAX_CODE, Code
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.products.dialogs.form import CatalogueForm
from app.ui.screens.products.state import NotNow
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate
from app.ui.widgets.panels import tab_through

_CODE, _QUANTITY, _PRICE = 240, 88, 136  # px
_ONE_SHORT = {7: "EAN-8", 11: "UPC-A", 12: "EAN-13"}  # by how many digits there are


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of fields."""

    code: TypedField
    quantity: TypedField
    price: TypedField
    hint: PlainLabel


class CodeRows(QWidget):
    """The rows.

    Args:
        form: The form that they stand in: it reads figures and has the keys.
        codes: What is known.
    """

    typed = Signal()

    def __init__(self, form: CatalogueForm, codes: Sequence[Code]) -> None:
        super().__init__()
        self._form = form
        self._rows: list[_Row] = []
        self._kept: set[str] = {code.text for code in codes}
        self._inner = QWidget()
        self._inner.setProperty("role", "page")
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 1)
        self._grid.setRowStretch(999, 1)
        heads = (self.tr("Code"), self.tr("Stands for"), self.tr("Own price"), "")
        for place, words in enumerate(heads):
            self._grid.addWidget(PlainLabel(words, name=f"codes_head_{place}", role="small"), 0, place)
        self._area = QScrollArea()
        self._area.setObjectName("codes_area")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        for code in codes:
            self._add(code)
        self._add(None)

    def first(self) -> TypedField:
        """The field of the first code."""
        return self._rows[0].code

    def take(self, text: str) -> bool:
        """Put a code into the first empty row; one that stands there has the keys. Returns whether it is new."""
        text = catalogue_key(text)
        for row in self._rows:
            if catalogue_key(row.code.text()) == text:
                row.code.setFocus()
                row.code.deselect()
                return False
        row = next(row for row in self._rows if not row.code.text())
        row.code.setText(text)
        row.code.setFocus()
        self._area.ensureWidgetVisible(row.code)
        return True

    def codes(self) -> tuple[Code, ...]:
        """The codes, each as the catalogue keeps it.

        Raises:
            NotNow: One of them cannot be, stands there twice, or has a wrong check digit that nobody has confirmed.
        """
        found: dict[str, Code] = {}
        for row in self._rows:
            if not row.code.text().strip():
                continue
            quantity = self._form.read_quantity(row.quantity)
            price = self._form.read_price(row.price)
            try:
                code = checked_code(Code(row.code.text().strip(), PIECE_MILLI if quantity is None else quantity, price))
            except Refusal as refusal:
                raise NotNow(Said("warn", refusal.code, refusal.facts), row.code.objectName()) from refusal
            if code.text in found:
                raise NotNow(Said("warn", "taken_again", {"code": code.text}), row.code.objectName())
            self._check_digit(code.text, row)
            found[code.text] = code
        return tuple(found.values())

    def _check_digit(self, text: str, row: _Row) -> None:
        """Ask once about a wrong check digit: some shops have made such codes.

        Raises:
            NotNow: It was not asked yet.
        """
        right = right_number(text)
        if right is not None and text not in self._kept:
            self._kept.add(text)
            facts = {"code": text, "expected": right[-1], "right": right}
            raise NotNow(Said("warn", "check_digit_asked", facts), row.code.objectName())

    def _add(self, code: Code | None) -> None:
        number = len(self._rows)
        texts = self._form.texts
        is_pack = code is not None and code.quantity_milli != PIECE_MILLI
        row = _Row(
            self._field(f"code_{number}", self.tr("Code"), _CODE, code.text if code else ""),
            self._field(
                f"code_quantity_{number}",
                self.tr("How many it stands for"),
                _QUANTITY,
                texts.typed_quantity(code.quantity_milli) if code and is_pack else "",
            ),
            self._field(
                f"code_price_{number}",
                self.tr("Price of the whole pack"),
                _PRICE,
                texts.typed_price(code.price_micro) if code else "",
            ),
            PlainLabel(name=f"code_hint_{number}", role="small", wraps=True),
        )
        row.code.setMaxLength(MAX_CODE)
        row.quantity.setPlaceholderText("1")
        row.price.setPlaceholderText(self.tr("as single"))
        for place, widget in enumerate((row.code, row.quantity, row.price, row.hint)):
            self._grid.addWidget(widget, number + 1, place)
        # A row that comes while somebody types stands behind the row above, not behind everything.
        if self._rows:
            tab_through(self._rows[-1].price, row.code, row.quantity, row.price)
        self._rows.append(row)
        self._tell(row)

    def _field(self, name: str, words: str, width: int, text: str) -> TypedField:
        field = TypedField(name=name, accessible_name=words, keys=self._form.keys)
        field.setFixedWidth(width)
        field.setText(text)
        field.entered.connect(self._form.answer)
        field.textChanged.connect(self._on_typed)
        self._form.typed_fields.append(field)
        return field

    def _on_typed(self) -> None:
        for row in self._rows:
            self._tell(row)
        if self._rows[-1].code.text():
            self._add(None)
        self.typed.emit()

    def _tell(self, row: _Row) -> None:
        """Say beside a code what kind it is, or what its last digit should be."""
        text = row.code.text().strip()
        right = right_number(text)
        row.hint.set_role("warn" if right else "small")
        row.hint.setText(self._words(text, right))

    def _words(self, text: str, right: str | None) -> str:
        if is_gtin(text):
            return self._kinds().get(gtin_kind(text), "")
        kind = _ONE_SHORT.get(len(text)) if all_digits(text) else None
        if kind is not None:
            digit = isolate(str(check_digit(text)))
            return self.tr("As {kind} it would end on one more: {digit}.").format(kind=isolate(kind), digit=digit)
        if right:
            return self.tr("The last digit should be {digit}.").format(digit=isolate(right[-1]))
        return self.tr("A code of your own.") if text else ""

    def _kinds(self) -> dict[str, str]:
        return {
            "gtin8": self.tr("EAN-8, right."),
            "gtin12": self.tr("UPC, right."),
            "gtin13": self.tr("EAN-13, right."),
            "gtin14": self.tr("GTIN-14, a carton's."),
            "rcn8": self.tr("A number for inside the shop."),
            "rcn12": self.tr("A number for inside the shop."),
            "rcn13": self.tr("A number for inside the shop."),
        }
