"""Counting: what was found on the shelf, each line at its own moment, against the ledger as it stood then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from app.base.clock import Clock
from app.domain import rights
from app.domain.business_days import BusinessDays
from app.domain.changes import Posted, Warned
from app.domain.count_book import wants_serials
from app.domain.count_gathered import NO_LOT, Gathered, gathered
from app.domain.count_gathered import differences as differences_of
from app.domain.count_reasons import misfits
from app.domain.count_sheet import Goods
from app.domain.count_wish import COUNTER, lot_of, reasons_of
from app.domain.count_zone import check_zone, zone_key
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import write_quantity
from app.domain.in_pieces import Held
from app.domain.moment import Moment, check_moment
from app.domain.movement import Found, MovementKind, Shifted, Step, Wanted, When
from app.domain.product import Tracking, check_quantity
from app.domain.progress import Progress, share, told
from app.domain.refusal import Refusal
from app.domain.stock_lines import check_named
from app.domain.stock_requests import CountAsked, CountLineAsked
from app.reports.coded import by_sku
from app.store.database import Book, Connection
from app.store.queries import count_plan_kept, counted, counts, parties
from app.store.queries.stock import check_reasons
from app.store.writing import count_plans, lot_dates, stocktakes
from app.store.writing.posting import Posting


class Counting:
    """Brings the book to what is on the shelf."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def count(
        self, asked: CountAsked, *, stocktake: str | None = None, many: int = 0, progress: Progress | None = None
    ) -> Posted:
        """Post a stocktake of a location: the differences, line by line at the line's moment.

        The difference is what was found less all movements up to that moment, as they are known now. A product that
        moved between its first and its last scan is not posted from this pass; the answer warns of it, and so it is of
        pieces that the book has by serial number where it is not said which of them are there. Of a product
        of which nothing had come in by then, the count is its opening stock. In a shop that lives by counts alone,
        what is gone is usage. The answer tells what nobody counted and was set to zero, and its value; with a plan,
        which goods were beyond its tolerance and counted once, and which of its goods nobody counted.

        Args:
            stocktake: The uid of the stocktake that it ends, if it comes from one.
            many: How many entries that stocktake's sheets have, as far as the asker knows.
            progress: Is told how many lines are done, of how many; until all are, it may raise, and nothing is posted.

        Raises:
            Refusal: `not_allowed`, `no_lines`, `unknown_product`, `kit_comes_in_parts`, `counted_twice`,
                `counted_below_zero`, `whole_pieces`, `serials_count`, `serial_twice`, `moment_ahead`, `counted_later`,
                `counted_backwards`, `unknown_reason`, `two_reasons`, `unknown_user`, `not_by_lot`, `lot_other_expiry`,
                those of `check_zone`, `by_sku` and `count_plans.carry_out`; of a stocktake `stocktake_closed` and
                `draft_moved`; `out_of_bounds` when a difference is more than the book can keep.
        """
        with Held() as held:
            return self._count(asked, stocktake, many, held, progress)

    def _count(
        self, asked: CountAsked, stocktake: str | None, many: int, held: Held, progress: Progress | None
    ) -> Posted:
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.COUNT, rights.Right.POST_COUNT)
            if not asked.lines:
                raise Refusal("no_lines")
            named = by_sku(connection, asked.lines, shop=self._book.shop, location_id=posting.location_id)
            lines = [*named, *self._uncounted(posting, asked, named)]
            goods_by_sku = posting.find_counted(line.sku for line in lines)
            goods = [goods_by_sku[line.sku] for line in lines]
            held.keep(lines, goods)
            stored = self._lines(posting, lines, goods, asked.asking.at, share(progress, len(lines), 0, 40))
            held.keep(stored)
            _check_lots(connection, stored, goods)
            begun_us = [None if line.first_at is None else line.first_at.utc_us for line in lines]
            found = gathered(told(stored, len(stored), share(progress, len(lines), 40, 60)), goods, begun_us)
            held.keep(found)
            for one in found:
                if one.days:
                    lot_dates.say(connection, one.item.product_id, one.days)
            days = BusinessDays(self._book.shop)
            first_us = min(one.first_us for one in found)
            ids, day = [one.item.product_id for one in found], days.of(first_us)
            shelves = counted.Shelves(connection, posting.location_id, ids, first_us=first_us, day=day)
            moved = {
                one.item.product_id
                for one in found
                if one.first_us < one.last_us and shelves.has_moved(one.item.product_id, one.first_us, one.last_us)
            }
            moved |= {item.product_id for line, item in zip(lines, goods, strict=True) if line.recount}
            unnamed = {one.item.product_id for one in found if _is_unnamed(one, shelves)} - moved
            moved |= unnamed
            warnings = _held_back(found, moved, unnamed)
            stored = _set_aside(stored, goods, moved)
            stayed = [one for one in found if one.item.product_id not in moved] if moved else found
            warnings += [
                *_never_came(connection, stayed, shelves),
                *_lots_left(stayed, shelves),
                *_elsewhere(connection, posting.location_id, stayed, shelves),
                *_misfits(lines, stayed, shelves),
            ]
            left = self._left_of_plan(posting, asked, named)
            steps = self._steps(posting, stayed, shelves, days)
            warnings += self._between(posting, stayed, steps)
            document = StockDocument(posting.heading, tuple(stored), uncounted=asked.uncounted)
            held.keep(steps)
            posted = posting.post(
                document, goods, steps, warnings=warnings, progress=share(progress, len(lines), 60, 95)
            )
            if len(lines) > len(asked.lines):
                posted = self._with_zeroed(connection, posted, len(asked.lines))
            stocktakes.keep_counters(connection, posted.uid, _counters(posting, asked, lines))
            count_plans.carry_out(connection, posted.uid, asked.plan, posting.location_id)
            kept = _of(named, stayed) if asked.plan is not None else []
            undone = count_plan_kept.warnings(connection, posted.uid, asked.plan, kept, shelves, left)
            posted = replace(posted, warnings=(*posted.warnings, *undone))
            if stocktake is not None:
                stocktakes.post(connection, stocktake, count=posted.uid, many=many, now=posting.now)
            if progress is not None:
                progress(len(lines), len(lines))
            return posted

    @staticmethod
    def _uncounted(posting: Posting, asked: CountAsked, found: Sequence[CountLineAsked]) -> list[CountLineAsked]:
        """Where what nobody counted is gone: a line of zero for each product, and each other lot of those by lot."""
        if asked.uncounted != "zero":
            return []
        place = posting.connection, posting.location_id
        lots = {lot_of(line) for line in found}
        named, whole = {sku for sku, _ in lots}, {sku for sku, lot in lots if not lot}
        others = [one for one in counted.lots_with_stock(*place, sorted(named - whole)) if one not in lots]
        return [
            *(CountLineAsked(sku, 0) for sku in counted.skus_with_stock(*place) if sku not in named),
            *(CountLineAsked(sku, 0, lot=lot) for sku, lot in others),
        ]

    @staticmethod
    def _left_of_plan(posting: Posting, asked: CountAsked, found: Iterable[CountLineAsked]) -> list[Goods]:
        """The goods of its plan that nobody counted; none where those are set to zero, which is told."""
        if asked.plan is None or asked.uncounted == "zero":
            return []
        goods = posting.find_counted(line.sku for line in found)
        ids = frozenset(item.product_id for item in goods.values())
        place = posting.location_id, posting.filing.own_day
        return count_plan_kept.uncounted(posting.connection, asked.plan, place, ids)

    def _with_zeroed(self, connection: Connection, posted: Posted, many: int) -> Posted:
        """The answer, with what goods that nobody counted were worth; their lines stand behind so many others."""
        products, value_minor = counted.taken_out(connection, posted.uid, behind=many)
        if not products:
            return posted
        facts: dict[str, object] = {"count": products, "value": self._book.shop.currency.write(value_minor)}
        return replace(posted, warnings=(*posted.warnings, Warned("uncounted_zeroed", facts)))

    def _lines(
        self,
        posting: Posting,
        asked: Sequence[CountLineAsked],
        goods: Sequence[Goods],
        asked_at: Moment | None,
        progress: Progress | None,
    ) -> list[StockLine]:
        """The lines as they are asserted, each at its own moment: at most the count's, where somebody named that."""
        now, happened_us = posting.now, posting.heading.happened_us
        reasons = reasons_of(asked)
        check_reasons(posting.connection, set(reasons.values()))
        seen: set[tuple[str, str, str, int | None, bool]] = set()
        pieces: set[tuple[str, str]] = set()
        spelled: dict[str, str] = {}
        written: dict[str, str] = {}  # as it was said, as it is kept: of many lines few zones are different
        lines = []
        for number, (line, item) in enumerate(zip(told(asked, len(asked), progress), goods, strict=True), start=1):
            sku, counted_milli, at, zone, _, serials, _, _, _, _, expiry, _ = line
            if counted_milli < 0:
                raise Refusal("counted_below_zero", sku=sku)
            if counted_milli:
                check_quantity(counted_milli, item.unit, sku=sku)
            if serials:
                check_named(item, counted_milli, serials)
            _, lot = goods_lot = lot_of(line)
            if zone not in written:
                name = check_zone(zone)
                written[zone] = name if name == COUNTER else spelled.setdefault(zone_key(name), name)
            zone = written[zone]
            # None without a number stands beside the pieces that have theirs.
            is_rest = item.tracking is Tracking.SERIAL and not counted_milli
            key = (sku, zone, lot, expiry if serials else None, is_rest)
            if key in seen:
                raise Refusal("counted_twice", sku=sku, name=item.name, zone=zone or "-")
            seen.add(key)
            for serial in serials:
                if (sku, serial) in pieces:
                    raise Refusal("serial_twice", serial=serial, sku=sku)
                pieces.add((sku, serial))
            at_us = happened_us if at is None else check_moment(at, now).utc_us
            _check_moments(line, item, at_us, asked_at, posting.heading.offset_minutes)
            reason = reasons.get(goods_lot, "")
            lines.append(StockLine(number, sku, counted_milli, 0, 0, 0, lot, expiry, serials, reason, zone, at_us))
        return lines

    def _steps(
        self, posting: Posting, found: Sequence[Gathered], shelves: counted.Shelves, days: BusinessDays
    ) -> list[Step]:
        """The differences of goods, and what a later count takes back because this one comes first."""
        shop = self._book.shop
        differing = [
            (one, differences)
            for one in found
            if (differences := differences_of(one, shelves.expected(one.item.product_id, one.last_us)))
        ]
        since_us = min((one.last_us for one, _ in differing), default=0)
        ids = [one.item.product_id for one, _ in differing]
        counted_later = counts.counted_after(posting.connection, ids, since_us)
        steps: list[Step] = []
        for one, differences in differing:
            item, last_us = one.item, one.last_us
            when = When(last_us, days.counted(last_us, posting.filing.open_day))
            is_first = not shelves.has_come_in(item.product_id, last_us)
            for lot, difference_milli in differences:
                kind = MovementKind.OPENING_STOCK if is_first else counts.difference_kind(difference_milli, shop)
                wanted = Wanted(
                    one.line_no,
                    kind,
                    item.product_id,
                    difference_milli,
                    lot=lot,
                    expiry=one.days.get(lot) if one.days else None,
                    is_serial=lot in one.serials,
                    when=when,
                )
                moment = counts.Moment(posting.location_id, last_us, posting.filing.open_day)
                is_earlier = item.product_id in counted_later
                steps += (is_earlier and counts.taken_over(posting.connection, wanted, moment, shop)) or [wanted]
        return [*steps, *_found_first(found, steps, shelves)]

    def _between(self, posting: Posting, found: Iterable[Gathered], steps: Iterable[Step]) -> Iterator[Warned]:
        """What to say of goods of which a later count takes the difference back: it was the count before that one."""
        counted_us = {one.item.product_id: one.last_us for one in found}
        for product_id in dict.fromkeys(one.product_id for one in steps if isinstance(one, Shifted)):
            moment = counts.Moment(posting.location_id, counted_us[product_id], posting.filing.open_day)
            code = "counted_before_count"
            yield from counts.counted_since(posting.connection, [product_id], moment, self._book.shop, code=code)


