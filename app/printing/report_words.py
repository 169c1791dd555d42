"""The words beside the values of a printed report, and the line below its title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.printing import format as form
from app.reports.report import ONLY, Report, Stamp, Unit


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words that are printed beside the values, in the shop's language."""

    total: str = "Total"
    page: str = "Page {page} of {pages}"
    printed: str = "Printed {moment} by {name}"
    printed_by_itself: str = "Printed {moment} by the office"
    at: str = "As of {day}"
    period: str = "{first} \u2013 {last}"
    since: str = "Since {day}"
    until: str = "Until {day}"
    all_days: str = "All days, {days}"
    all_until: str = "All days until {day}"
    no_days: str = "All days"
    known_at: str = "As known on {moment}"
    only: Mapping[str, str] = field(default_factory=lambda: ONLY)
    by: str = "By {column}"
    amounts_in: str = "Amounts in {currency}"
    empty: str = "Nothing to report."


def subtitle(report: Report, words: ReportWords, language: str, *, right_to_left: bool) -> str:
    """The period or the day, the state of knowledge and the currency, on one line."""
    apart = _isolate if right_to_left else str
    parts = _days(report, words, language, right_to_left=right_to_left)
    if report.known_at:
        known = form.moment(datetime.fromisoformat(report.known_at), language)
        parts.append(words.known_at.format(moment=apart(known)))
    if report.sorted_by:
        titles = {column.name: column.title for column in report.columns}
        parts.append(words.by.format(column=apart(titles[report.sorted_by.removeprefix("-")])))
    if any(column.unit in {Unit.MONEY, Unit.UNIT_COST} for column in report.columns):
        parts.append(words.amounts_in.format(currency=report.currency.code))
    return " \u00b7 ".join(map(apart, parts))


def days_line(report: Report, words: ReportWords, language: str, *, right_to_left: bool) -> str:
    """The period or the day alone, as the pages that follow the first one repeat it."""
    return " \u00b7 ".join(_days(report, words, language, right_to_left=right_to_left))


def stamp_line(stamp: Stamp, words: ReportWords, language: str, *, right_to_left: bool) -> str:
    """When it is printed, and by whom."""
    apart = _isolate if right_to_left else str
    moment = apart(form.moment(datetime.fromisoformat(stamp.at), language))
    return (words.printed if stamp.by else words.printed_by_itself).format(moment=moment, name=apart(stamp.by))


def _days(report: Report, words: ReportWords, language: str, *, right_to_left: bool) -> list[str]:
    apart = _isolate if right_to_left else str

    def day(text: str) -> str:
        return apart(form.day(date.fromisoformat(text), language))

    parts = []
    if report.all_days and not (report.to_date or report.at):
        parts.append(words.no_days)
    if report.from_date and report.to_date:
        days = days_between(words, (report.from_date, report.to_date), language, right_to_left=right_to_left)
        parts.append(words.all_days.format(days=days) if report.all_days else days)
    elif report.from_date:
        parts.append(words.since.format(day=day(report.from_date)))
    elif report.to_date:
        parts.append(words.until.format(day=day(report.to_date)))
    if report.at:
        parts.append((words.all_until if report.all_days else words.at).format(day=day(report.at)))
    return parts


def days_between(words: ReportWords, ends: tuple[str, str], language: str, *, right_to_left: bool) -> str:
    """The first and the last day of a period, ISO 8601; of one day alone, that day.

    Where lines run from right to left the first day stands at the right, whatever the words around the two are.
    """
    first, last = (form.day(date.fromisoformat(text), language) for text in ends)
    if first == last:
        return _isolate(first) if right_to_left else first
    if right_to_left:
        first, last = f"\u2067{_isolate(first)}", f"{_isolate(last)}\u2069"
    return words.period.format(first=first, last=last)


def note_line(report: Report, language: str, *, right_to_left: bool) -> str:
    """What has to be known to read the report, with its amount as the shop writes it."""
    apart = _isolate if right_to_left else str
    return report.told_note(lambda minor: apart(form.money(minor, report.currency, language)))


def narrowed_line(report: Report, words: ReportWords, *, right_to_left: bool) -> str:
    """What alone the report is of, on one line; "" where it is of all."""
    apart = _isolate if right_to_left else str
    return " \u00b7 ".join(apart(words.only[part.what].format(name=apart(part.name))) for part in report.narrowed)


def _isolate(text: str) -> str:
    """A value inside words that run from right to left keeps its own order."""
    return f"\u2068{text}\u2069"
