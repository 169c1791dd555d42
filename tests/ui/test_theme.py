"""Every text can be read on every ground it stands on, in both themes, and the theme follows the desktop."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.base.resources import resource
from app.ui.theme import DARK, LIGHT, Theme, ThemeChoice, apply_theme, current_theme, palette_of, style_sheet_of

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

# Texts and the grounds they are drawn on by the widgets, beside those that the style sheet names in one rule.
TEXT_PAIRS = """
text:ground text:surface text:hover text:pressed text:selection text:info_ground text:ok_ground text:warn_ground
text:error_ground muted:ground muted:surface muted:hover muted:pressed muted:selection
accent_ink:accent accent_ink:accent_hover accent_ink:accent_pressed
error_ink:error error_ink:error_hover error_ink:error_pressed
ok:surface ok:ground ok:selection ok:ok_ground warn:surface warn:ground warn:selection warn:warn_ground
error:surface error:ground error:selection error:error_ground
rail_text:rail rail_text:rail_hover toast_text:toast toast_accent:toast toast_accent:toast_hover
""".split()
# Edges of controls, focus rings, icons and marks: WCAG 1.4.11 asks for 3:1.
SHAPE_PAIRS = """
muted:ground muted:surface accent:ground accent:surface accent:selection accent:info_ground accent:rail
accent_ink:accent error_ink:error rail_text:rail toast_accent:toast disabled:ground disabled:surface
error:surface warn:warn_ground ok:ok_ground error:error_ground
""".split()

# The contrast that the look was chosen with, to one decimal: (theme, text, ground, ratio).
KNOWN = [
    (LIGHT, "text", "surface", 16.5),
    (LIGHT, "muted", "surface", 6.5),
    (LIGHT, "accent_ink", "accent", 5.1),
    (LIGHT, "ok", "surface", 5.4),
    (LIGHT, "warn", "surface", 5.4),
    (LIGHT, "error", "surface", 6.5),
    (DARK, "text", "surface", 14.3),
    (DARK, "muted", "surface", 7.7),
    (DARK, "accent_ink", "accent", 6.7),
    (DARK, "ok", "surface", 7.2),
    (DARK, "warn", "surface", 8.5),
    (DARK, "error", "surface", 7.0),
]


def luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def style_rules(text: str) -> Iterator[tuple[str, str, str]]:
    """Selector, text colour and ground of every rule of the style sheet that sets both."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        ink = re.search(r"(?<![-\w])color:\s*@(\w+)", body)
        ground = re.search(r"background:\s*@(\w+)", body)
        if ink and ground:
            yield " ".join(selector.split()), ink[1], ground[1]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, ThemeChoice.LIGHT)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)  # the known AA grey


@pytest.mark.parametrize(("theme", "ink", "ground", "ratio"), KNOWN)
def test_the_contrast_is_the_one_chosen(theme: Theme, ink: str, ground: str, ratio: float) -> None:
    assert contrast(theme.colour(ink), theme.colour(ground)) == pytest.approx(ratio, abs=0.06)


@THEMES
@pytest.mark.parametrize("pair", TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: Theme, pair: str) -> None:
    ink, ground = pair.split(":")
    assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("pair", SHAPE_PAIRS)
def test_shapes_stand_out_from_their_ground(theme: Theme, pair: str) -> None:
    shape, ground = pair.split(":")
    assert contrast(theme.colour(shape), theme.colour(ground)) >= 3


@THEMES
def test_every_rule_of_the_style_sheet_can_be_read(theme: Theme) -> None:
    rules = list(style_rules(resource("theme", "tillbook.qss").read_text(encoding="utf-8")))
    assert len(rules) > 10
    for selector, ink, ground in rules:
        least = 3 if ":disabled" in selector else 4.5  # WCAG leaves disabled controls out; ours can still be made out
        assert contrast(theme.colour(ink), theme.colour(ground)) >= least, selector


@THEMES
def test_the_style_sheet_has_every_colour_filled_in(theme: Theme) -> None:
    sheet = style_sheet_of(theme)
    assert "@" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert sheet.count("{") == sheet.count("}")


@THEMES
def test_every_colour_of_the_palette_can_be_read(theme: Theme) -> None:
    palette, role = palette_of(theme), QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
    ):
        assert contrast(palette.color(ink), palette.color(ground)) >= 4.5, ink


@THEMES
@pytest.mark.parametrize(
    ("mark", "token"), [("check", "accent_ink"), ("chevron-down", "muted"), ("chevron-up", "muted")]
)
def test_the_small_marks_have_the_colours_of_the_theme(theme: Theme, mark: str, token: str) -> None:
    drawing = resource("icons", f"{mark}.svg").read_text(encoding="utf-8")
    file = resource("theme", f"{mark}-{theme.name}.svg").read_text(encoding="utf-8")
    assert file == drawing.replace("currentColor", theme.hexes[token])


def test_both_themes_have_the_same_tokens() -> None:
    assert set(LIGHT.hexes) == set(DARK.hexes)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for theme in (LIGHT, DARK) for value in theme.hexes.values())


def test_a_chosen_theme_is_worn_by_what_is_open(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, field = QLabel("x"), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(label)
    layout.addWidget(field)
    window.show()
    for choice, theme in ((ThemeChoice.DARK, DARK), (ThemeChoice.LIGHT, LIGHT)):
        assert apply_theme(qapp, choice) is theme
        assert current_theme() is theme
        assert window.palette().color(QPalette.ColorRole.Window) == theme.colour("ground")
        picture = window.grab().toImage()
        assert picture.pixelColor(2, 2) == theme.colour("ground")
        inside = field.geometry().center()
        assert picture.pixelColor(inside) == theme.colour("surface")


def test_auto_follows_the_desktop(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The offscreen platform has no colour scheme, so the desktop's answer is put in its mouth; the signal is Qt's."""
    scheme = Qt.ColorScheme.Dark
    hints = qapp.styleHints()
    apply_theme(qapp, ThemeChoice.AUTO)
    monkeypatch.setattr(type(hints), "colorScheme", lambda _hints: scheme)
    hints.colorSchemeChanged.emit(scheme)
    assert current_theme() is DARK
    scheme = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(scheme)
    assert current_theme() is LIGHT


def test_a_chosen_theme_stays_when_the_desktop_changes(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = qapp.styleHints()
    apply_theme(qapp, ThemeChoice.LIGHT)
    monkeypatch.setattr(type(hints), "colorScheme", lambda _hints: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert current_theme() is LIGHT


def test_an_unknown_colour_is_a_bug() -> None:
    with pytest.raises(KeyError):
        LIGHT.colour("mauve")


def test_the_hint_in_an_empty_field_can_be_read(qapp: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        theme = apply_theme(qapp, choice)
        field.show()
        assert field.palette().color(QPalette.ColorRole.PlaceholderText) == theme.colour("muted")


@pytest.mark.parametrize("name", ["豆腐", "น้ำปลา", "गरम मसाला", "طحينة", "Φέτα", "Гречка", "שוקולד", "ቡና", "মধু"])
def test_names_of_every_script_are_drawn_whole(qapp: QApplication, name: str) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    layout = QTextLayout(name, qapp.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    assert 0 not in glyphs  # glyph 0 is the empty box
