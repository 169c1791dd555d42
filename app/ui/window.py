"""The window of the till: rail, screens, status line; which screen a scan goes to; the start and the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QInputEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.paths import log_file
from app.devices.scanner import RawScan, profile_of
from app.ui.bus import Bus
from app.ui.crash import CrashHandler
from app.ui.garbage import GuiCollector
from app.ui.icons import icon
from app.ui.leading import Leading
from app.ui.places import MAKERS, MadeInParts, ShownToSome, TakesScans, places, reports_screen, settings_screen
from app.ui.scan_filter import ScanFilter
from app.ui.screens.sale.screen import SaleScreen
from app.ui.screens.settings.loudness import loudness_of
from app.ui.shell.price_start import PriceStart
from app.ui.shell.rail import Rail
from app.ui.shell.report_start import ReportStart
from app.ui.shell.status_line import StatusLine
from app.ui.shell.watch import BookWatch
from app.ui.sound import Sounds, Tone
from app.ui.tasks import PatientPool, Pool, StoreThread, Workers
from app.ui.theme import ThemeChoice, apply_theme, wear_font
from app.ui.warm_up import WarmUp
from app.ui.widgets.messages import Toast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from app.base.trouble import Trouble
    from app.domain.changes import Changes
    from app.domain.refusal import Refusal
    from app.domain.rights import Person
    from app.ui.parts import Parts
    from app.ui.shell.lock import Idle, Lock

_USUAL_SIZE = QSize(1366, 768)  # px
# The places that take longest to be made, in idle moments.
_PREPARED = ("products", "reports", "receiving", "orders", "counting")


class TillWindow(QWidget):
    """The one window of a till.

    Args:
        parts: What bootstrap built.
        workers: Who does the work.
        sounds: Who plays the tones.
    """

    first_seen = Signal()  # it is on the screen for the first time
    settled = Signal()  # what is loaded behind it is there
    scanner_read = Signal(object)  # RawScan: what a scanner sent, wherever it goes
    scanner_set = Signal(object)  # ScannerProfile: the scanner is another one from now on
    scanner_recording = Signal(bool)  # its keys are written down, not read
    person_changed = Signal()  # what was said to the one before is over
    scanner_recorded = Signal(object)  # tuple of Key: a reading that was written down

    def __init__(self, parts: Parts, workers: Workers, sounds: Sounds) -> None:
        super().__init__()
        self.setObjectName("tillWindow")
        self.setWindowTitle(self.tr("{shop} - Tillbook").format(shop=parts.shop.name))
        self.bus = Bus(self)
        self._parts = parts
        self.watch = BookWatch(self._version, workers.store, self.bus, self)
        self._price_start = PriceStart(self._begin_prices, workers.store, self.bus, self)
        write = lambda **how: parts.report_papers.write_due(**how)  # noqa: E731, PLW0108 -- made when first needed
        self._report_start = ReportStart(write, workers.pool, self)
        self._was_seen = False
        self._may_close = False
        self._question: QDialog | None = None
        self._lock: Lock | None = None
        self._idle: Idle | None = None
        self._sounds = sounds
        self._hint: Toast | None = None
        self.last_scan: RawScan | None = None
        self.workers = workers
        self.warm_up = WarmUp(self)
        self._leading = Leading(self._made, self.go_to, self)
        self._build(parts, workers, sounds)
        self.sale.tone.connect(sounds.play)
        self.sale.parked_changed.connect(self._status.show_parked)
        self.sale.ready.connect(self._on_ready)
        self.warm_up.finished.connect(self._on_warm)
        self._report_start.told.connect(self._status.show_trouble)
        self.bus.changed.connect(self._report_start.on_changed)
        self._rail.went.connect(self.go_to)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.setContext(Qt.ShortcutContext.ApplicationShortcut)
        lock.activated.connect(self.lock)

    def start(self) -> None:
        """Go straight to the sale, as it was left."""
        self.setWindowIcon(icon("store", "accent", 32))
        self.go_to("sale")
        self.sale.start()
        if not self._parts.session.is_open:
            self.lock()

    def go_to(self, name: str) -> None:
        """Show a place of the program; it is made when one goes there first."""
        screen = self._made(name)
        self._pages.setCurrentWidget(screen)
        self._rail.mark(name)
        screen.setFocus()

    def prepare(self, name: str) -> None:
        """Make a place in idle moments, and paint it out of sight: the first time is slow, and a key would wait."""
        if name not in self._screens:
            screen = self._made(name)
            for part in screen.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                self.warm_up.add(part.grab)
            if isinstance(screen, MadeInParts):
                self.warm_up.add(partial(self._prepare_rest, screen))

    def _prepare_rest(self, screen: MadeInParts) -> None:
        self.warm_up.add(screen.make_rest().grab)

    def lock(self) -> None:
        """Let nobody do anything until it is known who is at the till."""
        if self._lock is None:
            from app.ui.shell.lock import Lock  # noqa: PLC0415 -- a shop of one person without a PIN has no use for it

            self._lock = Lock(self._parts, self.workers.pool, self)
            self._lock.signed_in.connect(self._on_signed_in)
            self._lock.tone.connect(self._sounds.play)
        self._lock.close_till()

    def lock_after(self, minutes: int) -> None:
        """Lock by itself when nothing was pressed for so long; 0 never does."""
        application = QApplication.instance()
        if self._idle is None and minutes and isinstance(application, QApplication):
            from app.ui.shell.lock import Idle  # noqa: PLC0415 -- most tills lock by hand

            self._idle = Idle(application, self)
            self._idle.passed.connect(self.lock)
        if self._idle is not None:
            self._idle.watch_for(minutes)

    def _on_signed_in(self, person: Person) -> None:
        self._status.show_person()
        self.person_changed.emit()
        for place in self._screens.values():
            if isinstance(place, ShownToSome):
                place.show_to(person)
        page = self._pages.currentWidget()
        if page is not None:
            page.setFocus()
        for place in self._screens.values():
            # What was said to somebody else is over wherever it was said: whoever goes there has not asked.
            hush = getattr(place, "hush", None)
            if place is not self.sale and callable(hush):
                hush()

    def _made(self, name: str) -> QWidget:
        """The screen of a place."""
        if name not in self._screens:
            self._screens[name] = self._make(name)
            self._pages.addWidget(self._screens[name])
        return self._screens[name]

    def _make(self, name: str) -> QWidget:
        """Make the screen of a place, which is loaded when one goes there first."""
        if name == "settings":
            settings = settings_screen(self._parts, self.workers, self.bus, self._sounds)
            if self.last_scan is not None:
                settings.scanner.show_scan(self.last_scan)
            self.scanner_read.connect(settings.scanner.show_scan)
            settings.scanner.profile_set.connect(self.scanner_set)
            settings.scanner.recording.connect(self.scanner_recording)
            self.scanner_recorded.connect(settings.scanner.take_reading)
            settings.people.lock_set.connect(self.lock_after)
            self.person_changed.connect(settings.message.clear)
            return settings
        if name == "reports":
            reports = reports_screen(self._parts, self.workers, self.bus, self._sounds)
            reports.led.connect(self._leading.lead)
            self.person_changed.connect(reports.forget)
            return reports
        return MAKERS[name](self._parts, self.workers, self.bus, self._sounds)

    def on_scanned(self, scan: RawScan) -> None:
        """A scanner sent something: it goes to the place in sight, or to the sale if that place has no use for it."""
        self._keep_in_mind(scan)
        if not self._refuses_command(scan.text):
            self._scanned_place().on_scan(scan.text)

    def on_folded(self, scan: RawScan) -> None:
        """A scanner sent the same again, faster than a hand can."""
        self._keep_in_mind(scan)
        if not self._refuses_command(scan.text):
            self._scanned_place().on_scan(scan.text, is_repeat=True)

    def _refuses_command(self, text: str) -> bool:
        """A command code is the sale's: in no other place it is taken, least of all for a product."""
        if self._pages.currentWidget() is self.sale:
            return False
        from app.domain.commands import read_command  # noqa: PLC0415 -- the window is painted without it

        if read_command(text) is None:
            return False
        self._sounds.play(Tone.REFUSED)
        self._hint = self._hint or Toast(self._pages, name="tillHint")
        self._hint.say(self.tr("That is a command for the sale. Go there first (Alt+1), then scan it again."))
        return True

    def _keep_in_mind(self, scan: RawScan) -> None:
        self.last_scan = scan
        self.scanner_read.emit(scan)

    def _scanned_place(self) -> TakesScans:
        if self._lock is not None and self._lock.isVisible():
            return self._lock
        place: object = self._pages.currentWidget()
        if isinstance(place, TakesScans):
            return place
        self.go_to("sale")
        return self.sale

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while the rail has the focus belongs to the sale, if that is in sight."""
        if self._pages.currentWidget() is self.sale and not self.sale.isAncestorOf(self.focusWidget()):
            self.sale.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_seen:
            self._was_seen = True
            self.first_seen.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End, unless something that is on the screen is not in the book yet."""
        if any(getattr(place, "unsaved", 0) for place in self._screens.values()) and not self._may_close:
            event.ignore()
            self._ask_whether_to_close()
            return
        self.watch.stop()
        self.warm_up.stop()
        self._price_start.stop()
        self._report_start.end_day()
        super().closeEvent(event)

    def _on_ready(self) -> None:
        self.watch.start()
        self._price_start.start()
        # Behind all that the sale asks the store thread for: its keys are in sight before anything else is loaded.
        self.workers.store.submit(self._version, self._on_standing, self._on_not_standing)

    def _on_standing(self, _version: int) -> None:
        self.warm_up.start()

    def _on_not_standing(self, _error: Refusal | Trouble) -> None:
        """The sale says what is the matter."""
        self.warm_up.start()

    def _on_warm(self) -> None:
        # Not beside what the window loads: Python lets only one of the two threads work at a time.
        self.workers.paper.submit(self._rehearse, self._on_rehearsed, self._on_rehearsed)

    def _rehearse(self) -> None:
        """Runs on the paper thread."""
        self._parts.receipts.rehearse()
        self._parts.report_papers.rehearse()

    def _on_rehearsed(self, _done: object) -> None:
        """The first receipt and report will take no longer than the others, or say what is the matter."""
        self._report_start.start()
        self.settled.emit()
        self.lock_after(self._parts.settings.machine.lock_after_min)

    def _version(self) -> int:
        """Runs on the store thread."""
        return self._parts.tills.version()

    def _begin_prices(self) -> Changes:
        """Runs on the store thread."""
        return self._parts.pricing.start_due()

    def _build(self, parts: Parts, workers: Workers, sounds: Sounds) -> None:
        self.sale = SaleScreen(parts, workers, self.bus)
        self._screens: dict[str, QWidget] = {"sale": self.sale}
        self._rail = Rail(places())
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self._pages.addWidget(self.sale)
        self._status = StatusLine(parts)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self._status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)

    def _ask_whether_to_close(self) -> None:
        from app.ui.shell.close_question import ask_to_stay  # noqa: PLC0415 -- most days nobody is asked

        self._question = ask_to_stay(self, self._on_close_anyway)

    def _on_close_anyway(self) -> None:
        self._may_close = True
        self.close()


