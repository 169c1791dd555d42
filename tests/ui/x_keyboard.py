"""A keyboard on an X server: real key events (XTest) with gaps that hold however busy the machine is.

The keys of a scan go to the server in one piece, and it sends them on at once, all within a millisecond. In one scan
of twenty it waits 1 or 2 ms before one of the keys, by its own clock; not in more, because each wait is a chance for a
busy system to run somebody else for a while. Between the keys stand marks that the server dates, so that the gap which
was really reached is known. If it was ever longer than a scanner's may be, nothing can be said of that scan:
`StandstillError`.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from typing import NamedTuple, TypeVar

from app.devices.scanner import ScannerProfile

HAND_MS = 100  # a hand's gap: twice what the wedge waits
_KEYSYMS = {"\n": b"Return", "\t": b"Tab"}
_PROPERTY_NOTIFY, _PROPERTY_MASK = 28, 1 << 22
_WM_NAME, _STRING = 39, 31  # atoms that every server has
_LATE_EVERY = 20  # scans
_TRIES = 3

T = TypeVar("T")


class StandstillError(Exception):
    """The X server stood still amid a scan: what it sent is no scanner's."""


def undisturbed(story: Callable[[int], T]) -> T:
    """What a story comes to; it is begun anew (its number says which time it is) where the X server stood still."""
    for number in range(_TRIES):
        try:
            return story(number)
        except StandstillError as error:
            last = error
    raise AssertionError(f"This machine is too busy for its X server, {_TRIES} times: {last}") from last


class _Stroke(NamedTuple):
    """A key, what is held down with it, and how long the server waits before it."""

    key: int
    held: tuple[int, ...]
    after_ms: int


class _Property(ctypes.Structure):
    """The event that tells of a mark, with room for any other event."""

    _fields_ = (
        ("kind", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p), ("window", c_ulong),
        ("atom", c_ulong), ("time_ms", c_ulong), ("room", c_long * 24),
    )  # fmt: skip


def _loaded() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    x11, xtst = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    display, window = c_void_p, c_ulong
    for name, result, arguments in (
        ("XOpenDisplay", display, (c_char_p,)),
        ("XCloseDisplay", c_int, (display,)),
        ("XDefaultRootWindow", window, (display,)),
        ("XCreateSimpleWindow", window, (display, window, c_int, c_int, c_uint, c_uint, c_uint, c_ulong, c_ulong)),
        ("XSelectInput", c_int, (display, window, c_long)),
        ("XChangeProperty", c_int, (display, window, c_ulong, c_ulong, c_int, c_int, c_char_p, c_int)),
        ("XFlush", c_int, (display,)),
        ("XNextEvent", c_int, (display, POINTER(_Property))),
        ("XStringToKeysym", c_ulong, (c_char_p,)),
        ("XKeysymToKeycode", ctypes.c_ubyte, (display, c_ulong)),
        ("XkbKeycodeToKeysym", c_ulong, (display, ctypes.c_ubyte, c_uint, c_uint)),
        ("XGetInputFocus", c_int, (display, POINTER(c_ulong), POINTER(c_int))),
        ("XFetchName", c_int, (display, window, POINTER(c_void_p))),
        ("XFree", c_int, (c_void_p,)),
        ("XSetErrorHandler", c_void_p, (c_void_p,)),
    ):
        function = getattr(x11, name)
        function.restype, function.argtypes = result, arguments
    xtst.XTestFakeKeyEvent.argtypes = (display, c_uint, c_int, c_ulong)
    xtst.XTestFakeRelativeMotionEvent.argtypes = (display, c_int, c_int, c_ulong)
    xtst.XTestQueryExtension.argtypes = (display, *(POINTER(c_int),) * 4)
    return x11, xtst


@ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
def _let_be(_display: object, _error: object) -> int:
    """A window that was asked about may be gone by now; Xlib would end the program."""
    return 0


