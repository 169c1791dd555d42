"""What can be counted: stocktakes to go on with, plans to begin one, and what was posted last."""

from __future__ import annotations

from app.domain.count_plan import Plan, Scope
from app.ui.parts import Parts
from app.ui.screens.counting.state import StartKind, StartRow
from app.ui.screens.counting.texts import CountingTexts

_POSTED_SHOWN = 8


def start_rows(parts: Parts, texts: CountingTexts) -> tuple[StartRow, ...]:
    """The rows of the start list; runs on the store thread."""
    stocktakes = parts.stocktakes
    rows = [
        StartRow(StartKind.STOCKTAKE, one.uid, one.name, texts.plan_words(one.scope), texts.begun_on(one.begun))
        for one in stocktakes.opened()
    ]
    plans = [*stocktakes.plans(), *_standing_plans(texts)]
    rows += [StartRow(StartKind.PLAN, one.code, one.name, texts.plan_words(one.scope), plan=one) for one in plans]
    rows += [
        StartRow(StartKind.POSTED, one.uid, one.name, one.number, texts.begun_on(one.begun))
        for one in stocktakes.newest(_POSTED_SHOWN)
    ]
    return tuple(rows)


def _standing_plans(texts: CountingTexts) -> tuple[Plan, ...]:
    """What every shop can count without a plan of its own."""
    return tuple(Plan("", texts.standing_plan(scope), scope) for scope in (Scope.FULL, Scope.CYCLE, Scope.DOUBTFUL))
