"""Why a scan is in no count: in the same words on the screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOBODYS = "no_match"
"""No product has the code."""
UNREADABLE = "it cannot be read"

WHY_IN_NO_COUNT: Mapping[str, str] = MappingProxyType(
    {
        "bad_code": "it is no code",
        "bad_number": "its quantity is no figure",
        "batch_below_zero": "its quantity is below zero",
        "batch_comma": "its quantity may be two figures",
        "batch_no_code": "the row has no code",
        "counted_below_zero": "more was taken back than was counted",
        "figure_unclear": "its quantity can mean two figures",
        "folded": "came twice, is counted once",
        "kit_counted_in_parts": "a kit; its parts are counted",
        "maybe_piece": "a product's code, or a serial number?",
        "no_match": "no product has it",
        "no_serial": "nobody said which piece",
        "no_weight": "it says no weight or measure",
        "not_found": "of a file; no one product has it",
        "not_on_paper": "not on the printed sheet",
        "not_stocked": "keeps no stock, is not counted",
        "other_goods": "other goods were counted again there",
        "out_of_bounds": "it is too many",
        "outside": "not part of this count",
        "serial_or_none": "some have a serial number, others none",
        "several": "several products have it",
        "starless": "a number before it had no star",
        "too_many_decimals": "its quantity has too many decimals",
        "unsure": "scanned while something was asked",
        "whole_pieces": "it is no whole piece",
    }
)
"""By what the journal of the sheet notes."""


def why_in_no_count(note: str) -> str:
    """Why a scan was not counted."""
    return WHY_IN_NO_COUNT.get(note, UNREADABLE)
