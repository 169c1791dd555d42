"""Whether the stock is the sum of what moved it, and its value the sum of what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures import Currency, share_so_far, unit_micro, write_decimal, write_quantity
from app.domain.movement import MovementKind
from app.domain.shop import Costing
from app.reports.findings import Finding
from app.store.database import Connection
from app.store.queries import verification
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
    if (row.kind == MovementKind.CORRECTION) != (row.cause_seq is not None) or (
        row.cause_seq is not None and not _is_correction(row)
    ):
        yield Finding("verify_correction", **facts)
    if (row.layer is not None) != (row.quantity_milli > 0) or (row.layer is not None and not _is_layer(row, row.layer)):
        yield Finding("verify_layer", **facts)
    if row.shortage is not None and not _is_shortage(row, row.shortage):
        yield Finding("verify_shortage", **facts)


def _is_correction(row: LedgerRow) -> bool:
    """It moves value alone, for goods that left below zero before, at the same place."""
    cause = row.cause
    return (
        cause is not None
        and row.quantity_milli == 0
        and (row.cause_seq or 0) < row.seq
        and (cause.product_id, cause.location_id) == (row.product_id, row.location_id)
    )


def _is_layer(row: LedgerRow, layer: Drawn) -> bool:
    """It is what the movement brought in, and what is taken of it is worth its share."""
    came_in = (row.product_id, row.location_id, row.quantity_milli, row.value_minor)
    return (
        layer.product_id,
        layer.location_id,
        layer.quantity_milli,
        layer.value_minor,
    ) == came_in and _is_worth_its_share(layer)


def _is_shortage(row: LedgerRow, shortage: Drawn) -> bool:
    """It is at most what the movement took out, and what is covered of it is worth its share."""
    return (
        (shortage.product_id, shortage.location_id) == (row.product_id, row.location_id)
        and shortage.quantity_milli <= -row.quantity_milli
        and shortage.value_minor <= -row.value_minor
        and _is_worth_its_share(shortage)
    )


def _is_worth_its_share(drawn: Drawn) -> bool:
    return drawn.gone_minor == share_so_far(drawn.value_minor, drawn.gone_milli, drawn.quantity_milli)


def shelf_findings(connection: Connection, money: Currency) -> Iterator[Finding]:
    """What is wrong with levels and cost pools, product by product and location by location."""
    for shelved in verification.shelves(connection):
        yield from _Sums(shelved, money).findings()


class _Sums:
    """One product at one location: what its movements come to, against what is kept."""

    def __init__(self, shelved: Shelved, money: Currency) -> None:
        self._shelved, self._money = shelved, money
        self._facts = {"sku": shelved.sku, "location": shelved.location}
        self._by_lot: dict[int, int] = {}
        self._quantity_milli = self._value_minor = 0
        self._last_receipt = (0, 0, 0)
        self._is_counted = False
        for seq, lot_id, kind, quantity_milli, value_minor in shelved.moved:
            self._by_lot[lot_id] = self._by_lot.get(lot_id, 0) + quantity_milli
            self._quantity_milli += quantity_milli
            self._value_minor += value_minor
            if quantity_milli > 0:
                self._is_counted = True
                if kind != MovementKind.CUSTOMER_RETURN:
                    self._last_receipt = max(self._last_receipt, (seq, quantity_milli, value_minor))

    def findings(self) -> Iterator[Finding]:
        levels = self._shelved.levels
        for lot_id in sorted({*levels, *self._by_lot}):
            yield from self._same_quantity("verify_level", levels.get(lot_id, 0), self._by_lot.get(lot_id, 0))
        pool = self._shelved.pool or PoolRow(Costing.FIFO, 0, 0, 0, 0, None, is_counted=False)
        yield from self._same_quantity("verify_pool_quantity", pool.quantity_milli, self._quantity_milli)
        yield from self._same_value("verify_pool_value", pool.value_minor, self._value_minor)
        yield from self._of_parts(pool)
        if pool.is_counted != self._is_counted:
            yield Finding("verify_counted", **self._facts)
        _, quantity_milli, value_minor = self._last_receipt
        last_cost = unit_micro(value_minor, quantity_milli, self._money.digits) if quantity_milli else None
        if pool.last_cost_micro != last_cost:
            yield Finding(
                "verify_last_cost", **self._facts, kept=_unit(pool.last_cost_micro), expected=_unit(last_cost)
            )

    def _of_parts(self, pool: PoolRow) -> Iterator[Finding]:
        """Whether the pool is its open layers less its open shortages, in value by the method."""
        layers_milli, layers_minor = self._shelved.open_layers
        short_milli, short_minor = self._shelved.open_shortages
        yield from self._same_quantity("verify_layers_quantity", layers_milli - short_milli, pool.quantity_milli)
        if pool.method != Costing.AVERAGE:
            yield from self._same_value("verify_layers_value", layers_minor - short_minor, pool.value_minor)
        elif pool.quantity_milli > 0:
            # Under the average value leaves as a share of what the pool held after the last arrival.
            gone_milli = pool.base_milli - pool.quantity_milli
            left_minor = pool.base_minor - share_so_far(pool.base_minor, gone_milli, pool.base_milli or 1)
            yield from self._same_value("verify_base", left_minor, pool.value_minor)
        else:
            yield from self._same_value("verify_layers_value", -short_minor, pool.value_minor)

    def _same_quantity(self, code: str, kept_milli: int, expected_milli: int) -> Iterator[Finding]:
        if kept_milli != expected_milli:
            yield Finding(code, **self._facts, kept=write_quantity(kept_milli), expected=write_quantity(expected_milli))

    def _same_value(self, code: str, kept_minor: int, expected_minor: int) -> Iterator[Finding]:
        if kept_minor != expected_minor:
            write = self._money.write
            yield Finding(code, **self._facts, kept=write(kept_minor), expected=write(expected_minor))


def _unit(cost_micro: int | None) -> str:
    return "-" if cost_micro is None else write_decimal(cost_micro, 6)