def _check_moments(line: CountLineAsked, item: Goods, at_us: int, asked_at: Moment | None, offset_minutes: int) -> None:
    """Refuse a line that was counted after its count, or that ended before it began."""
    facts = {"sku": item.sku, "name": item.name}
    if line.at is not None and asked_at is not None and at_us > asked_at.utc_us:
        raise Refusal("counted_later", **facts, at=line.at.iso(), count=asked_at.iso())
    if line.first_at is not None and line.first_at.utc_us > at_us:
        ended = Moment(at_us, offset_minutes)
        raise Refusal("counted_backwards", **facts, first=line.first_at.iso(), at=ended.iso())


def _found_first(found: Iterable[Gathered], steps: Iterable[Step], shelves: counted.Shelves) -> Iterator[Found]:
    """Goods that this count is the first to know of, and that do not come in by it."""
    known = shelves.come_in
    new = [one for one in found if one.item.product_id not in known and any(one.by_lot.values())]
    if new:
        arriving = {one.product_id for one in steps if isinstance(one, Wanted) and one.quantity_milli > 0}
        yield from (Found(one.line_no, one.item.product_id) for one in new if one.item.product_id not in arriving)


def _set_aside(lines: list[StockLine], goods: Iterable[Goods], moved: Collection[int]) -> list[StockLine]:
    """The lines, those of goods of which nothing is posted marked."""
    if not moved:
        return lines
    return [
        line._replace(state="recount") if item.product_id in moved else line
        for line, item in zip(lines, goods, strict=True)
    ]


