"""Buttons keep icon, words and key apart, are large enough, named, and take a product's name as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import DARK, LIGHT, TARGET, ThemeChoice, apply_theme, current_theme
from app.ui.widgets.buttons import ActionButton, PlainTextButton, RailButton, TileButton, two_lines


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    yield
    apply_theme(qapp, ThemeChoice.LIGHT)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Shows buttons in a window, as a screen has them."""
    windows = []

    def show(*buttons: QPushButton) -> QWidget:
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        for button in buttons:
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    for window in windows:
        window.close()


def runs(image: QImage, ground: QColor) -> list[tuple[int, int]]:
    """The stretches of columns in the middle of a button that hold ink, joined over gaps of up to 4 px."""
    rows = range(6, image.height() - 6)
    inked = [x for x in range(6, image.width() - 6) if any(image.pixelColor(x, y) != ground for y in rows)]
    joined: list[tuple[int, int]] = []
    for x in inked:
        if joined and x - joined[-1][1] <= 5:
            joined[-1] = (joined[-1][0], x)
        else:
            joined.append((x, x))
    return joined


def test_icon_words_and_key_stand_apart(shown: Shown) -> None:
    button = ActionButton("Card", name="card", icon="credit-card", key="F10")
    shown(button)
    parts = runs(button.grab().toImage(), LIGHT.colour("surface"))
    assert len(parts) == 3
    assert parts[1][0] - parts[0][1] >= 6
    assert parts[2][0] - parts[1][1] >= 10


def test_the_parts_stand_in_the_middle(shown: Shown) -> None:
    button = ActionButton("Card", name="card", icon="credit-card", key="F10")
    shown(button)
    button.setFixedWidth(300)
    parts = runs(button.grab().toImage(), LIGHT.colour("surface"))
    assert abs(parts[0][0] - (300 - parts[-1][1])) <= 4


def test_right_to_left_mirrors_the_parts(qapp: QApplication, shown: Shown) -> None:
    left = ActionButton("Card", name="card", icon="credit-card", key="F10")
    shown(left)
    there = runs(left.grab().toImage(), LIGHT.colour("surface"))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = ActionButton("Card", name="card", icon="credit-card", key="F10")
    shown(mirrored)
    here = runs(mirrored.grab().toImage(), LIGHT.colour("surface"))
    widths = [end - start for start, end in there]
    assert [end - start for start, end in here] == pytest.approx(widths[::-1], abs=2)


@pytest.mark.parametrize("variant", ["plain", "primary", "quiet", "danger", "toast"])
def test_every_button_is_large_enough_for_a_finger(shown: Shown, variant: str) -> None:
    buttons = [
        ActionButton("", name="only_icon", icon="x", variant=variant),
        ActionButton("OK", name="short", variant=variant),
        ActionButton("Pay", name="large", variant=variant, large=True),
        RailButton("Sale", name="rail", icon="shopping-cart"),
        TileButton("Bag", "0.20", name="tile"),
    ]
    shown(*buttons)
    for button in buttons:
        assert button.width() >= TARGET, button.objectName()
        assert button.height() >= TARGET, button.objectName()
    assert buttons[2].height() == 64
    assert buttons[3].height() == 60


@pytest.mark.parametrize("label", ["Pay", "Salt & pepper", "R&B", "&", "豆腐 Tofu", "حليب", "<b>bold</b>", "Zürich's"])
def test_a_label_is_shown_and_spoken_as_it_is(shown: Shown, label: str) -> None:
    button = ActionButton(label, name="b")
    shown(button)
    assert button.label() == label
    assert button.accessibleName() == label
    assert button.shortcut().isEmpty()  # an ampersand in a name makes no shortcut
    words = QFontMetrics(button.font()).horizontalAdvance(label)
    assert button.width() >= words + 2 * 16


def test_the_key_is_told_to_a_screen_reader() -> None:
    assert ActionButton("Exact cash", name="b", key="F9").accessibleDescription() == "F9"
    assert RailButton("Sale", name="r", icon="shopping-cart", key="Alt+1").accessibleDescription() == "Alt+1"
    assert TileButton("Bag", "0.20 €", name="t").accessibleDescription() == "0.20 €"


