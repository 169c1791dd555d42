"""F5 and F6 in the review act on all that is chosen, and say of what nothing could be said and why."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.count_sheet import Find, goods_of
from tests.ui.screens.counting.hands import ISOLATES, Counting, details
from tests.ui.till import MILK, TEA
from tests.ui.windows import CTRL, SHIFT, Key

JAM = "4000000000051"
MANY = 400


@pytest.fixture
def moved(counting: Counting) -> Counting:
    """Four of nine teas are found in two zones, between which one was sold; two of milk instead of one."""
    counting.begin()
    counting.scan("ZONE:Z1", TEA, TEA, TEA, MILK, MILK)
    counting.press(Key.Key_F8)
    other = counting.shop.opened_again()
    other.clock.at_us += 60_000_000
    other.sell(("tea", "1"))
    other.book.close_thread()
    counting.shop.clock.at_us += 120_000_000
    counting.scan("ZONE:Z2", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.states() == {"Green tea": "moved meanwhile", "Milk": "differs"}
    return counting


@pytest.fixture
def several(counting: Counting) -> Counting:
    """Of ten teas nine are there, of one milk two, of three jam none has been counted, of sugar all."""
    for sku, name, code in (("jam", "Jam", JAM), ("sugar", "Sugar", "4000000000068")):
        counting.shop.product(sku, "2.00", name=name, codes=[code], cost="1.00")
        counting.shop.deliver((sku, "3", "1.00"))
    counting.begin()
    counting.scan("ZONE:Z1")
    counting.types("9*")
    counting.scan(TEA, MILK, MILK)
    counting.types("3*")
    counting.scan("4000000000068")
    counting.press(Key.Key_F8, Key.Key_F9)
    return counting


def accepted(counting: Counting) -> list[tuple[object, ...]]:
    return counting.kept(
        "SELECT sku, accepted, reason FROM count_decision JOIN product ON product.id = product_id ORDER BY sku"
    )


def reasons(counting: Counting) -> dict[str, str]:
    names = [row[0] for row in counting.rows("countReviewLines")]
    return dict(zip(names, details(counting, "countReviewLines", column=-1), strict=True))


def label(counting: Counting, name: str) -> str:
    return str(counting.opened.find(f"countReview_{name}").label())  # type: ignore[attr-defined]


def test_goods_that_moved_between_their_scans_are_not_accepted_and_it_is_said(moved: Counting) -> None:
    moved.press(Key.Key_Home, Key.Key_F5)
    assert moved.text("countMessage") == (
        "Green tea moved between its scans and cannot be accepted like that. F4: count it again."
    )
    assert moved.states()["Green tea"] == "moved meanwhile"
    assert accepted(moved) == []
    # Beside others it is left, and named.
    moved.press(Key.Key_Home)
    moved.press(Key.Key_Down, modifiers=SHIFT)
    moved.press(Key.Key_F5)
    assert moved.text("countMessage") == (
        "Accepted: 1. Green tea moved between its scans and cannot be accepted like that. F4: count it again."
    )
    assert accepted(moved) == [("milk", 1, "")]


def test_f5_accepts_all_that_are_chosen_and_the_same_key_takes_it_back(several: Counting) -> None:
    assert [label(several, name) for name in ("recount", "accept", "reason")] == ["Count again", "Accept", "Reason"]
    several.press(Key.Key_Home)
    several.press(Key.Key_Down, modifiers=SHIFT)
    assert [label(several, name) for name in ("recount", "accept", "reason")] == [
        "Count 2 again", "Accept 2", "Reason for 2",
    ]  # fmt: skip
    several.press(Key.Key_F5)
    assert several.text("countMessage") == "Accepted: 2."
    assert accepted(several) == [("milk", 1, ""), ("tea", 1, "")]
    several.press(Key.Key_F5)
    assert several.text("countMessage") == "Not accepted any more: 2."
    assert accepted(several) == [("milk", 0, ""), ("tea", 0, "")]


def test_what_needs_no_accepting_or_nobody_counted_is_told(several: Counting) -> None:
    several.press(Key.Key_A, modifiers=CTRL)
    several.press(Key.Key_F5)
    assert several.text("countMessage") == (
        "Accepted: 2. Sugar is as the book has it: nothing to accept. Nobody has counted Jam; F8 says what becomes of "
        "it."
    )
    assert accepted(several) == [("milk", 1, ""), ("tea", 1, "")]
    names = [row[0] for row in several.rows("countReviewLines")]
    several.press(Key.Key_Home, *[Key.Key_Down] * names.index("Jam"))
    several.press(Key.Key_F5)
    assert several.text("countMessage") == "Nobody has counted Jam; F8 says what becomes of it."
    several.press(Key.Key_Home, *[Key.Key_Down] * names.index("Sugar"))
    several.press(Key.Key_F6)
    assert several.opened.dialog() is None
    assert several.text("countMessage") == "Sugar is as the book has it, and needs no reason."


def test_f6_gives_its_reason_to_those_whose_difference_can_have_it(several: Counting) -> None:
    several.press(Key.Key_Home)
    several.press(Key.Key_Down, modifiers=SHIFT)
    several.press(Key.Key_F6)
    # Tea is short by 1 at 1.00, and of milk there is 1 too much at 0.80.
    about = several.in_dialog("reason_about", QLabel).text().translate(ISOLATES)
    assert about == "2 products differ: Green tea, Milk; -\u20ac0.20 together"
    assert several.rows("reason_table") == [
        ["1", "damaged (fits 1 of them)"],
        ["2", "expired (fits 1 of them)"],
        ["3", "stolen (fits 1 of them)"],
        ["4", "own use (fits 1 of them)"],
        ["5", "found (fits 1 of them)"],
        ["6", "other"],
        ["0", "no reason"],
    ]
    several.press(Key.Key_3)
    assert several.text("countMessage") == (
        "Reason \u201cstolen\u201d given to 1. It does not fit the difference of Milk."
    )
    assert (reasons(several)["Green tea"], reasons(several)["Milk"]) == ("stolen", "")
    several.press(Key.Key_F6)
    several.press(Key.Key_6)
    assert several.text("countMessage") == "Reason \u201cother\u201d given to 2."
    several.press(Key.Key_F6)
    several.press(Key.Key_0)
    assert several.text("countMessage") == "Reason taken off: 2."
    assert accepted(several) == [("milk", 0, ""), ("tea", 0, "")]


def test_what_is_too_much_has_its_sign_in_the_question(several: Counting) -> None:
    names = [row[0] for row in several.rows("countReviewLines")]
    several.press(Key.Key_Home, *[Key.Key_Down] * names.index("Milk"))
    several.press(Key.Key_F6)
    assert several.in_dialog("reason_about", QLabel).text().translate(ISOLATES) == "Milk: +1, +\u20ac0.80"


def test_hundreds_are_accepted_and_given_a_reason_at_once(counting: Counting) -> None:
    skus = [f"g{place:03d}" for place in range(MANY)]
    for sku in skus:
        counting.shop.product(sku, "2.00", name=f"Goods {sku}", cost="1.00")
    counting.shop.deliver(*((sku, "3", "1.00") for sku in skus))
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8)
    stocktaking, lookups = counting.opened.till.parts.stocktaking, counting.opened.till.parts.lookups
    ((uid,),) = counting.kept("SELECT uid FROM stocktake")
    sheet = stocktaking.open_sheet(str(uid), "Z2", till="T1", user=None)
    at_us = counting.shop.clock.now_us()
    entries = [(Find(goods_of(lookups.item(sku, location="shop")), 2000, at_us), sku) for sku in skus]
    stocktaking.record(sheet, entries, many=0, till="T1", user=None)
    stocktaking.finish_sheet(sheet)
    counting.press(Key.Key_F9)
    counting.press(Key.Key_A, modifiers=CTRL)
    begun = perf_counter()
    counting.press(Key.Key_F5)
    assert counting.text("countMessage").startswith(f"Accepted: {MANY + 1}.")
    counting.press(Key.Key_F6)
    counting.press(Key.Key_3)
    assert counting.text("countMessage").startswith(f"Reason \u201cstolen\u201d given to {MANY + 1}.")
    # One by one, each read anew, it would be minutes.
    assert perf_counter() - begun < 5
    assert counting.kept("SELECT DISTINCT accepted, reason FROM count_decision") == [(1, "stolen")]
