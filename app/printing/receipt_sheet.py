"""A receipt on a sheet of A4 or A5: a table of its lines, the sums and the tax below, page numbers at the foot."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.bars import QUIET_MODULES, code128
from app.printing.page import MM, Bars, Block, Frame, Sheet, Words, height_of, paginate
from app.printing.receipt import ReceiptData, ReceiptLine
from app.printing.receipt_parts import Look, discount_note, note, payments, sums, taxes
from app.printing.stack import (
    Span,
    leading,
    line,
    pair,
    paragraph,
    side_by_side,
    space,
    together,
    with_figures,
    with_marks,
)
from app.printing.text import Align, Style, measure, shrink, wrap

_GRAY = 0.35
_HAIR = 0.82
_GAP = 14.0
_BARS_HIGH = 10 * MM
_FOOT = 26.0
_WIDEST = 0.22  # of the table's width: what a column of figures may take at the most


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A size of paper with its margin and its sizes of text, all in points."""

    width: float
    height: float
    margin: float
    shop: Style
    title: Style
    head: Style
    look: Look


A4 = SheetSize(
    210 * MM,
    297 * MM,
    18 * MM,
    shop=Style(17, bold=True),
    title=Style(13, bold=True),
    head=Style(8.5, bold=True, gray=_GRAY),
    look=Look(
        body=Style(9.5),
        strong=Style(9.5, bold=True),
        small=Style(8.5, gray=_GRAY),
        total=Style(13, bold=True),
        total_amount=Style(20, bold=True),
    ),
)
A5 = SheetSize(
    148 * MM,
    210 * MM,
    11 * MM,
    shop=Style(14, bold=True),
    title=Style(11, bold=True),
    head=Style(7.5, bold=True, gray=_GRAY),
    look=Look(
        body=Style(8.5),
        strong=Style(8.5, bold=True),
        small=Style(7.5, gray=_GRAY),
        total=Style(11, bold=True),
        total_amount=Style(17, bold=True),
    ),
)


def sheet_pages(data: ReceiptData, size: SheetSize) -> list[tuple[Sheet, list[Block]]]:
    """The pages, each with the head of the table and its number."""
    span = Span(0, size.width - 2 * size.margin)
    columns = _columns(data, span, size)
    table_head = _table_head(data, columns, span, size)
    first = [*_head(data, span, size), table_head]
    later = [*together([*pair(span, data.title, data.number, size.look.strong), space(6)]), table_head]
    items = [_item(item, data, columns, size) for item in data.lines]
    # The sums take the last line with them, so that no page is a head without a line.
    closing = together([*(items.pop() if items else []), *_closing(data, span, size)])
    body = [*(block for item in items for block in item), *closing]
    room = size.height - 2 * size.margin - _FOOT
    pages = paginate(body, room - height_of(first), room - height_of(later))
    sheet = Sheet(size.width, size.height, size.margin, size.margin, data.right_to_left)
    result = []
    for index, page in enumerate(pages):
        head = later if index else first
        text = data.words.page.format(page=index + 1, pages=len(pages))
        rest = room - height_of(head) - height_of(page)
        foot = Words(span.width / 2, rest + _FOOT - 2, f"{text} \u00b7 {data.number}", size.look.small, Align.CENTRE)
        result.append((sheet, [*head, *page, Block(0, (foot,))]))
    return result


def _head(data: ReceiptData, span: Span, size: SheetSize) -> list[Block]:
    words, look = data.words, size.look
    left, right = Span(span.left, span.width * 0.56), Span(span.width * 0.6, span.right)
    shop = [
        block
        for index, text in enumerate(data.shop)
        for block in paragraph(left, text, look.small if index else size.shop)
    ]
    facts = pair(right, data.title, data.number, size.title)
    if data.is_copy:
        facts = [_copy_frame(words.copy, right, size), space(5), *facts]
    facts += paragraph(right, data.moment, look.body, Align.RIGHT)
    for label, value in ((words.till, data.till), (words.cashier, data.cashier), (words.customer, data.customer)):
        if value:
            facts += pair(right, label, value, look.small)
    code = code128(data.number, right.width)
    if code:
        # The bars end where the column ends; their quiet zone may lie on the margin.
        bars = Bars(right.right - code.width + QUIET_MODULES * code.module, 0, _BARS_HIGH, code)
        facts += [space(6), Block(_BARS_HIGH, (bars,))]
    return [side_by_side(shop, facts), space(16)]


