"""Which labels are asked for: of a delivery, of a list, of changed prices."""

from datetime import date

import pytest

from app.domain.labelling import LabelWish, Listed
from app.domain.refusal import Refusal
from app.reports.labels import LabelFacts
from app.reports.lookups import Lookups
from app.services.labelling import Labelling


@pytest.fixture
def facts(counter):
    counter.product("A", name="Apple juice", price="1.50", codes=["4006381333931", {"code": "P6", "quantity": "6"}])
    counter.product("M", name="Milk", tracking="lot", codes=["96385074"])
    counter.product("S", name="Phone", tracking="serial")
    counter.product("K", name="Bananas", unit="kg", codes=["P6"])
    return LabelFacts(counter.book)


def ids(counter, *skus):
    return [counter.one("SELECT id FROM product WHERE sku = ?", sku) for sku in skus]


def test_a_delivery_asks_for_a_label_for_each_piece_with_what_is_known_of_it(counter, facts):
    apple, milk, phone, fruit = ids(counter, "A", "M", "S", "K")
    lines = [
        {"sku": "A", "quantity": "3", "unit_cost": "1"},
        {"sku": "M", "quantity": "2", "unit_cost": "1", "lot": "L7", "expiry": "2027-03-01"},
        {"sku": "S", "quantity": "2", "unit_cost": "1", "serials": ["X", "Y"]},
        {"sku": "K", "quantity": "12.5", "unit_cost": "1"},
    ]
    counter.post("delivery", "d1", lines=lines)
    assert facts.delivered("d1") == (
        LabelWish(apple, 3),
        LabelWish(milk, 2, "L7", expiry=date(2027, 3, 1)),
        LabelWish(phone, 1, "", "X"),
        LabelWish(phone, 1, "", "Y"),
        LabelWish(fruit, 1),
    )
    assert facts.goods([apple])[apple].on_hand_milli == 3000


def test_what_came_broken_gets_no_label(counter, facts):
    apple, phone = ids(counter, "A", "S")
    lines = [
        {"sku": "A", "quantity": "12", "unit_cost": "1", "damaged": "1"},
        {"sku": "S", "quantity": "2", "unit_cost": "1", "serials": ["X", "Y"], "damaged": "1"},
        {"sku": "A", "quantity": "2", "unit_cost": "1", "damaged": "2"},
    ]
    counter.post("delivery", "d1", lines=lines)
    assert facts.delivered("d1") == (LabelWish(apple, 11), LabelWish(phone, 1, "", "X"))


def test_an_unknown_or_reversed_delivery_is_refused(counter, facts):
    counter.deliver("d1", "A", "3", "1")
    counter.post("reversal", "z1", of="d1", reason="wrong")
    for uid in ("d1", "none"):
        with pytest.raises(Refusal, match="unknown_delivery"):
            facts.delivered(uid)


def test_a_list_names_products_by_sku_or_code(counter, facts):
    apple, milk = ids(counter, "A", "M")
    rows = [Listed(2, "A", 2), Listed(3, "04006381333931", 1), Listed(4, "96385074", 5)]
    assert facts.listed(rows) == (LabelWish(apple, 2), LabelWish(apple, 1), LabelWish(milk, 5))
    with pytest.raises(Refusal) as refused:
        facts.listed([Listed(2, "A"), Listed(7, "nothing")])
    assert (refused.value.code, refused.value.facts["row"]) == ("unknown_in_list", 7)
    with pytest.raises(Refusal) as refused:
        facts.listed([Listed(2, "P6")])
    assert refused.value.code == "several_in_list"


def test_the_code_of_a_pack_and_the_weight_of_weighed_goods_are_asked_for(counter, facts):
    counter.product("C", "0.99", name="Cola", codes=["5449000000996", {"code": "15449000000993", "quantity": "24"}])
    counter.product("K", "12.90", name="Cheese", unit="kg", codes=["2811110000006"])
    cola, cheese = ids(counter, "C", "K")
    rows = [Listed(2, "15449000000993", 2), Listed(3, "5449000000996", 1, 330), Listed(4, "K", 1, 352)]
    pack, can, piece = facts.listed(rows)
    assert pack == LabelWish(cola, 2, code="15449000000993")
    # What a can weighs goes into no code.
    assert can == LabelWish(cola)
    assert piece == LabelWish(cheese, weight_milli=352)


def test_a_scan_asks_for_the_label_of_what_was_scanned(counter, facts):
    counter.product("C", "0.99", name="Cola", codes=["5449000000996", {"code": "15449000000993", "quantity": "24"}])
    counter.product("K", "12.90", name="Cheese", unit="kg", codes=["2811110000006"])
    cola, cheese = ids(counter, "C", "K")
    lookups = Lookups(counter.book)
    scans = ("15449000000993", "5449000000996", "2811111003525", "nothing")
    asked = [facts.scanned(lookups.scan(text, location="shop")) for text in scans]
    weighed = LabelWish(cheese, weight_milli=352)
    assert asked == [LabelWish(cola, code="15449000000993"), LabelWish(cola), weighed, None]


def test_a_new_price_asks_for_a_label_until_it_was_printed(counter, facts):
    (apple,) = ids(counter, "A")
    labelling = Labelling(counter.book, counter.clock)
    assert facts.repriced() == ()
    labelling.note_printed([apple])
    assert facts.repriced() == ()
    counter.product("A", "1.60", name="Apple juice")
    assert facts.repriced() == (LabelWish(apple),)
    labelling.note_printed([apple])
    assert facts.repriced() == ()


def test_a_product_without_a_label_so_far_counts_where_its_price_was_changed(counter, facts):
    milk, apple = ids(counter, "M", "A")
    counter.sell("s1", "A")
    assert facts.repriced() == ()
    counter.product("A", "1.80", name="Apple juice")
    counter.product("M", "9.00", name="Milk")
    assert facts.repriced() == (LabelWish(apple), LabelWish(milk))
    counter.product("A", "1.80", name="Apple juice", active=False)
    assert facts.repriced() == (LabelWish(milk),)


def test_a_template_is_tried_with_a_product_that_has_a_code_and_a_long_name(counter, facts):
    assert list(facts.sample_ids()[:1]) == ids(counter, "A")
    counter.product("Z", name="Without a code, however long its name may be", codes=[])
    counter.product("A", active=False)
    assert list(facts.sample_ids()[:1]) == ids(counter, "K")
