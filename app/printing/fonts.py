"""The fonts of `resources/fonts`: which one has a character, how wide it is, and how complex scripts join.

A font is read when the first character needs it, once for the life of the program: Latin costs 15 ms, Chinese 200 ms.
Layout of lines is in `text.py`; which glyphs a line is made of is in `typesetting.py`.
"""

from __future__ import annotations

import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.base.resources import resource

if TYPE_CHECKING:
    from app.printing.glyph_font import GlyphFont

_PRIVATE_USE = range(0xE000, 0xF900)
REPLACEMENT = "?"


@dataclass(frozen=True, slots=True)
class _Family:
    """Font files of one script. `shaped`: its letters join, stack or change places."""

    regular: str
    bold: str = ""
    shaped: bool = True


_FAMILIES = {
    "latin": _Family("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", shaped=False),
    "arabic": _Family("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    "armenian": _Family("NotoSansArmenian-Regular.ttf"),
    "bengali": _Family("NotoSansBengali-Regular.ttf"),
    "cjk": _Family("wqy-microhei.ttc", shaped=False),
    "devanagari": _Family("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    "ethiopic": _Family("NotoSansEthiopic-Regular.ttf"),
    "georgian": _Family("NotoSansGeorgian-Regular.ttf"),
    "gujarati": _Family("NotoSansGujarati-Regular.ttf"),
    "gurmukhi": _Family("NotoSansGurmukhi-Regular.ttf"),
    "hebrew": _Family("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    "kannada": _Family("NotoSansKannada-Regular.ttf"),
    "khmer": _Family("NotoSansKhmer-Regular.ttf"),
    "lao": _Family("NotoSansLao-Regular.ttf"),
    "malayalam": _Family("NotoSansMalayalam-Regular.ttf"),
    "myanmar": _Family("NotoSansMyanmar-Regular.ttf"),
    "oriya": _Family("NotoSansOriya-Regular.ttf"),
    "pictures": _Family("NotoSansSymbols2-Regular.ttf", shaped=False),
    "sinhala": _Family("NotoSansSinhala-Regular.ttf"),
    "symbols": _Family("DejaVuSans.ttf", shaped=False),
    "tamil": _Family("NotoSansTamil-Regular.ttf"),
    "telugu": _Family("NotoSansTelugu-Regular.ttf"),
    "thai": _Family("NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
}
_REST = ("latin", "symbols", "pictures", "cjk")

# Blocks of Unicode whose characters have a family of their own, as (first, last, family), in order.
_BLOCKS = (
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B00, 0x0B7F, "oriya"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x1000, 0x109F, "myanmar"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "cjk"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x19E0, 0x19FF, "khmer"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1CD0, 0x1CFF, "devanagari"),
    (0x2D00, 0x2D2F, "georgian"),
    (0x2D80, 0x2DDF, "ethiopic"),
    (0x2E80, 0x9FFF, "cjk"),
    (0xA8E0, 0xA8FF, "devanagari"),
    (0xA9E0, 0xA9FF, "myanmar"),
    (0xAA60, 0xAA7F, "myanmar"),
    (0xAB00, 0xAB2F, "ethiopic"),
    (0xAC00, 0xD7FF, "cjk"),
    (0xF900, 0xFAFF, "cjk"),
    (0xFB13, 0xFB17, "armenian"),
    (0xFB1D, 0xFB4F, "hebrew"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE30, 0xFE4F, "cjk"),
    (0xFE70, 0xFEFE, "arabic"),
    (0xFF00, 0xFFEF, "cjk"),
)
_STARTS = [first for first, _, _ in _BLOCKS]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file, read and known to the PDF writer.

    Attributes:
        name: Its name for the PDF writer, which knows each file once.
        advances: Width of each character it has, in ems.
        plain: The same for those which stand beside each other from left to right and need no other care.
        shaped: Its script needs shaping.
        stroked: There is no bold of it: the outline is stroked instead.
        path: Where the file is.
        font: What the PDF writer draws with.
    """

    name: str
    advances: Mapping[str, float]
    plain: Mapping[str, float]
    shaped: bool
    stroked: bool
    path: str
    font: GlyphFont

    def glyph(self, number: int, text: str) -> tuple[str, float]:
        """The code that draws a glyph standing for `text`, and its width in ems."""
        own = len(text) == 1 and self.font.face.charToGlyph.get(ord(text)) == number
        return (text if own else self.font.code_for(number, text)), self.font.width_of(number) / 1000

    def letter_of(self, number: int) -> str:
        """The letter that a glyph shows by itself, or "" for joined and stacked forms that have none."""
        letters = self.font.face.glyphToChar.get(number, ())
        return unicodedata.normalize("NFKC", chr(letters[0])) if letters else ""


_faces: dict[tuple[str, bool], Face] = {}
_reading = threading.RLock()  # reading a bold that is stroked reads its regular


def latin(*, bold: bool) -> Face:
    """The face that everyday text is drawn with."""
    return _face("latin", bold)


def face_for(character: str, *, bold: bool) -> Face | None:
    """The face that has a character; None if no font here has it."""
    code = ord(character)
    if code in _PRIVATE_USE:
        return None
    own = _family_of(code)
    for family in (own, *_REST) if own else _REST:
        face = _face(family, bold)
        if character in face.advances:
            return face
    return None


@cache
def harfbuzz(face: Face) -> tuple[Any, int]:
    """A face as the shaper wants it, and how many font units make an em."""
    import uharfbuzz  # noqa: PLC0415 -- only complex scripts pay for it

    shaper_face = uharfbuzz.Face(uharfbuzz.Blob(Path(face.path).read_bytes()), 0)
    return uharfbuzz.Font(shaper_face), shaper_face.upem


def _family_of(code: int) -> str | None:
    index = bisect_right(_STARTS, code) - 1
    if index < 0:
        return None
    _, last, family = _BLOCKS[index]
    return family if code <= last else None


def _face(family: str, bold: bool) -> Face:
    face = _faces.get((family, bold))
    if face is None:
        with _reading:
            face = _faces.get((family, bold)) or _read(family, bold)
            _faces[family, bold] = face
    return face


def _read(family: str, bold: bool) -> Face:
    files = _FAMILIES[family]
    if bold and not files.bold:
        return replace(_face(family, False), stroked=True)
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415 -- start-up stays free of it

    from app.printing.glyph_font import GlyphFont  # noqa: PLC0415

    path = str(resource("fonts", files.bold if bold else files.regular))
    name = f"till-{family}" + ("-bold" if bold else "")
    font = GlyphFont(name, path)
    registerFont(font)
    advances = {
        chr(code): width / 1000
        for code, width in font.face.charWidths.items()
        if code in font.face.charToGlyph and code >= 0x20 and code not in _PRIVATE_USE
    }
    plain = {letter: width for letter, width in advances.items() if _is_plain(letter)} if family == "latin" else {}
    return Face(name, advances, plain, shaped=files.shaped, stroked=False, path=path, font=font)


def _is_plain(letter: str) -> bool:
    """No combining mark, no control or format character, nothing that bears on the direction of its neighbours."""
    category = unicodedata.category(letter)
    return category[0] not in "MC" and unicodedata.bidirectional(letter) not in {"R", "AL", "AN"}
