"""What the form of an order is filled in with: the lines of an order that is written again, as they are today."""

from __future__ import annotations

from app.domain.figures import PIECE_MILLI
from app.domain.order_sheet import DraftLine
from app.domain.ordered import OrderStatus
from app.reports.orders import ExpectedOrder
from app.reports.proposals import Orderable


def today_of(line: DraftLine, goods: Orderable | None, *, is_draft: bool) -> DraftLine:
    """A line as it is written today. The costs of a draft stay: somebody may have typed them."""
    if goods is None:
        return line
    cost_micro = line.unit_cost_micro if is_draft else goods.unit_cost_micro or line.unit_cost_micro
    return line._replace(
        unit_cost_micro=cost_micro, on_order_milli=goods.on_order_milli, usual_micro=goods.unit_cost_micro
    )


def written_again(order: ExpectedOrder) -> tuple[DraftLine, ...]:
    """The lines of an order, to be written again; what was ordered because it was low says so only the first time."""
    is_draft, lines = order.status is OrderStatus.DRAFT, []
    for line in order.lines:
        packs_milli, rest = divmod(line.quantity_milli * PIECE_MILLI, line.pack_milli)
        # What is no exact number of packs is written by the piece.
        of = (line.quantity_milli, PIECE_MILLI) if rest else (packs_milli, line.pack_milli)
        reason = line.reason if is_draft else ""
        lines.append(DraftLine(line.sku, line.name, line.unit, *of, line.unit_cost_micro, line.item_code, reason))
    return tuple(lines)
