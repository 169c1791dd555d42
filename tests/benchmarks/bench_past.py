"""The past: stock at the end of a past day and the period-end report, with one closed period behind them or a hundred.

The books are loaded in bulk: every product comes in by nines and leaves one by one, a thousand movements a day. Each
period has a hundred days. What is asked of the large book is the same as of the small one: the same products, as many
movements after the nearest close. Beside it, what FIFO stock is worth against a plain scan of its open layers.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from side_by_side import Verdicts, in_turns

from app.domain.figures import currency
from app.domain.moment import day_number, next_day
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.reports.asked import Asked
from app.reports.period_end import PeriodEnd, period_end
from app.reports.shelf import Shelf
from app.reports.tie_out import tie_out_findings
from app.reports.valuation import Valuation
from app.store import database
from app.store.database import Book
from app.store.queries import past
from app.store.queries import periods as periods_asked
from app.store.writing.periods import keep_closing

SHOP = Shop(
    "Bench", currency("EUR"), "DE", TaxPolicy.INCL_RATE, True, None, Costing.FIFO, StockSystem.PERPETUAL, None,
    "Europe/Berlin", 240, "en",
)  # fmt: skip
PRODUCTS, A_DAY, DAYS = 1_000, 1_000, 100
FIRST = date(1999, 1, 1)
SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US
FIRST_US = 915_148_800 * SECOND_US  # noon does not matter here
TURNS = 7

_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'movement' AND sql IS NOT NULL"
# A hundred movements to a document; after the documents of each period one number is left for its close.
_DOCUMENTS = """
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)
INSERT INTO document (id, uid, kind, till_id, series, sequence, number, happened_us, offset_minutes, recorded_us,
    book_date, person_id, location_id, wish_digest, canonical_version, chain_place, chain_digest)
SELECT i + 1 + i / 1000, printf('d%09d', i), 'sale', 1, 1, i + 1, printf('T1-%09d', i + 1), ? + i / 10 * ?, 0,
    ? + i / 10 * ? + i % 10, (SELECT day FROM calendar WHERE place = i / 10), 1, 1, '', 1, i + 1, printf('%064d', i)
FROM n
"""
_MOVEMENTS = """
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)
INSERT INTO movement (seq, document_id, line_no, kind, product_id, location_id, quantity_milli, value_minor,
    happened_us, book_date)
SELECT i + 1, i / 100 + 1 + i / 100000, i % 100 + 1, iif(i / ?1 % 10 = 0, 'delivery', 'sale'), i % ?1 + 1, 1,
    iif(i / ?1 % 10 = 0, 9000, -1000), iif(i / ?1 % 10 = 0, 900, -100), 0, day
FROM n JOIN calendar ON place = i / 1000
"""
_LAYERS = """
INSERT INTO layer SELECT seq, product_id, location_id, lot_id, seq, 9000, 900, 9000, 900 FROM movement
WHERE kind = 'delivery'
"""
_OPEN_LAYERS = """
UPDATE layer SET taken_milli = 9000 - left.milli, taken_minor = 900 - left.milli / 10
FROM (SELECT product_id, max(seq) AS seq FROM movement WHERE kind = 'delivery' GROUP BY product_id) AS newest
JOIN (SELECT product_id, quantity_milli AS milli FROM level) AS left ON left.product_id = newest.product_id
WHERE layer.movement_seq = newest.seq
"""


def load_products(book: Book, count: int) -> None:
    """So many products, all of one kind."""
    book._connection().execute(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO product (id, sku, name, price_micro) SELECT i, printf('P%07d', i), 'Product ' || i, 1000000 FROM n
        """,
        (count,),
    )


