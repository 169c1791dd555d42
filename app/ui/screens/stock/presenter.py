"""What the stock screen does, without Qt: which goods are listed, whose card is open, and what is posted from there.

Lists, cards and histories are read by the pool, a page at a time; documents are posted by the store thread, in order.
An answer that is no longer wanted is dropped: what was asked for last is what shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.changes import Posted
from app.domain.product import Tracking
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.stock_requests import (
    AdjustmentAsked,
    AdjustmentLineAsked,
    RevaluationAsked,
    RevaluationLineAsked,
    TransferAsked,
    TransferLineAsked,
    TransferReceiptAsked,
)
from app.reports.product_card import HISTORY_PAGE, History, Mark, Moved, ProductCard
from app.reports.stock_list import PAGE, Filter, StockPage, StockRow
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.stock.state import AdjustWish, ArrivalWish, Choices, RevalueWish, TransferWish, Wish
from app.ui.screens.stock.view import StockView
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.reports.filed import Filed
    from app.reports.lookups import Found
    from app.reports.on_the_way import Shipment


_NOBODYS = "no_match"  # the scan is whole, and no product has it


_Asked = tuple[Filter, str, int]


class StockPresenter:
    """The presenter.

    Attributes:
        which, words: What is listed.
        rows, has_more: The list, and whether there are more.
        counts: How many goods each filter lets through.
        sku: Whose card is or is about to be open, "" for none.
        card, history, mark: The card, its newest movements, and where older ones begin (None: there are none).
        choices: What the forms offer.
    """

    def __init__(self, parts: Parts, workers: Workers, view: StockView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self.which, self.words = Filter.ALL, ""
        self.rows: tuple[StockRow, ...] = ()
        self.has_more = False
        self.counts: Mapping[Filter, int] = MappingProxyType({})
        self.sku = ""
        self.card: ProductCard | None = None
        self.history: tuple[Moved, ...] = ()
        self.mark: Mark | None = None
        self.choices = Choices()
        self._list_limit = PAGE
        self._listed: _Asked | None = None
        self._is_entering = False
        self._scans_open = 0
        self._waiting: Callable[[], None] | None = None
        self._is_posting = False

    def refresh(self) -> None:
        """Read everything again that is to be seen."""
        self._read_list()
        self._read_card()
        pool = self._workers.pool
        pool.submit(self._ask_counts, self._on_counts, self._on_failed)
        pool.submit(self._ask_choices, self._on_choices, self._on_failed)

    def look_for(self, words: str) -> None:
        """List the goods that these words find."""
        self._is_entering = False
        if words.strip() != self.words:
            self.words, self._list_limit = words.strip(), PAGE
            self._read_list()

    def choose(self, which: Filter) -> None:
        """List the goods that a filter lets through."""
        self.which, self._list_limit = which, PAGE
        self._read_list()

    def more_rows(self) -> None:
        """List more of them."""
        if self.has_more:
            self._list_limit += PAGE
            self._read_list()

    def open_card(self, sku: str) -> None:
        """Open the card of a product."""
        if sku != self.sku:
            self.sku = sku
            self.history, self.mark = (), None
            self._view.hush()
            self._read_card()

    def enter(self) -> None:
        """Go on to the card: of the goods that are chosen in the list, else of the first. Enter waits for the list."""
        self._is_entering = True
        self._go_on()

    def older(self) -> None:
        """Show older movements, too."""
        if self.mark is not None:
            mark, self.mark = self.mark, None
            self._workers.pool.submit(
                partial(self._ask_history, self.sku, mark, HISTORY_PAGE),
                partial(self._on_older, self.sku, len(self.history)),
                partial(self._on_not_older, self.sku, mark),
            )

    def scanned(self, text: str) -> None:
        """A scanner sent something: the card of the product opens, or the list of those that have this code."""
        self._scans_open += 1
        self._workers.store.submit(partial(self._ask_scan, text), self._on_scan, self._on_not_scanned)

    def with_card(self, act: Callable[[], None]) -> None:
        """Do something with the card: a key pressed behind a scan, or behind Enter, means what they find."""
        self._waiting = act
        self._view.hold_keys()
        self._act_if_ready()

    def read_document(self, uid: str) -> None:
        """Show a document."""
        self._workers.pool.submit(partial(self._ask_document, uid), self._on_document, self._on_refused)

    def look_on_the_way(self) -> None:
        """Show what is on the way, to say what of it has arrived. Keys that come meanwhile are for that list."""
        self._view.hold_keys()
        self._workers.pool.submit(self._ask_shipments, self._on_shipments, self._on_no_shipments)

    def new_uid(self) -> str:
        """An identity for a document: asked again with the same one, it is posted once."""
        return uuid7(self._parts.now().utc_us)

    def post(self, uid: str, wish: Wish) -> None:
        """Post what a form was filled in with: an arrival, or a document for the product on the card."""
        if self._is_posting:
            return
        if isinstance(wish, ArrivalWish):
            act = partial(self._take_in, uid, wish)
        elif self.card is not None:
            act = partial(self._carry_out, uid, self.card, wish)
        else:
            return
        self._is_posting = True
        self._workers.store.submit(act, self._on_posted, self._on_not_posted)

    # On the workers

    def _ask_list(self, which: Filter, words: str, limit: int) -> StockPage:
        return self._parts.stock_list.page(which, words, limit=limit)

    def _ask_counts(self) -> Mapping[Filter, int]:
        return self._parts.stock_list.counts()

    def _ask_choices(self) -> Choices:
        cards = self._parts.product_cards
        return Choices(cards.reasons(), cards.locations())

    def _ask_card(self, sku: str, limit: int) -> tuple[ProductCard | None, History]:
        cards = self._parts.product_cards
        return cards.card(sku, now_us=self._parts.now().utc_us), cards.history(sku, limit=limit)

    def _ask_history(self, sku: str, mark: Mark, limit: int) -> History:
        return self._parts.product_cards.history(sku, mark, limit=limit)

    def _ask_scan(self, text: str) -> Found:
        return self._parts.lookups.scan(text, location=self._parts.location)

    def _ask_document(self, uid: str) -> Filed | None:
        return self._parts.filed.document(uid)

    def _ask_shipments(self) -> tuple[Shipment, ...]:
        return self._parts.on_the_way.shipments()

    def _take_in(self, uid: str, wish: ArrivalWish) -> Posted:
        return self._parts.transferring.receive_transfer(_arrival(self._asking(uid), wish))

    def _asking(self, uid: str) -> Asking:
        return Asking(uid, till=self._parts.till, user=self._parts.user)

    def _carry_out(self, uid: str, card: ProductCard, wish: AdjustWish | TransferWish | RevalueWish) -> Posted:
        asking = self._asking(uid)
        match wish:
            case AdjustWish():
                return self._parts.adjusting.adjust(_adjustment(asking, card, wish))
            case TransferWish():
                return self._parts.transferring.transfer(_transfer(asking, card, wish))
            case RevalueWish():
                line = RevaluationLineAsked(card.sku, wish.unit_cost_micro)
                return self._parts.adjusting.revalue(RevaluationAsked(_at(asking, wish.location), (line,)))

    # Answers

    def _asked(self) -> _Asked:
        return self.which, self.words, self._list_limit

    def _go_on(self) -> None:
        if not self._is_entering or self._listed != self._asked():
            return
        self._is_entering = False
        if self.rows:
            if all(row.sku != self.sku for row in self.rows):
                self.open_card(self.rows[0].sku)
            self._view.enter_card()
            self._act_if_ready()
        else:
            self._give_up()

    def _read_list(self) -> None:
        asked = self._asked()
        self._workers.pool.submit(partial(self._ask_list, *asked), partial(self._on_list, asked), self._on_failed)

    def _on_list(self, asked: _Asked, page: StockPage) -> None:
        if asked == self._asked():
            self._listed = asked
            self.rows, self.has_more = page.rows, page.has_more
            self._view.list_changed()
            self._go_on()

    def _on_counts(self, counts: Mapping[Filter, int]) -> None:
        self.counts = counts
        self._view.list_changed()

    def _on_choices(self, choices: Choices) -> None:
        self.choices = choices

    def _read_card(self) -> None:
        if self.sku:
            limit = max(len(self.history), HISTORY_PAGE)
            self._workers.pool.submit(
                partial(self._ask_card, self.sku, limit), partial(self._on_card, self.sku), self._on_no_card
            )

    def _on_card(self, sku: str, found: tuple[ProductCard | None, History]) -> None:
        if sku == self.sku:
            self.card, history = found
            self.history, self.mark = history.rows, history.more
            self._view.card_changed()
            self._act_if_ready()

    def _on_older(self, sku: str, count: int, page: History) -> None:
        # What was read again in the meantime has an end of its own.
        if sku == self.sku and len(self.history) == count and self.mark is None:
            self.history, self.mark = (*self.history, *page.rows), page.more
            self._view.card_changed()

    def _on_not_older(self, sku: str, mark: Mark, error: Refusal | Trouble) -> None:
        if sku == self.sku and self.mark is None:
            self.mark = mark
        self._on_failed(error)

    def _on_no_card(self, error: Refusal | Trouble) -> None:
        self._give_up()
        self._on_failed(error)

    def _act_if_ready(self) -> None:
        is_there = not self.sku or (self.card is not None and self.card.sku == self.sku)
        if self._waiting is not None and is_there and not self._scans_open and not self._is_entering:
            act, self._waiting = self._waiting, None
            act()
            self._view.let_keys_go()

    def _give_up(self) -> None:
        """What waited for a scan is not done: nothing was found."""
        if self._waiting is not None:
            self._waiting = None
            self._view.let_keys_go()

    def _on_not_scanned(self, error: Refusal | Trouble) -> None:
        self._scans_open -= 1
        self._give_up()
        self._on_refused(error)

    def _on_scan(self, found: Found) -> None:
        self._scans_open -= 1
        if len(found.items) != 1:
            self._give_up()
        if len(found.items) == 1:
            self._view.sound(Tone.TAKEN)
            self.open_card(found.items[0].sku)
            self._act_if_ready()
        elif found.items:
            self._view.sound(Tone.TAKEN)
            self._view.look_for(found.scan.text)
        else:
            self._view.say(_nothing_found(found))
            self._view.sound(Tone.REFUSED)

    def _on_document(self, filed: Filed | None) -> None:
        if filed is not None:
            self._view.show_document(filed)

    def _on_shipments(self, shipments: tuple[Shipment, ...]) -> None:
        if shipments:
            self._view.show_shipments(shipments)
        else:
            self._view.say(Said("info", "nothing_travels"))
        self._view.let_keys_go()

    def _on_no_shipments(self, error: Refusal | Trouble) -> None:
        self._view.let_keys_go()
        self._on_refused(error)

    def _on_posted(self, posted: Posted) -> None:
        self._is_posting = False
        self._view.posted(posted)
        self._view.published(posted.changes)

    def _on_not_posted(self, error: Refusal | Trouble) -> None:
        self._is_posting = False
        self._on_refused(error)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        """A list could not be read: it is told without a tone, nobody asked aloud."""
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))


def _nothing_found(found: Found) -> Said:
    error = found.scan.error
    if error and error != _NOBODYS:
        return Said("warn", f"scan_{error}", found.scan.facts)
    return Said("warn", "unknown_code", {"code": found.scan.text})


def _at(asking: Asking, location: str) -> Asking:
    return Asking(asking.uid, till=asking.till, user=asking.user, location=location)


def _adjustment(asking: Asking, card: ProductCard, wish: AdjustWish) -> AdjustmentAsked:
    is_serial = card.tracking is Tracking.SERIAL and bool(wish.lot)
    line = AdjustmentLineAsked(
        card.sku,
        wish.quantity_milli,
        wish.reason,
        wish.unit_cost_micro,
        lot=None if is_serial else wish.lot or None,
        expiry=wish.expiry,
        serials=(wish.lot,) if is_serial else (),
    )
    noted = Asking(asking.uid, till=asking.till, user=asking.user, location=wish.location, note=wish.note)
    return AdjustmentAsked(noted, (line,))


def _transfer(asking: Asking, card: ProductCard, wish: TransferWish) -> TransferAsked:
    is_serial = card.tracking is Tracking.SERIAL and bool(wish.lot)
    line = TransferLineAsked(
        card.sku,
        wish.quantity_milli,
        lot=None if is_serial else wish.lot or None,
        serials=(wish.lot,) if is_serial else (),
    )
    return TransferAsked(asking, wish.source, wish.target, (line,), send=wish.is_sent)


def _arrival(asking: Asking, wish: ArrivalWish) -> TransferReceiptAsked:
    lines = tuple(
        TransferLineAsked(
            line.sku,
            quantity_milli,
            lot=None if line.is_serial else line.lot or None,
            serials=(line.lot,) if line.is_serial else (),
        )
        for line, quantity_milli in wish.lines
    )
    return TransferReceiptAsked(asking, wish.of, lines)
