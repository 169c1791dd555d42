"""The codes of the sheet that a scanner is set up with. What it sends for them is known before it is scanned."""

from __future__ import annotations

from enum import StrEnum


class SheetCode(StrEnum):
    """The codes of the sheet, in their order on it."""

    SMALL = "small"
    CAPITALS = "capitals"
    SIGNS = "signs"
    ZERO = "zero"
    SEPARATOR = "separator"


LETTERS = {
    SheetCode.SMALL: "abcabcabcdefghijklmnopqrstuvwxyz",
    SheetCode.CAPITALS: "XYZXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
    SheetCode.SIGNS: "01010123456789-./:+*%()[]|#_=&?;,",
}
"""What the codes of letters say (Code 128): each repeats itself, so that one is never taken for another."""
ZERO = "012345678905"
"""A UPC-A number that begins with a zero."""
SEPARATED = ("010950110153000310AB12", "2134CD")
"""Two stretches of a GS1-128 with the separator (GS) between them."""
