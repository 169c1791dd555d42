"""Sets a scanner up: from the keys that it sent for codes whose content is known, how it sends.

The codes stand on the set-up sheet. They may be scanned in any order; each reading is known by its length and by how
its characters repeat, whatever layout made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from app.devices.burst import elapsed
from app.devices.keys import Key, KeyKind, alt_character, control_character, keypad_digit, us_character
from app.devices.scanner import AIM_LENGTH, AIM_PREFIX, GS, Layout, ScannerProfile
from app.domain.setup_codes import LETTERS, SEPARATED, ZERO, SheetCode

_LONGEST_HEAD = 6  # characters that a scanner may send in front
_LONGEST_STAND_IN = 5
_SHORTEST_GAP_MS, _LONGEST_GAP_MS = 30, 300
_GAP_STEP_MS = 10


class Finding(StrEnum):
    """What there is to say about a scanner."""

    NO_END = "no_end"
    DOUBLE_END = "double_end"
    TAB_END = "tab_end"
    ENTER_END = "enter_end"
    HEAD = "head"
    AIM = "aim"
    NO_AIM = "no_aim"
    LAYOUT_US = "layout_us"
    LAYOUT_SYSTEM = "layout_system"
    LAYOUT_OTHER = "layout_other"
    CAPS_LOCK = "caps_lock"
    ZERO_KEPT = "zero_kept"
    ZERO_LEFT_OUT = "zero_left_out"
    NO_CHECK_DIGIT = "no_check_digit"
    GS_SENT = "gs_sent"
    GS_STAND_IN = "gs_stand_in"
    GS_KEY = "gs_key"
    GS_LOST = "gs_lost"
    GAP = "gap"


_ZEROS = (
    (f"0{ZERO}", Finding.ZERO_KEPT),
    (ZERO, Finding.ZERO_KEPT),
    (ZERO[1:], Finding.ZERO_LEFT_OUT),
    (ZERO[:-1], Finding.NO_CHECK_DIGIT),
    (ZERO[1:-1], Finding.NO_CHECK_DIGIT),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One key of a reading: the character by the US layout and by the system's, or its name."""

    us: str
    system: str
    name: str
    kind: KeyKind
    at_ms: int


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was found, with a fact of it where there is one: a character, a key, milliseconds."""

    finding: Finding
    fact: str = ""


@dataclass(slots=True)
class ScannerSetup:
    """A scanner that is being set up.

    Attributes:
        done: The tests that were scanned.
    """

    done: dict[SheetCode, tuple[Typed, ...]] = field(default_factory=dict)
    _ends: tuple[KeyKind, ...] = ()
    _heads: list[str] = field(default_factory=list)
    _swaps: dict[str, str] = field(default_factory=dict)
    _by_us: bool = True
    _by_system: bool = True
    _gaps_ms: list[int] = field(default_factory=list)
    _has_caps: bool = False
    _told: dict[SheetCode, Told] = field(default_factory=dict)
    _stand_in: str = ""
    _key: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether every code of the sheet was scanned."""
        return len(self.done) == len(SheetCode)

    @property
    def awaited(self) -> SheetCode | None:
        """The first code that was not scanned yet."""
        return next((test for test in SheetCode if test not in self.done), None)

    def take(self, keys: Sequence[Key]) -> SheetCode | None:
        """Take a reading in.

        Returns:
            Which code of the sheet it was, or None: it was none of them, or came incomplete.
        """
        typed = read_keys(keys)
        body = list(typed)
        ends: list[KeyKind] = []
        while body and not body[-1].us and body[-1].kind in (KeyKind.ENTER, KeyKind.TAB, KeyKind.OTHER):
            ends.insert(0, body.pop().kind)
        for test in SheetCode:
            if self._fits(test, body):
                self.done[test] = typed
                self._ends = max(self._ends, tuple(ends), key=len)
                self._gaps_ms += [elapsed(one.at_ms, two.at_ms) for one, two in pairwise(body)]
                return test
        return None

    def profile(self, usual: ScannerProfile) -> ScannerProfile:
        """The scanner as it was found, from what its kind usually does."""
        ends = frozenset(kind for kind in self._ends[:1] if kind in (KeyKind.ENTER, KeyKind.TAB))
        layout = usual.layout
        if self._swaps or not (self._by_us and self._by_system):
            layout = Layout.US if self._by_us or not self._by_system else Layout.SYSTEM
        if self._swaps:
            layout = Layout.US if self._swaps_us else Layout.SYSTEM
        head = self._head()
        return replace(
            usual,
            gap_ms=self._gap_ms(),
            suffixes=ends,
            prefix=AIM_PREFIX if _is_aim(head) else head,
            layout=layout,
            gs_stand_in=self._stand_in,
            gs_key=self._key,
            swaps="".join(one + two for one, two in sorted(self._swaps.items())),
            adds_zero=self._told.get(SheetCode.ZERO, Told(Finding.GAP)).finding is Finding.ZERO_LEFT_OUT,
        )

    def findings(self) -> tuple[Told, ...]:
        """What was found so far, in the words of a person's questions: end, layout, prefix, zero, separator, pace."""
        if not self.done:
            return ()
        found = [self._told_end()]
        if len(self._ends) > 1:
            found.append(Told(Finding.DOUBLE_END))
        if any(test in self.done for test in LETTERS):
            found.append(self._told_layout())
        if self._has_caps:
            found.append(Told(Finding.CAPS_LOCK))
        found.append(self._told_head())
        found += [self._told[test] for test in (SheetCode.ZERO, SheetCode.SEPARATOR) if test in self._told]
        return (*found, Told(Finding.GAP, str(max(self._gaps_ms, default=0))))

    def _told_end(self) -> Told:
        first = self._ends[0] if self._ends else None
        known = {KeyKind.ENTER: Finding.ENTER_END, KeyKind.TAB: Finding.TAB_END}
        return Told(known.get(first, Finding.NO_END) if first else Finding.NO_END)

    def _told_layout(self) -> Told:
        if self._swaps:
            return Told(Finding.LAYOUT_OTHER, str(len(self._swaps)))
        return Told(Finding.LAYOUT_US if self._by_us else Finding.LAYOUT_SYSTEM)

    def _told_head(self) -> Told:
        head = self._head()
        if _is_aim(head):
            return Told(Finding.AIM)
        return Told(Finding.HEAD, head) if head else Told(Finding.NO_AIM)

    @property
    def _swaps_us(self) -> bool:
        """Whether the swaps are of what the US layout makes of the keys; without native codes it makes nothing."""
        return any(one.us for typed in self.done.values() for one in typed)

    def _head(self) -> str:
        """What stands in front of every reading: an AIM identifier, a prefix, or nothing."""
        heads = set(self._heads)
        if heads and all(_is_aim(head) for head in heads):
            return min(heads)
        return heads.pop() if len(heads) == 1 else ""

    def _gap_ms(self) -> int:
        """Three times what all but a few keys need, and never less than half as much again as the longest."""
        if not self._gaps_ms:
            return ScannerProfile().gap_ms
        usual = sorted(self._gaps_ms)[int(0.95 * (len(self._gaps_ms) - 1))]
        wanted = max(3 * usual, 3 * max(self._gaps_ms) // 2, _SHORTEST_GAP_MS)
        return min(-(-wanted // _GAP_STEP_MS) * _GAP_STEP_MS, _LONGEST_GAP_MS)

    def _fits(self, test: SheetCode, body: Sequence[Typed]) -> bool:
        if test in LETTERS:
            return self._fits_letters(LETTERS[test], body)
        return self._fits_zero(body) if test is SheetCode.ZERO else self._fits_separated(body)

    def _fits_letters(self, content: str, body: Sequence[Typed]) -> bool:
        extra = len(body) - len(content)
        if not 0 <= extra <= _LONGEST_HEAD or any(not (one.us or one.system) for one in body):
            return False
        us, system = (_text(body[extra:], by_us=by_us) for by_us in (True, False))
        by_us, by_system = us == content, system == content
        if not (by_us or by_system):
            if system.swapcase() == content and not _text(body, by_us=True).strip():
                self._has_caps = True
            swaps = _swaps(us if us.strip() else system, content)
            if swaps is None or any(self._swaps.get(one, two) != two for one, two in swaps.items()):
                return False
            if not self._has_caps:
                self._swaps |= swaps
        if system.swapcase() == content != system:
            self._has_caps = True
        self._by_us &= by_us
        self._by_system &= by_system
        self._heads.append(self._decoded(body[:extra]))
        return True

    def _fits_zero(self, body: Sequence[Typed]) -> bool:
        text = self._decoded(body)
        found = [
            (head, finding)
            for content, finding in _ZEROS
            if (head := text.removesuffix(content)) != text and len(head) <= _LONGEST_HEAD and not head.isdigit()
        ]
        if not found:
            return False
        # An identifier ends in a digit, which may be taken for one of the number.
        known = [one for one in found if not one[0] or _is_aim(one[0]) or one[0] in self._heads]
        head, finding = (known or found)[0]
        self._told[SheetCode.ZERO] = Told(finding)
        self._heads.append(head)
        return True

    def _fits_separated(self, body: Sequence[Typed]) -> bool:
        before, behind = SEPARATED
        text = self._decoded(body)
        head, found, rest = text.partition(before)
        if not found or not rest.endswith(behind) or len(head) > _LONGEST_HEAD:
            return False
        between = rest.removesuffix(behind)
        place = len(head) + len(before)
        named = [one.name for one in body[place : len(body) - len(behind)] if one.name]
        self._stand_in, self._key = "", ""
        if GS in between:
            told = Told(Finding.GS_SENT)
        elif named:
            self._key = named[0]
            told = Told(Finding.GS_KEY, named[0])
        elif between.strip("\0"):
            self._stand_in = between[:_LONGEST_STAND_IN]
            told = Told(Finding.GS_STAND_IN, self._stand_in)
        else:
            told = Told(Finding.GS_LOST)
        self._told[SheetCode.SEPARATOR] = told
        self._heads.append(head)
        return True

    def _decoded(self, body: Sequence[Typed]) -> str:
        """What a reading says by the layout that was found; a key without a character is NUL."""
        text = _text(body, by_us=bool(self._swaps) or self._by_us)
        return "".join(self._swaps.get(one, one) for one in text)


def read_keys(keys: Sequence[Key]) -> tuple[Typed, ...]:
    """The characters and named keys of a reading, in order; Alt and a number on the keypad make one character."""
    typed: list[Typed] = []
    digits = ""
    for key in keys:
        if not key.pressed:
            if key.name == "Alt" and digits:
                character, digits = alt_character(digits), ""
                typed.append(Typed(character, character, "", KeyKind.CHARACTER, key.at_ms))
            continue
        if key.alt and keypad_digit(key):
            digits += keypad_digit(key)
        elif key.kind is not KeyKind.MODIFIER:
            typed.append(_typed(key))
    return tuple(typed)


def _typed(key: Key) -> Typed:
    us = us_character(key)
    if key.kind is not KeyKind.CHARACTER:
        us = us if keypad_digit(key) else ""
        return Typed(us, us, "" if us else key.name, key.kind, key.at_ms)
    system = key.text
    if key.control and not (system and system < " "):
        system = control_character(system)
    return Typed(us, system, key.name, key.kind, key.at_ms)


def _text(body: Sequence[Typed], *, by_us: bool) -> str:
    return "".join((one.us if by_us else one.system) or (one.system if by_us else one.us) or "\0" for one in body)


def _swaps(text: str, content: str) -> dict[str, str] | None:
    """What each character of a text stands for, where it is another; None where one would stand for two."""
    stands: dict[str, str] = {}
    for one, two in zip(text, content, strict=True):
        if one == "\0" or stands.setdefault(one, two) != two:
            return None
    if len(set(stands.values())) != len(stands):
        return None
    return {one: two for one, two in stands.items() if one != two}


def _is_aim(head: str) -> bool:
    return len(head) == AIM_LENGTH and head.startswith(AIM_PREFIX) and head[1].isalpha() and head[2].isalnum()
