"""A thousand scans as real key events of an X server, at a busy program with a field and a dialog in the way."""

from __future__ import annotations

import json
import os
import random
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scanned_window import END
from tests.ui.x_keyboard import XKeyboard, undisturbed, x_keyboard

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(300)]
ROOT = Path(__file__).parents[2]
SCANS = 1000
PATIENCE = 120  # seconds


def codes() -> list[str]:
    """Numbers, and a few codes with letters and signs; the same never twice in a row."""
    numbers = random.Random(7)
    made = [f"{numbers.randrange(10**12):013}" for _ in range(SCANS)]
    for place in range(0, SCANS, 10):
        made[place] = f"]C110LOT-{place}.A/b"
    return made


class Program:
    """The program under test, on a display of its own."""

    def __init__(self, display: str, *arguments: str) -> None:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(ROOT / "tests" / "ui" / "scanned_window.py"), *arguments]
        # Without a buffer: a line that was read ahead would be waited for in vain.
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, bufsize=0)

    def line(self) -> str:
        """What the program says next."""
        assert self.process.stdout is not None
        readable, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert readable, "The program says nothing."
        return self.process.stdout.readline().decode().strip()

    def end(self) -> None:
        """Whatever it is at."""
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


def told(display: str, *arguments: str, play: Callable[[XKeyboard], None]) -> dict[str, object]:
    """What the program says of the keys that were played to it, up to the scan that ends it."""

    def story(_number: int) -> dict[str, object]:
        program = Program(display, *arguments)
        try:
            assert program.line() == "ready"
            with x_keyboard(display) as keyboard:
                play(keyboard)
                assert program.line() == "was blocked"
                keyboard.scan(END)
            return json.loads(program.line())
        finally:
            program.end()

    return undisturbed(story)


@pytest.mark.parametrize("arguments", [("--dialog",), ()], ids=["dialog", "field"])
def test_a_thousand_scans_at_0_to_2_ms_a_key_are_all_heard_and_none_leaks(
    arguments: tuple[str, ...], x_display: str
) -> None:
    sent = codes()

    def play(keyboard: XKeyboard) -> None:
        for code in sent:
            keyboard.scan(code)

    said = told(x_display, *arguments, play=play)
    assert said["scans"] == sent
    assert (said["folded"], said["leaked"], said["clicks"], said["fired"]) == ([], "", 0, 0)
    assert said["busy"] > 5


def test_typing_between_scans_arrives_whole(x_display: str) -> None:
    sent = codes()[:20]

    def play(keyboard: XKeyboard) -> None:
        for place, code in enumerate(sent):
            keyboard.scan(code)
            keyboard.type(chr(ord("a") + place))
        keyboard.type("apple 12")

    said = told(x_display, play=play)
    assert (said["scans"], said["leaked"]) == (sent, "abcdefghijklmnopqrstapple 12")
