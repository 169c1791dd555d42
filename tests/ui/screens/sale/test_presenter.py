"""What the keys of the sale do, and how a till stands again after it ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.basket import SetLineDiscount, SetQuantity, SetSaleDiscount
from app.domain.changes import Changes
from app.domain.discount import Discount
from app.ui.screens.sale.state import ExactCash
from tests.ui.till import BANANAS, MILK, TEA, TryTill, open_till


@pytest.fixture
def till(tmp_path: Path) -> TryTill:
    return open_till(tmp_path).started()


def test_plus_and_minus_count_the_last_line(till: TryTill) -> None:
    till.scan(TEA, MILK)
    till.sale.one_more()
    till.sale.one_more()
    till.sale.one_less()
    assert till.lines() == [(TEA, 1000, 249), (MILK, 2000, 240)]


def test_keys_act_on_the_chosen_line(till: TryTill) -> None:
    till.scan(TEA, MILK)
    till.sale.select(till.sale.rows()[0].line.key)
    till.sale.one_more()
    assert till.lines()[0] == (TEA, 2000, 498)
    assert till.sale.selected == till.sale.rows()[0].line.key


def test_minus_on_the_last_piece_takes_the_line_away_and_undo_brings_it_back(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.one_less()
    assert till.lines() == []
    assert till.view.undo is not None
    assert till.view.undo.facts == {"name": "Green tea"}
    till.sale.undo()
    till.work()
    assert till.lines() == [(TEA, 1000, 249)]
    assert till.in_book() == ["AddItem", "VoidLine", "Undo"]


def test_everything_can_be_taken_out_and_brought_back(till: TryTill) -> None:
    till.scan(TEA, MILK, "4012345000009")
    till.sale.clear()
    assert till.sale.basket.is_empty
    assert till.view.undo is not None
    till.sale.undo()
    assert till.lines() == [(TEA, 1000, 249), (MILK, 1000, 120)]
    assert len(till.sale.basket.waiting) == 1


def test_what_was_taken_out_comes_back_whole_behind_the_next_scan_and_after_the_end_of_the_program(
    till: TryTill,
) -> None:
    till.scan(TEA, MILK)
    till.sale.clear()
    till.scan(BANANAS)
    till.sale.leave_question(till.sale.scanning.questions[0])
    again = till.again()
    again.sale.undo()
    assert again.lines() == [(TEA, 1000, 249), (MILK, 1000, 120)]


def test_clearing_takes_what_was_asked_of_that_customer_with_it(till: TryTill) -> None:
    till.scan(TEA, BANANAS)
    till.sale.clear()
    assert not till.sale.scanning.questions


def test_clearing_takes_the_discount_of_the_sale_away_too(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.edit(SetSaleDiscount(Discount(amount_minor=200)), till.told())
    till.sale.clear()
    till.scan(MILK)
    assert till.lines() == [(MILK, 1000, 120)]


def test_keys_for_a_line_do_nothing_while_there_is_none(till: TryTill) -> None:
    till.sale.one_more()
    till.sale.void()
    till.sale.clear()
    assert till.view.said == []
    till.sale.undo()
    assert till.view.said[-1].code == "nothing_to_undo"


def test_weighed_goods_are_not_counted_by_pieces(till: TryTill) -> None:
    till.sale.typed("0.5*")
    till.scan(BANANAS)
    till.sale.one_more()
    assert till.view.said[-1].code == "type_weight"
    assert till.lines() == [(BANANAS, 500, 85)]


def test_an_edit_that_is_refused_is_told_to_who_typed_it(till: TryTill) -> None:
    till.scan(TEA)
    key = till.sale.rows()[0].line.key
    told = till.told()
    till.sale.edit(SetQuantity(key, 500), told)
    till.sale.edit(SetLineDiscount(key, Discount(amount_minor=10_000)), told)
    till.sale.edit(SetSaleDiscount(Discount(percent_milli=10_000)), told)
    assert [said.code if said else None for said in till.answers] == ["whole_pieces", "discount_too_large", None]
    assert till.sale.bill is not None
    assert till.sale.bill.totals.gross_minor == 224


def test_a_void_that_would_leave_more_discount_than_goods_is_refused(till: TryTill) -> None:
    till.scan(TEA, MILK)
    till.sale.edit(SetSaleDiscount(Discount(amount_minor=200)), till.told())
    till.sale.select(till.sale.rows()[0].line.key)
    till.sale.void()
    assert till.view.said[-1].code == "discount_too_large"
    assert len(till.lines()) == 2


def test_an_edit_behind_a_scan_comes_after_it(till: TryTill) -> None:
    till.sale.scanned(TEA)
    till.sale.one_more()
    till.work()
    assert till.lines() == [(TEA, 2000, 498)]


def test_a_parked_sale_is_recalled_as_it_was(till: TryTill) -> None:
    till.scan(TEA, MILK)
    till.sale.park("blue coat", till.told())
    till.work()
    assert till.answers == [None]
    assert till.sale.basket.is_empty
    till.sale.read_again(till.view.changes[-1])
    till.work()
    assert till.sale.parked == 1
    (waiting,) = till.parts.tills.parked()
    assert waiting.label == "blue coat"
    till.sale.recall(waiting.uid, till.told())
    till.work()
    assert till.answers == [None]
    assert till.lines() == [(TEA, 1000, 249), (MILK, 1000, 120)]
    till.sale.checkout.pay(ExactCash())
    till.work()
    assert till.view.sales[0].payable_minor == 369


def test_a_sale_with_an_open_question_is_not_parked_without_its_goods(till: TryTill) -> None:
    till.scan(TEA, BANANAS)
    till.sale.park("", till.told())
    assert [said.code for said in till.answers if said] == ["answer_first"]
    assert till.lines() == [(TEA, 1000, 249)]


def test_a_scan_right_behind_parking_opens_the_next_sale(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.park("", till.told())
    till.sale.scanned(MILK)
    till.work()
    assert till.lines() == [(MILK, 1000, 120)]


def test_recalling_needs_an_empty_till(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.recall("anything", till.told())
    assert [said.code for said in till.answers if said] == ["park_first"]


def test_a_sale_that_somebody_else_recalled_is_told(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.park("", till.told())
    till.work()
    (waiting,) = till.parts.tills.parked()
    till.selling.recall(waiting.uid, till="T1")
    till.sale.recall(waiting.uid, till.told())
    till.work()
    assert [said.code for said in till.answers if said] == ["draft_closed"]


def test_parking_that_fails_keeps_the_basket(till: TryTill) -> None:
    till.scan(TEA)
    till.selling.trouble = Trouble("disk_full", book="shop.book")
    till.scan(MILK)
    till.sale.park("", till.told())
    till.work()
    assert [said.code for said in till.answers if said] == ["disk_full"]
    assert len(till.lines()) == 2


def test_after_the_end_of_the_program_the_basket_stands_as_it_was(till: TryTill) -> None:
    till.scan(TEA, MILK, TEA)
    again = till.again()
    assert again.lines() == [(TEA, 2000, 498), (MILK, 1000, 120)]
    assert [said.code for said in again.view.said] == ["restored"]
    again.scan(MILK)
    again.sale.undo()
    again.sale.checkout.pay(ExactCash())
    again.work()
    assert again.view.sales[0].payable_minor == 618


def test_after_the_start_the_last_sale_is_shown(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(ExactCash())
    till.work()
    last = till.again().sale.checkout.last
    assert last is not None
    assert last.is_from_before
    assert (last.number, last.payable_minor) == ("T1-000001", 249)


def test_a_scan_before_the_till_stands_comes_after_what_was_there(till: TryTill) -> None:
    till.scan(TEA)
    again = TryTill(till.shop, till.parts, till.selling)
    again.sale.start()
    again.sale.scanned(MILK)
    again.work()
    assert again.lines() == [(TEA, 1000, 249), (MILK, 1000, 120)]


def test_new_products_elsewhere_show_up_in_the_quick_keys(till: TryTill) -> None:
    till.shop.product("soap", "2.00", category="Household")
    till.sale.read_again(Changes(frozenset({"products"})))
    till.work()
    assert "Household" in till.sale.categories
