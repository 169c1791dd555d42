"""The settings of this machine: looks, sounds, printers. The shop's own rules are in its book."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from app.base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Machine:
    """What is set on this machine.

    Attributes:
        theme: `auto light dark`.
        sound: Whether scans are heard.
        volume: 0 to 100.
        receipt_printer: The system's printer or queue that receipts go to without asking, or "" for none.
        receipt_paper: `80mm 58mm A4 A5`.
        scanner_gap_ms: The longest pause between two keys of one scan: 50, over Bluetooth 150.
        scanner: `cable bluetooth`: how the scanner sends.
        lock_after_min: After how many minutes without a key the till asks who is there; 0 never does.
        receipt_way: `system network device queue`: a printer of the system gets pictures of pages; the others are
            receipt printers that are spoken to in their own language.
        receipt_address: Where a receipt printer is: `192.168.1.50:9100`, `/dev/usb/lp0`, or "" for none.
        receipt_letters: `epson ascii`: which letters a receipt printer has; all others are drawn.
        drawer: `2 5`: the pin by which the receipt printer opens the drawer, or "" for a drawer with a key alone.
        label_printer: The label printer on the network that speaks ZPL: `192.168.1.60:9100`, or "" for none.
        label_stock: What it has in: a size as 62x29, or the name of a label stock.
        scanners: What the set-up sheet has found of each scanner, by how it sends; `devices.scanner` knows the keys.
        sheet_stock: The name or size of the labels that were printed on last, as a PDF.
        sheet_printer: The name of the printer that they were printed with.
        sheet_way: `pdf system network file`: how labels go there.
        sheet_printers: What each such printer is off, by its name; `label_printer_of` reads it.
        favourite_reports: The names of the reports that stand first in the list, with spaces between them.
        last_reports: What was asked of reports last, the newest first; the reports screen knows the keys.
        copies_folder: Where copies of the book go, or "" for the folder beside it.
        scheduled_folder: Where reports go that are made by themselves, or "" for the folder beside the book.
        books: Of each book by its path, the newest last, what is another for each: `_OF_BOOK`.
    """

    theme: str = "auto"
    sound: bool = True
    volume: int = 70
    receipt_printer: str = ""
    receipt_paper: str = "80mm"
    scanner_gap_ms: int = 50
    scanner: str = "cable"
    lock_after_min: int = 0
    receipt_way: str = "system"
    receipt_address: str = ""
    receipt_letters: str = "epson"
    drawer: str = ""
    label_printer: str = ""
    label_stock: str = ""
    scanners: dict[str, dict[str, object]] = field(default_factory=dict)
    sheet_stock: str = "Avery L7160"
    sheet_printer: str = ""
    sheet_way: str = "pdf"
    sheet_printers: dict[str, list[int]] = field(default_factory=dict)
    favourite_reports: str = ""
    last_reports: list[dict[str, object]] = field(default_factory=list)
    copies_folder: str = ""
    scheduled_folder: str = ""
    books: dict[str, dict[str, object]] = field(default_factory=dict)


_OF_BOOK = ("favourite_reports", "last_reports")
_MOST_BOOKS = 50


class LabelPrinter(NamedTuple):
    """What a printer does with labels.

    Attributes:
        dpi: Dots to the inch.
        nudge_x, nudge_y: What it is off to the right and down, in tenths of a millimetre.
        scale: Thousandths: how much larger or smaller everything has to be drawn.
    """

    dpi: int = 300
    nudge_x: int = 0
    nudge_y: int = 0
    scale: int = 1000


def label_printer_of(machine: Machine, name: str, usual: LabelPrinter = LabelPrinter()) -> LabelPrinter:  # noqa: B008 -- frozen
    """What is known of a printer; the usual figures where nothing is, or the file makes no sense."""
    found = machine.sheet_printers.get(name)
    if not isinstance(found, list) or len(found) != len(usual) or not all(type(one) is int for one in found):
        return usual
    return LabelPrinter(*found)


class Settings:
    """Reads and keeps the settings of this machine in one file.

    Args:
        path: The file.
        book: The book that is open; None for no book. What was kept before books had their own belongs to the first
            that changes a setting.
    """

    def __init__(self, path: Path, book: Path | None = None) -> None:
        self._path = path
        self._book = "" if book is None else str(book.resolve())
        self._one_at_a_time = Lock()
        machine = _read(path)
        self.machine = replace(machine, **_kept_of(machine.books.get(self._book)))  # type: ignore[arg-type]

    def change(self, **values: object) -> Machine:
        """Change some settings and keep them.

        Raises:
            Trouble: `settings_not_kept`: they hold until the program ends.
        """
        with self._one_at_a_time:
            self.machine = replace(self.machine, **values)  # type: ignore[arg-type]  # the names tell the types
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                half_done = self._path.with_suffix(".new")
                half_done.write_text(json.dumps(self._told(), indent=2), encoding="utf-8")
                # Replaced in one step: a power cut leaves the old settings or the new, never half a file.
                half_done.replace(self._path)
            except OSError as error:
                reason = error.strerror or str(error)
                raise Trouble("settings_not_kept", path=str(self._path), reason=reason) from error
            return self.machine

    def _told(self) -> dict[str, object]:
        """What the file is to say."""
        told = asdict(self.machine)
        # A till on another book may have kept its own meanwhile.
        books = _read(self._path).books
        if self._book:
            books.pop(self._book, None)
            books[self._book] = {name: told.pop(name) for name in _OF_BOOK}
        return {**told, "books": dict(list(books.items())[-_MOST_BOOKS:])}


def _kept_of(book: object) -> dict[str, object]:
    """What was kept of a book, as far as it makes sense."""
    kept, usual = book if isinstance(book, dict) else {}, Machine()
    return {name: kept[name] for name in _OF_BOOK if type(kept.get(name)) is type(getattr(usual, name))}


def _read(path: Path) -> Machine:
    """What the file says, as far as it makes sense; everything else is as if it had never been set."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Machine()
    if not isinstance(stored, dict):
        return Machine()
    usual = asdict(Machine())
    known = {one.name for one in fields(Machine)}
    sound = {name: value for name, value in stored.items() if name in known and type(value) is type(usual[name])}
    return Machine(**{name: value for name, value in sound.items() if name not in _SENSE or value in _SENSE[name]})


# What a setting can be at all: whoever writes the file by hand cannot stop the program from starting.
_SENSE: dict[str, tuple[str, ...] | range] = {
    "theme": ("auto", "light", "dark"),
    "sheet_way": ("pdf", "system", "network", "file"),
    "volume": range(101),
    "receipt_way": ("system", "network", "device", "queue"),
    "receipt_letters": ("epson", "ascii"),
    "receipt_paper": ("80mm", "58mm", "A4", "A5"),
    "drawer": ("", "2", "5"),
    "scanner": ("cable", "bluetooth"),
    "lock_after_min": range(241),
    "scanner_gap_ms": range(10, 1001),
}
