"""F6: what of a delivery goes back to its supplier."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.figures import PIECE_MILLI, amount_minor
from app.reports.bills import Billable, BillLine
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow
from app.ui.screens.receiving.dialogs.lines_form import LinesForm
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate

_SERIALS = 260  # px


@dataclass(frozen=True, slots=True)
class GoingBack:
    """What of a line of the delivery goes back.

    Attributes:
        broken_milli: How much of it was written off before; None leaves it to the book.
        serials: Which pieces, where they have serial numbers.
    """

    line: BillLine
    quantity_milli: int
    broken_milli: int | None = None
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnWish:
    """Goods that go back."""

    of: str
    note: str
    lines: tuple[GoingBack, ...]


class ReturnForm(LinesForm):
    """F6: what of a delivery goes back. Each scan adds a piece of its goods."""

    scanned = Signal(str)  # a code, to be looked up for `count`

    def __init__(self, of: Billable, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        title = self.tr("Send back of {number}").format(number=isolate(of.number))
        super().__init__(title, of.supplier_name, name="return_form", texts=texts, parent=parent)
        self._of = of
        self._lines = [line for line in of.lines if line.to_return_milli]
        self._rows: dict[int, tuple[BillLine, TypedField, TypedField | None]] = {}
        self.note = self.add_field("return_note", self.tr("Why"), self.tr("stands on the paper for the supplier"))
        self.add_find(len(self._lines))
        self.finish_lines(self.tr("Send back"), "undo-2")
        self.show_rows()
        if self._line_fields:
            self._line_fields[0].setFocus()

    def take_scan(self, text: str) -> bool:
        """Goods were scanned: a piece more goes back."""
        self.scanned.emit(text)
        return True

    def count(self, sku: str, quantity_milli: int, *, lot: str, serial: str) -> bool:
        """Add what a scan stands for to the line of its goods. Returns whether the delivery had them."""
        own = [(place, line) for place, line in enumerate(self._lines) if line.sku == sku]
        for place, line in own:
            if serial and serial in line.serials:
                field = self._field_of(place)
                field.setText(", ".join(dict.fromkeys([*self._serials(field), serial])))
                return True
        for place, line in own:
            if not line.serials and lot in ("", line.lot):
                field = self._field_of(place)
                field.setText(self.figure(self.read_quantity(field, usual=0) + quantity_milli))
                return True
        return False

    def _field_of(self, place: int) -> TypedField:
        """The field of a line, which is brought into sight."""
        if place not in self._rows:
            self._show({place: ("", "")})
        field = self._rows[place][1]
        self._area.ensureWidgetVisible(field)
        return field

    def wish(self) -> ReturnWish:
        """What the form is filled in with.

        Raises:
            NotNow: It cannot be.
        """
        lines = tuple(one for one in map(self._goes_back, self._rows.values()) if one.quantity_milli)
        if not lines:
            raise NotNow(Said("warn", "nothing_goes_back"), self._line_fields[0] if self._line_fields else self.note)
        return ReturnWish(self._of.uid, self.note.text().strip(), lines)

    def effect(self) -> str:
        """What is expected back for it.

        Raises:
            NotNow: A field is no figure.
        """
        digits = self._texts.shop.currency.digits
        going = map(self._goes_back, self._rows.values())
        credit_minor = sum(amount_minor(one.line.unit_cost_micro, one.quantity_milli, digits) for one in going)
        credit = isolate(self._texts.money(credit_minor))
        return self.tr("Expected back by the delivery's costs: {credit}").format(credit=credit)

    def show_rows(self) -> None:
        """Show the rows anew: those where something was typed, and those that are looked for."""
        self._show({})

    def _show(self, more: dict[int, tuple[str, str]]) -> None:
        typed = {
            place: (field.text(), "" if broken is None else broken.text())
            for place, (_, field, broken) in self._rows.items()
            if field.text() or (broken is not None and broken.text())
        }
        typed |= more
        has_broken = any(self._asks_broken(line) for line in self._lines)
        heads = [self.tr("Goods"), self.tr("Goes back"), self.tr("At most")]
        grid = self.show_lines([*heads, self.tr("Written off of it"), self.tr("At most")] if has_broken else heads)
        self._rows = {}
        for row, place in enumerate(self.pick(self._lines, typed), start=1):
            line = self._lines[place]
            text, broken_text = typed.get(place, ("", ""))
            self.add_line_words(grid, row, line)
            label = self.tr("How much of {name} goes back").format(name=line.name)
            field = self.add_line_field(grid, (row, 1), f"return_{row}", label, "")
            if line.serials:
                field.setPlaceholderText(self.tr("serial numbers"))
                field.setFixedWidth(_SERIALS)
                field.setMaxLength(10_000)
            field.setText(text)
            self._add_most(grid, (row, 2), f"return_{row}_most", line, line.to_return_milli)
            broken = self._add_broken(grid, row, line, broken_text) if self._asks_broken(line) else None
            self._rows[place] = (line, field, broken)
        self.finish_grid(grid)
        self.on_typed()

    @staticmethod
    def _asks_broken(line: BillLine) -> bool:
        """Of pieces with serial numbers the book knows which were written off."""
        return bool(line.broken_milli and not line.serials)

    def _add_broken(self, grid: QGridLayout, row: int, line: BillLine, text: str) -> TypedField:
        label = self.tr("How much of that was written off as broken: {name}").format(name=line.name)
        broken = self.add_line_field(grid, (row, 3), f"return_{row}_broken", label, text)
        self._add_most(grid, (row, 4), f"return_{row}_broken_most", line, line.broken_milli)
        return broken

    def _add_most(self, grid: QGridLayout, place: tuple[int, int], name: str, line: BillLine, milli: int) -> None:
        grid.addWidget(PlainLabel(self._texts.quantity(milli, line.unit), name=name), *place)

    def _goes_back(self, row: tuple[BillLine, TypedField, TypedField | None]) -> GoingBack:
        line, field, broken = row
        if line.serials:
            named = self._serials(field)
            unknown = next((one for one in named if one not in line.serials), None)
            if unknown is not None:
                raise NotNow(Said("warn", "not_of_delivery", {"serial": unknown, "name": line.name}), field)
            return GoingBack(line, len(named) * PIECE_MILLI, serials=tuple(named))
        broken_milli = self._at_most(line, broken, line.broken_milli) if broken is not None else 0
        # Who says only what was written off means that nothing else goes back.
        quantity_milli = max(self._at_most(line, field, line.to_return_milli), broken_milli)
        return GoingBack(line, quantity_milli, broken_milli or None)

    def _at_most(self, line: BillLine, field: TypedField, most_milli: int) -> int:
        quantity_milli = self.read_quantity(field, usual=0)
        if quantity_milli > most_milli:
            most = self._texts.quantity(most_milli, line.unit)
            raise NotNow(Said("warn", "more_than_came", {"name": line.name, "most": most}), field)
        return quantity_milli

    @staticmethod
    def _serials(field: TypedField) -> list[str]:
        return list(dict.fromkeys(part for part in field.text().replace(",", " ").split() if part))
