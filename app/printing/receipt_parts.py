"""What a receipt has on every paper: the sums, how it was paid, the tax of each rate."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.page import Block
from app.printing.receipt import ReceiptData, ReceiptLine, ReceiptNote
from app.printing.stack import Span, pair, paragraph, space, table
from app.printing.text import Style

_INDENT = 8.0


@dataclass(frozen=True, slots=True)
class Look:
    """The sizes of one paper's texts."""

    body: Style
    strong: Style
    small: Style
    total: Style
    total_amount: Style


def sums(data: ReceiptData, span: Span, look: Look) -> list[Block]:
    """From the subtotal to the total, large."""
    words, blocks = data.words, list[Block]()
    if data.discount:
        if data.subtotal:
            blocks += pair(span, words.subtotal, data.subtotal, look.body)
        blocks += pair(span, words.discount, data.discount, look.body)
    if data.tax_total:
        blocks += pair(span, words.net, data.net_total, look.body)
        blocks += pair(span, words.tax, data.tax_total, look.body)
    blocks += [*pair(span, words.total, data.total, look.total, look.total_amount), space(2)]
    if data.rounding:
        blocks += pair(span, words.rounding, data.rounding, look.body)
        blocks += pair(span, words.to_pay, data.to_pay or data.total, look.strong)
    return blocks


def payments(data: ReceiptData, span: Span, look: Look) -> list[Block]:
    """The tenders and the change."""
    blocks = list[Block]()
    for tender in data.tenders:
        blocks += pair(span, tender.name, tender.amount, look.body)
        if tender.note:
            blocks += note(ReceiptNote(tender.note), span, look)
    if data.change:
        blocks += pair(span, data.words.change, data.change, look.strong)
    return blocks


def taxes(data: ReceiptData, span: Span, look: Look) -> list[Block]:
    """A row for each rate; empty where there is no tax."""
    if not data.taxes:
        return []
    words = data.words
    rows = [(tax.label, tax.net, tax.tax, tax.gross) for tax in data.taxes]
    gross = words.gross if any(row[3] for row in rows) else ""
    return table(span, [(words.rate, words.net, words.tax, gross), *rows], look.small)


def note(of: ReceiptNote, span: Span, look: Look) -> list[Block]:
    """Small print under a line. Its amount follows it: it is not in the column that adds up."""
    text = f"{of.text} {of.amount}" if of.amount else of.text
    return paragraph(Span(span.left + _INDENT, span.right), text, look.small)


def times(line: ReceiptLine, data: ReceiptData) -> ReceiptNote:
    """Quantity times unit price, read in the direction of the page."""
    mark = "\u200f" if data.right_to_left else ""
    return ReceiptNote(f"{mark}{line.quantity} \u00d7 {line.unit_price}")


def discount_note(line: ReceiptLine, data: ReceiptData) -> tuple[ReceiptNote, ...]:
    """The discount that is in the line's amount, as small print."""
    return (ReceiptNote(data.words.discount, line.discount),) if line.discount else ()
