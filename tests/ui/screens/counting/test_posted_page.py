"""Enter on a posted count opens it: what it found, its paper, and taking it back, after which it can be opened again.

Ten teas at 1.00 and one milk at 0.80 came in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from app.domain.requests import Asking
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.domain.stock_requests import CountLineAsked, PeriodCloseAsked, ReversalAsked
from app.ui.shell.lock import Lock
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.screens.counting.test_who_sees import comes, is_in_sight
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key

CLERK, MANAGER, CASHIER = "2580", "9753", "1470"


def label(counting: Counting, name: str) -> str:
    button = counting.opened.find(name)
    assert isinstance(button, QAbstractButton)
    return button.accessibleName()


@pytest.fixture
def posted(counting: Counting) -> Counting:
    """Three of ten teas and two milk instead of one, posted; the count is chosen."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.press(Key.Key_Home, Key.Key_F6, Key.Key_1)
    counting.post()
    counting.press(Key.Key_Escape, Key.Key_End)
    return counting


def stock(counting: Counting) -> dict[str, tuple[object, object]]:
    rows = counting.kept("SELECT sku, quantity_milli, value_minor FROM pool JOIN product ON product.id = product_id")
    return {str(sku): (milli, value) for sku, milli, value in rows}


def take_back(counting: Counting, key: Key = Key.Key_F9) -> None:
    """Ctrl+Del, read it, and answer."""
    counting.press(Key.Key_Delete, modifiers=CTRL)
    counting.can_press("take_back_only" if key == Key.Key_F6 else "take_back_answer")
    counting.press(key)


def lines(counting: Counting) -> list[list[str]]:
    return [row[:1] + row[2:] for row in counting.rows("countPostedLines")]


def test_enter_opens_it_and_the_button_says_so(posted: Counting) -> None:
    assert "Open" in label(posted, "count_start_open")
    posted.press(Key.Key_Home)
    assert "Count" in label(posted, "count_start_open")
    posted.press(Key.Key_End, Key.Key_Return)
    assert is_in_sight(posted, "countPosted")
    assert posted.text("countPostedTitle") == "T1-C000001 \u00b7 Count everything"
    assert posted.text("countPostedAbout") == "Posted by Owner on Mar 2, 2026"
    assert lines(posted) == [
        ["Green tea", "3", "", "10", "-7", "-\u20ac7.00", "differs"],
        ["Milk", "2", "", "1", "+1", "+\u20ac0.80", "differs"],
    ]
    assert details(posted, "countPostedLines") == ["tea \u00b7 Owner \u00b7 Z1", "milk \u00b7 Owner \u00b7 Z1"]
    assert details(posted, "countPostedLines", -1) == ["damaged", ""]
    assert posted.text("countPostedSummary") == "2 lines, 2 of them differ"
    assert posted.text("countPostedParts") == "Losses -\u20ac7.00, gains \u20ac0.80."
    assert posted.text("countPostedSum") == "-\u20ac6.20"
    # Nothing is counted here, and Esc goes back to its line.
    posted.scan(TEA)
    assert posted.text("countMessage") == "This count is posted, and nothing was counted. Esc goes back."
    posted.press(Key.Key_Escape)
    assert is_in_sight(posted, "countStartTable")
    assert "Open" in label(posted, "count_start_open")


def test_the_button_opens_it_too_and_f8_puts_it_on_paper(posted: Counting) -> None:
    posted.opened.find("count_start_open").click()  # type: ignore[attr-defined]
    posted.opened.rest()
    assert is_in_sight(posted, "countPosted")
    posted.press(Key.Key_F8)
    assert posted.text("countMessage").endswith("T1-C000001-variance.pdf")
    paper = text_of(Path(posted.text("countMessage").removeprefix("On paper: ")).read_bytes())
    assert "Count variance T1-C000001" in paper
    assert is_in_sight(posted, "countPosted")


