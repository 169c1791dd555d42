"""Which way the letters of a text run: Unicode's bidirectional algorithm (UAX 9), for a whole text and for its lines.

A text is ordered as a whole and broken afterwards (rule L2): a line that begins with `350 g` does not know that a Latin
name stood before it, the whole does. Fonts and glyphs are in `typesetting.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

DIRECTION_MARKS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"
_ISOLATED_LEFT_TO_RIGHT, _ISOLATED_RIGHT_TO_LEFT, _END_OF_ISOLATE = "\u2066", "\u2067", "\u2069"
_TURNING = frozenset({"R", "AL", "AN", "RLI", "FSI"})

_LATIN = "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1fff"
_WORD = rf"[+\-\u2212]?[€$£¥₪]?[{_LATIN}]+(?:['\u2019&.,:/*\u00d7_+\-\u2212#][{_LATIN}]+)*%?"
_ONE = re.compile(_WORD)
# Numbers, amounts, codes and Latin words that follow each other: `350 g`, `6 x 0.5 l`, `Lipton 25`.
_FIGURES = re.compile(f"{_WORD}(?:[ \u00a0]{_WORD})*")
# Characters of the class "boundary neutral": they take the level of the letter before them and change no other.
_FIRST_TAG, _TAGS = 0xE0020, 0x60

Order = tuple[tuple[int, bool], ...]


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def turns(text: str) -> bool:
    """Whether anything in a text may run from right to left; what does not needs no order."""
    return any(unicodedata.bidirectional(letter) in _TURNING for letter in text)


def visual_order(text: str) -> Order:
    """The letters as they stand from left to right: the place of each in the text, and whether it runs right to left.

    The algorithm is python-bidi's. It answers only with the reordered string, so each letter goes in with two tags
    behind it that tell its place: where they come out in front of their letter, it runs from right to left. The
    direction of the whole is that of its first letter.
    """
    base, end = ("R", _RIGHT_TO_LEFT) if runs_right_to_left(text) else ("L", _LEFT_TO_RIGHT)
    from bidi import get_display  # noqa: PLC0415 -- only texts that run from right to left need it

    tagged = "".join(letter + _tags(place) for place, letter in _with_figures_kept(text))
    # The mark at the end keeps rule L1 off the tags there: it would give them the level of the paragraph.
    shown = get_display(tagged + end + _tags(len(text)), base_dir=base)
    order = []
    for at in range(0, len(shown), 3):
        right_to_left = _is_tag(shown[at])
        second, first = (shown[at], shown[at + 1]) if right_to_left else (shown[at + 2], shown[at + 1])
        place = (ord(first) - _FIRST_TAG) * _TAGS + ord(second) - _FIRST_TAG
        if place < len(text) and text[place] not in DIRECTION_MARKS:
            order.append((place, right_to_left))
    return tuple(order)


def stretches(text: str) -> list[tuple[str, bool]]:
    """Split a line into stretches of one direction, from left to right, each in its reading order."""
    if not turns(text):
        return [("".join(letter for letter in text if letter not in DIRECTION_MARKS), False)]
    return _stretches(text, visual_order(text))


def line_of(text: str, order: Order, start: int, end: int) -> str:
    """A part of a text as one line, whose letters stand as the whole text wants them.

    Two letters stand to each other as the levels between them say, and those are all on the line: so the order of the
    whole, without what is on other lines, is that of the line.
    """
    parts = _stretches(text, (one for one in order if start <= one[0] < end))
    return _LEFT_TO_RIGHT + "".join(
        (_ISOLATED_RIGHT_TO_LEFT if right_to_left else _ISOLATED_LEFT_TO_RIGHT) + own + _END_OF_ISOLATE
        for part, right_to_left in parts
        for own in ([part] if right_to_left else _by_digits(part))
    )


def _stretches(text: str, order: Iterable[tuple[int, bool]]) -> list[tuple[str, bool]]:
    parts = []
    for right_to_left, group in groupby(order, key=lambda one: one[1]):
        part = "".join(text[place] for place, _ in group)
        parts.append((part[::-1] if right_to_left else part, right_to_left))
    return parts


def _by_digits(part: str) -> list[str]:
    """Split where Arabic digits begin and end: what stands between two of them would change its place once more."""
    pieces: list[str] = []
    was_arabic = False
    for letter in part:
        kind = unicodedata.bidirectional(letter)
        is_arabic = was_arabic if kind == "NSM" else kind == "AN"
        if pieces and is_arabic == was_arabic:
            pieces[-1] += letter
        else:
            pieces.append(letter)
        was_arabic = is_arabic
    return pieces


def _with_figures_kept(text: str) -> list[tuple[int, str]]:
    """The letters with their places, and marks around figures; a mark's place is none.

    A number, amount or code keeps its own order inside a text that runs from right to left. With a Latin word beside
    it, both are read as Latin: without that `350 g` would stand as `g 350`. Source: UAX 9, higher-level protocol HL3.
    """
    nowhere = len(text)
    begins: dict[int, str] = {}
    ends: dict[int, str] = {}
    for figures in _FIGURES.finditer(text):
        if not any("0" <= letter <= "9" for letter in figures[0]):
            continue
        if any(letter.isalpha() for letter in figures[0]):
            begins[figures.start()] = ends[figures.end() - 1] = _LEFT_TO_RIGHT
        else:
            for one in _ONE.finditer(text, figures.start(), figures.end()):
                begins[one.start()], ends[one.end() - 1] = _ISOLATED_LEFT_TO_RIGHT, _END_OF_ISOLATE
    letters = []
    for place, letter in enumerate(text):
        letters += [(nowhere, mark) for mark in begins.get(place, "")]
        letters.append((place, letter))
        letters += [(nowhere, mark) for mark in ends.get(place, "")]
    return letters


def _tags(place: int) -> str:
    return chr(_FIRST_TAG + place // _TAGS) + chr(_FIRST_TAG + place % _TAGS)


def _is_tag(letter: str) -> bool:
    return _FIRST_TAG <= ord(letter) < _FIRST_TAG + _TAGS