class XKeyboard:
    """A scanner and a hand at the same keyboard.

    Attributes:
        longest_gap_ms: Between two keys of any scan so far, at most: from the mark before the one to that after the
            other.
    """

    def __init__(self, display: str) -> None:
        self._x11, self._xtst = _loaded()
        self._display = self._x11.XOpenDisplay(display.encode())
        assert self._display, f"There is no X server on {display}."
        self._x11.XSetErrorHandler(ctypes.cast(_let_be, c_void_p))
        assert self._xtst.XTestQueryExtension(self._display, *(byref(c_int()) for _ in range(4)))
        root = self._x11.XDefaultRootWindow(self._display)
        self._own = self._x11.XCreateSimpleWindow(self._display, root, 0, 0, 1, 1, 0, 0, 0)
        self._x11.XSelectInput(self._display, self._own, _PROPERTY_MASK)
        self._shift = self._code(b"Shift_L")
        self._chance = random.Random(7)
        self._scans = 0
        self.longest_gap_ms = 0

    def close(self) -> None:
        """Unplug it."""
        self._x11.XCloseDisplay(self._display)

    def scan(self, code: str) -> None:
        """Send a code and Enter.

        Raises:
            StandstillError: Two of its keys were further apart than a scanner's may be.
        """
        self._scans += 1
        late = self._chance.randint(1, len(code)) if self._scans % _LATE_EVERY == 0 else None
        wait_ms = self._chance.randint(1, 2)
        strokes = [self._stroke(sign, wait_ms * (place == late)) for place, sign in enumerate(f"{code}\n")]
        at_ms = self._send(strokes)
        gap_ms = max(later - earlier for earlier, later in zip(at_ms, at_ms[2:], strict=False))
        if gap_ms >= ScannerProfile().gap_ms:
            raise StandstillError(f"{gap_ms} ms between two keys of {code}")
        self.longest_gap_ms = max(self.longest_gap_ms, gap_ms)

    def type(self, text: str) -> None:
        """Type as a hand does, neither soon after a scan nor soon before the next."""
        self._strike([self._stroke(sign, HAND_MS) for sign in text])

    def press(self, name: str) -> None:
        """Press a key by its name: F9, Return, Escape."""
        self._strike([_Stroke(self._code(name.encode()), (), HAND_MS)])

    def title(self) -> str:
        """The title of the window that has the keys, "" for none."""
        window, name = c_ulong(), c_void_p()
        self._x11.XGetInputFocus(self._display, byref(window), byref(c_int()))
        if window.value <= 1 or not self._x11.XFetchName(self._display, window, byref(name)) or not name.value:
            return ""
        title = ctypes.string_at(name.value).decode()
        self._x11.XFree(name)
        return title

    def _stroke(self, sign: str, after_ms: int) -> _Stroke:
        symbol = self._x11.XStringToKeysym(_KEYSYMS[sign]) if sign in _KEYSYMS else ord(sign)
        key = self._x11.XKeysymToKeycode(self._display, symbol)
        assert key, f"There is no key for {sign!r}."
        is_plain = self._x11.XkbKeycodeToKeysym(self._display, key, 0, 0) == symbol
        return _Stroke(key, () if is_plain else (self._shift,), after_ms)

    def _code(self, name: bytes) -> int:
        key = self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(name))
        assert key, f"There is no key {name!r}."
        return key

    def _strike(self, strokes: list[_Stroke]) -> None:
        self._send(strokes)
        # A pointer that is not moved: the server waits all the same.
        self._xtst.XTestFakeRelativeMotionEvent(self._display, 0, 0, HAND_MS)

    def _send(self, strokes: list[_Stroke]) -> list[int]:
        """Strike keys; the times of the marks, of which there is one before the first key and one behind each."""
        self._mark()
        for stroke in strokes:
            downs = (*stroke.held, stroke.key)
            for place, key in enumerate(downs):
                self._xtst.XTestFakeKeyEvent(self._display, key, True, 0 if place else stroke.after_ms)
            for key in reversed(downs):
                self._xtst.XTestFakeKeyEvent(self._display, key, False, 0)
            self._mark()
        self._x11.XFlush(self._display)
        return [self._marked() for _ in range(1 + len(strokes))]

    def _mark(self) -> None:
        self._x11.XChangeProperty(self._display, self._own, _WM_NAME, _STRING, 8, 0, b"", 0)

    def _marked(self) -> int:
        event = _Property()
        while True:
            self._x11.XNextEvent(self._display, byref(event))
            if event.kind == _PROPERTY_NOTIFY and event.window == self._own:
                return event.time_ms


@contextmanager
def x_keyboard(display: str) -> Iterator[XKeyboard]:
    """A keyboard for as long as the block; the server ends after it."""
    keyboard = XKeyboard(display)
    try:
        yield keyboard
    finally:
        keyboard.close()
