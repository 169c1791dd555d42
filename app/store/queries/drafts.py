"""Drafts as they stand: what is open at a till, what is parked."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.moment import Moment
from app.store.database import Connection


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A live draft with the meanings of its entries (JSON), in order."""

    uid: str
    label: str
    till: str
    user: str
    changed: Moment
    meanings: tuple[str, ...]


# Both states are written out as the index has them: it holds the few live drafts, not the million posted ones.
_LIVE = """
SELECT draft.id, draft.uid, label, till.code, person.name, changed_us, offset_minutes
FROM draft JOIN till ON till.id = draft.till_id JOIN person ON person.id = draft.person_id
WHERE draft.kind = ? AND draft.state = ? AND draft.state IN ('open', 'parked') AND (? IS NULL OR till.code = ?)
ORDER BY changed_us, draft.id
"""


def live(connection: Connection, kind: str, state: str, *, till: str | None = None) -> list[StoredDraft]:
    """The drafts of a kind that are `open` or `parked`, the one that was left longest ago first."""
    return [
        StoredDraft(uid, label, till_code, user, Moment(changed_us, offset), _meanings(connection, draft_id))
        for draft_id, uid, label, till_code, user, changed_us, offset in list(
            connection.execute(_LIVE, (kind, state, till, till))
        )
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """A live draft without its entries.

    Attributes:
        raw: What its first entry came from.
        entries: How many it has.
    """

    uid: str
    label: str
    till: str
    user: str
    changed: Moment
    raw: str
    entries: int


def standing(connection: Connection, kind: str) -> list[Standing]:
    """The open drafts of a kind at all tills, the one that was begun first first."""
    return [
        Standing(uid, label, till, user, Moment(changed_us, offset), raw, entries)
        for uid, label, till, user, changed_us, offset, raw, entries in list(connection.execute(_STANDING, (kind,)))
    ]


_STANDING = """
SELECT draft.uid, label, till.code, person.name, changed_us, offset_minutes,
    coalesce((SELECT raw FROM draft_entry WHERE draft_id = draft.id AND place = 1), ''),
    coalesce((SELECT max(place) FROM draft_entry WHERE draft_id = draft.id), 0)
FROM draft JOIN till ON till.id = draft.till_id JOIN person ON person.id = draft.person_id
WHERE draft.kind = ? AND draft.state = 'open' ORDER BY draft.id
"""


def is_there(connection: Connection, uid: str) -> bool:
    """Whether there is, or was, a draft with that uid."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM draft WHERE uid = ?)", (uid,)).get)


def meanings(connection: Connection, uid: str) -> tuple[str, ...]:
    """The meanings of a draft's entries, whatever became of it; none where there is no such draft."""
    found = connection.execute("SELECT id FROM draft WHERE uid = ?", (uid,)).get
    return () if found is None else _meanings(connection, found)


def _meanings(connection: Connection, draft_id: int) -> tuple[str, ...]:
    rows = connection.execute("SELECT meaning FROM draft_entry WHERE draft_id = ? ORDER BY place", (draft_id,))
    return tuple(row[0] for row in rows)
