"""The look: colour tokens light and dark, and the one palette and one style sheet made of them.

Nothing else in the program knows a colour. A widget asks `current_theme().colour("warn")` when it paints; everything
that Qt itself draws takes its colour from the palette and from `resources/theme/tillbook.qss`, where `@warn` stands
for the token. When the theme changes, Qt sends every widget a StyleChange, and what paints itself is painted again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.base.resources import resource, resources_folder

TARGET = 44  # px: the least height and width of what is clicked or touched
FOCUS_RING = 2  # px
RADIUS_BUTTON = 10  # px
TEXT_PX = 15  # the size of plain text; the style sheet names the others

# token: (light, dark). The contrast of every pair that meets on the screen is worked out in tests/ui/test_theme.py.
_TOKENS = {
    "ground": ("#F4F6F8", "#12171C"),  # behind everything
    "surface": ("#FFFFFF", "#1B222A"),  # cards, fields, buttons
    "hover": ("#ECF0F4", "#26303A"),
    "pressed": ("#DFE5EB", "#313C48"),
    "text": ("#16202A", "#EEF2F6"),
    "muted": ("#52606D", "#A9B5C1"),  # second text, and the edge of every control
    "disabled": ("#6F7C89", "#7F8B97"),
    "hairline": ("#D5DBE1", "#35404B"),  # decoration only: too faint to be the edge of a control
    "accent": ("#0B5FFF", "#5B9BFF"),
    "accent_ink": ("#FFFFFF", "#0B1320"),
    "accent_hover": ("#0A53DF", "#7AAEFF"),
    "accent_pressed": ("#0846BD", "#99C1FF"),
    "selection": ("#E3EDFF", "#22344F"),  # the ground of the chosen line
    "ok": ("#0A7A3D", "#4CC38A"),
    "warn": ("#9A5B00", "#F0B24B"),
    "error": ("#B3261E", "#FF8A80"),
    "error_ink": ("#FFFFFF", "#2A0805"),
    "error_hover": ("#9A1F18", "#FFA59D"),
    "error_pressed": ("#82150F", "#FFBEB8"),
    "info_ground": ("#EEF3FF", "#1C2A42"),
    "ok_ground": ("#E6F4EC", "#16302A"),
    "warn_ground": ("#FFF3DD", "#33291A"),
    "error_ground": ("#FCEBEA", "#3B2225"),
    "rail": ("#16202A", "#0B0F13"),
    "rail_text": ("#E4EAF0", "#D5DDE5"),
    "rail_hover": ("#263442", "#1B232C"),
    "toast": ("#16202A", "#EEF2F6"),
    "toast_text": ("#EEF2F6", "#16202A"),
    "toast_accent": ("#8CB8FF", "#0B4FD6"),
    "toast_hover": ("#263442", "#D9E1E9"),
}


class ThemeChoice(StrEnum):
    """What a person may choose: as the desktop has it, or always the same."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: its name (`light` or `dark`) and the hex value of every colour token."""

    name: str
    hexes: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        """The colour of a token, such as `colour("muted")`. An unknown token is a bug (KeyError)."""
        return QColor(self.hexes[token])


LIGHT = Theme("light", MappingProxyType({token: pair[0] for token, pair in _TOKENS.items()}))
DARK = Theme("dark", MappingProxyType({token: pair[1] for token, pair in _TOKENS.items()}))


def apply_theme(app: QApplication, choice: ThemeChoice = ThemeChoice.AUTO) -> Theme:
    """Dress the whole program, and keep following the desktop while the choice is AUTO.

    Returns:
        The theme that is now worn.
    """
    wardrobe = app.findChild(_Wardrobe) or _Wardrobe(app)
    wardrobe.choose(choice)
    return _Wardrobe.worn


def wear_font(app: QApplication) -> None:
    """Let everything that is made from now on be written in the program's size.

    Before the event loop runs, Qt tells nobody that the font has changed: what is there already would keep the old one.
    """
    app.setFont(_plain_font(app.font()))


def current_theme() -> Theme:
    """The theme that is worn now (light until `apply_theme` was called)."""
    return _Wardrobe.worn


class _Wardrobe(QObject):
    """Lives as long as the application, which owns it, and changes its clothes."""

    worn: ClassVar[Theme] = LIGHT

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = ThemeChoice.AUTO
        self._dressed = False
        app.setStyle("Fusion")
        _add_fonts()
        wear_font(app)
        QDir.addSearchPath("theme", str(resources_folder() / "theme"))
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def choose(self, choice: ThemeChoice) -> None:
        self._choice = choice
        schemes = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        # Told to Qt as well, so that window frames and the system's own dialogs go along where the desktop can do it.
        self._app.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._dress()

    def _on_scheme_changed(self) -> None:
        self._dress()

    def _dress(self) -> None:
        dark = self._choice is ThemeChoice.DARK
        if self._choice is ThemeChoice.AUTO:
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        theme = DARK if dark else LIGHT
        if self._dressed and theme is _Wardrobe.worn:
            return
        self._dressed = True
        _Wardrobe.worn = theme
        self._app.setPalette(palette_of(theme))
        self._app.setStyleSheet(style_sheet_of(theme))


def _add_fonts() -> None:
    """Let names of any script be read on a Linux that came with Latin letters only; other systems have them all.

    They are Qt's reserve: the desktop's own font stays the first. Twenty files cost 6 ms together, since a font is
    only looked into when a letter asks for it.
    """
    if sys.platform in ("win32", "darwin"):
        return
    folder = resource("fonts")
    for path in (*sorted(folder.glob("NotoSans?*-Regular.ttf")), folder / "wqy-microhei.ttc"):
        QFontDatabase.addApplicationFont(str(path))


def _plain_font(font: QFont) -> QFont:
    # Pixels, not points: a point is 1 px on one system and 1.33 px on another, and the sizes here are a layout's.
    # Qt scales these pixels with the screen, and figures of one width stand in columns.
    font.setPixelSize(TEXT_PX)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette_of(theme: Theme) -> QPalette:
    """The palette for everything that Fusion draws by itself."""
    role = QPalette.ColorRole
    palette = QPalette()
    for role_, token in (
        (role.Window, "ground"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "ground"),
        (role.Text, "text"),
        (role.PlaceholderText, "muted"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "error"),
        (role.ToolTipBase, "toast"),
        (role.ToolTipText, "toast_text"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "accent_ink"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "surface"),
        (role.Midlight, "hover"),
        (role.Mid, "muted"),
        (role.Dark, "muted"),
        (role.Shadow, "muted"),
    ):
        palette.setColor(role_, theme.colour(token))
    for role_ in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role_, theme.colour("disabled"))
    return palette


def style_sheet_of(theme: Theme) -> str:
    """The style sheet with every `@token` filled in; `@scheme` is the theme's name, for its files of small marks."""
    template = resource("theme", "tillbook.qss").read_text(encoding="utf-8")
    values = {**theme.hexes, "scheme": theme.name}
    return re.sub(r"@([a-z_]+)", lambda match: values[match[1]], template)
