"""The scan box: always ready, for what is typed. Scans never pass through it; they go to the sale by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle

from app.ui.widgets.labels import IconMark, PlainLabel, isolate

_ICON = 24
_GAP = 12
_HEIGHT = 48
_LONGEST = 200  # characters; a code that long is typed by nobody
_CLIPBOARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_LINE_KEYS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Delete})

_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_Alt, Qt.Key.Key_Control})


class ScanBox(QLineEdit):
    """A field with the mark of a scan and, before the text, the quantity that waits for the next scan.

    While it is empty, keys that edit text mean the chosen line: `+`, `-` and Del.

    Attributes:
        has_line: Whether there is one. While there is none, `-` begins a quantity of what comes back.
    """

    submitted = Signal(str)  # Enter: what stands there
    star_typed = Signal(str)  # a quantity with its star: "3*"
    list_key = Signal(object)  # QKeyEvent of an arrow or page key
    line_key = Signal(object)  # Qt.Key: plus, minus or Del for the chosen line
    behind_minus = Signal(str)  # a quantity with its star, right behind a minus that was the chosen line's

    def __init__(self) -> None:
        super().__init__()
        self.has_line = False
        self._is_behind_minus = False
        self._left = ""  # what was typed for something that came before
        self._is_done_with = False
        self.textEdited.connect(self._on_edited)
        self.setObjectName("saleScanBox")
        self.setProperty("role", "scan")
        self.setAccessibleName(self.tr("Scan, or type a name or a code"))
        self.setPlaceholderText(self.tr("Scan, or type a name, a code or 3*   (F2)"))
        self.setMaxLength(_LONGEST)
        self.setFixedHeight(_HEIGHT)
        self._mark = IconMark("scan-barcode", name="saleScanBox_icon", colour="muted", size=_ICON)
        self._mark.setParent(self)
        self._chip = PlainLabel(name="saleQuantityChip", role="chip")
        self._chip.setParent(self)
        self._chip.hide()
        self._lay_out()

    def show_quantity(self, quantity: str) -> None:
        """Show the quantity for the next scan ("3"), or none ("")."""
        self._chip.setText(isolate(f"{quantity} \N{MULTIPLICATION SIGN}") if quantity else "")
        self._chip.setVisible(bool(quantity))
        self._chip.setAccessibleName(self.tr("Quantity of the next scan: {quantity}").format(quantity=quantity))
        self._lay_out()

    def forget_minus(self) -> None:
        """Something came between: what is typed now has nothing to do with the minus before."""
        self._is_behind_minus = False

    @property
    def is_left(self) -> bool:
        """Whether what stands there was looked for or refused already."""
        return bool(self._left) and self.text() == self._left

    @property
    def is_done_with(self) -> bool:
        """Whether that was looked for or refused already: it only stands there to be mended."""
        return self.is_left and self._is_done_with

    def give_back(self, text: str, *, is_money: bool) -> bool:
        """Put a typed text back, to be mended, unless something newer stands there. Returns whether it does.

        Args:
            text: What was typed.
            is_money: Whether it was an amount that was given, and may be one again as it stands.
        """
        if self.text():
            return False
        self.setText(text)
        self.selectAll()
        self._left, self._is_done_with = "" if is_money else text, True
        return True

    def goods_come(self) -> None:
        """Goods were scanned or picked: what was looked for or refused before goes; what is being typed stays."""
        self.forget_minus()
        if self.is_done_with:
            self.clear()

    def take(self) -> str:
        """What stands there, taken out."""
        text = self.text().strip()
        self.clear()
        return text

    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _is_figure(event):
            self.forget_minus()  # here, since a key of the sale comes no further
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._has_chord(event)
            and not any(event.matches(one) for one in _CLIPBOARD)
        ):
            # Ctrl+Z and the like are the sale's here, not the text's.
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            if not event.isAutoRepeat():
                self.submitted.emit(self.text())
        elif key in _LIST_KEYS:
            event.accept()
            self.list_key.emit(event)
        elif key in _LINE_KEYS and not self.text() and not self._has_chord(event) and self._is_for_line(key):
            event.accept()
            self._is_behind_minus = key == Qt.Key.Key_Minus
            self.line_key.emit(key)
        elif event.text() == "*" and self.text() and not any(one.isalpha() for one in self.text()):
            event.accept()
            was_behind_minus, self._is_behind_minus = self._is_behind_minus, False
            (self.behind_minus if was_behind_minus else self.star_typed).emit(f"{self.text()}*")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out()

    def _on_edited(self, _text: str) -> None:
        self._left = ""

    def _is_for_line(self, key: int) -> bool:
        return self.has_line or key != Qt.Key.Key_Minus

    @staticmethod
    def _has_chord(event: QKeyEvent) -> bool:
        chords = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return bool(event.modifiers() & chords)

    def _lay_out(self) -> None:
        """Icon and chip stand at the start of the field; the text begins behind them."""
        start = _ICON + _GAP
        self._mark.setGeometry(self._at(_GAP, _ICON, _ICON))
        if not self._chip.isHidden():
            width = self._chip.sizeHint().width()
            self._chip.setGeometry(self._at(_GAP + start, width, 30))
            start += width + _GAP
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            self.setTextMargins(0, 0, start, 0)
        else:
            self.setTextMargins(start, 0, 0, 0)

    def _at(self, left: int, width: int, height: int) -> QRect:
        place = QRect(left, (self.height() - height) // 2, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


def _is_figure(event: QKeyEvent) -> bool:
    """Whether a key goes on with a quantity and its star, or is held for one of its signs."""
    return event.text().isdecimal() or event.text() in {".", ",", "*"} or event.key() in _HELD