def open_window(parts: Parts, arguments: Sequence[str]) -> int:
    """Show the till until it is closed.

    Args:
        parts: What bootstrap built.
        arguments: Of the command line, the program's name first.

    Returns:
        The exit code of the program.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(list(arguments))
    application.setApplicationName("tillbook")
    CrashHandler(application, log_path=str(log_file())).install()
    with running_till(parts, application) as window:
        # Queued: what is in the window is painted before anything is loaded that works behind it.
        window.first_seen.connect(window.start, Qt.ConnectionType.QueuedConnection)
        show_on_screen(window)
        return application.exec()


@contextmanager
def running_till(
    parts: Parts, application: QApplication, *, event_time: Callable[[QInputEvent], int] = QInputEvent.timestamp
) -> Iterator[TillWindow]:
    """A till with everything that works behind it, until the block ends; the window is not shown yet.

    Args:
        parts: What bootstrap built.
        application: It wears the theme of these parts from now on.
        event_time: When a key was struck, in milliseconds; whoever plays keys may say so.
    """
    machine = parts.settings.machine
    sounds = Sounds(application, loudness_of(machine))
    collector = GuiCollector(application)
    collector.start()
    store, pool, paper = StoreThread(), PatientPool(), Pool(threads=1)
    wear_font(application)
    try:
        window = TillWindow(parts, Workers(store, pool, paper), sounds)
        # What was made by then is no garbage as long as the window is open: nor is what a receipt needs.
        window.settled.connect(collector.keep)
        for place in _PREPARED:
            window.warm_up.add(partial(window.prepare, place))
        # Dressed as a whole: a widget that is put into another would be dressed again with all that is in it.
        apply_theme(application, ThemeChoice(machine.theme))
        scans = ScanFilter(application, profile_of(machine), event_time=event_time)
        scans.scanned.connect(window.on_scanned)
        scans.folded.connect(window.on_folded)
        window.scanner_set.connect(scans.set_profile)
        window.scanner_recording.connect(scans.record)
        scans.recorded.connect(window.scanner_recorded)
        yield window
        # A till that is opened after this one has a filter of its own.
        scans.deleteLater()
    finally:
        # What was asked for is done before the program ends: every entry saved, every receipt made.
        for worker in (store, pool, paper):
            worker.close()
        collector.stop()


def show_on_screen(window: TillWindow) -> None:
    """Show the window in its usual size, or over the whole of a screen that has no more room than that."""
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    if room.width() > _USUAL_SIZE.width() and room.height() > _USUAL_SIZE.height():
        window.resize(_USUAL_SIZE)
        window.show()
    else:
        window.setGeometry(room)
        window.showMaximized()
    # Where no window manager runs, nobody else gives the window the keys.
    window.activateWindow()
