"""The lock: known by a PIN or chosen, nothing is done behind it, and what is open stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.devices.scanner import RawScan
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.ui.shell.lock import Idle, Lock
from app.ui.sound import Tone
from app.ui.theme import TARGET, ThemeChoice, apply_theme
from app.ui.widgets.labels import isolate_name
from app.ui.widgets.messages import InlineBar
from tests.ui.till import TEA, open_till
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def crew(opened: OpenWindow) -> Iterator[OpenWindow]:
    """A window in a shop where Anna has a PIN and Ben has none."""
    staffing = opened.till.parts.staffing
    staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    staffing.set_person(PersonAsked("carl", "Carl", Role.MANAGER, "975310"))
    staffing.set_person(PersonAsked("ben", "Ben", Role.CLERK))
    yield opened
    lock = opened.window.findChild(Lock)
    if lock is not None:
        lock.hide()


def lock_of(opened: OpenWindow) -> Lock:
    lock = opened.window.findChild(Lock)
    assert lock is not None
    return lock


def lock(opened: OpenWindow) -> Lock:
    opened.press(Key.Key_L, modifiers=CTRL)
    assert lock_of(opened).isVisible()
    return lock_of(opened)


def status(opened: OpenWindow) -> str:
    return opened.find("statusWhere").text()  # type: ignore[attr-defined]


def test_ctrl_l_and_four_digits_change_the_person_and_the_sale_stays(crew: OpenWindow) -> None:
    crew.scan(TEA)
    lines = crew.lines()
    over = lock(crew)
    crew.types("2580")
    assert not over.isVisible()
    assert crew.till.parts.user == "anna"
    assert "Anna" in status(crew)
    assert crew.lines() == lines
    crew.press(Key.Key_F9)
    with crew.till.shop.book.reading() as connection:
        cashiers = connection.execute("SELECT code FROM person JOIN sale ON person.id = cashier_id").fetchall()
    assert [tuple(one) for one in cashiers] == [("anna",)]


def test_a_longer_pin_is_typed_whole(crew: OpenWindow) -> None:
    over = lock(crew)
    crew.types("975310")
    assert over.isVisible()
    assert over.bar.sentence() == "", "four digits may be the beginning of more"
    crew.press(Key.Key_Return)
    assert not over.isVisible()
    assert crew.till.parts.user == "carl"


def test_somebody_without_a_pin_is_chosen(crew: OpenWindow) -> None:
    over = lock(crew)
    assert [one.label() for one in over.buttons()] == [isolate_name("Owner"), isolate_name("Ben")]
    assert all(one.height() >= TARGET for one in over.buttons())
    crew.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert crew.till.parts.user == "ben"


def test_a_wrong_pin_is_said_and_escape_opens_nothing(crew: OpenWindow) -> None:
    over = lock(crew)
    crew.types("4711")
    crew.press(Key.Key_Return)
    assert over.bar.sentence() == "Nobody here has this PIN."
    crew.press(Key.Key_Escape)
    assert over.isVisible()
    assert crew.till.parts.user == "owner"


def test_a_scan_at_the_lock_is_refused_aloud_and_goes_nowhere(crew: OpenWindow) -> None:
    over = lock(crew)
    heard: list[Tone] = []
    over.tone.connect(heard.append)

    crew.window.on_scanned(RawScan(TEA, 0, 20, keys=13, longest_gap_ms=2, ended=True))
    crew.rest()
    assert heard == [Tone.REFUSED]
    assert over.bar.sentence() == "Sign in first, then scan it again: it was not taken."
    assert crew.lines() == []


def test_a_till_that_has_to_be_signed_in_to_opens_locked(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    till = open_till(tmp_path)
    till.parts.staffing.set_person(PersonAsked("anna", "Anna", Role.CASHIER, "2580"))
    till.parts.session.is_open = False
    opened = OpenWindow(qtbot, till)
    assert lock_of(opened).isVisible()
    opened.types("2580")
    assert till.parts.session.is_open
    assert till.parts.user == "anna"
    opened.close()
    opened.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_who_may_not_change_people_is_told_at_once_and_the_next_one_is_not(crew: OpenWindow) -> None:
    crew.goes_to("settings")
    lock(crew)
    crew.types("2580")
    crew.press(Key.Key_N, modifiers=CTRL)
    assert crew.dialog() is None
    message = crew.find("settingsMessage")
    assert isinstance(message, InlineBar)
    assert "may not change people and settings of the shop. Ask somebody who may." in message.sentence()
    lock(crew)
    crew.types("975310")
    crew.press(Key.Key_Return)
    assert message.sentence() == ""


def test_who_only_counts_is_told_why_the_review_is_for_others(crew: OpenWindow) -> None:
    crew.goes_to("counting")
    crew.press(Key.Key_Return)
    crew.press(Key.Key_Return)
    crew.till.parts.session.user = "ben"
    crew.press(Key.Key_F9)
    message = crew.find("countMessage")
    assert isinstance(message, InlineBar)
    assert "see what the book expects" in message.sentence()
    lock(crew)
    crew.types("975310")
    crew.press(Key.Key_Return)
    assert message.sentence() == ""


def test_the_keys_of_the_places_do_nothing_at_the_lock(crew: OpenWindow) -> None:
    lock(crew)
    crew.press(Key.Key_2, modifiers=Qt.KeyboardModifier.AltModifier)
    assert crew.window._pages.currentWidget() is crew.sale


def test_it_locks_by_itself_when_nothing_is_pressed(
    crew: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.shell.lock._MINUTE_MS", 60)
    crew.till.parts.settings.change(lock_after_min=1)
    crew.window.lock_after(1)
    qtbot.waitUntil(lambda: crew.window.findChild(Lock) is not None and lock_of(crew).isVisible())
    crew.till.parts.settings.change(lock_after_min=0)
    crew.window.lock_after(0)
    crew.rest()
    crew.types("2580")
    assert not lock_of(crew).isVisible()


def test_a_key_begins_the_minutes_anew(qapp: QApplication, opened: OpenWindow, qtbot: QtBot) -> None:
    idle = Idle(qapp, opened.window)
    passed: list[None] = []
    idle.passed.connect(lambda: passed.append(None))
    idle.watch_for(1)
    before = idle._timer.remainingTime()
    qtbot.waitUntil(lambda: idle._timer.remainingTime() < before)
    opened.press(Key.Key_F5)
    QCoreApplication.processEvents()
    assert idle._timer.remainingTime() > 59_000
    assert passed == []
    idle.watch_for(0)
    assert not idle._timer.isActive()
