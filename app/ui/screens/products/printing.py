"""Labels of the products screen: which products they are for, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.base.trouble import Trouble
from app.domain.changes import Changes
from app.domain.refusal import Refusal
from app.ui.label_printing import LabelPrinting
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.sound import Tone
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.domain.labelling import LabelGoods
    from app.jobs.label_papers import KeptLabels


class LabelChoices(NamedTuple):
    """The names of all label stocks, of the system's printers, and of the shop's own templates; one chosen product."""

    stocks: tuple[str, ...]
    printers: tuple[str, ...]
    templates: tuple[str, ...]
    goods: LabelGoods | None = None


class PrintingView(Protocol):
    """The screen, or a test in its place."""

    def choose_labels(self, product_ids: tuple[int, ...], choices: LabelChoices) -> None:
        """Let somebody choose labels for these products."""

    def labels_made(self, kept: KeptLabels) -> None:
        """Labels lie in their folder, and nobody prints them."""

    def labels_wait(self, said: Said) -> None:
        """The printer has not taken them, and why: they wait."""

    def say(self, said: Said) -> None:
        """Say something; a dialog that is open says it there."""

    def sound(self, tone: Tone) -> None:
        """Let a tone be heard."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


class Printing:
    """Makes labels and prints them."""

    def __init__(self, parts: Parts, workers: Workers, view: PrintingView) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._printing = LabelPrinting(parts, workers, self)
        self.make = self._printing.make

    def begin(self, product_ids: Sequence[int]) -> None:
        """Let somebody choose labels for these products, or for those that wait for one."""
        self._workers.paper.submit(
            partial(self._ask, tuple(product_ids)), partial(self._on_asked, tuple(product_ids)), self.labels_refused
        )

    def again(self) -> None:
        """Print the labels that wait for their printer."""
        if not self._printing.again():
            self._view.say(Said("info", "no_labels_wait"))

    # What becomes of the labels

    def labels_made(self, kept: KeptLabels) -> None:
        """Labels lie in their folder."""
        self._view.labels_made(kept)

    def labels_printed(self, kept: KeptLabels) -> None:
        """The printer has taken the labels."""
        self._view.say(Said("ok", "labels_printed", {"count": kept.labels}))

    def labels_wait(self, error: Refusal | Trouble) -> None:
        """The printer has not taken them: they wait."""
        self._view.labels_wait(_said(error))
        self._view.sound(Tone.REFUSED)

    def labels_refused(self, error: Refusal | Trouble) -> None:
        """They cannot be made."""
        self._view.say(_said(error))
        self._view.sound(Tone.REFUSED)

    def published(self, changes: Changes) -> None:
        """The book has changed."""
        self._view.published(changes)

    def _ask(self, product_ids: tuple[int, ...]) -> LabelChoices:
        papers = self._parts.label_papers
        templates = tuple(one.name for one in papers.designs.all())
        goods = papers.choices(product_ids[0]) if len(product_ids) == 1 else None
        return LabelChoices(papers.stocks(), self._printing.printers(), templates, goods)

    def _on_asked(self, product_ids: tuple[int, ...], choices: LabelChoices) -> None:
        self._view.choose_labels(product_ids, choices)


def _said(error: Refusal | Trouble) -> Said:
    return Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts)
