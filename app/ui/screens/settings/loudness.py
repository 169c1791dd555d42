"""How the machine's volume is offered as a choice of four."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.sound import Loudness

if TYPE_CHECKING:
    from app.base.settings import Machine

_VOLUMES = {Loudness.QUIET: 35, Loudness.NORMAL: 70, Loudness.LOUD: 100}


def loudness_of(machine: Machine) -> Loudness:
    """The choice that a machine's settings come to."""
    if not machine.sound or machine.volume <= 0:
        return Loudness.OFF
    return next((loudness for loudness, volume in _VOLUMES.items() if machine.volume <= volume), Loudness.LOUD)


def volume_of(loudness: Loudness) -> int:
    """The volume that stands for a choice."""
    return _VOLUMES.get(loudness, 0)
