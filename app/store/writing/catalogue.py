"""Products, codes and parties: reference data, added or changed by their own codes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.commands import read_command
from app.domain.figures import write_price, write_quantity
from app.domain.product import Code
from app.domain.product_row import VariantOf
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked, ProductAsked
from app.domain.shop import Costing, Shop
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.models import products as statements
from app.store.queries import items, parties, products
from app.store.writing import orders
from app.store.writing.product_changes import Author, note_changes


@dataclass(frozen=True, slots=True)
class Stored:
    """A product after it was added or changed."""

    product_id: int
    is_new: bool


# A column of `product` for each plain figure of the request; None in the request leaves the column as it was.
_PLAIN = (
    ("name", "name"),
    ("price_micro", "price_micro"),
    ("rate_milli", "rate_milli"),
    ("tax_code", "tax_code"),
    ("unit", "unit"),
    ("cost_micro", "cost_micro"),
    ("costing", "costing"),
    ("standard_cost_micro", "standard_cost_micro"),
    ("tracking", "tracking"),
    ("stocked", "stocked"),
    ("reorder_point_milli", "reorder_point_milli"),
    ("reorder_quantity_milli", "reorder_quantity_milli"),
    ("negative_stock", "negative_stock"),
    ("minimum_age", "minimum_age"),
    ("open_price", "open_price"),
    ("active", "active"),
    ("weight_milli", "weight_milli"),
)
# What a product may lack.
_CLEARABLE = frozenset(
    {
        "cost_micro",
        "costing",
        "standard_cost_micro",
        "reorder_point_milli",
        "reorder_quantity_milli",
        "minimum_age",
        "weight_milli",
    }
)
# What stock is counted and costed by is changed by a document, never by editing a product that has any.
_FIXED_BY_STOCK = ("unit", "costing", "standard_cost_micro", "tracking", "stocked")


def set_product(connection: Connection, asked: ProductAsked, author: Author | None = None) -> Stored:
    """Add a product, or change what the request names of one. Who changed what is kept where an author is named.

    Raises:
        Refusal: `product_name_needed`, `product_price_needed` or `name_and_price_needed` for a new product without
            them, `needs_document` for what only a document may change while there is stock, `unknown_supplier`,
            `unknown_product` (of a kit or deposit), `part_of_itself`, `named_twice` (a code or a part),
            `code_of_a_part`.
    """
    values: dict[str, object] = {column: getattr(asked, name) for name, column in _PLAIN}
    values = {column: int(v) if isinstance(v, bool) else v for column, v in values.items() if v is not None}
    values |= {name: None for name in asked.cleared or () if name in _CLEARABLE}
    if asked.category is not None:
        values["category_id"] = _category_id(connection, asked.category) if asked.category else None
    if asked.supplier is not None:
        values["supplier_id"] = parties.supplier_id_of(connection, asked.supplier) if asked.supplier else None
    if asked.deposit is not None:
        values["deposit_id"] = _part_id(connection, asked, asked.deposit) if asked.deposit else None
    known = connection.execute("SELECT id FROM product WHERE sku = ?", (asked.sku,)).get
    before = products.figures(connection, asked.sku) if author and known is not None else None
    if known is None:
        product_id = _insert(connection, asked, values)
    else:
        product_id = int(known)
        _update(connection, product_id, asked, values)
    if asked.codes is not None:
        _replace_codes(connection, product_id, asked.codes)
    if asked.codes is not None or asked.unit is not None:
        _check_pieces(connection, product_id, asked.sku)
    if asked.kit is not None:
        _replace_kit(connection, product_id, asked)
    _index(connection, product_id)
    if author and before is not None:
        note_changes(connection, product_id, before, products.figures(connection, asked.sku) or {}, author)
    return Stored(product_id, is_new=known is None)


def deposit_of(connection: Connection, deposit_micro: int, shop: Shop) -> str:
    """The SKU of the product that stands for deposits of that much; made on first use, with the usual tax."""
    price = write_price(deposit_micro, shop.currency.digits)
    sku = f"DEPOSIT {price}"
    if products.figures(connection, sku) is None:
        rate_milli, tax_code = items.usual_tax(connection, None)
        asked = ProductAsked(
            sku,
            name=f"Deposit {price}",
            price_micro=deposit_micro,
            rate_milli=rate_milli,
            tax_code=tax_code,
            stocked=False,
        )
        set_product(connection, asked)
    return sku


def note_variant(connection: Connection, product_id: int, parent_id: int, first: str, second: str) -> None:
    """Note that a product is a variant of another one."""
    connection.execute("INSERT INTO product_variant VALUES (?, ?, ?, ?)", (product_id, parent_id, first, second))


def set_variant(connection: Connection, product_id: int, parent_id: int, variant: VariantOf) -> None:
    """Let a product be that variant of another one, whatever it was before.

    Raises:
        Refusal: `variant_of_variant`, `part_of_itself`, `variant_is_another`.
    """
    first, second = variant.first, variant.second
    if product_id == parent_id:
        raise Refusal("part_of_itself", sku=variant.sku)
    if connection.execute("SELECT 1 FROM product_variant WHERE product_id = ?", (parent_id,)).get:
        raise Refusal("variant_of_variant", sku=variant.sku)
    other = connection.execute(_SAME_VARIANT, (parent_id, first, second, product_id)).get
    if other is not None:
        raise Refusal("variant_is_another", value=f"{first} {second}".strip(), sku=variant.sku, other=other)
    connection.execute("DELETE FROM product_variant WHERE product_id = ?", (product_id,))
    note_variant(connection, product_id, parent_id, first, second)


_SAME_VARIANT = """
SELECT sku FROM product_variant JOIN product ON product.id = product_id
WHERE parent_id = ? AND first = ? AND second = ? AND product_id <> ?
"""


def set_standard(connection: Connection, product_id: int, unit_cost_micro: int) -> None:
    """Give a product another standard cost; its stock is revalued by the document that says so."""
    connection.execute("UPDATE product SET standard_cost_micro = ? WHERE id = ?", (unit_cost_micro, product_id))


def set_costing(connection: Connection, product_id: int, method: Costing) -> None:
    """Let a product go by another cost method; its pools are converted by the document that says so."""
    connection.execute("UPDATE product SET costing = ? WHERE id = ?", (method, product_id))


def set_party(connection: Connection, asked: PartyAsked) -> None:
    """Add or change a supplier, customer, location, person, till, kind of tender or reason, or name an account.

    Raises:
        Refusal: `name_needed`, `unknown_location`, `not_a_shelf` (of a till), `unknown_product` and `named_twice` (of
            a supplier's items).
    """
    if asked.kind == "till":
        location_id = parties.shelf_id_of(connection, asked.location) if asked.location else None
        connection.execute(_SET_TILL, (asked.code, location_id))
        return
    if asked.kind == "account":
        _name_account(connection, asked.code, asked.name or "")
        return
    sql, known = _PARTIES[asked.kind]
    old_name = connection.execute(known, (asked.code,)).get
    name = asked.name if asked.name is not None else old_name
    if not name:
        raise Refusal("name_needed", kind=asked.kind, code=asked.code)
    connection.execute(sql, (asked.code, name, asked.account) if asked.kind in _WITH_ACCOUNT else (asked.code, name))
    if asked.kind == "supplier":
        orders.set_supplier_facts(connection, asked)
        if asked.items is not None:
            orders.set_items(connection, asked.code, asked.items)


def _name_account(connection: Connection, word: str, name: str) -> None:
    """Call an account by the name that the shop's accountant uses; no name is the program's own again."""
    found = connection.execute("SELECT value FROM setting WHERE name = 'accounts'").get
    names = {**(json.loads(found) if found else {}), word: name}
    value = json.dumps({one: known for one, known in names.items() if known}, ensure_ascii=False)
    connection.execute(_NAME_ACCOUNTS, (value,))


_NAME_ACCOUNTS = """
INSERT INTO setting (name, value) VALUES ('accounts', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
# A new till stands at the first location, one that is named again stays where it is, unless another is named.
_SET_TILL = """
INSERT INTO till (code, location_id) VALUES (?1, coalesce(?2, (SELECT min(id) FROM location)))
ON CONFLICT (code) DO UPDATE SET location_id = coalesce(?2, location_id)
"""
_WITH_ACCOUNT = ("tender", "reason")
_UPSERT = "INSERT INTO {0} (code, name) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name"
_NAME = "SELECT name FROM {0} WHERE code = ?"
_PARTIES = {
    "supplier": (_UPSERT.format("supplier"), _NAME.format("supplier")),
    "customer": (_UPSERT.format("customer"), _NAME.format("customer")),
    "location": (_UPSERT.format("location"), _NAME.format("location")),
    "tender": (
        "INSERT INTO tender_kind (kind, name, account) VALUES (?1, ?2, coalesce(?3, ''))"
        " ON CONFLICT (kind) DO UPDATE SET name = excluded.name, account = coalesce(?3, account)",
        "SELECT name FROM tender_kind WHERE kind = ?",
    ),
    "reason": (
        "INSERT INTO reason (code, name, account) VALUES (?1, ?2, coalesce(?3, ''))"
        " ON CONFLICT (code) DO UPDATE SET name = excluded.name, account = coalesce(?3, account)",
        _NAME.format("reason"),
    ),
}


def _insert(connection: Connection, asked: ProductAsked, values: dict[str, object]) -> int:
    if "price_micro" not in values:
        raise Refusal("product_price_needed" if values.get("name") else "name_and_price_needed", sku=asked.sku)
    if not values.get("name"):
        raise Refusal("product_name_needed", sku=asked.sku)
    values = {"sku": asked.sku, **values}
    statement = statements.insert_product(tuple(values))
    return int(connection.execute(statement.sql, statement.given(values)).get)


def _update(connection: Connection, product_id: int, asked: ProductAsked, values: dict[str, object]) -> None:
    if not values:
        return
    if values.get("name") == "":
        raise Refusal("product_name_needed", sku=asked.sku)
    _check_fixed(connection, product_id, asked, values)
    statement = statements.update_product(tuple(values))
    connection.execute(statement.sql, statement.given({**values, "id": product_id}))


def _check_fixed(connection: Connection, product_id: int, asked: ProductAsked, values: dict[str, object]) -> None:
    fixed = [column for column in _FIXED_BY_STOCK if column in values]
    if "cost_micro" in values and connection.execute(_COST_IS_STANDARD, (product_id,)).get:
        fixed.append("cost_micro")
    if "standard_cost_micro" in fixed and connection.execute(_GOES_BY_ANOTHER, (product_id,)).get:
        fixed.remove("standard_cost_micro")
    if not fixed or not connection.execute(_HAS_STOCK, (product_id,)).get:
        return
    before = products.figures(connection, asked.sku) or {}
    for column in fixed:
        if column == "costing" and before[column] is None and _goes_by(connection, product_id, values[column]):
            continue
        if values[column] != before[column]:
            raise Refusal("needs_document", sku=asked.sku, what=column.removesuffix("_micro").replace("_", " "))


def _goes_by(connection: Connection, product_id: int, method: object) -> bool:
    """Whether a product that names no method of its own is costed by this one already."""
    return not connection.execute(_OTHER_METHOD, (product_id, method)).get


_OTHER_METHOD = """
SELECT EXISTS (
    SELECT 1 FROM level JOIN pool USING (product_id, location_id)
    WHERE level.product_id = ? AND level.quantity_milli <> 0 AND method <> ?
)
"""
# A standard that no stock goes by may be named: it is needed before the method is changed to it.
_GOES_BY_ANOTHER = """
SELECT NOT EXISTS (SELECT 1 FROM pool WHERE product_id = ? AND quantity_milli <> 0 AND method = 'standard')
"""
# Where nobody has named a standard, the product's cost is it.
_COST_IS_STANDARD = """
SELECT EXISTS (
    SELECT 1 FROM pool JOIN product ON product.id = product_id
    WHERE product_id = ? AND quantity_milli <> 0 AND method = 'standard' AND standard_cost_micro IS NULL
)
"""
# A lot may be short while there is as much of another.
_HAS_STOCK = "SELECT EXISTS (SELECT 1 FROM level WHERE product_id = ? AND quantity_milli <> 0)"


def _replace_codes(connection: Connection, product_id: int, codes: Iterable[Code]) -> None:
    # The same code said twice alike is said once.
    codes = list(dict.fromkeys(codes))
    _check_once(code.text for code in codes)
    for code in codes:
        if read_command(code.text) is not None:
            raise Refusal("code_is_command", text=code.text)
    connection.execute("DELETE FROM product_code WHERE product_id = ?", (product_id,))
    connection.executemany(
        "INSERT INTO product_code (code, product_id, quantity_milli, price_micro) VALUES (?, ?, ?, ?)",
        [(code.text, product_id, code.quantity_milli, code.price_micro) for code in codes],
    )


def _check_pieces(connection: Connection, product_id: int, sku: str) -> None:
    """Refuse a code for a part of a piece here, not at the counter."""
    sql = (
        "SELECT code, product_code.quantity_milli FROM product_code JOIN product ON product.id = product_id"
        " WHERE product_id = ? AND unit = 'each' AND product_code.quantity_milli % 1000 <> 0"
    )
    for code, quantity_milli in connection.execute(sql, (product_id,)):
        raise Refusal("code_of_a_part", code=code, sku=sku, quantity=write_quantity(quantity_milli))


def _replace_kit(connection: Connection, product_id: int, asked: ProductAsked) -> None:
    _check_once(sku for sku, _ in asked.kit or ())
    if asked.kit and connection.execute(_HAS_STOCK, (product_id,)).get:
        raise Refusal("needs_document", sku=asked.sku, what="kit")
    connection.execute("DELETE FROM kit_part WHERE product_id = ?", (product_id,))
    connection.executemany(
        "INSERT INTO kit_part VALUES (?, ?, ?)",
        [(product_id, _part_id(connection, asked, sku), quantity) for sku, quantity in asked.kit or ()],
    )
    # A kit is taken apart once: its parts are goods, never kits.
    if connection.execute(_KIT_IN_KIT, (product_id, product_id)).get:
        raise Refusal("kit_in_kit", sku=asked.sku)


_KIT_IN_KIT = """
SELECT EXISTS (
    SELECT 1 FROM kit_part AS whole JOIN kit_part AS part ON part.product_id = whole.part_id
    WHERE whole.product_id = ? OR part.product_id = ?
)
"""


def _check_once(texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise Refusal("named_twice", text=text)
        seen.add(text)


def _part_id(connection: Connection, asked: ProductAsked, sku: str) -> int:
    if sku == asked.sku:
        raise Refusal("part_of_itself", sku=sku)
    found = connection.execute("SELECT id FROM product WHERE sku = ?", (sku,)).get
    if found is None:
        raise Refusal("unknown_product", sku=sku)
    return int(found)


def _category_id(connection: Connection, name: str) -> int:
    connection.execute("INSERT INTO category (name) VALUES (?) ON CONFLICT (name) DO NOTHING", (name,))
    return int(connection.execute("SELECT id FROM category WHERE name = ?", (name,)).get)


def _index(connection: Connection, product_id: int) -> None:
    """Keep the full-text index in step: active products only, by name, SKU and codes."""
    connection.execute("DELETE FROM product_search WHERE rowid = ?", (product_id,))
    row = connection.execute(_SEARCHED, (product_id,)).fetchone()
    if row is not None:
        words = dialect.index_words(" ".join(str(part) for part in row if part))
        connection.execute("INSERT INTO product_search (rowid, words) VALUES (?, ?)", (product_id, words))


_SEARCHED = """
SELECT name, sku, (SELECT group_concat(code, ' ') FROM product_code WHERE product_id = product.id)
FROM product WHERE id = ? AND active = 1
"""


def codes(connection: Connection, sku: str) -> tuple[Code, ...] | None:
    """The codes of a product, in the order in which they came; None for no product."""
    product_id = connection.execute("SELECT id FROM product WHERE sku = ?", (dialect.storable(sku),)).get
    if product_id is None:
        return None
    return tuple(Code(*row) for row in connection.execute(_CODES, (product_id,)))


_CODES = "SELECT code, quantity_milli, price_micro FROM product_code WHERE product_id = ? ORDER BY id"
