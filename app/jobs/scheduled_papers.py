"""Reports that are made by themselves, written into a folder once their days are over.

What is due is looked for when the till opens, while it is open, when it closes, and by `tillbook report --scheduled`. A
file that could not be written is due again the next time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from app.base.trouble import Trouble
from app.domain.moment import write_date
from app.domain.refusal import Refusal
from app.domain.schedule import Each, Scheduled, due
from app.domain.shop import Shop
from app.jobs.report_papers import ReportPapers
from app.jobs.whole_file import whole_file
from app.printing import format as written
from app.reports.asked import Asked
from app.reports.offered import Reports, offered
from app.services.scheduling import Scheduling

_TRIAL = ".tillbook-trial"


class Made(NamedTuple):
    """What came of what was due.

    Attributes:
        paths: The files that were written.
        failed: Why others were not, one for each report.
    """

    paths: tuple[Path, ...] = ()
    failed: tuple[Refusal | Trouble, ...] = ()


class ScheduledPapers(ReportPapers):
    """Puts reports on paper and into files, and makes those that are scheduled.

    Args:
        scheduling: Keeps which reports are made by themselves.
        reports: Answers them.
        rules: The rules that the book goes by.
        folder: Where files go that nobody has named another place for.
        scheduled_folder: Tells where those go that are made by themselves.
    """

    def __init__(
        self,
        scheduling: Scheduling,
        reports: Reports,
        rules: Callable[[], Shop],
        folder: Path,
        scheduled_folder: Callable[[], Path],
    ) -> None:
        super().__init__(rules, folder)
        self._scheduling = scheduling
        self._reports = reports
        self._scheduled_folder = scheduled_folder

    def schedule(self) -> tuple[Scheduled, ...]:
        """The reports that are made by themselves."""
        return self._scheduling.schedule()

    def scheduled_folder(self) -> Path:
        """Where they go."""
        return self._scheduled_folder()

    def plan(
        self, report: str, each: Each | None, written_as: str, *, user: str | None = None, folder: str | None = None
    ) -> None:
        """Let a report be made by itself, or no longer (`each` is None).

        Args:
            report, each, written_as, user: As `Scheduling.set_scheduled` takes them.
            folder: Where they are to go, which is tried first; "" is the one beside the book, None tries nothing.

        Raises:
            Refusal: those of `Scheduling.set_scheduled`.
            Trouble: `unwritable_file` for the folder.
        """
        if each is not None and folder is not None:
            _try(Path(folder).expanduser() if folder else self._folder)
        weekday = written.first_weekday(self._rules().language)
        self._scheduling.set_scheduled(report, each, written_as, first_weekday=weekday, user=user)

    def write_due(self, folder: Path | None = None, *, with_today: bool = False, tries_folder: bool = False) -> Made:
        """Write what is due; what cannot be written does not keep the others.

        Args:
            folder: Where to, in the place of the folder that is set.
            with_today: The day ends: what is made each day is made of today, too, and once more when today is over.
            tries_folder: Where nothing is due yet, find out all the same whether it could be written.
        """
        paths: list[Path] = []
        failed: list[Refusal | Trouble] = []
        for scheduled in self._scheduling.schedule():
            try:
                paths += self._write_stretches(scheduled, folder or self._scheduled_folder(), with_today=with_today)
            except (Refusal, Trouble) as error:
                failed.append(error)
        if tries_folder and not paths and not failed and self._scheduling.schedule():
            try:
                _try(folder or self._scheduled_folder())
            except Trouble as trouble:
                failed.append(trouble)
        return Made(tuple(paths), tuple(failed))

    def _write_stretches(self, scheduled: Scheduled, folder: Path, *, with_today: bool) -> list[Path]:
        today = self._reports.today()
        takes = offered(scheduled.report).takes
        stretches = due(scheduled, today, written.first_weekday(self._rules().language))
        paths = []
        # What tells of now alone cannot be made of days that are gone: once is enough.
        for first, last in stretches if takes & {"first", "at"} else stretches[-1:]:
            paths.append(self._write_one(scheduled, folder, first, last))
            self._scheduling.note_done(scheduled.report, last)
        if with_today and scheduled.each is Each.DAY:
            paths.append(self._write_one(scheduled, folder, today, today))
        return paths

    def _write_one(self, scheduled: Scheduled, folder: Path, first: int, last: int) -> Path:
        takes = offered(scheduled.report).takes
        asked = Asked(
            first=first if "first" in takes else None,
            last=last if "last" in takes else None,
            at=last if "at" in takes else None,
        )
        report = self._reports.ask(scheduled.report, asked)
        if "at" in takes:
            named = write_date(last)
        elif "first" in takes:
            named = "_".join(dict.fromkeys((write_date(first), write_date(last))))
        else:
            named = write_date(self._reports.today())
        path = folder / f"{scheduled.report}-{named}.{scheduled.written_as}"
        return self.save(report, path, stamp=self._reports.stamp(None))


def _try(folder: Path) -> None:
    """Find out whether files can be written into a folder, which is made where there is none.

    Raises:
        Trouble: `unwritable_file`.
    """
    trial = folder / _TRIAL
    try:
        with whole_file(trial, make_folder=True):
            pass
        trial.unlink()
    except Trouble as trouble:
        raise Trouble("unwritable_file", **{**trouble.facts, "path": str(folder)}) from trouble
