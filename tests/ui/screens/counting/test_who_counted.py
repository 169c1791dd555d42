"""Who counted what goes by who scanned it, whoever has the sheet in hand in the end."""

from __future__ import annotations

from pathlib import Path

from app.domain.staff import PersonAsked
from app.reports.stocktakes import Stocktakes
from app.services.stocktaking import Stocktaking
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key


def test_a_sheet_that_is_taken_over_keeps_who_counted_what(counting: Counting) -> None:
    # Ben begins and counts tea; the owner goes on with his sheet, and counts milk.
    other = counting.shop.opened_again()
    other.staffing.set_person(PersonAsked("ben", "Ben"))
    stocktaking, stocktakes = Stocktaking(other.book, other.clock), Stocktakes(other.book, other.clock)
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    (mine,) = stocktakes.sheets(str(uid))
    tea = stocktakes.entries(mine.uid)[0]
    counting.press(Key.Key_F8)
    his = stocktaking.open_sheet(str(uid), "Z2", till="T1", user="ben")
    stocktaking.record(his, [(tea, TEA)], many=0, till="T1", user="ben")
    counting.press(Key.Key_Escape, Key.Key_Escape)
    counting.begin()
    assert [row[0] for row in counting.rows("countSheets")] == ["Z1", "Z2"]
    assert details(counting, "countSheets")[1].startswith("Ben \N{MIDDLE DOT} ")
    counting.press(Key.Key_Down, Key.Key_F4)
    assert counting.text("countMessage").startswith("Ben is counting on this sheet (1 entries).")
    counting.press(Key.Key_F4)
    counting.scan(MILK)
    counting.press(Key.Key_F8)
    assert details(counting, "countSheets")[1].startswith("Ben, Owner \N{MIDDLE DOT} ")
    counting.press(Key.Key_F9)
    assert sorted(details(counting, "countReviewLines")) == [
        "milk \N{MIDDLE DOT} Owner \N{MIDDLE DOT} Z2",
        "tea \N{MIDDLE DOT} Owner, Ben \N{MIDDLE DOT} Z1, Z2",
    ]
    counting.post()
    counting.press(Key.Key_F8)
    paper = " ".join(text_of(Path(counting.text("countMessage").removeprefix("On paper: ")).read_bytes()).split())
    assert "Owner, Ben" in paper
    other.book.close_thread()


def test_a_sheet_that_another_has_finished_asks_before_it_is_gone_on_with(counting: Counting) -> None:
    other = counting.shop.opened_again()
    other.staffing.set_person(PersonAsked("ben", "Ben"))
    stocktaking, stocktakes = Stocktaking(other.book, other.clock), Stocktakes(other.book, other.clock)
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    (mine,) = stocktakes.sheets(str(uid))
    tea = stocktakes.entries(mine.uid)[0]
    counting.press(Key.Key_F8)
    his = stocktaking.open_sheet(str(uid), "Z2", till="T1", user="ben")
    stocktaking.record(his, [(tea, TEA)], many=0, till="T1", user="ben")
    stocktaking.finish_sheet(his)
    counting.press(Key.Key_Escape, Key.Key_Escape)
    counting.begin()
    assert [row[0] for row in counting.rows("countSheets")] == ["Z1", "Z2"]
    # One's own goes on at once.
    counting.press(Key.Key_Up, Key.Key_F4)
    assert counting.text("countZone") == "Z1"
    counting.press(Key.Key_F8)
    counting.press(Key.Key_Down, Key.Key_F4)
    assert counting.text("countMessage").startswith("Ben has finished this sheet (1 entries).")
    assert [row[2] for row in counting.rows("countSheets")] == ["done", "done"]
    counting.press(Key.Key_F4)
    assert counting.text("countZone") == "Z2"
    other.book.close_thread()
