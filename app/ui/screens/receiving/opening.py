"""What can be received: sheets to go on with, orders, suppliers, nothing known; and what is posted, to look at again.

A scan that comes while the list is in sight means an order's number, or goods: then a sheet without an order begins
with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.delivery_entries import Begin, Entry, Head, Note
from app.domain.delivery_sheet import Sheet
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.receiving.scanning import Bench
from app.ui.screens.receiving.state import StartKind, StartRow
from app.ui.screens.receiving.summing import expected_of
from app.ui.screens.receiving.texts import ReceivingTexts
from app.ui.sound import Tone
from app.ui.turns import Turn

if TYPE_CHECKING:
    from app.reports.arrivals import FoundGoods, Standing

TakeFound = Callable[[str, int | None, "FoundGoods"], None]
_NO_ORDER = "unknown_order"
_POSTED_SHOWN = 8
_POSTED_SOUGHT = 200  # where somebody looks for words
_GLANCED_AT = 400  # entries


@dataclass(frozen=True, slots=True)
class _Opened:
    """A sheet that was begun, or one that somebody had begun already; and what was scanned for it.

    Attributes:
        behind: What was done on a sheet that had ended already, each with the raw scan behind it.
    """

    uid: str
    sheet: Sheet
    was_there: bool = False
    scanned: tuple[str, int | None, FoundGoods] | None = None
    behind: tuple[tuple[Entry, str], ...] = ()


class Opening:
    """Lists what can be received and opens sheets.

    Attributes:
        texts: The words of the screen.
        rows: What is listed.
        suppliers: Code and name of all suppliers, for the form.
        point: The decimal sign of the shop.
    """

    def __init__(self, bench: Bench, texts: ReceivingTexts, take_found: TakeFound) -> None:
        self._bench, self.texts, self._take_found = bench, texts, take_found
        self._all: tuple[StartRow, ...] = ()
        self._words = ""
        self.rows: tuple[StartRow, ...] = ()
        self.suppliers: tuple[tuple[str, str], ...] = ()
        self.point = texts.point

    def refresh(self) -> None:
        """Read the list again."""
        many = self._many_posted()
        job = partial(self._ask_rows, many)
        self._bench.workers.pool.submit(job, partial(self._on_rows, many), self._bench.refuse)

    def look_for(self, words: str) -> None:
        """List what these words find; they find older documents, too."""
        did_look, self._words = bool(self._words), words.strip().casefold()
        self._show()
        if bool(self._words) is not did_look:
            self.refresh()

    def pick(self, row: StartRow) -> None:
        """Open a row: a sheet to go on with, or a new one."""
        match row.kind:
            case StartKind.SHEET:
                self._open(partial(self._read_sheet, row.key))
            case StartKind.ORDER:
                self._open(partial(self._begin_order, row.key))
            case StartKind.SUPPLIER:
                self._open(partial(self._begin_plain, Head(supplier=row.key)))
            case StartKind.NONE:
                self._open(partial(self._begin_plain, Head()))

    def scanned(self, text: str, quantity_milli: int | None) -> None:
        """Something was scanned or typed while no sheet is open: an order's number, or goods."""
        self._open(partial(self._begin_scanned, text, quantity_milli))

    def go_on(self, ended: Sheet, behind: tuple[tuple[Entry, str], ...]) -> None:
        """Somebody else has ended a sheet while more was scanned: that stands on a new one of the same order."""
        self._open(partial(self._begin_behind, ended, behind))

    def rename(self, uid: str, sheet: Sheet) -> None:
        """People know a sheet by its supplier, its order and its note."""
        job = partial(self._bench.parts.unloading.rename, uid, self._label(sheet))
        self._bench.workers.store.submit(job, self._bench.view.published, self._bench.refuse)

    def read_sheet(self, uid: str, said: Said) -> None:
        """Open a sheet, and say something about it."""
        self._open(partial(self._read_sheet, uid), said)

    def _many_posted(self) -> int:
        return _POSTED_SOUGHT if self._words else _POSTED_SHOWN

    def _label(self, sheet: Sheet) -> str:
        return self.texts.label(sheet, dict(self.suppliers))

    def _show(self) -> None:
        words = self._words.split()
        self.rows = tuple(row for row in self._all if all(word in row.words for word in words))
        self._bench.view.start_changed()

    # On the workers

    def _ask_rows(self, many_posted: int) -> tuple[tuple[StartRow, ...], tuple[tuple[str, str], ...]]:
        parts, texts = self._bench.parts, self.texts
        suppliers = parts.arrivals.suppliers()
        sheets = parts.arrivals.in_progress()
        begun = {one.raw for one in sheets}
        rows = [texts.sheet_row(one, self._goods(one)) for one in sheets]
        rows += [texts.order_row(one) for one in parts.orders.open() if one.uid not in begun]
        rows.append(texts.none_row())
        rows += [texts.supplier_row(code, name) for code, name in suppliers]
        rows += [texts.posted_row(one) for one in parts.arrivals.newest(many_posted)]
        rows += [texts.settling_row(one) for one in parts.bills.newest(many_posted)]
        return tuple(rows), suppliers

    def _goods(self, standing: Standing) -> list[str]:
        """What has come onto a sheet; not of one that is too long to be read for a list."""
        if standing.entries > _GLANCED_AT:
            return []
        lines = self._bench.parts.arrivals.sheet(standing.uid).lines
        return list(dict.fromkeys(line.item.name for line in lines if line.received_milli))

    def _read_sheet(self, uid: str) -> _Opened:
        return _Opened(uid, self._bench.parts.arrivals.sheet(uid))

    def _begin_order(self, name: str) -> _Opened:
        parts = self._bench.parts
        order = parts.orders.expected(name)
        known = next((one for one in parts.arrivals.in_progress() if one.raw == order.uid), None)
        if known is not None:
            return _Opened(known.uid, parts.arrivals.sheet(known.uid), was_there=True)
        skus = [line.sku for line in order.lines]
        goods = parts.arrivals.charged(skus, location=parts.location, supplier=order.supplier)
        return self._begin(Begin(Head(supplier=order.supplier), expected_of(order, goods)))

    def _begin_behind(self, ended: Sheet, behind: tuple[tuple[Entry, str], ...]) -> _Opened:
        try:
            opened = self._begin_order("" if ended.expected is None else ended.expected.order)
        except Refusal:
            opened = self._begin_plain(Head(supplier=ended.head.supplier))
        return replace(opened, behind=behind)

    def _begin_plain(self, head: Head) -> _Opened:
        return self._begin(Begin(head))

    def _begin_scanned(self, text: str, quantity_milli: int | None) -> _Opened:
        try:
            return self._begin_order(text)
        except Refusal as refusal:
            if refusal.code != _NO_ORDER:
                raise
        parts = self._bench.parts
        goods = parts.arrivals.find(text, location=parts.location)
        if not goods.found.items:
            raise Refusal("no_order_no_goods", code=text[:80])
        opened = self._begin(Begin())
        return _Opened(opened.uid, opened.sheet, scanned=(text, quantity_milli, goods))

    def _begin(self, begun: Begin) -> _Opened:
        parts = self._bench.parts
        label = self.texts.label(Sheet(head=begun.head, expected=begun.expected), dict(parts.arrivals.suppliers()))
        uid = parts.unloading.begin(begun, label=label, till=parts.till, user=parts.user)
        sheet = parts.arrivals.sheet(uid)
        return _Opened(uid, sheet, was_there=sheet.entries > 1)

    # Answers

    def _on_rows(self, many_posted: int, answer: tuple[tuple[StartRow, ...], tuple[tuple[str, str], ...]]) -> None:
        if many_posted == self._many_posted():
            self._all, self.suppliers = answer
            self._show()

    def _open(self, job: Callable[[], _Opened], said: Said | None = None) -> None:
        turn = self._bench.turns.join()
        self._bench.workers.store.submit(job, partial(self._on_opened, turn, said), partial(self._on_failed, turn))

    def _on_opened(self, turn: Turn, said: Said | None, opened: _Opened) -> None:
        turn.ready(partial(self._take_up, opened, said))

    def _take_up(self, opened: _Opened, said: Said | None) -> None:
        bench = self._bench
        bench.hand.take_up(opened.uid, opened.sheet)
        bench.view.hush()
        bench.view.sheet_changed()
        if opened.behind:
            self._enter_behind(opened.behind)
        elif opened.was_there:
            bench.view.say(Said("info", "sheet_was_there"))
        elif said is not None:
            bench.view.say(said)
        if opened.scanned is not None:
            self._take_found(*opened.scanned)
        else:
            bench.view.sound(Tone.TAKEN)

    def _enter_behind(self, behind: tuple[tuple[Entry, str], ...]) -> None:
        bench = self._bench
        for entry, raw in behind:
            try:
                bench.hand.enter(entry, raw=raw, tone=Tone.TAKEN)
            except Refusal as refusal:
                bench.hand.enter(Note(refusal.code), raw=raw)
        bench.view.sheet_changed()
        bench.complain("warn", "scanned_behind", count=len(behind))

    def _on_failed(self, turn: Turn, error: Refusal | Trouble) -> None:
        turn.ready(partial(self._bench.refuse, error))
