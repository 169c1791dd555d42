"""F8: parked sales, chosen by arrows, taken up once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.moment import read_moment
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.recall import ParkedSale, RecallDialog
from tests.ui.screens.sale.dialogs.hands import EURO_SHOP, Heard, Key, Shows, shop_with

NOW = read_moment("2026-11-22T14:40:00+01:00")


def parked(uid: str, *, label: str = "", at: str = "2026-11-22T14:32:00+01:00", total: int = 2698) -> ParkedSale:
    return ParkedSale(uid, label, "T1", "anna", read_moment(at), 3, total, ("Oat milk", "Sourdough <loaf>"))


THREE = (parked("u1", label="Mrs Lee"), parked("u2", at="2026-11-21T18:02:00+01:00"), parked("u3", total=-150))


def test_arrows_and_enter_take_up_a_sale_once(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard = Heard(dialog.recalled)
    shows(dialog).press(Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return, Key.Key_Return)
    assert heard.said == ["u2"]


def test_the_first_is_chosen_already(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard = Heard(dialog.recalled)
    shows(dialog).press(Key.Key_Enter)
    assert heard.said == ["u1"]


def test_enter_held_down_since_before_takes_up_nothing(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard = Heard(dialog.recalled)
    shows(dialog)
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(dialog.table, held)
    assert heard.said == []


def test_a_double_click_takes_up_a_sale_once(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard = Heard(dialog.recalled)
    shows(dialog)
    place = dialog.table.visualRect(dialog.model.index(1, 0)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.said == ["u2"]


def test_each_sale_says_whose_it_is_and_since_when(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    shows(dialog)
    cells = [[dialog.model.index(row, column).data() for column in range(5)] for row in range(3)]
    assert cells[0][0] == "Mrs Lee"
    assert cells[1][0] == "Oat milk, Sourdough <loaf>"
    assert cells[0][1].startswith("2:32")
    assert cells[1][1].startswith("Nov 21, 2026")
    assert [row[4] for row in cells] == ["€26.98", "€26.98", "-€1.50"]


def test_the_list_can_change_under_the_hand_and_the_choice_stays(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard = Heard(dialog.recalled)
    hand = shows(dialog)
    hand.press(Key.Key_Down)
    dialog.show_parked((parked("u0"), *THREE))
    hand.press(Key.Key_Return)
    assert heard.said == ["u2"]


def test_a_sale_that_another_till_took_up_is_told_and_the_rest_can_be_chosen(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard = Heard(dialog.recalled)
    hand = shows(dialog)
    hand.press(Key.Key_Return)
    dialog.show_parked(THREE[1:])
    dialog.show_refusal("Another till has taken it up.")
    assert dialog.bar.sentence()
    hand.press(Key.Key_Return)
    assert heard.said == ["u1", "u2"]


def test_with_nothing_parked_a_sentence_and_one_button(shows: Shows) -> None:
    dialog = RecallDialog((), NOW, shop_with("JPY"))
    left = Heard(dialog.left)
    hand = shows(dialog)
    assert dialog.empty.isVisible()
    assert not dialog.answer_button.isVisible()
    hand.press(Key.Key_Return)
    assert left.said == [None]


def test_when_the_last_one_goes_and_when_the_first_one_comes(shows: Shows) -> None:
    dialog = RecallDialog(THREE[:1], NOW, EURO_SHOP)
    shows(dialog)
    dialog.show_parked(())
    assert dialog.empty.isVisible()
    dialog.show_parked(THREE)
    assert dialog.table.isVisible()
    assert dialog.table.chosen_row() == 0


def test_esc_takes_up_nothing_and_scans_go_to_the_basket(shows: Shows) -> None:
    dialog = RecallDialog(THREE, NOW, EURO_SHOP)
    heard, left = Heard(dialog.recalled), Heard(dialog.left)
    shows(dialog).press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert dialog.scan_policy is ScanPolicy.BASKET
