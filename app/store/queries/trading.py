"""What was sold, by product, day, hour, cashier and customer, with what it cost; stored figures are added up.

Amounts are minor units, quantities thousandths; what came back counts against what was sold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.store import dialect_sqlite as dialect
from app.store.database import Connection

# What the cost of sales account holds: what left, less what came back, with corrections and the landed cost of that.
_COST_KINDS = "('sale', 'usage', 'customer_return', 'landed_sold', 'correction')"

Days = tuple[int, int]


class Sold(NamedTuple):
    """What was sold of a product.

    Attributes:
        sales: In how many documents.
        last_day: The last of them.
    """

    product_id: int
    sales: int
    quantity_milli: int
    net_minor: int
    last_day: int


def sold(connection: Connection, days: Days, location_id: int | None) -> list[Sold]:
    """What was sold of each product in a stretch of book dates."""
    return [Sold(*row) for row in connection.execute(_SOLD, (*days, location_id, location_id))]


_SOLD = """
SELECT sale_line.product_id, count(DISTINCT document.id), sum(sale_line.quantity_milli), sum(sale_line.net_minor),
    max(book_date)
FROM document CROSS JOIN sale_line ON sale_line.document_id = document.id
WHERE book_date BETWEEN ? AND ? AND kind IN ('sale', 'refund') AND (? IS NULL OR document.location_id = ?)
GROUP BY sale_line.product_id
"""


def costs(connection: Connection, days: Days, location_id: int | None) -> dict[int, int]:
    """What was sold of each product has cost: a kit has the cost of its parts, a correction that of the sale it mends.

    The sum of all is the perpetual cost of goods.
    """
    return dict(connection.execute(_COSTS, (*days, location_id, location_id)))


def counted(connection: Connection, days: Days, location_id: int | None) -> set[int]:
    """The products that a count of a stretch of book dates has looked at."""
    return {product_id for (product_id,) in connection.execute(_COUNTED, (*days, location_id, location_id))}


_COUNTED = """
SELECT DISTINCT product_id FROM document CROSS JOIN stock_line ON stock_line.document_id = document.id
WHERE book_date BETWEEN ? AND ? AND kind = 'count' AND at_us IS NOT NULL
    AND (? IS NULL OR document.location_id = ?)
"""


_COSTS = f"""
SELECT coalesce(own.product_id, caused.product_id, movement.product_id), -sum(movement.value_minor)
FROM movement
LEFT JOIN sale_line AS own ON own.document_id = movement.document_id AND own.line_no = movement.line_no
LEFT JOIN movement AS cause ON cause.seq = movement.cause_seq
LEFT JOIN sale_line AS caused ON caused.document_id = cause.document_id AND caused.line_no = cause.line_no
WHERE movement.book_date BETWEEN ? AND ? AND movement.kind IN {_COST_KINDS}
    AND (? IS NULL OR +movement.location_id = ?)
GROUP BY 1
"""  # noqa: S608 -- a statement made of statements, written here


class InKit(NamedTuple):
    """What left as a part of a kit that was sold, less what came back: how much, and at what cost."""

    kit_id: int
    product_id: int
    quantity_milli: int
    cost_minor: int


def in_kits(connection: Connection, days: Days, location_id: int | None) -> list[InKit]:
    """The parts of what was sold in kits in a stretch of book dates."""
    return [InKit(*row) for row in connection.execute(_IN_KITS, (*days, location_id, location_id))]


_IN_KITS = """
SELECT own.product_id, movement.product_id, -sum(movement.quantity_milli), -sum(movement.value_minor)
FROM movement CROSS JOIN sale_line AS own
    ON own.document_id = movement.document_id AND own.line_no = movement.line_no
WHERE movement.book_date BETWEEN ? AND ? AND movement.kind IN ('sale', 'customer_return')
    AND own.product_id <> movement.product_id AND (? IS NULL OR +movement.location_id = ?)
