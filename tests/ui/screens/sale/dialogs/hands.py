"""What the tests of the dialogs share: a shop, goods, and hands that press keys on a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.figures import currency
from app.domain.product import Item, Unit
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding

Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to pay, as the book lists it."""

    kind: str
    name: str


KINDS = (Kind("cash", "Cash"), Kind("card", "Card"), Kind("meal", "Meal voucher"))

EURO_SHOP = Shop(
    name="Corner Shop",
    currency=currency("EUR"),
    country="DE",
    tax_policy=TaxPolicy.INCL_RATE,
    prices_include_tax=True,
    cash_rounding=None,
    costing=Costing.FIFO,
    stock=StockSystem.PERPETUAL,
    region=None,
    timezone="Europe/Berlin",
    day_cut_minutes=240,
    language="en",
)


def shop_with(code: str, *, step_minor: int = 0, language: str = "en") -> Shop:
    """The shop with another currency, its cash rounded to a step."""
    rounding = CashRounding(step_minor) if step_minor else None
    return replace(EURO_SHOP, currency=currency(code), cash_rounding=rounding, language=language)


JUICE = Item(1, "A1", "Apple juice 1 l", 1_500_000, 20_000, "S", Unit.EACH)
CRATE = JUICE._replace(price_micro=8_400_000, base_milli=6_000)
BANANAS = Item(2, "B1", "Bananas <b>& more</b>", 1_690_000, 7_000, "S", Unit.KG)
UNLISTED = Item(3, "UNLISTED", "Unlisted goods", 0, 20_000, "S", Unit.EACH)


class Hand:
    """Presses keys on a window, as a keyboard does: never on a widget."""

    def __init__(self, window: QWindow) -> None:
        self._window = window

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys one after the other."""
        for key in keys:
            QTest.keyClick(self._window, key, modifiers)

    def types(self, text: str) -> None:
        """Type a text."""
        for sign in text:
            QTest.keyClick(self._window, sign)


Shows = Callable[[QWidget], Hand]


class Heard:
    """Everything that a signal said, in order."""

    def __init__(self, signal: object) -> None:
        self.said: list[object] = []
        signal.connect(self._on_said)  # type: ignore[attr-defined]

    def _on_said(self, *what: object) -> None:
        self.said.append(what[0] if what else None)
