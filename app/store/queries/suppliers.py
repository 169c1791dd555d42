"""Suppliers: what is known of them, what they call the goods, what these cost last, how long they took."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI
from app.domain.moment import day_of
from app.domain.product_row import BroughtBy
from app.domain.refusal import Refusal
from app.domain.reorder import lead_days
from app.store import dialect_sqlite as dialect
from app.store.database import Connection


class Supplier(NamedTuple):
    """Somebody who delivers.

    Attributes:
        lead_time_days: What is promised; None where nobody says.
        minimum_minor: The least that an order has to come to; None where nobody says.
    """

    supplier_id: int
    code: str
    name: str
    contact: str
    email: str
    phone: str
    address: str
    terms: str
    lead_time_days: int | None
    minimum_minor: int | None


_COLUMNS = "id, code, name, contact, email, phone, address, terms, lead_time_days, minimum_minor"


def supplier(connection: Connection, code: str) -> Supplier:
    """The supplier with that code.

    Raises:
        Refusal: `unknown_supplier`.
    """
    row = connection.execute(f"SELECT {_COLUMNS} FROM supplier WHERE code = ?", (code,)).fetchone()  # noqa: S608 -- names of columns, written here
    if row is None:
        raise Refusal("unknown_supplier", supplier=code)
    return Supplier(*row)


def suppliers(connection: Connection) -> list[Supplier]:
    """All suppliers, by name."""
    return [Supplier(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM supplier ORDER BY name, code")]  # noqa: S608 -- names of columns, written here


class SupplierItem(NamedTuple):
    """What a supplier calls a product, and how much of it a pack holds."""

    item_code: str = ""
    pack_milli: int = PIECE_MILLI


PLAIN_ITEM = SupplierItem()


def items(connection: Connection, supplier_id: int, product_ids: Iterable[int]) -> dict[int, SupplierItem]:
    """What a supplier calls each of these products, where that is known."""
    rows = connection.execute(_ITEMS, (dialect.each(product_ids), supplier_id))
    return {product_id: SupplierItem(code, pack_milli) for product_id, code, pack_milli in rows}


_ITEMS = dialect.in_words("""
SELECT product_id, item_code, pack_milli FROM $EACH AS one CROSS JOIN supplier_item ON product_id = one.value
WHERE supplier_id = ?
""")


def sku_of(connection: Connection, supplier: str, item_code: str) -> str:
    """The SKU of what the supplier with that code calls so; "" where it has no such code, or several products do."""
    found = connection.execute(_SKU_OF, (dialect.storable(item_code), supplier)).fetchall()
    return str(found[0][0]) if len(found) == 1 else ""


_SKU_OF = """
SELECT sku FROM supplier CROSS JOIN supplier_item ON supplier_item.supplier_id = supplier.id
JOIN product ON product.id = product_id WHERE item_code = ?1 AND item_code <> '' AND supplier.code = ?2
"""


def brought_by(connection: Connection) -> dict[str, list[BroughtBy]]:
    """Who brings each product as far as its items say, by SKU; with what each took for it at its last delivery."""
    found: dict[str, list[BroughtBy]] = {}
    for sku, *row in connection.execute(_BROUGHT_BY):
        found.setdefault(sku, []).append(BroughtBy(*row))
    return found


def usual(connection: Connection, product_ids: Iterable[int]) -> dict[int, str]:
    """The code of who brings each of these products: its own supplier, or else the first that has it as an item."""
    rows = connection.execute(_USUAL, (dialect.each(product_ids),))
    return {product_id: code for product_id, code in rows if code is not None}


_USUAL = dialect.in_words("""
SELECT product.id, supplier.code FROM $EACH AS one CROSS JOIN product ON product.id = one.value
JOIN supplier ON supplier.id = coalesce(product.supplier_id,
    (SELECT min(supplier_id) FROM supplier_item AS first WHERE first.product_id = product.id))
