"""Behind the question for a file the window has the keys again, on an X server on which nobody else hands them out."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.x_keyboard import x_keyboard

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(120)]
ROOT = Path(__file__).parents[2]
PATIENCE = 20  # seconds


class Program:
    """The window, and what it says."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def says(self) -> str:
        """The next thing; "" where it says nothing."""
        assert self._process.stdout is not None
        readable, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        return self._process.stdout.readline().decode().strip() if readable else ""


@contextmanager
def program(display: str) -> Iterator[Program]:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "tests" / "ui" / "file_window.py")]
    # Without a buffer: a line that was read ahead would be waited for in vain.
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, bufsize=0)
    try:
        yield Program(process)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_keys_of_the_window_work_behind_the_question_for_a_file(
    x_display: str, tmp_path: Path, is_chosen: bool
) -> None:
    path = tmp_path / "scans.txt"
    path.write_text("1")
    with program(x_display) as asking, x_keyboard(x_display) as keyboard:
        assert asking.says() == "ready"
        keyboard.press("F8")
        assert asking.says() == "pressed, box"
        keyboard.press("F10")
        assert asking.says() == "file dialog"
        if is_chosen:
            keyboard.type(str(path))
        keyboard.press("Return" if is_chosen else "Escape")
        assert asking.says() == (f"chosen {path}" if is_chosen else "chosen")
        assert asking.says() == "ready"
        keyboard.press("F8")
        assert asking.says() == "pressed, box"
        # The box in it has them, too.
        keyboard.type("7")
        keyboard.press("F8")
        assert asking.says() == "pressed, box 7"
