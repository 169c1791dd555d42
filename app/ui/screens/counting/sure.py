"""Very many pieces are asked about once: a code that is typed where a quantity belongs counts no millions."""

from __future__ import annotations

from app.domain.doubts import is_very_many
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.domain.typed import read_typed
from app.ui.screens.counting.scanning import Bench
from app.ui.screens.counting.state import Figure
from app.ui.screens.counting.texts import CountingTexts
from app.ui.screens.counting.untaken import Untaken


class Sure:
    """Asks, and remembers what it has asked about: the same once more is meant.

    Args:
        bench: What it works with.
        texts: The words.
        untaken: Tells what was scanned while the question stood.
    """

    def __init__(self, bench: Bench, texts: CountingTexts, untaken: Untaken) -> None:
        self._bench, self._texts, self._untaken = bench, texts, untaken
        self._asked: object = None

    def is_sure(self, what: object, quantity_milli: int, unit: Unit = Unit.EACH) -> bool:
        """Whether a quantity is taken: one that is nothing out of the ordinary, or that was typed again.

        Args:
            what: What it was typed for, the quantity included; a text is what stands in the box, and what is scanned
                while it is asked about is not counted.
            quantity_milli: How much.
            unit: Of the goods; pieces where nobody knows the goods yet.
        """
        asked, self._asked, self._untaken.many = self._asked, None, ""
        if asked == what:
            self._bench.view.hush()
        if not is_very_many(quantity_milli, unit) or asked == what:
            return True
        self._asked, quantity = what, self._texts.quantity(quantity_milli, unit)
        self._untaken.many = quantity if isinstance(what, str) else ""
        self._bench.complain("warn", "very_many", quantity=quantity)
        return False

    def holds_up(self, text: str) -> bool:
        """Whether something stands in the box that was not used: whoever goes elsewhere is told of it first."""
        if text:
            self._bench.complain("warn", "typed_left", text=text)
        return bool(text)

    def figure(self, text: str) -> Figure | None:
        """A number that stands in the box and may be meant as a quantity; None where it is none, or very many."""
        try:
            milli = read_typed(f"{text}*", self._texts.point, may_be_zero=True).quantity_milli
        except Refusal:
            return None
        return None if milli is None or is_very_many(milli, Unit.EACH) else Figure(text, milli)

    def holds_back(self, text: str) -> bool:
        """Whether a quantity with its star stands in the box and was not used: it may be that of what is scanned."""
        untaken = self._untaken
        is_asked = untaken.is_asking or self._bench.view.piece_asked() is not None
        untaken.typed = untaken.typed or (text if text.endswith("*") and not is_asked else "")
        return untaken.holds

    def used(self) -> None:
        """What stood in the box is read now."""
        self._untaken.typed = ""

    def forget(self) -> bool:
        """What was asked about is not meant. Returns whether it stands in the box."""
        is_held, self._asked, self._untaken.many, self._untaken.typed = self._untaken.holds, None, "", ""
        if is_held:
            self._bench.view.hush()
        return is_held
