"""`tillbook demo`: from an empty folder to a day's receipts, pictures, reports and a proven book."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.base.screen import has_screen
from app.base.settings import Settings
from app.ui.demo import evening, morning
from app.ui.demo.album import Album
from app.ui.demo.cashier import Cashier, Story
from app.ui.demo.folder import DemoFolder
from app.ui.demo.hands import Hands
from app.ui.demo.office import SampleBook, print_reports, prove, tell
from app.ui.demo.patience import settle
from app.ui.window import running_till, show_on_screen

# As large as a small till's, 1366x768, and two pixels of frame around the window.
_SCREEN = {"name": "demo", "x": 0, "y": 0, "width": 1370, "height": 772}  # px
_NOT_RIGHT = 1

OpenSample = Callable[[DemoFolder, Settings], SampleBook]


def play(path: Path, make_sample: Callable[[Path], None], open_sample: OpenSample) -> int:
    """Play a day in the sample shop.

    Args:
        path: The folder in which everything is left; an earlier demonstration in it is replaced.
        make_sample: Makes the book of the sample shop.
        open_sample: Opens it.

    Returns:
        The exit status: 0 when every step worked and the book is right.

    Raises:
        Refusal: `demo_folder_taken`.
        Trouble: `demo_stuck`, and those of the machine.
    """
    folder = DemoFolder(path)
    lock = folder.clear()
    try:
        make_sample(folder.book)
        day = _Day(folder, open_sample)
        with _bugs_end_it():
            day.play("light", morning.STORIES)
            day.play("dark", evening.STORIES)
        book = day.open_book()
        print_reports(book, folder)
        findings = prove(book, folder)
        book.finish()
        sys.stdout.write(tell(folder, day.told, sales=day.sales, findings=findings))
    finally:
        lock.release()
    return 0 if findings.is_clean else _NOT_RIGHT


class _Day:
    """A day in the shop.

    Attributes:
        told: What has happened so far.
        sales: How many were made so far.
    """

    def __init__(self, folder: DemoFolder, open_sample: OpenSample) -> None:
        self._folder = folder
        self._open_sample = open_sample
        self._settings = Settings(folder.settings)
        self._application = _application()
        self._album = Album(folder.pictures)
        self._hands = Hands()
        self.told: list[str] = []
        self.sales = 0

    def open_book(self) -> SampleBook:
        """The book as it is now."""
        return self._open_sample(self._folder, self._settings)

    def play(self, theme: str, stories: tuple[Story, ...]) -> None:
        """Open the program, play some stories and close it again."""
        self._settings.change(theme=theme)
        parts = self.open_book().parts
        with running_till(parts, self._application, event_time=self._hands.event_time) as window:
            self._hands.sit_down(window)
            show_on_screen(window)
            window.start()
            try:
                self._serve(Cashier(window, self._hands, self._album, till=parts.till, sales=self.sales), stories)
            finally:
                window.close()
        # The next one is a program that has just been started: nothing of this one may be left.
        window.deleteLater()
        settle()

    def _serve(self, cashier: Cashier, stories: tuple[Story, ...]) -> None:
        cashier.begins()
        for story in stories:
            self.told.append(cashier.play(story))
        self.sales = cashier.sales


def _application() -> QApplication:
    """The application object; where there is no display, it paints on a screen that nobody sees."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        return application
    with tempfile.TemporaryDirectory() as scratch:
        options = _unseen_screen(Path(scratch))
        if options:
            qInstallMessageHandler(_drop_what_no_screen_can)
        application = QApplication(["tillbook", *options])
    application.setApplicationName("tillbook")
    # The program goes on after its window is closed: there are two, one after the other.
    application.setQuitOnLastWindowClosed(False)
    # A cursor that does not blink: pictures of the same moment are the same.
    application.setCursorFlashTime(0)
    return application


def _unseen_screen(scratch: Path) -> list[str]:
    """Qt's options for a screen in memory that is as large as a small till's, or none where a display is there."""
    if os.environ.get("QT_QPA_PLATFORM", "") != "offscreen" and has_screen():
        return []
    setup = scratch / "screen.json"
    setup.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    return ["-platform", f"offscreen:configfile={setup}"]


def _drop_what_no_screen_can(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Pass on what Qt has to say, but not that windows in memory know nothing of a window manager."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


@contextmanager
def _bugs_end_it() -> Iterator[None]:
    """A mistake of the program that Qt would only report ends the demonstration, with its own traceback."""
    bugs: list[BaseException] = []

    def note(_kind: type[BaseException], bug: BaseException, _trace: TracebackType | None) -> None:
        bugs.append(bug)

    before, sys.excepthook = sys.excepthook, note
    try:
        yield
    finally:
        sys.excepthook = before
        if bugs:
            raise bugs[0]
