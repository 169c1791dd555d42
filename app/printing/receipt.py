"""What stands on a receipt: values that are already written as the customer reads them (`format.py`).

Whoever has the sale fills a `ReceiptData`; `receipt_pdf.py` puts it on paper. Nothing is figured here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """The words that are printed beside the values, in the shop's language."""

    item: str = "Item"
    quantity: str = "Quantity"
    price: str = "Price"
    amount: str = "Amount"
    subtotal: str = "Subtotal"
    discount: str = "Discount"
    total: str = "Total"
    rounding: str = "Rounding"
    to_pay: str = "To pay"
    change: str = "Change"
    rate: str = "Tax rate"
    tax: str = "Tax"
    net: str = "Net"
    gross: str = "Gross"
    till: str = "Till"
    cashier: str = "Cashier"
    customer: str = "Customer"
    copy: str = "COPY"
    page: str = "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class ReceiptNote:
    """What stands in small print under a line or a tender: a deposit, an age check, a lot, a card's reference."""

    text: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of a sale.

    Attributes:
        amount: What it comes to with its discount.
        discount: With its minus sign.
        tax: The letter of its tax, which the label of a `ReceiptTax` begins with; "" where there is one rate only.
    """

    name: str
    quantity: str
    unit_price: str
    amount: str
    discount: str = ""
    notes: tuple[ReceiptNote, ...] = ()
    tax: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptTax:
    """The tax of one rate: its label ("A 20%"), the net amount, the tax, and both together."""

    label: str
    net: str
    tax: str
    gross: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptTender:
    """One way the sale was paid."""

    name: str
    amount: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """A whole receipt. What is empty is not printed.

    Attributes:
        shop: The shop's head, its name first.
        title: What the paper is: "Receipt", "Refund".
        number: The document's number; it is printed as a bar code too.
        moment: Date and time.
        till: The till's number or name.
        cashier: Who sold.
        customer: Who bought, where that is known.
        lines: The lines in order.
        subtotal: The sum of the lines; printed only where a discount on the whole sale follows.
        discount: The discount on the whole sale, with its minus sign.
        net_total: The sum without tax, where the lines are without tax; printed above the total with `tax_total`.
        tax_total: The tax that is added to them.
        total: What the sale comes to, with the sign of the currency.
        rounding: Cash rounding, with its sign.
        to_pay: The total after cash rounding; printed only with it.
        tenders: How it was paid.
        change: What was given back.
        taxes: One for each rate.
        footer: Closing lines.
        is_copy: It has been printed before, and says so.
        language: The shop's language; it decides how the words beside the values are read out.
        right_to_left: The page runs from right to left.
        words: The words beside the values.
    """

    shop: tuple[str, ...]
    title: str
    number: str
    moment: str
    lines: tuple[ReceiptLine, ...]
    total: str
    till: str = ""
    cashier: str = ""
    customer: str = ""
    subtotal: str = ""
    discount: str = ""
    net_total: str = ""
    tax_total: str = ""
    rounding: str = ""
    to_pay: str = ""
    tenders: tuple[ReceiptTender, ...] = ()
    change: str = ""
    taxes: tuple[ReceiptTax, ...] = ()
    footer: tuple[str, ...] = ()
    is_copy: bool = False
    language: str = "en"
    right_to_left: bool = False
    words: ReceiptWords = ReceiptWords()

    def amounts(self) -> tuple[str, ...]:
        """The figures of the column that adds up, the total apart, which is printed larger."""
        tenders = (tender.amount for tender in self.tenders)
        return (
            *(line.amount for line in self.lines),
            self.subtotal,
            self.discount,
            self.rounding,
            *tenders,
            self.change,
        )

    def texts(self) -> tuple[str, ...]:
        """Everything a person wrote that is printed here, to be checked for characters that no font has."""
        of_lines = [text for line in self.lines for text in (line.name, *(note.text for note in line.notes))]
        of_tenders = [text for tender in self.tenders for text in (tender.name, tender.note)]
        head = (*self.shop, self.title, self.till, self.cashier, self.customer)
        return (*head, *of_lines, *of_tenders, *(tax.label for tax in self.taxes), *self.footer)
