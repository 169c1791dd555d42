"""The journal: each document with what it moves on accounts, day by day, and what accounts are called.

Read in batches and merged, so that a long stretch takes little memory.
"""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from app.domain import accounting
from app.domain.accounting import Chart, Payment, Posting, Valued
from app.domain.document import DocumentKind
from app.domain.moment import Moment
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row

BATCH = 500


class Entry(NamedTuple):
    """What a document moves on accounts on one day.

    Most documents have one entry. One whose movements belong to several days (a correction dated at the later of two
    documents, goods counted before midnight) has one for each of them.

    Attributes:
        book_date: The day of its movements, as a day number.
        till, uid, number, kind: Of the document.
        postings: One for each account; they sum to zero in a right book.
    """

    book_date: int
    document_id: int
    at: Moment
    till: str
    uid: str
    number: str
    kind: str
    postings: tuple[Posting, ...]


def entries(connection: Connection, *, days: tuple[int, int], last_document: int) -> Iterator[Entry]:
    """The entries of a stretch of book dates, both ends included, day by day in the order of the documents."""
    limits = (*days, last_document)
    parts = heapq.merge(_own(connection, limits), _moved(connection, limits), key=itemgetter(0, 1))
    for _, group in groupby(parts, key=itemgetter(0, 1)):
        same = list(group)
        postings = accounting.summed(posting for part in same for posting in part.postings)
        if postings:
            yield same[0]._replace(postings=postings)


def takings(connection: Connection, *, days: tuple[int, int], last_document: int) -> Iterator[Entry]:
    """What sales, mended payments and cash documents post beside their movements, one entry for each, unsummed."""
    return (entry for entry in _own(connection, (*days, last_document)) if entry.kind not in _BILLS)


_BILLS = (DocumentKind.SUPPLIER_INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.REVERSAL)


def owners(connection: Connection) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """The kinds of tender and the shop's own reasons: code, name and account of each, "" where none is named."""
    tenders = connection.execute("SELECT kind, name, account FROM tender_kind ORDER BY id")
    return list(tenders), list(connection.execute("SELECT code, name, account FROM reason ORDER BY code"))