""")


def charged_for(line: str) -> str:
    """SQL for what one unit of a delivery's line was charged at in the end: by its invoice, where that differs.

    Args:
        line: What the statement calls the line.
    """
    return f"""coalesce((
        SELECT bill.unit_cost_micro FROM invoice_match JOIN stock_line AS bill
            ON bill.document_id = invoice_match.document_id AND bill.line_no = invoice_match.line_no
        WHERE invoice_match.delivery_id = {line}.document_id AND invoice_match.delivery_line = {line}.line_no
            AND billed_minor <> received_minor AND bill.unit_cost_micro > 0 AND NOT EXISTS (SELECT 1
                FROM document AS undone WHERE undone.of_id = bill.document_id AND undone.kind = 'reversal')
        ORDER BY invoice_match.document_id DESC LIMIT 1
    ), {line}.unit_cost_micro)"""  # noqa: S608 -- the name of a table, written here


def last_costs(connection: Connection, supplier_id: int, product_ids: Iterable[int]) -> dict[int, int]:
    """What a supplier takes for one unit of each product, in millionths: what it took last, free goods left out.

    Where it has said since its last delivery what the product costs, it is that.
    """
    ids = dialect.each(product_ids)
    took = dict(connection.execute(_LAST_COSTS, (supplier_id, ids)))
    said = dict(connection.execute(_SAID_COSTS, (ids, supplier_id)))
    return {product_id: cost for product_id, cost in {**took, **said}.items() if cost is not None}


def usual_costs(connection: Connection, product_ids: Iterable[int], supplier_id: int | None) -> dict[int, int]:
    """What one unit of each product is likely to be charged at, in millionths, of those that ever came for money.

    What the supplier takes for it, or where it has not brought it what anybody took last: free goods and what it cost
    to get them here are left out, as those come again on their own.
    """
    ids = frozenset(product_ids)
    charged = connection.execute(_LAST_CHARGED, (dialect.each(ids),))
    usual = {product_id: cost for product_id, cost in charged if cost is not None}
    return usual if supplier_id is None else {**usual, **last_costs(connection, supplier_id, ids)}


_LAST_CHARGED = dialect.in_words(f"""
SELECT one.value, (
    SELECT {charged_for("stock_line")} FROM stock_line CROSS JOIN document ON document.id = stock_line.document_id
    WHERE stock_line.product_id = one.value AND unit_cost_micro > 0 AND document.kind = 'delivery'
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
    ORDER BY stock_line.document_id DESC LIMIT 1
) FROM $EACH AS one
""")  # noqa: S608 -- put together from what is written here
_LAST_COSTS = dialect.in_words(f"""
SELECT one.value, (
    SELECT {charged_for("stock_line")} FROM stock_line CROSS JOIN document ON document.id = stock_line.document_id
    CROSS JOIN stock_document ON stock_document.document_id = document.id
    WHERE stock_line.product_id = one.value AND unit_cost_micro > 0 AND document.kind = 'delivery' AND supplier_id = ?
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
    ORDER BY stock_line.document_id DESC LIMIT 1
) FROM $EACH AS one
""")  # noqa: S608 -- put together from what is written here
_DELIVERED_SINCE = """EXISTS (
    SELECT 1 FROM stock_line AS line CROSS JOIN document AS delivery ON delivery.id = line.document_id
    CROSS JOIN stock_document ON stock_document.document_id = delivery.id
    WHERE line.product_id = item.product_id AND line.document_id > item.cost_after AND line.unit_cost_micro > 0
        AND delivery.kind = 'delivery' AND stock_document.supplier_id = item.supplier_id
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
)"""
_SAID_COSTS = dialect.in_words(f"""
SELECT item.product_id, item.cost_micro FROM $EACH AS one CROSS JOIN supplier_item AS item ON product_id = one.value
WHERE item.supplier_id = ? AND item.cost_micro IS NOT NULL AND NOT {_DELIVERED_SINCE}
""")  # noqa: S608 -- put together from what is written here
SAID_COST = f"CASE WHEN item.cost_micro IS NOT NULL AND NOT {_DELIVERED_SINCE} THEN item.cost_micro END"
"""What the supplier of an `item` has said that it costs, where it has not delivered it since; else NULL."""


_BROUGHT_BY = f"""
SELECT sku, supplier.code, item_code, pack_milli, note, (
    SELECT {charged_for("stock_line")} FROM stock_line CROSS JOIN document ON document.id = stock_line.document_id
    CROSS JOIN stock_document ON stock_document.document_id = document.id
    WHERE stock_line.product_id = product.id AND unit_cost_micro > 0 AND document.kind = 'delivery'
        AND stock_document.supplier_id = supplier.id
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
    ORDER BY stock_line.document_id DESC LIMIT 1
)
FROM supplier_item JOIN supplier ON supplier.id = supplier_item.supplier_id
JOIN product ON product.id = supplier_item.product_id ORDER BY sku, supplier.code
"""  # noqa: S608 -- put together from what is written here


class Arrived(NamedTuple):
    """A delivery on an order: when that was sent, expected (or None) and delivered, as day numbers."""

    sent: int
    expected: int | None
    delivered: int


def arrivals(connection: Connection, supplier_id: int, *, limit: int) -> list[Arrived]:
    """The newest deliveries on a supplier's orders, those that were taken back left out."""
    return [Arrived(*row) for row in connection.execute(_ARRIVALS, (supplier_id, limit))]


