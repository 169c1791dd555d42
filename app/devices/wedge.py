"""The wedge: tells the keys of a scanner from those of a hand, by their times alone.

Keys go in, each with the time of its event; out come scans, and the typed keys, unharmed and in order. There is no
clock and no window in here: whoever calls it asks `deadline_ms` and calls `tick` when that time has come.

A scanner presses a key every 0 to 10 ms (slow ones 40), a hand at most every 67 on average, two of them now and then
closer. So each key that could begin a scan is held until a gap shows that it did not, or until the key that ends the
scan. Short bursts have to be quicker than long ones. A hand that strikes while the scanner sends is noticed by its key
staying down over the scanner's next ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.devices.burst import Burst, Stroke, elapsed, is_scan, is_unended_scan, longest_gap_ms, text_of
from app.devices.keys import Key, KeyKind, alt_character, control_character, keypad_digit, us_character
from app.devices.scanner import GS, Layout, RawScan, ScannerProfile

# Once it is no hand, the pause may be this many gaps: a scan must not come in two halves.
_PATIENCE = 4
# How long after a scan whose end was missing, in gaps, the late Enter is still taken for its end.
_LATE_END = 6
# No keyboard repeats a key that is held down sooner than this.
_SOONEST_REPEAT_MS = 100
# What else comes in one scan is passed over: a scanner gone mad must not fill the memory.
_MOST_CHARACTERS = 16_384


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a key.

    Attributes:
        swallow: Nobody else may see the key.
        replay: Keys that were held and are typing, in order; they come before the key itself.
        scans: Scans that are complete now.
        folded: Repeats that no hand can make.
        recorded: All keys of a reading, where they are written down instead (`recorder`).
    """

    swallow: bool = False
    replay: tuple[Key, ...] = ()
    scans: tuple[RawScan, ...] = ()
    folded: tuple[RawScan, ...] = ()
    recorded: tuple[Key, ...] = ()


_PASS = Verdict()
_SWALLOW = Verdict(swallow=True)


