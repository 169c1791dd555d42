"""The figures of a period: what there was, what moved it, what it cost to sell, and whether all of that ties out.

Each value column is the sum of the movements of one kind. Cost of goods is figured twice: perpetual from what left
with each sale, periodic from what was there before and is there now. What lies between the two is what nobody sold:
shrinkage and write-downs; whatever is then left over, the tie-out, has to be zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.movement import MovementKind


class PeriodFigures(NamedTuple):
    """The figures of one product, or of all together, positive in the direction of their names.

    Quantities in thousandths, values in minor units. Adjustments have the sign of their documents. A purchase variance
    is what goods cost beyond the value at which they came in: it is no stock, and stands apart.
    """

    opening_quantity: int = 0
    opening_value: int = 0
    opening_stock_quantity: int = 0
    opening_stock_value: int = 0
    purchases_quantity: int = 0
    purchases_value: int = 0
    supplier_returns_quantity: int = 0
    supplier_returns_value: int = 0
    landed_value: int = 0
    transfers_in_quantity: int = 0
    transfers_in_value: int = 0
    transfers_out_quantity: int = 0
    transfers_out_value: int = 0
    adjustments_quantity: int = 0
    adjustments_value: int = 0
    sold_quantity: int = 0
    sold_value: int = 0
    customer_returns_quantity: int = 0
    customer_returns_value: int = 0
    landed_sold_value: int = 0
    corrections_value: int = 0
    shrinkage_quantity: int = 0
    shrinkage_value: int = 0
    count_losses_value: int = 0
    count_gains_value: int = 0
    writedown_value: int = 0
    closing_quantity: int = 0
    closing_value: int = 0
    periodic_cogs: int = 0
    perpetual_cogs: int = 0
    gap: int = 0
    tie_out: int = 0
    purchase_variance_value: int = 0


class Moved(NamedTuple):
    """What the movements of one kind come to, as stock sees it.

    Attributes:
        variance_minor: What the goods cost beyond the value at which they moved.
    """

    kind: str
    quantity_milli: int
    value_minor: int
    variance_minor: int = 0


# For each kind of movement, the columns of its quantity and value, and the sign that turns stock's into theirs.
_COLUMNS: dict[str, tuple[str, int, str, int]] = {
    MovementKind.OPENING_STOCK: ("opening_stock_quantity", 1, "opening_stock_value", 1),
    MovementKind.DELIVERY: ("purchases_quantity", 1, "purchases_value", 1),
    MovementKind.INVOICE: ("purchases_quantity", 1, "purchases_value", 1),
    MovementKind.SUPPLIER_RETURN: ("supplier_returns_quantity", -1, "supplier_returns_value", -1),
    MovementKind.LANDED: ("", 0, "landed_value", 1),
    MovementKind.LANDED_SOLD: ("", 0, "landed_sold_value", -1),
    MovementKind.TRANSFER_IN: ("transfers_in_quantity", 1, "transfers_in_value", 1),
    MovementKind.TRANSFER_OUT: ("transfers_out_quantity", -1, "transfers_out_value", -1),
    MovementKind.ADJUSTMENT: ("adjustments_quantity", 1, "adjustments_value", 1),
    MovementKind.SALE: ("sold_quantity", -1, "sold_value", -1),
    MovementKind.USAGE: ("sold_quantity", -1, "sold_value", -1),
    MovementKind.CUSTOMER_RETURN: ("customer_returns_quantity", 1, "customer_returns_value", 1),
    MovementKind.CORRECTION: ("", 0, "corrections_value", -1),
    MovementKind.COUNT_LOSS: ("shrinkage_quantity", -1, "count_losses_value", -1),
    MovementKind.COUNT_GAIN: ("shrinkage_quantity", -1, "count_gains_value", 1),
    MovementKind.REVALUATION: ("", 0, "writedown_value", -1),
}
_PLACES = {name: place for place, name in enumerate(PeriodFigures._fields)}
_FEEDS = {
    kind: (_PLACES.get(quantity), quantity_sign, _PLACES[value], value_sign)
    for kind, (quantity, quantity_sign, value, value_sign) in _COLUMNS.items()
}
_VARIANCE = _PLACES["purchase_variance_value"]


def period_figures(opening: tuple[int, int], moved: Iterable[Moved], closing: tuple[int, int]) -> PeriodFigures:
    """The figures of a period.

    Args:
        opening, closing: Quantity and value at the end of the day before, and of the last day, each read for itself:
            that they differ by what moved is what the tie-out proves.
        moved: The sums by kind of movement.
    """
    sums = [0] * len(_PLACES)
    for one in moved:
        sums[_VARIANCE] += one.variance_minor
        # What has no column, in a book that somebody has changed, is left over in the tie-out.
        if one.kind in _FEEDS:
            quantity, quantity_sign, value, value_sign = _FEEDS[one.kind]
            if quantity is not None:
                sums[quantity] += quantity_sign * one.quantity_milli
            sums[value] += value_sign * one.value_minor
    return _concluded(PeriodFigures(*sums), opening, closing)


def _concluded(sums: PeriodFigures, opening: tuple[int, int], closing: tuple[int, int]) -> PeriodFigures:
    """The figures with what follows from them."""
    shrinkage = sums.count_losses_value - sums.count_gains_value
    perpetual = sums.sold_value - sums.customer_returns_value + sums.landed_sold_value + sums.corrections_value
    available = (
        opening[1]
        + sums.opening_stock_value
        + sums.purchases_value
        - sums.supplier_returns_value
        + sums.landed_value
        + sums.transfers_in_value
        - sums.transfers_out_value
        + sums.adjustments_value
    )
    periodic = available - closing[1]
    gap = periodic - perpetual
    return sums._replace(
        opening_quantity=opening[0],
        opening_value=opening[1],
        shrinkage_value=shrinkage,
        closing_quantity=closing[0],
        closing_value=closing[1],
        periodic_cogs=periodic,
        perpetual_cogs=perpetual,
        gap=gap,
        tie_out=gap - shrinkage - sums.writedown_value,
    )


def total(rows: Iterable[PeriodFigures]) -> PeriodFigures:
    """The sum of each column."""
    return PeriodFigures(*map(sum, zip(*rows, strict=True)))


def unexplained_milli(row: PeriodFigures) -> int:
    """The quantity that the period's movements do not explain; zero in a book that is right."""
    explained = (
        row.opening_quantity
        + row.opening_stock_quantity
        + row.purchases_quantity
        - row.supplier_returns_quantity
        + row.transfers_in_quantity
        - row.transfers_out_quantity
        + row.adjustments_quantity
        - row.sold_quantity
        + row.customer_returns_quantity
        - row.shrinkage_quantity
    )
    return row.closing_quantity - explained
