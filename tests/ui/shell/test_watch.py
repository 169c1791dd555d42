from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.base.trouble import Trouble
from app.reports.tills import Tills
from app.ui.bus import Bus
from app.ui.shell.watch import BookWatch
from tests.reports.shops import TryShop
from tests.ui.till import StepWorker


class BrokenTills(Tills):
    """A book that cannot be asked for a while."""

    broken = False

    def version(self) -> int:
        if self.broken:
            raise Trouble("book_locked", book="shop.book")
        return super().version()


def test_only_what_others_do_is_news(qtbot: QtBot, tmp_path: Path) -> None:
    shop = TryShop(tmp_path / "shop.book")
    tills, store, bus, owner = BrokenTills(shop.book), StepWorker(), Bus(), QObject()
    heard: list[object] = []
    bus.changed.connect(heard.append)
    watch = BookWatch(tills.version, store, bus, owner)
    watch.look()
    store.work()
    shop.product("tea")
    watch.look()
    watch.look()
    assert len(store) == 1
    store.work()
    assert heard == []
    shop.opened_again().product("milk")
    tills.broken = True
    watch.look()
    store.work()
    assert heard == []
    tills.broken = False
    watch.look()
    store.work()
    assert len(heard) == 1
    watch.look()
    store.work()
    assert len(heard) == 1
