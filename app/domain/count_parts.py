"""What a count has booked, by the arrivals that it took from or by its own gains; and what of it goes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from app.domain.figures import share_so_far


class Booked(NamedTuple):
    """A movement at the moment of a count.

    Attributes:
        quantity_milli, value_minor: As stock sees them.
        of_seq: Of goods that were missing, and of such as were given back: the movement by which they first came;
            of a gain that movement itself, also where it goes out again; None where nobody knows.
    """

    seq: int
    lot: str
    quantity_milli: int
    value_minor: int
    of_seq: int | None


class Part(NamedTuple):
    """What still stands of it: both figures are of the sign of the whole."""

    lot: str
    quantity_milli: int
    value_minor: int
    of_seq: int | None

    def first(self, quantity_milli: int) -> tuple[Part, Part]:
        """So much of it (without a sign), and the rest."""
        own_milli = min(quantity_milli, abs(self.quantity_milli))
        own_minor = share_so_far(self.value_minor, own_milli, abs(self.quantity_milli))
        own_milli = own_milli if self.quantity_milli > 0 else -own_milli
        own = self._replace(quantity_milli=own_milli, value_minor=own_minor)
        rest_milli, rest_minor = self.quantity_milli - own_milli, self.value_minor - own_minor
        return own, self._replace(quantity_milli=rest_milli, value_minor=rest_minor)


def standing(rows: Iterable[Booked]) -> dict[str, list[Part]]:
    """By lot: what stands of all that was booked at a moment, in the order in which it was.

    Where something of unknown origin went the other way, nobody knows of which part that was: they are one.
    """
    by_lot: dict[str, dict[int | None, Part]] = {}
    last_in: dict[str, int] = {}
    for row in rows:
        if row.quantity_milli > 0:
            last_in[row.lot] = row.seq
        of_lot = by_lot.setdefault(row.lot, {})
        held = of_lot.get(row.of_seq, Part(row.lot, 0, 0, row.of_seq))
        of_lot[row.of_seq] = held._replace(
            quantity_milli=held.quantity_milli + row.quantity_milli, value_minor=held.value_minor + row.value_minor
        )
    whole = {lot: _whole(lot, list(of_lot.values()), last_in.get(lot)) for lot, of_lot in by_lot.items()}
    return {lot: parts for lot, parts in whole.items() if parts}


def _whole(lot: str, parts: list[Part], last_in: int | None) -> list[Part]:
    whole_milli, whole_minor = sum(part.quantity_milli for part in parts), sum(part.value_minor for part in parts)
    own = [part for part in parts if part.quantity_milli * whole_milli > 0]
    is_known = whole_milli < 0 or all(part.of_seq for part in own)
    if own and is_known and sum(part.quantity_milli for part in own) == whole_milli:
        # Of goods that are all alike, pieces that came back may have cost other than they had gone at.
        over_minor = whole_minor - sum(part.value_minor for part in own)
        return [*own[:-1], own[-1]._replace(value_minor=own[-1].value_minor + over_minor)]
    return [Part(lot, whole_milli, whole_minor, last_in if whole_milli > 0 else None)] if whole_milli else []


def as_they_came(parts: Collection[Part], *, is_lifo: bool) -> list[Part]:
    """Parts that were booked one after another, in the order in which they would have gone at once."""
    known = sorted((part for part in parts if part.of_seq is not None), key=lambda part: part.of_seq or 0)
    return (known[::-1] if is_lifo else known) + [part for part in parts if part.of_seq is None]


def kept(parts: Iterable[Part], quantity_milli: int, wrong: Collection[int]) -> Iterator[Part]:
    """What goes back of what was missing by layers, where so much of it is missing without the mistake, too.

    Without the mistake the first of the other goods would have gone; its own are kept only where there are no others.

    Args:
        parts: In the order in which they went.
        quantity_milli: Without a sign.
        wrong: The movements by which the goods of the mistake came.
    """
    ordered = sorted(parts, key=lambda part: part.of_seq in wrong)
    for part in ordered:
        own, rest = part.first(quantity_milli)
        quantity_milli -= abs(own.quantity_milli)
        if rest.quantity_milli:
            yield rest


def dealt(parts: Iterable[Part], due: Iterable[tuple[str, int]]) -> Iterator[Part]:
    """Deal what goes back out to the lots that it is due to, without a sign: by layers any of it is as good."""
    left = list(parts)
    for lot, quantity_milli in due:
        rest_milli = quantity_milli
        while rest_milli and left:
            own, rest = left.pop(0).first(rest_milli)
            rest_milli -= abs(own.quantity_milli)
            yield own._replace(lot=lot)
            if rest.quantity_milli:
                left.insert(0, rest)
