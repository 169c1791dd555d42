"""A list of products and how many labels each: CSV, a spreadsheet, or a text file with a code on each line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from app.domain.codes.digits import all_digits
from app.domain.figures import read_price, read_quantity
from app.domain.labelling import Listed
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

_WEIGHTS = frozenset(
    ("weight", "weight kg", "kg", "net weight", "gewicht", "gewicht kg", "nettogewicht", "poids", "poids kg", "peso")
)
_PRICES = frozenset(("label price", "price on label", "etikettenpreis", "prix etiquette"))


def read_label_list(path: Path) -> tuple[Listed, ...]:
    """The rows of a list: the SKU or code, and how many labels (one where it does not say).

    Beside these a row can name the weight in kilograms of one weighed piece, or the price that its code carries.

    A row of titles says which column is which; without one the first column names the product and the second, where
    there is one, says how many.

    Raises:
        Refusal: as `read_tables`, `bad_copies`, `bad_label_weight` and `bad_label_price` with the row, `no_labels`.
        Trouble: as `read_tables`.
    """
    table = next((table for table in read_tables(path, knows=_is_title) if any(table.rows)), Table(()))
    columns = _columns(table.rows)
    rows = []
    for number, row in enumerate(table.rows[columns.first :], start=columns.first + 1):
        text = next(filter(None, (_cell(row, at) for at in columns.naming)), "")
        if text:
            copies = _copies(_cell(row, columns.copies), number)
            weight = _figure(_cell(row, columns.weight), read_quantity, "bad_label_weight", number)
            price = _figure(_cell(row, columns.price), read_price, "bad_label_price", number)
            rows.append(Listed(number, text, copies, weight, price))
    if not rows:
        raise Refusal("no_labels")
    return tuple(rows)


def _is_title(text: str) -> bool:
    return plain(text) in _COPIES | _WEIGHTS | _PRICES or _names(text)


def _names(text: str) -> bool:
    meaning = product_meaning(text)
    return meaning is not None and meaning.field in _NAMING


class _Columns(NamedTuple):
    """Which columns name the product, which says what of its labels, and in which row the list begins."""

    naming: tuple[int, ...]
    copies: int | None
    first: int
    weight: int | None = None
    price: int | None = None


def _columns(rows: Sequence[tuple[str, ...]]) -> _Columns:
    first = next((number for number, row in enumerate(rows) if row), 0)
    titles = rows[first] if rows else ()
    naming = tuple(at for at, title in enumerate(titles) if _names(title))
    if not naming:
        return _Columns((0,), 1, first)
    copies, weight, price = (
        next((at for at, title in enumerate(titles) if plain(title) in words), None)
        for words in (_COPIES, _WEIGHTS, _PRICES)
    )
    return _Columns(naming, copies, first + 1, weight, price)


def _cell(row: tuple[str, ...], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def _figure(said: str, read: Callable[[str], int], code: str, row: int) -> int | None:
    """A weight or price above zero, with a point or comma; None where nothing stands there."""
    if not said:
        return None
    try:
        figure = read(said.replace(",", "."))
    except Refusal:
        figure = 0
    if figure <= 0:
        raise Refusal(code, text=said[:20], row=row)
    return figure


def _copies(said: str, row: int) -> int:
    if not said:
        return 1
    whole, _, part = said.partition(".")
    if not all_digits(whole) or part.strip("0") or len(whole) > 6 or int(whole) > MOST_COPIES:
        raise Refusal("bad_copies", text=said[:20], row=row, most=MOST_COPIES)
    return int(whole)
