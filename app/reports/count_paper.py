"""The paper of one count, which people sign: what was found, what nobody counted, and who posted it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

from app.domain.count_rule import Rule, loosened
from app.domain.count_why import NOBODYS, why_in_no_count
from app.domain.figures import PIECE_MILLI, Currency, write_percent, write_quantity
from app.domain.moment import business_day, read_moment
from app.reports.asked import Asked, iso_day
from app.reports.count_variance import BACK_NOTE, KINDS, SET_TO_ZERO, CountVariance
from app.reports.report import Cell, Column, Narrowed, Report, Row, Unit
from app.store.database import Book, Connection
from app.store.queries import count_paper, count_rules, count_unknown, narrowing, stocktakes
from app.store.queries.stocktakes import Stocktake

_SHOWN = (
    "sku", "name", "zone", "lot", "at", "counted", "unit", "sold_since", "expected", "difference",
    "losses_value", "gains_value", "value", "opening_value", "reason", "state", "counted_by", "before", "before_by",
)  # fmt: skip
"""What it shows, in this order; number and place are those of all its lines."""
_DAY, _MINUTES = 10, 16  # where the day and the minutes end in a moment as ISO 8601 writes it
_IF_ANY = frozenset({"zone", "lot", "sold_since", "reason", "state", "before", "before_by"})
LEFT, NOT_POSTED = "not counted: left", "not posted: count again"
_UNIT = Column("unit", "Unit")
_VALUE = Column("value", "Value", Unit.MONEY)
"""Of the differences alone: opening stock has a column of its own."""
_NUMBER = Column("lot", "Lot, serial number")
_CLOCK = Column("at", "At")
"""Of a count of one day, which stands above it."""


class CountPaper:
    """Writes it. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._variance = CountVariance(book)

    def at_place(self, report: Report, location: str) -> Report:
        """A report that says its location, where the shop has several."""
        with self._book.reading() as connection:
            names = dict(narrowing.locations(connection))
        if len(names) < 2:
            return report
        return replace(report, narrowed=(Narrowed("location", location, names.get(location, location)),))

    def of_count(self, number: str, location: str) -> Report:
        """What a posted count has found, line by line: counted again, accepted, or not counted at all.

        Args:
            number: Of the count.
            location: Where.

        Raises:
            Refusal: `unknown_location`.
        """
        return self._shown(*self.rows_of(number, location))

    def rows_of(self, number: str, location: str) -> tuple[Report, list[dict[str, Cell]]]:
        """The same, line by line and column by column, whatever of it is shown.

        Raises:
            Refusal: `unknown_location`.
        """
        with self._book.reading() as connection:
            posted = count_paper.posted(connection, number)
        # All counts of a day are read for one of them.
        day = None if posted is None else posted.book_date
        report = only_count(self._variance.count_variance(Asked(first=day, last=day, location=location)), number)
        if posted is None:
            return report, []
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, posted.uid) if posted.uid else None
            came_about = count_paper.came_about(connection, known) if known else None
            left = count_paper.left(connection, posted, known) if known and known.uncounted == "leave" else []
            unknown = count_unknown.unknown_codes(connection, known.stocktake_id) if known else []
            rule = _rule_loosened(connection, known, report.currency) if known else ""
            units = {**count_paper.units(connection, posted), **{one.sku: one.unit for one in left}}
        names = [column.name for column in report.columns]
        rows = [dict(zip(names, row, strict=True)) for row in report.rows]
        differences = Counter[str]()
        for row in rows:
            differences[str(row["sku"])] += int(row["difference"] or 0)
        for row in rows:
            row["unit"] = units.get(str(row["sku"]), "")
            row["state"] = NOT_POSTED if row["state"] == "recount" else row["state"]
            row["state"] = row["state"] or _state(row, came_about, differences[str(row["sku"])])
            row["counted_by"] = _counted_by(row, came_about)
        rows += [
            {
                "sku": one.sku,
                "name": one.name,
                "unit": one.unit,
                "expected": one.quantity_milli,
                "state": LEFT,
            }
            for one in left
        ]
        rows += [
            {
                "name": f"{one.name} ({one.code})" if one.name else one.code,
                "zone": ", ".join(zone for zone in one.zones if zone),
                "at": one.at.iso(),
                "counted_by": ", ".join(one.people),
                "state": _not_counted(one),
            }
            for one in unknown
        ]
        again = len({row["sku"] for row in rows if row["state"] == NOT_POSTED})
        notes = [
            f"Posted by {posted.by}.",
            f"Not posted, as it has to be counted again: {again}." if again else "",
            f"Taken back by {posted.back}: it does not stand, and has no differences." if posted.back else "",
            f"What was wrong: {posted.why.rstrip('.')}." if posted.why else "",
            "What nobody counted was left as the book had it." if left else "",
            rule,
            report.note,
        ]
        note = " ".join(one for one in notes if one)
        return replace(report, note=note, at=iso_day(posted.book_date)), rows

    def _shown(self, report: Report, rows: list[dict[str, Cell]]) -> Report:
        """The report with these rows; pieces and kilograms are not added up."""
        for row in rows:
            row["lot"] = row.get("lot") or row.get("serial")
        columns = {column.name: column for column in (*report.columns, _UNIT)}
        columns["value"] = _VALUE
        if any(row.get("serial") for row in rows):
            columns["lot"] = _NUMBER
        if {self._day(str(row["at"])) for row in rows if row.get("at")} == {report.at}:
            columns["at"] = _CLOCK
            for row in rows:
                row["at"] = str(row.get("at") or "")[_DAY + 1 : _MINUTES]
        is_mixed = len({row["unit"] for row in rows if row.get("unit")}) > 1
        apart, values = _apart(report, rows)
        totals: dict[str, Cell] = {**report.totals, "value": values}
        shown = [
            name
            for name in _SHOWN
            if (name not in _IF_ANY or any(row.get(name) for row in rows))
            and (is_mixed or name != "unit")
            and (name in apart or name not in KINDS)
        ]
        left_out = {"difference"} if is_mixed else set()
        return replace(
            report,
            columns=tuple(replace(columns[name], is_key=False) for name in shown),
            rows=[tuple(row.get(name) for name in shown) for row in rows],
            totals={name: sum_ for name, sum_ in totals.items() if name in set(shown) - left_out},
        )

    def _day(self, at: str) -> str:
        """The shop's business day of a moment, as ISO 8601 has both."""
        shop = self._book.shop
        return iso_day(business_day(read_moment(at).utc_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)) or ""


