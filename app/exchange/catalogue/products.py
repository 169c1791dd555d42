"""Reading a price list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from app.domain.product import Code
from app.domain.product_row import ProductRow
from app.domain.refusal import Refusal
from app.domain.requests import ProductAsked
from app.exchange.catalogue.cell_taking import CellTaker
from app.exchange.catalogue.layout import find_layout, wanted_products
from app.exchange.catalogue.product_cells import ProductCells, habits_of
from app.exchange.catalogue.reading import Duplicate, Problem, Reading
from app.exchange.catalogue.records import Record, records
from app.exchange.catalogue.titles import product_meaning
from app.exchange.tables import read_tables


def read_products(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    place: str | None = None,
    prices_include_tax: bool | None = None,
) -> Reading[ProductRow]:
    """Read a price list of whatever origin.

    Args:
        path: CSV, XLSX, XLS or ODS.
        mapping: Titles of columns and the fields (`Field`) that they are, where the titles do not say it.
        place: The shop whose columns are taken where the list has columns for several; the first otherwise.
        prices_include_tax: The shop's own way, which chooses between "Prix TTC" and "Prix HT".

    Raises:
        Refusal: The file is no list, or it is not clear what its columns are: as `read_tables` and `find_layout`.
            A row that cannot be taken is among the `problems` instead.
        Trouble: as `read_tables`.
    """
    wanted = wanted_products(mapping or {}, place=place, prices_include_tax=prices_include_tax)
    tables = read_tables(path, knows=lambda title: product_meaning(title) is not None)
    table, layout = find_layout(tables, wanted, name=path.name)
    found = list(records(table, layout))
    rows = [one for one in found if isinstance(one, Record)]
    taker = CellTaker(layout, rows)
    cells = ProductCells(taker, layout, habits_of(layout, rows))
    shelf = _Shelf(taker.problems, is_own=layout.is_own)
    for record in rows:
        product = cells.product(record)
        if product is not None:
            shelf.add(product)
    sources = {record.number: (record.cells, *record.parts) for record in rows}
    for number, of in shelf.united.items():
        sources[of] += sources.pop(number)
    return Reading(
        name=path.name,
        table=table,
        layout=layout,
        rows=tuple(shelf.rows()),
        problems=tuple(sorted(taker.problems, key=lambda problem: problem.number)),
        duplicates=tuple(shelf.duplicates()),
        skipped=tuple(one for one in found if not isinstance(one, Record)),
        sources=sources,
    )


@dataclass(slots=True)
class _Shelf:
    """The products of one list by what they are found by, so that no two of them are found by the same.

    Attributes:
        problems: Where a product that stands in another's way is told.
        products: By SKU.
        united: Rows that only gave a further code to the product of an earlier row, and that row.
        is_own: Whether the list is our own, which says of each code whose it is: it may be that of several.
    """

    problems: list[Problem]
    is_own: bool = False
    products: dict[str, ProductRow] = field(default_factory=dict)
    united: dict[int, int] = field(default_factory=dict)
    _by_code: dict[str, int] = field(default_factory=dict)
    _shared: set[str] = field(default_factory=set)
    _clashes: dict[Duplicate, list[int]] = field(default_factory=dict)

    def add(self, row: ProductRow) -> None:
        """Take a product, unless an earlier one has its SKU or one of its codes."""
        asked = row.asked
        earlier = self.products.get(asked.sku)
        if earlier is not None and not _same_but_codes(earlier.asked, asked):
            twice = Refusal("sku_twice", text=asked.sku, row=earlier.number)
            self._refuse(row.number, Duplicate("sku", asked.sku, (earlier.number,)), twice)
            return
        of = row.number if earlier is None else earlier.number
        for code in asked.codes or ():
            if self._by_code.get(code.text, of) == of:
                continue
            if self.is_own:
                self._shared.add(code.text)
            else:
                first = self._by_code[code.text]
                twice = Refusal("barcode_twice", text=code.text, row=first)
                self._refuse(row.number, Duplicate("barcode", code.text, (first,)), twice)
                return
        self._by_code.update((code.text, of) for code in asked.codes or ())
        if earlier is None:
            self.products[asked.sku] = row
            return
        codes = _united_codes(earlier.asked.codes, asked.codes)
        self.products[asked.sku] = replace(earlier, asked=replace(earlier.asked, codes=codes))
        self.united[row.number] = earlier.number

    def rows(self) -> Iterator[ProductRow]:
        """The products, each with the codes that it shares with others."""
        for row in self.products.values():
            shared = {code.text for code in row.asked.codes or ()} & self._shared
            yield replace(row, shared=frozenset(shared)) if shared else row

    def duplicates(self) -> Iterator[Duplicate]:
        """What stood for several products."""
        for clash, numbers in self._clashes.items():
            yield replace(clash, numbers=(*clash.numbers, *numbers))

    def _refuse(self, number: int, clash: Duplicate, refusal: Refusal) -> None:
        self._clashes.setdefault(clash, []).append(number)
        self.problems.append(Problem(number, "", refusal.code, refusal.facts))


def _same_but_codes(first: ProductAsked, second: ProductAsked) -> bool:
    """Whether the second says nothing but what the first has said, its codes apart."""
    return all(
        getattr(second, one.name) in {None, getattr(first, one.name)}
        for one in fields(ProductAsked)
        if one.name != "codes"
    )


def _united_codes(first: Iterable[Code] | None, second: Iterable[Code] | None) -> tuple[Code, ...] | None:
    codes = {code.text: code for code in (*(first or ()), *(second or ()))}
    return tuple(codes.values()) or None
