"""Very many pieces are asked about once: a code that is typed where a quantity belongs counts no millions."""

from __future__ import annotations

from app.domain.doubts import is_very_many
from app.domain.product import Unit
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.texts import CountingTexts


class Sure:
    """Asks, and remembers what it has asked about: the same once more is meant.

    Args:
        bench: What it works with.
        texts: The words.
    """

    def __init__(self, bench: Bench, texts: CountingTexts) -> None:
        self._bench, self._texts = bench, texts
        self._asked: object = None

    def is_sure(self, what: object, quantity_milli: int, unit: Unit = Unit.EACH) -> bool:
        """Whether a quantity is taken: one that is nothing out of the ordinary, or that was typed again.

        Args:
            what: What it was typed for, the quantity included.
            quantity_milli: How much.
            unit: Of the goods; pieces where nobody knows the goods yet.
        """
        asked, self._asked = self._asked, None
        if not is_very_many(quantity_milli, unit) or asked == what:
            return True
        self._asked = what
        self._bench.complain("warn", "very_many", quantity=self._texts.quantity(quantity_milli, unit))
        return False
