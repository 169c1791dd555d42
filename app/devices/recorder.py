"""Writes the keys of a scanner down as they come, in place of the wedge, while a scanner is being set up.

Nothing is known of the scanner yet: whatever comes quickly and ends in silence is a reading; all else is typing.
"""

from __future__ import annotations

from app.devices.burst import elapsed
from app.devices.keys import Key, KeyKind
from app.devices.wedge import Verdict

# The slowest scanner needs less between two keys, and a person who reads the next line of a dialog needs more.
SILENCE_MS = 400
_FEWEST_KEYS = 8
_SLOWEST_MS = 120  # on average; a hand needs more
_MOST_KEYS = 4096


class Recorder:
    """Has the form of a wedge: keys in, verdicts out."""

    def __init__(self) -> None:
        self._held: list[Key] = []

    @property
    def deadline_ms(self) -> int | None:
        """When `tick` wants to be called, by the clock of the events; None while nothing is held."""
        return self._held[-1].at_ms + SILENCE_MS if self._held else None

    def tick(self, now_ms: int) -> Verdict:
        """Time has passed and no key came."""
        return self._conclude() if self._is_over(now_ms) else Verdict()

    def interrupt(self) -> Verdict:
        """The pointer was used, or the recording ends."""
        return self._conclude()

    def feed(self, key: Key) -> Verdict:
        """Take a key in."""
        if self._is_over(key.at_ms):
            before = self._conclude()
            then = self.feed(key)
            return Verdict(then.swallow, before.replay + then.replay, recorded=before.recorded)
        if not self._held and (not key.pressed or key.kind is not KeyKind.CHARACTER) and not key.alt:
            return Verdict()
        if len(self._held) < _MOST_KEYS:
            self._held.append(key)
        return Verdict(swallow=True)

    def _is_over(self, now_ms: int) -> bool:
        return bool(self._held) and elapsed(self._held[-1].at_ms, now_ms) >= SILENCE_MS

    def _conclude(self) -> Verdict:
        held, self._held = tuple(self._held), []
        struck = [key for key in held if key.pressed and key.kind is not KeyKind.MODIFIER]
        if len(struck) < _FEWEST_KEYS:
            return Verdict(replay=held)
        spent_ms = elapsed(struck[0].at_ms, struck[-1].at_ms)
        if spent_ms > _SLOWEST_MS * (len(struck) - 1):
            return Verdict(replay=held)
        return Verdict(recorded=held)
