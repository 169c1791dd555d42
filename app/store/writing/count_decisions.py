"""What was said of the differences of a stocktake, and of which ones.

Everything here runs inside the transaction of the verb that asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.domain.count_review import Decision, Seen
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import count_groups, count_sheets, parties, stocktakes


def decide(connection: Connection, known: stocktakes.Stocktake, sku: str, decision: Decision, person_id: int) -> None:
    """Keep what somebody says of a difference; where somebody else counts again, nobody accepts their own count.

    Args:
        known: The stocktake.
        sku: Of the goods.
        decision: What is said. Where `of` is None it is said of the difference that there is.
        person_id: Who says it.

    Raises:
        Refusal: `unknown_product`, `accepts_own_count`.
    """
    product_ids = count_groups.in_groups(connection, "spot", [sku]).get(sku)
    if not product_ids:
        raise Refusal("unknown_product", sku=sku)
    (product_id,) = product_ids
    before = stocktakes.decisions(connection, known.stocktake_id).get(product_id, Decision())
    is_of_same = decision.of is None or before.of in {None, decision.of}
    if decision.is_accepted and before.is_accepted and is_of_same:
        # Whoever says why has not accepted it again.
        person_id, _ = parties.person(connection, before.by)
    elif (
        decision.is_accepted
        and known.second_person
        and stocktakes.has_counted(connection, known.stocktake_id, person_id, product_id)
    ):
        name = stocktakes.goods(connection, [product_id])[product_id].name
        raise Refusal("accepts_own_count", sku=sku, name=name)
    is_again = _goes_on(before, decision)
    _keep(connection, known.stocktake_id, {product_id: (decision._replace(is_again=is_again), person_id)})


def decide_all(
    connection: Connection, known: stocktakes.Stocktake, said: Mapping[int, Decision], person_id: int
) -> frozenset[int]:
    """Keep what somebody says of many differences, each of which is named, by product.

    Returns:
        The products that they have counted themselves, where somebody else has to accept that: of these it is not kept.
    """
    before = stocktakes.decisions(connection, known.stocktake_id)
    barred = frozenset[int]()
    if known.second_person and any(one.is_accepted for one in said.values()):
        barred = count_sheets.goods_found_by(connection, known.stocktake_id, person_id)
    people: dict[str, int] = {}
    made: dict[int, tuple[Decision, int]] = {}
    for product_id, decision in said.items():
        one = before.get(product_id, Decision())
        is_of_same = one.of in {None, decision.of}
        is_again = _goes_on(one, decision)
        by_id = person_id
        if decision.is_accepted and one.is_accepted and is_of_same:
            by_id = people.get(one.by) or people.setdefault(one.by, parties.person(connection, one.by)[0])
        elif decision.is_accepted and product_id in barred:
            continue
        made[product_id] = decision._replace(is_again=is_again), by_id
    _keep(connection, known.stocktake_id, made)
    return frozenset(said.keys() - made.keys())


def want_again(
    connection: Connection, stocktake_id: int, wanted: Mapping[int, Seen], *, is_wanted: bool, person_id: int
) -> None:
    """Keep that goods are counted again, whatever is tolerated, or are not; why they differ stays.

    Args:
        stocktake_id: Of the stocktake.
        wanted: The differences, by product.
        is_wanted: Whether they are.
        person_id: Who says so.
    """
    before = stocktakes.decisions(connection, stocktake_id)
    made = {
        product_id: Decision(reason=before.get(product_id, Decision()).on(seen).reason, of=seen, is_again=is_wanted)
        for product_id, seen in wanted.items()
    }
    _keep(connection, stocktake_id, {product_id: (one, person_id) for product_id, one in made.items()})


def _goes_on(before: Decision, decision: Decision) -> bool:
    """Whether what was to be counted again still is: until it was, or somebody accepts it, whatever the book says."""
    if not before.is_again or decision.is_accepted:
        return False
    return before.of is None or decision.of is None or before.of.is_of_count(decision.of)


def _keep(connection: Connection, stocktake_id: int, made: Mapping[int, tuple[Decision, int]]) -> None:
    """Keep decisions, each with who has said it, by product."""
    connection.executemany(
        _DECIDE,
        [
            (stocktake_id, product_id, int(one.is_accepted), one.reason, person_id, int(one.is_again), *_seen(one.of))
            for product_id, (one, person_id) in made.items()
        ],
    )


def _seen(seen: Seen | None) -> tuple[int | str | None, ...]:
    if seen is None:
        return None, "", None, None, None
    difference_milli, lots, *count = seen
    return difference_milli, dialect.storable(json.dumps(lots)) if lots else "", *count


_DECIDE = """
INSERT OR REPLACE INTO count_decision (stocktake_id, product_id, accepted, reason, person_id, again, difference_milli,
    lots, found_milli, counted_us, round) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