def large_book(path: Path, periods: int) -> Book:
    """A book of so many closed periods and one open day after them."""
    began = time.perf_counter()
    book = database.create(path, SHOP)
    connection = book._connection()
    for pragma in ("synchronous = off", "journal_mode = off", "cache_size = -1000000"):
        connection.execute(f"PRAGMA {pragma}")
    load_products(book, PRODUCTS)
    days = periods * DAYS + 1
    connection.execute("CREATE TEMP TABLE calendar (place INTEGER PRIMARY KEY, day INTEGER NOT NULL)")
    connection.executemany("INSERT INTO calendar VALUES (?, ?)", [(place, nth_day(place)) for place in range(days)])
    indexes = list(connection.execute(_INDEXES))
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    movements = days * A_DAY
    with book.writing():
        connection.execute(_DOCUMENTS, (movements // 100, FIRST_US, DAY_US, FIRST_US, DAY_US))
        connection.execute(_MOVEMENTS.replace("?1", str(PRODUCTS)), (movements,))
    for _, sql in indexes:
        connection.execute(sql)
    with book.writing():
        connection.execute(
            "INSERT INTO level SELECT product_id, 1, 0, sum(quantity_milli) FROM movement GROUP BY product_id"
        )
        connection.execute(
            "INSERT INTO pool SELECT product_id, 1, 'fifo', sum(quantity_milli), sum(value_minor), sum(quantity_milli),"
            " sum(value_minor), 1000000, 1, 0 FROM movement GROUP BY product_id"
        )
        connection.execute(_LAYERS)
        connection.execute(_OPEN_LAYERS)
    with book.writing():
        for period in range(periods):
            close(book, period)
    # Opened anew, it has the settings of every book.
    book.close_thread()
    book = database.open_book(path)
    print(f"     {movements:,} movements and {periods} closes loaded in {time.perf_counter() - began:.0f} s")
    return book


def nth_day(place: int) -> int:
    return day_number(FIRST + timedelta(days=place))


def close(book: Book, period: int) -> None:
    """Close the period of that number, with the rows that a close keeps; its pack is left out."""
    connection = book._connection()
    document_id, place = (period + 1) * (DAYS * A_DAY // 100 + 1), period + 1
    last = (period + 1) * DAYS - 1
    connection.execute(
        """
        INSERT INTO document (id, uid, kind, till_id, series, sequence, number, happened_us, offset_minutes,
            recorded_us, book_date, person_id, location_id, wish_digest, canonical_version, chain_place, chain_digest)
        VALUES (?, ?, 'period_close', 2, 1, ?, ?, ?, 0, ?, ?, 1, 1, '', 1, ?, ?)
        """,
        (
            document_id,
            f"p{period}",
            place,
            f"T0-P{place:06d}",
            FIRST_US + (last + 1) * DAY_US,
            FIRST_US + (last + 1) * DAY_US,
            nth_day(last + 1),
            place,
            f"{period:064d}",
        ),
    )
    first = nth_day(period * DAYS)
    row = (document_id, first, nth_day(last), document_id - 1, "", "")
    connection.execute("INSERT INTO period VALUES (?, ?, ?, ?, ?, ?)", row)
    keep_closing(connection, document_id, periods_asked.to_keep(connection, nth_day(last)))


Ask = Callable[[Book, int], object]
"""A question to a book about its period of that number."""


def stock_at_a_close(book: Book, period: int) -> object:
    return Shelf(book).stock_on_hand(Asked(at=nth_day((period + 1) * DAYS - 1)))


def stock_within(book: Book, period: int) -> object:
    return Shelf(book).stock_on_hand(Asked(at=nth_day(period * DAYS + DAYS // 2 - 1)))


def stock_known_then(book: Book, period: int) -> object:
    return Shelf(book).stock_on_hand(Asked(at=nth_day(period * DAYS + DAYS // 2 - 1), known="then"))


def whole_period(book: Book, period: int) -> object:
    return PeriodEnd(book).period_end(Asked(first=nth_day(period * DAYS), last=nth_day((period + 1) * DAYS - 1)))


def tie_out(book: Book, _period: int) -> object:
    """What the next close asks of the book: it would close the one open day."""
    with book.reading() as connection:
        last = past.nearest_close(connection, past.LAST_DAY, past.EVERY_DOCUMENT).through
        asked = Asked(first=next_day(last), last=next_day(last))
        found = list(tie_out_findings(connection, SHOP, asked, period_end(connection, SHOP, asked)))
    assert found == [], found[0]
    return found


QUESTIONS: dict[str, Ask] = {
    "stock at the end of a closed period": stock_at_a_close,
    "stock 50 days into a period": stock_within,
    "the same as it was known then": stock_known_then,
    "period-end of a closed period": whole_period,
    "tie-out of the next close": tie_out,
}


def measure_past(verdicts: Verdicts, folder: Path, sizes: list[int]) -> None:
    """The same questions to books of one period and of many: the first and the last period of each."""
    books = {periods: large_book(folder / f"{periods}.book", periods) for periods in sizes}
    small = books[1]
    for periods, book in books.items():
        if periods == 1:
            continue
        for what, ask in QUESTIONS.items():
            for which, period in (("middle", periods // 2), ("last", periods - 1)):
                found = in_turns(
                    {
                        "small": lambda _, ask=ask: ask(small, 0),
                        "large": lambda _, ask=ask, book=book, period=period: ask(book, period),
                    },
                    turns=TURNS,
                    warm_up=2,
                )
                ours, floor = found["large"], found["small"]
                verdicts.compare(
                    f"{what}, {periods} closed ({periods * DAYS * A_DAY:,} movements), the {which} one, beside 1",
                    ours.cpu_us,
                    floor.cpu_us,
                    budget=1.5,
                    detail=f"(CPU {ours.cpu_us / 1000:.1f} ms against {floor.cpu_us / 1000:.1f} ms; "
                    f"wall {ours.wall_us / 1000:.1f} against {floor.wall_us / 1000:.1f})",
                )


_MANY_LAYERS = """
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)
INSERT INTO movement (seq, document_id, line_no, kind, product_id, location_id, quantity_milli, value_minor,
    happened_us, book_date)
SELECT i + 1, i / 1000 + 1, i % 1000 + 1, 'delivery', i / 3 + 1, 1, 9000, 900 + i % 7, 0, 20260302 FROM n
"""
_PLAIN_SCAN = """
SELECT product_id, location_id, sum(quantity_milli - taken_milli), sum(value_minor - taken_minor) FROM layer
WHERE taken_milli < quantity_milli GROUP BY product_id, location_id
"""


def measure_valuation(verdicts: Verdicts, folder: Path, products: int) -> None:
    """What FIFO stock is worth, against a plain scan of its three layers a product."""
    book = database.create(folder / "layers.book", SHOP)
    connection = book._connection()
    load_products(book, products)
    connection.execute("CREATE TEMP TABLE calendar (place INTEGER PRIMARY KEY, day INTEGER NOT NULL)")
    connection.executemany("INSERT INTO calendar VALUES (?, 20260302)", [(place,) for place in range(products)])
    with book.writing():
        connection.execute(_DOCUMENTS, (products * 3 // 1000, FIRST_US, DAY_US, FIRST_US, DAY_US))
        connection.execute(_MANY_LAYERS, (products * 3,))
        connection.execute("INSERT INTO level SELECT product_id, 1, 0, sum(quantity_milli) FROM movement GROUP BY 1")
        connection.execute("INSERT INTO layer SELECT seq, product_id, 1, 0, seq, 9000, value_minor, 0, 0 FROM movement")
        connection.execute(
            "INSERT INTO pool SELECT product_id, 1, 'fifo', sum(quantity_milli), sum(value_minor), 0, 0, 1000000, 1, 0"
            " FROM movement GROUP BY 1"
        )
    found = in_turns(
        {
            "floor": lambda _: list(connection.execute(_PLAIN_SCAN)),
            "value": lambda _: Shelf(book).stock_on_hand(),
            "layers": lambda _: Valuation(book).valuation_layers(),
        },
        turns=TURNS,
        warm_up=2,
    )
    floor = found["floor"].cpu_us
    for what, budget in (("value", 1.5), ("layers", 12.0)):
        ours = found[what].cpu_us
        name = {"value": "stock on hand with its value", "layers": "each layer with its document"}[what]
        detail = f"({ours / 1000:.0f} ms against {floor / 1000:.0f} ms)"
        verdicts.compare(
            f"FIFO, {products:,} products: {name}, beside a scan of the layers", ours, floor, budget=budget,
            detail=detail,
        )  # fmt: skip


if __name__ == "__main__":
    verdicts = Verdicts()
    sizes = [int(text) for text in sys.argv[1:]] or [1, 10, 100]
    with tempfile.TemporaryDirectory() as name:
        measure_past(verdicts, Path(name), sizes)
        measure_valuation(verdicts, Path(name), 100_000)
    verdicts.leave()
