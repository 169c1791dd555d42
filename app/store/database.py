"""The book: one file, opened so that what was answered is never lost.

`Book.reading()` and `Book.writing()` are the only ways in. Each thread has a connection of its own.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.store import dialect_sqlite as dialect
from app.store import migrating, settings

Connection = apsw.Connection
"""What the store's own functions run their SQL on; others only hand it on."""

DatabaseError = apsw.Error
"""What the database raises by itself, for the few who have to go on after damage."""

Row = tuple[Any, ...]
"""A row as SQLite hands it over; the STRICT schema holds the types of its columns."""


class Book:
    """A shop's book. Made by `create` or `open_book`.

    Attributes:
        path: The file.
        shop: The shop's rules, as they were read last.
    """

    def __init__(self, path: Path, database: dialect.SqliteDatabase) -> None:
        self.path = path
        self._database = database
        try:
            with self.reading() as connection:
                self.shop: Shop = settings.read_shop(connection)
        except (KeyError, TypeError, ValueError, Refusal, DatabaseError) as error:
            # The book writes its rules whole and checked: what cannot be read was not written by it.
            raise Trouble("book_damaged", book=str(path)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A moment of the book: all that is read inside belongs together.

        Raises:
            Trouble: the true cause when the machine cannot read.
        """
        with dialect.true_errors(self.path):
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                yield connection
            except BaseException as error:
                _let_go(error)
                raise
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: durable when the block ends, without a trace when it raises.

        Raises:
            Trouble: `disk_full`, `disk_error`, `book_locked`, `book_read_only` ...: nothing was written.
        """
        with dialect.true_errors(self.path):
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                _let_go(error)
                # A full disk may have ended the transaction already; saying ROLLBACK then would hide the cause.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def trial(self) -> Iterator[Connection]:
        """A transaction on a copy of the book that is thrown away: what would happen, while everybody else goes on.

        Raises:
            Trouble: as `writing`.
        """
        with dialect.true_errors(self.path):
            copy = dialect.trial_copy(self._connection())
            try:
                copy.execute("BEGIN")
                yield copy
            finally:
                copy.close()

    @contextmanager
    def stoppable(self, is_stopped: Callable[[], bool]) -> Iterator[None]:
        """What this thread asks of the book in the block ends once somebody does not want to know any more.

        Args:
            is_stopped: Is asked every few milliseconds, on this thread.

        Raises:
            Trouble: `stopped`.
        """
        connection = self._connection()
        dialect.watch(connection, is_stopped)
        try:
            yield
        finally:
            dialect.watch(connection, None)

    @staticmethod
    def make_way() -> None:
        """Let others write between two of many transactions."""
        dialect.make_way()

    def data_version(self) -> int:
        """A number that moves when another program or thread has changed the book."""
        with dialect.true_errors(self.path):
            return dialect.data_version(self._connection())

    def close_thread(self) -> None:
        """Close this thread's connection; the next use opens a new one."""
        self._database.close()

    def finish(self) -> None:
        """Bring everything into the one file and close this thread's connection; nobody else may have it open."""
        with dialect.true_errors(self.path):
            dialect.fold_log(self._connection())
        self.close_thread()

    def _connection(self) -> Connection:
        connection: Connection = self._database.connection()  # type: ignore[no-untyped-call]
        return connection


def _let_go(error: BaseException) -> None:
    """End the questions that were being answered when something was raised.

    Who keeps the error, as a window does that shows it, would keep them, too: this thread would see the book as it was
    at that moment, and write no more once somebody else has written.
    """
    traceback.clear_frames(error.__traceback__)


@contextmanager
def part(connection: Connection) -> Iterator[None]:
    """A part of a transaction that leaves no trace when it raises, while the rest can go on."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def create(path: Path, shop: Shop) -> Book:
    """Make a new book: one location, one till, the office, one person without a PIN.

    Raises:
        Refusal: `book_exists`, `book_url`.
        Trouble: `no_permission`, `disk_full` ...
    """
    _check_name(path)
    dialect.check_library()
    with _true_file_errors(path):
        if path.exists():
            raise Refusal("book_exists", book=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        # Money and names are nobody else's business: the file, its log and its copies are the owner's alone.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with dialect.true_errors(path):
            _lay_out(path, shop)
        return open_book(path)
    except BaseException:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        raise


def open_book(path: Path) -> Book:
    """Open a book, after bringing it up to date.

    Raises:
        Refusal: `book_url` for an address of a server.
        Trouble: `no_book`, `not_a_book`, `newer_book`, `book_read_only`, `book_damaged`, `no_permission`.
    """
    _check_name(path)
    dialect.check_library()
    check_file(path)
    database = dialect.SqliteDatabase(path)
    try:
        with dialect.true_errors(path):
            connection = database.connection()  # type: ignore[no-untyped-call]
            migrating.migrate(connection, path)
    except Trouble as trouble:
        if trouble.code == "book_cannot_open" and not _is_writable(path):
            raise Trouble("book_read_only", book=str(path)) from trouble
        raise
    return Book(path, database)


def _lay_out(path: Path, shop: Shop) -> None:
    connection = apsw.Connection(str(path))
    try:
        connection.setbusytimeout(dialect.BUSY_TIMEOUT_S * 1000)
        dialect.make_durable(connection)
        migrating.lay_out(connection)
        connection.execute("BEGIN IMMEDIATE")
        settings.write_new_book(connection, shop)
        # Last of all: what a power cut leaves half made is no book.
        dialect.mark_as_book(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def check_file(path: Path) -> None:
    """Look at the file's head before SQLite does: merely opening another program's database would change it.

    Raises:
        Trouble: `no_book`, `not_a_book`, `no_permission`.
    """
    with _true_file_errors(path):
        if not path.exists():
            raise Trouble("no_book", book=str(path))
        if not path.is_file():
            raise Trouble("not_a_book", book=str(path))
        with path.open("rb") as file:
            if not dialect.is_book(file.read(dialect.HEAD_BYTES)):
                raise Trouble("not_a_book", book=str(path))


def _is_writable(path: Path) -> bool:
    try:
        path.open("r+b").close()
    except OSError:
        return False
    return True


@contextmanager
def _true_file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise Trouble("no_permission", book=str(path)) from error
    except OSError as error:
        raise Trouble("book_cannot_open", book=str(path), reason=error.strerror or str(error)) from error


def _check_name(path: Path) -> None:
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Trouble("book_cannot_open", book=text) from error
    # A path folds the two slashes of an address into one; a drive letter alone is no scheme.
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", text):
        raise Refusal("book_url", text=text)
