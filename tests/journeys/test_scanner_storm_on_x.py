"""A thousand scans as real key events of an X server, at the whole till in a process of its own.

What came of them is read from the book: the journal of each sale's draft says what was scanned in which order, and what
stood in a field is in the book once the key is pressed that takes it. A till that is stopped amid the scans is a GUI
thread that is blocked: the keys wait in the X server. The gap between two keys that was really reached is held, too.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import pytest

from app.base.settings import Settings
from app.domain.codes.digits import expected_gtin
from tests import books
from tests.books import counter_at
from tests.cli.doors import started, tillbook
from tests.ui.x_keyboard import XKeyboard, undisturbed, x_keyboard

pytestmark = [pytest.mark.xvfb, pytest.mark.timeout(300)]
CODES = [expected_gtin(f"40123450{number:04d}0") for number in range(60)]
A_STATE = 200  # scans
AT_ONCE = 25
PATIENCE = 60  # seconds
_OFTEN = 0.02  # seconds
WINDOW, PARKED, PAYMENT = "Corner shop - Tillbook", "Parked sales", "Payment"


class Till:
    """The program on a display of its own, whoever stands in front of it, and its book.

    Attributes:
        sent: What was scanned, in order.
    """

    def __init__(self, process: subprocess.Popen[str], keyboard: XKeyboard, book: books.Counter) -> None:
        self.process, self.keyboard, self.book = process, keyboard, book
        self.sent: list[str] = []
        self._chance = random.Random(7)

    def storm(self, scans: int = A_STATE) -> None:
        """Scan so many, every other burst of them while the till stands still; returns when the book has them."""
        for first in range(0, scans, AT_ONCE):
            with self._stopped() if first // AT_ONCE % 2 else suppress():
                for _ in range(min(AT_ONCE, scans - first)):
                    self.scan()
        self.waits("every scan in the book", lambda: len(self.scanned()) >= len(self.sent))

    def scan(self) -> None:
        """Scan anything but what was scanned last."""
        code = self._chance.choice([code for code in CODES if [code] != self.sent[-1:]])
        self.keyboard.scan(code)
        self.sent.append(code)

    def scanned(self) -> list[str]:
        """What the book's journals say was scanned, in order."""
        return [raw for (raw,) in self.book.rows("SELECT raw FROM draft_entry WHERE raw <> '' ORDER BY at_us")]

    def sees(self, title: str) -> None:
        """Wait until the window of that title has the keys."""
        self.waits(title, lambda: self.keyboard.title() == title)

    def pays(self, key: str) -> None:
        """Press a key that pays, and wait until one more sale is in the book."""
        before = self._sales()
        self.keyboard.press(key)
        self.waits("a paid sale", lambda: self._sales() > before)

    def waits(self, awaited: str, holds: Callable[[], bool]) -> None:
        """Let the till work until something holds."""
        deadline = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < deadline, f"The till did not come to: {awaited}."
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_OFTEN)
                raise AssertionError(f"The till ended while it was to come to: {awaited}.")

    def _sales(self) -> int:
        return self.book.one("SELECT count(*) FROM document WHERE kind = 'sale'")

    @contextmanager
    def _stopped(self) -> Iterator[None]:
        self.process.send_signal(signal.SIGSTOP)
        seen = os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        assert seen is not None
        assert seen.si_code == os.CLD_STOPPED
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def a_till(display: str, folder: Path) -> Iterator[Till]:
    """The till of a new shop with sixty products at 1.00, as it is started by hand."""
    folder.mkdir()
    counter = counter_at(folder / "shop.book")
    for place, code in enumerate(CODES):
        counter.product(f"s{place}", "1.00", codes=[code])
    Settings(folder / "tillbook" / "machine.json").change(sound=False)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(folder)}
    with x_keyboard(display) as keyboard:
        process = started("--book", counter.book.path, env=environment)
        try:
            yield Till(process, keyboard, counter)
        finally:
            process.terminate()
            _, said = process.communicate(timeout=PATIENCE)
            counter.book.close_thread()
    assert said == ""


