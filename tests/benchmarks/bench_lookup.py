"""Finding products among a million: by code beside one prepared SELECT, by words beside the bare full-text query."""

from __future__ import annotations

import random
import tempfile
import time
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
FLOOR_WORDS = "SELECT rowid FROM product_search WHERE product_search MATCH ? LIMIT 20"


def product(number: int) -> ProductAsked:
    chooser = random.Random(number)
    name = " ".join(chooser.choice(WORDS) for _ in range(3)) + f" {number % 9973}"
    if number % 10 == 0:
        name = "".join(chooser.choice(CHINESE) for _ in range(6))
    return ProductAsked(
        f"P{number}", name=name, price_micro=1_490_000, rate_milli=19000, category=WORDS[number % 19],
        codes=(Code(ean13(number)),),
    )  # fmt: skip


def ean13(number: int) -> str:
    body = f"40{number:010d}"
    odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
    return f"{body}{-(odd + 3 * even) % 10}"


def measure(verdicts: Verdicts, count: int, folder: Path) -> float:
    book = database.create(folder / f"{count}.book", SHOP)
    began = time.perf_counter()
    Cataloguing(book).import_products(product(number) for number in range(count))
    print(f"     {count:,} products imported at {count / (time.perf_counter() - began):,.0f} a second")
    lookups = Lookups(book)
    floor = book._connection()
    chooser = random.Random(1)
    codes = [ean13(chooser.randrange(count)) for _ in range(TURNS + 20)]
    found = in_turns(
        {
            "floor": lambda turn: list(floor.execute(FLOOR_CODE, (1, codes[turn]))),
            "store": lambda turn: items.by_code(floor, codes[turn], location_id=1),
            "scan": lambda turn: lookups.scan(codes[turn], location="shop"),
        },
        turns=TURNS,
    )
    raw, store, scan = (found[name].cpu_us for name in ("floor", "store", "scan"))
    detail = f"({store:.0f} us against {raw:.0f} us; with parsing and its own moment of the book {scan:.0f} us)"
    verdicts.compare(f"code to product, {count:,} products", store, raw, budget=1.5, detail=detail)
    typed = {
        "two words": [f"{chooser.choice(WORDS)[:4]} {chooser.choice(WORDS)[:3]}" for _ in codes],
        "one letter": [chooser.choice("abcdefghijklmnopqrst") for _ in codes],
        "two Chinese characters": [chooser.choice(CHINESE) + chooser.choice(CHINESE) for _ in codes],
        "a number": [str(chooser.randrange(9973)) for _ in codes],
    }
    for what, texts in typed.items():
        matches = [dialect_sqlite.match_words(text) for text in texts]
        turned = in_turns(
            {
                "floor": lambda turn, matches=matches: list(floor.execute(FLOOR_WORDS, (matches[turn],))),
                "search": lambda turn, texts=texts: items.by_words(floor, texts[turn], location_id=1, limit=20),
            },
            turns=TURNS,
        )
        detail = f"({turned['search'].cpu_us:.0f} us against {turned['floor'].cpu_us:.0f} us)"
        verdicts.compare(
            f"search for {what}, {count:,} names",
            turned["search"].cpu_us,
            turned["floor"].cpu_us,
            budget=2.0,
            detail=detail,
        )
    return store


if __name__ == "__main__":
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as name:
        small = measure(verdicts, 10_000, Path(name))
        large = measure(verdicts, 1_000_000, Path(name))
        verdicts.compare("code to product, 1,000,000 beside 10,000", large, small, budget=1.5)
    verdicts.leave()
