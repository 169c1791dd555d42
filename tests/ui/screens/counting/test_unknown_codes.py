"""What was scanned and is in no count stays in sight until somebody has looked after it."""

from __future__ import annotations

from pathlib import Path

from app.domain.count_plan import Plan, Scope
from app.domain.product import Tracking
from app.domain.requests import Asking
from app.domain.staff import PersonAsked
from app.reports.stocktakes import Stocktakes
from app.services.counting import Counting as CountingService
from app.services.stocktaking import Stocktaking
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import MILK, SPARE, TEA
from tests.ui.windows import SHIFT, Key

NOBODYS = "4000000000006"


def uid_of(counting: Counting) -> str:
    ((uid,),) = counting.kept("SELECT uid FROM stocktake WHERE state = 'open'")
    return str(uid)


def is_seen(counting: Counting, name: str) -> str:
    button = counting.opened.find(name)
    return button.accessibleName() if button.isVisible() else ""


def test_codes_that_nobody_knows_are_listed_on_sheet_review_and_paper(counting: Counting, tmp_path: Path) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", NOBODYS, TEA, NOBODYS)
    assert is_seen(counting, "count_unknown") == "Scans in no count: 1"
    # Two products have it, and nobody has said which of them lies there.
    counting.scan(SPARE)
    counting.press(Key.Key_Escape)
    counting.scan("ZONE:Shelf 2", NOBODYS)
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [
        [NOBODYS, "no product has it", "3"],
        [SPARE, "several products have it", "1"],
    ]
    counting.press(Key.Key_Escape)
    assert counting.text("countZone") == "Shelf 2"
    # One is settled by counting it.
    counting.scan(SPARE)
    counting.press(Key.Key_Return)
    counting.press(Key.Key_F8)
    counting.press(Key.Key_F4, Key.Key_F8)
    counting.press(Key.Key_Up, Key.Key_F4)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert is_seen(counting, "countReview_unknown") == "Scans in no count: 1"
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [[NOBODYS, "no product has it", "3"]]
    counting.press(Key.Key_Escape)
    counting.press(Key.Key_F8)
    counting.post()
    assert "is posted" in counting.text("countMessage")
    counting.press(Key.Key_F8)
    paper = " ".join(text_of(Path(counting.text("countMessage").removeprefix("On paper: ")).read_bytes()).split())
    assert NOBODYS in paper
    assert "Unknown code, scanned 3 times" in paper


