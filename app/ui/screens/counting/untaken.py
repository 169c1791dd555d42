"""Readings of the scanner that were not counted, until that is settled: goods nobody counts twice are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.ui.said import Said
from app.ui.screens.counting.outside import Outside
from app.ui.screens.counting.starless import Starless

if TYPE_CHECKING:
    from app.domain.count_sheet import Goods, Note
    from app.ui.screens.counting.view import CountingView


PAUSE_US = 1_000_000
_SHOWN = 8  # scans that are named
STANDING = frozenset(
    {
        "folded",
        "folded_before",
        "folded_elsewhere",
        "folded_often",
        "folded_often_elsewhere",
        "folded_too",
        "other_goods",
        "others_goods",
        "outside",
        "outside_left",
        "outside_left_several",
        "outside_several",
        "piece_left",
        "late_abandoned",
        "late_closed",
        "late_moved",
        "late_posted",
        "late_replaced",
        "over_abandoned",
        "over_posted",
        "starless",
        "scan_again",
        "scan_unanswered",
        "scan_unsure",
        "scan_unused",
        "scan_without_zone",
        "scans_again",
        "scans_unanswered",
        "scans_unsure",
        "scans_unused",
        "scans_without_zone",
    }
)
"""What stays in sight until it is settled; Esc says that it is."""


class Unsure(NamedTuple):
    """A scan that may be what very many are of: what it was of, and what the journal is told if that is left."""

    name: str
    raw: str
    note: Note


@dataclass(slots=True)
class Untaken:
    """What the scanner read and the sheet does not have.

    Attributes:
        view: Where it is told.
        without_zone: What was scanned before a zone was chosen.
        question: The zone that was counted before, until it is said what becomes of that; "" for none.
        many: A quantity that was typed and is asked about, as it is very many; "" for none.
        typed: What stands in the box with its star, and is not used, since something was scanned; "" for nothing.
        unsure: What was scanned meanwhile, until it is counted.
        unsaid: How much of that the journal does not have yet.
        late: What was scanned and is on no sheet: somebody else has ended it, or counts on it.
        why: What became of that sheet, `moved`, `replaced` or `closed`; "" while nothing was lost.
        ended, number: What became of the stocktake elsewhere, `posted` or `abandoned`, and the number of its count.
        others: The names of goods that were scanned where one product alone is counted again, by SKU.
        others_raw: What was scanned of them, as often as it was.
        only: The name of that product.
        starless: Scans that had a number in front of them without its star, until somebody says what was meant.
        outside: Goods that are not part of the count, until somebody says that they are counted, too.
        pieces: How many of which goods nobody said which piece they are, by SKU: the name, and how many.
        folded: What came twice and was taken once, last; Enter takes it a second time.
        folded_before: The same, as often as it was, when something else was scanned since; F5 takes all of it.
        folded_elsewhere: The same on a sheet that is not in hand any more: there is no key for it.
        names: What goods are called that came twice, by what was scanned.
        last_us: When something was scanned last.
        is_at_shelf: Whether one stands at the shelf or before its sheets, where Enter and F5 do what is said of them.
    """

    view: CountingView
    without_zone: list[str] = field(default_factory=list)
    question: str = ""
    many: str = ""
    typed: str = ""
    unsure: list[Unsure] = field(default_factory=list)
    unsaid: list[Unsure] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    why: str = ""
    ended: str = ""
    number: str = ""
    others: dict[str, str] = field(default_factory=dict)
    others_raw: list[str] = field(default_factory=list)
    only: str = ""
    starless: Starless = field(default_factory=Starless)
    outside: Outside = field(default_factory=Outside)
    pieces: dict[str, tuple[str, int]] = field(default_factory=dict)
    folded: str = ""
    folded_before: list[str] = field(default_factory=list)
    folded_elsewhere: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    last_us: int = 0
    is_at_shelf: bool = True

    def begin(self) -> None:
        """Another stocktake is worked on."""
        self.ended = self.number = ""
        self.settle()

    def refuse(self, what: str) -> None:
        """A scan came, and no zone is chosen; or nothing is counted any more."""
        (self.late if self.ended else self.without_zone).append(what)
        self.show()

    @property
    def is_asking(self) -> bool:
        """Whether nothing is counted until something is answered."""
        return bool(self.question or self.holds)

    @property
    def holds(self) -> bool:
        """Whether a scan is not counted, as a quantity was typed in front of it that is not clear."""
        return bool(self.many or self.typed)

    def hold(self, what: Unsure) -> None:
        """A scan came while nobody has said what is typed, or whether very many are meant: it may be of this."""
        self.unsure.append(what)
        self.unsaid.append(what)
        self.show()

    def take_unsaid(self) -> list[Unsure]:
        """What of that the journal does not have yet."""
        unsaid, self.unsaid = self.unsaid, []
        return unsaid

    def lose(self, why: str, what: list[str]) -> None:
        """What was scanned could not come onto the sheet."""
        self.why = why
        self.late += what
        self.show()

    def end(self, state: str, number: str) -> None:
        """The stocktake was posted, or given up, elsewhere: what was scanned since is in no count."""
        self.ended, self.number = state, number
        self.late += self.without_zone
        self.without_zone = []
        if not self.show():
            self.view.say(Said("warn", f"over_{state}", {"number": number}))

    def zone_chosen(self) -> None:
        """From here on scans are counted; those before were told of."""
        self.without_zone = []
        self.outside.walk_on()
        self.starless = Starless()
        self.folded_elsewhere += self.take_all_folded()
        self.view.hush()

    def other_goods(self, goods: Goods, only: Goods, raw: str) -> None:
        """Goods were scanned, and the sheet is for others alone."""
        self.others_raw.append(raw)
        self.others.pop(goods.sku, None)
        self.others[goods.sku], self.only = goods.name, only.name
        self.show()

    def leave_pieces(self, goods: Goods, many: int) -> None:
        """Pieces were found, and nobody said which: they are not counted."""
        _, before = self.pieces.pop(goods.sku, ("", 0))
        self.pieces[goods.sku] = (goods.name, before + many)
        self.show()

    def taken(self, goods: Goods) -> None:
        """Goods are counted: of them nothing is missing any more, of pieces one less."""
        name, left = self.pieces.pop(goods.sku, ("", 0))
        if left > 1:
            self.pieces[goods.sku] = (name, left - 1)
        self.others.pop(goods.sku, None)
        self.outside.left.pop(goods.sku, None)
        held = next((one for one in self.unsure if one.name == goods.name), None)
        if held is not None:
            self.unsure.remove(held)
            self.unsaid = [one for one in self.unsaid if one is not held]
        if goods.name in self.late:
            self.late.remove(goods.name)
            self.why = self.why if self.late else ""

    def fold(self, text: str, name: str, at_us: int) -> None:
        """Something came twice, faster than a hand can."""
        self.last_us = at_us
        self.names[text] = name
        if self.folded:
            self.folded_before.append(self.folded)
        self.folded = text
        self._say_folded()

    def next_scan(self, text: str, at_us: int) -> bool:
        """Something is scanned: Enter no longer means what came twice. Returns whether it is the second piece.

        It is where a hand had the time to scan it again: a scanner that empties its memory makes no pause.
        """
        is_by_hand, self.last_us = at_us - self.last_us >= PAUSE_US, at_us
        folded, self.folded = self.folded, ""
        self.folded_before += [folded] if folded else []
        held = next((one for one in (self.folded_before, self.folded_elsewhere) if text in one), None)
        if not is_by_hand or held is None:
            return False
        held.remove(text)
        return True

    def walk_on(self, *, is_at_shelf: bool = True) -> None:
        """What was asked at the sheet in hand is not answered there any more: no key takes it elsewhere."""
        left = self.take_all_folded()
        self.folded_elsewhere += left
        self.starless = Starless()
        was_at_shelf, self.is_at_shelf, self.many = self.is_at_shelf, is_at_shelf, ""
        self.typed = ""
        if self.outside.walk_on() or left or was_at_shelf is not is_at_shelf or self.unsure:
            self.view.hush()

    def take_all_folded(self) -> list[str]:
        """What are second pieces after all, all of it that came twice on the sheet in hand."""
        every = [*self.folded_before, *([self.folded] if self.folded else [])]
        self.folded, self.folded_before = "", []
        return every

    def take_folded(self) -> str:
        """What is the second piece after all, or ""."""
        folded, self.folded = self.folded, ""
        return folded

    def settle(self) -> None:
        """The counter has seen it all."""
        self.outside, self.starless = Outside(), Starless()
        self.without_zone, self.folded, self.folded_before, self.folded_elsewhere, self.others = [], "", [], [], {}
        self.late, self.why, self.pieces, self.unsure, self.unsaid, self.others_raw = [], "", {}, [], [], []
        self.view.hush()

    def show(self) -> bool:
        """Tell what is not settled. Returns whether there is anything."""
        outside = self.starless.said() or self.outside.said()
        if self._show_late():
            return True
        if self.without_zone:
            why = "unanswered" if self.question else "without_zone" if self.is_at_shelf else "again"
            self._say(self.without_zone, why)
        elif self.unsure:
            why = "unsure" if self.many else "unused" if self.typed else "again"
            self._say([one.name for one in self.unsure], why)
        elif self.others:
            code = "other_goods" if len(self.others) == 1 else "others_goods"
            name = list(self.others.values())[-1]
            self.view.say(Said("warn", code, {"name": name, "only": self.only, "count": len(self.others)}))
        elif outside is not None:
            self.view.say(outside)
        elif self.pieces:
            name, many = list(self.pieces.values())[-1]
            self.view.say(Said("warn", "piece_left", {"name": name, "count": many}))
        elif self.folded:
            self._say_folded()
        else:
            return self._show_folded()
        return True

    def _show_folded(self) -> bool:
        """Tell what came twice before. Returns whether there is anything."""
        before, elsewhere = self.folded_before, self.folded_elsewhere
        if before:
            code = "folded_often" if len(before) > 1 else "folded_before"
            self.view.say(Said("warn", code, {"count": len(before), "name": self.names[before[-1]]}))
        elif elsewhere:
            code = "folded_often_elsewhere" if len(elsewhere) > 1 else "folded_elsewhere"
            self.view.say(Said("warn", code, {"count": len(elsewhere), "name": self.names[elsewhere[-1]]}))
        return bool(before or elsewhere)

    def _say_folded(self) -> None:
        code, many = "folded_too" if self.folded_before else "folded", len(self.folded_before) + 1
        self.view.say(Said("info", code, {"name": self.names[self.folded], "count": many}))

    def _say(self, names: list[str], why: str) -> None:
        """Tell of scans that were not counted."""
        shown = ", ".join(dict.fromkeys(names[-_SHOWN:]))
        facts = {"count": len(names), "zone": self.question, "quantity": self.many, "name": names[-1], "names": shown}
        facts["text"] = self.typed
        self.view.say(Said("warn", f"scan{'s' * (len(names) > 1)}_{why}", facts))

    def _show_late(self) -> bool:
        """Tell what is on no sheet any more. Returns whether there is anything."""
        why = self.ended or self.why
        if not self.late or not why:
            return False
        shown = ", ".join(self.late[-_SHOWN:])
        self.view.say(Said("warn", f"late_{why}", {"count": len(self.late), "code": shown, "number": self.number}))
        return True
