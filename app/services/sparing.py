"""A file of ours never takes the place of a book, nor of what a book keeps beside it."""

from __future__ import annotations

from pathlib import Path

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect


def spare_books(path: Path) -> None:
    """Refuse to write a file where a book is.

    Raises:
        Refusal: `file_is_a_book`.
        Trouble: `unwritable_file` for what cannot be looked at.
    """
    for name in (path.name, *(path.name.removesuffix(end) for end in dialect.BESIDE if path.name.endswith(end))):
        file = path.with_name(name or path.name)
        try:
            if not file.is_file():
                continue
            with file.open("rb") as stream:
                head = stream.read(dialect.HEAD_BYTES)
        except OSError as error:
            raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error
        if dialect.is_book(head):
            raise Refusal("file_is_a_book", path=str(path))
