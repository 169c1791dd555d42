"""Why goods differ is chosen from a list, and says the same as the sign of the difference."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.requests import PartyAsked
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import Key

LOSSES = [["1", "damaged"], ["2", "expired"], ["3", "stolen"], ["4", "own use"], ["5", "other"]]
GAINS = [["1", "found"], ["2", "other"]]
NONE = ["0", "no reason"]


@pytest.fixture
def reviewed(counting: Counting) -> Counting:
    """One of ten of tea is missing, two of milk are there instead of one; the shop has a reason of its own."""
    counting.shop.cataloguing.set_party(PartyAsked("reason", "tasting", name="Tasting"))
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("9*")
    counting.scan(TEA, MILK, MILK)
    counting.press(Key.Key_F8, Key.Key_F9)
    return counting


def choose(counting: Counting, name: str) -> None:
    names = [row[0] for row in counting.rows("countReviewLines")]
    counting.press(Key.Key_Home, *[Key.Key_Down] * names.index(name))


def reason(counting: Counting, name: str) -> str:
    names = [row[0] for row in counting.rows("countReviewLines")]
    return details(counting, "countReviewLines", column=-1)[names.index(name)]


def test_losses_and_gains_have_the_reasons_that_they_can_have(reviewed: Counting) -> None:
    choose(reviewed, "Green tea")
    reviewed.press(Key.Key_F6)
    assert reviewed.rows("reason_table") == [*LOSSES, ["6", "tasting"], NONE]
    about = reviewed.in_dialog("reason_about", QLabel).text().translate(ISOLATES)
    assert about == "Green tea: -1, -€1.00"
    reviewed.press(Key.Key_Escape)
    assert reason(reviewed, "Green tea") == ""
    choose(reviewed, "Milk")
    reviewed.press(Key.Key_F6)
    assert reviewed.rows("reason_table") == [*GAINS, ["3", "tasting"], NONE]
    reviewed.press(Key.Key_1)
    assert reviewed.opened.dialog() is None
    assert reason(reviewed, "Milk") == "found"


def test_digits_arrows_enter_and_f6_choose_one(reviewed: Counting) -> None:
    choose(reviewed, "Green tea")
    reviewed.press(Key.Key_F6)
    reviewed.press(Key.Key_6)
    assert reason(reviewed, "Green tea") == "tasting"
    # It begins at the one that was given.
    reviewed.press(Key.Key_F6)
    reviewed.press(Key.Key_Up, Key.Key_Up, Key.Key_Return)
    assert reason(reviewed, "Green tea") == "own use"
    reviewed.press(Key.Key_F6)
    reviewed.press(Key.Key_F6, Key.Key_Return)
    assert reason(reviewed, "Green tea") == "other"
    reviewed.press(Key.Key_F6)
    reviewed.press(Key.Key_0)
    assert reason(reviewed, "Green tea") == ""


def test_a_reason_accepts_nothing_and_an_acceptance_keeps_it(reviewed: Counting) -> None:
    choose(reviewed, "Green tea")
    reviewed.press(Key.Key_F5)
    reviewed.press(Key.Key_F6)
    reviewed.press(Key.Key_3)
    assert reviewed.states()["Green tea"] == "accepted"
    assert reason(reviewed, "Green tea") == "stolen"
    reviewed.press(Key.Key_F5)
    assert reviewed.states()["Green tea"] == "differs"
    assert reason(reviewed, "Green tea") == "stolen"
