"""The cashier of the demonstration: works the till by keys and scans, and goes by what is to be seen on the screen.

Each step waits until the screen shows what it should; where it does not, a sentence says which step that was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget

from app.base.trouble import Trouble
from app.ui.demo.album import Album
from app.ui.demo.hands import Hands
from app.ui.demo.patience import settle, wait_until
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import DETAIL_ROLE
from app.ui.window import TillWindow

_LIMIT_S = 20  # of a machine under load; the till itself answers within a tenth of a second
_ISOLATES = re.compile("[\u2066-\u2069]")

Story = Callable[["Cashier"], None]


class Cashier:
    """One person at one till.

    Args:
        window: The till.
        hands: What presses its keys.
        album: Where pictures are kept.
        till: Its code.
        sales: How many sales it has made before.

    Attributes:
        scan, press: As `Hands`.
        sales: How many it has made by now.
    """

    def __init__(self, window: TillWindow, hands: Hands, album: Album, *, till: str, sales: int) -> None:
        self._window = window
        self._album = album
        self._till = till
        self._story = ""
        self._hands = hands
        self.scan, self.press = hands.scan, hands.press
        self.sales = sales

    def play(self, story: Story) -> str:
        """Play a story.

        Returns:
            What it is about: the first line of its docstring.

        Raises:
            Trouble: `demo_stuck`, and those of pictures.
        """
        self._story = (story.__doc__ or story.__name__).splitlines()[0].rstrip(".")
        story(self)
        return self._story

    def begins(self) -> None:
        """Wait until the till stands ready and has the keyboard.

        Raises:
            Trouble: `demo_stuck`.
        """
        self.sees("saleTile0")
        self._wait("the keyboard", self._window.isActiveWindow)

    def type(self, text: str) -> None:
        """Type a text and wait until it stands in the field; a star takes what is before it away, as a quantity.

        Raises:
            Trouble: `demo_stuck`.
        """
        self._hands.type(text)
        left = text.rpartition("*")[2]
        if left:
            self._wait(left, lambda: _typed().endswith(left))

    def sees(self, name: str, *texts: str) -> None:
        """Wait until a control is in sight and shows these texts; of a table, one row all of them.

        Raises:
            Trouble: `demo_stuck`.
        """
        shown = " / ".join(texts)
        self._wait(f"{name}: {shown}" if shown else name, lambda: any(_has(one, texts) for one in _in_sight(name)))

    def can_press(self, name: str) -> None:
        """Wait until a button is in sight and takes a press: one that answers a figure waits until that can be read.

        Raises:
            Trouble: `demo_stuck`.
        """
        self._wait(f"{name} alive", lambda: any(one.isEnabled() for one in _in_sight(name)))

    def lacks(self, name: str, *texts: str) -> None:
        """Wait until a table is in sight and has no row with these texts (any more).

        Raises:
            Trouble: `demo_stuck`.
        """
        shown = " / ".join(texts)
        self._wait(f"{name} without {shown}", lambda: any(not _has(one, texts) for one in _in_sight(name)))

    def misses(self, name: str) -> None:
        """Wait until a control is out of sight, and the till has the keyboard.

        Raises:
            Trouble: `demo_stuck`.
        """
        self._wait(f"no {name}", lambda: self._window.isActiveWindow() and not any(_in_sight(name)))

    def goes_to(self, place: str) -> None:
        """Press the key that stands on a place of the rail.

        Raises:
            Trouble: `demo_stuck`.
        """
        self.sees(f"rail_{place}")
        self.press(next(_in_sight(f"rail_{place}")).accessibleDescription())

    def has_keys(self, name: str) -> None:
        """Wait until a control has the keyboard.

        Raises:
            Trouble: `demo_stuck`.
        """
        self._wait(f"the keyboard in {name}", lambda: any(one.hasFocus() for one in _in_sight(name)))

    def opens(self, name: str, *keys: str) -> None:
        """Press keys and wait until a dialog is there and has the keyboard.

        Raises:
            Trouble: `demo_stuck`.
        """
        self.press(*keys)
        self._wait(name, lambda: any(one.isActiveWindow() for one in _in_sight(name)))

    def finds(self, words: str, name: str) -> None:
        """Type words and wait until the list is the one for these words, with this product in it."""
        self.type(words)
        self._wait(f"{words}: {name}", lambda: any(_lists(one, words, name) for one in _in_sight("saleResults")))

    def sees_total(self, amount: str) -> None:
        """Wait until everything is rung up and the total is this."""
        self.sees("saleTotalCaption", "Total")
        self.sees("saleTotal", amount)

    def is_paid(self, amount: str) -> None:
        """Wait until the next sale stands in the book, paid without change."""
        self._next_sale()
        self.sees("saleTotalCaption", "Paid")
        self.sees("saleTotal", amount)

    def gives_change(self, amount: str) -> None:
        """Wait until the next sale stands in the book, with so much to give back."""
        self._next_sale()
        self.sees("saleTotalCaption", "Change")
        self.sees("saleTotal", amount)

    def picture(self, name: str) -> None:
        """Keep a picture of what is to be seen once everything that was asked for is there.

        Raises:
            Trouble: `demo_stuck`, `unwritable_file`.
        """
        self._wait("an answer to everything", lambda: self._window.workers.are_at_rest)
        settle()
        self._album.take(self._window, name)

    def _next_sale(self) -> None:
        self.sales += 1
        self.sees("saleLast", f"{self._till}-{self.sales:06}")

    def _wait(self, awaited: str, holds: Callable[[], bool]) -> None:
        if wait_until(holds, limit_ms=_LIMIT_S * 1000):
            return
        picture = self._album.take(self._window, "stuck")
        facts = {"story": self._story, "awaited": awaited, "seconds": _LIMIT_S, "picture": str(picture)}
        raise Trouble("demo_stuck", **facts)


def _typed() -> str:
    """What stands in the field that has the keyboard."""
    field = QApplication.focusWidget()
    return field.text() if isinstance(field, QLineEdit) else ""


def _in_sight(name: str) -> Iterator[QWidget]:
    """The controls of that name that are to be seen, in the window and its dialogs."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            found = [window] if window.objectName() == name else window.findChildren(QWidget, name)
            yield from (one for one in found if one.isVisible())


def _has(control: QWidget, texts: tuple[str, ...]) -> bool:
    return any(all(_stands_in(text, shown) for text in texts) for shown in _shown(control))


def _lists(table: QWidget, words: str, name: str) -> bool:
    return table.accessibleDescription() == words and _has(table, (name,))


def _shown(control: QWidget) -> list[str]:
    """What a control shows; of a table, each row."""
    match control:
        case QTableView():
            return [_row(control, place) for place in range(control.model().rowCount())]
        case InlineBar():
            return [control.sentence()]
        case QLabel() | QLineEdit():
            return [control.text()]
    return [""]


def _row(table: QTableView, place: int) -> str:
    model = table.model()
    cells = [model.index(place, column, QModelIndex()) for column in range(model.columnCount())]
    roles = (Qt.ItemDataRole.DisplayRole, DETAIL_ROLE)
    return " ".join(str(model.data(cell, role) or "") for cell in cells for role in roles)


def _stands_in(text: str, shown: str) -> bool:
    """Whether a text stands there whole: "5,32" does not stand in "15,32"."""
    plain = _ISOLATES.sub("", shown).replace("\N{NO-BREAK SPACE}", " ")
    return re.search(rf"(?<![\w.,]){re.escape(text)}(?!\w)", plain) is not None if text else True
