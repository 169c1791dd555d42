"""What keeps a period from being closed is found, and nothing else."""

from dataclasses import replace

import pytest

from app.reports.asked import Asked
from app.reports.period_end import period_end
from app.reports.tie_out import tie_out_findings
from app.reports.verification import Verification
from app.store.queries import tie_out as queries
from tests.books import refused
from tests.reports.damage import damage


def found(counter, report=None):
    with counter.book.reading() as connection:
        told = report or period_end(connection, counter.book.shop, Asked())
        return [one.code for one in tie_out_findings(connection, counter.book.shop, Asked(), told)]


@pytest.fixture
def shop(counter):
    """Goods under every method, some of them below zero."""
    for costing in ("fifo", "lifo", "average", "standard", "specific"):
        sku = costing.upper()
        counter.product(sku, costing=costing, standard_cost="1.10")
        counter.deliver(f"{sku}1", sku, "3", "1.00")
        counter.deliver(f"{sku}2", sku, "3", "1.33")
        counter.sell(f"{sku}3", sku, "4")
        counter.product(f"{sku}-", costing=costing, standard_cost="1.10", cost="0.90")
        counter.sell(f"{sku}4", f"{sku}-", "2")
    return counter


def test_a_right_book_ties_out(shop):
    assert found(shop) == []


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE level SET quantity_milli = 1 WHERE product_id = 1", "verify_level"),
        ("INSERT INTO level VALUES (1, 1, 7, 1000)", "verify_level"),
        ("DELETE FROM level WHERE product_id = 1", "verify_level"),
        ("UPDATE pool SET quantity_milli = 1 WHERE product_id = 1", "verify_pool_quantity"),
        ("UPDATE pool SET value_minor = 1 WHERE method = 'average'", "verify_pool_value"),
        ("UPDATE pool SET base_minor = 1 WHERE method = 'average'", "verify_base"),
        ("UPDATE product SET standard_cost_micro = 2000000 WHERE costing = 'standard'", "verify_standard"),
        ("UPDATE layer SET value_minor = value_minor + 5", "verify_layers_value"),
        ("UPDATE layer SET taken_milli = quantity_milli", "verify_layers_quantity"),
        ("UPDATE shortage SET value_minor = value_minor + 5", "verify_layers_value"),
    ],
)
def test_each_kind_of_damage_is_found(shop, damage, code):
    connection = shop.book._connection()
    connection.execute("PRAGMA foreign_keys = off")
    connection.execute(damage)
    assert code in found(shop)


def test_goods_on_the_level_of_another_lot_are_found(counter):
    counter.product("A", tracking="lot")
    lines = [{"sku": "A", "quantity": "2", "unit_cost": "1.00", "lot": lot} for lot in ("L1", "L2")]
    counter.post("delivery", "d1", lines=lines)
    assert found(counter) == []
    counter.book._connection().execute(
        "UPDATE level SET quantity_milli = quantity_milli + iif(lot_id = (SELECT max(lot_id) FROM level), 1000, -1000)"
    )
    assert found(counter) == ["verify_level", "verify_level"]


def test_after_a_close_only_what_moved_since_is_summed(shop):
    shop.clock.put("2026-03-03T09:00:00+01:00")
    shop.post("period_close", "p1", through="2026-03-02")
    shop.sell("s9", "FIFO", "1")
    assert found(shop) == []
    shop.book._connection().execute("UPDATE pool SET value_minor = 1 WHERE method = 'lifo'")
    assert "verify_pool_value" in found(shop)
    with shop.book.reading() as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {queries._UNEQUAL}", (0, 0, 0, 0))
        plan = [str(row[3]) for row in steps]
    assert not [step for step in plan if step.startswith("SCAN movement")]


def test_a_report_whose_rows_do_not_close_is_found(shop):
    with shop.book.reading() as connection:
        report = period_end(connection, shop.book.shop, Asked())
    places = [column.name for column in report.columns]
    row = list(report.rows[0])
    row[places.index("closing_quantity")] += 1
    row[places.index("tie_out")] = 7
    wrong = replace(report, rows=[tuple(row)])
    assert found(shop, wrong) == ["verify_period_quantity", "verify_period_value"]


def test_a_report_that_is_not_what_the_journal_says_is_found(shop):
    with shop.book.reading() as connection:
        report = period_end(connection, shop.book.shop, Asked())
    for column in ("closing_value", "perpetual_cogs"):
        wrong = replace(report, totals={**report.totals, column: 1})
        assert found(shop, wrong) == ["verify_account"]


def test_a_count_that_says_it_has_bought_something_is_found_and_keeps_the_period_open(counter):
    counter.product("A", costing="standard", standard_cost="2.00")
    counter.product("B")
    counter.deliver("d1", "B", "5", "1.00")
    # The first count is opening stock, the second one a loss.
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "3"}, {"sku": "B", "counted": "4"}])
    assert found(counter) == []
    for kind in ("opening_stock", "count_loss"):
        damage(counter.book.path, f"UPDATE movement SET variance_minor = 7 WHERE kind = '{kind}'")
        assert found(counter) == ["verify_count_variance"]
        assert "verify_count_variance" in {one.code for one in Verification(counter.book).run().found}
        counter.clock.put("2026-03-03T09:00:00+01:00")
        refusal = refused(counter.post, "period_close", "p1", through="2026-03-02")
        assert refusal.code == "does_not_tie_out"
        assert "has a purchase variance of 0.07" in refusal.facts["what"]
        damage(
            counter.book.path, "UPDATE movement SET variance_minor = 0 WHERE kind LIKE 'count%' OR kind LIKE 'open%'"
        )
    counter.post("period_close", "p1", through="2026-03-02")
