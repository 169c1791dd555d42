"""Whole copies of a book: made while others sell, checked before they count, and put in a book's place.

A copy gets its name last of all, and a book is replaced in one step: whatever breaks in between, what was there before
is there still.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import apsw

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store import migrating
from app.store.database import Book
from app.store.settings import Copied, read_copies

_LOG_ENDS = ("-wal", "-shm")
_MOST_NAMES = 1000
_MOST_COPIES = 100
_PATIENCE_MS = 5000


def copy_book(source: Path, target: Path) -> None:
    """Copy a book, also while others write to it; the copy is whole and on the disk, or there is none.

    Raises:
        Refusal: `copy_exists` when there is such a file.
        Trouble: `not_a_book`, `newer_book`, `bad_backup`, and those of the machine (`disk_full`, `no_permission` ...).
    """
    if target.exists():
        raise Refusal("copy_exists", path=str(target))
    part = target.with_name(f".{target.name}.part")
    with dialect.true_errors(target):
        part.unlink(missing_ok=True)
        try:
            with dialect.true_errors(source), closing(_read_only(source)) as connection:
                version = migrating.check_version(connection, source)
                dialect.copy_to(connection, part)
            with closing(_read_only(part)) as copy:
                if dialect.integrity_problems(copy) or dialect.schema_version(copy) != version:
                    raise Trouble("bad_backup", backup=str(target))
            _to_disk(part)
            _give_name(part, target)
            _to_disk(target.parent)
        except FileExistsError:
            raise Refusal("copy_exists", path=str(target)) from None
        except OSError as error:
            raise Trouble("unwritable_file", path=str(target), reason=error.strerror or str(error)) from error
        finally:
            part.unlink(missing_ok=True)


def note_copy(source: Path, target: Path, at: datetime) -> None:
    """Let the book know of a copy that was made of it; one that cannot be written to does not learn of it."""
    with suppress(apsw.Error), closing(apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
        connection.set_busy_timeout(_PATIENCE_MS)
        connection.execute("BEGIN IMMEDIATE")
        known = [*read_copies(connection), Copied(at.isoformat(timespec="seconds"), str(target.absolute()))]
        connection.execute(
            "INSERT INTO setting (name, value) VALUES ('copies', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (json.dumps(known[-_MOST_COPIES:]),),
        )
        connection.execute("COMMIT")


def begin_series(book: Book, *, above: int) -> None:
    """Let every till go on in a new series of numbers: the old book gave numbers that this one does not know of.

    Args:
        book: The copy that is to take a book's place.
        above: The highest series that the book to be replaced may have used.
    """
    with book.writing() as connection:
        connection.execute("UPDATE till SET series = 1 + max(?, (SELECT max(series) FROM till))", (above,))


def highest_series(path: Path) -> int:
    """The highest series of numbers that a book may have used; where it cannot be read, as far as can be told."""
    known = len(_set_aside(path))
    if path.exists():
        with suppress(apsw.Error), closing(_read_only(path)) as connection:
            known = max(known, int(connection.execute("SELECT coalesce(max(series), 0) FROM till").get))
    return known


def put_in_place(copy: Path, path: Path) -> Path | None:
    """Put a finished copy where a book is, in one step. Nobody may have either of them open.

    Returns:
        Where the book that was there lies now; None if there was none.

    Raises:
        Trouble: `book_in_use` when another program has the book open; those of the machine.
    """
    with dialect.true_errors(path):
        aside = None
        if path.exists():
            is_damaged = _fold(path)
            ends = [end for end in _LOG_ENDS if Path(f"{path}{end}").exists()]
            if ends and not is_damaged:
                raise Trouble("book_in_use", book=str(path))
            aside = _free_name(path)
            _keep(path, aside)
            # A log that stayed behind would be read into the copy: it goes with the book that it belongs to.
            for end in ends:
                shutil.move(f"{path}{end}", f"{aside}{end}")
        _to_disk(copy)
        copy.replace(path)
        _to_disk(path.parent)
        return aside


def _give_name(part: Path, target: Path) -> None:
    """Give a finished file its name, never in the place of one that another program has made meanwhile.

    Raises:
        FileExistsError: there is such a file.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # A stick's file system knows no links.
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)


def _keep(path: Path, aside: Path) -> None:
    """Let a book be there under another name, too."""
    try:
        os.link(path, aside)
    except OSError:
        shutil.copyfile(path, aside)
        aside.chmod(0o600)
        _to_disk(aside)


def _fold(path: Path) -> bool:
    """Bring the book's log into its file. Returns whether the book is too damaged for that."""
    try:
        with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)) as connection:
            dialect.fold_log(connection)
    except (apsw.CorruptError, apsw.NotADBError):
        return True
    return False


def _read_only(path: Path) -> apsw.Connection:
    return apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)


def _set_aside(path: Path) -> list[Path]:
    return list(path.parent.glob(f"{path.stem}-before-restore-*{path.suffix}"))


def _free_name(path: Path) -> Path:
    for turn in range(1, _MOST_NAMES):
        name = path.with_name(f"{path.stem}-before-restore-{turn}{path.suffix}")
        if not name.exists():
            return name
    raise Trouble("no_room_for_backup", book=str(path))


def _to_disk(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(PermissionError):  # Windows opens no folder; its names are written with the file
            os.fsync(handle)
    finally:
        os.close(handle)
