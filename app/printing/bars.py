"""Bar codes as modules: which are dark, how wide one is on paper. They are drawn as vectors by `page.py`.

The encoding table is python-barcode's. Its own writers are not used: their default module is narrower than scanners
want, and pictures take a hundred times the space.
"""

from __future__ import annotations

from dataclasses import dataclass

# One dot of a thermal printer with 203 dots to the inch, in points: bars of whole dots have sharp edges.
DOT = 72 / 203
# Quiet zone of Code 128 on either side, in modules. Source: ISO/IEC 15417, GS1 General Specifications 5.4.
QUIET_MODULES = 10


@dataclass(frozen=True, slots=True)
class BarCode:
    """A linear bar code: `modules` of "1" (dark) and "0" without the quiet zones, one of them `module` points wide."""

    modules: str
    module: float

    @property
    def width(self) -> float:
        """Its width with both quiet zones, in points."""
        return (len(self.modules) + 2 * QUIET_MODULES) * self.module


def code128(text: str, room: float) -> BarCode | None:
    """Encode a text as Code 128 for `room` points, with bars of 3 dots of a 203 dpi printer, or 2 where it is narrow.

    Returns:
        None if the text cannot be encoded, or would not fit with bars a scanner can read.
    """
    from barcode.codex import Code128  # noqa: PLC0415 -- start-up stays free of it

    # python-barcode takes any Unicode digit for a digit; what is left here it can encode.
    if not text or not text.isascii() or not text.isprintable():
        return None
    modules = "".join(Code128(text).build())
    for dots in (3, 2):
        code = BarCode(modules, dots * DOT)
        if code.width <= room:
            return code
    return None
