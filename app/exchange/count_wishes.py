"""Plans of counts as JSON objects, read into wishes. The grammar is `tillbook help post`."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from app.domain.count_figures import MOST_DAYS, read_class_days, read_tolerated_percent
from app.domain.count_plan import CountPlanAsked, Scope
from app.domain.count_review import Tolerance
from app.domain.figures import Currency, read_quantity
from app.domain.refusal import Refusal
from app.exchange.json_lines import Fields
from app.exchange.wish_keys import optional, word

CountWish = CountPlanAsked

_MAX_CODE = 32
_MOST_PRODUCTS = 1_000_000


def _count_plan(fields: Fields, money: Currency) -> CountPlanAsked:
    code = fields.text("code")
    if not 1 <= len(code) <= _MAX_CODE or not code.isprintable():
        raise Refusal("bad_party_code", kind="plan", text=code[:40], most=_MAX_CODE)
    scope = word(fields, "scope", tuple(Scope))
    days = fields.texts("class_days")
    return CountPlanAsked(
        code,
        optional(fields, "name"),
        None if scope is None else Scope(scope),
        optional(fields, "location"),
        fields.texts("subjects") if fields.has("subjects") else None,
        _whole(fields, "every_days", MOST_DAYS),
        read_class_days(days) if days else None,
        _whole(fields, "most", _MOST_PRODUCTS),
        _tolerance(fields, money),
        fields.flag("second_person") if fields.has("second_person") else None,
        fields.flag("active") if fields.has("active") else None,
    )


def _tolerance(fields: Fields, money: Currency) -> Tolerance | None:
    part = fields.part("tolerance")
    if part is None:
        return None
    quantity, rate, amount = (optional(part, key) for key in ("quantity", "percent", "amount"))
    tolerance = Tolerance(
        None if quantity is None else read_quantity(quantity, what=part.name("quantity")),
        None if rate is None else read_tolerated_percent(rate, what=part.name("percent")),
        None if amount is None else money.read(amount, what=part.name("amount")),
    )
    part.done()
    for text, figure in ((quantity, tolerance.quantity_milli), (amount, tolerance.value_minor)):
        if figure is not None and figure < 0:
            raise Refusal("below_zero", what="tolerance", text=(text or "")[:40])
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
