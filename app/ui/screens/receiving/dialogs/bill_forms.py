"""F5: what the supplier of a delivery bills, or the carrier that brought it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.discount import Discount, spread_discount
from app.domain.figures import amount_minor, unit_micro, write_price
from app.domain.refusal import Refusal
from app.reports.bills import Billable, BillLine, OpenCost
from app.ui.said import Said
from app.ui.screens.receiving.dialogs.form import NotNow
from app.ui.screens.receiving.dialogs.lines_form import LinesForm
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.widgets.dialogs import TypedField
from app.ui.widgets.labels import PlainLabel, isolate, isolate_name


@dataclass(frozen=True, slots=True)
class InvoiceWish:
    """A supplier's invoice, or a carrier's.

    Attributes:
        deliveries: The uids of what it bills.
        lines: SKU, quantity and unit cost of each line.
        costs: Uid and amount of what it bills beside the goods: freight, duty.
    """

    supplier: str
    number: str
    tax_minor: int
    deliveries: tuple[str, ...]
    lines: tuple[tuple[str, int, int], ...]
    costs: tuple[tuple[str, int], ...] = ()


class InvoiceForm(LinesForm):
    """The form, filled in with what was delivered; whoever types changes what is different.

    A carrier, who did not bring the goods as their supplier, bills what it cost to get them here and no goods.

    Args:
        of: The delivery.
        others: What else of this supplier is not invoiced; the form can take all of it.
        suppliers: Code and name of all suppliers.
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
        self._lines: list[tuple[Billable, BillLine]] = []
        self._rows: dict[int, tuple[TypedField, TypedField]] = {}
        self._costs: list[tuple[OpenCost, TypedField]] = []
        self._is_listed = False
        self.number = self.add_field("invoice_number", self.tr("Number of the invoice"))
        self.tax = self.add_field("invoice_tax", self.tr("Tax on it"), self.tr("left empty, none"))
        self.off = self.add_field(
            "invoice_discount", self.tr("Discount"), self.tr("on all goods: 12.50, or 3%"), self.discount(of.discount)
        )
        self.supplier = self.add_choice("invoice_supplier", self.tr("Who bills it"), suppliers, of.supplier)
        self.supplier.currentIndexChanged.connect(self._fill)
        self.which = None
        if others:
            every = self.tr("All that is not invoiced: {count} deliveries").format(count=len(others) + 1)
            choices = (("", self.tr("This delivery")), ("all", every))
            self.which = self.add_choice("invoice_which", self.tr("It bills"), choices)
            self.which.currentIndexChanged.connect(self._on_which)
        self.add_find(sum(1 for one in (*others, of) for line in one.lines if line.to_bill_milli))
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
        costs = tuple((cost.uid, minor) for cost, minor in self._billed_costs() if minor)
        if not lines and not costs:
            raise NotNow(Said("warn", "nothing_billed"), self._line_fields[0] if self._line_fields else self.number)
        deliveries = tuple(one.uid for one in self._chosen()) if lines else ()
        return InvoiceWish(self._supplier(), number, self.read_amount(self.tax), deliveries, lines, costs)

    def effect(self) -> str:
        """What it bills, and how that differs from what the deliveries said.

        Raises:
            NotNow: A field is no figure.
        """
        digits = self._texts.shop.currency.digits
        net_minor = expected_minor = 0
        for line, quantity, cost in self._billed():
            if quantity > line.to_bill_milli:
                most = isolate(self._texts.quantity(line.to_bill_milli, line.unit))
                words = self.tr("{name}: {most} came and is not invoiced; no more than that can be billed.")
                return words.format(name=isolate_name(line.name), most=most)
            net_minor += amount_minor(cost, quantity, digits)
            expected_minor += amount_minor(line.unit_cost_micro, quantity, digits)
        for one, minor in self._billed_costs():
            net_minor += minor
            expected_minor += one.amount_minor if minor else 0
        return self._compared(net_minor, expected_minor)

    def _compared(self, net_minor: int, expected_minor: int) -> str:
        facts = {"net": isolate(self._texts.money(net_minor))}
        words = self.tr("Without tax {net}, as it was delivered").format(**facts)
        if net_minor != expected_minor:
            facts["more"] = isolate(self._texts.money(abs(net_minor - expected_minor)))
            more = self.tr("Without tax {net}: {more} more than was delivered for. The goods cost that more.")
            less = self.tr("Without tax {net}: {more} less than was delivered for. The goods cost that less.")
            words = (more if net_minor > expected_minor else less).format(**facts)
        tax_minor = self.read_amount(self.tax)
        if tax_minor:
            gross = isolate(self._texts.money(net_minor + tax_minor))
            words = self.tr("{words} With tax {gross}.").format(words=f"{words}.".replace("..", "."), gross=gross)
        return words

    def _supplier(self) -> str:
        return str(self.supplier.currentData() or "")

    def _is_carrier(self) -> bool:
        return bool(self._of.supplier) and self._supplier() != self._of.supplier

    def _chosen(self) -> tuple[Billable, ...]:
        takes_all = self.which is not None and self.which.currentData() == "all"
        return (*self._others, self._of) if takes_all else (self._of,)

    def _on_which(self) -> None:
        # What was taken off one delivery was not taken off the others.
        self.off.setText("" if len(self._chosen()) > 1 else self.discount(self._of.discount))
        self._fill()

    def _fill(self) -> None:
        """Begin anew with what the chosen deliveries have open."""
        is_carrier = self._is_carrier()
        self.off.setEnabled(not is_carrier)
        self._is_listed = bool(self.off.text().strip())
        every = [(one, line) for one in self._chosen() for line in one.lines if line.to_bill_milli]
        self._lines, self._rows = [] if is_carrier else every, {}
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows anew: those where something was typed, and those that are looked for."""
        typed = {
            place: (many.text(), cost.text())
            for place, (many, cost) in self._rows.items()
            if (many.text(), cost.text()) != self._usual(self._lines[place][1])
        }
        grid = self.show_lines((self.tr("Goods"), self.tr("Quantity"), self.tr("Unit cost")))
        self._rows = {}
        row = 0
        for row, place in enumerate(self.pick([line for _, line in self._lines], typed), start=1):
            delivery, line = self._lines[place]
            self.add_line_words(grid, row, line, delivery.number if self._others else "")
            texts = typed.get(place) or self._usual(line)
            words = (self.tr("Quantity of {name}"), self.tr("Unit cost of {name}"))
            names = (f"invoice_{row}_quantity", f"invoice_{row}_cost")
            many, cost = (
                self.add_line_field(grid, (row, column), name, label.format(name=line.name), text)
                for column, (name, label, text) in enumerate(zip(names, words, texts, strict=True), start=1)
            )
            self._rows[place] = (many, cost)
        self._show_costs(grid, row + 1)
        self.finish_grid(grid)
        self.on_typed()

    def _show_costs(self, grid: QGridLayout, first: int) -> None:
        self._costs = []
        is_carrier = self._is_carrier()
        costs = [cost for one in self._chosen() for cost in one.costs if cost.supplier in ("", self._supplier())]
        for place, one in enumerate(costs, start=first):
            words = self.tr("Freight, duty: {number}, {amount} booked").format(
                number=isolate(one.number), amount=isolate(self._texts.money(one.amount_minor))
            )
            grid.addWidget(PlainLabel(words, name=f"invoice_form_cost_{place}", wraps=True), place, 0)
            # Of a supplier nobody knows whether it bills the freight itself.
            amount = self.amount(one.amount_minor) if is_carrier or one.supplier else ""
            label = self.tr("Freight or duty of {number}").format(number=one.number)
            self._costs.append((one, self.add_line_field(grid, (place, 2), f"invoice_{place}_amount", label, amount)))

    def _usual(self, line: BillLine) -> tuple[str, str]:
        """What stands in the fields of a line where nothing was typed."""
        return self.figure(line.to_bill_milli), self._cost(line)

    def _cost(self, line: BillLine) -> str:
        """What one unit costs by the delivery note: with its discount apart while that stands in the form."""
        return write_price(self._usual_micro(line), self._texts.shop.currency.digits).replace(".", self._texts.point)

    def _usual_micro(self, line: BillLine) -> int:
        return line.listed_micro if self._is_listed else line.unit_cost_micro

    def _billed(self) -> list[tuple[BillLine, int, int]]:
        found = [self._said(place, line) for place, (_, line) in enumerate(self._lines)]
        discount = self.read_discount(self.off) if self._lines else None
        return found if discount is None else self._discounted(found, discount)

    def _said(self, place: int, line: BillLine) -> tuple[BillLine, int, int]:
        """What is billed of a line: as its fields say, or as it was delivered where it is not shown."""
        fields = self._rows.get(place)
        if fields is None:
            return line, line.to_bill_milli, self._usual_micro(line)
        return line, self.read_quantity(fields[0], usual=0), self.read_money(fields[1])

    def _discounted(
        self, found: list[tuple[BillLine, int, int]], discount: Discount
    ) -> list[tuple[BillLine, int, int]]:
        money = self._texts.shop.currency
        values = [amount_minor(cost, milli, money.digits) for _, milli, cost in found]
        try:
            off = spread_discount(values, discount, money)
        except Refusal as refusal:
            raise NotNow(refusal, self.off) from refusal
        return [
            (line, milli, unit_micro(value - share, milli, money.digits) if milli else cost)
            for (line, milli, cost), value, share in zip(found, values, off, strict=True)
        ]

    def _billed_costs(self) -> list[tuple[OpenCost, int]]:
        return [(cost, self.read_amount(field)) for cost, field in self._costs]
