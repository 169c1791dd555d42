"""Quick keys: two pages, a key for the first nine, the rest in reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.product import Item
from app.ui.screens.sale.quick_keys import MOST_TILES, QUICK_KEYS, QuickKeys
from app.ui.screens.sale.texts import SaleTexts
from app.ui.theme import TARGET, ThemeChoice, apply_theme
from app.ui.widgets.buttons import TileButton
from tests.ui.till import TEA, open_till


@pytest.fixture
def tea(tmp_path: Path) -> Item:
    return open_till(tmp_path).parts.lookups.scan(TEA, location="shop").items[0]


@pytest.fixture
def quick(qtbot: QtBot, tmp_path: Path) -> QuickKeys:
    made = QuickKeys(SaleTexts(open_till(tmp_path / "keys").parts.shop))
    qtbot.addWidget(made)
    made.resize(352, 340)
    made.show()
    return made


def buttons(quick: QuickKeys) -> list[TileButton]:
    return [button for button in quick.findChildren(TileButton) if button.isVisible()]


def test_a_key_picks_its_product(quick: QuickKeys, tea: Item) -> None:
    picked: list[Item] = []
    quick.picked.connect(picked.append)
    quick.show_keys((tea,), ())
    quick.press(0)
    quick.press(1)
    assert picked == [tea]


def test_the_page_in_sight_has_the_keys(quick: QuickKeys, tea: Item) -> None:
    picked: list[object] = []
    quick.picked.connect(picked.append)
    quick.category_picked.connect(picked.append)
    quick.show_keys((tea,), ("Fruit", "Drinks"))
    quick.turn_page()
    quick.press(1)
    quick.turn_page()
    quick.press(0)
    assert picked == ["Drinks", tea]


def test_nine_keys_have_a_number_and_the_others_a_place(quick: QuickKeys, tea: Item) -> None:
    quick.show_keys(tuple(tea._replace(sku=f"t{number}") for number in range(15)), ())
    shown = quick.findChildren(TileButton)
    assert len(shown) == MOST_TILES
    numbered = [one for one in shown if "Ctrl+" in one.accessibleDescription()]
    assert len(numbered) == QUICK_KEYS
    assert all(one.height() >= TARGET for one in buttons(quick))


def test_many_categories_can_all_be_reached(quick: QuickKeys) -> None:
    quick.show_keys((), tuple(f"Category {number}" for number in range(40)))
    quick.turn_page()
    picked: list[str] = []
    quick.category_picked.connect(picked.append)
    quick.press(39)
    assert picked == ["Category 39"]


def test_the_keys_of_categories_are_made_when_one_turns_to_them_and_follow_every_change(quick: QuickKeys) -> None:
    quick.show_keys((), ("Fruit", "Drinks"))
    assert quick.findChildren(TileButton) == []
    quick.turn_page()
    assert [button.label() for button in buttons(quick)] == ["Fruit", "Drinks"]
    quick.show_keys((), ("Fruit", "Drinks", "Tea"))
    assert [button.label() for button in buttons(quick)] == ["Fruit", "Drinks", "Tea"]
    before = buttons(quick)
    quick.turn_page()
    quick.turn_page()
    assert buttons(quick) == before


def test_keys_that_stay_the_same_are_not_made_anew(quick: QuickKeys, tea: Item) -> None:
    quick.show_keys((tea,), ())
    (before,) = buttons(quick)
    quick.show_keys((tea,), ())
    assert buttons(quick) == [before]


def test_a_name_with_markup_and_an_ampersand_is_shown_as_written(quick: QuickKeys, tea: Item) -> None:
    quick.show_keys((tea._replace(name="<b>Fish & chips</b>"),), ())
    (button,) = buttons(quick)
    assert button.label() == "<b>Fish & chips</b>"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("rows", [3, 4, 6])
def test_keys_keep_their_size_when_the_theme_changes_out_of_sight(
    quick: QuickKeys, tea: Item, qapp: QApplication, rows: int, turned: bool
) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    quick.show_keys((tea,) * min(MOST_TILES, 3 * rows), tuple(f"Category {number}" for number in range(3 * rows)))
    if turned:
        quick.turn_page()
    qapp.sendPostedEvents()
    sizes = [button.size() for button in buttons(quick)]
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        quick.hide()
        apply_theme(qapp, choice)
        quick.show()
        qapp.sendPostedEvents()
        assert [button.size() for button in buttons(quick)] == sizes
