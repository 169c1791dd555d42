"""Labels for a printer that speaks ZPL: the same templates and symbols, in its own dots.

Symbols go as graphics of whole modules, so that they are the very bars that were checked; Latin texts in the printer's
own font 0 as UTF-8, at the places and sizes that were measured with ours, which is wider. What that font does not have
on most printers (Chinese, Arabic, Thai, Hindi, Cyrillic ...) goes as a graphic, too, set as it is on the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.domain.logo import Logo
from app.domain.own_template import Source
from app.domain.refusal import Refusal
from app.printing.labels.drawing import LabelData, aligned, logo_box, set_text, size_symbol
from app.printing.labels.rules import Sized, check_resolution, dots
from app.printing.labels.sheets import MOST_LABELS, Label, Look, refused_label, template_for
from app.printing.labels.stock import LabelStock
from app.printing.labels.symbols import SymbolKind
from app.printing.labels.template import Box, Field, LabelTemplate
from app.printing.picture import picture_dots
from app.printing.text import Align, Style

_JUSTIFIED = {Align.LEFT: "L", Align.CENTRE: "C", Align.RIGHT: "R"}
_ESCAPED = {ord(letter): f"_{ord(letter):02X}" for letter in "^~_\\"}
_LEADING = 1.22
_BASELINE = 0.92  # of the size, as in `drawing.py`
_REACH = 0.4  # of the size: how far signs reach above and below their line
_GUARDS_DOWN = 5  # modules, as in `drawing.py`
_BEARER = 2  # narrow bars
_LATIN = re.compile("[\x20-\x7e\xa0-\u024f\u2013\u2014\u2018-\u201d\u2026\u20ac]*")
_PLACE = re.compile(r"\^FO(\d+),(\d+)")
_SAME_ROW = ":"  # stands for the row above


def labels_zpl(labels: Iterable[Label], stock: LabelStock, look: Look, nudge: tuple[int, int] = (0, 0)) -> bytes:
    """The labels as ZPL, one format for each, whose copies the printer makes itself.

    Args:
        labels: In the order in which they are printed.
        stock: A roll of one label across; its size is the label's.
        look: As for `labels_pdf`; the resolution must be the printer's own.
        nudge: Tenths of a millimetre to the right and down.

    Raises:
        Refusal: `zpl_needs_roll`, and those of `labels_pdf`.
    """
    check_resolution(look.printer.dpi)
    if stock.labels != 1:
        raise Refusal("zpl_needs_roll", name=stock.name)
    parts: list[str] = []
    count = 0
    for label in labels:
        count += label.copies
        if count > MOST_LABELS:
            raise Refusal("too_many_labels", most=MOST_LABELS)
        if label.copies < 1:
            continue
        try:
            template = look.template or template_for(label.data, stock, look)
            parts.append(_format(label, template, look))
        except Refusal as refusal:
            raise refused_label(label.data, refusal) from None
    if not parts:
        raise Refusal("no_labels")
    return _nudged("".join(parts), nudge, look.printer.dpi).encode()


def _nudged(zpl: str, nudge: tuple[int, int], dpi: int) -> str:
    """The same with every field moved. A printer's own shift would stay set for the next job, which is not ours."""
    across, down = (round(tenths * dpi / 254) for tenths in nudge)

    def moved(place: re.Match[str]) -> str:
        return f"^FO{max(0, int(place[1]) + across)},{max(0, int(place[2]) + down)}"

    # Texts have no such sign in them: `_line` writes it as a number.
    return _PLACE.sub(moved, zpl) if across or down else zpl


def _format(label: Label, template: LabelTemplate, look: Look) -> str:
    dpi = look.printer.dpi
    lines = ["^XA", "^CI28", f"^PW{dots(template.width, dpi)}", f"^LL{dots(template.height, dpi)}", "^LH0,0"]
    for field in template.fields:
        if field.source is Source.LOGO:
            lines += _logo(field, template.logo, dpi)
        elif field.source is not Source.SYMBOL:
            lines += _text(field, label.data, dpi)
        else:
            symbol = label.data.symbol(field)
            if symbol is not None:
                lines += _symbol(field.box, size_symbol(field, symbol, look.printer))
    return "\n".join([*lines, f"^PQ{label.copies}", "^XZ", ""])


def _logo(field: Field, logo: Logo | None, dpi: int) -> Iterator[str]:
    """The logo in black and white, dot for dot."""
    if logo is None:
        return
    box = logo_box(field, logo)
    rows = picture_dots(logo, dots(box.width, dpi), dots(box.height, dpi))
    yield _graphic(dots(box.left, dpi), dots(box.top, dpi), [(row, 1) for row in rows], 1)


