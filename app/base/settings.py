"""The settings of this machine: looks, sounds, printers. The shop's own rules are in its book."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from app.base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Machine:
    """What is set on this machine.

    Attributes:
        theme: `auto light dark`.
        sound: Whether scans are heard.
        volume: 0 to 100.
        receipt_printer: The system printer that receipts go to without asking, or "" for none.
        receipt_paper: `80mm A4 A5`.
        scanner_gap_ms: The longest pause between two keys of one scan: 50, over Bluetooth 150.
        scanner: `cable bluetooth`: how the scanner sends.
        favourite_reports: The names of the reports that stand first in the list, with spaces between them.
    """

    theme: str = "auto"
    sound: bool = True
    volume: int = 70
    receipt_printer: str = ""
    receipt_paper: str = "80mm"
    scanner_gap_ms: int = 50
    scanner: str = "cable"
    favourite_reports: str = ""


class Settings:
    """Reads and keeps the settings of this machine in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.machine = _read(path)

    def change(self, **values: str | int) -> Machine:
        """Change some settings and keep them.

        Raises:
            Trouble: `settings_not_kept`: they hold until the program ends.
        """
        self.machine = replace(self.machine, **values)  # type: ignore[arg-type]  # the names tell the types
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half_done = self._path.with_suffix(".new")
            half_done.write_text(json.dumps(asdict(self.machine), indent=2), encoding="utf-8")
            # Replaced in one step: a power cut leaves the old settings or the new, never half a file.
            half_done.replace(self._path)
        except OSError as error:
            raise Trouble("settings_not_kept", path=str(self._path), reason=error.strerror or str(error)) from error
        return self.machine


def _read(path: Path) -> Machine:
    """What the file says, as far as it makes sense; everything else is as if it had never been set."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Machine()
    if not isinstance(stored, dict):
        return Machine()
    usual = asdict(Machine())
    known = {field.name for field in fields(Machine)}
    sound = {name: value for name, value in stored.items() if name in known and type(value) is type(usual[name])}
    return Machine(**{name: value for name, value in sound.items() if name not in _SENSE or value in _SENSE[name]})


# What a setting can be at all: whoever writes the file by hand cannot stop the program from starting.
_SENSE: dict[str, tuple[str, ...] | range] = {
    "theme": ("auto", "light", "dark"),
    "volume": range(101),
    "receipt_paper": ("80mm", "A4", "A5"),
    "scanner": ("cable", "bluetooth"),
    "scanner_gap_ms": range(10, 1001),
}