def test_it_is_taken_back_and_a_correction_is_one_figure(posted: Counting) -> None:
    assert stock(posted)["tea"] == (3000, 300)
    posted.press(Key.Key_Return)
    posted.press(Key.Key_Delete, modifiers=CTRL)
    assert posted.opened.dialog() is not None
    assert posted.in_dialog("take_back_sum", QLabel).text().translate(ISOLATES) == "\u20ac6.20"
    about = posted.in_dialog("take_back_about", QLabel).text().translate(ISOLATES)
    assert about == "Products that go back to what they were without this count: 2. The book changes by:"
    parts = posted.in_dialog("take_back_parts", QLabel).text().translate(ISOLATES)
    assert parts == "Losses that are there again \u20ac7.00, gains that are gone again -\u20ac0.80."
    posted.types("six were behind the till")
    posted.can_press("take_back_answer")
    posted.press(Key.Key_F9)
    assert posted.opened.dialog() is None
    assert (stock(posted)["tea"], stock(posted)["milk"]) == ((10_000, 1000), (1000, 80))
    assert posted.kept(
        "SELECT reference FROM stock_document JOIN document ON id = document_id WHERE kind = 'reversal'"
    ) == [("six were behind the till",)]
    # At the shelf, with the sheet as it was.
    assert is_in_sight(posted, "countSheet")
    assert posted.text("countMessage").startswith("T1-C000001 is taken back (T1-Z000001), and all that was counted is")
    posted.press(Key.Key_Down, Key.Key_F4)
    assert posted.text("countZone") == "Z1"
    posted.press(Key.Key_Up, Key.Key_F4)
    posted.types("9")
    posted.press(Key.Key_Return, Key.Key_F8, Key.Key_F9)
    review = {row[0]: row[2:] for row in posted.rows("countReviewLines")}
    assert review["Green tea"] == ["9", "", "10", "-1", "-\u20ac1.00", "differs"]
    assert review["Milk"] == ["2", "", "1", "+1", "+\u20ac0.80", "differs"]
    posted.post()
    assert "T1-C000002 is posted. The difference comes to -\u20ac0.20." in posted.text("countMessage")
    assert (stock(posted)["tea"], stock(posted)["milk"]) == ((9000, 900), (2000, 160))
    listed = [
        (row[0], row[1], more)
        for row, more in zip(posted.rows("countStartTable"), details(posted, "countStartTable"), strict=True)
    ][-2:]
    assert listed == [
        ("Count everything", "posted", "T1-C000002"),
        ("Count everything", "taken back", "T1-C000001 \u00b7 taken back"),
    ]
    # One tea is missing and one milk too much on the whole, whatever was taken back meanwhile.
    posted.can_press("count_start_results")
    posted.press(Key.Key_F9)
    assert not posted.opened.find("countResultsNote").isVisible()
    posted.press(Key.Key_F7)
    assert posted.text("countResultsNote").startswith("What was taken back stands twice: in the month in which it was")
    assert posted.rows("countResultsLines") == [
        ["March 2026", "no reason given", "2", "", "", "\u20ac1.00", "\u20ac0.80"]
    ]


def test_it_can_be_taken_back_alone_and_opened_later(posted: Counting) -> None:
    posted.press(Key.Key_Return)
    take_back(posted, Key.Key_F6)
    assert is_in_sight(posted, "countPosted")
    assert posted.text("countMessage") == (
        "T1-C000001 is taken back, by T1-Z000001. F4 opens it again, with all that was counted."
    )
    assert stock(posted)["tea"] == (10_000, 1000)
    assert posted.text("countPostedAbout").endswith("taken back by T1-Z000001: it does not stand")
    assert lines(posted) == [
        ["Green tea", "3", "", "10", "", "", "taken back"],
        ["Milk", "2", "", "1", "", "", "taken back"],
    ]
    posted.press(Key.Key_Delete, modifiers=CTRL)
    assert posted.opened.dialog() is None
    assert posted.text("countMessage").startswith("T1-C000001 was taken back already, by T1-Z000001.")
    posted.press(Key.Key_F4)
    assert is_in_sight(posted, "countSheet")
    assert "all that was counted is here again" in posted.text("countMessage")
    posted.press(Key.Key_F9)
    assert posted.states() == {"Green tea": "differs", "Milk": "differs"}


def test_what_was_wrong_is_told_where_it_is_looked_at_and_on_paper(posted: Counting) -> None:
    posted.press(Key.Key_Return)
    posted.press(Key.Key_Delete, modifiers=CTRL)
    posted.types("Six were behind the till.")
    posted.can_press("take_back_only")
    posted.press(Key.Key_F6)
    assert posted.text("countPostedAbout") == (
        "Posted by Owner on Mar 2, 2026; taken back by T1-Z000001: it does not stand. "
        "What was wrong: Six were behind the till."
    )
    posted.press(Key.Key_F8)
    paper = " ".join(text_of(Path(posted.text("countMessage").removeprefix("On paper: ")).read_bytes()).split())
    assert "Taken back by T1-Z000001: it does not stand" in paper
    assert "What was wrong: Six were behind the till." in paper


