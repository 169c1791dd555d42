"""Who found what on a sheet that several people counted on: by the entries, whoever has the sheet in the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.count_sheet import Entry, Find, Making, SetFound, SetLot, Sheet, Undo

Found = dict[str, int]
Key = tuple[int, str]
"""A product and its lot: a line of a sheet."""


def replay_by(entries: Iterable[tuple[Entry, str]]) -> tuple[Sheet, Mapping[Key, Found]]:
    """The sheet that a journal makes, and how much of each line was found by whom.

    Whoever types how much there is of a line has counted all of it; to say its lot is not to count.

    Args:
        entries: With the code of who made each.
    """
    making = Making()
    found: dict[Key, Found] = {}
    undone: list[list[tuple[Key, Found | None]]] = []
    for entry, who in entries:
        before = _key(making, entry.line) if isinstance(entry, SetFound | SetLot) else None
        making.take(entry)
        if isinstance(entry, Undo):
            for _ in range(entry.many):
                _put_back(found, undone.pop())
        elif isinstance(entry, Find | SetFound | SetLot) and making.last is not None:
            key = _key(making, making.last)
            undone.append([(one, found.get(one)) for one in ({key} if before is None else {before, key})])
            _attribute(found, entry, who, key, before)
    return making.sheet(), found


def _put_back(found: dict[Key, Found], before: list[tuple[Key, Found | None]]) -> None:
    for key, was in before:
        if was is None:
            found.pop(key, None)
        else:
            found[key] = was


def _attribute(
    found: dict[Key, Found], entry: Find | SetFound | SetLot, who: str, key: Key, before: Key | None
) -> None:
    own = dict(found.get(key, {}))
    match entry:
        case Find(_, quantity_milli):
            own[who] = own.get(who, 0) + quantity_milli
        case SetFound(_, quantity_milli):
            own = {who: quantity_milli}
        case SetLot() if before is not None and before != key:
            for name, milli in found.pop(before, {}).items():
                own[name] = own.get(name, 0) + milli
    found[key] = own


def _key(making: Making, line: int) -> Key:
    known = making.line(line)
    return known.goods.product_id, known.lot
