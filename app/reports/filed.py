"""A document as it stands in the book, to be read: who, when, which lines, and what each of them moved and cost."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.figures import unit_micro
from app.store.database import Book
from app.store.queries import filed
from app.store.queries.filed import FiledLine, Head

__all__ = ["Filed", "FiledDocuments", "FiledLine", "Head"]

_MOST_LINES = 500
# The kinds whose quantity is what moved; a count says what was there.
_MOVED_AS_SAID = frozenset({"sale", "refund", "adjustment", "supplier_return", "transfer", "transfer_receipt"})


@dataclass(frozen=True, slots=True)
class Filed:
    """A document.

    Attributes:
        has_more: Whether it has more lines than these.
    """

    head: Head
    lines: tuple[FiledLine, ...]
    has_more: bool = False


class FiledDocuments:
    """Reads single documents. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def document(self, name: str) -> Filed | None:
        """The document with that uid or number, or None."""
        with self._book.reading() as connection:
            head = filed.head(connection, name)
            if head is None:
                return None
            lines = filed.lines(connection, head.document_id, limit=_MOST_LINES + 1)
        if head.kind in _MOVED_AS_SAID:
            lines = [_costed(line, self._book.shop.currency.digits) for line in lines]
        return Filed(head, tuple(lines[:_MOST_LINES]), has_more=len(lines) > _MOST_LINES)


def _costed(line: FiledLine, digits: int) -> FiledLine:
    """A line that names no cost of its own, with the unit cost at which its goods moved."""
    if line.unit_cost_micro is not None or not line.quantity_milli:
        return line
    return line._replace(unit_cost_micro=unit_micro(abs(line.moved_minor), abs(line.quantity_milli), digits))
