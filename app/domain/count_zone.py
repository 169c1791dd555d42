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


def check_zone(zone: str) -> str:
    """A zone's name without the spaces around it; "" is the location as a whole.

    Raises:
        Refusal: `bad_zone`, `zone_is_quantity`.
    """
    zone = zone.strip()
    if "*" in zone and not zone.strip("*.,+- 0123456789"):
        raise Refusal("zone_is_quantity", zone=zone)
    if len(zone) > MAX_ZONE or "\n" in zone:
        raise Refusal("bad_zone", most=MAX_ZONE)
    return zone


def zone_key(zone: str) -> str:
    """What zones are told apart by: other capitals, other spaces or wide letters are no other zone."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", zone).casefold()).split())


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
