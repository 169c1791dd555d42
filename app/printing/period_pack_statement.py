"""The statement of a period's pack: roll-forward, cost of goods, the gap by its reasons, what agrees, the checklist.

Sums that are printed beside each other are ticked when they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.printing import format as form
from app.printing.page import Block
from app.printing.period_pack_lines import (
    BODY,
    BOLD,
    SMALL,
    TICK,
    amount,
    beside,
    cost,
    money,
    raw,
    row,
    sum_of,
    three,
    ticked,
    ticked_quantities,
    title_of,
)
from app.reports.packs import Pack
from app.reports.report import Report

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")  # as a pack keeps it
_SIDE_BY_SIDE = 3  # units that have their columns beside the value
_AGREED = 78.0  # the width of a figure of what agrees, in points
# The terms of the roll-forward: sign, title, and the stem of the columns of its quantity and value.
TERMS = (
    ("", "Opening", "opening"),
    ("+", "Opening stock", "opening_stock"),
    ("+", "Purchases", "purchases"),
    ("\u2212", "Supplier returns", "supplier_returns"),
    ("+", "Landed cost", "landed"),
    ("+", "Transfers in", "transfers_in"),
    ("\u2212", "Transfers out", "transfers_out"),
    ("+", "Adjustments", "adjustments"),
    ("\u2212", "Sold", "sold"),
    ("+", "Customer returns", "customer_returns"),
    ("\u2212", "Landed cost of goods sold", "landed_sold"),
    ("\u2212", "Corrections", "corrections"),
    ("\u2212", "Shrinkage", "shrinkage"),
    ("\u2212", "Write-down", "writedown"),
)
_SOLD_AT = (
    ("", "Sold", "sold_value"),
    ("\u2212", "Customer returns", "customer_returns_value"),
    ("+", "Landed cost of goods sold", "landed_sold_value"),
    ("+", "Corrections", "corrections_value"),
)
_AVAILABLE = (
    ("", "Opening", "opening_value"),
    ("+", "Opening stock", "opening_stock_value"),
    ("+", "Purchases", "purchases_value"),
    ("\u2212", "Supplier returns", "supplier_returns_value"),
    ("+", "Landed cost", "landed_value"),
    ("+", "Transfers in", "transfers_in_value"),
    ("\u2212", "Transfers out", "transfers_out_value"),
    ("+", "Adjustments", "adjustments_value"),
    ("\u2212", "Closing", "closing_value"),
)
_SIGNED = {"": 1, "+": 1, "\u2212": -1}
_USAGE = "Usage, as counts found it"


class _Quantities(NamedTuple):
    """What all goods of one unit came to.

    Attributes:
        unit: `each` for pieces; "" in a pack that did not tell units yet.
        figures: By the names of the columns.
    """

    unit: str
    figures: dict[str, int]

    def left_over_milli(self) -> int:
        """What of its closing the terms do not explain."""
        explained = sum(_SIGNED[sign] * self.figures.get(f"{stem}_quantity", 0) for sign, _, stem in TERMS)
        return explained - self.figures.get("closing_quantity", 0)


def counts_alone(report: Report) -> bool:
    """Whether the shop lives by counts: beside what counts found stands what the till says."""
    return any(column.name == "till_quantity" for column in report.columns)


def roll_forward(pack: Pack, language: str) -> Iterator[Block]:
    """What there was, what moved it, what there is; in money, and in each unit that goods have."""
    report, by_unit = pack.period_end, _by_unit(pack)
    yield title_of("Roll-forward")
    yield from _terms(report, by_unit[:_SIDE_BY_SIDE], language, with_value=True)
    for begin in range(_SIDE_BY_SIDE, len(by_unit), _SIDE_BY_SIDE):
        yield title_of("Roll-forward in further units")
        yield from _terms(report, by_unit[begin : begin + _SIDE_BY_SIDE], language, with_value=False)
    if counts_alone(report):
        yield from _memo(report, by_unit, language)


def adjusted_milli(pack: Pack) -> dict[str, int]:
    """The adjustments of the roll-forward, unit by unit."""
    return {one.unit: one.figures.get("adjustments_quantity", 0) for one in _by_unit(pack)}


def _by_unit(pack: Pack) -> list[_Quantities]:
    section = pack.section("units")
    if section is None:
        return [_Quantities("", {name: int(cell or 0) for name, cell in pack.period_end.totals.items()})]
    names = [column.name for column in section.columns[1:]]
    return [
        _Quantities(str(unit), {name: int(cell or 0) for name, cell in zip(names, cells, strict=True)})
        for unit, *cells in section.rows
    ]


def _terms(report: Report, units: Sequence[_Quantities], language: str, *, with_value: bool) -> Iterator[Block]:
    heads = [_unit_head(one.unit, is_only=len(units) == 1) for one in units]
    yield row("", "", [*heads, "Value"][: len(units) + with_value], style=SMALL)
    for sign, title, stem in (*TERMS, ("=", "Closing", "closing")):
        value_minor = raw(report, f"{stem}_value")
        quantities = [one.figures.get(f"{stem}_quantity") for one in units]
        unknown = stem == "shrinkage" and counts_alone(report) and with_value
        if not (sign in {"", "="} or any(quantities) or (value_minor and with_value) or unknown):
            continue
        cells = ["" if milli is None else form.quantity(milli, language) for milli in quantities]
        cells = [""] * len(units) if unknown and not any(quantities) else cells
        cells += [money(report, f"{stem}_value", language)] if with_value else []
        said = _USAGE if stem == "sold" and counts_alone(report) else title
        yield sum_of(sign, said, cells) if sign == "=" else row(sign, said, cells)
    if with_value:
        explained_minor = sum(_SIGNED[sign] * raw(report, f"{stem}_value") for sign, _, stem in TERMS)
        left_over_minor = explained_minor - raw(report, "closing_value")
        yield ticked("The terms make the closing value", left_over_minor, report, language)
    if units:
        yield ticked_quantities(
            "The terms make the closing quantity",
            [one.left_over_milli() for one in units],
            language,
            is_wide=with_value,
        )


def _unit_head(unit: str, *, is_only: bool) -> str:
    if unit in {"", "each"}:
        return "Quantity" if is_only else "Pieces"
    return unit


def _memo(report: Report, by_unit: Sequence[_Quantities], language: str) -> Iterator[Block]:
    """What the till sold: where counts alone move stock, it stands beside the figures and is none of them."""
    places = {column.name: place for place, column in enumerate(report.columns)}
    units = [one.unit for one in by_unit[:_SIDE_BY_SIDE]]
    rung = dict.fromkeys(units, 0)
    for cells in report.rows:
        # Without units all are of the one kind that there is.
        unit = str(cells[places["unit"]]) if "unit" in places else units[0]
        if unit in rung:
            rung[unit] += int(cells[places["till_quantity"]] or 0)
    net = money(report, "till_net", language)
    sold = [form.quantity(rung[unit], language) for unit in units]
    yield row("", "Memo: sold by the till, net without tax", [*sold, net], style=SMALL)
    yield row(
        "",
        "The shop lives by counts: what is gone unsold is in the usage, and shrinkage is not known.",
        (),
        style=SMALL,
    )


def costs(pack: Pack, language: str) -> Iterator[Block]:
    """Periodic beside perpetual cost of goods, and the gap by its reasons."""
    report = pack.period_end
    yield title_of("Cost of goods")
    left = [one for one in _AVAILABLE if one[0] == "" or one[2] == "closing_value" or raw(report, one[2])]
    sold_at = (("", _USAGE, "sold_value"), *_SOLD_AT[1:]) if counts_alone(report) else _SOLD_AT
    right = [one for one in sold_at if one[0] == "" or raw(report, one[2])]
    yield beside(("", "Periodic", ""), ("", "Perpetual", ""), style=SMALL)
    for place in range(max(len(left), len(right))):
        one, other = (side[place] if place < len(side) else None for side in (left, right))
        yield beside(cost(report, one, language), cost(report, other, language))
    sums = [("=", "Cost of goods", money(report, name, language)) for name in ("periodic_cogs", "perpetual_cogs")]
    yield beside(sums[0], sums[1], style=BOLD, is_sum=True)
    yield title_of("The gap: periodic less perpetual")
    reasons = pack.section("gap")
    named = 0
    if counts_alone(report):
        yield amount("Shrinkage", "not known")
    for kind, reason, value in reasons.rows if reasons is not None else ():
        named += int(value or 0)
        title = f"{kind}: {str(reason).replace('_', ' ')}" if reason else str(kind)
        yield amount(title, form.amount(int(value or 0), report.currency, language))
    yield amount("Gap", money(report, "gap", language), bold=True)
    if reasons is not None:
        yield ticked("The reasons make the gap", named - raw(report, "gap"), report, language)
    difference = raw(report, "periodic_cogs") - raw(report, "perpetual_cogs") - raw(report, "gap")
    yield ticked("Periodic less perpetual is the gap", difference, report, language)
    yield ticked("Tie-out: gap less shrinkage less write-down", raw(report, "tie_out"), report, language)


def agreement(pack: Pack, language: str) -> Iterator[Block]:
    """What else in the book says the same, read in another way."""
    section = pack.section("agreement")
    if section is None:
        return
    blocks = [row("", "", [column.title for column in section.columns[-3:]], style=SMALL, width=_AGREED)]
    for name, told, checked, failing, *figures in section.rows:
        mark = "\u2717" if failing or figures[-1] else TICK
        many = int(checked or 0)
        title = _dated(str(told), language) if name == "opening" else str(told)
        said = f"{title} ({failing} of {many} not)" if failing else f"{title} ({many})" if many > 1 else title
        cells = [form.amount(int(figure or 0), section.currency, language) for figure in figures]
        blocks.append(row(mark, said, cells, width=_AGREED))
    yield from _together([title_of(section.title), *blocks])


def _dated(title: str, language: str) -> str:
    """A title with the day in it as people write it."""
    return _DAY.sub(lambda found: form.day_apart(date.fromisoformat(found[0]), language), title)


def checklist(pack: Pack, language: str) -> Iterator[Block]:
    """What somebody may want to look at. A pack of before told stock, too, as it was when it was made."""
    checks = pack.section("checks")
    if checks is None:
        return
    is_old = checks.title == "Checklist"
    blocks = [title_of("Checklist, as it was when this was made" if is_old else checks.title)]
    for name, title, found in checks.rows:
        many = int(found or 0)
        mark = TICK if not many else ""
        style = BODY if many or name else SMALL
        blocks.append(three(mark, str(title), "", form.quantity(many * 1000, language), style=style))
    yield from _together(blocks)


def _together(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks that stay on one page."""
    return (replace(block, joined=block is not blocks[-1]) for block in blocks)
