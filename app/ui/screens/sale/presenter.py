"""The sale screen without its widgets: what each key does, and what is to be shown.

Everything runs on the GUI thread and returns at once; the book is asked through workers. Whatever changes the basket
takes its turn (`turns`), so that it happens in the order in which the cashier did it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.basket import Basket, Clear, Entry, Line, SetQuantity, Undo, VoidLine
from app.domain.changes import Changes
from app.domain.figures import PIECE_MILLI
from app.domain.product import Hit, Item, Unit
from app.domain.refusal import Refusal
from app.domain.ringing import Bill, shown_lines
from app.domain.typed import read_typed
from app.printing import format as written
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.sale.bench import Bench, Told, said_of
from app.ui.screens.sale.checkout import Checkout
from app.ui.screens.sale.in_hand import SaleInHand
from app.ui.screens.sale.journal import Journal
from app.ui.screens.sale.parking import Parking
from app.ui.screens.sale.scanning import Scanning
from app.ui.screens.sale.state import Question, Row, SureAsked, last_paid
from app.ui.screens.sale.view import SaleView
from app.ui.sound import Tone
from app.ui.tasks import Workers
from app.ui.turns import Turn

if TYPE_CHECKING:
    from app.reports.tills import LastSale, OpenDraft


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What the till finds in the book when it starts."""

    draft: OpenDraft | None
    last: LastSale | None
    parked: int
    categories: tuple[str, ...]
    tiles: tuple[Item, ...]


