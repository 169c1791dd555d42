"""Files that a person names: they appear whole or not at all, and never in the place of a book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.base.trouble import Trouble
from app.domain.refusal import Refusal

_BOOK_BEGINS = b"SQLite format 3\0"
_BESIDE_A_BOOK = ("-wal", "-shm", "-journal")


@contextmanager
def whole_file(path: Path, *, make_folder: bool = False) -> Iterator[IO[bytes]]:
    """A stream into a file that takes its name when all is written; one that was there is replaced.

    Args:
        path: Where it is to stand. A device or a pipe takes what it gets.
        make_folder: Whether the folder is made, for its owner alone, when there is none.

    Raises:
        Refusal: `file_is_a_book`.
        Trouble: `unwritable_file`.
    """
    never_a_book(path)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f"{path.name}.part")
        try:
            with part.open("wb") as stream:
                yield stream
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Trouble("unwritable_file", path=str(path), reason=error.strerror or str(error)) from error


def never_a_book(path: Path) -> None:
    """Refuse to write over a book, or over what belongs to one: a slip in a file's name would cost the shop.

    Raises:
        Refusal: `file_is_a_book`.
    """
    beside = [path.with_name(path.name.removesuffix(end)) for end in _BESIDE_A_BOOK if path.name.endswith(end)]
    for one in (path, *beside):
        if _is_book(one):
            raise Refusal("file_is_a_book", path=str(path))


def _is_book(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(len(_BOOK_BEGINS)) == _BOOK_BEGINS
    except (OSError, ValueError):  # one that cannot be read is told of when it is written
        return False
