"""Why a scan is in no count: in the same words on the screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOBODYS = "no_match"
"""No product has the code."""
UNREADABLE = "it cannot be read"

WHY_IN_NO_COUNT: Mapping[str, str] = MappingProxyType(
    {
        "counted_below_zero": "more was taken back than was counted",
        "folded": "came twice, is counted once",
        "kit_counted_in_parts": "a kit: count its parts",
        "no_match": "no product has it",
        "no_serial": "nobody said which piece",
        "no_weight": "it says no weight or measure",
        "not_found": "of a file; no one product has it",
        "other_goods": "other goods were counted again there",
        "out_of_bounds": "it is too many",
        "outside": "not part of this count",
        "serial_or_none": "some have a serial number, others none",
        "several": "several products have it",
        "starless": "a number before it had no star",
        "unsure": "scanned while something was asked",
        "whole_pieces": "it is no whole piece",
    }
)
"""By what the journal of the sheet notes."""


def why_in_no_count(note: str) -> str:
    """Why a scan was not counted."""
    return WHY_IN_NO_COUNT.get(note, UNREADABLE)
