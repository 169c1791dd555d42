"""Price lists on the products screen by real keys: what a file would do is told first, then taken; and out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.ui.course import Course
from app.ui.sound import Tone
from app.ui.widgets.buttons import ActionButton
from tests.ui.screens.products.hands import Products
from tests.ui.windows import CTRL, Key, OpenWindow

LIST = """sku;name;price;tax;category
tea;Green tea;2.79;;Drinks
milk;Milk;1.20;;Dairy
cake;Cake;3.50;;Cakes
bad;Bad cake;much;;Cakes
"""


@pytest.fixture
def products(opened: OpenWindow) -> Products:
    return Products(opened)


def choose_files(monkeypatch: pytest.MonkeyPatch, source: Path, target: Path) -> None:
    """The files that a person picks in the system's own dialogs, which a test cannot drive."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (str(source), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(target), "CSV (*.csv)"))


def answer(products: Products) -> str:
    button = products.find("list_form_answer")
    assert isinstance(button, ActionButton)
    return button.label()


@pytest.fixture
def looked(products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Products:
    """The list was chosen, and what it would do stands there."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    choose_files(monkeypatch, tmp_path / "list.csv", tmp_path / "out")
    products.press(Key.Key_I, modifiers=CTRL)
    return products


def test_what_a_list_would_do_is_told_row_by_row_before_it_is_taken(looked: Products) -> None:
    assert looked.text("list_told") == "New: 1, changed: 1, as they are: 1, refused: 1"
    rows = looked.rows("list_rows")
    assert [row[:3] for row in rows] == [
        ["5", "refused", ""],
        ["2", "changed", "Green tea, tea"],
        ["4", "new", "Cake, cake"],
        ["3", "as it is", "Milk, milk"],
    ]
    assert "much" in rows[0][3]
    assert rows[1][3] == "Price: 2.49 → 2.79"
    assert "New products without a tax rate: 1 (cake)" in looked.text("list_notes")
    assert looked.price("tea") == 249


def test_enter_takes_it_and_the_history_knows_who(looked: Products) -> None:
    looked.press(Key.Key_Return)
    assert looked.opened.dialog() is None
    assert looked.toast() == "The list is taken: 1 new, 1 changed, 1 refused."
    assert looked.price("tea") == 279
    assert "Cake" in looked.names()
    looked.types("tea")
    looked.press(Key.Key_Down)
    assert looked.rows("productChanges")[0] == ["Mar 2, 2026, Owner", "Price", "2.49 → 2.79"]


def test_another_tax_is_looked_at_before_it_is_taken(looked: Products) -> None:
    looked.types("19")
    assert answer(looked) == "Look again"
    looked.press(Key.Key_Return)
    assert looked.opened.dialog() is not None
    assert answer(looked) == "Take it"
    assert not looked.find("list_notes").isVisible()
    looked.press(Key.Key_Return)
    with looked.opened.till.shop.book.reading() as connection:
        assert connection.execute("SELECT rate_milli FROM product WHERE sku = 'cake'").get == 19_000


def test_a_tax_that_is_none_and_a_file_that_is_no_list_are_said(
    looked: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked.types("lots")
    looked.press(Key.Key_Return)
    assert "no percentage" in looked.text("list_form_bar")
    looked.press(Key.Key_Escape)
    (tmp_path / "list.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    choose_files(monkeypatch, tmp_path / "list.jpg", tmp_path / "out")
    looked.press(Key.Key_I, modifiers=CTRL)
    assert "a JPEG picture" in looked.text("list_form_bar")
    assert looked.tones[-1] is Tone.REFUSED


def test_the_refused_rows_are_kept_to_be_mended(looked: Products, tmp_path: Path) -> None:
    looked.press(Key.Key_S, modifiers=CTRL)
    assert ": 1. Mend them there" in looked.text("list_form_bar")
    kept = (tmp_path / "out").read_text(encoding="utf-8-sig")
    assert "Bad cake" in kept
    assert "Green tea" not in kept


def test_a_list_that_changes_nothing_is_not_taken(
    products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.csv").write_text("sku;name;price\nmilk;Milk;1.20\n", encoding="utf-8")
    choose_files(monkeypatch, tmp_path / "list.csv", tmp_path / "out")
    products.press(Key.Key_I, modifiers=CTRL)
    products.press(Key.Key_Return)
    assert products.text("list_form_bar") == "There is nothing in it to take."


def test_esc_stops_it_and_nothing_is_taken(looked: Products, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped_half_way(course: Course, done: int, total: int) -> None:
        course.done, course.total = done, total
        if done == 1:
            looked.opened.window._screens["products"].listing.stop()  # type: ignore[attr-defined]  # as Esc does
        step(course, done, total)

    step = Course.step
    monkeypatch.setattr(Course, "step", stopped_half_way)
    looked.press(Key.Key_Return)
    assert looked.text("list_form_bar") == "That was stopped. Nothing is lost; ask again when you like."
    assert looked.price("tea") == 249
    monkeypatch.setattr(Course, "step", step)
    looked.press(Key.Key_Return)
    assert looked.price("tea") == 279


def test_a_list_that_is_stopped_on_the_way_says_how_far_it_is_and_so_does_the_next_window(
    products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"L{row};Long;1\n" for row in range(50))
    (tmp_path / "list.csv").write_text("sku;name;price\n" + rows, encoding="utf-8")
    choose_files(monkeypatch, tmp_path / "list.csv", tmp_path / "out")
    products.press(Key.Key_I, modifiers=CTRL)
    listing = products.opened.window._screens["products"].listing  # type: ignore[attr-defined]  # as Esc does

    def stopped_on_the_way(course: Course, done: int, total: int) -> None:
        if done == 40:
            listing.stop()
        step(course, done, total)

    step = Course.step
    monkeypatch.setattr(Course, "step", stopped_on_the_way)
    products.press(Key.Key_Return)
    assert products.text("list_form_bar").startswith("Stopped: of the 50 rows of list.csv, the first 30 are taken.")
    monkeypatch.setattr(Course, "step", step)
    products.press(Key.Key_Escape)

    listing._has_looked_back = False  # as in a window that was just opened
    listing.look_back()
    products.opened.rest()
    assert products.text("productMessage").startswith("The list list.csv has not been taken to its end: the first 30")


def test_what_is_listed_goes_out_as_a_file(products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_files(monkeypatch, tmp_path / "none", tmp_path / "shoes")
    products.types("shoe")
    products.press(Key.Key_E, modifiers=CTRL)
    assert products.text("productMessage") == f"Products in {tmp_path / 'shoes.csv'}: 2."
    listed = (tmp_path / "shoes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in listed] == ["sku", "left", "right"]
    products.types("x")
    products.press(Key.Key_E, modifiers=CTRL)
    assert products.text("productMessage") == "Nothing is listed that could be written. Choose another filter."


def test_a_file_that_cannot_be_written_is_told(
    products: Products, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_files(monkeypatch, tmp_path / "none", tmp_path / "nowhere" / "list.xlsx")
    products.press(Key.Key_E, modifiers=CTRL)
    assert "nowhere" in products.text("productMessage")
