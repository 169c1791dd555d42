"""Zones: parts of a location that are counted by themselves, and the code on a zone's label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.domain.refusal import Refusal

MAX_ZONE = 64
ZONE_LABEL = "ZONE:"
"""What the code on a zone's label begins with; the zone's name follows."""
# A scanner may say in front which symbol it was.
_LABEL = re.compile(rf"(?:\][A-Za-z][0-9A-Fa-f])?{ZONE_LABEL}(.*)", re.IGNORECASE | re.DOTALL)
# Unicode Bidirectional Algorithm (UAX 9), 2: embeddings, overrides and isolates. A zone is told by its name alone, and
# nobody sees them in it.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check_zone(zone: str) -> str:
    """A zone's name without the spaces around it and without signs that turn its direction; "" is the whole location.

    Raises:
        Refusal: `bad_zone`, `zone_is_quantity`.
    """
    zone = _TURNS.sub("", zone).strip()
    if "*" in zone and not zone.strip("*.,+- 0123456789"):
        raise Refusal("zone_is_quantity", zone=zone)
    if len(zone) > MAX_ZONE or "\n" in zone:
        raise Refusal("bad_zone", most=MAX_ZONE)
    return zone


def zone_key(zone: str) -> str:
    """What zones are told apart by: other capitals, spaces, wide letters and what nobody sees make no other zone."""
    seen = _TURNS.sub("", zone)
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold()).split())


def spellings(zones: Iterable[str]) -> dict[str, str]:
    """How each zone is written, by its key: as it was written first."""
    spelled: dict[str, str] = {}
    for zone in zones:
        spelled.setdefault(zone_key(zone), zone)
    return spelled


def zone_code(zone: str) -> str:
    """What a zone's label says to a scanner."""
    return f"{ZONE_LABEL}{zone}"


def zone_of(text: str) -> str | None:
    """The zone that a scanned or typed label names; None where it is no zone's label."""
    match = _LABEL.fullmatch(text)
    return None if match is None else match[1].strip()