class SalePresenter:
    """The sale of one till.

    Attributes:
        scanning: Scans, picked products and the questions about them.
        checkout: Payments and receipts.
        quantity_milli: The quantity that was typed for whatever comes next, or None.
        parked: How many sales are put aside.
        categories, tiles: What the quick keys show.
    """

    def __init__(self, parts: Parts, workers: Workers, view: SaleView) -> None:
        self._parts = parts
        self._workers = workers
        self._view = view
        self._hand = SaleInHand(parts.shop, self._new_journal, workers.store)
        self._hand.on_saved = self._on_saved
        self._hand.on_unsaved = self._on_unsaved
        self._bench = Bench(parts, workers, view, self._hand)
        self._turns = self._bench.turns
        self.scanning = Scanning(self._bench)
        self.checkout = Checkout(self._bench, self.scanning)
        self._parking = Parking(self._bench, self.scanning, self.checkout)
        self.checkout.on_next_customer = self._forget_what_was_typed
        self.scanning.on_not_taken = self._keep_quantity
        self.quantity_milli: int | None = None
        self._no_quantity = ""  # typed before a star and refused: what comes next is not taken as one in silence
        self.parked = 0
        self.categories: tuple[str, ...] = ()
        self.tiles: tuple[Item, ...] = ()

    def start(self) -> None:
        """Stand where the till stood: with the basket as it was, and the last sale for all to see."""
        turn = self._turns.join()
        self._workers.store.submit(self._read_beginning, partial(self._on_beginning, turn), partial(self._on_no, turn))

    def rows(self) -> tuple[Row, ...]:
        """The lines as the table shows them."""
        marked = self._hand.marked_lines
        return tuple(
            Row(line, is_saved=line.key not in marked) for line in shown_lines(self._hand.basket, self._parts.shop)
        )

    @property
    def bill(self) -> Bill | None:
        """What the basket costs."""
        return self._hand.bill

    @property
    def basket(self) -> Basket:
        """The basket as it is painted."""
        return self._hand.basket

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._hand.basket.before is not None

    @property
    def unsaved(self) -> int:
        """How many entries could not be saved yet; 0 while saving goes well."""
        return self._hand.unsaved if self._hand.is_failing else 0

    def scanned(self, text: str) -> None:
        """A scanner sent something, and it goes to the sale."""
        if self._is_behind_no_quantity():
            self.scanning.leave_out(text)
            return
        self.scanning.scan(text, self._take_quantity())

    def typed(self, text: str) -> None:
        """A text was typed into the scan box, and Enter."""
        try:
            typed = read_typed(text, written.decimal_sign(self._parts.shop.language))
        except Refusal as refusal:
            if text.rstrip().endswith("*"):
                self._no_quantity = text.strip()
            else:
                self._view.give_back(text)
            self._bench.refuse(refusal)
            return
        if typed.quantity_milli is not None:
            self.quantity_milli, self._no_quantity = typed.quantity_milli, ""
        if typed.text and self._is_behind_no_quantity():
            self._view.give_back(text)
        elif typed.text:
            self.scanning.type_code(typed.text, self._take_quantity())
        else:
            self._view.changed()

    def typed_behind_minus(self, text: str) -> None:
        """A quantity with its star, right behind a minus that took one off the chosen line: it is not taken."""
        self._turns.do(partial(self._bench.complain, "behind_minus", typed=f"-{text}"))

    def pick(self, item: Item, *, code: str = "", of_one_milli: int | None = None) -> None:
        """A product was picked: a tile, or what the price check shows.

        Args:
            item: The product.
            code: The code that found it, or "".
            of_one_milli: How much that code stands for, or None: one.
        """
        if not self._is_behind_no_quantity():
            self.scanning.pick(item, self._take_quantity(), code=code, of_one_milli=of_one_milli)

    def pick_found(self, hit: Hit) -> None:
        """A product was picked from the list of what the words found."""
        if not self._is_behind_no_quantity():
            self.scanning.pick_found(hit, self._take_quantity())

    def pick_category(self, category: str, price_micro: int) -> None:
        """Goods of a category at a typed price."""
        if not self._is_behind_no_quantity():
            self.scanning.pick_category(category, price_micro, self._take_quantity())

    def forget_quantity(self) -> bool:
        """Take back the quantity that was typed for what comes next. Returns whether there was one."""
        self._no_quantity = ""
        return self._take_quantity() is not None

    @property
    def selected(self) -> int | None:
        """The key of the line that keys act on: the chosen one, else the last."""
        line = self._line()
        return line.key if line else None

    def select(self, key: int) -> None:
        """A line was chosen; keys act on it from now on."""
        self._hand.selected = key

    def selected_line(self) -> Line | None:
        """The line that keys act on."""
        return self._line()

    def one_more(self) -> None:
        """One piece more of the chosen line, or the second piece of a reading that was folded."""
        if not self.scanning.accept_folded():
            self._turns.do(partial(self._count_by, PIECE_MILLI))

    def one_less(self) -> None:
        """One piece less of the chosen line; the last one takes the line away."""
        self._turns.do(partial(self._count_by, -PIECE_MILLI))

    def void(self) -> None:
        """Take the chosen line away."""
        self._turns.do(self._void)

    def clear(self) -> None:
        """Take everything away."""
        self._turns.do(self._clear)

    def undo(self) -> None:
        """Take back what was done last."""
        self._turns.do(self._undo)

    def in_turn(self, act: Callable[[], None]) -> None:
        """Do something about the sale when everything before it has happened: at once, but for a scan on its way."""
        self._turns.do(act)

    def edit(self, entry: Entry, told: Told, typed: str = "") -> None:
        """Change the basket by an entry that was typed.

        Args:
            entry: A new quantity, price or discount.
            told: Called with None when it happened or is asked about, else with the reason why not.
            typed: What was typed; it is given back when the cashier says that it was not meant.
        """
        self._turns.do(partial(self._edit, entry, told, typed))

    def leave_question(self, question: Question) -> None:
        """The cashier left a question with Esc; what it was about is not rung up, and nothing is paid."""
        self.checkout.stop()
        self.scanning.drop(question)
        if isinstance(question, SureAsked) and question.typed and not question.typed.startswith("-"):
            # A quantity below zero is nothing that the scan box could take.
            self._view.give_back(question.typed)

    def refuse(self, said: Said) -> None:
        """Say why something was not done, with the low tone."""
        self._view.say(said)
        self._view.sound(Tone.REFUSED)

    def tell_held(self) -> None:
        """The payment was left with parts of it taken: it is said, so that nobody forgets them."""
        if self.checkout.held:
            self._view.say(Said("info", "money_held"))

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        self._hand.retry()

    def park(self, label: str, told: Told) -> None:
        """Put the sale aside; `told` as in `edit`."""
        self._turns.do(partial(self._parking.park, label, told))

    def recall(self, uid: str, told: Told) -> None:
        """Take up a sale that was put aside; `told` as in `edit`."""
        self._turns.do(partial(self._parking.recall, uid, told))

    def read_again(self, changes: Changes) -> None:
        """Something in the book has changed, here or elsewhere."""
        if changes.what & {"drafts"}:
            self._workers.pool.submit(self._parts.tills.parked, self._on_parked, self._ignore)
        if changes.what & {"products", "settings"}:
            self._workers.pool.submit(self._read_quick_keys_anew, self._on_quick_keys, self._ignore)

    def _read_beginning(self) -> _Beginning:
        tills, till = self._parts.tills, self._parts.till
        categories, tiles = self._read_quick_keys()
        return _Beginning(tills.open_draft(till), tills.last_sale(till), len(tills.parked()), categories, tiles)

    def _read_quick_keys_anew(self) -> tuple[tuple[str, ...], tuple[Item, ...]]:
        """Runs in the pool; what another program made of the rules holds here, too."""
        self._parts.arranging.read_again()
        return self._read_quick_keys()

    def _read_quick_keys(self) -> tuple[tuple[str, ...], tuple[Item, ...]]:
        lookups, location = self._parts.lookups, self._parts.location
        return lookups.categories(), lookups.tiles(self._parts.shop.tiles, location=location)

    def _on_beginning(self, turn: Turn, found: _Beginning) -> None:
        turn.ready(partial(self._begin, found))

    def _begin(self, found: _Beginning) -> None:
        self.parked = found.parked
        self.categories, self.tiles = found.categories, found.tiles
        if found.last is not None:
            self.checkout.last = last_paid(found.last)
        if found.draft is not None:
            self._hand.take_over(found.draft.uid, found.draft.entries)
            if not self._hand.basket.is_empty:
                self._view.say(Said("info", "restored", {"lines": len(self._hand.basket.lines)}))
        self._view.changed()

    def _on_no(self, turn: Turn, error: Refusal | Trouble) -> None:
        turn.ready(partial(self._bench.refuse, error))

    def _on_parked(self, parked: tuple[object, ...]) -> None:
        self.parked = len(parked)
        self._view.changed()

    def _on_quick_keys(self, found: tuple[tuple[str, ...], tuple[Item, ...]]) -> None:
        self.categories, self.tiles = found
        self._view.changed()

    def _ignore(self, _error: Refusal | Trouble) -> None:
        """A list that could not be read stays as it was; it is read again with the next change."""

    def _new_journal(self, draft: str | None, saved: int) -> Journal:
        return Journal(self._parts.selling, till=self._parts.till, user=self._parts.user, draft=draft, saved=saved)

    def _on_saved(self, tone: Tone | None, recovered: bool) -> None:
        if tone is not None:
            self._view.sound(tone)
        if recovered:
            self._view.hush()
            self._view.changed()

    def _on_unsaved(self, error: Refusal | Trouble) -> None:
        self._bench.refuse(error)
        self._view.changed()

    def _take_quantity(self) -> int | None:
        quantity_milli, self.quantity_milli = self.quantity_milli, None
        if quantity_milli is not None:
            self._view.changed()
        return quantity_milli

    def _keep_quantity(self, quantity_milli: int | None) -> None:
        """What was scanned was not taken: the quantity is still for whatever comes next."""
        if self.quantity_milli is None:
            self.quantity_milli = quantity_milli

    def _forget_what_was_typed(self) -> None:
        self.quantity_milli, self._no_quantity = None, ""

    def _is_behind_no_quantity(self) -> bool:
        """Whether the quantity for this was refused; says so, once: the same again is taken."""
        typed, self._no_quantity = self._no_quantity, ""
        if typed:
            self._turns.do(partial(self._bench.complain, "scan_behind_no_quantity", typed=typed))
        return bool(typed)

    def _holds_money(self) -> bool:
        """Whether parts of the payment were taken; says so."""
        if self.checkout.held:
            self._bench.complain("money_received")
        return bool(self.checkout.held)

    def _line(self) -> Line | None:
        """The line that keys act on: the chosen one, else the last."""
        lines = self._hand.basket.lines
        for line in lines:
            if line.key == self._hand.selected:
                return line
        return lines[-1] if lines else None

    def _count_by(self, step_milli: int) -> None:
        line = self._line()
        if line is None:
            return
        if line.item.unit is not Unit.EACH:
            self._bench.complain("type_weight", name=line.item.name)
        elif line.quantity_milli + step_milli == 0:
            self._void()
        else:
            self._bench.enter(SetQuantity(line.key, line.quantity_milli + step_milli))

    def _void(self) -> None:
        line = self._line()
        if line is not None and self._bench.enter(VoidLine(line.key)):
            self._view.offer_undo(Said("info", "voided", {"name": line.item.name}))

    def _clear(self) -> None:
        basket = self._hand.basket
        if self._holds_money() or (basket.is_empty and basket.discount is None):
            return
        if self._bench.enter(Clear()):
            self.scanning.forget()
            self.checkout.next_customer()
            self._view.offer_undo(Said("info", "cleared", {"lines": len(basket.lines)}))

    def _undo(self) -> None:
        if self._bench.enter(Undo()):
            self._view.say(Said("info", "undone"))

    def _edit(self, entry: Entry, told: Told, typed: str) -> None:
        try:
            if not self.scanning.asks_whether_sure(entry, typed=typed):
                self._hand.enter(entry)
        except Refusal as refusal:
            told(said_of(refusal))
            return
        told(None)
        self._view.hush()
        self._view.changed()
