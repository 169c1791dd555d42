"""Label templates: which field stands where on a label, in millimetres. A frozen value, so that a designer can edit it.

`design` makes a good one for any label size: the symbol where it scans, the price where it is read from two metres.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.logo import Logo
from app.domain.own_template import WORDS, Source
from app.domain.refusal import Refusal
from app.printing.labels.symbols import NAMES, SymbolKind
from app.printing.text import Align

_GAP = 1.0  # mm between boxes
_MARGIN = 1.5  # mm inside the cut: what a sheet may be off in a printer
_MARGIN_SHARE = 0.06  # of the shorter side, on small labels
_COLUMN = 13.0  # mm: a price beside the symbol needs this much
_PRICE_SHARE = 0.42  # of the width: a price beside the name
_FACTS_SHARE = 0.58  # of the height: what stands beside a small square
_LEAST_TEXT = 2.4  # mm: a line that can be read
SMALL_NAME = 7.0  # points: smaller letters of a name are tiny
_NAME_WITH_TEXT = 3 * _LEAST_TEXT
_POINT = 25.4 / 72  # mm
_LEADING = 1.22


class Purpose(StrEnum):
    """What a label is for."""

    SHELF = "shelf"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the top left corner of the label."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether some of the other lies in it."""
        return (
            self.left < other.right - 0.001
            and other.left < self.right - 0.001
            and self.top < other.bottom - 0.001
            and other.top < self.bottom - 0.001
        )


@dataclass(frozen=True, slots=True)
class Field:
    """One field. A text takes the largest size at which it fits into its box.

    Attributes:
        largest, least: Of a text, in points; what does not fit at the least ends in an ellipsis.
        lines: How many lines it may be broken into.
        middle: Whether it stands in the middle of its height, else at its top.
        module: Of a symbol, in millimetres; 0 for what fits.
        kind: Of a symbol; None is what the label's own number is drawn as.
        text: What stands there on every label; "" is what the label's data say.
    """

    source: Source
    box: Box
    largest: float = 10.0
    least: float = 5.0
    lines: int = 1
    bold: bool = False
    align: Align = Align.LEFT
    middle: bool = True
    module: float = 0.0
    kind: SymbolKind | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class LabelTemplate:
    """Where everything stands on a label of a size; `margin` is kept free along its edges.

    Attributes:
        logo: What stands in the fields for it; nothing does where there is none.
        turned: Whether it is printed turned to the right, on a label as wide as this one is high.
    """

    name: str
    width: float
    height: float
    margin: float
    fields: tuple[Field, ...]
    logo: Logo | None = None
    turned: bool = False

    @property
    def on_paper(self) -> tuple[float, float]:
        """How wide and high the label is as it lies on the paper."""
        return (self.height, self.width) if self.turned else (self.width, self.height)

    @property
    def kinds(self) -> tuple[SymbolKind, ...]:
        """The kinds of symbols that its fields name."""
        return tuple(field.kind for field in self.fields if field.kind is not None)

    @property
    def shows_price(self) -> bool:
        """Whether a label of it says what the product costs."""
        return any(field.source is Source.PRICE for field in self.fields)


def check_template(template: LabelTemplate) -> LabelTemplate:
    """Refuse a template whose fields leave the label or cover the quiet zone of its symbol.

    Raises:
        Refusal: `field_outside_label`, `field_over_symbol`.
    """
    for field in template.fields:
        check_field(field, template)
    return template


