"""The chain of digests: what makes a changed or missing document show.

Each till chains its documents: digest = SHA-256(digest before, canonical form of what the document asserts). Names and
free text are outside, so that a person can be forgotten and the chain still holds. It makes tampering evident: an edit
or a gap before the head is found by the chain alone, a cut tail only against a digest kept on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, cast

CANONICAL_VERSION = 1


def plain(value: object) -> object:
    """A frozen value as JSON knows it, without what is empty: a field that a later version adds changes no digest."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [plain(part) for part in cast("Iterable[object]", value)]
    if isinstance(value, Enum):
        return value.value
    named = _named_values(cast("Any", kind))
    return {
        name: part if type(part) in _AS_IT_IS else plain(part)
        for name, part in zip(named.names, named.values(value), strict=True)
        if part is not None and part not in ("", ())
    }


_AS_IT_IS = frozenset({str, int, bool, type(None)})


class _Named(NamedTuple):
    """The fields of a kind of frozen value, and how to read them all at once."""

    names: tuple[str, ...]
    values: Callable[[object], tuple[object, ...]]


@cache
def _named_values(kind: Any) -> _Named:
    names = tuple(sorted(field.name for field in fields(kind)))
    one = attrgetter(names[0])
    return _Named(names, attrgetter(*names) if len(names) > 1 else lambda value: (one(value),))


def canonical(value: object) -> bytes:
    """The canonical form: JSON with sorted names, no spaces, whole numbers and text only, UTF-8."""
    return _TO_JSON.encode(plain(value)).encode()


# Names are sorted by `plain` already.
_TO_JSON = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False)


def digest(value: object, *, before: str = "") -> str:
    """The digest of a value after another one, 64 hexadecimal digits."""
    return hashlib.sha256(before.encode() + b"\n" + canonical(value)).hexdigest()
