"""Icons: Lucide's line drawings (`resources/icons`, under their own names) in a colour of the theme, at any size.

A widget that paints itself asks for a `pixmap` in its own device pixel ratio each time it paints, and so follows theme
and screen. A plain Qt widget or an action takes an `icon` and must be given a new one when the theme changes.
Drawn pixmaps are kept in Qt's own pixmap cache, which ends with the application.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache

from app.base.resources import resource
from app.ui.theme import current_theme


def icon(name: str, colour: str = "text", size: int = 20) -> QIcon:
    """An icon in a colour of the theme worn now, crisp at 1x and 2x; disabled it takes the muted grey.

    Args:
        name: The file's name in `resources/icons` without its ending, such as `scan-barcode`.
        colour: A colour token of the theme.
        size: Its edge in device-independent pixels.

    Raises:
        Trouble: `resources_missing` if there is no such icon.
    """
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
        made.addPixmap(pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """One drawing of an icon, `size` device-independent pixels wide on a screen of this device pixel ratio.

    Raises:
        Trouble: `resources_missing` if there is no such icon.
    """
    hexed = current_theme().hexes[colour]
    key = f"tillbook-icon:{name}:{hexed}:{size}:{ratio}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(name, hexed, size, ratio)
        QPixmapCache.insert(key, drawn)
    return drawn


def _draw(name: str, hexed: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 -- loaded with the first icon, not with the program

    svg = QSvgRenderer(QByteArray(_line_drawing(name).replace("currentColor", hexed).encode()))
    edge = round(size * ratio)
    drawn = QPixmap(edge, edge)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    svg.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _line_drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
