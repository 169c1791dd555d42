"""Counting is blind for whoever may not see the book: also for the one who comes to the till after somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.ui.shell.lock import Lock
from tests.ui.screens.counting.hands import Counting
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, Key

CLERK, MANAGER, CASHIER = "2580", "9753", "1470"


@pytest.fixture
def crew(counting: Counting) -> Iterator[Counting]:
    """A shop of several people; tea and milk are counted, and the owner is at the till."""
    staffing = counting.opened.till.parts.staffing
    staffing.set_person(PersonAsked("clara", "Clara", Role.CLERK, CLERK))
    staffing.set_person(PersonAsked("mona", "Mona", Role.MANAGER, MANAGER))
    staffing.set_person(PersonAsked("cas", "Cas", Role.CASHIER, CASHIER))
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, MILK)
    yield counting
    lock = counting.opened.window.findChild(Lock)
    if lock is not None:
        lock.hide()


def comes(counting: Counting, pin: str) -> None:
    """Ctrl+L and a PIN."""
    counting.press(Key.Key_L, modifiers=CTRL)
    counting.types(pin)


def is_in_sight(counting: Counting, name: str) -> bool:
    found = counting.opened.window.findChild(QWidget, name)
    return found is not None and found.isVisible()


@pytest.mark.parametrize("pin", [CLERK, CASHIER])
def test_the_review_is_left_when_somebody_comes_who_may_not_see_it(crew: Counting, pin: str) -> None:
    crew.press(Key.Key_F8, Key.Key_F9)
    assert is_in_sight(crew, "countReview")
    comes(crew, pin)
    assert not is_in_sight(crew, "countReview")
    assert is_in_sight(crew, "countSheet")
    # No key of the review works any more.
    crew.press(Key.Key_F7)
    assert crew.opened.dialog() is None
    crew.press(Key.Key_F9)
    assert not is_in_sight(crew, "countReview")
    assert "may not see what the book expects" in crew.text("countMessage")


def test_who_may_see_it_goes_on_where_the_one_before_was(crew: Counting) -> None:
    crew.press(Key.Key_F8, Key.Key_F9)
    comes(crew, MANAGER)
    assert is_in_sight(crew, "countReview")
    assert crew.states()["Green tea"] == "differs"


def test_it_is_left_behind_another_place_too(crew: Counting) -> None:
    crew.press(Key.Key_F8, Key.Key_F9)
    crew.opened.goes_to("sale")
    comes(crew, CLERK)
    crew.opened.goes_to("counting")
    assert not is_in_sight(crew, "countReview")


@pytest.mark.parametrize(("key", "name"), [(Key.Key_F9, "post_dialog"), (Key.Key_F7, "tolerance_form")])
def test_what_is_asked_in_the_review_is_gone_with_it(crew: Counting, key: Key, name: str) -> None:
    crew.press(Key.Key_F8, Key.Key_F9)
    crew.can_press("count_post")
    crew.press(Key.Key_F8)
    crew.press(key)
    dialog = crew.opened.dialog()
    assert dialog is not None
    assert dialog.objectName() == name
    crew.opened.window.lock()  # as it does by itself when nobody has pressed a key for a while
    crew.opened.rest()
    crew.types(CLERK)
    assert crew.opened.dialog() is None
    assert not is_in_sight(crew, "countReview")
    # The next question opens.
    crew.press(Key.Key_Delete, modifiers=CTRL)
    assert crew.opened.dialog() is not None


def test_a_review_that_is_on_its_way_does_not_open_for_the_next_one(crew: Counting) -> None:
    crew.press(Key.Key_F8)
    session = crew.opened.till.parts.session
    with crew.opened.unanswered():
        crew.opened._strike(Key.Key_F9)
        session.user, session.name = "clara", "Clara"
    assert not is_in_sight(crew, "countReview")


def test_what_the_book_has_of_a_line_is_not_left_for_the_next_one(crew: Counting) -> None:
    crew.press(Key.Key_F11)
    assert crew.text("countMessage") == "The book has 1 of Milk."
    crew.opened.goes_to("sale")
    comes(crew, CLERK)
    crew.opened.goes_to("counting")
    assert crew.text("countMessage") == ""
    # The sheet is still in hand.
    assert crew.text("countZone") == "Z1"


def test_results_and_papers_are_for_those_who_may_see_the_book(crew: Counting) -> None:
    crew.press(Key.Key_F8, Key.Key_F9, Key.Key_F8)
    crew.post()
    crew.can_press("count_start_results")
    crew.press(Key.Key_F9)
    assert is_in_sight(crew, "countResults")
    comes(crew, CLERK)
    assert not is_in_sight(crew, "countResults")
    assert is_in_sight(crew, "countStartTable")
    crew.press(Key.Key_F9)
    assert not is_in_sight(crew, "countResults")
    crew.press(Key.Key_F8)
    assert "may not see what the book expects" in crew.text("countMessage")
    papers = list((crew.shop.book.path.parent / "counts").glob("*"))
    assert papers == []
