"""What a batch scanner has counted comes onto a sheet: its file is read, codes are looked up, all of it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.count_sheet import Entry, Find, Note, goods_of
from app.domain.figures import PIECE_MILLI, half_up
from app.domain.moment import Moment
from app.exchange.batch_scans import BatchLine, read_batch_file
from app.reports.stocktakes import Stocktakes
from app.services.stocktaking import Stocktaking

_AT_ONCE = 1000  # entries in one transaction


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a file is taken in, and by whom."""

    location: str
    till: str
    user: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file.

    Attributes:
        lines: How many lines are on the sheet now.
        left_out: What could not be counted: unreadable rows, and codes that no product or several have. The journal of
            the sheet has the codes, too.
    """

    lines: int
    left_out: tuple[str, ...]


class BatchCount:
    """Takes files of batch scanners onto count sheets."""

    def __init__(self, stocktaking: Stocktaking, stocktakes: Stocktakes) -> None:
        self._stocktaking, self._stocktakes = stocktaking, stocktakes

    def take_in(self, path: Path, sheet: str, desk: Desk, now: Moment) -> TakenIn:
        """Count what a file says, at this moment: such files seldom say when.

        Raises:
            Refusal: `unreadable_file` and the like of the file, `draft_closed`, `draft_moved`, `not_allowed`.
        """
        batch = read_batch_file(path)
        left_out = [one.text for one in batch.bad]
        entries: list[tuple[Entry, str]] = []
        found: dict[str, Find | None] = {}
        for line in batch.lines:
            if line.code not in found:
                found[line.code] = self._find(line.code, desk.location, now)
            entry = _counted(found[line.code], line)
            if entry is None:
                left_out.append(line.code)
            entries.append((entry or Note("not_found"), line.code))
        self._record(sheet, entries, desk)
        return TakenIn(len(batch.lines), tuple(dict.fromkeys(left_out)))

    def _find(self, code: str, location: str, now: Moment) -> Find | None:
        """One scan of a code, or None where it does not mean one product."""
        found, _ = self._stocktakes.find(code, location=location)
        if len(found.items) != 1 or not found.items[0].stocked:
            return None
        scan = found.scan
        goods = goods_of(found.items[0])
        return Find(goods, found.quantity_milli, now.utc_us, scan.text, scan.lot or "", scan.serial or "")

    def _record(self, sheet: str, entries: Sequence[tuple[Entry, str]], desk: Desk) -> None:
        many = len(self._stocktakes.entries(sheet))
        for start in range(0, len(entries), _AT_ONCE):
            part = entries[start : start + _AT_ONCE]
            many = self._stocktaking.record(sheet, part, many=many, till=desk.till, user=desk.user)


def _counted(find: Find | None, line: BatchLine) -> Find | None:
    if find is None:
        return None
    return find._replace(quantity_milli=half_up(find.quantity_milli * line.quantity_milli, PIECE_MILLI))
