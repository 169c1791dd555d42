"""The ledger: the one writer of stock. Movements, levels, pools, layers and shortages change here and nowhere else.

A document's movements are loaded, costed and written in a handful of statements, however many lines it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from app.domain import costing
from app.domain.costing import Layer, Pool, Shortage
from app.domain.figures import MAX_MICRO, MAX_MINOR, MAX_QUANTITY_MILLI, amount_minor
from app.domain.movement import Movement, MovementKind, Wanted
from app.domain.refusal import Refusal
from app.domain.shop import Costing
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row


class Cause(NamedTuple):
    """The document that moves stock."""

    document_id: int
    location_id: int
    happened_us: int
    book_date: int


class Applied(NamedTuple):
    """What the ledger wrote.

    Attributes:
        on_hand_milli: By product, after the document.
        counted: Products that had ever come in at that location.
    """

    movements: tuple[Movement, ...]
    on_hand_milli: Mapping[int, int]
    counted: frozenset[int]


NOTHING = Applied((), {}, frozenset())
"""What the ledger wrote for a document that moves nothing."""


@dataclass(slots=True)
class _Work:
    """The movements of one document while they are made.

    Attributes:
        stored: The products whose pool is in the book and goes on by the method it has there.
        first_seq: The sequence of the first of the movements.
        later: By the sequence of a correction: the moment and day of the movement that it corrects.
    """

    pools: dict[int, Pool]
    stored: set[int]
    lots: dict[tuple[int, str], int]
    first_seq: int
    movements: list[Movement] = field(default_factory=list)
    later: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, movement: Movement) -> int:
        self.movements.append(movement)
        return self.first_seq + len(self.movements) - 1


def apply(connection: Connection, cause: Cause, wanted: Sequence[Wanted], *, default: Costing, digits: int) -> Applied:
    """Move stock for one document: cost it, write the movements, keep levels, pools and layers in step.

    Args:
        wanted: In the order of the document's lines.
        default: The shop's cost method, for products that name none.
        digits: Of the shop's currency.

    Raises:
        Refusal: `amount_too_large` when a value, a cost or a level would be more than the book keeps.
    """
    if not wanted:
        return NOTHING
    product_ids = sorted({one.product_id for one in wanted})
    pools, stored = _load_pools(connection, cause.location_id, product_ids, default=default, digits=digits)
    last_seq = connection.execute("SELECT seq FROM movement ORDER BY seq DESC LIMIT 1").get or 0
    work = _Work(pools, stored, _lots(connection, wanted), last_seq + 1)
    for one in wanted:
        _move(work, one, digits)
    _check_bounds(work)
    _write(connection, cause, work)
    return Applied(
        tuple(work.movements),
        {product_id: pool.quantity_milli for product_id, pool in pools.items()},
        frozenset(product_id for product_id, pool in pools.items() if pool.counted),
    )


def _move(work: _Work, wanted: Wanted, digits: int) -> None:
    line_no, kind, product_id, quantity_milli, value_minor, lot, _ = wanted
    pool = work.pools[product_id]
    lot_id = work.lots[product_id, lot] if lot else 0
    if quantity_milli <= 0:
        short_before = len(pool.shortages)
        value_minor = -costing.issue(pool, -quantity_milli)
        seq = work.add(Movement(line_no, kind, product_id, lot_id, quantity_milli, value_minor))
        if len(pool.shortages) > short_before:
            pool.shortages[-1].movement_seq = seq
        return
    if value_minor is None:
        value_minor = amount_minor(pool.current_cost_micro() or 0, quantity_milli, digits)
    is_receipt = kind is not MovementKind.CUSTOMER_RETURN
    covers = costing.receive(pool, quantity_milli, value_minor, is_receipt=is_receipt)
    pool.layers[-1].layer_id = work.add(Movement(line_no, kind, product_id, lot_id, quantity_milli, value_minor))
    for cover in covers:
        if cover.extra_minor:
            kind, cause_seq = MovementKind.CORRECTION, cover.shortage.movement_seq
            seq = work.add(Movement(line_no, kind, product_id, lot_id, 0, -cover.extra_minor, cause_seq))
            work.later[seq] = (cover.shortage.happened_us, cover.shortage.book_date)


def _check_bounds(work: _Work) -> None:
    for movement in work.movements:
        if abs(movement.value_minor) > MAX_MINOR:
            raise Refusal("amount_too_large")
    for pool in work.pools.values():
        if abs(pool.quantity_milli) > _MAX_LEVEL_MILLI or (pool.last_cost_micro or 0) > MAX_MICRO:
            raise Refusal("amount_too_large")


# A thousand of the largest movements, as the CHECK on levels has it.
_MAX_LEVEL_MILLI = 1000 * MAX_QUANTITY_MILLI


def _load_pools(
    connection: Connection, location_id: int, product_ids: list[int], *, default: Costing, digits: int
) -> tuple[dict[int, Pool], set[int]]:
    """The pools of these products with their open layers and shortages; new ones where nothing ever moved.

    Returns:
        The pools, and the products whose pool is in the book and goes on by the method it has there.
    """
    ids = dialect.each(product_ids)
    pools: dict[int, Pool] = {}
    stored: set[int] = set()
    below_zero = False
    for row in connection.execute(_POOLS, (ids, location_id, location_id)):
        product_id = row[0]
        pool = pools.get(product_id)
        if pool is None:
            pool = pools[product_id] = _pool(row, default, digits)
            below_zero = below_zero or pool.quantity_milli < 0
            if pool.method == row[_METHOD]:
                stored.add(product_id)
        if row[_LAYER] is not None:
            seq, quantity, value, taken, taken_value = row[_LAYER:]
            pool.layers.append(Layer(quantity, value, taken, taken_value, seq))
    # In order of arrival. Most products have one layer open; to sort all rows in the statement costs a third of it.
    for pool in pools.values():
        if len(pool.layers) > 1:
            pool.layers.sort(key=attrgetter("layer_id"))
    if below_zero:
        for product_id, seq, quantity, value, covered, covered_value, *moment in connection.execute(
            _SHORTAGES, (ids, location_id)
        ):
            pools[product_id].shortages.append(Shortage(quantity, value, covered, covered_value, seq, False, *moment))
    return pools, stored


def _pool(row: Row, default: Costing, digits: int) -> Pool:
    _, own_method, listed_cost, method, quantity, value, base, base_value, last_cost, counted = row[:_LAYER]
    own = _METHODS.get(own_method, default)
    if method is None:
        return Pool(own, digits, listed_cost_micro=listed_cost)
    # While there is nothing of it, a product's method may be changed by editing it: from here on it goes by that.
    going_by = _METHODS[method] if quantity else own
    return Pool(going_by, digits, quantity, value, base, base_value, last_cost, listed_cost, counted == 1)


_METHODS = {method.value: method for method in Costing}
_METHOD, _LAYER = 3, 10
_POOLS = dialect.in_words("""
SELECT product.id, product.costing, product.cost_micro,
    pool.method, pool.quantity_milli, pool.value_minor, base_milli, base_minor, last_cost_micro, counted,
    movement_seq, layer.quantity_milli, layer.value_minor, taken_milli, taken_minor
