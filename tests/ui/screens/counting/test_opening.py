"""A new shop is counted: what lies there is its opening stock, and nothing has shrunk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import ThemeChoice, apply_theme
from tests.reports.shops import TryShop
from tests.ui.fixtures import shown
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA, till_on
from tests.ui.windows import Key, OpenWindow


@pytest.fixture
def new_shop(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Counting]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    shop = TryShop(tmp_path / "shop.book", language="en")
    shop.product("tea", "2.49", name="Green tea", codes=[TEA], cost="1.00")
    for opened in shown(OpenWindow(qtbot, till_on(shop, tmp_path))):
        yield Counting(opened)


def test_a_new_shop_is_asked_for_its_opening_stock(new_shop: Counting) -> None:
    assert new_shop.rows("countStartTable") == [["Count the opening stock", "plan", ""]]
    new_shop.begin("Count the opening stock")
    new_shop.press(Key.Key_Return)
    new_shop.press(Key.Key_F12)
    assert new_shop.rows("paper_table") == [["1", "Green tea", ""]]
    new_shop.press(Key.Key_Escape)
    new_shop.types("7*")
    new_shop.scan(TEA)
    new_shop.press(Key.Key_F8, Key.Key_F9)
    assert new_shop.states() == {"Green tea": "opening stock"}
    new_shop.post()
    # Seven at 1.00 have come to the shop; nothing is too much.
    assert new_shop.text("countMessage") == (
        "T1-C000001 is posted. The difference comes to \u20ac0.00, opening stock to \u20ac7.00. F8 has it on paper."
    )
    assert new_shop.kept("SELECT kind, quantity_milli FROM movement") == [("opening_stock", 7000)]
    assert [row[0] for row in new_shop.rows("countStartTable")][:1] != ["Count the opening stock"]
    new_shop.can_press("count_start_results")
    new_shop.press(Key.Key_F9, Key.Key_F7)
    assert new_shop.rows("countResultsLines") == []


def listed(counting: Counting) -> list[str]:
    """What can be counted, once somebody has come back to the list."""
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    return [row[0] for row in counting.rows("countStartTable")]


def test_a_new_shop_that_has_sold_is_asked_still_and_so_is_one_that_has_received_some(new_shop: Counting) -> None:
    shop = new_shop.shop
    shop.sell(("tea", "1"))
    assert listed(new_shop) == ["Count the opening stock"]
    shop.product("milk", "1.20", name="Milk", cost="1.00")
    shop.deliver(("milk", "5", "1.00"))
    found = listed(new_shop)
    assert found.count("Count the opening stock") == 1
    assert "Count everything" in found
