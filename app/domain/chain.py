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
        return [plain(part) for part in value]
    fields_of = value if isinstance(value, tuple) else _fields_of(kind)(value)
    end = len(fields_of)
    while end and fields_of[end - 1] in _EMPTY:
        end -= 1
    parts = list(fields_of[:end])
    # Most values hold figures and words alone, which is told without looking at them one by one.
    if _AS_IT_IS.issuperset(map(type, parts)):
        return parts
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
    return _TO_JSON.encode([type(value).__name__, plain(value)]).encode()


def digest(value: object, *, before: str = "") -> str:
    """The digest of a value after another one, 64 hexadecimal digits."""
    return hashlib.sha256(before.encode() + b"\n" + canonical(value)).hexdigest()
