"""A TrueType font of the PDF writer that can draw any glyph, and tell readers of the PDF what it stands for.

reportlab draws characters. Joined, stacked and reordered forms are glyphs without a character of their own: they get a
code from plane 15 of Unicode, and the table by which a PDF is searched and copied names their real text instead. The
numbers of those codes depend on what was printed before, and never reach the file.

This module loads reportlab: import it inside functions.
"""

from __future__ import annotations

import threading
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_FIRST_CODE = 0xF0000
# The most entries that one block of the table may have. Source: Adobe Technical Note 5411.
_BLOCK = 100


class GlyphFont(TTFont):  # type: ignore[misc]
    """One font file, registered once and used by every document."""

    def __init__(self, name: str, path: str) -> None:
        # Without ASCII set apart, a file carries only the glyphs that it shows.
        super().__init__(name, path, asciiReadable=False, shapable=False)
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self._naming = threading.Lock()

    def code_for(self, glyph: int, text: str) -> str:
        """The code that draws a glyph which stands for this text; its width is known from then on."""
        code = self._codes.get((glyph, text))
        if code is None:
            with self._naming:
                code = self._codes.get((glyph, text)) or self._name(glyph, text)
        return chr(code)

    def width_of(self, glyph: int) -> float:
        """The advance of a glyph in thousandths of an em."""
        return float(self.pdfScale(int(self.face.hmetrics[glyph][0])))

    def _name(self, glyph: int, text: str) -> int:
        code = _FIRST_CODE + len(self._codes)
        self.face.charToGlyph[code] = glyph
        self.face.charWidths[code] = self.width_of(glyph)
        self._texts[code] = text
        self._codes[glyph, text] = code
        return code

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- reportlab calls it
        """Write the font into a document, then the real texts into its tables."""
        subsets, internal_name = self.state[doc].subsets, self.state[doc].internalName
        super().addObjects(doc)
        written = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(subsets):
            table = doc.idToObject[written[f"{internal_name}+{number}"].ToUnicode.name]
            table.content = self._text_table(subset)

    def _text_table(self, subset: list[int]) -> str:
        entries = [f"<{at:02X}> <{self._hex(code)}>" for at, code in enumerate(subset)]
        blocks = [entries[at : at + _BLOCK] for at in range(0, len(entries), _BLOCK)]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                "<00> <FF>",
                "endcodespacerange",
                *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        )

    def _hex(self, code: int) -> str:
        text = self._texts.get(code)
        return (chr(code) if text is None else text).encode("utf-16-be", "replace").hex().upper()
