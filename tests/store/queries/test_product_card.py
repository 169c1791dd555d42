"""A card costs the same however long a product's history is: nothing is sorted, only the end of an index is read."""

from app.store.queries import product_card, stock_list


def plan(counter, sql, values):
    with counter.book.reading() as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def test_a_history_is_read_backwards_from_its_index(counter):
    steps = plan(counter, product_card._MOVED, (1, 1, *product_card.NEWEST, 200))
    assert any("INDEX movement_product (product_id=? AND location_id=? AND book_date<" in step for step in steps)
    assert not [step for step in steps if "TEMP B-TREE" in step or step.startswith("SCAN")]


def test_the_list_of_all_goods_is_read_in_the_order_of_skus(counter):
    steps = plan(counter, stock_list._PAGES["all", False], (200,))
    assert not [step for step in steps if "TEMP B-TREE" in step]
