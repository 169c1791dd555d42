"""What the sale screen shows, as frozen values: the lines, the last sale, and the questions that are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.basket import AddItem, Entry
from app.domain.doubts import Doubt
from app.domain.moment import Moment
from app.domain.product import Item
from app.domain.requests import TenderAsked
from app.domain.ringing import ShownLine

if TYPE_CHECKING:
    from app.reports.tills import LastSale


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        is_saved: Whether everything that was done to it is in the book.
    """

    line: ShownLine
    is_saved: bool = True


@dataclass(frozen=True, slots=True)
class LastPaid:
    """The last sale of this till that was paid.

    Attributes:
        gross_minor: What it comes to before cash rounding: paid another way, it may be rounded another way.
        is_from_before: Whether it was there when the program started.
    """

    uid: str
    number: str
    at: Moment
    gross_minor: int
    payable_minor: int
    tenders: tuple[TenderAsked, ...]
    change_minor: int
    is_from_before: bool = False


@dataclass(frozen=True, slots=True)
class AgeAsked:
    """Is the customer old enough?"""

    years: int


@dataclass(frozen=True, slots=True)
class PriceAsked:
    """What does it cost? Of goods whose price is asked at every sale."""

    wish: AddItem


@dataclass(frozen=True, slots=True)
class QuantityAsked:
    """How much of it? Of weighed goods that were picked without a weight."""

    wish: AddItem


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """Which of them? Of a code that several products have.

    Attributes:
        wishes: What is added, by what is chosen: for one product the code can be a pack, for another a piece.
    """

    code: str
    wishes: tuple[AddItem, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The products to choose from."""
        return tuple(wish.item for wish in self.wishes)


@dataclass(frozen=True, slots=True)
class SureAsked:
    """Is that meant? Of what is out of the ordinary.

    Attributes:
        entry: What happens when it is.
        raw: What the scanner sent, or "".
        typed: What a hand typed, or "".
        of: The question that was answered so, or None; it is asked again when that was not meant.
    """

    doubt: Doubt
    entry: Entry
    raw: str = ""
    typed: str = ""
    of: PriceAsked | QuantityAsked | None = None


Question = AgeAsked | PriceAsked | QuantityAsked | ChoiceAsked | SureAsked


@dataclass(frozen=True, slots=True)
class ExactCash:
    """Paid in cash to the cent."""


@dataclass(frozen=True, slots=True)
class CashGiven:
    """So much cash was handed over.

    Attributes:
        typed: How it was typed; it is given back when nothing is paid by it.
    """

    amount_minor: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ByCard:
    """All of it by card."""


@dataclass(frozen=True, slots=True)
class InParts:
    """As the tender dialog says."""

    tenders: tuple[TenderAsked, ...]


@dataclass(frozen=True, slots=True)
class AskHow:
    """The tender dialog is to ask."""


Payment = ExactCash | CashGiven | ByCard | InParts | AskHow


def last_paid(last: LastSale) -> LastPaid:
    """A sale of before as the till tells of it: the last one after a start, or one whose receipt was scanned."""
    return LastPaid(
        last.uid,
        last.number,
        last.at,
        last.gross_minor,
        last.payable_minor,
        tuple(TenderAsked(kind, amount_minor) for kind, amount_minor in last.given),
        last.change_minor,
        is_from_before=True,
    )
