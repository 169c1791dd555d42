"""What Ctrl+Z takes back: it is said, and what somebody may not mean any more is asked about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from app.domain.count_sheet import Undo
from app.ui.said import Said
from app.ui.sound import Tone

if TYPE_CHECKING:
    from app.domain.count_sheet import Line, Sheet
    from app.ui.screens.counting.scanning import Bench, Scanning
    from app.ui.screens.counting.shelf import Shelf


class FileOnSheet(NamedTuple):
    """A file that was taken onto the sheet in hand.

    Attributes:
        begins, ends: How much could be taken back before it came, and when it was there.
    """

    sheet: str
    name: str
    lines: int
    begins: int
    ends: int


class Undoing:
    """Takes back: one entry after the other, a file as a whole, and what was on the sheet before it was opened again.

    The last two are asked about, and no further press of the same key is the answer.

    Args:
        bench: What it works with.
        shelf: Asks the book.
        scanning: Lets something happen to the sheet.
    """

    def __init__(self, bench: Bench, shelf: Shelf, scanning: Scanning) -> None:
        self._bench, self._shelf, self._scanning = bench, shelf, scanning
        self._files: list[FileOnSheet] = []
        scanning.answering.answers["undo_file"] = partial(bench.turns.do, self._undo_file)
        scanning.answering.answers["undo_before"] = partial(bench.turns.do, self._undo_before)

    def file_taken(self, name: str, lines: int, begins: int) -> None:
        """A file is on the sheet now."""
        hand = self._bench.hand
        if hand.sheet.depth > begins:
            self._files.append(FileOnSheet(hand.uid, name, lines, begins, hand.sheet.depth))

    def undo(self) -> None:
        """Ctrl+Z: take the last entry back, or ask."""
        self._bench.turns.do(self._undo)

    def _undo(self) -> None:
        hand, file = self._bench.hand, self._file()
        changed = _changed(hand.sheet)
        if file is not None:
            self._bench.complain("warn", "undo_file", name=file.name, lines=file.lines)
        elif changed is not None and hand.sheet.depth <= hand.opened:
            self._bench.complain("warn", "undo_before", name=changed[0].goods.name)
        else:
            self._take_back()

    def _take_back(self) -> None:
        hand = self._bench.hand
        changed = _changed(hand.sheet)
        if not self._scanning.enter(Undo(), tone=Tone.TAKEN) or changed is None:
            return
        line, milli = changed
        code = "undone" if milli > 0 else "undone_to"
        if milli <= 0:
            lines = hand.sheet.lines_of(line.goods.product_id)
            milli = next((one.found_milli for one in lines if one.lot == line.lot), 0)
        facts = {"name": line.goods.name, "place": hand.zone, "milli": milli, "unit": line.goods.unit}
        self._bench.view.say(Said("info", code, facts))

    def _undo_before(self) -> None:
        hand = self._bench.hand
        if hand.uid and hand.sheet.depth:
            hand.opened = min(hand.opened, hand.sheet.depth - 1)
            self._take_back()

    def _file(self) -> FileOnSheet | None:
        """The file that is the last on the sheet in hand."""
        hand = self._bench.hand
        return next((one for one in self._files if (one.sheet, one.ends) == (hand.uid, hand.sheet.depth)), None)

    def _undo_file(self) -> None:
        file, hand = self._file(), self._bench.hand
        if file is not None:
            job = partial(self._shelf.undo_file, hand.uid, file.ends - file.begins, hand.sheet.entries)
            self._bench.run(job, partial(self._on_file, file))

    def _on_file(self, file: FileOnSheet, sheet: object) -> None:
        hand = self._bench.hand
        self._files.remove(file)
        hand.take_up(hand.uid, hand.zone, cast("Sheet", sheet), hand.goods, hand.covered)
        self._bench.view.changed()
        self._bench.view.say(Said("info", "undone_file", {"name": file.name, "lines": file.lines}))
        self._bench.view.sound(Tone.TAKEN)
        self._scanning.look_again()


def _changed(sheet: Sheet) -> tuple[Line, int] | None:
    """The line that the last entry has changed, and by how much: that is taken back next; None where there is none."""
    before = sheet.before
    if before is None:
        return None
    key, was = before.key, before.line
    if before.lines is not None and was is not None:
        return was, 0  # two lines became one
    line = sheet.lines[key]
    return line, line.found_milli - (0 if was is None else was.found_milli)
