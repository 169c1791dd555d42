"""Supplying: who brings goods, on which terms, and what they call them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from app.domain import rights
from app.domain.changes import Changes, Updated
from app.domain.figures import MAX_MINOR
from app.domain.order_requests import SupplierAsked, SupplierItemAsked
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked, ProductAsked
from app.store.database import Book, Connection
from app.store.queries import parties
from app.store.writing import catalogue, orders, suppliers

MOST_DAYS = 3650
_LONGEST_CODE, _LONGEST_FACT = 32, 500
_MADE_CODE = 8  # characters of a code that is made from a name
_FACTS = ("name", "contact", "email", "phone", "address", "terms")


class Supplying:
    """Keeps the cards of suppliers."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def set_supplier(self, asked: SupplierAsked, *, user: str | None = None) -> Updated:
        """Let a supplier's card be as asked: a new one, or another one in its place.

        Returns:
            The supplier's code.

        Raises:
            Refusal: `not_allowed`, `supplier_name_needed`, `bad_party_code`, `supplier_code_taken`,
                `unknown_supplier`, `text_too_long`, `text_damaged`, `out_of_bounds`.
        """
        asked = _cleaned(asked)
        _check(asked, minimum=self._book.shop.currency.write(asked.minimum_minor or 0))
        with self._book.writing() as connection:
            _require(connection, user)
            code = asked.code or _made_code(connection, asked.name)
            if asked.is_new and suppliers.is_known(connection, code):
                raise Refusal("supplier_code_taken", supplier=code)
            if not asked.is_new:
                parties.supplier_id_of(connection, code)
            suppliers.put(connection, code, asked)
        return Updated(code, changes=Changes(frozenset({"parties"})))

    def set_item(self, asked: SupplierItemAsked, *, is_usual: bool, user: str | None = None) -> Updated:
        """Say what a supplier calls a product, how it packs it, and whether it is who usually brings it.

        Args:
            asked: What it calls the product.
            is_usual: What is low is ordered of it from now on; no longer, where it was the one.
            user: Who does it; None is the owner.

        Raises:
            Refusal: `not_allowed`, `unknown_supplier`, `unknown_product`.
        """
        sku = asked.item.sku
        with self._book.writing() as connection:
            _require(connection, user)
            supplier_id = parties.supplier_id_of(connection, asked.supplier)
            product_id = orders.set_item(connection, supplier_id, asked.item)
            was_usual = suppliers.is_usual(connection, supplier_id, product_id)
            if is_usual != was_usual:
                catalogue.set_product(connection, ProductAsked(sku, supplier=asked.supplier if is_usual else ""))
        return Updated(sku, changes=Changes(frozenset({"products", "parties"}), frozenset({product_id})))

    def set_items(self, supplier: str, items: Sequence[ItemAsked], *, user: str | None = None) -> Updated:
        """Say what a supplier calls many products, how it packs them and what it takes for them; others stay.

        Raises:
            Refusal: `not_allowed`, `unknown_supplier`, `unknown_product`.
        """
        with self._book.writing() as connection:
            _require(connection, user)
            supplier_id = parties.supplier_id_of(connection, supplier)
            changed = frozenset(orders.set_item(connection, supplier_id, one) for one in items)
        return Updated(supplier, changes=Changes(frozenset({"products", "parties"}), changed))

    def drop_item(self, supplier: str, sku: str, *, user: str | None = None) -> Changes:
        """Forget what a supplier calls a product and how it packs it. What it has brought stays in the book.

        Raises:
            Refusal: `not_allowed`, `unknown_supplier`, `unknown_product`.
        """
        with self._book.writing() as connection:
            _require(connection, user)
            supplier_id = parties.supplier_id_of(connection, supplier)
            product_id = suppliers.drop_item(connection, supplier_id, sku)
        return Changes(frozenset({"products", "parties"}), frozenset({product_id}))


def _require(connection: Connection, user: str | None) -> None:
    rights.require(parties.person(connection, user)[1], rights.Right.EDIT_CATALOGUE)


def _cleaned(asked: SupplierAsked) -> SupplierAsked:
    """The card without blanks at the ends of its lines."""
    return replace(
        asked,
        code=(asked.code or "").strip() or None,
        name=_trimmed(asked.name),
        contact=_trimmed(asked.contact),
        email=_trimmed(asked.email),
        phone=_trimmed(asked.phone),
        address=_trimmed(asked.address),
        terms=_trimmed(asked.terms),
    )


def _trimmed(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _check(asked: SupplierAsked, *, minimum: str) -> None:
    if not asked.name:
        raise Refusal("supplier_name_needed")
    for name in _FACTS:
        text = getattr(asked, name)
        if len(text) > _LONGEST_FACT:
            raise Refusal("text_too_long", what=name, most=_LONGEST_FACT)
        if not text.replace("\n", "").isprintable():
            raise Refusal("text_damaged", what=name, text="".join(one for one in text if one.isprintable())[:40])
    code = asked.code
    if code is not None and (len(code) > _LONGEST_CODE or not code.isprintable()):
        raise Refusal("bad_party_code", kind="supplier", text=code[:40], most=_LONGEST_CODE)
    if not 0 <= (asked.lead_time_days or 0) <= MOST_DAYS:
        raise Refusal("out_of_bounds", what="lead time", text=str(asked.lead_time_days))
    if not 0 <= (asked.minimum_minor or 0) <= MAX_MINOR:
        raise Refusal("out_of_bounds", what="minimum order", text=minimum)


def _made_code(connection: Connection, name: str) -> str:
    """A code that nobody has yet: the letters of the name, and a number where they are taken."""
    letters = "".join(sign for sign in name.upper() if sign.isalnum())[:_MADE_CODE] or "S"
    ways = itertools.chain((letters,), (f"{letters}{number}" for number in itertools.count(2)))
    return next(way for way in ways if not suppliers.is_known(connection, way))
