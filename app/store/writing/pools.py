"""Cost pools in the book: loaded with what is open in them, and saved where they were touched. For the ledger alone."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from app.domain.costing import Pool
from app.domain.layers import Layer, Shortage
from app.domain.picking import LotLevel
from app.domain.shop import Costing
from app.store import dialect_sqlite as dialect
from app.store.database import Connection, Row
from app.store.queries import stock

Place = tuple[int, int]
"""A product and a location."""


class Pools(dict[Place, Pool]):
    """The pools that a document touches, by product and location.

    Attributes:
        stored: Those that are in the book and go on by the method they have there.
        locations: Where they are.
        listed: By product: the unit cost that it names, in millionths.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stored: set[Place] = set()
        self.locations: set[int] = set()
        self.listed: dict[int, int | None] = {}

    def of(self, product_id: int) -> dict[int, Pool]:
        """The pools of one product, by location."""
        places = ((product_id, location_id) for location_id in sorted(self.locations))
        return {place[1]: self[place] for place in places if place in self}


def load(
    connection: Connection, pools: Pools, location_id: int, product_ids: list[int], *, default: Costing, digits: int
) -> None:
    """Load the pools of these products at a location; new ones where nothing ever moved."""
    ids = dialect.each(product_ids)
    pools.locations.add(location_id)
    below_zero = False
    touched: list[Place] = []
    several: set[Place] = set()
    for row in connection.execute(_POOLS, (ids, location_id, location_id)):
        place = (row[0], location_id)
        if place not in pools:
            pool = pools[place] = _pool(row, default, digits)
            pools.listed[row[0]] = pool.listed_cost_micro
            touched.append(place)
            # Under `specific` one lot may be short while there is another.
            below_zero = below_zero or pool.quantity_milli < 0 or pool.method is _SPECIFIC
            if pool.method == row[_METHOD]:
                pools.stored.add(place)
        else:
            pool = pools[place]
            several.add(place)
        if row[_LAYER] is not None:
            seq, quantity, value, taken, taken_value, lot_id, origin_seq = row[_LAYER:]
            pool.layers.append(Layer(quantity, value, taken, taken_value, seq, False, lot_id, origin_seq))
    # What never came in here last cost what it did elsewhere; hardly ever is there anything to look up.
    never_here = [place[0] for place in touched if pools[place].last_cost_micro is None]
    if never_here:
        know_elsewhere(connection, pools, location_id, never_here)
    # In order of arrival. Most products have one layer open; to sort all rows in the statement costs a third of it.
    for place in several:
        pools[place].layers.sort(key=attrgetter("layer_id"))
    if below_zero:
        for product_id, seq, quantity, value, covered, covered_value, *moment in connection.execute(
            _SHORTAGES, (ids, location_id)
        ):
            shortage = Shortage(quantity, value, covered, covered_value, seq, False, *moment)
            pools[product_id, location_id].shortages.append(shortage)


def know_elsewhere(connection: Connection, pools: Pools, location_id: int, product_ids: list[int]) -> None:
    """Let pools whose goods never came in at their location know what those last cost at another one."""
    for product_id, cost_micro in stock.costs_elsewhere(connection, product_ids, location_id).items():
        pool = pools[product_id, location_id]
        if pool.method is not Costing.STANDARD:
            pool.listed_cost_micro = cost_micro


def _pool(row: Row, default: Costing, digits: int) -> Pool:
    own_method, listed_cost, standard, tracking, method, quantity, value, base, base_value, last_cost, counted, lots = (
        row[1:_LAYER]
    )
    # While there is nothing of it, a product's method may be changed by editing it: it goes on by that.
    own = default if own_method is None else _METHODS[own_method]
    going_by = _METHODS[method] if quantity or row[_LAYER] is not None else own
    standard_micro = standard if standard is not None else listed_cost or 0
    is_tracked = tracking != "none" or going_by is _SPECIFIC
    if method is None:
        pool = Pool(going_by, digits, listed_cost_micro=listed_cost)
    else:
        pool = Pool(going_by, digits, quantity, value, base, base_value, last_cost, listed_cost, counted == 1)
        pool.has_lots = lots == 1
    pool.standard_micro = standard_micro
    pool.has_standard = standard is not None or listed_cost is not None
    pool.is_by_piece = tracking == "serial"
    pool.is_tracked = is_tracked
    return pool


