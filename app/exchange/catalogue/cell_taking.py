"""Taking the cells of one record after the other, and remembering what was wrong with which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.domain.refusal import Refusal
from app.exchange.catalogue.fields import FIGURES, Field
from app.exchange.catalogue.layout import Column, Layout
from app.exchange.catalogue.numbers import decimal_of
from app.exchange.catalogue.reading import Problem
from app.exchange.catalogue.records import Record

Value = TypeVar("Value")


class CellTaker:
    """The cells of a list by what they mean.

    `open` puts the next record in front; `take` and `take_all` then read its cells. A cell that is refused becomes a
    problem of the record and reads as nothing, so that a row tells all that is wrong with it at once.
    """

    def __init__(self, layout: Layout, records: Iterable[Record]) -> None:
        self.problems: list[Problem] = []
        self._layout = layout
        self._columns = {field: layout.all(field) for field in Field}
        self._decimals = decimal_signs(layout, (record.cells for record in records))
        self._record = Record(0, ())

    def open(self, record: Record) -> None:
        """Put the next record in front."""
        self._record = record

    def text(self, field: Field) -> str:
        """The cell of a field as it is, empty where there is none."""
        columns = self._columns[field]
        return self._record.cells[columns[0].index] if columns else ""

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The columns of a field."""
        return self._columns[field]

    def cell(self, column: Column) -> str:
        """The cell of a column as it is."""
        return self._record.cells[column.index]

    def decimal(self, column: Column) -> str | None:
        """The column's decimal sign."""
        return self._decimals.get(column.index)

    def take(self, field: Field, read: Callable[[str], Value]) -> Value | None:
        """What the cell of a field says; None where there is none, or it was refused."""
        columns = self._columns[field]
        return self.take_from(columns[0], read) if columns else None

    def take_from(self, column: Column, read: Callable[[str], Value]) -> Value | None:
        """What the cell of a column says; None where it is blank, or it was refused."""
        cell = self._record.cells[column.index]
        if not cell:
            return None
        try:
            return read(cell)
        except Refusal as refusal:
            self.refuse(refusal, column.title)
            return None

    def take_figure(self, field: Field, read: Callable[..., int], what: str) -> int | None:
        """A figure in the cell of a field; None where there is none, or it was refused."""
        columns = self._columns[field]
        return self.take_figure_from(columns[0], read, what) if columns else None

    def take_figure_from(self, column: Column, read: Callable[..., int], what: str) -> int | None:
        """A figure in the cell of a column; None where it is blank, or it was refused."""
        decimal = self.decimal(column)
        return self.take_from(column, lambda cell: read(cell, decimal=decimal, what=what))

    def refuse(self, refusal: Refusal, title: str = "") -> None:
        """Remember a problem of the record in front."""
        self.problems.append(Problem(self._record.number, title, refusal.code, refusal.facts))

    def has_problem(self) -> bool:
        """Whether the record in front was refused."""
        return bool(self.problems) and self.problems[-1].number == self._record.number


def decimal_signs(layout: Layout, rows: Iterable[tuple[str, ...]]) -> dict[int, str | None]:
    """The decimal sign of each column of figures, by the column's index.

    A program's export writes points. Where its cells do not tell, and none has a comma, that is taken for granted; a
    comma may come from a person in another country who has saved the file since.
    """
    figures = [column.index for column in layout.columns if column.field in FIGURES]
    cells: dict[int, set[str]] = {index: set() for index in figures}
    for row in rows:
        for index in figures:
            cells[index].add(row[index])
    signs = {index: decimal_of(found) for index, found in cells.items()}
    if layout.format_name:
        for index, found in cells.items():
            if signs[index] is None and not any("," in cell for cell in found):
                signs[index] = "."
    return signs
