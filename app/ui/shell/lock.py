"""The lock: over the whole window until it is known who is at the till. What is open behind it stays as it is.

A PIN alone tells who somebody is: Ctrl+L and four digits change the person. Somebody without a PIN is chosen.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.staff import LONGEST_PIN, SHORTEST_PIN
from app.domain.wording import sentence
from app.ui.sound import Tone
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.labels import IconMark, PlainLabel, isolate_name
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.panels import Card

if TYPE_CHECKING:
    from app.domain.rights import Person
    from app.domain.staff import Colleague
    from app.ui.parts import Parts
    from app.ui.tasks import Worker

_WIDTH = 440  # px
_MOST = 8  # people in sight: more than a shop has at one till
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MINUTE_MS = 60_000
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel})


class Lock(QDialog):
    """The lock of a window.

    Args:
        parts: The shop, and who knows its people.
        pool: Where PINs are looked at: that takes its time.
        window: What it lies over.
    """

    signed_in = Signal(object)  # Person
    tone = Signal(object)  # Tone
    settled = Signal()  # a PIN was looked at, whatever came of it

    def __init__(self, parts: Parts, pool: Worker, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("lock")
        self.setWindowTitle(self.tr("Who is at the till?"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._parts, self._pool, self._window = parts, pool, window
        self._is_asking = False
        self._next: tuple[str, str | None] | None = None
        self._people: tuple[Colleague, ...] = ()
        self._build()

    def close_till(self) -> None:
        """Lie over the window until somebody signs in."""
        if self.isVisible():
            return
        self.pin.clear()
        self.bar.clear()
        self.setGeometry(self._window.geometry())
        self.show()
        self.raise_()
        self.activateWindow()
        self.pin.setFocus()
        self._pool.submit(self._parts.staffing.colleagues, self._on_people, self._on_no)

    def on_scan(self, _text: str, *, is_repeat: bool = False) -> None:
        """A scanner sent something: it is not taken, and that is said."""
        if not is_repeat:
            self.tone.emit(Tone.REFUSED)
            self.bar.say("warn", self.tr("Sign in first, then scan it again: it was not taken."))

    def buttons(self) -> list[ActionButton]:
        """The people who can be chosen, from the top."""
        return self._buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() in _ENTER and not event.isAutoRepeat():
            self._on_enter()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.text().isdigit() and self.focusWidget() is not self.pin:
            self.pin.setFocus()
            self.pin.setText(event.text())
        # Esc does not open it.

    def _build(self) -> None:
        self.pin = QLineEdit()
        self.pin.setObjectName("lockPin")
        self.pin.setAccessibleName(self.tr("PIN"))
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.pin.setProperty("role", "scan")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setFixedHeight(48)
        self.bar = InlineBar(name="lockBar")
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._buttons: list[ActionButton] = []
        card = Card(name="lockCard", margin=24)
        card.setFixedWidth(_WIDTH)
        head = QHBoxLayout()
        head.addWidget(IconMark("lock", name="lockIcon", colour="muted", size=32))
        head.addWidget(PlainLabel(self.windowTitle(), name="lockTitle", role="title"), 1)
        card.column.addLayout(head)
        card.column.addWidget(self.pin)
        card.column.addLayout(self._list)
        card.column.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.pin.textEdited.connect(self._on_typed)

    def _on_people(self, people: tuple[Colleague, ...]) -> None:
        self._people = tuple(one for one in people if one.is_active)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        self.pin.setVisible(any(one.has_pin for one in self._people))
        # Whoever has a PIN is known by it and needs no button.
        for place, person in enumerate([one for one in self._people if not one.has_pin][:_MOST]):
            button = ActionButton(isolate_name(person.name), name=f"lockPerson{place}", icon="user", large=True)
            button.setProperty("code", person.code)
            button.clicked.connect(self._on_chosen)
            self._list.addWidget(button)
            self._buttons.append(button)
        if self.pin.isHidden() and self._buttons:
            self._buttons[0].setFocus()

    def _on_chosen(self) -> None:
        button = self.sender()
        if button is not None:
            self._ask("", button.property("code"))

    def _on_enter(self) -> None:
        if self.pin.text():
            self._ask(self.pin.text())

    def _on_typed(self, text: str) -> None:
        self.bar.clear()
        # Most PINs are that long: no Enter is needed. It may be the beginning of a longer one, so nothing is said yet.
        if len(text) == SHORTEST_PIN:
            self._ask(text, is_quiet=True)

    def _ask(self, pin: str, code: str | None = None, *, is_quiet: bool = False) -> None:
        if self._is_asking:
            self._next = (pin, code)
            return
        self._is_asking = True
        failed = self._on_not_yet if is_quiet else self._on_wrong
        self._pool.submit(partial(self._parts.staffing.sign_in, pin, code), self._on_signed_in, failed)

    def _on_signed_in(self, person: Person) -> None:
        self._is_asking, self._next = False, None
        session = self._parts.session
        session.user, session.name, session.is_open = person.code, person.name, True
        self.pin.clear()
        self.hide()
        self._window.activateWindow()
        self.signed_in.emit(person)
        self.settled.emit()

    def _on_not_yet(self, error: Refusal | Trouble) -> None:
        self._is_asking = False
        if self._next is not None:
            (pin, code), self._next = self._next, None
            self._ask(pin, code)
        elif error.code == "pin_wrong":
            self.settled.emit()
        else:
            self._on_wrong(error)

    def _on_wrong(self, error: Refusal | Trouble) -> None:
        self._is_asking, self._next = False, None
        self.pin.selectAll()
        self._on_no(error)
        self.settled.emit()

    def _on_no(self, error: Refusal | Trouble) -> None:
        self.tone.emit(Tone.REFUSED)
        self.bar.say("warn", sentence(error.code, error.facts))


class Idle(QObject):
    """Tells when nobody has pressed anything for a while.

    Args:
        application: Whose keys are watched, while there is something to watch for.
    """

    passed = Signal()

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.passed)

    def watch_for(self, minutes: int) -> None:
        """Tell after so many minutes; 0 does not watch."""
        self._application.removeEventFilter(self)
        self._timer.stop()
        if minutes:
            self._timer.setInterval(minutes * _MINUTE_MS)
            self._timer.start()
            self._application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._timer.start()
        return False
