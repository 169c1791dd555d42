"""What came of counts: how right the book was over time, what shrank and why; and the list to count with on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from app.domain.count_plan import Plan, Scope
from app.domain.count_wish import COUNTER
from app.domain.count_zone import zone_key
from app.domain.figures import share_of_all_milli
from app.domain.refusal import Refusal
from app.domain.shop import StockSystem
from app.reports.asked import EVERYTHING, Asked, iso_day, location_id, read_known
from app.reports.count_passes import PassOf, passes
from app.reports.count_planning import last_day
from app.reports.report import Column, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import count_plans, count_results, count_zones, counted, stocktakes
from app.store.queries.count_results import CountedLine
from app.store.queries.stocktakes import Stocktake

_OF_THE_BOOK = 5  # columns of how right it was
SHRINKAGE_NOT_KNOWN = "Shrinkage is not known: this shop lives by counts, and what a count finds gone was used."
_RIGHT_NOT_KNOWN = (
    "How right the book was is not known: this shop lives by counts, and what a count finds gone was used. What it "
    "cost stands in the period-end report."
)
_FOR_EACH_NOTE = (
    "A product that several people counted, or that lay in several zones, counts for each of them; what its difference "
    "is worth stands once, where most of it was found. Counts that were taken back are left out."
)
_AGAIN_NOTE = (
    "Counted again: goods that somebody had counted and that were counted once more in the same count; came out "
    "differently: of these, apart from what was sold or came in meanwhile."
)
_BACK_NOTE = "What was taken back stands twice: as it was posted, and with the opposite sign on its day."
_ACCURACY = (
    Column("month", "Month", is_month=True),
    Column("by", "By", is_code=True),
    Column("name", "Name"),
    Column("products", "Counted", Unit.INTEGER),
    Column("right", "Right", Unit.INTEGER),
    Column("accuracy", "Accuracy", Unit.PERCENT),
    Column("losses_value", "Losses", Unit.MONEY),
    Column("gains_value", "Gains", Unit.MONEY),
    Column("value", "Difference", Unit.MONEY),
    Column("counted_again", "Counted again", Unit.INTEGER),
    Column("changed", "Came out differently", Unit.INTEGER),
)
_SHRINKAGE = (
    Column("month", "Month", is_month=True),
    Column("book_date", "Book date", Unit.DATE),
    Column("number", "Number"),
    Column("kind", "Kind", is_code=True),
    Column("location", "Location"),
    Column("reason", "Reason", is_code=True),
    Column("category", "Category"),
    Column("products", "Products", Unit.INTEGER),
    Column("losses_value", "Losses", Unit.MONEY),
    Column("gains_value", "Gains", Unit.MONEY),
    Column("value", "Shrinkage", Unit.MONEY),
)
SERIAL_NUMBERS = "serial_numbers"
"""What is written down of goods with a serial number each."""
_SHEET = (
    Column("location", "Location"),
    Column("zone", "Zone"),
    Column("line", "Line", Unit.INTEGER),
    Column("sku", "SKU"),
    Column("name", "Name"),
    Column("code", "Code"),
    Column("unit", "Unit"),
    Column("lot", "Lot"),
    Column("counted", "Counted", Unit.QUANTITY, is_blank=True),
    Column("write_down", "Write down", is_code=True),
)


class CountResults:
    """Answers what came of counts. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def count_accuracy(self, asked: Asked = EVERYTHING) -> Report:
        """Month by month, of how many counted products the book was right, by zone, by counter and by category.

        What was counted belongs to the day of its difference, as shrinkage has it: the day of the moment at which it
        was counted, or the first that was open when the count was posted.

        A product that was found in several zones, or by several people, counts for each of them; what its difference is
        worth stands once, where most of it was found. Percentages are told to a tenth, half up, like all that people
        read; but 100 % is said only where all were right (99.96 reads 99.9), and 0 % where none was. Left out are what
        moved while it was counted, what nobody counted and was set to zero, goods of which nothing had come in before
        (opening stock, and what a new shop does not have), and counts that were taken back. A shop that lives by counts
        alone does not know how right its book was: there the figures are empty.

        Of each counter, `counted_again` is how many of the products that they had counted were counted again by a later
        pass of the same count, whoever did that, and `changed` how many of these came out differently, what moved
        meanwhile aside. Whose goods were all counted again by others stands there with nothing that counts.

        Args:
            asked: `first`, `last`, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        shop = self._book.shop
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            days, last = asked.days, known.last_document(connection)
            place = location_id(connection, asked.location)
            found = count_results.counted_lines(connection, shop, days=days, last_document=last, location_id=place)
            again = list(passes(connection, shop, days=days, last_document=last, location_id=place))
            spelled = count_zones.spelled(connection)
        is_known = shop.stock is not StockSystem.PERIODIC
        rows = _accuracy_rows(found, spelled, again, is_known=is_known)
        notes = [_RIGHT_NOT_KNOWN if not is_known else _FOR_EACH_NOTE if rows else "", _AGAIN_NOTE if again else ""]
        return Report(
            "count-accuracy",
            "Count accuracy",
            shop.name,
            shop.currency,
            _ACCURACY,
            rows,
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
            note=" ".join(one for one in notes if one),
        )

    def shrinkage(self, asked: Asked = EVERYTHING) -> Report:
        """What counts have taken out and brought in, by document, reason and category: a loss is above zero.

        What was taken back, a count or what a count rests on, is a document of its own with the opposite sign.
        Its total is the shrinkage of the same days in the period-end report. In a shop that lives by counts alone it is
        empty, which is: not known.

        Args:
            asked: `first`, `last`, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        shop = self._book.shop
        known = read_known(asked, shop)
        with self._book.reading() as connection:
            found = count_results.shrunk(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
        is_hidden = shop.stock is StockSystem.PERIODIC and not found
        is_back = any(one.kind == "reversal" for one in found)
        losses_minor = sum(one.losses_minor for one in found)
        gains_minor = sum(one.gains_minor for one in found)
        return Report(
            "shrinkage",
            "Shrinkage",
            shop.name,
            shop.currency,
            _SHRINKAGE,
            [
                (
                    _month(one.day),
                    iso_day(one.day),
                    one.number,
                    one.kind,
                    one.location,
                    one.reason,
                    one.category,
                    one.products,
                    one.losses_minor,
                    one.gains_minor,
                    one.losses_minor - one.gains_minor,
                )
                for one in found
            ],
            dict.fromkeys(("losses_value", "gains_value", "value"))
            if is_hidden
            else {"losses_value": losses_minor, "gains_value": gains_minor, "value": losses_minor - gains_minor},
            from_date=iso_day(asked.first),
            to_date=iso_day(asked.last),
            known_at=known.text,
            note=SHRINKAGE_NOT_KNOWN if is_hidden else _BACK_NOTE if is_back else "",
        )

    def differing(self, asked: Asked = EVERYTHING) -> dict[tuple[str, str], int]:
        """Of how many goods something shrank or was found on the whole, by month and reason.

        Goods of several counts are one, and what was taken back or went out and came in again is no difference.

        Args:
            asked: `first`, `last`, `known`, `location`.

        Raises:
            Refusal: `days_backwards`, `unknown_location`, `bad_known`, `then_when`.
        """
        asked.check()
        known = read_known(asked, self._book.shop)
        with self._book.reading() as connection:
            found = count_results.differing(
                connection,
                days=asked.days,
                last_document=known.last_document(connection),
                location_id=location_id(connection, asked.location),
            )
        return {(_month(month * 100), reason): many for (month, reason), many in found.items()}

    def count_sheet(self, asked: Asked = EVERYTHING, *, plan: Plan | None = None, stocktake: str = "") -> Report:
        """What there is to count, zone by zone, with room for what is found. What the book expects is not on it.

        Goods with a serial number each have one line, whoever asks: their numbers would tell how many there should be.
        `write_down` says what is wanted beside the quantity: `serial_numbers`, or nothing. The lines of each zone are
        numbered, so that what was written on them is found again when it is typed in.

        Args:
            asked: `location`, `plan`, `today`; a plan is counted at its own location, unless one is named.
            plan: One that is made for this count.
            stocktake: The uid of one that goes on; its goods are those that are covered since it was begun.

        Raises:
            Refusal: `unknown_location`, `unknown_plan`, `unknown_subject`, `unknown_stocktake`.
        """
        shop = self._book.shop
        with self._book.reading() as connection:
            if asked.plan is not None:
                plan = _plan(connection, asked.plan)
            place = location_id(connection, asked.location or (plan and plan.location) or None)
            name = "" if plan is None else plan.name
            goods = None if plan is None else _covered(connection, plan, place, asked.today)
            if stocktake:
                known = stocktakes.stocktake(connection, stocktake)
                name, goods = known.name, covered_goods(connection, known)
            found = count_results.listed(connection, place, goods)
        return Report(
            "count-sheet",
            f"Count sheet: {name}" if name else "Count sheet",
            shop.name,
            shop.currency,
            _SHEET,
            [
                (one.location, one.zone, line, *one[2:7], None, SERIAL_NUMBERS if one.is_by_piece else None)
                for _, zone in groupby(found, lambda one: (one.location, one.zone))
                for line, one in enumerate(zone, start=1)
            ],
            at=None if asked.today is None else iso_day(asked.today),
            signed=("Counted by, day", "Entered by, day"),
        )


def _plan(connection: Connection, code: str) -> Plan:
    plan = count_plans.plan(connection, code)
    if plan is None:
        raise Refusal("unknown_plan", code=code[:40])
    return plan


def _covered(connection: Connection, plan: Plan, place: int | None, today: int | None) -> frozenset[int] | None:
    """The goods that a plan covers; None is all that have come in. What has come in is no opening stock any more."""
    here = 1 if place is None else place
    if plan.scope is Scope.OPENING:
        return counted.never_came_in(connection, here)
    return count_plans.covered(connection, plan, here, today or last_day(connection))


def covered_goods(connection: Connection, known: Stocktake) -> frozenset[int] | None:
    """The goods that a stocktake covers; None is all that have come in."""
    if known.scope == Scope.OPENING:
        return count_results.countable(connection)
    return stocktakes.covered(connection, known)


NO_ZONE = "All of the place"
"""What was counted without a zone, as it is called."""


def _accuracy_rows(
    found: Iterable[CountedLine], spelled: Mapping[str, str], again: Iterable[PassOf], *, is_known: bool
) -> list[Row]:
    groups: dict[tuple[str, str, str], list[int]] = {}
    recounted: dict[tuple[str, str, str], list[bool]] = {}
    for each in again:
        counter = (_month(each.day), "counter", each.name)
        groups.setdefault(counter, [0, 0, 0, 0])
        recounted.setdefault(counter, []).append(each.is_changed)
    for one in found:
        month = _month(one.day)
        # What lies in baskets lies in no zone, and a lot that was not found beside others lies nowhere.
        zones: dict[str, int] = {}
        for zone, milli in one.zones.items():
            if zone != COUNTER:
                name = spelled.get(zone_key(zone), zone) or NO_ZONE
                zones[name] = zones.get(name, 0) + milli
        if len(zones) > 1 and not zones.get(NO_ZONE):
            zones.pop(NO_ZONE, None)
        for by, found_milli in (("zone", zones), ("counter", one.counters), ("category", {one.category: 0})):
            home = max(sorted(found_milli), key=found_milli.__getitem__, default="")
            for name in found_milli:
                figures = groups.setdefault((month, by, name), [0, 0, 0, 0])
                figures[0] += 1
                figures[1] += one.is_right
                if name == home:
                    figures[2] += max(-one.value_minor, 0)
                    figures[3] += max(one.value_minor, 0)
    rows: list[Row] = []
    for group, (many, right, losses, gains) in sorted(groups.items()):
        share = share_of_all_milli(right, many) if many else None
        of_the_book = (right, share, losses, gains, gains - losses) if is_known else (None,) * _OF_THE_BOOK
        changed = recounted.get(group)
        of_passes = (None, None) if changed is None else (len(changed), sum(changed) if is_known else None)
        rows.append((*group, many, *of_the_book, *of_passes))
    return rows


def _month(day: int) -> str:
    return f"{day // 10_000:04d}-{day // 100 % 100:02d}"
