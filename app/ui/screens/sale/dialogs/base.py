"""What all dialogs and inline entries of the sale screen share: keys, one answer only, a sentence when it was refused.

None of them does anything by itself. A result goes out once by signal; until the screen has taken the widget away or
called `show_refusal`, it is locked, so that a second Enter does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import TARGET
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import PlainLabel, ShrinkingLabel
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import ModelTable

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_LONGEST = 40  # signs in a field: more than any figure that is right, and refusals quote no more


class ScanPolicy(StrEnum):
    """Where a scan goes that arrives while a dialog or entry is open. It never goes into one of its fields.

    BASKET: into the basket, as if nothing were open. SELF: to `take_scan`. REFUSE: nowhere; `show_refusal` says why.
    """

    BASKET = "basket"
    SELF = "self"
    REFUSE = "refuse"


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


class SaleDialog(QDialog):
    """A dialog over the sale screen: a title, what the subclass puts into `page`, and a bar for one sentence below it.

    Args:
        title: What it is for, translated already.
        name: The object name.
        modal: Whether the sale waits for it: only where money would go astray.
        parent: The window it belongs to.
    """

    left = Signal()
    scan_policy: ClassVar[ScanPolicy] = ScanPolicy.REFUSE

    def __init__(self, title: str, *, name: str, modal: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal if modal else Qt.WindowModality.NonModal)
        self.keys = KeyMap()
        self._locked = False
        self._focus_before: QWidget | None = None
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

    def add_footer(self, *, back: str, answer: str, icon: str = "") -> None:
        """Add the lowest row: a button that goes back (Esc) and, `answer_button`, the one the dialog is for (Enter)."""
        name = self.objectName()
        self.back_button = ActionButton(back, name=f"{name}_back", icon="arrow-left", key=self.tr("Esc"))
        self.back_button.clicked.connect(self.reject)
        self.answer_button = ActionButton(
            answer, name=f"{name}_answer", icon=icon, key=self.tr("Enter"), variant="primary", large=True
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

    def clear_refusal(self) -> None:
        """Take the sentence away."""
        self.bar.clear()

    def is_locked(self) -> bool:
        """Whether an answer is out and the screen has not yet said what became of it."""
        return self._locked

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
        # A dialog that is not modal is not always given the keys by itself.
        self.raise_()
        self.activateWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Where no window manager does it, nobody would have the keys now.
        owner = self.parentWidget()
        if owner is not None and owner.isVisible():
            owner.window().activateWindow()

    def reject(self) -> None:
        """Go back to the sale. While an answer is out, Esc waits for what becomes of it."""
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


class InlineEntry(QFrame):
    """A slim row above the lines: what it is for, a field or a question, buttons, and one sentence below.

    The screen shows it, calls `begin`, and takes it away after `entered` or `left`.

    Args:
        title: What it is for, translated already.
        name: The object name.
        parent: The screen.
        wraps: Whether the title takes two lines where it must; else it is cut with an ellipsis.
    """

    entered = Signal(object)
    left = Signal()
    scan_policy: ClassVar[ScanPolicy] = ScanPolicy.BASKET

    def __init__(self, title: str, *, name: str, parent: QWidget | None, wraps: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("role", "card")
        self.keys = KeyMap()
        self.keys.bind("Esc", self._on_left)
        self._locked = False
        self.page = QWidget()
        self.page.setObjectName(f"{name}_page")
        self.row = QHBoxLayout(self.page)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.bar = InlineBar(name=f"{name}_bar")
        label = PlainLabel if wraps else ShrinkingLabel
        self.title = label(title, name=f"{name}_title", role="strong")
        self.title.setWordWrap(wraps)
        self.row.addWidget(self.title, int(wraps))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 8, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.page)
        self._column.addWidget(self.bar)
        self.setMinimumHeight(TARGET + 16)

    def add_buttons(self, answer: str, *, key: str = "") -> None:
        """Add the buttons at the end of the row: `answer_button` (Enter), and the one that goes back (Esc)."""
        name = self.objectName()
        self.answer_button = ActionButton(
            answer, name=f"{name}_answer", icon="check", key=key or self.tr("Enter"), variant="primary"
        )
        self.back_button = ActionButton(self.tr("Back"), name=f"{name}_back", key=self.tr("Esc"))
        self.back_button.clicked.connect(self._on_left)
        self.row.addWidget(self.answer_button)
        self.row.addWidget(self.back_button)

    def add_below(self, widget: QWidget) -> None:
        """Add a second row, above the sentence."""
        self._column.insertWidget(1, widget)

    def begin(self) -> None:
        """Take the focus. Called by the screen when the entry is shown."""
        raise NotImplementedError

    def show_refusal(self, sentence: str) -> None:
        """Say why it was refused. What was typed stays, and the entry takes keys again."""
        self._locked = False
        self.bar.say("warn", sentence)
        self.begin()

    def clear_refusal(self) -> None:
        """Take the sentence away."""
        self.bar.clear()

    def _answer(self, result: object) -> None:
        """Give the answer, once."""
        # The field is not disabled meanwhile: the focus would move on to a button of the screen, and Enter press it.
        if not self._locked:
            self._locked = True
            self.entered.emit(result)

    def _on_left(self) -> None:
        if not self._locked:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        # The screen's own shortcuts (Esc, F5 ...) are asked first; while the focus is in here, these keys are ours.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.has(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)
