"""What SQLite does its own way: opening, durability, locking, triggers, full text, copies.

PostgreSQL would have its own module with the same names; nothing else in the store knows which database it speaks to.
"""

from __future__ import annotations

import json
import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import apsw
import peewee
from playhouse.apsw_ext import APSWDatabase

from app.base.trouble import Trouble

# "TILL": stands in the file's header, so that another program's database is never taken for a book.
APPLICATION_ID = 0x54494C4C

# The head of a SQLite file: its magic words, and the place of the mark above (https://sqlite.org/fileformat.html).
HEAD_BYTES = 100
_MAGIC = b"SQLite format 3\x00"
_MARK_AT = slice(68, 72)

# The first SQLite whose write-ahead log survives two connections (the WAL-reset bug, decision 0001).
FIRST_SOUND_SQLITE = (3, 51, 3)

BUSY_TIMEOUT_S = 5
# Who waits for the book asks again this often: SQLite's own pauses grow to 0.1 s, and a long list would never let go.
_ASK_AGAIN_MS = 2

WORDS = {
    "$ID": "INTEGER NOT NULL PRIMARY KEY",
    "$INT": "INTEGER",
    "$BYTES": "BLOB",
    "$STRICT": "STRICT",
    "$KEYED": "STRICT, WITHOUT ROWID",
    "$EACH": "json_each(?)",  # a table of the values in one parameter, see `each` and `each_text`
}

# What a connection must answer after it was set up: a sale that was answered survives a power cut.
PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "wal", "wal"),
    ("synchronous", "full", 2),
    ("foreign_keys", "on", 1),
    ("recursive_triggers", "on", 1),
    ("temp_store", "memory", 2),
    ("cache_size", "-16384", -16384),
)

# So many of SQLite's own steps take some milliseconds.
_STEPS_BETWEEN = 50_000

_TROUBLES: tuple[tuple[type[BaseException], str], ...] = (
    (apsw.FullError, "disk_full"),
    (apsw.ReadOnlyError, "book_read_only"),
    (apsw.CorruptError, "book_damaged"),
    (apsw.NotADBError, "not_a_book"),
    (apsw.CantOpenError, "book_cannot_open"),
    (apsw.PermissionsError, "no_permission"),
    (apsw.AuthError, "no_permission"),
    (apsw.BusyError, "book_locked"),
    (apsw.LockedError, "book_locked"),
    (apsw.IOError, "disk_error"),
    (apsw.NoMemError, "no_memory"),
    (apsw.InterruptError, "stopped"),
    (UnicodeDecodeError, "book_damaged"),  # the book writes UTF-8 alone
)


def each(numbers: Iterable[int]) -> str:
    """Whole numbers as the one parameter of `$EACH`: a statement stays the same however many they are."""
    # Python writes a list of them as JSON does, in a third of the time of an encoder.
    return str(list(numbers))


def each_text(texts: Iterable[str]) -> str:
    """Texts as the one parameter of `$EACH`."""
    return _TO_JSON.encode(list(texts))


_TO_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def storable(text: str) -> str:
    """Text as a book can keep it: half a character, which some keyboards send, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


class SqliteDatabase(APSWDatabase):
    """A book's connections, one for each thread, each durable and checked before it is used."""

    def __init__(self, path: Path) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_NOMUTEX
        super().__init__(str(path), timeout=BUSY_TIMEOUT_S, flags=flags, statementcachesize=256)  # type: ignore[no-untyped-call]

    def _connect(self) -> apsw.Connection:
        connection: apsw.Connection = super()._connect()  # type: ignore[no-untyped-call]
        try:
            make_durable(connection)
            wait_in_turn(connection)
            plan_once(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def check_library() -> None:
    """Refuse a SQLite library that can corrupt a book used by two connections.

    Raises:
        Trouble: `old_sqlite`.
    """
    version = apsw.sqlite_lib_version()
    if tuple(int(part) for part in version.split(".")) < FIRST_SOUND_SQLITE:
        raise Trouble("old_sqlite", version=version, needed=".".join(str(part) for part in FIRST_SOUND_SQLITE))


def make_durable(connection: apsw.Connection) -> None:
    """Set the pragmas and read each of them back.

    Raises:
        Trouble: `not_durable` when one did not take, say on a file system without shared memory.
    """
    for name, value, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").get
        if found != expected:
            raise Trouble("not_durable", pragma=name, found=str(found), expected=str(expected))


def wait_in_turn(connection: apsw.Connection) -> None:
    """Wait for a book that another holds, asking so often that a short gap is enough to come in."""
    most = BUSY_TIMEOUT_S * 1000 // _ASK_AGAIN_MS

    def ask_again(asked: int) -> bool:
        time.sleep(_ASK_AGAIN_MS / 1000)
        return asked < most

    connection.set_busy_handler(ask_again)


def make_way() -> None:
    """A gap between two of many transactions, for those that wait."""
    time.sleep(3 * _ASK_AGAIN_MS / 1000)


def plan_once(connection: apsw.Connection) -> None:
    """Keep the plan of a statement whatever its parameters are.

    Else SQLite plans every join anew whenever one of its parameters has another value, which costs more than to run it.
    Nothing here asks for a pattern or a range of which the best plan would depend on the value.
    """
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)


def in_words(sql: str) -> str:
    """Common SQL with SQLite's own words put in."""
    for word, own in WORDS.items():
        sql = sql.replace(word, own)
    return sql


