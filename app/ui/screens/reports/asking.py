"""From a question to what a report takes, from words to the reports that have them, and where a point leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, replace
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional, combining, east_asian_width

from app.domain.moment import day_of
from app.domain.stretch import Stretch
from app.reports.asked import Asked
from app.reports.other_words import OTHER_WORDS
from app.ui.screens.reports.state import Question

if TYPE_CHECKING:
    from app.reports.contents import Listed
    from app.reports.report import Report

_WORD = re.compile(r"\w+")
_NARROW = dict.fromkeys(map(ord, " .,:;'|!()iIjlftr"))
_MEASURED = 400  # rows from which the widths of the columns on the screen are guessed

POINTS = {
    "open_deliveries": ("place", "receiving"),
    "open_counts": ("place", "counting"),
    "parked_sales": ("place", "sale"),
    "open_sales": ("place", "sale"),
    "on_the_way": ("place", "stock"),
    "negative": ("report", "negative-stock"),
    "without_cost": ("report", "without-cost"),
    "never_counted": ("report", "without-cost"),
    "uncounted_zones": ("report", "not-counted"),
    "not_counted": ("report", "not-counted"),
    "late": ("report", "late"),
    "not_invoiced": ("report", "goods-received-not-invoiced"),
    "figures": ("report", "period-end"),
    "adjustments_value": ("report", "adjustments"),
}
"""Where the points of a period's checklist lead, and its figures: to a place of the program, or to a report."""


def keep_questions(questions: Iterable[Question]) -> list[dict[str, object]]:
    """Questions as they are kept in a file, for the next time that the till opens."""
    return [asdict(question) for question in questions]


def read_questions(kept: Iterable[object], names: Collection[str]) -> tuple[Question, ...]:
    """The questions that were kept; what makes no sense any more is left out."""
    found = []
    for one in kept:
        try:
            question = Question(**one)  # type: ignore[arg-type]  # what does not fit is left out
            question = replace(question, stretch=Stretch(question.stretch))
        except (TypeError, ValueError):
            continue
        texts = (*question.alone, question.by)
        days = (question.first, question.last)
        if question.name in names and all(isinstance(text, str) for text in texts) and all(map(_is_day, days)):
            found.append(question)
    return tuple(found)


def _is_day(day: object) -> bool:
    try:
        return day is None or (isinstance(day, int) and bool(day_of(day)))
    except ValueError:
        return False


def asked_of(question: Question, takes: Collection[str]) -> Asked:
    """The question as the report takes it; what it has no use for is left out."""
    given: dict[str, object] = {
        "first": question.first,
        "last": question.last,
        "at": question.last,
        "location": question.location or None,
        "category": question.category or None,
        "supplier": question.supplier or None,
        "cashier": question.cashier or None,
        "customer": question.customer or None,
    }
    return Asked(by=question.by, **{name: value for name, value in given.items() if name in takes})  # type: ignore[arg-type]


def words_of(text: str) -> list[str]:
    """The words of what is typed or of a name, in small letters: a comma between two of them says nothing."""
    return _WORD.findall(text.casefold())


def search(reports: Iterable[Listed], words: list[str]) -> list[Listed]:
    """The reports of which each word begins a word of their names, or of what else people call them.

    First those whose title begins with all of them, then those that people call just so. Those of a group stay
    together; the group of the nearest one comes first.
    """
    found = [one for one in reports if _all_begun(words, f"{one.label} {one.title} {one.name} {_others(one)}")]
    far = {one.name: _farness(one, words) for one in found}
    groups = list(dict.fromkeys(one.group for one in found))
    nearest = {group: min(far[one.name] for one in found if one.group is group) for group in groups}
    return sorted(found, key=lambda one: (nearest[one.group], groups.index(one.group), far[one.name]))


def _farness(one: Listed, words: list[str]) -> int:
    if " ".join(words_of(one.label)).startswith(" ".join(words)):
        return 0
    if set(words) <= set(words_of(_others(one))):
        return 1
    return 2 if _all_begun(words, one.label) else 3


def _others(one: Listed) -> str:
    return OTHER_WORDS.get(one.name, "")


def _all_begun(words: list[str], text: str) -> bool:
    known = words_of(text)
    return all(any(begun.startswith(word) for begun in known) for word in words)


def longest_texts(report: Report, writers: tuple[Callable[..., str], ...]) -> tuple[str, ...]:
    """The longest text of each column, as far as the first rows tell; "" only where no row has one."""
    rows = [report.rows[index] for index in range(min(len(report.rows), _MEASURED))]
    longest = [
        max((write(row[place]) for row in rows), key=_breadth, default="") for place, write in enumerate(writers)
    ]
    for place, text in enumerate(longest):
        if not text:
            later = (row[place] for row in report.rows if row[place] not in {None, ""})
            longest[place] = next(map(writers[place], later), "")
    return tuple(longest)


def _breadth(text: str) -> float:
    """How broad a text is, about: a narrow letter is half a letter, a sign of Chinese more than one."""
    if text.isascii():
        return len(text) + len(text.translate(_NARROW))
    return len(text) + len(text.translate(_NARROW)) + sum(map(_more, text))


@cache
def _more(sign: str) -> float:
    """By how much a sign is broader than a letter of ours, or less broad, in halves of one."""
    if combining(sign):
        return -2
    return 1 if east_asian_width(sign) in "WF" else -0.5 * (bidirectional(sign) == "AL")
