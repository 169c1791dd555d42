"""The shop's own templates as they are drawn, and what would be wrong with them on paper."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.own_template import WORDS, OwnField, OwnTemplate, Side, Source
from app.domain.refusal import Refusal
from app.printing.labels.drawing import LabelData, Printer, set_text, size_symbol
from app.printing.labels.rules import MM_PER_INCH
from app.printing.labels.symbols import NAMES, SymbolKind
from app.printing.labels.template import Box, Field, LabelTemplate, check_field, check_template
from app.printing.text import ELLIPSIS, Align

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.logo import Logo
    from app.printing.labels.stock import LabelStock

_TENTHS = 10
_LEAST_TEXT = 5.0  # points: what is still read
_LEADING = 1.22
_POINT = MM_PER_INCH / 72
_NEAR_EDGE = 10  # tenths of a millimetre
# Source may take several lines; a price never does.
_WRAPPED = frozenset({Source.NAME, Source.TEXT, Source.DATES})
_ALIGNED = {Side.LEFT: Align.LEFT, Side.CENTRE: Align.CENTRE, Side.RIGHT: Align.RIGHT}
_SIDES = {align: side for side, align in _ALIGNED.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know of a field on paper.

    Attributes:
        place: Which field, counted from 0; -1 for the whole label.
        code: That of a refusal with `is_refused`, else `symbol_is`, `text_cut`, `field_over_field`, `no_logo` or
            `near_edge`.
        is_refused: Whether the label would not be printed.
    """

    place: int
    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    is_refused: bool = False


def template_of(own: OwnTemplate, stock: LabelStock, logo: Logo | None) -> LabelTemplate:
    """A template of the shop's own for a stock.

    Raises:
        Refusal: `template_off_label` where a field has no room on these labels, `field_over_symbol`.
    """
    template = drawn(own, logo)
    inner = stock.inner_width, stock.inner_height
    # What was made for a wide label is turned onto a narrow one that is as long.
    is_turned = own.width > own.height and inner[1] > inner[0] and own.width > inner[0] * _TENTHS
    across, down = reversed(inner) if is_turned else inner
    template = replace(template, width=across, height=down, turned=is_turned)
    try:
        return check_template(template)
    except Refusal as refusal:
        if refusal.code != "field_outside_label":
            raise
        facts = {"template": own.name, "stock": stock.name, "field": refusal.facts["field"]}
        width, height = f"{own.width / _TENTHS:g}", f"{own.height / _TENTHS:g}"
        raise Refusal("template_off_label", width=width, height=height, **facts) from None


def drawn(own: OwnTemplate, logo: Logo | None) -> LabelTemplate:
    """A template of the shop's own on the label that it was made for, whatever is wrong with it."""
    fields = tuple(_field(one) for one in own.fields)
    return LabelTemplate(own.name, own.width / _TENTHS, own.height / _TENTHS, 0.0, fields, logo)


def own_template(template: LabelTemplate, *, name: str, stock: str) -> OwnTemplate:
    """A built-in template as one that can be edited. Boxes of symbols become no smaller, those of texts no larger."""
    width, height = (math.floor(side * _TENTHS + 0.001) for side in (template.width, template.height))
    fields = tuple(_own_field(one, width, height) for one in template.fields)
    return OwnTemplate(name, stock, width, height, fields)


def inspect(own: OwnTemplate, data: LabelData, printer: Printer, logo: Logo | None) -> tuple[Finding, ...]:
    """What is wrong with a label of this template on a printer, and what is good to know of it."""
    template = drawn(own, logo)
    found: list[Finding] = []
    for place, one in enumerate(template.fields):
        found += _findings(place, one, template, data, printer)
    if any(_is_near_edge(one, own) for one in own.fields):
        found.append(Finding(-1, "near_edge"))
    return tuple(found)


def without(template: LabelTemplate, places: frozenset[int]) -> LabelTemplate:
    """The template without some of its fields: what cannot be drawn hides nothing else."""
    kept = tuple(one for place, one in enumerate(template.fields) if place not in places)
    return replace(template, fields=kept)


def _field(own: OwnField) -> Field:
    height = own.height / _TENTHS
    lines = int(height / (_LEAST_TEXT * _LEADING * _POINT)) if own.source in _WRAPPED else 1
    return Field(
        own.source,
        Box(own.left / _TENTHS, own.top / _TENTHS, own.width / _TENTHS, height),
        largest=own.size / _TENTHS,
        least=min(_LEAST_TEXT, own.size / _TENTHS),
        lines=max(1, lines),
        bold=own.bold,
        align=_ALIGNED[own.align],
        module=own.module / 1000,
        kind=SymbolKind(own.symbol) if own.symbol else None,
        text=own.text,
    )


def _own_field(one: Field, width: int, height: int) -> OwnField:
    box = one.box
    left, top = (math.floor(at * _TENTHS + 0.001) for at in (box.left, box.top))
    far = math.ceil if one.source is Source.SYMBOL else math.floor
    right, bottom = (far(at * _TENTHS + (-0.001 if far is math.ceil else 0.001)) for at in (box.right, box.bottom))
    right, bottom = min(right, width), min(bottom, height)
    return OwnField(
        one.source,
        left,
        top,
        right - left,
        bottom - top,
        size=round(one.largest * _TENTHS),
        bold=one.bold,
        align=_SIDES[one.align],
        text=one.text,
        symbol=one.kind.value if one.kind else "",
    )


def _findings(place: int, one: Field, template: LabelTemplate, data: LabelData, printer: Printer) -> Iterator[Finding]:
    try:
        check_field(one, template)
        if one.source is Source.SYMBOL:
            yield from _symbol_told(place, one, data, printer)
    except Refusal as refusal:
        yield Finding(place, refusal.code, refusal.facts, is_refused=True)
    words = {"field": WORDS[one.source]}
    if one.source is Source.LOGO:
        if template.logo is None:
            yield Finding(place, "no_logo", words)
    elif one.source is not Source.SYMBOL:
        text = data.of(one)
        covered = next((other for other in template.fields[:place] if _covers(one, other)), None)
        if covered is not None:
            yield Finding(place, "field_over_field", {**words, "other": WORDS[covered.source]})
        if text and ELLIPSIS in "".join(set_text(one, text)[1]) and ELLIPSIS not in text:
            yield Finding(place, "text_cut", words)


def _covers(one: Field, other: Field) -> bool:
    """Whether two texts lie on each other; codes are another matter, and refuse it."""
    return other.source not in (Source.SYMBOL, Source.LOGO) and one.box.overlaps(other.box)


def _symbol_told(place: int, one: Field, data: LabelData, printer: Printer) -> Iterator[Finding]:
    """How large the symbol is.

    Raises:
        Refusal: as `size_symbol`.
    """
    symbol = data.symbol(one)
    if symbol is None:
        return
    sized = size_symbol(one, symbol, printer)
    millimetre = MM_PER_INCH / sized.dpi
    facts = {
        "symbol": NAMES[symbol.kind],
        "width": f"{sized.width * millimetre:.1f}",
        "height": f"{sized.height * millimetre:.1f}",
        "module": f"{sized.narrow * millimetre:.3f}",
        "dpi": sized.dpi,
    }
    yield Finding(place, "symbol_is", facts)


def _is_near_edge(one: OwnField, own: OwnTemplate) -> bool:
    nearest = min(one.left, one.top, own.width - one.right, own.height - one.bottom)
    return nearest < min(_NEAR_EDGE, min(own.width, own.height) * 6 // 100)
