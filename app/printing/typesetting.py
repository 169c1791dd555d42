"""From the characters of one line to the glyphs on paper: cleaning, order of mixed directions, fonts, joining.

A line is measured in ems, so the same one serves every size. What is plain Latin never comes here (`text.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from app.printing.direction import DIRECTION_MARKS, stretches
from app.printing.fonts import REPLACEMENT, Face, face_for, harfbuzz, latin

# Longer texts are cut: no line of paper holds them, and a hostile one must not hold up the printer.
LONGEST = 2000

_JOINERS = "\u200c\u200d"
# Invisible characters that would only be drawn as boxes, and the overrides (U+202A to U+202E) which could make a
# name print another amount than the one that was paid.
_DROPPED = re.compile(
    "[\u00ad\u034f\u180b-\u180f\u200b\u202a-\u202e\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
# What a glyph stands for that only adds to its neighbour: an empty text would be read as the number of its code.
_NOTHING = "\u2060"


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face drawn from one origin. `x` and `y` are ems from the start of the line."""

    face: Face
    codes: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of one face and direction. `reads` is their text where glyphs in another order do not tell it."""

    pieces: tuple[Piece, ...]
    reads: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw, `width` in ems."""

    runs: tuple[Run, ...]
    width: float


def clean(text: str) -> str:
    """The text as it will be drawn: composed, without controls; characters that no font has are still in it."""
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text[:LONGEST]))
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in text)


def missing_glyphs(text: str) -> str:
    """The characters of a text that no font here has, each once, in order; they are printed as `?`."""
    plain = latin(bold=False).advances
    if all(letter in plain for letter in text):
        return ""
    return "".join(dict.fromkeys(letter for letter in clean(text) if _drawable(letter) is None))


@lru_cache(maxsize=8192)
def typeset(text: str, bold: bool) -> Line:
    """Lay out one line of text in any script; its direction is that of its first letter."""
    drawn = "".join(_drawable(letter) or REPLACEMENT for letter in clean(text))
    set_runs: list[Run] = []
    x = 0.0
    for stretch, right_to_left in stretches(drawn):
        runs = _runs(stretch, bold)
        for face, letters in reversed(runs) if right_to_left else runs:
            if right_to_left or face.shaped or any(map(_is_mark, letters)):
                run, x = _shape(face, letters, right_to_left, x)
                set_runs.append(run)
            else:
                set_runs.append(Run((Piece(face, letters, x, 0.0),)))
                x += sum(map(face.advances.__getitem__, letters))
    return Line(tuple(set_runs), x)


def _drawable(letter: str) -> str | None:
    """The letter, or what stands for it: a plain space for a space no font has; None if it is missing."""
    if letter in _JOINERS or letter in DIRECTION_MARKS or face_for(letter, bold=False):
        return letter
    return " " if unicodedata.category(letter) == "Zs" else None


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or letter in _JOINERS


def _runs(text: str, bold: bool) -> list[tuple[Face, str]]:
    """Split a text of one direction by face; a mark stays with the letter it belongs to where the face has it."""
    runs: list[tuple[Face, str]] = []
    for letter in text:
        last = runs[-1][0] if runs else None
        if last and (letter in _JOINERS or (_is_mark(letter) and letter in last.advances)):
            face = last
        else:
            face = face_for(letter, bold=bold) or latin(bold=bold)
        if face is last:
            runs[-1] = (face, runs[-1][1] + letter)
        else:
            runs.append((face, letter))
    return runs


def _shape(face: Face, text: str, right_to_left: bool, x: float) -> tuple[Run, float]:
    """Let HarfBuzz join, stack and reorder the letters; a new piece begins wherever the pen has to be set anew."""
    import uharfbuzz  # noqa: PLC0415 -- only complex scripts pay for it

    font, units = harfbuzz(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = "und"  # else it would be taken from the machine's locale, and change the bytes
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    pieces: list[Piece] = []
    expected = None
    texts = _texts_of(face, buffer.glyph_infos, text, right_to_left)
    for glyph, position, stands_for in zip(buffer.glyph_infos, buffer.glyph_positions, texts, strict=True):
        code, width = face.glyph(glyph.codepoint, stands_for)
        left, y = x + position.x_offset / units, position.y_offset / units
        if expected is None or abs(left - expected) > 0.001 or abs(y - pieces[-1].y) > 0.001:
            pieces.append(Piece(face, code, left, y))
        else:
            last = pieces[-1]
            pieces[-1] = Piece(face, last.codes + code, last.x, last.y)
        expected = left + width
        x += position.x_advance / units
    tells_itself = right_to_left or (len(pieces) == 1 and "" not in texts and "".join(texts) == text)
    return Run(tuple(pieces), None if tells_itself else text), x


def _texts_of(face: Face, glyphs: Sequence[Any], text: str, right_to_left: bool) -> list[str]:
    """The text that each glyph stands for, so that a PDF can be searched and copied.

    A cluster is the glyphs of letters that were shaped as one. Where they show its letters one by one, each has its
    own; else one stands for all of them. What runs from right to left is told in the order it is seen: readers of
    PDF turn it round themselves, letter by letter, a ligature's letters and the sides of brackets too.
    """
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    texts: list[str] = []
    for start, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        letters = [face.letter_of(glyph.codepoint) for glyph in group]
        whole = text[start : ends[start]]
        seen = whole[::-1] if right_to_left else whole
        rest = [""] * (len(letters) - 1)
        if "".join(letters) == seen or unicodedata.mirrored(whole[0]):
            texts += letters
        else:
            texts += [*(_NOTHING for _ in rest), seen] if right_to_left else [seen, *rest]
    return texts
