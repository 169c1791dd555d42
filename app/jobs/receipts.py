"""Receipts: from a stored sale to a PDF in the receipts folder and, where one is set, on the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from app.base.settings import Machine, Settings
from app.base.trouble import Trouble
from app.devices.printer import print_pdf
from app.devices.receipt_printer import drawer_of, printer_of, send
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.domain.wording import sentence
from app.jobs.code_sheets import CodeSheet, keep_sheet
from app.printing import format as written
from app.printing.printout import Printout
from app.printing.receipt import ReceiptData, ReceiptLine, ReceiptNote, ReceiptTax, ReceiptTender
from app.reports.receipts import RecordedLine, RecordedTax, Records, SaleRecord
from app.services.cataloguing import is_unlisted

_LONGEST_LETTER = 2  # characters of a tax code that can stand for its tax on a line
# Nobody waits longer for a drawer: there is a key.
_DRAWER_S = 5.0
_PAPERS = {"80mm": "roll80", "58mm": "roll58", "A4": "a4", "A5": "a5"}


@dataclass(frozen=True, slots=True)
class ReceiptOutcome:
    """What became of a receipt.

    Attributes:
        path: The PDF.
        warnings: Names with characters that no font has.
        is_printed: Whether it went to a printer, too.
    """

    path: Path
    warnings: tuple[str, ...] = ()
    is_printed: bool = False


class Receipts:
    """Makes receipts. Waits for the printing system: never call it on the window's thread."""

    def __init__(self, records: Records, rules: Callable[[], Shop], settings: Settings, folder: Path) -> None:
        self._records = records
        self._rules = rules
        self._settings = settings
        self._folder = folder

    def pdf(self, uid: str, *, paper: str = "80mm", copy: bool = False) -> bytes:
        """The receipt of a sale as PDF.

        Raises:
            Refusal: `unknown_document`.
        """
        return self._make(self._records.sale(uid), paper, copy=copy).pdf

    def deliver(self, uid: str, *, copy: bool = False) -> ReceiptOutcome:
        """Keep the receipt in the receipts folder and print it, where a printer is set.

        Raises:
            Refusal: `unknown_document`, and those of `send`.
            Trouble: `receipt_not_kept`, and those of `print_pdf` and `send`: the sale stands all the same.
        """
        record = self._records.sale(uid)
        machine = self._settings.machine
        printout = self._make(record, machine.receipt_paper, copy=copy)
        path = self._folder / f"{record.number}{'-copy' if copy else ''}.pdf"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(printout.pdf)
        except OSError as error:
            raise Trouble("receipt_not_kept", path=str(path), reason=error.strerror or str(error)) from error
        missing = tuple(one.name for one in printout.missing)
        is_printed = self._print(record, machine, printout.pdf, copy=copy)
        return ReceiptOutcome(path, missing, is_printed=is_printed)

    def open_drawer(self) -> None:
        """Give the drawer its pulse; without one that opens by a pulse nothing happens.

        Raises:
            Refusal: `drawer_not_opened`, with the `reason`.
        """
        machine = self._settings.machine
        if not machine.drawer:
            return
        from app.printing.receipt_escpos import drawer_pulse  # noqa: PLC0415 -- see `_make`

        try:
            send(
                drawer_pulse(int(machine.drawer)),
                drawer_of(machine),
                title="Drawer",
                needs_paper=False,
                patience_s=_DRAWER_S,
            )
        except (Refusal, Trouble) as error:
            raise Refusal("drawer_not_opened", reason=sentence(error.code, error.facts)) from error

    def try_printer(self) -> bool:
        """Print a receipt of nothing, with the letters of the shop's language and its signs. Opens no drawer.

        Returns:
            Whether there is a printer to try.

        Raises:
            Refusal: those of `send`.
            Trouble: those of `print_pdf` and `send`, `resources_missing`.
        """
        from app.printing.receipt_pdf import Paper, receipt_pdf  # noqa: PLC0415 -- see `_make`

        machine = self._settings.machine
        data = _trial(self._rules())
        pdf = receipt_pdf(data, Paper(_PAPERS[machine.receipt_paper])).pdf
        return self._print_data(data, machine, pdf, title="Tillbook")

    def keep_sheet(self, sheet: CodeSheet) -> Path:
        """Keep a sheet of codes beside the receipts.

        Raises:
            Trouble: `unwritable_file`.
        """
        return keep_sheet(sheet, self._folder / f"sheet-{sheet.value}.pdf")

    def rehearse(self) -> None:
        """Put an empty receipt on paper for nobody: what the first real one would wait for is loaded by then.

        Raises:
            Trouble: `resources_missing`.
        """
        from app.printing.receipt_pdf import receipt_pdf  # noqa: PLC0415 -- see `_make`

        shop = self._rules()
        nothing = ReceiptData((shop.name, *shop.head), title="", number="0", moment="", lines=(), total="")
        receipt_pdf(nothing)

    def _print(self, record: SaleRecord, machine: Machine, pdf: bytes, *, copy: bool) -> bool:
        if printer_of(machine) is None and not machine.receipt_printer:
            return False
        data = receipt_data(record, self._rules(), copy=copy)
        return self._print_data(data, machine, pdf, title=record.number)

    def _print_data(self, data: ReceiptData, machine: Machine, pdf: bytes, *, title: str) -> bool:
        """Print a receipt in the printer's own language, or as a page. Returns whether there is a printer."""
        printer = printer_of(machine)
        if printer is None:
            if machine.receipt_printer:
                print_pdf(pdf, machine.receipt_printer, title=title)
            return bool(machine.receipt_printer)
        from app.printing.receipt_escpos import ROLLS, Letters, receipt_escpos  # noqa: PLC0415 -- see `_make`

        roll = ROLLS.get(machine.receipt_paper, ROLLS["80mm"])
        send(receipt_escpos(data, roll, Letters(machine.receipt_letters)).data, printer, title=title)
        return True

    def _make(self, record: SaleRecord, paper: str, *, copy: bool) -> Printout:
        # reportlab takes a while to load: the first receipt waits for it, not the first window.
        from app.printing.receipt_pdf import Paper, receipt_pdf  # noqa: PLC0415

        return receipt_pdf(receipt_data(record, self._rules(), copy=copy), Paper(_PAPERS[paper]))


