"""Prices begin while the till is open."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.ui.bus import Bus
from app.ui.shell.price_start import PriceStart
from tests.ui.till import StepWorker


def test_views_are_told_of_prices_that_begin_and_of_nothing_else(qtbot: QtBot) -> None:
    store, bus, told = StepWorker(), Bus(), []
    answers = [Changes(), Changes(frozenset({"products"}))]
    bus.changed.connect(told.append)
    start = PriceStart(lambda: answers.pop(0), store, bus, bus)
    start.start()
    store.work()
    assert told == []
    start.look()
    store.work()
    assert [changes.what for changes in told] == [{"products"}]
    start.stop()


def test_a_book_that_cannot_be_written_now_is_asked_again(qtbot: QtBot) -> None:
    def locked() -> Changes:
        raise Trouble("book_locked")

    store, bus = StepWorker(), Bus()
    start = PriceStart(locked, store, bus, bus)
    start.look()
    store.work()
    start.look()
    assert len(store) == 1