def test_the_reviewer_takes_a_code_off_that_is_looked_after_and_posts(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", TEA, NOBODYS)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [[NOBODYS, "no product has it", "1"]]
    counting.press(Key.Key_Delete)
    assert counting.rows("unknown_table") == []
    counting.press(Key.Key_Escape)
    assert is_seen(counting, "countReview_unknown") == ""
    assert counting.states()["Green tea"] == "differs"
    counting.press(Key.Key_F8)
    counting.post()
    assert "is posted" in counting.text("countMessage")


def test_nobody_writes_on_a_sheet_that_is_being_counted(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", TEA, NOBODYS)
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F9, modifiers=SHIFT)
    dialog = counting.opened.dialog()
    assert dialog is not None
    assert not counting.in_dialog("unknown_dialog_answer", type(dialog.back_button)).isVisible()
    counting.press(Key.Key_Delete)
    assert counting.rows("unknown_table") == [[NOBODYS, "no product has it", "1"]]


def test_who_scanned_it_where_is_told_and_it_goes_once_it_is_looked_after(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", NOBODYS)
    counting.press(Key.Key_F9, modifiers=SHIFT)
    dialog = counting.opened.dialog()
    assert dialog is not None
    assert counting.in_dialog("unknown_dialog_answer", type(dialog.back_button)).isVisible()
    counting.press(Key.Key_Delete)
    assert counting.rows("unknown_table") == []
    counting.press(Key.Key_Escape)
    assert is_seen(counting, "count_unknown") == ""
    assert counting.kept("SELECT raw FROM draft_entry WHERE meaning LIKE '%settled%'") == [(NOBODYS,)]
    # The same again is another piece.
    counting.scan(NOBODYS)
    assert is_seen(counting, "count_unknown") == "Scans in no count: 1"
    # Somebody gives the goods their code; it is scanned again, and nothing is missing.
    counting.shop.product("gum", "1.00", name="Gum", codes=[NOBODYS])
    counting.scan(NOBODYS)
    assert is_seen(counting, "count_unknown") == ""
    assert counting.rows("countLines") == [["Gum", "1"]]


def test_scans_after_somebody_else_has_posted_are_named_and_stay_in_sight(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", TEA)
    counting.press(Key.Key_F8)
    counting.scan("ZONE:Shelf 2", MILK)
    other = counting.shop.opened_again()
    stocktaking, stocktakes = Stocktaking(other.book, other.clock), Stocktakes(other.book, other.clock)
    uid = uid_of(counting)
    for sheet in stocktakes.sheets(uid):
        if sheet.state == "open":
            stocktaking.finish_sheet(sheet.uid)
    review = stocktakes.review(uid)
    CountingService(other.book, other.clock).count(
        stocktakes.count_asked(review, Asking(uid, till="T1")), stocktake=uid, many=review.many
    )
    counting.scan(TEA, MILK, NOBODYS)
    assert counting.text("countMessage") == (
        f"This stocktake was posted (T1-C000001). Scans that are not in it: 3 (Green tea, Milk, {NOBODYS}). "
        "Esc if it is settled."
    )
    assert counting.text("countZone") == "Which zone?"
    counting.press(Key.Key_Escape)
    assert counting.text("countMessage") == ""
    counting.scan(TEA)
    assert counting.text("countMessage").startswith(
        "This stocktake was posted (T1-C000001). Scans that are not in it: 1"
    )
    other.book.close_thread()


def test_scans_on_a_sheet_that_somebody_else_took_over_are_named(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1", TEA)
    other = counting.shop.opened_again()
    other.staffing.set_person(PersonAsked("ben", "Ben"))
    stocktaking, stocktakes = Stocktaking(other.book, other.clock), Stocktakes(other.book, other.clock)
    (sheet,) = stocktakes.sheets(uid_of(counting))
    (entry,) = stocktakes.entries(sheet.uid)
    stocktaking.record(sheet.uid, [(entry, TEA)], many=1, till="T1", user="ben")
    counting.scan(MILK)
    assert counting.text("countMessage").startswith(
        "Somebody else counts on this sheet now. Scans that are not on it: 1 (Milk). F4 on its line goes on with it"
    )
    assert counting.rows("countSheets") == [["Shelf 1", "2", "being counted"]]
    # It stays until the goods are counted after all.
    counting.press(Key.Key_F4)
    counting.press(Key.Key_F4)
    assert counting.rows("countLines") == [["Green tea", "2"]]
    counting.scan(MILK)
    assert counting.text("countMessage") == ""
    assert details(counting, "countLines")
    other.book.close_thread()


def test_whoever_stands_before_the_sheets_is_told_that_the_stocktake_was_given_up(counting: Counting) -> None:
    counting.begin()
    counting.scan(TEA)
    other = counting.shop.opened_again()
    Stocktaking(other.book, other.clock).abandon(uid_of(counting), user="owner")
    counting.opened.window.watch.look()
    counting.opened.rest()
    counting.opened.rest()
    assert counting.text("countMessage").startswith(
        "This stocktake was given up. Scans that are on no sheet: 1 (Green tea)."
    )
    other.book.close_thread()


def types(counting: Counting, text: str) -> None:
    counting.types(text)
    counting.press(Key.Key_Return)
    counting.opened.rest()


def test_a_search_is_no_scan_whether_it_led_to_goods_or_was_given_up(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1")
    types(counting, "shoe")
    assert counting.rows("which_table")[0][0] == "Left shoe"
    counting.press(Key.Key_Return)
    assert counting.rows("countLines") == [["Left shoe", "1"]]
    types(counting, "shoe")
    counting.press(Key.Key_Escape)
    for words in ("24", "goud", "12"):
        types(counting, words)
        assert counting.text("countMessage") == f"No product has {words}. Put it aside and go on; nothing was counted."
    assert is_seen(counting, "count_unknown") == ""
    assert counting.kept("SELECT raw FROM draft_entry WHERE meaning LIKE '%Note%'") == []


def test_a_whole_code_that_was_typed_and_nobody_knows_is_on_the_list(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Shelf 1")
    types(counting, f"6*{NOBODYS}")
    assert is_seen(counting, "count_unknown") == "Scans in no count: 1"
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [[NOBODYS, "no product has it", "6"]]


def test_goods_that_a_search_found_and_the_count_does_not_are_called_by_their_own_code(counting: Counting) -> None:
    plan = Plan("", "Milk only", Scope.SPOT, "shop", subjects=("milk",))
    counting.opened.till.parts.stocktaking.keep_plan(plan, user=None)
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()
    counting.begin("Milk only")
    counting.scan("ZONE:Z1")
    types(counting, "2*green")
    counting.press(Key.Key_F9, modifiers=SHIFT)
    assert counting.rows("unknown_table") == [["tea", "not part of this count", "2"]]
    counting.press(Key.Key_Escape, Key.Key_Return)
    assert counting.rows("countLines") == [["Green tea", "2"]]
    assert is_seen(counting, "count_unknown") == ""


def test_the_paper_says_of_every_scan_in_no_count_what_the_screen_says(counting: Counting) -> None:
    counting.shop.product("phone", "99.00", name="Phone", tracking=Tracking.SERIAL, codes=["4000000000044"])
    counting.begin()
    counting.scan("ZONE:Shelf 1", TEA, "(01)04000000000044(21)X1")
    counting.scan("(01)04000000000044(21)X1", is_repeat=True)
    # A weight label whose last digit is wrong, a code that two goods have, one that nobody has.
    counting.scan("2012345012346", SPARE)
    counting.press(Key.Key_Escape)
    types(counting, "3*")
    counting.scan(NOBODYS)
    counting.press(Key.Key_F9, modifiers=SHIFT)
    shown = {code: (why, many) for code, why, many in counting.rows("unknown_table")}
    assert shown == {
        "(01)04000000000044(21)X1": ("came twice, is counted once", "1"),
        "2012345012346": ("it cannot be read", "1"),
        SPARE: ("several products have it", "1"),
        NOBODYS: ("no product has it", "3"),
    }
    counting.press(Key.Key_Escape, Key.Key_Escape)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.press(Key.Key_F8)
    counting.post()
    counting.press(Key.Key_F8)
    path = Path(counting.text("countMessage").removeprefix("On paper: "))
    paper = " ".join(text_of(path.read_bytes()).split())
    assert paper.count("Unknown code") == 1
    assert "Unknown code, 3 of it: no product has it" in paper
    for code, (why, _) in shown.items():
        assert code in paper
        assert why in paper
