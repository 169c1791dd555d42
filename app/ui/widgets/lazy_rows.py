"""A table of many rows of which only those are read that somebody looks at.

The model has a key for each row, and asks for a page of rows when one of them is painted. What was read before stays in
sight until it is read again, so that a list that is read anew does not flicker.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from app.ui.widgets.tables import Column, RowsModel

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

PAGE = 100  # rows
_MOST_KEPT = 5000  # rows: what was seen long ago is read again
_NOWHERE = QModelIndex()


class LazyRowsModel(RowsModel[T]):
    """The model.

    Args:
        columns: In the order of the screen.
        key: The key of a row.
        parent: Who owns it.
    """

    wanted = Signal(object)  # a tuple of keys: their rows are to be read

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], int], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._key = key
        self._keys: array[int] = array("q")
        self._read: dict[int, T] = {}
        self._asked: set[int] = set()

    def keys(self) -> array[int]:
        """The keys of all rows, in order."""
        return self._keys

    def show_keys(self, keys: array[int]) -> None:
        """Show the rows with these keys from now on; all of them are read anew when they are looked at."""
        self._asked.clear()
        if keys == self._keys:
            if keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._keys = keys
        self.endResetModel()

    def take_rows(self, rows: Iterable[T]) -> None:
        """Show these rows where their keys are."""
        if len(self._read) > _MOST_KEPT:
            self._read.clear()
            self._asked.clear()
        found = {self._key(row): row for row in rows}
        self._read |= found
        places = [place for page in self._asked for place in self._places(page) if self._keys[place] in found]
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), self.columnCount() - 1))

    def place_of(self, key: int) -> int:
        """At which place the row with a key is, -1 for none."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def row_at(self, index: Index) -> T | None:
        """The row behind an index; None while it is being read."""
        place = index.row()
        if not index.isValid() or place >= len(self._keys):
            return None
        page = place // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(tuple(self._keys[one] for one in self._places(page)))
        return self._read.get(self._keys[place])

    def _places(self, page: int) -> range:
        return range(page * PAGE, min((page + 1) * PAGE, len(self._keys)))
