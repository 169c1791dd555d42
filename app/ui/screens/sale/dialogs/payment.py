"""How far a payment has come: the parts taken so far, what is still to be paid, and how it would end. Knows no Qt.

All amounts that a person reads or types here are positive, in both directions; the parts and the result carry the
sign of the document, as the book wants them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.figures import Currency
from app.domain.refusal import Refusal
from app.domain.requests import TenderAsked
from app.domain.tender import CASH, CashRounding, Settlement, payable_in_cash, settle
from app.domain.typed import plain_figure
from app.printing import format as written


@dataclass(frozen=True, slots=True)
class Tendered:
    """How a document is paid.

    Attributes:
        tenders: What is handed over, change not yet taken off; negative amounts are paid out.
        payable_minor: What was owed, its cash part rounded.
        change_minor: What goes back in cash; both have the sign of the document.
    """

    tenders: tuple[TenderAsked, ...]
    payable_minor: int
    change_minor: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What the amount in the field would lead to: one of the two is zero."""

    missing_minor: int
    change_minor: int


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment in progress.

    Attributes:
        due_minor: The gross, before cash rounding; negative is paid out.
        money: The currency.
        rounding: How the cash part is rounded, or None.
        parts: What was taken so far, with the sign of `due_minor`.
        language: In which refusals name their amounts.
    """

    due_minor: int
    money: Currency
    rounding: CashRounding | None = None
    parts: tuple[TenderAsked, ...] = ()
    language: str = "en"

    @property
    def pays_out(self) -> bool:
        """Whether the shop pays the customer."""
        return self.due_minor < 0

    @property
    def is_complete(self) -> bool:
        """Whether the parts taken so far are enough."""
        return self._settled() is not None

    def rest_minor(self, kind: str) -> int:
        """What is still to be paid when all that is missing is paid this way, cash rounded; never below zero."""
        if self.is_complete:
            return 0
        others, cash = self._taken()
        due = abs(self.due_minor)
        if kind == CASH:
            due = payable_in_cash(due, self.rounding, others_minor=others)
        return max(due - others - cash, 0)

    def rounding_minor(self, kind: str) -> int:
        """What cash rounding adds (or takes off) when the rest is paid this way."""
        rest = self.rest_minor(kind)
        return rest - (abs(self.due_minor) - sum(self._taken())) if rest else 0

    def amount_minor(self, typed: str, kind: str) -> int:
        """The amount in the field; an empty field means the rest, exactly.

        Raises:
            Refusal: `bad_number`, `too_many_decimals`, `out_of_bounds`, `figure_two_ways` or `tender_sign`.
        """
        if not typed.strip():
            return self.rest_minor(kind)
        amount = self.money.read(plain_figure(typed, written.decimal_sign(self.language)))
        if amount < 0:
            raise Refusal("tender_sign")
        return amount

    def preview(self, typed: str, kind: str) -> Preview:
        """What the amount in the field would leave missing, or give back.

        Raises:
            Refusal: As `amount_minor`.
        """
        settled = self._settled()
        change = abs(settled.change_minor) if settled else 0
        more = self.amount_minor(typed, kind) - self.rest_minor(kind)
        return Preview(max(-more, 0), change + max(more, 0) if kind == CASH else change)

    def with_part(self, typed: str, kind: str) -> Payment:
        """The payment with the amount in the field taken as one of its parts.

        Raises:
            Refusal: As `amount_minor`; `tender_part_zero`, or `tender_part_over` when a kind that gives no change is
                more than the rest.
        """
        amount = self._part_minor(typed, kind)
        if amount == 0:
            raise Refusal("tender_part_zero")
        return replace(self, parts=(*self.parts, self._tender(kind, amount)))

    def without_part(self, index: int) -> Payment:
        """The payment without one of its parts."""
        return replace(self, parts=self.parts[:index] + self.parts[index + 1 :])

    def finished(self, typed: str, kind: str) -> Tendered:
        """How it is paid when the amount in the field is the last part.

        Raises:
            Refusal: As `with_part`, or `tender_part_short`.
        """
        amount = self._part_minor(typed, kind)
        # Where cash rounding takes the last bit of a split payment, a cash part of zero says so.
        rounded_away = kind == CASH and bool(self.parts) and not self.is_complete and self.rest_minor(kind) == 0
        parts = (*self.parts, self._tender(kind, amount)) if amount or rounded_away else self.parts
        try:
            settled = self._settle(parts, kind)
        except Refusal as refusal:
            if refusal.code != "tender_short":
                raise
            missing = self.preview(typed, kind).missing_minor or self.rest_minor(CASH)
            facts = {"missing": self._written(missing), "amount": self._written(amount)}
            raise Refusal("tender_part_short", **facts) from None
        return Tendered(parts, settled.payable_minor, settled.change_minor)

    def _part_minor(self, typed: str, kind: str) -> int:
        amount, rest = self.amount_minor(typed, kind), self.rest_minor(kind)
        if kind != CASH and amount > rest:
            raise Refusal("tender_part_over", rest=self._written(rest))
        return amount

    def _written(self, amount: int) -> str:
        return written.money(amount, self.money, self.language)

    def _tender(self, kind: str, amount: int) -> TenderAsked:
        return TenderAsked(kind, -amount if self.pays_out else amount)

    def _taken(self) -> tuple[int, int]:
        """What was taken in other ways than cash, and in cash."""
        sign = -1 if self.pays_out else 1
        others = sum(sign * part.amount_minor for part in self.parts if part.kind != CASH)
        return others, sum(sign * part.amount_minor for part in self.parts if part.kind == CASH)

    def _settle(self, parts: tuple[TenderAsked, ...], kind: str) -> Settlement:
        """How these parts settle it; without any, `kind` says whether cash rounding may take the last bit.

        Raises:
            Refusal: `tender_short`; `tender_over` or `tender_sign` where the basket has changed since a part was taken.
        """
        tenders = [(part.kind, part.amount_minor) for part in parts] or [(kind, 0)]
        return settle(self.due_minor, tenders, rounding=self.rounding, money=self.money)

    def _settled(self) -> Settlement | None:
        """How the parts taken so far settle it, or None while they do not."""
        try:
            return self._settle(self.parts, CASH) if self.parts else None
        except Refusal:
            return None
