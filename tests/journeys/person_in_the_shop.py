"""A till's window as a program of its own, and the hands of one person in front of it.

Each line that comes in is a list of steps, `[what the hands do, ...]` as `Cashier` names them; one line goes out when
they are done: what the last one found, or why it is stuck.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from app.base.settings import Settings
from app.base.trouble import Trouble
from app.bootstrap.till import parts
from app.store import database
from app.ui.demo.album import Album
from app.ui.demo.cashier import _ISOLATES, Cashier, _in_sight, _row
from app.ui.demo.day import _application
from app.ui.demo.hands import Hands
from app.ui.demo.patience import settle, wait_until
from app.ui.session import Session
from app.ui.window import running_till, show_on_screen

_START_MS = 30_000


def main(path: str, user: str, till: str) -> None:
    """Open the window on a book, and do as one is told until nothing more comes."""
    folder = Path(path).parent
    application, hands, settled = _application(), Hands(), []
    shop = parts(database.open_book(Path(path)), Settings(folder / f"{user}.json"))
    at_work = replace(shop, session=Session(user, user.title()), till=till)
    with running_till(at_work, application, event_time=hands.event_time) as window:
        window.settled.connect(lambda: settled.append(True))
        hands.sit_down(window)
        show_on_screen(window)
        window.start()
        person = Cashier(window, hands, Album(_own(folder, user)), till=till, sales=0)
        # While it still loads, one key of a scan may take longer than a scanner ever does.
        wait_until(lambda: bool(settled), limit_ms=_START_MS)
        person.sees("saleEmpty")
        _says("ready")
        for line in sys.stdin:
            _says(json.dumps(_done(person, json.loads(line))))
        window.close()


def _says(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _own(folder: Path, user: str) -> Path:
    """A folder for the pictures of one person."""
    own = folder / user
    own.mkdir()
    return own


def _done(person: Cashier, steps: list[list[str]]) -> object:
    found: object = None
    try:
        for what, *told in steps:
            found = _rows(*told) if what == "rows" else getattr(person, what)(*told)
    except Trouble as trouble:
        return {"stuck": {name: str(fact) for name, fact in trouble.facts.items()}}
    return found


def _rows(name: str) -> list[str]:
    """What a table in sight shows, row by row."""
    settle()
    table, *_ = _in_sight(name)
    return [_ISOLATES.sub("", _row(table, place)) for place in range(table.model().rowCount())]  # type: ignore[attr-defined, arg-type]


if __name__ == "__main__":
    main(*sys.argv[1:])
