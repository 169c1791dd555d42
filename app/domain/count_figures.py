"""Figures of plans of counts, read from text: the form and the headless door refuse the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.figures import PERCENT_MILLI, read_decimal
from app.domain.refusal import Refusal

MOST_DAYS = 3650
_CLASSES = 3
_MOST_PERCENT = 1000
_SHOWN = 40


def read_class_days(texts: Sequence[str]) -> tuple[int, int, int]:
    """After how many days goods of the classes A, B and C are counted again.

    Raises:
        Refusal: `class_days_needed`.
    """
    days = [int(text) for text in texts if re.fullmatch(r"[0-9]{1,7}", text) and 1 <= int(text) <= MOST_DAYS]
    if len(texts) != _CLASSES or len(days) != _CLASSES:
        raise Refusal("class_days_needed", text=" ".join(texts)[:_SHOWN], most=MOST_DAYS)
    a_days, b_days, c_days = days
    return a_days, b_days, c_days


def read_tolerated_percent(text: str, *, what: str = "percentage") -> int:
    """By how much a count may differ, as thousandths of a percent.

    Raises:
        Refusal: `tolerated_percent`; `bad_number`, `too_many_decimals` where it is no such figure.
    """
    milli = read_decimal(text, 3, what=what)
    if not 0 <= milli <= _MOST_PERCENT * PERCENT_MILLI:
        raise Refusal("tolerated_percent", text=text[:_SHOWN], most=_MOST_PERCENT)
    return milli
