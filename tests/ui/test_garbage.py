"""Garbage is freed on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.garbage import GuiCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GuiCollector]:
    made = GuiCollector()
    made.start()
    yield made
    made._timer.stop()  # and no more: `stop` looks through all that thousands of tests have left, for seconds


class Knot(QObject):
    """Something of Qt's that refers to itself, as screens and their callbacks do."""

    def __init__(self, freed_on: list[int]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: freed_on.append(threading.get_ident()))


def litter() -> None:
    """Allocate enough to make the automatic collector run many times."""
    for _ in range(60_000):
        knot: list[object] = []
        knot.append(knot)


def test_other_threads_allocate_and_the_gui_thread_frees(qtbot: QtBot, collector: GuiCollector) -> None:
    freed_on: list[int] = []
    Knot(freed_on)
    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    assert freed_on == []
    qtbot.waitUntil(lambda: freed_on != [])
    assert freed_on == [threading.get_ident()]


def test_nothing_is_collected_while_nothing_is_due(qtbot: QtBot, collector: GuiCollector) -> None:
    gc.collect()
    freed_on: list[int] = []
    knot = Knot(freed_on)
    del knot
    collector.collect_due()
    assert freed_on == []


def test_stopping_collects_and_hands_back(qtbot: QtBot) -> None:
    collector = GuiCollector()
    collector.start()
    assert not gc.isenabled()
    freed_on: list[int] = []
    Knot(freed_on)
    collector.stop()
    assert gc.isenabled()
    assert freed_on == [threading.get_ident()]


def test_a_burst_of_a_worker_is_not_looked_through_and_goes_when_nobody_holds_it(collector: GuiCollector) -> None:
    gc.collect()
    frozen = gc.get_freeze_count()
    rows = [[number] for number in range(350_000)]
    collector.collect_due()
    assert gc.get_freeze_count() - frozen >= 350_000
    assert gc.get_count()[0] < 1000
    del rows
    assert gc.get_freeze_count() - frozen < 10_000