def test_a_new_label_keeps_the_shortcut(qtbot: QtBot) -> None:
    button = ActionButton("Park", name="b")
    qtbot.addWidget(button)
    button.setShortcut(QKeySequence("F7"))
    button.set_label("Parked & safe")
    assert button.shortcut() == QKeySequence("F7")
    assert button.accessibleName() == "Parked & safe"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_the_focus(qtbot: QtBot, shown: Shown, key: Qt.Key) -> None:
    button = ActionButton("Post", name="b")
    window = shown(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(window.windowHandle(), key)


def test_no_button_is_a_dialogs_default() -> None:
    button = ActionButton("Post", name="b")
    assert not button.autoDefault()
    assert not button.isDefault()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("variant", ["plain", "primary", "quiet", "danger"])
def test_the_focus_ring_is_two_pixels_wide(
    qapp: QApplication, qtbot: QtBot, shown: Shown, variant: str, choice: ThemeChoice
) -> None:
    apply_theme(qapp, choice)
    button, other = ActionButton("Post", name="b", variant=variant), ActionButton("Other", name="o")
    shown(button, other)
    other.setFocus()
    before = button.grab().toImage()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    after = button.grab().toImage()
    middle = before.height() // 2
    changed = [x for x in range(8) if before.pixelColor(x, middle) != after.pixelColor(x, middle)]
    ring = {"primary": "accent_ink", "danger": "error_ink"}.get(variant, "accent")
    solid = [x for x in range(8) if after.pixelColor(x, middle) == current_theme().colour(ring)]
    assert len(solid) == 2, f"{len(solid)} px of ring"
    assert set(solid) <= {*changed, 0}


def test_the_focus_ring_moves_nothing(qtbot: QtBot, shown: Shown) -> None:
    button, other = ActionButton("Post", name="b", icon="check", key="F9"), ActionButton("Other", name="o")
    shown(button, other)
    other.setFocus()
    before = runs(button.grab().toImage(), LIGHT.colour("surface"))
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert runs(button.grab().toImage(), LIGHT.colour("surface")) == before


def test_a_button_takes_the_colours_of_a_new_theme(qapp: QApplication, shown: Shown) -> None:
    button = ActionButton("Pay", name="pay", icon="banknote", variant="primary")
    shown(button)
    for choice, theme in ((ThemeChoice.DARK, DARK), (ThemeChoice.LIGHT, LIGHT)):
        apply_theme(qapp, choice)
        image = button.grab().toImage()
        colours = {image.pixelColor(x, image.height() // 2).rgb() for x in range(image.width())}
        assert theme.colour("accent").rgb() in colours
        assert theme.colour("accent_ink").rgb() in colours


def test_a_disabled_button_looks_disabled(shown: Shown) -> None:
    button = ActionButton("Pay", name="pay", variant="primary")
    shown(button)
    button.setEnabled(False)
    image = button.grab().toImage()
    assert image.pixelColor(6, image.height() // 2) == LIGHT.colour("ground")


def test_a_narrow_button_shortens_its_words_before_its_key(shown: Shown) -> None:
    button = ActionButton("Very long words which never fit", name="b", icon="info", key="F1")
    shown(button)
    button.setFixedWidth(140)
    parts = runs(button.grab().toImage(), LIGHT.colour("surface"))
    assert parts[-1][1] <= 140 - 6
    assert parts[-1][1] - parts[-1][0] > 8  # the key is there whole


def test_one_place_of_the_rail_is_checked_at_a_time(shown: Shown) -> None:
    sale = RailButton("Sale", name="sale", icon="shopping-cart", key="Alt+1")
    count = RailButton("Count", name="count", icon="clipboard-check", key="Alt+2")
    shown(sale, count)
    sale.click()
    count.click()
    assert (sale.isChecked(), count.isChecked()) == (False, True)
    assert count.grab().toImage().pixelColor(QPoint(20, 6)) == LIGHT.colour("accent")


@pytest.mark.parametrize(
    ("text", "width", "first"),
    [
        ("Bag", 200, "Bag"),
        ("Coffee to go, large", 90, "Coffee to"),
        ("Donaudampfschifffahrt", 60, "Do"),
        ("豆腐干豆腐干豆腐干豆腐干", 60, "豆腐"),
        ("😀😀😀😀😀😀😀😀😀😀", 60, "😀"),
    ],
)
def test_a_name_breaks_into_two_lines_at_most(qapp: QApplication, text: str, width: int, first: str) -> None:
    font = QFont(qapp.font())
    lines = two_lines(text, font, width)
    assert 1 <= len(lines) <= 2
    assert lines[0].startswith(first)
    assert all(QFontMetrics(font).horizontalAdvance(line) <= width for line in lines)


def test_every_variant_has_its_colours() -> None:
    for variant in ("plain", "quiet", "primary", "danger", "toast", "rail"):
        button = PlainTextButton("x", name="b", variant=variant)
        assert current_theme().colour(button._ink()).isValid()
        assert current_theme().colour(button._key_ink()).isValid()
