"""Finding products among a million: by code beside one prepared SELECT, by words beside the bare full-text query.

A search is held to the full-text query for twenty numbers of rows. A list shows products: what it costs to fetch
number, SKU, name and price of the twenty without any code of ours is printed beside it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from side_by_side import Verdicts, in_turns

from app.domain.figures import currency
from app.domain.product import Code
from app.domain.requests import ProductAsked
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.reports.lookups import Lookups
from app.services.cataloguing import Cataloguing
from app.store import database, dialect_sqlite
from app.store.queries import items

SHOP = Shop(
    "Bench", currency("EUR"), "DE", TaxPolicy.INCL_RATE, True, None, Costing.FIFO, StockSystem.PERPETUAL, None,
    "Europe/Berlin", 240, "en",
)  # fmt: skip
WORDS = (
    "apple bread cheese dark espresso fine grape honey iced juice kiwi lemon mint nut oat pear rice salt tea".split()
)
CHINESE = "茶绿红咖啡牛奶面包苹果香蕉米饭豆腐鸡蛋鱼虾盐糖油"
TURNS = 400
IMPORTED = 1000  # by the catalogue itself; the others are loaded as rows

# What a till has to know of a scanned product, as one prepared statement.
FLOOR_CODE = """
SELECT product.id, sku, product.name, product.price_micro, rate_milli, tax_code, unit, category.name, stocked, active,
    negative_stock, tracking, minimum_age, open_price, deposit_id, pool.quantity_milli, pool.counted,
    product_code.quantity_milli, product_code.price_micro
