"""Buttons: icon, words and the key that does the same, laid out with room between them, at least 44 px high.

The style sheet draws the box (by the property `variant`), the button itself draws what is in it: Qt's own layout sets
an icon against its text and knows no key. Words are plain text: an "&" in a product's name is an ampersand and makes
no shortcut.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from app.ui.icons import pixmap
from app.ui.theme import FOCUS_RING, RADIUS_BUTTON, TARGET, current_theme
from app.ui.widgets.labels import isolate_name

_GAP_ICON = 8
_GAP_KEY = 12
_PADDING = 16
_TIGHT_PADDING = 8
_SMALL_PX = 13
_RAIL_HEIGHT = 60
_RAIL_WIDTH = 96
_LINE_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)

_ANYWHERE = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

# variant: (token of icon and words, token of the key)
_INKS = {
    "plain": ("text", "muted"),
    "quiet": ("text", "muted"),
    "primary": ("accent_ink", "accent_ink"),
    "danger": ("error_ink", "error_ink"),
    "toast": ("toast_accent", "toast_accent"),
    "rail": ("rail_text", "rail_text"),
}
_FILLED = frozenset({"primary", "danger"})  # their focus ring lies inside, in the ink's colour


class PlainTextButton(QPushButton):
    """What all buttons share: the box by its variant, words without mnemonics, Enter as good as Space."""

    def __init__(self, label: str, *, name: str, variant: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("variant", variant)
        # Not the dialog's default button: Enter presses a button only while it has the focus.
        self.setAutoDefault(False)
        self.set_label(label)

    def label(self) -> str:
        """The words on the button."""
        return self.text().replace("&&", "&")

    def set_label(self, label: str) -> None:
        """Change the words on the button; its shortcut and its key stay."""
        shortcut = self.shortcut()  # setText takes it away
        self.setText(label.replace("&", "&&"))
        self.setShortcut(shortcut)
        self.setAccessibleName(label)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _draw_box(self, painter: QStylePainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _ink(self) -> str:
        return _INKS[self.property("variant")][0] if self.isEnabled() else "disabled"

    def _key_ink(self) -> str:
        return _INKS[self.property("variant")][1] if self.isEnabled() else "disabled"

    def _draw_ring(self, painter: QPainter, *, inset: int, ink: str) -> None:
        """The focus ring of a filled button: inside it, since a ring of its own colour at its edge would not show."""
        pen = painter.pen()
        pen.setColor(current_theme().colour(ink))
        pen.setWidth(FOCUS_RING)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = RADIUS_BUTTON - inset
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), radius, radius)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_SMALL_PX)
        font.setWeight(QFont.Weight.Normal)
        return font


class ActionButton(PlainTextButton):
    """A button with an icon, words and the key that does the same: `Exact cash  F9`.

    The key is shown, not bound: the screen that owns the action owns its key.

    Args:
        label: The words, translated already.
        name: The object name.
        icon: A name in `resources/icons`, or none.
        key: The key as it stands on the keyboard ("F9", "Ctrl+Z"), or none.
        variant: `plain`, `primary`, `quiet` or `danger` (`toast` inside a toast).
        large: 64 px high instead of 44, for the one button a screen is for.
    """

    def __init__(
        self,
        label: str,
        *,
        name: str,
        icon: str = "",
        key: str = "",
        variant: str = "plain",
        large: bool = False,
    ) -> None:
        self._icon, self._key = icon, key
        super().__init__(label, name=name, variant=variant)
        self.setProperty("large", large)
        self._large = large
        self._padding = _PADDING
        self._icon_px = 26 if large else 20
        self.setAccessibleDescription(key)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        height = 64 if self._large else TARGET
        return QSize(max(TARGET, self._content_width() + 2 * self._padding), height)

    def spared_by_shortness(self) -> int:
        """How much narrower the button is without its words."""
        words = self.fontMetrics().horizontalAdvance(self.label())
        return words + (_GAP_ICON if self._icon and words else 0) + 2 * (_PADDING - _TIGHT_PADDING)

    def set_short(self, label: str, *, short: bool) -> None:
        """Show only icon and key, close to the edge; or everything again."""
        self._padding = _TIGHT_PADDING if short else _PADDING
        self.set_label("" if short else label)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        self._draw_box(painter)
        if self.hasFocus() and self.property("variant") in _FILLED:
            self._draw_ring(painter, inset=4, ink=self._ink())
        left = max(_PADDING // 2, (self.width() - self._content_width()) // 2)
        if self._icon:
            drawn = pixmap(self._icon, self._ink(), self._icon_px, self.devicePixelRatioF())
            painter.drawPixmap(self._place(left, self._icon_px, self._icon_px).topLeft(), drawn)
            left += self._icon_px + (_GAP_ICON if self.label() else 0)
        metrics = self.fontMetrics()
        words, room = self.label(), metrics.horizontalAdvance(self.label())
        most = self.width() - left - self._key_width() - _PADDING // 2
        if room > most:
            words, room = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most), most
        painter.setPen(current_theme().colour(self._ink()))
        painter.drawText(self._place(left, room, self.height()), _LINE_FLAGS, words)
        if self._key:
            painter.setFont(self._key_font())
            painter.setPen(current_theme().colour(self._key_ink()))
            place = self._place(left + room + _GAP_KEY, self._key_width() - _GAP_KEY, self.height())
            painter.drawText(place, _LINE_FLAGS, self._key)

    def _place(self, left: int, width: int, height: int) -> QRect:
        """A part's place in the button; right to left it is mirrored."""
        place = QRect(left, (self.height() - height) // 2, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _key_font(self) -> QFont:
        return QFont(self.font()) if self._large else self._small_font()

    def _key_width(self) -> int:
        return _GAP_KEY + QFontMetrics(self._key_font()).horizontalAdvance(self._key) if self._key else 0

    def _content_width(self) -> int:
        width = self.fontMetrics().horizontalAdvance(self.label()) + self._key_width()
        if self._icon:
            width += self._icon_px + (_GAP_ICON if self.label() else 0)
        return width


class TileButton(PlainTextButton):
    """A tile of the sale screen: a name on up to two lines and a second text (its price) under it.

    Args:
        label: The name, as it stands in the catalogue.
        detail: The text below it, an amount as Babel wrote it.
        name: The object name.
    """

    def __init__(self, label: str, detail: str, *, name: str) -> None:
        super().__init__(label, name=name, variant="plain")
        self._detail = detail
        self._height = 0
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_height(self, height: int) -> None:
        """Be so high, in pixels, whatever the style sheet has for buttons; it stays so in another theme."""
        self._height = height
        self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # With each new style sheet Qt sets the least height anew, to that of any button.
        if event.type() in {QEvent.Type.Polish, QEvent.Type.StyleChange} and self._height:
            self.setFixedHeight(self._height)
        return done

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        line = self.fontMetrics().lineSpacing()
        return QSize(6 * line, 3 * line + 2 * _GAP_ICON + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        self._draw_box(painter)
        inner = self.rect().adjusted(12, _GAP_ICON, -12, -_GAP_ICON)
        line = self.fontMetrics().lineSpacing()
        painter.setPen(current_theme().colour(self._ink()))
        for index, words in enumerate(two_lines(self.label(), self.font(), inner.width())):
            self._write(painter, inner.translated(0, index * line), words, Qt.AlignmentFlag.AlignTop)
        painter.setFont(self._small_font())
        painter.setPen(current_theme().colour(self._key_ink()))
        self._write(painter, inner, self._detail, Qt.AlignmentFlag.AlignBottom)

    def _write(self, painter: QPainter, place: QRect, words: str, height: Qt.AlignmentFlag) -> None:
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(place, int(leading | height | Qt.TextFlag.TextSingleLine), isolate_name(words))


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """Break a text of any script into at most two lines of this width in pixels; the second is elided if it must be."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_ANYWHERE)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in these
    first, rest = units[: 2 * line.textLength()].decode("utf-16-le"), units[2 * line.textLength() :].decode("utf-16-le")
    if not rest:
        return [text]
    return [first.rstrip(), QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]


class RailButton(PlainTextButton):
    """A place of the program in the left rail: icon over word, checked while one is there.

    Args:
        label: The word, translated already.
        name: The object name.
        icon: A name in `resources/icons`.
        key: The key that goes there, shown in the corner.
    """

    def __init__(self, label: str, *, name: str, icon: str, key: str = "") -> None:
        self._icon, self._key = icon, key
        super().__init__(label, name=name, variant="rail")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(key)
        self.setToolTip(f"{label} ({key})" if key else label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(max(_RAIL_WIDTH, self.fontMetrics().horizontalAdvance(self.label()) + _PADDING), _RAIL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        self._draw_box(painter)
        if self.hasFocus():
            self._draw_ring(painter, inset=2, ink=self._ink())
        drawn = pixmap(self._icon, self._ink(), 24, self.devicePixelRatioF())
        painter.drawPixmap(QPoint((self.width() - 24) // 2, 9), drawn)
        painter.setPen(current_theme().colour(self._ink()))
        words = self.fontMetrics().elidedText(self.label(), Qt.TextElideMode.ElideRight, self.width() - _GAP_ICON)
        place = QRect(0, 36, self.width(), 18)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), words)
        if self._key:
            self._draw_key(painter)

    def _ink(self) -> str:
        return "accent_ink" if self.isChecked() and self.isEnabled() else super()._ink()

    def _draw_key(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(10)
        painter.setFont(font)
        corner = self.rect().adjusted(5, 5, -5, 0)
        trailing = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        painter.drawText(corner, int(trailing | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine), self._key)
