"""What the suppliers' room does, without Qt: which suppliers are listed, which one is open, what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.order_requests import SupplierAsked, SupplierItemAsked
from app.domain.refusal import Refusal
from app.jobs.supplier_lists import SeenThrough, see_through
from app.reports.supplier_cards import Brought, Priced, SupplierCard, SupplierRow
from app.ui.said import Said
from app.ui.screens.orders.state import ItemWish
from app.ui.sound import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from app.reports.proposals import Orderable
    from app.ui.parts import Parts
    from app.ui.tasks import Workers

_FOUND = 20  # goods that a search shows


class SuppliersView(Protocol):
    """The room, or a test in its place."""

    def list_changed(self) -> None:
        """The list or the open card is another: show what the presenter has."""

    def say(self, said: Said) -> None:
        """Say something; a dialog that is open says it there."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def show_found(self, goods: tuple[Orderable, ...]) -> None:
        """Show the goods that were looked for."""

    def write_item(self, goods: Brought, prices: tuple[Priced, ...]) -> None:
        """Open the form for what the supplier calls a product, with what it has cost."""

    def show_list(self, seen: SeenThrough, name: str) -> None:
        """Show what a supplier's list would do."""

    def kept(self, said: Said) -> None:
        """What was wished for is in the book: dialogs close, and it is told."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


class SuppliersPresenter:
    """The presenter.

    Attributes:
        rows: The suppliers that the words find.
        card: The one that is open, or None.
    """

    def __init__(self, parts: Parts, workers: Workers, view: SuppliersView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self.rows: tuple[SupplierRow, ...] = ()
        self.card: SupplierCard | None = None
        self._all: tuple[SupplierRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self._looked_for = ""
        self._chosen = ""
        self._is_keeping = False

    def refresh(self) -> None:
        """Read the list and the open card again."""
        self._workers.pool.submit(self._ask_all, self._on_all, self._on_failed)
        if self._chosen:
            self._read_card()

    def search(self, words: str) -> None:
        """List the suppliers that have these words in their name, code or contacts."""
        self._words = tuple(words.casefold().split())
        self._filter()

    def open_supplier(self, code: str) -> None:
        """Open a supplier's card."""
        if code != self._chosen:
            self._chosen = code
            self._read_card()

    def keep_supplier(self, asked: SupplierAsked) -> None:
        """Keep a supplier's card as it was filled in."""
        job = partial(self._parts.supplying.set_supplier, asked, user=self._parts.user)
        self._keep(job, partial(self._on_supplier_kept, asked.name))

    def keep_item(self, goods: Brought, asked: ItemWish) -> None:
        """Keep what the open supplier calls a product, and whether it usually brings it."""
        if self.card is not None:
            wish = SupplierItemAsked(self.card.supplier.code, asked.item)
            job = partial(self._parts.supplying.set_item, wish, is_usual=asked.is_usual, user=self._parts.user)
            self._keep(job, partial(self._on_item, "item_kept", goods))

    def drop_item(self, goods: Brought) -> None:
        """Forget what the open supplier calls a product."""
        if self.card is None:
            return
        if not goods.has_item:
            self._view.say(Said("info", "no_item_yet", {"name": goods.name}))
            return
        job = partial(self._parts.supplying.drop_item, self.card.supplier.code, goods.sku, user=self._parts.user)
        self._keep(job, partial(self._on_item, "item_dropped", goods))

    def see_list(self, source: str | Path, pasted: str) -> None:
        """Read a list of the open supplier, and tell what it would do.

        Args:
            source: What was pasted, or the file.
            pasted: What a sentence calls pasted text.
        """
        if self.card is not None:
            of = self.card.supplier
            job = partial(self._see_through, source, pasted, of.code)
            self._workers.pool.submit(job, partial(self._on_seen, of.name), self._on_refused)

    def take_list(self, seen: SeenThrough) -> None:
        """Take what a list says."""
        items = tuple(one.asked for one in seen.changes)
        job = partial(self._parts.supplying.set_items, seen.supplier, items, user=self._parts.user)
        self._keep(job, partial(self._on_list, len(items)))

    def look_for(self, words: str) -> None:
        """Find goods that the open supplier might bring."""
        self._looked_for = words
        self._workers.pool.submit(partial(self._ask_words, words), partial(self._on_found, words), self._on_failed)

    def scanned(self, text: str) -> None:
        """A scanner sent something: what the open supplier calls it is asked."""
        if self._has_card():
            self._workers.store.submit(partial(self._ask_scan, text), partial(self._on_scan, text), self._on_refused)
        else:
            self._view.sound(Tone.REFUSED)

    def open_goods(self, found: Orderable) -> None:
        """Goods were chosen that the supplier brings, maybe for the first time."""
        known = next((one for one in self.card.goods if one.sku == found.sku), None) if self.card else None
        new = Brought(found.sku, found.name, found.unit, found.item_code, found.pack_milli)
        self.open_item(known or new)

    def open_item(self, goods: Brought) -> None:
        """Show what the supplier calls a product, and what it took for it."""
        if self.card is not None:
            ask = partial(self._parts.supplier_cards.prices, self.card.supplier.code, goods.sku)
            self._workers.pool.submit(ask, partial(self._view.write_item, goods), self._on_refused)

    # On the workers

    def _ask_all(self) -> tuple[SupplierRow, ...]:
        return self._parts.supplier_cards.all()

    def _ask_card(self, code: str) -> SupplierCard:
        return self._parts.supplier_cards.card(code)

    def _ask_words(self, words: str) -> tuple[Orderable, ...]:
        found = self._parts.lookups.search(words, location=self._parts.location, limit=_FOUND)
        return self._ask_goods(tuple(item.sku for item in found))

    def _ask_scan(self, text: str) -> tuple[Orderable, ...]:
        found = self._parts.lookups.scan(text, location=self._parts.location)
        return self._ask_goods(tuple(item.sku for item in found.items))

    def _ask_goods(self, skus: tuple[str, ...]) -> tuple[Orderable, ...]:
        return self._parts.proposals.goods(self._chosen, skus, location=self._parts.location)

    def _see_through(self, source: str | Path, pasted: str, supplier: str) -> SeenThrough:
        from app.exchange.supplier_lists import read_supplier_file, read_supplier_text  # noqa: PLC0415 -- lists are rare

        listed = read_supplier_text(source, name=pasted) if isinstance(source, str) else read_supplier_file(source)
        parts = self._parts
        goods = partial(parts.proposals.goods, supplier, location=parts.location)
        return see_through(listed, supplier, partial(self._sku_of, supplier), goods)

    def _sku_of(self, supplier: str, text: str) -> str:
        found = self._parts.lookups.scan(text, location=self._parts.location).items
        return found[0].sku if len(found) == 1 else self._parts.proposals.sku_of(supplier, text)

    # Answers

    def _on_seen(self, name: str, seen: SeenThrough) -> None:
        self._view.show_list(seen, name)

    def _on_list(self, many: int, _answer: Any) -> None:
        supplier = self.card.supplier.name if self.card else ""
        self._view.kept(Said("ok", "list_taken", {"supplier": supplier, "count": many}))

    def _has_card(self) -> bool:
        if self.card is None:
            self._view.say(Said("warn", "no_supplier_chosen"))
        return self.card is not None

    def _read_card(self) -> None:
        code = self._chosen
        self._workers.pool.submit(partial(self._ask_card, code), partial(self._on_card, code), self._on_failed)

    def _filter(self) -> None:
        self.rows = tuple(row for row in self._all if _has_words(row, self._words))
        if self.rows and self._chosen not in {row.code for row in self.rows}:
            self.open_supplier(self.rows[0].code)
        self._view.list_changed()

    def _on_all(self, rows: tuple[SupplierRow, ...]) -> None:
        self._all = rows
        self._filter()

    def _on_card(self, code: str, card: SupplierCard) -> None:
        if code == self._chosen:
            self.card = card
            self._view.list_changed()

    def _on_found(self, words: str, goods: tuple[Orderable, ...]) -> None:
        if words == self._looked_for:
            self._view.show_found(goods)

    def _on_scan(self, text: str, goods: tuple[Orderable, ...]) -> None:
        if goods:
            self._view.sound(Tone.TAKEN)
            self.open_goods(goods[0])
        else:
            self._view.say(Said("warn", "unknown_scan", {"code": text}))
            self._view.sound(Tone.REFUSED)

    def _keep(self, job: Callable[[], Any], then: Callable[[Any], None]) -> None:
        if not self._is_keeping:
            self._is_keeping = True
            self._workers.store.submit(job, partial(self._on_kept, then), self._on_not_kept)

    def _on_kept(self, then: Callable[[Any], None], answer: Any) -> None:
        self._is_keeping = False
        then(answer)
        self._view.published(answer if isinstance(answer, Changes) else answer.changes)

    def _on_supplier_kept(self, name: str, updated: Any) -> None:
        self._chosen = updated.code
        self._words = ()
        self._view.kept(Said("ok", "supplier_kept", {"name": name}))

    def _on_item(self, code: str, goods: Brought, _answer: Any) -> None:
        supplier = self.card.supplier.name if self.card else ""
        self._view.kept(Said("ok", code, {"name": goods.name, "supplier": supplier}))

    def _on_not_kept(self, error: Refusal | Trouble) -> None:
        self._is_keeping = False
        self._on_refused(error)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._on_failed(error)
        self._view.sound(Tone.REFUSED)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))


def _has_words(row: SupplierRow, words: tuple[str, ...]) -> bool:
    text = " ".join((row.code, row.name, row.contact, row.phone, row.email)).casefold()
    return all(word in text for word in words)
