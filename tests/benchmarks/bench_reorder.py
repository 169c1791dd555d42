"""What to order: 10,000 products that are all low, with orders that are open, beside one plain look at each product.

Budget: under a second of CPU for all proposals, whatever has been ordered and delivered before.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from side_by_side import Verdicts, in_turns

from app.base.clock import Clock
from app.domain.figures import currency
from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.requests import Asking, DeliveryAsked, PartyAsked, ProductAsked, StockLineAsked
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.reports.attention import Attention
from app.services.cataloguing import Cataloguing
from app.services.ordering import Ordering
from app.services.receiving import Receiving
from app.store import database
from app.store.database import Book
from app.store.queries import reordering, suppliers

SHOP = Shop(
    "Bench", currency("EUR"), "DE", TaxPolicy.INCL_RATE, True, None, Costing.FIFO, StockSystem.PERPETUAL, None,
    "Europe/Berlin", 240, "en",
)  # fmt: skip
PRODUCTS, SUPPLIERS, ORDERS, LINES, TURNS = 10_000, 20, 400, 25, 7
BUDGET_MS = 1_000
_EACH = "SELECT sku, name, reorder_point_milli, reorder_quantity_milli FROM product ORDER BY sku"


def fill(book: Book) -> None:
    """Every product was delivered once, and is low; every tenth order is open."""
    clock = Clock(ZoneInfo(SHOP.timezone))
    cataloguing, ordering, receiving = Cataloguing(book), Ordering(book, clock), Receiving(book, clock)
    for place in range(SUPPLIERS):
        cataloguing.set_party(PartyAsked("supplier", f"S{place}", f"Supplier {place}", lead_time_days=3))
    cataloguing.import_products(
        ProductAsked(
            f"P{place:05}", name=f"Product {place}", price_micro=1_500_000, reorder_point_milli=6000,
            reorder_quantity_milli=24_000, supplier=f"S{place % SUPPLIERS}",
        )
        for place in range(PRODUCTS)
    )  # fmt: skip
    for first in range(0, PRODUCTS, 1000):
        lines = tuple(StockLineAsked(f"P{place:05}", 2000, 800_000) for place in range(first, first + 1000))
        receiving.accept_delivery(DeliveryAsked(Asking(f"d{first}"), lines))
    for number in range(ORDERS):
        supplier = number % SUPPLIERS
        skus = [f"P{supplier + SUPPLIERS * ((number + place) % 500):05}" for place in range(LINES)]
        lines = tuple(OrderLineAsked(sku, 1000, unit_cost_micro=800_000) for sku in skus)
        ordering.place(OrderAsked(Asking(f"po{number}"), f"S{supplier}", lines))
        if number % 10:
            came = tuple(StockLineAsked(sku, 1000) for sku in skus)
            receiving.accept_delivery(DeliveryAsked(Asking(f"came{number}"), came, order=f"po{number}"))


def propose(book: Book) -> int:
    """All proposals, with what each supplier took last for its goods."""
    with book.reading() as connection:
        needs = [(low, need.order_milli(), need.reason()) for low, need in reordering.needs(connection)]
        by_supplier: dict[int, list[int]] = {}
        for low, quantity_milli, _ in needs:
            if quantity_milli and low.supplier_id is not None:
                by_supplier.setdefault(low.supplier_id, []).append(low.product_id)
        for supplier_id, ids in by_supplier.items():
            suppliers.last_costs(connection, supplier_id, ids)
            suppliers.items(connection, supplier_id, ids)
    return sum(len(ids) for ids in by_supplier.values())


def main() -> None:
    """Measure."""
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as folder:
        book = database.create(Path(folder) / "bench.book", SHOP)
        fill(book)
        count = propose(book)

        def plain(_: int) -> int:
            with book.reading() as connection:
                return len(list(connection.execute(_EACH)))

        found = in_turns(
            {
                "proposals": lambda _: propose(book),
                "report": lambda _: Attention(book).low_stock(),
                "plain": plain,
            },
            turns=TURNS,
            warm_up=2,
        )
        floor = found["plain"].cpu_us
        for name in ("proposals", "report"):
            cpu_us = found[name].cpu_us
            verdicts.limit(
                f"low stock, {name} for {count} of {PRODUCTS} products", cpu_us / 1000, "ms CPU", budget=BUDGET_MS,
                detail=f"{cpu_us / floor:.1f}x of one plain SELECT of all products ({floor / 1000:.1f} ms)",
            )  # fmt: skip
        book.close_thread()
    verdicts.leave()


if __name__ == "__main__":
    main()
