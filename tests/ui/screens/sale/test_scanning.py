"""From scans, typed codes and picked products to lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.product import Code, Item, Tracking, Unit
from app.ui.screens.sale.state import (
    AgeAsked,
    ChoiceAsked,
    ExactCash,
    PriceAsked,
    QuantityAsked,
)
from app.ui.sound import Tone
from tests.ui.till import BANANAS, BEER, MILK, SPARE, TEA, TryTill, open_till

PHONE = "5901234123457"


@pytest.fixture
def till(tmp_path: Path) -> TryTill:
    return open_till(tmp_path).started()


def test_a_scan_makes_a_line_and_then_the_tone(till: TryTill) -> None:
    till.sale.scanned(TEA)
    till.store.step()
    assert till.lines() == [(TEA, 1000, 249)]
    assert till.view.tones == []
    till.work()
    assert till.view.tones == [Tone.TAKEN]
    assert till.in_book() == ["AddItem"]


def test_the_same_code_twice_is_two_pieces(till: TryTill) -> None:
    till.scan(TEA, TEA)
    assert till.lines() == [(TEA, 2000, 498)]


def test_a_quantity_before_the_scan_counts_for_that_scan_alone(till: TryTill) -> None:
    till.sale.typed("3*")
    assert till.sale.quantity_milli == 3000
    till.scan(TEA)
    assert till.sale.quantity_milli is None
    till.scan(MILK)
    assert [line[1] for line in till.lines()] == [3000, 1000]


def test_a_quantity_and_a_code_can_be_typed_together(till: TryTill) -> None:
    till.sale.typed(f"2*{TEA}")
    till.work()
    assert till.lines() == [(TEA, 2000, 498)]


def test_packs_multiply(till: TryTill) -> None:
    till.sale.typed("2*")
    till.scan("40063813339310")
    assert till.lines() == [("40063813339310", 12000, 1380)]


@pytest.mark.parametrize("typed", ["0*", "1e309*", "1.2345*"])
def test_a_quantity_that_cannot_be_is_refused_and_given_back_with_what_was_behind_it(till: TryTill, typed: str) -> None:
    till.sale.typed(f"{typed}tea")
    till.work()
    assert till.view.given_back == [f"{typed}tea"]
    assert till.view.tones == [Tone.REFUSED]
    assert till.sale.quantity_milli is None


def test_behind_a_quantity_that_was_refused_nothing_is_taken_as_one(till: TryTill) -> None:
    (tea,) = till.parts.lookups.scan(TEA, location="shop").items
    next_things = (
        lambda: till.sale.scanned(TEA),
        lambda: till.sale.typed("tea"),
        lambda: till.sale.pick(tea),
        lambda: till.sale.pick_found(till.parts.lookups.search("tea", location="shop")[0]),
        lambda: till.sale.pick_category("Fruit", 1_000_000),
    )
    for happens in next_things:
        till.sale.typed("0*")
        happens()
        till.work()
        assert till.lines() == []
        assert till.view.said[-1].code == "scan_behind_no_quantity"
    assert till.view.given_back == ["tea"], "a quantity alone leaves the field empty"
    till.scan(TEA)
    assert till.lines() == [(TEA, 1000, 249)], "the same again is meant as one"


@pytest.mark.parametrize("instead", ["3*", ""])
def test_a_quantity_or_esc_makes_good_the_one_that_was_refused(till: TryTill, instead: str) -> None:
    till.sale.typed("0*")
    if instead:
        till.sale.typed(instead)
    else:
        till.sale.forget_quantity()
    till.scan(TEA)
    assert till.lines() == [(TEA, 3000 if instead else 1000, 747 if instead else 249)]


def test_an_unknown_code_waits_and_the_sale_goes_on(till: TryTill) -> None:
    till.scan("4012345000009", TEA)
    assert [one.code for one in till.sale.basket.waiting] == ["4012345000009"]
    assert till.lines() == [(TEA, 1000, 249)]
    assert till.view.tones == [Tone.REFUSED, Tone.TAKEN]
    assert [said.code for said in till.view.said] == ["unknown_code"]


def test_a_code_of_another_shop_waits_too(till: TryTill) -> None:
    till.scan("SHELF-17")
    assert [one.code for one in till.sale.basket.waiting] == ["SHELF-17"]


def test_a_wrong_check_digit_is_refused_with_its_reason_and_written_down(till: TryTill) -> None:
    till.scan("]E04006381333932")
    assert till.sale.basket.is_empty
    assert till.view.said[-1].code == "scan_check_digit"
    assert till.in_book() == ["Note"]


def test_a_typed_code_that_nobody_knows_is_given_back_and_does_not_wait(till: TryTill) -> None:
    till.sale.typed("4711")
    till.work()
    assert till.view.given_back == ["4711"]
    assert till.view.said[-1].code == "nothing_found"
    assert till.sale.basket.is_empty


def test_typed_words_that_mean_one_product_ring_it_up(till: TryTill) -> None:
    till.sale.typed("green")
    till.work()
    assert till.lines() == [("tea", 1000, 249)]


def test_typed_words_that_mean_several_are_given_back_to_choose(till: TryTill) -> None:
    till.sale.typed("shoe")
    till.work()
    assert till.view.given_back == ["shoe"]
    assert till.view.said[-1].code == "several_found"


def test_a_sku_can_be_typed(till: TryTill) -> None:
    till.sale.typed("milk")
    till.work()
    assert till.lines() == [("milk", 1000, 120)]


def test_a_code_that_two_products_have_is_chosen_and_the_sale_goes_on_meanwhile(till: TryTill) -> None:
    till.scan(SPARE, TEA)
    choice = till.sale.scanning.choice()
    assert isinstance(choice, ChoiceAsked)
    assert till.lines() == [(TEA, 1000, 249)]
    right = next(item for item in choice.items if item.sku == "right")
    till.sale.scanning.answer_choice(choice, right)
    till.work()
    assert till.lines() == [(TEA, 1000, 249), (SPARE, 1000, 200)]
    assert till.sale.scanning.choice() is None


def test_a_code_that_is_a_pack_for_one_and_a_piece_for_another_counts_as_chosen(till: TryTill) -> None:
    till.shop.product("six", "1.00", codes=[Code("SHARED", 6000)])
    till.shop.product("one", "1.00", codes=["SHARED"])
    for sku, quantity in (("six", 12000), ("one", 2000)):
        till.sale.typed("2*")
        till.scan("SHARED")
        choice = till.sale.scanning.choice()
        assert choice is not None
        till.sale.scanning.answer_choice(choice, next(item for item in choice.items if item.sku == sku))
        till.work()
        assert till.lines()[-1][1] == quantity


def test_a_code_that_is_not_chosen_rings_up_nothing(till: TryTill) -> None:
    till.scan(SPARE)
    choice = till.sale.scanning.choice()
    assert choice is not None
    till.sale.leave_question(choice)
    till.work()
    assert till.sale.basket.is_empty
    assert till.sale.scanning.choice() is None


def test_weighed_goods_without_a_weight_are_asked_for_it(till: TryTill) -> None:
    till.scan(BANANAS, TEA)
    question = till.sale.scanning.question()
    assert isinstance(question, QuantityAsked)
    assert till.lines() == [(TEA, 1000, 249)]
    till.sale.scanning.answer_quantity(question, 1236, till.told())
    till.work()
    assert till.answers == [None]
    assert till.lines()[1] == (BANANAS, 1236, 209)
    assert till.sale.scanning.question() is None


def test_a_weight_before_the_scan_is_not_asked_for(till: TryTill) -> None:
    till.sale.typed("1.236*")
    till.scan(BANANAS)
    assert till.lines() == [(BANANAS, 1236, 209)]


@pytest.mark.parametrize("label", ["2811110000006", "2222120000007"])
def test_a_label_with_room_for_weight_or_price_and_none_in_it_asks_for_the_weight(till: TryTill, label: str) -> None:
    till.shop.product("ham", "10.00", name="Ham", unit=Unit.KG, codes=[label])
    till.scan(label)
    question = till.sale.scanning.question()
    assert isinstance(question, QuantityAsked)
    assert till.lines() == []
    till.sale.scanning.answer_quantity(question, 250, till.told())
    till.work()
    till.sale.typed("0.5*")
    till.scan(label)
    assert till.lines() == [(label, 250, 250), (label, 500, 500)]


def test_a_weight_of_zero_is_refused_where_it_was_typed(till: TryTill) -> None:
    till.scan(BANANAS)
    question = till.sale.scanning.question()
    assert isinstance(question, QuantityAsked)
    till.sale.scanning.answer_quantity(question, 0, till.told())
    assert [said.code for said in till.answers if said] == ["quantity_zero"]
    assert till.sale.scanning.question() == question


def test_goods_without_a_price_of_their_own_are_asked_for_it(till: TryTill) -> None:
    till.sale.typed("stamp")
    till.work()
    question = till.sale.scanning.question()
    assert isinstance(question, PriceAsked)
    till.sale.scanning.answer_price(question, 850_000, till.told())
    till.work()
    assert till.lines() == [("stamp", 1000, 85)]


def test_goods_of_a_category_are_sold_at_a_typed_price(till: TryTill) -> None:
    till.sale.typed("2*")
    till.sale.pick_category("Fruit", 1_500_000)
    till.work()
    assert [line[1:] for line in till.lines()] == [(2000, 300)]
    assert till.sale.basket.lines[0].item.category == "Fruit"


def test_age_is_asked_once_and_again_for_a_higher_one(till: TryTill) -> None:
    till.shop.product("rum", "20.00", minimum_age=18, codes=["4012345000016"])
    till.scan(BEER)
    assert till.sale.scanning.question() == AgeAsked(16)
    till.sale.scanning.confirm_age(16)
    till.work()
    assert till.sale.scanning.question() is None
    till.scan(BEER)
    assert till.sale.scanning.question() is None
    till.scan("4012345000016")
    assert till.sale.scanning.question() == AgeAsked(18)


def test_the_question_about_age_goes_with_the_goods(till: TryTill) -> None:
    till.scan(BEER)
    till.sale.void()
    assert till.sale.scanning.question() is None


def test_an_inactive_product_is_refused(till: TryTill) -> None:
    till.shop.product("tea", "2.49", active=False)
    till.scan(TEA)
    assert till.sale.basket.is_empty
    assert till.view.said[-1].code == "product_inactive"
    assert till.view.tones == [Tone.REFUSED]


def test_a_repeat_that_was_folded_can_be_accepted(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.scanning.fold(TEA)
    till.work()
    assert till.lines() == [(TEA, 1000, 249)]
    assert till.view.tones == [Tone.TAKEN, Tone.REPEAT]
    till.sale.one_more()
    till.work()
    assert till.lines() == [(TEA, 2000, 498)]
    till.sale.one_more()
    assert till.lines() == [(TEA, 3000, 747)]


def test_a_look_up_that_fails_gives_the_code_back(till: TryTill, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> tuple[Item, ...]:
        raise Trouble("book_locked", book="shop.book")

    till.sale.scanned(TEA)
    with monkeypatch.context() as patch:
        patch.setattr(type(till.parts.lookups), "scan", fail)
        till.work()
    till.scan(MILK)
    assert till.view.given_back == [TEA]
    assert till.lines() == [(MILK, 1000, 120)]


def test_what_is_picked_from_the_list_keeps_its_place_while_it_is_read(till: TryTill) -> None:
    (milk,) = till.parts.lookups.search("milk", location="shop")
    till.sale.scanned(TEA)
    till.sale.typed("3*")
    till.sale.pick_found(milk)
    till.sale.scanned(BEER)
    assert till.lines() == []
    till.work()
    assert till.lines() == [(TEA, 1000, 249), ("milk", 3000, 360), (BEER, 1000, 110)]
    assert till.view.tones == [Tone.TAKEN] * 3


def test_what_is_picked_from_the_list_costs_what_it_costs_now(till: TryTill) -> None:
    (tea,) = till.parts.lookups.search("tea", location="shop")
    till.shop.product("tea", "2.99", name="Green tea", codes=[TEA], category="Drinks")
    till.sale.pick_found(tea)
    till.work()
    assert till.lines() == [("tea", 1000, 299)]


def test_goods_that_are_picked_from_the_list_are_asked_about_as_any_others(till: TryTill) -> None:
    for words, asked in (("stamp", PriceAsked), ("bananas", QuantityAsked)):
        (hit,) = till.parts.lookups.search(words, location="shop")
        till.sale.pick_found(hit)
        till.work()
        question = till.sale.scanning.question()
        assert isinstance(question, asked)
        till.sale.scanning.drop(question)
    assert till.lines() == []


def test_a_pick_that_cannot_be_read_is_given_back_with_its_quantity(
    till: TryTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Item:
        raise Trouble("book_locked", book="shop.book")

    (tea,) = till.parts.lookups.search("tea", location="shop")
    till.sale.typed("3*")
    till.sale.pick_found(tea)
    with monkeypatch.context() as patch:
        patch.setattr(type(till.parts.lookups), "item", fail)
        till.work()
    assert (till.view.given_back, till.sale.quantity_milli, till.lines()) == (["tea"], 3000, [])
    till.sale.typed("tea")
    till.work()
    assert till.lines() == [("tea", 3000, 747)]


def test_a_pick_whose_sku_is_gone_is_refused_and_given_back(till: TryTill) -> None:
    (tea,) = till.parts.lookups.search("tea", location="shop")
    till.sale.pick_found(tea._replace(sku="gone"))
    till.work()
    assert till.view.given_back == ["gone"]
    assert till.view.said[-1].code == "unknown_product"


def test_a_picked_pack_is_a_pack(till: TryTill) -> None:
    item = till.parts.lookups.scan("40063813339310", location="shop").items[0]
    till.sale.pick(item, code="40063813339310", of_one_milli=6000)
    till.work()
    assert till.lines() == [("40063813339310", 6000, 690)]


def test_a_piece_that_was_sold_already_is_told_at_the_scan(till: TryTill) -> None:
    till.shop.product("phone", "99.00", name="Phone", codes=[PHONE], tracking=Tracking.SERIAL)
    piece = f"]C101{PHONE:0>14}21c1"
    till.scan(piece)
    assert till.view.said == []
    till.sale.checkout.pay(ExactCash())
    till.work()
    till.view.said.clear()
    till.scan(piece)
    # The line stands: it can still become a piece that comes back.
    assert [row.line.quantity_milli for row in till.sale.rows()] == [1000]
    assert [(said.code, said.facts["serial"]) for said in till.view.said] == [("serial_sold", "c1")]
    assert till.view.tones[-1] is Tone.REFUSED
    till.view.said.clear()
    till.sale.typed("-1*")
    till.scan(piece)
    assert till.view.said == []
    till.scan(f"]C101{PHONE:0>14}21b1")
    assert till.view.said == []
