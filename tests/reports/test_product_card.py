"""A product's card: places, lots, layers and history, each figure as the ledger has it."""

import pytest

from app.domain.product import Tracking
from app.domain.shop import Costing
from app.reports.product_card import ProductCards


@pytest.fixture
def cards(counter):
    counter.post("location", code="back", name="Back room")
    return ProductCards(counter.book)


def card_of(counter, cards, sku="A"):
    return cards.card(sku, now_us=counter.clock.now_us())


def test_a_sku_that_nobody_has_has_no_card(counter, cards):
    assert card_of(counter, cards, "nobody") is None
    assert cards.history("nobody").rows == ()


def test_what_never_came_in_is_not_yet_counted_and_costs_what_the_catalogue_says(counter, cards):
    counter.product("A", cost="0.70", reorder_point="2")
    card = card_of(counter, cards)
    assert (card.quantity_milli, card.value_minor, card.unit_cost_micro) == (0, 0, 700_000)
    assert (card.is_uncounted, card.is_low, card.is_negative, card.is_uncosted) == (True, False, False, False)
    assert (card.places, card.spots, card.layers, card.has_stock) == ((), (), (), True)


def test_kits_and_services_have_no_stock_of_their_own(counter, cards):
    counter.product("A")
    counter.product("bag", stocked=False)
    counter.product("box", kit=[{"sku": "A", "quantity": "2"}])
    assert not card_of(counter, cards, "bag").has_stock
    box = card_of(counter, cards, "box")
    assert (box.has_stock, box.is_kit) == (False, True)


def test_the_card_adds_up_all_locations(counter, cards):
    counter.product("A", reorder_point="9")
    counter.deliver("d1", "A", "10", "1.00")
    counter.deliver("d2", "A", "5", "2.50", location="back")
    counter.sell("s1", "A", "4")
    card = card_of(counter, cards)
    assert (card.quantity_milli, card.value_minor) == (11_000, 1850)
    assert card.unit_cost_micro == 1_681_818  # 18.50 / 11
    assert [(place.name, place.quantity_milli, place.value_minor) for place in card.places] == [
        ("Shop", 6000, 600),
        ("Back room", 5000, 1250),
    ]
    assert (card.on_hand_milli("shop"), card.on_hand_milli("back"), card.on_hand_milli("moon")) == (6000, 5000, 0)
    assert not card.is_low
    counter.sell("s2", "A", "2")
    assert card_of(counter, cards).is_low


