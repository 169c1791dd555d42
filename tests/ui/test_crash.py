from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from app.ui.crash import CrashHandler


@pytest.fixture
def handler(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    owner = QObject()
    made = CrashHandler(owner, log_path="/tmp/till.log")
    made.install()
    yield made
    for notice in notices():
        notice.close()
        notice.deleteLater()


def notices() -> list[QMessageBox]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, QMessageBox)]


def throw(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_a_bug_is_logged_in_full_and_told_calmly(qtbot, handler, caplog):
    with caplog.at_level(logging.CRITICAL):
        throw(ValueError("<b>odd</b>"))
    qtbot.waitUntil(lambda: len(notices()) == 1)
    assert "ValueError: <b>odd</b>" in caplog.text
    (notice,) = notices()
    assert "The book is safe" in notice.text()
    assert "/tmp/till.log" in notice.informativeText()
    assert notice.textFormat() == Qt.TextFormat.PlainText
    assert not notice.isModal()


def test_many_bugs_show_one_notice(qtbot, handler, caplog):
    with caplog.at_level(logging.CRITICAL):
        for _ in range(5):
            throw(KeyError("x"))
        qtbot.waitUntil(lambda: len(notices()) == 1)
    assert caplog.text.count("uncaught KeyError") == 5


def test_a_bug_in_another_thread_is_told_too(qtbot, handler, caplog):
    def work() -> None:
        raise OSError("thread")

    with caplog.at_level(logging.CRITICAL):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(notices()) == 1)
    assert "OSError: thread" in caplog.text
