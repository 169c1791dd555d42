"""What a scan means, as one frozen value. How the meaning is found is in the modules beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.figures import half_up
from app.domain.moment import read_date

# No bar code holds more: a QR Code of version 40-L with digits alone (ISO/IEC 18004, table 7).
MAX_CHARACTERS = 7089
# White space and GS around a scan are the scanner's, never the code's.
AROUND = " \t\r\n\v\f\x1d"
# A text of a sentence is cut here, so that garbage does not fill a dialog.
SHOWN_CHARACTERS = 40
_GRAM_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Scan:
    """What one scan says.

    Attributes:
        text: The scan without white space and GS around it.
        kind: `gtin8 gtin12 gtin13 gtin14 upce rcn8 rcn12 rcn13 double gs1 sscc digital_link text unknown error`.
        gtin: 14 digits, zeros in front, check digit included, the variable part of an in-store code left in.
        content_gtin: What a logistic unit holds (AI 02), 14 digits.
        sscc: 18 digits.
        lot, serial: AI 10 and AI 21.
        expiry: `YYYY-MM-DD` (AI 17) or `YYYY-MM-DDTHH:MM` (AI 7003).
        best_before, prod_date, pack_date: `YYYY-MM-DD` (AI 15, 11, 13).
        weight: Kilograms as a decimal string (AI 310n, or an in-store code).
        price: A decimal string (AI 390n to 393n, or an in-store code), in `currency` where that is known.
        count: Pieces, of an in-store code that counts.
        region: The region whose rules the in-store codes were read by, as it was asked for.
        aim: The AIM identifier in front (`]C1`), or None.
        ais: The GS1 fields that have no attribute of their own here, by application identifier.
        content: What follows the AIM identifier, where the symbol carries no product number (kind `text`).
        isbn: 13 digits, of a book.
        separator: The character that stood for GS, where it was not GS.
        repeat: How often the code stood in the scan (kind `double`).
        error: Why nothing can be sold by this, or None; the sentence is `scan_` and this word, filled with `facts`.
        should_be: The right check digit, where that is the error.
        candidates: What to look up among the shop's codes, in this order; GTINs without added zeros.
        measured_by: The candidate whose product the weight, price or count is of; None: of any.
        warnings: Codes of sentences on what looks wrong and does not stop a sale: `scan_separator_missing`.
    """

    text: str
    kind: str
    gtin: str | None = None
    content_gtin: str | None = None
    sscc: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: str | None = None
    best_before: str | None = None
    prod_date: str | None = None
    pack_date: str | None = None
    weight: str | None = None
    price: str | None = None
    currency: str | None = None
    count: int | None = None
    region: str | None = None
    aim: str | None = None
    ais: Mapping[str, str] = field(default_factory=dict)
    content: str | None = None
    isbn: str | None = None
    separator: str | None = None
    repeat: int | None = None
    error: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    should_be: int | None = None
    candidates: tuple[str, ...] = ()
    measured_by: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def last_day(self) -> int | None:
        """The last day that it names, as a day number: of use, else of best quality."""
        text = (self.expiry or self.best_before or "")[:10]
        return read_date(text) if text else None

    @property
    def weight_milli(self) -> int | None:
        """The weight in whole grams, rounded half up (a GS1 weight can be finer than a till's thousandths)."""
        if self.weight is None:
            return None
        whole, _, part = self.weight.partition(".")
        return half_up(int(whole + part) * 10**_GRAM_DIGITS, 10 ** len(part))


def clean(text: str) -> str:
    """The scan without the white space and GS around it."""
    return text.strip(AROUND)


def shown(text: str) -> str:
    """A text as a sentence can show it: cut to a readable length, what has no shape written out in hexadecimal."""
    readable = "".join(one if one.isprintable() else _written_out(one) for one in text[:SHOWN_CHARACTERS])
    return readable if len(text) <= SHOWN_CHARACTERS else f"{readable}…"


def _written_out(character: str) -> str:
    # Python carries a byte that is not UTF-8 as U+DC80 to U+DCFF: it is the byte that a person looks for.
    number = ord(character)
    return f"<{number - 0xDC00 if 0xDC80 <= number <= 0xDCFF else number:02X}>"
