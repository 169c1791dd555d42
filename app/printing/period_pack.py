"""The pack of a period on paper: statement, margin, tax, stock value, what was open, the roll-forward, signatures.

Every figure comes from the pack; sums that are printed beside each other are ticked when they agree. The same pack
makes the same pages, whatever has been renamed since.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from app.printing import format as form
from app.printing.page import Block, Mark, Rule, Sheet, Words, draw_page, new_canvas, paginate
from app.printing.period_pack_lines import BODY, BOLD, LINE, ROOM, SMALL, amount, money, title_of
from app.printing.period_pack_statement import agreement, checklist, costs, roll_forward
from app.printing.period_pack_tables import adjustments, small_table, spelled, tables
from app.printing.printout import Printout, find_missing
from app.printing.report_columns import MARGIN, PORTRAIT
from app.printing.report_pdf import ReportPages
from app.printing.report_words import ReportWords, days_between
from app.printing.text import Align, Style, draw, fit, measure, wrap
from app.reports.packs import Pack
from app.reports.report import Report

_FOOT = 30.0
_BETWEEN = 20.0  # two tables on one page, in points


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
    inner = list(_sharing(table for alike in tables(paper.pack) for table in _laid_out(alike, paper.language)))
    pages = len(front) + sum(one.count if not more else 1 for one, *more in inner) + len(last)
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
    for one, *more in inner:
        for own in range(1, one.count + 1) if not more else ():
            printed = begin()
            _draw_cover(canvas, paper, one.paper[0])
            one.draw(canvas, own, printed)
        if more:
            printed = begin()
            _draw_cover(canvas, paper, one.paper[0])
            top = one.paper[1] - MARGIN
            for table in (one, *more):
                table.stand(canvas, top)
                top -= table.height + _BETWEEN
            one.end_page(canvas, printed)
    for page in last:
        _draw_sheet(canvas, paper, sheet, page, begin())
    canvas.save()
    missing = (one for together in inner for table in together for one in table.missing())
    # A name stands in many tables, and its warning is said once.
    return Printout(buffer.getvalue(), tuple(dict.fromkeys((*find_missing([report.shop]), *missing))))


def _laid_out(reports: Sequence[Report], language: str) -> list[ReportPages]:
    """Tables of the same rows: small ones lie down where one of them has to, so that they can share a page."""
    laid = [ReportPages(report, language) for report in reports]
    widest = max(table.paper for table in laid)
    return [
        ReportPages(report, language, paper=widest) if table.count == 1 and table.paper != widest else table
        for report, table in zip(reports, laid, strict=True)
    ]


def _sharing(tables_in_order: Iterable[ReportPages]) -> Iterator[list[ReportPages]]:
    """Which tables stand on a page together: those that follow each other, as long as there is room."""
    together: list[ReportPages] = []
    left = 0.0
    for table in tables_in_order:
        if together and (table.paper != together[0].paper or table.height > left):
            yield together
            together = []
        if not together:
            left = table.paper[1] - 2 * MARGIN - _FOOT
        together.append(table)
        left -= table.height + _BETWEEN
    if together:
        yield together


def _draw_sheet(canvas: Any, paper: PackPaper, sheet: Sheet, blocks: Sequence[Block], printed: tuple[int, int]) -> None:
    draw(canvas, PORTRAIT[0] / 2, MARGIN, f"Page {printed[0]} of {printed[1]}", SMALL, align=Align.CENTRE)
    _draw_cover(canvas, paper, PORTRAIT[0])
    draw_page(canvas, sheet, blocks)


def _draw_cover(canvas: Any, paper: PackPaper, width: float) -> None:
    """The line over a copy, at the lower edge of every page, where lines begin."""
    if paper.cover:
        is_mirrored = form.runs_right_to_left(paper.language)
        x, align = (width - MARGIN, Align.RIGHT) if is_mirrored else (MARGIN, Align.LEFT)
        draw(canvas, x, MARGIN / 2, fit(paper.cover, SMALL, ROOM), SMALL, align=align)


def _front(paper: PackPaper) -> Iterator[Block]:
    pack, report = paper.pack, paper.pack.period_end
    yield from _head(paper)
    yield from roll_forward(pack, paper.language)
    yield from adjustments(pack, paper.language)
    yield from costs(pack, paper.language)
    yield from agreement(pack, paper.language)
    for name in ("margin", "tax", "tenders", "methods"):
        section = pack.section(name)
        if section is not None:
            yield from small_table(spelled(section), paper.language)
    owed = pack.section("not-invoiced")
    if owed is not None:
        yield title_of("Goods received, not invoiced")
        yield amount(
            "Owed to suppliers and carriers at the end of the period", money(owed, "value", paper.language), bold=True
        )
    yield title_of("Apart from stock")
    variance = money(report, "purchase_variance_value", paper.language)
    yield amount("Purchase variance, beyond the value at which goods came in", variance)
    yield from checklist(pack, paper.language)


def _head(paper: PackPaper) -> Iterator[Block]:
    report, language = paper.pack.period_end, paper.language
    ends, is_mirrored = (str(report.from_date), str(report.to_date)), form.runs_right_to_left(language)
    days = days_between(ReportWords(), ends, language, right_to_left=is_mirrored)
    yield Block(24, (Words(0, 16, "Period end", Style(18, bold=True)),))
    shop, large = form.apart(report.shop, language), Style(11)
    whole = f"{shop} \u00b7 {days}"
    for line in [whole] if measure(whole, large) <= ROOM else [*wrap(shop, large, ROOM), days]:
        yield Block(17, (Words(0, 12, line, large),))
    yield Block(13, (Words(0, 10, fit(paper.state, SMALL, ROOM), SMALL),))
    yield Block(16, (Words(0, 10, f"Amounts in {report.currency.code}", SMALL),))


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
