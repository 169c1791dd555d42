"""Identities made where things arise."""

from __future__ import annotations

import secrets
import uuid


def uuid7(now_us: int) -> str:
    """A UUID of version 7 (RFC 9562): unique without asking anybody, and close in time means close in the index.

    Args:
        now_us: Microseconds since 1970; only the milliseconds are used, never for order.
    """
    bits = ((now_us // 1000) & 0xFFFF_FFFF_FFFF) << 80
    bits |= 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))
