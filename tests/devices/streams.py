"""Key streams for the wedge: what scanners and hands send, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.devices.keys import Key, KeyKind
from app.devices.scanner import RawScan
from app.devices.wedge import Wedge

ENTER_CODE = 28
TAB_CODE = 15
_CODES = {
    **{character: 2 + place for place, character in enumerate("1234567890-=")},
    **{character: 16 + place for place, character in enumerate("qwertyuiop[]")},
    **{character: 30 + place for place, character in enumerate("asdfghjkl;'`")},
    **{character: 44 + place for place, character in enumerate("zxcvbnm,./")},
    " ": 57,
}


def code_of(character: str) -> int:
    return _CODES[character.lower()]


def press(character: str, at_ms: int, **more: object) -> Key:
    code = code_of(character)
    shift = character != character.lower()
    return Key(KeyKind.CHARACTER, character, at_ms, code=code, ident=code, shift=shift, **more)  # type: ignore[arg-type]


def release(character: str, at_ms: int) -> Key:
    code = code_of(character)
    return Key(KeyKind.CHARACTER, character, at_ms, code=code, ident=code, pressed=False)


def enter(at_ms: int, *, pressed: bool = True) -> Key:
    return Key(KeyKind.ENTER, "\r", at_ms, code=ENTER_CODE, ident=ENTER_CODE, pressed=pressed)


def tab(at_ms: int, *, pressed: bool = True) -> Key:
    return Key(KeyKind.TAB, "\t", at_ms, code=TAB_CODE, ident=TAB_CODE, pressed=pressed)


def other(name: str, at_ms: int, *, pressed: bool = True, code: int = 0) -> Key:
    return Key(KeyKind.OTHER, "", at_ms, code=code, ident=code or hash(name), name=name, pressed=pressed)


def tapped(character: str, at_ms: int, dwell_ms: int) -> list[Key]:
    return [press(character, at_ms), release(character, at_ms + dwell_ms)]


def scan_keys(text: str, at_ms: int, gaps: Sequence[int] | int = 2, *, end: str = "enter") -> list[Key]:
    """A scan: each key let go before the next is pressed. `end` is "enter", "crlf", "tab" or "none"."""
    steps = [gaps] * (len(text) + 1) if isinstance(gaps, int) else list(gaps)
    keys: list[Key] = []
    now = at_ms
    for character, step in zip(text, steps, strict=False):
        keys += tapped(character, now, step // 2)
        now += step
    enders = {"enter": [enter], "crlf": [enter, enter], "tab": [tab], "none": []}[end]
    for ender in enders:
        keys += [ender(now), ender(now, pressed=False)]
        now += steps[-1]
    return keys


class Window:
    """What is behind the wedge: the keys that arrive, and the scans."""

    def __init__(self, wedge: Wedge, *, ticks: bool = True) -> None:
        self.wedge = wedge
        self.keys: list[Key] = []
        self.scans: list[RawScan] = []
        self.folded: list[RawScan] = []
        self._ticks = ticks

    def send(self, keys: Iterable[Key]) -> Window:
        for key in keys:
            self.wait(key.at_ms)
            verdict = self.wedge.feed(key)
            self.keys += verdict.replay
            self.scans += verdict.scans
            self.folded += verdict.folded
            if not verdict.swallow:
                self.keys.append(key)
        return self

    def wait(self, until_ms: int) -> None:
        deadline_ms = self.wedge.deadline_ms
        if self._ticks and deadline_ms is not None and deadline_ms < until_ms:
            self._tick(deadline_ms)

    def finish(self) -> Window:
        """All is quiet."""
        if self.wedge.deadline_ms is not None:
            self._tick(self.wedge.deadline_ms)
        return self

    def _tick(self, now_ms: int) -> None:
        verdict = self.wedge.tick(now_ms)
        self.keys += verdict.replay
        self.scans += verdict.scans
        self.folded += verdict.folded

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]

    @property
    def typed(self) -> str:
        return "".join(key.text for key in self.keys if key.pressed and key.kind is not KeyKind.MODIFIER)


def merged(*streams: Iterable[Key]) -> Iterator[Key]:
    """Streams of several keyboards as one, in order of time."""
    keys = [key for stream in streams for key in stream]
    return iter(sorted(keys, key=lambda key: key.at_ms))