def _not_counted(one: count_unknown.UnknownCode) -> str:
    """That a scan is in no count, how much it was, and why, in the words of the screen."""
    words = "unknown code" if one.note == NOBODYS else "not counted"
    words += f", scanned {one.times} times" if one.times > 1 else ""
    if one.quantity_milli not in {0, one.times * PIECE_MILLI}:
        words += f", {write_quantity(one.quantity_milli)} of it"
    return f"{words}: {why_in_no_count(one.note)}"


def _rule_loosened(connection: Connection, known: Stocktake, currency: Currency) -> str:
    """Who let more pass than the count was begun with; "" where it is as strict."""
    last = Rule(known.tolerance, known.second_person)
    found = loosened(count_rules.changes(connection, known.stocktake_id), last)
    if found is None:
        return ""
    first, then = (_rule(rule, currency) for rule in (found.first, found.last))
    return f"Its rule was made looser by {', '.join(found.people)}: it was begun with {first}, and posted with {then}."


def _rule(rule: Rule, currency: Currency) -> str:
    quantity_milli, rate_milli, value_minor = rule.tolerance
    limits = [
        "" if quantity_milli is None else write_quantity(quantity_milli),
        "" if rate_milli is None else f"{write_percent(rate_milli)} %",
        "" if value_minor is None else f"{currency.write(value_minor)} {currency.code}",
    ]
    words = ", ".join(one for one in limits if one)
    tolerated = f"a tolerance of {words}" if words else "no limit to differences"
    return f"{tolerated} and a second person" if rule.second_person else tolerated


def _state(row: dict[str, Cell], came_about: count_paper.CameAbout | None, difference_milli: int) -> str:
    """How a line came about, where nothing else is to be said of it.

    Args:
        difference_milli: Of all lines of its goods.
    """
    sku = str(row["sku"])
    if came_about is None:
        return ""
    if sku not in came_about.found:
        return SET_TO_ZERO
    if row["difference"] and sku in came_about.accepted and came_about.accepted[sku] in {None, difference_milli}:
        return "accepted"
    return "counted again" if sku in came_about.again else ""


def _counted_by(row: dict[str, Cell], came_about: count_paper.CameAbout | None) -> Cell:
    """Who counted a line: all who did, though the document names one."""
    known, sku = row["counted_by"], str(row["sku"])
    if came_about is None or not known:
        return known
    people = came_about.people
    return ", ".join(people.get((sku, str(row["lot"] or ""))) or people.get((sku, ""), ())) or known


def _apart(report: Report, rows: list[dict[str, Cell]]) -> tuple[list[str], Cell]:
    """Which kinds of values have a column of their own on the paper, and the sum under the values.

    What is opening stock is no difference: where both are there, the values are of the differences alone, as the screen
    tells them. Losses and gains stand apart where both are there.
    """
    kinds = [name for name in KINDS if any(row.get(name) for row in rows)]
    if len(kinds) < 2:
        return [], report.totals["value"]
    found = [name for name in kinds if name == "opening_value" or "opening_value" not in kinds or len(kinds) > 2]
    if "opening_value" in kinds:
        for row in rows:
            if row.get("opening_value"):
                row["value"] = None
    total = int(report.totals["value"] or 0) - int(report.totals.get("opening_value") or 0)
    return found, total


def without_left(report: Report) -> Report:
    """The paper of a count with one line for all goods that nobody counted and that stayed as the book had them."""
    names = [column.name for column in report.columns]
    if "state" not in names:
        return report
    state = names.index("state")
    rows = [row for row in report.rows if row[state] != LEFT]
    many = len(report.rows) - len(rows)
    if not many:
        return report
    said = {"name": f"{many} product{'s' * (many > 1)} that nobody counted", "state": LEFT}
    # Codes that stand for no goods are no goods of the shop: they stand last.
    end = next((place for place, row in enumerate(rows) if not row[names.index("sku")]), len(rows))
    return replace(report, rows=[*rows[:end], tuple(said.get(name) for name in names), *rows[end:]])


def only_count(report: Report, number: str) -> Report:
    """What a report says of one count: its rows, summed up."""
    names = [column.name for column in report.columns]
    place = names.index("number")
    rows: list[Row] = [row for row in report.rows if row[place] == number]
    totals = {name: sum(int(row[names.index(name)] or 0) for row in rows) for name in report.totals}
    note = report.note.removesuffix(BACK_NOTE).strip()
    title = f"{report.title} {number}"
    return replace(report, title=title, rows=rows, totals=totals, from_date=None, to_date=None, note=note)
