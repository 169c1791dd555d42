"""What a plan of counts names: the goods of a category, what the shop buys of a supplier, single goods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.count_plan import Scope
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries import count_apart

_LONGEST = 40


def in_groups(connection: Connection, kind: str, names: Iterable[str]) -> dict[str, frozenset[int]]:
    """The goods of categories (by name), of suppliers (by code) or by SKU; those without any are missing.

    Goods of a category or supplier are those that are sold and have stock of their own. Of a supplier are goods whose
    record names it, those that it has in its list, and those whose last delivery was its own.

    Args:
        kind: `category supplier spot`.
    """
    rows: dict[str, set[int]] = {}
    for name, product_id in connection.execute(_IN_GROUPS[kind], (dialect.each_text(names),)):
        rows.setdefault(name, set()).add(product_id)
    return {name: frozenset(ids) for name, ids in rows.items()}


_COUNTED = "stocked = 1 AND NOT EXISTS (SELECT 1 FROM kit_part WHERE kit_part.product_id = product.id)"
# A delivery of nobody's says nothing of who brings the goods. The index has a product's lines in order of document, so
# the last one is found at once.
_LAST_BROUGHT_BY = """
    SELECT supplier_id FROM stock_line AS line CROSS JOIN document ON document.id = line.document_id
    CROSS JOIN stock_document ON stock_document.document_id = document.id
    WHERE line.product_id = brought.product_id AND document.kind = 'delivery' AND supplier_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
    ORDER BY line.document_id DESC, line.line_no DESC LIMIT 1
"""
_IN_GROUPS: Mapping[str, str] = {
    "category": dialect.in_words(f"""
SELECT category.name, product.id FROM $EACH AS one CROSS JOIN category ON category.name = one.value
JOIN product ON product.category_id = category.id WHERE active = 1 AND {_COUNTED}
"""),  # noqa: S608 -- as above
    "supplier": dialect.in_words(f"""
WITH named AS (
    SELECT supplier.id, supplier.code FROM $EACH AS one CROSS JOIN supplier ON supplier.code = one.value
), brought AS (
    SELECT DISTINCT named.id, code, product_id FROM named CROSS JOIN stock_document ON supplier_id = named.id
    CROSS JOIN stock_line ON stock_line.document_id = stock_document.document_id
), bought AS (
    SELECT code, product.id AS product_id FROM named CROSS JOIN product ON supplier_id = named.id
    UNION SELECT code, product_id FROM named CROSS JOIN supplier_item ON supplier_id = named.id
    UNION SELECT code, product_id FROM brought WHERE id = ({_LAST_BROUGHT_BY})
)
SELECT bought.code, product.id FROM bought CROSS JOIN product ON product.id = bought.product_id
WHERE active = 1 AND {_COUNTED}
"""),  # noqa: S608 -- as above
    "spot": dialect.in_words(f"""
SELECT sku, product.id FROM $EACH AS one CROSS JOIN product ON sku = one.value WHERE {_COUNTED}
"""),  # noqa: S608 -- as above
}


def check_known(connection: Connection, kind: str, name: str) -> None:
    """Refuse what the shop does not have at all.

    Raises:
        Refusal: `unknown_subject`.
    """
    if not connection.execute(_KNOWN[kind], (dialect.storable(name),)).get:
        # Of single goods those that follow in order, or the first ones where none does.
        nearby = [(dialect.storable(name),), ("",)] if kind == Scope.SPOT else [()]
        found = (", ".join(row[0] for row in connection.execute(_SOME_OF[kind], near)) for near in nearby)
        known = next(filter(None, found), "nothing yet")
        raise Refusal("unknown_subject", subject=name[:_LONGEST], known=known)


_KNOWN: Mapping[str, str] = {
    "category": "SELECT EXISTS (SELECT 1 FROM category WHERE name = ?)",
    "supplier": "SELECT EXISTS (SELECT 1 FROM supplier WHERE code = ?)",
    "spot": "SELECT EXISTS (SELECT 1 FROM product WHERE sku = ?)",
}


_SOME_OF: Mapping[str, str] = {
    Scope.CATEGORY: "SELECT name FROM category ORDER BY name LIMIT 5",
    Scope.SUPPLIER: "SELECT code FROM supplier ORDER BY code LIMIT 5",
    Scope.SPOT: "SELECT sku FROM product WHERE stocked = 1 AND active = 1 AND sku >= ? ORDER BY sku LIMIT 5",
}


def refuse_empty(connection: Connection, kind: str, name: str) -> None:
    """Refuse what has nothing to count.

    Raises:
        Refusal: `category_not_counted`, `supplier_brings_nothing`; of single goods those of `check_counted`.
    """
    if kind == Scope.SPOT:
        count_apart.check_counted(connection, name)
    elif kind == Scope.SUPPLIER:
        supplier = connection.execute("SELECT name FROM supplier WHERE code = ?", (dialect.storable(name),)).get
        raise Refusal("supplier_brings_nothing", code=name[:_LONGEST], name=supplier)
    else:
        raise Refusal("category_not_counted", category=name[:_LONGEST])
