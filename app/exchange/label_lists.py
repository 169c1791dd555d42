"""A list of products and how many labels each: CSV, a spreadsheet, or a text file with a code on each line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.domain.codes.digits import all_digits
from app.domain.refusal import Refusal
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.titles import plain, product_meaning
from app.exchange.cells import Table
from app.exchange.tables import read_tables

MOST_COPIES = 10_000
_NAMING = (Field.SKU, Field.CODE)
_COPIES = frozenset(
    "copies labels label qty quantity count number pieces anzahl etiketten menge stueck stuck exemplaires etiquettes "
    "quantite nombre cantidad etiquetas copias aantal etiketter antal etichette ilosc 数量 份数".split()
)


def read_label_list(path: Path) -> tuple[tuple[int, str, int], ...]:
    """The rows of a list: each one's number, the SKU or code, and how many labels (one where it does not say).

    A row of titles says which column is which; without one the first column names the product and the second, where
    there is one, says how many.

    Raises:
        Refusal: as `read_tables`, `bad_copies` with the row, `no_labels`.
        Trouble: as `read_tables`.
    """
    table = next((table for table in read_tables(path, knows=_is_title) if any(table.rows)), Table(()))
    naming, copies, first = _columns(table.rows)
    rows = []
    for number, row in enumerate(table.rows[first:], start=first + 1):
        text = next((row[at].strip() for at in naming if at < len(row) and row[at].strip()), "")
        if not text:
            continue
        said = row[copies].strip() if copies is not None and copies < len(row) else ""
        rows.append((number, text, _copies(said, number)))
    if not rows:
        raise Refusal("no_labels")
    return tuple(rows)


def _is_title(text: str) -> bool:
    return plain(text) in _COPIES or _names(text)


def _names(text: str) -> bool:
    meaning = product_meaning(text)
    return meaning is not None and meaning.field in _NAMING


def _columns(rows: Sequence[tuple[str, ...]]) -> tuple[list[int], int | None, int]:
    """Which columns name the product, which says how many, and in which row the list begins."""
    first = next((number for number, row in enumerate(rows) if row), 0)
    titles = rows[first] if rows else ()
    naming = [at for at, title in enumerate(titles) if _names(title)]
    if naming:
        copies = next((at for at, title in enumerate(titles) if plain(title) in _COPIES), None)
        return naming, copies, first + 1
    return [0], 1, first


def _copies(said: str, row: int) -> int:
    if not said:
        return 1
    whole, _, part = said.partition(".")
    if not all_digits(whole) or part.strip("0") or len(whole) > 6 or int(whole) > MOST_COPIES:
        raise Refusal("bad_copies", text=said[:20], row=row, most=MOST_COPIES)
    return int(whole)
