"""Prices to come and prices in bulk: what begins when, and the whole way back."""

import pytest

from app.base.trouble import Trouble
from app.domain.moment import read_date
from app.domain.pricing import Ending
from app.domain.refusal import Refusal
from app.domain.requests import ProductAsked
from app.domain.wording import sentence
from app.reports.labels import LabelFacts
from app.reports.product_record import ProductRecords
from app.services.pricing import Pricing


@pytest.fixture
def shop(counter):
    counter.product("A", "1.50", codes=["4006381333931"])
    counter.product("B", "10.00")
    counter.product("C", "0.00", stocked=False)
    return counter


def prices(shop):
    return dict(shop.rows("SELECT sku, price_micro / 10000 FROM product ORDER BY sku"))


def ids(shop):
    return [row[0] for row in shop.rows("SELECT id FROM product ORDER BY sku")]


def refused(verb, *needs, **more):
    with pytest.raises(Refusal) as caught:
        verb(*needs, **more)
    return caught.value.code


def test_a_price_begins_on_its_day(shop):
    shop.pricing.plan_price("A", 1_790_000, read_date("2026-03-05"))
    assert not shop.pricing.start_due().what
    assert prices(shop)["A"] == 150
    shop.clock.put("2026-03-05T03:59:00+01:00")  # the shop's day begins at four
    assert not shop.pricing.start_due().what
    shop.clock.put("2026-03-05T04:00:00+01:00")
    assert shop.pricing.start_due().what == {"products"}
    assert prices(shop)["A"] == 179
    assert not shop.pricing.start_due().what


def test_of_two_days_that_have_passed_the_later_price_holds(shop):
    shop.pricing.plan_price("A", 1_790_000, read_date("2026-03-05"))
    shop.pricing.plan_price("A", 1_990_000, read_date("2026-03-06"))
    shop.clock.put("2026-03-09T09:00:00+01:00")
    shop.pricing.start_due()
    assert prices(shop)["A"] == 199
    assert shop.rows("SELECT before, after FROM product_change ORDER BY id") == [
        ("1500000", "1790000"),
        ("1790000", "1990000"),
    ]


def test_what_is_planned_can_be_planned_otherwise_or_forgotten(shop):
    day = read_date("2026-03-05")
    shop.pricing.plan_price("A", 1_790_000, day)
    shop.pricing.plan_price("A", 1_690_000, day)
    assert shop.rows("SELECT price_micro FROM planned_price") == [(1_690_000,)]
    shop.pricing.drop_planned("A", day)
    assert refused(shop.pricing.drop_planned, "A", day) == "no_planned_price"


def test_a_price_of_today_begins_at_once_and_one_of_yesterday_never(shop):
    shop.pricing.plan_price("A", 1_790_000, read_date("2026-03-02"))
    assert prices(shop)["A"] == 179
    assert refused(shop.pricing.plan_price, "A", 1, read_date("2026-03-01")) == "price_in_past"
    assert refused(shop.pricing.plan_price, "Z", 1, read_date("2026-03-05")) == "unknown_product"


def test_many_prices_are_changed_and_changed_back_at_once(shop):
    done = shop.pricing.change_prices(ids(shop), 5_000, Ending.NINETY_NINE)
    assert (done.count, done.left) == (2, 1)
    assert prices(shop) == {"A": 199, "B": 1099, "C": 0}
    batch = ProductRecords(shop.book).newest_batch()
    assert (batch.what, batch.products) == ("+5 % .99", 2)
    back = shop.pricing.undo_change()
    assert (back.count, back.left) == (2, 0)
    assert prices(shop) == {"A": 150, "B": 1000, "C": 0}
    assert refused(shop.pricing.undo_change) == "no_prices_to_undo"


def test_a_price_that_was_changed_since_is_left_by_undo(shop):
    shop.pricing.change_prices(ids(shop), 5_000, Ending.NINETY_NINE)
    shop.product("A", "2.22")
    back = shop.pricing.undo_change()
    assert (back.count, back.left) == (1, 1)
    assert prices(shop) == {"A": 222, "B": 1000, "C": 0}


def test_a_change_that_changes_nothing_is_none_to_undo(shop):
    assert shop.pricing.change_prices(ids(shop), 0, Ending.EXACT).count == 0
    assert refused(shop.pricing.undo_change) == "no_prices_to_undo"


def test_what_cannot_be_changed_is_refused_and_leaves_all_as_it_was(shop):
    assert refused(shop.pricing.change_prices, [], 5_000, Ending.EXACT) == "no_goods_chosen"
    assert refused(shop.pricing.change_prices, ids(shop), 900_000, Ending.EXACT) == "bad_price_change"
    assert shop.one("SELECT count(*) FROM product_batch") == 0


def test_cashiers_change_no_prices(shop):
    shop.post("user", code="kim", name="Kim")
    with shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'cashier' WHERE code = 'kim'")
    pricing = Pricing(shop.book, shop.clock)
    for verb, needs in (
        (pricing.plan_price, ("A", 1, read_date("2026-03-05"))),
        (pricing.drop_planned, ("A", read_date("2026-03-05"))),
        (pricing.change_prices, (ids(shop), 1000, Ending.EXACT)),
        (pricing.undo_change, ()),
    ):
        assert refused(verb, *needs, user="kim") == "not_allowed"


def test_a_changed_price_waits_for_its_shelf_label(shop):
    facts = LabelFacts(shop.book)
    shop.pricing.change_prices(ids(shop)[1:2], 10_000, Ending.EXACT)
    assert [wish.product_id for wish in facts.repriced()] == ids(shop)[1:2]
    shop.pricing.undo_change()
    assert facts.repriced() == ()


def test_a_change_of_many_prices_that_ends_on_the_way_says_so_and_can_be_taken_back(shop):
    shop.cataloguing.import_products(
        [ProductAsked(f"L{row}", name="Long", price_micro=1_000_000) for row in range(500)]
    )
    many = [row[0] for row in shop.rows("SELECT id FROM product WHERE sku LIKE 'L%' ORDER BY id")]

    def stop(done: int, total: int) -> None:
        assert total == 500
        if done == 400:
            raise Trouble("stopped")

    with pytest.raises(Trouble) as half:
        shop.pricing.change_prices(many, 10_000, Ending.EXACT, on_row=stop)
    assert half.value.code == "prices_half_changed"
    assert "400 of 500 prices are done" in sentence(half.value.code, half.value.facts)
    assert shop.one("SELECT count(*) FROM product WHERE price_micro = 1100000") == 400
    # Stopped as well, the way back goes on where it was when it is asked again.
    with pytest.raises(Trouble):
        shop.pricing.undo_change(on_row=lambda done, _: stop(done + 200, 500))
    assert shop.pricing.undo_change().count == 200
    assert shop.one("SELECT count(*) FROM product WHERE price_micro = 1000000") >= 500
    assert refused(shop.pricing.undo_change) == "no_prices_to_undo"


def test_a_change_that_is_stopped_at_once_changes_nothing(shop):
    def stop(_done: int, _total: int) -> None:
        raise Trouble("stopped")

    with pytest.raises(Trouble, match="stopped"):
        shop.pricing.change_prices(ids(shop), 10_000, Ending.EXACT, on_row=stop)
    assert refused(shop.pricing.undo_change) == "no_prices_to_undo"
