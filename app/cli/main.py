"""The headless door: reads the command line, runs one command, says what went wrong in a sentence.

Exit status: 0 done, 1 something was refused, 2 unusable call or input, 3 trouble with the machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from app.base.paths import default_book
from app.base.trouble import Trouble
from app.cli.doors import Doors, named_book
from app.domain.refusal import Refusal
from app.domain.wording import sentence

REFUSED, UNUSABLE, TROUBLE = 1, 2, 3


_WRONG_FILE = frozenset({"no_book", "not_a_book", "newer_book"})


def run(arguments: Sequence[str], doors: Doors) -> int:
    """Carry out one command; with none, the till opens.

    Returns:
        The exit status.
    """
    window = _window(arguments, doors)
    command = window or _command(arguments, doors)
    try:
        status = command()
        # What cannot be written has to be known while the exit status can still tell.
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
    except Refusal as refusal:
        print(sentence(refusal.code, refusal.facts), file=sys.stderr)
        return UNUSABLE
    except Trouble as trouble:
        print(sentence(trouble.code, trouble.facts), file=sys.stderr)
        # A file that is no book is a wrong call; everything else is the machine's.
        return UNUSABLE if trouble.code in _WRONG_FILE else TROUBLE
    except BrokenPipeError:
        # Whoever read our answers has left: what was answered stands, and there is nobody to tell.
        sys.stderr.close()
        return TROUBLE
    except OSError as error:
        if window is not None:
            raise
        # Commands say which file they could not read or write; what is left is their own printing.
        print(sentence("output_lost", {"reason": error.strerror or error}), file=sys.stderr)
        if sys.stdout is not None:
            with suppress(OSError):
                sys.stdout.close()
        return TROUBLE
    return status


def _window(arguments: Sequence[str], doors: Doors) -> Callable[[], int] | None:
    """The window that is asked for, or None: the till opens without loading all that commands can do."""
    options = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    options.add_argument("--book", type=named_book)
    options.add_argument("--till", default="")
    try:
        known, rest = options.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    if not rest:
        book = known.book or default_book()
        return lambda: doors.open_till(book, known.till)
    return doors.open_sample if rest == ["sample"] and not known.till else None


def _command(arguments: Sequence[str], doors: Doors) -> Callable[[], int]:
    from app.cli import commands  # noqa: PLC0415 -- the window has no use for them

    return commands.chosen(arguments, doors)