FROM product_code JOIN product ON product.id = product_code.product_id
LEFT JOIN category ON category.id = product.category_id
LEFT JOIN pool ON pool.product_id = product.id AND pool.location_id = ?
WHERE code = ?
"""
FLOOR_NUMBERS = "SELECT rowid FROM product_search WHERE product_search MATCH ? LIMIT 20"
FLOOR_WORDS = f"""
SELECT product.id, sku, name, price_micro
FROM ({FLOOR_NUMBERS.replace("rowid", "rowid AS found")}) CROSS JOIN product ON product.id = found
"""


def product(number: int) -> ProductAsked:
    chooser = random.Random(number)
    name = " ".join(chooser.choice(WORDS) for _ in range(3)) + f" {number % 9973}"
    if number % 10 == 0:
        name = "".join(chooser.choice(CHINESE) for _ in range(6))
    return ProductAsked(
        f"P{number}", name=name, price_micro=1_490_000, rate_milli=19000, category=WORDS[number % 19],
        codes=(Code(ean13(number)),),
    )  # fmt: skip


def load(connection: database.Connection, asked: Iterable[ProductAsked]) -> None:
    """Write the rows of many more products as the catalogue writes them, in a tenth of the time."""
    categories = dict(connection.execute("SELECT name, id FROM category"))
    for some in batched(asked, 10_000):
        first = connection.execute("SELECT max(id) + 1 FROM product").get
        rows = list(enumerate(some, start=first))
        connection.executemany(
            "INSERT INTO product (id, sku, name, price_micro, rate_milli, category_id) VALUES (?, ?, ?, ?, ?, ?)",
            [(id_, one.sku, one.name, one.price_micro, one.rate_milli, categories[one.category]) for id_, one in rows],
        )
        connection.executemany(
            "INSERT INTO product_code (product_id, code) VALUES (?, ?)", [(id_, one.codes[0].text) for id_, one in rows]
        )
        connection.executemany(
            "INSERT INTO product_search (rowid, words) VALUES (?, ?)",
            [(id_, dialect_sqlite.index_words(f"{one.name} {one.sku} {one.codes[0].text}")) for id_, one in rows],
        )


def batched(many: Iterable[ProductAsked], size: int) -> Iterator[list[ProductAsked]]:
    """The same, so many at a time."""
    left = iter(many)
    while some := list(islice(left, size)):
        yield some


def ean13(number: int) -> str:
    body = f"40{number:010d}"
    odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
    return f"{body}{-(odd + 3 * even) % 10}"


def book_of(count: int, folder: Path) -> database.Book:
    book = database.create(folder / f"{count}.book", SHOP)
    Cataloguing(book).import_products(product(number) for number in range(IMPORTED))
    with book.writing() as connection:
        load(connection, map(product, range(IMPORTED, count)))
    return book


def own_order(texts: list[str]) -> list[str]:
    """The same in another order: else who comes first in each turn fetches the pages for the others."""
    return chooser.sample(texts, len(texts))


def measure_codes(verdicts: Verdicts, book: database.Book, count: int) -> tuple[float, float]:
    """What a look-up by code takes in microseconds: ours, and the prepared SELECT."""
    lookups, floor = Lookups(book), book._connection()
    codes = [ean13(chooser.randrange(count)) for _ in range(TURNS + 20)]
    others, scans = own_order(codes), own_order(codes)
    found = in_turns(
        {
            "floor": lambda turn: list(floor.execute(FLOOR_CODE, (1, codes[turn]))),
            "store": lambda turn: items.by_code(floor, others[turn], location_id=1),
            "scan": lambda turn: lookups.scan(scans[turn], location="shop"),
        },
        turns=TURNS,
    )
    raw, store, scan = (found[name].cpu_us for name in ("floor", "store", "scan"))
    detail = f"({store:.0f} us against {raw:.0f} us; with parsing and its own moment of the book {scan:.0f} us)"
    verdicts.compare(f"code to product, {count:,} products", store, raw, budget=1.5, detail=detail)
    return store, raw


def measure_words(verdicts: Verdicts, book: database.Book, count: int) -> None:
    floor = book._connection()
    turns = range(TURNS + 20)
    typed = {
        "two words": [f"{chooser.choice(WORDS)[:4]} {chooser.choice(WORDS)[:3]}" for _ in turns],
        "one letter": [chooser.choice("abcdefghijklmnopqrst") for _ in turns],
        "two Chinese characters": [chooser.choice(CHINESE) + chooser.choice(CHINESE) for _ in turns],
        "a number": [str(chooser.randrange(9973)) for _ in turns],
    }
    for what, texts in typed.items():
        rows_of, numbers_of = ([dialect_sqlite.match_words(text) for text in own_order(texts)] for _ in range(2))
        turned = in_turns(
            {
                "floor": lambda turn, of=rows_of: list(floor.execute(FLOOR_WORDS, (of[turn],))),
                "numbers": lambda turn, of=numbers_of: list(floor.execute(FLOOR_NUMBERS, (of[turn],))),
                "search": lambda turn, texts=texts: items.by_words(floor, texts[turn], location_id=1, limit=20),
            },
            turns=TURNS,
        )
        search, rows, numbers = (turned[name].cpu_us for name in ("search", "floor", "numbers"))
        detail = f"({search:.0f} us against {numbers:.0f} us; {search / rows:.2f}x of {rows:.0f} us for the bare rows)"
        verdicts.compare(f"search for {what}, {count:,} names", search, numbers, budget=2.0, detail=detail)


if __name__ == "__main__":
    verdicts, chooser = Verdicts(), random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        few = book_of(10_000, Path(name))
        small, small_raw = measure_codes(verdicts, few, 10_000)
        measure_words(verdicts, few, 10_000)
        many = book_of(1_000_000, Path(name))
        large, large_raw = measure_codes(verdicts, many, 1_000_000)
        measure_words(verdicts, many, 1_000_000)
        detail = f"(the prepared SELECT grows {large_raw / small_raw:.2f}x: pages that are not in memory)"
        verdicts.compare("code to product, 1,000,000 beside 10,000", large, small, budget=1.5, detail=detail)
    verdicts.leave()
