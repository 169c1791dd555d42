"""GS1 element strings: an application identifier (AI) and its data, one after the other, as in GS1-128 and DataMatrix.

The table of identifiers and the layout of their data is biip's (GS1's own list). What biip leaves open is checked
here: a field of variable length ends with GS and nowhere else, and every number with a check digit has the right one.
Which identifiers need or exclude each other is not asked: a carton that breaks those rules can still be sold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.domain.codes.digits import all_digits, require_checked
from app.domain.codes.scan import shown
from app.domain.refusal import Refusal

GS = "\x1d"

# GS1 character set 82, of which every identifier takes a part; `#` belongs to AI 8010 alone.
_KNOWN_CHARACTERS = re.compile(r"[!-\"%-?A-Z_a-z]*", re.ASCII)
_DATES = frozenset("11 12 13 15 16 17 4324 4325 4326 7003 7006 7007 7011 8008".split())
# How many digits in front have a check digit at their end (GS1 syntax dictionary, `csum`). Not AI 8003: crates carry
# wrong ones in real life, and nothing is sold by the number of a crate.
_CHECKED = {
    **dict.fromkeys(("00", "8017", "8018"), 18),
    **dict.fromkeys(("01", "02", "03", "8006", "8026"), 14),
    **dict.fromkeys(("253", "255", "410", "411", "412", "413", "414", "415", "416", "417"), 13),
    "402": 17,
}
_HRI_FIELD = re.compile(r"\(([^()]*)\)")
# How a lot or serial ends that swallowed the expiry date behind it, because the separator was not sent.
_SWALLOWED_DATE = re.compile(r".*1[1-7][0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An application identifier and the layout of its data."""

    ai: str
    title: str
    layout: str
    data: re.Pattern[str]
    ends_with_separator: bool

    @property
    def has_fixed_length(self) -> bool:
        """Whether all data have the same length."""
        return ".." not in self.layout and "[" not in self.layout


@dataclass(frozen=True, slots=True)
class Element:
    """An application identifier with its data."""

    ai: str
    value: str


@lru_cache(maxsize=4096)
def identifier(head: str) -> Identifier | None:
    """The application identifier that a text begins with; its first four characters are enough."""
    # Loading biip costs a tenth of a second: the first GS1 code pays for it, not the start of the program.
    from biip import ParseError  # noqa: PLC0415
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier  # noqa: PLC0415

    try:
        found = GS1ApplicationIdentifier.extract(head)
    except ParseError:
        return None
    data = found.pattern.removeprefix(f"^{found.ai}").removesuffix("$")
    layout = found.format.partition("+")[2]
    return Identifier(found.ai, found.data_title, layout, re.compile(data, re.ASCII), found.separator_required)


def read_elements(text: str) -> tuple[Element, ...]:
    """The fields of an element string; GS between and around them.

    Raises:
        Refusal: `scan_empty`, `scan_ai_unknown`, `scan_length`, `scan_layout`, `scan_bad_character`,
            `scan_not_ascii_digits`, `scan_check_digit` or `scan_date`.
    """
    rest = text.strip(GS)
    if not rest:
        raise Refusal("scan_empty")
    elements = []
    while rest:
        known = identifier(rest[:4])
        if known is None:
            raise _unknown(rest)
        field = rest[len(known.ai) :].partition(GS)[0]
        if not known.ends_with_separator:
            fitting = known.data.match(field)
            field = fitting[0] if fitting else field
        elements.append(_checked(known, field))
        rest = rest[len(known.ai) + len(field) :].lstrip(GS)
    return _without_repeats(elements)


def read_hri(text: str) -> tuple[Element, ...]:
    """The fields of a text as it is printed under a bar code: `(01)07032069804988(17)221231`.

    Raises:
        Refusal: `scan_hri` where it is not of that form, else as `read_elements`.
    """
    packed = "".join(text.split())
    pieces = _HRI_FIELD.split(packed)
    if pieces[0] or len(pieces) < 3:
        raise Refusal("scan_hri", text=shown(text))
    elements = []
    for ai, value in zip(pieces[1::2], pieces[2::2], strict=True):
        elements.append(read_element(ai, value))
    return _without_repeats(elements)


