"""PINs as they are kept: a salted hash that takes its time (Argon2id, RFC 9106), never the PIN itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher


def hashed(secret: str) -> str:
    """What is kept of a secret; another one each time."""
    return _hasher().hash(secret)


def matches(kept: str, secret: str) -> bool:
    """Whether this is the secret that was kept; what is no hash at all matches nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 -- loaded at the first PIN

    try:
        return _hasher().verify(kept, secret)
    except (InvalidHashError, VerificationError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 -- most tills have one person and no PIN

    # OWASP's least (2026): 19 MiB, two passes, one lane; some 20 ms on the machine of a shop.
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
