"""Documents as their chain asserted them, rebuilt from the stored rows, till by till in the order of the chain.

Read in batches: however many documents a till has, only one batch is in memory. Nothing here trusts the rows: what a
document points to and is not there reads as empty, and a document that cannot be rebuilt is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.document import (
    ORDER_KINDS,
    STOCK_KINDS,
    CashDocument,
    Document,
    DocumentKind,
    Heading,
    OrderDocument,
    OrderLine,
    PeriodClose,
    Sale,
    SaleLine,
    Settled,
    StockDocument,
    StockLine,
    TaxRow,
    Tender,
    TenderChange,
)
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row

BATCH = 500


@dataclass(frozen=True, slots=True)
class Till:
    """A till with the head of its chain."""

    till_id: int
    code: str
    chain_length: int
    chain_digest: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A document with what the book keeps beside it.

    Attributes:
        document: What it asserts, or None where its rows are not there.
        kind: As it is stored, known or not.
        place, digest: In the till's chain.
        version: Of the canonical form that was digested.
        product_ids: The products of its lines, in order.
        of_gross_minor: The gross of the sale it refers to, or None.
    """

    document_id: int
    document: Document | None
    kind: str
    number: str
    series: int
    sequence: int
    happened_us: int
    offset_minutes: int
    recorded_us: int
    book_date: int
    is_late: bool
    location_id: int
    place: int
    digest: str
    version: int
    product_ids: tuple[int, ...]
    of_gross_minor: int | None


def tills(connection: Connection) -> list[Till]:
    """The tills in order."""
    return [
        Till(*row) for row in connection.execute("SELECT id, code, chain_length, chain_digest FROM till ORDER BY id")
    ]


_DOCUMENTS = """
SELECT document.id, document.uid, document.kind, document.number, document.series, document.sequence,
    document.happened_us, document.offset_minutes, document.recorded_us, document.book_date, document.late,
    document.location_id, document.chain_place, document.chain_digest, document.canonical_version,
    coalesce(person.code, ''), coalesce(location.code, ''), of_document.uid, of_sale.gross_minor
FROM document
LEFT JOIN person ON person.id = document.person_id
LEFT JOIN location ON location.id = document.location_id
LEFT JOIN document AS of_document ON of_document.id = document.of_id
LEFT JOIN sale AS of_sale ON of_sale.document_id = document.of_id
WHERE document.till_id = ? AND document.chain_place > ? ORDER BY document.chain_place LIMIT ?
"""
_SALES = dialect.in_words("""
SELECT sale.document_id, coalesce(person.code, ''), coalesce(customer.code, ''), currency, policy, inclusive,
    discount_minor, net_minor, tax_minor, gross_minor, rounding_minor, change_minor
FROM $EACH AS one CROSS JOIN sale ON sale.document_id = one.value
LEFT JOIN person ON person.id = sale.cashier_id LEFT JOIN customer ON customer.id = sale.customer_id
""")
_SALE_LINES = dialect.in_words("""
SELECT sale_line.document_id, product_id, line_no, sku, quantity_milli, price_micro, base_milli, discount_minor,
    shared_minor, net_minor, tax_minor, gross_minor, rate_milli, tax_code, code, lot, serials, deposit_of,
    of_document.uid, of_line, state
FROM $EACH AS one CROSS JOIN sale_line ON sale_line.document_id = one.value
LEFT JOIN document AS of_document ON of_document.id = sale_line.of_id ORDER BY sale_line.document_id, line_no
""")
_TAXES = dialect.in_words("""
SELECT document_id, rate_milli, tax_code, net_minor, tax_minor
FROM $EACH AS one CROSS JOIN sale_tax ON document_id = one.value ORDER BY document_id, rate_milli, tax_code
""")
_TENDERS = dialect.in_words("""
SELECT document_id, kind, amount_minor
FROM $EACH AS one CROSS JOIN tender ON document_id = one.value ORDER BY document_id, line_no
""")
_TENDER_CHANGES = dialect.in_words("""
SELECT document_id, rounding_minor, change_minor
FROM $EACH AS one CROSS JOIN tender_change ON document_id = one.value
""")
_STOCK_DOCUMENTS = dialect.in_words("""
SELECT document_id, coalesce(supplier.code, ''), reference, discount_minor, provisional, coalesce(location.code, ''),
    step, uncounted, counted, amount_minor, spread, tax_minor
FROM $EACH AS one CROSS JOIN stock_document ON document_id = one.value
LEFT JOIN supplier ON supplier.id = stock_document.supplier_id
LEFT JOIN location ON location.id = stock_document.to_location_id
""")
_INVOICED = dialect.in_words("""
SELECT document_id, uid FROM $EACH AS one CROSS JOIN invoiced_delivery ON document_id = one.value
JOIN document ON document.id = delivery_id ORDER BY document_id, place
""")
_SETTLED = dialect.in_words("""
SELECT settlement.document_id, coalesce(uid, ''), booked_minor, billed_minor
FROM $EACH AS one CROSS JOIN settlement ON settlement.document_id = one.value
LEFT JOIN document ON document.id = settlement.of_id ORDER BY settlement.document_id, place
""")
_STOCK_LINES = dialect.in_words("""
SELECT document_id, product_id, line_no, sku, quantity_milli, unit_cost_micro, value_minor, landed_minor, lot, expiry,
    serials, reason, zone, at_us, state, of_line, costing, free_milli, damaged_milli
FROM $EACH AS one CROSS JOIN stock_line ON document_id = one.value ORDER BY document_id, line_no
""")
_CASH = dialect.in_words("""
SELECT document_id, what, amount_minor, expected_minor, reason
FROM $EACH AS one CROSS JOIN cash_document ON document_id = one.value
""")
_PERIODS = dialect.in_words("""
SELECT document_id, first_day, through, pack_digest FROM $EACH AS one CROSS JOIN period ON document_id = one.value
""")
_ORDERS = dialect.in_words("""
SELECT document_id, coalesce(supplier.code, ''), expected, step, reason
FROM $EACH AS one CROSS JOIN order_document ON document_id = one.value
LEFT JOIN supplier ON supplier.id = order_document.supplier_id
""")
_ORDER_LINES = dialect.in_words("""
SELECT document_id, product_id, line_no, sku, quantity_milli, unit_cost_micro, pack_milli, item_code, reason
FROM $EACH AS one CROSS JOIN order_line ON document_id = one.value ORDER BY document_id, line_no
""")


