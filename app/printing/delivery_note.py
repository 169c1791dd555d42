"""A delivery on paper: what came beside what was expected, what is short, over or broken, and a line to sign on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.printing.page import MM, Block, Sheet, Words, draw_page, height_of, new_canvas, paginate
from app.printing.printout import Printout, find_missing
from app.printing.receipt_sheet import A4
from app.printing.stack import Span, leading, line, pair, paragraph, side_by_side, space, together, with_marks
from app.printing.text import Align, Style, measure, shrink, wrap

_HAIR = 0.82
_GAP = 14.0
_FOOT = 26.0
_SIGN_HIGH = 34.0
_WIDEST = 0.2  # of the table's width: what a column of figures may take at the most


@dataclass(frozen=True, slots=True)
class NoteWords:
    """The words that are printed beside the values, in the shop's language."""

    title: str = "Delivery"
    goods: str = "Goods"
    expected: str = "Expected"
    received: str = "Received"
    difference: str = "Difference"
    page: str = "Page {page} of {pages}"
    differences: str = "What is different"
    nothing: str = "Everything came as it was expected."
    brought: str = "Brought by (driver)"
    taken: str = "Taken by (shop)"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line, written already.

    Attributes:
        notes: Stand below the name: SKU, lot, last day, free or broken pieces.
        difference: In words; "" where there is none.
    """

    name: str
    notes: tuple[str, ...]
    expected: str
    received: str
    difference: str


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """What stands on the paper.

    Attributes:
        shop: The lines at its head.
        facts: Label and value of what is said of the delivery as a whole.
        differences: What is short, over, broken or unknown, a sentence each.
    """

    shop: tuple[str, ...]
    number: str
    moment: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[NoteLine, ...]
    differences: tuple[str, ...]
    words: NoteWords = NoteWords()
    language: str = "en"
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of the table are."""

    name: Span
    expected: Span
    received: Span
    difference: Span


def delivery_pdf(note: DeliveryNote) -> Printout:
    """Put a delivery on A4. The same values always make the same bytes."""
    buffer = io.BytesIO()
    author = note.shop[0] if note.shop else ""
    canvas = new_canvas(buffer, title=f"{note.words.title} {note.number}", author=author, language=note.language)
    for sheet, blocks in _pages(note):
        draw_page(canvas, sheet, blocks)
    canvas.save()
    texts = (*note.shop, *(one.name for one in note.lines), *(value for _, value in note.facts))
    return Printout(buffer.getvalue(), find_missing(texts))


def _pages(note: DeliveryNote) -> Iterator[tuple[Sheet, list[Block]]]:
    span = Span(0, A4.width - 2 * A4.margin)
    columns = _columns(note, span)
    table_head = _table_head(note, columns, span)
    first = [*_head(note, span), table_head]
    later = [*together([*pair(span, note.words.title, note.number, A4.look.strong), space(6)]), table_head]
    body = [block for one in note.lines for block in _item(one, columns)] + _closing(note, span)
    room = A4.height - 2 * A4.margin - _FOOT
    pages = paginate(body, room - height_of(first), room - height_of(later))
    sheet = Sheet(A4.width, A4.height, A4.margin, A4.margin, note.right_to_left)
    for index, page in enumerate(pages):
        head = later if index else first
        text = note.words.page.format(page=index + 1, pages=len(pages))
        rest = room - height_of(head) - height_of(page)
        foot = Words(span.width / 2, rest + _FOOT - 2, f"{text} \u00b7 {note.number}", A4.look.small, Align.CENTRE)
        yield sheet, [*head, *page, Block(0, (foot,))]


def _head(note: DeliveryNote, span: Span) -> list[Block]:
    left, right = Span(span.left, span.width * 0.5), Span(span.width * 0.54, span.right)
    shop = [
        block
        for index, text in enumerate(note.shop)
        for block in paragraph(left, text, A4.look.small if index else A4.shop)
    ]
    facts = pair(right, note.words.title, note.number, A4.title)
    facts += [*paragraph(right, note.moment, A4.look.body, Align.RIGHT), space(4)]
    for label, value in note.facts:
        facts += pair(right, label, value, A4.look.small, A4.look.body)
    return [side_by_side(shop, facts), space(16)]


def _columns(note: DeliveryNote, span: Span) -> _Columns:
    words, body = note.words, A4.look.body

    def column(right: float, head: str, cells: list[str]) -> Span:
        widest = max([measure(head, A4.head), *(measure(cell, body) for cell in cells)])
        return Span(right - min(widest, span.width * _WIDEST), right)

    difference = column(span.right, words.difference, [one.difference for one in note.lines])
    received = column(difference.left - _GAP, words.received, [one.received for one in note.lines])
    expected = column(received.left - _GAP, words.expected, [one.expected for one in note.lines])
    return _Columns(Span(span.left, expected.left - _GAP), expected, received, difference)


def _cells(columns: _Columns, texts: tuple[str, str, str], styles: tuple[Style, Style, Style]) -> list[Words]:
    places = (columns.expected, columns.received, columns.difference)
    return [
        Words(at.right, leading(style) * 0.75, text, shrink(text, style, at.width), Align.RIGHT, at.width)
        for at, text, style in zip(places, texts, styles, strict=True)
        if text
    ]


def _table_head(note: DeliveryNote, columns: _Columns, span: Span) -> Block:
    words, high = note.words, leading(A4.head)
    title = Words(columns.name.left, high * 0.75, words.goods, A4.head)
    cells = _cells(columns, (words.expected, words.received, words.difference), (A4.head, A4.head, A4.head))
    return side_by_side([Block(high + 3, (title, *cells)), line(span, 6, thickness=0.9)])


def _item(one: NoteLine, columns: _Columns) -> list[Block]:
    look, high = A4.look, leading(A4.look.body)
    lines = wrap(one.name, look.body, columns.name.width)
    blocks = [Block(high, (Words(columns.name.left, high * 0.75, text, look.body),)) for text in lines]
    styles = (look.body, look.body, look.strong)
    blocks = with_marks(blocks, _cells(columns, (one.expected, one.received, one.difference), styles))
    for text in one.notes:
        blocks += paragraph(columns.name, text, look.small)
    rule = line(Span(columns.name.left, columns.difference.right), 5, thickness=0.4, gray=_HAIR)
    return together([*blocks, rule])


def _closing(note: DeliveryNote, span: Span) -> list[Block]:
    """What is different, and where both sign that it is so; never torn from each other while they fit on a page."""
    words, look = note.words, A4.look
    blocks = [space(10), *paragraph(span, words.differences if note.differences else words.nothing, look.strong)]
    for text in note.differences:
        blocks += paragraph(Span(span.left + 3 * MM, span.right), f"\u2013 {text}", look.body)
    half = span.width * 0.5
    left, right = Span(span.left, half - 12), Span(half + 12, span.right)
    signs = [
        [space(_SIGN_HIGH), line(at, 6), *paragraph(at, label, look.small)]
        for at, label in ((left, words.brought), (right, words.taken))
    ]
    return [*blocks, *together([space(8), side_by_side(*signs)])]
