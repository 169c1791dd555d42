"""Sheets and rolls of labels as PDF: where each label stands, from the first free one of a used sheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.printing.labels.drawing import MM, LabelData, Printer, draw_label, keep_logo
from app.printing.labels.rules import check_resolution, sizes
from app.printing.labels.stock import LabelStock
from app.printing.labels.symbols import SymbolKind, encode
from app.printing.labels.template import SMALL_NAME, LabelTemplate, Purpose, Wanted, design_for
from app.printing.labels.zone_label import design_zone
from app.printing.page import new_canvas
from app.printing.printout import Printout, find_missing
from app.printing.text import Style, measure

MOST_LABELS = 100_000
_MOST_NUDGE = 100  # tenths of a millimetre
_LEAST_SCALE, _MOST_SCALE = 900, 1100


@dataclass(frozen=True, slots=True)
class Layout:
    """How labels come onto their stock.

    Attributes:
        start: The first label that is free, counted from 1, row by row.
        nudge_x, nudge_y: What the printer is off, in tenths of a millimetre to the right and down.
        scale: Thousandths: 1000 unless the printer makes everything smaller or larger. Symbols keep their whole dots.
    """

    stock: LabelStock
    start: int = 1
    nudge_x: int = 0
    nudge_y: int = 0
    scale: int = 1000

    def check(self) -> None:
        """Refuse what cannot be printed.

        Raises:
            Refusal: `bad_start_label`, `bad_nudge`, `bad_label_scale`.
        """
        if not 1 <= self.start <= self.stock.labels:
            raise Refusal("bad_start_label", text=self.start, most=self.stock.labels)
        if max(abs(self.nudge_x), abs(self.nudge_y)) > _MOST_NUDGE:
            raise Refusal("bad_nudge", most=_MOST_NUDGE // 10)
        if not _LEAST_SCALE <= self.scale <= _MOST_SCALE:
            raise Refusal("bad_label_scale", least=_LEAST_SCALE // 10, most=_MOST_SCALE // 10)

    def origin(self, index: int, dpi: int) -> tuple[float, float]:
        """Where the label of a place begins, in points from the top left corner of its page, on whole dots."""
        left, top = self.stock.place(index)
        return self._snapped(left, self.nudge_x, dpi), self._snapped(top, self.nudge_y, dpi)

    def _snapped(self, at: float, nudge: int, dpi: int) -> float:
        dot = 72 / dpi
        return round((at * self.scale / 1000 + nudge / 10) * MM / dot) * dot


@dataclass(frozen=True, slots=True)
class Label:
    """A label and how often it is printed."""

    data: LabelData
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Look:
    """What labels look like.

    Attributes:
        purpose: Which default template is made for each label where no `template` is given.
        template: The one for all of them.
        printer: Its resolution, and who scans the labels.
        is_of_zone: Whether they are the labels of zones, whose names are as large as they fit.
    """

    purpose: Purpose = Purpose.SHELF
    template: LabelTemplate | None = None
    printer: Printer = field(default_factory=Printer)
    is_of_zone: bool = False


def labels_pdf(
    labels: Iterable[Label],
    layout: Layout,
    look: Look | None = None,
    *,
    title: str = "Labels",
    language: str = "en",
    on_label: Callable[[int], None] | None = None,
) -> Printout:
    """Put labels on paper. The same values always make the same bytes.

    Args:
        labels: In the order in which they are printed.
        layout: The stock, where to begin, and what the printer is off.
        look: The default shelf label at 300 dpi if none is given.
        title: Of the document.
        language: The shop's.
        on_label: Called with the number of labels done; what it raises ends the work.

    Returns:
        The PDF, and the names with characters that no font here has.

    Raises:
        Refusal: `no_labels`, `too_many_labels`, `bad_start_label`, `bad_nudge`, `bad_label_scale`,
            `unknown_resolution`, and `label_refused` with the `name` and the reason (`label_too_small` and those of
            `draw_label`).
    """
    look = look or Look()
    layout.check()
    check_resolution(look.printer.dpi)
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, title=title, author="", language=language)
    if look.template is not None and look.template.logo is not None:
        keep_logo(canvas, look.template.logo)
    sheet = _Sheets(canvas, layout, look.printer.dpi)
    names: dict[str, None] = {}
    for label in labels:
        if label.copies < 1:
            continue
        sheet.check_room(label.copies)
        try:
            template = look.template or template_for(label.data, layout.stock, look)
            _draw_copies(sheet, label, template, look.printer)
        except Refusal as refusal:
            raise refused_label(label.data, refusal) from None
        names[label.data.name] = None
        if on_label:
            on_label(sheet.done)
    sheet.end()
    canvas.save()
    return Printout(buffer.getvalue(), find_missing(names))


def refused_label(data: LabelData, refusal: Refusal) -> Refusal:
    """The refusal of one label among many: it says whose it is; the fact `code` is that of its reason."""
    reason = sentence(refusal.code, refusal.facts).rstrip(". ")  # a sentence goes on behind it
    return Refusal("label_refused", name=data.name, reason=reason, code=refusal.code)


def template_for(
    data: LabelData, stock: LabelStock, look: Look, others: Sequence[tuple[SymbolKind, str]] = ()
) -> LabelTemplate:
    """The default template for what a label shows, whose code may be one of `others`, too.

    Raises:
        Refusal: `label_too_small`, and those of `encode`.
    """
    codes = [*others, *([(data.kind, data.content)] if data.kind is not None else [])]
    boxes = [sizes(encode(*code), dpi=look.printer.dpi, use=look.printer.use) for code in codes]
    least, usual = (
        (max((box[at][0] for box in boxes), default=0.0), max((box[at][1] for box in boxes), default=0.0))
        for at in (0, 1)
    )
    wanted = Wanted(
        look.purpose,
        data.kind,
        least,
        usual,
        bool(data.price),
        bool(data.unit_price),
        bool(data.dates),
        bool(data.text),
        measure(data.name, Style(SMALL_NAME, bold=True)) > stock.inner_width * MM,
    )
    if look.is_of_zone:
        with suppress(Refusal):
            return design_zone(stock.inner_width, stock.inner_height, wanted, data.name)
    return _designed(stock.inner_width, stock.inner_height, wanted)


_designed = lru_cache(maxsize=256)(design_for)


class _Sheets:
    """The pages: gives out places one by one, and begins a new page when one is full."""

    def __init__(self, canvas: Any, layout: Layout, dpi: int) -> None:
        self._canvas = canvas
        self._stock = layout.stock
        height = layout.stock.page_height * MM
        places = [layout.origin(index, dpi) for index in range(layout.stock.labels)]
        self._places = [(x, height - y) for x, y in places]
        self._next = layout.start - 1
        self._is_open = False
        self.done = 0

    def check_room(self, count: int) -> None:
        """Refuse more labels than one document may have.

        Raises:
            Refusal: `too_many_labels`.
        """
        if self.done + count > MOST_LABELS:
            raise Refusal("too_many_labels", most=MOST_LABELS)

    def places(self, count: int) -> Iterator[tuple[float, float]]:
        """The next so many places, in points from the bottom left corner of their page."""
        for _ in range(count):
            if self._next == len(self._places):
                self.end()
            if not self._is_open:
                self._canvas.setPageSize((self._stock.page_width * MM, self._stock.page_height * MM))
                self._is_open = True
            yield self._places[self._next]
            self._next += 1
            self.done += 1

    @property
    def canvas(self) -> Any:
        """What is drawn on."""
        return self._canvas

    def end(self) -> None:
        """End the page."""
        if not self.done:
            raise Refusal("no_labels")
        self._canvas.showPage()
        self._next = 0
        self._is_open = False


def _draw_copies(sheet: _Sheets, label: Label, template: LabelTemplate, printer: Printer) -> None:
    """Draw a label at the next places; more than one copy is drawn once and repeated by its name."""
    if label.copies == 1:
        for place in sheet.places(1):
            draw_label(sheet.canvas, place, label.data, template, printer)
        return
    name = f"label{sheet.done}"
    width, height = template.on_paper
    sheet.canvas.beginForm(name, 0, -height * MM, width * MM, 0)
    draw_label(sheet.canvas, (0.0, 0.0), label.data, template, printer)
    sheet.canvas.endForm()
    for x, y in sheet.places(label.copies):
        sheet.canvas.saveState()
        sheet.canvas.translate(x, y)
        sheet.canvas.doForm(name)
        sheet.canvas.restoreState()
