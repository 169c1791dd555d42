"""What reading a list gave: the rows that can be taken, and for every other one the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.product_row import OpeningRow, PartyRow, ProductRow
from app.exchange.catalogue.layout import Layout
from app.exchange.cells import Table

Row = TypeVar("Row", bound=ProductRow | OpeningRow | PartyRow)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken.

    Attributes:
        number: The row as a spreadsheet numbers it.
        column: The title of the column, or empty where the whole row is meant.
        code, facts: As a `Refusal` has them; `wording.sentence` makes the sentence.
    """

    number: int
    column: str
    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A SKU or barcode which stands for different things in one list. The first row keeps it.

    Attributes:
        what: `sku`, `barcode` or `code` (of a supplier or customer).
        numbers: The rows.
    """

    what: str
    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """A list that was read. Nothing has been done with it yet.

    Attributes:
        name: The file's name.
        table: The sheet that was read, whole.
        layout: The format, the row of titles and the meaning of each column.
        rows: What can be taken.
        problems: What cannot, in order of rows; a row may have several.
        duplicates: Rows that stand in each other's way; the later ones are among the problems.
        skipped: Rows without a product: headings and pictures.
        sources: For each row that was taken or refused, the cells it came from, complete in themselves.
    """

    name: str
    table: Table
    layout: Layout
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    duplicates: tuple[Duplicate, ...]
    skipped: tuple[int, ...]
    sources: Mapping[int, tuple[tuple[str, ...], ...]]

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns, as the list has them."""
        return tuple(column.title for column in self.layout.columns)

    @property
    def refused(self) -> tuple[int, ...]:
        """The numbers of the rows that have a problem, each once."""
        return tuple(dict.fromkeys(problem.number for problem in self.problems))
