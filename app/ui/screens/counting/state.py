"""What the counting screen lists, asks and says, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from app.domain.count_plan import Plan
from app.domain.count_review import Tolerance
from app.domain.figures import PIECE_MILLI

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.codes.scan import Scan
    from app.domain.count_bar import Bar
    from app.domain.count_review import ReviewLine
    from app.domain.count_sheet import Goods
    from app.domain.product import Item
    from app.reports.posted_counts import PostedCount
    from app.reports.report import Report
    from app.reports.stocktakes import Printed, SheetHead


class Page(StrEnum):
    """Where one is: in the list, at the shelf, in the review, at what came of earlier counts, at one of these."""

    START = "start"
    COUNT = "count"
    REVIEW = "review"
    RESULTS = "results"
    POSTED = "posted"


class StartKind(StrEnum):
    """What a row of the start list is."""

    STOCKTAKE = "stocktake"
    DUE = "due"
    PLAN = "plan"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class StartRow:
    """A row of the start list: a stocktake to go on with, a plan to begin one, or one that was posted.

    Attributes:
        key: The uid of a stocktake, or of a count that was posted.
        title, detail, state: What stands in its cells, written already.
        plan: What a new stocktake covers.
        posted: The count that was posted.
        location, place: Where it is counted: the code, and where the shop has several places, the name.
    """

    kind: StartKind
    key: str
    title: str
    detail: str = ""
    state: str = ""
    plan: Plan | None = None
    posted: PostedCount | None = None
    location: str = ""
    place: str = ""


class Begun(NamedTuple):
    """A stocktake that was begun, or that goes on.

    Attributes:
        facts: Who began it and when, where it goes on; None where it is new.
    """

    uid: str
    title: str
    facts: Mapping[str, object] | None = None


class Listing(NamedTuple):
    """What the start page shows.

    Attributes:
        rows: What can be counted.
        notes: What is said above them: the quietest hours, how a shop that lives by counts works.
        places: The names of the places where goods are counted, by code; none where there is one alone.
        rests_on: What the rows were made of besides the stocktakes that go on: plans, posted ones, places, the day
            and where nothing has come in yet.
    """

    rows: tuple[StartRow, ...] = ()
    notes: str = ""
    places: Mapping[str, str] = MappingProxyType({})
    rests_on: object = None


class Week(NamedTuple):
    """How much is sold in the hours of the week in which a place is open.

    Attributes:
        report: What it is made of, as it is printed.
        averages_milli: Sales an hour, in thousandths, by weekday (0 is Monday) and hour.
        quietest: Weekday and hour of those that are proposed, the quietest first.
        location, place: Where: the code, and where the shop has several places, the name.
    """

    report: Report
    averages_milli: Mapping[tuple[int, int], int]
    quietest: tuple[tuple[int, int], ...]
    location: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ZoneAsked:
    """A zone that was counted before: whether to add to it or to count it again.

    Attributes:
        facts: Who counted it, when, how much.
    """

    zone: str
    facts: Mapping[str, object]


class Figure(NamedTuple):
    """A number that stood in the box when something was scanned."""

    text: str
    milli: int


@dataclass(frozen=True, slots=True)
class WhichAsked:
    """A code that several goods have, or words that find several.

    Attributes:
        of_one_milli: What one scan of the code stands for.
        quantity_milli: What was typed before it, or None.
        at_us: When it was scanned.
        is_search: Whether words were typed, or a short number: nobody has to look after them.
        beside: A number that was typed before it without a star, or None.
    """

    text: str
    scan: Scan
    items: tuple[Item, ...]
    of_one_milli: int
    quantity_milli: int | None
    at_us: int
    is_search: bool = False
    beside: Figure | None = None


@dataclass(frozen=True, slots=True)
class PieceAsked:
    """Goods that have a serial number each were found without it.

    Attributes:
        text: What was scanned or typed.
        code, gtin: The code that was scanned and the number in it, as far as there is one.
        step_milli: One piece, or one that is taken back.
        place, many: Which piece it is, of how many.
    """

    goods: Goods
    text: str
    at_us: int
    code: str = ""
    gtin: str | None = None
    step_milli: int = PIECE_MILLI
    place: int = 1
    many: int = 1


@dataclass(frozen=True, slots=True)
class GiveUpAsked:
    """Whether what people have counted is given up: a sheet, or a whole stocktake with its sheets.

    Attributes:
        stocktake: The name of the stocktake, "" where it is about one sheet.
    """

    sheets: tuple[SheetHead, ...]
    stocktake: str = ""


class ReasonAsked(NamedTuple):
    """Why lines of the review differ.

    Attributes:
        reasons: Those that any of them can have, by their codes.
        fits: How many of them can have each.
    """

    lines: tuple[ReviewLine, ...]
    reasons: tuple[str, ...]
    fits: Mapping[str, int]


class Decided(NamedTuple):
    """What was said of lines of the review.

    Attributes:
        what: `accepted withdrawn reasoned unreasoned`.
        done: Of how many it was kept.
        left: The names of the goods of which it was not, by why.
        is_one: A single line was chosen.
    """

    what: str
    done: int = 0
    left: Mapping[Bar, tuple[str, ...]] = MappingProxyType({})
    reason: str = ""
    is_one: bool = False


class PostAsked(NamedTuple):
    """What posting a count changes, about; money in minor units.

    Attributes:
        differing: How many products differ from the book; opening stock is no difference.
        losses_minor, gains_minor: What that is worth, losses below zero.
        opening_minor: What opening stock is worth, of as many products as `opened` says.
        again: How many products are not posted from this pass: they moved, or it is not clear what was found.
        again_minor: What these differ by.
        unknown: How many codes were scanned that stand for no goods, and nobody has looked after them.
        uncounted: How many products nobody counted; `left` is what becomes of them: `leave zero`.
        apart: How many products were counted and are left out, as they have no stock of their own.
        scanned: The names of those that are set to zero though they were scanned: the scans are in no count.
    """

    differing: int = 0
    losses_minor: int = 0
    gains_minor: int = 0
    opening_minor: int = 0
    opened: int = 0
    again: int = 0
    uncounted: int = 0
    left: str = ""
    unknown: int = 0
    again_minor: int = 0
    apart: int = 0
    scanned: tuple[str, ...] = ()

    @property
    def value_minor(self) -> int:
        """What all differences come to."""
        return self.losses_minor + self.gains_minor


class TakeBackAsked(NamedTuple):
    """What taking a posted count back changes; money in minor units, what comes back above zero.

    Attributes:
        differing: How many goods go back to what they were.
        losses_minor: What was missing and is there again; `gains_minor` was too much, and is gone again.
        stay: The names of goods that it had changed and that a later count holds.
    """

    number: str
    differing: int
    losses_minor: int
    gains_minor: int
    opening_minor: int
    stay: tuple[str, ...] = ()

    @property
    def value_minor(self) -> int:
        """What it comes to."""
        return self.losses_minor + self.gains_minor + self.opening_minor


class PlanWish(NamedTuple):
    """What to do with a plan: keep it, or count once as it says."""

    plan: Plan
    is_once: bool = False


class ToleranceWish(NamedTuple):
    """From which difference on goods are counted again, and whether by somebody else."""

    tolerance: Tolerance
    second_person: bool


class LabelsWish(NamedTuple):
    """Labels for zones: on which stock, from which free label on."""

    zones: tuple[str, ...]
    stock: str
    start: int


class Written(NamedTuple):
    """What stands on a line of a printed sheet, and when it was counted."""

    line: Printed
    quantity_milli: int
    at: datetime


class Shown(StrEnum):
    """What of earlier counts is looked at."""

    ZONE = "zone"
    COUNTER = "counter"
    CATEGORY = "category"
    SHRINKAGE = "shrinkage"


class ResultRow(NamedTuple):
    """What came of counts in a month: by zone, counter, category or reason. Money in minor units.

    Attributes:
        right, accuracy_milli: None where it is about shrinkage, or the shop lives by counts alone; the second one also
            where nothing that somebody counted stands.
        again, changed: Of who counted: how many of their goods were counted again, and how many of these came out
            differently; None where none were, or where it is not known.
    """

    month: str
    name: str
    products: int
    right: int | None
    accuracy_milli: int | None
    losses_minor: int
    gains_minor: int
    again: int | None = None
    changed: int | None = None


class Results(NamedTuple):
    """What came of counts.

    Attributes:
        accuracy, shrinkage: As they are printed.
        differing: How many goods differ on the whole, by month and reason.
    """

    accuracy: Report
    shrinkage: Report
    differing: Mapping[tuple[str, str], int]
