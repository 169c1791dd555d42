"""Readings of the scanner that were not taken: refused ones, and a second reading that was taken for the first.

They stay in sight until they are dealt with: goods that lie on the counter and not in the sale are given away.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Untaken:
    """What the scanner read and nobody took.

    Attributes:
        refused: What could not be read right, as often as it was scanned.
        turned_away: What was scanned while a dialog was open that had no use for it. It may be the next customer's:
            it stays when the sale is over.
        folded: What was read twice and taken once; `+` takes it a second time.
        folded_before: The same, one scan later: `+` belongs to a newer line by then.
    """

    refused: list[str] = field(default_factory=list)
    turned_away: list[str] = field(default_factory=list)
    folded: str = ""
    folded_before: str = ""

    @property
    def not_taken(self) -> tuple[str, ...]:
        """All that is to be scanned again, in the order of the lists."""
        return (*self.refused, *self.turned_away)

    def next_scan(self, text: str) -> None:
        """Something else is scanned; the same again is the second piece itself."""
        self.folded, self.folded_before = "", self.folded if self.folded != text else ""

    def taken(self, text: str) -> None:
        """A scan was taken; one that was refused as a misreading of it is made good."""
        self.refused = [one for one in self.refused if not _is_misreading(one, text)]
        if text in self.turned_away:
            self.turned_away.remove(text)

    def forget(self) -> None:
        """All of it is dealt with."""
        self.turned_away = []
        self.sale_over()

    def sale_over(self) -> None:
        """What was scanned for this sale is of no interest any more."""
        self.refused = []
        self.forget_folded()

    def forget_folded(self) -> None:
        """The second reading is dealt with."""
        self.folded = self.folded_before = ""


def _is_misreading(refused: str, right: str) -> bool:
    """Whether one sign alone is different."""
    return len(refused) == len(right) and sum(one != other for one, other in zip(refused, right, strict=True)) <= 1
