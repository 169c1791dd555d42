"""What is loaded in idle moments: everything that a screen loads with its first use, a little at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.warm_up import LATER, WarmUp

ROOT = Path(__file__).parents[2]
# Loads what the window loads, what works behind it, and what is warmed up; names the modules of screens left over.
LEFT_OVER = """
import pkgutil, sys
from importlib import import_module
import app.ui.window, app.ui.screens
from app.ui.warm_up import LATER
for name in ("keys", "messages", "presenter", "results"):
    import_module(f"app.ui.screens.sale.{name}")
for name in LATER:
    if name in sys.modules:
        print(name, "is loaded twice")
    import_module(name)
for found in pkgutil.walk_packages(app.ui.screens.__path__, "app.ui.screens."):
    if found.name not in sys.modules:
        print(found.name)
"""


def test_nothing_of_a_screen_is_left_for_the_first_key() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT_OVER], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split("\n") == [""]


def test_it_has_its_turn_when_nothing_else_is_to_be_done_and_says_when_it_is_through(qtbot: QtBot) -> None:
    owner = QObject()
    warm_up = WarmUp(owner)
    with qtbot.waitSignal(warm_up.finished):
        warm_up.start()
    assert set(LATER) <= set(sys.modules)
