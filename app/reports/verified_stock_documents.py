"""Whether the movements of a stock document are those that its lines ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import Currency, write_quantity
from app.domain.movement import MovementKind
from app.reports.findings import Finding
from app.store.queries.asserted import Filed
from app.store.queries.verification import Moved

_COUNTED = frozenset({MovementKind.COUNT_GAIN, MovementKind.COUNT_LOSS, MovementKind.OPENING_STOCK, MovementKind.USAGE})
# By kind of document: the kinds of movements that its lines ask for, and the sign of their quantities.
_ASKED_FOR: Mapping[DocumentKind, tuple[tuple[MovementKind, int], ...]] = {
    DocumentKind.OPENING_STOCK: ((MovementKind.OPENING_STOCK, 1),),
    DocumentKind.DELIVERY: ((MovementKind.DELIVERY, 1),),
    DocumentKind.SUPPLIER_RETURN: ((MovementKind.SUPPLIER_RETURN, -1),),
    DocumentKind.ADJUSTMENT: ((MovementKind.ADJUSTMENT, 1),),
    DocumentKind.TRANSFER: ((MovementKind.TRANSFER_OUT, -1), (MovementKind.TRANSFER_IN, 1)),
    DocumentKind.TRANSFER_RECEIPT: ((MovementKind.TRANSFER_OUT, -1), (MovementKind.TRANSFER_IN, 1)),
}
# By kind of document: what else its movements can be. A reversal may take back whatever there is.
_LATER = frozenset({MovementKind.LANDED_SOLD})
_BESIDE: Mapping[DocumentKind, frozenset[MovementKind]] = {
    DocumentKind.OPENING_STOCK: frozenset(),
    DocumentKind.DELIVERY: frozenset({MovementKind.LANDED}),
    DocumentKind.LANDED_COST: _LATER | {MovementKind.LANDED},
    DocumentKind.SUPPLIER_INVOICE: _LATER | {MovementKind.INVOICE, MovementKind.LANDED},
    DocumentKind.SUPPLIER_RETURN: frozenset(),
    DocumentKind.CREDIT_NOTE: frozenset({MovementKind.SUPPLIER_RETURN}),
    DocumentKind.ADJUSTMENT: frozenset(),
    DocumentKind.COUNT: _COUNTED,
    DocumentKind.TRANSFER: frozenset(),
    DocumentKind.TRANSFER_RECEIPT: frozenset(),
    DocumentKind.REVALUATION: frozenset({MovementKind.REVALUATION}),
    DocumentKind.METHOD_CHANGE: frozenset({MovementKind.REVALUATION}),
}
# Documents whose movements stand at other places or moments than their own: what they refer to decides.
_ELSEWHERE = frozenset(
    {
        DocumentKind.TRANSFER,
        DocumentKind.TRANSFER_RECEIPT,
        DocumentKind.LANDED_COST,
        DocumentKind.SUPPLIER_INVOICE,
        DocumentKind.CREDIT_NOTE,
        DocumentKind.REVALUATION,
        DocumentKind.METHOD_CHANGE,
        DocumentKind.REVERSAL,
    }
)


def is_stock_movement_headed(filed: Filed, document: StockDocument, one: Moved, others: Sequence[Moved]) -> bool:
    """Whether a movement has a place, moment and day that its document can give it.

    Counted goods have the moment of their own line, also those that a later document takes back from a count; and a
    correction that these make is not before them. What is taken back has the moment of what it takes back, on the day
    of the reversal.

    Args:
        others: All movements of the document.
    """
    kind = document.heading.kind
    if kind not in _ELSEWHERE and one.location_id != filed.location_id:
        return False
    if one.kind in _COUNTED - {MovementKind.OPENING_STOCK} or kind is DocumentKind.COUNT or _is_taken_back(kind, one):
        return True
    is_reversal = kind is DocumentKind.REVERSAL
    if one.kind != MovementKind.CORRECTION:
        is_its_moment = is_reversal or one.happened_us == filed.happened_us
        return is_its_moment and one.book_date == filed.book_date
    made_by = {(other.happened_us, other.book_date) for other in others if is_reversal or other.kind in _COUNTED}
    return any(
        (one.happened_us, one.book_date) == (max(us, one.cause_us), max(day, one.cause_date))
        for us, day in {(filed.happened_us, filed.book_date), *made_by}
    )


def _is_taken_back(kind: DocumentKind, one: Moved) -> bool:
    return one.kind == MovementKind.OPENING_STOCK and kind is not DocumentKind.OPENING_STOCK


def explained_lines(document: StockDocument, moved: Sequence[Moved]) -> set[int]:
    """The lines that may have movements: its own, or those of the document that it refers to."""
    if not document.lines or document.heading.kind is DocumentKind.SUPPLIER_INVOICE:
        return {one.line_no for one in moved}
    return {line.line_no for line in document.lines}


def stock_movement_findings(
    filed: Filed, document: StockDocument, by_line: Mapping[int, Sequence[Moved]], money: Currency
) -> Iterator[Finding]:
    """What is wrong with the movements of a stock document, line by line."""
    asked_for = _ASKED_FOR.get(document.heading.kind, ())
    yield from _right_kinds(filed, document, by_line)
    if document.heading.kind is DocumentKind.LANDED_COST:
        yield from _whole_cost(filed, document, by_line, money)
    if document.heading.kind is DocumentKind.COUNT:
        yield from _varied(filed, by_line, money)
    for line, product_id in zip(document.lines, filed.product_ids, strict=True):
        facts = {"line": line.line_no, "number": filed.number, "sku": line.sku}
        moved = by_line.get(line.line_no, ())
        if any(one.product_id != product_id for one in moved) and document.heading.kind in _ASKED_FOR:
            yield Finding("verify_movement_kind", **facts, kind=", ".join(sorted({one.kind for one in moved})))
        for kind, sign in asked_for:
            own = [one for one in moved if one.kind == kind]
            if not own:
                yield Finding("verify_movement_missing", **facts)
                continue
            yield from same_quantity(facts, sign * line.quantity_milli, own)
            if kind in (MovementKind.DELIVERY, MovementKind.SUPPLIER_RETURN):
                # What came broken is written off, and what goes back broken was.
                broken = [one for one in moved if one.kind == MovementKind.ADJUSTMENT]
                yield from same_quantity(facts, -sign * (line.damaged_milli or 0), broken)
            # The lot of goods that go out decides only where the shop follows the product by lot.
            if kind in (MovementKind.OPENING_STOCK, MovementKind.DELIVERY):
                yield from _same_lot(facts, line.serials or (line.lot,), own)
        if document.heading.kind in _VALUED:
            yield from _same_value(facts, document, line, moved, money)


def _right_kinds(filed: Filed, document: StockDocument, by_line: Mapping[int, Sequence[Moved]]) -> Iterator[Finding]:
    """Whether all that a document moved is of the kinds that it can move."""
    kind = document.heading.kind
    if kind not in _BESIDE:
        return
    known = {one for one, _ in _ASKED_FOR.get(kind, ())} | _BESIDE[kind]
    if document.counted:
        known |= _COUNTED
    if any(line.damaged_milli for line in document.lines):
        known.add(MovementKind.ADJUSTMENT)
    skus = {line.line_no: line.sku for line in document.lines}
    for line_no, moved in by_line.items():
        others = sorted({one.kind for one in moved} - known)
        if others:
            facts = {"line": line_no, "number": filed.number, "sku": skus.get(line_no, "")}
            yield Finding("verify_movement_kind", **facts, kind=", ".join(others))


def _varied(filed: Filed, by_line: Mapping[int, Sequence[Moved]], money: Currency) -> Iterator[Finding]:
    """What a count says was bought at another value: a count buys nothing, also where it is the opening stock."""
    for line_no, moved in by_line.items():
        for one in moved:
            if one.variance_minor:
                kept = money.write(one.variance_minor)
                yield Finding("verify_count_variance", number=filed.number, line=line_no, kept=kept)


def _whole_cost(
    filed: Filed, document: StockDocument, by_line: Mapping[int, Sequence[Moved]], money: Currency
) -> Iterator[Finding]:
    """Whether a landed cost that came later was spread to the last cent; under `standard` it is a variance."""
    landed = [one for moved in by_line.values() for one in moved if one.kind == MovementKind.LANDED]
    spread_minor = sum(one.value_minor + one.variance_minor for one in landed)
    if spread_minor != document.amount_minor:
        facts = {"moved": money.write(spread_minor), "expected": money.write(document.amount_minor)}
        yield Finding("verify_spread", number=filed.number, **facts)


# Documents whose lines say what their goods are worth; of goods that are carried nothing may get lost on the way.
_VALUED = frozenset(
    {
        DocumentKind.OPENING_STOCK,
        DocumentKind.DELIVERY,
        DocumentKind.SUPPLIER_RETURN,
        DocumentKind.TRANSFER,
        DocumentKind.TRANSFER_RECEIPT,
    }
)


def _same_value(
    facts: Mapping[str, object], document: StockDocument, line: StockLine, moved: Sequence[Moved], money: Currency
) -> Iterator[Finding]:
    """Whether goods moved at what the line says; under `standard` at standard, the rest being variance."""
    is_first = document.heading.kind is DocumentKind.OPENING_STOCK
    own = [one for one in moved if is_first or one.kind not in _COUNTED]
    if document.heading.kind in (DocumentKind.DELIVERY, DocumentKind.SUPPLIER_RETURN):
        # What came broken goes out again at the value at which it came; what goes back broken comes in so.
        own = [one for one in own if one.kind != MovementKind.ADJUSTMENT]
    value_minor = sum(one.value_minor + one.variance_minor for one in own)
    expected_minor = line.value_minor + line.landed_minor
    if document.heading.kind is DocumentKind.SUPPLIER_RETURN:
        if not line.value_minor and not any(one.variance_minor for one in own):
            return  # nobody knows what the supplier gives for them
        expected_minor = -line.value_minor
    if value_minor != expected_minor:
        yield Finding(
            "verify_movement_value", **facts, moved=money.write(value_minor), expected=money.write(expected_minor)
        )


def same_quantity(facts: Mapping[str, object], expected_milli: int, moved: Sequence[Moved]) -> Iterator[Finding]:
    """Whether movements come to the quantity that a line has."""
    quantity_milli = sum(one.quantity_milli for one in moved)
    if quantity_milli != expected_milli:
        yield Finding(
            "verify_movement_quantity",
            **facts,
            moved=write_quantity(quantity_milli),
            expected=write_quantity(expected_milli),
        )


def _same_lot(facts: Mapping[str, object], lots: Sequence[str], moved: Sequence[Moved]) -> Iterator[Finding]:
    """Whether movements are of the lot or the serial numbers that a line names, if it names any."""
    for one in moved:
        if one.lot not in lots and any(lots):
            yield Finding("verify_movement_lot", **facts, moved=one.lot or "-", expected=", ".join(lots))
