"""A clerk scans a delivery on a disk that is full for a while, or into a book that another program holds.

Run as a program inside a mount namespace of its own: `full_disk_delivery.py FOLDER`. Prints what happened as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import apsw
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.devices.scanner import RawScan
from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.requests import Asking
from app.ui.screens.receiving.screen import ReceivingScreen
from app.ui.sound import Loudness, Sounds, Tone
from app.ui.tasks import Pool, StoreThread, Workers
from app.ui.window import TillWindow
from tests.ui.till import MILK, TEA, TryTill, open_till

_PATIENCE_MS = 30_000
_LOOK_MS = 20


class Clerk(QObject):
    """The receiving screen, and the one in front of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.till: TryTill = open_till(folder)
        self.workers = Workers(StoreThread(), Pool(), Pool(threads=1))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.window = TillWindow(self.till.parts, self.workers, Sounds(application, Loudness.OFF))
        self.window.show()
        self.window.start()
        self.window.go_to("receiving")
        screen = self.window._screens["receiving"]
        assert isinstance(screen, ReceivingScreen)
        self.screen = screen
        self.heard: list[str] = []
        screen.tone.connect(self._on_tone)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.window.on_scanned(RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))

    def wait(self, until: Callable[[], bool]) -> bool:
        """Let the program run until something is so."""
        loop, look, patience = QEventLoop(), QTimer(), QTimer()
        look.setInterval(_LOOK_MS)
        look.timeout.connect(lambda: loop.quit() if until() else None)
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)
        look.start()
        patience.start(_PATIENCE_MS)
        loop.exec()
        return until()

    def says(self, words: str) -> bool:
        return self.screen.unsaved > 0 and words in self.screen.messages.bar.sentence()

    def kept(self) -> int:
        """How many entries of the sheet are in the book."""
        return sum(one.entries for one in self.till.parts.arrivals.in_progress())

    def painted(self) -> list[int]:
        return [line.received_milli // 1000 for line in self.screen.presenter.sheet.lines]

    def _on_tone(self, tone: Tone) -> None:
        self.heard.append(tone.name)


def fill(folder: Path) -> Path:
    """Leave no room at all on a small disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return filler


def main() -> None:
    folder = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], check=True)
    application = QApplication([])
    clerk = Clerk(folder)
    try:
        story = _story(clerk, folder)
    finally:
        clerk.window.close()
        for worker in (clerk.workers.store, clerk.workers.pool, clerk.workers.paper):
            worker.close()  # type: ignore[attr-defined]
    application.quit()
    sys.stdout.write(json.dumps(story))


def _story(clerk: Clerk, folder: Path) -> dict[str, object]:
    till = clerk.till
    till.shop.party("supplier", "S1", "Northwind")
    lines = (OrderLineAsked("tea", 12_000), OrderLineAsked("milk", 6000))
    number = till.parts.ordering.place(OrderAsked(Asking("po1"), "S1", lines)).number
    clerk.scan(number, TEA, MILK)
    begun = clerk.wait(lambda: clerk.kept() == 3)

    filler = fill(folder)
    # The log of the book has some room of its own: scan until it is used up.
    full_said = clerk.wait(lambda: bool(clerk.scan(TEA)) or clerk.says("disk is full"))
    clerk.scan(MILK, MILK)
    full = clerk.wait(lambda: clerk.painted()[1] == 3)
    kept_when_full, painted_when_full = clerk.kept(), clerk.painted()
    filler.unlink()
    saved_again = clerk.wait(lambda: not clerk.screen.unsaved)

    holder = apsw.Connection(str(folder / "shop.book"))
    holder.execute("BEGIN IMMEDIATE")
    clerk.scan(MILK)
    locked_said = clerk.wait(lambda: clerk.says("Another program"))
    clerk.scan(MILK, MILK)
    painted_on = clerk.wait(lambda: clerk.painted()[1] == 6)
    holder.execute("ROLLBACK")
    holder.close()
    freed = clerk.wait(lambda: not clerk.screen.unsaved)

    painted, kept = clerk.painted(), clerk.kept()
    clerk.screen.presenter.posting.post()
    clerk.wait(lambda: clerk.screen.desk.dialog() is not None or bool(till.parts.arrivals.newest()))
    if clerk.screen.desk.dialog() is not None:
        clerk.screen.presenter.posting.post_surely()
    posted = clerk.wait(lambda: bool(till.parts.arrivals.newest()))
    brought = till.parts.arrivals.brought(till.parts.arrivals.newest()[0].uid) if posted else {}
    return {
        "begun": begun,
        "full": full,
        "full_said": full_said,
        "lost_when_full": sum(painted_when_full) + 1 - kept_when_full,
        "saved_again": saved_again,
        "locked_said": locked_said,
        "painted_on": painted_on,
        "freed": freed,
        "painted": painted,
        "kept": kept,
        "brought": [brought.get("tea", 0) // 1000, brought.get("milk", 0) // 1000],
        "heard": clerk.heard.count("TAKEN"),
    }


if __name__ == "__main__":
    main()
