"""Drafts: what is in progress, one durable entry at a time.

Entries are only ever appended; they are the journal of what was scanned as well as what will be posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.moment import Moment
from app.domain.refusal import Refusal
from app.store import dialect_sqlite as dialect
from app.store.database import Connection
from app.store.queries.parties import Desk

DELIVERY_SHEET = "delivery"
"""The kind of drafts that are sheets of deliveries."""
ORDER_FORM = "order"
"""The kind of drafts that are orders while they are written."""


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One entry: the raw input as it came, and what it meant (JSON)."""

    raw: str
    meaning: str


def begin(connection: Connection, uid: str, kind: str, desk: Desk, now: Moment, *, label: str = "") -> None:
    """Open a draft, under a word that people know it by."""
    connection.execute(
        "INSERT INTO draft (uid, kind, state, till_id, person_id, label, changed_us, offset_minutes)"
        " VALUES (?, ?, 'open', ?, ?, ?, ?, ?)",
        (uid, kind, desk.till_id, desk.person_id, dialect.storable(label), now.utc_us, now.offset_minutes),
    )


def append(connection: Connection, uid: str, entry: DraftEntry, now: Moment) -> None:
    """Append one entry to an open draft.

    Raises:
        Refusal: `draft_closed` when it was posted, parked or abandoned meanwhile.
    """
    raw, meaning = dialect.storable(entry.raw), dialect.storable(entry.meaning)
    if connection.execute(_APPEND, (now.utc_us, raw, meaning, uid)).get is None:
        raise Refusal("draft_closed")


_APPEND = """
INSERT INTO draft_entry (draft_id, place, at_us, person_id, raw, meaning)
SELECT draft.id, 1 + coalesce((SELECT max(place) FROM draft_entry WHERE draft_id = draft.id), 0), ?, person_id, ?, ?
FROM draft WHERE uid = ? AND state = 'open' RETURNING place
"""


def move(
    connection: Connection, uid: str, *, to: str, now: Moment, label: str | None = None, desk: Desk | None = None
) -> None:
    """Bring a live draft into another state: `open parked posted abandoned`; with `desk`, it is that person's there.

    Raises:
        Refusal: `draft_closed` when it is not live any more.
    """
    till, person = (desk.till_id, desk.person_id) if desk is not None else (None, None)
    if connection.execute(_MOVE, (to, label, till, person, now.utc_us, now.offset_minutes, uid)).get is None:
        raise Refusal("draft_closed")


_MOVE = """
UPDATE draft SET state = ?, label = coalesce(?, label), till_id = coalesce(?, till_id),
    person_id = coalesce(?, person_id), changed_us = ?, offset_minutes = ?
WHERE uid = ? AND state IN ('open', 'parked') RETURNING id
"""


def post(connection: Connection, uid: str, *, many: int | None, now: Moment) -> None:
    """End an open draft by posting it, as somebody knows it who has seen so many entries; None does not say.

    Raises:
        Refusal: As of `append_behind`: what somebody else has entered meanwhile is not left behind unseen.
    """
    if many is not None:
        append_behind(connection, uid, (), now, many=many)
    move(connection, uid, to="posted", now=now)


def end_form(connection: Connection, uid: str, now: Moment, *, to: str) -> None:
    """End what was kept of an order while it was written, if anything was: it is `posted`, or `abandoned`."""
    connection.execute(_END_FORM, (to, now.utc_us, now.offset_minutes, uid, ORDER_FORM))


_END_FORM = """
UPDATE draft SET state = ?, changed_us = ?, offset_minutes = ? WHERE uid = ? AND kind = ? AND state = 'open'
"""


def recall(connection: Connection, uid: str, desk: Desk, now: Moment, *, state: str = "parked") -> None:
    """A draft that was parked, or is in another state that it comes back from, goes on at this till.

    Raises:
        Refusal: `draft_closed` when somebody else was quicker.
    """
    row = (desk.till_id, desk.person_id, now.utc_us, now.offset_minutes, uid, state)
    if connection.execute(_RECALL, row).get is None:
        raise Refusal("draft_closed")


_RECALL = """
UPDATE draft SET state = 'open', till_id = ?, person_id = ?, changed_us = ?, offset_minutes = ?
WHERE uid = ? AND state = ? RETURNING id
"""


def append_behind(
    connection: Connection,
    uid: str,
    entries: Sequence[DraftEntry],
    now: Moment,
    *,
    many: int,
    desk: Desk | None = None,
) -> None:
    """Append entries to an open draft that has so many: several people may work on it, each knowing all of it.

    Raises:
        Refusal: `draft_closed` when it was posted or abandoned meanwhile, `draft_moved` when it has other entries.
    """
    row = connection.execute(_STANDING, (uid,)).fetchone()
    if row is None:
        raise Refusal("draft_closed")
    draft_id, there = row
    if there != many:
        raise Refusal("draft_moved")
    connection.executemany(
        "INSERT INTO draft_entry (draft_id, place, at_us, person_id, raw, meaning) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                draft_id,
                place,
                now.utc_us,
                desk and desk.person_id,
                dialect.storable(one.raw),
                dialect.storable(one.meaning),
            )
            for place, one in enumerate(entries, start=many + 1)
        ],
    )


_STANDING = """
SELECT draft.id, coalesce((SELECT max(place) FROM draft_entry WHERE draft_id = draft.id), 0)
FROM draft WHERE uid = ? AND state = 'open'
"""


def rename(connection: Connection, uid: str, label: str, now: Moment) -> None:
    """Give an open draft another word that people know it by.

    Raises:
        Refusal: `draft_closed` when it is not open any more.
    """
    row = (dialect.storable(label), now.utc_us, now.offset_minutes, uid)
    if connection.execute(_RENAME, row).get is None:
        raise Refusal("draft_closed")


_RENAME = """
UPDATE draft SET label = ?, changed_us = ?, offset_minutes = ? WHERE uid = ? AND state = 'open' RETURNING id
"""
