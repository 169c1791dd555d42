"""The counting screen by real keys: zones by their labels, blind, saved scan by scan, reviewed and posted."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.base.trouble import Trouble
from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find
from app.domain.moment import from_us
from app.domain.product import Tracking, Unit
from app.domain.requests import Asking, DeliveryAsked, ShopAsked, StockLineAsked
from app.services.stocktaking import Stocktaking
from app.ui.sound import Tone
from app.ui.theme import TARGET
from tests.printing.labels.scanned import by_zxing, on_dots
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, SPARE, TEA
from tests.ui.windows import CTRL, Key


def test_a_shelf_is_counted_scan_by_scan_and_nothing_of_it_waits_to_be_kept(counting: Counting) -> None:
    assert counting.rows("countStartTable") == [
        ["Count what is due", "to do today", "2 to count today"],
        ["Count everything", "plan", ""],
        ["Count what looks wrong", "plan", "nothing today"],
    ]
    counting.begin()
    # Nothing is counted without a zone; a label names it.
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("1 scan was not counted: scan a zone label")
    counting.scan("ZONE:Shelf 1")
    assert counting.text("countZone") == "Shelf 1"
    counting.scan(TEA, TEA)
    counting.types("3*")
    assert counting.text("countQuantityChip") == "3 \N{MULTIPLICATION SIGN}"
    counting.scan(TEA)
    assert (counting.rows("countLines"), counting.text("countLast")) == ([["Green tea", "5"]], "5")
    assert counting.tones == [Tone.REFUSED, *[Tone.TAKEN] * 3]
    # Every scan is in the book already, under who made it.
    assert counting.kept("SELECT count(*) FROM draft_entry") == [(3,)]
    counting.press(Key.Key_Z, modifiers=CTRL)
    assert counting.rows("countLines") == [["Green tea", "2"]]
    # The quantity of a line, typed.
    counting.press(Key.Key_F4)
    counting.types("8")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "8"]]
    # The same twice, faster than a hand can: Enter takes it.
    counting.scan(TEA, is_repeat=True)
    assert counting.tones[-1] is Tone.REPEAT
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "9"]]
    counting.scan("4000000000006")
    assert counting.text("countMessage").startswith("No product has 4000000000006")
    # A code that two products have: somebody looks, and takes the one that lies there.
    counting.scan(SPARE)
    assert counting.rows("which_table") == [["Left shoe", "1.00"], ["Right shoe", "2.00"]]
    counting.press(Key.Key_Down, Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "9"], ["Right shoe", "1"]]
    counting.press(Key.Key_Z, modifiers=CTRL)
    counting.scan(SPARE)
    counting.press(Key.Key_Escape)
    assert counting.rows("countLines") == [["Green tea", "9"]]
    counting.types("milk")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "9"], ["Milk", "1"]]
    counting.press(Key.Key_F11)
    assert counting.text("countMessage") == "The book has 1 of Milk."


def test_a_shop_is_counted_zone_by_zone_reviewed_and_posted(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1")
    counting.types("9*")
    counting.scan(TEA, MILK)
    counting.press(Key.Key_F9)
    assert counting.states() == {"Green tea": "differs", "Milk": "right"}
    assert "1 right, 0 to count again, 0 not counted; sheets still open: 1" in counting.text("countSummary")
    counting.post()
    assert counting.text("countMessage") == (
        "Still being counted: Shelf 1. Esc goes to the sheets: F4 on one goes on with it, F8 there finishes it."
    )
    # Back to the shelf, as it says: the zone is finished there, and F4 begins no recount.
    counting.press(Key.Key_Escape)
    assert counting.rows("countSheets") == [["Shelf 1", "10", "being counted"]]
    counting.press(Key.Key_F4, Key.Key_F8)
    assert counting.text("countMessage").startswith("Shelf 1 is counted.")
    assert counting.rows("countSheets") == [["Shelf 1", "10", "done"]]
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F6)
    counting.press(Key.Key_3)
    counting.press(Key.Key_F5)
    (tea, _) = counting.rows("countReviewLines")
    reason = details(counting, "countReviewLines", column=-1)[0]
    assert [tea[0], *tea[2:], reason] == ["Green tea", "9", "", "10", "-1", "-\u20ac1.00", "accepted", "stolen"]
    counting.post()
    assert counting.text("countMessage").startswith("T1-C000001 is posted.")
    moved = counting.kept("SELECT kind, quantity_milli FROM movement WHERE kind LIKE 'count%'")
    assert moved == [("count_loss", -1000)]
    assert counting.rows("countStartTable")[-1][0] == "Count everything"


def test_scans_without_a_zone_stay_in_sight_until_one_is_chosen(counting: Counting) -> None:
    counting.begin()
    counting.scan(TEA, "4000000000006", MILK)
    assert counting.text("countMessage").startswith("3 scans were not counted")
    counting.types("6*")
    assert counting.text("countMessage").startswith("6* is a quantity, not a zone")
    assert counting.text("countZone") == "Which zone?"
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage").startswith("3 scans were not counted")
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("1 scan was not counted")
    counting.scan("ZONE:Shelf 1")
    assert counting.text("countMessage") == ""
    assert counting.rows("countLines") == []


def test_what_came_twice_stays_in_sight_until_it_is_settled(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    counting.scan(TEA, is_repeat=True)
    counting.scan(MILK)
    assert counting.text("countMessage").startswith("Green tea came twice and is counted once.")
    counting.scan(MILK, is_repeat=True)
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "1"], ["Milk", "2"]]
    assert counting.text("countMessage").startswith("Green tea came twice")
    counting.scan(MILK, is_repeat=True)
    counting.scan(SPARE)
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage").startswith("2 scans came twice and are counted once")
    counting.shop.clock.put("2026-03-02T09:00:10+01:00")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("Milk came twice and is counted once.")
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    assert counting.rows("countLines") == [["Green tea", "2"], ["Milk", "2"]]


def test_a_zone_that_was_counted_is_added_to_or_counted_again_and_goods_are_recounted(counting: Counting) -> None:
    counting.begin()
    counting.types("Z1")
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    assert counting.text("countMessage").startswith("Z1 was counted on ")
    assert counting.opened.find("count_add").isVisible()
    assert counting.opened.window.width() == 1366
    counting.press(Key.Key_F5)
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F6)
    counting.types("9*")
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states() == {"Green tea": "counted again", "Milk": "not counted"}
    assert counting.opened.window.width() == 1366
    counting.post()
    assert counting.text("countMessage").startswith("Products that nobody has counted: 1.")
    counting.press(Key.Key_F8)
    assert counting.states()["Milk"] == "not counted: left as it is"
    counting.press(Key.Key_F8)
    assert counting.states()["Milk"] == "not counted: set to zero"
    # Tea once more, all zones together.
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(Key.Key_Home, *[Key.Key_Down] * names.index("Green tea"), Key.Key_F4)
    assert counting.text("countMessage") == "Count all of Green tea again, wherever it lies."
    counting.types("10*")
    counting.scan(TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states() == {"Green tea": "right", "Milk": "not counted: set to zero"}
    counting.post()
    assert counting.kept("SELECT sku, quantity_milli FROM movement JOIN product ON product.id = product_id"
                              " WHERE movement.kind LIKE 'count%'") == [("milk", -1000)]  # fmt: skip


def test_a_quantity_that_waits_is_for_nothing_in_the_next_zone(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.types("9*")
    counting.press(Key.Key_Return)
    assert counting.text("countQuantityChip") == "9 \N{MULTIPLICATION SIGN}"
    counting.press(Key.Key_F8)
    assert not counting.opened.find("countQuantityChip").isVisible()
    counting.scan("ZONE:Z2", TEA)
    assert counting.rows("countLines") == [["Green tea", "1"]]


def test_none_there_is_a_right_count_scanned_or_typed_and_undone(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.types("0*")
    assert counting.text("countMessage") == ""
    assert counting.text("countQuantityChip") == "0 \N{MULTIPLICATION SIGN}"
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "0"]]
    assert counting.kept("SELECT count(*) FROM draft_entry") == [(1,)]
    counting.press(Key.Key_Z, modifiers=CTRL)
    assert counting.rows("countLines") == []
    counting.scan(TEA, MILK)
    # What was found is not taken back by it: that is typed.
    counting.types("0*")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith("Green tea is on this sheet already, and nothing was changed.")
    assert counting.tones[-1] is Tone.REFUSED
    assert counting.rows("countLines") == [["Green tea", "1"], ["Milk", "1"]]
    counting.press(Key.Key_F4)
    counting.types("0")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "1"], ["Milk", "0"]]
    counting.press(Key.Key_F8, Key.Key_F9)
    assert [row[2] for row in counting.rows("countReviewLines")] == ["1", "0"]


def test_a_sheet_that_counts_again_and_finds_nothing_asks_and_then_says_none_there(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(Key.Key_Home, *[Key.Key_Down] * names.index("Green tea"), Key.Key_F4)
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == "Green tea was not scanned. If none is there, press F8 again; else scan it."
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Green tea is counted. Scan or type the next zone")
    counting.press(Key.Key_F9)
    assert {row[0]: row[2] for row in counting.rows("countReviewLines")} == {"Green tea": "0", "Milk": "1"}
    assert counting.states()["Green tea"] == "counted again"
    # The same of a zone: both of what was there.
    counting.press(Key.Key_Escape)
    counting.scan("ZONE:Z1")
    counting.press(Key.Key_F6, Key.Key_F8)
    assert counting.text("countMessage").startswith("Nothing was scanned here, and 2 products were.")
    # Whatever is done in between, it is asked again.
    counting.scan(MILK)
    counting.press(Key.Key_Z, modifiers=CTRL)
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Nothing was scanned here, and 2 products were.")
    counting.press(Key.Key_F8, Key.Key_F9)
    assert {row[0]: row[2] for row in counting.rows("countReviewLines")} == {"Green tea": "0", "Milk": "0"}


def test_weighed_goods_whose_code_says_no_weight_are_counted_as_typed(counting: Counting) -> None:
    counting.shop.product("ham", "12.00", name="Ham", unit=Unit.KG, codes=["2112345000008"])
    arranging = counting.opened.till.parts.arranging
    arranging.set_shop(ShopAsked((), (), (), 0, ("weight 21.....{NNDDD}",)))
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan("2112345000008")
    assert counting.text("countMessage").startswith("Not counted: nothing says how much of Ham there is.")
    assert counting.rows("countLines") == []
    counting.types("1.25*")
    counting.scan("2112345000008")
    assert counting.rows("countLines") == [["Ham", "1.25\N{NO-BREAK SPACE}kg"]]


def test_the_file_of_a_batch_scanner_comes_onto_the_sheet(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},4\n4000000000006,1\n")
    counting.begin()
    counting.press(Key.Key_Return)
    counting.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    counting.opened.rest()
    assert counting.rows("countLines") == [["Green tea", "4"]]
    assert (
        counting.text("countMessage")
        == "Lines read: 2. Codes left out: 1 (4000000000006). Count those by hand (Shift+F9 lists them)."
    )
    counting.scan(TEA)
    assert counting.rows("countLines") == [["Green tea", "5"]]
    # The same file again, as after a power cut: it is asked about, and taken once it is chosen again.
    for found in ("5", "9"):
        counting.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
        counting.opened.rest()
        assert counting.rows("countLines") == [["Green tea", found]]
        is_asked = counting.text("countMessage").startswith("This file is counted already: Whole shop, ")
        assert is_asked == (found == "5")


def test_the_last_day_on_goods_goes_with_their_lot_and_another_one_is_told(counting: Counting) -> None:
    shop = counting.shop
    shop.product("yog", "1.20", name="Yoghurt", tracking=Tracking.LOT, codes=["4000000000037"])
    line = StockLineAsked("yog", 2000, 500_000, lot="L1", expiry=20270301)
    shop.receiving.accept_delivery(DeliveryAsked(Asking("yd"), (line,)))
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan("(01)04000000000037(17)270301(10)L1", "(01)04000000000037(17)270501(10)L2")
    assert counting.rows("countLines") == [["Yoghurt", "1"], ["Yoghurt", "1"]]
    assert details(counting, "countLines")[1] == "yog \N{MIDDLE DOT} lot L2 \N{MIDDLE DOT} until May 1, 2027"
    # The book has another day of the first lot; of the second somebody has just scanned another one.
    for code in ("(01)04000000000037(17)270401(10)L1", "(01)04000000000037(17)270502(10)L2"):
        counting.scan(code)
        assert counting.text("countMessage").startswith("Not counted: lot L")
        assert ", 2027, and here it is until " in counting.text("countMessage")
        assert counting.tones[-1] is Tone.REFUSED
    assert counting.rows("countLines") == [["Yoghurt", "1"], ["Yoghurt", "1"]]
    assert counting.kept("SELECT raw FROM draft_entry WHERE meaning LIKE '%other_expiry%'") == [
        ("(01)04000000000037(17)270401(10)L1",), ("(01)04000000000037(17)270502(10)L2",),
    ]  # fmt: skip
    # F8 pressed twice finishes the zone once.
    counting.press(Key.Key_F8, Key.Key_F8)
    assert counting.text("countMessage").startswith("Whole shop is counted.")
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8)
    counting.post()
    assert counting.text("countMessage").startswith("T1-C000001 is posted.")
    assert counting.kept("SELECT number, expiry FROM lot WHERE number LIKE 'L_' ORDER BY 1") == [
        ("L1", 20270301), ("L2", 20270501),
    ]  # fmt: skip


def test_goods_by_lot_that_are_scanned_by_their_number_alone_ask_for_the_lot(counting: Counting) -> None:
    shop = counting.shop
    shop.product("yog", "1.20", name="Yoghurt", tracking=Tracking.LOT, codes=["4000000000037"])
    line = StockLineAsked("yog", 9000, 500_000, lot="L1", expiry=20270301)
    shop.receiving.accept_delivery(DeliveryAsked(Asking("yd"), (line,)))
    counting.begin()
    counting.press(Key.Key_Return)
    assert counting.opened.find("count_lot").isHidden()
    counting.scan("4000000000037", "4000000000037")
    # It is counted, and asked for: heard once, in sight until it is said.
    assert counting.rows("countLines") == [["Yoghurt", "2"]]
    assert details(counting, "countLines") == ["yog \N{MIDDLE DOT} lot?"]
    assert counting.text("countMessage") == "Yoghurt is kept by lot: F3 says which one lies there."
    assert counting.tones == [Tone.REFUSED, Tone.TAKEN]
    assert counting.opened.find("count_lot").isVisible()
    counting.press(Key.Key_F3)
    # A scan of its label fills it in; another last day than the book has is told where it was typed.
    counting.scan("(01)04000000000037(17)270501(10)L1")
    assert counting.in_dialog("lot_form_lot", QLineEdit).text() == "L1"
    counting.press(Key.Key_Return)
    assert counting.dialog_says("lot_form_bar").startswith("Not counted: lot L1 of Yoghurt is known until Mar 1, 2027")
    counting.press(Key.Key_Tab, Key.Key_Backspace)
    counting.press(Key.Key_Return)
    assert counting.opened.dialog() is None
    assert details(counting, "countLines") == ["yog \N{MIDDLE DOT} lot L1"]
    # More of the same comes to it; what nobody can tell is counted as a whole, once that was asked about.
    counting.types("3*")
    counting.scan("4000000000037")
    counting.press(Key.Key_F3)
    counting.types("L1")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Yoghurt", "5"]]
    counting.scan("4000000000037")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Yoghurt is kept by lot, and of 1 nobody has said which.")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").startswith("Whole shop is counted.")
    assert counting.kept("SELECT count(*) FROM draft_entry WHERE meaning LIKE '%SetLot%'") == [(2,)]
    # Goods without lots have none to name.
    counting.press(Key.Key_F4)
    counting.scan(TEA)
    counting.press(Key.Key_F3)
    assert counting.text("countMessage") == "Green tea (tea) is not kept by lot: it is counted as a whole."


def test_a_long_file_tells_how_far_it_is_and_can_be_stopped(counting: Counting, tmp_path: Path) -> None:
    path = tmp_path / "scans.txt"
    path.write_text(f"{TEA},1\n" * 1200)
    counting.begin()
    counting.press(Key.Key_Return)
    taking = counting.screen.presenter.taking  # type: ignore[attr-defined]
    taking.file(path)
    counting.opened.rest()
    assert counting.rows("countLines") == [["Green tea", "1,200"]]
    taking.file(path)
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == "The file was left; nothing of it was counted."
    assert counting.rows("countLines") == [["Green tea", "1,200"]]


def test_what_could_not_be_saved_is_not_left_behind_and_is_tried_again(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    with monkeypatch.context() as machine:
        machine.setattr(Stocktaking, "record", _out_of_room)
        counting.scan(TEA)
        counting.press(Key.Key_Escape, Key.Key_F8)
        assert counting.text("countMessage").startswith("The disk is full")
        assert counting.text("countZone") == "Whole shop"
        assert counting.rows("countLines") == [["Green tea", "2"]]
    counting.scan(TEA)
    assert counting.kept("SELECT count(*) FROM draft_entry") == [(3,)]
    # The office posts or gives up while somebody still counts: that is told.
    (uid,) = counting.kept("SELECT uid FROM stocktake")[0]
    counting.opened.till.parts.stocktaking.abandon(str(uid), user="owner")
    counting.scan(TEA)
    assert counting.text("countMessage").startswith(
        "This stocktake was given up. Scans that are on no sheet: 1 (Green tea)"
    )


def _out_of_room(*_: object, **__: object) -> int:
    raise Trouble("disk_full", book="shop.book")


def test_a_count_is_left_for_later_gone_on_with_and_given_up(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.scan(TEA, MILK)
    counting.press(Key.Key_Escape)
    assert counting.rows("countStartTable")[0][0] == "Count everything"
    counting.begin()
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop"
    assert counting.rows("countLines") == [["Green tea", "1"], ["Milk", "1"]]
    counting.press(Key.Key_F8)
    counting.give_up()
    assert [row[2] for row in counting.rows("countSheets")] == ["counts no more"]
    counting.press(Key.Key_F9)
    counting.give_up()
    assert counting.text("countMessage") == "The stocktake was given up. Nothing of it was posted."
    assert counting.kept("SELECT state FROM stocktake") == [("abandoned",)]


def test_what_others_begin_is_listed_at_once_and_what_is_chosen_stays_chosen(counting: Counting) -> None:
    notice(counting)
    counting.choose("Count what looks wrong")
    other = counting.shop.opened_again()
    stocktaking = Stocktaking(other.book, other.clock)
    uid = stocktaking.begin(Plan("", "Cellar alone", Scope.FULL), till="T1", user=None)
    notice(counting)
    assert [row[0] for row in counting.rows("countStartTable")] == [
        "Cellar alone", "Count what is due", "Count everything", "Count what looks wrong",
    ]  # fmt: skip
    page = counting.screen.start_page  # type: ignore[attr-defined]
    assert page.row().title == "Count what looks wrong"
    # A new plan of the shop, too; and a count that is over is gone.
    stocktaking.keep_plan(Plan("", "Shelf by the door", Scope.CATEGORY, subjects=("Dairy",), every_days=7), user=None)
    stocktaking.abandon(uid, user=None)
    notice(counting)
    assert [row[0] for row in counting.rows("countStartTable")] == [
        "Shelf by the door", "Count what is due", "Count everything", "Count what looks wrong",
    ]  # fmt: skip
    assert page.row().title == "Count what looks wrong"
    # Whoever leaves a count finds it chosen.
    counting.begin("Count everything")
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_Escape)
    assert (page.row().title, page.row().state != "") == ("Count everything", True)
    counting.press(Key.Key_Return)
    # Who counts what is seen while no zone is in hand.
    (uid,) = (str(row[0]) for row in counting.kept("SELECT uid FROM stocktake WHERE state = 'open'"))
    stocktaking.open_sheet(uid, "Z2", till="T1", user=None)
    notice(counting)
    assert [row[0] for row in counting.rows("countSheets")] == ["Z1", "Z2"]
    other.book.close_thread()


def notice(counting: Counting) -> None:
    """The window looks whether others have changed the book, as it does every other second."""
    counting.opened.window.watch.look()
    counting.opened.rest()
    counting.opened.rest()


def test_a_plan_is_kept_changed_counted_once_and_dropped(counting: Counting) -> None:
    counting.press(Key.Key_F4)
    counting.press(Key.Key_Return)
    assert counting.dialog_says("plan_form_bar") == "Give the plan a name."
    counting.types("Drinks")
    counting.press(Key.Key_Tab, Key.Key_Home, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert counting.dialog_says("plan_form_bar") == "Say which ones: at least one."
    counting.types("Drinks")
    counting.press(Key.Key_Tab)
    counting.types("7")
    counting.press(Key.Key_Tab)
    counting.types("x")
    counting.press(Key.Key_Return)
    assert counting.dialog_says("plan_form_bar") == "The quantity \u201cx\u201d is not a plain number such as 12."
    counting.press(Key.Key_Backspace)
    counting.types("2")
    counting.press(Key.Key_Tab, Key.Key_Tab)
    counting.types("10.50")
    counting.press(Key.Key_Tab, Key.Key_Space, Key.Key_Return)
    assert counting.text("countMessage") == "The plan Drinks is kept."
    assert counting.rows("countStartTable")[0] == ["Drinks", "to do today", "due today"]
    assert counting.screen.start_page.row().title == "Drinks"  # type: ignore[attr-defined]
    assert counting.kept(
        "SELECT code, scope, subjects, every_days, tolerance_milli, tolerance_rate_milli, tolerance_minor,"
        " second_person, active FROM count_plan"
    ) == [("P1", "category", "Drinks", 7, 2000, None, 1050, 1, 1)]
    # F5 changes it; what is emptied is gone.
    counting.choose("Drinks")
    counting.press(Key.Key_F5)
    counting.types("Cold drinks")
    counting.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Delete, Key.Key_Return)
    assert counting.kept("SELECT name, every_days FROM count_plan") == [("Cold drinks", None)]
    counting.choose("Cold drinks")
    counting.press(Key.Key_F5)
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == "The plan Cold drinks is proposed no more."
    assert "Cold drinks" not in [row[0] for row in counting.rows("countStartTable")]
    # A look at single goods needs no plan.
    counting.press(Key.Key_F4, Key.Key_Tab, Key.Key_End, Key.Key_Up, Key.Key_Tab)
    counting.types("tea")
    counting.press(Key.Key_F9)
    assert counting.text("countTitle") == "Single products"
    assert counting.kept("SELECT name, scope, plan_id FROM stocktake") == [("Single products", "spot", None)]


def test_zones_get_labels_and_a_scanner_that_names_its_symbols_is_understood(counting: Counting) -> None:
    counting.press(Key.Key_F6)
    counting.press(Key.Key_Return)
    assert counting.dialog_says("labels_form_bar") == "Name at least one zone."
    counting.types("Cellar, Shelf 1")
    counting.press(Key.Key_Return)
    path = counting.text("countMessage").removeprefix("On paper: ")
    assert sorted(by_zxing(on_dots(Path(path).read_bytes(), 300))) == ["ZONE:Cellar", "ZONE:Shelf 1"]
    counting.press(Key.Key_F7)
    assert counting.text("countMessage").endswith("count-sheet-count-what-is-due.pdf")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == "No count was posted yet."
    counting.begin()
    counting.scan("]C0ZONE:Cellar")
    assert counting.text("countZone") == "Cellar"
    counting.scan("]Q1ZONE:Shelf 1")
    assert counting.text("countZone") == "Shelf 1"


def test_the_printed_sheet_of_a_plan_and_of_its_count_has_the_goods_of_the_plan_alone(counting: Counting) -> None:
    stocktaking = counting.opened.till.parts.stocktaking
    stocktaking.keep_plan(Plan("", "Dairy shelf", Scope.CATEGORY, subjects=("Dairy",)), user=None)
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    for _ in ("the plan", "the count that was begun"):
        counting.choose("Dairy shelf")
        counting.press(Key.Key_F7)
        text = text_of(Path(counting.text("countMessage").removeprefix("On paper: ")).read_bytes())
        assert "Count sheet: Dairy shelf" in text
        assert "Milk" in text
        assert "Green tea" not in text
        counting.begin("Dairy shelf")
        counting.press(Key.Key_Return)
        counting.press(Key.Key_F12)
        assert counting.rows("paper_table") == [["1", "Milk", ""]]
        counting.press(Key.Key_Escape)
        counting.press(Key.Key_Escape)


def test_what_was_counted_on_paper_is_typed_line_by_line_at_its_own_moment(counting: Counting) -> None:
    counting.begin()
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F12)
    assert counting.rows("paper_table") == [["1", "Green tea", ""], ["2", "Milk", ""]]
    counting.types("8.5")
    counting.press(Key.Key_Return)
    assert counting.dialog_says("paper_dialog_bar").startswith("Green tea is sold in whole pieces, and nothing")
    counting.types("8")
    counting.press(Key.Key_Return)
    counting.press(Key.Key_Return)
    assert counting.rows("paper_table") == [["1", "Green tea", "8"], ["2", "Milk", ""]]
    counting.press(Key.Key_Up)
    counting.types("9")
    counting.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    clock = counting.in_dialog("paper_clock", QLineEdit)
    while not clock.hasFocus():
        counting.press(Key.Key_Tab)
    clock.selectAll()
    counting.types("25:00")
    counting.press(Key.Key_Return)
    counting.press(Key.Key_Return)
    assert counting.dialog_says("paper_dialog_bar") == "Type the time as 14:30."
    clock.selectAll()
    counting.types("00:00")
    counting.press(Key.Key_Return, Key.Key_Return)
    counting.press(Key.Key_Escape)
    assert counting.rows("countLines") == [["Green tea", "9"]]
    (meaning,) = counting.kept("SELECT meaning FROM draft_entry ORDER BY place DESC LIMIT 1")[0]
    at = from_us(json.loads(str(meaning))["at_us"]).astimezone(ZoneInfo(counting.shop.book.shop.timezone))
    assert (at.hour, at.minute, at.second) == (0, 0, 0)


def test_what_is_beyond_tolerance_is_on_a_list_that_does_not_say_what_the_book_has(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    counting.press(Key.Key_F8, Key.Key_F6)
    assert counting.text("countMessage") == "Nothing is to be counted again."
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F7)
    counting.types("3")
    counting.press(Key.Key_Return)
    assert counting.states() == {"Green tea": "count again", "Milk": "right"}
    counting.press(Key.Key_Escape, Key.Key_Escape)
    # Somebody who may count and not see what the book has.
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk'")
    counting.press(Key.Key_F9)
    assert "may not" in counting.text("countMessage")
    counting.press(Key.Key_F6)
    assert counting.rows("again_table") == [["Green tea", "beyond what is tolerated"]]
    counting.press(Key.Key_Return)
    assert counting.text("countMessage") == "Count all of Green tea again, wherever it lies."
    counting.types("10*")
    counting.scan(TEA)
    counting.press(Key.Key_F11)
    assert "may not" in counting.text("countMessage")
    counting.press(Key.Key_F8, Key.Key_F6)
    assert counting.text("countMessage") == "Nothing is to be counted again."


def test_nothing_is_posted_that_nobody_has_looked_at(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    # Meanwhile somebody else finds more in another zone, and says why there is less than there should be.
    elsewhere, (uid,) = counting.shop, counting.kept("SELECT uid FROM stocktake")[0]
    stocktaking = Stocktaking(elsewhere.book, elsewhere.clock)
    sheet = stocktaking.open_sheet(str(uid), "Z2", till="T1", user=None)
    tea = counting.screen.presenter.reviewing.lines[0].goods  # type: ignore[attr-defined]
    found = Find(tea, 2000, elsewhere.clock.now_us())
    stocktaking.record(sheet, [(found, "")], many=0, till="T1", user=None)
    stocktaking.finish_sheet(sheet)
    counting.post()
    assert counting.text("countMessage").startswith("Somebody else has entered something here meanwhile.")
    assert [row[2] for row in counting.rows("countReviewLines")] == ["3", "1"]
    stocktaking.decide(str(uid), tea.sku, accept=True, reason="stolen", user=None)
    counting.post()
    assert counting.text("countMessage").startswith("T1-C000001 is posted.")
    assert counting.kept("SELECT sku, reason FROM stock_line WHERE reason <> ''") == [
        ("tea", "stolen"),
        ("tea", "stolen"),
    ]


def test_what_came_of_counts_is_told_by_zone_counter_category_and_reason(counting: Counting) -> None:
    counting.press(Key.Key_F9)
    assert counting.text("countResultsNote") == "Nothing was counted in the last twelve months, opening stock aside."
    counting.press(Key.Key_Escape)
    counting.begin()
    counting.scan("ZONE:Z1", TEA, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.press(Key.Key_F6)
    counting.press(Key.Key_1)
    counting.post()
    assert "is posted" in counting.text("countMessage")
    assert "1 sold" not in counting.text("countMessage")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").endswith("T1-C000001-variance.pdf")
    paper = Path(counting.text("countMessage").removeprefix("On paper: "))
    assert " by Owner" in text_of(paper.read_bytes()).splitlines()[-1]
    counting.can_press("count_start_results")
    counting.press(Key.Key_F9)
    assert counting.rows("countResultsLines") == [["March 2026", "Z1", "2", "1", "50%", "\u20ac9.00", "\u20ac0.00"]]
    counting.press(Key.Key_F5)
    assert [row[1] for row in counting.rows("countResultsLines")] == ["Owner"]
    counting.press(Key.Key_F6)
    assert sorted(row[1] for row in counting.rows("countResultsLines")) == ["Dairy", "Drinks"]
    counting.press(Key.Key_F7)
    assert [row[1:] for row in counting.rows("countResultsLines")] == [
        ["damaged", "1", "", "", "\u20ac9.00", "\u20ac0.00"]
    ]
    head = counting.opened.find("countResultsLines").model()  # type: ignore[attr-defined]
    assert head.headerData(2, Qt.Orientation.Horizontal) == "Differing"
    counting.press(Key.Key_F8)
    assert counting.text("countMessage").endswith("shrinkage.pdf")


def test_every_control_has_a_name_and_is_large_enough(counting: Counting) -> None:
    assert wrong_controls(counting) == []
    counting.press(Key.Key_F9)
    assert wrong_controls(counting) == []
    counting.press(Key.Key_Escape)
    counting.begin()
    assert wrong_controls(counting) == []
    counting.press(Key.Key_Return)
    counting.scan(TEA)
    assert wrong_controls(counting) == []
    counting.press(Key.Key_F9)
    assert wrong_controls(counting) == []


def wrong_controls(counting: Counting) -> list[str]:
    """The controls in sight that have no name for those who do not see them, or are smaller than a finger."""
    controls = [one for one in counting.screen.findChildren(QWidget) if isinstance(one, QAbstractButton | QLineEdit)]
    shown = [one for one in controls if one.isVisible()]
    assert shown
    assert all(one.objectName() for one in controls)
    return [one.objectName() for one in shown if not one.accessibleName() or one.height() < TARGET]


def test_a_weighed_thing_without_its_weight_is_no_kilogram(counting: Counting) -> None:
    counting.shop.product("cheese", "20.00", name="Cheese", unit=Unit.KG, codes=["2000001"])
    counting.begin()
    counting.scan("ZONE:Z1", "2000001")
    assert counting.text("countMessage").startswith("Not counted: nothing says how much of Cheese there is.")
    counting.types("cheese")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("Not counted: nothing says how much of Cheese there is.")
    assert counting.rows("countLines") == []
    assert counting.opened.find("count_unknown").isVisible()
    counting.types("1.25*")
    counting.press(Key.Key_Return)
    counting.scan("2000001")
    counting.types("0.5*cheese")
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Cheese", "1.75\N{NO-BREAK SPACE}kg"]]
    counting.press(Key.Key_F8)
    assert not counting.opened.find("count_unknown").isVisible()
