"""Names on lines of little room: broken between words, in scripts without spaces between signs, else inside words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

MOST_LINES = 4
"""What does not fit on these stands on the last one, to be cut."""
_WIDE = frozenset("WF")  # signs between which a line may end, of Chinese and Japanese
_UNIT = 2  # signs of the longest unit that stays beside its figure: 500 g, 75 cl
_Measure = Callable[[str], float]


def broken(text: str, room: float, measure: _Measure, *, splits_words: bool = True) -> str:
    """A text on two lines of about the same width if they have the room, or nothing has; else on as many as it takes.

    Args:
        text: On one line.
        room: How wide a line may be.
        measure: How wide one is.
        splits_words: Whether a word that is wider than a line goes on on the next; else it stays whole, to be cut.
    """
    words = _words(text)
    ways = [" ".join(words[:at]) + "\n" + " ".join(words[at:]) for at in range(1, len(words))]
    even = min(ways, key=lambda way: max(map(len, way.split("\n"))), default=text)
    if all(measure(line) <= room for line in even.split("\n")) or measure("mmm") > room:
        return even
    lines = [""]
    for piece, joint in _pieces(text):
        longer = f"{lines[-1]}{joint}{piece}" if lines[-1] else piece
        if lines[-1] and len(lines) < MOST_LINES and measure(longer) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
        while splits_words and len(lines) < MOST_LINES and measure(lines[-1]) > room:
            start, rest = _split(lines[-1], room, measure)
            if not rest:
                break
            lines[-1:] = [start, rest]
    return "\n".join(lines)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The parts between which a line may end, each with what stands before it on the same line."""
    for word in _words(text):
        start, joint = 0, " "
        for at, (one, other) in enumerate(pairwise(word), start=1):
            if _is_wide(one) and _is_wide(other):
                yield word[start:at], joint
                start, joint = at, ""
        yield word[start:], joint


def _words(text: str) -> list[str]:
    """The words; a unit stays with the figure before it."""
    words: list[str] = []
    for word in text.split(" "):
        if words and word.isalpha() and len(word) <= _UNIT and words[-1][-1:].isdigit():
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in _WIDE


def _split(word: str, room: float, measure: _Measure) -> tuple[str, str]:
    """As much of a word as fits, and the rest; a sign and its marks stay together."""
    for at in range(len(word) - 1, 0, -1):
        if not unicodedata.combining(word[at]) and measure(word[:at]) <= room:
            return word[:at], word[at:]
    return word, ""
