"""A receipt on a roll of 80 or 58 mm: one narrow column, black only, as thermal printers print it."""

from __future__ import annotations

from app.printing.bars import code128
from app.printing.page import MM, Bars, Block, Frame, Sheet, Words, height_of, paginate
from app.printing.receipt import ReceiptData, ReceiptLine
from app.printing.receipt_parts import Look, discount_note, note, payments, sums, taxes, times
from app.printing.stack import Span, leading, line, pair, paragraph, space, together, with_figures, with_marks
from app.printing.text import Align, Style, measure

_SIDE, _TOP, _BOTTOM = 4 * MM, 4 * MM, 8 * MM
# No page of a PDF may be higher than 14,400 points (ISO 32000, annex C); a longer roll goes on on the next page.
_LONGEST = 14_000.0

_SHOP = Style(13, bold=True)
_TITLE = Style(10, bold=True)
_COPY = Style(12, bold=True)
_LOOK = Look(
    body=Style(8.5),
    strong=Style(8.5, bold=True),
    small=Style(7.5),
    total=Style(12, bold=True),
    total_amount=Style(18, bold=True),
)
_BARS_HIGH = 12 * MM
_LETTER_GAP = 3.0


def roll_pages(data: ReceiptData, width_mm: float) -> list[tuple[Sheet, list[Block]]]:
    """The pages of the roll, each as long as its content; all but the longest receipts have one."""
    room = _LONGEST - _TOP - _BOTTOM
    width = width_mm * MM
    return [
        (Sheet(width, height_of(page) + _TOP + _BOTTOM, _SIDE, _TOP, data.right_to_left), page)
        for page in paginate(_blocks(data, Span(0, width - 2 * _SIDE)), room, room)
    ]


def _blocks(data: ReceiptData, whole: Span) -> list[Block]:
    letters = max((measure(item.tax, _LOOK.small) for item in data.lines), default=0.0)
    # The letters of the taxes have a column of their own, so that all figures end at one edge.
    span = Span(0, whole.right - letters - _LETTER_GAP) if letters else whole
    span = with_figures(span, data.amounts(), _LOOK.body)
    tax_rows = taxes(data, whole, _LOOK)
    return [
        *_head(data, whole),
        line(whole),
        *(block for item in data.lines for block in _item(item, data, span, whole)),
        line(whole),
        *sums(data, span, _LOOK),
        *payments(data, span, _LOOK),
        *([line(whole), *tax_rows] if tax_rows else []),
        *_foot(data, whole),
    ]


def _head(data: ReceiptData, whole: Span) -> list[Block]:
    words, blocks = data.words, list[Block]()
    for index, text in enumerate(data.shop):
        blocks += paragraph(whole, text, _LOOK.small if index else _SHOP, Align.CENTRE)
    blocks.append(space(6))
    if data.is_copy:
        blocks += [_copy_frame(words.copy, whole), space(4)]
    blocks += pair(whole, data.title, data.number, _TITLE)
    blocks += pair(whole, data.moment, f"{words.till} {data.till}" if data.till else "", _LOOK.small)
    for label, value in ((words.cashier, data.cashier), (words.customer, data.customer)):
        if value:
            blocks += paragraph(whole, f"{label}: {value}", _LOOK.small)
    return blocks


def _copy_frame(word: str, whole: Span) -> Block:
    middle = whole.width / 2
    return Block(20, (Frame(0, whole.right, 1, 18), Words(middle, 14.5, word, _COPY, Align.CENTRE)))


def _item(item: ReceiptLine, data: ReceiptData, span: Span, whole: Span) -> list[Block]:
    blocks = pair(span, item.name, item.amount, _LOOK.body)
    if item.tax:
        letter = Words(whole.right, leading(_LOOK.body) * 0.75, item.tax, _LOOK.small, Align.RIGHT)
        blocks = with_marks(blocks, [letter])
    notes = (*discount_note(item, data), *item.notes)
    if item.unit_price and (item.quantity not in {"", "1"} or item.discount):
        notes = (times(item, data), *notes)
    blocks += [block for of in notes for block in note(of, span, _LOOK)]
    return together([*blocks, space(2)])


def _foot(data: ReceiptData, whole: Span) -> list[Block]:
    blocks = [space(8)]
    code = code128(data.number, whole.width)
    if code:
        bars = Bars((whole.width - code.width) / 2, 0, _BARS_HIGH, code)
        blocks.append(Block(_BARS_HIGH + 3, (bars,), joined=True))
    blocks += paragraph(whole, data.number, _LOOK.small, Align.CENTRE)
    if data.footer:
        blocks.append(space(6))
    for text in data.footer:
        blocks += paragraph(whole, text, _LOOK.small, Align.CENTRE)
    return blocks
