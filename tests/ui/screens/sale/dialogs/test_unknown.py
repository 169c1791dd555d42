"""At Pay, codes that no product has: sold at a typed price or left out, one by one, nothing lost."""

from __future__ import annotations

import pytest

from app.domain.basket import LeaveOut, SellUnknown, Waiting
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.unknown import UnknownDialog
from tests.ui.screens.sale.dialogs.hands import EURO_SHOP, UNLISTED, Hand, Heard, Key, Shows, shop_with

FIRST, SECOND = Waiting(3, "4006381333931", 2_000), Waiting(7, "978020137962", 1_000)


def whole_minor(entry: SellUnknown | None) -> int:
    """The sale of 5.33 that the code is added to, twice."""
    return 533 + (2 * entry.price_micro // 10_000 if entry else 0)


class Screen:
    """Answers the dialog as the sale screen does: what was answered no longer waits."""

    def __init__(self, dialog: UnknownDialog, *waiting: Waiting) -> None:
        self.dialog, self.waiting = dialog, waiting
        self.said: list[object] = []
        dialog.entered.connect(self._on_entered)

    def _on_entered(self, entry: SellUnknown | LeaveOut) -> None:
        self.said.append(entry)
        self.waiting = tuple(one for one in self.waiting if one.key != entry.key)
        self.dialog.show_waiting(self.waiting)


def open_for(shows: Shows, *waiting: Waiting) -> tuple[UnknownDialog, Hand, Screen]:
    dialog = UnknownDialog(waiting, (UNLISTED,), EURO_SHOP, whole_minor=whole_minor)
    screen = Screen(dialog, *waiting)
    return dialog, shows(dialog), screen


def test_each_code_is_sold_or_left_out_and_then_paying_goes_on(shows: Shows) -> None:
    dialog, hand, screen = open_for(shows, FIRST, SECOND)
    done = Heard(dialog.finished_all)
    hand.types("3,50")
    assert "€7.00" in dialog.amount.text()
    hand.press(Key.Key_Return)
    assert done.said == []
    assert dialog.field.text() == ""
    hand.press(Key.Key_F4)
    assert screen.said == [SellUnknown(3, UNLISTED, 3_500_000), LeaveOut(7)]
    assert done.said == [None]
    assert not dialog.isVisible()


def test_a_second_enter_does_not_sell_the_next_code(shows: Shows) -> None:
    dialog, hand, screen = open_for(shows, FIRST, SECOND)
    hand.types("3.50")
    hand.press(Key.Key_Return, Key.Key_Return)
    assert len(screen.said) == 1
    assert "no price yet" in dialog.bar.sentence()


def test_a_second_enter_before_the_answer_does_nothing(shows: Shows) -> None:
    dialog = UnknownDialog((FIRST,), (UNLISTED,), EURO_SHOP, whole_minor=whole_minor)
    heard = Heard(dialog.entered)
    hand = shows(dialog)
    hand.types("3.50")
    hand.press(Key.Key_Return, Key.Key_Return, Key.Key_F4)
    assert len(heard.said) == 1


@pytest.mark.parametrize("typed", ["", "   ", "abc", "1.2.3", "-1", "1e309", "0.1234567", "9" * 30])
def test_what_is_no_price_is_refused_and_stays(shows: Shows, typed: str) -> None:
    dialog, hand, screen = open_for(shows, FIRST)
    hand.types(typed)
    hand.press(Key.Key_Return)
    assert screen.said == []
    assert dialog.bar.sentence()
    assert dialog.field.text() == typed


def test_what_the_basket_refuses_comes_back_with_the_price_still_there(shows: Shows) -> None:
    dialog = UnknownDialog((FIRST,), (UNLISTED,), EURO_SHOP, whole_minor=whole_minor)
    heard = Heard(dialog.entered)
    hand = shows(dialog)
    hand.types("3.50")
    hand.press(Key.Key_Return)
    dialog.show_refusal("The disk is full. Make room and try again.")
    hand.press(Key.Key_Return)
    assert heard.said == [SellUnknown(3, UNLISTED, 3_500_000)] * 2


def test_esc_goes_back_and_everything_still_waits(shows: Shows) -> None:
    dialog, hand, screen = open_for(shows, FIRST, SECOND)
    left, done = Heard(dialog.left), Heard(dialog.finished_all)
    hand.types("3")
    hand.press(Key.Key_Escape)
    assert (screen.said, left.said, done.said) == ([], [None], [])
    assert screen.waiting == (FIRST, SECOND)
    assert dialog.scan_policy is ScanPolicy.REFUSE


def test_dinars_have_three_decimals_and_yen_none(shows: Shows) -> None:
    for code, typed, amount in (("KWD", "1.234", "2.468"), ("JPY", "120", "240")):
        dialog = UnknownDialog((FIRST,), (UNLISTED,), shop_with(code), whole_minor=whole_minor)
        shows(dialog).types(typed)
        assert amount in dialog.amount.text()


def test_the_usual_tax_is_chosen_and_one_key_takes_another(shows: Shows) -> None:
    low, other = (
        UNLISTED._replace(sku="LOW", rate_milli=7000),
        UNLISTED._replace(sku="FREE", rate_milli=20_000, tax_code="K"),
    )
    dialog = UnknownDialog((FIRST, SECOND), (UNLISTED, low, other), EURO_SHOP, whole_minor=whole_minor)
    screen = Screen(dialog, FIRST, SECOND)
    hand = shows(dialog)
    assert dialog.tax.accessibleName() == "Tax: 20% S", "the code tells two of the same rate apart"
    hand.types("3.50")
    hand.press(Key.Key_F6)
    assert dialog.tax.accessibleName() == "Tax: 7%"
    assert dialog.field.text() == "3.50"
    hand.press(Key.Key_Return)
    assert dialog.tax.accessibleName() == "Tax: 20% S", "each code begins with the usual tax"
    hand.types("1")
    hand.press(Key.Key_Up)
    assert dialog.tax.accessibleName() == "Tax: 20% K"
    hand.press(Key.Key_Down, Key.Key_Return)
    assert screen.said == [SellUnknown(3, low, 3_500_000), SellUnknown(7, UNLISTED, 1_000_000)]


def test_the_new_total_is_in_sight_while_the_price_is_typed(shows: Shows) -> None:
    dialog, hand, screen = open_for(shows, FIRST)
    assert "€5.33" in dialog.total.text()
    hand.types("6.25")
    assert "€12.50" in dialog.amount.text()
    assert "€17.83" in dialog.total.text()
    assert dialog.total.figure_px() > dialog.amount.figure_px()
    hand.types("x")
    assert "€5.33" in dialog.total.text(), "what is no price sells nothing"
    assert screen.said == []
