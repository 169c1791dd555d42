"""A thousand scans as real key events of an X server, at a busy program with a field and a dialog in the way."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.scanned_window import END

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
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(ROOT / "tests" / "ui" / "scanned_window.py"), *arguments]
        self.process = subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, text=True)

    def line(self) -> str:
        """What the program says next."""
        assert self.process.stdout is not None
        readable, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert readable, "The program says nothing."
        return self.process.stdout.readline().strip()

    def type(self, text: str, *, delay_ms: int) -> None:
        """Strike keys, as fast as the X server takes them or with a pause between any two."""
        tool = shutil.which("xdotool")
        assert tool, "xdotool is missing: python3 packaging/test.py installs it."
        command = [tool, "type", "--delay", str(delay_ms), "--file", "-"]
        subprocess.run(command, input=text, text=True, env=self._environment, check=True, timeout=PATIENCE)

    def end(self) -> None:
        """Whatever it is at."""
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


@pytest.fixture
def program(request: pytest.FixtureRequest, x_display: str) -> Iterator[Program]:
    program = Program(x_display, *request.param)
    try:
        assert program.line() == "ready"
        yield program
    finally:
        program.end()


@pytest.mark.parametrize("program", [("--dialog",), ()], indirect=True, ids=["dialog", "field"])
def test_a_thousand_scans_at_0_to_2_ms_a_key_are_all_heard_and_none_leaks(program: Program) -> None:
    sent = codes()
    for turn in range(10):
        part = sent[turn * SCANS // 10 : (turn + 1) * SCANS // 10]
        program.type("".join(f"{code}\n" for code in part), delay_ms=turn % 3)
    program.type(f"{END}\n", delay_ms=0)
    said = json.loads(program.line())
    assert said["scans"] == sent
    assert (said["folded"], said["leaked"], said["clicks"], said["fired"]) == ([], "", 0, 0)
    assert said["busy"] > 5


@pytest.mark.parametrize("program", [()], indirect=True, ids=["field"])
def test_typing_between_scans_arrives_whole(program: Program) -> None:
    sent = codes()[:20]
    for place, code in enumerate(sent):
        program.type(f"{code}\n", delay_ms=1)
        program.type(chr(ord("a") + place), delay_ms=100)
    program.type("apple 12", delay_ms=100)
    program.type(f"{END}\n", delay_ms=1)
    said = json.loads(program.line())
    assert (said["scans"], said["leaked"]) == (sent, "abcdefghijklmnopqrstapple 12")
