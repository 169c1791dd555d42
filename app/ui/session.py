"""Who is at the till."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Session:
    """Who is at the till. It changes when somebody else signs in; what is open stays.

    Attributes:
        user, name: Code and name; while nobody has signed in yet, those of the owner.
        is_open: Whether somebody has signed in.
    """

    user: str
    name: str
    is_open: bool = True
