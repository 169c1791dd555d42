"""What each document of stock costs beside writing its rows by hand, for 5 and for 50 lines.

A book is furnished and copied. In the first copy every document is posted, and what it has changed is read back, table
by table. Then the verb posts the same documents into the second copy while the floor writes the very rows, with
prepared statements in one durable transaction, into the third. Both copies have the same rows in the end.

Wall time is with the sync of a shop's disk on both sides, as in `bench_sale`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import apsw
from bench_sale import SHOP_SYNC_US, Disk
from side_by_side import Verdicts, in_turns

from app.base.clock import Clock
from app.domain.requests import ProductAsked
from app.store import database, dialect_sqlite
from tests.books import Counter, counter_at

TURNS, WARM_UP = 25, 5
PRODUCTS = 400
METHODS = ("fifo", "average")
# Reference data that no document changes.
_UNCHANGED = ("product", "code", "category", "meta", "setting")
# CPU and wall time by lines: a verb reads, decides, checks and digests beside writing, some of it line by line.
BUDGETS = {5: (4.0, 2.0), 50: (6.0, 4.5)}
# Goods that have moved since are told again from their first movement, which the floor knows nothing of.
TOLD_AGAIN = {5: (4.0, 2.0), 50: (8.0, 5.0)}

Line = dict[str, object]


def goods(number: int, size: int) -> list[str]:
    """The products of a document: others each time."""
    return [f"P{(number * size + place) % PRODUCTS}" for place in range(size)]


def lines(number: int, size: int, **keys: object) -> list[Line]:
    return [{"sku": sku, **keys} for sku in goods(number, size)]


def delivery(number: int, size: int) -> Line:
    return {
        "type": "delivery",
        "uid": f"d{number}",
        "supplier": "S1",
        "lines": lines(number, size, quantity="2", unit_cost="0.85"),
        "landed_costs": [{"amount": "3.00", "by": "value"}],
    }


def first_delivery(number: int, size: int) -> Line:
    said = [{"sku": f"N{number * size + place}", "quantity": "2", "unit_cost": "0.85"} for place in range(size)]
    return {**delivery(number, size), "lines": said}


def delivered_often(number: int, size: int) -> Line:
    """Of the goods of eight documents, which come again and again."""
    return {**delivery(number, size), "lines": lines(number % 8, size, quantity="2", unit_cost="0.85")}


def taken_back(number: int, _: int) -> Line:
    return {"type": "reversal", "uid": f"z{number}", "of": f"d{number}", "reason": "typed wrong"}


def sale(number: int, size: int) -> Line:
    return {"type": "sale", "uid": f"s{number}", "lines": lines(number, size, quantity="1")}


def transfer(number: int, size: int) -> Line:
    said = lines(number, size, quantity="1")
    return {"type": "transfer", "uid": f"t{number}", "from": "shop", "to": "back", "step": "send", "lines": said}


def fresh(number: int, size: int) -> Line:
    skus = [f"N{number * size + place}" for place in range(size)]
    said = [{"sku": sku, "quantity": "5", "unit_cost": "0.80"} for sku in skus]
    return {"type": "opening_stock", "uid": f"o{number}", "lines": said}


def returned(number: int, size: int) -> Line:
    said = [{"line": place, "quantity": "1"} for place in range(1, size + 1)]
    return {"type": "refund", "uid": f"f{number}", "of": f"s{number}", "lines": said}


def later_cost(number: int, _: int) -> Line:
    return {"type": "landed_cost", "uid": f"l{number}", "of": f"d{number}", "amount": "5.00"}


def sent_back(number: int, size: int) -> Line:
    said = lines(number, size, quantity="1")
    return {"type": "supplier_return", "uid": f"r{number}", "of": f"d{number}", "lines": said}


def damaged(number: int, size: int) -> Line:
    return {"type": "adjustment", "uid": f"a{number}", "lines": lines(number, size, quantity="-1", reason="damaged")}


def counted(number: int, size: int) -> Line:
    return {"type": "count", "uid": f"c{number}", "lines": lines(number, size, counted="990")}


def method(number: int, size: int) -> Line:
    costing = "average" if number * size // PRODUCTS % 2 == 0 else "fifo"
    return {"type": "method_change", "uid": f"m{number}", "lines": lines(number, size, costing=costing)}


class Kind(NamedTuple):
    """A kind of document: how it is said, the document that has to be there before, and what it may cost."""

    name: str
    say: Callable[[int, int], Line]
    before: Callable[[int, int], Line] | None = None
    budgets: Mapping[int, tuple[float, float]] = MappingProxyType(BUDGETS)


KINDS = (
    Kind("opening stock", fresh),
    Kind("delivery", delivery),
    Kind("landed cost", later_cost, delivery),
    Kind(
        "supplier invoice",
        lambda n, size: {
            "type": "supplier_invoice",
            "uid": f"i{n}",
            "supplier": "S1",
            "number": f"{n}",
            "deliveries": [f"d{n}"],
            "lines": lines(n, size, quantity="2", unit_cost="0.87"),
        },
        delivery,
    ),
    Kind(
        "supplier return",
        lambda n, size: {
            "type": "supplier_return",
            "uid": f"r{n}",
            "of": f"d{n}",
            "lines": lines(n, size, quantity="1"),
        },
        delivery,
    ),
    Kind("sale", sale),
    Kind("refund", returned, sale),
    Kind(
        "adjustment",
        lambda n, size: {
            "type": "adjustment",
            "uid": f"a{n}",
            "lines": lines(n, size, quantity="-1", reason="damaged"),
        },
    ),
    Kind("count", counted),
    Kind("transfer", transfer),
    Kind("transfer receipt", lambda n, _: {"type": "transfer_receipt", "uid": f"g{n}", "of": f"t{n}"}, transfer),
    Kind(
        "revaluation",
        lambda n, size: {"type": "revaluation", "uid": f"v{n}", "lines": lines(n, size, unit_cost="0.79")},
    ),
    Kind("method change", method),
    Kind("reversal of a delivery", taken_back, first_delivery),
    Kind("reversal of a delivery whose goods have moved since", taken_back, delivered_often, budgets=TOLD_AGAIN),
)


def wish_of(counter: Counter, said: Line) -> object:
    """The wish that a line of the door means: reading lines is not what is measured."""
    keys = dict(said)
    return counter.wish(str(keys.pop("type")), str(keys.pop("uid")), **keys)


def furnished(path: Path, size: int) -> None:
    """A book with products in stock, others without, and two places."""
    counter = counter_at(path, Clock(ZoneInfo("Europe/Berlin")))
    names = [f"P{n}" for n in range(PRODUCTS)] + [f"N{n}" for n in range((TURNS + WARM_UP) * size)]
    counter.cataloguing.import_products(
        ProductAsked(
            sku, name=f"Product {sku}", price_micro=1_490_000, rate_milli=19_000, costing="fifo" if n % 2 else "average"
        )
        for n, sku in enumerate(names)
    )
    counter.post("location", code="back", name="Back room")
    counter.post("supplier", code="S1", name="Supplier")
    said = [{"sku": f"P{n}", "quantity": "1000", "unit_cost": "0.80"} for n in range(PRODUCTS)]
    counter.post("opening_stock", "opening", lines=said)
    counter.book.close_thread()


class Table:
    """A table, what it holds, and the statements that write its rows."""

    def __init__(self, connection: apsw.Connection, name: str) -> None:
        columns = list(connection.execute(f"PRAGMA table_info({name})"))
        names = [column[1] for column in columns]
        self.name = name
        self._keys = [place for place, column in enumerate(columns) if column[5]]
        self.insert = f"INSERT INTO {name} VALUES ({', '.join('?' * len(names))})"
        keys = " AND ".join(f"{names[place]} = ?" for place in self._keys)
        others = [place for place in range(len(names)) if place not in self._keys]
        self.update = f"UPDATE {name} SET {', '.join(f'{names[place]} = ?' for place in others)} WHERE {keys}"
        self._order = [*others, *self._keys]
        self.select = f"SELECT * FROM {name}"
        self.held: dict[tuple[object, ...], tuple[object, ...]] = {}

    def changes(self, connection: apsw.Connection) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        """The rows that are new since the last look, and those that are other ones."""
        found = {tuple(row[place] for place in self._keys): row for row in connection.execute(self.select)}
        new = [row for key, row in found.items() if key not in self.held]
        changed = [row for key, row in found.items() if key in self.held and self.held[key] != row]
        self.held = found
        return new, [tuple(row[place] for place in self._order) for row in changed]


class Floor:
    """Writes the rows of documents that another book has, with nothing in between."""

    def __init__(self, source: Counter, wishes: list[object], target: Path) -> None:
        self._statements: list[list[tuple[str, list[tuple[object, ...]]]]] = []
        with source.book.reading() as connection:
            names = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%search%' AND name NOT LIKE '%fts%'"
            )
            tables = [Table(connection, name) for (name,) in list(names) if name not in _UNCHANGED]
            for table in tables:
                table.changes(connection)
        for wish in wishes:
            source.carry_out(wish)
            with source.book.reading() as connection:
                self._statements.append(
                    [
                        (statement, rows)
                        for table in tables
                        for statement, rows in zip((table.insert, table.update), table.changes(connection), strict=True)
                        if rows
                    ]
                )
        self._connection = apsw.Connection(str(target))
        dialect_sqlite.make_durable(self._connection)

    def write(self, number: int) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for statement, rows in self._statements[number]:
            self._connection.executemany(statement, rows)
        self._connection.execute("COMMIT")

    def rows(self, number: int) -> int:
        return sum(len(rows) for _, rows in self._statements[number])


def opened(path: Path) -> Counter:
    return Counter(database.open_book(path), Clock(ZoneInfo("Europe/Berlin")))


def measure(verdicts: Verdicts, kind: Kind, size: int, furnished_book: Path, folder: Path) -> None:
    many = TURNS + WARM_UP
    ready = folder / "ready.book"
    shutil.copyfile(furnished_book, ready)
    if kind.before is not None:
        counter = opened(ready)
        for number in range(many):
            counter.carry_out(wish_of(counter, kind.before(number, size)))
        counter.book.close_thread()
    source, bare, verb = (folder / f"{name}.book" for name in ("source", "bare", "verb"))
    for copy in (source, bare, verb):
        shutil.copyfile(ready, copy)
    posting = opened(verb)
    wishes = [wish_of(posting, kind.say(number, size)) for number in range(many)]
    reading = opened(source)
    floor = Floor(reading, wishes, bare)
    found = in_turns(
        {
            "floor": floor.write,
            "verb": lambda number: posting.carry_out(wishes[number]),
            "sync": Disk(folder / "disk").sync,
        },
        turns=TURNS,
        warm_up=WARM_UP,
    )
    for counter in (reading, posting):
        counter.book.close_thread()
    cpu_budget, wall_budget = kind.budgets[size]
    what, ours, bare_figures = f"{kind.name} of {size} lines", found["verb"], found["floor"]
    detail = f"({floor.rows(WARM_UP)} rows; {ours.cpu_us:.0f} against {bare_figures.cpu_us:.0f} us)"
    verdicts.compare(f"{what}, CPU", ours.cpu_us, bare_figures.cpu_us, budget=cpu_budget, detail=detail)
    missing_us = max(SHOP_SYNC_US - found["sync"].wall_us, 0)
    verdicts.compare(f"{what}, wall", ours.wall_us + missing_us, bare_figures.wall_us + missing_us, budget=wall_budget)


def main() -> None:
    verdicts = Verdicts()
    for size in BUDGETS:
        with tempfile.TemporaryDirectory() as name:
            furnished_book = Path(name) / "furnished.book"
            furnished(furnished_book, size)
            for kind in KINDS:
                with tempfile.TemporaryDirectory() as folder:
                    measure(verdicts, kind, size, furnished_book, Path(folder))
    verdicts.leave()


if __name__ == "__main__":
    main()
