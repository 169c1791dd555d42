"""The real till for benchmarks: a book of many products, the window with its threads, and keys that come as keys."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.base.settings import Settings
from app.bootstrap.till import parts
from app.domain.codes.digits import expected_gtin
from app.domain.figures import currency
from app.domain.product import Code
from app.domain.requests import ProductAsked
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.services.cataloguing import Cataloguing
from app.store import database
from app.ui.demo.patience import wait_until
from app.ui.parts import Parts
from app.ui.sound import Tone
from app.ui.window import TillWindow, running_till, show_on_screen

SHOP = Shop(
    "Bench", currency("EUR"), "DE", TaxPolicy.INCL_RATE, True, None, Costing.FIFO, StockSystem.PERPETUAL, None,
    "Europe/Berlin", 240, "en", tiles=tuple(f"P{number}" for number in range(9)),
)  # fmt: skip
GOODS = "apple bread cheese dark espresso fine grape honey iced juice kiwi lemon mint nut oat pear rice salt".split()
_LIMIT_MS = 20_000
_SCANNER_MS, _HAND_MS = 2, 700  # between two keys


def code_of(number: int) -> str:
    """The code of a product by its number."""
    return expected_gtin(f"40{number:010d}0")


def make_book(path: Path, products: int) -> None:
    """Make a book with so many products."""
    book = database.create(path, SHOP)
    Cataloguing(book).import_products(_product(number) for number in range(products))
    book.finish()


def _product(number: int) -> ProductAsked:
    chance = random.Random(number)
    name = " ".join((*chance.sample(GOODS, 3), str(number)))
    return ProductAsked(
        f"P{number}", name=name, price_micro=1_490_000, rate_milli=19000, category=GOODS[number % len(GOODS)],
        codes=(Code(code_of(number)),),
    )  # fmt: skip


def parts_on(path: Path, folder: Path) -> Parts:
    """What the window is built from, silent, with settings and receipts of its own."""
    settings = Settings(folder / "machine.json")
    settings.change(sound=False, theme="light")
    return parts(database.open_book(path), settings, folder / "receipts")


class KeyTimes:
    """When the keys of a counter are struck: a machine that is busy with other things tears no scan apart."""

    def __init__(self) -> None:
        self._at_ms = 1000

    def pass_by(self, ms: int) -> None:
        """The next key is struck so much later."""
        self._at_ms += ms

    def event_time(self, _event: QInputEvent) -> int:
        """For the scan filter: the time of the key that is on its way."""
        return self._at_ms


class Counter:
    """Hands in front of the till, and ears for its tones.

    Attributes:
        window: The till.
    """

    def __init__(self, window: TillWindow, times: KeyTimes | None = None) -> None:
        self.window = window
        self._times = times or KeyTimes()
        self._heard = 0
        window.sale.tone.connect(self._on_tone)

    def scan(self, code: str) -> None:
        """Send a code as a scanner does, up to the key that ends it."""
        self._times.pass_by(_HAND_MS)
        for digit in code:
            self._times.pass_by(_SCANNER_MS)
            QTest.keyClick(self.window.windowHandle(), digit)

    def end_scan(self) -> None:
        """Send the key that ends a scan."""
        self._times.pass_by(_SCANNER_MS)
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Return)

    def press(self, key: Qt.Key | str) -> None:
        """Press and release a key on the window that has the keyboard."""
        self._times.pass_by(_HAND_MS)
        holder = QApplication.activeWindow() or self.window
        QTest.keyClick(holder.windowHandle(), key)

    def waits(self, awaited: str, holds: Callable[[], bool]) -> None:
        """Let the program work until something holds."""
        if not wait_until(holds, limit_ms=_LIMIT_MS):
            raise RuntimeError(f"the till did not come to: {awaited}")

    def hears(self) -> None:
        """Wait for the next tone: what was scanned is in the book."""
        heard, self._heard = self._heard, 0
        if not heard:
            self.waits("a tone", lambda: self._heard > 0)
            self._heard = 0

    def pays(self) -> None:
        """F9, until the sale stands in the book."""
        before = self.window.sale.presenter.checkout.last
        self.press(Qt.Key.Key_F9)
        self.waits("a paid sale", lambda: self.window.sale.presenter.checkout.last is not before)

    def _on_tone(self, _tone: Tone) -> None:
        self._heard += 1


@contextmanager
def open_till(made: Parts, application: QApplication) -> Iterator[Counter]:
    """The till, shown and warmed up."""
    times = KeyTimes()
    with running_till(made, application, event_time=times.event_time) as window:
        counter = Counter(window, times)
        warm: list[None] = []
        window.warm_up.finished.connect(lambda: warm.append(None))
        show_on_screen(window)
        window.start()
        counter.waits("warm", lambda: bool(warm) and bool(window.sale.presenter.tiles))
        yield counter
        window.close()
