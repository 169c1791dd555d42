"""Labels drawn on a PDF page as vectors: symbols on whole dots of the printer, texts in any script.

A label is drawn once; its copies repeat it by name.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.domain.logo import Logo
from app.domain.own_template import Source
from app.printing.direction import runs_right_to_left
from app.printing.fonts import latin
from app.printing.labels.rules import DIGITS_HIGH, MM_PER_INCH, Sized, Use, dots, size_to_fit, size_with_module
from app.printing.labels.symbols import Symbol, SymbolKind, encode
from app.printing.labels.template import Box, Field, LabelTemplate
from app.printing.text import Align, Style, draw, fit, measure, shrink, wrap

MM = 72 / MM_PER_INCH
_LEADING = 1.22
_BASELINE = 0.92  # of the size, from the top of a line to its baseline: accents of capitals stay inside
_STEP = 0.92
_DARK = re.compile("1+")
# Digits below bars: as wide as 7 modules each, drawn a little narrower.
_DIGIT_MODULES = 7
_DIGIT_FILL = 0.9
# How far the guard bars of an EAN reach down beside its digits, in modules. Source: GS1 General Specifications 5.2.6.6.
_GUARDS_DOWN = 5
# Bearer bars above and below an ITF-14: a beam that leaves the bars there reads nothing instead of a part.
_BEARER = 2
_LOGO = "logo"


@dataclass(frozen=True, slots=True)
class LabelData:
    """What stands on a label, as it is read.

    Attributes:
        kind: The symbology, or None for a label without a symbol.
        content: What the symbol says, as `symbols.encode` takes it.
        dates: Lot, serial number and expiry, each with its word.
        lot, expiry: Two of them alone.
        text: The shop's own text.
        more: Other symbols of the same product, for templates that name their kind.
    """

    name: str
    price: str = ""
    unit_price: str = ""
    sku: str = ""
    dates: str = ""
    text: str = ""
    kind: SymbolKind | None = None
    content: str = ""
    lot: str = ""
    expiry: str = ""
    more: tuple[tuple[SymbolKind, str], ...] = ()

    def of(self, field: Field) -> str:
        """What stands in a field of text."""
        return field.text or str(getattr(self, field.source.value))

    def symbol(self, field: Field) -> Symbol | None:
        """The symbol of a field, or None for a label without one.

        Raises:
            Refusal: as `encode`.
        """
        kind, content = self.kind, self.content
        if field.kind is not None and field.kind is not kind:
            kind, content = next((one for one in self.more if one[0] is field.kind), (None, ""))
        return None if kind is None else encode(kind, content)


@dataclass(frozen=True, slots=True)
class Printer:
    """What labels are made for: the printer's dots to the inch, and who scans them."""

    dpi: int = 300
    use: Use = Use.SHOP


def size_symbol(template_field: Field, symbol: Symbol, printer: Printer) -> Sized:
    """The symbol in its field's box.

    Raises:
        Refusal: as `size_to_fit` and `size_with_module`.
    """
    box = template_field.box
    if template_field.module:
        sized = size_with_module(symbol, template_field.module, box.height, dpi=printer.dpi, use=printer.use)
        if sized.width <= dots(box.width, printer.dpi):
            return sized
    return size_to_fit(symbol, box.width, box.height, dpi=printer.dpi, use=printer.use)


