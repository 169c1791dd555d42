"""What the counting screen says of plans, quiet hours and shops that live by counts alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from app.domain.count_lots import LotOff
from app.domain.count_plan import Hour, Plan, Scope
from app.domain.count_review import State, Tolerance
from app.domain.shop import StockSystem
from app.reports.count_planning import DuePlan
from app.ui.said import Said
from app.ui.screens.counting.texts import CountingTexts
from tests.books import shop_like
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key

PADDING, SMALL = 8, 13  # px, as tables have them
ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


@pytest.fixture
def texts(qtbot: QtBot) -> CountingTexts:
    return CountingTexts(shop_like())


def test_a_plan_says_what_it_covers_how_often_and_what_is_tolerated(texts: CountingTexts) -> None:
    plan = Plan("P1", "Drinks", Scope.CATEGORY, subjects=("Beer", "Wine"), every_days=30, tolerance=Tolerance(1000))
    words = texts.plan_words(plan).translate(ISOLATES)
    assert words.split(" \N{MIDDLE DOT} ") == [
        "by category", "Beer, Wine", "every 30 days", "again if more than 1 piece off",
    ]  # fmt: skip
    every = Plan("P2", "All", Scope.FULL, tolerance=Tolerance(2500, 5000, 1000))
    limits = "2,5 pieces, 5\N{NO-BREAK SPACE}% or 10,00\N{NO-BREAK SPACE}\N{EURO SIGN}"
    assert texts.plan_words(every).translate(ISOLATES).endswith(f"again if more than {limits} off")
    cycle = texts.plan_words(Plan("", "", Scope.CYCLE))
    assert cycle == "what is due today, by class \N{MIDDLE DOT} A 30, B 90, C 365 days"
    by_two = plan._replace(second_person=True)
    assert texts.plan_words(by_two) == f"{texts.plan_words(plan)} \N{MIDDLE DOT} somebody else counts again"
    alone = Plan("P3", "All", Scope.FULL, second_person=True)
    assert texts.plan_words(alone) == "everything \N{MIDDLE DOT} somebody else counts again"
    assert all(words for _, words in texts.scopes())


@pytest.mark.parametrize(
    ("many", "due_day", "is_due", "words"),
    [
        (3, None, True, "3 to count today"),
        (0, None, False, "nothing today"),
        (None, None, False, ""),
        (None, 20260301, True, "due today"),
        (None, 20260401, False, "next 01.04.2026"),
    ],
)
def test_what_is_due_is_told(
    texts: CountingTexts, many: int | None, due_day: int | None, is_due: bool, words: str
) -> None:
    plan = Plan("", "", Scope.FULL)
    assert texts.due_words(DuePlan(plan, many, due_day, is_due)).translate(ISOLATES) == words


def test_quiet_hours_are_said_in_the_shops_way(texts: CountingTexts) -> None:
    said = texts.notes([Hour(0, 9, 1), Hour(5, 14, 2)]).translate(ISOLATES)
    assert said == "Quietest: Monday 09:00, Saturday 14:00"
    assert texts.notes([]) == ""


def test_a_shop_that_lives_by_counts_is_told_so(qtbot: QtBot) -> None:
    texts = CountingTexts(shop_like(stock=StockSystem.PERIODIC))
    assert texts.notes([]).startswith("This shop lives by counts")
    assert texts.value_word() == "Used for"
    assert texts.value(-250) == "2,50\N{NO-BREAK SPACE}\N{EURO SIGN}"


def test_a_weight_is_typed_as_the_shop_writes_figures(texts: CountingTexts) -> None:
    words = texts.sentence(Said("warn", "no_weight", {"name": "Cheese"})).translate(ISOLATES)
    assert "Type it with a star, such as 1,25*, then scan" in words


def test_each_state_of_the_review_has_room_in_its_column(counting: Counting) -> None:
    page = counting.screen.review_page  # type: ignore[attr-defined]
    texts, table = counting.screen.texts, page.table  # type: ignore[attr-defined]
    column = table.model().columnCount() - 1
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_F9)
    room = table.columnWidth(column) - 2 * PADDING
    small = QFont(table.font())
    small.setPixelSize(SMALL)
    tea, milk = page._model.row_at(table.model().index(0, 0)), page._model.row_at(table.model().index(1, 0))
    tea, milk = (tea, milk) if tea.found else (milk, tea)
    lots = (LotOff("L1", 1000, 10, never_came=False), LotOff("L2", -1000, -10, never_came=False))
    lines = [(tea._replace(state=state), "") for state in State if state is not State.UNCOUNTED]
    lines += [(milk, said) for said in ("", "leave", "zero")]
    lines += [(tea._replace(state=State.WITHIN, difference_milli=0, lots=lots), "")]
    for line, uncounted in lines:
        for tolerates in (True, False):
            words = texts.state(line, uncounted, tolerates=tolerates)
            assert table.fontMetrics().horizontalAdvance(words) <= room, words
        for reason in ("", "damaged", "expired", "stolen", "own_use", "found", "other"):
            again = line.state is State.RECOUNT
            words = texts.state_more(line._replace(reason=reason), by_another=again)
            assert QFontMetrics(small).horizontalAdvance(words) <= room, words
    moved = tea._replace(state=State.MOVED)
    assert (texts.state(moved, ""), texts.state_more(moved, by_another=False)) == ("moved meanwhile", "count again")
