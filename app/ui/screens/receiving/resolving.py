"""Codes that nobody knows: they are linked to a product, or one is made of them, without leaving the delivery."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.base.trouble import Trouble
from app.domain.codes.digits import is_gtin, without_zeros
from app.domain.delivery_entries import LeaveOut, Resolve
from app.domain.delivery_line import Waiting
from app.domain.product import Code, Item
from app.domain.refusal import Refusal
from app.domain.requests import ProductAsked
from app.reports.product_record import Kind
from app.ui.said import Said
from app.ui.screens.receiving.scanning import Bench, Scanning
from app.ui.sound import Tone
from app.ui.turns import Turn


@dataclass(frozen=True, slots=True)
class NewGoods:
    """What a person says of goods that nobody knows: four figures at most."""

    name: str
    price_micro: int
    cost_micro: int | None
    kind: Kind


class Resolving:
    """Finds or makes the products of waiting codes."""

    def __init__(self, bench: Bench, scanning: Scanning) -> None:
        self._bench, self._scanning = bench, scanning

    def link(self, waiting: Waiting, sku: str, quantity_milli: int) -> None:
        """The code stands for so much of a product that the shop has."""
        self._go(partial(self._link, waiting, sku, quantity_milli), waiting, quantity_milli)

    def create(self, waiting: Waiting, new: NewGoods, quantity_milli: int) -> None:
        """The code stands for goods that the shop never had."""
        self._go(partial(self._create, waiting, new), waiting, quantity_milli)

    def leave_out(self, waiting: Waiting) -> None:
        """The goods are not taken."""
        self._bench.turns.do(partial(self._leave_out, waiting))

    def _go(self, job: partial[tuple[Item, int | None]], waiting: Waiting, quantity_milli: int) -> None:
        turn = self._bench.turns.join()
        done = partial(self._on_known, turn, waiting, quantity_milli)
        self._bench.workers.store.submit(job, done, partial(self._on_not_known, turn))

    def _link(self, waiting: Waiting, sku: str, quantity_milli: int) -> tuple[Item, int | None]:
        parts = self._bench.parts
        parts.unloading.link(Code(_stored(waiting.code), quantity_milli), sku, user=parts.user)
        return self._read(sku)

    def _create(self, waiting: Waiting, new: NewGoods) -> tuple[Item, int | None]:
        parts = self._bench.parts
        code = _stored(waiting.code)
        asked = ProductAsked(
            code[:64],
            name=new.name,
            price_micro=new.price_micro,
            cost_micro=new.cost_micro,
            category=new.kind.category or None,
            rate_milli=new.kind.rate_milli,
            tax_code=new.kind.tax_code,
            supplier=self._bench.hand.sheet.head.supplier or None,
            codes=(Code(code),),
        )
        parts.unloading.create(asked, user=parts.user)
        return self._read(asked.sku)

    def _read(self, sku: str) -> tuple[Item, int | None]:
        parts, supplier = self._bench.parts, self._bench.hand.sheet.head.supplier
        found = parts.arrivals.item(sku, location=parts.location, supplier=supplier)
        if found is None:
            raise Refusal("unknown_product", sku=sku)
        return found

    def _on_known(self, turn: Turn, waiting: Waiting, quantity_milli: int, found: tuple[Item, int | None]) -> None:
        item, cost_micro = found
        turn.ready(partial(self._resolve, Resolve(waiting.key, item, quantity_milli, cost_micro)))

    def _resolve(self, resolved: Resolve) -> None:
        if self._scanning.enter(resolved, tone=Tone.TAKEN):
            self._bench.view.answered(None)
            self._bench.view.say(Said("ok", "code_known", {"name": resolved.item.name}))

    def _on_not_known(self, turn: Turn, error: Refusal | Trouble) -> None:
        said = Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts)
        turn.ready(partial(self._bench.view.answered, said))

    def _leave_out(self, waiting: Waiting) -> None:
        if self._scanning.enter(LeaveOut(waiting.key)):
            self._bench.view.answered(None)


def _stored(code: str) -> str:
    """A code as the catalogue keeps it."""
    return without_zeros(code) if is_gtin(code) else code