def _text(field: Field, data: LabelData, dpi: int) -> Iterator[str]:
    text = data.of(field)
    if not text:
        return
    style, lines = set_text(field, text)
    align = aligned(field, text)
    high = round(style.size * dpi / 72)
    step = style.size * _LEADING * dpi / 72
    spare = max(0.0, dots(field.box.height, dpi) - step * len(lines))
    top = dots(field.box.top, dpi) + (spare / 2 if field.middle else 0.0)
    for place, line in enumerate(lines):
        left, wide, down = dots(field.box.left, dpi), dots(field.box.width, dpi), round(top + place * step)
        if _LATIN.fullmatch(line):
            yield f"^FO{left},{down}^A0N,{high}{_line(line, wide, align)}"
        else:
            yield _drawn(line, style, (left, wide, down), align, dpi)


def _drawn(text: str, style: Style, place: tuple[int, int, int], align: Align, dpi: int) -> str:
    """One line as a picture; `place` is where its box begins, how wide that is, and how far down."""
    from app.printing.dots import text_line  # noqa: PLC0415 -- Pillow is loaded with the first of them

    em = style.size * dpi / 72
    # Signs above and below the letters reach out of the line, which is no reason to cut them.
    spare, high = round(em * _REACH), round(em * _LEADING)
    baseline = spare + em * _BASELINE
    rows = text_line(text, bold=style.bold, em=em, height=high + 2 * spare, baseline=baseline)
    left, wide, down = place
    spare = min(spare, down)
    rows = rows[round(em * _REACH) - spare :]
    start = left + max(0, round((wide - len(rows[0])) * align.value))
    return _graphic(start, down - spare, [(row, 1) for row in rows], 1)


def _line(text: str, width: int, align: Align) -> str:
    """One line in a block of a width; what would be read as a command stands as its number."""
    return f"^FB{width},1,0,{_JUSTIFIED[align]}^FH_^FD{text.translate(_ESCAPED)}^FS"


def _symbol(box: Box, sized: Sized) -> Iterator[str]:
    symbol, dpi = sized.symbol, sized.dpi
    left = dots(box.left, dpi) + (dots(box.width, dpi) - sized.width) // 2 + symbol.quiet_left * sized.dots
    top = dots(box.top, dpi) + (dots(box.height, dpi) - sized.height) // 2
    if symbol.kind.is_matrix:
        rows = [(row, sized.dots) for row in symbol.rows]
        yield _graphic(left, top + symbol.quiet_left * sized.dots, rows, sized.dots)
        return
    yield _graphic(left, top, _bar_rows(sized), sized.dots)
    high = sized.digits_high - round(1.5 * sized.narrow)
    below = top + sized.bars + round(1.5 * sized.narrow)
    for text, middle, room in symbol.parts:
        wide = round((room if symbol.guards else room + 12) * sized.dots)
        start = max(0, round(left + middle * sized.dots - wide / 2))
        yield f"^FO{start},{below}^A0N,{high}{_line(text, wide, Align.CENTRE)}"


def _bar_rows(sized: Sized) -> list[tuple[str, int]]:
    """The rows of a linear symbol and how many dots high each is."""
    symbol = sized.symbol
    bars = symbol.rows[0]
    if symbol.guards:
        kept = {first + at for first, count in symbol.guards for at in range(count)}
        guards = "".join(module if at in kept else "0" for at, module in enumerate(bars))
        return [(bars, sized.bars), (guards, _GUARDS_DOWN * sized.dots)]
    if symbol.kind is SymbolKind.ITF14:
        bearer = _BEARER * sized.narrow
        return [("1" * len(bars), bearer), (bars, sized.bars - 2 * bearer), ("1" * len(bars), bearer)]
    return [(bars, sized.bars)]


def _graphic(left: int, top: int, rows: list[tuple[str, int]], wide: int) -> str:
    """A picture of modules `wide` dots wide; a row that is like the one above is a single sign."""
    width = -(-len(rows[0][0]) * wide // 8)
    drawn = []
    for modules, high in rows:
        bits = "".join(module * wide for module in modules).ljust(width * 8, "0")
        drawn.append(f"{int(bits, 2):0{width * 2}X}{_SAME_ROW * (high - 1)}")
    size = width * sum(high for _, high in rows)
    return f"^FO{left},{top}^GFA,{size},{size},{width},{''.join(drawn)}^FS"
