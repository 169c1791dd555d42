"""What of posted deliveries can still be billed or go back to the supplier, and what came after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.discount import Discount
from app.domain.document import DocumentKind
from app.domain.figures import unit_micro
from app.domain.movement import MovementKind
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.store.database import Book, Connection
from app.store.queries import arrivals, bills, deliveries, filed, parties, received, reversals, stock, suppliers
from app.store.queries.bills import Settling
from app.store.queries.reversals import Resting

__all__ = ["BillLine", "Billable", "Bills", "Credit", "OpenCost", "Resting", "Settling"]

_MOST_LINES = 10_000
_COSTS = (DocumentKind.DELIVERY, DocumentKind.LANDED_COST)
_RETURNS = (DocumentKind.SUPPLIER_RETURN,)
_EVER = 99991231
_ALL = 2**62


class BillLine(NamedTuple):
    """A line of a delivery.

    Attributes:
        lot: The lot's number, or "".
        serials: The serial numbers of its pieces.
        to_bill_milli: What was charged for and not invoiced yet.
        to_return_milli: What has not gone back yet.
        broken_milli: At most how much of that is written off and can go back out of the write-off.
        unit_cost_micro: What one unit costs by the delivery.
        listed_micro: The same before a discount on the whole delivery, as it stands on its note.
    """

    line_no: int
    sku: str
    name: str
    unit: Unit
    lot: str
    serials: tuple[str, ...]
    to_bill_milli: int
    to_return_milli: int
    broken_milli: int
    unit_cost_micro: int
    listed_micro: int


class OpenCost(NamedTuple):
    """A landed cost that nobody has billed: of the delivery itself, or one that came later.

    Attributes:
        uid, number: Of the document that has booked it.
        supplier: Who is to bill it, "" where nobody is named.
    """

    uid: str
    number: str
    supplier: str
    amount_minor: int


class Billable(NamedTuple):
    """A delivery. `supplier` and `supplier_name` are "" where it names none.

    Attributes:
        costs: What it cost to get the goods here and is not billed.
        discount: What was taken off the whole, where nothing of it is invoiced yet; else None.
    """

    uid: str
    number: str
    supplier: str
    supplier_name: str
    lines: tuple[BillLine, ...]
    costs: tuple[OpenCost, ...] = ()
    discount: Discount | None = None


class Credit(NamedTuple):
    """Goods that went back and are not credited yet: what is expected for them."""

    uid: str
    number: str
    supplier_name: str
    expected_minor: int


class Bills:
    """Answers about deliveries and their invoices. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def delivery(self, uid: str) -> Billable:
        """A delivery with what of it is open.

        Raises:
            Refusal: `unknown_delivery`, also for one that was taken back.
        """
        with self._book.reading() as connection:
            return self._billable(connection, uid)

    def others(self, uid: str) -> tuple[Billable, ...]:
        """The other deliveries of its supplier of which something is not invoiced, the oldest first.

        Raises:
            Refusal: as of `delivery`.
        """
        with self._book.reading() as connection:
            supplier = self._billable(connection, uid).supplier
            open_ones = received.not_invoiced(connection, last_day=_EVER, last_document=_ALL) if supplier else []
            uids = [one.uid for one in open_ones if one.supplier == supplier and one.open_milli > 0 and one.uid != uid]
            found = [self._billable(connection, other) for other in dict.fromkeys(uids)]
        return tuple(one for one in found if any(line.to_bill_milli for line in one.lines))

    def resting(self, uid: str) -> tuple[Resting, ...]:
        """What rests on a document and is taken back before it, the last one first.

        On a delivery rest its invoices, goods that went back of it, and costs that came later.
        """
        with self._book.reading() as connection:
            return tuple(reversals.resting(connection, uid))

    def credit(self, uid: str) -> Credit:
        """What is expected for goods that went back.

        Raises:
            Refusal: `unknown_return`, also for one that was taken back; `already_invoiced` where it is credited.
        """
        with self._book.reading() as connection:
            back = deliveries.owed(connection, uid, kinds=_RETURNS, moved=MovementKind.SUPPLIER_RETURN)
            if back is None:
                raise Refusal("unknown_return", uid=uid[:64])
            if back.settled_by is not None:
                raise Refusal("already_invoiced", number=back.number, by=back.settled_by)
            name = suppliers.supplier(connection, back.supplier).name if back.supplier else ""
        return Credit(uid, back.number, name, max(back.booked_minor, 0))

    def newest(self, limit: int) -> tuple[Settling, ...]:
        """The invoices and supplier returns, with their credits and the costs that came later, the newest first."""
        with self._book.reading() as connection:
            return tuple(bills.newest(connection, limit=limit))

    def _billable(self, connection: Connection, uid: str) -> Billable:
        posted = arrivals.posted(connection, uid)
        if posted is None:
            raise Refusal("unknown_delivery", uid=uid[:64])
        of_book = deliveries.delivery(connection, uid)
        written = {line.line_no: line for line in filed.lines(connection, of_book.document_id, limit=_MOST_LINES)}
        digits = self._book.shop.currency.digits
        place = parties.location_id_of(connection, of_book.location)
        listed = {line.line_no: line.unit_cost_micro for line in arrivals.lines(connection, of_book.document_id)}
        lines = tuple(
            _line(
                line,
                written[line.line_no],
                stock.written_off(connection, line.product_id, place),
                digits,
                listed[line.line_no],
            )
            for line in of_book.lines
            if line.line_no in written
        )
        is_whole = not any(line.invoiced_milli or line.returned_milli for line in of_book.lines)
        discount = Discount(posted.discount_minor) if is_whole and posted.discount_minor else None
        costs = tuple(_open_costs(connection, (uid, *deliveries.later_costs(connection, of_book.document_id))))
        return Billable(uid, posted.number, posted.supplier, posted.supplier_name, lines, costs, discount)


def _open_costs(connection: Connection, uids: Sequence[str]) -> Iterator[OpenCost]:
    for uid in uids:
        cost = deliveries.owed(connection, uid, kinds=_COSTS, moved=MovementKind.LANDED)
        if cost is not None and cost.booked_minor > 0 and cost.settled_by is None:
            # The supplier of a delivery is not its carrier.
            carrier = cost.supplier if cost.kind == DocumentKind.LANDED_COST else ""
            yield OpenCost(uid, cost.number, carrier, cost.booked_minor)


def _line(
    line: deliveries.Line, said: filed.FiledLine, written_off_milli: int, digits: int, listed_micro: int
) -> BillLine:
    lots = dict.fromkeys(one.lot for one in (*line.arrivals, *line.broken) if one.lot)
    pieces = tuple(lots) if len(lots) > 1 or "\n" in said.lot else ()
    charged_milli = line.charged_milli
    return BillLine(
        line.line_no,
        line.sku,
        said.name,
        Unit(said.unit),
        "" if pieces else said.lot,
        pieces,
        max(0, charged_milli - line.invoiced_milli),
        max(0, line.left_milli),
        min(max(0, line.left_milli), max(0, written_off_milli)),
        unit_micro(line.value_minor, charged_milli, digits) if charged_milli else 0,
        listed_micro,
    )
