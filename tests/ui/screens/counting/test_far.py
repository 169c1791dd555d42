"""How far long work is stands on the screen, and Esc stops it: nothing is posted, and all of it is still there."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton

from app.domain.count_sheet import Find, Goods
from app.domain.requests import ProductAsked
from app.services.cataloguing import Cataloguing
from app.services.stocktaking import Stocktaking
from app.ui.course import Course
from app.ui.demo.patience import wait_until
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.windows import Key

MANY = 2500
POSTED = "SELECT number FROM document WHERE kind = 'count'"


@pytest.fixture
def many(counting: Counting, monkeypatch: pytest.MonkeyPatch) -> Counting:
    """A zone of 2,500 products is counted; on a machine that takes its time."""
    other = counting.shop.opened_again()
    Cataloguing(other.book, other.clock).import_products(
        ProductAsked(f"P{n}", name=f"Product {n}", price_micro=1_000_000, rate_milli=19_000) for n in range(MANY)
    )
    counting.begin()
    counting.scan("ZONE:Z1")
    ((sheet,),) = counting.kept("SELECT uid FROM draft WHERE kind = 'count'")
    now_us = other.clock.now_us()
    ids = dict(counting.kept("SELECT sku, id FROM product"))
    found = [(Find(Goods(ids[sku], sku, sku), 1000, now_us), sku) for sku in (f"P{n}" for n in range(MANY))]  # type: ignore[call-overload]
    stocktaking = Stocktaking(other.book, other.clock)
    stocktaking.record(str(sheet), found, many=0, till="T1", user="owner")
    stocktaking.finish_sheet(str(sheet))
    other.book.close_thread()
    counting.press(Key.Key_F7)
    step = Course.step

    def slow(course: Course, done: int, total: int) -> None:
        time.sleep(0.1)
        step(course, done, total)

    monkeypatch.setattr(Course, "step", slow)
    return counting


def strike(key: Key) -> None:
    """Press a key and wait for nothing."""
    window = QApplication.activeWindow()
    assert window is not None
    QTest.keyClick(window.windowHandle(), Qt.Key(key))


def dialog_says(counting: Counting) -> str:
    return counting.dialog_says("post_dialog_bar") if counting.opened.dialog() is not None else ""


def asked(counting: Counting) -> None:
    """The review is there, and F9 has asked whether it is posted."""
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    counting.can_press("post_dialog_answer")


def test_posting_says_how_far_it_is_and_esc_stops_it(many: Counting) -> None:
    asked(many)
    strike(Key.Key_F9)
    assert wait_until(lambda: dialog_says(many).startswith("Posting: "), limit_ms=5000)
    assert dialog_says(many).endswith(" of 2,500. Esc stops; nothing is posted before the end.")
    bar = many.in_dialog("post_progress", QProgressBar)
    assert (bar.isVisible(), bar.maximum()) == (True, MANY)
    # Nothing else is taken meanwhile.
    strike(Key.Key_F9)
    strike(Key.Key_Escape)
    many.opened.rest()
    assert many.opened.dialog() is None
    assert many.text("countMessage") == "Stopped: nothing of the count was posted, and all of it is still here."
    assert many.kept(POSTED) == []
    assert len(many.rows("countReviewLines")) >= MANY
    # It can be posted all the same.
    many.post()
    assert many.kept(POSTED) == [("T1-C000001",)]
    assert "is posted" in many.text("countMessage")


def test_posting_is_stopped_by_the_mouse_too(many: Counting) -> None:
    asked(many)
    strike(Key.Key_F9)
    assert wait_until(lambda: dialog_says(many).startswith("Posting: "), limit_ms=5000)
    stop = many.in_dialog("post_dialog_back", QPushButton)
    assert "Stop" in stop.text()
    stop.click()
    many.opened.rest()
    assert many.kept(POSTED) == []


def test_what_is_written_can_be_stopped_no_more_and_says_so(many: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(many)
    ended = Course.step

    def slower(course: Course, done: int, total: int) -> None:
        ended(course, done, total)
        if done == total:
            time.sleep(1)

    monkeypatch.setattr(Course, "step", slower)
    strike(Key.Key_F9)
    assert wait_until(lambda: dialog_says(many).startswith("All 2,500 are written"), limit_ms=9000)
    assert not many.in_dialog("post_dialog_back", QPushButton).isEnabled()
    strike(Key.Key_Escape)
    many.opened.rest()
    assert many.kept(POSTED) == [("T1-C000001",)]
    assert "is posted" in many.text("countMessage")


def test_the_review_says_how_far_it_is_and_esc_stops_it(many: Counting) -> None:
    strike(Key.Key_F9)
    assert wait_until(lambda: many.text("countMessage").startswith("Worked out: "), limit_ms=5000)
    assert many.text("countMessage").endswith(" of 2,500. Esc stops.")
    strike(Key.Key_Escape)
    many.opened.rest()
    assert many.text("countMessage") == "Stopped. All that was counted is still here."
    assert many.opened.find("countSheets").isVisible()
    many.press(Key.Key_F9)
    assert len(many.rows("countReviewLines")) >= MANY
    assert many.text("countMessage") == ""


def test_what_is_to_be_counted_again_can_be_stopped_too(many: Counting) -> None:
    strike(Key.Key_F6)
    assert wait_until(lambda: many.text("countMessage").startswith("Worked out: "), limit_ms=5000)
    strike(Key.Key_Escape)
    many.opened.rest()
    assert many.opened.dialog() is None
    assert many.text("countMessage").translate(ISOLATES) == "Stopped. All that was counted is still here."
