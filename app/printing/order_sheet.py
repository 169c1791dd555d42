"""An order to a supplier on A4: to whom, for when, and a table of its lines in packs. Values in, PDF bytes out.

The values are already written as the supplier reads them (`format.py`); nothing is figured here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.printing.bars import QUIET_MODULES, code128
from app.printing.page import MM, Bars, Block, Sheet, Words, draw_page, height_of, new_canvas, paginate
from app.printing.printout import Printout, find_missing
from app.printing.receipt_sheet import A4, SheetSize
from app.printing.stack import Span, leading, line, pair, paragraph, side_by_side, space, together, with_marks
from app.printing.text import Align, Style, measure, shrink, wrap

_HAIR = 0.82
_GAP = 12.0
_BARS_HIGH = 10 * MM
_FOOT = 26.0
_WIDEST = 0.2  # of the table's width: what a column beside the names may take at the most


@dataclass(frozen=True, slots=True)
class OrderWords:
    """The words that are printed beside the values."""

    title: str = "Purchase order"
    draft: str = "Draft, not sent"
    to: str = "To"
    ordered: str = "Ordered"
    expected: str = "Please deliver by"
    deliver_to: str = "Deliver to"
    terms: str = "Terms"
    code: str = "Your code"
    item: str = "Item"
    packs: str = "Packs"
    quantity: str = "Quantity"
    price: str = "Unit price"
    amount: str = "Amount"
    total: str = "Total without tax"
    page: str = "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class OrderLineData:
    """A line: the supplier's code, the goods and their SKU, packs as "4 x 6", quantity, price, amount."""

    code: str
    name: str
    sku: str
    packs: str
    quantity: str
    price: str
    amount: str


@dataclass(frozen=True, slots=True)
class OrderData:
    """A whole order. What is empty is not printed.

    Attributes:
        shop: The shop's head, its name first.
        supplier: Name, person, address and the like, a line each.
        note: Free text to the supplier.
    """

    shop: tuple[str, ...]
    supplier: tuple[str, ...]
    number: str
    ordered: str
    lines: tuple[OrderLineData, ...]
    total: str
    expected: str = ""
    deliver_to: str = ""
    terms: str = ""
    note: str = ""
    is_draft: bool = False
    language: str = "en"
    right_to_left: bool = False
    words: OrderWords = OrderWords()

    def texts(self) -> Iterator[str]:
        """Everything that somebody has typed."""
        yield from (*self.shop, *self.supplier, self.deliver_to, self.terms, self.note)
        for one in self.lines:
            yield from (one.code, one.name, one.sku)


def order_pdf(data: OrderData) -> Printout:
    """Put an order on paper. The same values always make the same bytes.

    Returns:
        The PDF, and the names with characters that no font here has: they are printed as `?`.
    """
    buffer = io.BytesIO()
    title = f"{data.words.title} {data.number}"
    canvas = new_canvas(buffer, title=title, author=data.shop[0] if data.shop else "", language=data.language)
    for sheet, blocks in _pages(data, A4):
        draw_page(canvas, sheet, blocks)
    canvas.save()
    return Printout(buffer.getvalue(), find_missing(data.texts()))


def _pages(data: OrderData, size: SheetSize) -> Iterator[tuple[Sheet, list[Block]]]:
    span = Span(0, size.width - 2 * size.margin)
    columns = _columns(data, span, size)
    head = _table_head(data, columns, span, size)
    first = [*_head(data, span, size), head]
    later = [*together([*pair(span, data.words.title, data.number, size.look.strong), space(6)]), head]
    items = [_item(one, columns, size) for one in data.lines]
    # The total takes the last line with it, so that it never stands alone on a page.
    closing = together([*(items.pop() if items else []), *_closing(data, span, size)])
    room = size.height - 2 * size.margin - _FOOT
    body = [*(block for item in items for block in item), *closing]
    pages = paginate(body, room - height_of(first), room - height_of(later))
    sheet = Sheet(size.width, size.height, size.margin, size.margin, data.right_to_left)
    for index, page in enumerate(pages):
        top = later if index else first
        text = data.words.page.format(page=index + 1, pages=len(pages))
        rest = room - height_of(top) - height_of(page)
        foot = Words(span.width / 2, rest + _FOOT - 2, f"{text} \u00b7 {data.number}", size.look.small, Align.CENTRE)
        yield sheet, [*top, *page, Block(0, (foot,))]