GROUP BY 1, 2 ORDER BY 1, 2
"""


class Goods(NamedTuple):
    """What a product is.

    Attributes:
        category: Its name, or "".
        supplier: The code of who usually brings it, or "".
    """

    product_id: int
    sku: str
    name: str
    category: str
    supplier: str
    is_stocked: bool


def goods(connection: Connection, category_id: int | None, supplier_id: int | None) -> dict[int, Goods]:
    """All products, or those of a category (0 is of none) or supplier, by SKU."""
    rows = connection.execute(_GOODS, (category_id, category_id, supplier_id, supplier_id))
    return {row[0]: Goods._make((*row[:5], bool(row[5]))) for row in rows}


_GOODS = """
SELECT product.id, sku, product.name, coalesce(category.name, ''), coalesce(supplier.code, ''), stocked
FROM product LEFT JOIN category ON category.id = category_id LEFT JOIN supplier ON supplier.id = supplier_id
WHERE (? IS NULL OR coalesce(category_id, 0) = ?) AND (? IS NULL OR supplier_id = ?) ORDER BY sku
"""


class Takings(NamedTuple):
    """What a day, an hour, a cashier or a customer took.

    Attributes:
        sales: How many sales; refunds are no sales.
        cost_minor: What the goods cost when they were sold.
    """

    key: int | str
    sales: int
    net_minor: int
    tax_minor: int
    gross_minor: int
    cost_minor: int


class Of(NamedTuple):
    """Whose takings are meant: of a location, of a cashier; None is of all."""

    location_id: int | None = None
    cashier_id: int | None = None


def by_day(connection: Connection, days: Days, of: Of) -> list[Takings]:
    """The takings of each book date that has any, the first in front."""
    return _takings(connection, "document.book_date", days, of)


def by_moment(connection: Connection, days: Days, of: Of) -> list[Takings]:
    """The takings of each hour of the day (0 to 23), by the wall clock of the sale."""
    hour = "(document.happened_us / 60000000 + document.offset_minutes) / 60 % 24"
    return _takings(connection, hour, days, of)


def by_cashier(connection: Connection, days: Days, of: Of) -> list[Takings]:
    """The takings of each cashier, by name."""
    name = "(SELECT person.name FROM person WHERE person.id = sale.cashier_id)"
    return _takings(connection, name, days, of)


def _takings(connection: Connection, key: str, days: Days, of: Of) -> list[Takings]:
    statement = _TAKINGS.replace("$KEY", key)
    return [Takings(*row) for row in connection.execute(statement, (*days, *of))]


_TAKINGS = """
SELECT $KEY, sum(document.kind = 'sale'), sum(net_minor), sum(tax_minor), sum(gross_minor), -sum(coalesce((
    SELECT sum(value_minor) FROM movement
    WHERE movement.document_id = document.id AND movement.kind IN ('sale', 'customer_return')
), 0))
FROM document CROSS JOIN sale ON sale.document_id = document.id
WHERE book_date BETWEEN ?1 AND ?2 AND (?3 IS NULL OR document.location_id = ?3)
    AND (?4 IS NULL OR sale.cashier_id = ?4)
GROUP BY 1 ORDER BY 1
"""


class Bought(NamedTuple):
    """What a customer has bought, less what came back.

    Attributes:
        last_day: Of the last sale, None where something came back alone.
    """

    code: str
    name: str
    sales: int
    net_minor: int
    gross_minor: int
    last_day: int | None


def by_customer(connection: Connection, days: Days, of: Of) -> list[Bought]:
    """What each known customer has bought, the largest first."""
    return [Bought(*row) for row in connection.execute(_BY_CUSTOMER, (*days, *of))]


_BY_CUSTOMER = """
SELECT customer.code, customer.name, sum(document.kind = 'sale'), sum(net_minor), sum(gross_minor),
    max(book_date) FILTER (WHERE document.kind = 'sale')
FROM document CROSS JOIN sale ON sale.document_id = document.id JOIN customer ON customer.id = customer_id
WHERE book_date BETWEEN ?1 AND ?2 AND (?3 IS NULL OR document.location_id = ?3)
    AND (?4 IS NULL OR sale.cashier_id = ?4)
