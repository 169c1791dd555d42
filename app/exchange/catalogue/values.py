"""What single cells say: texts, codes, yes and no, units, rates. Each function reads one cell or refuses it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.domain.codes.digits import all_digits, catalogue_key, expand_upce, is_gtin, right_number, without_zeros
from app.domain.figures import MAX_MICRO, MAX_QUANTITY_MILLI, PERCENT_MILLI, UNIT_MICRO, WHOLE_MILLI_PERCENT
from app.domain.moment import read_date
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.exchange.catalogue.formats import rate_in
from app.exchange.catalogue.numbers import read_figure
from app.exchange.catalogue.wordlists import listed_words
from app.exchange.cells import DateCell

MAX_SKU = 64
MAX_CODE = 128
# A whole number from here on is a SKU where an amount could stand, too.
_LEAST_SKU = 100
MAX_NAME = 250
MAX_TEXT = 250
# A name or SKU of more lines is a quotation mark gone astray, which joined rows.
_MOST_LINES = 4

_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_GTIN_LENGTHS = (8, 12, 13, 14)
# 4.00638E+12: what a spreadsheet leaves of a long number.
_EXPONENT = re.compile(r"([0-9])(?:[.,]([0-9]+))?E\+?([0-9]{1,2})", re.ASCII | re.IGNORECASE)
_POINT_ZERO = re.compile(r"([0-9]{6,})[.,]0+", re.ASCII)
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_APART = re.compile(r"[,;|\n\r]+")
_HYPHENS = re.compile(r"[\s\-\N{EN DASH}]+")

_AGE = re.compile(r"[^0-9]{0,20}([0-9]{1,3})[^0-9]{0,20}", re.ASCII)


def guarded(text: str) -> str:
    """A text which no spreadsheet takes for a formula: an apostrophe stands in front of what looks like one.

    Source: OWASP, CSV injection. `clean_text` and `own_text` take the apostrophe off again.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def clean_text(text: str, *, most: int, what: str) -> str:
    """A text on one line, without white space around it and the mark against formulas before it.

    Raises:
        Refusal: `text_too_long`, `text_damaged` (a character that no text has), `text_of_many_lines`.
    """
    if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS):
        text = text[1:]
    if text.isprintable() and "\ufffd" not in text:
        cleaned = " ".join(text.split())
    else:
        if text.count("\n") > _MOST_LINES:
            raise Refusal("text_of_many_lines", what=what, text=" ".join(text.split())[:40])
        cleaned = " ".join(text.split())
        if any(unicodedata.category(one) in {"Cc", "Cs", "Co", "Cn"} or one == "\ufffd" for one in cleaned):
            shown = "".join(one if one.isprintable() else "?" for one in cleaned)
            raise Refusal("text_damaged", what=what, text=shown[:40])
    if len(cleaned) > most:
        raise Refusal("text_too_long", what=what, text=cleaned[:40], most=most)
    return cleaned


def own_text(text: str, *, most: int, what: str) -> str:
    """A text of the program's own list, as it stands: only the mark against formulas is taken off.

    Raises:
        Refusal: `text_too_long`.
    """
    written = text.removeprefix("'")
    if len(written) > most:
        raise Refusal("text_too_long", what=what, text=written[:40], most=most)
    return written


def read_sku(text: str, *, what: str = "SKU") -> str:
    """A SKU, or the code of a supplier or customer.

    Raises:
        Refusal: as `clean_text`, and `code_as_exponent`, `code_as_date`.
    """
    written = _unwrapped(text)
    _refuse_mangled(written, text)
    return clean_text(written, most=MAX_SKU, what=what)


def read_codes(text: str, *, verbatim: bool = False) -> list[str]:
    """The barcodes in a cell, as the catalogue keeps them.

    Several may be parted by commas, semicolons, bars or lines; by blanks where each part is a number of a barcode's
    length. `verbatim` takes the cell for one code, which may have a wrong last digit: the shop has kept it like that.

    Raises:
        Refusal: `code_check_digit` with the `right` code, `code_as_exponent`, `code_as_date`, `bad_code`.
    """
    if verbatim:
        own = own_text(text, most=MAX_CODE, what="barcode")
        return [own if right_number(own) is not None else _checked_code(own)]
    written = _unwrapped(text)
    _refuse_mangled(written, text)
    if is_gtin(joined := _HYPHENS.sub("", written)):
        return [without_zeros(joined)]
    return list(dict.fromkeys(_checked_code(_unwrapped(part)) for part in _code_parts(written)))


