"""The pack of a period on paper: statement, margin, tax, stock value, what was open, the roll-forward, signatures.

Every figure comes from the pack; sums that are printed beside each other are ticked when they agree. The same pack
makes the same pages, whatever has been renamed since.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from app.printing import format as form
from app.printing.page import Block, Mark, Rule, Sheet, Words, draw_page, new_canvas, paginate
from app.printing.period_pack_lines import (
    BODY,
    BOLD,
    LINE,
    ROOM,
    SMALL,
    TICK,
    amount,
    beside,
    cost,
    has,
    line_of_sum,
    money,
    quantity,
    raw,
    ruled,
    three,
    ticked,
    ticked_quantity,
)
from app.printing.printout import Printout, find_missing
from app.printing.report_columns import MARGIN, PORTRAIT, cell_writers
from app.printing.report_pdf import ReportPages
from app.printing.text import Align, Style, draw, fit, measure, wrap
from app.reports.packs import Pack
from app.reports.report import Report

_FOOT = 30.0
_JOINED_ROWS = 16
# The terms of the roll-forward: sign, and the columns of its quantity and value.
_TERMS = (
    ("", "Opening", "opening"),
    ("+", "Opening stock", "opening_stock"),
    ("+", "Purchases", "purchases"),
    ("\u2212", "Supplier returns", "supplier_returns"),
    ("+", "Landed cost", "landed"),
    ("+", "Transfers in", "transfers_in"),
    ("\u2212", "Transfers out", "transfers_out"),
    ("+", "Adjustments", "adjustments"),
    ("\u2212", "Sold", "sold"),
    ("+", "Customer returns", "customer_returns"),
    ("\u2212", "Landed cost of goods sold", "landed_sold"),
    ("\u2212", "Corrections", "corrections"),
    ("\u2212", "Shrinkage", "shrinkage"),
    ("\u2212", "Write-down", "writedown"),
)
_COSTS = (
    ("", "Sold", "sold_value"),
    ("\u2212", "Customer returns", "customer_returns_value"),
    ("+", "Landed cost of goods sold", "landed_sold_value"),
    ("+", "Corrections", "corrections_value"),
)
_AVAILABLE = (
    ("", "Opening", "opening_value"),
    ("+", "Opening stock", "opening_stock_value"),
    ("+", "Purchases", "purchases_value"),
    ("\u2212", "Supplier returns", "supplier_returns_value"),
    ("+", "Landed cost", "landed_value"),
    ("+", "Transfers in", "transfers_in_value"),
    ("\u2212", "Transfers out", "transfers_out_value"),
    ("+", "Adjustments", "adjustments_value"),
    ("\u2212", "Closing", "closing_value"),
)
METHODS = {
    "fifo": "First in, first out",
    "average": "Moving average",
    "standard": "Standard cost",
    "specific": "By lot or serial number",
    "lifo": "Last in, first out (not allowed under IFRS)",
}


@dataclass(frozen=True, slots=True)
class PackPaper:
    """What stands on the paper beside the pack, written in the shop's language already.

    Attributes:
        state: Whether the period is closed, when, by whom, as which document.
        facts: Pairs of a word and what it says, for the page that is signed.
        cover: The line that a copy has on every page; "" for none.
        signed: Who signs.
    """

    pack: Pack
    language: str
    state: str
    facts: tuple[tuple[str, str], ...]
    cover: str = ""
    signed: tuple[str, ...] = ("Prepared by, date", "Checked by, date")


def period_pack_pdf(paper: PackPaper, on_page: Callable[[int, int], None] | None = None) -> Printout:
    """Put a period's pack on paper.

    Args:
        paper: What stands on it.
        on_page: Called with the number of the page that is begun and of all pages; what it raises ends the work.
    """
    sheet = Sheet(*PORTRAIT, side=MARGIN, top=MARGIN, right_to_left=form.runs_right_to_left(paper.language))
    room = PORTRAIT[1] - 2 * MARGIN - _FOOT
    front = paginate(list(_front(paper)), room, room)
    last = paginate(list(_last(paper)), room, room)
    tables = [ReportPages(report, paper.language) for report in _tables(paper.pack)]
    pages = len(front) + sum(table.count for table in tables) + len(last)
    buffer = io.BytesIO()
    report = paper.pack.period_end
    canvas = new_canvas(
        buffer, title=f"Period end {report.from_date} {report.to_date}", author=report.shop, language=paper.language
    )
    drawn = count(1)

    def begin() -> tuple[int, int]:
        printed = (next(drawn), pages)
        if on_page:
            on_page(*printed)
        return printed

    for page in front:
        _draw_sheet(canvas, paper, sheet, page, begin())
    for table in tables:
        for own in range(1, table.count + 1):
            printed = begin()
            _draw_cover(canvas, paper)
            table.draw(canvas, own, printed)
    for page in last:
        _draw_sheet(canvas, paper, sheet, page, begin())
    canvas.save()
    missing = [one for table in tables for one in table.missing()]
    return Printout(buffer.getvalue(), (*find_missing([report.shop]), *missing))


def _draw_sheet(canvas: Any, paper: PackPaper, sheet: Sheet, blocks: Sequence[Block], printed: tuple[int, int]) -> None:
    draw(canvas, PORTRAIT[0] / 2, MARGIN, f"Page {printed[0]} of {printed[1]}", SMALL, align=Align.CENTRE)
    _draw_cover(canvas, paper)
    draw_page(canvas, sheet, blocks)


def _draw_cover(canvas: Any, paper: PackPaper) -> None:
    """The line over a copy, at the lower edge of every page."""
    if paper.cover:
        draw(canvas, MARGIN, MARGIN / 2, fit(paper.cover, SMALL, ROOM), SMALL)


def apart(text: str, language: str) -> str:
    """A value inside words that run from right to left keeps its own order."""
    return f"\u2068{text}\u2069" if form.runs_right_to_left(language) else text


# The statement


def _front(paper: PackPaper) -> Iterator[Block]:
    pack, report = paper.pack, paper.pack.period_end
    yield from _head(paper)
    yield from _roll_forward(report, paper.language)
    yield from _costs(pack, paper.language)
    for name in ("margin", "tax", "methods"):
        section = pack.section(name)
        if section is not None:
            yield from _small_table(_spelled(section), paper.language)
    owed = pack.section("not-invoiced")
    if owed is not None:
        yield from _title("Goods received, not invoiced")
        yield amount(
            "Owed to suppliers and carriers at the end of the period", money(owed, "value", paper.language), bold=True
        )
    yield from _title("Apart from stock")
    variance = money(report, "purchase_variance_value", paper.language)
    yield amount("Purchase variance, beyond the value at which goods came in", variance)
    yield from _checks(pack, paper.language)


def _head(paper: PackPaper) -> Iterator[Block]:
    report, language = paper.pack.period_end, paper.language
    ends = (form.day(date.fromisoformat(str(day)), language) for day in (report.from_date, report.to_date))
    days = " \u2013 ".join(apart(day, language) for day in ends)
    yield Block(24, (Words(0, 16, "Period end", Style(18, bold=True)),))
    yield Block(17, (Words(0, 12, fit(f"{apart(report.shop, language)} \u00b7 {days}", Style(11), ROOM), Style(11)),))
    yield Block(13, (Words(0, 10, fit(paper.state, SMALL, ROOM), SMALL),))
    yield Block(16, (Words(0, 10, f"Amounts in {report.currency.code}", SMALL),))


def _title(text: str) -> Iterator[Block]:
    marks: tuple[Mark, ...] = (Words(0, 22, text, Style(11, bold=True)), Rule(0, ROOM, 26))
    yield Block(30, marks, joined=True)


def _roll_forward(report: Report, language: str) -> Iterator[Block]:
    yield from _title("Roll-forward")
    yield three("", "", "Quantity", "Value", style=SMALL)
    terms = [(sign, title, stem) for sign, title, stem in _TERMS if sign == "" or has(report, stem)]
    for sign, title, stem in terms:
        moved = quantity(report, f"{stem}_quantity", language)
        yield three(sign, title, moved, money(report, f"{stem}_value", language))
    yield line_of_sum(
        "=", "Closing", quantity(report, "closing_quantity", language), money(report, "closing_value", language)
    )
    signed = {"": 1, "+": 1, "\u2212": -1}
    value_minor = sum(signed[sign] * raw(report, f"{stem}_value") for sign, _, stem in _TERMS)
    explained_milli = sum(signed[sign] * raw(report, f"{stem}_quantity") for sign, _, stem in _TERMS)
    yield ticked("The terms make the closing value", value_minor - raw(report, "closing_value"), report, language)
    yield ticked_quantity(
        "The terms make the closing quantity", explained_milli - raw(report, "closing_quantity"), language
    )


def _costs(pack: Pack, language: str) -> Iterator[Block]:
    """Periodic beside perpetual cost of goods, and the gap by its reasons."""
    report = pack.period_end
    yield from _title("Cost of goods")
    left = [one for one in _AVAILABLE if one[0] == "" or one[2] == "closing_value" or raw(report, one[2])]
    right = [one for one in _COSTS if one[0] == "" or raw(report, one[2])]
    yield beside(("", "Periodic", ""), ("", "Perpetual", ""), style=SMALL)
    for place in range(max(len(left), len(right))):
        one, other = (side[place] if place < len(side) else None for side in (left, right))
        yield beside(cost(report, one, language), cost(report, other, language))
    sums = [("=", "Cost of goods", money(report, name, language)) for name in ("periodic_cogs", "perpetual_cogs")]
    yield beside(sums[0], sums[1], style=BOLD, is_sum=True)
    yield from _title("The gap: periodic less perpetual")
    reasons = pack.section("gap")
    named = 0
    for kind, reason, value in reasons.rows if reasons is not None else ():
        named += int(value or 0)
        title = f"{kind}: {str(reason).replace('_', ' ')}" if reason else str(kind)
        yield amount(title, form.amount(int(value or 0), report.currency, language))
    yield amount("Gap", money(report, "gap", language), bold=True)
    if reasons is not None:
        yield ticked("The reasons make the gap", named - raw(report, "gap"), report, language)
    difference = raw(report, "periodic_cogs") - raw(report, "perpetual_cogs") - raw(report, "gap")
    yield ticked("Periodic less perpetual is the gap", difference, report, language)
    yield ticked("Tie-out: gap less shrinkage less write-down", raw(report, "tie_out"), report, language)


def _checks(pack: Pack, language: str) -> Iterator[Block]:
    checks = pack.section("checks")
    if checks is None:
        return
    yield from _title("Checklist: stock as of the last day, work in progress as it was when this was made")
    for name, title, found in checks.rows:
        many = int(found or 0)
        mark = TICK if not many else ""
        yield three(mark, str(title), "", form.quantity(many * 1000, language), style=BODY if many or name else SMALL)


def _small_table(report: Report, language: str) -> Iterator[Block]:
    """A table of a few columns on the statement's page: text at the left, figures under each other at the right."""
    yield from _title(report.title)
    writers = cell_writers(report, language)
    figures = [place for place, column in enumerate(report.columns) if column.unit.is_figure]
    texts = [place for place in range(len(report.columns)) if place not in figures]
    width = min(ROOM * 0.62 / max(len(figures), 1), 88)
    text_room = (ROOM - width * len(figures)) / max(len(texts), 1)

    def row(cells: Sequence[str], style: Style, *, is_sum: bool = False) -> Block:
        marks: list[Mark] = []
        for at, place in enumerate(texts):
            marks.append(Words(at * text_room, 10, fit(cells[place], style, text_room - 6), style))
        for at, place in enumerate(figures):
            right = ROOM - (len(figures) - 1 - at) * width
            marks.append(Words(right, 10, cells[place], style, Align.RIGHT, column=width))
        block = Block(LINE, tuple(marks))
        return ruled(block, ((0, ROOM),)) if is_sum else block

    yield replace(row([column.title for column in report.columns], SMALL), joined=True)
    # A short table stays on one page.
    joined = len(report.rows) <= _JOINED_ROWS
    for cells in report.rows:
        yield replace(row([write(cell) for write, cell in zip(writers, cells, strict=True)], BODY), joined=joined)
    totals = [write(cell) for write, cell in zip(writers, report.total_row(), strict=True)]
    totals[0] = "Total"
    yield row(totals, BOLD, is_sum=True)


