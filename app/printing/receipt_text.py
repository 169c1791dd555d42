"""A receipt as rows of characters, as a receipt printer with a fixed pitch writes them. Values in, rows out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from app.printing.direction import line_of, turns, visual_order
from app.printing.receipt import ReceiptData, ReceiptLine, ReceiptNote
from app.printing.receipt_parts import discount_note, times

_GAP = 1  # columns between a text and its figure
_INDENT = "  "
# What looks the same on narrow paper, for letters that no code page of a printer has.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u200e\u200f\u061c\u2066\u2067\u2068\u2069", ""),
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
    }
)
_BREAKS = re.compile(r"\s+")


class Weight(Enum):
    """How a row is written; a large one takes two columns for each letter."""

    NORMAL = auto()
    BOLD = auto()
    LARGE = auto()


class Figure(NamedTuple):
    """A figure that ends where the one above it does, in a column of its own."""

    text: str
    columns: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text at its start and figures at its end, or a text in the middle.

    Attributes:
        is_rule: A line over the whole width; it has no text.
    """

    left: str = ""
    figures: tuple[Figure, ...] = ()
    weight: Weight = Weight.NORMAL
    is_centred: bool = False
    is_rule: bool = False

    def set_in(self, columns: int) -> str:
        """The row as it is written, without blanks behind it."""
        if self.is_rule:
            return "-" * columns
        room = columns // 2 if self.weight is Weight.LARGE else columns
        if self.is_centred:
            return (" " * ((room - width_of(self.left)) // 2) + self.left).rstrip()
        right = " ".join(" " * (figure.columns - width_of(figure.text)) + figure.text for figure in self.figures)
        blanks = room - width_of(self.left) - width_of(right)
        return (self.left + " " * max(blanks, 0) + right).rstrip()

    @property
    def taken(self) -> int:
        """The columns that the figures take."""
        return sum(figure.columns for figure in self.figures) + _GAP * max(0, len(self.figures) - 1)


RULE = Row(is_rule=True)
BLANK = Row()


def width_of(text: str) -> int:
    """How many columns a text takes: a Chinese character takes two, a mark over a letter none."""
    return sum(_columns(letter) for letter in text)


def receipt_rows(data: ReceiptData, columns: int) -> tuple[Row, ...]:
    """The rows of a receipt, its bar code and its foot apart.

    Args:
        data: What stands on it.
        columns: How many letters of the usual size a row has: 48 on paper of 80 mm, 32 on 58 mm.
    """
    return tuple(
        row
        for part in (_head(data, columns), _lines(data, columns), _sums(data, columns), _taxes(data, columns))
        for row in part
    )


def foot_rows(data: ReceiptData, columns: int) -> tuple[Row, ...]:
    """What stands below the bar code: the number, and the closing lines."""
    return tuple(
        row for text in (data.number, *(("", *data.footer) if data.footer else ())) for row in _centred(text, columns)
    )


def _head(data: ReceiptData, columns: int) -> Iterator[Row]:
    for index, text in enumerate(data.shop):
        yield from _centred(text, columns, Weight.NORMAL if index else Weight.LARGE)
    yield BLANK
    if data.is_copy:
        yield from _centred(f"*** {data.words.copy} ***", columns, Weight.BOLD)
    yield from _pair(data.title, data.number, columns, Weight.BOLD)
    yield from _pair(data.moment, f"{data.words.till} {data.till}" if data.till else "", columns)
    for label, value in ((data.words.cashier, data.cashier), (data.words.customer, data.customer)):
        if value:
            yield from _pair(f"{label}: {value}", "", columns)
    yield RULE


def _lines(data: ReceiptData, columns: int) -> Iterator[Row]:
    letters = max((width_of(line.tax) for line in data.lines), default=0)
    for line in data.lines:
        amount = _figure(line.amount)
        figures = (amount, Figure(line.tax, letters)) if letters else (amount,)
        yield from _row(line.name, figures, columns)
        for note in _notes(line, data):
            # Its amount follows it: it is not in the column that adds up.
            yield from _pair(f"{_INDENT}{note.text} {note.amount}".rstrip(), "", columns)
    yield RULE


def _notes(line: ReceiptLine, data: ReceiptData) -> Iterator[ReceiptNote]:
    if line.unit_price and (line.quantity not in {"", "1"} or line.discount):
        yield times(line, data)
    yield from discount_note(line, data)
    yield from line.notes


def _sums(data: ReceiptData, columns: int) -> Iterator[Row]:
    words = data.words
    if data.discount:
        yield from _pair(words.subtotal, data.subtotal, columns)
        yield from _pair(words.discount, data.discount, columns)
    if data.tax_total:
        yield from _pair(words.net, data.net_total, columns)
        yield from _pair(words.tax, data.tax_total, columns)
    yield from _pair(words.total, data.total, columns, Weight.LARGE)
    if data.rounding:
        yield from _pair(words.rounding, data.rounding, columns)
        yield from _pair(words.to_pay, data.to_pay or data.total, columns, Weight.BOLD)
    for tender in data.tenders:
        yield from _pair(tender.name, tender.amount, columns)
        if tender.note:
            yield from _pair(_INDENT + tender.note, "", columns)
    if data.change:
        yield from _pair(words.change, data.change, columns, Weight.BOLD)


def _taxes(data: ReceiptData, columns: int) -> Iterator[Row]:
    """A row for each rate: label, net, tax and gross below their names; on narrow paper without the gross."""
    if not data.taxes:
        return
    words = data.words
    table = [
        (words.rate, words.net, words.tax, words.gross),
        *((tax.label, tax.net, tax.tax, tax.gross) for tax in data.taxes),
    ]
    widths = [max(width_of(_plain(row[place])) for row in table) for place in range(4)]
    shown = 4 if sum(widths) + 3 * _GAP <= columns else 3
    yield RULE
    for row in table:
        figures = tuple(Figure(_plain(row[place]), widths[place]) for place in range(1, shown))
        yield from _row(row[0], figures, columns)


def _figure(text: str) -> Figure:
    text = _plain(text)
    return Figure(text, width_of(text))


def _pair(left: str, right: str, columns: int, weight: Weight = Weight.NORMAL) -> Iterator[Row]:
    yield from _row(left, (_figure(right),) if right else (), columns, weight)


def _row(left: str, figures: tuple[Figure, ...], columns: int, weight: Weight = Weight.NORMAL) -> Iterator[Row]:
    """A text and its figures: a text that is too long goes on below, beside nothing; a figure is never cut."""
    left = _plain(left)
    room = columns // 2 if weight is Weight.LARGE else columns
    beside = room - Row("", figures).taken - (_GAP if figures else 0)
    if weight is Weight.LARGE and width_of(left) > beside:
        yield from _row(left, figures, columns, Weight.BOLD)
        return
    indent = _INDENT if left.startswith(_INDENT) else ""
    if beside < room // 4:  # the figures have a row of their own
        yield from (Row(text, weight=weight) for text in _broken(left, room, indent))
        yield Row("", figures, weight)
        return
    first, *more = _broken(left, beside, indent)
    yield Row(first, figures, weight)
    yield from (Row(text, weight=weight) for text in more)


def _centred(text: str, columns: int, weight: Weight = Weight.NORMAL) -> Iterator[Row]:
    text = _plain(text)
    if weight is Weight.LARGE and width_of(text) > columns // 2:
        weight = Weight.BOLD
    room = columns // 2 if weight is Weight.LARGE else columns
    yield from (Row(part, weight=weight, is_centred=True) for part in _broken(text, room, ""))


def _broken(text: str, room: int, indent: str) -> list[str]:
    """A text in rows of so many columns, at its blanks where it has them."""
    rows, row = list[str](), indent
    for word in _BREAKS.split(text.strip()):
        joined = word if row == indent else f" {word}"
        if width_of(row + joined) <= room:
            row += joined
            continue
        if row != indent:
            rows.append(row)
            row = indent
        for letter in word:
            if width_of(row + letter) > room:
                rows.append(row)
                row = indent
            row += letter
    rows.append(row)
    return _ordered(rows, indent) if len(rows) > 1 and turns(text) else rows


def _ordered(rows: list[str], indent: str) -> list[str]:
    """The rows of a text of two directions, their letters in the order that the whole text gives them."""
    parts = [row.removeprefix(indent) for row in rows]
    whole = " ".join(parts)
    order, start, ordered = visual_order(whole), 0, []
    for part in parts:
        ordered.append(indent + line_of(whole, order, start, start + len(part)))
        start += len(part) + 1
    return ordered


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def _columns(letter: str) -> int:
    if unicodedata.category(letter)[0] in "MC":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
