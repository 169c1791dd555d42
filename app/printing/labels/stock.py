"""Label stock: sheets and rolls by the names that makers print on the box, and own sizes in millimetres.

The list is in `resources/labels/stock.txt`, one line for each geometry with all the names that it is sold under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from app.base.resources import resource
from app.domain.refusal import Refusal

PAPERS = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "A6": (105.0, 148.0)} | {
    "US-LETTER": (215.9, 279.4),
    "LETTER": (215.9, 279.4),
}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)")
_POINT = re.compile(r"(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")
_INSCRIBED = 0.7071  # of a circle's width: the square in it
_LARGEST = 1200.0  # mm
_LEAST = 5.0  # mm: nothing is read on less
_MOST_ROWS = 200
_ROUNDED = 0.01  # mm
_BADLY_MEASURED = 1.5  # mm: what the margin inside each label makes up for
_NEAR = 4  # names that a refusal proposes


class Shape(StrEnum):
    """How a label is cut."""

    RECTANGLE = "rectangle"
    ROUND = "round"
    ELLIPSE = "ellipse"


@dataclass(frozen=True, slots=True)
class LabelStock:
    """A sheet of labels, or a roll (a page of one label). All sizes in millimetres.

    Attributes:
        name: Maker and part as on the box, or the size as it was asked for.
        width, height: Of one label.
        corner: The radius of its corners.
        left, top: Where the first label begins on the page.
        pitch_x, pitch_y: From the beginning of a label to that of the next.
    """

    name: str
    description: str
    page_width: float
    page_height: float
    shape: Shape
    width: float
    height: float
    corner: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def labels(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    @property
    def inner_width(self) -> float:
        """The width of the rectangle that lies wholly in the label."""
        return self.width if self.shape is Shape.RECTANGLE else self.width * _INSCRIBED

    @property
    def inner_height(self) -> float:
        """The height of the same."""
        return self.height if self.shape is Shape.RECTANGLE else self.height * _INSCRIBED

    def place(self, index: int) -> tuple[float, float]:
        """Where that rectangle of a label begins on its page, counted from 0, row by row."""
        row, column = divmod(index, self.columns)
        across = self.left + column * self.pitch_x + (self.width - self.inner_width) / 2
        return across, self.top + row * self.pitch_y + (self.height - self.inner_height) / 2


def find_stock(text: str) -> LabelStock:
    """The stock of a name ("Avery L7160", "L7160") or of a size.

    A size is "62x29" for a roll of labels 62 mm wide and 29 high; "A4 3x8" for 3 by 8 labels that fill the sheet; and
    "A4 3x8 63.5x33.9 7.2,12.9 66x33.9" with the size of a label, where the first begins, and from one to the next.

    Raises:
        Refusal: `unknown_label_stock` with names that are near, `wrong_label_stock` where the list's own figures
            cannot be, `bad_label_size`.
    """
    own = _own_size(text)
    if own is not None:
        return own
    found = _by_key().get(_key(text))
    if found is None:
        near = get_close_matches(_key(text), _by_key(), n=_NEAR, cutoff=0.5)
        names = dict.fromkeys(_by_key()[key].name for key in near)
        raise Refusal("unknown_label_stock", text=text[:40], near=", ".join(names) or "Avery L7160, 62x29")
    if not _is_sound(found, _BADLY_MEASURED):
        raise Refusal("wrong_label_stock", name=found.name)
    return found


@cache
def all_stock() -> tuple[LabelStock, ...]:
    """Every stock of the list, by maker."""
    lines = resource("labels", "stock.txt").read_text(encoding="utf-8").splitlines()
    listed = (stock for line in lines if not line.startswith("#") for stock in _read_line(line))
    return tuple(sorted(listed, key=lambda stock: stock.name.casefold()))


def _read_line(line: str) -> Iterator[LabelStock]:
    geometry, *names = line.split("\t")
    shape, *figures = geometry.split(" ")
    page_width, page_height, width, height, corner, columns, rows, left, top, pitch_x, pitch_y = map(float, figures)
    for name in names:
        title, _, description = name.partition("|")
        yield LabelStock(
            title, description, page_width, page_height, Shape(shape), width, height, corner,
            int(columns), int(rows), left, top, pitch_x, pitch_y,
        )  # fmt: skip


@cache
def _by_key() -> dict[str, LabelStock]:
    """The list by maker and part, and by the part alone where it is one geometry only."""
    keys: dict[str, LabelStock] = {}
    parts: dict[str, list[LabelStock]] = {}
    for stock in all_stock():
        keys.setdefault(_key(stock.name), stock)
        for start in range(1, stock.name.count(" ") + 1):
            parts.setdefault(_key(stock.name.split(" ", start)[-1]), []).append(stock)
    for key, found in parts.items():
        if key and key not in keys and len({_geometry(stock) for stock in found}) == 1:
            keys[key] = found[0]
    return keys


def _key(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _geometry(stock: LabelStock) -> tuple[object, ...]:
    return stock.page_width, stock.width, stock.height, stock.columns, stock.rows, stock.left, stock.top


def _own_size(text: str) -> LabelStock | None:
    words = text.split()
    size = _SIZE.fullmatch(words[0]) if words else None
    if len(words) == 1 and size:
        return _roll(text, float(size[1]), float(size[2]))
    paper = PAPERS.get(words[0].upper()) if words else None
    if paper is None and size and len(words) > 1:
        paper = float(size[1]), float(size[2])
    if paper is None or len(words) not in (2, 5):
        return None
    found = [_SIZE.fullmatch(words[1])]
    if len(words) == 5:
        found += [_SIZE.fullmatch(words[2]), _POINT.fullmatch(words[3]), _SIZE.fullmatch(words[4])]
    pairs = [(float(one[1]), float(one[2])) for one in found if one]
    if len(pairs) != len(found):
        return None
    columns, rows = (int(figure) for figure in pairs[0])
    if not (0 < columns <= _MOST_ROWS and 0 < rows <= _MOST_ROWS):
        raise Refusal("bad_label_size", text=text[:60])
    fill = paper[0] / columns, paper[1] / rows
    label, first, pitch = pairs[1:] or (fill, (0.0, 0.0), fill)
    return _checked(_sheet(text, paper, (columns, rows), label, first, pitch))  # fmt: skip


def _roll(name: str, width: float, height: float) -> LabelStock:
    size = width, height
    return _checked(_sheet(name, size, (1, 1), size, (0.0, 0.0), size))


def _sheet(
    name: str,
    paper: tuple[float, float],
    grid: tuple[int, int],
    label: tuple[float, float],
    first: tuple[float, float],
    pitch: tuple[float, float],
) -> LabelStock:
    return LabelStock(name, "", *paper, Shape.RECTANGLE, *label, 0.0, *grid, *first, *pitch)


def _checked(stock: LabelStock) -> LabelStock:
    is_sane = min(stock.width, stock.height) >= _LEAST and max(stock.page_width, stock.page_height) <= _LARGEST
    if not (is_sane and _is_sound(stock, _ROUNDED)):
        raise Refusal("bad_label_size", text=stock.name[:60])
    return stock


def _is_sound(stock: LabelStock, tolerance: float) -> bool:
    """Whether all labels lie on the page and none over another."""
    right = stock.left + (stock.columns - 1) * stock.pitch_x + stock.width
    bottom = stock.top + (stock.rows - 1) * stock.pitch_y + stock.height
    inside = right <= stock.page_width + tolerance and bottom <= stock.page_height + tolerance
    across = stock.columns == 1 or stock.pitch_x >= stock.width - tolerance
    return inside and across and (stock.rows == 1 or stock.pitch_y >= stock.height - tolerance)
