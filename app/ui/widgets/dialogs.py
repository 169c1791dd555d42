"""Dialogs: keys of their own, fields that are read on Enter, one answer only, a sentence when it was refused.

None of them does anything by itself. A result goes out once by signal; until the screen has taken the dialog away or
called `show_refusal`, it is locked, so that a second Enter does nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.theme import current_theme
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import ModelTable
from app.ui.widgets.veil import Veil

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHORTEST_LABEL = 60  # px
_AROUND = 64  # px of the window that stay in sight above and below a long list
_LONGEST = 40  # signs in a field: more than any figure that is right, and refusals quote no more


class KeyMap:
    """Keys that mean something wherever the focus is inside a dialog or entry. A key held down acts once."""

    def __init__(self) -> None:
        self._slots: dict[str, Callable[[], None]] = {}

    def bind(self, key: str, slot: Callable[[], None]) -> None:
        """Let a key ("F9", "Shift+F9", "+", "Enter") call a slot. "Enter" is the one of the keypad, too."""
        for name in ("Return", "Enter") if key == "Enter" else (key,):
            self._slots[name] = slot

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key press. Returns whether the key is one of these."""
        slot = self._slots.get(self._name(event))
        if slot is None:
            return False
        event.accept()
        if not event.isAutoRepeat():
            slot()
        return True

    def has(self, event: QKeyEvent) -> bool:
        """Whether the key is one of these: then no shortcut of the window around it may take it away."""
        return self._name(event) in self._slots

    @staticmethod
    def _name(event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~_KEYPAD
        if event.text().isprintable() and event.text().strip():
            # Where a plus or a digit needs Shift, it is a plus or a digit just the same.
            modifiers &= ~Qt.KeyboardModifier.ShiftModifier
        return QKeySequence(modifiers.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText)


class TypedField(QLineEdit):
    """A field that is read when Enter is pressed, and only then. Enter held down is pressed once.

    Args:
        name: The object name.
        accessible_name: What is typed here, translated already.
        keys: Keys that this field leaves to its dialog or entry, such as "+"; Del edits while something is typed.
    """

    entered = Signal()

    def __init__(self, *, name: str, accessible_name: str, keys: KeyMap | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMaxLength(_LONGEST)
        self._keys = keys or KeyMap()

    def show_error(self, *, wrong: bool) -> None:
        """Mark the field as the one that the sentence is about, or take the mark away."""
        state = "error" if wrong else ""
        if (self.property("state") or "") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        if event.modifiers() & ~_KEYPAD == Qt.KeyboardModifier.AltModifier and event.text().isdigit():
            # Alt+6 would go to a screen, were no dialog over it: here it is nothing, and no digit.
            event.accept()
            return
        edits = event.key() == Qt.Key.Key_Delete and bool(self.text())
        if not edits and self._keys.press(event):
            return
        super().keyPressEvent(event)


class PickTable(ModelTable):
    """A table to pick one row from: Enter picks it once, Home and End go to the first and last row."""

    picked = Signal()

    def __init__(self, *, name: str, accessible_name: str, keys: KeyMap) -> None:
        super().__init__(name=name, accessible_name=accessible_name)
        self._keys = keys
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._on_double_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.picked.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif not self._keys.press(event):
            super().keyPressEvent(event)

    def _on_double_clicked(self) -> None:
        self.picked.emit()


class ScreenDialog(QDialog):
    """A dialog over a screen: a title, what the subclass puts into `page`, and a bar for one sentence below it.

    Args:
        title: What it is for, translated already.
        name: The object name.
        modal: Whether the screen waits for it: only where money would go astray.
        parent: The window it belongs to.
    """

    left = Signal()

    def __init__(self, title: str, *, name: str, modal: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal if modal else Qt.WindowModality.NonModal)
        self.keys = KeyMap()
        self._locked = False
        self._focus_before: QWidget | None = None
        self._veil: Veil | None = None
        self.page = QWidget()
        self.page.setObjectName(f"{name}_page")
        self.column = QVBoxLayout(self.page)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.bar = InlineBar(name=f"{name}_bar")
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # a sentence that comes and goes moves no button
        self.bar.setSizePolicy(policy)
        self.title = PlainLabel(title, name=f"{name}_title", role="title")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 24)
        whole.setSpacing(16)
        whole.addWidget(self.title)
        whole.addWidget(self.page, 1)

    def add_footer(self, *, back: str, answer: str, icon: str = "", key: str = "") -> None:
        """Add the lowest row: a button that goes back (Esc) and, `answer_button`, the one the dialog is for.

        Args:
            back, answer: The words on them, translated already.
            icon: Of the answer.
            key: Of the answer; Enter where none is named.
        """
        name = self.objectName()
        self.back_button = ActionButton(back, name=f"{name}_back", icon="arrow-left", key=self.tr("Esc"))
        self.back_button.clicked.connect(self.reject)
        self.answer_button = ActionButton(
            answer, name=f"{name}_answer", icon=icon, key=key or self.tr("Enter"), variant="primary", large=True
        )
        self.footer = QHBoxLayout()
        self.footer.setSpacing(16)
        self.footer.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.footer.addStretch(1)
        self.footer.addWidget(self.answer_button)
        self.column.addLayout(self.footer)

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the dialog takes keys again."""
        self._unlock()
        self.bar.say("warn", sentence)
        self._make_room()

    def clear_refusal(self) -> None:
        """Take the sentence away."""
        self.bar.clear()

    def is_locked(self) -> bool:
        """Whether an answer is out and the screen has not yet said what became of it."""
        return self._locked

    def fit(self) -> None:
        """Be as high as what stands in it by now, and wholly on the screen."""
        if self.isVisible():
            self.resize(self.width(), self._needed())
            screen, frame = self.screen().availableGeometry(), self.frameGeometry()
            if frame.bottom() > screen.bottom():
                self.move(self.x(), self.y() - min(frame.bottom() - screen.bottom(), frame.top() - screen.top()))

    def grow_to_rows(self, table: ModelTable) -> None:
        """Be so high that all rows of a list are in sight, as far as the window behind has room; before it is shown."""
        owner = self.parentWidget()
        if owner is not None:
            self.ensurePolished()
            beside = self._needed() - table.sizeHint().height()
            most = owner.window().height() - _AROUND
            self.resize(self.width(), max(self.height(), min(beside + table.height_of_rows(), most)))

    def _make_room(self) -> None:
        """Grow to what stands in it: a sentence of several lines pushes no button out of the window."""
        needed = self._needed()
        if needed > self.height():
            self.resize(self.width(), needed)

    def _needed(self) -> int:
        layout = self.layout()
        if layout is None:
            return self.height()
        # The page first: it has the rows, and the window's own layout knows no better than it.
        self.column.activate()
        layout.activate()
        return layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else self.sizeHint().height()

    def _lock(self) -> None:
        """Take no more keys: an answer goes out."""
        self._locked = True
        self._focus_before = self.focusWidget()
        self.page.setEnabled(False)

    def _unlock(self) -> None:
        if self._locked:
            self._locked = False
            self.page.setEnabled(True)
            if self._focus_before is not None:
                self._focus_before.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()
        owner = self.parentWidget()
        if owner is not None and self.isModal() and self._veil is None:
            self._veil = Veil(owner.window())
        # A dialog that is not modal is not always given the keys by itself.
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # Not every desktop frames its windows: without an edge a dialog runs into the screen below.
        with QPainter(self) as painter:
            painter.setPen(current_theme().colour("muted"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        # Where no window manager does it, nobody would have the keys now.
        owner = self.parentWidget()
        if owner is not None and owner.isVisible():
            owner.window().activateWindow()

    def reject(self) -> None:
        """Go back to the screen. While an answer is out, Esc waits for what becomes of it."""
        if not self._locked:
            super().reject()
            self._tell_left()

    def _tell_left(self) -> None:
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._locked and event.key() != Qt.Key.Key_Escape:
            event.accept()
        elif not self.keys.press(event):
            super().keyPressEvent(event)
