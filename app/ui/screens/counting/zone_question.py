"""The question what becomes of a zone that was counted before: until it is answered nothing is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.count_zone import check_zone
from app.domain.moment import read_date
from app.domain.refusal import Refusal

if TYPE_CHECKING:
    from app.ui.screens.counting.scanning import Bench
    from app.ui.screens.counting.state import ZoneAsked
    from app.ui.screens.counting.texts import CountingTexts
    from app.ui.screens.counting.untaken import Untaken


class ZoneQuestion:
    """Asks it.

    Args:
        bench: What it works with.
        texts: What a zone and a day are called.
        untaken: Tells what was scanned meanwhile.

    Attributes:
        asked: The zone, None while nothing is asked.
    """

    def __init__(self, bench: Bench, texts: CountingTexts, untaken: Untaken) -> None:
        self._bench, self._texts, self._untaken = bench, texts, untaken
        self.asked: ZoneAsked | None = None

    def ask(self, asked: ZoneAsked) -> None:
        """Ask about a zone."""
        self.asked, self._untaken.question = asked, self._zone(asked)
        self.repeat()
        self._bench.view.changed()

    def takes(self, zone: str) -> bool:
        """Whether a name can be that of a zone; it is said why it cannot."""
        try:
            check_zone(zone)
        except Refusal as refusal:
            self._bench.refuse(refusal)
            return False
        return True

    def repeat(self) -> None:
        """Ask once more: what was pressed is no answer."""
        if self.asked is not None:
            facts = self.asked.facts
            code = "zone_question_open" if facts["state"] == "open" else "zone_question"
            said = {"zone": self._zone(self.asked), "day": self._texts.day(read_date(str(facts["day"])))}
            self._bench.complain("warn", code, **{**facts, **said})

    def end(self) -> ZoneAsked | None:
        """Nothing is asked any more. Returns the zone that was asked about."""
        asked, self.asked, self._untaken.question = self.asked, None, ""
        return asked

    def _zone(self, asked: ZoneAsked) -> str:
        """The zone as it was written first."""
        return str(asked.facts["zone"]) if asked.zone else self._texts.zone("")
