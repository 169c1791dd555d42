"""Copies of the open book, made while the shop goes on selling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.trouble import Trouble
from app.domain.moment import from_us
from app.services.safekeeping import back_up


class BookCopies:
    """Makes them. Copying takes a while: never call it on the window's thread.

    Args:
        book: The book's file.
        zone: The shop's time zone, by name.
        clock: Tells when a copy is made.
        folder: Tells where copies go by themselves.
    """

    def __init__(self, book: Path, zone: str, clock: Clock, folder: Callable[[], Path]) -> None:
        self._book, self._zone, self._clock = book, ZoneInfo(zone), clock
        self._folder = folder

    def folder(self) -> Path:
        """Where copies go that nobody has named another place for."""
        return self._folder()

    def copy_to(self, folder: Path) -> Path:
        """Copy the book into a folder, which is made if it is not there. Returns the copy, which was checked.

        Raises:
            Refusal: `copy_exists`.
            Trouble: `unwritable_file`, and those of `back_up`.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Trouble("unwritable_file", path=str(folder), reason=error.strerror or str(error)) from error
        return back_up(self._book, folder, from_us(self._clock.now_us()).astimezone(self._zone))
