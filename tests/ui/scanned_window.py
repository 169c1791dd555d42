"""A program with the scan filter, to be run on a display of its own and typed at from outside.

It has a field with the focus, a dialog with a default button, shortcuts on a digit and on Return, and it blocks now and
then. It says so when it is ready and when the long block is over. Once it was told END by a scan it prints what it
heard, and what leaked, as JSON.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.devices.scanner import RawScan, ScannerProfile
from app.ui.scan_filter import ScanFilter

END = "END"
# Every so often the program is busy for so long, and once (the fifth time) for longer.
BUSY_EVERY_MS, BUSY_MS, LONG_BUSY_MS, LONG_BUSY = 150, 60, 1200, 5


class Till(QWidget):
    """The window and its dialog, and what happened to them."""

    def __init__(self, application: QApplication, *, with_dialog: bool) -> None:
        super().__init__()
        self.setWindowTitle("scanned window")
        self._application = application
        self._filter = ScanFilter(application, ScannerProfile())
        self._filter.scanned.connect(self._on_scanned)
        self._filter.folded.connect(self._on_folded)
        self._scans: list[str] = []
        self._folded: list[str] = []
        self._clicks = 0
        self._fired = 0
        self._busy_times = 0
        self._field, self._pay = QLineEdit(), QPushButton("Pay")
        column = QVBoxLayout(self)
        column.addWidget(self._field)
        column.addWidget(self._pay)
        self._pay.clicked.connect(self._on_clicked)
        self._dialog = QDialog(self) if with_dialog else None
        self._dialog_field = QLineEdit(self._dialog or self)
        if self._dialog is not None:
            accept = QPushButton("Accept", self._dialog)
            accept.setDefault(True)
            accept.clicked.connect(self._on_clicked)
        for keys in ("4", "Return", "Tab"):
            for place in filter(None, (self, self._dialog)):
                QShortcut(QKeySequence(keys), place).activated.connect(self._on_shortcut)
        self._busy = QTimer(self)
        self._busy.timeout.connect(self._on_busy)

    def start(self) -> None:
        """Come up, with the focus in a field."""
        self._field.setFocus()
        self.show()
        front: QWidget = self
        if self._dialog is not None:
            self._dialog_field.setFocus()
            self._dialog.open()
            front = self._dialog
        # There is no window manager to do it.
        front.activateWindow()
        self._front = front.windowHandle()
        self._application.focusWindowChanged.connect(self._on_focus)

    def _on_focus(self, window: object) -> None:
        if window is not None and window == self._front and not self._busy.isActive():
            self._busy.start(BUSY_EVERY_MS)
            _say("ready")

    def _on_scanned(self, scan: RawScan) -> None:
        if scan.text == END:
            self._finish()
        else:
            self._scans.append(scan.text)

    def _on_folded(self, scan: RawScan) -> None:
        self._folded.append(scan.text)

    def _on_clicked(self) -> None:
        self._clicks += 1

    def _on_shortcut(self) -> None:
        self._fired += 1

    def _on_busy(self) -> None:
        timer = QElapsedTimer()
        timer.start()
        self._busy_times += 1
        while timer.elapsed() < (LONG_BUSY_MS if self._busy_times == LONG_BUSY else BUSY_MS):
            pass
        if self._busy_times == LONG_BUSY + 1:
            _say("was blocked")

    def _finish(self) -> None:
        leaked = self._field.text() + (self._dialog_field.text() if self._dialog is not None else "")
        said = {
            "scans": self._scans,
            "folded": self._folded,
            "leaked": leaked,
            "clicks": self._clicks,
            "fired": self._fired,
            "busy": self._busy_times,
        }
        _say(json.dumps(said))
        self._application.quit()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    program = QApplication(sys.argv)
    till = Till(program, with_dialog="--dialog" in sys.argv)
    till.start()
    sys.exit(program.exec())
