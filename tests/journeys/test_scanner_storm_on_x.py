"""A thousand scans as real key events of an X server, at the whole till in a process of its own.

What came of them is read from the book: the journal of each sale's draft says what was scanned in which order, and what
stood in a field is in the book once the key is pressed that takes it. A till that is stopped amid the scans is a GUI
thread that is blocked: the keys wait in the X server. The longest gap between two keys that was really reached is
recorded with the result (`longest_gap_ms`).
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
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
            with self._stopped() if first // AT_ONCE % 2 else nullcontext():
                for _ in range(min(AT_ONCE, scans - first)):
                    self.scan()
        self.waits("every scan in the book", lambda: len(self.scanned()) >= len(self.sent))

    def scan(self) -> None:
        """Scan anything but what was scanned last."""
        code = self._chance.choice([code for code in CODES if [code] != self.sent[-1:]])
        self.keyboard.scan(code)
        self.sent.append(code)

    def scanned(self) -> list[str]:
        """What the book's journals say was scanned and rung up, in order."""
        return [raw for raw, meaning in self._read() if meaning["entry"] != "Note"]

    def turned_away(self) -> list[str]:
        """What the book's journals say was scanned and not taken, in order."""
        return [raw for raw, meaning in self._read() if meaning == {"entry": "Note", "text": "not_now"}]

    def _read(self) -> Iterator[tuple[str, dict[str, object]]]:
        for raw, meaning in self.book.rows("SELECT raw, meaning FROM draft_entry WHERE raw <> '' ORDER BY at_us"):
            yield raw, json.loads(meaning)

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
                said = self.process.communicate()[1]
                raise AssertionError(f"The till ended ({self.process.returncode}) on its way to: {awaited}. {said}")

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
def new_shop(folder: Path) -> Iterator[books.Counter]:
    """The book of a shop with sixty products at 1.00."""
    folder.mkdir()
    counter = counter_at(folder / "shop.book")
    for place, code in enumerate(CODES):
        counter.product(f"s{place}", "1.00", codes=[code])
    yield counter
    counter.book.close_thread()


@contextmanager
def a_till(display: str, counter: books.Counter) -> Iterator[Till]:
    """The till, as it is started by hand on a machine without a loudspeaker."""
    folder = counter.book.path.parent
    Settings(folder / "tillbook" / "machine.json").change(sound=False)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(folder)}
    with x_keyboard(display) as keyboard:
        process = started("--book", counter.book.path, env=environment)
        try:
            yield Till(process, keyboard, counter)
        finally:
            process.terminate()
            _, said = process.communicate(timeout=PATIENCE)
    assert said == ""


def nothing_open(till: Till) -> None:
    till.sees(WINDOW)
    till.storm()


def scan_box(till: Till) -> None:
    """What was given stands in the box; the key that pays takes it from there."""
    till.keyboard.type("2500")
    till.storm()
    till.pays("F9")


def park_name(till: Till) -> None:
    """The name of a sale that is put aside stands in the scan box, typed behind the first of the scans."""
    till.scan()
    till.waits("the first scan", lambda: len(till.scanned()) == len(till.sent))
    till.keyboard.type("hat 7")
    till.storm(A_STATE - 1)
    till.keyboard.press("F7")
    till.waits("a parked sale", lambda: till.book.one("SELECT count(*) FROM draft WHERE state = 'parked'") == 1)


def dialog(till: Till) -> None:
    """Enter would take up the parked sale; the scans begin a new one behind the list."""
    till.keyboard.press("F8")
    till.sees(PARKED)
    till.storm()
    till.keyboard.press("Escape")
    till.sees(WINDOW)


def payment(till: Till) -> None:
    """Scans are refused here, and the journal says so; what was typed is paid."""
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


def test_a_thousand_scans_on_x_are_in_the_book_once_each_and_in_order(
    x_display: str, tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    def story(number: int) -> None:
        with new_shop(tmp_path / f"shop{number}") as counter:
            with a_till(x_display, counter) as till:
                for state in (nothing_open, scan_box, park_name, dialog, payment, discount_field):
                    state(till)
            record_testsuite_property("longest_gap_ms", till.keyboard.longest_gap_ms)
            assert len(till.sent) == 5 * A_STATE
            assert till.scanned() == till.sent
            assert till.turned_away() == CODES
            nothing_else_was_entered(counter)
            what_stood_in_the_fields_was_taken(counter)
            the_door_says_the_same(counter.book.path, till.sent)

    undisturbed(story)


def nothing_else_was_entered(counter: books.Counter) -> None:
    """The journals hold the scans, the notes of those not taken, and the discount: no half of a code, none folded."""
    meanings = [json.loads(meaning) for (meaning,) in counter.rows("SELECT meaning FROM draft_entry ORDER BY at_us")]
    kinds = [meaning["entry"] for meaning in meanings if meaning["entry"] != "Note"]
    assert kinds == ["AddItem"] * 5 * A_STATE + ["SetSaleDiscount"]
    assert meanings[-1]["discount"] == {"amount_minor": 3_50}


def what_stood_in_the_fields_was_taken(counter: books.Counter) -> None:
    """As it was typed, to the letter, with no sign of a scan in it."""
    drafts = counter.rows("SELECT state, label FROM draft ORDER BY id")
    assert drafts == [("posted", ""), ("posted", "hat 7"), ("posted", "")]
    tenders = counter.rows("SELECT kind, amount_minor FROM tender ORDER BY document_id")
    assert tenders == [("cash", 2500_00), ("cash", 321_00), ("cash", 396_50)]


def the_door_says_the_same(book: Path, sent: list[str]) -> None:
    """The headless door's movements are the scans, by product, and its proof of the book finds nothing."""
    out = book.with_name("movements.json")
    assert tillbook("--book", book, "report", "movements", "--out", out) == 0
    moved: Counter[str] = Counter()
    for row in json.loads(out.read_text())["rows"]:
        moved[row["sku"]] -= int(row["quantity"])
    assert moved == Counter(f"s{CODES.index(code)}" for code in sent)
    assert tillbook("--book", book, "verify") == 0
