"""The ledger: the one writer of stock. Movements, levels, pools, layers and shortages change here and nowhere else.

A document's steps are loaded, costed (`ledger_steps`) and written in a handful of statements, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.domain.figures import MAX_MICRO, MAX_MINOR, MAX_QUANTITY_MILLI, write_quantity
from app.domain.movement import Movement, Step
from app.domain.refusal import Refusal
from app.domain.shop import Costing
from app.store.database import Connection
from app.store.queries import counted
from app.store.writing import ledger_steps, pools
from app.store.writing.ledger_work import Cause, Note, Work

__all__ = ["NOTHING", "Applied", "Cause", "Note", "apply"]


class Applied(NamedTuple):
    """What the ledger wrote.

    Attributes:
        on_hand_milli: By product, after the document, at the document's location.
        counted: Products that had ever come in at that location.
        notes: What a person should know of single lines.
    """

    movements: tuple[Movement, ...]
    on_hand_milli: Mapping[int, int]
    counted: frozenset[int]
    notes: tuple[Note, ...] = ()


NOTHING = Applied((), {}, frozenset())
"""What the ledger wrote for a document that moves nothing."""


def apply(connection: Connection, cause: Cause, wanted: Sequence[Step], *, default: Costing, digits: int) -> Applied:
    """Move stock for one document: cost it, write the movements, keep levels, pools and layers in step.

    Args:
        wanted: In the order of the document's lines.
        default: The shop's cost method, for products that name none.
        digits: Of the shop's currency.

    Raises:
        Refusal: `out_of_bounds` when a difference that was reckoned (of a count, of a kit's part) is more than one
            movement can be; `amount_too_large` when a value, a cost or a level would be more than the book keeps.
    """
    if not wanted:
        return NOTHING
    last_seq = connection.execute("SELECT seq FROM movement ORDER BY seq DESC LIMIT 1").get or 0
    work = Work(connection, cause, last_seq + 1)
    _load(work, wanted, default=default, digits=digits)
    for one in wanted:
        ledger_steps.take(work, one)
    _check_bounds(work)
    if cause.is_reversal:
        for place, pool in work.pools.items():
            pool.counted = counted.has_come_in(connection, place)
    _write(connection, work)
    here = [(product_id, pool) for (product_id, place), pool in work.pools.items() if place == cause.location_id]
    return Applied(
        tuple(work.movements),
        {product_id: pool.quantity_milli for product_id, pool in here},
        frozenset([product_id for product_id, pool in here if pool.counted]),
        tuple(work.notes),
    )


def _load(work: Work, wanted: Iterable[Step], *, default: Costing, digits: int) -> None:
    """Load every pool that a step touches."""
    products: dict[int, set[int]] = {}
    for one in wanted:
        for product_id, location_id in ledger_steps.places(work, one):
            if location_id in products:
                products[location_id].add(product_id)
            else:
                products[location_id] = {product_id}
    for location_id, product_ids in products.items():
        pools.load(work.connection, work.pools, location_id, sorted(product_ids), default=default, digits=digits)


def _check_bounds(work: Work) -> None:
    for _, _, _, _, quantity_milli, value_minor, _, variance_minor in work.movements:
        if abs(quantity_milli) > MAX_QUANTITY_MILLI:
            raise Refusal("out_of_bounds", what="quantity", text=write_quantity(quantity_milli))
        if abs(value_minor) > MAX_MINOR or abs(variance_minor) > MAX_MINOR:
            raise Refusal("amount_too_large")
    for pool in work.pools.values():
        if abs(pool.quantity_milli) > _MAX_LEVEL_MILLI or (pool.last_cost_micro or 0) > MAX_MICRO:
            raise Refusal("amount_too_large")


# A thousand of the largest movements, as the CHECK on levels has it.
_MAX_LEVEL_MILLI = 1000 * MAX_QUANTITY_MILLI


def _write(connection: Connection, work: Work) -> None:
    connection.executemany(_INSERT_MOVEMENT, work.rows)
    connection.executemany(_MOVE_LEVEL, [(*key, quantity) for key, quantity in work.moved.items()])
    pools.save(connection, work.pools, work.first_seq)
    # Only where a history was told again.
    if work.first_came:
        connection.executemany(_KEEP_ORIGIN, [(origin_seq, seq) for seq, origin_seq in work.first_came.items()])


# The document's part, the sequence, then the fields of a movement in their order.
_INSERT_MOVEMENT = """
INSERT INTO movement (document_id, location_id, happened_us, book_date, seq,
    line_no, kind, product_id, lot_id, quantity_milli, value_minor, cause_seq, variance_minor)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_KEEP_ORIGIN = "UPDATE layer SET origin_seq = ? WHERE movement_seq = ?"
_MOVE_LEVEL = """
INSERT INTO level VALUES (?, ?, ?, ?)
ON CONFLICT (product_id, location_id, lot_id) DO UPDATE SET quantity_milli = quantity_milli + excluded.quantity_milli
"""