def _held_back(found: Iterable[Gathered], moved: Collection[int], unnamed: Collection[int]) -> list[Warned]:
    """What to say of goods of which nothing is posted from this pass."""
    if not moved:
        return []
    return [
        Warned("serials_to_name" if item.product_id in unnamed else "recount", {"sku": item.sku, "name": item.name})
        for item in (one.item for one in found)
        if item.product_id in moved
    ]


def _of(named: Iterable[CountLineAsked], found: Iterable[Gathered]) -> list[Gathered]:
    """What was found of goods that somebody counted."""
    skus = {line.sku for line in named}
    return [one for one in found if one.item.sku in skus]


def _misfits(lines: Iterable[CountLineAsked], found: Iterable[Gathered], shelves: counted.Shelves) -> Iterator[Warned]:
    """What to say of reasons that do not fit: the screens offer none of those."""
    reasons = reasons_of(lines)
    skus = {sku for sku, _ in reasons}
    said = [one for one in found if one.item.sku in skus]
    off = [dict(differences_of(one, shelves.expected(one.item.product_id, one.last_us))) for one in said]
    return misfits(zip(said, off, strict=True), reasons)


def _elsewhere(
    connection: Connection, location_id: int, found: Iterable[Gathered], shelves: counted.Shelves
) -> Iterator[Warned]:
    """What to say of pieces that were found here and that the book has at another place, too."""
    for one in (each for each in found if each.serials):
        expected = shelves.expected(one.item.product_id, one.last_us)
        new = [serial for serial in sorted(one.serials) if expected.get(serial, 0) <= 0]
        for serial, location in counts.in_stock_elsewhere(connection, one.item.product_id, new, location_id):
            facts: dict[str, object] = {"sku": one.item.sku, "name": one.item.name}
            yield Warned("serial_counted_elsewhere", facts | {"serial": serial, "location": location})


