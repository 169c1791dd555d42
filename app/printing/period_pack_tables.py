"""The tables of a period's pack: small ones on the statement's pages, and the roll-forward in groups on their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.printing.page import Block, Mark, Words
from app.printing.period_pack_lines import (
    BODY,
    BOLD,
    LINE,
    ROOM,
    SMALL,
    raw,
    ruled,
    ticked,
    ticked_quantities,
    title_of,
)
from app.printing.period_pack_statement import TERMS, adjusted_milli, counts_alone
from app.printing.report_columns import cell_writers
from app.printing.text import Align, Style, measure, wrap
from app.reports.packs import Pack
from app.reports.period_groups import QUANTITIES
from app.reports.report import Report, code_words

_JOINED_ROWS = 16
_BESIDE = 6.0  # between two columns of text, in points
_UNITS = {"each": "Pieces"}
METHODS = {
    "fifo": "First in, first out",
    "average": "Moving average",
    "standard": "Standard cost",
    "specific": "By lot or serial number",
    "lifo": "Last in, first out (not allowed under IFRS)",
}


def small_table(report: Report, language: str) -> Iterator[Block]:
    """A table of a few columns on the statement's page: text at the left, figures under each other at the right."""
    yield title_of(report.title)
    writers = cell_writers(report, language)
    figures = [place for place, column in enumerate(report.columns) if column.unit.is_figure]
    texts = [place for place in range(len(report.columns)) if place not in figures]
    width = min(ROOM * 0.62 / max(len(figures), 1), 88)
    written = [[write(cell) for write, cell in zip(writers, cells, strict=True)] for cells in report.rows]
    lefts, rooms = _places(report, written, texts, ROOM - width * len(figures))

    def row(cells: Sequence[str], style: Style, *, is_sum: bool = False) -> Block:
        marks: list[Mark] = []
        most = 1
        for left, room, place in zip(lefts, rooms, texts, strict=True):
            lines = wrap(cells[place], style, room)
            marks += [Words(left, 10 + down * LINE, line, style) for down, line in enumerate(lines)]
            most = max(most, len(lines))
        for at, place in enumerate(figures):
            right = ROOM - (len(figures) - 1 - at) * width
            marks.append(Words(right, 10, cells[place], style, Align.RIGHT, column=width))
        block = Block(LINE * most, tuple(marks))
        return ruled(block, ((0, ROOM),)) if is_sum else block

    titles = replace(row([column.title for column in report.columns], SMALL), joined=True)
    yield titles
    # A short table stays on one page; of a long one the sums have a row above them, and each page has its heads.
    is_short, last = len(report.rows) <= _JOINED_ROWS, len(written) - 1
    heads = (title_of(report.title), titles)
    for place, texts_of_row in enumerate(written):
        yield replace(row(texts_of_row, BODY), joined=is_short or place == last, heads=heads)
    totals = [write(cell) for write, cell in zip(writers, report.total_row(), strict=True)]
    totals[0] = "Total"
    yield row(totals, BOLD, is_sum=True)


def adjustments(pack: Pack, language: str) -> Iterator[Block]:
    """The adjustments by reason, and that they are those of the roll-forward."""
    section = pack.section("adjustments")
    if section is None or not section.rows:
        return
    yield from small_table(spelled(section), language)
    left_over_minor = raw(section, "value") - raw(pack.period_end, "adjustments_value")
    yield ticked("The reasons make the adjustments of the roll-forward", left_over_minor, section, language)
    left_over = adjusted_milli(pack)
    for _, unit, quantity_milli, _ in section.rows:
        left_over[str(unit)] = left_over.get(str(unit), 0) - int(quantity_milli or 0)
    yield ticked_quantities("and their quantities", list(left_over.values()), language, is_wide=False)


def _places(
    report: Report, written: Sequence[Sequence[str]], texts: Sequence[int], room: float
) -> tuple[list[float], list[float]]:
    """Where each column of text begins, and how wide it is: what is too wide for the page wraps."""
    needed = []
    for place in texts:
        said = (report.columns[place].title, *(cells[place] for cells in written))
        needed.append(max(measure(text, BODY) for text in said) + _BESIDE)
    rooms = _shared(needed, room)
    lefts = [sum(rooms[:at]) for at in range(len(rooms))]
    return lefts, [one - _BESIDE for one in rooms]