def test_the_list_knows_at_once_that_it_was_taken_back(posted: Counting) -> None:
    posted.press(Key.Key_Return)
    take_back(posted, Key.Key_F6)
    # The first one is for the sentence.
    posted.press(Key.Key_Escape, Key.Key_Escape)
    assert is_in_sight(posted, "countStartTable")
    assert details(posted, "countStartTable")[-1] == "T1-C000001 \u00b7 taken back"


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_F6])
def test_of_what_was_wrong_nothing_is_left_out_unsaid(posted: Counting, key: Key) -> None:
    posted.press(Key.Key_Return)
    posted.press(Key.Key_Delete, modifiers=CTRL)
    hint = posted.in_dialog("take_back_reason_hint", QLabel).text().translate(ISOLATES)
    assert hint == "It may stay empty. There is room for 200 characters."
    posted.types("x" * 206)
    for button in ("take_back_answer", "take_back_only"):
        posted.can_press(button)
    posted.press(key)
    assert posted.dialog_says("take_back_bar") == (
        "What was wrong has 206 characters, and there is room for 200. Make it shorter."
    )
    assert stock(posted)["tea"] == (3000, 300)
    posted.press(*[Key.Key_Backspace] * 6, key)
    assert posted.opened.dialog() is None
    assert posted.kept(
        "SELECT reference FROM stock_document JOIN document ON id = document_id WHERE kind = 'reversal'"
    ) == [("x" * 200,)]


def test_what_was_counted_again_since_stays_and_the_question_says_so(posted: Counting) -> None:
    """Teas alone were counted again: three, as before. Milk alone goes back, from two to one at 0.80."""
    posted.shop.at("2026-03-03 09:00")
    posted.posts("c2", CountLineAsked("tea", 3000))
    posted.opened.goes_to("sale")
    posted.opened.goes_to("counting")
    posted.press(Key.Key_End, Key.Key_Return)
    assert posted.text("countPostedTitle").startswith("T1-C000001")
    posted.press(Key.Key_Delete, modifiers=CTRL)
    about = posted.in_dialog("take_back_about", QLabel).text().translate(ISOLATES)
    assert about == "Products that go back to what they were without this count: 1. The book changes by:"
    assert posted.in_dialog("take_back_sum", QLabel).text().translate(ISOLATES) == "-\u20ac0.80"
    stays = posted.in_dialog("take_back_stay", QLabel).text().translate(ISOLATES)
    assert stays == "Products that were counted again since, and stay as they were counted then: 1 (Green tea)."
    posted.can_press("take_back_only")
    posted.press(Key.Key_F6)
    assert (stock(posted)["tea"], stock(posted)["milk"]) == ((3000, 300), (1000, 80))
    assert posted.text("countMessage").startswith("Green tea (tea) was counted after that, on")


def test_where_all_was_counted_again_nothing_changes_and_all_are_named(posted: Counting) -> None:
    posted.shop.at("2026-03-03 09:00")
    posted.posts("c2", CountLineAsked("tea", 3000), CountLineAsked("milk", 2000))
    posted.opened.goes_to("sale")
    posted.opened.goes_to("counting")
    posted.press(Key.Key_End, Key.Key_Return)
    posted.press(Key.Key_Delete, modifiers=CTRL)
    about = posted.in_dialog("take_back_about", QLabel).text().translate(ISOLATES)
    assert about == "The book does not change: what it had found was counted again since."
    assert posted.in_dialog("take_back_sum", QLabel).text().translate(ISOLATES) == "\u20ac0.00"
    before = stock(posted)
    posted.can_press("take_back_only")
    posted.press(Key.Key_F6)
    assert stock(posted) == before
    assert posted.text("countMessage").startswith(
        "Products that were counted again after that: 2 (Green tea, Milk). What was found then stays as it was counted."
    )


def test_escape_keeps_it(posted: Counting) -> None:
    posted.press(Key.Key_Return)
    posted.press(Key.Key_Delete, modifiers=CTRL)
    # Nobody has read it yet: the keys are dead.
    posted.press(Key.Key_F6)
    assert posted.opened.dialog() is not None
    posted.press(Key.Key_Return, Key.Key_Escape)
    assert posted.opened.dialog() is None
    assert stock(posted)["tea"] == (3000, 300)
    assert is_in_sight(posted, "countPosted")


def test_what_the_book_refuses_is_said_in_the_question(posted: Counting) -> None:
    posted.press(Key.Key_Return)
    parts = posted.opened.till.parts
    posted.press(Key.Key_Delete, modifiers=CTRL)
    other = posted.shop.opened_again()
    back = ReversalAsked(
        Asking("z9", till="T1", user="owner"),
        str(posted.kept("SELECT uid FROM document WHERE kind = 'count'")[0][0]),
        "elsewhere",
    )
    type(parts.reversing)(other.book, other.clock).reverse(back)
    other.book.close_thread()
    posted.can_press("take_back_answer")
    posted.press(Key.Key_F9)
    assert "T1-C000001" in posted.dialog_says("take_back_bar")
    assert "taken back already" in posted.dialog_says("take_back_bar")
    assert posted.in_dialog("take_back_reason", QLineEdit).isEnabled()
    posted.press(Key.Key_Escape)
    assert posted.opened.dialog() is None


