"""Whether the stock is the sum of what moved it, and its value the sum of what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.figures import Currency, amount_minor, share_so_far, unit_micro, write_decimal, write_quantity
from app.domain.movement import RECEIPTS, MovementKind
from app.domain.shop import Costing
from app.reports.findings import Finding
from app.store.database import Connection
from app.store.queries import counted, verification
from app.store.queries.verification import Drawn, LedgerRow, PoolRow, Shelved


def ledger_findings(connection: Connection) -> Iterator[Finding]:
    """What is wrong with the ledger row by row: its order, and what hangs on each movement."""
    before = 0
    for row in verification.ledger(connection):
        if row.seq != before + 1:
            yield Finding("verify_ledger_gap", first=before + 1, last=row.seq - 1)
        before = row.seq
        yield from _row_findings(row)


def _row_findings(row: LedgerRow) -> Iterator[Finding]:
    facts = {"seq": row.seq, "number": row.number}
    if row.lot_id and row.lot_product_id != row.product_id:
        yield Finding("verify_lot", **facts)
    if row.variance_minor and row.kind not in _WITH_VARIANCE:
        yield Finding("verify_variance", **facts)
    if not _has_right_cause(row):
        yield Finding("verify_correction", **facts)
    # Damaged goods go through without becoming a layer.
    needs_layer = row.quantity_milli > 0 and row.kind != MovementKind.CUSTOMER_RETURN and not row.is_passing
    may_have_layer = row.quantity_milli > 0
    if (row.layer is None and needs_layer) or (row.layer is not None and not (may_have_layer and _is_layer(row))):
        yield Finding("verify_layer", **facts)
    if row.shortage is not None and not _is_shortage(row, row.shortage):
        yield Finding("verify_shortage", **facts)


# What can cost more (or less) than the value at which it moves: purchases, and what rounding moves at standard cost.
_WITH_VARIANCE = RECEIPTS | {
    MovementKind.INVOICE,
    MovementKind.LANDED,
    MovementKind.SUPPLIER_RETURN,
    MovementKind.TRANSFER_OUT,
}
# What moves value alone, for goods that an earlier movement moved.
_OF_VALUE = (MovementKind.CORRECTION, MovementKind.LANDED, MovementKind.LANDED_SOLD, MovementKind.INVOICE)


def _has_right_cause(row: LedgerRow) -> bool:
    """What moves value alone belongs to an earlier movement of the same product, a correction to one at its place."""
    if row.cause_seq is None:
        return row.kind not in _OF_VALUE
    if row.kind in _OF_VALUE and row.quantity_milli:
        return False
    is_at_its_place = row.cause_location_id == row.location_id or row.kind != MovementKind.CORRECTION
    return row.cause_seq < row.seq and row.cause_product_id == row.product_id and is_at_its_place


def _is_layer(row: LedgerRow) -> bool:
    """It is at most what the movement brought in, and what is taken of it is worth its share."""
    layer = row.layer
    return (
        layer is not None
        and (layer.product_id, layer.location_id) == (row.product_id, row.location_id)
        and layer.quantity_milli <= row.quantity_milli
        and _is_worth_its_share(layer)
    )


def _is_shortage(row: LedgerRow, shortage: Drawn) -> bool:
    """It is at most what the movement took out, and what is covered of it is worth its share."""
    return (
        (shortage.product_id, shortage.location_id) == (row.product_id, row.location_id)
        and shortage.quantity_milli <= -row.quantity_milli
        and _is_worth_its_share(shortage)
    )


def _is_worth_its_share(drawn: Drawn) -> bool:
    return drawn.gone_minor == share_so_far(drawn.value_minor, drawn.gone_milli, drawn.quantity_milli)


# What has a say in the last known cost beside the last receipt: costs that come later, and revaluations.
_CHANGES_LAST_COST = (MovementKind.LANDED, MovementKind.INVOICE, MovementKind.REVALUATION)


def shelf_findings(connection: Connection, money: Currency) -> Iterator[Finding]:
    """What is wrong with levels and cost pools, product by product and location by location."""
    taken_back = verification.taken_back(connection)
    for shelved in verification.shelves(connection):
        sums = _Sums(shelved, money, taken_back)
        yield from sums.findings()
        # Goods may have come in by a count alone, which moved nothing, or what had brought them in was taken back.
        if sums.is_marked != (sums.has_come_in or counted.has_come_in(connection, shelved.place)):
            yield Finding("verify_counted", sku=shelved.sku, location=shelved.location)


class _Sums:
    """One product at one location: what its movements come to, against what is kept.

    Attributes:
        has_come_in: Whether a movement that stands says that goods had come in.
        is_marked: Whether the pool does.
    """

    def __init__(self, shelved: Shelved, money: Currency, taken_back: frozenset[int]) -> None:
        self._shelved, self._money = shelved, money
        self._facts = {"sku": shelved.sku, "location": shelved.location}
        self._by_lot: dict[int, int] = {}
        self._quantity_milli = self._value_minor = 0
        # Sequence, document, quantity and cost of the last receipt; and when something else had a say in its cost.
        self._last_receipt = (0, 0, 0, 0)
        self._last_changed = 0
        self.has_come_in = self.is_marked = False
        for row in shelved.moved:
            seq, document_id, cause_seq, lot_id, kind, quantity_milli, value_minor, variance_minor, is_receipt = row
            self._by_lot[lot_id] = self._by_lot.get(lot_id, 0) + quantity_milli
            self._quantity_milli += quantity_milli
            self._value_minor += value_minor
            if kind in _CHANGES_LAST_COST:
                self._change_last_cost(seq, document_id, cause_seq, value_minor + variance_minor)
            if quantity_milli < 0 and kind in RECEIPTS:
                self._last_changed = max(self._last_changed, seq)  # a receipt was taken back
            if quantity_milli > 0:
                is_coming = kind != MovementKind.CUSTOMER_RETURN and document_id not in taken_back
                self.has_come_in = self.has_come_in or is_coming
            if is_receipt:
                receipt = (seq, document_id, quantity_milli, value_minor + variance_minor)
                self._last_receipt = max(self._last_receipt, receipt)

    def _change_last_cost(self, seq: int, document_id: int, cause_seq: int | None, cost_minor: int) -> None:
        """Landed cost that came in with the goods stands right behind them in the ledger, and in its index."""
        receipt_seq, receipt_document_id, quantity_milli, receipt_minor = self._last_receipt
        if (cause_seq, document_id) == (receipt_seq, receipt_document_id):
            self._last_receipt = (receipt_seq, receipt_document_id, quantity_milli, receipt_minor + cost_minor)
        else:
            self._last_changed = max(self._last_changed, seq)

    def findings(self) -> Iterator[Finding]:
        levels = self._shelved.levels
        for lot_id in sorted({*levels, *self._by_lot}):
            yield from self._same_quantity("verify_level", levels.get(lot_id, 0), self._by_lot.get(lot_id, 0))
        pool = self._shelved.pool or PoolRow(Costing.FIFO, 0, 0, 0, 0, None, 0, is_counted=False)
        yield from self._same_quantity("verify_pool_quantity", pool.quantity_milli, self._quantity_milli)
        yield from self._same_value("verify_pool_value", pool.value_minor, self._value_minor)
        yield from part_findings(
            self._facts,
            pool,
            layers=self._shelved.open_layers,
            shortages=self._shelved.open_shortages,
            money=self._money,
        )
        self.is_marked = pool.is_counted
        if self._last_changed <= self._last_receipt[0]:
            yield from self._of_last_cost(pool)

    def _of_last_cost(self, pool: PoolRow) -> Iterator[Finding]:
        """Whether the last known cost is the last receipt's, where nothing else has a say in it."""
        *_, quantity_milli, value_minor = self._last_receipt
        last_cost = unit_micro(value_minor, quantity_milli, self._money.digits) if quantity_milli else None
        if pool.last_cost_micro != last_cost:
            yield Finding(
                "verify_last_cost", **self._facts, kept=_unit(pool.last_cost_micro), expected=_unit(last_cost)
            )

    def _same_quantity(self, code: str, kept_milli: int, expected_milli: int) -> Iterator[Finding]:
        return same_quantity(code, self._facts, kept_milli, expected_milli)

    def _same_value(self, code: str, kept_minor: int, expected_minor: int) -> Iterator[Finding]:
        return same_value(code, self._facts, kept_minor, expected_minor, self._money)


