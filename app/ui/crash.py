"""What happens with a bug: it is logged in full, a calm notice says so, and the till stays up.

Refusals and trouble never come here; screens show those themselves. This is the one place that catches everything.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_LOG = logging.getLogger(__name__)


class CrashHandler(QObject):
    """Takes uncaught exceptions of any thread; made once, after the application object."""

    _caught = Signal(str)

    def __init__(self, parent: QObject, *, log_path: str = "") -> None:
        """Args: `log_path` is the file that the notice names, where there is one."""
        super().__init__(parent)
        self._log_path = log_path
        self._notice: QDialog | None = None
        # Queued: the notice is built on the GUI thread, and never in the middle of the code that failed.
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of this process and of its threads."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _LOG.critical("uncaught %s", kind.__name__, exc_info=(kind, error, trace))
        self._caught.emit(kind.__name__)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        error = args.exc_value or args.exc_type()
        self._hook(args.exc_type, error, args.exc_traceback)

    def _on_caught(self, kind: str) -> None:
        if self._notice is not None and self._notice.isVisible():
            return  # One notice is enough; the log has them all.
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 -- loaded with the first mistake

        notice = QMessageBox(QApplication.activeWindow())
        notice.setObjectName("crashNotice")
        notice.setAccessibleName(self.tr("A mistake of the program"))
        notice.setIcon(QMessageBox.Icon.Warning)
        notice.setTextFormat(Qt.TextFormat.PlainText)
        notice.setWindowTitle(self.tr("Tillbook"))
        notice.setText(self.tr("The program made a mistake with the last action. The book is safe and you can go on."))
        where = self.tr("It is written down in {path}.").format(path=self._log_path) if self._log_path else ""
        notice.setInformativeText(where or self.tr("What happened: {kind}.").format(kind=kind))
        notice.setStandardButtons(QMessageBox.StandardButton.Close)
        notice.setWindowModality(Qt.WindowModality.NonModal)
        notice.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        notice.show()
        self._notice = notice
