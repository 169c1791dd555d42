"""What the products screen does, without Qt: which products are listed, which one is chosen, and what is changed.

Lists and records are read by the pool; what changes the book is done by the store thread, in order. An answer that is
no longer wanted is dropped: what was asked for last is what shows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.base.trouble import Trouble
from app.domain.changes import Changes, Updated
from app.domain.refusal import Refusal
from app.domain.requests import ProductAsked
from app.reports.product_list import ProductChoices, ProductFilter, ProductQuestion, ProductRow, ProductSort
from app.reports.product_record import ProductRecord
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.products.state import BulkWish, PlanWish, ProductWish, VariantWish
from app.ui.screens.products.view import ProductsView
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.jobs.label_papers import LabelPlan, LabelPreview
    from app.reports.lookups import Found
    from app.services.cataloguing import Made
    from app.services.pricing import PricesChanged

_NOBODYS = "no_match"  # the scan is whole, and no product has it


class ProductsPresenter:
    """The presenter.

    Attributes:
        question: What is listed.
        keys: The numbers of the products that are listed.
        choices: What can be chosen from.
        taxes: Every tax rate and code of the shop, the most usual first.
        product_id: Which product is or is about to be chosen, 0 for none.
        record: It, as the catalogue has it.
    """

    def __init__(self, parts: Parts, workers: Workers, view: ProductsView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self.question = ProductQuestion()
        self.keys: array[int] = array("q")
        self.choices = ProductChoices()
        self.taxes: tuple[tuple[int, str], ...] = ()
        self.product_id = 0
        self.record: ProductRecord | None = None
        self._listed: ProductQuestion | None = None
        self._is_entering = False
        self._waiting: Callable[[], None] | None = None
        self._is_writing = False
        self._preview: LabelPlan | None = None

    def refresh(self) -> None:
        """Read everything again that is to be seen."""
        self._read_list()
        self._read_record()
        self._workers.pool.submit(self._ask_choices, self._on_choices, self._on_failed)

    def look_for(self, words: str) -> None:
        """List the products that these words find."""
        self._is_entering = False
        self._ask(replace(self.question, words=words.strip()))

    def choose(self, which: ProductFilter) -> None:
        """List the products that a filter lets through."""
        self._ask(replace(self.question, which=which))

    def narrow(self, category_id: int | None, supplier_id: int | None) -> None:
        """List the products of a category and a supplier; None for any."""
        self._ask(replace(self.question, category_id=category_id, supplier_id=supplier_id))

    def sort(self, sort: ProductSort) -> None:
        """List them in another order."""
        self._ask(replace(self.question, sort=sort))

    def want(self, keys: Sequence[int]) -> None:
        """Read the rows of these products."""
        self._workers.pool.submit(partial(self._ask_rows, tuple(keys)), self._view.rows_came, self._on_failed)

    def open_record(self, product_id: int) -> None:
        """Choose a product."""
        if product_id and product_id != self.product_id:
            self.product_id = product_id
            self._view.hush()
            self._read_record()

    def enter(self) -> None:
        """Edit what is chosen in the list, else the first. Enter waits for the list of the words before it."""
        self._is_entering = True
        self._go_on()

    def with_record(self, act: Callable[[], None]) -> None:
        """Do something with the chosen product: a key pressed right behind an arrow means what that arrow chose."""
        self._waiting = act
        self._act_if_ready()

    def edit(self) -> None:
        """Let somebody edit the chosen product."""
        self.with_record(self._edit)

    def begin_new(self, scanned: str = "") -> None:
        """Let somebody make a product; its code may have been scanned."""
        ask = self._parts.product_records.free_sku
        self._workers.pool.submit(ask, partial(self._on_free_sku, scanned), self._on_refused)

    def make_code(self) -> None:
        """Make a code for goods that have none."""
        self._workers.store.submit(self._ask_code, self._view.code_made, self._on_refused)

    def find_part(self, text: str) -> None:
        """A scanner sent something that is to be a part of a kit."""
        self._workers.store.submit(partial(self._ask_scan, text), self._on_part, self._on_refused)

    def scanned(self, text: str) -> None:
        """A scanner sent something: its product is chosen; a code that nobody has begins a new one."""
        self._workers.store.submit(partial(self._ask_scan, text), self._on_scan, self._on_refused)

    def save(self, wish: ProductWish) -> None:
        """Save a product."""
        self._write(partial(self._save, wish), self._on_saved)

    def switch_active(self) -> None:
        """The chosen product is sold no more, or again."""
        self.with_record(self._switch_active)

    def plan(self, wish: PlanWish) -> None:
        """Let a price of the chosen product begin on a day."""
        if self.record is not None:
            self._write(partial(self._plan, self.record.asked.sku, wish), partial(self._on_changed, "price_planned"))

    def make_variants(self, wish: VariantWish) -> None:
        """Make variants of the chosen product."""
        if self.record is not None:
            self._write(partial(self._make_variants, self.record.asked.sku, wish), self._on_made)

    def drop_planned(self) -> None:
        """Forget the next price that is planned for the chosen product."""
        self.with_record(self._drop_planned)

    def change_prices(self, product_ids: Sequence[int], wish: BulkWish) -> None:
        """Change many prices."""
        self._write(partial(self._change, tuple(product_ids), wish), partial(self._on_prices, "prices_changed"))

    def undo_prices(self) -> None:
        """Take the newest change of many prices back."""
        self._write(self._undo, partial(self._on_prices, "prices_back"))

    def preview(self, plan: LabelPlan, width: int, height: int) -> None:
        """Draw the first page of labels."""
        self._preview = plan
        job = partial(self._parts.label_papers.preview, plan, width=width, height=height)
        self._workers.paper.submit(job, partial(self._on_preview, plan), partial(self._on_no_preview, plan))

    def make_ruler(self, plan: LabelPlan) -> None:
        """Make the page that shows what a printer is off."""
        job = partial(self._parts.label_papers.keep_ruler, plan)
        self._workers.paper.submit(job, self._view.ruler_made, self._on_refused)

    # On the workers

    def _ask_keys(self, question: ProductQuestion) -> array[int]:
        return self._parts.product_list.keys(question)

    def _ask_rows(self, keys: tuple[int, ...]) -> tuple[ProductRow, ...]:
        return self._parts.product_list.rows(keys)

    def _ask_choices(self) -> tuple[ProductChoices, tuple[tuple[int, str], ...]]:
        return self._parts.product_list.choices(), self._parts.product_records.taxes(None)

    def _ask_record(self, product_id: int) -> ProductRecord | None:
        return self._parts.product_records.record(product_id, now_us=self._parts.now().utc_us)

    def _ask_code(self) -> str:
        return self._parts.product_records.free_code()

    def _ask_scan(self, text: str) -> Found:
        return self._parts.lookups.scan(text, location=self._parts.location)

    def _save(self, wish: ProductWish) -> Updated:
        cataloguing = self._parts.cataloguing
        verb = cataloguing.add_product if wish.is_new else cataloguing.set_product
        return verb(wish.asked, deposit_micro=wish.deposit_micro, user=self._parts.user)

    def _plan(self, sku: str, wish: PlanWish) -> Changes:
        return self._parts.pricing.plan_price(sku, wish.price_micro, wish.starts, user=self._parts.user)

    def _make_variants(self, sku: str, wish: VariantWish) -> Made:
        return self._parts.cataloguing.add_variants(sku, wish.cells, codes=wish.codes, user=self._parts.user)

    def _drop(self, sku: str, starts: int) -> Changes:
        return self._parts.pricing.drop_planned(sku, starts, user=self._parts.user)

    def _change(self, product_ids: tuple[int, ...], wish: BulkWish) -> PricesChanged:
        return self._parts.pricing.change_prices(product_ids, wish.change_milli, wish.ending, user=self._parts.user)

    def _undo(self) -> PricesChanged:
        return self._parts.pricing.undo_change(user=self._parts.user)

    # Answers

    def _ask(self, question: ProductQuestion) -> None:
        if question != self.question:
            self.question = question
            self._read_list()

    def _read_list(self) -> None:
        question = self.question
        self._workers.pool.submit(partial(self._ask_keys, question), partial(self._on_keys, question), self._on_failed)

    def _on_keys(self, question: ProductQuestion, keys: array[int]) -> None:
        if question == self.question:
            self._listed, self.keys = question, keys
            self._view.list_changed()
            self._go_on()

    def _on_choices(self, found: tuple[ProductChoices, tuple[tuple[int, str], ...]]) -> None:
        self.choices, self.taxes = found
        self._view.choices_changed()

    def _read_record(self) -> None:
        if self.product_id:
            number = self.product_id
            self._workers.pool.submit(
                partial(self._ask_record, number), partial(self._on_record, number), self._on_no_record
            )

    def _on_record(self, product_id: int, record: ProductRecord | None) -> None:
        if product_id == self.product_id:
            self.record = record
            self._view.record_changed()
            self._act_if_ready()

    def _on_no_record(self, error: Refusal | Trouble) -> None:
        self._waiting = None
        self._on_failed(error)

    def _go_on(self) -> None:
        if not self._is_entering or self._listed != self.question:
            return
        self._is_entering = False
        if self.keys:
            if self.product_id not in self.keys:
                self.open_record(self.keys[0])
            self.edit()

    def _act_if_ready(self) -> None:
        is_there = self.record is not None and self.record.row.product_id == self.product_id
        if self._waiting is not None and (is_there or not self.product_id):
            act, self._waiting = self._waiting, None
            if is_there:
                act()
            else:
                self._view.say(Said("warn", "no_product"))

    def _edit(self) -> None:
        if self.record is not None:
            self._view.edit(self.record, self.record.asked.sku, "")

    def _on_free_sku(self, scanned: str, sku: str) -> None:
        self._view.edit(None, sku, scanned)

    def _switch_active(self) -> None:
        if self.record is not None:
            asked = ProductAsked(self.record.asked.sku, active=not self.record.row.active)
            code = "sold_again" if asked.active else "sold_no_more"
            act = partial(self._on_switched, code, self.record.row.name)
            self._write(partial(self._save, ProductWish(asked, is_new=False)), act)

    def _drop_planned(self) -> None:
        if self.record is not None and self.record.planned:
            plan = self.record.planned[0]
            self._write(partial(self._drop, plan.sku, plan.starts), partial(self._on_changed, "plan_dropped"))
        else:
            self._view.say(Said("warn", "nothing_planned"))

    def _on_scan(self, found: Found) -> None:
        if len(found.items) == 1:
            self._view.sound(Tone.TAKEN)
            self.open_record(found.items[0].product_id)
        elif found.items:
            self._view.sound(Tone.TAKEN)
            self._view.look_for(found.scan.text)
        elif found.scan.error and found.scan.error != _NOBODYS:
            self._view.say(Said("warn", f"scan_{found.scan.error}", found.scan.facts))
            self._view.sound(Tone.REFUSED)
        else:
            self._view.sound(Tone.TAKEN)
            self.begin_new(found.scan.text)

    def _on_part(self, found: Found) -> None:
        if len(found.items) == 1:
            self._view.sound(Tone.TAKEN)
            self._view.part_found(found.items[0].sku, found.items[0].name)
        else:
            self._view.say(Said("warn", "no_single_part", {"code": found.scan.text}))
            self._view.sound(Tone.REFUSED)

    def _write(self, job: Callable[[], object], done: Callable[..., None]) -> None:
        """Let the store thread do something, one at a time: a second Enter does nothing."""
        if not self._is_writing:
            self._is_writing = True
            self._workers.store.submit(job, partial(self._on_written, done), self._on_not_written)

    def _on_written(self, done: Callable[..., None], answer: object) -> None:
        self._is_writing = False
        done(answer)

    def _on_not_written(self, error: Refusal | Trouble) -> None:
        self._is_writing = False
        self._on_refused(error)

    def _on_saved(self, updated: Updated) -> None:
        (self.product_id,) = updated.changes.products
        self._view.saved(updated)
        self._view.published(updated.changes)

    def _on_switched(self, code: str, name: str, updated: Updated) -> None:
        self._view.done(Said("ok", code, {"name": name}))
        self._view.published(updated.changes)

    def _on_changed(self, code: str, changes: Changes) -> None:
        self._view.done(Said("ok", code))
        self._view.published(changes)

    def _on_made(self, made: Made) -> None:
        self._view.done(Said("ok", "variants_made", {"count": made.count}))
        self._view.published(made.changes)

    def _on_prices(self, code: str, done: PricesChanged) -> None:
        facts = {"count": done.count, "left": done.left}
        said = Said("ok", f"{code}_left" if done.left else code, facts)
        self._view.done(said, undoable=code == "prices_changed" and done.count > 0)
        self._view.published(done.changes)

    def _on_preview(self, plan: LabelPlan, preview: LabelPreview) -> None:
        if plan == self._preview:
            self._view.preview_came(preview)

    def _on_no_preview(self, plan: LabelPlan, error: Refusal | Trouble) -> None:
        if plan == self._preview:
            self._view.preview_failed(Said("warn", error.code, error.facts))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        """Something could not be read: it is told without a tone, nobody asked aloud."""
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
