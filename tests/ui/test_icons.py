"""Icons are crisp on every screen, in the colour of the theme, and drawn once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication

from app.base.resources import resource
from app.base.trouble import Trouble
from app.ui.icons import icon, pixmap
from app.ui.theme import LIGHT, ThemeChoice, apply_theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    QPixmapCache.clear()
    apply_theme(qapp, ThemeChoice.LIGHT)
    yield
    apply_theme(qapp, ThemeChoice.LIGHT)


def darkest(drawn: QPixmap) -> QColor:
    """The colour of the most opaque pixel: the middle of a line."""
    image = drawn.toImage()
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(colours, key=QColor.alpha)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_a_line_in_its_colour(name: str) -> None:
    drawn = darkest(pixmap(name, "text", 24, 2.0))
    assert drawn.alpha() > 200
    assert drawn.rgb() == LIGHT.colour("text").rgb()


@pytest.mark.parametrize(("ratio", "edge"), [(1.0, 20), (1.25, 25), (1.5, 30), (2.0, 40), (3.0, 60)])
def test_a_pixmap_has_the_pixels_of_its_screen(ratio: float, edge: int) -> None:
    drawn = pixmap("lock", "text", 20, ratio)
    assert drawn.size() == QSize(edge, edge)
    assert drawn.deviceIndependentSize().toSize() == QSize(20, 20)


def test_an_icon_has_pixels_for_a_plain_and_a_fine_screen() -> None:
    made = icon("lock", "accent", 24)
    for ratio in (1.0, 2.0):
        drawn = made.pixmap(QSize(24, 24), ratio)
        assert drawn.size() == QSize(24, 24) * ratio
        assert darkest(drawn).rgb() == LIGHT.colour("accent").rgb()


def test_a_disabled_icon_is_grey() -> None:
    drawn = icon("x", "accent", 24).pixmap(QSize(24, 24), 2.0, QIcon.Mode.Disabled)
    assert darkest(drawn).rgb() == LIGHT.colour("disabled").rgb()


def test_an_icon_is_drawn_once() -> None:
    assert pixmap("truck", "text", 24, 2.0).cacheKey() == pixmap("truck", "text", 24, 2.0).cacheKey()


def test_another_theme_draws_another_icon(qapp: QApplication) -> None:
    before = pixmap("truck", "text", 24, 2.0)
    dark = apply_theme(qapp, ThemeChoice.DARK)
    after = pixmap("truck", "text", 24, 2.0)
    assert darkest(after).rgb() == dark.colour("text").rgb() != darkest(before).rgb()


def test_an_unknown_icon_is_trouble() -> None:
    with pytest.raises(Trouble):
        icon("no-such-icon")


def test_the_licence_of_the_icons_lies_beside_them() -> None:
    text = resource("icons", "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "Lucide" in text
