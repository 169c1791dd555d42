"""What a report can be narrowed to: locations, categories, suppliers, cashiers, customers."""

from __future__ import annotations

from app.domain.refusal import Refusal
from app.store.database import Connection
from app.store.queries import parties


def locations(connection: Connection) -> list[tuple[str, str]]:
    """Code and name of the places where goods are, goods on the way left out."""
    return [(code, name) for code, name in connection.execute(_LOCATIONS)]


_LOCATIONS = "SELECT code, name FROM location WHERE kind = 'shop' ORDER BY id"


def categories(connection: Connection) -> list[str]:
    """The names of the categories that have goods."""
    return [name for (name,) in connection.execute(_CATEGORIES)]


_CATEGORIES = """
SELECT name FROM category WHERE EXISTS (SELECT 1 FROM product WHERE category_id = category.id) ORDER BY name
"""


def suppliers(connection: Connection) -> list[tuple[str, str]]:
    """Code and name of the suppliers."""
    return [(code, name) for code, name in connection.execute("SELECT code, name FROM supplier ORDER BY name, code")]


def cashiers(connection: Connection) -> list[tuple[str, str]]:
    """Code and name of the people who have sold, or could: those who no longer work here stand last."""
    return [(code, name) for code, name in connection.execute(_CASHIERS)]


_CASHIERS = """
SELECT code, name FROM person
WHERE active = 1 OR EXISTS (SELECT 1 FROM sale WHERE cashier_id = person.id) ORDER BY active DESC, name, code
"""


def customers(connection: Connection) -> list[tuple[str, str]]:
    """Code and name of the customers who have bought something."""
    return [(code, name) for code, name in connection.execute(_CUSTOMERS)]


_CUSTOMERS = """
SELECT code, name FROM customer
WHERE id IN (SELECT customer_id FROM sale WHERE customer_id IS NOT NULL) ORDER BY name, code
"""


def first_day(connection: Connection) -> int | None:
    """The first day that a document belongs to, None in an empty book."""
    day: int | None = connection.execute("SELECT book_date FROM document ORDER BY book_date LIMIT 1").get
    return day


NO_CATEGORY = "-"
"""What is asked for where goods without a category are meant, unless a category is called so."""
_NO_CATEGORY_ID = 0  # no row has it


def category_id(connection: Connection, name: str | None) -> int | None:
    """The number of a category, None for all, and one that no category has for goods without one.

    Goods are of it where `coalesce(category_id, 0)` is that number.

    Raises:
        Refusal: `unknown_category`.
    """
    if name is None:
        return None
    found: int | None = connection.execute("SELECT id FROM category WHERE name = ?", (name,)).get
    if found is None and name == NO_CATEGORY:
        return _NO_CATEGORY_ID
    if found is None:
        raise Refusal("unknown_category", category=name)
    return found


def cashier_id(connection: Connection, code: str | None) -> int | None:
    """The number of who sold, also of one who no longer works here; None for all.

    Raises:
        Refusal: `unknown_user`.
    """
    return None if code is None else parties.person_id(connection, code)


def customer_id(connection: Connection, code: str | None) -> int | None:
    """The number of a customer, None for all.

    Raises:
        Refusal: `unknown_customer`.
    """
    return None if code is None else parties.customer_id_of(connection, code)


def skus(connection: Connection, category: str | None, supplier: str | None) -> frozenset[str] | None:
    """The SKUs of a category and of a supplier; None is all goods.

    Raises:
        Refusal: `unknown_category`, `unknown_supplier`.
    """
    if category is None and supplier is None:
        return None
    rows = connection.execute(_SKUS, (category_id(connection, category), supplier_id(connection, supplier)))
    return frozenset(sku for (sku,) in rows)


_SKUS = """
SELECT sku FROM product WHERE (?1 IS NULL OR coalesce(category_id, 0) = ?1) AND (?2 IS NULL OR supplier_id = ?2)
"""


def categories_by_sku(connection: Connection) -> dict[str, str]:
    """The category of each product that has one, by SKU."""
    return dict(connection.execute(_CATEGORIES_BY_SKU))


_CATEGORIES_BY_SKU = "SELECT sku, category.name FROM product JOIN category ON category.id = category_id"


def supplier_id(connection: Connection, code: str | None) -> int | None:
    """The number of a supplier, None for all.

    Raises:
        Refusal: `unknown_supplier`.
    """
    return None if code is None else parties.supplier_id_of(connection, code)
