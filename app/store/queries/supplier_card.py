"""One supplier in depth: what it brings, what became of the orders to it, what it took for a product each time."""

from __future__ import annotations

from typing import NamedTuple

from app.store.database import Connection
from app.store.queries.suppliers import SAID_COST, charged_for

_TAKEN_BACK = "SELECT 1 FROM document AS back WHERE back.of_id = delivery.id AND back.kind = 'reversal'"


class Brought(NamedTuple):
    """A product that a supplier brings: by its items, by the product's own word, or because it has come.

    Attributes:
        has_item: Whether what the supplier calls it is known.
        is_usual: Whether it is the supplier of the product.
        cost_micro, cost_date: Its last unit cost, in millionths, and its day as a day number; None before the first.
        said_micro: What the supplier has said since then that it costs; None where it has not.
    """

    sku: str
    name: str
    unit: str
    item_code: str
    pack_milli: int
    note: str = ""
    has_item: bool = False
    is_usual: bool = False
    cost_micro: int | None = None
    cost_date: int | None = None
    said_micro: int | None = None


def brought(connection: Connection, supplier_id: int, *, limit: int) -> list[Brought]:
    """What a supplier brings, by name: first what it has brought or has a name for, then what should come from it.

    What is not sold any more is left out.
    """
    rows = (Brought(*row) for row in connection.execute(_BROUGHT, (supplier_id, limit)))
    return [one._replace(has_item=bool(one.has_item), is_usual=bool(one.is_usual)) for one in rows]


_BROUGHT = f"""
WITH came AS (
    SELECT line.product_id, max(line.document_id * 1000000 + line.line_no) AS newest
    FROM stock_document CROSS JOIN document AS delivery ON delivery.id = stock_document.document_id
    CROSS JOIN stock_line AS line ON line.document_id = delivery.id
    WHERE stock_document.supplier_id = ?1 AND delivery.kind = 'delivery' AND line.unit_cost_micro > 0
        AND NOT EXISTS ({_TAKEN_BACK})
    GROUP BY line.product_id
), known AS (
    SELECT product_id FROM supplier_item WHERE supplier_id = ?1
    UNION SELECT product_id FROM came
    UNION SELECT id FROM product WHERE supplier_id = ?1
)
SELECT product.sku, product.name, product.unit, coalesce(item.item_code, ''), coalesce(item.pack_milli, 1000),
    coalesce(item.note, ''), item.product_id IS NOT NULL, product.supplier_id IS ?1,
    line.unit_cost_micro, document.book_date, {SAID_COST}
FROM known JOIN product ON product.id = known.product_id
LEFT JOIN supplier_item AS item ON item.supplier_id = ?1 AND item.product_id = product.id
LEFT JOIN came ON came.product_id = product.id
LEFT JOIN stock_line AS line ON line.document_id = came.newest / 1000000 AND line.line_no = came.newest % 1000000
LEFT JOIN document ON document.id = came.newest / 1000000
WHERE product.active = 1
ORDER BY item.product_id IS NULL AND came.product_id IS NULL, product.name, product.sku LIMIT ?2
"""  # noqa: S608 -- put together from what is written here


class Ordered(NamedTuple):
    """What came of an order.

    Attributes:
        order_id: Its number in the ledger.
        first_came, last_came: The days of the first and of the last delivery on it, as day numbers, or None.
    """

    order_id: int
    first_came: int | None
    last_came: int | None


def ordered(connection: Connection, supplier_id: int, *, limit: int) -> list[Ordered]:
    """The newest orders to a supplier, the newest first, with the days on which something came."""
    return [Ordered(*row) for row in connection.execute(_ORDERED, (supplier_id, limit))]


_ORDERED = f"""
SELECT asked.id, min(delivery.book_date), max(delivery.book_date)
FROM order_document CROSS JOIN document AS asked ON asked.id = order_document.document_id AND asked.kind = 'order'
LEFT JOIN document AS delivery ON delivery.of_id = asked.id AND delivery.kind = 'delivery'
    AND NOT EXISTS ({_TAKEN_BACK})
WHERE order_document.supplier_id = ? GROUP BY asked.id ORDER BY asked.id DESC LIMIT ?
"""  # noqa: S608 -- put together from what is written here


class Priced(NamedTuple):
    """What a supplier took for a product at one delivery.

    Attributes:
        unit_cost_micro: In millionths; free goods are left out.
    """

    book_date: int
    number: str
    quantity_milli: int
    unit_cost_micro: int


def prices(connection: Connection, supplier_id: int, sku: str, *, limit: int) -> list[Priced]:
    """What a supplier took for a product, the newest delivery first; what was taken back left out."""
    return [Priced(*row) for row in connection.execute(_PRICES, (sku, supplier_id, limit))]


_PRICES = f"""
SELECT delivery.book_date, delivery.number, line.quantity_milli, {charged_for("line")}
FROM product CROSS JOIN stock_line AS line ON line.product_id = product.id
CROSS JOIN document AS delivery ON delivery.id = line.document_id AND delivery.kind = 'delivery'
CROSS JOIN stock_document ON stock_document.document_id = delivery.id
WHERE product.sku = ? AND stock_document.supplier_id = ? AND line.unit_cost_micro > 0 AND NOT EXISTS ({_TAKEN_BACK})
ORDER BY delivery.id DESC, line.line_no DESC LIMIT ?
"""  # noqa: S608 -- put together from what is written here


def open_orders(connection: Connection) -> dict[int, int]:
    """How many orders are open at each supplier that has any, drafts among them."""
    return dict(connection.execute(_OPEN_ORDERS))


_OPEN_ORDERS = """
SELECT order_document.supplier_id, count(*) FROM open_order JOIN order_document USING (document_id) GROUP BY 1
"""
