"""What can be ordered: of whom, at what cost and in which packs, and what low stock asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.store.database import Book, Connection
from app.store.queries import items, orders, reordering, stock, suppliers


class Orderable(NamedTuple):
    """A product as its supplier brings it.

    Attributes:
        on_hand_milli: What there is of it where goods are received.
        unit_cost_micro: What the supplier took last, or else last known cost; 0 where nobody knows it.
        supplier: The code of who usually brings it, "" where nobody is known.
        on_order_milli: What is awaited of it already, on orders that were sent.
        code_milli: How much the pack code stands for that found it; 0 where it was found by another code, or by words.
    """

    sku: str
    name: str
    unit: str
    on_hand_milli: int
    pack_milli: int
    unit_cost_micro: int
    item_code: str
    supplier: str = ""
    on_order_milli: int = 0
    code_milli: int = 0


class Terms(NamedTuple):
    """A supplier to order of, and what it wants.

    Attributes:
        lead_days: In how many days it delivers, as it promises or else as it did; None where nobody knows.
        minimum_minor: The least that an order has to come to; None where nobody says.
    """

    code: str
    name: str
    lead_days: int | None = None
    minimum_minor: int | None = None


class Proposed(NamedTuple):
    """What to order of a product that is low, and why.

    Attributes:
        supplier: The code of who brings it, "" where nobody is known.
    """

    supplier: str
    supplier_name: str
    sku: str
    name: str
    unit: str
    quantity_milli: int
    pack_milli: int
    reason: str


class Proposals:
    """Answers about what can be ordered. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def suppliers(self) -> tuple[Terms, ...]:
        """All suppliers, by name."""
        with self._book.reading() as connection:
            return tuple(
                Terms(one.code, one.name, suppliers.lead_days_of(connection, one), one.minimum_minor)
                for one in suppliers.suppliers(connection)
            )

    def goods(self, supplier: str, skus: Iterable[str], *, location: str) -> tuple[Orderable, ...]:
        """These products as a supplier brings them, in this order; what has no stock is left out.

        Args:
            supplier: A supplier's code, "" for none yet.
            skus: Of products; unknown ones are left out.
            location: Where they are received.
        """
        with self._book.reading() as connection:
            return tuple(self._goods(connection, supplier, list(skus), stock.location_id(connection, location)))

    def sku_of(self, supplier: str, item_code: str) -> str:
        """The SKU of what a supplier calls so, "" where it is nothing's, or of several products."""
        with self._book.reading() as connection:
            return suppliers.sku_of(connection, supplier, item_code)

    def low(self) -> tuple[Proposed, ...]:
        """What low stock asks for, by supplier and SKU; what nobody is known to bring comes last."""
        with self._book.reading() as connection:
            names = {one.code: one.name for one in suppliers.suppliers(connection)}
            return tuple(
                Proposed(
                    low.supplier,
                    names.get(low.supplier, ""),
                    low.sku,
                    low.name,
                    low.unit,
                    quantity_milli,
                    low.pack_milli,
                    need.reason(),
                )
                for low, need in reordering.needs(connection)
                if (quantity_milli := need.order_milli())
            )

    def _goods(self, connection: Connection, supplier: str, skus: list[str], location_id: int) -> Iterable[Orderable]:
        known = items.by_skus(connection, skus, location_id=location_id)
        found = [known[sku] for sku in skus if sku in known and known[sku].stocked]
        ids = sorted(item.product_id for item in found)
        default = self._book.shop.costing
        costs: dict[int, int | None] = {**stock.known_costs(connection, ids, location_id=location_id, default=default)}
        own: dict[int, suppliers.SupplierItem] = {}
        supplier_id = suppliers.supplier(connection, supplier).supplier_id if supplier else None
        costs.update(suppliers.usual_costs(connection, ids, supplier_id))
        if supplier_id is not None:
            own = suppliers.items(connection, supplier_id, ids)
        usual, awaited = suppliers.usual(connection, ids), orders.on_order(connection)
        for item in found:
            packed = own.get(item.product_id, suppliers.PLAIN_ITEM)
            yield Orderable(
                item.sku,
                item.name,
                item.unit.value,
                item.on_hand_milli or 0,
                packed.pack_milli,
                costs[item.product_id] or 0,
                packed.item_code,
                usual.get(item.product_id, ""),
                awaited.get(item.product_id, orders.NOTHING).sent_milli,
            )
