"""The products screen, and the hands in front of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableView, QWidget

from app.devices.scanner import RawScan
from app.ui.sound import Tone
from app.ui.widgets.messages import InlineBar, Toast
from app.ui.widgets.tables import DETAIL_ROLE
from tests.ui.windows import Key, OpenWindow

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


class Products:
    """The products screen, and the hands in front of it."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.press, self.types = opened.press, opened.types
        opened.goes_to("products")
        self.tones: list[Tone] = []
        opened.window._screens["products"].tone.connect(self.tones.append)  # type: ignore[attr-defined]

    def scan(self, code: str) -> None:
        self.opened.window.on_scanned(RawScan(code, started_ms=0, ended_ms=20, keys=9, longest_gap_ms=2, ended=True))
        self.opened.rest()

    def find(self, name: str) -> QWidget:
        """A control of the window or of the dialog over it."""
        dialog = self.opened.dialog()
        found = dialog.findChild(QWidget, name) if dialog is not None else None
        return found or self.opened.find(name)

    def text(self, name: str) -> str:
        """What a control says."""
        control = self.find(name)
        if isinstance(control, QComboBox):
            return control.currentText().translate(ISOLATES)
        assert isinstance(control, QLabel | QLineEdit | InlineBar)
        words = control.sentence() if isinstance(control, InlineBar) else control.text()
        return words.translate(ISOLATES)

    def rows(self, name: str = "productTable") -> list[list[str]]:
        """What stands in a table."""
        table = self.find(name)
        assert isinstance(table, QTableView)
        model = table.model()
        model.index(0, 0, QModelIndex()).data()
        self.opened.rest()  # the first look asks for the rows
        rows = []
        for row in range(model.rowCount()):
            cells = [model.index(row, column, QModelIndex()) for column in range(model.columnCount())]
            rows.append([", ".join(filter(None, (cell.data(), cell.data(DETAIL_ROLE)))) for cell in cells])
        return [[words.translate(ISOLATES) for words in row] for row in rows]

    def names(self) -> list[str]:
        return [row[0].split(", ")[0] for row in self.rows()]

    def toast(self) -> str:
        toast = self.opened.window.findChild(Toast, "productToast")
        return "" if toast is None or toast.isHidden() else toast.accessibleName().translate(ISOLATES)

    def fill(self, name: str, text: str) -> None:
        """Type into a field by its name."""
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        self.types(text)

    def choose(self, name: str, place: int) -> None:
        """Choose in a list by keyboard."""
        self.find(name).setFocus()
        self.press(Key.Key_Home, *[Key.Key_Down] * place)

    def price(self, sku: str) -> int:
        with self.opened.till.shop.book.reading() as connection:
            return int(connection.execute("SELECT price_micro FROM product WHERE sku = ?", (sku,)).get) // 10_000
