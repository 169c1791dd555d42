"""The label on the drawing board: the very page that is printed, with the boxes of its fields over it.

Tab goes from field to field, arrows move (0.1 mm, with Shift 1 mm), with Ctrl they make it wider and higher.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.icons import pixmap
from app.ui.screens.labels.texts import LabelsTexts
from app.ui.theme import LIGHT, current_theme
from app.ui.widgets.dialogs import ENTER_KEYS

if TYPE_CHECKING:
    from app.domain.own_template import OwnField
    from app.jobs.label_designs import DesignLook
    from app.ui.screens.labels.designing import Drawing

_RULER, _EDGE = 38, 14  # px beside the label
_LEAST = QSize(320, 200)  # px
_HANDLE, _REACH = 8, 12  # px: what is painted, and what the mouse finds
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FINE, _COARSE = 1, 10  # tenths of a millimetre
_LETTERS = {Qt.Key.Key_Plus: 10, Qt.Key.Key_Minus: -10}  # tenths of a point
_TICKS = ((100, 12), (50, 8), (10, 4))  # tenths of a millimetre, and how long their line is
_NARROW = 3.0  # px between two lines


class LabelCanvas(QWidget):
    """The label. What is done here is done to the drawing, and told."""

    edited = Signal()  # the drawing is another
    chose = Signal()  # another field is chosen
    entered = Signal()  # Enter: on to the figures of the field
    resized = Signal()  # there is another room for the label

    def __init__(self, texts: LabelsTexts) -> None:
        super().__init__()
        self.setObjectName("labelCanvas")
        self.setAccessibleName(self.tr("The label as it will be printed"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._texts = texts
        self._drawing: Drawing | None = None
        self._image: QImage | None = None
        self._refused: frozenset[int] = frozenset()
        self._held: QPoint | None = None  # where in the field the mouse holds it, in tenths
        self._is_sizing = False

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing, or what has become of it."""
        if drawing is not self._drawing:
            self._image, self._refused = None, frozenset()
        self._drawing = drawing
        field = drawing.field
        told = "" if field is None else f"{self._texts.field(field)}, {self._texts.place(field)}"
        self.setAccessibleDescription(told)
        self.update()

    def show_look(self, look: DesignLook) -> None:
        """Show how it will be printed, and mark the fields that would not be."""
        picture = look.picture
        stride = 4 * picture.width
        image = QImage(picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_RGB32)
        self._image = image.copy()  # the bytes are not Qt's to keep
        self._refused = frozenset(one.place for one in look.findings if one.is_refused)
        self.update()

    def room(self) -> QSize:
        """How many pixels of the screen the label takes."""
        return self._label().size().toSize() * self.devicePixelRatioF()

    def box(self, field: OwnField) -> QRectF:
        """Where a field is painted."""
        label, scale = self._label(), self._scale()
        left, top = label.left() + field.left * scale, label.top() + field.top * scale
        return QRectF(left, top, field.width * scale, field.height * scale)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._drawing is not None:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
            step = -1 if step and event.modifiers() & Qt.KeyboardModifier.ShiftModifier else step
            # Behind the last field, and before the first, Tab leaves the label.
            if step and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._drawing.choose_next(step):
                self.chose.emit()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if self._drawing is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            step = _COARSE if modifiers & Qt.KeyboardModifier.ShiftModifier else _FINE
            across, down = (way * step for way in _ARROWS[key])
            is_sizing = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            (self._drawing.grow if is_sizing else self._drawing.move)(across, down)
            self.edited.emit()
        elif key in _LETTERS:
            self._drawing.letters(_LETTERS[key])
            self.edited.emit()
        elif key in ENTER_KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._drawing is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at, field = self._tenths(event.position()), self._drawing.field
        self._is_sizing = field is not None and self._handle(field).contains(event.position())
        if not self._is_sizing:
            place = self._drawing.at(at.x(), at.y())
            if place < 0:
                return
            self._drawing.choose(place)
            self.chose.emit()
            field = self._drawing.field
        if field is not None:
            corner = QPoint(field.right, field.bottom) if self._is_sizing else QPoint(field.left, field.top)
            self._held = at - corner

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        field = self._drawing.field if self._drawing is not None else None
        if self._drawing is None or field is None:
            return
        if self._held is None:
            over = self._handle(field).contains(event.position())
            self.setCursor(Qt.CursorShape.SizeFDiagCursor if over else Qt.CursorShape.ArrowCursor)
            return
        to = self._tenths(event.position()) - self._held
        if self._is_sizing:
            self._drawing.resize(to.x() - field.left, to.y() - field.top, step="mouse")
        else:
            self._drawing.place(to.x(), to.y(), step="mouse")
        self.edited.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        if self._drawing is not None:
            self._drawing.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        label = self._label()
        self._paint_rulers(painter, label)
        painter.fillRect(label, Qt.GlobalColor.white)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(label, self._image)
        painter.setPen(current_theme().colour("muted"))
        painter.drawRect(label.adjusted(-1, -1, 0, 0))
        for place, field in enumerate(self._drawing.template.fields):
            if place != self._drawing.chosen:
                self._paint_box(painter, field, is_refused=place in self._refused)
        if self._drawing.field is not None:
            self._paint_chosen(painter, self._drawing.field, is_refused=self._drawing.chosen in self._refused)
        if self.hasFocus():
            painter.setPen(QPen(current_theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def _paint_box(self, painter: QPainter, field: OwnField, *, is_refused: bool) -> None:
        # On white paper in both themes: these are the colours of the light one.
        colour = LIGHT.colour("error" if is_refused else "muted")
        painter.setPen(QPen(colour, 2 if is_refused else 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.box(field))
        if is_refused:
            self._paint_mark(painter, field)

    def _paint_chosen(self, painter: QPainter, field: OwnField, *, is_refused: bool) -> None:
        colour = LIGHT.colour("error" if is_refused else "accent")
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.box(field))
        corner = self.box(field).bottomRight()
        painter.setBrush(colour)
        painter.drawRect(QRectF(corner.x() - _HANDLE / 2, corner.y() - _HANDLE / 2, _HANDLE, _HANDLE))
        if is_refused:
            self._paint_mark(painter, field)

    def _paint_mark(self, painter: QPainter, field: OwnField) -> None:
        """A sign in the corner: what would not be printed is told by more than a colour."""
        size = 20
        place = self.box(field).topRight().toPoint() - QPoint(size + 3, -3)
        painter.fillRect(QRect(place, QSize(size, size)), current_theme().colour("surface"))
        painter.drawPixmap(place, pixmap("triangle-alert", "error", size, self.devicePixelRatioF()))

    def _paint_rulers(self, painter: QPainter, label: QRectF) -> None:
        """Millimetres at the upper and the left edge; a mark shows where the chosen field begins and ends."""
        theme, scale = current_theme(), self._scale()
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        steps = [tick for tick in _TICKS if tick[0] * scale >= _NARROW] or [_TICKS[0]]
        finest = steps[-1][0]
        template = self._drawing.template if self._drawing is not None else None
        for is_across, length in ((True, template.width), (False, template.height)) if template else ():
            for tenths in range(0, length + 1, finest):
                long = next(long for step, long in steps if tenths % step == 0)
                at = (label.left() if is_across else label.top()) + tenths * scale
                edge = (label.top() if is_across else label.left()) - 3
                first, second = QPointF(at, edge), QPointF(at, edge - long)
                if not is_across:
                    first, second = QPointF(edge, at), QPointF(edge - long, at)
                painter.drawLine(first, second)
                if tenths % 100 == 0:
                    words = str(tenths // 10)
                    box = QRectF(at - 15, edge - 26, 30, 13) if is_across else QRectF(edge - 28, at - 7, 14, 14)
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        field = self._drawing.field if self._drawing is not None else None
        if field is not None:
            box = self.box(field)
            painter.fillRect(QRectF(box.left(), label.top() - 5, box.width(), 3), theme.colour("accent"))
            painter.fillRect(QRectF(label.left() - 5, box.top(), 3, box.height()), theme.colour("accent"))

    def _handle(self, field: OwnField) -> QRectF:
        corner = self.box(field).bottomRight()
        return QRectF(corner.x() - _REACH / 2, corner.y() - _REACH / 2, _REACH, _REACH)

    def _tenths(self, at: QPointF) -> QPoint:
        label, scale = self._label(), self._scale()
        return QPoint(round((at.x() - label.left()) / scale), round((at.y() - label.top()) / scale))

    def _scale(self) -> float:
        """Pixels for a tenth of a millimetre."""
        if self._drawing is None:
            return 1.0
        room = QSize(self.width() - _RULER - _EDGE, self.height() - _RULER - _EDGE)
        template = self._drawing.template
        return max(0.05, min(room.width() / template.width, room.height() / template.height))

    def _label(self) -> QRectF:
        """Where the label is painted: in the middle of the room beside its rulers, on whole pixels."""
        if self._drawing is None:
            return QRectF()
        scale, template = self._scale(), self._drawing.template
        width, height = round(template.width * scale), round(template.height * scale)
        left = _RULER + (self.width() - _RULER - _EDGE - width) // 2
        top = _RULER + (self.height() - _RULER - _EDGE - height) // 2
        return QRectF(left, top, width, height)
