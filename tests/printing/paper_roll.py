"""A receipt printer that understands as much ESC/POS as we send, and gives the rows that would be on its paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

# What Epson's numbers stand for (ESC/POS Application Programming Guide, ESC t).
PAGES = {0: "cp437", 2: "cp850", 13: "cp857", 14: "cp737", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858"}
ESC, GS = 0x1B, 0x1D


@dataclass
class Printed:
    """What came out.

    Attributes:
        rows: Text rows in order; None where a picture is.
        pictures: The drawn rows and the bars, in order.
        bold, large: The rows that are written so.
        cuts: How often the paper was cut.
        pulses: The pins of the drawer that got a pulse.
    """

    rows: list[str | None] = field(default_factory=list)
    pictures: list[Image.Image] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    cuts: int = 0
    pulses: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(row for row in self.rows if row is not None)


class _Head:
    """The printer's head on its way through the bytes."""

    def __init__(self, data: bytes) -> None:
        self.printed = Printed()
        self._data, self._at = data, 0
        self._page, self._row = "cp437", ""
        self._is_bold = self._is_large = False

    def run(self) -> Printed:
        while self._at < len(self._data):
            first = self._data[self._at]
            if first in {ESC, GS}:
                self._at += self._command(self._data[self._at : self._at + 8])
            elif first == 0x0A:
                self._end_row()
            else:
                assert first >= 0x20, f"control character {first:02x}"
                self._row += bytes([first]).decode(self._page)
                self._at += 1
        assert self._row == ""
        return self.printed

    def _command(self, at: bytes) -> int:
        """Obey it, and say how long it is."""
        if at[0] == GS:
            return self._graphic(at)
        name, value = at[1:2], at[2]
        if name == b"@":
            self._page = "cp437"
            return 2
        if name == b"p":
            self.printed.pulses.append({0: 2, 1: 5}[value & 1])
            return 5
        if name == b"t":
            self._page = PAGES[value]
        elif name == b"E":
            self._is_bold = bool(value)
        else:
            assert name == b"!", f"ESC {name!r}"
            self._is_large = bool(value & 0x30)
        return 3

    def _graphic(self, at: bytes) -> int:
        if at[1:3] == b"VB":
            self.printed.cuts += 1
            return 4
        assert at[1:4] == b"v0\x00", f"GS {at[1:4]!r}"
        wide, high = at[4] + 256 * at[5], at[6] + 256 * at[7]
        dots = self._data[self._at + 8 : self._at + 8 + wide * high]
        self.printed.pictures.append(Image.frombytes("1", (wide * 8, high), bytes(255 - one for one in dots)))
        self.printed.rows.append(None)
        return 8 + wide * high

    def _end_row(self) -> None:
        self.printed.rows.append(self._row)
        if self._is_bold:
            self.printed.bold.append(self._row)
        if self._is_large:
            self.printed.large.append(self._row)
        self._row, self._at = "", self._at + 1


def on_paper(data: bytes) -> Printed:
    """Print it."""
    return _Head(data).run()


def sheet(printed: Printed) -> Image.Image:
    """The drawn rows below each other."""
    width = max(picture.width for picture in printed.pictures)
    whole = Image.new("1", (width, sum(picture.height for picture in printed.pictures)), 1)
    top = 0
    for picture in printed.pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    return whole
