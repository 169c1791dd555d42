"""Goods with serial numbers on the printed sheet: how many the book has, and which, is for who may see the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QTableView

from app.domain.product import Tracking
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.ui.shell.lock import Lock
from app.ui.widgets.tables import DETAIL_ROLE
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import TEA
from tests.ui.windows import CTRL, Key

CLERK, PHONE = "2580", "4000000000044"


@pytest.fixture
def phones(counting: Counting) -> Iterator[Counting]:
    """The book has three phones, of lots two yoghurts; a clerk works here, and the owner is at the till."""
    shop = counting.shop
    shop.product("phone", "99.00", name="Phone", tracking=Tracking.SERIAL, codes=[PHONE])
    shop.product("yogurt", "1.00", name="Yogurt", tracking=Tracking.LOT, codes=["4000000000051"])
    pieces = StockLineAsked("phone", 3000, 60_000_000, serials=("s1", "s2", "s3"))
    lots = [StockLineAsked("yogurt", 5000, 1_000_000, lot=lot) for lot in ("L1", "L2")]
    shop.receiving.accept_delivery(DeliveryAsked(Asking("goods"), (pieces, *lots)))
    counting.opened.till.parts.staffing.set_person(PersonAsked("clara", "Clara", Role.CLERK, CLERK))
    counting.begin()
    counting.scan("ZONE:Z1")
    yield counting
    lock = counting.opened.window.findChild(Lock)
    if lock is not None:
        lock.hide()


def clerk_comes(counting: Counting) -> None:
    counting.press(Key.Key_L, modifiers=CTRL)
    counting.types(CLERK)


def listed(counting: Counting) -> list[tuple[str, str, str]]:
    """Number, name and what is below it, of the lines of goods that are kept by lot or number."""
    table = counting.in_dialog("paper_table", QTableView)
    model = table.model()

    def told(row: int, column: int, role: int = 0) -> str:
        return str(model.data(model.index(row, column, QModelIndex()), role) or "").translate(ISOLATES)

    rows = [(told(row, 0), told(row, 1), told(row, 1, DETAIL_ROLE)) for row in range(model.rowCount())]
    return [row for row in rows if row[1] in {"Phone", "Yogurt"}]


def to_phone(counting: Counting) -> None:
    names = [row[1] for row in counting.rows("paper_table")]
    counting.press(*[Key.Key_Down] * names.index("Phone"))


def test_who_may_not_see_the_book_has_one_line_for_pieces(phones: Counting) -> None:
    clerk_comes(phones)
    phones.press(Key.Key_F12)
    found = listed(phones)
    assert [row[1:] for row in found] == [
        ("Phone", f"phone \N{MIDDLE DOT} {PHONE}"),
        ("Yogurt", "yogurt \N{MIDDLE DOT} 4000000000051 \N{MIDDLE DOT} lot L1"),
        ("Yogurt", "yogurt \N{MIDDLE DOT} 4000000000051 \N{MIDDLE DOT} lot L2"),
    ]


def test_who_may_see_it_has_the_serial_numbers_under_the_number_of_the_paper(phones: Counting) -> None:
    phones.press(Key.Key_F12)
    seen = listed(phones)
    assert [row[2].rpartition(" \N{MIDDLE DOT} ")[2] for row in seen] == [
        "serial number s1", "serial number s2", "serial number s3", "lot L1", "lot L2",
    ]  # fmt: skip
    phones.press(Key.Key_Escape)
    clerk_comes(phones)
    phones.press(Key.Key_F12)
    blind = listed(phones)
    # What is printed is blind, and its numbers are those of both.
    phone, *lots = [row[0] for row in blind]
    assert [row[0] for row in seen] == [phone, phone, phone, *lots]


def test_the_numbers_are_gone_when_somebody_comes_who_may_not_see_them(phones: Counting) -> None:
    phones.press(Key.Key_F12)
    clerk_comes(phones)
    assert phones.opened.dialog() is None
    phones.press(Key.Key_F12)
    assert [row[1] for row in listed(phones)] == ["Phone", "Yogurt", "Yogurt"]


def test_a_figure_on_the_line_asks_for_the_numbers_one_by_one_and_goes_on(phones: Counting) -> None:
    clerk_comes(phones)
    phones.press(Key.Key_F12)
    to_phone(phones)
    phones.types("2")
    phones.press(Key.Key_Return)
    assert phones.in_dialog("piece_form_about", QLabel).text().translate(ISOLATES) == "Phone, piece 1 of 2"
    phones.scan("s1")
    assert phones.in_dialog("piece_form_about", QLabel).text().translate(ISOLATES) == "Phone, piece 2 of 2"
    phones.types("s9")
    phones.press(Key.Key_Return)
    # The sheet asks for the next line, and shows what is counted.
    assert phones.in_dialog("paper_line", QLabel).text().translate(ISOLATES).endswith("How much of Yogurt?")
    assert [row[2] for row in phones.rows("paper_table") if row[1] == "Phone"] == ["2"]
    phones.types("5")
    phones.press(Key.Key_Return, Key.Key_Escape)
    assert phones.opened.dialog() is None
    assert phones.rows("countLines") == [["Phone", "2"], ["Yogurt", "5"]]
    assert details(phones, "countLines")[0] == "phone \N{MIDDLE DOT} s1, s9"


def test_a_piece_that_nobody_names_is_told_and_the_sheet_goes_on(phones: Counting) -> None:
    clerk_comes(phones)
    phones.press(Key.Key_F12)
    to_phone(phones)
    phones.types("2")
    phones.press(Key.Key_Return)
    phones.scan("s1")
    phones.press(Key.Key_Escape)
    assert [row[2] for row in phones.rows("paper_table") if row[1] == "Phone"] == ["1"]
    # The same figure once more asks for what is missing; with both there it takes nothing away.
    phones.press(Key.Key_Up)
    phones.types("2")
    phones.press(Key.Key_Return)
    phones.scan("s2")
    phones.press(Key.Key_Up)
    phones.types("2")
    phones.press(Key.Key_Return)
    assert [row[2] for row in phones.rows("paper_table") if row[1] == "Phone"] == ["2"]
    phones.press(Key.Key_Up)
    phones.types("1")
    phones.press(Key.Key_Return)
    assert phones.dialog_says("paper_dialog_bar").startswith("Which piece of Phone is not there?")
    phones.press(Key.Key_Backspace)
    phones.types("2.5")
    phones.press(Key.Key_Return)
    assert phones.dialog_says("paper_dialog_bar").startswith("Phone is sold in whole pieces")
    phones.press(Key.Key_Escape)
    assert details(phones, "countLines") == ["phone \N{MIDDLE DOT} s1, s2"]


def test_none_needs_no_number(phones: Counting) -> None:
    phones.press(Key.Key_F12)
    clerk_comes(phones)
    phones.press(Key.Key_F12)
    to_phone(phones)
    phones.types("0")
    phones.press(Key.Key_Return)
    assert [row[2] for row in phones.rows("paper_table") if row[1] == "Phone"] == ["0"]


def test_the_label_of_the_next_shelf_leaves_the_sheet_and_what_it_asked(phones: Counting) -> None:
    clerk_comes(phones)
    phones.press(Key.Key_F12)
    to_phone(phones)
    phones.types("2")
    phones.press(Key.Key_Return)
    phones.scan("ZONE:Shelf C")
    assert phones.opened.dialog() is None
    assert phones.text("countZone") == "Shelf C"
    phones.scan(TEA)
    assert phones.rows("countLines") == [["Green tea", "1"]]


def test_what_is_printed_is_blind_whoever_prints_it_and_has_room_for_numbers(phones: Counting) -> None:
    phones.press(Key.Key_F8, Key.Key_Escape)
    phones.press(Key.Key_F7)
    text = text_of(Path(phones.text("countMessage").removeprefix("On paper: ")).read_bytes())
    assert text.count("Phone") == 1
    assert "Serial numbers:" in text
    for serial in ("s1", "s2", "s3"):
        assert serial not in text.split()
    assert "L1" in text.split()