def draw_label(canvas: Any, origin: tuple[float, float], label: LabelData, of: LabelTemplate, printer: Printer) -> None:
    """Draw one label whose top left corner is at `origin`, in points; x must be a whole dot.

    Raises:
        Refusal: as `encode` and `size_symbol`.
    """
    pen = None
    plain = latin(bold=False).plain.keys()
    for field in of.fields:
        if field.source is Source.SYMBOL:
            symbol = label.symbol(field)
            if symbol is not None:
                _draw_symbol(canvas, origin, field, size_symbol(field, symbol, printer))
            continue
        if field.source is Source.LOGO:
            if of.logo is not None:
                _draw_logo(canvas, origin, field, of.logo)
            continue
        text = label.of(field)
        if not text:
            continue
        style, lines = set_text(field, text)
        align = aligned(field, text)
        y = origin[1] - _first_baseline(field, style, len(lines))
        for line in lines:
            x = origin[0] + (field.box.left + field.box.width * align.value) * MM
            if plain >= set(line):
                pen = pen or canvas.beginText()
                face = latin(bold=style.bold)
                width = sum(map(face.plain.__getitem__, line)) * style.size
                pen.setFont(face.name, style.size)
                pen.setTextOrigin(round(x - width * align.value, 2), round(y, 2))
                pen.textOut(line)
            else:
                draw(canvas, x, y, line, style, align=align)
            y -= style.size * _LEADING
    if pen is not None:
        canvas.drawText(pen)


def aligned(field: Field, text: str) -> Align:
    """Where a text stands in its field: one that runs from right to left begins at the right, where others do left."""
    return Align.RIGHT if field.align is Align.LEFT and runs_right_to_left(text) else field.align


