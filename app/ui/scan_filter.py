"""The scan filter: stands in front of every window and lets no key of a scanner through.

It sits on windows, not on the application, so each key is seen once and other events cost next to nothing (decision
0008). What a key means is the wedge's to say (`app.devices.wedge`); this module turns events into its keys and its
verdicts into events.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from app.devices.keys import Key, KeyKind
from app.devices.recorder import Recorder
from app.devices.scanner import ScannerProfile
from app.devices.wedge import Verdict, Wedge

_PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_KEYS = frozenset({*_PRESSES, QEvent.Type.KeyRelease})
_POINTERS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_Alt, Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Mode_switch,
        Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R,
    }
)  # fmt: skip
# As numbers: flags of Qt cost ten times as much to compare, and every key is.
_SHIFT, _CONTROL, _ALT = (
    modifier.value
    for modifier in (
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
    )
)
_NAMES: dict[int, str] = {
    Qt.Key.Key_Alt: "Alt",
    Qt.Key.Key_Down: "Down",
    **{Qt.Key(Qt.Key.Key_F1 + number): f"F{number + 1}" for number in range(12)},
}
# Keys that type something have their character for a number; a dead key waits for the next and types both.
_FIRST_SPECIAL = 0x01000000
_DEAD = range(Qt.Key.Key_Dead_Grave, Qt.Key.Key_Dead_Longsolidusoverlay + 1)
# How a platform counts its native codes from those of Linux input events. Others are not known: there the text counts.
_OFFSETS = {"xcb": 8, "wayland": 8, "wayland-egl": 8, "windows": 0}
# Beyond the main block Windows marks a second set of keys with the same codes.
_LAST_CODE = 127


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a key came from, and the event to give back."""

    window: QWindow
    event: QKeyEvent


