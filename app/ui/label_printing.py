"""Labels on their way from a screen: made in the folder, and printed from there. A printer that is away loses none.

All of it is done by the thread for paper, one job after another.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.base.settings import LabelPrinter, Settings
    from app.domain.changes import Changes
    from app.jobs.label_papers import KeptLabels, LabelPlan
    from app.jobs.label_prints import LabelPrints, LabelWay


@dataclass(frozen=True, slots=True)
class LabelWish:
    """What labels are asked for, where they go, and what is to be remembered of the printer.

    Attributes:
        printer: Its name, or its address on the network; "" for none.
    """

    plan: LabelPlan
    way: LabelWay
    printer: str
    figures: LabelPrinter


class PrintingView(Protocol):
    """Who wants labels."""

    def labels_made(self, kept: KeptLabels) -> None:
        """Labels lie in their folder."""

    def labels_printed(self, kept: KeptLabels) -> None:
        """The printer has taken the labels."""

    def labels_wait(self, error: Refusal | Trouble) -> None:
        """The printer has not taken them, and why: they wait."""

    def labels_refused(self, error: Refusal | Trouble) -> None:
        """They cannot be made, and why."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


@dataclass(frozen=True, slots=True)
class _Job:
    """Labels that were made, and where they go."""

    kept: KeptLabels
    wish: LabelWish


class LabelPrinting:
    """Makes labels and prints them."""

    def __init__(self, parts: Parts, workers: Workers, view: PrintingView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._waiting: list[_Job] = []
        self._under_way = 0

    @property
    def is_busy(self) -> bool:
        """Whether labels are made or printed right now."""
        return self._under_way > 0

    def make(self, wish: LabelWish) -> None:
        """Make labels, and print them where they are to be printed."""
        self._under_way += 1
        self._workers.paper.submit(partial(self._make, wish), self._on_job, self._on_refused)

    def again(self) -> bool:
        """Print the labels that wait for their printer. Returns whether any do."""
        jobs, self._waiting = self._waiting, []  # a second press prints nothing twice
        for job in jobs:
            self._under_way += 1
            self._send(job)
        return bool(jobs)

    # On the thread for paper

    def _prints(self) -> LabelPrints:
        from app.jobs.label_prints import LabelPrints  # noqa: PLC0415 -- loaded with the first labels

        return LabelPrints(self._parts.label_papers)

    def printers(self) -> tuple[str, ...]:
        """The printers of the system by name. Takes a while: for a worker."""
        return self._prints().printers()

    def _make(self, wish: LabelWish) -> _Job:
        return _Job(self._prints().make(wish.plan, wish.way), wish)

    def _put_out(self, job: _Job) -> _Job:
        kept = self._prints().send(job.kept, job.wish.way, job.wish.printer, user=self._parts.user)
        return _Job(kept, job.wish)

    # Answers

    def _on_job(self, job: _Job) -> None:
        self._view.labels_made(job.kept)
        self._send(job)

    def _send(self, job: _Job) -> None:
        self._workers.paper.submit(partial(self._put_out, job), self._on_sent, partial(self._on_not_sent, job))

    def _on_sent(self, job: _Job) -> None:
        self._under_way -= 1
        if job.wish.way in ("system", "network"):
            self._view.labels_printed(job.kept)
        if job.kept.changes.what:
            self._view.published(job.kept.changes)

    def _on_not_sent(self, job: _Job, error: Refusal | Trouble) -> None:
        self._under_way -= 1
        self._waiting.append(job)
        self._view.labels_wait(error)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._under_way -= 1
        self._view.labels_refused(error)


def remember(settings: Settings, wish: LabelWish) -> None:
    """Keep stock and printer for the next time; if the file cannot be written, they hold until the program ends."""
    remember_printer(settings, wish.printer, wish.figures)
    with suppress(Trouble):
        settings.change(sheet_stock=wish.plan.stock, sheet_printer=wish.printer, sheet_way=wish.way.value)


def remember_printer(settings: Settings, name: str, figures: LabelPrinter) -> None:
    """Keep what a printer is off; if the file cannot be written, it holds until the program ends."""
    with suppress(Trouble):
        settings.change(sheet_printers={**settings.machine.sheet_printers, name: list(figures)})