def immutable_triggers(tables: Iterable[str]) -> str:
    """Triggers that refuse UPDATE and DELETE (REPLACE deletes, which `recursive_triggers` lets them see)."""
    return "".join(
        f"""
        CREATE TRIGGER {table}_stays_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'posted facts are never changed'); END;
        """
        for table in tables
        for verb in ("UPDATE", "DELETE")
    )


def schema_version(connection: apsw.Connection) -> int:
    """The number of the last migration that was carried out."""
    return int(connection.execute("PRAGMA user_version").get)


def set_schema_version(connection: apsw.Connection, version: int) -> None:
    """Set the number inside the migration's own transaction."""
    connection.execute(f"PRAGMA user_version = {version:d}")


def application_id(connection: apsw.Connection) -> int:
    """The mark in the file's header."""
    return int(connection.execute("PRAGMA application_id").get)


def is_book(head: bytes) -> bool:
    """Whether a file with this head is a book, as far as its head can tell."""
    return head.startswith(_MAGIC) and head[_MARK_AT] == APPLICATION_ID.to_bytes(4, "big")


def mark_as_book(connection: apsw.Connection) -> None:
    """Set the mark in the file's header."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")


def watch(connection: apsw.Connection, is_stopped: Callable[[], bool] | None) -> None:
    """Ask now and then whether what runs is still wanted; None asks no more."""
    connection.set_progress_handler(is_stopped, _STEPS_BETWEEN)


def data_version(connection: apsw.Connection) -> int:
    """A number that moves when another connection has changed the book."""
    return int(connection.execute("PRAGMA data_version").get)


def integrity_problems(connection: apsw.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file; empty when it is whole."""
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except apsw.SQLError as error:
        found = [str(error)]  # a schema or an index that the check itself stumbles over
    broken = [f"{row[0]} row {row[1]} points nowhere" for row in connection.execute("PRAGMA foreign_key_check")]
    return [line for line in found if line != "ok"] + broken


def structure(connection: apsw.Connection) -> set[tuple[str, str, str]]:
    """Every table, index and trigger: its kind, name and SQL. Statistics for the planner are not part of it."""
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite^_stat%' ESCAPE '^'"
    )
    return {(kind, name, sql) for kind, name, sql in rows}


_PAGES_AT_ONCE = 2000


def copy_to(connection: apsw.Connection, target: Path) -> None:
    """A consistent copy of the whole book, also while others write; readable by its owner alone.

    Raises:
        FileExistsError: when there is such a file.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except BaseException:
        target.unlink()
        raise


def trial_copy(connection: apsw.Connection) -> apsw.Connection:
    """A copy of the whole book in a file of nobody's, which is gone with the connection; it holds up no writer."""
    copy = apsw.Connection("")
    try:
        with copy.backup("main", connection, "main") as backup:
            while not backup.done:
                backup.step(_PAGES_AT_ONCE)
        copy.execute("PRAGMA foreign_keys = 1")
        copy.execute("PRAGMA recursive_triggers = 1")
        plan_once(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def fold_log(connection: apsw.Connection) -> None:
    """Bring the write-ahead log into the file itself."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# Chinese, Japanese and Korean are written without spaces: each character is a word of its own for the index.
_CJK = "([\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"
_WORD = re.compile(r"[^\W_]+")


def index_words(text: str) -> str:
    """Text as the full-text index keeps it: words alone, wide and joined forms as plain ones, East Asian ones apart.

    What is typed goes the same way, so that the two never disagree about where a word ends.
    """
    if not text.isascii():
        text = _cjk().sub(r" \1 ", unicodedata.normalize("NFKC", text))
    return " ".join(_WORD.findall(text))


def match_words(typed: str) -> str:
    """A full-text query for what a person typed: every word must begin a word of the name, in any order.

    East Asian words match anywhere in the name, as a phrase of characters. Empty when nothing can be searched for.
    """
    if typed.isascii() and typed.isalnum():
        return f'"{typed}"*'  # as most are while they are typed
    terms = []
    for word in typed.replace("\0", "").split():  # no name has that character
        phrase = index_words(word)
        if phrase:
            terms.append(f'"{phrase}"' if _cjk().search(phrase[-1]) else f'"{phrase}"*')
    return " ".join(terms[:8])


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(_CJK)  # takes 2 ms: with the first name, not with the program


@contextmanager
def true_errors(path: Path) -> Iterator[None]:
    """Say the true cause of what the machine could not do.

    A failing commit can surface as a failing rollback, its cause hidden in the context: the whole chain is walked.

    Raises:
        Trouble: for everything that is the machine's; other errors pass as they are.
    """
    try:
        yield
    except Trouble:
        raise
    except (apsw.Error, peewee.PeeweeException, OSError, UnicodeDecodeError) as error:
        code = _trouble_behind(error)
        if code is None:
            raise
        raise Trouble(code, book=str(path)) from error


def _trouble_behind(error: BaseException) -> str | None:
    """The word for the deepest cause that is the machine's, or None."""
    found = None
    cause: BaseException | None = error
    while cause is not None:
        found = next((code for kind, code in _TROUBLES if isinstance(cause, kind)), found)
        if getattr(cause, "extendedresult", 0) == apsw.SQLITE_IOERR_SHMSIZE:
            # Whoever only reads needs room, too: 32 KB beside the book for the index of the write-ahead log.
            found = "disk_full"
        cause = cause.__cause__ or cause.__context__
    return found
