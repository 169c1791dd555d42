"""What a sale costs the till beside writing its rows by hand: the store's own writing, and the whole verb.

The floor writes the very rows of the same sales, read back from a book, with prepared statements into a book of the
same schema with the same durability. The store's own writing is given sales, movements and pools with everything
decided; the whole verb is given the wish. All books have the same rows in the end.

A sale waits for one sync of the disk, whoever writes it. Where the disk takes next to nothing for it, as a virtual one
does, wall is processor time under another name. It is judged as it was measured; what it would be with the sync of a
shop's disk on both sides is printed beside it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import apsw
from side_by_side import Verdicts, in_turns

from app.base.clock import Clock
from app.domain import chain
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
from app.store.writing import documents, ledger

TABLES = ("document", "sale", "sale_line", "sale_tax", "tender", "movement")
# The quick end of consumer drives, which took 0.9 to 5.4 ms for an fsync.
# Source: http://smalldatum.blogspot.com/2026/01/ssds-power-loss-protection-and-fsync.html
SHOP_SYNC_US = 1000
LOG_BYTES = 40_960  # about what a sale adds to the log
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


class Disk:
    """Syncs as a sale does, with nothing else."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)

    def sync(self, _number: int) -> None:
        self._file.write(bytes(LOG_BYTES))
        os.fsync(self._file.fileno())


class Ready:
    """Takes down what the store is given to write for each sale, and writes it again into another book."""

    def __init__(self) -> None:
        self._filed: list[tuple[Any, ...]] = []
        self._digests: list[str] = []
        self._moved: list[tuple[Any, ...]] = []

    def take_down(self, selling: Selling, wishes: list[SaleAsked]) -> None:
        """Sell, and keep what was decided on the way to the rows."""
        with ExitStack() as patches:
            for module, name, kept in (
                (documents, "file_sale", self._filed),
                (ledger, "_write", self._moved),
            ):
                patches.enter_context(mock.patch.object(module, name, self._keeping(getattr(module, name), kept)))
            for one in wishes:
                selling.sell(one)
        for filing, sale, _ in self._filed:
            self._digests.append(chain.digest(sale, before=filing.chain_digest))

    def write(self, book: database.Book, number: int) -> None:
        digest = self._digests[number]
        documents.chain = SimpleNamespace(digest=lambda *_, **__: digest, CANONICAL_VERSION=chain.CANONICAL_VERSION)
        with book.writing() as connection:
            connection.execute(documents._COUNT_ON, (number + 2, 1, "sale", 1))
            documents.file_sale(connection, *self._filed[number])
            ledger._write(connection, *self._moved[number])
        documents.chain = chain

    @staticmethod
    def _keeping(call: Callable[..., Any], kept: list[tuple[Any, ...]]) -> Callable[..., Any]:
        def keep(connection: database.Connection, *given: Any) -> Any:
            kept.append(given)
            return call(connection, *given)

        return keep


def ready_for_sales(folder: Path, name: str) -> database.Book:
    """A book that has counted a sale already: its numbers go up by an update, as they do from the second sale on."""
    book, _ = furnished(folder, name, 5000)
    with book.writing() as connection:
        connection.execute("INSERT INTO number_series (till_id, kind, series, last) VALUES (1, 'sale', 1, 1)")
    return book


def rows(book: database.Book) -> list[tuple[object, ...]]:
    """What a book has of its sales, but for the moments at which they were made."""
    tables = ("sale", "sale_line", "sale_tax", "tender", "level", "pool", "layer")
    with book.reading() as connection:
        found = [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]
        found += connection.execute("SELECT id, uid, kind, number, wish_digest, chain_place FROM document")
        found += connection.execute("SELECT seq, document_id, line_no, kind, quantity_milli, value_minor FROM movement")
    return found


def measure(verdicts: Verdicts, size: int, turns: int, budgets: dict[str, tuple[float, float]]) -> None:
    """Measure sales of so many lines; budgets are of CPU and wall time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm_up = min(turns, 20)
        wishes = [wish(number, size) for number in range(turns + warm_up)]
        source, ahead = furnished(folder, "source.book", 5000)
        ready = Ready()
        ready.take_down(ahead, wishes)
        bare, again = (ready_for_sales(folder, name) for name in ("bare.book", "again.book"))
        floor = Floor(source, bare)
        verb, selling = furnished(folder, "verb.book", 5000)
        disk = Disk(folder / "disk")
        found = in_turns(
            {
                "floor": floor.write,
                "the store's own writing": lambda number: ready.write(again, number),
                "the whole verb": lambda number: selling.sell(wishes[number]),
                "sync": disk.sync,
            },
            turns=turns,
            warm_up=warm_up,
        )
        assert rows(bare) == rows(again) == rows(verb) == rows(source)
        raw, sync_us = found["floor"], found["sync"].wall_us
        missing_us = max(SHOP_SYNC_US - sync_us, 0)
        for way, (cpu_budget, wall_budget) in budgets.items():
            ours, what = found[way], f"a sale of {size} lines, {way}"
            detail = f"({ours.cpu_us:,.0f} us against {raw.cpu_us:,.0f} us)"
            verdicts.compare(f"{what}, CPU", ours.cpu_us, raw.cpu_us, budget=cpu_budget, detail=detail)
            detail = f"({ours.wall_us:,.0f} us against {raw.wall_us:,.0f} us, a sync here {sync_us:,.0f} us"
            if missing_us:
                at_a_shop = (ours.wall_us + missing_us) / (raw.wall_us + missing_us)
                detail += f"; {at_a_shop:.2f}x with {missing_us:,.0f} us of a shop's disk added to both"
            verdicts.compare(f"{what}, wall", ours.wall_us, raw.wall_us, budget=wall_budget, detail=f"{detail})")


if __name__ == "__main__":
    verdicts = Verdicts()
    measure(verdicts, 5, 300, {"the store's own writing": (1.25, 1.5), "the whole verb": (2.5, 1.5)})
    measure(verdicts, 5000, 3, {"the whole verb": (4.0, 4.0)})
    verdicts.leave()