def keep_logo(canvas: Any, logo: Logo) -> None:
    """Put a logo into the document, once for all labels that show it."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 -- few labels have a logo

    canvas.beginForm(_LOGO, 0, 0, 1, 1)
    canvas.drawImage(ImageReader(io.BytesIO(logo.png)), 0, 0, 1, 1, mask="auto")
    canvas.endForm()


def logo_box(field: Field, logo: Logo) -> Box:
    """Where a logo stands in its field: as large as fits, at the side that the field says."""
    box = field.box
    scale = min(box.width / logo.width, box.height / logo.height)
    width, height = logo.width * scale, logo.height * scale
    left = box.left + (box.width - width) * field.align.value
    return Box(left, box.top + (box.height - height) / 2, width, height)


def _draw_logo(canvas: Any, origin: tuple[float, float], field: Field, logo: Logo) -> None:
    box = logo_box(field, logo)
    canvas.saveState()
    canvas.translate(origin[0] + box.left * MM, origin[1] - box.bottom * MM)
    canvas.scale(box.width * MM, box.height * MM)
    canvas.doForm(_LOGO)
    canvas.restoreState()


def _first_baseline(field: Field, style: Style, lines: int) -> float:
    """How far below the top of the label the first line stands, in points."""
    high = lines * style.size * _LEADING
    spare = max(0.0, field.box.height * MM - high)
    return field.box.top * MM + (spare / 2 if field.middle else 0.0) + style.size * _BASELINE


@lru_cache(maxsize=4096)
def set_text(field: Field, text: str) -> tuple[Style, tuple[str, ...]]:
    """The largest size at which a text fits into its field, and its lines there."""
    width, height = field.box.width * MM, field.box.height * MM
    size = min(field.largest, height / _LEADING)
    if field.lines == 1 and "\n" not in text:
        style = shrink(text, Style(size, bold=field.bold), width)
        if style.size >= field.least:
            return style, (text,)
        style = Style(min(field.least, size), bold=field.bold)
        return style, (fit(text, style, width),)
    least = min(field.least, size)
    while True:
        style = Style(size, bold=field.bold)
        most = max(1, min(field.lines, int(height / (size * _LEADING) + 0.001)))
        lines = _broken(text, style, width)
        if len(lines) <= most and all(measure(line, style) <= width + 0.01 for line in lines):
            return style, lines
        if size <= least:
            return style, _cut(text, style, width, most)
        size = max(size * _STEP, least)


def _broken(text: str, style: Style, width: float) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") for line in wrap(part, style, width))


def _cut(text: str, style: Style, width: float, most: int) -> tuple[str, ...]:
    if "\n" in text:
        return tuple(fit(part, style, width) for part in text.split("\n")[:most])
    return wrap(text, style, width, most=most)


def _draw_symbol(canvas: Any, origin: tuple[float, float], field: Field, sized: Sized) -> None:
    """Draw a symbol in the middle of its box, every bar on whole dots."""
    dot = 72 / sized.dpi
    box = field.box
    across = dots(box.left + (box.width - sized.width * MM_PER_INCH / sized.dpi) / 2, sized.dpi)
    down = dots(box.top + (box.height - sized.height * MM_PER_INCH / sized.dpi) / 2, sized.dpi)
    module = sized.dots * dot
    left = origin[0] + (across + sized.symbol.quiet_left * sized.dots) * dot
    if sized.symbol.kind.is_matrix:
        top = origin[1] - (down + sized.symbol.quiet_left * sized.dots) * dot
        path = matrix_path(sized.symbol)
        canvas.addLiteral(f"q {module:.5g} 0 0 {-module:.5g} {left:.6g} {top:.6g} cm {path} f Q")
        return
    bars = sized.bars * dot
    top = origin[1] - down * dot
    path = bars_path(
        sized.symbol, round(1 + _GUARDS_DOWN * module / bars, 4), round(_BEARER * sized.narrow / sized.bars, 4)
    )
    canvas.addLiteral(f"q {module:.5g} 0 0 {-bars:.6g} {left:.6g} {top:.6g} cm {path} f Q")
    _draw_digits(canvas, sized, left, top - bars - DIGITS_HIGH * sized.narrow * dot)


@lru_cache(maxsize=256)
def bars_path(symbol: Symbol, guard: float, bearer: float) -> str:
    """The bars as rectangles one module wide and 1 high; guard bars reach `guard` down."""
    runs = [(match.start(), match.end() - match.start()) for match in _DARK.finditer(symbol.rows[0])]
    guards = {first + at for first, count in symbol.guards for at in range(count)}
    parts = [f"{start} 0 {width} {guard if start in guards else 1} re" for start, width in runs]
    if symbol.kind is SymbolKind.ITF14:
        wide = symbol.modules + symbol.quiet_left + symbol.quiet_right
        parts += [f"{-symbol.quiet_left} {at} {wide} {bearer} re" for at in (0, round(1 - bearer, 4))]
    return " ".join(parts)


@lru_cache(maxsize=256)
def matrix_path(symbol: Symbol) -> str:
    """The dark modules of all rows as rectangles 1 high, those of one stretch in one."""
    return " ".join(
        f"{match.start()} {down} {match.end() - match.start()} 1 re"
        for down, row in enumerate(symbol.rows)
        for match in _DARK.finditer(row)
    )


def _draw_digits(canvas: Any, sized: Sized, left: float, bottom: float) -> None:
    """What people read below the bars: digits of an EAN one by one at their place, other texts in the middle."""
    dot = 72 / sized.dpi
    module = sized.dots * dot
    face = latin(bold=False)
    pen = canvas.beginText()
    high = DIGITS_HIGH * sized.narrow * dot
    size = min(high * 0.95, _DIGIT_FILL * _DIGIT_MODULES * sized.narrow * dot / face.plain["0"])
    y = round(bottom + high - size * 0.92, 2)
    for text, middle, room in sized.symbol.parts:
        x = left + middle * module
        if sized.symbol.guards:
            step = _DIGIT_MODULES * module
            small = min(size, room * module / len(text) * _DIGIT_FILL / face.plain["0"])
            space = (step if len(text) > 1 else 0) - small * face.plain["0"] if len(text) > 1 else 0.0
            width = len(text) * small * face.plain["0"] + (len(text) - 1) * space
            pen.setFont(face.name, round(small, 2))
            pen.setCharSpace(round(space, 3))
            pen.setTextOrigin(round(x - width / 2, 2), y)
            pen.textOut(text)
        else:
            style = shrink(text, Style(size), (room + 2 * 6) * module)
            pen.setFont(face.name, round(style.size, 2))
            pen.setTextOrigin(round(x - measure(text, style) / 2, 2), y)
            pen.textOut(text)
    pen.setCharSpace(0)
    canvas.drawText(pen)