def test_a_count_of_a_closed_period_stays(posted: Counting) -> None:
    posted.shop.at("2026-03-10 09:00")
    closing = posted.opened.till.parts.closing
    closing.close_period(PeriodCloseAsked(Asking("p1", till="T1", user="owner"), 20260305))
    posted.press(Key.Key_Return)
    take_back(posted)
    said = posted.dialog_says("take_back_bar")
    assert "closed" in said
    assert stock(posted)["tea"] == (3000, 300)


def test_a_count_of_a_program_is_opened_and_taken_back_as_well(counting: Counting) -> None:
    number = counting.posts("c1", CountLineAsked("tea", 7000, zone="Z1"), CountLineAsked("milk", 1000))
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.press(Key.Key_End, Key.Key_Return)
    assert counting.text("countPostedTitle") == number
    assert lines(counting) == [
        ["Green tea", "7", "", "10", "-3", "-\u20ac3.00", "differs"], ["Milk", "1", "", "1", "", "", "right"],
    ]  # fmt: skip
    assert details(counting, "countPostedLines")[1] == "milk \u00b7 Owner \u00b7 Whole shop"
    take_back(counting)
    assert is_in_sight(counting, "countSheet")
    counting.press(Key.Key_F9)
    assert counting.states() == {"Green tea": "differs", "Milk": "right"}
    counting.post()
    assert [row[:2] for row in counting.rows("countStartTable")][-2:] == [
        ["T1-C000002, instead of T1-C000001", "posted"],
        ["T1-C000001", "taken back"],
    ]
    assert details(counting, "countStartTable")[-2:] == ["posted by Owner", "posted by Owner \u00b7 taken back"]
    counting.press(Key.Key_Escape, Key.Key_End, Key.Key_Up, Key.Key_Return)
    assert counting.text("countPostedTitle") == "T1-C000002, instead of T1-C000001"


@pytest.fixture
def crew(posted: Counting) -> Iterator[Counting]:
    staffing = posted.opened.till.parts.staffing
    staffing.set_person(PersonAsked("clara", "Clara", Role.CLERK, CLERK))
    staffing.set_person(PersonAsked("mona", "Mona", Role.MANAGER, MANAGER))
    staffing.set_person(PersonAsked("cas", "Cas", Role.CASHIER, CASHIER))
    yield posted
    lock = posted.opened.window.findChild(Lock)
    if lock is not None:
        lock.hide()


@pytest.mark.parametrize("pin", [CLERK, CASHIER])
def test_who_may_not_see_the_book_does_not_see_it(crew: Counting, pin: str) -> None:
    comes(crew, pin)
    crew.press(Key.Key_End, Key.Key_Return)
    assert not is_in_sight(crew, "countPosted")
    assert "may not see what the book expects" in crew.text("countMessage")


def test_it_is_left_when_somebody_comes_who_may_not_see_it(crew: Counting) -> None:
    crew.press(Key.Key_Return)
    crew.press(Key.Key_Delete, modifiers=CTRL)
    crew.opened.window.lock()
    crew.opened.rest()
    crew.types(CLERK)
    assert crew.opened.dialog() is None
    assert not is_in_sight(crew, "countPosted")
    assert is_in_sight(crew, "countStartTable")


def test_it_does_not_open_for_the_next_one(crew: Counting) -> None:
    session = crew.opened.till.parts.session
    with crew.opened.unanswered():
        crew.opened._strike(Key.Key_Return)
        session.user, session.name = "clara", "Clara"
    assert not is_in_sight(crew, "countPosted")


def test_a_manager_may_take_it_back(crew: Counting) -> None:
    comes(crew, MANAGER)
    crew.press(Key.Key_End, Key.Key_Return)
    assert is_in_sight(crew, "countPosted")
    take_back(crew, Key.Key_F6)
    assert stock(crew)["tea"] == (10_000, 1000)


def test_it_says_at_once_when_somebody_else_takes_it_back(posted: Counting) -> None:
    posted.press(Key.Key_Return)
    uid = str(posted.kept("SELECT uid FROM document WHERE kind = 'count'")[0][0])
    posted.opened.till.parts.reversing.reverse(ReversalAsked(Asking("z9", till="T1", user="owner"), uid, "elsewhere"))
    posted.opened.goes_to("sale")
    posted.opened.goes_to("counting")
    posted.opened.rest()
    assert "taken back by T1-Z000001" in posted.text("countPostedAbout")
