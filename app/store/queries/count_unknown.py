"""Codes that were scanned in a stocktake and stand for no goods on its sheets: what nobody looks after is missing."""

from __future__ import annotations

import json
from typing import NamedTuple

from app.domain.moment import Moment
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

SETTLED = "settled"
"""The note of who has looked after a code."""
_FOLDED, _UNFOLDED = "folded", "unfolded"
_OTHER_NOTES = frozenset(
    {SETTLED, "other_goods", "outside", "zero_of_counted", "lot_other_expiry", "serial_counted", _UNFOLDED}
)
_FILE = "file "


class UnknownCode(NamedTuple):
    """A code that stands for no goods on the sheets.

    Attributes:
        zones, people: Where it was scanned ("" is the location as a whole), and the names of who did.
        times: How often.
        at: When last.
        note: Why it was not counted, as the journal has it: `no_match`, `several` goods have it ...
    """

    code: str
    zones: tuple[str, ...]
    people: tuple[str, ...]
    times: int
    at: Moment
    note: str


def unknown_codes(connection: Connection, stocktake_id: int) -> list[UnknownCode]:
    """The codes of a stocktake that nobody has counted or looked after since, the one that came last first."""
    noted: dict[str, list[_Noted]] = {}
    folded: dict[str, list[_Noted]] = {}
    for raw, meaning, zone, name, offset, *when in connection.execute(_NOTED, (stocktake_id,)):
        note = json.loads(meaning)["text"]
        if note == _UNFOLDED and folded.get(raw):
            noted[raw].remove(folded[raw].pop(0))
        elif raw and note not in _OTHER_NOTES and not note.startswith(_FILE):
            one = _Noted(note, zone, name, offset, _When(*when))
            noted.setdefault(raw, []).append(one)
            if note == _FOLDED:
                folded.setdefault(raw, []).append(one)
    if not noted:
        return []
    since: dict[str, list[tuple[int, _When]]] = {}
    codes = dialect.storable(dialect.each_text(noted))
    for raw, is_settled, *when in connection.execute(_DEALT_WITH, (_SETTLED, stocktake_id, codes, _SETTLED)):
        since.setdefault(raw, []).append((is_settled, _When(*when)))
    found = []
    for raw, every in noted.items():
        # Another piece of goods that came twice says nothing of the one that was not taken.
        left = [
            one
            for one in every
            if not any(
                _is_later(when, one.when) and (is_settled or one.note != _FOLDED)
                for is_settled, when in since.get(raw, ())
            )
        ]
        if left:
            last = left[-1]
            zones = tuple(dict.fromkeys(one.zone for one in left))
            people = tuple(dict.fromkeys(one.name for one in left))
            found.append(UnknownCode(raw, zones, people, len(left), Moment(last.when.at_us, last.offset), last.note))
    return sorted(found, key=lambda one: -one.at.utc_us)


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


_NOTED = """
SELECT raw, meaning, zone, person.name, draft.offset_minutes, at_us, draft.id, place
FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id JOIN draft_entry ON draft_entry.draft_id = draft.id
JOIN person ON person.id = draft_entry.person_id
WHERE stocktake_id = ? AND draft.state <> 'abandoned' AND meaning LIKE '{"entry":"Note"%'
ORDER BY at_us, draft.id, place
"""
_SETTLED = '{"entry":"Note","text":"settled"}'
_DEALT_WITH = dialect.in_words("""
SELECT raw, meaning = ?, at_us, draft.id, place
FROM count_sheet JOIN draft ON draft.id = count_sheet.draft_id
JOIN draft_entry ON draft_entry.draft_id = draft.id
WHERE stocktake_id = ? AND draft.state <> 'abandoned' AND raw IN (SELECT value FROM $EACH)
    AND (meaning LIKE '{"entry":"Find"%' OR meaning = ?)
""")
