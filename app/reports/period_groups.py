"""The roll-forward of a period in groups: by category, by place and by unit.

Value is added up freely, quantities only of goods of one unit: pieces and kilograms have no sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from app.domain.period_end import Moved, PeriodFigures, period_figures, total
from app.reports.report import Cell, Column, Report, Row, Unit
from app.reports.units import UNIT, of_one_unit
from app.store.queries.past import Balance
from app.store.queries.period_places import Period, summed

QUANTITIES = "-quantities"
"""What the name of a section with the quantities of groups ends in."""
CATEGORY = Column("category", "Category")
LOCATION = Column("location", "Location")
_FIELDS = PeriodFigures._fields

Groups = Mapping[tuple[str, str], PeriodFigures]
"""The figures of each group and unit."""


def by_category(
    figures: Mapping[int, PeriodFigures], categories: Mapping[int, str], units: Mapping[int, str], pieces: str
) -> Groups:
    """The figures of products by category and unit; `units` names those of goods that are not counted in pieces."""
    groups: defaultdict[tuple[str, str], list[PeriodFigures]] = defaultdict(list)
    for product_id, row in figures.items():
        groups[categories.get(product_id, ""), units.get(product_id, pieces)].append(row)
    return {key: total(groups[key]) for key in sorted(groups)}


class PlaceSum(NamedTuple):
    """What the movements of one kind come to at a place, of the goods of one unit."""

    location: str
    unit: str
    kind: str
    quantity_milli: int
    value_minor: int
    variance_minor: int


def moved_by_place(read: Period, locations: Mapping[int, str], units: Mapping[int, str], pieces: str) -> list[PlaceSum]:
    """What moved at each place, by unit."""
    sums: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for product_id, location_id, kind, quantity_milli, value_minor, variance_minor in read.moved:
        kept = sums[locations[location_id], units.get(product_id, pieces), kind]
        kept[0] += quantity_milli
        kept[1] += value_minor
        kept[2] += variance_minor
    return [PlaceSum(*key, *sums[key]) for key in sums]


def by_place(
    read: Period, moved: Iterable[PlaceSum], locations: Mapping[int, str], units: Mapping[int, str], pieces: str
) -> Groups:
    """The figures of each place and unit: what was there at both ends, each read for itself, and what moved between."""

    def there(pools: Mapping[tuple[int, int], Balance]) -> dict[tuple[str, str], Balance]:
        return summed(
            ((locations[location_id], units.get(product_id, pieces)), balance)
            for (product_id, location_id), balance in pools.items()
        )

    opening, closing = there(read.opening), there(read.closing)
    sums: defaultdict[tuple[str, str], list[Moved]] = defaultdict(list)
    for one in moved:
        sums[one.location, one.unit].append(Moved(one.kind, one.quantity_milli, one.value_minor, one.variance_minor))
    nothing = Balance(0, 0)
    found = {
        key: period_figures(opening.get(key, nothing), sums.get(key, ()), closing.get(key, nothing))
        for key in sorted(opening.keys() | closing.keys() | sums.keys())
    }
    return {key: row for key, row in found.items() if any(row)}


def joined(groups: Groups, part: int) -> dict[str, PeriodFigures]:
    """The figures by group alone (`part` 0) or by unit alone (1)."""
    rows: defaultdict[str, list[PeriodFigures]] = defaultdict(list)
    for key, row in groups.items():
        rows[key[part]].append(row)
    return {name: total(rows[name]) for name in sorted(rows)}


def values(report: Report, name: str, title: str, head: Column, groups: Groups) -> Report:
    """What each group came to in money, beside the period-end report."""
    columns = _columns(report, quantities=False)
    rows: list[Row] = [(group, *_cells(report, columns, row)) for group, row in joined(groups, 0).items()]
    totals = {column.name: report.totals.get(column.name) for column in columns}
    return replace(report, name=name, title=title, columns=(head, *columns), rows=rows, totals=totals)


def quantities(report: Report, name: str, title: str, head: Column, groups: Groups) -> Report:
    """What each group came to in quantity, a row for each unit that its goods have."""
    own = _columns(report, quantities=True)
    columns = (head, UNIT, *own)
    rows: list[Row] = [(*key, *_cells(report, own, row)) for key, row in groups.items()]
    sums = {column.name: _sum(row[place] for row in rows) for place, column in enumerate(columns) if place > 1}
    totals = dict(of_one_unit(columns, rows, sums))
    return replace(report, name=f"{name}{QUANTITIES}", title=title, columns=columns, rows=rows, totals=totals)


def by_unit(report: Report, groups: Groups) -> Report:
    """What all goods of each unit came to in quantity."""
    own = _columns(report, quantities=True)
    rows: list[Row] = [(unit, *_cells(report, own, row)) for unit, row in joined(groups, 1).items()]
    return replace(report, name="units", title="By unit", columns=(UNIT, *own), rows=rows, totals={})


def _columns(report: Report, *, quantities: bool) -> tuple[Column, ...]:
    known = {column.name: column for column in report.columns}
    return tuple(known[name] for name in _FIELDS if (known[name].unit is Unit.QUANTITY) is quantities)


def _cells(report: Report, columns: Iterable[Column], row: PeriodFigures) -> Row:
    """The figures of a group; empty what the shop does not know, as in the report itself."""
    figures = dict(zip(_FIELDS, row, strict=True))
    hidden = {name for name, cell in report.totals.items() if cell is None}
    return tuple(None if column.name in hidden else figures[column.name] for column in columns)


def _sum(cells: Iterable[Cell]) -> int | None:
    known = [int(cell) for cell in cells if cell is not None]
    return sum(known) if known else None
