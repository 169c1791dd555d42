"""Numbers for goods that come without one: EAN-13 of the kind that a shop may give away inside its own walls.

Source: GS1 General Specifications, 2.1.11: numbers that begin with 20 to 29 are for restricted circulation. In which of
them a weight or price is read depends on the region and on the shop's own rules: those are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.codes.digits import check_digit
from app.domain.codes.in_store import Pattern, read_measure
from app.domain.refusal import Refusal

_PREFIXES = tuple(str(prefix) for prefix in range(20, 30))
_DIGITS = 10  # between prefix and check digit
LAST_PLACE = 10**_DIGITS - 1


def own_number(prefix: str, place: int) -> str:
    """The EAN-13 at a place of a prefix, counted from 0."""
    payload = f"{prefix}{place:0{_DIGITS}d}"
    return f"{payload}{check_digit(payload)}"


def place_of(number: str) -> int:
    """The place of such a number behind its prefix."""
    return int(number[2:-1])


def free_prefixes(region: str | None, patterns: Sequence[Pattern] = ()) -> Iterator[str]:
    """The prefixes in whose numbers nothing else is read, by the region's rules and the shop's own."""
    for prefix in _PREFIXES:
        samples = (own_number(prefix, place) for place in (1, 123_456, 9_876_543_210))
        if not any(_is_measured(sample, region, patterns) for sample in samples):
            yield prefix


def _is_measured(number: str, region: str | None, patterns: Sequence[Pattern]) -> bool:
    try:
        return read_measure(number, region, patterns) is not None
    except Refusal:
        # It has a check digit of its own for a measure, which is only wrong here.
        return True
