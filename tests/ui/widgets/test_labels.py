"""Labels never read markup, and an amount never loses a digit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import LIGHT, ThemeChoice, apply_theme
from app.ui.widgets.labels import AmountLabel, IconMark, KeyHint, PlainLabel, ShrinkingLabel, isolate, isolate_name


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def amount(qtbot: QtBot) -> AmountLabel:
    label = AmountLabel(name="total", accessible_name="Total")
    qtbot.addWidget(label)
    label.show()
    return label


@pytest.mark.parametrize("text", ["<b>x</b>", "a <i> & c", "<img src='file:///etc/passwd'>", "5 &amp; 6"])
def test_a_label_shows_markup_as_it_is_written(qtbot: QtBot, text: str) -> None:
    label = PlainLabel(text, name="label")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == text
    assert label.sizeHint().width() >= QFontMetrics(label.font()).horizontalAdvance(text)


def test_a_label_changes_its_role_and_its_colour(qtbot: QtBot) -> None:
    label = PlainLabel("last piece", name="stock")
    qtbot.addWidget(label)
    label.show()
    label.set_role("warn")
    assert label.palette().color(label.foregroundRole()) == LIGHT.colour("warn")
    label.set_role("body")
    assert label.palette().color(label.foregroundRole()) == LIGHT.colour("text")


def test_a_key_looks_like_a_key(qtbot: QtBot) -> None:
    key = KeyHint("F9", name="key")
    qtbot.addWidget(key)
    assert key.text() == "F9"
    assert key.sizeHint().width() > key.sizeHint().height() // 2


def test_an_icon_mark_shows_another_icon_in_another_colour(qtbot: QtBot) -> None:
    mark = IconMark("info", name="mark", colour="accent", size=24)
    qtbot.addWidget(mark)
    mark.show()

    def colours() -> set[str]:
        image = mark.grab().toImage()
        return {QColor(image.pixelColor(x, 12)).name().upper() for x in range(24)}

    assert LIGHT.hexes["accent"] in colours()
    mark.show_icon("x", "error")
    assert LIGHT.hexes["error"] in colours()
    assert LIGHT.hexes["accent"] not in colours()


def test_an_amount_is_readable_from_two_metres(amount: AmountLabel) -> None:
    amount.set_amount("26.98 €")
    amount.resize(amount.sizeHint())
    assert amount.figure_px() == 44


@pytest.mark.parametrize("text", ["0.00", "26.98 €", "12,345.67 €", "1.234.567,89 KWD", "-9,999,999,999.99 EUR"])
@pytest.mark.parametrize("width", [400, 240, 150, 60])
def test_an_amount_shrinks_and_never_loses_a_digit(amount: AmountLabel, text: str, width: int) -> None:
    amount.set_amount(text)
    amount.setFixedWidth(width)
    size = amount.figure_px()
    drawn = QFontMetrics(amount._font(size)).horizontalAdvance(amount.text())
    assert drawn <= width
    assert size == 44 or QFontMetrics(amount._font(size + 2)).horizontalAdvance(amount.text()) > width


def test_an_amount_asks_its_layout_for_the_room_it_needs(qtbot: QtBot) -> None:
    amount = AmountLabel(name="total", accessible_name="Total")
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(PlainLabel("4 lines", name="lines"))
    row.addWidget(amount)
    window.show()
    amount.set_amount("1,226.98 €")
    assert amount.minimumSizeHint().width() >= QFontMetrics(amount._font(24)).horizontalAdvance(amount.text())
    window.resize(window.minimumSizeHint())
    assert amount.figure_px() >= 24


def test_an_amount_is_spoken_with_its_name(amount: AmountLabel) -> None:
    amount.set_amount("26.98 €")
    assert amount.accessibleName() == "Total"
    assert amount.accessibleDescription() == "26.98 €"


def test_an_amount_stands_at_the_end_of_its_room(qtbot: QtBot, amount: AmountLabel) -> None:
    amount.set_amount("1.00")
    amount.setFixedWidth(400)

    def inked() -> list[int]:
        image = amount.grab().toImage()
        ink = LIGHT.colour("text")
        return [x for x in range(400) if any(image.pixelColor(x, y) == ink for y in range(image.height()))]

    assert min(inked()) > 200
    amount.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert max(inked()) < 200


def test_isolates_close_what_they_open() -> None:
    assert isolate("10 %") == "\u206610 %\u2069"
    assert isolate_name("حليب") == "\u2068حليب\u2069"


def test_a_label_without_room_is_cut_and_still_says_all_of_it(qtbot: QtBot) -> None:
    label = ShrinkingLabel("Discount on bananas from the Canary Islands", name="label")
    qtbot.addWidget(label)
    label.resize(80, 20)
    assert label.minimumSizeHint().width() <= 60
    assert not label.grab().isNull()
    assert label.toolTip() == label.text()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tea \u202ereversed", "Tea reversed"),
        ("\u202aTea\u202c \u2066(6)\u2069", "Tea \u2066(6)\u2069"),
        ("Tea\u2069 out", "Tea out"),
        ("Tea \u2067open", "Tea \u2067open\u2069"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_a_name_turns_nothing_around_it(name: str, shown: str) -> None:
    assert isolate_name(name) == f"\u2068{shown}\u2069"
    assert isolate(name) == f"\u2066{shown}\u2069"


@pytest.mark.parametrize("sign", ["W", "7", "Ж", "e\N{COMBINING ACUTE ACCENT}", "字", "-"])
def test_a_word_without_a_break_is_broken_before_it_widens_anything(qtbot: QtBot, sign: str) -> None:
    text = f"No product has {isolate(sign * 200)}. Put it aside."
    label = PlainLabel(text, name="label", wraps=True)
    qtbot.addWidget(label)
    assert (label.text(), label.minimumSizeHint().width() < 400) == (text, True)
    # All of it has its lines, none is cut.
    assert label.heightForWidth(400) >= label.fontMetrics().horizontalAdvance(sign * 200) // 400 * 10


def test_words_that_break_stand_as_they_are(qtbot: QtBot) -> None:
    label = PlainLabel("Donaudampfschifffahrt and words", name="label", wraps=True)
    qtbot.addWidget(label)
    assert QLabel.text(label) == label.text() == "Donaudampfschifffahrt and words"
