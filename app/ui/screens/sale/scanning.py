"""From a scan, a typed code or a picked product to a line: look-ups, quantities, and what has to be asked first.

Nothing here stops the sale: a code that nobody knows waits in the tray, a question waits in its strip, and the next
scan goes on. Only paying asks for all of them to be answered.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.basket import AddItem, AddUnknown, AgeConfirmed, Entry, Note
from app.domain.doubts import doubt
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.product import Hit, Item, Unit
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.sale.bench import Bench, Told, said_of
from app.ui.screens.sale.finding import Answered, Asked, find, whole
from app.ui.screens.sale.state import AgeAsked, ChoiceAsked, PriceAsked, QuantityAsked, Question, SureAsked, last_paid
from app.ui.sound import Tone
from app.ui.turns import Turn
from app.ui.untaken import Untaken

if TYPE_CHECKING:
    from app.reports.lookups import Found
    from app.reports.tills import LastSale

_NOBODYS = "no_match"  # the scan is whole, and no product has it
_LONGEST_CODE = 80  # characters of an unknown code that are kept in the basket; the journal has all of them


class Scanning:
    """Rings things up.

    Attributes:
        questions: Those that are open; the first is the one that is shown.
        untaken: What was scanned and is not in the sale.
        given_back: How often typed goods were not found and given back to be mended.
        on_not_taken: Called with the quantity that was typed for a scan that was refused.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.questions: deque[Question] = deque()
        self.untaken = Untaken()
        self.given_back = 0
        self.on_not_taken: Callable[[int | None], None] = _nobody_asks

    def scan(self, text: str, quantity_milli: int | None) -> None:
        """A scanner sent something."""
        self.untaken.next_scan(text)
        self._look_up(Asked(text, quantity_milli, is_typed=False))

    def leave_out(self, text: str) -> None:
        """A scan is not taken, and the reason has been said; it stays in sight."""
        self.untaken.refused.append(text[:_LONGEST_CODE])

    def turn_away(self, text: str) -> None:
        """A scan came while a dialog was open that had no use for it: it stays in sight when the dialog is gone."""
        self.untaken.turned_away.append(text[:_LONGEST_CODE])
        self._bench.turns.do(partial(self._note_turned_away, text))

    def fold(self, text: str) -> None:
        """A scanner sent the same again, faster than a hand can: it is not rung up, but can be accepted."""
        self.untaken.folded, self.untaken.folded_before = text, ""
        self._bench.turns.do(partial(self._tell_folded, text))

    def accept_folded(self) -> bool:
        """It was a second piece after all. Returns whether there was one to accept."""
        folded = self.untaken.folded
        self.untaken.forget_folded()
        if folded:
            self._look_up(Asked(folded, None, is_typed=False))
        return bool(folded)

    def forget_untaken(self) -> None:
        """The cashier has seen what was not taken."""
        self.untaken.forget()
        self._bench.view.changed()

    def type_code(self, text: str, quantity_milli: int | None) -> None:
        """A code, a SKU or words were typed, and Enter."""
        self.untaken.forget_folded()
        self._look_up(Asked(text, quantity_milli, is_typed=True))

    def pick(self, item: Item, quantity_milli: int | None, *, code: str = "", of_one_milli: int | None = None) -> None:
        """A product was picked: a tile, or what the price check shows, where a code may have found it."""
        wish = AddItem(item, _times(quantity_milli, of_one_milli or PIECE_MILLI), code=code)
        is_measured = quantity_milli is not None or _is_measured(wish)
        self._bench.turns.do(partial(self._add, wish, code, is_measured=is_measured))

    def pick_found(self, hit: Hit, quantity_milli: int | None) -> None:
        """A product was picked from the list, which knows a part of it: it takes its turn while the rest is read."""
        turn, asked = self._bench.turns.join(), Asked(hit.sku, quantity_milli, is_typed=True)
        self._bench.workers.store.submit(
            partial(whole, self._bench.parts, hit.sku),
            partial(self._on_whole, turn, asked),
            partial(self._on_failed, turn, asked),
        )

    def pick_category(self, category: str, price_micro: int, quantity_milli: int | None) -> None:
        """Goods of a category at a typed price."""
        turn = self._bench.turns.join()
        self._bench.workers.store.submit(
            partial(self._bench.parts.cataloguing.open_item, category),
            partial(self._on_open_item, turn, price_micro, quantity_milli),
            partial(self._on_failed, turn, None),
        )

    def answer_price(self, asked: PriceAsked, price_micro: int, told: Told) -> None:
        """The price of goods that have none of their own was typed."""
        item = asked.wish.item._replace(price_micro=price_micro, base_milli=PIECE_MILLI)
        self._answer(asked, replace(asked.wish, item=item, merge=False), told)

    def answer_quantity(self, asked: QuantityAsked, quantity_milli: int, told: Told) -> None:
        """The weight of goods that were picked without one was typed."""
        self._answer(asked, replace(asked.wish, quantity_milli=quantity_milli, merge=False), told)

    def answer_choice(self, asked: ChoiceAsked, item: Item) -> None:
        """The cashier chose one of the products that have the code."""
        self._settle(asked)
        for wish in asked.wishes:
            if wish.item == item:
                self._bench.turns.do(partial(self._add, wish, asked.code, is_measured=_is_measured(wish)))
                return

    def asks_whether_sure(
        self, entry: Entry, *, raw: str = "", typed: str = "", of: PriceAsked | QuantityAsked | None = None
    ) -> bool:
        """Ask about an entry that is out of the ordinary, before any other question. Returns whether it is asked.

        Raises:
            Refusal: Of the basket or its bill.
        """
        asked = doubt(self._bench.hand.basket, entry, self._bench.parts.shop)
        if asked is None:
            return False
        self.questions.appendleft(SureAsked(asked, entry, raw, typed, of))
        self._bench.view.sound(Tone.REFUSED)
        return True

    def answer_sure(self, asked: SureAsked) -> None:
        """It is meant."""
        self._settle(asked)
        if asked.of is not None:
            self._settle(asked.of)
        self._bench.turns.do(partial(self._enter_surely, asked.entry, asked.raw))

    def confirm_age(self, years: int) -> None:
        """The customer is old enough."""
        self._forget_age()
        self._bench.turns.do(partial(self._enter_age, years))

    def question(self) -> Question | None:
        """The first question that a strip can ask; one about age goes away with the goods that raised it."""
        if not self._bench.hand.basket.asked_age:
            self._forget_age()
        return next((one for one in self.questions if not isinstance(one, ChoiceAsked)), None)

    def choice(self) -> ChoiceAsked | None:
        """The first code that several products have."""
        return next((one for one in self.questions if isinstance(one, ChoiceAsked)), None)

    @property
    def has_goods_in_question(self) -> bool:
        """Whether goods wait for an answer before they are in the basket."""
        return any(not isinstance(one, AgeAsked) for one in self.questions)

    def drop(self, question: Question) -> None:
        """The cashier left a question; what it was about is not rung up."""
        self._settle(question)
        self._bench.view.changed()

    def ask_age(self, years: int) -> None:
        """Ask for the customer's age, before any other question."""
        self._forget_age()
        self.questions.appendleft(AgeAsked(years))
        self._bench.view.changed()

    def forget(self) -> None:
        """The sale is over; what was asked about it, too."""
        self.questions.clear()
        self.untaken.sale_over()

    def _look_up(self, asked: Asked) -> None:
        turn = self._bench.turns.join()
        self._bench.workers.store.submit(
            partial(find, self._bench.parts, asked),
            partial(self._on_found, turn, asked),
            partial(self._on_failed, turn, asked),
        )

    def _on_found(self, turn: Turn, asked: Asked, answered: Answered) -> None:
        turn.ready(partial(self._ring, asked, answered))

    def _on_whole(self, turn: Turn, asked: Asked, item: Item) -> None:
        turn.ready(partial(self._ring_item, item, asked.quantity_milli, ""))

    def _on_failed(self, turn: Turn, asked: Asked | None, error: Refusal | Trouble) -> None:
        turn.ready(partial(self._tell_failed, asked, error))

    def _on_open_item(self, turn: Turn, price_micro: int, quantity_milli: int | None, item: Item) -> None:
        wish = AddItem(item._replace(price_micro=price_micro), quantity_milli or PIECE_MILLI, merge=False)
        turn.ready(partial(self._enter, wish, ""))

    def _tell_failed(self, asked: Asked | None, error: Refusal | Trouble) -> None:
        if asked is not None:
            self._give_back(asked)
            self.on_not_taken(asked.quantity_milli)
            self._bench.view.changed()
        self._bench.refuse(error)

    def _note_turned_away(self, text: str) -> None:
        # In the journal of the sale that it came amid; behind one that was paid meanwhile there is none.
        if not self._bench.hand.basket.is_empty:
            self._bench.enter(Note("not_now"), raw=text)

    def _tell_folded(self, text: str) -> None:
        if self._bench.enter(Note("folded"), raw=text, tone=Tone.REPEAT):
            self._bench.view.say(Said("info", "read_twice"))

    def _ring(self, asked: Asked, answered: Answered) -> None:
        found = answered.found
        if found.items or found.scan.error in {None, _NOBODYS}:
            self.untaken.taken(found.scan.text)
        if found.items:
            is_sold = answered.is_sold and (asked.quantity_milli is None or asked.quantity_milli > 0)
            self._ring_found(asked, found, Tone.REFUSED if is_sold else Tone.TAKEN)
            if is_sold:
                self._tell_sold(found)
        elif answered.by_words is not None:
            self._ring_item(answered.by_words, asked.quantity_milli, asked.text)
        elif answered.is_of_several:
            self._give_back(asked)
            self._bench.complain("several_found", text=asked.text)
        elif answered.receipt is not None:
            self._tell_receipt(answered.receipt, asked.quantity_milli)
        elif asked.is_typed:
            self._tell_not_found(asked, found)
        else:
            self._ring_unknown(asked, found)

    def _ring_item(self, item: Item, quantity_milli: int | None, raw: str) -> None:
        self._add(AddItem(item, quantity_milli or PIECE_MILLI), raw, is_measured=quantity_milli is not None)

    def _ring_found(self, asked: Asked, found: Found, tone: Tone) -> None:
        wishes = tuple(
            AddItem(
                item,
                _times(asked.quantity_milli, of_one_milli),
                code=found.scan.text,
                lot=found.scan.lot,
                serial=found.scan.serial,
                expiry=found.scan.expiry,
                merge=found.merge,
            )
            for item, of_one_milli in zip(found.items, found.quantities, strict=True)
        )
        if len(wishes) == 1:
            is_measured = asked.quantity_milli is not None or _is_measured(wishes[0])
            self._add(wishes[0], asked.text, is_measured=is_measured, tone=tone)
            return
        self.questions.append(ChoiceAsked(found.scan.text, wishes))
        self._bench.view.changed()
        self._bench.view.sound(Tone.REFUSED)

    def _tell_sold(self, found: Found) -> None:
        """Paying will refuse this piece, unless the line becomes what comes back: so it is told now, and stands."""
        item = found.items[0]
        facts = {"serial": found.scan.serial, "sku": item.sku, "name": item.name}
        self._bench.view.say(Said("warn", "serial_sold", facts))

    def _ring_unknown(self, asked: Asked, found: Found) -> None:
        if found.scan.error and found.scan.error != _NOBODYS:
            self.on_not_taken(asked.quantity_milli)
            self._bench.enter(Note(found.scan.error), raw=asked.text)
            self._tell_refused(found)
            return
        quantity_milli = _times(asked.quantity_milli, found.quantity_milli)
        code = found.scan.text[:_LONGEST_CODE]
        if self._bench.enter(AddUnknown(code, quantity_milli), raw=asked.text, tone=Tone.REFUSED):
            self._bench.view.say(Said("warn", "unknown_code", {"code": code}))

    def _tell_receipt(self, sale: LastSale, quantity_milli: int | None) -> None:
        """A receipt's own bars were scanned: nothing is rung up, and a quantity is still for whatever comes next."""
        self.on_not_taken(quantity_milli)
        self._bench.view.say(Said("info", "receipt_scanned", {"sale": last_paid(sale)}))
        self._bench.view.sound(Tone.REFUSED)

    def _tell_refused(self, found: Found) -> None:
        """Say why; where several were refused, all of them are shown instead, as long as that is so."""
        refused = self.untaken.refused
        refused.append(found.scan.text[:_LONGEST_CODE])
        if len(refused) == 1:
            self._bench.complain(f"scan_{found.scan.error}", **found.scan.facts)
        else:
            self._bench.view.sound(Tone.REFUSED)

    def _tell_not_found(self, asked: Asked, found: Found) -> None:
        self._give_back(asked)
        if found.scan.error and found.scan.should_be is not None:
            self._bench.complain(f"scan_{found.scan.error}", **found.scan.facts)
        else:
            self._bench.complain("nothing_found", text=asked.text)

    def _give_back(self, asked: Asked) -> None:
        self.given_back += 1
        self._bench.view.give_back(asked.text)

    def _add(self, wish: AddItem, raw: str, *, is_measured: bool, tone: Tone = Tone.TAKEN) -> None:
        """Ring it up, or ask first what it costs or weighs."""
        if wish.item.open_price and wish.merge:
            self.questions.append(PriceAsked(wish))
        elif wish.item.unit is not Unit.EACH and not is_measured:
            self.questions.append(QuantityAsked(wish))
        else:
            self._enter(wish, raw, tone)
            return
        self._bench.view.hush()
        self._bench.view.changed()

    def _enter(self, wish: AddItem, raw: str, tone: Tone = Tone.TAKEN) -> None:
        try:
            is_asked = self.asks_whether_sure(wish, raw=raw)
        except Refusal as refusal:
            self._bench.refuse(refusal)
            return
        if is_asked:
            self._bench.view.hush()
            self._bench.view.changed()
        else:
            self._enter_surely(wish, raw, tone)

    def _enter_surely(self, entry: Entry, raw: str, tone: Tone = Tone.TAKEN) -> None:
        before = self._bench.hand.basket.asked_age
        if self._bench.enter(entry, raw=raw, tone=tone):
            self._ask_age_if_new(before)

    def _enter_age(self, years: int) -> None:
        self._bench.enter(AgeConfirmed(years))

    def _answer(self, asked: PriceAsked | QuantityAsked, wish: AddItem, told: Told) -> None:
        self._bench.turns.do(partial(self._enter_answer, asked, wish, told))

    def _enter_answer(self, asked: PriceAsked | QuantityAsked, wish: AddItem, told: Told) -> None:
        before = self._bench.hand.basket.asked_age
        try:
            if not self.asks_whether_sure(wish, of=asked):
                self._bench.hand.enter(wish, tone=Tone.TAKEN)
                self._settle(asked)
        except Refusal as refusal:
            told(said_of(refusal))
            return
        told(None)
        self._bench.view.changed()
        self._ask_age_if_new(before)

    def _ask_age_if_new(self, before: int) -> None:
        years = self._bench.hand.basket.asked_age
        if years > before:
            self._forget_age()
            self.questions.append(AgeAsked(years))

    def _forget_age(self) -> None:
        self.questions = deque(one for one in self.questions if not isinstance(one, AgeAsked))

    def _settle(self, question: Question) -> None:
        if question in self.questions:
            self.questions.remove(question)


def _nobody_asks(_quantity_milli: int | None) -> None:
    pass


def _is_measured(wish: AddItem) -> bool:
    """Whether the code itself says how much it is; a bare number of weighed goods does not."""
    return wish.quantity_milli not in {0, PIECE_MILLI} or (not wish.merge and wish.quantity_milli != 0)


def _times(asked_milli: int | None, of_one_milli: int) -> int:
    """How much so many of a code are: 3000 of a pack of 6000 are 18000. What a label does not say the hand does."""
    return of_one_milli if asked_milli is None else half_up(asked_milli * (of_one_milli or PIECE_MILLI), PIECE_MILLI)
