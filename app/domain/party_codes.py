"""Codes of suppliers, customers, locations, tills, kinds of tender and reasons."""

from __future__ import annotations

from app.domain.refusal import Refusal

_LONGEST, _LONGEST_OF_TILL = 32, 8


def check_party_code(kind: str, code: str) -> None:
    """Refuse a code that is empty, too long or cannot be printed; a till's, which stands in numbers, is alphanumeric.

    Raises:
        Refusal: `bad_party_code`.
    """
    longest = _LONGEST_OF_TILL if kind == "till" else _LONGEST
    if not 1 <= len(code) <= longest or not code.isprintable() or (kind == "till" and not code.isalnum()):
        raise Refusal("bad_party_code", kind=kind, text=code[:40], most=longest)
