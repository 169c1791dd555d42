"""The chain of digests: what makes a changed or missing document show.

Each till chains its documents: digest = SHA-256(digest before, canonical form of what the document asserts). Names and
free text are outside, so that a person can be forgotten and the chain still holds. It makes tampering evident: an edit
or a gap before the head is found by the chain alone, a cut tail only against a digest kept on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

CANONICAL_VERSION = 1

_AS_IT_IS = frozenset({str, int, bool, type(None)})
_EMPTY = (None, "", ())
# An enumeration of words is written as its word: the encoder takes it for the text it is.
_TO_JSON = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False)


def plain(value: Any) -> object:
    """A frozen value as JSON knows it: the list of its fields in their order, what is empty at the end left out.

    So a field that a later version adds at the end of a kind of value changes no digest that was made before.
    """
    kind: Any = type(value)
    if kind in _AS_IT_IS or isinstance(value, str):
        return value
    if kind is tuple:
        return _several(value)
    return _parts(_said(value))


def _said(value: Any) -> tuple[Any, ...]:
    """The fields of a frozen value, what is empty at the end left out."""
    kind: Any = type(value)
    fields_of: tuple[Any, ...] = value if isinstance(value, tuple) else _fields_of(kind)(value)
    return fields_of[: _end(fields_of)]


def _several(values: tuple[Any, ...]) -> list[object]:
    """Values one after another. A line mostly ends where the one before it did, which is told at a glance."""
    found: list[object] = []
    usual, end, rest = None, 0, ()
    for value in values:
        kind: Any = type(value)
        if kind is not usual or value[end:] != rest or value[end - 1] in _EMPTY:
            own_end = _end(value) if isinstance(value, tuple) else 0
            if not 0 < own_end <= _flat(kind):
                found.append(plain(value))
                continue
            usual, end, rest = kind, own_end, value[own_end:]
        found.append(value[:end])
    return found


@cache
def _flat(kind: Any) -> int:
    """How many fields of a named tuple, from the first on, hold only what the encoder writes as it is."""
    said = [getattr(one, "__forward_arg__", "") for one in getattr(kind, "__annotations__", {}).values()]
    return next((place for place, one in enumerate(said) if one not in _FLAT), len(said))


_FLAT = frozenset({"int", "str", "bool", "int | None", "str | None", "tuple[str, ...]"})


def _end(fields_of: tuple[object, ...]) -> int:
    """Where only empty fields follow."""
    end = len(fields_of)
    while end and fields_of[end - 1] in _EMPTY:
        end -= 1
    return end


def _parts(parts: tuple[object, ...]) -> list[object]:
    # Most values hold figures and words alone, which is told without looking at them one by one.
    if _AS_IT_IS.issuperset(map(type, parts)):
        return list(parts)
    return [part if type(part) in _AS_IT_IS else plain(part) for part in parts]


@cache
def _fields_of(kind: Any) -> Callable[[object], tuple[object, ...]]:
    """Reads all fields of a kind of frozen value at once."""
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    only = attrgetter(names[0])
    return lambda value: (only(value),)


def canonical(value: object) -> bytes:
    """The canonical form: the kind of value and its fields as JSON without spaces, whole numbers and text, in UTF-8."""
    if isinstance(value, str):
        return _TO_JSON.encode([type(value).__name__, value]).encode()
    parts = _said(value)
    if any(type(part) is tuple and len(part) > _AT_ONCE for part in parts):
        return f'["{type(value).__name__}",[{",".join(map(_in_pieces, parts))}]]'.encode()
    return _TO_JSON.encode([type(value).__name__, _parts(parts)]).encode()


# The encoder lets no other thread run until it is done: with all lines of a large count, keys would wait for it.
_AT_ONCE = 1000


def _in_pieces(part: Any) -> str:
    if type(part) is not tuple or len(part) <= _AT_ONCE:
        return _TO_JSON.encode(plain(part))
    pieces = (part[start : start + _AT_ONCE] for start in range(0, len(part), _AT_ONCE))
    return f"[{','.join(_TO_JSON.encode(_several(piece))[1:-1] for piece in pieces)}]"


def digest(value: object, *, before: str = "") -> str:
    """The digest of a value after another one, 64 hexadecimal digits."""
    return hashlib.sha256(before.encode() + b"\n" + canonical(value)).hexdigest()
