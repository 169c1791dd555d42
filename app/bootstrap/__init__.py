"""The only place that builds things: which clock, which book, which services on it, which window.

Each half is loaded by whoever asks for it: the till's window has no use for the headless door's services, a command
has none for Qt.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.screen import has_screen
from app.base.trouble import Trouble
from app.cli.doors import Doors, OpenBook

if TYPE_CHECKING:
    from app.domain.shop import Shop


def doors() -> Doors:
    """The doors of the program, for real use."""
    return Doors(
        open_book=open_book,
        create_book=create_book,
        open_till=open_till,
        open_sample=open_sample,
        play_demo=play_demo,
    )


def open_book(path: Path) -> OpenBook:
    """Open a book with everything that can be done and asked.

    Raises:
        Refusal: `book_url`.
        Trouble: `no_book`, `not_a_book`, `newer_book` ...
    """
    from app.bootstrap import headless  # noqa: PLC0415 -- the window has no use for it

    return headless.open_book(path)


def create_book(path: Path, shop: Shop) -> OpenBook:
    """Make a new book.

    Raises:
        Refusal: `book_exists`, `book_url`.
        Trouble: `no_permission`, `disk_full` ...
    """
    from app.bootstrap import headless  # noqa: PLC0415 -- the window has no use for it

    return headless.create_book(path, shop)


def open_till(path: Path, code: str = "") -> int:
    """Open the till's window on a book, until it is closed.

    Args:
        path: The book.
        code: Of the till; "" is the usual one.

    Raises:
        Refusal: `no_such_till`.
        Trouble: `no_display`, `till_open_elsewhere`, `other_till_free`, and those of `open_book`.
    """
    # Qt ends the whole process where it finds no screen: it is asked for before.
    if not has_screen():
        raise Trouble("no_display")
    from app.bootstrap import till  # noqa: PLC0415 -- Qt is only loaded by whoever opens a window

    return till.open_till(path, code)


def open_sample() -> int:
    """Open the till's window on the sample shop, which is made on first use."""
    from app.base.paths import sample_book  # noqa: PLC0415 -- only the sample shop lies there

    path = sample_book()
    if not path.exists():
        make_lived_in(path)
    return open_till(path)


def make_sample(path: Path) -> None:
    """Make a book of the sample shop."""
    from app.bootstrap import sample  # noqa: PLC0415 -- once in the life of a machine

    sample.make_sample(path)


def make_lived_in(path: Path) -> None:
    """Make a book of the sample shop in which it has sold for some weeks."""
    from app.bootstrap import sample  # noqa: PLC0415 -- once in the life of a machine

    sample.make_lived_in(path)


def play_demo(folder: Path) -> int:
    """Play a day in the sample shop through the real window; its papers and pictures stay in the folder."""
    from app.bootstrap import sample  # noqa: PLC0415 -- Qt is only loaded by whoever opens a window

    return sample.play_demo(folder)


def calm_collector() -> None:
    """Let the garbage collector run seldom: what the program was built from is never garbage, and a sale makes little.

    It would otherwise walk over everything every few hundred objects, also in the middle of a scan.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
