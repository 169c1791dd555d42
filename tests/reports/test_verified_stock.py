"""Stock is the sum of what moved it, and its value the sum of its parts: each way to break that is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.shop import Costing
from app.reports.findings import Finding
from app.reports.verified_stock import ledger_findings, shelf_findings
from app.store.queries import verification
from tests.books import passing_counter
from tests.reports.damage import codes, damage, prove
from tests.reports.shops import TryShop

A1, AVG, LOW = (f"(SELECT id FROM product WHERE sku = '{sku}')" for sku in ("A1", "AVG", "LOW"))
SHOP_A1 = f"product_id = {A1} AND location_id = 1"
SHOP_AVG = f"product_id = {AVG} AND location_id = 1"
SHOP_LOW = f"product_id = {LOW} AND location_id = 1"
CORRECTION = "kind = 'correction'"

DAMAGES = [
    (f"UPDATE level SET quantity_milli = quantity_milli + 1000 WHERE {SHOP_A1}", "verify_level"),
    (f"DELETE FROM level WHERE {SHOP_A1}", "verify_level"),
    ("INSERT INTO level VALUES (2, 2, 1, 500)", "verify_level"),
    (f"UPDATE pool SET quantity_milli = quantity_milli + 1000 WHERE {SHOP_A1}", "verify_pool_quantity"),
    (f"UPDATE pool SET value_minor = value_minor + 1 WHERE {SHOP_A1}", "verify_pool_value"),
    (f"DELETE FROM pool WHERE {SHOP_A1}", "verify_pool_quantity"),
    (f"UPDATE pool SET last_cost_micro = 1 WHERE {SHOP_A1}", "verify_last_cost"),
    (f"UPDATE pool SET last_cost_micro = NULL WHERE {SHOP_A1}", "verify_last_cost"),
    ("UPDATE pool SET last_cost_micro = 1 WHERE counted = 0", "verify_last_cost"),
    (f"UPDATE pool SET counted = 0 WHERE {SHOP_A1}", "verify_counted"),
    ("UPDATE pool SET counted = 1 WHERE counted = 0", "verify_counted"),
    (f"UPDATE pool SET base_minor = base_minor + 1 WHERE {SHOP_AVG}", "verify_base"),
    (f"UPDATE pool SET base_milli = base_milli + 1000 WHERE {SHOP_AVG}", "verify_base"),
    (f"UPDATE pool SET base_milli = 0 WHERE {SHOP_AVG}", "verify_base"),
    ("UPDATE layer SET taken_milli = 0, taken_minor = 0 WHERE movement_seq = 1", "verify_layers_quantity"),
    ("UPDATE layer SET taken_milli = taken_milli + 500 WHERE movement_seq = 3", "verify_layer"),
    ("UPDATE layer SET taken_minor = taken_minor + 1 WHERE movement_seq = 2", "verify_layer"),
    ("UPDATE layer SET value_minor = value_minor + 1 WHERE movement_seq = 1", "verify_layer"),
    ("UPDATE layer SET quantity_milli = quantity_milli + 1 WHERE movement_seq = 1", "verify_layer"),
    ("UPDATE layer SET location_id = 2 WHERE movement_seq = 1", "verify_layer"),
    ("UPDATE layer SET product_id = 4 WHERE movement_seq = 1", "verify_layer"),
    ("DELETE FROM layer WHERE movement_seq = 1", "verify_layer"),
    ("INSERT INTO layer SELECT seq, product_id, location_id, 0, seq, 1, 0, 1, 0 FROM movement WHERE quantity_milli < 0"
     " LIMIT 1", "verify_layer"),
    (f"UPDATE shortage SET quantity_milli = quantity_milli + 5000 WHERE {SHOP_LOW}", "verify_shortage"),
    (f"UPDATE shortage SET value_minor = value_minor + 500 WHERE {SHOP_LOW}", "verify_shortage"),
    (f"UPDATE shortage SET covered_minor = covered_minor + 1 WHERE {SHOP_A1}", "verify_shortage"),
    (f"UPDATE shortage SET covered_milli = 0, covered_minor = 0 WHERE {SHOP_LOW}", "verify_layers_quantity"),
    (f"UPDATE shortage SET location_id = 2 WHERE {SHOP_LOW}", "verify_shortage"),
    (f"DELETE FROM shortage WHERE {SHOP_LOW}", "verify_layers_quantity"),
    ("DELETE FROM movement WHERE seq = 3", "verify_ledger_gap"),
    ("UPDATE movement SET seq = 5000 WHERE seq = 3", "verify_ledger_gap"),
    ("UPDATE movement SET quantity_milli = quantity_milli + 1000 WHERE seq = 1", "verify_level"),
    ("UPDATE movement SET value_minor = value_minor + 1 WHERE seq = 1", "verify_pool_value"),
    ("UPDATE movement SET location_id = 2 WHERE seq = 1", "verify_level"),
    ("UPDATE movement SET lot_id = 1 WHERE seq = 1", "verify_lot"),
    ("UPDATE movement SET lot_id = 0 WHERE lot_id = 1", "verify_level"),
    ("UPDATE lot SET product_id = 1 WHERE number = 'L7'", "verify_lot"),
    (f"UPDATE movement SET cause_seq = NULL WHERE {CORRECTION}", "verify_correction"),
    (f"UPDATE movement SET cause_seq = 1 WHERE {CORRECTION}", "verify_correction"),
    (f"UPDATE movement SET cause_seq = seq + 1 WHERE {CORRECTION}", "verify_correction"),
    (f"UPDATE movement SET quantity_milli = 1000 WHERE {CORRECTION}", "verify_correction"),
    ("UPDATE movement SET cause_seq = 1 WHERE seq = 2", "verify_correction"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "code"), DAMAGES)
def test_stock_that_is_not_what_moved_it_is_found(book_copy: Path, statement: str, code: str) -> None:
    damage(book_copy, statement)
    assert code in codes(prove(book_copy))


def test_a_finding_says_which_goods_and_what_they_should_be(book_copy: Path) -> None:
    damage(book_copy, f"UPDATE level SET quantity_milli = 7500 WHERE {SHOP_A1}")
    found = prove(book_copy).found
    assert [str(finding) for finding in found] == ["The level of A1 at shop is 7.5, but its movements come to 1."]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    shop = TryShop(tmp_path / "shop.book")
    yield shop
    shop.book.close_thread()


def stock_findings(shop: TryShop) -> list[Finding]:
    """What is wrong with ledger and shelves."""
    with shop.book.reading() as connection:
        return [*ledger_findings(connection), *shelf_findings(connection, shop.book.shop.currency)]


def test_a_shortage_that_was_covered_in_part_stands_with_the_rest(shop: TryShop) -> None:
    shop.product("A1", cost="1.00", costing="average")
    shop.sell(("A1", "3"))
    shop.deliver(("A1", "1", "1.50"))
    assert stock_findings(shop) == []
    with shop.book.reading() as connection:
        (shelved,) = verification.shelves(connection)
        assert (shelved.open_layers, shelved.open_shortages) == ((0, 0), (2000, 200))


def test_an_empty_book_is_right(shop: TryShop) -> None:
    assert stock_findings(shop) == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["deliver", "sell", "sell", "back"]),
        st.sampled_from(["F", "A"]),
        st.integers(1, 2500),
        st.integers(0, 400),
    ),
    max_size=14,
)


@settings(max_examples=40)
@given(steps=STEPS)
def test_whatever_happened_an_untouched_book_is_right(steps: list[tuple[str, str, int, int]]) -> None:
    with passing_counter() as counter:
        for sku, costing in (("F", Costing.FIFO), ("A", Costing.AVERAGE)):
            counter.product(sku, "2.00", unit="kg", costing=costing.value)
        sold: list[tuple[str, int]] = []
        for place, (what, sku, milli, cents) in enumerate(steps):
            uid, quantity = f"u{place}", f"{milli // 1000}.{milli % 1000:03d}"
            if what == "deliver":
                counter.deliver(uid, sku, quantity, f"{cents // 100}.{cents % 100:02d}")
            elif what == "sell":
                counter.sell(uid, sku, quantity)
                sold.append((uid, milli))
            elif sold:
                of, whole = sold.pop()
                part = max(1, whole * (cents % 10) // 10)
                counter.take_back(uid, of, quantity=f"-{part // 1000}.{part % 1000:03d}")
        found = prove(counter.book.path)
        assert [str(finding) for finding in found.found] == []


def test_the_proof_reads_row_by_row_and_sorts_nothing(shop: TryShop) -> None:
    with shop.book.reading() as connection:
        for sql in (verification._LEDGER, verification._MOVEMENTS_OF, verification._RECORDED_BACK):
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", (1, 1)[: sql.count("?")])]
            assert not [step for step in plan if "TEMP B-TREE" in step], plan
