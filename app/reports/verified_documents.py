"""Whether a document is right in itself: its sums, its number, its day, and the movements that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.domain.document import DocumentKind, Sale, SaleLine, StockDocument, StockLine, TenderChange, number_text
from app.domain.figures import Currency
from app.domain.moment import Moment, day_of, write_date
from app.domain.movement import MovementKind
from app.reports.findings import Finding
from app.reports.verified_stock_documents import (
    explained_lines,
    is_stock_movement_headed,
    same_quantity,
    stock_movement_findings,
)
from app.store.queries.asserted import Filed
from app.store.queries.verification import Moved

# A shop's day can begin a day before or after the date on the wall of whoever sent the document.
_MOST_DAYS_APART = 2
_OF_SALE = (MovementKind.SALE, MovementKind.CUSTOMER_RETURN)

MustMove = Callable[[SaleLine, int], bool]
"""Whether it is certain that a line, of goods with this product's number, moved stock."""

ByLot = Callable[[int], bool]
"""Whether it is certain that goods with this product's number left the lots that their lines name."""


def own_findings(filed: Filed, till: str, money: Currency) -> Iterator[Finding]:
    """What is wrong with a document by itself: number, book date, sums."""
    kind, document = filed.kind, filed.document
    if kind in tuple(DocumentKind):
        expected = number_text(till, DocumentKind(kind), filed.series, filed.sequence)
        if filed.number != expected:
            yield Finding("verify_number", number=filed.number, expected=expected)
    if not filed.is_late and not _is_day_near(filed):
        yield Finding("verify_book_date", number=filed.number, book_date=write_date(filed.book_date))
    sums: Iterable[tuple[str, int, int]] = ()
    if isinstance(document, Sale):
        sums = _sums_of_sale(document)
    elif isinstance(document, TenderChange):
        sums = (("payment", *_payment(document, filed.of_gross_minor or 0)),)
    for what, figure, expected_figure in sums:
        if figure != expected_figure:
            yield Finding(
                "verify_sum",
                what=what,
                number=filed.number,
                figure=money.write(figure),
                expected=money.write(expected_figure),
            )


def _is_day_near(filed: Filed) -> bool:
    """Whether the book date can be that of the moment; both may have been changed to what no calendar has."""
    try:
        happened = Moment(filed.happened_us, filed.offset_minutes).local().date()
        return abs((day_of(filed.book_date) - happened).days) <= _MOST_DAYS_APART
    except (ValueError, OverflowError):
        return False


def _sums_of_sale(sale: Sale) -> Iterator[tuple[str, int, int]]:
    """What each figure of a sale is, and what its parts come to."""
    lines = sale.lines
    yield "net amount", sale.net_minor, sum(line.net_minor for line in lines)
    yield "tax", sale.tax_minor, sum(line.tax_minor for line in lines)
    yield "total", sale.gross_minor, sum(line.gross_minor for line in lines)
    # What comes back carries the discount of the sale it was part of; it is no part of this one's.
    yield "discount", sale.discount_minor, sum(line.shared_minor for line in lines if line.of is None)
    parts: dict[tuple[int, str], list[int]] = {}
    for line in lines:
        part = parts.setdefault((line.rate_milli, line.tax_code), [0, 0])
        part[0] += line.net_minor
        part[1] += line.tax_minor
    for row in sale.taxes:
        net_minor, tax_minor = parts.pop((row.rate_milli, row.tax_code), (0, 0))
        yield "net amount of a tax", row.net_minor, net_minor
        yield "tax of a rate", row.tax_minor, tax_minor
    for net_minor, tax_minor in parts.values():
        yield "net amount of a tax", 0, net_minor
        yield "tax of a rate", 0, tax_minor
    yield "payment", *_payment(sale, sale.gross_minor)


def _payment(paid: Sale | TenderChange, gross_minor: int) -> tuple[int, int]:
    """What was handed over, and what was owed with what was given back."""
    change_minor = -paid.change_minor if gross_minor < 0 else paid.change_minor
    return sum(tender.amount_minor for tender in paid.tenders), gross_minor + paid.rounding_minor + change_minor


