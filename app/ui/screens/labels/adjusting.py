"""What the printer is off on the labels screen: a page with rulers shows it, and it is kept for each printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.settings import LabelPrinter, label_printer_of
from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.jobs.label_papers import LabelPlan
from app.ui.label_printing import remember_printer
from app.ui.said import Said
from app.ui.screens.labels.dialogs.printer_form import PrinterForm

if TYPE_CHECKING:
    from app.ui.parts import Parts
    from app.ui.screens.labels.screen import LabelsScreen
    from app.ui.screens.labels.state import PrintWish
    from app.ui.tasks import Workers


class Adjusting:
    """Asks for the figures, keeps them, and makes the page with rulers."""

    def __init__(self, parts: Parts, workers: Workers, screen: LabelsScreen) -> None:
        self._parts, self._workers, self._screen = parts, workers, screen
        self._of: PrintWish | None = None

    def open(self) -> None:
        """F9: ask what the printer is off that labels would go to."""
        wish = None if self._screen.is_drawing() else self._screen.start.wish()
        if wish is None:
            return
        self._of = wish
        known = label_printer_of(self._parts.settings.machine, wish.printer)._replace(dpi=wish.dpi)
        form = PrinterForm(wish.printer, wish.stock, known, self._screen.texts, parent=self._screen.window())
        form.wished.connect(self._keep)
        form.ruler_wanted.connect(self._make_ruler)
        form.page_wanted.connect(self._screen.open_papers)
        self._screen.open_dialog(form)

    def _keep(self, figures: LabelPrinter) -> None:
        # What no page can be moved by is refused here, not by the labels that are wanted later.
        self._submit(figures, self._parts.label_papers.check, partial(self._on_right, figures))

    def _make_ruler(self, figures: LabelPrinter) -> None:
        self._submit(figures, self._parts.label_papers.keep_ruler, self._on_ruler)

    def _submit(self, figures: LabelPrinter, job: Callable[[LabelPlan], object], done: Callable[..., None]) -> None:
        if self._of is not None:
            plan = LabelPlan(
                stock=self._of.stock, dpi=figures.dpi, nudge_x=figures.nudge_x, nudge_y=figures.nudge_y,
                scale=figures.scale,
            )  # fmt: skip
            self._workers.paper.submit(partial(job, plan), done, self._on_refused)

    def _on_right(self, figures: LabelPrinter, _nothing: object) -> None:
        if self._of is not None:
            remember_printer(self._parts.settings, self._of.printer, figures)
            self._screen.start.show_remembered()
            self._screen.done(Said("ok", "printer_kept"))

    def _on_ruler(self, path: Path) -> None:
        self._screen.papers = path
        self._screen.say(Said("info", "ruler_kept", {"path": str(path)}))

    def _on_refused(self, error: Refusal | Trouble) -> None:
        self._screen.say(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))
