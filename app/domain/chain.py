"""The chain of digests: what makes a changed or missing document show.

Each till chains its documents: digest = SHA-256(digest before, canonical form of what the document asserts). Names and
free text are outside, so that a person can be forgotten and the chain still holds. It makes tampering evident: an edit
or a gap before the head is found by the chain alone, a cut tail only against a digest kept on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

CANONICAL_VERSION = 1


def plain(value: object) -> object:
    """A frozen value as JSON knows it, without what is empty: a field that a later version adds changes no digest."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        pairs = ((one.name, plain(getattr(value, one.name))) for one in fields(value))
        return {name: part for name, part in pairs if part not in (None, "", [], {})}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    return value


def canonical(value: object) -> bytes:
    """The canonical form: JSON with sorted names, no spaces, whole numbers and text only, UTF-8."""
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(value: object, *, before: str = "") -> str:
    """The digest of a value after another one, 64 hexadecimal digits."""
    return hashlib.sha256(before.encode() + b"\n" + canonical(value)).hexdigest()
