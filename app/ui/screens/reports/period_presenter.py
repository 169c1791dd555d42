"""What the end of a period does, without Qt: what it came to, its paper, and its close."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.base.identity import uuid7
from app.base.trouble import Trouble
from app.domain.changes import Changes, Posted
from app.domain.moment import write_date
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.stock_requests import PeriodCloseAsked
from app.reports.period_pack import PeriodList, Told
from app.ui.parts import Parts
from app.ui.said import Said
from app.ui.screens.reports.rights import require_right
from app.ui.screens.reports.works import Work, Works
from app.ui.tasks import Workers

if TYPE_CHECKING:
    from app.printing.preview import PagePicture


class PeriodView(Protocol):
    """The side of the screen, or a test in its place."""

    def periods_changed(self) -> None:
        """There are other periods to choose from: show them."""

    def told_changed(self) -> None:
        """What is told is another period, or none: show it."""

    def forgotten(self) -> None:
        """What was told is nobody's to see any more: show nothing."""

    def show_page(self, picture: PagePicture, page: int) -> None:
        """Show a page of the paper."""

    def busy(self, *, is_busy: bool) -> None:
        """Something that may take a while has begun, or is over."""

    def saved(self, path: Path) -> None:
        """A file was written."""

    def printed(self) -> None:
        """It went to the printer."""

    def closed(self, number: str) -> None:
        """The period is closed."""

    def moved(self, said: Said) -> None:
        """Figures that were looked at have changed: what was asked of them is over, and they are read again."""

    def refused(self, said: Said) -> None:
        """Something was refused, or could not be done."""

    def published(self, changes: Changes) -> None:
        """The book has changed."""


class Chosen(NamedTuple):
    """A period to look at: one that could end on a day, or one that is closed."""

    through: int
    is_closed: bool