def lost_zeros(code: str) -> str | None:
    """The barcode that this number would be with zeros in front; None where it would be none.

    Spreadsheets drop leading zeros: an EAN-8, UPC-A or EAN-13 then has fewer digits than any barcode has.
    """
    if not all_digits(code) or len(code) not in {7, 9, 10, 11}:
        return None
    padded = code.zfill(8 if len(code) == 7 else 12)
    return padded if is_gtin(padded) else None


def read_day(text: str) -> int:
    """A day, as ISO 8601 writes it or as a spreadsheet hands it on, with midnight behind it.

    Raises:
        Refusal: `bad_date`.
    """
    return read_date(text.strip().removesuffix(" 00:00:00").removesuffix("T00:00:00"))


def read_flag(text: str, *, what: str) -> bool:
    """Yes or no, in many languages, as a figure or as a status.

    Raises:
        Refusal: `flag_unclear`.
    """
    word = text.strip().casefold()
    if word in _words("yes"):
        return True
    if word in _words("no"):
        return False
    raise Refusal("flag_unclear", what=what, text=text.strip()[:40])


def read_unit(text: str) -> str:
    """A unit of the book's. Whatever is counted in whole pieces (bottle, box, Stück) is `each`.

    Raises:
        Refusal: `unknown_word`.
    """
    word = text.strip().casefold()
    for unit in Unit:
        if word in _words(f"unit {unit}"):
            return unit.value
    raise Refusal("unknown_word", what="unit", text=text.strip()[:40], known=", ".join(Unit))


def read_choice(text: str, known: tuple[str, ...], *, what: str) -> str:
    """One of the words of the book's own.

    Raises:
        Refusal: `unknown_word`.
    """
    word = text.strip().casefold()
    if word not in known:
        raise Refusal("unknown_word", what=what, text=text.strip()[:40], known=", ".join(known))
    return word


def read_age(text: str) -> int | None:
    """A minimum age in years ("18", "ab 18", "16+"); None where the cell says that there is none.

    Raises:
        Refusal: `age_unclear`.
    """
    match = _AGE.fullmatch(text.strip())
    if match is None and text.strip().casefold() in _words("no"):
        return None
    if match is None or int(match[1]) > 120:
        raise Refusal("age_unclear", text=text.strip()[:40])
    return int(match[1]) or None


def is_open_price(text: str) -> bool:
    """Whether a price cell says that the price is asked at the till."""
    return " ".join(text.casefold().split()) in _words("open price")


def is_amount(text: str) -> bool:
    """Whether a deposit is given as an amount ("0,25", "€ 2") rather than as a SKU ("D25", "90010")."""
    try:
        micro = read_figure(text, 6, decimal=".", what="deposit")
    except Refusal:
        return text[:1].isdigit() and not text.isalnum()
    return micro < _LEAST_SKU * UNIT_MICRO or not text.isdigit()


@lru_cache(maxsize=4096, typed=True)
def read_money(text: str, *, decimal: str | None, what: str) -> int:
    """A unit price or unit cost in millionths of the currency unit.

    Raises:
        Refusal: `below_zero`, `out_of_bounds`, and as `read_figure`.
    """
    return _bounded(read_figure(text, 6, decimal=decimal, what=what), MAX_MICRO, text, what)


@lru_cache(maxsize=4096, typed=True)
def read_amount(text: str, *, decimal: str | None, what: str) -> int:
    """A quantity in thousandths.

    Raises:
        Refusal: `below_zero`, `out_of_bounds`, and as `read_figure`.
    """
    return _bounded(read_figure(text, 3, decimal=decimal, what=what), MAX_QUANTITY_MILLI, text, what)


