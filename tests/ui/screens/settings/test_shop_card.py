"""What the shop says on its receipts and which goods have a key, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from app.domain.product import Unit
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.tables import ModelTable
from tests.ui.till import TEA
from tests.ui.windows import CTRL, Key, OpenWindow

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def settings(opened: OpenWindow) -> OpenWindow:
    opened.goes_to("settings")
    return opened


def focus(opened: OpenWindow, name: str) -> None:
    opened.find(name).setFocus()


def texts(opened: OpenWindow, name: str) -> list[str]:
    table = opened.find(name)
    assert isinstance(table, ModelTable)
    model = table.model()
    return [" ".join(str(model.index(row, column).data()) for column in range(2)) for row in range(model.rowCount())]


def message(opened: OpenWindow) -> str:
    label = opened.find("settingsMessage_sentence")
    assert isinstance(label, PlainLabel)
    return label.text()


def test_head_and_foot_are_typed_saved_and_on_the_next_receipt(settings: OpenWindow, tmp_path: Path) -> None:
    focus(settings, "settingsHead")
    settings.types("1 Mill Lane")
    settings.press(Key.Key_Return)
    settings.types("VAT DE123")
    settings.press(Key.Key_Tab)
    settings.types("Thank you!")
    settings.press(Key.Key_S, modifiers=CTRL)
    shop = settings.till.parts.shop
    assert (shop.head, shop.foot) == (("1 Mill Lane", "VAT DE123"), ("Thank you!",))
    assert message(settings).startswith("Saved")
    settings.press(Key.Key_1, modifiers=ALT)
    settings.scan(TEA)
    settings.press(Key.Key_F9)
    printed = pypdfium2.PdfDocument(tmp_path / "receipts" / "T1-000001.pdf")[0].get_textpage().get_text_range()
    assert all(words in printed for words in ("1 Mill Lane", "VAT DE123", "Thank you!"))


def test_quick_keys_are_found_put_in_order_and_on_the_sale_screen(settings: OpenWindow) -> None:
    focus(settings, "settingsTileSearch")
    for words in ("tea", "banana", "stamp"):
        settings.types(words)
        settings.press(Key.Key_Return)
    settings.types("shoe")
    assert texts(settings, "settingsTilesFound") == ["Left shoe 1.00", "Right shoe 2.00"]
    settings.press(Key.Key_Down, Key.Key_Return)
    focus(settings, "settingsTiles")
    settings.press(Key.Key_Up, modifiers=CTRL)
    settings.press(Key.Key_Up, Key.Key_Up, Key.Key_Delete)
    assert texts(settings, "settingsTiles") == ["Ctrl+1 Bananas", "Ctrl+2 Right shoe", "Ctrl+3 Stamp"]
    settings.press(Key.Key_S, modifiers=CTRL)
    assert settings.till.parts.shop.tiles == ("bananas", "right", "stamp")
    assert [item.sku for item in settings.sale.presenter.tiles] == ["bananas", "right", "stamp"]
    settings.press(Key.Key_1, modifiers=ALT)
    settings.press(Key.Key_2, modifiers=CTRL)
    assert settings.lines() == [("right", 1000, 200)]


def test_a_key_that_is_there_is_not_there_twice_and_esc_leaves_the_search(settings: OpenWindow) -> None:
    focus(settings, "settingsTileSearch")
    for _ in range(2):
        settings.types("tea")
        settings.press(Key.Key_Return)
    assert texts(settings, "settingsTiles") == ["Ctrl+1 Green tea"]
    settings.types("milk")
    settings.press(Key.Key_Escape)
    field = settings.find("settingsTileSearch")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    settings.press(Key.Key_Return)
    assert texts(settings, "settingsTiles") == ["Ctrl+1 Green tea"]


def test_the_amount_from_which_it_is_asked_holds_at_once(settings: OpenWindow) -> None:
    focus(settings, "settingsLarge")
    settings.types("5")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert settings.till.parts.shop.large_minor == 500
    settings.press(Key.Key_1, modifiers=ALT)
    settings.types("3*")
    settings.scan(TEA)
    assert settings.lines() == []
    settings.press(Key.Key_F5)
    assert settings.lines() == [(TEA, 3000, 747)]


def test_what_is_refused_is_told_and_stays_to_be_mended(settings: OpenWindow) -> None:
    focus(settings, "settingsLarge")
    settings.types("much")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert "much" in message(settings)
    head = settings.find("settingsHead")
    assert isinstance(head, QPlainTextEdit)
    focus(settings, "settingsLarge")
    settings.press(Key.Key_A, modifiers=CTRL)
    settings.press(Key.Key_Delete)
    head.setPlainText("\n".join("123456789"))
    settings.press(Key.Key_S, modifiers=CTRL)
    assert "8 lines" in message(settings)
    save = settings.find("settingsSave")
    assert isinstance(save, QPushButton)
    assert save.isEnabled()
    assert settings.till.parts.shop.head == ()


def test_nothing_is_saved_while_nothing_was_changed(settings: OpenWindow) -> None:
    assert not settings.find("settingsSave").isEnabled()
    focus(settings, "settingsFoot")
    settings.types("x")
    assert settings.find("settingsSave").isEnabled()


def test_rules_for_weight_codes_are_typed_saved_and_read_by_the_next_scan(settings: OpenWindow) -> None:
    settings.till.shop.product("ham", "20.00", name="Ham", unit=Unit.KG, codes=["2100042000001"])
    focus(settings, "settingsPatterns")
    settings.types("weight 21.....{NNDDD")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert "is no rule for weight or price codes" in message(settings)
    focus(settings, "settingsPatterns")
    settings.types("}")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert message(settings).startswith("Saved")
    settings.press(Key.Key_1, modifiers=ALT)
    settings.scan("2100042012509")
    assert settings.lines() == [("2100042012509", 1250, 2500)]


def test_from_when_on_it_is_asked_when_goods_come_is_typed_and_kept(settings: OpenWindow) -> None:
    fields = {name: settings.find(name) for name in ("settingsOver", "settingsMoved")}
    assert [field.property("text") for field in fields.values()] == ["10", "10"]
    for name, figure in (("settingsOver", "2.5 %"), ("settingsMoved", "25")):
        focus(settings, name)
        settings.press(Key.Key_A, modifiers=CTRL)
        settings.types(figure)
    settings.press(Key.Key_S, modifiers=CTRL)
    shop = settings.till.parts.shop
    assert (shop.over_delivery_milli, shop.cost_percent) == (2500, 25)
    settings.types("0")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert settings.till.parts.shop.cost_percent == 250
    settings.types("0")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert "2500%" in message(settings)


def test_the_tax_rates_of_the_shop_are_typed_and_offered_to_new_goods(settings: OpenWindow) -> None:
    focus(settings, "settingsTaxes")
    settings.types("19 %; 7, 0")
    settings.press(Key.Key_S, modifiers=CTRL)
    shop = settings.till.parts.shop
    assert shop.tax_rates == (19_000, 7000, 0)
    offered = {kind.rate_milli for kind in settings.till.parts.product_records.kinds() if not kind.category}
    assert offered >= {19_000, 7000, 0}
    settings.types("; plenty")
    settings.press(Key.Key_S, modifiers=CTRL)
    assert "plenty" in message(settings)
    assert settings.till.parts.shop.tax_rates == (19_000, 7000, 0)
