"""What goods that are counted are worth to the book, for the money effect before anything is posted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.count_worth import Piled
from app.domain.shop import Costing
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import stock


class Pool(NamedTuple):
    """What a product is worth at a location; `cost_micro` is the last known cost of one unit, 0 for not known."""

    quantity_milli: int
    value_minor: int
    cost_micro: int


def pools(connection: Connection, location_id: int, product_ids: Iterable[int]) -> dict[int, Pool]:
    """What products are worth at a location; what never came in there last cost what it did elsewhere."""
    rows = list(connection.execute(_POOLS, (dialect.each(product_ids), location_id)))
    elsewhere = stock.costs_elsewhere(connection, [row[0] for row in rows if not row[-1]], location_id)
    return {
        product_id: Pool(quantity_milli, value_minor, elsewhere.get(product_id, cost_micro))
        for product_id, quantity_milli, value_minor, cost_micro, _ in rows
    }


_POOLS = dialect.in_words("""
SELECT product.id, coalesce(pool.quantity_milli, 0), coalesce(value_minor, 0),
    coalesce(last_cost_micro, standard_cost_micro, cost_micro, 0),
    last_cost_micro IS NOT NULL OR standard_cost_micro IS NOT NULL
FROM $EACH AS one CROSS JOIN product ON product.id = one.value
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
""")


def layers(connection: Connection, location_id: int, product_ids: Iterable[int]) -> dict[int, tuple[Piled, ...]]:
    """The open cost layers of products at a location that go by layers and have several, as cost leaves them."""
    found: dict[int, list[Piled]] = {}
    backwards = set()
    for product_id, method, *layer in connection.execute(_LAYERS, (dialect.each(product_ids), location_id)):
        found.setdefault(product_id, []).append(Piled(*layer))
        if method == Costing.LIFO:
            backwards.add(product_id)
    return {one: tuple(piled[::-1] if one in backwards else piled) for one, piled in found.items()}


_LAYERS = dialect.in_words("""
SELECT layer.product_id, method, layer.quantity_milli, layer.value_minor, taken_milli,
    CASE method WHEN 'specific' THEN lot.number ELSE '' END, layer.movement_seq
FROM $EACH AS one CROSS JOIN pool ON pool.product_id = one.value AND pool.location_id = ?
    AND method IN ('fifo', 'lifo', 'specific')
JOIN layer ON layer.product_id = pool.product_id AND layer.location_id = pool.location_id
    AND taken_milli < layer.quantity_milli
JOIN lot ON lot.id = layer.lot_id
WHERE EXISTS (SELECT 1 FROM layer AS other WHERE other.product_id = pool.product_id
    AND other.location_id = pool.location_id AND other.taken_milli < other.quantity_milli
    AND other.movement_seq <> layer.movement_seq)
ORDER BY layer.movement_seq
""")