GROUP BY customer.id ORDER BY 4 DESC, 1
"""


def sold_within(connection: Connection, days: Days, location_id: int | None, *, by_till: bool) -> set[int]:
    """The products of which anything was sold in a stretch of book dates.

    Args:
        connection: The book.
        days: The first and the last of them.
        location_id: From this place alone; None is from anywhere.
        by_till: The shop lives by counts: the till's lines say what was sold, no movement does.
    """
    rows = connection.execute(_RUNG_WITHIN if by_till else _SOLD_WITHIN, (*days, location_id))
    return {product_id for (product_id,) in rows}


# What was rung up, the parts of a kit with the kit.
_RUNG = """(
    SELECT document.book_date, coalesce(part_id, sale_line.product_id) AS product_id
    FROM document CROSS JOIN sale_line ON sale_line.document_id = document.id
    LEFT JOIN kit_part ON kit_part.product_id = sale_line.product_id
    WHERE book_date BETWEEN ?1 AND ?2 AND kind = 'sale' AND sale_line.quantity_milli > 0
        AND (?3 IS NULL OR document.location_id = ?3)
)"""
_RUNG_WITHIN = f"SELECT DISTINCT product_id FROM {_RUNG}"  # noqa: S608 -- a statement made of statements, written here
_SOLD_WITHIN = """
SELECT DISTINCT product_id FROM movement
WHERE book_date BETWEEN ?1 AND ?2 AND kind = 'sale' AND (?3 IS NULL OR +location_id = ?3)
"""


def last_sold(
    connection: Connection, product_ids: Iterable[int], last_day: int, location_id: int | None, *, by_till: bool
) -> dict[int, int]:
    """The last day until that one on which each of these products was sold; those that never were are left out.

    Args:
        connection: The book.
        product_ids: Which products.
        last_day: The last day that counts.
        location_id: From this place alone; None is from anywhere.
        by_till: The shop lives by counts: the till's lines say what was sold, no movement does.
    """
    if by_till:
        wanted = set(product_ids)
        found = connection.execute(_LAST_RUNG, (0, last_day, location_id))
        return {product_id: day for product_id, day in found if product_id in wanted}
    rows = connection.execute(_LAST_MOVED, (last_day, "sale", location_id, dialect.each(product_ids)))
    return {product_id: day for product_id, day in rows if day is not None}


def last_carried(connection: Connection, product_ids: Iterable[int], last_day: int, location_id: int) -> dict[int, int]:
    """The last day until that one on which each of these products was carried from a place to another one."""
    rows = connection.execute(_LAST_MOVED, (last_day, "transfer_out", location_id, dialect.each(product_ids)))
    return {product_id: day for product_id, day in rows if day is not None}


_LAST_RUNG = f"SELECT product_id, max(book_date) FROM {_RUNG} GROUP BY product_id"  # noqa: S608 -- written here
_LAST_MOVED = dialect.in_words("""
SELECT one.value, (
    SELECT max(book_date) FROM movement WHERE product_id = one.value AND book_date <= ?1 AND kind = ?2
        AND (?3 IS NULL OR location_id = ?3)
) FROM $EACH AS one
""")


class Aged(NamedTuple):
    """What is left of an arrival.

    Attributes:
        day: The day on which the goods first came into the shop.
    """

    product_id: int
    day: int
    quantity_milli: int
    value_minor: int
    method: str
    pool_minor: int
    location_id: int


def aged(connection: Connection, location_id: int | None) -> list[Aged]:
    """The open layers with the day of their arrival, by product and location."""
    return [Aged(*row) for row in connection.execute(_AGED, (location_id, location_id))]


_AGED = """
SELECT layer.product_id, origin.book_date, layer.quantity_milli - taken_milli, layer.value_minor - taken_minor,
    pool.method, pool.value_minor, layer.location_id
FROM layer JOIN movement AS origin ON origin.seq = layer.origin_seq
JOIN pool ON pool.product_id = layer.product_id AND pool.location_id = layer.location_id
WHERE taken_milli < layer.quantity_milli AND (? IS NULL OR layer.location_id = ?)
ORDER BY layer.product_id, layer.location_id, layer.movement_seq
"""


def open_priced(connection: Connection) -> set[int]:
    """The products that stand for a category, for what is rung up with a price of its own."""
    return {product_id for (product_id,) in connection.execute("SELECT id FROM product WHERE open_price = 1")}


def name_of(connection: Connection, product_id: int) -> str:
    """What a product is called."""
    name: str = connection.execute("SELECT name FROM product WHERE id = ?", (product_id,)).get
    return name