class Wedge:
    """Keys in, verdicts out. One for a program: every scanner types into the same stream."""

    def __init__(self, profile: ScannerProfile | None = None) -> None:
        self.profile = profile or ScannerProfile()
        self._burst = Burst()
        # Keys that were swallowed going down: nobody may see them go up.
        self._down: set[int] = set()
        # Which key was struck last, and when.
        self._struck = (0, 0)
        self._last_scan: RawScan | None = None
        self._ends_taken_ms = 0

    @property
    def deadline_ms(self) -> int | None:
        """When `tick` wants to be called, by the clock of the events; None while nothing is held."""
        return self._burst.last_ms + self._patience_ms() if self._burst.held else None

    def tick(self, now_ms: int) -> Verdict:
        """Time has passed and no key came: what was held is typing, or a scan whose end is missing."""
        return self._conclude() if self._is_over(now_ms) else _PASS

    def interrupt(self) -> Verdict:
        """The pointer was used: what was typed belongs before that. A scan that is under way stays."""
        return _PASS if not self._burst.held or self._burst.is_sure(self.profile) else self._give_back()

    def feed(self, key: Key) -> Verdict:
        """Take a key in."""
        key = self._unless_struck(key)
        if not key.pressed:
            return self._release(key)
        self._down.discard(key.ident)
        if key.kind is KeyKind.MODIFIER or key.repeat:
            return self._hold(key) if self._burst.held else _PASS
        if not self._is_over(key.at_ms):
            return self._press(key)
        before = self._conclude()
        then = self._press(key)
        return Verdict(
            then.swallow, before.replay + then.replay, before.scans + then.scans, before.folded + then.folded
        )

    def _unless_struck(self, key: Key) -> Key:
        """The key, repeating only if it can be.

        Under X11 Qt calls it repeating when a key goes up and down within a millisecond, as a scanner's do in "33".
        """
        ident, at_ms = self._struck
        if key.repeat and key.ident == ident and elapsed(at_ms, key.at_ms) < _SOONEST_REPEAT_MS:
            key = replace(key, repeat=False)
        if key.pressed and not key.repeat and key.kind is not KeyKind.MODIFIER:
            self._struck = (key.ident, key.at_ms)
        return key

    def _patience_ms(self) -> int:
        """The longest pause that the burst may have now."""
        waits = self.profile.suffixes and self._burst.is_sure(self.profile)
        return self.profile.gap_ms * (_PATIENCE if waits else 1)

    def _is_over(self, now_ms: int) -> bool:
        return bool(self._burst.held) and elapsed(self._burst.last_ms, now_ms) >= self._patience_ms()

    def _press(self, key: Key) -> Verdict:
        burst = self._burst
        character = self._character(key)
        if key.kind in self.profile.suffixes or character in ("\r", "\n"):
            return self._end(key)
        if key.alt and keypad_digit(key):
            burst.alt_digits += keypad_digit(key)
            burst.last_ms = key.at_ms
            return self._hold(key)
        if not burst.held and not self._may_begin(key, character):
            return self._leftover(key) if key.name == "Down" else _PASS
        return self._take(key, character) if character else self._interrupted(key)

    def _character(self, key: Key) -> str:
        """What the scanner means by a key."""
        if key.name and key.name == self.profile.gs_key:
            return GS
        by_code = "" if self.profile.layout is Layout.SYSTEM else us_character(key)
        if key.kind is not KeyKind.CHARACTER:
            # The keypad types digits for a scanner even where Num Lock makes arrows of them.
            return by_code if keypad_digit(key) else ""
        if by_code or not key.control:
            return by_code or key.text
        return key.text if key.text and key.text < " " else control_character(key.text)

    def _may_begin(self, key: Key, character: str) -> bool:
        """Whether a key could be the first of a scan."""
        if self.profile.prefix:
            return character == self.profile.prefix[0]
        return bool(character) and not key.control and not key.alt

    def _take(self, key: Key, character: str) -> Verdict:
        self._burst.last_ms = key.at_ms
        if len(self._burst.strokes) == _MOST_CHARACTERS:
            self._down.add(key.ident)
            return _SWALLOW
        on_system = key.text if key.kind is KeyKind.CHARACTER and not key.control else character
        self._burst.add(Stroke(character, on_system or character, key))
        return self._hold(key)

    def _hold(self, key: Key) -> Verdict:
        self._burst.held.append(key)
        return _SWALLOW

    def _give_back(self) -> Verdict:
        held = tuple(self._burst.held)
        self._burst = Burst()
        return Verdict(replay=held)

    def _interrupted(self, key: Key) -> Verdict:
        """A key that is no character, amid a burst: passed over in a scan, the end of typing."""
        if self._burst.is_sure(self.profile):
            self._down.add(key.ident)
            return _SWALLOW
        return self._give_back()

    def _release(self, key: Key) -> Verdict:
        burst = self._burst
        if burst.alt_digits and key.name == "Alt":
            character, burst.alt_digits = alt_character(burst.alt_digits), ""
            self._take(key, character)
            burst.let_go(key)
            return _SWALLOW
        if burst.held and (key.repeat or key.kind is KeyKind.MODIFIER or burst.alt_digits):
            return self._hold(key)
        if burst.let_go(key):
            return self._hold(key)
        if key.ident in self._down:
            self._down.discard(key.ident)
            return _SWALLOW
        return _PASS

    def _end(self, key: Key) -> Verdict:
        """Enter or Tab."""
        self._burst.mark_overlapped()
        own, hands = self._burst.parted()
        if not is_scan(own, key.at_ms, self.profile):
            leftover = self._leftover(key)
            return leftover if leftover.swallow else self._give_back()
        self._down.add(key.ident)
        self._ends_taken_ms = self.profile.gap_ms
        return self._scanned(own, hands, key.at_ms, ended=True)

    def _leftover(self, key: Key) -> Verdict:
        """An end outside a burst: the second half of a doubled one (CR and LF) is the scanner's, any other a hand's."""
        last = self._last_scan
        if last is not None and elapsed(last.ended_ms, key.at_ms) <= self._ends_taken_ms:
            self._down.add(key.ident)
            return _SWALLOW
        return _PASS

    def _conclude(self) -> Verdict:
        """The burst ended in silence."""
        own, hands = self._burst.parted()
        if not is_unended_scan(own, self.profile):
            return self._give_back()
        self._ends_taken_ms = _LATE_END * self.profile.gap_ms
        scanned = self._scanned(own, hands, self._burst.last_ms, ended=not self.profile.suffixes)
        return replace(scanned, swallow=False)

    def _scanned(self, own: Sequence[Stroke], hands: Sequence[Stroke], ended_ms: int, *, ended: bool) -> Verdict:
        text = text_of(own, self.profile)
        scan = RawScan(text, own[0].key.at_ms, ended_ms, len(own), longest_gap_ms(own), ended)
        typed = {id(key) for stroke in hands for key in (stroke.key, stroke.release)}
        replay = tuple(key for key in self._burst.held if key.repeat or id(key) in typed)
        self._down.update(stroke.key.ident for stroke in own if stroke.release is None)
        self._burst = Burst()
        last, self._last_scan = self._last_scan, scan
        if last and last.text == text and elapsed(last.ended_ms, scan.started_ms) < self.profile.fold_ms:
            return Verdict(swallow=True, replay=replay, folded=(scan,))
        return Verdict(swallow=True, replay=replay, scans=(scan,))
