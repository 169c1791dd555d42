"""What keys and buttons do at the shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QKeyEvent

from app.domain.count_zone import zone_of
from app.ui.screens.counting.presenter import CountingPresenter
from app.ui.screens.counting.sheet_page import SheetPage
from app.ui.screens.counting.state import Figure
from app.ui.widgets.files import file_to_read

SHELF_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "F3": "lot",
        "F4": "quantity",
        "F5": "add",
        "F6": "again",
        "F7": "zone",
        "F8": "finish",
        "F9": "review",
        "F10": "file",
        "F11": "book",
        "F12": "paper",
        "Ctrl+Z": "undo",
        "Ctrl+Del": "discard",
        "Shift+F9": "unknown",
    }
)
"""The button that a key presses, in sight or not."""


class ShelfHands(QObject):
    """Hands what is done on the page to the presenter."""

    def __init__(self, presenter: CountingPresenter, page: SheetPage) -> None:
        super().__init__(page)
        self._presenter, self._page = presenter, page
        self._slots: dict[str, Callable[[], None]] = {
            "resume": self._resume,
            "discard": self._discard,
            "quantity": self._quantity,
            "lot": self._lot,
            "add": self._add,
            "replace": self._replace,
            "again": self._again,
            "paper": self._paper,
            "zone": partial(self._go, presenter.another_zone),
            "finish": partial(self._go, presenter.finish),
            "undo": presenter.taking.undoing.undo,
            "file": self._file,
            "book": self._book,
            "review": presenter.review,
            "unknown": presenter.around.ask_unknown,
            "back": presenter.back,
        }
        for name, slot in self._slots.items():
            page.buttons[name].clicked.connect(slot)
        page.box.textEdited.connect(self._on_edited)
        page.box.submitted.connect(self._on_typed)
        page.box.star_typed.connect(self._on_typed)
        page.box.list_key.connect(self._on_list_key)
        page.sheets.picked.connect(self._resume)
        page.sheets.clicked.connect(self._on_clicked)
        page.table.picked.connect(self._quantity)

    def does(self, name: str) -> None:
        """Do what a button does."""
        self._slots[name]()

    def let_go(self) -> bool:
        """Esc: no sheet of the list is chosen by hand any more. Returns whether one was."""
        was_chosen = self._page.is_by_hand
        self._page.choose_by_hand(is_chosen=False)
        return was_chosen

    def take_figure(self, scanned: str) -> Figure | None:
        """A number that stands in the box while goods are scanned: it goes, so that nothing is searched for it.

        One with a star that was not used stays, and the scan waits for it.
        """
        presenter, box = self._presenter, self._page.box
        text, is_at_sheet = box.text().strip(), presenter.has_sheet and zone_of(scanned) is None
        if not is_at_sheet or presenter.sure.holds_back(text):
            return None
        is_free = presenter.typing is None and presenter.quantity_milli is None
        figure = presenter.sure.figure(text) if is_free else None
        if figure is not None:
            box.clear()
        return figure

    def _go(self, act: Callable[[], None]) -> None:
        """End the zone or go to the next one, unless something is typed that nobody has used: it is no zone."""
        if not (self._presenter.has_sheet and self._presenter.sure.holds_up(self._page.box.text().strip())):
            act()

    def _quantity(self) -> None:
        """F4: the quantity of a line; while no zone is in hand, go on with a sheet."""
        if self._presenter.has_sheet:
            self._presenter.type_quantity(self._page.line())
        else:
            self._resume()

    def _lot(self) -> None:
        """F3: of which lot a line is."""
        if self._presenter.has_sheet:
            self._presenter.naming.ask(self._page.line())

    def _resume(self) -> None:
        self._presenter.resume(self._page.sheet())

    def _discard(self) -> None:
        self._presenter.discard(self._page.sheet())

    def _book(self) -> None:
        self._presenter.around.tell_book(self._page.line())

    def _paper(self) -> None:
        self._presenter.taking.ask_printed(self._presenter.uid)

    def _file(self) -> None:
        """F10: the file of a batch scanner."""
        if self._presenter.has_sheet:
            words = self.tr("Scans (*.csv *.txt *.dat *.xlsx);;All files (*)")
            path = file_to_read(self._page, self.tr("File of a batch scanner"), words)
            if path:
                self._presenter.taking.file(Path(path))

    def _add(self) -> None:
        """F5: go on with the zone that was asked about, or count what came twice."""
        if self._presenter.question.asked is not None:
            self._presenter.answer_zone("add")
        else:
            self._presenter.around.accept_all_folded()

    def _replace(self) -> None:
        self._presenter.answer_zone("replace")

    def _again(self) -> None:
        """F6: count the zone again that was asked about; while no zone is in hand, what is to be counted again."""
        if self._presenter.question.asked is not None:
            self._replace()
        else:
            self._presenter.ask_again()

    def _on_list_key(self, event: QKeyEvent) -> None:
        if self._presenter.has_sheet:
            self._page.table.keyPressEvent(event)
        else:
            self._page.sheets.keyPressEvent(event)
            self._page.choose_by_hand()

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._page.choose_by_hand()

    def _on_edited(self, _text: str) -> None:
        self._page.choose_by_hand(is_chosen=False)
        self._presenter.sure.forget()

    def _on_typed(self, text: str) -> None:
        presenter = self._presenter
        presenter.sure.used()
        if self._page.is_by_hand and not (text or presenter.has_sheet or presenter.question.asked):
            self._resume()
        elif presenter.typed(text):
            self._page.box.clear()
        else:
            # The star is part of it: Enter means the same quantity.
            self._page.box.setText(text)
            self._page.box.selectAll()