class PeriodPresenter:
    """The presenter.

    Attributes:
        periods: Those there are; None until they are read.
        chosen: The one that is looked at.
        told: What it came to; None until it is read.
    """

    def __init__(self, parts: Parts, workers: Workers, view: PeriodView, paper_width: Callable[[], int]) -> None:
        self._parts, self._workers, self._view = parts, workers, view
        self._paper_width = paper_width
        self.periods: PeriodList | None = None
        self.chosen: Chosen | None = None
        self.told: Told | None = None
        self._pdf: bytes = b""
        self._page = 0  # the one that is looked at
        self._works = Works()
        self._work = Work()  # what the screen waits for
        self._is_posting = False
        self._is_open = False

    def open(self) -> None:
        """Look at the period that is to be closed next."""
        # A key that comes before the figures are there is not about those of another period.
        self._is_open, self.chosen, self.told, self._page = True, None, None, 0
        self._workers.pool.submit(self._parts.period_packs.periods, self._on_periods, self._on_failed)

    def come_back(self) -> None:
        """Look again at the period that was looked at."""
        self._is_open = True
        self._workers.pool.submit(self._parts.period_packs.periods, self._on_periods, self._on_failed)

    def choose(self, chosen: Chosen) -> None:
        """Look at another period."""
        if chosen != self.chosen:
            self._page = 0
        self.chosen, self.told, self._pdf = chosen, None, b""
        self._works.end(self._work)
        self._work = work = self._begin()
        self._view.told_changed()
        done = partial(self._on_told, work)
        self._workers.pool.submit(partial(self._tell, chosen), done, partial(self._on_not_told, work))

    def choose_last(self, day: int) -> bool:
        """Look at the open period as if it ended on a day of one's own, or say why it cannot.

        Returns:
            Whether it can.
        """
        periods = self.periods
        if periods is None or periods.first_day is None:
            return False
        if day > periods.yesterday:
            facts = {"day": write_date(day), "latest": write_date(periods.yesterday)}
            self._view.refused(Said("warn", "period_not_over", facts))
            return False
        if day < periods.first_day:
            first = write_date(periods.first_day)
            facts = {"day": write_date(day), "first": first, "open": first}
            code = "already_closed" if periods.closed else "before_the_book"
            self._view.refused(Said("warn", code, facts))
            return False
        self.choose(Chosen(day, is_closed=False))
        self._view.periods_changed()
        return True

    def follow(self) -> None:
        """The book has changed: what is looked at is read again if that is in it."""
        told = self.told
        if self._is_open and told is not None and not told.number and not self._is_posting:
            job = partial(self._parts.period_packs.has_moved, told)
            self._workers.pool.submit(job, partial(self._on_followed, told), self._on_failed)

    def leave(self) -> None:
        """Nobody looks any more: what is worked at ends."""
        self._is_open = False
        self._end(self._work)

    def forget(self) -> None:
        """Somebody else is at the till: what was told before is not theirs to see."""
        self._works.end_all()
        self.leave()
        self.periods, self.chosen, self.told, self._pdf = None, None, None, b""
        self._view.forgotten()

    def cancel(self) -> None:
        """What is worked at is not wanted any more."""
        self._works.end_all()
        self._view.busy(is_busy=False)

    def percent(self) -> int | None:
        """How much is done of what is worked at, or None while nobody knows."""
        return self._works.percent()

    def look_at_page(self, page: int) -> None:
        """Draw a page of the paper."""
        if self._pdf:
            job = partial(self._draw, self._pdf, page, self._paper_width())
            self._workers.pool.submit(job, partial(self._on_page, self.told, page), self._on_failed)

    def path(self, ending: str) -> Path | None:
        """Where the pack goes that nobody has named another place for."""
        return None if self.told is None else self._parts.period_papers.path(self.told, ending)

    def save(self, path: Path) -> None:
        """Keep the pack in a file of that name."""
        if self.told is not None:
            work = self._begin()
            job = partial(self._save, self.told, path, work)
            self._workers.paper.submit(job, partial(self._on_saved, work), partial(self._on_not_written, work))

    def print(self) -> None:
        """Print the pack."""
        if self.told is not None:
            work = self._begin()
            job = partial(self._print, self.told, work)
            self._workers.paper.submit(job, partial(self._on_printed, work), partial(self._on_not_written, work))

    def close_period(self, told: Told) -> None:
        """Close a period with just these figures."""
        if told.number or self._is_posting:
            return
        self._is_posting = True
        asking = Asking(uuid7(self._parts.now().utc_us), user=self._parts.user, location=self._parts.location)
        asked = PeriodCloseAsked(asking, told.through)
        job = partial(self._parts.closing.close_period, asked, told.pack)
        self._workers.store.submit(job, partial(self._on_closed, asked.through), self._on_not_closed)

    # On the workers

    def _tell(self, chosen: Chosen) -> Told:
        require_right(self._parts)
        packs = self._parts.period_packs
        return packs.closed(chosen.through) if chosen.is_closed else packs.open(chosen.through)

    def _make(self, told: Told, work: Work) -> bytes:
        return self._parts.period_papers.pdf(told, self._user(), work.look).pdf

    def _draw(self, pdf: bytes, page: int, width: int) -> PagePicture:
        from app.printing.preview import draw_page  # noqa: PLC0415 -- with the first paper

        return draw_page(pdf, max(page, 0), width)

    def _save(self, told: Told, path: Path, work: Work) -> Path:
        return self._parts.period_papers.save(told, self._user(), path, work.look)

    def _print(self, told: Told, work: Work) -> None:
        self._parts.period_papers.print(told, self._user(), work.look)

    def _user(self) -> str:
        return self._parts.period_packs.person(self._parts.user)

    # Answers

    def _on_periods(self, periods: PeriodList) -> None:
        if not self._is_open:
            return
        self.periods = periods
        if self.chosen is not None and not _has(periods, self.chosen):
            # Another till has closed it meanwhile, or a day went by.
            closed = Chosen(self.chosen.through, is_closed=True)
            self.chosen = closed if _has(periods, closed) else None
        if self.chosen is None:
            self.chosen = _first(periods)
        self._view.periods_changed()
        if self.chosen is None:
            self.told = None
            self._view.told_changed()
        else:
            self.choose(self.chosen)

    def _begin(self) -> Work:
        work = self._works.begin()
        self._view.busy(is_busy=True)
        return work

    def _end(self, work: Work) -> bool:
        """It is over. Returns whether somebody still waits for it."""
        is_wanted = self._works.has(work)
        self._works.end(work)
        self._view.busy(is_busy=bool(self._works))
        return is_wanted

    def _on_told(self, work: Work, told: Told) -> None:
        if self._works.has(work):
            self.told = told
            self._view.told_changed()
            # A large shop's paper takes a while: the figures are there before.
            job = partial(self._make, told, work)
            self._workers.pool.submit(job, partial(self._on_paper, work), partial(self._on_not_told, work))

    def _on_paper(self, work: Work, pdf: bytes) -> None:
        if self._end(work):
            self._pdf = pdf
            self.look_at_page(self._page)

    def _on_page(self, told: Told | None, page: int, picture: PagePicture) -> None:
        if told is self.told:
            self._page = min(page, picture.pages - 1)
            self._view.show_page(picture, self._page)

    def _on_saved(self, work: Work, path: Path) -> None:
        self._end(work)
        self._view.saved(path)

    def _on_printed(self, work: Work, _done: None) -> None:
        self._end(work)
        self._view.printed()

    def _on_not_written(self, work: Work, error: Refusal | Trouble) -> None:
        self._end(work)
        self._on_failed(error)

    def _on_closed(self, through: int, posted: Posted) -> None:
        self._is_posting, self.told = False, None
        self._view.closed(posted.number)
        self._view.published(posted.changes)
        self.chosen = Chosen(through, is_closed=True)
        self._workers.pool.submit(self._parts.period_packs.periods, self._on_periods, self._on_failed)

    def _on_not_closed(self, error: Refusal | Trouble) -> None:
        self._is_posting = False
        if error.code == "period_moved":
            self._read_again(Said("warn", error.code, error.facts))
        else:
            self._on_failed(error)

    def _on_followed(self, told: Told, has_moved: bool) -> None:
        if has_moved and told is self.told and self._is_open:
            self._read_again(Said("info", "period_read_again"))

    def _read_again(self, why: Said) -> None:
        self.told = None
        self._view.moved(why)
        self._workers.pool.submit(self._parts.period_packs.periods, self._on_periods, self._on_failed)

    def _on_not_told(self, work: Work, error: Refusal | Trouble) -> None:
        if self._end(work):
            self._on_failed(error)

    def _on_failed(self, error: Refusal | Trouble) -> None:
        self._view.refused(Said("error" if isinstance(error, Trouble) else "warn", error.code, error.facts))


def _has(periods: PeriodList, chosen: Chosen) -> bool:
    if chosen.is_closed:
        return any(one.through == chosen.through for one in periods.closed)
    return periods.first_day is not None and periods.first_day <= chosen.through <= periods.yesterday


def _first(periods: PeriodList) -> Chosen | None:
    """The oldest period that can be closed, or the one that was closed last."""
    if periods.ends:
        return Chosen(periods.ends[0], is_closed=False)
    return Chosen(periods.closed[0].through, is_closed=True) if periods.closed else None
