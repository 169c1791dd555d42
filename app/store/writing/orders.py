"""Orders on their way into the book, and which of them something is still awaited of."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.document import OrderDocument
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked, PartyAsked
from app.store.database import Connection
from app.store.queries import orders, parties
from app.store.writing.documents import Beside, Filing, file_head


def file_order_document(connection: Connection, filing: Filing, document: OrderDocument, beside: Beside) -> int:
    """File an order, its sending or its cancellation, with the lines."""
    document_id = file_head(connection, filing, document, beside)
    connection.execute(
        "INSERT INTO order_document VALUES (?, ?, ?, ?, ?)",
        (document_id, beside.supplier_id, document.expected, document.step, document.reason),
    )
    connection.executemany(
        _INSERT_LINE,
        [
            (document_id, product_id, name, *line)
            for line, product_id, name in zip(document.lines, beside.product_ids, beside.names, strict=True)
        ],
    )
    return document_id


# What is kept beside a line, then its fields in their order.
_INSERT_LINE = """
INSERT INTO order_line (document_id, product_id, name,
    line_no, sku, quantity_milli, unit_cost_micro, pack_milli, item_code, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def settle(connection: Connection, order_id: int) -> None:
    """Keep in step whether something is still awaited of an order, after anything that points to it was posted."""
    is_open = orders.is_awaited(connection, order_id)
    connection.execute(_OPEN if is_open else "DELETE FROM open_order WHERE document_id = ?", (order_id,))


_OPEN = "INSERT INTO open_order (document_id) VALUES (?) ON CONFLICT (document_id) DO NOTHING"


def set_supplier_facts(connection: Connection, asked: PartyAsked) -> None:
    """Change what the request says of a supplier that is there; what it leaves out stays as it was."""
    connection.execute(
        _SET_FACTS,
        (
            asked.contact,
            asked.email,
            asked.phone,
            asked.address,
            asked.terms,
            asked.lead_time_days,
            asked.minimum_minor,
            asked.code,
        ),
    )


_SET_FACTS = """
UPDATE supplier SET contact = coalesce(?, contact), email = coalesce(?, email), phone = coalesce(?, phone),
    address = coalesce(?, address), terms = coalesce(?, terms), lead_time_days = coalesce(?, lead_time_days),
    minimum_minor = coalesce(?, minimum_minor)
WHERE code = ?
"""


def set_items(connection: Connection, supplier: str, items: Sequence[ItemAsked]) -> None:
    """Let a supplier have these items and no others.

    Raises:
        Refusal: `unknown_supplier`, `named_twice`, and those of `set_item`.
    """
    supplier_id = parties.supplier_id_of(connection, supplier)
    seen: set[str] = set()
    for one in items:
        if one.sku in seen:
            raise Refusal("named_twice", text=one.sku)
        seen.add(one.sku)
    connection.execute("DELETE FROM supplier_item WHERE supplier_id = ?", (supplier_id,))
    for one in items:
        set_item(connection, supplier_id, one)


def set_item(connection: Connection, supplier_id: int, asked: ItemAsked) -> int:
    """Say what a supplier calls a product and how it packs it; returns the product's number.

    Raises:
        Refusal: `unknown_product`.
    """
    product_id = connection.execute("SELECT id FROM product WHERE sku = ?", (asked.sku,)).get
    if product_id is None:
        raise Refusal("unknown_product", sku=asked.sku)
    connection.execute(_SET_ITEM, (supplier_id, product_id, asked.item_code, asked.pack_milli, asked.note))
    if asked.cost_micro is not None:
        connection.execute(_SET_COST, (asked.cost_micro, supplier_id, product_id))
    return int(product_id)


_SET_COST = """
UPDATE supplier_item SET cost_micro = ?, cost_after = coalesce((SELECT max(id) FROM document), 0)
WHERE supplier_id = ? AND product_id = ?
"""
_SET_ITEM = """
INSERT INTO supplier_item (supplier_id, product_id, item_code, pack_milli, note)
VALUES (?1, ?2, coalesce(?3, ''), coalesce(?4, 1000), coalesce(?5, ''))
ON CONFLICT (supplier_id, product_id) DO UPDATE SET item_code = coalesce(?3, item_code),
    pack_milli = coalesce(?4, pack_milli), note = coalesce(?5, note)
"""
