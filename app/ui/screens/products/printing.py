"""Labels of the products screen: made in the folder, and printed from there. A printer that is away loses none of them.

All of it is done by the thread for paper, one job after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.products.state import LabelWish
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.jobs.label_papers import KeptLabels
    from app.jobs.label_prints import LabelPrints


class LabelChoices(NamedTuple):
    """The names of all label stocks, of the system's printers, and of the shop's own templates."""

    stocks: tuple[str, ...]
    printers: tuple[str, ...]
    templates: tuple[str, ...]


class PrintingView(Protocol):
    """The screen, or a test in its place."""

    def choose_labels(self, product_ids: tuple[int, ...], choices: LabelChoices) -> None:
        """Let somebody choose labels for these products."""

    def labels_made(self, kept: KeptLabels) -> None:
        """Labels lie in their folder, and nobody prints them."""

    def labels_printed(self, kept: KeptLabels) -> None:
        """The printer has taken the labels."""

    def labels_wait(self, said: Said) -> None:
        """The printer has not taken them, and why: they wait."""

    def say(self, said: Said) -> None:
        """Say something; a dialog that is open says it there."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


@dataclass(frozen=True, slots=True)
class _Job:
    """Labels that were made, and where they go."""

    kept: KeptLabels
    wish: LabelWish


class Printing:
    """Makes labels and prints them."""

    def __init__(self, parts: Parts, workers: Workers, view: PrintingView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._waiting: _Job | None = None

    def begin(self, product_ids: Sequence[int]) -> None:
        """Let somebody choose labels for these products, or for those that wait for one."""
        self._workers.paper.submit(self._ask, partial(self._on_asked, tuple(product_ids)), self._on_refused)

    def make(self, wish: LabelWish) -> None:
        """Make labels, and print them where they are to be printed."""
        self._workers.paper.submit(partial(self._make, wish), self._on_job, self._on_refused)

    def again(self) -> None:
        """Print the labels that wait for their printer."""
        job = self._waiting
        if job is None:
            self._view.say(Said("info", "no_labels_wait"))
        else:
            self._waiting = None  # a second press prints nothing twice
            self._send(job)

    # On the thread for paper

    def _prints(self) -> LabelPrints:
        from app.jobs.label_prints import LabelPrints  # noqa: PLC0415 -- loaded with the first labels

        return LabelPrints(self._parts.label_papers)

    def _ask(self) -> LabelChoices:
        papers = self._parts.label_papers
        templates = tuple(one.name for one in papers.designs.all())
        return LabelChoices(papers.stocks(), self._prints().printers(), templates)

    def _make(self, wish: LabelWish) -> _Job:
        return _Job(self._prints().make(wish.plan, wish.way), wish)

    def _put_out(self, job: _Job) -> _Job:
        kept = self._prints().send(job.kept, job.wish.way, job.wish.printer, user=self._parts.user)
        return _Job(kept, job.wish)

    # Answers

    def _on_asked(self, product_ids: tuple[int, ...], choices: LabelChoices) -> None:
        self._view.choose_labels(product_ids, choices)

    def _on_job(self, job: _Job) -> None:
        self._view.labels_made(job.kept)
        self._send(job)

    def _send(self, job: _Job) -> None:
        self._workers.paper.submit(partial(self._put_out, job), self._on_sent, partial(self._on_not_sent, job))

    def _on_sent(self, job: _Job) -> None:
        if job.wish.way in ("system", "network"):
            self._view.labels_printed(job.kept)
        if job.kept.changes.what:
            self._view.published(job.kept.changes)

    def _on_not_sent(self, job: _Job, error: Refusal | Trouble) -> None:
        self._waiting = job
        self._view.labels_wait(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._view.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
        self._view.sound(Tone.REFUSED)