def _head(data: OrderData, span: Span, size: SheetSize) -> list[Block]:
    words, look = data.words, size.look
    left, right = Span(span.left, span.width * 0.52), Span(span.width * 0.56, span.right)
    shop = [
        block
        for index, text in enumerate(data.shop)
        for block in paragraph(left, text, look.small if index else size.shop)
    ]
    to = [space(16), *paragraph(left, words.to, look.small)]
    for index, text in enumerate(data.supplier):
        to += paragraph(left, text, look.body if index else look.strong)
    facts = pair(right, words.title, data.number, size.title)
    if data.is_draft:
        facts += paragraph(right, words.draft, look.strong, Align.RIGHT)
    code = code128(data.number, right.width)
    if code:
        # The bars end where the column ends; their quiet zone may lie on the margin.
        bars = Bars(right.right - code.width + QUIET_MODULES * code.module, 0, _BARS_HIGH, code)
        facts += [space(6), Block(_BARS_HIGH, (bars,)), space(8)]
    for label, value in (
        (words.ordered, data.ordered),
        (words.expected, data.expected),
        (words.deliver_to, data.deliver_to),
        (words.terms, data.terms),
    ):
        if value:
            facts += pair(right, label, value, look.body)
    note = [space(10), *paragraph(span, data.note, look.body)] if data.note else []
    return [side_by_side([*shop, *to], facts), *note, space(18)]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of the table are. All take what their widest needs, names have the rest."""

    code: Span
    name: Span
    figures: tuple[Span, ...]


def _columns(data: OrderData, span: Span, size: SheetSize) -> _Columns:
    words, look = data.words, size.look

    def widest(head: str, cells: list[str]) -> float:
        wide = max([measure(head, size.head), *(measure(cell, look.body) for cell in cells)])
        return min(wide, span.width * _WIDEST)

    codes = [one.code for one in data.lines]
    code = Span(span.left, span.left + (widest(words.code, codes) if any(codes) else 0.0))
    edge, figures = span.right, list[Span]()
    for head, cells in (
        (words.amount, [one.amount for one in data.lines]),
        (words.price, [one.price for one in data.lines]),
        (words.quantity, [one.quantity for one in data.lines]),
        (words.packs, [one.packs for one in data.lines]),
    ):
        width = widest(head, cells) if any(cells) else 0.0
        figures.insert(0, Span(edge - width, edge))
        edge -= width + _GAP if width else 0.0
    left = code.right + _GAP if code.width else code.right
    return _Columns(code, Span(left, edge), tuple(figures))


def _cells(columns: _Columns, texts: tuple[str, ...], style: Style) -> list[Words]:
    down = leading(style) * 0.75
    return [
        Words(at.right, down, text, shrink(text, style, at.width), Align.RIGHT, at.width)
        for at, text in zip(columns.figures, texts, strict=True)
        if text and at.width
    ]


def _table_head(data: OrderData, columns: _Columns, span: Span, size: SheetSize) -> Block:
    words, high = data.words, leading(size.head)
    marks = [Words(columns.name.left, high * 0.75, words.item, size.head)]
    if columns.code.width:
        marks.insert(0, Words(columns.code.left, high * 0.75, words.code, size.head))
    marks += _cells(columns, (words.packs, words.quantity, words.price, words.amount), size.head)
    return side_by_side([Block(high + 3, tuple(marks)), line(span, 6, thickness=0.9)])


def _item(one: OrderLineData, columns: _Columns, size: SheetSize) -> list[Block]:
    look, high = size.look, leading(size.look.body)
    lines = wrap(one.name, look.body, columns.name.width)
    blocks = [Block(high, (Words(columns.name.left, high * 0.75, text, look.body),)) for text in lines]
    marks = _cells(columns, (one.packs, one.quantity, one.price, one.amount), look.body)
    if one.code:
        style = shrink(one.code, look.body, columns.code.width)
        marks.insert(0, Words(columns.code.left, high * 0.75, one.code, style))
    blocks = with_marks(blocks, marks)
    blocks += paragraph(columns.name, one.sku, look.small)
    return together([*blocks, line(Span(columns.code.left, columns.figures[-1].right), 5, thickness=0.4, gray=_HAIR)])


def _closing(data: OrderData, span: Span, size: SheetSize) -> list[Block]:
    half = Span(span.width * 0.5, span.right)
    return [space(6), *pair(half, data.words.total, data.total, size.look.total, size.look.total)]
