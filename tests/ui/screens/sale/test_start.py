"""The start of the screen: what comes before the code behind it is loaded waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.devices.scanner import RawScan
from app.ui.sound import Loudness, Sounds
from app.ui.tasks import Workers
from app.ui.window import TillWindow
from tests.ui.till import MILK, TEA, StepWorker, TryTill, open_till
from tests.ui.windows import Key


class EarlyTill:
    """A window that has just been painted; nothing works behind it until it is told to."""

    def __init__(self, till: TryTill, application: QApplication) -> None:
        self.till = till
        self._workers = (StepWorker(), StepWorker(), StepWorker())
        self.window = TillWindow(till.parts, Workers(*self._workers), Sounds(application, Loudness.OFF))
        self.seen: list[None] = []
        self.window.first_seen.connect(self._on_seen)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.window.on_scanned(
                RawScan(code, started_ms=0, ended_ms=20, keys=len(code), longest_gap_ms=2, ended=True)
            )

    def work(self) -> None:
        """Let all workers do what they were asked."""
        while any(len(worker) for worker in self._workers):
            for worker in self._workers:
                worker.work()
        QApplication.sendPostedEvents()

    def lines(self) -> list[tuple[str, int]]:
        return [(row.line.code, row.line.quantity_milli) for row in self.window.sale.presenter.rows()]

    def _on_seen(self) -> None:
        self.seen.append(None)


@pytest.fixture
def early(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[EarlyTill]:
    made = EarlyTill(open_till(tmp_path), qapp)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.work()


def test_scans_that_come_too_early_are_rung_up_behind_what_was_open(early: EarlyTill) -> None:
    early.till.started().scan(MILK)
    early.window.start()
    early.scan(TEA, MILK, TEA)
    early.work()
    assert early.lines() == [(MILK, 2000), (TEA, 2000)]


def test_a_scan_that_waits_is_not_lost_by_closing(early: EarlyTill) -> None:
    early.scan(TEA)
    early.window.close()
    assert early.window.isVisible()
    question = early.window.findChild(QMessageBox, "closeQuestion")
    assert question is not None
    question.reject()
    early.window.start()
    early.work()
    assert early.lines() == [(TEA, 1000)]


def test_what_is_typed_too_early_stays_in_the_box(early: EarlyTill, qtbot: QtBot) -> None:
    early.window.start()
    qtbot.keyClicks(early.window.sale.box, "gre")
    qtbot.keyClick(early.window.sale.box, Key.Key_Return)
    early.work()
    assert early.window.sale.box.text() == "gre"
    qtbot.keyClick(early.window.sale.box, Key.Key_Return)
    early.work()
    assert early.lines() == [("tea", 1000)]


def test_the_window_tells_once_that_it_is_seen(early: EarlyTill) -> None:
    early.window.repaint()
    early.window.repaint()
    assert len(early.seen) == 1
