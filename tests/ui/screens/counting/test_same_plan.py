"""A plan that is being counted is not begun a second time: what two people find adds up in one stocktake alone."""

from __future__ import annotations

import pytest

from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find, goods_of
from app.domain.staff import PersonAsked
from app.services.stocktaking import Stocktaking
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import TEA
from tests.ui.windows import Key


@pytest.fixture
def anna_counts(counting: Counting) -> Counting:
    """This window stands on the list; at another till Anna counts everything, and has five teas in Shelf A."""
    other = counting.shop.opened_again()
    other.staffing.set_person(PersonAsked("anna", "Anna"))
    stocktaking = Stocktaking(other.book, other.clock)
    uid = stocktaking.begin(Plan("", "Count everything", Scope.FULL), till="T1", user="anna")
    sheet = stocktaking.open_sheet(uid, "Shelf A", till="T1", user="anna")
    item = counting.opened.till.parts.lookups.item("tea", location="shop")
    assert item is not None
    entry = Find(goods_of(item), 5000, other.clock.now_us())
    stocktaking.record(sheet, [(entry, TEA)], many=0, till="T1", user="anna")
    stocktaking.finish_sheet(sheet)
    stocktaking.open_sheet(uid, "Shelf B", till="T1", user="anna")
    stocktaking.open_sheet(uid, "Cellar", till="T1", user="anna")
    other.book.close_thread()
    return counting


def test_enter_on_a_plan_that_somebody_counts_already_counts_along(anna_counts: Counting) -> None:
    counting = anna_counts
    # The list was read before Anna began: the plan stands there alone.
    titles = [row[0] for row in counting.rows("countStartTable")]
    assert titles.count("Count everything") == 1
    counting.begin()
    assert counting.text("countMessage").startswith("Anna began this count on ")
    assert [row[0] for row in counting.rows("countSheets")] == ["Shelf A", "Shelf B", "Cellar"]
    counting.scan("ZONE:Shelf C", TEA, TEA)
    counting.press(Key.Key_F8)
    assert counting.kept("SELECT count(*) FROM stocktake") == [(1,)]
    counting.press(Key.Key_F9)
    (tea,) = [row for row in counting.rows("countReviewLines") if row[0] == "Green tea"]
    assert tea[2] == "7"


def test_the_list_says_who_counts_what_and_since_when(anna_counts: Counting) -> None:
    counting = anna_counts
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    rows = counting.rows("countStartTable")
    (place,) = [at for at, row in enumerate(rows) if row[:2] == ["Count everything", "being counted"]]
    assert details(counting, "countStartTable")[place] == "everything \N{MIDDLE DOT} Anna: Shelf B, Cellar"
    assert ":" in rows[place][2]
    # The plan that stands below it still goes on with the same.
    (plan,) = [at for at, row in enumerate(rows) if row[:2] == ["Count everything", "plan"]]
    counting.press(Key.Key_Home, *[Key.Key_Down] * plan, Key.Key_Return)
    assert counting.text("countMessage").startswith("Anna began this count on ")
    assert counting.kept("SELECT count(*) FROM stocktake") == [(1,)]


def test_a_look_at_a_plan_begins_nothing(counting: Counting) -> None:
    for _ in range(2):
        counting.begin()
        assert counting.text("countTitle") == "Count everything"
        counting.press(Key.Key_Escape)
    assert [row[:2] for row in counting.rows("countStartTable")][:2] == [
        ["Count what is due", "to do today"], ["Count everything", "plan"],
    ]  # fmt: skip
    # A zone was opened by accident, and nothing was done there.
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_Escape)
    assert counting.rows("countStartTable")[0][:2] == ["Count what is due", "to do today"]
    # Something was scanned: somebody has begun to count.
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_Escape)
    assert counting.rows("countStartTable")[0][:2] == ["Count everything", "being counted"]
