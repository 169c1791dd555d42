"""F12 by real keys: paid once, nothing taken that is too little, everything kept on Esc, in any currency."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.requests import TenderAsked
from app.domain.shop import Shop
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.payment import Tendered
from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.screens.sale.dialogs.tender_panel import TenderKept
from tests.ui.screens.sale.dialogs.hands import EURO_SHOP, KINDS, Hand, Heard, Key, Shows, shop_with


def open_for(
    shows: Shows, due_minor: int, shop: Shop = EURO_SHOP, kept: TenderKept | None = None
) -> tuple[TenderDialog, Hand, Heard]:
    dialog = TenderDialog(due_minor, KINDS, shop, kept=kept)
    heard = Heard(dialog.paid)
    return dialog, shows(dialog), heard


def test_enter_on_nothing_typed_is_paid_exactly_and_a_second_enter_does_nothing(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.press(Key.Key_Return, Key.Key_Return, Key.Key_Enter)
    assert heard.said == [Tendered((TenderAsked("cash", 2698),), 2698, 0)]
    assert not dialog.answer_button.isEnabled()
    assert dialog.isVisible()


def test_clicking_pay_twice_pays_once(shows: Shows) -> None:
    dialog, _, heard = open_for(shows, 2698)
    for _ in range(2):
        QTest.mouseClick(dialog.answer_button, Qt.MouseButton.LeftButton)
    assert len(heard.said) == 1


def test_enter_held_down_is_pressed_once(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types("10")
    hand.press(Key.Key_F10)
    hand.types("+")
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
        QApplication.sendEvent(dialog.panel.field, held)
    assert heard.said == []


def test_a_refused_payment_can_be_tried_again_with_everything_still_there(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types("30")
    hand.press(Key.Key_Return)
    dialog.show_refusal("The disk is full. Make room and try again.")
    assert "disk is full" in dialog.bar.sentence()
    assert dialog.panel.field.text() == "30"
    assert dialog.panel.field.hasFocus()
    hand.press(Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("cash", 3000),), 2698, 302)] * 2


@pytest.mark.parametrize("typed", ["30", "30.00", "30,00"])
def test_a_typed_amount_shows_the_change_and_gives_it(shows: Shows, typed: str) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types(typed)
    assert "€3.02" in dialog.panel.change.text()
    assert dialog.panel.change.accessibleName() == "Change"
    hand.press(Key.Key_Enter)
    assert heard.said == [Tendered((TenderAsked("cash", 3000),), 2698, 302)]


def test_a_note_takes_one_key_and_enter(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.press(Key.Key_F4, Key.Key_Return)  # 40.00: exact, 30, 40, 50, 100 are offered
    assert heard.said == [Tendered((TenderAsked("cash", 4000),), 2698, 1302)]
    assert dialog.panel.field.text() == "40.00"


def test_exact_puts_the_rest_into_the_field(shows: Shows) -> None:
    dialog, hand, _ = open_for(shows, 2698)
    hand.types("7")
    hand.press(Key.Key_F2)
    assert dialog.panel.field.text() == "26.98"


def test_a_note_that_is_not_offered_has_no_key(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.press(Key.Key_F8)
    assert dialog.panel.field.text() == ""
    assert heard.said == []


def test_too_little_is_refused_in_a_sentence_and_stays_to_be_typed_over(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types("2")
    assert "€24.98" in dialog.panel.change.text()
    assert dialog.panel.change.accessibleName() == "Still missing"
    hand.press(Key.Key_Return)
    assert heard.said == []
    assert "is still missing" in dialog.bar.sentence()
    assert "€24.98" in dialog.bar.sentence()
    hand.types("30")
    assert dialog.panel.field.text() == "30"
    assert dialog.bar.sentence() == ""
    hand.press(Key.Key_Return)
    assert len(heard.said) == 1


def test_a_card_for_more_than_the_rest_is_refused(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types("30")
    hand.press(Key.Key_F10, Key.Key_Return)
    assert heard.said == []
    assert "only cash gives change" in dialog.bar.sentence()


@pytest.mark.parametrize("typed", ["abc", "1.234,50", "1,2,3", "-5", "999999999999999999999", "1.999"])
def test_what_is_no_amount_is_refused_and_nothing_is_lost(shows: Shows, typed: str) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types(typed)
    hand.press(Key.Key_Return)
    assert heard.said == []
    assert dialog.bar.sentence()
    assert dialog.panel.field.text() == typed


def test_a_split_payment_takes_parts_with_plus(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.types("10")
    hand.press(Key.Key_F10)
    hand.types("+")
    assert "€16.98" in dialog.panel.due.text()
    assert dialog.panel.kinds.kind == "cash"
    hand.types("6.98")
    hand.press(Key.Key_F11)
    hand.types("+")
    hand.press(Key.Key_Return, Key.Key_Return)
    parts = (TenderAsked("card", 1000), TenderAsked("meal", 698), TenderAsked("cash", 1000))
    assert heard.said == [Tendered(parts, 2698, 0)]


def test_a_part_is_taken_back_by_del_or_by_its_button(shows: Shows) -> None:
    dialog, hand, _ = open_for(shows, 2698, kept=TenderKept((TenderAsked("card", 1000), TenderAsked("meal", 500))))
    hand.types("3")
    hand.press(Key.Key_Home, Key.Key_Delete)  # while something is typed, Del edits
    assert dialog.panel.field.text() == ""
    assert len(dialog.panel.kept().tenders) == 2
    QTest.mouseClick(dialog.findChild(QPushButton, "tender_parts_remove_0"), Qt.MouseButton.LeftButton)
    assert dialog.panel.kept().tenders == (TenderAsked("meal", 500),)
    hand.press(Key.Key_Delete)
    assert dialog.panel.kept().tenders == ()
    hand.press(Key.Key_Delete)
    assert "€26.98" in dialog.panel.due.text()


def test_esc_goes_back_with_everything_kept_and_the_next_dialog_has_it_again(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    left = Heard(dialog.left)
    hand.types("10")
    hand.press(Key.Key_F10)
    hand.types("+")
    hand.types("5")
    hand.press(Key.Key_F11, Key.Key_Escape)
    kept = TenderKept((TenderAsked("card", 1000),), "5", "meal")
    assert left.said == [kept]
    assert heard.said == []
    assert not dialog.isVisible()
    again, hand, heard = open_for(shows, 2698, kept=kept)
    assert again.panel.kept() == kept
    hand.press(Key.Key_Backspace, Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("card", 1000), TenderAsked("meal", 1698)), 2698, 0)]


def test_esc_waits_while_the_book_has_not_answered(shows: Shows) -> None:
    dialog, hand, _ = open_for(shows, 2698)
    left = Heard(dialog.left)
    hand.press(Key.Key_Return, Key.Key_Escape)
    assert dialog.isVisible()
    assert left.said == []
    dialog.accept()
    assert not dialog.isVisible()


def test_arrows_go_through_the_ways_to_pay(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.press(Key.Key_Up)
    assert dialog.panel.kinds.kind == "meal"
    hand.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("card", 2698),), 2698, 0)]


def test_a_click_on_the_chosen_way_to_pay_leaves_it_chosen(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    button = dialog.findChild(QPushButton, "tender_kind_cash")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert dialog.panel.field.hasFocus()
    QTest.mouseClick(dialog.findChild(QPushButton, "tender_kind_meal"), Qt.MouseButton.LeftButton)
    assert not button.isChecked()
    hand.press(Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("meal", 2698),), 2698, 0)]


def test_a_lone_way_to_pay_is_chosen_already(shows: Shows) -> None:
    dialog = TenderDialog(2698, KINDS[1:2], EURO_SHOP)
    heard = Heard(dialog.paid)
    shows(dialog).press(Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("card", 2698),), 2698, 0)]


def test_only_the_cash_part_is_rounded_and_the_screen_says_so(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 1002, shop_with("CHF", step_minor=5))
    assert "10.00" in dialog.panel.due.text()
    hand.press(Key.Key_F10)
    assert "10.02" in dialog.panel.due.text()
    hand.press(Key.Key_F9, Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("cash", 1000),), 1000, 0)]


def test_a_refund_pays_out(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, -1572, shop_with("EUR", step_minor=5))
    assert dialog.panel.due.accessibleName() == "To pay back"
    assert "€15.70" in dialog.panel.due.text()
    assert dialog.answer_button.label() == "Pay back"
    hand.types("10")
    hand.press(Key.Key_F10)
    hand.types("+")
    hand.press(Key.Key_Return)
    parts = (TenderAsked("card", -1000), TenderAsked("cash", -570))
    assert heard.said == [Tendered(parts, -1570, 0)]


def test_yen_are_whole(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 1250, shop_with("JPY", language="ja"))
    hand.types("2000.5")
    hand.press(Key.Key_Return)
    assert "decimals" in dialog.bar.sentence()
    hand.types("2000")
    hand.press(Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("cash", 2000),), 1250, 750)]


def test_dinars_have_three_decimals(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 1250, shop_with("KWD"))
    hand.types("1.300")
    assert "0.050" in dialog.panel.change.text()
    hand.press(Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("cash", 1300),), 1250, 50)]


def test_nothing_to_pay_is_one_enter(shows: Shows) -> None:
    _, hand, heard = open_for(shows, 0)
    hand.press(Key.Key_Return)
    assert heard.said == [Tendered((), 0, 0)]


def test_a_part_taken_before_the_basket_became_smaller_is_told(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 500, kept=TenderKept((TenderAsked("card", 800),)))
    hand.press(Key.Key_Return)
    assert heard.said == []
    assert dialog.bar.sentence()
    hand.press(Key.Key_Delete, Key.Key_Return)
    assert len(heard.said) == 1


def test_amounts_are_large_enough_to_be_read_from_afar(shows: Shows) -> None:
    dialog, _, _ = open_for(shows, 98765432109, shop_with("KWD"))
    assert dialog.panel.due.figure_px() >= 40
    assert dialog.width() <= 1366


def test_enter_on_another_button_presses_that_button_and_pays_nothing(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.press(Key.Key_Tab)
    while not isinstance(dialog.focusWidget(), QPushButton):
        hand.press(Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.answer_button
    hand.press(Key.Key_Return)
    assert heard.said == []


def test_scans_are_refused_while_money_is_on_the_counter(shows: Shows) -> None:
    dialog, _, _ = open_for(shows, 2698)
    assert dialog.scan_policy is ScanPolicy.REFUSE
    dialog.show_refusal("Take the payment first, or go back with Esc.")
    assert dialog.panel.field.text() == ""
    assert dialog.bar.sentence()


def test_a_part_that_cannot_be_taken_is_refused_and_stays_typed(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    for typed, key in (("0", Key.Key_F9), ("30", Key.Key_F10), ("1.2.3", Key.Key_F9)):
        hand.press(key)
        hand.types(typed + "+")
        assert dialog.bar.sentence()
        assert dialog.panel.field.text() == typed
        assert dialog.panel.kept().tenders == ()
    assert heard.said == []


def test_plus_takes_the_whole_rest_when_nothing_is_typed(shows: Shows) -> None:
    dialog, hand, heard = open_for(shows, 2698)
    hand.press(Key.Key_F10)
    QTest.mouseClick(dialog.panel.add, Qt.MouseButton.LeftButton)
    assert "€0.00" in dialog.panel.due.text()
    hand.press(Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("card", 2698),), 2698, 0)]
