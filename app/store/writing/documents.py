"""Filing a document: its number without gaps, its place in the till's chain, its rows.

Everything here runs inside the transaction of the verb that posts the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain import chain
from app.domain.changes import Posted
from app.domain.document import (
    AT_THE_TILL,
    CashDocument,
    Document,
    DocumentKind,
    Heading,
    PeriodClose,
    Sale,
    SaleLine,
    StockDocument,
    StockLine,
    TenderChange,
    number_text,
)
from app.domain.moment import Moment, business_day, next_day, write_date
from app.domain.progress import Progress, told
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.store.database import Connection
from app.store.queries.parties import Desk


class Filing(NamedTuple):
    """A number and a day given to a document that is about to be filed.

    Attributes:
        recorded_us: When the book took it, never before the document before it.
        book_date: The business day it belongs to, as a day number.
        chain_length, chain_digest: The till's chain before it.
        own_day: The business day of its moment, which is `book_date` unless that was closed.
        is_late: Whether its own day was closed already, so that it went to the first open one.
        open_day: The first day that is not closed; 0 before the first close.
    """

    heading: Heading
    desk: Desk
    series: int
    sequence: int
    recorded_us: int
    book_date: int
    chain_length: int
    chain_digest: str
    of_id: int | None = None
    own_day: int = 0
    is_late: bool = False
    open_day: int = 0


class Beside(NamedTuple):
    """What is kept beside a document, outside the chain.

    Attributes:
        wish: The digest of the request: the same uid with another wish is refused.
        names: The products' names as they were then, by line.
        references: The tenders' references, in order.
        product_ids: The products of the lines, in order.
    """

    wish: str
    note: str = ""
    names: tuple[str, ...] = ()
    product_ids: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    of_ids: tuple[int | None, ...] = ()
    cashier_id: int = 0
    customer_id: int | None = None
    supplier_id: int | None = None
    to_location_id: int | None = None
    settled_ids: tuple[int, ...] = ()
    delivery_ids: tuple[int, ...] = ()


def referring(filing: Filing, uid: str, document_id: int) -> Filing:
    """The same, for a document that refers to an earlier one."""
    return filing._replace(heading=filing.heading._replace(of=uid), of_id=document_id)


def check_follows(connection: Connection, filing: Filing, document_ids: Iterable[int], shop: Shop) -> None:
    """Refuse a document whose day is before that of one on which it rests: a close between them would lack the other.

    As no day is opened again, its book date is not before that of the other either.

    Raises:
        Refusal: `before_its_document`.
    """
    for document_id in document_ids:
        happened_us, number = connection.execute(_DATED, (document_id,)).get
        day = business_day(happened_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
        if filing.own_day < day:
            raise Refusal("before_its_document", day=write_date(filing.own_day), of=number, of_day=write_date(day))


_DATED = "SELECT happened_us, number FROM document WHERE id = ?"


def till_and_kind(connection: Connection, uid: str) -> tuple[str, str]:
    """Which till a document is of, and what kind it is.

    Raises:
        Refusal: `unknown_document`.
    """
    row = connection.execute(
        "SELECT till.code, kind FROM document JOIN till ON till.id = till_id WHERE uid = ?", (uid,)
    ).fetchone()
    if row is None:
        raise Refusal("unknown_document", uid=uid[:64])
    return row[0], row[1]


def already_posted(connection: Connection, uid: str, wish: str) -> Posted | None:
    """The answer for a wish that was carried out before, or None for a new one.

    Raises:
        Refusal: `uid_conflict` when the uid stands for something else.
    """
    row = connection.execute(_BY_UID, (uid,)).get
    if row is None:
        return None
    number, known_wish, gross_minor, rounding_minor, change_minor = row
    if known_wish != wish:
        raise Refusal("uid_conflict", uid=uid, number=number)
    return Posted(
        uid,
        number,
        "already posted",
        gross_minor=gross_minor,
        payable_minor=gross_minor + rounding_minor,
        change_minor=change_minor,
    )


_BY_UID = """
SELECT number, wish_digest, coalesce(gross_minor, 0), coalesce(rounding_minor, 0), coalesce(change_minor, 0)
FROM document LEFT JOIN sale ON sale.document_id = document.id WHERE uid = ?
"""


def give_number(
    connection: Connection, kind: DocumentKind, uid: str, desk: Desk, *, shop: Shop, when: tuple[Moment, Moment]
) -> Filing:
    """Give a document its number and its business day.

    Args:
        when: The moment it happened, and now.

    Raises:
        Refusal: `period_closed` for a document whose day is closed, unless it is one of those `AT_THE_TILL`.
    """
    happened, now = when
    series, chain_length, chain_digest, last_us, through, last = connection.execute(_HEAD, (kind, desk.till_id)).get
    # A clock that has lost its battery begins again at 1970: the till sells on, on the first day there is.
    own_day = max(business_day(happened.utc_us, ZoneInfo(shop.timezone), shop.day_cut_minutes), _FIRST_DAY)
    open_day = 0 if through is None else next_day(through)
    if own_day < open_day and kind not in AT_THE_TILL:
        raise Refusal("period_closed", day=write_date(own_day), open=write_date(open_day))
    book_date = max(own_day, open_day)
    sequence = (last or 0) + 1
    connection.execute(_COUNT_ON if last else _FIRST_NUMBER, (sequence, desk.till_id, kind, series))
    heading = Heading(
        uid=uid,
        kind=kind,
        till=desk.till,
        number=number_text(desk.till, kind, series, sequence),
        happened_us=happened.utc_us,
        offset_minutes=happened.offset_minutes,
        user=desk.person.code,
        location=desk.location,
        book_date=book_date,
    )
    recorded_us = max(now.utc_us, last_us or 0)
    return Filing(
        heading,
        desk,
        series,
        sequence,
        recorded_us,
        book_date,
        chain_length,
        chain_digest,
        own_day=own_day,
        is_late=own_day < open_day,
        open_day=open_day,
    )


_FIRST_DAY = 19700101
_FIRST_NUMBER = "INSERT INTO number_series (last, till_id, kind, series) VALUES (?, ?, ?, ?)"
_COUNT_ON = "UPDATE number_series SET last = ? WHERE till_id = ? AND kind = ? AND series = ?"
_HEAD = """
SELECT till.series, chain_length, chain_digest, (SELECT recorded_us FROM document ORDER BY id DESC LIMIT 1),
    (SELECT max(through) FROM period), last
