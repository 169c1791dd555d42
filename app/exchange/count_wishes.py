"""Plans of counts as JSON objects, read into wishes. The grammar is `tillbook help post`."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from app.domain.count_plan import CountPlanAsked, Scope
from app.domain.count_review import Tolerance
from app.domain.figures import Currency, read_percent
from app.domain.refusal import Refusal
from app.exchange.json_lines import Fields
from app.exchange.wish_keys import optional, optional_quantity, word

CountWish = CountPlanAsked

_MAX_CODE = 32
_MOST_DAYS = 3650
_MOST_PRODUCTS = 1_000_000
_CLASSES = 3


def _count_plan(fields: Fields, money: Currency) -> CountPlanAsked:
    code = fields.text("code")
    if not 1 <= len(code) <= _MAX_CODE or not code.isprintable():
        raise Refusal("bad_party_code", kind="plan", text=code[:40], most=_MAX_CODE)
    scope = word(fields, "scope", tuple(Scope))
    days = fields.texts("class_days")
    if days and len(days) != _CLASSES:
        raise Refusal("out_of_bounds", what="class days", text=" ".join(days)[:40])
    a_b_c = [_number("class days", day, _MOST_DAYS) for day in days]
    return CountPlanAsked(
        code,
        optional(fields, "name"),
        None if scope is None else Scope(scope),
        optional(fields, "location"),
        fields.texts("subjects") if fields.has("subjects") else None,
        _whole(fields, "every_days", _MOST_DAYS),
        (a_b_c[0], a_b_c[1], a_b_c[2]) if a_b_c else None,
        _whole(fields, "most", _MOST_PRODUCTS),
        _tolerance(fields, money),
        fields.flag("second_person") if fields.has("second_person") else None,
        fields.flag("active") if fields.has("active") else None,
    )


def _tolerance(fields: Fields, money: Currency) -> Tolerance | None:
    part = fields.part("tolerance")
    if part is None:
        return None
    rate, amount = optional(part, "percent"), optional(part, "amount")
    tolerance = Tolerance(
        optional_quantity(part, "quantity"),
        None if rate is None else read_percent(rate, what=part.name("percent")),
        None if amount is None else money.read(amount, what=part.name("amount")),
    )
    part.done()
    if tolerance.value_minor is not None and tolerance.value_minor < 0:
        raise Refusal("below_zero", what="tolerance", text=(amount or "")[:40])
    return tolerance


def _whole(fields: Fields, key: str, most: int) -> int | None:
    text = optional(fields, key)
    return None if text is None else _number(key.replace("_", " "), text, most)


def _number(what: str, text: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text) or not 1 <= int(text) <= most:
        raise Refusal("out_of_bounds", what=what, text=text[:40])
    return int(text)


COUNT_READERS: MappingProxyType[str, Callable[[Fields, Currency], CountWish]] = MappingProxyType(
    {"count_plan": _count_plan}
)
COUNT_SPELLINGS = MappingProxyType({"count-plan": "count_plan"})
"""Types that are written in another way, too: the report of the same name has a hyphen."""
