"""Codes that were scanned in a stocktake and stand for no goods on its sheets: what nobody looks after is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from app.domain.count_journal import read_entry
from app.domain.moment import Moment
from app.domain.product import Unit
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.count_sheet import Goods, Note

SETTLED, _UNSETTLED = "settled", "unsettled"
"""The notes of who has looked after a code, and has not after all."""
_FOLDED, _UNFOLDED = "folded", "unfolded"
_ANSWERED = "answered"
_ASKED = frozenset({"maybe_piece", "other_goods", "outside", "starless"})
"""What somebody at the shelf is asked about."""
_OTHER_NOTES = frozenset(
    {SETTLED, _UNSETTLED, "not_stocked", "zero_of_counted", "lot_other_expiry", "serial_counted", _ANSWERED, _UNFOLDED}
)
_STAY = frozenset({_FOLDED, "outside", "starless"})
"""Another piece of the same goods says nothing of the one that was not taken."""
_FILE = "file "


class UnknownCode(NamedTuple):
    """A code that stands for no goods on the sheets.

    Attributes:
        zones, people: Where it was scanned ("" is the location as a whole), and the names of who did.
        times: How often.
        at: When last.
        note: Why it was not counted, as the journal has it: `no_match`, `several` goods have it ...
        name: Of the goods, where one knows them.
        quantity_milli, unit: How much was scanned, as far as that was said.
        rows: Of the file that brought it.
    """

    code: str
    zones: tuple[str, ...]
    people: tuple[str, ...]
    times: int
    at: Moment
    note: str
    name: str = ""
    quantity_milli: int = 0
    unit: Unit = Unit.EACH
    rows: tuple[int, ...] = ()


def unknown_codes(connection: Connection, stocktake_id: int) -> list[UnknownCode]:
    """The codes of a stocktake that nobody has counted or looked after since, the one that came last first."""
    noted: dict[str, list[_Noted]] = {}
    folded: dict[str, list[_Noted]] = {}
    for raw, meaning, zone, name, offset, *when in connection.execute(_NOTED, (stocktake_id,)):
        entry = cast("Note", read_entry(meaning))
        note = entry.text
        if note == _UNFOLDED and folded.get(raw):
            noted[raw].remove(folded[raw].pop(0))
        elif note == _ANSWERED:
            _answer(noted.get(raw, []), when[1])
        elif raw and note not in _OTHER_NOTES and not note.startswith(_FILE):
            one = _Noted(note, zone, name, offset, _When(*when), entry.goods, entry.quantity_milli, entry.row)
            noted.setdefault(raw, []).append(one)
            if note == _FOLDED:
                folded.setdefault(raw, []).append(one)
    if not noted:
        return []
    since, found = _dealt_with(connection, stocktake_id, noted), []
    for raw, every in noted.items():
        left = [
            one
            for one in every
            if not any(
                _is_later(when, one.when) and (is_settled or one.note not in _STAY)
                for is_settled, when in since.get(raw, ())
            )
        ]
        if left:
            found.append(_found(raw, left))
    return sorted(found, key=lambda one: -one.at.utc_us)


def _dealt_with(connection: Connection, stocktake_id: int, codes: Iterable[str]) -> dict[str, list[tuple[int, _When]]]:
    """When goods with these codes were counted, and (1) when somebody has looked after them and not taken it back."""
    since: dict[str, list[tuple[int, _When]]] = {}
    asked = _SETTLED, _BACK, stocktake_id, dialect.storable(dialect.each_text(codes)), _SETTLED, _BACK
    for raw, is_settled, is_back, *when in connection.execute(_DEALT_WITH, asked):
        every = since.setdefault(raw, [])
        if is_back:
            last = max((place for place, (was_settled, _) in enumerate(every) if was_settled), default=None)
            if last is not None:
                del every[last]
        else:
            every.append((is_settled, _When(*when)))
    return since


def _found(raw: str, left: list[_Noted]) -> UnknownCode:
    last, goods = left[-1], next((one.goods for one in left if one.goods is not None), None)
    return UnknownCode(
        raw,
        zones=tuple(dict.fromkeys(one.zone for one in left)),
        people=tuple(dict.fromkeys(one.name for one in left)),
        times=len(left),
        at=Moment(last.when.at_us, last.offset),
        note=last.note,
        name="" if goods is None else goods.name,
        quantity_milli=sum(one.quantity_milli for one in left),
        unit=Unit.EACH if goods is None else goods.unit,
        rows=tuple(dict.fromkeys(one.row for one in left if one.row)),
    )


def _answer(noted: list[_Noted], draft_id: int) -> None:
    """The last scan that was asked about on a sheet is not listed any more."""
    for one in reversed(noted):
        if one.note in _ASKED and one.when.draft_id == draft_id:
            noted.remove(one)
            return


class _When(NamedTuple):
    at_us: int
    draft_id: int
    place: int


def _is_later(when: _When, before: _When) -> bool:
    if when.at_us == before.at_us and when.draft_id == before.draft_id:
        return when.place > before.place
    return when.at_us >= before.at_us


class _Noted(NamedTuple):
    note: str
    zone: str
    name: str
    offset: int
    when: _When
    goods: Goods | None
    quantity_milli: int
    row: int


_NOTED = """
SELECT raw, meaning, zone, person.name, draft.offset_minutes, at_us, draft.id, place
FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id JOIN draft_entry ON draft_entry.draft_id = draft.id
JOIN person ON person.id = draft_entry.person_id
WHERE stocktake_id = ? AND draft.state <> 'abandoned' AND meaning LIKE '{"entry":"Note"%'
ORDER BY at_us, draft.id, place
"""
_SETTLED, _BACK = (f'{{"entry":"Note","text":"{text}"}}' for text in (SETTLED, _UNSETTLED))
_DEALT_WITH = dialect.in_words("""
SELECT raw, meaning = ?, meaning = ?, at_us, draft.id, place
FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id
JOIN draft_entry ON draft_entry.draft_id = draft.id
WHERE stocktake_id = ? AND draft.state <> 'abandoned' AND raw IN (SELECT value FROM $EACH)
    AND (meaning LIKE '{"entry":"Find"%' OR meaning IN (?, ?))
ORDER BY at_us, draft.id, place
""")
