"""A template on the drawing board, without Qt: which field is chosen, what is done to it, and every step back.

All figures are tenths of a millimetre. A field never leaves its label, however it is moved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.own_template import (
    LARGEST_SIZE,
    LEAST_FIELD,
    LEAST_SIZE,
    MOST_FIELDS,
    OwnField,
    OwnTemplate,
    Side,
    Source,
)

_MOST_STEPS = 200
_MARGIN = 15
_BESIDE = 20  # how far a copy lies from its field
_BOXES = {
    Source.NAME: (400, 80),
    Source.PRICE: (250, 120),
    Source.UNIT_PRICE: (220, 40),
    Source.SYMBOL: (430, 260),
    Source.SKU: (200, 40),
    Source.LOT: (250, 40),
    Source.EXPIRY: (350, 40),
    Source.DATES: (350, 80),
    Source.TEXT: (250, 50),
    Source.LOGO: (150, 100),
}
_SMALLER = (10, 8, 6, 4, 3)  # tenths of a box
_LEAST_HIGH = 30
_EAN = (390, 215)
_SIZES = {Source.NAME: 120, Source.PRICE: 240}
_BOLD = frozenset({Source.NAME, Source.PRICE})
_AT_RIGHT = frozenset({Source.PRICE, Source.UNIT_PRICE})


class Drawing:
    """The template that is being drawn.

    Attributes:
        template: As it is now.
        chosen: Which field is chosen, counted from 0; -1 while there is none.
    """

    def __init__(self, template: OwnTemplate, *, is_kept: bool) -> None:
        self.template = template
        self.chosen = 0 if template.fields else -1
        self._kept = template if is_kept else None
        self._undone: list[tuple[OwnTemplate, int]] = []
        self._redone: list[tuple[OwnTemplate, int]] = []
        self._last = ""

    @property
    def field(self) -> OwnField | None:
        """The chosen field."""
        return self.template.fields[self.chosen] if 0 <= self.chosen < len(self.template.fields) else None

    @property
    def is_kept(self) -> bool:
        """Whether the book has it as it is now."""
        return self.template == self._kept

    def keep(self, template: OwnTemplate) -> None:
        """The book has this from now on."""
        self._kept = template
        if self.template.name != template.name:
            self.template = replace(self.template, name=template.name)

    def choose(self, place: int) -> None:
        """Choose a field."""
        if 0 <= place < len(self.template.fields) and place != self.chosen:
            self.chosen, self._last = place, ""

    def choose_next(self, step: int) -> bool:
        """Choose the next field or the one before. Returns whether there is one."""
        place = self.chosen + step
        if not 0 <= place < len(self.template.fields):
            return False
        self.choose(place)
        return True

    def at(self, x: int, y: int) -> int:
        """The topmost field at a place of the label, -1 for none."""
        for place, one in reversed(list(enumerate(self.template.fields))):
            if one.left <= x <= one.right and one.top <= y <= one.bottom:
                return place
        return -1

    def move(self, across: int, down: int) -> None:
        """Move the chosen field, up to the edge of the label."""
        if self.field is not None:
            self.place(self.field.left + across, self.field.top + down)

    def place(self, left: int, top: int, *, step: str = "") -> None:
        """Put the chosen field to a place; `step` joins what is done under one name to one step back."""
        one, label = self.field, self.template
        if one is not None:
            left = max(0, min(left, label.width - one.width))
            top = max(0, min(top, label.height - one.height))
            self.change(step=step, left=left, top=top)

    def rest(self) -> None:
        """What is done from now on is a step of its own."""
        self._last = ""

    def grow(self, across: int, down: int) -> None:
        """Make the chosen field wider and higher, or the reverse."""
        if self.field is not None:
            self.resize(self.field.width + across, self.field.height + down)

    def resize(self, width: int, height: int, *, step: str = "") -> None:
        """Give the chosen field a size, up to the edge of the label."""
        one, label = self.field, self.template
        if one is not None:
            width = max(LEAST_FIELD, min(width, label.width - one.left))
            height = max(LEAST_FIELD, min(height, label.height - one.top))
            self.change(step=step, width=width, height=height)

    def letters(self, tenths: int) -> None:
        """Make the letters of the chosen field larger or smaller."""
        if self.field is not None:
            self.change(size=max(LEAST_SIZE, min(self.field.size + tenths, LARGEST_SIZE)))

    def change(self, *, step: str = "", **values: Any) -> None:
        """Change something of the chosen field."""
        if self.field is not None:
            self._change_field(replace(self.field, **values), step)

    def add(self, source: Source, *, text: str = "") -> bool:
        """Add a field where there is room, a smaller one if need be, else at the top left.

        Returns:
            Whether there may be one more.
        """
        label = self.template
        if len(label.fields) >= MOST_FIELDS:
            return False
        left, top, width, height = self._room_for(source)
        one = OwnField(
            source,
            left,
            top,
            width,
            height,
            size=_SIZES.get(source, 80),
            bold=source in _BOLD,
            align=Side.RIGHT if source in _AT_RIGHT else Side.LEFT,
            text=text,
        )
        self._append(one)
        return True

    def duplicate(self) -> bool:
        """Put a copy of the chosen field beside it. Returns whether there may be one more."""
        one, label = self.field, self.template
        if one is None or len(label.fields) >= MOST_FIELDS:
            return False
        left = min(one.left + _BESIDE, label.width - one.width)
        top = min(one.top + _BESIDE, label.height - one.height)
        self._append(replace(one, left=left, top=top))
        return True

    def delete(self) -> bool:
        """Take the chosen field away. Returns whether it could be: the last one stays."""
        if self.field is None or len(self.template.fields) == 1:
            return False
        fields = self.template.fields
        self._remember("")
        self.template = replace(self.template, fields=fields[: self.chosen] + fields[self.chosen + 1 :])
        self.chosen = min(self.chosen, len(self.template.fields) - 1)
        return True

    def undo(self) -> bool:
        """Take one step back. Returns whether there was one."""
        return self._step(self._undone, self._redone)

    def redo(self) -> bool:
        """Take a step that was taken back again. Returns whether there was one."""
        return self._step(self._redone, self._undone)

    def _room_for(self, source: Source) -> tuple[int, int, int, int]:
        """Where a new field covers no other, and how large it can be there."""
        wide, high = (
            min(side, room)
            for side, room in zip(_BOXES[source], (self.template.width, self.template.height), strict=True)
        )
        boxes = [(wide * of // 10, max(high * of // 10, min(high, _LEAST_HIGH))) for of in _SMALLER]
        if source is Source.SYMBOL:
            # Smaller than that an EAN-13 does not scan.
            boxes = [(wide, high), (min(wide, _EAN[0]), min(high, _EAN[1]))]
        for width, height in boxes:
            place = self._free(width, height)
            if place is not None:
                return *place, width, height
        return min(_MARGIN, self.template.width - wide), min(_MARGIN, self.template.height - high), wide, high

    def _free(self, width: int, height: int) -> tuple[int, int] | None:
        """The first place, row by row, where a field of that size covers no other; None for none."""
        label = self.template
        most_left, most_top = label.width - width, label.height - height
        for top in _places(most_top):
            beside = [(one.left, one.right) for one in label.fields if one.top < top + height and top < one.bottom]
            for left in _places(most_left):
                if not any(begins < left + width and left < ends for begins, ends in beside):
                    return left, top
        return None

    def _append(self, one: OwnField) -> None:
        self._remember("")
        self.template = replace(self.template, fields=(*self.template.fields, one))
        self.chosen = len(self.template.fields) - 1

    def _change_field(self, one: OwnField, step: str) -> None:
        if one == self.field:
            return
        self._remember(step)
        fields = list(self.template.fields)
        fields[self.chosen] = one
        self.template = replace(self.template, fields=tuple(fields))

    def _remember(self, step: str) -> None:
        if not step or step != self._last:
            self._undone = [*self._undone, (self.template, self.chosen)][-_MOST_STEPS:]
        self._redone = []
        self._last = step

    def _step(self, source: list[tuple[OwnTemplate, int]], target: list[tuple[OwnTemplate, int]]) -> bool:
        if not source:
            return False
        name = self.template.name
        target.append((self.template, self.chosen))
        self.template, self.chosen = source.pop()
        # Under which name it is kept is no step of the drawing.
        self.template = replace(self.template, name=name)
        self._last = ""
        return True


def _places(most: int) -> list[int]:
    """Places from the margin on, at most some fifty of them."""
    last = max(most - _MARGIN, 0)
    first = min(_MARGIN, last)
    return list(range(first, last + 1, max(5, (last - first) // 50 + 1)))
