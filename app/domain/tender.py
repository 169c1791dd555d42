"""How a document is paid: tenders, cash rounding, change, and the notes a customer is likely to hand over.

Cash rounding is an amount of its own, without tax, and only ever on the part that is paid in cash. Figures of a
refund are negative and mirror those of a sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import Currency, half_up
from app.domain.refusal import Refusal

CASH = "cash"

# The notes of most currencies, by the digits of the minor unit, in whole currency units.
_NOTES = {0: (1000, 2000, 5000, 10000), 2: (5, 10, 20, 50, 100, 200), 3: (1, 5, 10, 20, 50)}
_MOST_NOTES = 5

_LARGEST_STEP = 10**6  # in minor units: no coin or note is larger, and the book bounds what rounding moves by it


class RoundingMode(StrEnum):
    """Where an amount between two multiples of the step goes; `up` is away from zero, `down` towards it."""

    HALF_UP = "half_up"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class CashRounding:
    """Cash is paid in multiples of the smallest coin.

    Attributes:
        step_minor: That coin in minor units, positive.
        mode: Where an amount in between goes.
    """

    step_minor: int
    mode: RoundingMode = RoundingMode.HALF_UP

    def round(self, amount_minor: int) -> int:
        """The amount as cash can pay it."""
        if self.mode is RoundingMode.HALF_UP:
            steps = half_up(amount_minor, self.step_minor)
        else:
            steps, rest = divmod(abs(amount_minor), self.step_minor)
            if rest and self.mode is RoundingMode.UP:
                steps += 1
            if amount_minor < 0:
                steps = -steps
        return steps * self.step_minor


class Settlement(NamedTuple):
    """What was owed and what became of it, in minor units; all have the sign of the document or are zero.

    Attributes:
        payable_minor: The gross with the cash part rounded; tenders = payable + change.
        rounding_minor: payable - gross.
        cash_minor: What stays in the drawer: the cash part as it was rounded.
        change_minor: What goes back in cash.
    """

    payable_minor: int
    rounding_minor: int
    cash_minor: int
    change_minor: int


def read_cash_rounding(step: str, mode: str, money: Currency) -> CashRounding:
    """Read a rounding such as "0.05" and "half_up".

    Raises:
        Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds` (not above zero, or larger than the book keeps) or
            `bad_rounding_mode`.
    """
    step_minor = money.read(step, what="cash rounding")
    if not 0 < step_minor <= _LARGEST_STEP:
        raise Refusal("out_of_bounds", what="cash rounding", text=step[:40])
    if mode not in tuple(RoundingMode):
        raise Refusal("bad_rounding_mode", text=mode[:40], known=", ".join(RoundingMode))
    return CashRounding(step_minor, RoundingMode(mode))


def payable_in_cash(gross_minor: int, rounding: CashRounding | None, *, others_minor: int = 0) -> int:
    """What is to be paid when everything beyond the other tenders is cash: only that rest is rounded."""
    rest = gross_minor - others_minor
    return others_minor + (rounding.round(rest) if rounding else rest)


def payable_with(
    gross_minor: int, tenders: Sequence[tuple[str, int]], *, rounding: CashRounding | None, money: Currency
) -> int:
    """What is to be paid with these tenders, enough or not: the part beyond the others is rounded where it is cash.

    Args:
        gross_minor: The document's gross.
        tenders: Kind and amount of each, with the sign of the gross; none at all means cash.
        rounding: How the cash part is rounded, or None.
        money: The currency, for what a refusal says.

    Raises:
        Refusal: `tender_sign` (an amount against the direction of the document) or `tender_over` (tenders other than
            cash above the total).
    """
    sign = -1 if gross_minor < 0 else 1
    if any(sign * amount < 0 for _, amount in tenders):
        raise Refusal("tender_sign")
    others = _not_cash(tenders)
    over = abs(others) - abs(gross_minor)
    if over > 0:
        raise Refusal("tender_over", due=money.write(abs(gross_minor)), over=money.write(over))
    if tenders and all(kind != CASH for kind, _ in tenders):
        return gross_minor
    return payable_in_cash(gross_minor, rounding, others_minor=others)


def settle(
    gross_minor: int, tenders: Sequence[tuple[str, int]], *, rounding: CashRounding | None, money: Currency
) -> Settlement:
    """Settle a document with what the customer hands over (a refund, negative: with what is handed back).

    Args:
        gross_minor: The document's gross.
        tenders: Kind and amount of each, with the sign of the gross; none at all means cash, exactly.
        rounding: How the cash part is rounded, or None.
        money: The currency, for what a refusal says.

    Returns:
        What was owed, rounded, kept in cash and given back.

    Raises:
        Refusal: `tender_sign`, `tender_over` or `tender_short`.
    """
    payable = payable_with(gross_minor, tenders, rounding=rounding, money=money)
    change = sum([amount for _, amount in tenders]) - payable if tenders else 0
    missing = change if gross_minor < 0 else -change
    if missing > 0:
        raise Refusal("tender_short", due=money.write(abs(payable)), missing=money.write(missing))
    return Settlement(payable, payable - gross_minor, payable - _not_cash(tenders), change)


def _not_cash(tenders: Sequence[tuple[str, int]]) -> int:
    return sum([amount for kind, amount in tenders if kind != CASH])


def likely_notes(due_minor: int, money: Currency) -> list[int]:
    """What a customer is likely to hand over for an amount due: exactly that, or the next round sums of notes.

    Args:
        due_minor: In minor units, already rounded for cash; zero or below has no suggestion.
        money: The currency; its digits tell which notes are usual.

    Returns:
        Up to five different amounts in minor units, the exact one first, rising.
    """
    if due_minor <= 0:
        return []
    notes = [note * 10**money.digits for note in _NOTES.get(money.digits, _NOTES[2])]
    sums = {due_minor, *(-(-due_minor // note) * note for note in notes)}
    return sorted(sums)[:_MOST_NOTES]
