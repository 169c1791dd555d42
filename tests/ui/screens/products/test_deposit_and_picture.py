"""Deposit and picture of a product by real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QComboBox, QFileDialog

from app.ui.screens.products.picture_view import PictureView
from app.ui.sound import Tone
from tests.ui.screens.products.hands import Products
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def products(opened: OpenWindow) -> Products:
    return Products(opened)


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The file that a person picks in the system's own dialog, which a test cannot drive."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (str(path), ""))


def edit_deposit(products: Products, text: str) -> None:
    products.press(Key.Key_F4)
    box = products.find("product_deposit")
    assert isinstance(box, QComboBox)
    box.setFocus()
    box.lineEdit().selectAll()
    products.press(Key.Key_Delete)
    products.types(text)
    products.press(Key.Key_S, modifiers=CTRL)


def deposit_of(products: Products, sku: str) -> tuple[object, ...] | None:
    with products.opened.till.shop.book.reading() as connection:
        sql = (
            "SELECT deposit.sku, deposit.price_micro, deposit.stocked FROM product"
            " JOIN product AS deposit ON deposit.id = product.deposit_id WHERE product.sku = ?"
        )
        return connection.execute(sql, (sku,)).fetchone()


def test_a_deposit_is_typed_as_an_amount_and_chosen_for_the_next_product(products: Products) -> None:
    products.types("beer")
    products.press(Key.Key_Down)
    edit_deposit(products, "0.25")
    assert products.opened.dialog() is None
    assert deposit_of(products, "beer") == ("DEPOSIT 0.25", 250_000, 0)
    assert products.rows("productChanges")[0][1:] == ["Deposit", "\N{EN DASH} → DEPOSIT 0.25"]

    products.press(Key.Key_Escape)
    products.types("milk")
    products.press(Key.Key_Down, Key.Key_F4)
    products.choose("product_deposit", 1)
    assert products.text("product_deposit") == "Deposit 0.25"
    products.press(Key.Key_S, modifiers=CTRL)
    assert deposit_of(products, "milk") == ("DEPOSIT 0.25", 250_000, 0)


def test_a_deposit_is_taken_away_and_an_sku_is_as_good(products: Products) -> None:
    products.types("beer")
    products.press(Key.Key_Down)
    edit_deposit(products, "stamp")
    assert deposit_of(products, "beer") == ("stamp", 0, 1)
    products.press(Key.Key_F4)
    assert products.text("product_deposit") == "Stamp"
    products.press(Key.Key_Escape)
    edit_deposit(products, "")
    assert deposit_of(products, "beer") is None


@pytest.mark.parametrize(("text", "said"), [("nowhere", "nowhere"), ("-0.25", "below zero")])
def test_a_deposit_that_cannot_be_is_said(products: Products, text: str, said: str) -> None:
    products.types("beer")
    products.press(Key.Key_Down)
    edit_deposit(products, text)
    assert said in products.text("product_form_bar")
    assert deposit_of(products, "beer") is None


def test_a_picture_is_chosen_shown_beside_the_product_and_taken_away(
    products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (800, 400), "green").save(tmp_path / "tea.png")
    choose_file(monkeypatch, tmp_path / "tea.png")
    products.types("tea")
    products.press(Key.Key_Down, Key.Key_F10)
    assert "No picture yet" in products.text("picture_none")
    products.press(Key.Key_Return)
    assert products.opened.dialog() is None
    assert products.toast() == "Green tea has its picture."
    picture = products.find("productPicture")
    assert isinstance(picture, PictureView)
    assert picture.isVisible()
    shown = picture.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2).green() in range(120, 136)
    assert products.rows("productChanges")[0][1:] == ["Picture", "\N{EN DASH} → a picture"]

    products.press(Key.Key_F10)
    products.press(Key.Key_D, modifiers=CTRL)
    assert products.toast() == "Green tea has no picture any more."
    assert not products.find("productPicture").isVisible()


def test_a_file_that_is_no_picture_is_refused_in_the_dialog(
    products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tea.jpg").write_bytes(b"%PDF-1.7")
    choose_file(monkeypatch, tmp_path / "tea.jpg")
    products.types("tea")
    products.press(Key.Key_Down, Key.Key_F10)
    products.press(Key.Key_Return)
    assert "tea.jpg is no picture" in products.text("picture_form_bar")
    assert products.tones == [Tone.REFUSED]
    products.press(Key.Key_Escape)
    assert products.opened.dialog() is None
