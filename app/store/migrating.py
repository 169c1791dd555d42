"""Bringing a book up to the newest schema: step by step, each one transaction, with a checked copy first."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

import apsw

from app.base.trouble import Trouble
from app.store import dialect_sqlite as dialect
from app.store.migrations import STEPS

NEWEST = len(STEPS)


def check_version(connection: apsw.Connection, path: Path) -> int:
    """The book's schema version.

    Raises:
        Trouble: `newer_book` when a newer program wrote it; `not_a_book` when another program did.
    """
    version = dialect.schema_version(connection)
    if dialect.application_id(connection) != dialect.APPLICATION_ID:
        raise Trouble("not_a_book", book=str(path))
    if version > NEWEST:
        raise Trouble("newer_book", book=str(path), version=version, known=NEWEST)
    return version


def migrate(connection: apsw.Connection, path: Path) -> Path | None:
    """Carry out the steps that are missing.

    Returns:
        The copy that was made first, or None when there was nothing to do.
    """
    version = check_version(connection, path)
    if version == NEWEST:
        return None
    backup = _free_name(path, version)
    dialect.copy_to(connection, backup)
    _check_copy(backup, version)
    for number in range(version + 1, NEWEST + 1):
        carry_out(connection, number)
    return backup


def carry_out(connection: apsw.Connection, number: int) -> None:
    """One step and its number, in one transaction: the book is at the old schema or the new, never between."""
    step = STEPS[number - 1]
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another window may have been quicker: its work is not done twice.
        if dialect.schema_version(connection) < number:
            connection.execute(dialect.in_words(step.COMMON))
            connection.execute(dialect.in_words(step.SQLITE))
            connection.execute(dialect.immutable_triggers(step.IMMUTABLE))
            dialect.set_schema_version(connection, number)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def lay_out(connection: apsw.Connection) -> None:
    """Make the tables of a new book in an empty file: written at once, as all steps together leave them."""
    model = apsw.Connection(":memory:")
    try:
        model.deserialize("main", _made_by(STEPS))
        with connection.backup("main", model, "main") as copying:
            copying.step(-1)
    finally:
        model.close()


def structure_differences(connection: apsw.Connection) -> list[str]:
    """The names of tables, indexes and triggers that are not as the steps make them: altered, missing or added."""
    return sorted({name for _, name, _ in _structure_by(STEPS) ^ dialect.structure(connection)})


@cache
def _made_by(steps: tuple[ModuleType, ...]) -> bytes:
    """An empty book after these steps. They take longer than all else about a new book: once is enough."""
    model = apsw.Connection(":memory:")
    try:
        for number in range(1, len(steps) + 1):
            carry_out(model, number)
        return model.serialize("main")
    finally:
        model.close()


@cache
def _structure_by(steps: tuple[ModuleType, ...]) -> set[tuple[str, str, str]]:
    model = apsw.Connection(":memory:")
    try:
        model.deserialize("main", _made_by(steps))
        return dialect.structure(model)
    finally:
        model.close()


def _free_name(path: Path, version: int) -> Path:
    for turn in range(1, 1000):
        name = path.with_name(f"{path.stem}-before-schema-{version + 1}-{turn}{path.suffix}")
        if not name.exists():
            return name
    raise Trouble("no_room_for_backup", book=str(path))


def _check_copy(backup: Path, version: int) -> None:
    copy = apsw.Connection(str(backup), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        if dialect.integrity_problems(copy) or dialect.schema_version(copy) != version:
            raise Trouble("bad_backup", backup=str(backup))
    finally:
        copy.close()
