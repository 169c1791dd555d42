"""The accounting view of documents: which accounts each of them moves, and by how much.

Every movement of stock and every payment makes postings that sum to zero by themselves, in whole minor units; a
document's entry is the sum of its own. A posting above zero is a debit, one below zero a credit.

Source: design decision on the journal; the inventory account is the sum of the movements' values, the cost of sales
account is the perpetual cost of goods (sold, less returns, with corrections and the landed cost of what is gone).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.domain.movement import MovementKind
from app.domain.tender import CASH


class Word(StrEnum):
    """What an account is for; a shop gives it the name that its accountant uses."""

    INVENTORY = "inventory"
    TENDER = "tender"
    SAFE = "safe"
    BANK = "bank"
    TAX_INPUT = "tax_input"
    TAX_OUTPUT = "tax_output"
    GRNI = "grni"
    CARRIERS = "grni_carriers"
    PAYABLES = "payables"
    OPENING = "opening_balance"
    SALES = "sales"
    SALES_RETURNS = "sales_returns"
    CASH_ROUNDING = "cash_rounding"
    PAID_IN = "paid_in"
    COST_OF_SALES = "cost_of_sales"
    PURCHASE_VARIANCE = "purchase_variance"
    SHRINKAGE = "shrinkage"
    WRITE_OFF = "write_off"
    WRITE_DOWN = "write_down"
    OVER_SHORT = "cash_over_short"
    PAID_OUT = "paid_out"


class Account(NamedTuple):
    """An account: what it is for, and of which location, kind of tender or reason it is where there is one for each."""

    word: Word
    code: str = ""


class Posting(NamedTuple):
    """An amount on an account: above zero a debit, below zero a credit."""

    account: Account
    amount_minor: int


class Valued(NamedTuple):
    """What a movement of stock was worth.

    Attributes:
        kind: Of the movement; one that nobody knows (damage) has nothing that stands against it.
        location: Its code.
        value_minor: As stock sees it: above zero it came in.
        variance_minor: What the goods cost beyond it.
        reason: Of an adjustment.
    """

    kind: str
    location: str
    value_minor: int
    variance_minor: int = 0
    reason: str = ""


class Payment(NamedTuple):
    """How a sale was paid.

    Attributes:
        tenders: Kind and amount of each part, as it was handed over.
        rounding_minor: Cash rounding.
        change_minor: What went back in cash, with the sign of the sale: below zero for a refund.
    """

    tenders: tuple[tuple[str, int], ...]
    rounding_minor: int
    change_minor: int

    @property
    def cash_minor(self) -> int:
        """What it moved in the drawer."""
        return sum(amount for kind, amount in self.tenders if kind == CASH) - self.change_minor


# What stands against the value of stock, by what moved it. Transfers have both their sides in stock.
_AGAINST: Mapping[str, Word] = MappingProxyType(
    {
        MovementKind.OPENING_STOCK: Word.OPENING,
        MovementKind.DELIVERY: Word.GRNI,
        MovementKind.INVOICE: Word.GRNI,
        MovementKind.SUPPLIER_RETURN: Word.GRNI,
        MovementKind.LANDED: Word.CARRIERS,
        MovementKind.LANDED_SOLD: Word.COST_OF_SALES,
        MovementKind.SALE: Word.COST_OF_SALES,
        MovementKind.USAGE: Word.COST_OF_SALES,
        MovementKind.CUSTOMER_RETURN: Word.COST_OF_SALES,
        MovementKind.CORRECTION: Word.COST_OF_SALES,
        MovementKind.ADJUSTMENT: Word.WRITE_OFF,
        MovementKind.COUNT_LOSS: Word.SHRINKAGE,
        MovementKind.COUNT_GAIN: Word.SHRINKAGE,
        MovementKind.REVALUATION: Word.WRITE_DOWN,
    }
)
# Cash that goes into a drawer (or out of it) without a sale: where it comes from, or goes to.
_CASH_AGAINST: Mapping[str, tuple[int, Word]] = MappingProxyType(
    {
        "float": (1, Word.SAFE),
        "paid_in": (1, Word.PAID_IN),
        "paid_out": (-1, Word.PAID_OUT),
        "banked": (-1, Word.BANK),
        "opened": (1, Word.SAFE),
    }
)
DRAWER = Account(Word.TENDER, CASH)
"""The cash in the drawers of all tills."""


def stock_postings(moved: Valued) -> list[Posting]:
    """The postings of one movement: stock, purchase variance, and what stands against them."""
    postings = [Posting(Account(Word.INVENTORY, moved.location), moved.value_minor)]
    if moved.variance_minor:
        postings.append(Posting(Account(Word.PURCHASE_VARIANCE), moved.variance_minor))
    against = _AGAINST.get(moved.kind)
    if against is not None:
        code = moved.reason if against is Word.WRITE_OFF else ""
        postings.append(Posting(Account(against, code), -moved.value_minor - moved.variance_minor))
    return postings


def sale_postings(net_minor: int, returned_minor: int, tax_minor: int) -> list[Posting]:
    """What a sale earned and owes; its payment stands against it.

    Args:
        net_minor: Of the whole sale, without tax.
        returned_minor: The part of it that is goods taken back, zero or below.
        tax_minor: Of the whole sale.
    """
    return [
        Posting(Account(Word.SALES), returned_minor - net_minor),
        Posting(Account(Word.SALES_RETURNS), -returned_minor),
        Posting(Account(Word.TAX_OUTPUT), -tax_minor),
    ]


def payment_postings(payment: Payment, sign: int = 1) -> list[Posting]:
    """How a sale was paid; with the sign -1 taken back, for a payment that is mended."""
    postings = [Posting(Account(Word.TENDER, kind), sign * amount) for kind, amount in payment.tenders]
    postings.append(Posting(DRAWER, -sign * payment.change_minor))
    postings.append(Posting(Account(Word.CASH_ROUNDING), -sign * payment.rounding_minor))
    return postings


def invoice_postings(goods_minor: int, landed_minor: int, tax_minor: int) -> list[Posting]:
    """A supplier's invoice: what was received is billed now. Its difference to what was booked is in its movements.

    Args:
        goods_minor, landed_minor: What it bills for goods and for landed costs, without tax; of a credit note, and of
            an invoice that is taken back, below zero.
    """
    return [
        Posting(Account(Word.GRNI), goods_minor),
        Posting(Account(Word.CARRIERS), landed_minor),
        Posting(Account(Word.TAX_INPUT), tax_minor),
        Posting(Account(Word.PAYABLES), -goods_minor - landed_minor - tax_minor),
    ]


def drawer_minor(what: str, amount_minor: int, expected_minor: int = 0) -> int:
    """What a cash document moves in the drawer; a count moves it to what was counted."""
    if what == "counted":
        return amount_minor - expected_minor
    sign, _ = _CASH_AGAINST[what]
    return sign * amount_minor


def cash_postings(what: str, amount_minor: int, expected_minor: int = 0) -> list[Posting]:
    """Cash that went into or out of a drawer without a sale; a count posts what is over or short."""
    moved_minor = drawer_minor(what, amount_minor, expected_minor)
    against = Word.OVER_SHORT if what == "counted" else _CASH_AGAINST[what][1]
    return [Posting(DRAWER, moved_minor), Posting(Account(against), -moved_minor)]


def summed(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    """An entry: one posting for each account, those of nothing left out, debits first."""
    sums: dict[Account, int] = {}
    for account, amount_minor in postings:
        sums[account] = sums.get(account, 0) + amount_minor
    entry = [Posting(account, amount_minor) for account, amount_minor in sums.items() if amount_minor]
    return tuple(sorted(entry, key=lambda posting: posting.amount_minor < 0))


def imbalance_minor(postings: Sequence[Posting]) -> int:
    """By how much an entry does not balance."""
    return sum(posting.amount_minor for posting in postings)


DEFAULT_NAMES: Mapping[Word, str] = MappingProxyType(
    {
        Word.INVENTORY: "Assets:Inventory",
        Word.TENDER: "Assets:Clearing",
        Word.SAFE: "Assets:Safe",
        Word.BANK: "Assets:Bank",
        Word.TAX_INPUT: "Assets:TaxInput",
        Word.TAX_OUTPUT: "Liabilities:Tax",
        Word.GRNI: "Liabilities:GRNI",
        Word.CARRIERS: "Liabilities:GRNI:Carriers",
        Word.PAYABLES: "Liabilities:Payables",
        Word.OPENING: "Equity:OpeningBalances",
        Word.SALES: "Income:Sales",
        Word.SALES_RETURNS: "Income:SalesReturns",
        Word.CASH_ROUNDING: "Income:CashRounding",
        Word.PAID_IN: "Income:PaidIn",
        Word.COST_OF_SALES: "Expenses:CostOfSales",
        Word.PURCHASE_VARIANCE: "Expenses:PurchaseVariance",
        Word.SHRINKAGE: "Expenses:Shrinkage",
        Word.WRITE_OFF: "Expenses:WriteOff",
        Word.WRITE_DOWN: "Expenses:StockWriteDown",
        Word.OVER_SHORT: "Expenses:CashOverShort",
        Word.PAID_OUT: "Expenses:PaidOut",
    }
)
"""What accounts are called where a shop has not said otherwise."""

_ROOTS = ("Assets", "Liabilities", "Equity", "Income", "Expenses")


class Chart:
    """What a shop calls its accounts.

    Args:
        names: By word, where the shop has named an account.
        tenders: The accounts of kinds of tender, by kind.
        reasons: The accounts of reasons of adjustments, by code.
    """

    def __init__(self, names: Mapping[str, str], tenders: Mapping[str, str], reasons: Mapping[str, str]) -> None:
        self._names = names
        self._own = {Word.TENDER: tenders, Word.WRITE_OFF: reasons}
        self._known: dict[Account, str] = {}

    def name(self, account: Account) -> str:
        """The full name of an account, in a form that every bookkeeping program takes."""
        found = self._known.get(account)
        if found is None:
            found = self._known[account] = self._find(account)
        return found

    def own_names(self) -> Mapping[str, str]:
        """What the shop calls its accounts, by word, where it has named them."""
        return self._names

    def named(self) -> list[Account]:
        """The accounts whose names were asked for so far."""
        return list(self._known)

    def _find(self, account: Account) -> str:
        word, code = account
        whole = account_name(self._names.get(word, ""), DEFAULT_NAMES[word])
        if not code:
            return whole
        fallback = account_name(f"{whole}:{code}", whole)
        return account_name(self._own.get(word, {}).get(code, ""), fallback)


def account_name(text: str, fallback: str) -> str:
    """A name as bookkeeping programs take it: parts joined by colons below one of the five roots.

    Letters, digits and hyphens stay, whatever else there is becomes a hyphen, and each part begins with a capital or a
    digit: `Assets:Card clearing` is `Assets:Card-clearing`. A part in letters that have no capitals gets an X in front.
    A name without a root is put below that of the fallback: `1000 Cash` is `Assets:1000-Cash`. Where nothing is left,
    the fallback itself is the name.

    Source: https://beancount.github.io/docs/beancount_language_syntax.html, Accounts.
    """
    parts = [part for part in map(_mended, unicodedata.normalize("NFC", text).split(":")) if part]
    if parts and parts[0] not in _ROOTS:
        parts.insert(0, fallback.partition(":")[0])
    return ":".join(parts) if len(parts) > 1 else fallback


def _mended(part: str) -> str:
    letters = "".join(one if one == "-" or _is_letter(one) else " " for one in part)
    words = "-".join(letters.split()).strip("-")
    if not words:
        return ""
    capital = words[0].upper()
    return capital + words[1:] if unicodedata.category(capital[0]) in ("Lu", "Nd") else f"X{words}"


def _is_letter(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("L") or category == "Nd"
