"""From the characters of a scan to what they mean: which rule reads them.

With an AIM identifier in front (`]C1`, sent by scanners that are set to) the symbol says what it holds. Without one the
first rule that fits wins, in the order of `_READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.codes.digital_link import is_address, is_web_address, read_link
from app.domain.codes.digits import (
    GTIN_LENGTHS,
    SSCC_LENGTH,
    all_digits,
    expand_upce,
    gtin_kind,
    is_checked,
    is_gtin,
    require_checked,
    without_zeros,
)
from app.domain.codes.elements import GS, Element, identifier, read_elements, read_hri
from app.domain.codes.fields import number_candidates, unique, with_elements, with_measure
from app.domain.codes.in_store import Pattern, check_region, read_measure
from app.domain.codes.scan import MAX_CHARACTERS, Scan, clean, shown
from app.domain.refusal import Refusal

_ERROR = "scan_"
# ISO/IEC 15424: the characters of symbologies, then a modifier; ]Y says by its modifier how much longer it is.
_AIM = re.compile(r"\][A-IJ-UXZcdeghopsuz][0-9A-F]|\]Y([0-9])", re.ASCII)
_AIM_LENGTH = 3
# NUL and halves of characters: no symbol holds them.
_NO_CHARACTER = re.compile(r"[\x00\ud800-\udfff]")
_ELEMENT_AIMS = ("]C1", "]e0", "]d2", "]Q3", "]J1")
_LINK_AIMS = ("]Q1", "]d1")
_RETAIL_AIMS = {"]E0": 13, "]E4": 8, "]I1": 14}
# What links the bars of a retail code with the composite part above them.
_COMPOSITE = "|]e0"
_STAND_INS = "|#"
_ELEMENT_TEXT = re.compile(r"[!-\"%-?A-Z_a-z\x1d]*", re.ASCII)
_DOUBLED_LENGTHS = (8, 12, 13)
_UPCE_LENGTHS = (6, 7, 8)
_HRI_START = re.compile(r"\([0-9)]")
_HRI_INSIDE = re.compile(r"\(([0-9]{2,4})\)[^()]")
_ISBN = ("978", "9791", "9792", "9793", "9794", "9795", "9796", "9797", "9798", "9799")


@dataclass(frozen=True, slots=True)
class _Way:
    """How in-store codes are read."""

    region: str | None
    patterns: Sequence[Pattern]


def parse(text: str, *, region: str | None = None, patterns: Sequence[Pattern] = ()) -> Scan:
    """Say what a scan means. Any text at all gets an answer.

    Args:
        text: What the scanner sent, without the key that ends it.
        region: Whose rules for in-store codes apply; None reads no weight or price out of them.
        patterns: The shop's own rules for in-store codes; they come before the region's.

    Raises:
        Refusal: `unknown_region`; nothing about the text is refused by raising.
    """
    way = _Way(None if region is None else check_region(region), patterns)
    code = clean(text)
    aim = ""
    try:
        _check_text(code)
        aim = _aim_of(code)
        scan = _read_by_aim(code, aim, way) if aim else _read_plain(code, way)
    except Refusal as refusal:
        scan = _refused(code, refusal, known_to_shop=not code.startswith("]"))
    return replace(scan, region=region, aim=aim or None)


def _refused(code: str, refusal: Refusal, *, known_to_shop: bool) -> Scan:
    """The answer for what cannot be read. The shop's own codes may look like that: then the catalogue decides."""
    should_be = refusal.facts.get("expected") if refusal.code == "scan_check_digit" else None
    return Scan(
        code,
        "unknown" if refusal.code == "scan_no_match" else "error",
        error=refusal.code.removeprefix(_ERROR),
        facts=refusal.facts,
        should_be=should_be if isinstance(should_be, int) else None,
        candidates=unique(code) if known_to_shop and refusal.code != "scan_too_long" else (),
    )


def _check_text(code: str) -> None:
    if not code:
        raise Refusal("scan_empty")
    if len(code) > MAX_CHARACTERS:
        raise Refusal("scan_too_long", got=len(code), limit=MAX_CHARACTERS)
    odd = _NO_CHARACTER.search(code)
    if odd is not None:
        raise Refusal("scan_bad_character", character=shown(odd[0]))


