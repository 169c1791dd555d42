"""Suppliers on their way into the book as a card: what is empty there is empty in the book, too."""

from __future__ import annotations

from app.domain.order_requests import SupplierAsked
from app.domain.refusal import Refusal
from app.store.database import Connection


def put(connection: Connection, code: str, asked: SupplierAsked) -> None:
    """Let a supplier be as asked, whether it is there or not."""
    connection.execute(
        _PUT,
        (
            code,
            asked.name,
            asked.contact,
            asked.email,
            asked.phone,
            asked.address,
            asked.terms,
            asked.lead_time_days,
            asked.minimum_minor,
        ),
    )


_PUT = """
INSERT INTO supplier (code, name, contact, email, phone, address, terms, lead_time_days, minimum_minor)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name, contact = excluded.contact,
    email = excluded.email, phone = excluded.phone, address = excluded.address, terms = excluded.terms,
    lead_time_days = excluded.lead_time_days, minimum_minor = excluded.minimum_minor
"""


def is_known(connection: Connection, code: str) -> bool:
    """Whether a supplier has that code, in whatever case."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM supplier WHERE upper(code) = upper(?))", (code,)).get)


def is_usual(connection: Connection, supplier_id: int, product_id: int) -> bool:
    """Whether a product names this supplier as its own."""
    named = connection.execute("SELECT supplier_id FROM product WHERE id = ?", (product_id,)).get
    return bool(named == supplier_id)


def drop_item(connection: Connection, supplier_id: int, sku: str) -> int:
    """Forget what a supplier calls a product; returns the product's number.

    Raises:
        Refusal: `unknown_product`.
    """
    product_id = connection.execute("SELECT id FROM product WHERE sku = ?", (sku,)).get
    if product_id is None:
        raise Refusal("unknown_product", sku=sku)
    connection.execute(
        "DELETE FROM supplier_item WHERE supplier_id = ? AND product_id = ?", (supplier_id, int(product_id))
    )
    return int(product_id)
