"""The pack of a period as paper and as a file: while it is open as it stands now, later as it was kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.base.clock import Clock
from app.devices.printer import print_pdf
from app.domain.moment import Moment, day_of, write_date
from app.domain.shop import Shop
from app.jobs.report_papers import Look, keep
from app.printing import format as written
from app.reports.packs import write_pack
from app.reports.period_pack import PeriodPacks, Told

if TYPE_CHECKING:
    from app.printing.printout import Printout

PACK_FORMATS = ("pdf", "json")


class PeriodPapers:
    """Puts period packs on paper. Loads fonts and waits for printers: never call it on the window's thread.

    Args:
        packs: Knows what periods came to.
        rules: The rules that the book goes by.
        clock: Tells when something is printed.
        folder: Where packs are kept.
    """

    def __init__(self, packs: PeriodPacks, rules: Callable[[], Shop], clock: Clock, folder: Path) -> None:
        self._packs = packs
        self._rules = rules
        self._clock = clock
        self._folder = folder

    def pdf(self, told: Told, user: str, look: Look | None = None) -> Printout:
        """A period's pack on paper.

        Args:
            told: The pack.
            user: Who prints it, by name.
            look: Is told at each page how many are done, and of how many; what it raises ends the work.
        """
        from app.printing.period_pack import PackPaper, period_pack_pdf  # noqa: PLC0415 -- who prints waits
        from app.printing.period_pack_tables import METHODS  # noqa: PLC0415 -- the same

        language = told.pack.language or self._rules().language
        now_us = self._clock.now_us()
        who = written.apart(user, language)
        now = written.moment_apart(Moment(now_us, self._clock.offset_minutes(now_us)).local(), language)
        if told.closed_at is None:
            state, known = "Open: figures can still change until the period is closed", now
            cover = f"Not closed \u00b7 printed {now} by {who}"
        else:
            known = written.moment_apart(told.closed_at.local(), language)
            state = f"Closed as {told.number} on {known} by {written.apart(told.closed_by, language)}"
            cover = f"Copy of the pack of {told.number}, closed {known} \u00b7 printed {now} by {who}"
        methods = told.pack.section("methods")
        codes = dict.fromkeys(str(row[0]) for row in (methods.rows if methods is not None else ()))
        formulas = ", ".join(METHODS.get(code, code) for code in codes) or "No stock"
        facts = (
            ("As of the end of", written.day(day_of(told.through), language)),
            ("Known as of", known),
            ("State", state),
            ("Cost formula", formulas),
            ("Printed", f"by {who} on {now}"),
            ("Digest", told.digest),
        )

        return period_pack_pdf(PackPaper(told.pack, language, state, facts, cover=cover), look)

    def path(self, told: Told, ending: str) -> Path:
        """Where the pack goes that nobody has named another place for."""
        name = f"period-{write_date(told.first_day)}_{write_date(told.through)}"
        return self._folder / f"{name}{'' if told.number else '-open'}.{ending}"

    def save(self, told: Told, user: str, path: Path, look: Look | None = None) -> Path:
        """Write the pack as what its file's name ends in: PDF, or its own text, of which the digest is.

        Raises:
            Trouble: `unwritable_file`.
        """
        if path.suffix.lower() == ".json":
            return keep(path, self.text(told).encode())
        return keep(path, self.pdf(told, user, look).pdf)

    def text(self, told: Told) -> str:
        """The pack's own text: of a closed period to the letter as it was kept."""
        return self._packs.kept_text(told.through) if told.number else write_pack(told.pack)

    def print(self, told: Told, user: str, look: Look | None = None) -> None:
        """Print the pack on the printer that the system prefers.

        Raises:
            Trouble: those of `print_pdf`.
        """
        days = f"{write_date(told.first_day)} {write_date(told.through)}"
        print_pdf(self.pdf(told, user, look).pdf, None, title=f"Period end {days}")
