"""The libraries below the till: pinned, sound, and loaded only when they are used."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec

import apsw
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.books import Counter
from tests.house.source import ROOT, report

# The first SQLite in which two connections cannot damage a WAL file (decision 0001).
FIRST_SOUND_SQLITE = (3, 51, 3)
# Slow to load and not needed to show the first window.
HEAVY = (
    "asyncio", "babel", "barcode", "biip", "escpos", "logging.handlers", "openpyxl", "PIL", "psycopg", "pypdfium2",
    "python_calamine", "reportlab", "uharfbuzz", "zxingcpp",
)  # fmt: skip
# Ours: what works behind the window, what is opened by a key, and the headless door.
BEHIND = (
    "app.bootstrap.headless", "app.bootstrap.sample", "app.bootstrap.verbs", "app.cli.commands", "app.domain.basket",
    "app.domain.codes", "app.domain.requests", "app.exchange", "app.jobs", "app.reports", "app.services", "app.ui.demo",
    "app.ui.screens.sale.dialog_desk", "app.ui.screens.sale.dialogs", "app.ui.screens.sale.entry_strip",
    "app.ui.screens.sale.keys", "app.ui.screens.sale.presenter", "app.ui.screens.sale.results",
    "app.ui.screens.settings.screen", "app.ui.screens.stock", "app.ui.widgets.dialogs",
)  # fmt: skip

# Opens the till as `tillbook --book FILE` does, and names what is loaded when the window is seen first.
FIRST_SEEN = """
import os, sys
import app.__main__, app.bootstrap.till
from app.ui import window as shell

def seen():
    os.write(1, " ".join(name for name in {names!r} if name in sys.modules).encode())
    os._exit(0)

def watched(window):
    window.first_seen.connect(seen)
    show(window)

show, shell.show_on_screen = shell.show_on_screen, watched
sys.argv = ["tillbook", "--book", {book!r}]
app.__main__.main()
"""

# Each round is four void calls and a signal: 200,000 in all.
VOID_CALLS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

class Sender(QObject):
    sent = Signal(bool)

app = QCoreApplication([])
sender, timer = Sender(), QTimer()
before = [sys.getrefcount(None), sys.getrefcount(True)]
for _ in range(40_000):
    sender.setObjectName("till")
    sender.sent.emit(True)
    timer.start(60_000)
    timer.stop()
    sender.blockSignals(False)
after = [sys.getrefcount(None), sys.getrefcount(True)]
print(max(abs(one - other) for one, other in zip(before, after)))
"""

WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
label = QLabel("till")
label.show()
while not label.windowHandle().isExposed():
    app.processEvents()
print(app.platformName())
"""


def _run(code: str, **variables: str) -> str:
    environment = {**os.environ, **variables}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, f"The program ended with {done.returncode}: {done.stderr[-600:]}"
    return done.stdout.strip()


def test_void_calls_into_qt_keep_none_and_true_alive() -> None:
    drift = int(_run(VOID_CALLS))
    assert drift < 100, f"200,000 calls moved the references to None or True by {drift}: see decision 0002."


@pytest.mark.xvfb
def test_a_window_opens_on_a_real_display(x_display: str) -> None:
    assert _run(WINDOW, DISPLAY=x_display, QT_QPA_PLATFORM="xcb") == "xcb"


def test_sqlite_has_the_fix_for_the_wal_reset_bug() -> None:
    version = tuple(map(int, apsw.sqlite_lib_version().split(".")))
    assert version >= FIRST_SOUND_SQLITE, f"SQLite {version} can damage the book: see decision 0001."


def test_the_first_window_loads_only_what_is_seen_in_it(counter: Counter) -> None:
    loaded = _run(FIRST_SEEN.format(names=HEAVY + BEHIND, book=str(counter.book.path)))
    assert not loaded, f"The window waits for {loaded}: import it inside the function that uses it."


def test_the_command_line_loads_nothing_heavy() -> None:
    names = (*HEAVY, *BEHIND, "PySide6", "apsw", "peewee")
    loaded = _run(f"import sys, app.__main__; print(*[name for name in {names!r} if name in sys.modules])")
    assert not loaded, f"Every command waits for {loaded}: import it inside the function that uses it."


def _pins() -> dict[str, Requirement]:
    """The constraints that hold on this Python, by name."""
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pins if pin.marker is None or pin.marker.evaluate()}


def _needed() -> set[str]:
    """The names of all packages that pyproject.toml asks for, and those that they ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *sorted(wanted.extras)):
            key = (canonicalize_name(wanted.name), extra)
            if key in seen or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
                continue
            seen.add(key)
            waiting += _asked_by(wanted.name, extra)
    return {name for name, _ in seen}


def _asked_by(name: str, extra: str) -> list[Requirement]:
    """What a package asks for, with or for one of its extras; the markers that spoke of extras are answered."""
    asked = []
    for line in importlib.metadata.requires(name) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            requirement.marker = None
            asked.append(requirement)
    return asked


def test_every_package_is_pinned_to_the_version_that_is_tested() -> None:
    pins, found = _pins(), []
    for name in sorted(_needed()):
        there = importlib.metadata.version(name)
        if name not in pins or str(pins[name].specifier) != f"=={there}":
            found.append(f"{name}=={there}, pinned: {pins[name].specifier if name in pins else 'not at all'}")
    assert not found, report(found, "packaging/constraints.txt and this environment do not agree:")


def test_nothing_is_pinned_that_nobody_needs() -> None:
    found = sorted(set(_pins()) - _needed())
    assert not found, report(found, "Take these out of packaging/constraints.txt:")


def test_both_pythons_get_their_own_pair_of_qt() -> None:
    text = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")
    for name in ("PySide6-Essentials", "shiboken6"):
        assert re.search(rf'^{name}==6\.11\.\d+; python_version < "3\.12"$', text, re.MULTILINE)
        assert re.search(rf'^{name}==6\.1[2-9]\.\d+; python_version >= "3\.12"$', text, re.MULTILINE)


def test_the_library_named_packaging_is_not_hidden_by_our_folder() -> None:
    spec = find_spec("packaging")
    assert spec is not None
    assert spec.origin is not None, "our folder is taken for it"
