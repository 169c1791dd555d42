"""An order while it is written: what stands in its form, and each change of that as text, to be kept and read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.domain.figures import PIECE_MILLI


class DraftLine(NamedTuple):
    """A line of an order that is being written.

    Attributes:
        packs_milli: How many packs, in thousandths.
        on_order_milli: What is awaited of the goods already, on orders that were sent.
        by_code: Whether the pack is that of a scanned code: it stays, whatever packs the supplier has.
        usual_micro: What one unit cost the last time; 0 where nobody knows.
    """

    sku: str
    name: str
    unit: str
    packs_milli: int
    pack_milli: int
    unit_cost_micro: int = 0
    item_code: str = ""
    reason: str = ""
    on_order_milli: int = 0
    by_code: bool = False
    usual_micro: int = 0

    @property
    def quantity_milli(self) -> int:
        """How much of the product that is."""
        return self.packs_milli * self.pack_milli // PIECE_MILLI

    def plus(self, packs_milli: int, pack_milli: int) -> DraftLine:
        """The line with so many packs more of that size; what is no exact number of its own is written by the piece."""
        more_milli = packs_milli * pack_milli
        packs_more_milli, rest = divmod(more_milli, self.pack_milli)
        if rest:
            total_milli = self.quantity_milli + more_milli // PIECE_MILLI
            return self._replace(packs_milli=total_milli, pack_milli=PIECE_MILLI, by_code=True)
        return self._replace(packs_milli=self.packs_milli + packs_more_milli)


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form for an order is filled in with.

    Attributes:
        supplier: A supplier's code, or "" for none yet.
        expected: The day on which the goods should come, as a day number, or None.
        instead: The uid of the draft that is edited, or None.
        number: The number of that draft, or "".
        kept: The uid under which it was kept when it was left unfinished, or "".
    """

    supplier: str = ""
    lines: tuple[DraftLine, ...] = ()
    expected: int | None = None
    note: str = ""
    instead: str | None = None
    number: str = ""
    kept: str = ""


_HEAD = ("supplier", "expected", "note", "instead", "number")


def write_step(before: Filled, now: Filled) -> str:
    """What has changed in the form, as one line of JSON; "" for nothing. Lines are only added, changed or left out."""
    step: dict[str, object] = {
        name: getattr(now, name) for name in _HEAD if getattr(now, name) != getattr(before, name)
    }
    known = {line.sku: line for line in before.lines}
    changed = [line._asdict() for line in now.lines if known.get(line.sku) != line]
    gone = sorted(known.keys() - {line.sku for line in now.lines})
    step |= {"lines": changed} if changed else {}
    step |= {"gone": gone} if gone else {}
    return json.dumps(step, ensure_ascii=False, separators=(",", ":")) if step else ""


def read_steps(steps: Iterable[str]) -> Filled:
    """What stands in the form after all these steps."""
    filled = Filled()
    lines: dict[str, DraftLine] = {}
    for text in steps:
        step = json.loads(text)
        for sku in step.pop("gone", ()):
            lines.pop(sku, None)
        for line in step.pop("lines", ()):
            lines[line["sku"]] = DraftLine(**line)
        filled = replace(filled, **step)
    return replace(filled, lines=tuple(lines.values()))