FROM $EACH AS one CROSS JOIN product ON product.id = one.value
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
LEFT JOIN layer ON layer.product_id = product.id AND layer.location_id = ? AND taken_milli < layer.quantity_milli
""")
_SHORTAGES = dialect.in_words("""
SELECT shortage.product_id, movement_seq, shortage.quantity_milli, shortage.value_minor, covered_milli, covered_minor,
    happened_us, book_date
FROM $EACH AS one JOIN shortage ON shortage.product_id = one.value AND shortage.location_id = ?
JOIN movement ON movement.seq = movement_seq
WHERE covered_milli < shortage.quantity_milli ORDER BY movement_seq
""")


def _lots(connection: Connection, wanted: Sequence[Wanted]) -> dict[tuple[int, str], int]:
    """The numbers of the lots that are named; a lot that comes in for the first time is made."""
    lots: dict[tuple[int, str], int] = {}
    for one in wanted:
        if one.lot:
            connection.execute(_MAKE_LOT, (one.product_id, one.lot, one.expiry))
            lots[one.product_id, one.lot] = connection.execute(_FIND_LOT, (one.product_id, one.lot)).get
    return lots


_MAKE_LOT = "INSERT INTO lot (product_id, number, expiry) VALUES (?, ?, ?) ON CONFLICT (product_id, number) DO NOTHING"
_FIND_LOT = "SELECT id FROM lot WHERE product_id = ? AND number = ?"


def _write(connection: Connection, cause: Cause, work: _Work) -> None:
    location_id = cause.location_id
    document = (cause.document_id, location_id, cause.happened_us, cause.book_date)
    connection.executemany(
        _INSERT_MOVEMENT,
        [(*document, seq, *movement) for seq, movement in enumerate(work.movements, start=work.first_seq)]
        if not work.later
        else [
            (*_dated(cause, work.later.get(seq, (0, 0))), seq, *movement)
            for seq, movement in enumerate(work.movements, start=work.first_seq)
        ],
    )
    moved: dict[tuple[int, int], int] = {}
    for movement in work.movements:
        key = (movement.product_id, movement.lot_id)
        moved[key] = moved.get(key, 0) + movement.quantity_milli
    connection.executemany(
        _MOVE_LEVEL, [(product_id, location_id, lot_id, quantity) for (product_id, lot_id), quantity in moved.items()]
    )
    _write_pools(connection, location_id, work)
    _write_layers(connection, location_id, work)
    _write_shortages(connection, location_id, work)


def _dated(cause: Cause, other: tuple[int, int]) -> tuple[int, int, int, int]:
    """A correction is dated at the later of the two documents that it joins."""
    happened_us, book_date = other
    return (
        cause.document_id,
        cause.location_id,
        max(cause.happened_us, happened_us),
        max(cause.book_date, book_date),
    )


def _write_pools(connection: Connection, location_id: int, work: _Work) -> None:
    """Save the pools. To write a method once more would check it once more, which costs as much as all the figures."""
    stored, others = [], []
    for product_id, pool in work.pools.items():
        figures = (
            pool.quantity_milli,
            pool.value_minor,
            pool.base_milli,
            pool.base_minor,
            pool.last_cost_micro,
            int(pool.counted),
            product_id,
            location_id,
        )
        if product_id in work.stored:
            stored.append(figures)
        else:
            others.append((*figures, pool.method))
    connection.executemany(_SAVE_FIGURES, stored)
    if others:
        connection.executemany(_SAVE_POOL, others)


def _write_layers(connection: Connection, location_id: int, work: _Work) -> None:
    """Save the layers that were drawn from or are new."""
    drawn, made = [], []
    for product_id, pool in work.pools.items():
        for layer in pool.layers:
            if not layer.touched:
                continue
            taken = (layer.taken_milli, layer.taken_minor, layer.layer_id)
            if layer.layer_id is not None and layer.layer_id < work.first_seq:
                drawn.append(taken)
            else:
                made.append((*taken, product_id, location_id, layer.quantity_milli, layer.value_minor))
    connection.executemany(_DRAW_LAYER, drawn)
    if made:
        connection.executemany(_MAKE_LAYER, made)


def _write_shortages(connection: Connection, location_id: int, work: _Work) -> None:
    """Save the shortages that are new or were covered."""
    changed = [
        (
            shortage.movement_seq,
            product_id,
            location_id,
            shortage.quantity_milli,
            shortage.value_minor,
            shortage.covered_milli,
            shortage.covered_minor,
        )
        for product_id, pool in work.pools.items()
        for shortage in pool.shortages
        if shortage.touched
    ]
    if changed:
        connection.executemany(_SAVE_SHORTAGE, changed)


# The document's part, the sequence, then the fields of a movement in their order.
_INSERT_MOVEMENT = """
INSERT INTO movement (document_id, location_id, happened_us, book_date, seq,
    line_no, kind, product_id, lot_id, quantity_milli, value_minor, cause_seq)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_MOVE_LEVEL = """
INSERT INTO level VALUES (?, ?, ?, ?)
ON CONFLICT (product_id, location_id, lot_id) DO UPDATE SET quantity_milli = quantity_milli + excluded.quantity_milli
"""
_SAVE_FIGURES = """
UPDATE pool SET quantity_milli = ?, value_minor = ?, base_milli = ?, base_minor = ?, last_cost_micro = ?, counted = ?
WHERE product_id = ? AND location_id = ?
"""
_SAVE_POOL = """
INSERT INTO pool (quantity_milli, value_minor, base_milli, base_minor, last_cost_micro, counted,
    product_id, location_id, method)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (product_id, location_id) DO UPDATE SET method = excluded.method,
    quantity_milli = excluded.quantity_milli, value_minor = excluded.value_minor, base_milli = excluded.base_milli,
    base_minor = excluded.base_minor, last_cost_micro = excluded.last_cost_micro, counted = excluded.counted
"""
_DRAW_LAYER = "UPDATE layer SET taken_milli = ?, taken_minor = ? WHERE movement_seq = ?"
_MAKE_LAYER = """
INSERT INTO layer (taken_milli, taken_minor, movement_seq, product_id, location_id, quantity_milli, value_minor)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SAVE_SHORTAGE = """
INSERT INTO shortage VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (movement_seq) DO UPDATE SET covered_milli = excluded.covered_milli, covered_minor = excluded.covered_minor
"""
