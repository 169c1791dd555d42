"""What the orders screen does, without Qt: which orders are listed, which one is open, and what is posted from there.

Orders are read by the pool and posted by the store thread, in order; papers are made by the paper thread. An answer
that is no longer wanted is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.changes import Changes, Posted
from app.domain.figures import PIECE_MILLI
from app.domain.moment import day_number
from app.domain.order_requests import OrderAsked, OrderCancelAsked, OrderExpectAsked, OrderLineAsked, OrderSendAsked
from app.domain.order_sheet import Filled
from app.domain.ordered import OrderStatus
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.reports.orders import ExpectedOrder, OpenOrder
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.orders.filling import today_of, written_again
from app.ui.screens.orders.state import OrderWish, OtherDay
from app.ui.screens.orders.view import OrdersView
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from pathlib import Path

    from app.reports.proposals import Orderable, Proposed, Terms

_MOST = 200  # orders in the list of all
_FOUND = 20  # goods that a search shows
_LOOKED_AT = 60  # of so many, those of the supplier first
_DRAFTED, _SENT = Said("ok", "order_drafted"), Said("ok", "order_sent")


class OrdersPresenter:
    """The presenter.

    Attributes:
        shows_all: Whether all orders are listed, or those that are open.
        rows: The list.
        order: The order that is open, or None.
    """

    def __init__(self, parts: Parts, workers: Workers, view: OrdersView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self.shows_all = False
        self.rows: tuple[OpenOrder, ...] = ()
        self.order: ExpectedOrder | None = None
        self._chosen = ""
        self._words = ""
        self._is_posting = False

    def refresh(self) -> None:
        """Read the list and the open order again."""
        asked = self.shows_all
        self._workers.pool.submit(partial(self._ask_list, asked), partial(self._on_list, asked), self._on_failed)
        if self._chosen:
            self._read_order()

    def show(self, *, everything: bool) -> None:
        """List all orders, or those that are open."""
        self.shows_all = everything
        self.refresh()

    def open_order(self, uid: str) -> None:
        """Open an order."""
        if uid != self._chosen:
            self._view.hush()
            self._choose(uid)

    def find_order(self, text: str) -> None:
        """A scanner sent something while no order is written: the number of one opens it."""
        self._workers.store.submit(partial(self._ask_order, text), self._on_found_order, self._on_no_order)

    def write_new(self) -> None:
        """Write a new order by hand."""
        self._write(Filled())

    def write_to(self, supplier: str) -> None:
        """Write a new order to a supplier."""
        self._write(Filled(supplier))

    def copy(self) -> None:
        """Write a new order with the lines of the open one, at today's costs."""
        if self._has_order() and self.order is not None:
            self._write(Filled(self.order.supplier, written_again(self.order)))

    def edit(self) -> None:
        """Write the open draft anew."""
        order = self.order
        if order is not None and order.status is OrderStatus.DRAFT:
            lines = written_again(order)
            self._write(Filled(order.supplier, lines, order.expected, order.note, order.uid, order.number))

    def keep_file(self, kind: str) -> None:
        """Keep the open order as a file: `pdf`, `xlsx` or `csv`."""
        if self.order is not None:
            job = partial(self._ask_file, self.order.uid, kind)
            self._workers.paper.submit(job, self._view.file_kept, self._on_refused)

    def propose(self) -> None:
        """Show what low stock asks for."""
        self._workers.pool.submit(self._ask_low, self._on_low, self._on_refused)

    def look_for(self, words: str, supplier: str) -> None:
        """Find goods for the order that is written."""
        self._words = words
        self._workers.pool.submit(
            partial(self._ask_goods, words, supplier), partial(self._on_goods, words), self._on_failed
        )

    def scanned(self, text: str, supplier: str) -> None:
        """A scanner sent something while an order is written."""
        self._workers.store.submit(
            partial(self._ask_scan, text, supplier), partial(self._on_scan, text), self._on_refused
        )

    def supply(self, supplier: str, skus: tuple[str, ...]) -> None:
        """Another supplier was chosen: how it brings the goods that are written already."""
        self._workers.pool.submit(partial(self._ask_supplied, supplier, skus), self._view.supplied, self._on_failed)

    def place(self, uid: str, wish: OrderWish) -> None:
        """Post an order."""
        asked = _asked(self._asking(uid, wish.note), wish)
        # What is on paper at once goes out at once.
        then = None if wish.is_draft else partial(self._make_paper, uid)
        done = _DRAFTED if wish.is_draft else _SENT
        self._post(partial(self._place, asked), done, then=partial(self._placed, uid, then))

    def place_proposals(self, suppliers: tuple[str, ...]) -> None:
        """Write a draft for each supplier of what low stock asks for."""
        uids = [self.new_uid() for _ in suppliers]
        wanted = tuple(zip(uids, suppliers, strict=True))
        self._post(partial(self._place_drafts, wanted), _DRAFTED, then=partial(self._choose, uids[0]))

    def send(self) -> None:
        """The open draft goes out; its paper is made and shown. One that is out already is shown once more."""
        if self.order is None or not self._has_order():
            return
        order = self.order
        if order.status is OrderStatus.DRAFT:
            asked = OrderSendAsked(self._asking(self.new_uid()), order.uid)
            done = replace(_SENT, facts={"number": order.number})  # the paper that sends it has a number of its own
            self._post(lambda: (self._parts.ordering.send(asked),), done, then=partial(self._make_paper, order.uid))
        else:
            self._make_paper(order.uid)

    def cancel(self, uid: str, reason: str) -> None:
        """Give up what is open of the open order."""
        if self.order is not None:
            asked = OrderCancelAsked(self._asking(uid), self.order.uid, reason)
            done = Said("ok", "order_given_up", {"number": self.order.number})
            self._post(lambda: (self._parts.ordering.cancel(asked),), done)

    def expect(self, uid: str, day: OtherDay) -> None:
        """What is still to come of the open order should come on another day."""
        if self.order is not None:
            asked = OrderExpectAsked(self._asking(uid), self.order.uid, day.expected, day.reason)
            done = Said("ok", "order_expected", {"number": self.order.number, "day": day.expected})
            self._post(lambda: (self._parts.ordering.expect(asked),), done, then=partial(self._choose, self.order.uid))

    def today(self) -> int:
        """This day, as a day number."""
        return day_number(self._parts.now().local())

    def new_uid(self) -> str:
        """An identity for a document: asked again with the same one, it is posted once."""
        return uuid7(self._parts.now().utc_us)

    # On the workers

    def _ask_list(self, everything: bool) -> tuple[OpenOrder, ...]:
        orders = self._parts.orders
        return orders.newest(limit=_MOST) if everything else orders.open(with_drafts=True)

    def _ask_order(self, uid: str) -> ExpectedOrder:
        return self._parts.orders.expected(uid)

    def _ask_form(self, filled: Filled) -> tuple[tuple[Terms, ...], Filled]:
        """Of whom can be ordered, and what is filled in, with what is known today of the goods."""
        if filled.instead or filled == Filled():
            # What was left unfinished goes on: a new order, or the draft that is edited.
            forms = self._parts.orders.forms(self._parts.till)
            filled = next((one for one in forms if one.instead == filled.instead), filled)
        is_typed = bool(filled.instead or filled.kept)
        goods = {one.sku: one for one in self._ask_supplied(filled.supplier, tuple(one.sku for one in filled.lines))}
        lines = tuple(today_of(line, goods.get(line.sku), is_draft=is_typed) for line in filled.lines)
        return self._parts.proposals.suppliers(), replace(filled, lines=lines)

    def _ask_low(self) -> tuple[Proposed, ...]:
        return self._parts.proposals.low()

    def _ask_goods(self, words: str, supplier: str) -> tuple[Orderable, ...]:
        found = self._parts.lookups.search(words, location=self._parts.location, limit=_LOOKED_AT)
        # What has this very code or SKU comes first, then what the supplier brings, else in the order of the search.
        meant = self._ask_scan(words, supplier)
        skus = {one.sku for one in meant}
        others = self._ask_supplied(supplier, tuple(item.sku for item in found if item.sku not in skus))
        return (*meant, *sorted(others, key=lambda one: one.supplier != supplier))[:_FOUND]

    def _ask_scan(self, text: str, supplier: str) -> tuple[Orderable, ...]:
        found = self._parts.lookups.scan(text, location=self._parts.location)
        # A supplier's own code stands on its goods, and in its list.
        own = "" if found.items else self._parts.proposals.sku_of(supplier, text.strip())
        goods = self._ask_supplied(supplier, tuple(item.sku for item in found.items) or ((own,) if own else ()))
        # What one piece weighs, as a label of the scales says it, is no pack.
        packs = dict(zip((item.sku for item in found.items), found.quantities, strict=True)) if found.merge else {}
        return tuple(one._replace(code_milli=_pack(packs.get(one.sku, 0))) for one in goods)

    def _ask_supplied(self, supplier: str, skus: tuple[str, ...]) -> tuple[Orderable, ...]:
        return self._parts.proposals.goods(supplier, skus, location=self._parts.location)

    def _place_drafts(self, wanted: tuple[tuple[str, str], ...]) -> tuple[Posted, ...]:
        posted = []
        for uid, supplier in wanted:
            asked = OrderAsked(self._asking(uid), supplier, is_proposed=True, is_draft=True)
            try:
                posted.append(self._parts.ordering.place(asked))
            except Refusal as refusal:
                # Somebody else has ordered it in the meantime.
                if refusal.code != "nothing_low":
                    raise
        return tuple(posted)

    def _place(self, asked: OrderAsked) -> tuple[Posted, ...]:
        return (self._parts.ordering.place(asked),)

    def _ask_paper(self, uid: str) -> Path:
        return self._parts.order_papers.keep(uid)

    def _ask_file(self, uid: str, kind: str) -> Path:
        papers = self._parts.order_papers
        return papers.keep(uid) if kind == "pdf" else papers.keep_list(uid, kind)

    # Answers

    def _write(self, filled: Filled) -> None:
        self._workers.pool.submit(partial(self._ask_form, filled), self._on_form, self._on_refused)

    def _has_order(self) -> bool:
        if self.order is None:
            self._view.say(Said("warn", "no_order"))
        return self.order is not None

    def _asking(self, uid: str, note: str = "") -> Asking:
        return Asking(uid, user=self._parts.user, location=self._parts.location, note=note)

    def _read_order(self) -> None:
        uid = self._chosen
        self._workers.pool.submit(partial(self._ask_order, uid), partial(self._on_order, uid), self._on_failed)

    def _on_list(self, asked: bool, rows: tuple[OpenOrder, ...]) -> None:
        if asked == self.shows_all:
            self.rows = rows
            if not self._chosen and rows:
                self.open_order(rows[0].uid)
            self._view.list_changed()

    def _on_order(self, uid: str, order: ExpectedOrder) -> None:
        if uid == self._chosen:
            self.order = order
            self._view.list_changed()

    def _on_found_order(self, order: ExpectedOrder) -> None:
        self._chosen, self.order = order.uid, order
        self._view.hush()
        self._view.sound(Tone.TAKEN)
        self._view.list_changed()

    def _on_no_order(self, error: Refusal | Trouble) -> None:
        if error.code == "unknown_order":
            self._view.say(Said("info", "scan_new"))
            self._view.sound(Tone.REFUSED)
        else:
            self._on_refused(error)

    def _on_form(self, form: tuple[tuple[Terms, ...], Filled]) -> None:
        suppliers, filled = form
        if suppliers:
            self._view.write_order(suppliers, filled)
        else:
            self._view.say(Said("warn", "no_supplier"))

    def _on_low(self, proposed: tuple[Proposed, ...]) -> None:
        if proposed:
            self._view.show_proposals(proposed)
        else:
            self._view.say(Said("info", "nothing_to_order"))

    def _on_goods(self, words: str, goods: tuple[Orderable, ...]) -> None:
        if words == self._words:
            self._view.show_found(goods)

    def _on_scan(self, text: str, goods: tuple[Orderable, ...]) -> None:
        if len(goods) == 1:
            self._view.sound(Tone.TAKEN)
            self._view.take_goods(goods[0])
        elif goods:
            self._view.sound(Tone.TAKEN)
            self._view.show_found(goods)
        else:
            self._view.say(Said("warn", "unknown_scan", {"code": text}))
            self._view.sound(Tone.REFUSED)

    def _post(self, verb: Callable[[], tuple[Posted, ...]], done: Said, then: Callable[[], None] | None = None) -> None:
        if not self._is_posting:
            self._is_posting = True
            self._workers.store.submit(verb, partial(self._on_posted, then, done), self._on_not_posted)

    def _on_posted(self, then: Callable[[], None] | None, done: Said, posted: tuple[Posted, ...]) -> None:
        self._is_posting = False
        self._view.posted(posted, _with_numbers(done, posted))
        changes = [one.changes for one in posted]
        what = frozenset[str]().union(*(one.what for one in changes))
        self._view.published(Changes(what, frozenset[int]().union(*(one.products for one in changes))))
        if then is not None:
            then()

    def _choose(self, uid: str) -> None:
        """Let an order be the open one. What was said stays: it may be about this very order."""
        self._chosen = uid
        self._read_order()

    def _placed(self, uid: str, then: Callable[[], None] | None) -> None:
        self._choose(uid)
        if then is not None:
            then()

    def _make_paper(self, uid: str) -> None:
        self._workers.paper.submit(partial(self._ask_paper, uid), self._view.open_paper, self._on_refused)

    def _on_not_posted(self, error: Refusal | Trouble) -> None:
        self._is_posting = False
        self._on_refused(error)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._on_failed(error)
        self._view.sound(Tone.REFUSED)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        """A list could not be read: it is told without a tone, nobody asked aloud."""
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))


def _with_numbers(done: Said, posted: tuple[Posted, ...]) -> Said | None:
    """What was done, with the number that it got; of several drafts, how many they are. None where nothing was."""
    if not posted:
        return None
    if len(posted) > 1:
        return Said("ok", "orders_drafted", {"first": posted[0].number, "last": posted[-1].number, "many": len(posted)})
    return replace(done, facts={"number": posted[0].number, **done.facts})


def _pack(code_milli: int) -> int:
    return code_milli if code_milli > PIECE_MILLI else 0


def _asked(asking: Asking, wish: OrderWish) -> OrderAsked:
    lines = tuple(
        OrderLineAsked(
            line.sku,
            line.quantity_milli,
            pack_milli=line.pack_milli,
            unit_cost_micro=line.unit_cost_micro,
            item_code=line.item_code,
            reason=line.reason,
        )
        for line in wish.lines
    )
    return OrderAsked(
        asking, wish.supplier, lines, expected=wish.expected, is_draft=wish.is_draft, instead=wish.instead
    )
