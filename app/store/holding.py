"""Who has a till open: one window at a time, told by a lock beside the book that a crash cannot leave behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app.base.lock import FileLock
from app.base.trouble import Trouble


def hold_till(path: Path, till: str) -> FileLock:
    """Hold a till for this window: a second one on the same till would give out the same numbers' baskets.

    Raises:
        Trouble: `till_open_elsewhere`, `unwritable_file`.
    """
    try:
        return FileLock(path.with_name(f"{path.name}.{till}.lock"))
    except Trouble as trouble:
        if trouble.code != "held_elsewhere":
            raise
        raise Trouble("till_open_elsewhere", till=till, book=str(path)) from trouble


def free_tills(path: Path, codes: Iterable[str]) -> list[str]:
    """Which tills no window holds just now."""
    free = []
    for code in codes:
        with suppress(Trouble):
            hold_till(path, code).release()
            free.append(code)
    return free


@contextmanager
def hold_every_till(path: Path) -> Iterator[None]:
    """Hold every till that was ever open on a book, so that no window sells into a book that is about to go.

    Raises:
        Trouble: `till_open_elsewhere`, `unwritable_file`.
    """
    with ExitStack() as held:
        for lock in sorted(path.parent.glob(f"{path.name}.*.lock")):
            till = lock.name.removeprefix(f"{path.name}.").removesuffix(".lock")
            held.callback(hold_till(path, till).release)
        yield