_SPECIFIC = Costing.SPECIFIC
_METHODS = {method.value: method for method in Costing}
_METHOD, _LAYER = 5, 13
_POOLS = dialect.in_words("""
SELECT product.id, product.costing, product.cost_micro, product.standard_cost_micro, product.tracking,
    pool.method, pool.quantity_milli, pool.value_minor, base_milli, base_minor, last_cost_micro, counted, lots,
    movement_seq, layer.quantity_milli, layer.value_minor, taken_milli, taken_minor, layer.lot_id, origin_seq
FROM $EACH AS one CROSS JOIN product ON product.id = one.value
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
LEFT JOIN layer ON layer.product_id = product.id AND layer.location_id = ? AND taken_milli < layer.quantity_milli
""")
_SHORTAGES = dialect.in_words("""
SELECT shortage.product_id, movement_seq, shortage.quantity_milli, shortage.value_minor, covered_milli, covered_minor,
    happened_us, book_date, lot_id
FROM $EACH AS one JOIN shortage ON shortage.product_id = one.value AND shortage.location_id = ?
JOIN movement ON movement.seq = movement_seq
WHERE covered_milli < shortage.quantity_milli ORDER BY movement_seq
""")


def lot_levels(connection: Connection, place: Place) -> list[LotLevel]:
    """What there is of each lot of a product at a location, "no lot" among them."""
    return [LotLevel(*row) for row in connection.execute(_LOT_LEVELS, place)]


_LOT_LEVELS = """
SELECT lot_id, quantity_milli, expiry FROM level JOIN lot ON lot.id = lot_id
WHERE level.product_id = ? AND location_id = ? AND quantity_milli <> 0
"""


def save(connection: Connection, pools: Pools, first_seq: int) -> None:
    """Save the pools, and what was drawn from or is new in them.

    Args:
        pools: As they are after the document.
        first_seq: Of the document's movements: what hangs on an earlier one is in the book already.
    """
    _save_figures(connection, pools)
    drawn: list[tuple[object, ...]] = []
    made: list[tuple[object, ...]] = []
    short: list[tuple[object, ...]] = []
    for place, pool in pools.items():
        for layer in pool.layers:
            if not layer.touched:
                continue
            taken = (layer.quantity_milli, layer.value_minor, layer.taken_milli, layer.taken_minor, layer.layer_id)
            if layer.layer_id is not None and layer.layer_id < first_seq:
                drawn.append(taken)
            else:
                made.append((*taken, *place, layer.lot_id, layer.origin_id or layer.layer_id))
        if pool.shortages:
            short += _short(place, pool)
    connection.executemany(_DRAW_LAYER, drawn)
    if made:
        connection.executemany(_MAKE_LAYER, made)
    if short:
        connection.executemany(_SAVE_SHORTAGE, short)


def _save_figures(connection: Connection, pools: Pools) -> None:
    """Save the pools. To write a method once more would check it once more, which costs as much as all the figures."""
    stored, others = [], []
    for place, pool in pools.items():
        figures = (
            pool.quantity_milli,
            pool.value_minor,
            pool.base_milli,
            pool.base_minor,
            pool.last_cost_micro,
            int(pool.counted),
            int(pool.has_lots),
            *place,
        )
        if place in pools.stored:
            stored.append(figures)
        else:
            others.append((*figures, pool.method))
    connection.executemany(_SAVE_FIGURES, stored)
    if others:
        connection.executemany(_SAVE_POOL, others)


def _short(place: Place, pool: Pool) -> Iterator[tuple[object, ...]]:
    """The shortages that are new or were covered."""
    for shortage in pool.shortages:
        if shortage.touched:
            yield (
                shortage.movement_seq,
                *place,
                shortage.quantity_milli,
                shortage.value_minor,
                shortage.covered_milli,
                shortage.covered_minor,
            )


_SAVE_FIGURES = """
UPDATE pool SET quantity_milli = ?, value_minor = ?, base_milli = ?, base_minor = ?, last_cost_micro = ?, counted = ?,
    lots = ?
WHERE product_id = ? AND location_id = ?
"""
_SAVE_POOL = """
INSERT INTO pool (quantity_milli, value_minor, base_milli, base_minor, last_cost_micro, counted, lots,
    product_id, location_id, method)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (product_id, location_id) DO UPDATE SET method = excluded.method,
    quantity_milli = excluded.quantity_milli, value_minor = excluded.value_minor, base_milli = excluded.base_milli,
    base_minor = excluded.base_minor, last_cost_micro = excluded.last_cost_micro, counted = excluded.counted,
    lots = excluded.lots
"""
_DRAW_LAYER = """
UPDATE layer SET quantity_milli = ?, value_minor = ?, taken_milli = ?, taken_minor = ? WHERE movement_seq = ?
"""
_MAKE_LAYER = """
INSERT INTO layer (quantity_milli, value_minor, taken_milli, taken_minor, movement_seq,
    product_id, location_id, lot_id, origin_seq)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SAVE_SHORTAGE = """
INSERT INTO shortage VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (movement_seq) DO UPDATE SET quantity_milli = excluded.quantity_milli,
    value_minor = excluded.value_minor, covered_milli = excluded.covered_milli, covered_minor = excluded.covered_minor
"""
