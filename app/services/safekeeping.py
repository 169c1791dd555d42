"""Safekeeping: copies of the book, and a copy that becomes the book again once it has proved itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.reports.findings import Findings
from app.reports.verification import Verification
from app.store import copies, database
from app.store.holding import hold_every_till


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        proof: What was found in the copy: nothing wrong.
        aside: Where the book lies that was there before; None if there was none.
    """

    proof: Findings
    aside: Path | None


def back_up(path: Path, target: Path, at: datetime) -> Path:
    """Copy a book while others go on selling. The copy is opened and checked before it gets its name.

    Args:
        path: The book.
        target: The file to make, or a folder, in which the copy is called after the book and the moment.
        at: This moment, for the name.

    Returns:
        The copy.

    Raises:
        Refusal: `copy_exists`.
        Trouble: those of `copy_book`.
    """
    if target.is_dir():
        target /= f"{path.stem}-{at:%Y-%m-%d-%H%M%S}{path.suffix}"
    database.check_file(path)
    copies.copy_book(path, target)
    copies.note_copy(path, target, at)
    return target


def restore(copy: Path, path: Path) -> Restored:
    """Let a copy take the book's place, if it proves itself: everything that `verify` looks at must be right in it.

    The tills go on in a new series of numbers, so that none on paper is given twice. The book that was there is kept
    beside it. The copy itself stays as it is.

    Raises:
        Refusal: `copy_not_right` with the first finding; `copy_is_the_book`.
        Trouble: `till_open_elsewhere`, `book_in_use`, `not_a_book`, `newer_book`, and those of the machine.
    """
    if path.exists() and copy.exists() and path.samefile(copy):
        raise Refusal("copy_is_the_book", path=str(copy))
    database.check_file(copy)
    trial = path.with_name(f".{path.name}.restoring")
    _clear(trial)
    try:
        copies.copy_book(copy, trial)
        book = database.open_book(trial)
        proof = Verification(book).run()
        if not proof.is_clean:
            raise Refusal("copy_not_right", path=str(copy), finding=str(proof.found[0]))
        copies.begin_series(book, above=copies.highest_series(path))
        book.finish()
        with hold_every_till(path):
            return Restored(proof, copies.put_in_place(trial, path))
    finally:
        _clear(trial)


def _clear(trial: Path) -> None:
    """Remove a trial copy, with what opening it left beside it."""
    for left in (trial, *trial.parent.glob(f"{trial.name}-*"), *trial.parent.glob(f"{trial.stem}-before-schema-*")):
        try:
            left.unlink(missing_ok=True)
        except OSError as error:
            raise Trouble("unwritable_file", path=str(left), reason=error.strerror or str(error)) from error
