"""What the review and its question say of goods that nobody counted, and of what is to be counted again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.count_sheet import Note, goods_of
from app.ui.said import Said
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key

JAM, NOBODYS = "4000000000051", "4000000000006"


@pytest.fixture
def jam(counting: Counting) -> Counting:
    """Three of jam at 1.00 are in the book, besides ten of tea and one of milk."""
    counting.shop.product("jam", "2.00", name="Jam", codes=[JAM], cost="1.00")
    counting.shop.deliver(("jam", "3", "1.00"))
    return counting


def row_of(counting: Counting, name: str) -> list[str]:
    (row,) = [row for row in counting.rows("countReviewLines") if row[0] == name]
    return row[5:]


def note(counting: Counting, *notes: tuple[Note, str]) -> None:
    """What a sheet has in its journal of scans that were not counted."""
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    stocktaking = counting.opened.till.parts.stocktaking
    sheet = stocktaking.open_sheet(str(uid), "Z9", till="T1", user=None)
    stocktaking.record(sheet, list(notes), many=0, till="T1", user=None)
    stocktaking.finish_sheet(sheet)


def test_goods_that_are_set_to_zero_though_they_were_scanned_are_named_in_the_question(jam: Counting) -> None:
    jam.begin()
    jam.scan("ZONE:Z1", TEA, NOBODYS)
    jam.press(Key.Key_F8)
    # Jam was scanned while something was asked, and milk had several meanings once; both are goods of the shop.
    goods = goods_of(jam.opened.till.parts.lookups.item("jam", location="shop"))
    note(jam, (Note("unsure", goods), JAM), (Note("several"), MILK))
    jam.press(Key.Key_F9)
    jam.press(Key.Key_F8)
    jam.can_press("count_post")
    jam.press(Key.Key_F9)
    dialog = jam.opened.dialog()
    assert dialog is not None
    # Left as they are, nothing is lost.
    assert dialog.findChild(QLabel, "post_scanned") is None
    jam.press(Key.Key_Escape)
    jam.press(Key.Key_F8)
    jam.can_press("count_post")
    jam.press(Key.Key_F9)
    warning = jam.in_dialog("post_scanned", QLabel)
    assert warning.property("role") == "warn"
    assert warning.text().translate(ISOLATES) == (
        "Of the goods that are set to zero 2 were scanned, and the scans are in no count: Jam, Milk. Look "
        "again (Esc), and scan these goods once more."
    )
    assert jam.in_dialog("post_rest", QLabel).text().translate(ISOLATES) == (
        "Not counted, and set to zero: 2. Scanned codes that are in no count: 3. Esc, then Shift+F9 shows them."
    )


def test_what_nobody_counted_differs_by_nothing_while_it_is_left(jam: Counting) -> None:
    jam.begin()
    jam.scan("ZONE:Z1", TEA)
    jam.press(Key.Key_F8, Key.Key_F9)
    # Nobody has said yet: it is what it would be.
    assert row_of(jam, "Jam") == ["(-3)", "(-\u20ac3.00)", "not counted"]
    jam.can_press("count_post")
    jam.press(Key.Key_F9)
    assert jam.text("countMessage") == (
        "Products that nobody has counted: 2. F8 says whether they stay as the book has them or are set to zero."
    )
    jam.press(Key.Key_F8)
    assert row_of(jam, "Jam") == ["", "", "not counted: left as it is"]
    jam.press(Key.Key_F8)
    assert row_of(jam, "Jam") == ["-3", "-\u20ac3.00", "not counted: set to zero"]


def test_what_was_asked_for_is_not_said_to_be_beyond_what_is_tolerated(jam: Counting) -> None:
    jam.begin()
    jam.scan("ZONE:Z1", TEA, MILK)
    jam.press(Key.Key_F8, Key.Key_F9)
    jam.press(Key.Key_F8)
    jam.press(Key.Key_A, modifiers=CTRL)
    jam.press(Key.Key_F4)
    jam.can_press("count_post")
    jam.press(Key.Key_F9)
    assert jam.text("countMessage") == (
        "To be counted again because it was asked for here: 2, Green tea (tea) among them. Count them again (F4), or "
        "accept them (F5)."
    )
    # Off the list again, one of them is beyond what is tolerated, and the other one is asked for.
    jam.press(Key.Key_F4)
    with jam.shop.book.writing() as connection:
        connection.execute("UPDATE stocktake SET tolerance_milli = 1000")
        connection.execute("UPDATE count_decision SET again = product_id = (SELECT id FROM product WHERE sku = 'milk')")
    jam.press(Key.Key_Escape)
    jam.press(Key.Key_Escape)
    jam.press(Key.Key_F9)
    assert list(jam.states().values()).count("count again") == 2
    jam.can_press("count_post")
    jam.press(Key.Key_F9)
    assert jam.text("countMessage") == (
        "To be counted again: 2, Green tea (tea) among them. It was asked for here for 1 of them; the rest is beyond "
        "what is tolerated. Count them again (F4), or accept them (F5)."
    )


@pytest.mark.parametrize("code", ["review_far", "post_far", "post_far_last"])
def test_how_far_it_is_has_what_stands_between_thousands(counting: Counting, code: str) -> None:
    said = counting.screen.texts.sentence(Said("info", code, {"done": 14_000, "total": 20_000}))  # type: ignore[attr-defined]
    assert "20,000" in said
    assert "14,000" in said or code.endswith("last")
