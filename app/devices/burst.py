"""A burst of keys that came quickly: whose they are, a scanner's or a hand's, and what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from app.devices.keys import Key
from app.devices.scanner import AIM_LENGTH, AIM_PREFIX, GS, Layout, ScannerProfile

# From this many quick keys on it is no hand.
SURE_KEYS = 6
# A key that stays down over others is a hand's from here on, or at so many times the usual.
_HELD_DOWN_MS = 20
_HELD_DOWN_TIMES = 4
_UPCA_DIGITS = 12
# So many of a scanner's keys can come while a hand's is down.
_LONGEST_PRESS = 256
# Times of events may wrap at 32 bits (X11 after 49 days), and be a little out of order.
_WRAP = 2**32
_OUT_OF_ORDER_MS = 1000


def elapsed(from_ms: int, to_ms: int) -> int:
    """The time between two events, never less than 0 where two of them were put in the wrong order."""
    elapsed_ms = (to_ms - from_ms) % _WRAP
    return 0 if elapsed_ms > _WRAP - _OUT_OF_ORDER_MS else elapsed_ms


@dataclass(slots=True)
class Stroke:
    """A character of a burst, the key that made it, and its release when that came.

    Attributes:
        on_system: The character by the system's layout.
        overlapped: Whether another key went down before it was let go.
    """

    character: str
    on_system: str
    key: Key
    release: Key | None = None
    overlapped: bool = False

    def stayed_down_ms(self) -> int | None:
        """How long the key was down; None while it is."""
        return None if self.release is None else elapsed(self.key.at_ms, self.release.at_ms)


@dataclass(slots=True)
class Burst:
    """The keys that are held, in order, and the characters among them.

    Attributes:
        last_ms: When the last character came.
        alt_digits: The keypad's digits while Alt is down.
        down: How many strokes of each key have no release yet.
    """

    held: list[Key] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    last_ms: int = 0
    alt_digits: str = ""
    down: Counter[int] = field(default_factory=Counter)

    def add(self, stroke: Stroke) -> None:
        """Take a character in."""
        self.mark_overlapped()
        self.strokes.append(stroke)
        self.down[stroke.key.ident] += 1

    def mark_overlapped(self) -> None:
        """Another key goes down: what is still down stays down over it."""
        # Whatever is down longer was marked by the keys in between, so the last few are enough.
        for stroke in self.strokes[-4:]:
            stroke.overlapped |= stroke.release is None

    def let_go(self, key: Key) -> bool:
        """Note that a key of the burst was let go; False where it is none of its keys."""
        if not self.down[key.ident]:
            return False
        for stroke in reversed(self.strokes[-_LONGEST_PRESS:]):
            if stroke.key.ident == key.ident and stroke.release is None:
                stroke.release = key
                self.down[key.ident] -= 1
                return True
        return False

    def parted(self) -> tuple[Sequence[Stroke], Sequence[Stroke]]:
        """The scanner's characters, and those that a hand struck in between.

        A scanner lets a key go before it presses the next. In a burst which came like that on the whole, a key that
        stayed down over others, long or to the end, is a hand's.
        """
        released = [stroke for stroke in self.strokes if stroke.release is not None]
        in_turn = sum(not stroke.overlapped for stroke in released)
        if not released or 2 * len(released) < len(self.strokes) or 2 * in_turn < len(released):
            return self.strokes, ()
        usual_ms = sorted(stroke.stayed_down_ms() or 0 for stroke in released)[len(released) // 2]
        limit_ms = max(_HELD_DOWN_MS, _HELD_DOWN_TIMES * usual_ms)
        own: list[Stroke] = []
        hands: list[Stroke] = []
        for stroke in self.strokes:
            down_ms = stroke.stayed_down_ms()
            is_hand = stroke.overlapped and (down_ms is None or down_ms > limit_ms)
            (hands if is_hand else own).append(stroke)
        return own, hands

    def is_sure(self, profile: ScannerProfile) -> bool:
        """Whether no hand can have typed this, though its end has not come."""
        if has_prefix(self.strokes, profile):
            return True
        return len(self.strokes) >= SURE_KEYS and is_quick(self.strokes, profile)


def is_scan(strokes: Sequence[Stroke], ended_ms: int, profile: ScannerProfile) -> bool:
    """Whether these characters and the key that ended them are a scan."""
    if has_prefix(strokes, profile):
        return True
    if len(strokes) < profile.min_length:
        return False
    # Fewer than six keys in a row may be a quick hand: they must come at half the gap on average.
    spent_ms = elapsed(strokes[0].key.at_ms, ended_ms)
    return len(strokes) >= SURE_KEYS or 2 * spent_ms <= profile.gap_ms * len(strokes)


def is_unended_scan(strokes: Sequence[Stroke], profile: ScannerProfile) -> bool:
    """Whether these characters are a scan, though only silence ended them."""
    if has_prefix(strokes, profile):
        return True
    enough = SURE_KEYS if profile.suffixes else profile.min_length
    return len(strokes) >= max(enough, 2) and is_quick(strokes, profile)


def is_quick(strokes: Sequence[Stroke], profile: ScannerProfile) -> bool:
    """Whether characters came at half the longest gap on average."""
    spent_ms = elapsed(strokes[0].key.at_ms, strokes[-1].key.at_ms)
    return 2 * spent_ms <= profile.gap_ms * (len(strokes) - 1)


def has_prefix(strokes: Sequence[Stroke], profile: ScannerProfile) -> bool:
    """Whether a burst begins like a scan of this scanner: then no hand typed it, however short it is."""
    prefix = profile.prefix
    enough = AIM_LENGTH if prefix == AIM_PREFIX else len(prefix) + 1
    if not prefix or len(strokes) < enough:
        return False
    return "".join(stroke.character for stroke in strokes[: len(prefix)]) == prefix


def text_of(strokes: Sequence[Stroke], profile: ScannerProfile) -> str:
    """What a scanner's characters say, without its prefix and with GS where it sends something else for it."""
    text = "".join(stroke.character for stroke in strokes)
    if profile.layout is Layout.AUTO:
        on_system = "".join(stroke.on_system for stroke in strokes)
        text = on_system if _letters_and_digits(on_system) > _letters_and_digits(text) else text
    if profile.swaps:
        text = text.translate(str.maketrans(profile.swaps[::2], profile.swaps[1::2]))
    if profile.prefix != AIM_PREFIX:
        text = text.removeprefix(profile.prefix)
    if profile.adds_zero:
        text = with_zero(text)
    return text.replace(profile.gs_stand_in, GS) if profile.gs_stand_in else text


def with_zero(text: str) -> str:
    """A UPC-A number with the zero that its scanner left out, where its check digit says that there was one."""
    start = AIM_LENGTH if text.startswith(AIM_PREFIX) else 0
    digits = text[start:]
    if len(digits) != _UPCA_DIGITS - 1 or not (digits.isascii() and digits.isdigit()):
        return text
    from app.domain.codes.digits import check_digit  # noqa: PLC0415 -- the window is painted without it

    return f"{text[:start]}0{digits}" if check_digit(digits[:-1]) == int(digits[-1]) else text


def longest_gap_ms(strokes: Sequence[Stroke]) -> int:
    """The longest pause between two characters."""
    return max((elapsed(one.key.at_ms, two.key.at_ms) for one, two in pairwise(strokes)), default=0)


def _letters_and_digits(text: str) -> int:
    return sum(one.isascii() and one.isalnum() for one in text)
