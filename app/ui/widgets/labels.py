"""Text on the screen: always plain, so that a product named `<b>` shows as it is written and nothing is fetched."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from app.ui.icons import pixmap
from app.ui.theme import current_theme

_FIRST_STRONG_ISOLATE = "\u2068"
_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_POP_ISOLATE = "\u2069"
_EMBEDS, _OVERRIDES = "\u202a", "\u202e"  # and what lies between them
# Unicode Bidirectional Algorithm (UAX 9), 2: embeddings, overrides and isolates.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SHORTEST_LABEL = 60  # px
# Signs without a blank between them that are more than any word has; scripts that break anywhere are none of it.
_UNBROKEN = re.compile("[^\\s\u200b\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]{25,}")
_PIECE = 8  # signs
_BREAK = "\u200b"  # a place where a line may end; nothing of it is seen


def isolate(figure: str) -> str:
    """A number, code or amount that keeps its order inside right-to-left text ("10 %" never turns into "% 10")."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{_tame(figure)}{_POP_ISOLATE}"


def isolate_name(name: str) -> str:
    """A name of any script that must not reorder the words and figures around it in a sentence."""
    return f"{_FIRST_STRONG_ISOLATE}{_tame(name)}{_POP_ISOLATE}"


def _tame(text: str) -> str:
    """A text without the signs that turn its direction; isolates stay where each is closed."""
    if not _TURNS.search(text):
        return text
    tamed, is_open = [], 0
    for sign in text:
        if _EMBEDS <= sign <= _OVERRIDES:
            continue
        if sign == _POP_ISOLATE:
            if not is_open:
                continue
            is_open -= 1
        elif _LEFT_TO_RIGHT_ISOLATE <= sign <= _FIRST_STRONG_ISOLATE:
            is_open += 1
        tamed.append(sign)
    return "".join(tamed) + _POP_ISOLATE * is_open


def _breakable(text: str) -> str:
    """A text whose long codes may go on in the next line: else the widest of them would widen the window."""
    return _UNBROKEN.sub(lambda found: _in_pieces(found[0]), text)


def _in_pieces(word: str) -> str:
    """A word with a place to break behind every few of its signs; a mark stays with the letter below it."""
    pieces, room = [], _PIECE
    for sign in word:
        if room <= 0 and not unicodedata.combining(sign):
            pieces.append(_BREAK)
            room = _PIECE
        pieces.append(sign)
        room -= 1
    return "".join(pieces)


class PlainLabel(QLabel):
    """A label that never reads markup. Its role gives size and colour: the roles are those of the style sheet.

    One that wraps breaks a code that has no blank, too: no text is wider than the window.

    Args:
        text: What it says, translated already.
        name: The object name.
        role: `body`, `muted`, `small`, `strong`, `heading`, `title`, `ok`, `warn` or `error`.
        wraps: Whether long text takes several lines.
    """

    def __init__(self, text: str = "", *, name: str, role: str = "body", wraps: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wraps)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 -- Qt's name
        super().setText(_breakable(text) if self.wordWrap() else text)

    def text(self) -> str:
        """What it says, without the places where a line may end."""
        return super().text().replace(_BREAK, "")

    def set_role(self, role: str) -> None:
        """Take another role, for a text whose meaning changes (a stock word that turns into a warning)."""
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ShrinkingLabel(PlainLabel):
    """A label on one line that is cut with an ellipsis where there is no room; its tool tip says all of it."""

    def __init__(
        self,
        text: str = "",
        *,
        name: str,
        role: str = "body",
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, name=name, role=role)
        self._cut = cut
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802 -- Qt's name
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_SHORTEST_LABEL, super().sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), self._cut, self.width())
        flags = int(QStyle.visualAlignment(self.layoutDirection(), self.alignment()))
        role = self.foregroundRole()
        self.style().drawItemText(painter, self.rect(), flags, self.palette(), self.isEnabled(), words, role)


class KeyHint(PlainLabel):
    """The name of a key, drawn as a key."""

    def __init__(self, key: str, *, name: str) -> None:
        super().__init__(key, name=name, role="key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class IconMark(QWidget):
    """An icon as a picture. It says nothing to a screen reader: the word beside it does."""

    def __init__(self, icon: str, *, name: str, colour: str = "text", size: int = 20) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedSize(size, size)
        self._icon, self._colour = icon, colour

    def show_icon(self, icon: str, colour: str) -> None:
        """Show another icon, in a colour of the theme."""
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap(self._icon, self._colour, self.width(), self.devicePixelRatioF()))


class AmountLabel(QLabel):
    """An amount in figures as large as there is room for: it shrinks before it would ever lose a digit.

    Args:
        name: The object name.
        accessible_name: What the amount is ("Total"), translated already.
        size: The size of the figures in pixels when there is room.
        least: The size that the label asks its layout to have room for, whatever else must give way.
    """

    def __init__(self, *, name: str, accessible_name: str, size: int = 44, least: int = 24) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._size, self._least = size, least

    def set_amount(self, text: str) -> None:
        """Show an amount as Babel wrote it, currency sign and all."""
        self.setText(isolate(text))
        self.setAccessibleDescription(text)
        self.updateGeometry()

    def figure_px(self) -> int:
        """The size in pixels at which the figures are drawn in the room there is now."""
        room = self.contentsRect().width()
        wanted = QFontMetrics(self._font(self._size)).horizontalAdvance(self.text())
        size = self._size if wanted <= room else max(1, self._size * room // wanted)
        while size > 1 and QFontMetrics(self._font(size)).horizontalAdvance(self.text()) > room:
            size -= 1  # hinting makes small figures a little wider than the proportion says
        return size

    def sizeHint(self) -> QSize:
        return self._room_for(self._size)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._room_for(self._least).width(), self._room_for(self._size).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._font(self.figure_px())
        painter.setFont(font)
        painter.setPen(current_theme().colour("text" if self.isEnabled() else "disabled"))
        # The signs around an amount may come from another font, which is taller: the line stands where that of the
        # figures does, or what reaches below it would be cut.
        metrics, room = QFontMetrics(font), self.contentsRect()
        left = room.x() if self._is_left() else room.x() + room.width() - metrics.horizontalAdvance(self.text())
        painter.drawText(left, room.y() + (room.height() - metrics.height()) // 2 + metrics.ascent(), self.text())

    def _is_left(self) -> bool:
        """Whether the figures stand at the left edge, where lines end that run from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _font(self, size: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.Bold)
        return font

    def _room_for(self, size: int) -> QSize:
        metrics = QFontMetrics(self._font(size))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())
