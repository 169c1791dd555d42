"""GS1 Digital Link: a web address with a product in it, such as https://id.gs1.org/01/09520123456788/10/ABC1?17=180426.

Source: GS1 Digital Link Standard: URI Syntax 1.6; what it leaves open is decided as GS1's own engine does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, unquote_plus

from app.domain.codes.digits import GTIN_LENGTHS, all_digits
from app.domain.codes.elements import Element, identifier, read_element
from app.domain.codes.scan import shown
from app.domain.refusal import Refusal

_WEB_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)
# Addresses that are no web address, as codes on posters and business cards have them.
_OTHER_ADDRESS = re.compile(r"(mailto|tel|sms|smsto|geo|urn):.", re.IGNORECASE)
_SCHEMES = ("http", "https", "HTTP", "HTTPS")
_NOT_OF_AN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_NOT_OF_A_HOST = re.compile(r"[_~?#@!$&'()*+,;=%]")

_IN_ORDER = ("22", "10", "21")
# The keys an address can have, each with the sequences of qualifiers that may follow it, every one of them optional.
_QUALIFIERS: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(("00", "253", "255", "401", "402", "8003", "8013"), ()),
    "01": (_IN_ORDER, ("235",)),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    "417": (("7040",),),
    "8004": (("7040",),),
    "8006": (_IN_ORDER,),
    "8010": (("8011",),),
    "8017": (("8019",),),
    "8018": (("8019",),),
}


def is_address(text: str) -> bool:
    """Whether a text is an address, of the web or otherwise."""
    return _WEB_ADDRESS.match(text) is not None or _OTHER_ADDRESS.match(text) is not None


def is_web_address(text: str) -> bool:
    """Whether a text is an address of the web. The standard writes the scheme small or large, never mixed."""
    return text.partition("://")[0] in _SCHEMES and "://" in text


def read_link(text: str) -> tuple[Element, ...]:
    """The fields of a Digital Link: the key, its qualifiers, then what the query says.

    Raises:
        Refusal: `scan_dl_scheme`, `scan_dl_no_key`, `scan_dl_path`, `scan_dl_qualifier`, `scan_dl_empty_value`, or as
            `elements.read_elements`.
    """
    match = _WEB_ADDRESS.fullmatch(text)
    if match is None:
        raise Refusal("scan_dl_scheme", scheme=shown(text.partition(":")[0]))
    odd = _NOT_OF_AN_ADDRESS.search(text)
    if odd is not None:
        raise Refusal("scan_bad_character", character=shown(odd[0]))
    address, _, _ = match[2].partition("#")
    place, _, query = address.partition("?")
    host, _, path = place.partition("/")
    odd = _NOT_OF_A_HOST.search(host)
    if odd is not None:
        raise Refusal("scan_bad_character", character=odd[0])
    segments = path.split("/")
    start = _find_key(segments)
    if match[1] not in _SCHEMES:
        raise Refusal("scan_dl_scheme", scheme=shown(match[1]))
    if not host or "" in segments:
        raise Refusal("scan_dl_path", path=shown(f"/{path}"))
    pairs = list(zip(segments[start::2], segments[start + 1 :: 2], strict=True))
    key, qualifiers = pairs[0][0], [ai for ai, _ in pairs[1:]]
    _check_qualifiers(key, qualifiers)
    elements = [_element(ai, unquote(value, "latin-1")) for ai, value in pairs]
    return tuple(elements + _read_query(query, key, qualifiers))


def _find_key(segments: Sequence[str]) -> int:
    """The place of the right-most key: from it to the end there are identifiers, each with its value."""
    for place in range(len(segments) - 2, -1, -2):
        if segments[place] in _QUALIFIERS:
            return place
        if not _is_identifier(segments[place]):
            break
    if any(segment in _QUALIFIERS for segment in segments):
        raise Refusal("scan_dl_path", path=shown("/" + "/".join(segments)))
    raise Refusal("scan_dl_no_key")


def _is_identifier(text: str) -> bool:
    known = identifier(text) if all_digits(text) and len(text) <= 4 else None
    return known is not None and known.ai == text


def _check_qualifiers(key: str, qualifiers: Sequence[str]) -> None:
    for sequence in _QUALIFIERS[key] or ((),):
        ordered = [ai for ai in sequence if ai in qualifiers]
        if ordered == list(qualifiers):
            return
    raise Refusal("scan_dl_qualifier", ai=qualifiers[0], key=key)


def _read_query(query: str, key: str, qualifiers: Sequence[str]) -> list[Element]:
    elements: list[Element] = []
    seen = {key, *qualifiers}
    for part in query.split("&"):
        name, equals, value = part.partition("=")
        if not equals or not all_digits(name):
            continue
        if not _is_identifier(name):
            raise Refusal("scan_ai_unknown", ai=shown(name))
        if not value:
            raise Refusal("scan_dl_empty_value", ai=name)
        # What names the goods belongs into the path, and each field stands once.
        belongs_in_path = any({*qualifiers, name} <= set(sequence) for sequence in _QUALIFIERS[key])
        if name in seen or belongs_in_path:
            raise Refusal("scan_dl_qualifier", ai=name, key=key)
        seen.add(name)
        elements.append(_element(name, unquote_plus(value, "latin-1")))
    return elements


def _element(ai: str, value: str) -> Element:
    """A field of an address, where a GTIN may have lost the zeros in front."""
    if ai == "01" and len(value) in GTIN_LENGTHS:
        value = value.zfill(14)
    return read_element(ai, value)
