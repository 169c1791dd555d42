"""A scan from its keys to its meaning: parsing beside biip, the filter's part of a key, and of any other event.

The floor of a key is the same event typed into a field of a window without the filter.
"""

from __future__ import annotations

import os
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import biip
from biip import ParseConfig
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit
from side_by_side import Verdicts, in_turns

from app.devices.keys import Key, KeyKind
from app.devices.wedge import Wedge
from app.domain.codes import parse
from app.ui.scan_filter import ScanFilter

_KEPT: list[QLineEdit] = []
TURNS = 1500
PARSE_BUDGET_US = 250
EAN = "4006381333931"
CODES = {
    "EAN-13": (EAN, None),
    "UPC-E": ("425261", None),
    "in-store weight": ("2388060112344", "se"),
    "GS1-128, four fields": ("]C1010703206980498815210526310300050010AB\x1d21X", None),
    "Digital Link": ("https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426", None),
    "SSCC": ("157035381410375177", None),
    "own SKU": ("SKU-1234/A", None),
    "wrong check digit": ("4006381333930", None),
}


def measure_parsing(verdicts: Verdicts) -> None:
    """Each kind of code beside biip alone, and beside what a scan may take."""
    for what, (text, region) in CODES.items():
        found = in_turns(
            {
                "biip": lambda _, text=text, region=region: _by_biip(text, region),
                "ours": lambda _, text=text, region=region: parse(text, region=region),
            },
            turns=TURNS,
        )
        ours, theirs = found["ours"].wall_us, found["biip"].wall_us
        detail = f"({ours:.0f} us, {ours / theirs:.2f}x of biip alone)"
        verdicts.compare(f"parse {what}, p50 of {PARSE_BUDGET_US} us", ours, PARSE_BUDGET_US, budget=1.0, detail=detail)


def _by_biip(text: str, region: str | None) -> object:
    try:
        return biip.parse(text, config=ParseConfig(rcn_region=region))
    except biip.ParseError:
        return None


def measure_wedge(verdicts: Verdicts) -> None:
    """The machine alone: all keys of a scan, beside a loop that only looks at their times."""

    def scan_keys(turn: int) -> list[Key]:
        start = turn * 1000
        keys = []
        for place, digit in enumerate(EAN):
            for pressed in (True, False):
                code = 2 + int(digit)
                keys.append(Key(KeyKind.CHARACTER, digit, start + place, code=code, ident=code, pressed=pressed))
        return [*keys, Key(KeyKind.ENTER, "\r", start + 14, ident=28)]

    wedge = Wedge()
    streams = [scan_keys(turn) for turn in range(2 * TURNS)]

    def feed(turn: int) -> None:
        for key in streams[turn]:
            wedge.feed(key)

    def look(turn: int) -> int:
        return sum(key.at_ms for key in streams[turn] if key.pressed)

    found = in_turns({"floor": look, "wedge": feed}, turns=TURNS)
    per_key = found["wedge"].cpu_us / (2 * len(EAN) + 1)
    verdicts.compare(
        "wedge, one key event of 20 us", per_key, 20.0, budget=1.0, detail=f"({per_key:.2f} us, {len(EAN)} keys a scan)"
    )


def measure_filter(verdicts: Verdicts) -> None:
    """Keys and other events at a window, with the filter and without."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    plain, filtered = _window(), _window()
    scan_filter = ScanFilter(application)
    plain.removeEventFilter(scan_filter)
    found = in_turns({"floor": _key_sender(plain), "filter": _key_sender(filtered)}, turns=TURNS)
    ours, floor = (found[name].cpu_us / (2 * len(EAN) + 1) for name in ("filter", "floor"))
    detail = f"({ours:.0f} us, {floor:.0f} us)"
    verdicts.compare("a key event of a scan, swallowed beside typed", ours, floor, budget=4.0, detail=detail)
    other = QEvent(QEvent.Type.WindowTitleChange)

    def send_to(window: QWindow) -> Callable[[int], None]:
        def send(_: int) -> None:
            for _ in range(100):
                QCoreApplication.sendEvent(window, other)

        return send

    found = in_turns({"floor": send_to(plain), "filter": send_to(filtered)}, turns=TURNS // 5)
    ours, floor = found["filter"].cpu_us / 100, found["floor"].cpu_us / 100
    detail = f"({ours - floor:.2f} us more on a window's event, none on a widget's)"
    verdicts.compare("2 us more for any other event of a window", ours, floor + 2, budget=1.0, detail=detail)


def _window() -> QWindow:
    field = QLineEdit()
    # As long as a scan, so that the floor does not grow with every turn.
    field.setMaxLength(len(EAN))
    field.show()
    field.setFocus()
    handle = field.windowHandle()
    assert handle is not None
    _KEPT.append(field)
    return handle


def _key_sender(window: QWindow) -> Callable[[int], None]:
    def send(turn: int) -> None:
        at_ms = turn * 1000
        for digit in EAN:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                _send(window, kind, ord(digit), digit, at_ms)
            at_ms += 1
        _send(window, QEvent.Type.KeyPress, Qt.Key.Key_Return, "\r", at_ms)

    return send


def _send(window: QWindow, kind: QEvent.Type, key: int, text: str, at_ms: int) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(at_ms + 1)
    QCoreApplication.sendEvent(window, event)


if __name__ == "__main__":
    verdicts = Verdicts()
    measure_parsing(verdicts)
    measure_wedge(verdicts)
    measure_filter(verdicts)
    verdicts.leave()
