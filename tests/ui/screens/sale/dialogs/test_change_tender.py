"""Ctrl+T: the last sale's payment is mended with the same hands as a payment is taken."""

from __future__ import annotations

import pytest

from app.domain.moment import read_moment
from app.domain.requests import TenderAsked
from app.ui.screens.sale.dialogs.base import ScanPolicy
from app.ui.screens.sale.dialogs.change_tender import ChangeTenderDialog, PaidSale
from app.ui.screens.sale.dialogs.payment import Tendered
from tests.ui.screens.sale.dialogs.hands import EURO_SHOP, KINDS, Heard, Key, Shows, shop_with

AT = read_moment("2026-11-22T14:32:00+01:00")
IN_CASH = PaidSale("T1-000123", AT, 2698, (TenderAsked("cash", 5000),), 2302)


def test_what_stands_in_the_book_is_told_and_another_way_to_pay_is_chosen(shows: Shows) -> None:
    dialog = ChangeTenderDialog(IN_CASH, KINDS, EURO_SHOP)
    heard = Heard(dialog.paid)
    hand = shows(dialog)
    for told in ("T1-000123", "2:32", "Cash", "€50.00", "€23.02"):
        assert told in dialog.before.text()
    hand.press(Key.Key_Return, Key.Key_Return)
    assert heard.said == [Tendered((TenderAsked("card", 2698),), 2698, 0)]


def test_a_payment_in_several_ways_starts_with_the_usual_one(shows: Shows) -> None:
    both = PaidSale("T1-000123", AT, 2698, (TenderAsked("cash", 1000), TenderAsked("card", 1698)), 0)
    dialog = ChangeTenderDialog(both, KINDS, EURO_SHOP)
    shows(dialog)
    assert dialog.panel.kinds.kind == "cash"
    assert "change" not in dialog.before.text()


def test_esc_changes_nothing(shows: Shows) -> None:
    dialog = ChangeTenderDialog(IN_CASH, KINDS, EURO_SHOP)
    heard, left = Heard(dialog.paid), Heard(dialog.left)
    shows(dialog).press(Key.Key_Escape)
    assert (heard.said, left.said) == ([], [None])
    assert dialog.scan_policy is ScanPolicy.REFUSE


@pytest.mark.parametrize(("due", "step", "kind", "owed"), [(-1572, 5, Key.Key_F9, -1570), (1997, 5, Key.Key_F10, 1997)])
def test_a_refund_and_a_rounded_sale_are_mended_too(shows: Shows, due: int, step: int, kind: Key, owed: int) -> None:
    sale = PaidSale("T1-R000001", AT, due, (TenderAsked("meal", due),), 0)
    dialog = ChangeTenderDialog(sale, KINDS, shop_with("EUR", step_minor=step))
    heard = Heard(dialog.paid)
    shows(dialog).press(kind, Key.Key_Return)
    assert [tendered.payable_minor for tendered in heard.said] == [owed]  # type: ignore[attr-defined]
