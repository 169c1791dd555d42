"""Numbers with check digits: GTIN, UPC-E, SSCC. Digits are 0 to 9 of ASCII; nothing else is taken for one."""

from __future__ import annotations

from app.domain.codes.scan import clean
from app.domain.refusal import Refusal

GTIN_LENGTHS = (8, 12, 13, 14)
SSCC_LENGTH = 18
# Restricted circulation numbers (GS1 General Specifications, 1.4 and 2.1.11): a shop's or a region's own. As 13
# digits they begin with 02 or 04 (UPC number systems 2 and 4) or 20 to 29, as GTIN-8 with 0 or 2.
_IN_STORE_13 = ("02", "04", "2")
_IN_STORE_8 = ("0", "2")


def all_digits(text: str) -> bool:
    """Whether there is something, and all of it is ASCII digits."""
    return text.isascii() and text.isdigit()


def check_digit(digits: str) -> int:
    """The GS1 check digit that belongs behind these digits.

    Source: GS1 General Specifications, 7.9.1 (weights 3 and 1 from the right).
    """
    weighed = sum(map(int, digits[-1::-2])) * 3 + sum(map(int, digits[-2::-2]))
    return -weighed % 10


def is_checked(number: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return check_digit(number[:-1]) == int(number[-1])


def expected_gtin(number: str) -> str:
    """The number with the check digit that it should have in place of its last digit.

    Raises:
        Refusal: `scan_length` unless it is 8, 12, 13 or 14 digits.
    """
    if not all_digits(number) or len(number) not in GTIN_LENGTHS:
        raise Refusal("scan_length", what="A GTIN", expected="8, 12, 13 or 14", got=len(number))
    return f"{number[:-1]}{check_digit(number[:-1])}"


def right_number(code: str) -> str | None:
    """What a code of a GTIN's length would be with the right check digit; None where nothing is wrong with it.

    Eight digits may be a UPC-E, whose check digit is that of the number it stands for.
    """
    if not all_digits(code) or len(code) not in GTIN_LENGTHS or is_checked(code):
        return None
    if len(code) == 8:
        try:
            expand_upce(code)
        except Refusal:
            pass
        else:
            return None
    return expected_gtin(code)


def require_checked(number: str) -> None:
    """Refuse a number whose check digit is wrong.

    Raises:
        Refusal: `scan_check_digit` with the digit that it should be.
    """
    expected = check_digit(number[:-1])
    if expected != int(number[-1]):
        raise Refusal("scan_check_digit", code=number, expected=expected, got=number[-1])


def is_gtin(text: str) -> bool:
    """Whether a text is a GTIN with the right check digit."""
    return len(text) in GTIN_LENGTHS and all_digits(text) and is_checked(text)


def without_zeros(gtin: str) -> str:
    """A GTIN without the zeros that were put in front of it: 8, 12, 13 or 14 digits."""
    significant = len(gtin.lstrip("0"))
    return gtin[-next(length for length in GTIN_LENGTHS if significant <= length) :]


def catalogue_key(code: str) -> str:
    """A code as the catalogue keeps it and a scan's candidates ask for it.

    A GTIN with the right check digit loses its added zeros, so that a product is found by whatever form of the
    number a scanner sends; any other text stays as it is.
    """
    text = clean(code)
    return without_zeros(text) if is_gtin(text) else text


def gtin_forms(gtin: str) -> tuple[str, ...]:
    """Every way of writing a GTIN, the one without added zeros first."""
    short = without_zeros(gtin)
    return tuple(short.zfill(length) for length in GTIN_LENGTHS if length >= len(short))


def gtin_kind(text: str) -> str:
    """The kind of a GTIN as it was sent: `gtin` or `rcn` (in-store) and how long it is without added zeros.

    Fourteen digits stay `gtin14`, unless an in-store number is in them: a case of in-store goods (a packing level in
    front) is an ordinary number.
    """
    short = without_zeros(text)
    if is_in_store(short):
        return f"rcn{len(short)}"
    return f"gtin{14 if len(text) == 14 else len(short)}"


def is_in_store(short: str) -> bool:
    """Whether a GTIN without added zeros is for use inside a shop or region only."""
    if len(short) == 14:
        return False
    if len(short) == 8:
        return short.startswith(_IN_STORE_8)
    return short.zfill(13).startswith(_IN_STORE_13)


def expand_upce(text: str) -> str:
    """A UPC-E of 6, 7 or 8 digits as the GTIN-12 that it stands for.

    Six digits are of number system 0; six and seven have no check digit yet.

    Raises:
        Refusal: `scan_number_system` (neither 0 nor 1), or `scan_check_digit`.

    Source: GS1 General Specifications, 5.2.2.4.2.
    """
    digits = text if len(text) > 6 else f"0{text}"
    if digits[0] not in "01":
        raise Refusal("scan_number_system", code=text, got=digits[0])
    system, body, last = digits[0], digits[1:7], digits[6]
    if last in "012":
        payload = f"{system}{body[:2]}{last}0000{body[2:5]}"
    elif last == "3":
        payload = f"{system}{body[:3]}00000{body[3:5]}"
    elif last == "4":
        payload = f"{system}{body[:4]}00000{body[4]}"
    else:
        payload = f"{system}{body[:5]}0000{last}"
    expected = check_digit(payload)
    if len(digits) == 8 and int(digits[7]) != expected:
        raise Refusal("scan_check_digit", code=text, expected=expected, got=digits[7])
    return f"{payload}{expected}"