FROM till LEFT JOIN number_series ON till_id = till.id AND kind = ? AND number_series.series = till.series
WHERE till.id = ?
"""


def file_sale(connection: Connection, filing: Filing, sale: Sale, beside: Beside) -> int:
    """File a sale with its lines, taxes and tenders; returns the document's number in the ledger."""
    document_id = file_head(connection, filing, sale, beside)
    connection.execute(
        "INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document_id,
            beside.cashier_id,
            beside.customer_id,
            sale.currency,
            sale.policy,
            int(sale.inclusive),
            sale.discount_minor,
            sale.net_minor,
            sale.tax_minor,
            sale.gross_minor,
            sale.rounding_minor,
            sale.change_minor,
        ),
    )
    of_ids = beside.of_ids or (None,) * len(sale.lines)
    connection.executemany(
        _INSERT_SALE_LINE,
        [
            (
                document_id,
                product_id,
                name,
                of_id,
                *line[:_SERIALS],
                "\n".join(line.serials),
                line.deposit_of,
                line.of_line,
                line.state,
            )
            for line, product_id, name, of_id in zip(sale.lines, beside.product_ids, beside.names, of_ids, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO sale_tax VALUES (?, ?, ?, ?, ?)",
        [(document_id, row.rate_milli, row.tax_code, row.net_minor, row.tax_minor) for row in sale.taxes],
    )
    _file_tenders(connection, document_id, sale, beside)
    return document_id


# What is kept beside a line, then its fields in their order; `of` is kept as a number.
_INSERT_SALE_LINE = """
INSERT INTO sale_line (document_id, product_id, name, of_id,
    line_no, sku, quantity_milli, price_micro, base_milli, discount_minor, shared_minor, net_minor, tax_minor,
    gross_minor, rate_milli, tax_code, code, lot, serials, deposit_of, of_line, state)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SERIALS = SaleLine._fields.index("serials")


def file_tender_change(connection: Connection, filing: Filing, change: TenderChange, beside: Beside) -> int:
    """File how an earlier sale was really paid."""
    document_id = file_head(connection, filing, change, beside)
    connection.execute(
        "INSERT INTO tender_change VALUES (?, ?, ?)", (document_id, change.rounding_minor, change.change_minor)
    )
    _file_tenders(connection, document_id, change, beside)
    return document_id


def file_stock_document(
    connection: Connection, filing: Filing, document: StockDocument, beside: Beside, progress: Progress | None = None
) -> int:
    """File a document that moves stock, with its lines; who wants to know is told how many of them are filed."""
    document_id = file_head(connection, filing, document, beside)
    connection.execute(
        "INSERT INTO stock_document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document_id,
            beside.supplier_id,
            document.reference,
            document.discount_minor,
            int(document.provisional),
            beside.to_location_id,
            document.step,
            document.uncounted,
            document.counted,
            document.amount_minor,
            document.spread,
            document.tax_minor,
        ),
    )
    connection.executemany(
        "INSERT INTO invoiced_delivery VALUES (?, ?, ?)",
        [(document_id, place, delivery_id) for place, delivery_id in enumerate(beside.delivery_ids, start=1)],
    )
    connection.executemany(
        "INSERT INTO settlement VALUES (?, ?, ?, ?, ?)",
        [
            (document_id, place, of_id, one.booked_minor, one.billed_minor)
            for place, (one, of_id) in enumerate(zip(document.settles, beside.settled_ids, strict=True), start=1)
        ],
    )
    # One row after the other: a list of all would be as large as the document once more.
    connection.executemany(
        _INSERT_STOCK_LINE,
        (
            (*line[:_LINE_SERIALS], "\n".join(line.serials), *line[_LINE_SERIALS + 1 :], document_id, product_id, name)
            for line, product_id, name in zip(
                told(document.lines, len(document.lines), progress), beside.product_ids, beside.names, strict=True
            )
        ),
    )
    return document_id


# The fields of a line in their order, its serial numbers as one text, then what is kept beside it.
_INSERT_STOCK_LINE = """
INSERT INTO stock_line (line_no, sku, quantity_milli, unit_cost_micro, value_minor, landed_minor, lot, expiry, serials,
    reason, zone, at_us, state, of_line, costing, free_milli, damaged_milli, document_id, product_id, name)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LINE_SERIALS = StockLine._fields.index("serials")


def file_cash_document(connection: Connection, filing: Filing, document: CashDocument, beside: Beside) -> int:
    """File cash that was moved or counted."""
    document_id = file_head(connection, filing, document, beside)
    connection.execute("INSERT INTO cash_document VALUES (?, ?, ?, ?, ?)", (document_id, *document[1:]))
    return document_id


def file_period_close(connection: Connection, filing: Filing, close: PeriodClose, pack: str, beside: Beside) -> int:
    """File the close of a period with its pack; it rests on all documents before it."""
    document_id = file_head(connection, filing, close, beside)
    connection.execute(
        "INSERT INTO period VALUES (?, ?, ?, ?, ?, ?)",
        (document_id, close.first_day, close.through, document_id - 1, close.pack_digest, pack),
    )
    return document_id


def file_head(connection: Connection, filing: Filing, document: Document, beside: Beside) -> int:
    """File what every document has, and give it its place in the till's chain; its own rows come after it."""
    till_id = filing.desk.till_id
    place = filing.chain_length + 1
    digest = chain.digest(document, before=filing.chain_digest)
    heading = filing.heading
    document_id: int = connection.execute(
        _INSERT_DOCUMENT,
        (
            heading.uid,
            heading.kind,
            till_id,
            filing.series,
            filing.sequence,
            heading.number,
            heading.happened_us,
            heading.offset_minutes,
            filing.recorded_us,
            filing.book_date,
            int(filing.is_late),
            filing.desk.person_id,
            filing.desk.location_id,
            filing.of_id,
            beside.note,
            beside.wish,
            chain.CANONICAL_VERSION,
            place,
            digest,
        ),
    ).get
    connection.execute("UPDATE till SET chain_length = ?, chain_digest = ? WHERE id = ?", (place, digest, till_id))
    return document_id


_INSERT_DOCUMENT = """
INSERT INTO document (uid, kind, till_id, series, sequence, number, happened_us, offset_minutes, recorded_us, book_date,
    late, person_id, location_id, of_id, note, wish_digest, canonical_version, chain_place, chain_digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""


def _file_tenders(connection: Connection, document_id: int, document: Sale | TenderChange, beside: Beside) -> None:
    references = beside.references or ("",) * len(document.tenders)
    connection.executemany(
        "INSERT INTO tender VALUES (?, ?, ?, ?, ?)",
        [
            (document_id, number, tender.kind, tender.amount_minor, reference)
            for number, (tender, reference) in enumerate(zip(document.tenders, references, strict=True), start=1)
        ],
    )
