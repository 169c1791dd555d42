"""The day at a glance follows the book while it is looked at: what is sold here, and by another program."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.ui.screens.reports import glances
from tests.ui.screens.reports.test_screen import ISOLATES, Reports
from tests.ui.windows import OpenWindow


@pytest.fixture
def reports(opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> Reports:
    monkeypatch.setattr(glances, "PAUSE_MS", 50)
    opened.till.shop.sell(("tea", "2"))
    return Reports(opened)


def tile(reports: Reports, name: str) -> str:
    return reports.find(f"tile_{name}").accessibleName().translate(ISOLATES)


def test_what_another_program_sells_is_seen_without_a_key(reports: Reports, qtbot: QtBot) -> None:
    assert tile(reports, "net").startswith("Net sales today: \u20ac4.15.")
    watch = reports.opened.window.watch
    watch.look()
    reports.opened.rest()
    other = reports.shop.opened_again()
    other.sell(("milk", "1"))
    other.book.close_thread()
    watch.look()
    qtbot.waitUntil(lambda: tile(reports, "net").startswith("Net sales today: \u20ac5.15."), timeout=5000)


class Paints(QObject):
    """Counts what is painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.names.append(watched.objectName())
        return False


def test_tiles_that_say_the_same_are_not_painted_again(reports: Reports) -> None:
    overview = reports.opened.window._screens["reports"].side.overview  # type: ignore[attr-defined]
    reports.opened.rest()
    paints = Paints()
    for button in overview.buttons:
        button.installEventFilter(paints)
    glance = reports.opened.till.parts.verbs().dashboard.glance()
    overview.show_glance(glance)
    reports.opened.rest()
    paints.names.clear()
    began = time.perf_counter()
    overview.show_glance(glance)
    assert time.perf_counter() - began < 0.05
    reports.opened.rest()
    assert paints.names == []


def test_a_screen_that_is_not_looked_at_reads_nothing(reports: Reports) -> None:
    screen = reports.opened.window._screens["reports"]
    reports.opened.goes_to("sale")
    reports.shop.sell(("milk", "1"))
    reports.opened.window.bus.publish(Changes(frozenset({"sales"})))
    assert not screen.glances._is_reading  # type: ignore[attr-defined]
    reports.opened.goes_to("reports")
    reports.opened.rest()
    assert tile(reports, "net").startswith("Net sales today: \u20ac5.15.")
