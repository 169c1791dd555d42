"""Nothing is posted that nobody has seen: F9 waits until the review has stood there, and asks where money changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.domain.count_sheet import Note
from app.domain.requests import Asking
from app.domain.stock_requests import ReversalAsked
from app.ui.demo.patience import wait_until
from app.ui.screens.counting.look import LOOK_MS
from app.ui.widgets.dialogs import ScreenDialog
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key

POSTED = "SELECT number FROM document WHERE kind = 'count'"


def counted(counting: Counting, *, many: int) -> None:
    """Ten teas and one milk are in the book."""
    counting.begin()
    counting.types("Z1")
    counting.press(Key.Key_Return)
    counting.types(f"{many}*")
    counting.scan(TEA, MILK)
    counting.press(Key.Key_F8)


def question(counting: Counting) -> list[str]:
    dialog = counting.opened.dialog()
    assert dialog is not None
    return [
        found.text().translate(ISOLATES)
        for name in ("post_about", "post_sum", "post_parts", "post_rest")
        if (found := dialog.findChild(QLabel, name)) is not None
    ]


def test_two_presses_and_a_held_key_open_the_review_and_post_nothing(counting: Counting) -> None:
    counted(counting, many=4)
    keys = counting.opened.window.windowHandle()
    for _ in range(4):
        QTest.keyPress(keys, Key.Key_F9)
        QTest.keyRelease(keys, Key.Key_F9)
    counting.press(Key.Key_F9, Key.Key_Return)
    assert counting.states()["Green tea"] == "differs"
    assert counting.opened.dialog() is None
    assert not counting.opened.find("count_post").isEnabled()
    assert counting.kept(POSTED) == []


def test_a_key_that_is_held_is_no_answer_even_where_the_desktop_says_that_it_goes_up_and_down(
    counting: Counting,
) -> None:
    counted(counting, many=4)
    clock = QElapsedTimer()
    clock.start()

    def again() -> None:
        QTest.keyPress(counting.opened.window.windowHandle(), Key.Key_F9)
        QTest.keyRelease(counting.opened.window.windowHandle(), Key.Key_F9)

    held = QTimer()
    held.setInterval(30)
    held.timeout.connect(again)
    held.start()
    assert wait_until(lambda: clock.elapsed() > 3 * LOOK_MS, limit_ms=20 * LOOK_MS)
    held.stop()
    assert counting.opened.dialog() is None
    assert counting.kept(POSTED) == []
    # Let go of, it answers.
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert counting.opened.dialog() is not None


def test_a_count_that_differs_says_what_it_is_worth_and_waits_again(counting: Counting) -> None:
    counted(counting, many=4)
    counting.press(Key.Key_F9)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert question(counting) == ["Products that differ from the book: 1. The book changes by about:", "-\u20ac6.00"]
    # Whoever presses it again at once has not read it.
    counting.press(Key.Key_F9, Key.Key_Return)
    assert counting.kept(POSTED) == []
    counting.press(Key.Key_Escape)
    assert counting.opened.dialog() is None
    assert counting.kept(POSTED) == []
    counting.press(Key.Key_F9)
    counting.can_press("post_dialog_answer")
    counting.press(Key.Key_Return)
    assert counting.text("countMessage").startswith("T1-C000001 is posted. The difference comes to -\u20ac6.00.")


def test_a_count_that_is_right_is_posted_by_one_key(counting: Counting) -> None:
    counted(counting, many=10)
    counting.press(Key.Key_F9)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert counting.text("countMessage").startswith("T1-C000001 is posted. The difference comes to \u20ac0.00.")


def test_the_key_that_posts_opens_nothing_else_when_it_is_pressed_once_more(counting: Counting) -> None:
    counted(counting, many=10)
    counting.press(Key.Key_F9)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F9)
    assert counting.text("countMessage").startswith("T1-C000001 is posted.")
    assert counting.opened.find("countStart").isVisible()
    counting.can_press("count_start_results")
    counting.press(Key.Key_F9)
    assert counting.opened.find("countResults").isVisible()


def test_the_question_tells_losses_and_gains_apart_and_what_nobody_counted(counting: Counting) -> None:
    counting.shop.product("jam", "2.00", name="Jam", codes=["4000000000051"], cost="1.00")
    counting.shop.deliver(("jam", "3", "1.00"))
    counting.begin()
    counting.press(Key.Key_Return)
    counting.types("4*")
    counting.scan(TEA)
    counting.types("5*")
    counting.scan("4000000000051")
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.press(Key.Key_F8)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert question(counting) == [
        "Products that differ from the book: 2. The book changes by about:",
        "-\u20ac4.00",
        "Losses -\u20ac6.00, gains \u20ac2.00.",
        "Not counted, and left as the book has them: 1.",
    ]


@pytest.mark.parametrize("is_seen", [False, True], ids=["unseen", "seen by the window that looks every while"])
def test_what_changes_while_it_is_asked_is_looked_at_again(counting: Counting, *, is_seen: bool) -> None:
    counted(counting, many=4)
    counting.press(Key.Key_F9)
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert isinstance(counting.opened.dialog(), ScreenDialog)
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    other = counting.shop.opened_again()
    stocktaking = counting.opened.till.parts.stocktaking
    theirs = stocktaking.open_sheet(str(uid), "Z2", till="T1", user=None)
    stocktaking.record(theirs, [(Note("no_match"), "4000000000006")], many=0, till="T1", user=None)
    if is_seen:
        # The review behind the question is a new one by now; the question is about the old one all the same.
        counting.opened.window.watch.look()
        counting.opened.rest()
    counting.can_press("post_dialog_answer")
    counting.press(Key.Key_F9)
    assert counting.opened.dialog() is None
    assert counting.text("countMessage").startswith("Somebody else has entered something here meanwhile.")
    assert counting.kept(POSTED) == []
    other.book.close_thread()


def test_the_question_names_codes_that_nobody_knows(counting: Counting) -> None:
    counting.begin()
    counting.scan("ZONE:Z1", TEA, "4000000000006", "4000000000990")
    counting.press(Key.Key_F8, Key.Key_F9)
    counting.can_press("count_post")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == ""
    counting.press(Key.Key_F9)
    assert counting.text("countMessage") == ""
    assert question(counting)[-1].endswith("Scanned codes that are in no count: 2. Esc, then Shift+F9 shows them.")


def test_a_stocktake_that_is_not_posted_has_no_paper_of_another_one(counting: Counting) -> None:
    counted(counting, many=4)
    counting.press(Key.Key_F9)
    counting.press(Key.Key_F8)
    counting.post()
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8, Key.Key_Escape)
    counting.choose("Count everything")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == (
        "\u201cCount everything\u201d is not posted yet. Enter opens it, and F9 there shows what differs so far."
    )
    counting.press(Key.Key_End, Key.Key_F8)
    assert counting.text("countMessage").startswith("On paper: ")


def test_a_count_that_was_taken_back_says_so_in_the_list(counting: Counting) -> None:
    counted(counting, many=2)
    counting.press(Key.Key_F9)
    counting.post()
    assert details(counting, "countStartTable")[-1] == "T1-C000001"
    ((uid,),) = counting.kept("SELECT uid FROM document WHERE kind = 'count'")
    asked = ReversalAsked(Asking("back"), str(uid), "typed wrong")
    changes = counting.opened.till.parts.reversing.reverse(asked).changes
    counting.opened.window.bus.publish(changes)
    counting.opened.rest()
    assert details(counting, "countStartTable")[-1] == "T1-C000001 \N{MIDDLE DOT} taken back"
