"""What every test stands on: no screen, a home of its own, nothing left behind.

Qt is only looked at here when a test has loaded it, so that the tests of the domain start without it.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.books import Counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A book waits for the disk with each thing that is posted, and thousands of tests would wait with it: where there is
# room their folders are in memory. What a test leaves there is gone with it, unless it fails.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A slow machine is no failure. On CI the examples are the same each time, so that a red run can be repeated.
hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis.settings.load_profile("house")


# A search or a whole day in the shop comes by much that nobody tried on purpose.
UNCOUNTED = {"faults", "house", "journeys", "machines"}
# Files that take long are begun first, so that no process has one left when the other has nothing left to do.
LONG = {"cli", "printing", "ui"}


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for this run, so that no test reads or writes the till of the person who runs it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        yield folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only what was tried on purpose counts as covered; the rest takes half the time where nobody counts its lines."""
    for item in items:
        if _folder(item) in UNCOUNTED or hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: (_folder(item) not in UNCOUNTED, _folder(item) not in LONG))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    """Programs that a test starts count as covered with the tests of the window: the demonstration is such a program.

    Elsewhere they do what is tried without them, too, and to count their lines takes as long as to start them.
    """
    with pytest.MonkeyPatch.context() as patch:
        if _folder(item) != "ui" or item.get_closest_marker("no_cover"):
            for name in [name for name in os.environ if name.startswith("COVERAGE_PROCESS")]:
                patch.delenv(name)
        return (yield)


def _folder(item: pytest.Item) -> str:
    return item.nodeid.removeprefix("tests/").partition("/")[0]


def pytest_collection_finish() -> None:
    """What all tests share is never garbage: no collection shall look through it, thousands of times."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open: the next test would meet it."""
    threads, windows = set(threading.enumerate()), _open_windows()
    yield
    left = [thread.name for thread in set(threading.enumerate()) - threads if thread.is_alive() and not thread.daemon]
    assert not left, f"The test left threads running: {left}. Stop them and join them."
    shown = [repr(window) for window in _open_windows() - windows]
    assert not shown, f"The test left windows open: {shown}. Close them, or hand them to qtbot.addWidget."


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A new book with its services and a clock that stands still."""
    from tests.books import counter_at

    made = counter_at(tmp_path / "shop.book")
    yield made
    made.book.close_thread()


def _open_windows() -> set[object]:
    """The windows on screen, without loading Qt."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    return {window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()}


@pytest.fixture
def x_display() -> Iterator[str]:
    """A virtual X server of 1366x768 for this test alone; its name goes into DISPLAY of the program under test."""
    server = shutil.which("Xvfb")
    assert server, "Xvfb is missing: python3 packaging/test.py installs it."
    read_end, write_end = os.pipe()
    command = [server, "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as process:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as pipe:
                number = pipe.readline().strip()
            assert number, "Xvfb ended before it had a display."
            yield f":{number}"
        finally:
            process.terminate()
