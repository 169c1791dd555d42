"""Builds the till: its book, its lock, its window, and (once that is in sight) what works behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base import paths
from app.base.log import start_log
from app.base.settings import Settings
from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.store import database
from app.store.holding import free_tills, hold_till
from app.store.queries.parties import person
from app.store.queries.staff import signs_in_alone
from app.store.queries.tills import Till, tills_to_open
from app.store.settings import FIRST_LOCATION, FIRST_TILL
from app.ui.parts import Parts, Verbs
from app.ui.session import Session
from app.ui.window import open_window

if TYPE_CHECKING:
    from app.base.lock import FileLock
    from app.domain.shop import Shop
    from app.services.importing import Importing


def open_till(path: Path, code: str = "") -> int:
    """See `app.bootstrap.open_till`."""
    start_log(paths.log_file())
    # A book that was named and is not there is a slip; no book at all is the first start.
    if path == paths.default_book() and not path.exists():
        path = _first_book(path)
        if not path.exists():
            return 0
    try:
        book = database.open_book(path)
        till, lock = _held(book, code)
    except (Refusal, Trouble) as error:
        if _is_started_by_icon():
            from app.ui.notice import tell_not_opened  # noqa: PLC0415 -- most starts go well

            tell_not_opened(error.code, error.facts)
        raise
    try:
        return open_window(parts(book, at=till), ["tillbook"])
    finally:
        lock.release()


def _held(book: database.Book, code: str) -> tuple[Till, FileLock]:
    """The till that is asked for, or the usual one, held for this window.

    Raises:
        Refusal: `no_such_till`.
        Trouble: `till_open_elsewhere`, `other_till_free`, `unwritable_file`.
    """
    with book.reading() as connection:
        known = {till.code: till for till in tills_to_open(connection)}
    wanted = code or FIRST_TILL
    if wanted not in known:
        raise Refusal("no_such_till", till=wanted[:40], known=", ".join(known))
    try:
        return known[wanted], hold_till(book.path, wanted)
    except Trouble as trouble:
        free = [] if code or trouble.code != "till_open_elsewhere" else free_tills(book.path, known)
        if not free:
            raise
        raise Trouble("other_till_free", **trouble.facts, free=", ".join(free), first=free[0]) from trouble


def _first_book(path: Path) -> Path:
    """Ask for the first book. Returns the one to open, which is not there if nobody chose."""
    from app.bootstrap.sample import make_lived_in  # noqa: PLC0415 -- once in the life of a machine
    from app.jobs.founding import found  # noqa: PLC0415 -- the same
    from app.ui.shell.welcome import ask_first  # noqa: PLC0415 -- the same

    answer = ask_first(partial(found, path, create=make_first_book), Settings(paths.settings_file()).machine.theme)
    if answer != "sample":
        return path
    sample = paths.sample_book()
    if not sample.exists():
        make_lived_in(sample)
    return sample


def make_first_book(path: Path, shop: Shop, fill: Callable[[Importing], None]) -> None:
    """Make the book of a new shop and let it be filled; it lies whole in one file."""
    from app.services.importing import Importing  # noqa: PLC0415 -- once in the life of a machine

    book = database.create(path, shop)
    fill(Importing(book))
    # It is about to get another name: its log would keep the old one.
    book.finish()


def _is_started_by_icon() -> bool:
    """Whether nobody reads the standard error, but there is a screen to say something on."""
    has_screen = os.environ.get("QT_QPA_PLATFORM") not in {"offscreen", "minimal"}
    return has_screen and (sys.stderr is None or not sys.stderr.isatty())


def parts(
    book: database.Book,
    settings: Settings | None = None,
    receipts: Path | None = None,
    at: Till = Till(FIRST_TILL, FIRST_LOCATION),  # noqa: B008 -- a named tuple never changes
) -> Parts:
    """What the window is built from; without others, with this machine's settings and the folder beside the book."""
    machine = settings or Settings(paths.settings_file(), book.path)
    folder = receipts or paths.receipts_folder(book.path)
    return Parts(
        rules=lambda: book.shop,
        till=at.code,
        location=at.location,
        session=_session(book),
        book_name=book.path.name,
        settings=machine,
        verbs=cache(partial(_verbs, book, machine, folder)),
    )


def _session(book: database.Book) -> Session:
    """Who is at the till when it opens: the only person there is, or nobody yet."""
    with book.reading() as connection:
        alone = signs_in_alone(connection)
        owner = alone or person(connection, None)[1]
    return Session(owner.code, owner.name, is_open=alone is not None)


def _verbs(book: database.Book, machine: Settings, receipts: Path) -> Verbs:
    from app.bootstrap import verbs  # noqa: PLC0415 -- the window is in sight before they are loaded

    return verbs.on_book(book, machine, receipts)