def test_open_layers_say_from_which_document_they_are_left_also_after_a_transfer(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.deliver("d2", "A", "10", "1.50")
    counter.sell("s1", "A", "4")
    counter.post("transfer", "m1", **{"from": "shop", "to": "back"}, lines=[{"sku": "A", "quantity": "3"}])
    layers = [
        (layer.number, layer.kind, layer.location, layer.left_milli, layer.unit_cost_micro, layer.value_minor)
        for layer in card_of(counter, cards).layers
    ]
    assert layers == [
        ("T0-D000001", "delivery", "Shop", 3000, 1_000_000, 300),
        ("T0-D000002", "delivery", "Shop", 10_000, 1_500_000, 1500),
        ("T0-D000001", "delivery", "Back room", 3000, 1_000_000, 300),
    ]


def test_under_the_average_a_layer_has_no_value_of_its_own(counter, cards):
    counter.product("A", costing="average")
    counter.deliver("d1", "A", "10", "1.00")
    card = card_of(counter, cards)
    assert card.method is Costing.AVERAGE
    assert [(layer.left_milli, layer.value_minor, layer.unit_cost_micro) for layer in card.layers] == [
        (10_000, None, None)
    ]


def test_lots_stand_by_their_expiry_and_say_when_they_are_too_old(counter, cards):
    counter.product("A", tracking="lot")
    for place, (lot, expiry) in enumerate(
        [("fresh", "2026-06-01"), ("old", "2026-03-01"), ("today", "2026-03-02"), ("week", "2026-03-09")]
    ):
        line = {"sku": "A", "quantity": "2", "unit_cost": "1.00", "lot": lot, "expiry": expiry}
        counter.post("delivery", f"d{place}", lines=[line])
    card = card_of(counter, cards)
    assert card.tracking is Tracking.LOT
    assert [(spot.lot, spot.state) for spot in card.spots] == [
        ("old", "expired"),
        ("today", "expiring"),
        ("week", "expiring"),
        ("fresh", ""),
    ]
    assert (card.on_hand_milli("shop", "old"), card.on_hand_milli("shop", "")) == (2000, 0)


def test_a_location_where_nothing_is_left_is_still_told(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "1", "1.00")
    counter.sell("s1", "A")
    assert [(spot.place.name, spot.quantity_milli) for spot in card_of(counter, cards).spots] == [("Shop", 0)]


def test_goods_on_the_way_are_part_of_the_total_until_they_arrive(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "5", "1.00")
    lines = [{"sku": "A", "quantity": "2"}]
    counter.post("transfer", "m1", **{"from": "shop", "to": "back"}, lines=lines, step="send")
    card = card_of(counter, cards)
    assert card.quantity_milli == 5000
    assert [(spot.place.is_on_the_way, spot.quantity_milli) for spot in card.spots] == [(False, 3000), (True, 2000)]
    counter.post("transfer_receipt", "n1", of="m1")
    assert [spot.place.name for spot in card_of(counter, cards).spots] == ["Shop", "Back room"]


def test_the_history_runs_back_with_the_balance_after_each_movement(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "A", "4")
    counter.post("transfer", "m1", **{"from": "shop", "to": "back"}, lines=[{"sku": "A", "quantity": "1"}])
    rows = [
        (row.kind, row.number, row.location, row.quantity_milli, row.value_minor, row.balance_milli)
        for row in cards.history("A").rows
    ]
    assert rows == [
        ("transfer_in", "T0-M000001", "Back room", 1000, 100, 6000),
        ("transfer_out", "T0-M000001", "Shop", -1000, -100, 5000),
        ("sale", "T1-000001", "Shop", -4000, -400, 6000),
        ("delivery", "T0-D000001", "Shop", 10_000, 1000, 10_000),
    ]


def test_a_document_that_comes_late_stands_at_its_day_and_the_balances_still_meet(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.clock.put("2026-03-05T09:00:00+01:00")
    counter.sell("s1", "A", "1")
    counter.deliver("d2", "A", "5", "1.00", at="2026-03-03T09:00:00+01:00")
    assert [(row.book_date, row.balance_milli) for row in cards.history("A").rows] == [
        (20260305, 14_000),
        (20260303, 15_000),
        (20260302, 10_000),
    ]


def test_pages_of_a_history_join_without_a_gap(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "50", "1.00")
    counter.deliver("d2", "A", "50", "1.00", location="back")
    for number in range(7):
        counter.sell(f"s{number}", "A", "1")
    whole, read, mark = cards.history("A"), [], None
    while True:
        page = cards.history("A", mark, limit=2)
        read += page.rows
        mark = page.more
        if mark is None:
            break
    assert whole.more is None
    assert read == list(whole.rows)
    assert [row.balance_milli for row in read][-2:] == [100_000, 50_000]


def test_what_a_new_unit_cost_does_to_the_value_is_known_before(counter, cards):
    counter.product("A")
    counter.deliver("d1", "A", "3", "1.00")
    counter.deliver("d2", "A", "2", "1.00", location="back")
    assert card_of(counter, cards).change_by_cost_minor("shop", 333_333, 2) == -200  # 3 x 0.333333 = 1.00
    counter.post("revaluation", "v1", lines=[{"sku": "A", "unit_cost": "0.333333"}])
    assert counter.stock("A") == (3000, 100)


def test_a_new_standard_holds_at_every_location(counter, cards):
    counter.product("A", costing="standard", standard_cost="1.00")
    counter.deliver("d1", "A", "3", "1.00")
    counter.deliver("d2", "A", "2", "1.00", location="back")
    assert card_of(counter, cards).change_by_cost_minor("shop", 800_000, 2) == -100
    counter.post("revaluation", "v1", lines=[{"sku": "A", "unit_cost": "0.80"}])
    card = card_of(counter, cards)
    assert (card.value_minor, card.unit_cost_micro) == (400, 800_000)


def test_the_reasons_are_those_of_every_shop_and_its_own(counter, cards):
    counter.post("reason", code="tasting", name="Given to taste")
    reasons = dict(cards.reasons())
    assert reasons["damaged"] == ""
    assert reasons["tasting"] == "Given to taste"
    assert cards.locations() == (("shop", "Shop"), ("back", "Back room"))


def test_what_never_came_in_where_it_sells_costs_what_it_did_elsewhere(counter, cards):
    counter.product("A")
    counter.sell("s1", "A", "6")
    counter.deliver("d1", "A", "4", "3.00", location="back")
    card = card_of(counter, cards)
    assert (card.unit_cost_micro, card.is_uncosted) == (3_000_000, False)