def of_till(connection: Connection, till: Till) -> Iterator[Filed]:
    """The documents of a till in the order of its chain."""
    place = 0
    while True:
        rows = list(connection.execute(_DOCUMENTS, (till.till_id, place, BATCH)))
        if not rows:
            return
        parts = _Parts(connection, [row[0] for row in rows])
        for row in rows:
            yield _filed(till, row, parts)
        place = rows[-1][12]


class _Parts:
    """The rows of a batch of documents, by document and without its number in front."""

    def __init__(self, connection: Connection, document_ids: list[int]) -> None:
        ids = dialect.each(document_ids)
        self.sales = _one_each(connection, _SALES, ids)
        self.sale_lines = _by_document(connection, _SALE_LINES, ids)
        self.taxes = _by_document(connection, _TAXES, ids)
        self.tenders = _by_document(connection, _TENDERS, ids)
        self.tender_changes = _one_each(connection, _TENDER_CHANGES, ids)
        self.stock_documents = _one_each(connection, _STOCK_DOCUMENTS, ids)
        self.stock_lines = _by_document(connection, _STOCK_LINES, ids)
        self.invoiced = _by_document(connection, _INVOICED, ids)
        self.settled = _by_document(connection, _SETTLED, ids)
        self.cash = _one_each(connection, _CASH, ids)
        self.periods = _one_each(connection, _PERIODS, ids)
        self.orders = _one_each(connection, _ORDERS, ids)
        self.order_lines = _by_document(connection, _ORDER_LINES, ids)

    def lines_of(self, document: Document | None) -> defaultdict[int, list[Row]]:
        match document:
            case Sale():
                return self.sale_lines
            case OrderDocument():
                return self.order_lines
        return self.stock_lines

    def tenders_of(self, document_id: int) -> tuple[Tender, ...]:
        return tuple(Tender(*row) for row in self.tenders[document_id])


def _one_each(connection: Connection, sql: str, ids: str) -> dict[int, Row]:
    return {row[0]: row[1:] for row in connection.execute(sql, (ids,))}


