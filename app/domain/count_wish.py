"""From a review to the count that is posted: each line at its own moment, what lies on the counter beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.count_review import APART, NOT_POSTED, ReviewLine, State
from app.domain.count_standing import Part, together
from app.domain.figures import PIECE_MILLI
from app.domain.moment import Moment
from app.domain.product import Tracking
from app.domain.progress import Progress, told
from app.domain.refusal import Refusal
from app.domain.requests import Asking
from app.domain.stock_lines import dated_lot
from app.domain.stock_requests import CountAsked, CountLineAsked

COUNTER = "counter"
"""The zone of what lies in baskets that are not paid."""


def count_asked(
    lines: Sequence[ReviewLine],
    asking: Asking,
    *,
    uncounted: str,
    open_sheets: int,
    offset_minutes: int,
    progress: Progress | None = None,
) -> CountAsked:
    """The count that a review makes.

    Args:
        lines: Of the whole review, uncounted goods included.
        uncounted: `leave` or `zero`; "" where nobody has said yet.
        open_sheets: How many sheets are being counted still.
        offset_minutes: Of the moments.
        progress: Is told how many lines are done.

    Raises:
        Refusal: `sheets_open`, `recounts_open`, `uncounted_open` where something is left to do before posting;
            `counted_without_stock` where nothing was counted but goods that have no stock of their own.
    """
    check_done(lines, uncounted=uncounted, open_sheets=open_sheets)
    asked: list[CountLineAsked] = []
    for line in told(lines, len(lines), progress):
        if line.state is State.KIT or line.state is State.NO_STOCK:
            continue
        if line.found is not None:
            asked += _lines(line, line.found.parts, line.found.last_us, offset_minutes)
        elif uncounted == "zero":
            asked.append(CountLineAsked(line.goods.sku, line.counter_milli, zone=COUNTER if line.counter_milli else ""))
    if not asked and any(line.state in APART for line in lines):
        raise Refusal("counted_without_stock")
    return CountAsked(asking, tuple(asked))


def reasons_of(lines: Iterable[CountLineAsked]) -> dict[tuple[str, str], str]:
    """Why goods differ, by SKU and lot: what one line says holds for all of them, as they have one difference.

    Raises:
        Refusal: `two_reasons`.
    """
    reasons: dict[tuple[str, str], str] = {}
    for line in lines:
        if line.reason and reasons.setdefault(lot_of(line), line.reason) != line.reason:
            raise Refusal("two_reasons", sku=line.sku, first=reasons[lot_of(line)], second=line.reason)
    return reasons


def lot_of(line: CountLineAsked) -> tuple[str, str]:
    """The SKU and the lot of a line, "" for none and for pieces with serial numbers."""
    return line.sku, line.lot or dated_lot(line.expiry, line.serials)


def check_done(lines: Iterable[ReviewLine], *, uncounted: str, open_sheets: int) -> None:
    """Refuse to post while something is left to do; the figures are those of `count_asked`.

    Raises:
        Refusal: `sheets_open`, `recounts_open`, `uncounted_open`.
    """
    if open_sheets:
        raise Refusal("sheets_open", count=open_sheets)
    waiting = [line for line in lines if line.state in {State.RECOUNT, State.UNCOUNTED}]
    again = [line for line in waiting if line.state is State.RECOUNT]
    if again:
        raise Refusal("recounts_open", count=len(again), name=again[0].goods.name, sku=again[0].goods.sku)
    if waiting and not uncounted:
        raise Refusal("uncounted_open", count=len(waiting))


def _lines(line: ReviewLine, parts: Iterable[Part], last_us: int, offset_minutes: int) -> Iterable[CountLineAsked]:
    sku, reason = line.goods.sku, line.reason or None
    recount = line.state in NOT_POSTED or None
    found = list(parts)
    if all(part.is_all for part in found):
        found = [part._replace(zone=part.place) for part in found]
    shown = [*found, *_on_counter(line, last_us)]
    if line.goods.tracking is Tracking.LOT and any(part.lot for part in shown):
        shown = _with_lots(shown, line.says.expected, last_us)
    if line.state not in NOT_POSTED and line.says.expected.get("") and all(part.lot or part.serials for part in shown):
        # All that lies there has its number: what the book has without one is among it, or gone.
        shown = [*shown, Part("", "", 0, last_us, last_us, (), shown[0].counter, 1)]
    if line.state is State.UNCLEAR:
        shown = [part._replace(serials=(), days=()) for part in shown]
    for part, expiry in (dated for whole in shown for dated in _by_day(whole)):
        yield CountLineAsked(
            sku,
            part.found_milli,
            Moment(part.last_us, offset_minutes),
            part.zone,
            part.lot or None,
            part.serials,
            reason,
            part.counter or None,
            Moment(part.first_us, offset_minutes) if part.first_us != part.last_us else None,
            recount,
            expiry,
        )


def _by_day(part: Part) -> Iterable[tuple[Part, int | None]]:
    """A part with the last day of its lot; pieces with serial numbers are parted by theirs."""
    days = dict(part.days)
    if not days or not part.serials:
        yield part, days.get(part.lot)
        return
    for day in dict.fromkeys(days.get(serial) for serial in part.serials):
        serials = tuple(serial for serial in part.serials if days.get(serial) == day)
        yield part._replace(serials=serials, found_milli=len(serials) * PIECE_MILLI), day


def _on_counter(line: ReviewLine, last_us: int) -> list[Part]:
    """What lies in baskets, as parts of a zone of its own."""
    by_lot: dict[str, int] = {}
    serials = []
    for one in line.says.on_counter:
        if one.serial:
            serials.append(one.serial)
        else:
            lot = one.lot if line.goods.tracking is Tracking.LOT else ""
            by_lot[lot] = by_lot.get(lot, 0) + one.quantity_milli
    parts = [Part(COUNTER, lot, milli, last_us, last_us, (), "", 1) for lot, milli in by_lot.items()]
    if serials:
        whole_milli = len(serials) * PIECE_MILLI
        parts.append(Part(COUNTER, "", whole_milli, last_us, last_us, tuple(serials), "", 1))
    return parts


def _with_lots(parts: Sequence[Part], expected: Mapping[str, int], last_us: int) -> list[Part]:
    """Parts of goods of which some lots were named.

    What was found without a lot is taken for lots that are short, in their order; a lot that nobody found is gone.
    """
    named: dict[str, int] = {}
    for part in parts:
        if part.lot:
            named[part.lot] = named.get(part.lot, 0) + part.found_milli
    short = {lot: milli - named.get(lot, 0) for lot, milli in sorted(expected.items()) if lot}
    made: dict[tuple[str, str], Part] = {}
    for part in parts:
        for share in [part] if part.lot else _shared(part, short):
            place = (share.zone, share.lot)
            there = made.get(place)
            made[place] = share if there is None else together(there, share)
    seen = {lot for _, lot in made}
    # Who found the others last has not found these.
    last = max(parts, key=lambda part: (bool(part.counter), part.last_us)).counter
    gone = [Part("", lot, 0, last_us, last_us, (), last, 1) for lot in short if lot not in seen and expected[lot]]
    return [*made.values(), *gone]


def _shared(part: Part, short: dict[str, int]) -> Iterable[Part]:
    """A part without a lot, shared out over lots that are short; what is left stays without one."""
    left_milli = part.found_milli
    for lot, milli in short.items():
        taken_milli = min(left_milli, milli)
        if taken_milli > 0:
            short[lot] -= taken_milli
            left_milli -= taken_milli
            yield part._replace(lot=lot, found_milli=taken_milli)
    if left_milli:
        yield part._replace(found_milli=left_milli)