def part_findings(
    facts: Mapping[str, object],
    pool: PoolRow,
    *,
    layers: tuple[int, int],
    shortages: tuple[int, int],
    money: Currency,
) -> Iterator[Finding]:
    """Whether a pool is its open layers less its open shortages, in value by the method.

    Args:
        facts: Which pool it is, for the sentences.
        layers, shortages: The quantity and value left in them.
    """
    layers_milli, layers_minor = layers
    short_milli, short_minor = shortages
    yield from same_quantity("verify_layers_quantity", facts, layers_milli - short_milli, pool.quantity_milli)
    if pool.method == Costing.STANDARD:
        at_standard_minor = amount_minor(pool.standard_micro, pool.quantity_milli, money.digits)
        yield from same_value("verify_standard", facts, pool.value_minor, at_standard_minor, money)
    elif pool.method != Costing.AVERAGE:
        yield from same_value("verify_layers_value", facts, layers_minor - short_minor, pool.value_minor, money)
    elif pool.quantity_milli > 0:
        # Under the average value leaves as a share of what the pool held after the last arrival.
        gone_milli = pool.base_milli - pool.quantity_milli
        left_minor = pool.base_minor - share_so_far(pool.base_minor, gone_milli, pool.base_milli or 1)
        yield from same_value("verify_base", facts, left_minor, pool.value_minor, money)
    else:
        yield from same_value("verify_layers_value", facts, -short_minor, pool.value_minor, money)


def same_quantity(code: str, facts: Mapping[str, object], kept_milli: int, expected_milli: int) -> Iterator[Finding]:
    """Whether a quantity that is kept is what it should be."""
    if kept_milli != expected_milli:
        yield Finding(code, **facts, kept=write_quantity(kept_milli), expected=write_quantity(expected_milli))


def same_value(
    code: str, facts: Mapping[str, object], kept_minor: int, expected_minor: int, money: Currency
) -> Iterator[Finding]:
    """Whether a value that is kept is what it should be."""
    if kept_minor != expected_minor:
        yield Finding(code, **facts, kept=money.write(kept_minor), expected=money.write(expected_minor))


def _unit(cost_micro: int | None) -> str:
    return "-" if cost_micro is None else write_decimal(cost_micro, 6)