def nothing_open(till: Till) -> None:
    till.sees(WINDOW)
    till.storm()


def scan_box(till: Till) -> None:
    """What was given stands in the box; the key that pays takes it from there."""
    till.keyboard.type("2500")
    till.storm()
    till.pays("F9")


def park_field(till: Till) -> None:
    till.scan()
    till.waits("the first scan", lambda: len(till.scanned()) == len(till.sent))
    till.keyboard.press("F7")
    till.keyboard.type("hat 7")
    till.storm(A_STATE - 1)
    till.keyboard.press("Return")
    till.waits("a parked sale", lambda: till.book.one("SELECT count(*) FROM draft WHERE state = 'parked'") == 1)


def dialog(till: Till) -> None:
    """Enter would take up the parked sale; the scans begin a new one behind the list."""
    till.keyboard.press("F8")
    till.sees(PARKED)
    till.storm()
    till.keyboard.press("Escape")
    till.sees(WINDOW)


def payment(till: Till) -> None:
    """Scans are refused here; what was typed is paid."""
    till.keyboard.press("F12")
    till.sees(PAYMENT)
    till.keyboard.type("321")
    for code in CODES:
        till.keyboard.scan(code)
    till.pays("Return")
    till.sees(WINDOW)


def discount_field(till: Till) -> None:
    """The parked sale is taken up and gets a discount, typed before the scans and entered behind them."""
    till.keyboard.press("F8")
    till.sees(PARKED)
    till.keyboard.press("Return")
    till.sees(WINDOW)
    till.waits("the parked sale", lambda: till.book.one("SELECT count(*) FROM draft WHERE state = 'parked'") == 0)
    till.keyboard.press("F6")
    till.keyboard.type("3.5")
    till.storm()
    till.keyboard.press("Return")
    till.waits("a discount", lambda: till.book.one("SELECT count(*) FROM draft_entry WHERE raw = ''") == 1)
    till.pays("F9")


def storm(display: str, folder: Path) -> Till:
    """All of it, and the till as it was left."""
    with a_till(display, folder) as till:
        for state in (nothing_open, scan_box, park_field, dialog, payment, discount_field):
            state(till)
    return till


def test_a_thousand_scans_on_x_are_in_the_book_once_each_and_in_order(x_display: str, tmp_path: Path) -> None:
    till = undisturbed(lambda number: storm(x_display, tmp_path / f"shop{number}"))
    counter = till.book
    assert len(till.sent) == 5 * A_STATE
    assert till.scanned() == till.sent
    meanings = [json.loads(meaning) for (meaning,) in counter.rows("SELECT meaning FROM draft_entry ORDER BY at_us")]
    assert Counter(meaning["entry"] for meaning in meanings) == {"AddItem": len(till.sent), "SetSaleDiscount": 1}
    assert meanings[-1]["discount"] == {"amount_minor": 350}
    assert counter.rows("SELECT state, label FROM draft ORDER BY id") == [
        ("posted", ""), ("posted", "hat 7"), ("posted", ""),
    ]  # fmt: skip
    assert counter.rows("SELECT kind, amount_minor FROM tender ORDER BY document_id") == [
        ("cash", 2500_00), ("cash", 321_00), ("cash", 396_50),
    ]  # fmt: skip
    sold = report(counter.book.path, "movements", tmp_path)
    skus = {code: f"s{place}" for place, code in enumerate(CODES)}
    moved = Counter()
    for row in sold:
        moved[row["sku"]] -= int(row["quantity"])
    assert moved == Counter(skus[code] for code in till.sent)
    assert tillbook("--book", counter.book.path, "verify") == 0
    # What the scans of this run were like; a machine under load reaches little more than an idle one.
    assert till.keyboard.longest_gap_ms < 50


def report(book: Path, name: str, folder: Path) -> list[dict[str, str]]:
    """The rows of a report, as the headless door gives it out."""
    out = folder / f"{name}.json"
    assert tillbook("--book", book, "report", name, "--out", out) == 0
    return json.loads(out.read_text())["rows"]
