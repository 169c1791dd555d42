"""The label of a zone: its symbol as it scans, and its name as large as it fits beside or above that.

Whoever counts reads it from across the aisle; nothing else stands on it.
"""

from __future__ import annotations

from app.domain.own_template import Source
from app.domain.refusal import Refusal
from app.printing.labels.drawing import MM, set_text
from app.printing.labels.template import Box, Field, LabelTemplate, Wanted, check_template, inner_box
from app.printing.text import ELLIPSIS, Align, Style, shrink

_GAP = 1.5  # mm between the name and its symbol
_LARGEST = 400.0  # points: the label is the bound
_LEAST = 5.0
_LINES = 3


def design_zone(width: float, height: float, wanted: Wanted, name: str) -> LabelTemplate:
    """The template for a zone of this name.

    Args:
        width, height: Of the label, in millimetres.
        wanted: The symbol, and the boxes that it needs.
        name: Of the zone.

    Raises:
        Refusal: `label_too_small` where the symbol and a name have no room.
    """
    margin, inner = inner_box(width, height)
    wide = min(wanted.usual[0], inner.width)
    high = min(max(wanted.least[1], wanted.usual[1] if wanted.usual[0] <= inner.width else 0.0), inner.height)
    above = Box(inner.left, inner.top, inner.width, inner.height - high - _GAP)
    below = Box(inner.left + (inner.width - wide) / 2, inner.bottom - high, wide, high)
    beside = Box(inner.left + wide + _GAP, inner.top, inner.width - wide - _GAP, inner.height)
    at_left = Box(inner.left, inner.top + (inner.height - high) / 2, wide, high)
    places = [
        (_name(box, name, align), symbol)
        for box, symbol, align in ((above, below, Align.CENTRE), (beside, at_left, Align.LEFT))
        if min(box.width, box.height) > 0
    ]
    if not places or wanted.least[0] > inner.width or wanted.least[1] > inner.height:
        raise Refusal("label_too_small", symbol="text", width=f"{wanted.least[0]:.1f}", height=f"{wanted.least[1]:.1f}")
    field, symbol = max(places, key=lambda one: _size(one[0], name))
    return check_template(LabelTemplate("zone", width, height, margin, (field, Field(Source.SYMBOL, symbol))))


def _name(box: Box, name: str, align: Align) -> Field:
    """The name, no larger than its longest word fits: no word is broken."""
    room = box.width * MM
    size = min((shrink(word, Style(_LARGEST, bold=True), room).size for word in name.split()), default=_LARGEST)
    return Field(Source.NAME, box, max(size, _LEAST), _LEAST, lines=_LINES, bold=True, align=align)


def _size(field: Field, name: str) -> tuple[bool, float]:
    """Whether the whole name is there, and how large."""
    style, lines = set_text(field, name)
    return not any(line.endswith(ELLIPSIS) for line in lines), style.size