@lru_cache(maxsize=4096, typed=True)
def read_rate(text: str, *, fractions: bool) -> tuple[int | None, str | None]:
    """A tax rate in thousandths of a percent, and the tax category where the cell names one (exempt E, zero Z).

    Args:
        text: "20", "20 %", "VAT 8.875%", "exempt".
        fractions: The column gives 20 % as 0.2.

    Returns:
        Rate and category, both None where the cell names a tax without saying its rate.

    Raises:
        Refusal: `below_zero`, `out_of_bounds` (over 100 %), and as `read_figure`.
    """
    word = " ".join(text.casefold().split())
    if word in _words("tax exempt"):
        return 0, "E"
    if word in _words("tax zero"):
        return 0, "Z"
    if not any(one.isdigit() for one in text):
        return None, None
    # Beside words a percentage is picked out ("VAT-20%"); alone it is a figure like others, with its sign.
    named = rate_in(text) if any(one.isalpha() for one in text) else None
    # A rate is never a thousand, so a lone sign before three digits is its decimal sign.
    decimal = "," if "," in text else "."
    digits = 5 if fractions and "%" not in text else 3
    rate = read_figure(named or text, digits, decimal="." if named else decimal, what="tax rate")
    return _bounded(rate, WHOLE_MILLI_PERCENT, text, "tax rate"), None


def read_asked_rate(text: str) -> tuple[int, str | None]:
    """A tax rate that a person names for a whole list, and its category, as `read_rate` gives them.

    Raises:
        Refusal: `tax_without_rate`, `tax_unclear` for a fraction of a percent without its sign, and as `read_rate`.
    """
    rate, category = read_rate(text, fractions=False)
    if rate is None:
        raise Refusal("tax_without_rate", text=text.strip()[:40])
    if 0 < rate < PERCENT_MILLI and "%" not in text:
        raise Refusal("tax_unclear", text=text.strip()[:40])
    return rate, category


def _words(kind: str) -> frozenset[str]:
    return listed_words().get(kind, frozenset())


def _bounded(figure: int, most: int, text: str, what: str) -> int:
    if figure < 0:
        raise Refusal("below_zero", what=what, text=text.strip()[:40])
    if figure > most:
        raise Refusal("out_of_bounds", what=what, text=text.strip()[:40])
    return figure


def _unwrapped(text: str) -> str:
    """The code without what spreadsheets and scripts put around it: ="0123", '0123, 4006381333931.0."""
    written = text.strip()
    if not written.isascii():
        # Marks of the writing direction and other unseen characters come along when a code is copied from a page.
        written = "".join(one for one in written if unicodedata.category(one) != "Cf")
    match = _FORMULA.fullmatch(written)
    written = match[1].strip() if match else written.removeprefix("'")
    match = _POINT_ZERO.fullmatch(written)
    return match[1] if match else written


def _refuse_mangled(written: str, text: str) -> None:
    if isinstance(text, DateCell):
        raise Refusal("code_as_date", code=written[:40])
    match = _EXPONENT.fullmatch(written)
    # A SKU such as 12E4 is one; a spreadsheet writes one digit, a sign and a plus.
    if match is not None and ("+" in written or match[2]):
        digits, length = match[1] + (match[2] or ""), int(match[3]) + 1
        if len(digits) == length and is_gtin(digits):
            raise Refusal("code_as_exponent_known", code=written, right=digits)
        raise Refusal("code_as_exponent", code=written[:40])


def _code_parts(written: str) -> list[str]:
    parts = [part.strip() for part in _APART.split(written)]
    apart = [word for part in parts for word in (part.split() if _are_codes(part) else [part])]
    return [part for part in apart if part]


def _are_codes(text: str) -> bool:
    return all(all_digits(word) and len(word) in _GTIN_LENGTHS for word in text.split())


def _checked_code(text: str) -> str:
    code = text.strip()
    if not (1 <= len(code) <= MAX_CODE and code.isprintable()):
        raise Refusal("bad_code", text="".join(one if one.isprintable() else "?" for one in code[:40]))
    if is_gtin(joined := _HYPHENS.sub("", code)):
        return without_zeros(joined)
    right = right_number(code)
    if right is not None:
        raise Refusal("code_check_digit", code=code, last=code[-1], expected=right[-1], right=right)
    return catalogue_key(expand_upce(code) if all_digits(code) and len(code) == 8 else code)
