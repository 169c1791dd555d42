"""A scan beside a printed sheet goes to its line: nothing is counted by it, and no figure comes onto another line."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit

from app.domain.product import Tracking
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.ui.sound import Tone
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.till import BEER, MILK, TEA
from tests.ui.windows import SHIFT, Key

NOBODYS = "4000000000006"


def opened(counting: Counting) -> QLineEdit:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F12)
    assert [row[1] for row in counting.rows("paper_table")] == ["Green tea", "Milk"]
    return counting.in_dialog("paper_figure", QLineEdit)


def asked(counting: Counting) -> str:
    return counting.in_dialog("paper_line", QLabel).text().translate(ISOLATES)


def test_goods_that_are_on_the_sheet_move_to_their_line(counting: Counting) -> None:
    figure = opened(counting)
    assert "a scan of the goods, which counts nothing here" in counting.in_dialog("paper_about", QLabel).text()
    counting.in_dialog("paper_clock", QLineEdit).setFocus()
    counting.scan(MILK)
    assert asked(counting) == "2. How much of Milk?"
    assert figure.hasFocus()
    assert counting.kept("SELECT count(*) FROM draft_entry") == [(0,)]
    counting.types("7")
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    assert asked(counting) == "1. How much of Green tea?"
    assert counting.rows("paper_table") == [["1", "Green tea", ""], ["2", "Milk", "7"]]
    counting.press(Key.Key_Escape)
    assert counting.rows("countLines") == [["Milk", "7"]]


def test_a_figure_that_is_typed_is_of_its_own_line(counting: Counting) -> None:
    figure = opened(counting)
    counting.types("7")
    for code in (MILK, "ZONE:Z2"):
        counting.scan(code)
        assert counting.dialog_says("paper_dialog_bar") == (
            "7 is typed for Green tea, and the scan was left. Enter takes the figure; then scan again."
        )
        assert (figure.text(), asked(counting)) == ("7", "1. How much of Green tea?")
    assert counting.tones == [Tone.REFUSED] * 2
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    assert counting.rows("paper_table") == [["1", "Green tea", "7"], ["2", "Milk", ""]]
    counting.scan("ZONE:Z2")
    assert counting.text("countZone") == "Z2"


def test_goods_that_are_not_on_it_are_told_and_listed_until_they_are_counted(counting: Counting) -> None:
    opened(counting)
    counting.tones.clear()
    counting.scan(BEER)
    assert counting.dialog_says("paper_dialog_bar") == (
        "Beer is not on the printed sheet, and nothing was counted. Esc, then scan it again to count it."
    )
    assert counting.tones == [Tone.REFUSED]
    assert asked(counting) == "1. How much of Green tea?"
    counting.press(Key.Key_Escape)
    assert counting.rows("countLines") == []
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [[BEER, "not on the printed sheet", "1"]]
    counting.press(Key.Key_Escape)
    counting.scan(BEER)
    assert counting.rows("countLines") == [["Beer", "1"]]
    assert not counting.opened.find("count_unknown").isVisible()


def test_a_lot_goes_to_its_own_line_and_several_lines_are_gone_through(counting: Counting) -> None:
    counting.shop.product("ham", "3.00", name="Ham", tracking=Tracking.LOT, codes=["4000000000020"])
    lines = tuple(StockLineAsked("ham", 2000, 1_000_000, lot=lot) for lot in "AB")
    counting.shop.receiving.accept_delivery(DeliveryAsked(Asking("ham"), lines))
    counting.begin()
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F12)
    assert [row[1] for row in counting.rows("paper_table")].count("Ham") == 2
    assert asked(counting) == "1. How much of Green tea?"
    counting.scan("(01)04000000000020(10)B")
    at_b = asked(counting)
    counting.scan("4000000000020")
    at_a = asked(counting)
    counting.scan("(01)04000000000020(10)B")
    assert at_a != at_b == asked(counting)
    # A lot that is not on the sheet is none of the others.
    counting.scan("(01)04000000000020(10)C")
    assert counting.dialog_says("paper_dialog_bar").startswith("Ham is not on the printed sheet")
    assert asked(counting) == at_b


def test_codes_that_nobody_knows_are_told_and_listed(counting: Counting) -> None:
    opened(counting)
    counting.tones.clear()
    counting.scan(NOBODYS)
    assert counting.dialog_says("paper_dialog_bar").startswith(f"No product has {NOBODYS}.")
    assert counting.tones == [Tone.REFUSED]
    counting.press(Key.Key_Escape)
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [[NOBODYS, "no product has it", "1"]]


def test_what_stands_in_the_bar_behind_it_holds_no_figure_up(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", BEER)
    counting.scan(BEER, is_repeat=True)
    counting.press(Key.Key_F12)
    counting.types("7")
    counting.press(Key.Key_Return)
    assert asked(counting) == "2. How much of Milk?"
    assert counting.dialog_says("paper_dialog_bar") == ""
    counting.scan(BEER)
    assert counting.in_dialog("paper_figure", QLineEdit).property("state") in {None, ""}
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage").startswith("Beer came twice")