def movement_findings(
    filed: Filed, moved: Sequence[Moved], *, money: Currency, must_move: MustMove, by_lot: ByLot
) -> Iterator[Finding]:
    """What is wrong with the movements of a document: each line must have its own, and nothing else may move.

    Args:
        filed: The document.
        moved: Its movements.
        money: The currency.
        must_move: Says of a line of a sale without movements that it cannot be right.
        by_lot: Says of goods of another lot than their line names that they cannot be right.
    """
    if filed.document is None:
        return
    for one in moved:
        if not _is_headed(filed, one, moved):
            yield Finding("verify_movement_head", number=filed.number, seq=one.seq)
    by_line: dict[int, list[Moved]] = {}
    for one in moved:
        if one.kind != MovementKind.CORRECTION:
            by_line.setdefault(one.line_no, []).append(one)
    yield from _of_lots(filed, by_line, by_lot)
    lines: set[int] = set()
    match filed.document:
        case Sale():
            yield from _of_sale(filed, filed.document, by_line, must_move)
            lines = {line.line_no for line in filed.document.lines}
        case StockDocument():
            yield from stock_movement_findings(filed, filed.document, by_line, money)
            lines = explained_lines(filed.document, moved)
    for one in moved:
        if one.line_no not in lines:
            yield Finding("verify_movement_stray", number=filed.number, seq=one.seq)


def _is_headed(filed: Filed, one: Moved, others: Sequence[Moved]) -> bool:
    """Whether a movement has its document's place, moment and day; a correction the later ones of the two it joins."""
    document = filed.document
    if isinstance(document, StockDocument):
        return is_stock_movement_headed(filed, document, one, others)
    return (one.location_id, one.happened_us, one.book_date) == (
        filed.location_id,
        max(filed.happened_us, one.cause_us),
        max(filed.book_date, one.cause_date),
    )


def _of_sale(
    filed: Filed, sale: Sale, by_line: Mapping[int, Sequence[Moved]], must_move: MustMove
) -> Iterator[Finding]:
    for line, product_id in zip(sale.lines, filed.product_ids, strict=True):
        moved = _without_write_off(by_line.get(line.line_no, ()))
        kind = MovementKind.SALE if line.quantity_milli > 0 else MovementKind.CUSTOMER_RETURN
        facts = {"line": line.line_no, "number": filed.number, "sku": line.sku}
        if not moved:
            if must_move(line, product_id):  # goods without stock move nothing
                yield Finding("verify_movement_missing", **facts)
            continue
        if any(one.kind != kind for one in moved):
            yield Finding("verify_movement_kind", **facts, kind=", ".join(sorted({one.kind for one in moved})))
        if any(one.product_id != product_id for one in moved):
            # The parts of a kit; what a kit was made of then is not written down.
            if any(one.product_id == product_id or one.quantity_milli * line.quantity_milli > 0 for one in moved):
                yield Finding("verify_movement_kind", **facts, kind="kit")
            continue
        yield from same_quantity(facts, -line.quantity_milli, moved)


def _of_lots(filed: Filed, by_line: Mapping[int, Sequence[Moved]], by_lot: ByLot) -> Iterator[Finding]:
    """Whether goods left the lot or the pieces that their line names; what comes back goes where it was."""
    document = filed.document
    if not isinstance(document, Sale | StockDocument):
        return
    lines: Sequence[SaleLine | StockLine] = document.lines
    for line, product_id in zip(lines, filed.product_ids, strict=True):
        named = line.serials or ((line.lot,) if line.lot else ())
        for one in by_line.get(line.line_no, ()) if named else ():
            is_own = one.product_id == product_id and one.quantity_milli < 0 and one.kind in _LEAVES
            if is_own and one.lot not in named and by_lot(product_id):
                facts = {"line": line.line_no, "number": filed.number, "sku": line.sku}
                yield Finding("verify_movement_lot", **facts, moved=one.lot or "-", expected=", ".join(named))


_LEAVES = frozenset(
    {MovementKind.SALE, MovementKind.ADJUSTMENT, MovementKind.SUPPLIER_RETURN, MovementKind.TRANSFER_OUT}
)


def _without_write_off(moved: Sequence[Moved]) -> list[Moved]:
    """The movements of a line without the way out of damaged goods, which went through at one value."""
    return [one for one in moved if one.kind != MovementKind.ADJUSTMENT]