def _aim_of(code: str) -> str:
    """The AIM identifier in front of a scan, or ""."""
    if not code.startswith("]"):
        return ""
    match = _AIM.match(code)
    if match is None:
        if len(code) < _AIM_LENGTH:
            raise Refusal("scan_aim_short", text=shown(code))
        raise Refusal("scan_aim_unknown", text=shown(code[:_AIM_LENGTH]))
    length = _AIM_LENGTH + (int(match[1]) if match[1] else 0)
    if len(code) < length:
        raise Refusal("scan_aim_short", text=shown(code))
    return code[:length]


def _read_by_aim(code: str, aim: str, way: _Way) -> Scan:
    payload = code[len(aim) :].strip(GS)
    if not payload:
        raise Refusal("scan_empty")
    if aim in _RETAIL_AIMS:
        doubled = _read_double(payload.replace(aim, "", 1), way) if payload.count(aim) == 1 else None
        return doubled or _read_retail(code, payload, aim, way)
    if aim in _ELEMENT_AIMS:
        return _elements_scan(code, "gs1", read_elements(payload.replace(_COMPOSITE, GS)), way)
    if aim in _LINK_AIMS and is_web_address(payload):
        return _elements_scan(code, "digital_link", read_link(payload), way)
    return Scan(code, "text", content=payload, candidates=unique(payload, *_forms_within(payload)))


def _forms_within(text: str) -> tuple[str, ...]:
    """The forms of a GTIN that is printed in a symbol for any text, such as Code 39."""
    return number_candidates(text) if is_gtin(text) else ()


def _read_retail(code: str, payload: str, aim: str, way: _Way) -> Scan:
    """An EAN/UPC or ITF-14 symbol, perhaps with a composite part."""
    number, composite, rest = payload.partition(_COMPOSITE)
    length = _RETAIL_AIMS[aim]
    if not all_digits(number):
        odd = next((one for one in number if not all_digits(one)), "")
        if odd.isdigit():
            raise Refusal("scan_not_ascii_digits", text=shown(number))
        raise Refusal("scan_bad_character", character=shown(odd))
    if len(number) != length:
        raise Refusal("scan_length", what=f"The code behind {aim}", expected=length, got=len(number))
    require_checked(number)
    scan = _gtin_scan(code, number, way)
    if aim == "]E4":
        scan = replace(scan, kind="gtin8")
    return _with_composite(scan, rest, way) if composite else scan


def _with_composite(scan: Scan, rest: str, way: _Way) -> Scan:
    return with_elements(scan, read_elements(rest), region=way.region, patterns=way.patterns)


def _read_plain(code: str, way: _Way) -> Scan:
    """A scan without an AIM identifier: the first rule that fits wins."""
    for read in _READERS:
        scan = read(code, way)
        if scan is not None:
            return scan
    raise _no_match(code)


def _read_address(code: str, way: _Way) -> Scan | None:
    return _elements_scan(code, "digital_link", read_link(code), way) if is_address(code) else None


def _read_printed(code: str, way: _Way) -> Scan | None:
    """The text under a bar code, typed or copied: (01)...(10)..."""
    if _HRI_START.match(code):
        return _elements_scan(code, "gs1", read_hri(code), way)
    inside = _HRI_INSIDE.search(code)
    known = identifier(inside[1]) if inside else None
    if inside and known and known.ai == inside[1] and all_digits(code[inside.end() - 1 :][:1]):
        raise Refusal("scan_hri", text=shown(code))
    return None


def _read_number(code: str, way: _Way) -> Scan | None:
    number, composite, rest = code.partition(_COMPOSITE)
    if not is_gtin(number):
        return None
    scan = _gtin_scan(code, number, way)
    return _with_composite(scan, rest, way) if composite else scan


def _gtin_scan(code: str, number: str, way: _Way) -> Scan:
    kind = gtin_kind(number)
    candidates = number_candidates(number)
    if len(number) == 8:
        candidates = unique(*candidates, *_short_upc(number))
    isbn = number[-13:] if kind == "gtin13" and number[-13:].startswith(_ISBN) else None
    scan = Scan(code, kind, gtin=number.zfill(14), isbn=isbn, candidates=candidates)
    measure = read_measure(number, way.region, way.patterns)
    return scan if measure is None else with_measure(scan, measure)


def _short_upc(number: str) -> tuple[str, ...]:
    """The GTIN-12 that eight digits would stand for as UPC-E: a second reading, for the catalogue to decide."""
    try:
        return (without_zeros(expand_upce(number)),)
    except Refusal:
        return ()


