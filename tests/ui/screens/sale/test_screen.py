"""The sale screen by real key events on its window."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.base.trouble import Trouble
from app.domain.basket import Note
from app.domain.staff import PersonAsked
from app.reports.receipts import Records
from app.ui.screens.sale.dialogs.age import AgeBar
from app.ui.screens.sale.dialogs.change_tender import ChangeTenderDialog
from app.ui.screens.sale.dialogs.choose_product import ChooseProductDialog
from app.ui.screens.sale.dialogs.entries import PriceEntry, QuantityEntry
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog
from app.ui.screens.sale.dialogs.recall import RecallDialog
from app.ui.screens.sale.dialogs.sure import SureBar
from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.screens.sale.dialogs.unknown import UnknownDialog
from app.ui.sound import Tone
from tests.ui.till import BANANAS, BEER, MILK, SPARE, TEA
from tests.ui.windows import CTRL, SHIFT, Key, OpenWindow

NONE = Qt.KeyboardModifier.NoModifier


def test_the_window_opens_on_an_empty_sale_with_the_keys_in_the_scan_box(opened: OpenWindow) -> None:
    assert opened.sale.isVisible()
    assert opened.sale.box.hasFocus()
    assert opened.lines() == []


def test_a_typed_code_and_enter_ring_it_up(opened: OpenWindow) -> None:
    opened.types(TEA)
    opened.press(Key.Key_Return)
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.sale.box.text() == ""


@pytest.mark.parametrize("name", ["saleLines", "saleTile0", "salePark", "rail_sale"])
def test_what_is_typed_goes_to_the_scan_box_from_anywhere(opened: OpenWindow, name: str) -> None:
    opened.till.shop.product("bag", "0.20")
    opened.scan(TEA)
    opened.sale.quick.show_keys(opened.sale.presenter.tiles or (opened.sale.presenter.basket.lines[0].item,), ())
    opened.find(name).setFocus()
    assert opened.find(name).hasFocus()
    opened.types("7a")
    assert opened.sale.box.text() == "7a"
    assert opened.sale.box.hasFocus()


def test_three_and_a_star_make_a_chip_and_the_next_scan_three(opened: OpenWindow) -> None:
    opened.types("3*")
    chip = opened.find("saleQuantityChip")
    assert chip.isVisible()
    assert "3" in chip.property("text")
    assert opened.sale.box.text() == ""
    opened.scan(TEA)
    assert opened.lines() == [(TEA, 3000, 747)]
    assert not chip.isVisible()


def test_escape_takes_the_typed_text_and_then_the_quantity_back(opened: OpenWindow) -> None:
    opened.types("3*")
    opened.types("te")
    opened.press(Key.Key_Escape)
    assert opened.sale.box.text() == ""
    assert opened.find("saleQuantityChip").isVisible()
    opened.press(Key.Key_Escape)
    assert not opened.find("saleQuantityChip").isVisible()


def test_words_list_products_and_arrows_and_enter_take_one(opened: OpenWindow) -> None:
    opened.types("shoe")
    assert opened.find("saleResultsCard").isVisible()
    opened.press(Key.Key_Down, Key.Key_Down)
    opened.press(Key.Key_Return)
    assert opened.lines() == [("right", 1000, 200)]
    assert not opened.find("saleResultsCard").isVisible()
    assert opened.sale.box.text() == ""


def test_a_list_that_comes_too_late_is_not_shown(opened: OpenWindow) -> None:
    opened.sale.box.setText("shoe")
    opened.sale.results.look_for("shoe")
    opened.press(Key.Key_Escape)
    assert not opened.find("saleResultsCard").isVisible()


def test_plus_minus_and_del_act_on_the_chosen_line(opened: OpenWindow) -> None:
    opened.scan(TEA, MILK)
    opened.press(Key.Key_Up)
    opened.press(Key.Key_Plus, Key.Key_Plus, Key.Key_Minus)
    assert opened.lines() == [(TEA, 2000, 498), (MILK, 1000, 120)]
    opened.press(Key.Key_Delete)
    assert opened.lines() == [(MILK, 1000, 120)]
    assert opened.find("saleToast").isVisible()
    opened.press(Key.Key_Z, modifiers=CTRL)
    assert opened.lines() == [(TEA, 2000, 498), (MILK, 1000, 120)]
    assert not opened.find("saleToast").isVisible()


def test_the_toast_of_clear_brings_everything_back_at_once(opened: OpenWindow) -> None:
    opened.scan(TEA, MILK)
    opened.press(Key.Key_Delete, modifiers=CTRL)
    assert opened.lines() == []
    opened.press(Key.Key_Z, modifiers=CTRL)
    assert len(opened.lines()) == 2


def test_ctrl_z_brings_everything_back_also_when_the_toast_is_gone(opened: OpenWindow) -> None:
    opened.scan(TEA, MILK, BEER)
    opened.press(Key.Key_Delete, modifiers=CTRL)
    opened.sale.messages.toast.close_now()
    opened.press(Key.Key_Z, modifiers=CTRL)
    assert len(opened.lines()) == 3


def test_del_edits_the_text_while_there_is_one(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("12")
    opened.press(Key.Key_Home, Key.Key_Delete)
    assert opened.sale.box.text() == "2"
    assert len(opened.lines()) == 1


def test_a_number_and_f4_set_the_quantity(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("5")
    opened.press(Key.Key_F4)
    assert opened.lines() == [(TEA, 5000, 1245)]
    assert opened.sale.box.text() == ""


def test_a_quantity_below_zero_is_asked_about_and_f5_takes_the_goods_back(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F4)
    opened.types("-2")
    opened.press(Key.Key_Return)
    entry = opened.sale.strip.entry()
    assert isinstance(entry, SureBar)
    assert "4.98" in entry.title.text()
    opened.press(Key.Key_Return, Key.Key_Return)
    assert opened.lines() == [(TEA, 1000, 249)], "Enter alone pays nothing out"
    opened.press(Key.Key_F9)
    assert opened.numbers() == ""
    opened.press(Key.Key_F5)
    assert opened.lines() == [(TEA, -2000, -498)]
    assert opened.find("saleTotalCaption").property("text") == "To pay out"
    assert opened.sale.lines.table.model().index(0, 1).data() == "return"
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-R000001"
    assert opened.find("saleTotalCaption").property("text") == "Paid out"


def test_a_code_typed_where_a_quantity_belongs_is_asked_about_and_not_lost(opened: OpenWindow) -> None:
    opened.scan(MILK)
    opened.types(MILK)
    opened.press(Key.Key_F4)
    assert isinstance(opened.sale.strip.entry(), SureBar)
    opened.press(Key.Key_Escape)
    assert opened.sale.strip.entry() is None
    assert opened.sale.box.text() == MILK
    opened.press(Key.Key_Return)
    assert opened.lines() == [(MILK, 2000, 240)]


def test_very_many_of_a_scan_are_asked_about_once(opened: OpenWindow) -> None:
    opened.types("1000*")
    opened.scan(TEA, MILK)
    assert isinstance(opened.sale.strip.entry(), SureBar)
    assert opened.lines() == [(MILK, 1000, 120)]
    opened.press(Key.Key_F5)
    assert opened.lines() == [(MILK, 1000, 120), (TEA, 1_000_000, 249_000)]
    assert opened.sale.strip.entry() is None
    assert opened.sale.box.hasFocus()


def test_a_price_of_millions_is_asked_about(opened: OpenWindow) -> None:
    opened.types("stamp")
    opened.press(Key.Key_Return)
    opened.types(MILK)
    opened.press(Key.Key_Return)
    assert isinstance(opened.sale.strip.entry(), SureBar)
    opened.press(Key.Key_Escape)
    assert isinstance(opened.sale.strip.entry(), PriceEntry), "the goods are still there, and their price is asked"
    opened.types(MILK)
    opened.press(Key.Key_Return)
    assert opened.lines() == []
    opened.press(Key.Key_F5)
    assert opened.lines() == [("stamp", 1000, 9_638_507_400)]
    assert opened.sale.strip.entry() is None


def test_a_code_before_f9_is_no_cash(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types(MILK)
    opened.press(Key.Key_F9)
    assert opened.numbers() == ""
    assert opened.sale.box.text() == MILK
    assert "F12" in opened.sale.messages.bar.sentence()


def test_f4_right_behind_a_scan_means_what_was_scanned(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("5")
    opened.sale.on_scan(MILK)
    opened.press(Key.Key_F4)
    assert opened.lines() == [(TEA, 1000, 249), (MILK, 5000, 600)]
    opened.sale.on_scan(BEER)
    opened.press(Key.Key_F4, modifiers=SHIFT)
    entry = opened.sale.strip.entry()
    assert isinstance(entry, PriceEntry)
    assert "Beer" in entry.title.text()


def test_f4_alone_asks_and_a_scan_meanwhile_goes_to_the_sale(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F4)
    entry = opened.sale.strip.entry()
    assert isinstance(entry, QuantityEntry)
    opened.types("4")
    opened.scan(MILK)
    assert entry.field.text() == "4"
    assert opened.lines()[1] == (MILK, 1000, 120)
    opened.press(Key.Key_Return)
    assert opened.lines()[0] == (TEA, 4000, 996)
    assert opened.sale.strip.entry() is None
    assert opened.sale.box.hasFocus()


def test_a_quantity_of_zero_is_refused_in_its_place(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F4)
    opened.types("0")
    opened.press(Key.Key_Return)
    assert opened.sale.strip.entry() is not None
    assert opened.lines() == [(TEA, 1000, 249)]
    opened.press(Key.Key_Escape)
    assert opened.sale.strip.entry() is None
    assert opened.sale.box.hasFocus()


def test_price_and_discounts_by_keyboard(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("3,00")
    opened.press(Key.Key_F4, modifiers=SHIFT)
    assert opened.lines() == [(TEA, 1000, 300)]
    opened.types("10%")
    opened.press(Key.Key_F6, modifiers=SHIFT)
    opened.press(Key.Key_Return)
    assert opened.lines() == [(TEA, 1000, 270)]
    opened.types("0.70")
    opened.press(Key.Key_F6)
    opened.press(Key.Key_Return)
    bill = opened.sale.presenter.bill
    assert bill is not None
    assert bill.totals.gross_minor == 200


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_F4, NONE), (Key.Key_F4, SHIFT), (Key.Key_F9, NONE)])
def test_words_before_a_key_that_wants_a_figure_are_refused(
    opened: OpenWindow, key: Key, modifiers: Qt.KeyboardModifier
) -> None:
    opened.scan(TEA)
    opened.types("ab")
    opened.press(key, modifiers=modifiers)
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.tones[-1] is Tone.REFUSED
    assert opened.sale.box.text() == "ab"


def test_a_figure_that_the_basket_refuses_stays_in_the_box(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("1.5")
    opened.press(Key.Key_F4)
    assert opened.sale.box.text() == "1.5"
    assert opened.tones[-1] is Tone.REFUSED


def test_keys_that_want_a_line_do_nothing_without_one(opened: OpenWindow) -> None:
    opened.press(Key.Key_F4, Key.Key_F6, Key.Key_Plus, Key.Key_Minus, Key.Key_Delete)
    opened.press(Key.Key_F4, Key.Key_F6, modifiers=SHIFT)
    assert opened.sale.strip.entry() is None
    assert opened.tones == []
    opened.press(Key.Key_F7)
    assert opened.tones == [Tone.REFUSED]


def test_what_finds_nothing_is_given_back_to_be_mended(opened: OpenWindow) -> None:
    opened.types("4711")
    opened.press(Key.Key_Return)
    assert opened.sale.box.text() == "4711"
    assert opened.sale.box.selectedText() == "4711"
    assert "4711" in opened.sale.messages.bar.sentence()


def test_what_was_looked_for_never_becomes_money(opened: OpenWindow) -> None:
    opened.types("77")
    opened.press(Key.Key_Return)
    opened.press(Key.Key_F9)
    opened.scan(TEA)
    assert opened.sale.box.text() == ""
    opened.types("77")
    opened.press(Key.Key_Return)
    opened.press(Key.Key_F9)
    assert opened.numbers() == ""
    assert "not taken as cash" in opened.sale.messages.bar.sentence()
    assert opened.sale.box.selectedText() == "77"
    opened.press(Key.Key_F4, modifiers=SHIFT)
    assert isinstance(opened.sale.strip.entry(), PriceEntry), "nor a price"
    opened.press(Key.Key_Escape)
    opened.types("77")
    opened.press(Key.Key_F9)
    assert "74.51" in opened.find("saleLastChange").property("text"), "typed for it, it is the money given"


def test_what_is_given_can_be_typed_before_the_last_scan(opened: OpenWindow) -> None:
    opened.types("3")
    opened.scan(TEA)
    assert opened.sale.box.text() == "3"
    opened.press(Key.Key_F9)
    assert "0.51" in opened.find("saleLastChange").property("text")


def test_words_before_f9_are_told_what_to_do_about(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("Mrs Kim")
    opened.press(Key.Key_F9)
    assert "Clear it with Esc" in opened.sale.messages.bar.sentence()
    opened.press(Key.Key_Escape, Key.Key_F9)
    assert opened.numbers() == "T1-000001"


def test_a_return_that_was_not_meant_leaves_no_figure_for_the_next_goods(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F4)
    opened.types("-2")
    opened.press(Key.Key_Return)
    opened.press(Key.Key_Escape)
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.sale.box.text() == ""


def test_the_list_of_parked_sales_says_at_once_that_a_sale_is_open_and_f7_parks_it(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F7)
    opened.scan(MILK)
    opened.press(Key.Key_F8)
    dialog = opened.dialog()
    assert isinstance(dialog, RecallDialog)
    assert "F7 parks it here first" in dialog.bar.sentence()
    opened.press(Key.Key_F7)
    assert dialog.bar.sentence() == ""
    assert dialog.model.rowCount() == 2
    opened.press(Key.Key_Return)
    assert opened.lines() == [(TEA, 1000, 249)]


def test_a_parked_sale_is_whose_who_was_at_the_till_then(opened: OpenWindow) -> None:
    opened.till.parts.staffing.set_person(PersonAsked("anna", "Anna"))
    opened.scan(TEA)
    opened.till.parts.session.user = "anna"
    opened.press(Key.Key_F7)
    assert [one.user for one in opened.tills.parked()] == ["Anna"]


def test_a_star_in_words_is_a_star(opened: OpenWindow) -> None:
    opened.types("size*")
    assert opened.sale.box.text() == "size*"


def test_f2_brings_the_keys_back_to_the_scan_box(opened: OpenWindow) -> None:
    opened.types("ab")
    opened.find("salePay").setFocus()
    opened.press(Key.Key_F2)
    assert opened.sale.box.hasFocus()
    assert opened.sale.box.selectedText() == "ab"


def test_enter_in_the_empty_box_goes_to_what_is_asked(opened: OpenWindow) -> None:
    opened.types("x")
    opened.scan(BANANAS)
    assert opened.sale.box.hasFocus()
    opened.press(Key.Key_Escape, Key.Key_Return)
    entry = opened.sale.strip.entry()
    assert isinstance(entry, QuantityEntry)
    assert entry.field.hasFocus()


def test_a_click_in_the_list_takes_the_product(opened: OpenWindow) -> None:
    opened.types("shoe")
    table = opened.sale.results.table
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 0)).center()
    )
    opened.rest()
    assert opened.lines() == [("left", 1000, 100)]
    assert opened.sale.box.text() == ""


def test_a_tile_is_picked_with_the_quantity_before_it_and_a_number_stays(opened: OpenWindow) -> None:
    tea = opened.till.parts.lookups.scan(TEA, location="shop").items[0]
    opened.sale.presenter.tiles = (tea,)
    opened.types("3*")
    opened.types("20")
    opened.sale.quick.press(0)
    opened.rest()
    assert opened.lines() == [("tea", 3000, 747)]
    opened.press(Key.Key_F9)
    assert "12.53" in opened.find("saleLastChange").property("text")


def test_a_receipt_that_did_not_come_out_is_told_until_it_did(opened: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "receipts").write_text("a file where the folder should be")
    opened.scan(TEA)
    opened.press(Key.Key_F9)
    opened.scan(MILK)
    assert opened.sale.messages.bar.sentence() != ""
    (tmp_path / "receipts").unlink()
    opened.press(Key.Key_P, modifiers=CTRL)
    assert opened.sale.messages.bar.sentence() == ""
    assert (tmp_path / "receipts" / "T1-000001.pdf").exists()


def test_every_receipt_that_did_not_come_out_is_named_and_printed_the_oldest_first(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    printer = programs / "lp"
    printer.write_text("#!/bin/sh\necho 'lp: The printer is on fire.' >&2\nexit 1\n")
    printer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    opened.till.parts.settings.change(receipt_printer="Bon")
    for _ in range(3):
        opened.scan(TEA)
        opened.press(Key.Key_F9)
    bar = opened.sale.messages.bar
    assert "T1-000001, T1-000002, T1-000003" in bar.sentence()
    assert "on fire\u2069. Check it" in bar.sentence()
    printer.write_text(f'#!/bin/sh\ncat > /dev/null\necho "$@" >> {tmp_path}/printed\n')
    opened.press(Key.Key_P, modifiers=CTRL)
    assert bar.sentence() == ""
    printed = (tmp_path / "printed").read_text().splitlines()
    assert [line.split()[3] for line in printed] == ["T1-000001", "T1-000002", "T1-000003"]


def test_cash_that_is_too_little_stays_in_the_field_to_be_typed_anew(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("2")
    opened.press(Key.Key_F9)
    assert "0.49" in opened.sale.messages.bar.sentence()
    assert (opened.sale.box.text(), opened.sale.box.selectedText()) == ("2", "2")
    assert opened.sale.box.hasFocus()
    opened.types("5")
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000001"
    assert opened.sale.box.text() == ""
    assert "2.51" in opened.find("saleLastChange").property("text")


def test_cash_that_waited_for_an_answer_comes_back_when_the_question_is_left(opened: OpenWindow) -> None:
    opened.scan(TEA, "4012345000009")
    opened.types("20")
    opened.press(Key.Key_F9)
    assert opened.sale.box.text() == ""
    opened.press(Key.Key_Escape)
    assert opened.numbers() == ""
    assert opened.sale.box.selectedText() == "20"


def test_a_receipt_that_is_scanned_is_told_of_and_can_be_printed_again(opened: OpenWindow, tmp_path: Path) -> None:
    for code in (TEA, MILK):
        opened.scan(code)
        opened.press(Key.Key_F9)
    for code in ("T1-000001", "]C0T1-000001", "t1-000001"):
        opened.scan(code)
        said = opened.sale.messages.bar.sentence()
        assert "receipt \u2066T1-000001\u2069" in said
        assert "2.49" in said
    assert opened.sale.presenter.basket.is_empty
    opened.press(Key.Key_P, modifiers=CTRL)
    assert (tmp_path / "receipts" / "T1-000001-copy.pdf").exists()
    opened.types("T1-000002")
    opened.press(Key.Key_Return)
    assert "1.20" in opened.sale.messages.bar.sentence()
    opened.scan("T1-000009")
    assert "waits in the tray" in opened.sale.messages.bar.sentence()


def test_a_scan_that_a_dialog_turned_away_is_told_until_it_is_scanned_again(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F12)
    opened.scan(MILK, MILK)
    draft = opened.tills.open_draft("T1")
    assert draft is not None
    assert draft.entries[1:] == (Note("not_now"), Note("not_now"))
    opened.press(Key.Key_Return)
    assert opened.numbers() == "T1-000001"
    bar = opened.sale.messages.bar
    assert bar.sentence().count(MILK) == 2
    opened.scan(MILK)
    assert bar.sentence().count(MILK) == 1
    opened.press(Key.Key_Escape)
    assert bar.sentence() == ""


def test_leaving_the_unknown_codes_pays_nothing_and_keeps_them(opened: OpenWindow) -> None:
    opened.scan("4012345000009")
    opened.press(Key.Key_F9)
    opened.press(Key.Key_Escape)
    assert opened.dialog() is None
    assert len(opened.sale.presenter.basket.waiting) == 1
    opened.scan(TEA)
    assert opened.numbers() == ""


def test_a_choice_that_is_left_rings_up_nothing(opened: OpenWindow) -> None:
    opened.scan(SPARE)
    opened.press(Key.Key_Escape)
    assert opened.dialog() is None
    assert opened.lines() == []


def test_prices_that_are_asked_are_typed_in_the_strip(opened: OpenWindow) -> None:
    opened.types("stamp")
    opened.press(Key.Key_Return)
    opened.types("0.85")
    opened.press(Key.Key_Return)
    assert opened.lines() == [("stamp", 1000, 85)]
    opened.press(Key.Key_F4, modifiers=SHIFT)
    opened.types("0.95")
    opened.press(Key.Key_Return)
    assert opened.lines() == [("stamp", 1000, 95)]


def test_words_in_a_price_check_offer_what_they_find(opened: OpenWindow) -> None:
    opened.press(Key.Key_F3)
    opened.types("shoe")
    opened.press(Key.Key_Return)
    opened.types("2")
    opened.press(Key.Key_Plus)
    assert opened.lines() == [("right", 1000, 200)]


def test_f9_sells_for_exact_cash_and_shows_it_between_two_sales(opened: OpenWindow) -> None:
    opened.scan(TEA, MILK)
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000001"
    assert opened.find("saleTotalCaption").property("text") == "Paid"
    assert "T1-000001" in opened.find("saleLast").property("text")
    opened.scan(MILK)
    assert opened.find("saleTotalCaption").property("text") == "Total"
    assert "1.20" in opened.find("saleTotal").property("text")


def test_f9_twice_in_a_row_sells_once(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F9, Key.Key_F9)
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000001"
    assert opened.tones.count(Tone.REFUSED) == 0


def test_a_number_before_f9_is_the_cash_given(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("20")
    opened.press(Key.Key_F9)
    assert opened.find("saleTotalCaption").property("text") == "Change"
    assert "17.51" in opened.find("saleTotal").property("text")
    assert "17.51" in opened.find("saleLastChange").property("text")
    opened.scan(TEA)
    assert "17.51" in opened.find("saleLastChange").property("text")
    assert opened.sale.box.text() == ""


def test_words_before_f9_are_no_amount_and_nothing_is_sold(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("tea")
    opened.press(Key.Key_F9)
    assert opened.numbers() == ""
    assert opened.tones[-1] is Tone.REFUSED


def test_f10_pays_by_card_but_not_with_a_number_in_the_box(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("1")
    opened.press(Key.Key_F10)
    assert opened.numbers() == ""
    opened.press(Key.Key_Escape, Key.Key_F10)
    assert opened.numbers() == "T1-000001"


def test_the_tender_dialog_pays_and_escape_leaves_the_lines(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F12)
    assert isinstance(opened.dialog(), TenderDialog)
    opened.scan(MILK)
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.tones[-1] is Tone.REFUSED
    opened.press(Key.Key_Escape)
    assert opened.dialog() is None
    assert opened.lines() == [(TEA, 1000, 249)]
    opened.press(Key.Key_F12)
    opened.types("5")
    opened.press(Key.Key_Return, Key.Key_Return)
    assert opened.dialog() is None
    assert opened.numbers() == "T1-000001"
    assert "2.51" in opened.find("saleLastChange").property("text")
    assert opened.sale.box.hasFocus()


def test_a_tender_that_fails_says_so_in_the_dialog_and_can_be_tried_again(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F12)
    opened.selling.trouble = Trouble("disk_full", book="shop.book")
    opened.press(Key.Key_Return)
    dialog = opened.dialog()
    assert isinstance(dialog, TenderDialog)
    assert not dialog.is_locked()
    opened.selling.trouble = None
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    assert opened.numbers() == "T1-000001"


def test_parking_and_recalling_by_keyboard(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.types("blue coat")
    opened.press(Key.Key_F7)
    assert opened.lines() == []
    assert opened.sale.box.text() == ""
    assert "blue coat" in opened.sale.messages.bar.sentence()
    assert "1" in opened.find("statusParked").property("text")
    opened.scan(MILK)
    opened.press(Key.Key_F9)
    opened.press(Key.Key_F8)
    assert isinstance(opened.dialog(), RecallDialog)
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.find("statusParked").property("text") == ""


def test_f7_parks_at_once_and_the_next_scan_opens_the_next_sale(opened: OpenWindow) -> None:
    opened.scan(TEA, MILK)
    opened.press(Key.Key_F4)
    QTest.keyClick(opened.window.windowHandle(), Key.Key_F7)
    opened.sale.on_scan(BEER)
    opened.rest()
    assert opened.lines() == [(BEER, 1000, 110)]
    assert not isinstance(opened.sale.strip.entry(), QuantityEntry)
    (parked,) = opened.tills.parked()
    assert len(parked.basket.lines) == 2


def test_recalling_over_an_open_sale_is_refused_in_the_dialog(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F7)
    assert "Green tea" in opened.sale.messages.bar.sentence()
    opened.press(Key.Key_F8)
    opened.scan(MILK)
    assert opened.lines() == [(MILK, 1000, 120)]
    opened.press(Key.Key_Return)
    assert opened.dialog() is not None
    assert opened.lines() == [(MILK, 1000, 120)]


def test_a_price_check_takes_scans_itself_and_sells_nothing(opened: OpenWindow) -> None:
    opened.press(Key.Key_F3)
    dialog = opened.dialog()
    assert isinstance(dialog, PriceCheckDialog)
    opened.scan(TEA)
    assert opened.lines() == []
    opened.press(Key.Key_Plus)
    assert opened.lines() == [(TEA, 1000, 249)]
    opened.scan("99999")
    assert opened.tones[-1] is Tone.REFUSED
    opened.press(Key.Key_Escape)
    assert opened.dialog() is None
    opened.scan(TEA)
    assert opened.lines() == [(TEA, 2000, 498)]


def test_a_code_that_two_products_have_opens_a_choice_and_scans_go_on(opened: OpenWindow) -> None:
    opened.scan(SPARE, TEA)
    assert isinstance(opened.dialog(), ChooseProductDialog)
    assert opened.lines() == [(TEA, 1000, 249)]
    opened.types("2")
    assert opened.dialog() is None
    assert opened.lines()[1][0] == SPARE


def test_age_is_confirmed_by_one_key(opened: OpenWindow) -> None:
    opened.scan(BEER)
    assert isinstance(opened.sale.strip.entry(), AgeBar)
    opened.press(Key.Key_F5)
    assert opened.sale.strip.entry() is None
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000001"


def test_the_question_about_age_does_not_take_the_keys_from_typing(opened: OpenWindow) -> None:
    opened.types("sho")
    opened.scan(BEER)
    assert opened.sale.box.hasFocus()
    opened.types("e")
    assert opened.sale.box.text() == "shoe"
    opened.press(Key.Key_F5)
    assert opened.sale.strip.entry() is None


def test_paying_asks_about_age_and_goes_on_when_it_is_confirmed(opened: OpenWindow) -> None:
    opened.scan(BEER)
    opened.press(Key.Key_Escape)
    assert opened.sale.strip.entry() is None
    opened.press(Key.Key_F9)
    assert isinstance(opened.sale.strip.entry(), AgeBar)
    assert opened.numbers() == ""
    opened.press(Key.Key_F5)
    assert opened.numbers() == "T1-000001"


def test_a_weight_is_asked_in_the_strip_and_paying_waits_for_it(opened: OpenWindow) -> None:
    opened.scan(TEA, BANANAS)
    assert isinstance(opened.sale.strip.entry(), QuantityEntry)
    opened.press(Key.Key_F9)
    assert opened.numbers() == ""
    opened.types("1,236")
    opened.press(Key.Key_Return)
    entry = opened.sale.strip.entry()
    assert entry is not None
    assert "1236" in entry.bar.sentence(), "in a shop with a point that may be a thousand"
    entry.begin()
    opened.types("1.236")
    opened.press(Key.Key_Return)
    opened.press(Key.Key_F9)
    assert opened.numbers() == "T1-000001"
    last = opened.sale.presenter.checkout.last
    assert last is not None
    assert last.payable_minor == 458


def test_an_unknown_code_scanned_twice_is_asked_once_with_two_pieces(opened: OpenWindow) -> None:
    opened.scan("4012345000009", "4012345000009")
    opened.press(Key.Key_Escape)
    assert "2 \u00d7 4012345000009" in opened.sale.messages.bar.sentence()
    opened.press(Key.Key_F9)
    opened.types("3.50")
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    last = opened.sale.presenter.checkout.last
    assert last is not None
    assert last.payable_minor == 700


def test_unknown_codes_are_asked_at_pay_and_then_it_is_paid(opened: OpenWindow) -> None:
    opened.till.shop.product("book", "9.00", rate_milli=5000, tax_code="R")
    opened.scan(TEA, "4012345000009", "4012345000016")
    assert "4012345000016" in opened.sale.messages.bar.sentence()
    opened.press(Key.Key_Escape)
    assert "4012345000009" in opened.sale.messages.bar.sentence()
    opened.press(Key.Key_F9)
    dialog = opened.dialog()
    assert isinstance(dialog, UnknownDialog)
    opened.types("3.50")
    opened.press(Key.Key_F6)
    assert "5.99" in dialog.total.text(), "Enter pays what is in sight"
    opened.press(Key.Key_Return)
    assert isinstance(opened.dialog(), UnknownDialog)
    opened.press(Key.Key_F4)
    assert opened.dialog() is None
    last = opened.sale.presenter.checkout.last
    assert last is not None
    assert last.payable_minor == 599
    taxes = Records(opened.till.shop.book).sale(last.uid).taxes
    assert {tax.rate_milli for tax in taxes} == {5000, 20_000}


def test_a_number_and_a_category_key_ring_up_goods_without_a_code(opened: OpenWindow) -> None:
    place = opened.sale.presenter.categories.index("Fruit")
    opened.press(Key.Key_F11)
    opened.types("2.50")
    opened.press(Qt.Key(Key.Key_1.value + place), modifiers=CTRL)
    assert [line[1:] for line in opened.lines()] == [(1000, 250)]
    assert opened.sale.box.text() == ""


def test_a_category_key_first_asks_for_the_amount(opened: OpenWindow) -> None:
    place = opened.sale.presenter.categories.index("Fruit")
    opened.press(Key.Key_F11)
    opened.press(Qt.Key(Key.Key_1.value + place), modifiers=CTRL)
    assert opened.sale.strip.entry() is not None
    opened.types("2.50")
    opened.press(Key.Key_Return)
    assert [line[1:] for line in opened.lines()] == [(1000, 250)]
    assert opened.sale.strip.entry() is None


def test_how_the_last_sale_was_paid_is_mended_by_keyboard(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.press(Key.Key_F9)
    opened.press(Key.Key_T, modifiers=CTRL)
    assert isinstance(opened.dialog(), ChangeTenderDialog)
    opened.press(Key.Key_F10)
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    last = opened.tills.last_sale("T1")
    assert last is not None
    assert last.given == (("card", 249),)


def test_a_full_disk_is_told_truly_and_saved_when_there_is_room(opened: OpenWindow) -> None:
    opened.selling.trouble = Trouble("disk_full", book="shop.book")
    opened.scan(TEA)
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.tones == [Tone.REFUSED]
    opened.press(Key.Key_Escape)
    assert "1" in opened.sale.messages.bar.sentence()
    opened.selling.trouble = None
    opened.press(Key.Key_S, modifiers=CTRL)
    assert opened.tones[-1] is Tone.TAKEN
    assert opened.sale.messages.bar.sentence() == ""


def test_what_the_disk_refused_is_said_no_longer_once_it_is_saved(opened: OpenWindow) -> None:
    opened.selling.trouble = Trouble("disk_full", book="shop.book")
    opened.scan(TEA)
    assert opened.sale.messages.bar.sentence() != ""
    opened.selling.trouble = None
    opened.scan(MILK)
    assert opened.sale.messages.bar.sentence() == ""
    assert opened.sale.presenter.unsaved == 0


def test_f12_and_f9_in_one_breath_pay_once_and_open_nothing(opened: OpenWindow) -> None:
    opened.scan(TEA)
    with opened.unanswered():
        for key in (Key.Key_F12, Key.Key_F9):
            QTest.keyClick(opened.window.windowHandle(), key)
    assert opened.numbers() == "T1-000001"
    assert opened.dialog() is None


def test_a_second_reading_is_folded_and_plus_accepts_it(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.sale.on_scan(TEA, is_repeat=True)
    opened.rest()
    assert opened.lines() == [(TEA, 1000, 249)]
    assert opened.tones == [Tone.TAKEN, Tone.REPEAT]
    opened.press(Key.Key_Plus)
    assert opened.lines() == [(TEA, 2000, 498)]


def test_a_click_on_a_button_leaves_the_keys_in_the_scan_box(opened: OpenWindow, qtbot: object) -> None:
    opened.scan(TEA)
    button = opened.find("saleMore")
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
    button.click()  # type: ignore[attr-defined]
    opened.rest()
    assert opened.lines() == [(TEA, 2000, 498)]
    assert opened.sale.box.hasFocus()


def test_tab_leads_through_the_screen_and_back(opened: OpenWindow) -> None:
    opened.scan(TEA)
    seen: list[str] = []
    for _ in range(60):
        opened.press(Key.Key_Tab)
        holder = QApplication.focusWidget()
        assert holder is not None
        seen.append(holder.objectName())
        if holder is opened.sale.box:
            break
    assert seen[-1] == "saleScanBox"
    assert {"salePriceCheck", "saleLines", "saleRemove", "salePark", "salePay", "saleExactCash"} <= set(seen)


def test_no_field_but_the_scan_box_is_there_in_an_ordinary_sale(opened: OpenWindow) -> None:
    opened.scan(TEA)
    fields = [one.objectName() for one in opened.sale.findChildren(QLineEdit) if one.isVisible()]
    assert fields == ["saleScanBox"]


WRONG = f"{TEA[:-1]}{(int(TEA[-1]) + 9) % 10}"


def test_a_scan_that_was_refused_stays_in_sight_through_the_next_good_scan(opened: OpenWindow) -> None:
    bar = opened.sale.messages.bar
    opened.scan(WRONG, MILK)
    assert "1 scan was not taken" in bar.sentence()
    assert WRONG in bar.sentence()
    opened.scan("5000112637923", MILK)
    assert "2 scans were not taken" in bar.sentence()
    opened.scan(TEA)
    assert WRONG not in bar.sentence(), "scanned right, it is made good"
    assert "5000112637923" in bar.sentence()
    opened.press(Key.Key_Escape)
    assert bar.sentence() == ""


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_F7])
def test_a_refused_scan_is_told_no_longer_when_the_sale_is_over(opened: OpenWindow, key: Key) -> None:
    opened.scan(WRONG, MILK)
    opened.press(key)
    opened.scan(MILK)
    assert "not taken" not in opened.sale.messages.bar.sentence()


def test_esc_on_the_reason_of_a_refused_scan_deals_with_it(opened: OpenWindow) -> None:
    opened.scan(MILK, WRONG)
    opened.press(Key.Key_Escape)
    assert opened.sale.messages.bar.sentence() == ""


def test_esc_on_something_else_leaves_the_refused_scan_in_sight(opened: OpenWindow) -> None:
    opened.scan(WRONG, "4012345000009")
    opened.press(Key.Key_Escape)
    assert WRONG in opened.sale.messages.bar.sentence()


def test_read_twice_stays_in_sight_one_scan_more_and_plus_is_the_newer_line_then(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.sale.on_scan(TEA, is_repeat=True)
    opened.rest()
    assert "Press +" in opened.sale.messages.bar.sentence()
    opened.scan(MILK)
    assert TEA in opened.sale.messages.bar.sentence()
    assert "scan it again" in opened.sale.messages.bar.sentence()
    opened.press(Key.Key_Plus)
    assert opened.lines() == [(TEA, 1000, 249), (MILK, 2000, 240)]


def test_the_second_piece_scanned_again_needs_no_word(opened: OpenWindow) -> None:
    opened.scan(TEA)
    opened.sale.on_scan(TEA, is_repeat=True)
    opened.scan(TEA)
    assert opened.lines() == [(TEA, 2000, 498)]
    assert opened.sale.messages.bar.sentence() == ""


def test_minus_one_and_a_star_take_the_next_scan_back(opened: OpenWindow) -> None:
    opened.types("-1*")
    assert "-1" in opened.find("saleQuantityChip").property("text")
    opened.scan(TEA)
    assert isinstance(opened.sale.strip.entry(), SureBar)
    opened.press(Key.Key_F5)
    assert opened.lines() == [(TEA, -1000, -249)]


def test_minus_one_and_a_star_behind_lines_say_what_minus_did(opened: OpenWindow) -> None:
    opened.scan(TEA, TEA)
    opened.types("-1")
    opened.press(Key.Key_Shift)
    opened.types("*")
    assert opened.lines() == [(TEA, 1000, 249)]
    assert "Minus took one off" in opened.sale.messages.bar.sentence()
    assert opened.sale.box.text() == ""
    opened.scan(MILK)
    assert opened.lines() == [(TEA, 1000, 249), (MILK, 1000, 120)]


@pytest.mark.parametrize("between", [Key.Key_Escape, None])
def test_a_quantity_that_has_nothing_to_do_with_the_minus_counts(opened: OpenWindow, between: Key | None) -> None:
    opened.scan(TEA, TEA)
    opened.types("-")
    if between is None:
        opened.scan(MILK)
    else:
        opened.press(between)
    opened.types("3*")
    opened.scan(BANANAS)
    assert opened.lines()[-1][1] == 3000


def test_zero_and_a_star_leave_the_field_empty_and_the_scan_is_not_taken(opened: OpenWindow) -> None:
    opened.types("0*")
    assert opened.sale.box.text() == ""
    opened.scan(TEA)
    assert opened.lines() == []
    assert "is no quantity" in opened.sale.messages.bar.sentence()
    opened.scan(MILK)
    assert TEA in opened.sale.messages.bar.sentence()


def test_a_copy_and_a_mended_payment_are_answered_on_the_screen(opened: OpenWindow) -> None:
    bar, strip = opened.sale.messages.bar, opened.find("saleLast")
    opened.scan(TEA)
    opened.press(Key.Key_F9)
    assert "in cash" in strip.property("text")
    opened.press(Key.Key_P, modifiers=CTRL)
    assert "T1-000001-copy.pdf" in bar.sentence()
    opened.press(Key.Key_T, modifiers=CTRL)
    assert bar.sentence() == ""
    opened.press(Key.Key_F10)
    opened.press(Key.Key_Return)
    assert bar.sentence() == "Paid by card now."
    assert "by card" in strip.property("text")


def test_what_was_said_last_goes_away_with_the_next_action(opened: OpenWindow) -> None:
    bar = opened.sale.messages.bar
    opened.scan(TEA, MILK)
    opened.press(Key.Key_Delete)
    opened.press(Key.Key_Z, modifiers=CTRL)
    assert bar.sentence() == "Taken back."
    opened.types("mug")
    assert bar.sentence() == ""
    opened.press(Key.Key_Return)
    assert "Nothing found" in bar.sentence()
    opened.press(Key.Key_Backspace)
    assert bar.sentence() == ""
