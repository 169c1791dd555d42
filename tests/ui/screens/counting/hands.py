"""The counting screen in a real window, and the hands in front of it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from app.devices.scanner import RawScan
from app.domain.requests import Asking
from app.domain.stock_requests import CountAsked, CountLineAsked
from app.ui.demo.patience import wait_until
from app.ui.sound import Tone
from app.ui.widgets.messages import InlineBar
from app.ui.widgets.tables import DETAIL_ROLE
from tests.ui.windows import CTRL, Key, OpenWindow

Control = TypeVar("Control", bound=QWidget)
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Counting:
    """The counting screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.shop = opened.till.shop
        self.press, self.types = opened.press, opened.types
        opened.goes_to("counting")
        opened.rest()
        self.tones: list[Tone] = []
        self.screen = opened.window._screens["counting"]
        self.screen.tone.connect(self.tones.append)  # type: ignore[attr-defined]

    def scan(self, *codes: str, is_repeat: bool = False) -> None:
        for code in codes:
            raw = RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True)
            if is_repeat:
                self.screen.on_scan(code, is_repeat=True)  # type: ignore[attr-defined]
            else:
                self.opened.window.on_scanned(raw)
            self.opened.rest()

    def text(self, name: str) -> str:
        control = self.opened.find(name)
        assert isinstance(control, QLabel | InlineBar)
        return (control.sentence() if isinstance(control, InlineBar) else control.text()).translate(ISOLATES)

    def rows(self, name: str) -> list[list[str]]:
        dialog = self.opened.dialog()
        table = (dialog and dialog.findChild(QTableView, name)) or self.opened.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        return [
            [str(model.index(row, column).data()).translate(ISOLATES) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def in_dialog(self, name: str, kind: type[Control]) -> Control:
        """A control of the dialog that is open."""
        dialog = self.opened.dialog()
        assert dialog is not None
        found = dialog.findChild(kind, name)
        assert found is not None, name
        return found

    def dialog_says(self, name: str) -> str:
        return self.in_dialog(name, InlineBar).sentence().translate(ISOLATES)

    def kept(self, sql: str) -> list[tuple[object, ...]]:
        """What the book has."""
        with self.shop.book.reading() as connection:
            return list(connection.execute(sql))

    def posts(self, uid: str, *lines: CountLineAsked, uncounted: str = "leave") -> str:
        """A program posts a count. Returns its number."""
        asked = CountAsked(Asking(uid, till="T1", user="owner", location="shop"), lines, uncounted)
        return self.opened.till.parts.counting.count(asked).number

    def states(self) -> dict[str, str]:
        return {row[0]: row[-1] for row in self.rows("countReviewLines")}

    def post(self) -> None:
        """Post the review: look at it, press F9, and look at what is asked."""
        self.can_press("count_post")
        self.press(Key.Key_F9)
        if self.opened.dialog() is not None:
            self.can_press("post_dialog_answer")
            self.press(Key.Key_F9)

    def give_up(self) -> None:
        """Press Ctrl+Del, read what is asked, and press it again."""
        self.press(Key.Key_Delete, modifiers=CTRL)
        self.can_press("give_up_answer")
        self.press(Key.Key_Delete, modifiers=CTRL)

    def can_press(self, name: str) -> None:
        """Look until a button is not dead any more."""
        dialog = self.opened.dialog()
        button = (dialog and dialog.findChild(QAbstractButton, name)) or self.opened.find(name)
        assert wait_until(button.isEnabled, limit_ms=5000), name

    def choose(self, title: str) -> None:
        """Choose the first row of the list with this title."""
        titles = [row[0] for row in self.rows("countStartTable")]
        self.press(Key.Key_Home, *[Key.Key_Down] * titles.index(title))

    def begin(self, title: str = "Count everything") -> None:
        self.choose(title)
        self.press(Key.Key_Return)


def details(counting: Counting, name: str, column: int = 0) -> list[str]:
    """What stands below the names of a list, or below what is in another column."""
    table = counting.opened.find(name)
    assert isinstance(table, QTableView)
    model = table.model()
    place = column % model.columnCount()
    return [str(model.index(row, place).data(DETAIL_ROLE) or "").translate(ISOLATES) for row in range(model.rowCount())]