class ScanFilter(QObject):
    """Takes scans out of the keys that reach the windows of a program.

    Typed keys reach their window at most one gap later than they were struck, in order. Both signals are sent while
    the key that ended the scan is being delivered, so that whatever is pressed next finds the scan done: a slot may
    open a dialog, but not wait for it.

    Args:
        application: Its windows are watched, those that come later as well.
        profile: How the scanner types.
        event_time: The time of a key event in milliseconds, physical and never from a clock that is read here; a test
            may give its own.
    """

    # A RawScan each: a scan, and a repeat that no hand can make.
    scanned = Signal(object)
    folded = Signal(object)
    # The keys of a reading, as a tuple, while a scanner is being set up.
    recorded = Signal(object)

    def __init__(
        self,
        application: QGuiApplication,
        profile: ScannerProfile | None = None,
        *,
        event_time: Callable[[QInputEvent], int] = QInputEvent.timestamp,
    ) -> None:
        super().__init__(application)
        self._event_time = event_time
        self._wedge: Wedge | Recorder = Wedge(profile)
        self._profile = profile or ScannerProfile()
        self._code_offset = _OFFSETS.get(application.platformName())
        # Events without a time (programs that play keys) get one from here.
        self._clock = QElapsedTimer()
        self._clock.start()
        # What a ShortcutOverride decided about the KeyPress behind it.
        self._decided: tuple[int, int, bool] | None = None
        self._to_replay: deque[Key] = deque()
        self._replayed: QKeyEvent | None = None
        self._asked_twice = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        application.focusWindowChanged.connect(self._watch_windows)
        self._watch_windows()

    def set_profile(self, profile: ScannerProfile) -> None:
        """Go on with another scanner, or with this one set up anew."""
        self._profile = profile
        self._start_anew(Wedge(profile))

    def record(self, on: bool) -> None:
        """Write the keys of a scanner down instead of reading them, or go on reading."""
        self._start_anew(Recorder() if on else Wedge(self._profile))

    def _start_anew(self, wedge: Wedge | Recorder) -> None:
        self._deliver(self._wedge.interrupt())
        self._wedge = wedge
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the keys of a window; everything else passes."""
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return event is not self._replayed and self._take(watched, event, kind)
        if kind in _POINTERS:
            self._deliver(self._wedge.interrupt())
        elif kind == QEvent.Type.WindowBlocked:
            # A dialog is coming up that has no focus yet.
            self._watch_windows()
        return False

    def _watch_windows(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def _take(self, window: QWindow, event: QKeyEvent, kind: QEvent.Type) -> bool:
        """Decide on a key; a press comes twice, and must be decided before it can fire a shortcut."""
        at_ms = self._event_time(event) or self._clock.elapsed()
        if kind == QEvent.Type.KeyPress and self._decided is not None:
            time, key, swallow = self._decided
            self._decided = None
            if (time, key) == (at_ms, event.key()):
                return swallow
        self._give_back()
        verdict = self._wedge.feed(self._key(window, event, at_ms, pressed=kind in _PRESSES))
        self._wait(at_ms)
        self._deliver(verdict)
        self._decided = (at_ms, event.key(), verdict.swallow) if kind == QEvent.Type.ShortcutOverride else None
        if verdict.swallow:
            event.accept()
        return verdict.swallow

    def _key(self, window: QWindow, event: QKeyEvent, at_ms: int, *, pressed: bool) -> Key:
        number = event.key()
        modifiers = event.modifiers().value
        code = self._code(event)
        return Key(
            kind=_kind_of(number),
            text=event.text(),
            at_ms=at_ms,
            code=code,
            ident=code or -number,
            pressed=pressed,
            shift=bool(modifiers & _SHIFT),
            control=bool(modifiers & _CONTROL),
            alt=bool(modifiers & _ALT),
            repeat=event.isAutoRepeat(),
            name=_NAMES.get(number, ""),
            origin=_Origin(window, _as_key(event, pressed=pressed)),
        )

    def _code(self, event: QKeyEvent) -> int:
        if self._code_offset is None:
            return 0
        code = event.nativeScanCode() - self._code_offset
        return code if 0 < code <= _LAST_CODE else 0

    def _deliver(self, verdict: Verdict) -> None:
        self._to_replay.extend(verdict.replay)
        self._give_back()
        for scan in verdict.scans:
            self.scanned.emit(scan)
        for scan in verdict.folded:
            self.folded.emit(scan)
        if verdict.recorded:
            self.recorded.emit(verdict.recorded)

    def _give_back(self) -> None:
        """Send on what was typed."""
        while self._to_replay:
            origin = self._to_replay.popleft().origin
            if isinstance(origin, _Origin) and (window := _open_to_keys(origin.window)) is not None:
                before, self._replayed = self._replayed, origin.event
                QCoreApplication.sendEvent(window, origin.event)
                self._replayed = before
                if QApplication.activePopupWidget() is not None:
                    # A list came up under a field: it has no focus of its own, and gets the next press all the same.
                    self._watch_windows()

    def _wait(self, now_ms: int) -> None:
        deadline_ms = self._wedge.deadline_ms
        self._asked_twice = False
        if deadline_ms is None:
            self._timer.stop()
        else:
            self._timer.start(max(0, deadline_ms - now_ms))

    def _on_timeout(self) -> None:
        # A busy program may have let keys lie that were struck in time. Once the timer with no wait at all has its
        # turn, every event that had come before was delivered.
        if not self._asked_twice:
            self._asked_twice = True
            self._timer.start(0)
            return
        deadline_ms = self._wedge.deadline_ms
        if deadline_ms is not None:
            self._deliver(self._wedge.tick(deadline_ms))


def _kind_of(number: int) -> KeyKind:
    if number < _FIRST_SPECIAL or number in _DEAD:
        return KeyKind.CHARACTER
    if number in _ENTER:
        return KeyKind.ENTER
    if number in _TAB:
        return KeyKind.TAB
    return KeyKind.MODIFIER if number in _MODIFIERS else KeyKind.OTHER


def _as_key(event: QKeyEvent, *, pressed: bool) -> QKeyEvent:
    """The event as it is given back: what was asked for as a shortcut comes as a key."""
    # WORKAROUND PySide6 6.11: QKeyEvent.clone() leaks, so the copy is made by hand.
    copy = QKeyEvent(
        QEvent.Type.KeyPress if pressed else QEvent.Type.KeyRelease,
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def _open_to_keys(window: QWindow) -> QWindow | None:
    """The window that a held key goes on to: its own, unless that is gone or waits behind a dialog by now."""
    if QGuiApplication.modalWindow() is not None:
        return QGuiApplication.modalWindow()
    return window if shiboken6.isValid(window) else QGuiApplication.focusWindow()
