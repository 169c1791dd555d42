"""What suppliers charge for goods: by their deliveries, and by invoices that bill another price.

Apart from what goods cost with their freight: landed costs are no supplier's price, and free goods have none.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.shop import Costing
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

_STANDS = "NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = {of} AND back.kind = 'reversal')"
_BILLS = "invoice_match AS part WHERE part.document_id = line.document_id AND part.line_no = line.line_no"

CHARGED = f"""coalesce((
    SELECT bill.unit_cost_micro FROM invoice_match AS part
    CROSS JOIN stock_line AS bill ON bill.document_id = part.document_id AND bill.line_no = part.line_no
    WHERE part.delivery_id = line.document_id AND part.delivery_line = line.line_no
        AND part.billed_minor <> part.received_minor AND bill.unit_cost_micro > 0
        AND {_STANDS.format(of="part.document_id")}
    ORDER BY part.document_id DESC LIMIT 1
), nullif(line.unit_cost_micro, 0))"""  # noqa: S608 -- put together from what is written here
"""What a `line` of a delivery was charged at: as its invoice says where that is another price; NULL for nothing."""

IS_CHARGE = f"""(
    line.unit_cost_micro > 0 AND {_STANDS.format(of="charging.id")}
    AND (charging.kind = 'delivery' OR (
        charging.kind = 'supplier_invoice' AND (SELECT sum(billed_minor - received_minor) FROM {_BILLS}) <> 0
    ))
)"""  # noqa: S608 -- put together from what is written here
"""Whether a `line` of the document `charging` says what its supplier charges: an invoice only where it differs."""

CAME_WITH = f"coalesce((SELECT max(delivery_id) FROM {_BILLS}), line.document_id)"  # noqa: S608 -- as above
"""The delivery of a charge: an invoice that comes late says nothing of what came since."""


def last_real(connection: Connection, product_ids: Iterable[int], default: Costing) -> dict[int, int]:
    """What anybody charged last for one unit of each product, or what it stood at in the opening stock, in millionths.

    What came in for nothing is passed over; of goods at standard cost, the standard is what they are expected to cost.

    Args:
        default: The cost method of the shop.
    """
    rows = connection.execute(_LAST_REAL, (dialect.each(product_ids), default))
    return {product_id: cost_micro for product_id, cost_micro in rows if cost_micro is not None}


_LAST_REAL = dialect.in_words(f"""
SELECT one.value, (
    SELECT {CHARGED} AS charged_micro FROM stock_line AS line CROSS JOIN document ON document.id = line.document_id
    WHERE line.product_id = one.value AND document.kind IN ('delivery', 'opening_stock')
        AND {_STANDS.format(of="document.id")} AND charged_micro IS NOT NULL
    ORDER BY line.document_id DESC, line.line_no DESC LIMIT 1
) FROM $EACH AS one CROSS JOIN product ON product.id = one.value WHERE coalesce(product.costing, ?) <> 'standard'
""")  # noqa: S608 -- put together from what is written here
