"""What comes after a delivery: its supplier's invoice, and goods that go back. Both are forms over its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.domain.figures import PIECE_MILLI, amount_minor, read_decimal, write_quantity
from app.domain.refusal import Refusal
from app.domain.typed import plain_figure
from app.reports.bills import Billable, BillLine
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow, ReceivingForm
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name

_SIZE = QSize(900, 640)  # px
_FIGURE = 130  # px
_SERIALS = 260  # px
_ALL_ROOM = 100  # beside the stretch of a form that has only a few fields


@dataclass(frozen=True, slots=True)
class InvoiceWish:
    """A supplier's invoice.

    Attributes:
        deliveries: The uids of what it bills.
        lines: SKU, quantity and unit cost of each line.
    """

    supplier: str
    number: str
    tax_minor: int
    deliveries: tuple[str, ...]
    lines: tuple[tuple[str, int, int], ...]


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


class LinesForm(ReceivingForm):
    """A form with a row of fields for each line of a delivery."""

    def __init__(self, title: str, about: str, *, name: str, texts: ReceivingTexts, parent: QWidget | None) -> None:
        super().__init__(title, about, name=name, texts=texts, parent=parent)
        self._area = QScrollArea()
        self._area.setObjectName(f"{name}_lines")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sum = PlainLabel(name=f"{name}_sum", role="strong", wraps=True)
        self._line_fields: list[TypedField] = []

    def finish_lines(self, answer: str, icon: str) -> None:
        """Add the lines and what stands below them."""
        self.column.addWidget(self._area, _ALL_ROOM)
        self.column.addWidget(self.sum)
        self.finish(answer, icon)
        self.resize(_SIZE)

    def show_lines(self, heads: Sequence[str]) -> QGridLayout:
        """Begin the lines anew, below these heads."""
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(heads):
            words = PlainLabel(head, name=f"{self.objectName()}_head_{column}", role="small")
            grid.addWidget(words, 0, column)
        self._line_fields = []
        self._area.setWidget(lines)
        return grid

    def add_line_field(self, grid: QGridLayout, place: tuple[int, int], name: str, label: str, text: str) -> TypedField:
        """Add a field to a line."""
        field = TypedField(name=name, accessible_name=label, keys=self.keys)
        field.setText(text)
        field.setFixedWidth(_FIGURE)
        field.entered.connect(self.answer)
        field.textChanged.connect(self.on_typed)
        grid.addWidget(field, *place)
        self._line_fields.append(field)
        return field

    def add_line_words(self, grid: QGridLayout, row: int, line: BillLine, *more: str) -> None:
        """Write what a line is of."""
        notes = " \u00b7 ".join(part for part in (line.sku, line.lot, *more) if part)
        words = PlainLabel(f"{isolate_name(line.name)}\n{isolate_name(notes)}", name=f"{self.objectName()}_line_{row}")
        grid.addWidget(words, row, 0)

    def finish_grid(self, grid: QGridLayout) -> None:
        """Let Tab go through the lines before it comes to the buttons."""
        grid.setRowStretch(grid.rowCount(), 1)
        for one, other in pairwise((*self._fields, *self._line_fields, self.back_button)):
            self.setTabOrder(one, other)

    def figure(self, milli: int) -> str:
        """A quantity as it is typed."""
        return write_quantity(milli).replace(".", self._texts.point)

    def on_typed(self) -> None:
        for field in self._line_fields:
            field.show_error(wrong=False)
        super().on_typed()
        try:
            self.sum.setText(self.effect())
        except NotNow:
            self.sum.setText("")

    def effect(self) -> str:
        """What the fields come to, in words.

        Raises:
            NotNow: One of them is no figure.
        """
        raise NotImplementedError


class InvoiceForm(LinesForm):
    """F5: what the supplier bills, filled in with what was delivered; whoever types changes what is different.

    Args:
        of: The delivery.
        others: What else of this supplier is not invoiced; the form can take all of it.
        suppliers: Code and name of all suppliers, for a delivery that names none.
        texts: How figures are written.
        parent: The window of the screen.
    """

    def __init__(
        self,
        of: Billable,
        others: tuple[Billable, ...],
        suppliers: Sequence[tuple[str, str]],
        texts: ReceivingTexts,
        *,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Invoice for {number}").format(number=isolate(of.number))
        super().__init__(title, of.supplier_name, name="invoice_form", texts=texts, parent=parent)
        self._of, self._others = of, others
        self._rows: list[tuple[BillLine, TypedField, TypedField]] = []
        self.number = self.add_field("invoice_number", self.tr("Number of the invoice"))
        self.tax = self.add_field("invoice_tax", self.tr("Tax on it"), self.tr("left empty, none"))
        self.supplier = None
        if not of.supplier:
            self.supplier = self.add_choice("invoice_supplier", self.tr("Supplier"), suppliers)
        self.which = None
        if others:
            every = self.tr("All that is not invoiced: {count} deliveries").format(count=len(others) + 1)
            choices = (("", self.tr("This delivery")), ("all", every))
            self.which = self.add_choice("invoice_which", self.tr("It bills"), choices)
            self.which.currentIndexChanged.connect(self._fill)
        self.finish_lines(self.tr("Post invoice"), "check")
        self._fill()

    def wish(self) -> InvoiceWish:
        """What the form is filled in with.

        Raises:
            NotNow: It cannot be.
        """
        number = self.number.text().strip()
        if not number:
            raise NotNow(Said("warn", "invoice_number_needed"), self.number)
        lines = tuple((line.sku, quantity, cost) for line, quantity, cost in self._billed() if quantity)
        if not lines:
            raise NotNow(Said("warn", "nothing_billed"), self._line_fields[0] if self._line_fields else self.number)
        supplier = self._of.supplier if self.supplier is None else str(self.supplier.currentData() or "")
        return InvoiceWish(supplier, number, self._tax(), tuple(one.uid for one in self._chosen()), lines)

    def effect(self) -> str:
        """What it bills, and how that differs from what the deliveries said.

        Raises:
            NotNow: A field is no figure.
        """
        digits = self._texts.shop.currency.digits
        net_minor = expected_minor = 0
        for line, quantity, cost in self._billed():
            net_minor += amount_minor(cost, quantity, digits)
            expected_minor += amount_minor(line.unit_cost_micro, quantity, digits)
        facts = {"net": isolate(self._texts.money(net_minor))}
        words = self.tr("Without tax {net}, as it was delivered").format(**facts)
        if net_minor != expected_minor:
            facts["more"] = isolate(self._texts.money(abs(net_minor - expected_minor)))
            more = self.tr("Without tax {net}: {more} more than was delivered for. The goods cost that more.")
            less = self.tr("Without tax {net}: {more} less than was delivered for. The goods cost that less.")
            words = (more if net_minor > expected_minor else less).format(**facts)
        tax_minor = self._tax()
        if tax_minor:
            gross = isolate(self._texts.money(net_minor + tax_minor))
            words = self.tr("{words} With tax {gross}.").format(words=f"{words}.".replace("..", "."), gross=gross)
        return words

    def _chosen(self) -> tuple[Billable, ...]:
        takes_all = self.which is not None and self.which.currentData() == "all"
        return (*self._others, self._of) if takes_all else (self._of,)

    def _fill(self) -> None:
        grid = self.show_lines((self.tr("Goods"), self.tr("Quantity"), self.tr("Unit cost")))
        self._rows = []
        open_lines = [(one, line) for one in self._chosen() for line in one.lines if line.to_bill_milli]
        for row, (delivery, line) in enumerate(open_lines, start=1):
            self.add_line_words(grid, row, line, delivery.number if self._others else "")
            name = f"invoice_{row}"
            quantity = self.add_line_field(
                grid, (row, 1), f"{name}_quantity", self.tr("Quantity of {name}").format(name=line.name),
                self.figure(line.to_bill_milli),
            )  # fmt: skip
            cost = self.add_line_field(
                grid, (row, 2), f"{name}_cost", self.tr("Unit cost of {name}").format(name=line.name),
                self._texts.price(line.unit_cost_micro),
            )  # fmt: skip
            self._rows.append((line, quantity, cost))
        self.finish_grid(grid)
        self.on_typed()

    def _billed(self) -> list[tuple[BillLine, int, int]]:
        return [(line, self.read_quantity(many, usual=0), self.read_money(cost)) for line, many, cost in self._rows]

    def _tax(self) -> int:
        text = self.tax.text().strip()
        if not text:
            return 0
        try:
            tax_minor = read_decimal(
                plain_figure(text, self._texts.point), self._texts.shop.currency.digits, what="tax"
            )
        except Refusal as refusal:
            raise NotNow(Said("warn", refusal.code, refusal.facts), self.tax) from refusal
        if tax_minor < 0:
            raise NotNow(Said("warn", "price_below_zero"), self.tax)
        return tax_minor


class ReturnForm(LinesForm):
    """F6: what of a delivery goes back. Each scan adds a piece of its goods."""

    scanned = Signal(str)  # a code, to be looked up for `count`

    def __init__(self, of: Billable, texts: ReceivingTexts, *, parent: QWidget | None = None) -> None:
        title = self.tr("Send back of {number}").format(number=isolate(of.number))
        super().__init__(title, of.supplier_name, name="return_form", texts=texts, parent=parent)
        self._of = of
        self._rows: list[tuple[BillLine, TypedField, TypedField | None]] = []
        self.note = self.add_field("return_note", self.tr("Why"), self.tr("stands on the paper for the supplier"))
        self.finish_lines(self.tr("Send back"), "undo-2")
        self._fill()
        if self._line_fields:
            self._line_fields[0].setFocus()

    def take_scan(self, text: str) -> bool:
        """Goods were scanned: a piece more goes back."""
        self.scanned.emit(text)
        return True

    def count(self, sku: str, quantity_milli: int, *, lot: str, serial: str) -> bool:
        """Add what a scan stands for to the line of its goods. Returns whether the delivery had them."""
        own = [(line, field) for line, field, _ in self._rows if line.sku == sku]
        for line, field in own:
            if serial and serial in line.serials:
                named = [*self._serials(field), serial]
                field.setText(", ".join(dict.fromkeys(named)))
                return True
        for line, field in own:
            if not line.serials and lot in ("", line.lot):
                so_far_milli = self.read_quantity(field, usual=0)
                field.setText(self.figure(so_far_milli + quantity_milli))
                return True
        return False

    def wish(self) -> ReturnWish:
        """What the form is filled in with.

        Raises:
            NotNow: It cannot be.
        """
        lines = tuple(one for one in map(self._goes_back, self._rows) if one.quantity_milli)
        if not lines:
            raise NotNow(Said("warn", "nothing_goes_back"), self._line_fields[0] if self._line_fields else self.note)
        return ReturnWish(self._of.uid, self.note.text().strip(), lines)

    def effect(self) -> str:
        """What is expected back for it.

        Raises:
            NotNow: A field is no figure.
        """
        digits = self._texts.shop.currency.digits
        going = map(self._goes_back, self._rows)
        credit_minor = sum(amount_minor(one.line.unit_cost_micro, one.quantity_milli, digits) for one in going)
        credit = isolate(self._texts.money(credit_minor))
        return self.tr("Expected back by the delivery's costs: {credit}").format(credit=credit)

    def _fill(self) -> None:
        open_lines = [line for line in self._of.lines if line.to_return_milli]
        has_broken = any(self._asks_broken(line) for line in open_lines)
        heads = [self.tr("Goods"), self.tr("Goes back"), self.tr("At most")]
        grid = self.show_lines([*heads, self.tr("Written off of it"), self.tr("At most")] if has_broken else heads)
        for row, line in enumerate(open_lines, start=1):
            self.add_line_words(grid, row, line)
            label = self.tr("How much of {name} goes back").format(name=line.name)
            field = self.add_line_field(grid, (row, 1), f"return_{row}", label, "")
            if line.serials:
                field.setPlaceholderText(self.tr("serial numbers"))
                field.setFixedWidth(_SERIALS)
                field.setMaxLength(10_000)
            self._add_most(grid, (row, 2), f"return_{row}_most", line, line.to_return_milli)
            broken = self._add_broken(grid, row, line) if self._asks_broken(line) else None
            self._rows.append((line, field, broken))
        self.finish_grid(grid)
        self.on_typed()

    @staticmethod
    def _asks_broken(line: BillLine) -> bool:
        """Of pieces with serial numbers the book knows which were written off."""
        return bool(line.broken_milli and not line.serials)

    def _add_broken(self, grid: QGridLayout, row: int, line: BillLine) -> TypedField:
        label = self.tr("How much of that was written off as broken: {name}").format(name=line.name)
        broken = self.add_line_field(grid, (row, 3), f"return_{row}_broken", label, "")
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
