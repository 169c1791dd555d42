"""What goes into a symbol on a label: GS1 element strings, Digital Links, in-store weight and price codes.

Each is the reverse of a reader beside it, and is read back before it is answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import quote

from app.domain.codes.digital_link import read_link
from app.domain.codes.digits import all_digits, check_digit, without_zeros
from app.domain.codes.elements import GS, Element, identifier, read_element
from app.domain.codes.in_store import Measure, Pattern, read_measure
from app.domain.figures import write_decimal
from app.domain.refusal import Refusal

# GS1's own resolver: an address that every reader of Digital Links knows. Source: GS1 Digital Link 1.2, 2.
RESOLVER = "https://id.gs1.org"
# The qualifiers of a GTIN in the standard's order; what else is known goes behind the question mark.
_QUALIFIERS = ("22", "10", "21")
# Weight and price fill four or five digits in front of the check digit, by region; in grams, cents and tens of them.
_FILLS = (5, 4)
_DECIMALS = (3, 2, 1, 0)


def goods_elements(gtin: str, *, lot: str = "", serial: str = "", expiry: date | None = None) -> tuple[Element, ...]:
    """The elements of a piece of goods: its GTIN, its expiry (before what may end anywhere), its lot and serial.

    Raises:
        Refusal: `scan_check_digit`, `scan_length`, `scan_layout`, `scan_bad_character`.
    """
    wanted = [("01", gtin.zfill(14))]
    wanted += [("17", f"{expiry:%y%m%d}")] if expiry else []
    wanted += [(ai, value) for ai, value in (("10", lot), ("21", serial)) if value]
    return tuple(read_element(ai, value) for ai, value in wanted)


def printed_elements(elements: Sequence[Element]) -> str:
    """As people read them below a symbol: (01)04006381333931(10)L7."""
    return "".join(f"({element.ai}){element.value}" for element in elements)


def element_string(elements: Sequence[Element]) -> str:
    """As a symbol carries them: a separator behind each that may have any length, but the last."""
    parts = [f"{element.ai}{element.value}" for element in elements]
    for place, element in enumerate(elements[:-1]):
        known = identifier(element.ai)
        if known is None or known.ends_with_separator:
            parts[place] += GS
    return "".join(parts)


def digital_link(elements: Sequence[Element], *, resolver: str = RESOLVER) -> str:
    """The web address of the goods, whose first element is their key.

    Raises:
        Refusal: as `read_link`, which reads it back.
    """
    key, *others = elements
    values = {element.ai: element.value for element in others}
    path = f"{resolver}/{key.ai}/{key.value}"
    path += "".join(f"/{ai}/{quote(values[ai], safe='')}" for ai in _QUALIFIERS if ai in values)
    query = "&".join(f"{ai}={quote(value, safe='')}" for ai, value in values.items() if ai not in _QUALIFIERS)
    address = f"{path}?{query}" if query else path
    read_link(address)
    return address


def in_store_code(
    item: str,
    *,
    weight_milli: int | None = None,
    price: str | None = None,
    region: str | None,
    patterns: Sequence[Pattern] = (),
) -> str:
    """The code of weighed or priced goods: that of the catalogue with the measure in its place.

    Args:
        item: The code in the catalogue, with zeros for the measure.
        weight_milli: Grams (thousandths of a kilogram), or
        price: A decimal string in the currency's unit.
        region: As for `read_measure`.
        patterns: As for `read_measure`.

    Raises:
        Refusal: `no_measured_code` when neither region nor patterns have room for the measure in this code.
    """
    wanted = write_decimal(weight_milli, 3) if weight_milli is not None else str(price)
    short = without_zeros(item.zfill(14)) if all_digits(item) else ""
    if len(short) in (12, 13):
        for code in (*_by_patterns(short, wanted, patterns), *_candidates(short, wanted)):
            found = _read_back(code, region, patterns)
            if found is not None and found.item == short and _says(found, weight_milli, price):
                return code
    raise Refusal("no_measured_code", code=item[:40], measure=wanted)


def _by_patterns(short: str, wanted: str, patterns: Sequence[Pattern]) -> Iterator[str]:
    for pattern in patterns:
        start, end = len(pattern.before), len(pattern.before) + pattern.digits
        digits = _digits(wanted, pattern.decimals).zfill(pattern.digits)
        if len(digits) == pattern.digits:
            payload = short[:start] + digits + short[end:-1]
            yield f"{payload}{check_digit(payload)}"


def _candidates(short: str, wanted: str) -> Iterator[str]:
    """The code with the measure in the digits before the last, in every way that a region writes it."""
    for fill in _FILLS:
        start = len(short) - 1 - fill
        for decimals in _DECIMALS:
            digits = _digits(wanted, decimals).zfill(fill)
            if len(digits) != fill:
                continue
            # Some regions check the measure by a digit of its own in front of it: which one fits is read back.
            for inner in dict.fromkeys((short[start - 1], *"0123456789")):
                payload = short[: start - 1] + inner + digits
                yield f"{payload}{check_digit(payload)}"


def _digits(wanted: str, decimals: int) -> str:
    """The digits of a decimal string at so many decimals; what has more of them is cut, and not read back as wanted."""
    whole, _, part = wanted.partition(".")
    return (whole + part.ljust(decimals, "0")[:decimals]).lstrip("0")


def _read_back(code: str, region: str | None, patterns: Sequence[Pattern]) -> Measure | None:
    try:
        return read_measure(code, region, patterns)
    except Refusal:
        return None


def _says(found: Measure, weight_milli: int | None, price: str | None) -> bool:
    if weight_milli is not None:
        return found.weight is not None and _thousandths(found.weight) == weight_milli
    return found.price is not None and price is not None and _thousandths(found.price) == _thousandths(price)


def _thousandths(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole + part.ljust(3, "0")[:3])
