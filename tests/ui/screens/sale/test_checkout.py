"""Paying: in the right order, once, and with nothing lost when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.basket import LeaveOut, SellUnknown
from app.domain.requests import TenderAsked
from app.ui.screens.sale.state import AgeAsked, AskHow, ByCard, CashGiven, ExactCash, InParts
from app.ui.sound import Tone
from tests.ui.till import BANANAS, BEER, MILK, TEA, TryTill, open_till

EXACT = ExactCash()


@pytest.fixture
def till(tmp_path: Path) -> TryTill:
    return open_till(tmp_path).started()


def test_exact_cash_sells_and_the_next_scan_opens_the_next_sale(till: TryTill) -> None:
    till.scan(TEA, MILK, TEA)
    till.sale.checkout.pay(EXACT)
    till.work()
    last = till.sale.checkout.last
    assert last is not None
    assert (last.number, last.payable_minor, last.change_minor) == ("T1-000001", 618, 0)
    assert till.sale.basket.is_empty
    assert till.view.sales == [last]
    till.scan(TEA)
    assert till.lines() == [(TEA, 1000, 249)]
    assert till.in_book() == ["AddItem"]


def test_paying_behind_a_scan_that_is_still_looked_up_sells_it_too(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.scanned(MILK)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales[0].payable_minor == 369


@pytest.mark.parametrize("payment", [EXACT, ByCard(), CashGiven(500, "5")])
def test_paying_behind_typed_goods_that_are_not_found_sells_nothing_without_them(
    till: TryTill, payment: ExactCash | ByCard | CashGiven
) -> None:
    till.scan(TEA)
    till.sale.typed("4711")
    till.sale.checkout.pay(payment)
    till.work()
    assert till.view.sales == []
    assert till.view.said[-1].code == "nothing_found"
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales[0].payable_minor == 249


def test_paying_twice_sells_once(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.sale.checkout.pay(EXACT)
    till.sale.checkout.pay(ByCard())
    till.work()
    till.sale.checkout.pay(EXACT)
    till.work()
    assert [sale.number for sale in till.view.sales] == ["T1-000001"]
    assert till.view.refused == []
    assert till.view.said == []


def test_a_scan_while_the_sale_is_written_belongs_to_the_next_one(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.sale.scanned(MILK)
    assert till.sale.checkout.is_paying
    till.work()
    assert till.view.sales[0].payable_minor == 249
    assert till.lines() == [(MILK, 1000, 120)]


def test_cash_given_tells_the_change(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(CashGiven(2000))
    till.work()
    assert till.view.sales[0].change_minor == 1751
    assert till.view.sales[0].tenders == (TenderAsked("cash", 2000),)


def test_too_little_cash_is_refused_and_the_basket_stays(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(CashGiven(200))
    till.work()
    assert [said.code for said in till.view.refused] == ["tender_short"]
    assert till.lines() == [(TEA, 1000, 249)]
    assert till.view.tones[-1] is Tone.REFUSED


def test_card_takes_all_of_it_without_cash_rounding(tmp_path: Path) -> None:
    till = open_till(tmp_path, step_minor=5).started()
    till.scan(TEA)
    till.sale.checkout.pay(ByCard())
    till.work()
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert [sale.payable_minor for sale in till.view.sales] == [249, 250]
    assert till.view.sales[0].tenders == (TenderAsked("card", 249),)


def test_the_tender_dialog_is_asked_for_the_gross_and_what_it_says_is_paid(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(AskHow())
    assert till.view.due_minor == 249
    till.sale.checkout.pay(InParts((TenderAsked("card", 100), TenderAsked("cash", 200))))
    till.work()
    assert till.view.sales[0].change_minor == 51


def test_an_empty_basket_pays_nothing_and_says_nothing(till: TryTill) -> None:
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales == []
    assert till.view.tones == []


def test_age_is_asked_before_paying_and_then_it_goes_on_by_itself(till: TryTill) -> None:
    till.scan(BEER)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales == []
    assert till.sale.scanning.question() == AgeAsked(16)
    till.sale.checkout.confirm_age(16)
    till.work()
    assert till.view.sales[0].payable_minor == 110


def test_a_scan_while_the_age_is_asked_is_not_paid_with_a_sum_that_nobody_saw(till: TryTill) -> None:
    till.scan(BEER)
    till.sale.checkout.pay(EXACT)
    till.scan(TEA)
    till.sale.checkout.confirm_age(16)
    till.work()
    assert till.view.sales == []
    assert till.lines() == [(BEER, 1000, 110), (TEA, 1000, 249)]
    assert till.view.said[-1].code == "sum_changed"
    assert till.view.tones[-1] is Tone.REFUSED
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales[0].payable_minor == 359


def test_the_price_of_an_unknown_code_is_no_other_sum(till: TryTill) -> None:
    till.scan(BEER, "4012345000009")
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.unknown is not None
    till.sale.checkout.settle_unknown(SellUnknown(till.view.unknown[0].key, till.view.unlisted[0], 3_500_000))
    till.sale.checkout.go_on()
    till.sale.checkout.confirm_age(16)
    till.work()
    assert till.view.sales[0].payable_minor == 460


def test_who_is_too_young_pays_nothing(till: TryTill) -> None:
    till.scan(BEER)
    till.sale.checkout.pay(EXACT)
    till.sale.leave_question(AgeAsked(16))
    till.sale.void()
    till.scan(TEA)
    till.sale.checkout.confirm_age(16)
    till.work()
    assert till.view.sales == []
    assert till.lines() == [(TEA, 1000, 249)]


def test_unknown_codes_are_asked_once_and_sold_at_a_typed_price(till: TryTill) -> None:
    till.scan(TEA, "4012345000009", "4012345000016")
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.unknown is not None
    first, second = till.view.unknown
    till.sale.checkout.settle_unknown(SellUnknown(first.key, till.view.unlisted[0], 3_500_000))
    till.sale.checkout.settle_unknown(LeaveOut(second.key))
    assert till.view.unknown == ()
    till.sale.checkout.go_on()
    till.work()
    assert till.view.sales[0].payable_minor == 599


def test_a_question_that_is_open_is_answered_before_paying(till: TryTill) -> None:
    till.scan(TEA, BANANAS)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales == []
    assert till.view.said[-1].code == "answer_first"


def test_a_full_disk_keeps_the_basket_and_paying_works_when_there_is_room(till: TryTill) -> None:
    till.scan(TEA)
    till.selling.trouble = Trouble("disk_full", book="shop.book")
    till.scan(MILK)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert [said.code for said in till.view.refused] == ["disk_full"]
    assert till.sale.unsaved == 1
    assert [row.is_saved for row in till.sale.rows()] == [True, False]
    assert till.lines() == [(TEA, 1000, 249), (MILK, 1000, 120)]
    assert not till.sale.checkout.is_paying
    till.selling.trouble = None
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.sales[0].payable_minor == 369
    assert till.sale.unsaved == 0


def test_entries_that_could_not_be_saved_are_saved_later_in_their_order(till: TryTill) -> None:
    till.selling.trouble = Trouble("disk_full", book="shop.book")
    till.scan(TEA, MILK)
    till.sale.void()
    till.work()
    assert till.in_book() == []
    assert till.view.tones == [Tone.REFUSED] * 3
    till.selling.trouble = None
    till.sale.retry()
    till.work()
    assert till.in_book() == ["AddItem", "AddItem", "VoidLine"]
    assert till.sale.unsaved == 0
    assert till.view.tones[-1] is Tone.TAKEN


def test_a_sale_whose_answer_was_lost_is_not_sold_again(till: TryTill) -> None:
    till.scan(TEA)
    till.selling.forgets_answer = True
    till.sale.checkout.pay(EXACT)
    till.work()
    assert [said.code for said in till.view.refused] == ["disk_error"]
    till.sale.checkout.pay(EXACT)
    till.work()
    assert [sale.number for sale in till.view.sales] == ["T1-000001"]
    assert till.sale.basket.is_empty
    assert till.again().sale.checkout.last is not None


def test_the_receipt_is_made_in_the_background(till: TryTill, tmp_path: Path) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.store.work()
    assert till.view.sales
    assert len(till.paper) == 1
    till.work()
    assert (tmp_path / "receipts" / "T1-000001.pdf").read_bytes().startswith(b"%PDF")
    till.sale.checkout.print_again()
    till.work()
    assert (tmp_path / "receipts" / "T1-000001-copy.pdf").exists()


def test_a_receipt_that_failed_is_told_and_made_again_as_the_original(till: TryTill, tmp_path: Path) -> None:
    (tmp_path / "receipts").write_text("a file where the folder should be")
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.said[-1].code == "not_printed"
    assert [slip.number for slip in till.sale.checkout.receipts.unprinted] == ["T1-000001"]
    till.scan(MILK)
    (tmp_path / "receipts").unlink()
    till.sale.checkout.print_again()
    till.work()
    assert till.sale.checkout.receipts.unprinted == ()
    assert (tmp_path / "receipts" / "T1-000001.pdf").exists()
    assert not (tmp_path / "receipts" / "T1-000001-copy.pdf").exists()


def test_a_copy_that_failed_is_made_again_as_a_copy(till: TryTill, tmp_path: Path) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.work()
    (tmp_path / "receipts").rename(tmp_path / "elsewhere")
    (tmp_path / "receipts").write_text("a file where the folder should be")
    till.sale.checkout.print_again()
    till.work()
    (tmp_path / "receipts").unlink()
    till.sale.checkout.print_again()
    till.work()
    assert [one.name for one in (tmp_path / "receipts").iterdir()] == ["T1-000001-copy.pdf"]


def test_a_receipt_is_not_printed_twice_by_an_impatient_key(till: TryTill, tmp_path: Path) -> None:
    (tmp_path / "receipts").write_text("a file where the folder should be")
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.work()
    till.sale.checkout.print_again()
    till.sale.checkout.print_again()
    assert len(till.paper) == 1


def test_how_the_last_sale_was_paid_can_be_mended(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.sale.checkout.begin_tender_change() is not None
    told = till.told()
    till.sale.checkout.change_tender((TenderAsked("card", 249),), told)
    till.sale.checkout.change_tender((TenderAsked("card", 249),), told)
    till.work()
    assert till.answers == [None, None]
    assert till.sale.checkout.last is not None
    assert till.sale.checkout.last.tenders == (TenderAsked("card", 249),)
    last = till.parts.tills.last_sale("T1")
    assert last is not None
    assert last.given == (("card", 249),)


def test_stock_that_went_below_zero_is_told_after_the_sale(till: TryTill) -> None:
    till.scan(MILK, MILK)
    assert till.sale.rows()[0].line.stock == "not_enough"
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.view.said[-1].code == "stock_below_zero"


def test_goods_that_may_not_go_below_zero_are_refused_and_stay_in_the_basket(till: TryTill) -> None:
    till.shop.product("milk", "1.20", negative_stock="block")
    till.scan(MILK, MILK)
    till.sale.checkout.pay(EXACT)
    till.work()
    assert [said.code for said in till.view.refused] == ["stock_blocked"]
    assert till.lines() == [(MILK, 2000, 240)]


PART = (TenderAsked("cash", 100),)


def test_money_that_was_received_is_not_left_behind_by_another_key(till: TryTill) -> None:
    till.scan(TEA, MILK)
    till.sale.checkout.held = PART
    for payment in (EXACT, ByCard(), CashGiven(2000)):
        till.sale.checkout.pay(payment)
        till.work()
    assert till.view.sales == []
    assert till.view.due_minor == 369, "every key leads to the dialog that knows the part"
    till.sale.checkout.pay(InParts((*PART, TenderAsked("card", 269))))
    till.work()
    assert [sale.payable_minor for sale in till.view.sales] == [369]
    assert till.sale.checkout.held == ()


def test_a_sale_with_money_received_is_neither_parked_nor_cleared(till: TryTill) -> None:
    till.scan(TEA)
    till.sale.checkout.held = PART
    told: list[object] = []
    till.sale.park("", told.append)
    till.sale.clear()
    till.work()
    assert till.lines() == [(TEA, 1000, 249)]
    assert [said.code for said in told] == ["money_received"]  # type: ignore[attr-defined]


def test_nothing_of_one_customer_goes_over_to_the_next(till: TryTill) -> None:
    till.scan(TEA)
    before = till.sale.checkout.customers
    till.sale.typed("3*")
    till.sale.checkout.pay(EXACT)
    till.work()
    assert till.sale.quantity_milli is None
    assert till.sale.checkout.customers > before
    assert till.sale.checkout.is_just_paid
    till.scan(MILK)
    assert till.lines() == [(MILK, 1000, 120)]

    till.sale.typed("3*")
    till.sale.clear()
    till.work()
    assert till.sale.quantity_milli is None
    assert not till.sale.checkout.is_just_paid


def test_a_misread_keeps_the_quantity_for_the_scan_that_is_taken(till: TryTill) -> None:
    till.sale.typed("2*")
    till.scan("96385075")
    assert till.sale.quantity_milli == 2000
    till.scan(TEA)
    assert till.lines() == [(TEA, 2000, 498)]
