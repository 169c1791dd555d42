"""A lock that a crash cannot leave behind: the operating system lets go of it with the process."""

from __future__ import annotations

import sys
from pathlib import Path

from app.base.trouble import Trouble


class FileLock:
    """Holds a file for this process until `release` or the end of the process.

    Raises:
        Trouble: `held_elsewhere` when another process holds it, `unwritable_file` when there cannot be such a file.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("a+b")
        except OSError as error:
            raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
        try:
            _lock(self._file.fileno())
        except OSError as error:
            self._file.close()
            raise Trouble("held_elsewhere", path=str(path)) from error

    def release(self) -> None:
        """Let go of it. The file stays: removing it would let two processes lock two files of one name."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
