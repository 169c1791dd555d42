"""A till's window as a program of its own: a clerk scans a delivery, and is cut off as by a power cut."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.devices.scanner import RawScan
from app.ui.sound import Loudness, Sounds, Tone
from app.ui.tasks import Pool, StoreThread, Workers
from app.ui.window import TillWindow
from tests.ui.till import open_till


class Death(QObject):
    """Kills the program when so many tones were heard: each means that a scan is in the book."""

    def __init__(self, tones: int) -> None:
        super().__init__()
        self._tones = tones

    def on_tone(self, _tone: Tone) -> None:
        self._tones -= 1
        if self._tones == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, heard: str, *codes: str) -> None:
    """Open a new shop in the folder, scan the codes as a delivery, and die when so many of them were heard."""
    application = QApplication([])
    till = open_till(Path(folder))
    workers = Workers(StoreThread(), Pool(), Pool(threads=1))
    window = TillWindow(till.parts, workers, Sounds(application, Loudness.OFF))
    window.show()
    window.start()
    window.go_to("receiving")
    death = Death(int(heard))
    window._screens["receiving"].tone.connect(death.on_tone)  # type: ignore[attr-defined]
    for code in codes:
        window.on_scanned(RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
