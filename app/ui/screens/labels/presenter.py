"""What the labels screen does, without Qt: what waits for labels, the shop's templates, and the one being drawn.

Pages are drawn on the paper thread, one at a time: while one is under way, only the newest wish is kept. What changes
the book is done by the store thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.base.settings import LabelPrinter, label_printer_of
from app.base.trouble import Trouble
from app.domain.changes import Changes, Updated
from app.domain.figures import half_up
from app.domain.labelling import LabelWish as Asked
from app.domain.labelling import Waiting
from app.domain.own_template import OwnTemplate
from app.domain.refusal import Refusal
from app.jobs.label_papers import LabelPlan
from app.jobs.label_prints import LabelWay
from app.ui.label_printing import LabelPrinting, LabelWish, remember
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.labels.state import SCANNED, WAITING, BeginWish, Came, PrintWish
from app.ui.screens.labels.view import LabelsView
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.jobs.label_designs import DesignLook
    from app.jobs.label_papers import KeptLabels
    from app.reports.lookups import Found

_DELIVERIES = 20

Lists = tuple[tuple[OwnTemplate, ...], tuple[Waiting, ...], tuple[Came, ...]]


class LabelsPresenter:
    """The presenter.

    Attributes:
        templates: The shop's own, by name.
        waiting: What has another price than its shelf label.
        scanned: What was scanned for a label.
        deliveries: What came last.
        stocks: The names of all label stocks.
        printers: The names of the system's printers.
        chosen: The name of the chosen template, "" for none.
        sample_id: The product on the drawing board, 0 for the one that the shop has.
    """

    def __init__(self, parts: Parts, workers: Workers, view: LabelsView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self.templates: tuple[OwnTemplate, ...] = ()
        self.waiting: tuple[Waiting, ...] = ()
        self.scanned: tuple[Waiting, ...] = ()
        self.deliveries: tuple[Came, ...] = ()
        self.stocks: tuple[str, ...] = ()
        self.printers: tuple[str, ...] = ()
        self._printing = LabelPrinting(parts, workers, self)
        self.chosen = ""
        self.sample_id = 0
        self._is_drawing = self._is_writing = False
        self._wanted: Callable[[], DesignLook] | None = None
        self._shown: Callable[[DesignLook], None] = view.design_drawn

    def refresh(self) -> None:
        """Read everything again that is to be seen."""
        self._workers.pool.submit(self._ask_lists, self._on_lists, self._on_failed)
        if not self.stocks:
            self._workers.paper.submit(self._ask_names, self._on_names, self._on_failed)

    def template(self) -> OwnTemplate | None:
        """The chosen template."""
        return next((one for one in self.templates if one.name == self.chosen), None)

    def choose(self, name: str, width: int, height: int) -> None:
        """Choose a template, and draw it in so many pixels."""
        self.chosen = name
        template = self.template()
        if template is None:
            self._view.template_drawn(None)
            return
        self._draw(template, 0, self.printer().dpi, (width, height), self._view.template_drawn)

    def printer(self) -> LabelPrinter:
        """What is known of the printer that labels were made for last."""
        machine = self._parts.settings.machine
        return label_printer_of(machine, machine.sheet_printer)

    def rows(self, source: str) -> tuple[Waiting, ...]:
        """What labels are made for, where each product has one; of a delivery nothing is listed."""
        return {WAITING: self.waiting, SCANNED: self.scanned}.get(source, ())

    def make(self, wish: PrintWish) -> None:
        """Make labels, and print them where they are to be printed; a second key meanwhile does nothing."""
        if self._printing.is_busy:
            return
        wishes = tuple(one.wish or Asked(one.product_id) for one in self.scanned) if wish.source == SCANNED else ()
        is_waiting = wish.source == WAITING
        delivery = "" if wish.source in (WAITING, SCANNED) else wish.source
        figures = label_printer_of(self._parts.settings.machine, wish.printer)._replace(dpi=wish.dpi)
        plan = LabelPlan(
            waiting=is_waiting, stock=wish.stock, start=wish.start, template=wish.template, delivery=delivery,
            is_shelf=not delivery, dpi=figures.dpi, nudge_x=figures.nudge_x, nudge_y=figures.nudge_y,
            scale=figures.scale, wishes=wishes,
        )  # fmt: skip
        whole = LabelWish(plan, LabelWay(wish.way), wish.printer, figures)
        remember(self._parts.settings, whole)
        self._printing.make(whole)

    def again(self) -> None:
        """Print the labels that wait for their printer."""
        if not self._printing.again():
            self._view.say(Said("info", "no_labels_wait"))

    def scan(self, text: str) -> None:
        """A scanner sent something: its product wants a label."""
        self._workers.store.submit(partial(self._ask_asked, text), self._on_scan, self._on_refused)

    def begin(self, wish: BeginWish) -> None:
        """Put a new template on the drawing board."""
        if any(one.name == wish.name for one in self.templates):
            self._view.say(Said("warn", "template_taken", {"name": wish.name}))
            return
        begin, dpi = self._parts.label_papers.designs.begin, self.printer().dpi
        job = partial(begin, wish.start, name=wish.name, stock=wish.stock, dpi=dpi)
        self._workers.paper.submit(job, self._on_begun, self._on_refused)

    def edit(self) -> None:
        """Put the chosen template on the drawing board."""
        template = self.template()
        if template is None:
            self._view.say(Said("warn", "no_template"))
        else:
            self._view.design(template, is_kept=True)

    def draw(self, template: OwnTemplate, *, dpi: int, width: int, height: int) -> None:
        """Draw the label on the drawing board."""
        self._draw(template, self.sample_id, dpi, (width, height), self._view.design_drawn)

    def try_with(self, text: str) -> None:
        """Put another product on the label: what was scanned, or the first that these words find."""
        self._workers.store.submit(partial(self._ask_sample, text), self._on_sample, self._on_refused)

    def keep(self, template: OwnTemplate) -> None:
        """Keep the template of the drawing board."""
        dpi = self.printer().dpi
        job = partial(self._parts.label_papers.designs.keep, template, dpi=dpi, user=self._parts.user)
        self._write(job, partial(self._on_kept, template))

    def keep_as(self, template: OwnTemplate) -> None:
        """The same under a name that nobody has."""
        if any(one.name == template.name for one in self.templates):
            self._view.say(Said("warn", "template_taken", {"name": template.name}))
        else:
            self.keep(template)

    def rename(self, new: str) -> None:
        """Give the chosen template another name."""
        old = self.chosen
        job = partial(self._parts.label_papers.designs.rename, old, new, user=self._parts.user)
        self._write(job, partial(self._on_renamed, new))

    def drop(self) -> None:
        """Forget the chosen template."""
        template = self.template()
        if template is None:
            self._view.say(Said("warn", "no_template"))
            return
        job = partial(self._parts.label_papers.designs.drop, template.name, user=self._parts.user)
        self._write(job, partial(self._on_dropped, template))

    # What becomes of the labels

    def labels_made(self, kept: KeptLabels) -> None:
        """Labels lie in their folder."""
        self.scanned = ()
        self._view.labels_made(kept)
        self._view.lists_changed()

    def labels_printed(self, kept: KeptLabels) -> None:
        """The printer has taken the labels."""
        self._view.say(Said("ok", "labels_printed", {"count": kept.labels}))

    def labels_wait(self, error: Refusal | Trouble) -> None:
        """The printer has not taken them: they wait."""
        self._view.labels_wait(_said(error))
        self._view.sound(Tone.REFUSED)

    def labels_refused(self, error: Refusal | Trouble) -> None:
        """They cannot be made."""
        self._on_refused(error)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._view.published(changes)
        self.refresh()

    # On the workers

    def _ask_lists(self) -> Lists:
        papers = self._parts.label_papers
        came = tuple(
            Came(one.uid, one.number, one.supplier_name, one.book_date)
            for one in self._parts.arrivals.newest(_DELIVERIES)
            if not one.reversed_by
        )
        return papers.designs.all(), papers.waiting(), came

    def _ask_names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self._parts.label_papers.stocks(), self._printing.printers()

    def _ask_scan(self, text: str) -> Found:
        return self._parts.lookups.scan(text, location=self._parts.location)

    def _ask_asked(self, text: str) -> tuple[Found, Asked | None]:
        found = self._ask_scan(text)
        return found, self._parts.label_papers.scanned(found)

    def _ask_sample(self, text: str) -> tuple[int, str]:
        """The product that is meant, by its number and name; 0 for none."""
        found = self._ask_scan(text).items
        if found:
            return found[0].product_id, found[0].name
        hits = self._parts.lookups.search(text, location=self._parts.location, limit=1)
        item = self._parts.lookups.item(hits[0].sku, location=self._parts.location) if hits else None
        return (item.product_id, item.name) if item else (0, text)

    def _draw(
        self,
        template: OwnTemplate,
        product_id: int,
        dpi: int,
        room: tuple[int, int],
        shown: Callable[[DesignLook], None],
    ) -> None:
        look = self._parts.label_papers.designs.look
        self._wanted = partial(look, template, product_id=product_id, dpi=dpi, width=room[0], height=room[1])
        self._shown = shown
        self._draw_next()

    def _draw_next(self) -> None:
        if self._wanted is not None and not self._is_drawing:
            self._is_drawing = True
            job, self._wanted = self._wanted, None
            self._workers.paper.submit(job, partial(self._on_drawn, self._shown), self._on_not_drawn)

    def _write(self, job: Callable[[], object], done: Callable[..., None]) -> None:
        """Let the store thread do something, one at a time: a second key does nothing."""
        if not self._is_writing:
            self._is_writing = True
            self._workers.store.submit(job, partial(self._on_written, done), self._on_not_written)

    # Answers

    def _on_lists(self, lists: Lists) -> None:
        self.templates, self.waiting, self.deliveries = lists
        if self.template() is None:
            self.chosen = self.templates[0].name if self.templates else ""
        self._view.lists_changed()

    def _on_names(self, names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        self.stocks, self.printers = names
        self._view.lists_changed()

    def _on_drawn(self, shown: Callable[[DesignLook], None], look: DesignLook) -> None:
        self._is_drawing = False
        if self._shown == shown:
            shown(look)
        self._draw_next()

    def _on_not_drawn(self, error: Refusal | Trouble) -> None:
        self._is_drawing = False
        self._on_failed(error)
        self._draw_next()

    def _on_scan(self, scan: tuple[Found, Asked | None]) -> None:
        found, asked = scan
        if asked is None:
            self._view.say(Said("warn", "no_single_product", {"code": found.scan.text[:40]}))
            self._view.sound(Tone.REFUSED)
            return
        item = found.items[0]
        price = half_up(item.price_micro * found.quantity_milli, item.base_milli)
        if asked.is_measured:
            coin = 10 ** (6 - self._parts.shop.currency.digits)
            price = half_up(price, coin) * coin
        # Scanned twice, it gets two labels.
        one = Waiting(item.product_id, item.sku, item.name, price, price, asked)
        self.scanned = (one, *self.scanned)
        self._view.sound(Tone.TAKEN)
        self._view.scanned_changed()

    def _on_sample(self, found: tuple[int, str]) -> None:
        product_id, name = found
        if product_id:
            self.sample_id = product_id
            self._view.sample_found(name)
        else:
            self._view.say(Said("warn", "no_such_product", {"words": name[:40]}))
            self._view.sound(Tone.REFUSED)

    def _on_begun(self, template: OwnTemplate) -> None:
        self._view.design(template, is_kept=False)

    def _on_kept(self, template: OwnTemplate, updated: Updated) -> None:
        self.chosen = template.name
        self._view.template_kept(template)
        for warning in updated.warnings:
            self._view.say(Said("warn", warning.code, warning.facts))
        self._view.published(updated.changes)
        self.refresh()

    def _on_renamed(self, new: str, changes: Changes) -> None:
        self.chosen = new
        self._view.done(Said("ok", "template_renamed", {"name": new}))
        self._view.published(changes)
        self.refresh()

    def _on_dropped(self, template: OwnTemplate, changes: Changes) -> None:
        self._view.done(Said("ok", "template_dropped", {"name": template.name}), partial(self._bring_back, template))
        self._view.published(changes)
        self.refresh()

    def _bring_back(self, template: OwnTemplate) -> None:
        job = partial(self._parts.label_papers.designs.keep, template, user=self._parts.user)
        self._write(job, partial(self._on_back, template))

    def _on_back(self, template: OwnTemplate, updated: Updated) -> None:
        self.chosen = template.name
        self._view.published(updated.changes)
        self.refresh()

    def _on_written(self, done: Callable[..., None], answer: object) -> None:
        self._is_writing = False
        done(answer)

    def _on_not_written(self, error: Refusal | Trouble) -> None:
        self._is_writing = False
        self._on_refused(error)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._on_failed(error)
        self._view.sound(Tone.REFUSED)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._view.say(_said(error))


def _said(error: Refusal | Trouble) -> Said:
    return Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts)