def _spelled(report: Report) -> Report:
    """A section with its codes as words."""
    if report.name == "methods":
        rows = [(METHODS.get(str(row[0]), str(row[0])), row[1] or "\u2013", *row[2:]) for row in report.rows]
        return replace(report, rows=rows)
    if report.name in {"margin", "categories"}:
        return replace(report, rows=[(row[0] or "\u2013", *row[1:]) for row in report.rows])
    return report


# The roll-forward, product by product


def _tables(pack: Pack) -> Iterator[Report]:
    """The roll-forward by category and by product, in quantity and in money, without columns in which nothing is."""
    for section, title in ((pack.section("categories"), "by category"), (pack.period_end, "by product")):
        if section is None:
            continue
        report = _spelled(section)
        texts = [column.name for column in report.columns if not column.unit.is_figure]
        quantities = [f"{stem}_quantity" for _, _, stem in _TERMS] + ["closing_quantity"]
        values = [f"{stem}_value" for _, _, stem in _TERMS] + ["closing_value"]
        costs = ["periodic_cogs", "perpetual_cogs", "gap", "count_losses_value", "count_gains_value", "writedown_value"]
        costs += ["tie_out", "purchase_variance_value"]
        yield _narrowed(report, f"Roll-forward {title}: quantity", texts, quantities, (" quantity",))
        yield _narrowed(report, f"Roll-forward {title}: value", texts, values, (" value",))
        yield _narrowed(report, f"Cost of goods {title}", texts, costs, ())
    owed = pack.section("not-invoiced")
    if owed is not None and owed.rows:
        yield owed


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

# The page that is signed


def _last(paper: PackPaper) -> Iterator[Block]:
    yield Block(24, (Words(0, 16, "Signatures", Style(18, bold=True)),))
    widest = max((measure(word, BOLD) for word, _ in paper.facts), default=0.0) + 12
    for word, says in paper.facts:
        lines = wrap(says, BODY, ROOM - widest)
        marks: list[Mark] = [Words(0, 12, word, BOLD)]
        marks += [Words(widest, 12 + down * LINE, line, BODY) for down, line in enumerate(lines)]
        yield Block(LINE * len(lines) + 5, tuple(marks))
    yield Block(40)
    wide = (ROOM - 24 * (len(paper.signed) - 1)) / len(paper.signed)
    marks = []
    for place, words in enumerate(paper.signed):
        left = place * (wide + 24)
        marks += [Rule(left, left + wide, 40), Words(left, 52, words, SMALL)]
    yield Block(60, tuple(marks))
