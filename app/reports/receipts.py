"""What a receipt says of a sale: read from what was stored, never figured again."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.moment import Moment
from app.domain.refusal import Refusal
from app.store.database import Book, Connection
from app.store.queries import receipts


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """A line as it was sold.

    Attributes:
        discount_minor: The line's own discount.
        amount_minor: What the line came to, its own discount taken off, as prices are (with or without tax).
        deposit_of: The line whose goods this deposit belongs to.
    """

    line_no: int
    name: str
    sku: str
    code: str
    quantity_milli: int
    unit: str
    price_micro: int
    base_milli: int
    discount_minor: int
    amount_minor: int
    lot: str
    serials: tuple[str, ...]
    deposit_of: int | None
    rate_milli: int
    tax_code: str


@dataclass(frozen=True, slots=True)
class RecordedTax:
    """The tax of one rate."""

    rate_milli: int
    tax_code: str
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class RecordedTender:
    """A part of the payment, as last mended."""

    kind: str
    name: str
    amount_minor: int
    reference: str


@dataclass(frozen=True, slots=True)
class SaleRecord:
    """A sale as it stands in the book.

    Attributes:
        discount_minor: The discount on the whole sale.
        rounding_minor, change_minor: As last mended.
    """

    uid: str
    number: str
    is_refund: bool
    at: Moment
    till: str
    cashier: str
    customer: str
    inclusive: bool
    discount_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int
    rounding_minor: int
    change_minor: int
    lines: tuple[RecordedLine, ...]
    taxes: tuple[RecordedTax, ...]
    tenders: tuple[RecordedTender, ...]


class Records:
    """Answers about single sales. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def sale(self, uid: str) -> SaleRecord:
        """The sale or refund with that uid.

        Raises:
            Refusal: `unknown_document`.
        """
        with self._book.reading() as connection:
            head = receipts.head(connection, uid)
            if head is None:
                raise Refusal("unknown_document", uid=uid[:64])
            return _record(connection, uid, head)


def _record(connection: Connection, uid: str, head: receipts.Head) -> SaleRecord:
    paid = receipts.payment(connection, head.document_id)
    return SaleRecord(
        uid=uid,
        number=head.number,
        is_refund=head.kind == "refund",
        at=Moment(head.happened_us, head.offset_minutes),
        till=head.till,
        cashier=head.cashier,
        customer=head.customer,
        inclusive=bool(head.inclusive),
        discount_minor=head.discount_minor,
        net_minor=head.net_minor,
        tax_minor=head.tax_minor,
        gross_minor=head.gross_minor,
        rounding_minor=paid.rounding_minor,
        change_minor=paid.change_minor,
        lines=tuple(_line(row, inclusive=bool(head.inclusive)) for row in receipts.lines(connection, head.document_id)),
        taxes=tuple(RecordedTax(*row) for row in receipts.taxes(connection, head.document_id)),
        tenders=tuple(RecordedTender(*row) for row in receipts.tenders(connection, paid.document_id)),
    )


def _line(row: receipts.LineRow, *, inclusive: bool) -> RecordedLine:
    own_minor = row.gross_minor if inclusive else row.net_minor
    return RecordedLine(
        line_no=row.line_no,
        name=row.name,
        sku=row.sku,
        code=row.code,
        quantity_milli=row.quantity_milli,
        unit=row.unit,
        price_micro=row.price_micro,
        base_milli=row.base_milli,
        discount_minor=row.discount_minor,
        amount_minor=own_minor + row.shared_minor,
        lot=row.lot,
        serials=tuple(row.serials.split("\n")) if row.serials else (),
        deposit_of=row.deposit_of,
        rate_milli=row.rate_milli,
        tax_code=row.tax_code,
    )
