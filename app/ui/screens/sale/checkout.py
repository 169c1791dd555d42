"""Paying: what has to be settled first, the sale itself, its receipt, and mending how the last sale was paid.

A sale has the uid of its draft, made with the first entry, and while one is on its way a second key does nothing: so
however often Pay is pressed, the goods are sold once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.basket import Basket, Entry, after
from app.domain.changes import Posted
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.requests import Asking, SaleAsked, TenderAsked, TenderChangeAsked
from app.domain.ringing import basket_bill, sale_asked
from app.domain.tender import CASH, settle
from app.ui.said import Said
from app.ui.screens.sale.bench import Bench, Told, said_of
from app.ui.screens.sale.drawer import SaleDrawer
from app.ui.screens.sale.receipts import SaleReceipts, Slip
from app.ui.screens.sale.scanning import Scanning
from app.ui.screens.sale.state import AskHow, CashGiven, ExactCash, InParts, LastPaid, Payment
from app.ui.sound import Tone
from app.ui.turns import Turn

CARD = "card"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A payment that waits for an answer about age or unknown codes, and the sum that was in sight then."""

    payment: Payment
    sum_minor: int


class Checkout:
    """Takes the payment.

    Attributes:
        last: The last sale of this till that was paid.
        is_paying: Whether a sale is on its way to the book.
        receipts: What is printed, and what did not come out.
        drawer: The cash drawer.
        held: Parts of the payment of the sale in hand that were taken already. They are this customer's money: until
            the sale is paid, it is neither parked nor cleared, and no key pays it as if they were not there.
        customers: A number that moves when the goods in hand are another customer's.
        is_just_paid: Whether nothing has happened since the last sale was paid: its change is still in sight.
        on_next_customer: Called when the next goods are another customer's.
    """

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench = bench
        self._scanning = scanning
        self._wanted: _Wanted | None = None
        self._change_uid: str | None = None
        self.last: LastPaid | None = None
        self.is_paying = False
        self.receipts = SaleReceipts(bench)
        self.drawer = SaleDrawer(bench)
        self.held: tuple[TenderAsked, ...] = ()
        self.customers = 0
        self.is_just_paid = False
        self.on_next_customer: Callable[[], None] = _nobody_asks

    def next_customer(self, *, is_just_paid: bool = False) -> None:
        """Whatever comes next is another customer's: nothing of this one's goes over."""
        self.held = ()
        self.customers += 1
        self.is_just_paid = is_just_paid
        self._wanted = None
        self.on_next_customer()

    def pay(self, payment: Payment) -> None:
        """Pay the sale in hand; what has to be answered first is asked, and then it goes on by itself.

        Where goods that were typed just before turn out not to be found, nothing is paid: they would be missing.
        """
        self._bench.turns.do(partial(self._pay_found, payment, self._scanning.given_back))

    def go_on(self) -> None:
        """What had to be answered first is answered."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._bench.turns.do(partial(self._go_on, wanted))

    def confirm_age(self, years: int) -> None:
        """The customer is old enough; a payment that waited for it goes on."""
        self._scanning.confirm_age(years)
        self.go_on()

    def stop(self) -> None:
        """The cashier left the question; nothing is paid."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._give_back(wanted.payment)

    def whole_minor(self, entry: Entry | None) -> int:
        """What the sale comes to, with tax, once an entry has happened; as it is for None.

        Raises:
            Refusal: Of the basket or its bill.
        """
        if entry is None:
            return self._sum_minor()
        return basket_bill(after(self._bench.hand.basket, entry), self._bench.parts.shop).totals.gross_minor

    def settle_unknown(self, entry: Entry) -> None:
        """An unknown code is sold at a price, or left out (`SellUnknown`, `LeaveOut`)."""
        self._bench.turns.do(partial(self._settle_unknown, entry))

    def change_tender(self, tenders: tuple[TenderAsked, ...], told: Told) -> None:
        """Mend how the last sale was paid.

        Args:
            tenders: How it was really paid.
            told: Called with None when it stands, else with the reason.
        """
        if self.last is None or self._change_uid is None:
            return
        parts = self._bench.parts
        asking = Asking(self._change_uid, till=parts.till, user=parts.user, location=parts.location)
        asked = TenderChangeAsked(asking, self.last.uid, tenders)
        self._bench.workers.store.submit(
            partial(parts.selling.change_tender, asked),
            partial(self._on_tender_changed, asked, told),
            partial(self._on_tender_unchanged, told),
        )

    def begin_tender_change(self) -> LastPaid | None:
        """The sale whose payment is to be mended, or None; each wish to mend it has a uid of its own."""
        self._change_uid = uuid7(self._bench.parts.clock.now_us())
        return self.last

    def print_again(self) -> None:
        """Print what did not come out, the oldest first; where everything did, a copy of the last receipt."""
        self.receipts.print_again(self.last)

    def _pay_found(self, payment: Payment, given_back: int) -> None:
        if given_back == self._scanning.given_back or isinstance(payment, AskHow):
            self._pay(payment)
        else:
            self._give_back(payment)

    def _pay(self, payment: Payment) -> None:
        self._wanted = None
        hand = self._bench.hand
        if self._scanning.has_goods_in_question:
            self._bench.complain("answer_first")
            self._give_back(payment)
        elif hand.basket.waiting:
            self._wanted = _Wanted(payment, self._sum_minor())
            parts = self._bench.parts
            self._bench.workers.store.submit(parts.cataloguing.unlisted, self._on_unlisted, self._bench.refuse)
        elif hand.basket.asked_age:
            self._wanted = _Wanted(payment, self._sum_minor())
            self._scanning.ask_age(hand.basket.asked_age)
            self._bench.view.sound(Tone.REFUSED)
        elif hand.bill is not None:
            self._take(payment, hand.bill.totals.gross_minor)

    def _go_on(self, wanted: _Wanted) -> None:
        """Pay the sum that was in sight when it was asked for, and no other."""
        if isinstance(wanted.payment, AskHow) or wanted.sum_minor == self._sum_minor():
            self._pay(wanted.payment)
        else:
            self._bench.complain("sum_changed")
            self._give_back(wanted.payment)

    def _sum_minor(self) -> int:
        bill = self._bench.hand.bill
        return bill.totals.gross_minor if bill is not None else 0

    def _on_unlisted(self, items: tuple[Item, ...]) -> None:
        waiting = self._bench.hand.basket.waiting
        if waiting and self._wanted is not None:
            self._bench.view.ask_unknown(waiting, items)

    def _settle_unknown(self, entry: Entry) -> None:
        before_minor = self._sum_minor()
        try:
            self._bench.hand.enter(entry, tone=Tone.TAKEN)
        except Refusal as refusal:
            self._bench.view.not_sold(said_of(refusal))
            return
        if self._wanted is not None:
            # The price was typed for this payment: what it adds is no surprise.
            added_minor = self._sum_minor() - before_minor
            self._wanted = replace(self._wanted, sum_minor=self._wanted.sum_minor + added_minor)
        self._bench.view.changed()
        self._bench.view.unknown_left(self._bench.hand.basket.waiting)

    def _take(self, payment: Payment, gross_minor: int) -> None:
        if isinstance(payment, AskHow) or (self.held and not isinstance(payment, InParts)):
            self._bench.view.ask_how(gross_minor)
            return
        shop = self._bench.parts.shop
        tenders = _tenders(payment, gross_minor)
        given = [(one.kind, one.amount_minor) for one in tenders or ()]
        try:
            settle(gross_minor, given, rounding=shop.cash_rounding, money=shop.currency)
        except Refusal as refusal:
            self._tell_not_sold(payment, refusal)
            return
        self.is_paying = True
        self._bench.view.changed()
        turn = self._bench.turns.hold()
        self._bench.hand.sell(
            partial(self._wish, self._bench.hand.basket, tenders),
            partial(self._on_sold, turn, tenders),
            partial(self._on_not_sold, turn, payment),
        )

    def _wish(self, basket: Basket, tenders: tuple[TenderAsked, ...] | None, uid: str) -> SaleAsked:
        parts = self._bench.parts
        asking = Asking(uid, till=parts.till, user=parts.user, location=parts.location)
        return sale_asked(basket, asking, tenders=tenders, cashier=parts.user)

    def _on_sold(self, turn: Turn, tenders: tuple[TenderAsked, ...] | None, posted: Posted) -> None:
        paid = tenders or (TenderAsked(CASH, posted.payable_minor),)
        self.last = LastPaid(
            posted.uid,
            posted.number,
            self._bench.parts.now(),
            posted.gross_minor,
            posted.payable_minor,
            paid,
            posted.change_minor,
        )
        self.is_paying = False
        self._bench.hand.start_afresh()
        self._scanning.forget()
        self.next_customer(is_just_paid=True)
        try:
            self._tell_sold(self.last, posted)
        finally:
            turn.over()

    def _tell_sold(self, last: LastPaid, posted: Posted) -> None:
        self.drawer.open_for(last.tenders)
        self.receipts.print(Slip(posted.uid, posted.number))
        view = self._bench.view
        view.hush()
        view.changed()
        view.sold(last)
        view.sound(Tone.TAKEN)
        view.published(posted.changes)
        if posted.warnings:
            view.say(Said("warn", posted.warnings[0].code, posted.warnings[0].facts))

    def _on_not_sold(self, turn: Turn, payment: Payment, error: Refusal | Trouble) -> None:
        self.is_paying = False
        self._bench.view.changed()
        try:
            self._tell_not_sold(payment, error)
        finally:
            turn.over()

    def _tell_not_sold(self, payment: Payment, error: Refusal | Trouble) -> None:
        self._bench.refuse(error)
        self._bench.view.not_sold(said_of(error))
        self._give_back(payment)

    def _give_back(self, payment: Payment) -> None:
        """Nothing is paid by it: the amount that was typed is in its field again, to be mended."""
        if isinstance(payment, CashGiven) and payment.typed:
            self._bench.view.give_back(payment.typed, is_money=True)

    def _on_tender_changed(self, asked: TenderChangeAsked, told: Told, posted: Posted) -> None:
        self._change_uid = None
        if self.last is not None and self.last.uid == asked.of:
            self.drawer.open_for((*self.last.tenders, *asked.tenders))
            self.last = replace(
                self.last,
                tenders=asked.tenders,
                payable_minor=posted.payable_minor,
                change_minor=posted.change_minor,
            )
        told(None)
        view = self._bench.view
        view.changed()
        view.say(Said("ok", "paid_now", {"tenders": asked.tenders}))
        view.sound(Tone.TAKEN)
        view.published(posted.changes)

    def _on_tender_unchanged(self, told: Told, error: Refusal | Trouble) -> None:
        self._bench.view.sound(Tone.REFUSED)
        told(said_of(error))


def _nobody_asks() -> None:
    pass


def _tenders(payment: Payment, gross_minor: int) -> tuple[TenderAsked, ...] | None:
    """What the book is asked to take; None is cash to the cent."""
    if isinstance(payment, ExactCash):
        return None
    if isinstance(payment, CashGiven):
        return (TenderAsked(CASH, payment.amount_minor),)
    return payment.tenders if isinstance(payment, InParts) else (TenderAsked(CARD, gross_minor),)