_ARRIVALS = """
SELECT iif(order_document.step = 'send', asked.book_date, coalesce(sent.book_date, asked.book_date)),
    coalesce(sending.expected, order_document.expected), delivery.book_date
FROM order_document CROSS JOIN document AS asked ON asked.id = order_document.document_id AND asked.kind = 'order'
CROSS JOIN document AS delivery ON delivery.of_id = asked.id AND delivery.kind = 'delivery'
LEFT JOIN document AS sent ON sent.of_id = asked.id AND sent.kind = 'order_send'
LEFT JOIN order_document AS sending ON sending.document_id = sent.id
WHERE order_document.supplier_id = ?
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal')
ORDER BY delivery.id DESC LIMIT ?
"""


LEARNED_FROM = 10  # deliveries: what a supplier's lead time is learned from


def learned_days(connection: Connection, supplier_id: int) -> int | None:
    """How many days a supplier takes, learned from its last deliveries on orders; None where there are none."""
    arrived = arrivals(connection, supplier_id, limit=LEARNED_FROM)
    return lead_days([(day_of(one.delivered) - day_of(one.sent)).days for one in arrived])


def lead_days_of(connection: Connection, of: Supplier) -> int | None:
    """In how many days a supplier delivers: as it promises, or else as it did; None where nobody knows."""
    return learned_days(connection, of.supplier_id) if of.lead_time_days is None else of.lead_time_days


class Low(NamedTuple):
    """A product at or below its reorder point, whatever is on order.

    Attributes:
        supplier_id: Who usually brings it; None where nobody says.
        reorder_milli: How much is ordered at once; None where nobody says.
    """

    product_id: int
    sku: str
    name: str
    unit: str
    on_hand_milli: int
    point_milli: int
    reorder_milli: int | None
    supplier_id: int | None
    supplier: str
    item_code: str
    pack_milli: int


def low(connection: Connection) -> list[Low]:
    """The products with at most their reorder point on hand, by supplier and SKU; kits are left out.

    Who brings a product is its own supplier, or else the first that has it among its items.
    """
    return [Low(*row) for row in connection.execute(_LOW)]


_LOW = """
SELECT product.id, sku, product.name, unit, coalesce(there.quantity_milli, 0), reorder_point_milli,
    reorder_quantity_milli, supplier.id, coalesce(supplier.code, ''), coalesce(item.item_code, ''),
    coalesce(item.pack_milli, 1000)
FROM product LEFT JOIN (
    SELECT product_id, sum(quantity_milli) AS quantity_milli FROM pool GROUP BY product_id
) AS there ON there.product_id = product.id
LEFT JOIN supplier ON supplier.id = coalesce(product.supplier_id,
    (SELECT min(supplier_id) FROM supplier_item AS first WHERE first.product_id = product.id))
LEFT JOIN supplier_item AS item ON item.supplier_id = supplier.id AND item.product_id = product.id
WHERE reorder_point_milli IS NOT NULL AND active = 1 AND stocked = 1
    AND coalesce(there.quantity_milli, 0) <= reorder_point_milli
    AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)
ORDER BY supplier.code IS NULL, supplier.code, sku
"""
