"""What was typed into the box at the shelf: a quantity of a line where that was asked for, else whatever one types."""

from __future__ import annotations

from app.domain.refusal import Refusal
from app.domain.typed import Typed, read_typed


def read_box(text: str, point: str, line: str | None) -> Typed:
    """Take what was typed apart.

    Args:
        text: As it was typed.
        point: The decimal sign of the shop.
        line: The name of the goods whose quantity is asked for; None where nothing was asked.

    Raises:
        Refusal: `quantity_missing` where it is no quantity and one was asked for, and those of `read_typed`.
    """
    if line is None:
        return read_typed(text, point, may_be_zero=True)
    # The star is not needed here; whoever types it all the same means the figure before it.
    said = read_typed(f"{text.strip().rstrip('*')}*", point, may_be_zero=True)
    if said.quantity_milli is None or said.text:
        raise Refusal("quantity_missing", name=line)
    return said