def _trial(shop: Shop) -> ReceiptData:
    """A receipt of nothing that shows whether letters and signs come out as they should."""
    language, currency = shop.language, shop.currency
    nothing = written.money(0, currency, language)
    line = ReceiptLine("äöüß éèç ñ łż čš ØÅ € £ ¥", "1", nothing, written.amount(0, currency, language))
    return ReceiptData(
        shop=(shop.name, *shop.head),
        title="Test",
        number="TEST-123",
        moment="",
        lines=(line,),
        total=nothing,
        footer=shop.foot,
        language=language,
        right_to_left=written.runs_right_to_left(language),
    )


def receipt_data(record: SaleRecord, shop: Shop, *, copy: bool = False) -> ReceiptData:
    """What stands on the receipt of a sale, written in the shop's language."""
    language, currency = shop.language, shop.currency

    def amount(minor: int) -> str:
        return written.amount(minor, currency, language)

    # With one rate alone there is nothing to tell apart.
    letters = _letters(record.taxes) if len(record.taxes) > 1 else {}
    total_minor = record.gross_minor if record.inclusive else record.net_minor
    return ReceiptData(
        shop=(shop.name, *shop.head),
        title="Refund" if record.is_refund else "Receipt",
        number=record.number,
        moment=written.moment(record.at.local(), language),
        till=record.till,
        cashier=record.cashier,
        customer=record.customer,
        lines=tuple(_line(line, letters.get((line.rate_milli, line.tax_code), ""), shop) for line in record.lines),
        subtotal=amount(total_minor + record.discount_minor) if record.discount_minor else "",
        discount=amount(-record.discount_minor) if record.discount_minor else "",
        # Prices without tax add up to the net: net, tax and total then stand below one another.
        net_total="" if record.inclusive else amount(record.net_minor),
        tax_total="" if record.inclusive else amount(record.tax_minor),
        total=written.money(record.gross_minor, currency, language),
        rounding=amount(record.rounding_minor) if record.rounding_minor else "",
        to_pay=amount(record.gross_minor + record.rounding_minor) if record.rounding_minor else "",
        tenders=tuple(ReceiptTender(one.name, amount(one.amount_minor), one.reference) for one in record.tenders),
        change=amount(record.change_minor) if record.change_minor else "",
        taxes=tuple(_tax(tax, letters.get((tax.rate_milli, tax.tax_code), ""), shop) for tax in record.taxes),
        footer=shop.foot,
        is_copy=copy,
        language=language,
        right_to_left=written.runs_right_to_left(language),
    )


def _line(line: RecordedLine, letter: str, shop: Shop) -> ReceiptLine:
    language, currency = shop.language, shop.currency
    price = written.price(line.price_micro, currency, language)
    if line.base_milli != 1000:
        price = f"{price} / {written.quantity(line.base_milli, language, line.unit)}"
    # The goods had no product: the code on them is all that a customer can show when they come back.
    notes = [ReceiptNote(line.code)] if is_unlisted(line.sku) and line.code else []
    notes += [ReceiptNote(f"Lot {line.lot}")] if line.lot else []
    notes += [ReceiptNote(f"Serial number {serial}") for serial in line.serials]
    return ReceiptLine(
        name=line.name,
        quantity=written.quantity(line.quantity_milli, language, line.unit),
        unit_price=price,
        amount=written.amount(line.amount_minor, currency, language),
        discount=written.amount(-line.discount_minor, currency, language) if line.discount_minor else "",
        notes=tuple(notes),
        tax=letter,
    )


def _letters(taxes: Sequence[RecordedTax]) -> dict[tuple[int, str], str]:
    """A letter for each tax of a receipt: the shop's own code where that tells them apart, else A, B, C ..."""
    keys = [(tax.rate_milli, tax.tax_code) for tax in taxes]
    codes = {code for _, code in keys}
    if len(codes) == len(keys) and all(0 < len(code) <= _LONGEST_LETTER for code in codes):
        return {key: key[1] for key in keys}
    return {key: _letter(place) for place, key in enumerate(keys)}


def _letter(place: int) -> str:
    """A to Z, then AA, AB ..."""
    more, last = divmod(place, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[last]


def _tax(tax: RecordedTax, letter: str, shop: Shop) -> ReceiptTax:
    language, currency = shop.language, shop.currency
    rate, code = written.percent(tax.rate_milli, language), tax.tax_code
    label = f"{code} {rate}" if letter in {"", code} else f"{letter} {rate} ({code})" if code else f"{letter} {rate}"
    return ReceiptTax(
        label=label.strip(),
        net=written.amount(tax.net_minor, currency, language),
        tax=written.amount(tax.tax_minor, currency, language),
        gross=written.amount(tax.net_minor + tax.tax_minor, currency, language),
    )
