"""The log of this machine: what went wrong, for whoever has to find out. It never holds what was sold or to whom."""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LARGEST_BYTES = 1_000_000


def start_log(path: Path) -> None:
    """Write warnings and worse into a file that never grows large. Where none can be written the program goes on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    logging.basicConfig(level=logging.WARNING, handlers=[_LateFile(path)])


class _LateFile(logging.Handler):
    """A file that is opened with the first line in it, and the code for it loaded: on most days nothing goes wrong."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        self._file.emit(record)

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 -- see above

        file = RotatingFileHandler(self._path, maxBytes=_LARGEST_BYTES, backupCount=3, encoding="utf-8", delay=True)
        file.setFormatter(logging.Formatter(_FORMAT))
        return file