def _copy_frame(word: str, span: Span, size: SheetSize) -> Block:
    style = shrink(word, size.title, span.width - 8)
    high = leading(style) + 4
    text = Words((span.left + span.right) / 2, high * 0.7, word, style, Align.CENTRE)
    return Block(high, (Frame(span.left, span.right, 0, high), text))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of the table are. Figures take what the widest needs, names have the rest."""

    name: Span
    quantity: Span
    price: Span
    tax: Span
    amount: Span

    def figures(self, quantity: str, price: str, tax: str, amount: str) -> tuple[tuple[Span, str], ...]:
        """Each column of figures with its text; the letters of the taxes have one where there are any."""
        return ((self.quantity, quantity), (self.price, price), (self.tax, tax), (self.amount, amount))


def _columns(data: ReceiptData, span: Span, size: SheetSize) -> _Columns:
    words, look = data.words, size.look

    def column(right: float, head: str, cells: list[str]) -> Span:
        widest = max([measure(head, size.head), *(measure(cell, look.body) for cell in cells)])
        return Span(right - min(widest, span.width * _WIDEST), right)

    amount = column(span.right, words.amount, [item.amount for item in data.lines])
    letters = [item.tax for item in data.lines if item.tax]
    tax = column(amount.left - _GAP, words.tax, letters) if letters else Span(amount.left, amount.left)
    price = column(tax.left - _GAP, words.price, [item.unit_price for item in data.lines])
    quantity = column(price.left - _GAP, words.quantity, [item.quantity for item in data.lines])
    return _Columns(Span(span.left, quantity.left - _GAP), quantity, price, tax, amount)


def _cells(columns: _Columns, texts: tuple[str, str, str, str], style: Style) -> list[Words]:
    down = leading(style) * 0.75
    return [
        Words(at.right, down, text, shrink(text, style, at.width), Align.RIGHT, at.width)
        for at, text in columns.figures(*texts)
        if text
    ]


def _table_head(data: ReceiptData, columns: _Columns, span: Span, size: SheetSize) -> Block:
    words, high = data.words, leading(size.head)
    title = Words(columns.name.left, high * 0.75, words.item, size.head)
    tax = words.tax if columns.tax.width else ""
    cells = _cells(columns, (words.quantity, words.price, tax, words.amount), size.head)
    return side_by_side([Block(high + 3, (title, *cells)), line(span, 6, thickness=0.9)])


def _item(item: ReceiptLine, data: ReceiptData, columns: _Columns, size: SheetSize) -> list[Block]:
    look, high = size.look, leading(size.look.body)
    lines = wrap(item.name, look.body, columns.name.width)
    blocks = [Block(high, (Words(columns.name.left, high * 0.75, text, look.body),)) for text in lines]
    figures = (item.quantity, item.unit_price, item.tax, item.amount)
    blocks = with_marks(blocks, _cells(columns, figures, look.body))
    for of in (*discount_note(item, data), *item.notes):
        blocks += note(of, columns.name, look)
    rule = line(Span(columns.name.left, columns.amount.right), 5, thickness=0.4, gray=_HAIR)
    return together([*blocks, rule])


def _closing(data: ReceiptData, span: Span, size: SheetSize) -> list[Block]:
    middle = span.width * 0.5
    half = with_figures(Span(middle + 12, span.right), data.amounts(), size.look.body)
    right = [*sums(data, half, size.look), *payments(data, half, size.look)]
    left = taxes(data, Span(span.left, middle - 12), size.look)
    blocks = [space(8), side_by_side([space(4), *left], right), space(18)]
    for text in data.footer:
        blocks += paragraph(span, text, size.look.small, Align.CENTRE)
    return blocks