def _shared(needed: Sequence[float], room: float) -> list[float]:
    """What is needed if there is room for it, and more; else no column has more than a share that is enough for all."""
    if sum(needed) <= room:
        return [one * room / max(sum(needed), 1.0) for one in needed]
    most, left, rooms = 0.0, room, dict.fromkeys(range(len(needed)), 0.0)
    for done, place in enumerate(sorted(rooms, key=needed.__getitem__)):
        most = left / (len(needed) - done)
        rooms[place] = min(needed[place], most)
        left -= rooms[place]
    return list(rooms.values())


def spelled(report: Report) -> Report:
    """A section with its codes as words."""
    if report.name == "methods":
        rows = [(METHODS.get(str(row[0]), str(row[0])), row[1] or "\u2013", *row[2:]) for row in report.rows]
        return replace(report, rows=rows)
    if report.name == "adjustments":
        return replace(
            report, rows=[(code_words(str(row[0])), _UNITS.get(str(row[1]), row[1]), *row[2:]) for row in report.rows]
        )
    if report.name in {"margin", "categories", f"categories{QUANTITIES}"}:
        return replace(report, rows=[(row[0] or "\u2013", *row[1:]) for row in report.rows])
    return report


def tables(pack: Pack) -> Iterator[tuple[Report, ...]]:
    """The roll-forward by place, category and product, in quantity and money, without columns in which nothing is.

    What is of the same rows comes together.
    """
    counted = counts_alone(pack.period_end)
    for section, title in (
        (pack.section("locations"), "by location"),
        (pack.section("categories"), "by category"),
        (pack.period_end, "by product"),
    ):
        # One place is the shop itself.
        if section is None or (section.name == "locations" and len(section.rows) <= 1):
            continue
        report = spelled(section)
        moved = spelled(pack.section(f"{section.name}{QUANTITIES}") or section)
        texts = [column.name for column in report.columns if not column.unit.is_figure and column.name != "unit"]
        units = ["unit"] if moved.units_differ() else []
        quantities = [f"{stem}_quantity" for _, _, stem in TERMS] + ["closing_quantity", "till_quantity"]
        values = [f"{stem}_value" for _, _, stem in TERMS] + ["closing_value"]
        costs = ["periodic_cogs", "perpetual_cogs", "gap", "count_losses_value", "count_gains_value", "writedown_value"]
        costs += ["tie_out", "purchase_variance_value", *(["till_net"] if counted else [])]
        yield (
            _narrowed(moved, f"Roll-forward {title}: quantity", [*texts, *units], quantities, (" quantity",)),
            _narrowed(report, f"Roll-forward {title}: value", texts, values, (" value",)),
            _narrowed(report, f"Cost of goods {title}", texts, costs, ()),
        )
    owed = pack.section("not-invoiced")
    if owed is not None and owed.rows:
        yield (owed,)


def _narrowed(report: Report, title: str, texts: list[str], names: list[str], without: tuple[str, ...]) -> Report:
    """A report with some of its columns; those in which nothing is are left out, but for the ends and the tie-out."""
    places = {column.name: place for place, column in enumerate(report.columns)}
    kept = [name for name in names if name in places]
    kept = [name for name in kept if name in _ALWAYS or any(row[places[name]] for row in report.rows)]
    chosen = [places[name] for name in (*texts, *kept)]
    columns = []
    for place in chosen:
        column = report.columns[place]
        for ending in without:
            column = replace(column, title=column.title.removesuffix(ending))
        columns.append(column)
    rows = [tuple(row[place] for place in chosen) for row in report.rows]
    totals = {name: report.totals[name] for name in kept if name in report.totals}
    return replace(report, title=title, columns=tuple(columns), rows=rows, totals=totals)


_ALWAYS = frozenset(
    {"opening_quantity", "opening_value", "closing_quantity", "closing_value", "periodic_cogs", "perpetual_cogs", "gap"}
    | {"tie_out"}
)