def read_element(ai: str, value: str) -> Element:
    """One field whose identifier and data stand apart.

    Raises:
        Refusal: As `read_elements`.
    """
    known = identifier(ai)
    if known is None or known.ai != ai:
        raise _unknown(ai)
    return _checked(known, value)


def _unknown(text: str) -> Refusal:
    if _KNOWN_CHARACTERS.fullmatch(text.replace(GS, "")) is None:
        return _bad_character(text.replace(GS, ""))
    return Refusal("scan_ai_unknown", ai=shown(text[:4]))


def _bad_character(text: str) -> Refusal:
    odd = next((one for one in text if _KNOWN_CHARACTERS.fullmatch(one) is None), text[:1])
    if odd.isdigit() and not odd.isascii():
        return Refusal("scan_not_ascii_digits", text=shown(text))
    return Refusal("scan_bad_character", character=shown(odd))


def _checked(known: Identifier, value: str) -> Element:
    if not value or known.data.fullmatch(value) is None:
        raise _misfit(known, value)
    if known.ai in _CHECKED:
        require_checked(value[: _CHECKED[known.ai]])
    if known.ai in _DATES:
        read_moment(known.ai, value)
    return Element(known.ai, value)


def _misfit(known: Identifier, value: str) -> Refusal:
    """Why data does not fit its identifier."""
    if known.layout.startswith("N") and not all_digits(value) and _KNOWN_CHARACTERS.fullmatch(value):
        if not value:
            return Refusal("scan_length", what=f"({known.ai}) {known.title}", expected=known.layout, got=0)
        return Refusal("scan_layout", ai=known.ai, value=shown(value), layout=known.layout)
    if _KNOWN_CHARACTERS.fullmatch(value) is None and known.ai != "8010":
        return _bad_character(value)
    if known.ai in _DATES and len(value) >= 6:
        return Refusal("scan_date", ai=known.ai, value=shown(value))
    return Refusal("scan_length", what=f"({known.ai}) {known.title}", expected=known.layout, got=len(value))


def _without_repeats(elements: list[Element]) -> tuple[Element, ...]:
    """The fields in order, each once: the same identifier with two values leaves open which one is meant."""
    values: dict[str, str] = {}
    for element in elements:
        if values.setdefault(element.ai, element.value) != element.value:
            raise Refusal("scan_layout", ai=element.ai, value=shown(element.value), layout="each field once")
    return tuple(Element(ai, value) for ai, value in values.items())


def read_moment(ai: str, value: str) -> str:
    """The date of a field, with the time where it has one: `2022-12-31` or `2007-01-02T14:15`.

    Day 00 is the last of the month. The century is the one that makes the year nearest (GS1 General Specifications,
    7.12); time 9999 is none. Of a harvest (AI 7007), which may have two dates, it is the first.

    Raises:
        Refusal: `scan_date`.
    """
    day, rest = _day(value[:6]), value[6:]
    if ai == "7007":
        day, rest = (day if not rest or _day(rest) else None), ""
    time = "" if rest == "9999" else rest
    parts = [time[place : place + 2] for place in range(0, len(time), 2)]
    if day is None or any(int(part) >= limit for part, limit in zip(parts, (24, 60, 60), strict=False)):
        raise Refusal("scan_date", ai=ai, value=shown(value))
    hour, minute = (*parts, "00")[:2] if parts else ("", "")
    return f"{day}T{hour}:{minute}" if parts else day


def ends_like_a_date(value: str) -> bool:
    """Whether a lot or serial ends in an identifier and a date, as it does when the separator was not sent."""
    return _SWALLOWED_DATE.fullmatch(value) is not None


def _day(digits: str) -> str | None:
    from biip import ParseError  # noqa: PLC0415 -- as in `identifier`
    from biip.gs1_element_strings import GS1ElementString  # noqa: PLC0415

    try:
        found = GS1ElementString.parse(f"11{digits}").date
    except ParseError:
        return None
    return None if found is None else found.isoformat()
