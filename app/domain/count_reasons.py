"""Which reasons a difference of a count can have: nothing that is there too much was stolen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.domain.changes import Warned
from app.domain.count_gathered import Gathered
from app.domain.figures import write_quantity

_OF_LOSSES = frozenset({"damaged", "expired", "stolen", "own_use"})
_OF_GAINS = frozenset({"found"})


def fitting(reasons: Iterable[str], difference_milli: int) -> tuple[str, ...]:
    """The reasons that can be given for a difference; the shop's own ones can be given for any.

    Args:
        reasons: All there are.
        difference_milli: 0 where as many are there, and not the same.
    """
    barred = _OF_GAINS if difference_milli < 0 else _OF_LOSSES if difference_milli > 0 else frozenset[str]()
    return tuple(one for one in reasons if one not in barred)


def misfits(
    found: Iterable[tuple[Gathered, Mapping[str, int]]], reasons: Mapping[tuple[str, str], str]
) -> Iterator[Warned]:
    """What to say of reasons that do not fit the difference of their goods, or of their lot.

    Args:
        found: What was found of each product, and by how much each lot of it differs; "" is no lot.
        reasons: By SKU and lot; "" as the lot is of what has no reason of its own.
    """
    said: dict[str, dict[str, str]] = {}
    for (sku, lot), reason in reasons.items():
        said.setdefault(sku, {})[lot] = reason
    for one, off in found:
        own = said.get(one.item.sku, {})
        rest_milli = sum(milli for lot, milli in off.items() if not lot or lot not in own)
        for lot, reason in own.items():
            milli = off.get(lot, 0) if lot else rest_milli
            if not fitting([reason], milli):
                kind = "losses" if milli > 0 else "gains"
                goods = {"sku": one.item.sku, "name": one.item.name}
                facts: dict[str, object] = {**goods, "reason": reason, "kind": kind, "quantity": write_quantity(milli)}
                yield Warned("reason_misfits", facts)
