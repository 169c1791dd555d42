"""What a sale costs the till beside writing its rows by hand: the store's own writing, and the whole verb.

The floor writes the very rows of the same sales, read back from a book, with prepared statements into a book of the
same schema with the same durability.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import apsw
from side_by_side import Verdicts, in_turns

from app.base.clock import Clock
from app.domain.figures import currency
from app.domain.requests import (
    Asking,
    OpeningStockAsked,
    ProductAsked,
    SaleAsked,
    SaleLineAsked,
    StockLineAsked,
    TenderAsked,
)
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.services.cataloguing import Cataloguing
from app.services.receiving import Receiving
from app.services.selling import Selling
from app.store import database, dialect_sqlite

TABLES = ("document", "sale", "sale_line", "sale_tax", "tender", "movement")
STATE = ("level", "pool", "layer")
SHOP = Shop(
    "Bench",
    currency("EUR"),
    "DE",
    TaxPolicy.INCL_RATE,
    True,
    None,
    Costing.FIFO,
    StockSystem.PERPETUAL,
    None,
    "Europe/Berlin",
    240,
    "en",
)


def furnished(folder: Path, name: str, products: int) -> tuple[database.Book, Selling]:
    """A book with so many products in stock."""
    book = database.create(folder / name, SHOP)
    clock = Clock(ZoneInfo(SHOP.timezone))
    Cataloguing(book).import_products(
        ProductAsked(f"P{n}", name=f"Product {n}", price_micro=1_490_000, rate_milli=19000 if n % 2 else 7000)
        for n in range(products)
    )
    lines = tuple(StockLineAsked(f"P{n}", 10**9, 800_000) for n in range(products))
    Receiving(book, clock).enter_opening_stock(OpeningStockAsked(Asking("opening"), lines))
    return book, Selling(book, clock)


def wish(number: int, size: int) -> SaleAsked:
    lines = tuple(SaleLineAsked(1000, sku=f"P{(number * size + n) % 5000}") for n in range(size))
    return SaleAsked(Asking(f"sale-{number}"), lines, (TenderAsked("cash", 10**9),))


class Floor:
    """Writes the rows of sales that another book has, with nothing in between."""

    def __init__(self, source: database.Book, target: database.Book) -> None:
        self._rows: list[dict[str, list[tuple[object, ...]]]] = []
        with source.reading() as connection:
            for (document_id,) in list(connection.execute("SELECT document_id FROM sale ORDER BY document_id")):
                self._rows.append(self._rows_of(connection, document_id))
        self._connection = apsw.Connection(str(target.path))
        dialect_sqlite.make_durable(self._connection)
        dialect_sqlite.plan_once(self._connection)

    def _rows_of(self, connection: apsw.Connection, document_id: int) -> dict[str, list[tuple[object, ...]]]:
        rows = {}
        for table in TABLES:
            key = "id" if table == "document" else "document_id"
            rows[table] = list(connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", (document_id,)))
        moved = [(row[4], row[5], row[7], row[8]) for row in rows["movement"]]
        rows["level"] = [(quantity, product, location) for product, location, quantity, _ in moved]
        rows["pool"] = [(quantity, value, product, location) for product, location, quantity, value in moved]
        # Opening stock made one layer for each product, in their order.
        rows["layer"] = [(-quantity, -value, product) for product, _, quantity, value in moved]
        rows["till"] = [(rows["document"][0][18], rows["document"][0][19])]
        return rows

    def write(self, number: int) -> None:
        rows = self._rows[number]
        execute, many = self._connection.execute, self._connection.executemany
        execute("BEGIN IMMEDIATE")
        for table in TABLES:
            marks = ",".join("?" * len(rows[table][0]))
            many(f"INSERT INTO {table} VALUES ({marks})", rows[table])
        many(
            "UPDATE level SET quantity_milli = quantity_milli + ? WHERE product_id = ? AND location_id = ?",
            rows["level"],
        )
        many(
            "UPDATE pool SET quantity_milli = quantity_milli + ?, value_minor = value_minor + ?"
            " WHERE product_id = ? AND location_id = ?",
            rows["pool"],
        )
        many(
            "UPDATE layer SET taken_milli = taken_milli + ?, taken_minor = taken_minor + ? WHERE movement_seq = ?",
            rows["layer"],
        )
        many("UPDATE till SET chain_length = ?, chain_digest = ? WHERE id = 1", rows["till"])
        execute("UPDATE number_series SET last = last + 1 WHERE till_id = 1 AND kind = 'sale'")
        execute("COMMIT")


def measure(verdicts: Verdicts, size: int, turns: int, *, cpu_budget: float, wall_budget: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, ahead = furnished(folder, "source.book", 5000)
        warm_up = min(turns, 20)
        for number in range(turns + warm_up):
            ahead.sell(wish(number, size))
        target, first = furnished(folder, "floor.book", 5000)
        first.sell(wish(10**6, 1))
        with target.writing() as connection:
            for trigger in ("document", "sale", "sale_line", "sale_tax", "tender", "movement"):
                connection.execute(f"DROP TRIGGER {trigger}_stays_delete")
            connection.execute("DELETE FROM movement WHERE kind = 'sale'")
            for table in ("tender", "sale_tax", "sale_line", "sale"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("DELETE FROM document WHERE kind = 'sale'")
        _, selling = furnished(folder, "verb.book", 5000)
        floor = Floor(source, target)
        found = in_turns(
            {"floor": floor.write, "verb": lambda number: selling.sell(wish(number, size))},
            turns=turns,
            warm_up=warm_up,
        )
        verb, raw = found["verb"], found["floor"]
        detail = f"({verb.cpu_us:,.0f} us against {raw.cpu_us:,.0f} us)"
        verdicts.compare(
            f"a sale of {size} lines, the whole verb, CPU", verb.cpu_us, raw.cpu_us, budget=cpu_budget, detail=detail
        )
        detail = f"({verb.wall_us:,.0f} us against {raw.wall_us:,.0f} us)"
        verdicts.compare(
            f"a sale of {size} lines, the whole verb, wall",
            verb.wall_us,
            raw.wall_us,
            budget=wall_budget,
            detail=detail,
        )


if __name__ == "__main__":
    verdicts = Verdicts()
    measure(verdicts, 5, 300, cpu_budget=2.5, wall_budget=1.5)
    measure(verdicts, 5000, 3, cpu_budget=4.0, wall_budget=4.0)
    verdicts.leave()