def _is_unnamed(found: Gathered, shelves: counted.Shelves) -> bool:
    """Whether pieces that the book has by serial number were counted as a quantity, and nobody said which are there."""
    if found.item.tracking is not Tracking.SERIAL or found.by_lot.keys() != NO_LOT:
        return False
    return wants_serials(shelves.expected(found.item.product_id, found.last_us), found.by_lot[""])


def _check_lots(connection: Connection, lines: Iterable[StockLine], goods: Iterable[Goods]) -> None:
    """Refuse a lot of goods that are not kept by lot, unless the book has it: a slip of the pen would make stock."""
    for line, item in zip(lines, goods, strict=True):
        if line.lot and item.tracking is Tracking.NONE and counted.new_lots(connection, item.product_id, [line.lot]):
            raise Refusal("not_by_lot", sku=item.sku, name=item.name)


def _never_came(connection: Connection, found: Iterable[Gathered], shelves: counted.Shelves) -> Iterator[Warned]:
    """What to say of lots and serial numbers that the book has never had: a slip of the pen makes goods.

    Opening stock may, and a lot of which nothing is there makes none.
    """
    for one in found:
        named = sorted(lot for lot, milli in one.by_lot.items() if lot and milli)
        if named and shelves.has_come_in(one.item.product_id, one.last_us):
            for lot in counted.new_lots(connection, one.item.product_id, named):
                goods = {"sku": one.item.sku, "name": one.item.name}
                if lot in one.serials:
                    yield Warned("serial_never_came", {**goods, "serial": lot})
                else:
                    yield Warned("lot_never_came", {**goods, "lot": lot})


def _lots_left(found: Iterable[Gathered], shelves: counted.Shelves) -> Iterator[Warned]:
    """What to say of lots that the book has beside those that were named: nobody has counted them, and they stay."""
    for one in found:
        if one.item.tracking is not Tracking.LOT or "" in one.by_lot:
            continue
        expected = shelves.expected(one.item.product_id, one.last_us)
        left = {lot: milli for lot, milli in sorted(expected.items()) if milli and lot not in one.by_lot}
        if left:
            facts = {"lots": ", ".join(lot or "-" for lot in left), "quantity": write_quantity(sum(left.values()))}
            yield Warned("lots_left", {"sku": one.item.sku, "name": one.item.name, **facts})


def _counters(posting: Posting, asked: CountAsked, lines: Sequence[CountLineAsked]) -> dict[int, int]:
    """Who counted which line, as far as somebody is named.

    Where what nobody counted is gone, whoever posts has counted what nobody else did; nobody counted the lines of zero
    that stand behind, nor what lies in baskets of goods that were counted elsewhere, too.
    """
    ids = {code: parties.person_id(posting.connection, code) for code in sorted({line.by for line in lines if line.by})}
    named = {number: ids[line.by] for number, line in enumerate(lines, start=1) if line.by}
    if asked.uncounted != "zero":
        return named
    elsewhere = {line.sku for line in asked.lines if line.zone != COUNTER}
    own = (number for number, line in enumerate(asked.lines, start=1) if not _is_aside(line, elsewhere))
    return dict.fromkeys(own, posting.filing.desk.person_id) | named


def _is_aside(line: CountLineAsked, elsewhere: Collection[str]) -> bool:
    return line.zone == COUNTER and line.sku in elsewhere
