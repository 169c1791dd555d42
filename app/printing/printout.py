"""What printing answers with: the PDF, and what could not be printed as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.printing.typesetting import missing_glyphs


@dataclass(frozen=True, slots=True)
class MissingGlyphs:
    """A name with characters that no font here has; each is printed as `?`. The code of its sentence is `CODE`."""

    name: str
    characters: str

    @property
    def code(self) -> str:
        """The code of the warning's sentence, whose facts are `name` and `characters`."""
        return "glyphs_missing"

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the warning's sentence; an unprintable character is told by its number."""
        shown = (letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in self.characters)
        return {"name": self.name, "characters": " ".join(shown)}


@dataclass(frozen=True, slots=True)
class Printout:
    """A document ready to print or save."""

    pdf: bytes
    missing: tuple[MissingGlyphs, ...] = ()


def find_missing(texts: Iterable[str]) -> tuple[MissingGlyphs, ...]:
    """The texts with characters that cannot be printed, each once, in order."""
    found = ((text, missing_glyphs(text)) for text in dict.fromkeys(texts))
    return tuple(MissingGlyphs(text, characters) for text, characters in found if characters)
