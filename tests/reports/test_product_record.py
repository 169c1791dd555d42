"""A product as the catalogue has it: its figures, who changed what, prices to come, weeks, and free numbers."""

from dataclasses import replace

import pytest

from app.domain.moment import Moment, read_date
from app.domain.refusal import Refusal
from app.reports.product_record import Kind, ProductRecords


@pytest.fixture
def records(counter):
    counter.product("A", "1.50", name="Juice", codes=["4006381333931"], cost="0.80")
    counter.product("B", "2.00", codes=["4006381333931"])
    return ProductRecords(counter.book)


def record(counter, records, sku="A"):
    number = counter.one("SELECT id FROM product WHERE sku = ?", sku)
    return records.record(number, now_us=counter.clock.now_us())


def test_a_record_has_every_figure_and_says_whose_code_it_shares(counter, records):
    found = record(counter, records)
    assert (found.asked.name, found.asked.price_micro, found.asked.codes[0].text) == (
        "Juice", 1_500_000, "4006381333931",
    )  # fmt: skip
    assert (found.has_stock, found.shared, found.changes) == (False, (("4006381333931", "B"),), ())
    assert records.record(99, now_us=0) is None


def test_who_changed_what_is_kept(counter, records):
    counter.clock.put("2026-03-03T10:00:00+01:00")
    counter.product("A", "1.80", name="Apple juice", codes=["4006381333931", "A9"])
    found = record(counter, records)
    assert {(one.what, one.before, one.after) for one in found.changes if one.what != "codes"} == {
        ("name", "Juice", "Apple juice"),
        ("price_micro", "1500000", "1800000"),
    }
    assert {(one.book_date, one.person) for one in found.changes} == {(20260303, "Owner")}
    assert "A9" in next(one.after for one in found.changes if one.what == "codes")


def test_a_record_knows_the_prices_to_come_and_the_weeks(counter, records):
    counter.pricing.plan_price("A", 1_790_000, read_date("2026-03-05"))
    counter.deliver("d1", "A", "10", "0.80")
    counter.sell("s1", "A", "3")
    found = record(counter, records)
    assert [(one.starts, one.price_micro) for one in found.planned] == [(20260305, 1_790_000)]
    assert found.has_stock
    week = found.weeks[-1]
    assert (week.sold_milli, week.stock_milli, week.cost_micro) == (3000, 7000, 800_000)


def test_free_numbers_are_above_those_given_away(counter, records):
    assert records.free_code() == "2000000000015"
    counter.product("C", codes=["2000000000077"])
    assert records.free_code() == "2000000000084"
    assert records.free_sku() == "00004"
    counter.product("00005")
    assert records.free_sku() == "00006"


def test_where_all_numbers_are_taken_that_is_said(counter, records):
    for prefix in range(20, 30):
        last = f"{prefix}9999999999"
        digit = -sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(last)) % 10
        counter.product(f"L{prefix}", codes=[f"{last}{digit}"])
    with pytest.raises(Refusal) as refused:
        records.free_code()
    assert refused.value.code == "no_free_code"


def test_the_taxes_of_a_category_come_first_by_use(counter, records):
    counter.product("T1", tax="7", category="Tea")
    assert records.taxes("Tea") == ((7000, ""),)


def test_the_shops_day_begins_at_its_hour(counter, records):
    counter.clock.put("2026-03-03T03:00:00+01:00")
    assert records.today(Moment(counter.clock.now_us(), 60)) == 20260302


def test_new_goods_can_have_any_tax_of_the_shop_and_each_category_its_own(counter, records):
    counter.book.shop = replace(counter.book.shop, tax_rates=(19_000, 7000))
    assert set(records.kinds()) >= {Kind("", 19_000, ""), Kind("", 7000, "")}
    for sku, tax, category in (("A", "7", "Tea"), ("B", "7", "Tea"), ("C", "19", "Tea"), ("D", "19", "Mugs")):
        counter.product(sku, tax=tax, category=category)
    assert records.kinds()[-2:] == (Kind("Mugs", 19_000, ""), Kind("Tea", 7000, ""))
