"""Goods with a serial number each are counted piece by piece: whoever scans or types them without it says which one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.count_sheet import Find, goods_of
from app.domain.product import Tracking
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import SPARE, TEA
from tests.ui.windows import CTRL, Key

PHONE = "4000000000044"


@pytest.fixture
def phones(counting: Counting) -> Counting:
    """Two phones are in the book, X1 and X2; a sheet is in hand."""
    counting.shop.product("phone", "99.00", name="Phone", tracking=Tracking.SERIAL, codes=[PHONE])
    line = StockLineAsked("phone", 2000, 60_000_000, serials=("X1", "X2"))
    counting.shop.receiving.accept_delivery(DeliveryAsked(Asking("phones"), (line,)))
    counting.begin()
    counting.scan("ZONE:Z1")
    return counting


def about(counting: Counting) -> str:
    return counting.in_dialog("piece_form_about", QLabel).text().translate(ISOLATES)


def test_a_piece_by_its_code_alone_is_asked_for_and_the_next_scan_answers(phones: Counting) -> None:
    phones.scan(PHONE)
    assert phones.opened.dialog() is not None
    assert about(phones) == "Phone"
    assert phones.rows("countLines") == []
    phones.scan("X2")
    assert phones.opened.dialog() is None
    assert (phones.rows("countLines"), details(phones, "countLines")) == (
        [["Phone", "1"]],
        ["phone \N{MIDDLE DOT} X2"],
    )
    # Typed by name; nothing is no number, and a piece is counted once.
    phones.types("phone")
    phones.press(Key.Key_Return)
    phones.press(Key.Key_Return)
    assert phones.dialog_says("piece_form_bar").startswith("Scan or type the serial number")
    phones.types("X2")
    phones.press(Key.Key_Return)
    assert phones.dialog_says("piece_form_bar").startswith("The serial number X2 of phone was counted already.")
    phones.press(Key.Key_Escape)
    assert phones.text("countMessage").startswith("Not counted: 1 of Phone, as nobody said which piece.")
    assert phones.opened.find("count_unknown").isVisible()
    # What is posted takes the right one.
    phones.press(Key.Key_F8, Key.Key_F9)
    phones.press(Key.Key_F8)
    phones.post()
    assert phones.kept("SELECT number, level.quantity_milli FROM level JOIN lot ON lot.id = lot_id WHERE number <> ''"
                       " ORDER BY 1") == [("X1", 0), ("X2", 1000)]  # fmt: skip


def test_several_pieces_are_asked_for_one_by_one_and_one_goes_back_by_its_number(phones: Counting) -> None:
    phones.types("3*")
    phones.scan(PHONE)
    assert about(phones) == "Phone, piece 1 of 3"
    phones.scan("X1", "X2")
    assert about(phones) == "Phone, piece 3 of 3"
    phones.press(Key.Key_Escape)
    assert phones.text("countMessage").startswith("Not counted: 1 of Phone")
    assert phones.rows("countLines") == [["Phone", "2"]]
    # To type how many there are does not say which.
    phones.press(Key.Key_F4)
    phones.types("1")
    phones.press(Key.Key_Return)
    assert phones.text("countMessage").startswith("Which piece of Phone is not there?")
    assert phones.rows("countLines") == [["Phone", "2"]]
    phones.press(Key.Key_F4)
    phones.types("3")
    phones.press(Key.Key_Return)
    assert about(phones) == "Phone"
    phones.scan("X3")
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} X1, X2, X3"]
    phones.types("-1*")
    phones.scan(PHONE)
    phones.scan("X2")
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} X1, X3"]
    phones.press(Key.Key_Z, modifiers=CTRL)
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} X1, X2, X3"]
    # None of them is there: that needs no number.
    phones.press(Key.Key_F4)
    phones.types("0")
    phones.press(Key.Key_Return)
    assert phones.rows("countLines") == [["Phone", "0"]]


def test_other_goods_are_scanned_while_a_piece_is_asked_for(phones: Counting) -> None:
    phones.scan(PHONE, TEA)
    assert phones.rows("countLines") == [["Green tea", "1"]]
    assert about(phones) == "Phone"
    # Two pieces without their number wait for each other.
    phones.scan(PHONE, "X1")
    assert about(phones) == "Phone"
    phones.scan("(01)04000000000044(21)X2")
    assert phones.opened.dialog() is None
    assert details(phones, "countLines")[1] == "phone \N{MIDDLE DOT} X1, X2"


def test_a_file_and_a_printed_sheet_leave_pieces_without_numbers_to_the_hand(phones: Counting, tmp_path: Path) -> None:
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},4\n{PHONE},2\n")
    phones.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    phones.opened.rest()
    assert (
        phones.text("countMessage")
        == f"Lines read: 2. Codes left out: 1 ({PHONE}). Count those by hand (Shift+F9 lists them)."
    )
    phones.press(Key.Key_F12)
    names = [row[1] for row in phones.rows("paper_table")]
    phones.press(*[Key.Key_Down] * names.index("Phone"))
    phones.types("2")
    phones.press(Key.Key_Return)
    assert phones.dialog_says("paper_dialog_bar").startswith("Phone is counted by serial number, piece by piece.")
    # Where the sheet names the piece, a one behind it says enough.
    phones.press(Key.Key_Backspace)
    phones.types("1")
    phones.press(Key.Key_Return)
    assert [row[2] for row in phones.rows("paper_table") if row[1] == "Phone"] == ["1", ""]
    phones.press(Key.Key_Escape)
    assert phones.rows("countLines") == [["Green tea", "4"], ["Phone", "1"]]
    assert details(phones, "countLines")[1] == "phone \N{MIDDLE DOT} X1"


def test_pieces_that_were_counted_without_their_numbers_are_named_afterwards(phones: Counting) -> None:
    # A sheet of before: two pieces, and nobody said which.
    stocktaking = phones.opened.till.parts.stocktaking
    ((sheet,),) = phones.kept("SELECT uid FROM draft WHERE kind = 'count'")
    item = phones.opened.till.parts.lookups.item("phone", location="shop")
    assert item is not None
    stocktaking.record(str(sheet), [(Find(goods_of(item), 2000, 1), "phone")], many=0, till="T1", user="owner")
    phones.press(Key.Key_Escape)
    phones.begin()
    phones.press(Key.Key_F4)
    assert phones.rows("countLines") == [["Phone", "2"]]
    phones.press(Key.Key_F3)
    phones.scan("X2", "X1")
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} X2, X1"]
    phones.press(Key.Key_F3)
    assert phones.text("countMessage").startswith("Each piece of Phone has its number here.")


def test_the_label_of_the_next_shelf_is_no_serial_number_and_leaves_what_was_asked(phones: Counting) -> None:
    # Two questions stand open when the counter walks on to the next shelf.
    phones.scan(PHONE, PHONE)
    phones.scan("ZONE:Shelf C")
    assert phones.opened.dialog() is None
    assert phones.text("countZone") == "Shelf C"
    assert phones.text("countMessage") == ("Not counted: 2 of Phone, as nobody said which piece. Scan its serial "
                                           "number, or its name again.")  # fmt: skip
    phones.scan(TEA)
    assert phones.rows("countLines") == [["Green tea", "1"]]
    journals = (
        "SELECT zone, (SELECT count(*) FROM draft_entry AS one WHERE one.draft_id = sheet.draft_id) FROM count_sheet"
    )
    assert phones.kept(f"{journals} AS sheet ORDER BY draft_id") == [("Z1", 2), ("Shelf C", 1)]
    assert phones.opened.find("count_unknown").isVisible()
    # Typed, the label is refused: somebody looks at the form.
    phones.scan(PHONE)
    phones.types("ZONE:Z1")
    phones.press(Key.Key_Return)
    assert phones.dialog_says("piece_form_bar").startswith("ZONE:Z1 is the label of a zone")
    phones.press(Key.Key_Escape)
    assert phones.rows("countLines") == [["Green tea", "1"]]


@pytest.mark.parametrize("scan", ["]C1018888888800001010L1", "]C110L1", "(01)08888888800001(10)L1", "]C1(01)"])
def test_fields_of_other_goods_are_no_serial_number(phones: Counting, scan: str) -> None:
    phones.scan(PHONE, scan)
    assert about(phones) == "Phone"
    assert phones.rows("countLines") == []
    # Its own fields are one, and so is a plain number.
    phones.scan("]C121X1")
    assert phones.opened.dialog() is None
    phones.scan(PHONE, "356938035643809")
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} X1, 356938035643809"]


def test_no_question_goes_along_to_the_next_shelf(phones: Counting) -> None:
    # Which of two goods, and of which lot: both were asked about the shelf before.
    phones.scan(SPARE)
    assert phones.rows("which_table") == [["Left shoe", "1.00"], ["Right shoe", "2.00"]]
    phones.scan("ZONE:Shelf C")
    assert phones.opened.dialog() is None
    assert phones.text("countZone") == "Shelf C"
    phones.shop.product("yogurt", "1.00", name="Yogurt", tracking=Tracking.LOT, codes=["4000000000051"])
    phones.scan("4000000000051")
    phones.press(Key.Key_F3)
    phones.scan("ZONE:Shelf D")
    assert phones.opened.dialog() is None
    assert phones.kept("SELECT count(*) FROM draft_entry WHERE meaning LIKE '%lot%ZONE%'") == [(0,)]
    assert (phones.text("countZone"), phones.rows("countLines")) == ("Shelf D", [])


def test_a_piece_for_another_is_named_in_the_review_before_anything_is_posted(phones: Counting) -> None:
    phones.scan(PHONE, "X1", PHONE, "X9")
    phones.press(Key.Key_F8, Key.Key_F9)
    (row,) = [row for row in phones.rows("countReviewLines") if row[0] == "Phone"]
    assert row[2:] == ["2", "", "2", "\N{PLUS-MINUS SIGN}1", "\u20ac0.00", "as many, but not the same"]
    names = [row[0] for row in phones.rows("countReviewLines")]
    assert names[0] == "Phone"
    assert phones.text("countReviewLots") == (
        "Phone: X2 missing, -\u20ac60.00; X9 is there and has never come in, \u20ac60.00"
    )
    assert phones.text("countSummary").startswith("0 right, 0 to count again")
    phones.press(Key.Key_F8)
    phones.can_press("count_post")
    phones.press(Key.Key_F9)
    assert phones.in_dialog("post_about", QLabel).text().startswith("Products that differ from the book: 1.")
    assert "Losses" in phones.in_dialog("post_parts", QLabel).text()