def bills(connection: Connection, days: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
    """What bills, credit notes, and those that were taken back say in a stretch of book dates: goods, landed, tax."""
    found = iter(connection.execute(_BILLED, (dialect.each_text(_BILLS), *days)))
    while rows := list(islice(found, BATCH)):
        for _, goods_minor, landed_minor, tax_minor in _rows(connection, _INVOICES, [row[0] for row in rows]):
            yield goods_minor, landed_minor, tax_minor


_BILLED = dialect.in_words("""
SELECT document.id FROM $EACH AS one CROSS JOIN document ON document.kind = one.value
WHERE book_date BETWEEN ? AND ?
""")


def chart(connection: Connection) -> Chart:
    """What the shop calls its accounts."""
    found = connection.execute("SELECT value FROM setting WHERE name = 'accounts'").get
    return Chart(
        json.loads(found) if found else {},
        dict(connection.execute("SELECT kind, account FROM tender_kind")),
        dict(connection.execute("SELECT code, account FROM reason")),
    )


# A reversal takes back what the document had that it reverses: the reason stands there. What has none came broken, or
# goes back broken.
_MOVED = """
SELECT movement.book_date, document.id, document.happened_us, document.offset_minutes, till.code, document.uid,
    document.number, document.kind, movement.kind, location.code, movement.value_minor, movement.variance_minor,
    coalesce(nullif(own.reason, ''), nullif(reversed.reason, ''), 'damaged')
FROM movement JOIN document ON document.id = movement.document_id JOIN till ON till.id = document.till_id
JOIN location ON location.id = movement.location_id
LEFT JOIN stock_line AS own ON movement.kind = 'adjustment' AND own.document_id = document.id
    AND own.line_no = movement.line_no
LEFT JOIN stock_line AS reversed ON movement.kind = 'adjustment' AND reversed.document_id = document.of_id
    AND reversed.line_no = movement.line_no
WHERE movement.book_date BETWEEN ? AND ? AND movement.document_id <= ?
ORDER BY movement.book_date, movement.seq
"""


def _moved(connection: Connection, limits: tuple[int, int, int]) -> Iterator[Entry]:
    """What each movement posts, one entry for each."""
    for row in connection.execute(_MOVED, limits):
        kind, location, value_minor, variance_minor, reason = row[8:]
        moved = Valued(kind, location, value_minor, variance_minor, reason)
        yield _entry(row, accounting.stock_postings(moved))


def _entry(row: Row, postings: list[Posting]) -> Entry:
    book_date, document_id, happened_us, offset_minutes, till, uid, number, kind = row[:8]
    at = Moment(happened_us, offset_minutes)
    return Entry(book_date, document_id, at, till, uid, number, kind, tuple(postings))


_DOCUMENTS = """
SELECT book_date, document.id, happened_us, offset_minutes, till.code, uid, number, kind
FROM document JOIN till ON till.id = till_id
WHERE kind IN ('sale', 'refund', 'tender_change', 'supplier_invoice', 'credit_note', 'reversal', 'cash_movement',
    'cash_count')
    AND book_date BETWEEN ? AND ? AND document.id <= ?
ORDER BY book_date, document.id
"""
_PAID = dialect.in_words("""
SELECT sale.document_id, rounding_minor, change_minor * iif(gross_minor < 0, -1, 1), net_minor, tax_minor,
    coalesce((SELECT sum(line.net_minor) FROM sale_line AS line
        WHERE line.document_id = sale.document_id AND line.quantity_milli < 0), 0)
FROM $EACH AS one CROSS JOIN sale ON sale.document_id = one.value
""")
_MENDED = dialect.in_words("""
SELECT tender_change.document_id, tender_change.rounding_minor,
    tender_change.change_minor * iif(sale.gross_minor < 0, -1, 1), document.of_id,
    (SELECT max(before.id) FROM document AS before
        WHERE before.of_id = document.of_id AND before.kind = 'tender_change' AND before.id < document.id)
FROM $EACH AS one CROSS JOIN tender_change ON tender_change.document_id = one.value
JOIN document ON document.id = tender_change.document_id JOIN sale ON sale.document_id = document.of_id
""")
_TENDERS = dialect.in_words("""
SELECT document_id, kind, amount_minor
FROM $EACH AS one CROSS JOIN tender ON document_id = one.value ORDER BY document_id, line_no
""")
# What a bill says for goods, for landed costs, and its tax; below zero of a credit note, and of a bill taken back.
_INVOICES = dialect.in_words("""
WITH bill AS (
    SELECT document.id AS document_id, base.id AS base_id, base.kind AS kind,
        iif(document.kind = 'reversal', -1, 1) * iif(base.kind = 'credit_note', -1, 1) AS sign
    FROM $EACH AS one CROSS JOIN document ON document.id = one.value
    JOIN document AS base ON base.id = iif(document.kind = 'reversal', document.of_id, document.id)
    WHERE base.kind IN ('supplier_invoice', 'credit_note')
), summed AS (
    SELECT bill.*, tax_minor,
        (SELECT coalesce(sum(value_minor), 0) FROM stock_line WHERE document_id = base_id) AS lines_minor,
        (SELECT coalesce(sum(billed_minor), 0) FROM settlement WHERE document_id = base_id) AS settled_minor
    FROM bill JOIN stock_document ON stock_document.document_id = base_id
)
SELECT document_id, sign * iif(kind = 'credit_note', settled_minor, lines_minor),
    sign * iif(kind = 'credit_note', 0, settled_minor), sign * tax_minor FROM summed
""")
_CASH = dialect.in_words("""
SELECT document_id, what, amount_minor, expected_minor
FROM $EACH AS one CROSS JOIN cash_document ON document_id = one.value
""")


def _own(connection: Connection, limits: tuple[int, int, int]) -> Iterator[Entry]:
    """What documents post beside their movements: payments, income, tax, invoices, cash."""
    documents = iter(connection.execute(_DOCUMENTS, limits))
    while rows := list(islice(documents, BATCH)):
        of_kind: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            of_kind[row[7]].append(row[1])
        postings: dict[int, list[Posting]] = {}
        sold = of_kind[DocumentKind.SALE] + of_kind[DocumentKind.REFUND]
        _of_sales(connection, sold, postings)
        _of_tender_changes(connection, of_kind[DocumentKind.TENDER_CHANGE], postings)
        bills = [document_id for kind in _BILLS for document_id in of_kind[kind]]
        for document_id, *figures in _rows(connection, _INVOICES, bills):
            postings[document_id] = accounting.invoice_postings(*figures)
        drawer = of_kind[DocumentKind.CASH_MOVEMENT] + of_kind[DocumentKind.CASH_COUNT]
        for document_id, *figures in _rows(connection, _CASH, drawer):
            postings[document_id] = accounting.cash_postings(*figures)
        for row in rows:
            yield _entry(row, postings.get(row[1], []))


def _rows(connection: Connection, sql: str, document_ids: list[int]) -> list[Row]:
    return list(connection.execute(sql, (dialect.each(document_ids),))) if document_ids else []


def _of_sales(connection: Connection, document_ids: list[int], postings: dict[int, list[Posting]]) -> None:
    tenders = _tenders(connection, document_ids)
    for document_id, rounding_minor, change_minor, net_minor, tax_minor, returned_minor in _rows(
        connection, _PAID, document_ids
    ):
        payment = Payment(tuple(tenders[document_id]), rounding_minor, change_minor)
        postings[document_id] = [
            *accounting.payment_postings(payment),
            *accounting.sale_postings(net_minor, returned_minor, tax_minor),
        ]


def _of_tender_changes(connection: Connection, document_ids: list[int], postings: dict[int, list[Posting]]) -> None:
    mended = _rows(connection, _MENDED, document_ids)
    before_ids = [before_id or sale_id for *_, sale_id, before_id in mended]
    tenders = _tenders(connection, [*document_ids, *before_ids])
    settled: dict[int, list[int]] = {row[0]: [row[1], row[2]] for row in _rows(connection, _PAID, before_ids)}
    settled |= {row[0]: [row[1], row[2]] for row in _rows(connection, _MENDED, [*document_ids, *before_ids])}
    for (document_id, *_), before_id in zip(mended, before_ids, strict=True):
        before, after = (Payment(tuple(tenders[one]), *settled[one]) for one in (before_id, document_id))
        postings[document_id] = [
            *accounting.payment_postings(before, -1),
            *accounting.payment_postings(after),
        ]


def _tenders(connection: Connection, document_ids: list[int]) -> defaultdict[int, list[tuple[str, int]]]:
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for document_id, kind, amount_minor in _rows(connection, _TENDERS, sorted(set(document_ids))):
        found[document_id].append((kind, amount_minor))
    return found
