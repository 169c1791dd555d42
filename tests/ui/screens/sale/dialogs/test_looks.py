"""Every dialog and entry: named for screen readers, large enough to touch, small enough for the screen, mirrored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.domain.basket import Line, Waiting
from app.domain.doubts import Doubt, DoubtKind
from app.domain.moment import read_moment
from app.domain.requests import TenderAsked
from app.reports.lookups import StockAt
from app.ui.screens.sale.dialogs.age import AgeBar
from app.ui.screens.sale.dialogs.base import InlineEntry, ScanPolicy
from app.ui.screens.sale.dialogs.change_tender import ChangeTenderDialog, PaidSale
from app.ui.screens.sale.dialogs.choose_product import ChooseProductDialog
from app.ui.screens.sale.dialogs.entries import DiscountEntry, PriceEntry, QuantityEntry
from app.ui.screens.sale.dialogs.open_price import OpenPriceEntry
from app.ui.screens.sale.dialogs.price_check import PriceCheckDialog, PriceFacts
from app.ui.screens.sale.dialogs.recall import ParkedSale, RecallDialog
from app.ui.screens.sale.dialogs.sure import SureBar
from app.ui.screens.sale.dialogs.tender import TenderDialog
from app.ui.screens.sale.dialogs.tender_panel import TenderKept
from app.ui.screens.sale.dialogs.unknown import UnknownDialog
from app.ui.theme import TARGET, ThemeChoice, apply_theme
from app.ui.widgets.buttons import ActionButton
from tests.ui.screens.sale.dialogs.hands import (
    BANANAS,
    CRATE,
    EURO_SHOP,
    JUICE,
    KINDS,
    UNLISTED,
    Key,
    Shows,
    shop_with,
)

NOW = read_moment("2026-11-22T14:40:00+01:00")
LINE = Line(7, BANANAS, 2_000, 1_500_000)
SWISS = shop_with("CHF", step_minor=5, language="de_CH")
KEPT = TenderKept((TenderAsked("card", 1_000), TenderAsked("meal", 650)), "50", "cash")
PARKED = ParkedSale("u1", "Mrs Lee", "T1", "anna", NOW, 3, 2_698, ("Oat milk", "Loaf"))
TAXES = tuple(UNLISTED._replace(rate_milli=rate) for rate in (20_000, 12_500, 7_000, 5_500, 2_100, 0))
CATEGORIES = tuple("Fruit and vegetables,Bakery,Drinks,Dairy,Household,Sweets,Papers,Meat,Frozen,Other".split(","))


def checked() -> PriceCheckDialog:
    dialog = PriceCheckDialog(EURO_SHOP)
    dialog.show_item(PriceFacts(JUICE, "4006381333931", 1_000, (StockAt("Shop", 3_000, counted=True),)))
    return dialog


def choosing() -> PriceCheckDialog:
    dialog = PriceCheckDialog(EURO_SHOP)
    dialog.show_choices((JUICE, BANANAS))
    return dialog


EVERY: dict[str, Callable[[], QWidget]] = {
    "tender": lambda: TenderDialog(4_787, KINDS, SWISS, kept=KEPT),
    "tender, paying back": lambda: TenderDialog(-1_572, KINDS, SWISS),
    "tender, millions of dinars": lambda: TenderDialog(98_765_432_109, KINDS, shop_with("KWD")),
    "change tender": lambda: ChangeTenderDialog(PaidSale("T1-000123", NOW, 2_698, KEPT.tenders, 0), KINDS, EURO_SHOP),
    "recall": lambda: RecallDialog((PARKED,), NOW, EURO_SHOP),
    "recall, empty": lambda: RecallDialog((), NOW, EURO_SHOP),
    "choose": lambda: ChooseProductDialog("4006381333931", (JUICE, CRATE, BANANAS), EURO_SHOP),
    "price check": checked,
    "price check, choosing": choosing,
    "price check, start": lambda: PriceCheckDialog(EURO_SHOP),
    "unknown": lambda: UnknownDialog(
        (Waiting(3, "4006381333931", 2_000),), TAXES, EURO_SHOP, whole_minor=lambda _: 1_783
    ),
    "price": lambda: PriceEntry(LINE, EURO_SHOP),
    "quantity": lambda: QuantityEntry(LINE, EURO_SHOP),
    "discount": lambda: DiscountEntry(LINE, EURO_SHOP),
    "sale discount": lambda: DiscountEntry(None, EURO_SHOP),
    "sure": lambda: SureBar(Doubt(DoubtKind.RETURN, BANANAS, -2_000, -338), EURO_SHOP),
    "age": lambda: AgeBar(18, "22 Nov 2008"),
    "open price": lambda: OpenPriceEntry(CATEGORIES, EURO_SHOP),
}


@pytest.fixture(params=list(EVERY))
def widget(request: pytest.FixtureRequest, shows: Shows) -> QWidget:
    made = EVERY[request.param]()
    shows(made)
    return made


def controls(widget: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit)
    return [one for kind in kinds for one in widget.findChildren(kind) if one.isVisible() and one.objectName()]


def test_every_control_has_a_name_and_is_large_enough(widget: QWidget) -> None:
    assert controls(widget)
    for control in controls(widget):
        assert control.accessibleName(), control.objectName()
        assert control.height() >= TARGET, control.objectName()
        assert control.width() >= TARGET, control.objectName()
    assert widget.accessibleName()
    names = [child.objectName() for child in widget.findChildren(QWidget) if not child.objectName().startswith("qt_")]
    assert len(names) > 3


def test_nothing_is_cut_and_nothing_reads_markup(widget: QWidget) -> None:
    for button in widget.findChildren(ActionButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.objectName()
    for label in widget.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()


def test_it_fits_on_a_small_screen(widget: QWidget) -> None:
    most = 838 if isinstance(widget, InlineEntry) else 1_366
    assert widget.minimumSizeHint().width() <= most
    assert max(widget.minimumSizeHint().height(), widget.height()) <= 740


def test_it_says_where_scans_go(widget: QWidget) -> None:
    assert widget.scan_policy in set(ScanPolicy)  # type: ignore[attr-defined]
    takes_itself = widget.scan_policy is ScanPolicy.SELF  # type: ignore[attr-defined]
    assert takes_itself == hasattr(widget, "take_scan")


def test_the_focus_begins_inside_and_tab_reaches_every_control(widget: QWidget) -> None:
    window = widget.window()
    first = window.focusWidget()
    assert first is not None
    assert widget.isAncestorOf(first)
    reached = {first}
    for _ in range(60):
        window.focusNextChild()
        reached.add(window.focusWidget())
    missed = [one.objectName() for one in controls(widget) if one.isEnabled() and one not in reached]
    assert not missed


@pytest.mark.parametrize("name", list(EVERY))
def test_it_is_mirrored_and_dark_without_a_word_from_qt(name: str, qapp: QApplication, shows: Shows) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    apply_theme(qapp, ThemeChoice.DARK)
    widget = EVERY[name]()
    hand = shows(widget)
    answer = widget.answer_button  # type: ignore[attr-defined]
    back = widget.back_button  # type: ignore[attr-defined]
    if answer.isVisible():
        assert not widget.grab().isNull()
        towards_left = answer.mapTo(widget, answer.rect().center()).x() < back.mapTo(widget, back.rect().center()).x()
        assert towards_left != isinstance(widget, InlineEntry)
    hand.press(Key.Key_Escape)