def check_field(field: Field, template: LabelTemplate) -> None:
    """Refuse a field that leaves its label or covers the quiet zone of a symbol.

    Raises:
        Refusal: `field_outside_label`, `field_over_symbol`.
    """
    margin, box = template.margin - 0.001, field.box
    facts = {"field": WORDS[field.source], "template": template.name}
    is_inside = box.left >= margin and box.top >= margin
    is_inside = is_inside and box.right <= template.width - margin and box.bottom <= template.height - margin
    if not is_inside or box.width <= 0 or box.height <= 0:
        raise Refusal("field_outside_label", **facts)
    for other in template.fields:
        if other is not field and other.source is Source.SYMBOL and box.overlaps(other.box):
            raise Refusal("field_over_symbol", **facts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a label has to show, so that a template has room for that and nothing else.

    Attributes:
        kind: The symbol, or None for a label without one.
        least, usual: The boxes that it needs and would like, in millimetres.
        has_price, has_unit_price, has_dates, has_text: Which texts there are beside the name.
        has_long_name: Whether the name would be tiny on one line over the whole label.
    """

    purpose: Purpose = Purpose.SHELF
    kind: SymbolKind | None = None
    least: tuple[float, float] = (0.0, 0.0)
    usual: tuple[float, float] = (0.0, 0.0)
    has_price: bool = True
    has_unit_price: bool = False
    has_dates: bool = False
    has_text: bool = False
    has_long_name: bool = False


def inner_box(width: float, height: float) -> tuple[float, Box]:
    """The margin that a label of this size keeps free, and what is left inside it."""
    margin = min(_MARGIN, _MARGIN_SHARE * min(width, height))
    return margin, Box(margin, margin, width - 2 * margin, height - 2 * margin)


def design(width: float, height: float, wanted: Wanted) -> LabelTemplate:
    """A template for a label of this size.

    Args:
        width, height: Of the label, in millimetres.
        wanted: What it shows.

    Raises:
        Refusal: `label_too_small` where the symbol, or the texts beside it, have no room.
    """
    margin, inner = inner_box(width, height)
    fields = _with_symbol(inner, wanted) if wanted.kind else _texts(inner, wanted)
    return check_template(LabelTemplate(wanted.purpose.value, width, height, margin, tuple(fields)))


def design_for(width: float, height: float, wanted: Wanted) -> LabelTemplate:
    """The same, turned by a quarter where the label is higher than wide and has no room for the symbol upright.

    Raises:
        Refusal: as `design`.
    """
    try:
        return design(width, height, wanted)
    except Refusal:
        if height <= width:
            raise
        with suppress(Refusal):
            return replace(design(height, width, wanted), turned=True)
        raise


def _with_symbol(inner: Box, wanted: Wanted) -> list[Field]:
    if wanted.least[0] > inner.width or wanted.least[1] > inner.height:
        raise _too_small(wanted)
    wide, high = min(wanted.usual[0], inner.width), _symbol_height(inner, wanted)
    beside = inner.width - wide - _GAP
    above = inner.height - high - _GAP
    if wanted.kind and wanted.kind.is_matrix and beside >= _COLUMN:
        # A small square at the left below the name, everything else beside it.
        column_high = max(high, inner.height * _FACTS_SHARE)
        symbol = Box(inner.left, inner.bottom - (column_high + high) / 2, wide, high)
        column = Box(inner.left + wide + _GAP, inner.bottom - column_high, beside, column_high)
        if inner.height - column_high >= _LEAST_TEXT + _GAP:
            top = Box(inner.left, inner.top, inner.width, inner.height - column_high - _GAP)
            return [
                *_name(top, wanted, lines=3),
                *_facts(column, wanted, has_text=_text_beside(top, wanted)),
                _symbol(symbol),
            ]
        return [*_texts(Box(column.left, inner.top, beside, inner.height), wanted), _symbol(symbol)]
    is_crowded = wanted.has_long_name and beside >= _COLUMN and above < 2 * _LEAST_TEXT
    if beside >= _COLUMN and above >= _LEAST_TEXT and not is_crowded:
        symbol = Box(inner.left, inner.bottom - high, wide, high)
        top = Box(inner.left, inner.top, inner.width, above)
        column = Box(inner.left + wide + _GAP, symbol.top, beside, high)
        return [
            *_name(top, wanted, lines=3),
            *_facts(column, wanted, has_text=_text_beside(top, wanted)),
            _symbol(symbol),
        ]
    if above >= _LEAST_TEXT and not is_crowded:
        symbol = Box(inner.left + (inner.width - wide) / 2, inner.bottom - high, wide, high)
        return [*_head(Box(inner.left, inner.top, inner.width, above), wanted), _symbol(symbol)]
    if beside >= _COLUMN:
        symbol = Box(inner.left, inner.top, wide, inner.height)
        return [*_texts(Box(inner.left + wide + _GAP, inner.top, beside, inner.height), wanted), _symbol(symbol)]
    raise _too_small(wanted)


def _symbol_height(inner: Box, wanted: Wanted) -> float:
    """The least height where space is scarce, up to half of a high label."""
    least = wanted.usual[1] if wanted.usual[0] <= inner.width else wanted.least[1]
    least = min(max(least, wanted.least[1]), inner.height)
    if wanted.kind and wanted.kind.is_matrix:
        return least
    return max(least, min(inner.height * 0.5, least * 1.4))


def _symbol(box: Box) -> Field:
    return Field(Source.SYMBOL, box)


def _name(box: Box, wanted: Wanted, *, lines: int) -> list[Field]:
    """The name over the whole width, the shop's own text below it."""
    if wanted.has_text and box.height >= _NAME_WITH_TEXT:
        low = box.height * 0.3
        upper = Box(box.left, box.top, box.width, box.height - low)
        return [*_name(upper, _without_text(wanted), lines=lines), _text(Box(box.left, upper.bottom, box.width, low))]
    largest = 12.0 if wanted.purpose is Purpose.SHELF else 10.0
    largest = max(largest, min(22.0, box.height * 0.32 / _POINT))
    return [Field(Source.NAME, box, largest, lines=lines, bold=True, middle=True)]


def _text(box: Box) -> Field:
    return Field(Source.TEXT, box, 8.0, lines=max(1, int(box.height / (5 * _POINT * _LEADING))))


def _without_text(wanted: Wanted) -> Wanted:
    """The same without the shop's own text, which has its place by now."""
    return replace(wanted, has_text=False)


def _facts(box: Box, wanted: Wanted, *, has_text: bool = False) -> list[Field]:
    """The price, large, with what belongs to it below; lot and expiry above, and the shop's own text where asked.

    The price of a kilogram gives way where there is no room; everything else that is wanted is there, or refused.
    """
    small = max(_LEAST_TEXT, min(3.4, box.height * 0.2))
    above = [Field(Source.TEXT, box, 8.0, 4.5)] if has_text else []
    above += [Field(Source.DATES, box, 8.0, 4.5, lines=3, middle=False)] if wanted.has_dates else []
    room = box.height - (max(_LEAST_TEXT, box.height * 0.4) if wanted.has_price else 0.0)
    if room < _LEAST_TEXT * len(above):
        raise _too_small(wanted)
    fields: list[Field] = []
    top, bottom = box.top, box.bottom
    for place, field in enumerate(above):
        most = room - (top - box.top) - _LEAST_TEXT * (len(above) - place - 1)
        high = min(small if field.source is Source.TEXT else 2 * small, most)
        fields.append(replace(field, box=Box(box.left, top, box.width, high)))
        top += high
    if wanted.has_unit_price and bottom - top >= 2 * small:
        bottom -= small
        fields.append(Field(Source.UNIT_PRICE, Box(box.left, bottom, box.width, small), 8.0, 4.5, align=Align.RIGHT))
    if wanted.has_price:
        largest = 44.0 if wanted.purpose is Purpose.SHELF else 18.0
        price = Box(box.left, top, box.width, bottom - top)
        fields.append(Field(Source.PRICE, price, largest, bold=True, align=Align.RIGHT))
    return fields


def _name_and_facts(name: Box, column: Box, wanted: Wanted) -> list[Field]:
    facts = _facts(column, wanted, has_text=_text_beside(name, wanted))
    return [*_name(name, wanted, lines=5 if wanted.has_long_name else 3), *facts]


def _text_beside(name: Box, wanted: Wanted) -> bool:
    """Whether the shop's own text has no room below the name."""
    return wanted.has_text and name.height < _NAME_WITH_TEXT


def _head(box: Box, wanted: Wanted) -> list[Field]:
    """Name and price beside each other above the symbol."""
    fields: list[Field] = []
    right = box.width
    has_text = _text_beside(box, wanted)
    if wanted.has_price or wanted.has_dates or has_text:
        right = box.width * (1 - _PRICE_SHARE)
        column = Box(box.left + right + _GAP, box.top, box.width - right - _GAP, box.height)
        fields = _facts(column, wanted, has_text=has_text)
    return [*_name(Box(box.left, box.top, right, box.height), wanted, lines=3), *fields]


def _texts(box: Box, wanted: Wanted) -> list[Field]:
    """A label without a symbol, or the column beside one: the name above, the price below."""
    if box.height < 2 * _LEAST_TEXT or box.width < _COLUMN / 2:
        raise _too_small(wanted)
    if not (wanted.has_price or wanted.has_dates or _text_beside(box, wanted)):
        return _name(box, wanted, lines=4)
    name = Box(box.left, box.top, box.width, box.height * 0.45)
    low = Box(box.left, name.bottom, box.width, box.bottom - name.bottom)
    return _name_and_facts(name, low, wanted)


def _too_small(wanted: Wanted) -> Refusal:
    symbol = NAMES[wanted.kind] if wanted.kind else "text"
    return Refusal("label_too_small", symbol=symbol, width=f"{wanted.least[0]:.1f}", height=f"{wanted.least[1]:.1f}")