def _read_upce(code: str, _: _Way) -> Scan | None:
    if len(code) not in _UPCE_LENGTHS or not all_digits(code):
        return None
    if len(code) == 8 and not _short_upc(code):
        return None
    expanded = expand_upce(code)
    # Six and seven digits have no check digit: a code of the shop's own that looks the same comes first.
    candidates = unique(code, *number_candidates(expanded))
    return Scan(code, "upce", gtin=expanded.zfill(14), candidates=candidates)


def _read_sscc(code: str, _: _Way) -> Scan | None:
    number = code[2:] if len(code) == SSCC_LENGTH + 2 and code.startswith("00") else code
    if len(number) != SSCC_LENGTH or not all_digits(number) or not is_checked(number):
        return None
    return Scan(code, "sscc", sscc=number, candidates=unique(number, code))


def _read_double(code: str, way: _Way) -> Scan | None:
    """One EAN/UPC twice in a string: a scanner that read twice, or two reads that ran together."""
    half = code[: len(code) // 2]
    if len(half) not in _DOUBLED_LENGTHS or half + half != code:
        return None
    scan = _read_number(half, way) or (_read_upce(half, way) if len(half) == 8 and all_digits(half) else None)
    return None if scan is None else replace(scan, text=code, kind="double", repeat=2)


def _read_element_string(code: str, way: _Way) -> Scan | None:
    stand_in = next((one for one in _STAND_INS if one in code), None)
    text = code.replace(stand_in, GS) if stand_in else code
    if not text[:2].isdigit() or _ELEMENT_TEXT.fullmatch(text) is None:
        return None
    if _is_misread_number(text):
        return None
    try:
        elements = read_elements(text)
    except Refusal as refusal:
        if _is_broken_element_string(text, refusal):
            raise
        return None
    scan = _elements_scan(code, "gs1", elements, way)
    return replace(scan, separator=stand_in, candidates=unique(*scan.candidates, code))


def _is_misread_number(text: str) -> bool:
    """Whether digits have the length of a number with a check digit, alone or twice, and only that digit is wrong.

    Any digits at all fit a lot (10), a serial (21), an order (400) or 90 to 99: a misread EAN must not pass for one of
    them. A first field of fixed length, such as a date, is no accident.
    """
    if not all_digits(text):
        return False
    half = text[: len(text) // 2]
    if len(text) not in (*GTIN_LENGTHS, SSCC_LENGTH) and not (len(half) in _DOUBLED_LENGTHS and half + half == text):
        return False
    known = identifier(text[:4])
    return known is not None and not known.has_fixed_length


def _is_broken_element_string(text: str, refusal: Refusal) -> bool:
    """Whether a text is meant as an element string, though it is not right: digits alone, or fields with GS."""
    if identifier(text[:4]) is None:
        return False
    if refusal.code in ("scan_check_digit", "scan_date"):
        return not (all_digits(text) and len(text) in (*GTIN_LENGTHS, SSCC_LENGTH))
    return GS in text or (all_digits(text) and len(text) > max(GTIN_LENGTHS) and len(text) != SSCC_LENGTH)


def _elements_scan(code: str, kind: str, elements: Sequence[Element], way: _Way) -> Scan:
    gtin = next((element.value for element in elements if element.ai == "01"), None)
    candidates = number_candidates(gtin) if gtin else ()
    scan = Scan(code, kind, gtin=gtin, candidates=candidates)
    return with_elements(scan, elements, region=way.region, patterns=way.patterns)


def _no_match(code: str) -> Refusal:
    """Why a scan that no rule fits is refused."""
    if code.isdigit() and not code.isascii():
        return Refusal("scan_not_ascii_digits", text=shown(code))
    if all_digits(code) and (len(code) in GTIN_LENGTHS or len(code) == SSCC_LENGTH):
        try:
            require_checked(code)
        except Refusal as refusal:
            return refusal
    odd = next((one for one in code if one != GS and not one.isprintable()), None)
    if odd is not None:
        return Refusal("scan_bad_character", character=shown(odd))
    return Refusal("scan_no_match", text=shown(code))


_READERS: tuple[Callable[[str, _Way], Scan | None], ...] = (
    _read_address,
    _read_printed,
    _read_number,
    _read_upce,
    _read_sscc,
    _read_double,
    _read_element_string,
)