def _by_document(connection: Connection, sql: str, ids: str) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(sql, (ids,)):
        found[row[0]].append(row[1:])
    return found


def _filed(till: Till, row: Row, parts: _Parts) -> Filed:
    document_id, uid, kind, number, series, sequence, happened_us, offset_minutes, recorded_us, book_date, late = row[
        :11
    ]
    location_id, place, digest, version, user, location, of, of_gross_minor = row[11:]
    document = None
    if kind in tuple(DocumentKind):
        heading = Heading(
            uid, DocumentKind(kind), till.code, number, happened_us, offset_minutes, user, location, of, book_date
        )
        document = _document(document_id, heading, parts)
    lines = parts.lines_of(document)[document_id]
    return Filed(
        document_id=document_id,
        document=document,
        kind=kind,
        number=number,
        series=series,
        sequence=sequence,
        happened_us=happened_us,
        offset_minutes=offset_minutes,
        recorded_us=recorded_us,
        book_date=book_date,
        is_late=bool(late),
        location_id=location_id,
        place=place,
        # Only a damaged file has anything else there: it is held to be wrong, and the proof goes on.
        digest=digest if isinstance(digest, str) else "",
        version=version,
        product_ids=tuple(line[0] for line in lines),
        of_gross_minor=of_gross_minor,
    )


def _document(document_id: int, heading: Heading, parts: _Parts) -> Document | None:
    match heading.kind:
        case DocumentKind.SALE | DocumentKind.REFUND:
            return _sale(document_id, heading, parts)
        case DocumentKind.TENDER_CHANGE:
            change = parts.tender_changes.get(document_id)
            return TenderChange(heading, change[0], change[1], parts.tenders_of(document_id)) if change else None
        case DocumentKind.CASH_MOVEMENT | DocumentKind.CASH_COUNT:
            cash = parts.cash.get(document_id)
            return CashDocument(heading, *cash) if cash else None
        case DocumentKind.PERIOD_CLOSE:
            period = parts.periods.get(document_id)
            return PeriodClose(heading, *period) if period else None
        case kind if kind in ORDER_KINDS:
            order = parts.orders.get(document_id)
            if order is None:
                return None
            supplier, *rest = order
            lines = tuple(OrderLine(*line[1:]) for line in parts.order_lines[document_id])
            return OrderDocument(heading, lines, supplier, *rest)
        case kind if kind in STOCK_KINDS:
            return _stock_document(document_id, heading, parts)
    return None


def _sale(document_id: int, heading: Heading, parts: _Parts) -> Sale | None:
    row = parts.sales.get(document_id)
    if row is None:
        return None
    cashier, customer, currency, policy, inclusive, *figures = row
    lines = tuple(_sale_line(line) for line in parts.sale_lines[document_id])
    taxes = tuple(TaxRow(*tax) for tax in parts.taxes[document_id])
    tenders = parts.tenders_of(document_id)
    values: Row = (cashier, customer, currency, policy, bool(inclusive), *figures, lines, taxes, tenders)
    return Sale(heading, *values)


def _stock_document(document_id: int, heading: Heading, parts: _Parts) -> StockDocument | None:
    row = parts.stock_documents.get(document_id)
    if row is None:
        return None
    supplier, reference, discount_minor, provisional, *others = row
    lines = tuple(_stock_line(line) for line in parts.stock_lines[document_id])
    deliveries = tuple(one[0] for one in parts.invoiced[document_id])
    settles = tuple(Settled(*one) for one in parts.settled[document_id])
    values: Row = (supplier, reference, discount_minor, bool(provisional), *others, deliveries, settles)
    return StockDocument(heading, lines, *values)


def _sale_line(row: Row) -> SaleLine:
    _, *before, serials, deposit_of, of, of_line, state = row
    values: Row = (*before, _serials(serials), deposit_of, of, of_line, state)
    return SaleLine(*values)


def _stock_line(row: Row) -> StockLine:
    before, serials, after = row[1:_SERIALS], row[_SERIALS], row[_SERIALS + 1 :]
    values: Row = (*before, _serials(serials), *after)
    return StockLine(*values)


# Behind the number of the product.
_SERIALS = StockLine._fields.index("serials") + 1


def _serials(stored: str) -> tuple[str, ...]:
    return tuple(stored.split("\n")) if stored else ()
