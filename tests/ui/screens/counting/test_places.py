"""A shop of several places: each is counted from the window, and whoever counts it sees which one it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from app.domain.count_plan import Plan, Scope
from app.domain.requests import PartyAsked
from tests.printing.reading import text_of
from tests.ui.screens.counting.hands import Counting, details
from tests.ui.till import TEA
from tests.ui.windows import Key

BACK = "Back room"
GIFT = "4000000000013"


@pytest.fixture
def two_places(counting: Counting) -> Counting:
    """Ten teas and a milk lie in the shop, three teas in the back room."""
    counting.shop.cataloguing.set_party(PartyAsked("location", "back", BACK))
    counting.shop.open_stock(("tea", "3", "1.00"), location="back")
    comes_back(counting)
    return counting


def comes_back(counting: Counting) -> None:
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.opened.rest()


def listed(counting: Counting) -> list[str]:
    return [row[0] for row in counting.rows("countStartTable")]


def paper(counting: Counting) -> str:
    path = Path(counting.text("countMessage").removeprefix("On paper: "))
    return " ".join(text_of(path.read_bytes()).split())


def test_each_place_is_counted_from_the_window_and_named_wherever_one_looks(two_places: Counting) -> None:
    counting = two_places
    # Somebody who may count and no more.
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'clerk'")
    whole = f"Count everything \N{MIDDLE DOT} {BACK}"
    assert {whole, "Count everything \N{MIDDLE DOT} Shop"} <= set(listed(counting))
    counting.choose(whole)
    counting.press(Key.Key_F7)
    assert counting.text("countMessage").endswith("count-sheet-count-everything-back-room.pdf")
    assert f"Location {BACK} only" in paper(counting)
    counting.press(Key.Key_Return)
    assert counting.text("countTitle") == f"Count everything \N{MIDDLE DOT} {BACK}"
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == f"All of {BACK}"
    counting.types("2*")
    counting.scan(TEA)
    counting.press(Key.Key_F8)
    assert counting.rows("countSheets") == [[f"All of {BACK}", "2", "done"]]
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE person SET role = 'owner'")
    counting.press(Key.Key_F4)
    counting.press(Key.Key_F11)
    assert counting.text("countMessage") == "The book has 3 of Green tea."
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.text("countReviewTitle") == f"Review: Count everything \N{MIDDLE DOT} {BACK}"
    assert [row[0] for row in counting.rows("countReviewLines")] == ["Green tea"]
    counting.post()
    assert counting.text("countMessage").startswith("T1-C000001 is posted. The difference comes to -\u20ac1.00.")
    counting.press(Key.Key_F8)
    assert f"Location {BACK} only" in paper(counting)
    assert (listed(counting)[-1], details(counting, "countStartTable")[-1]) == (whole, "T1-C000001")
    assert counting.kept("SELECT location.code, quantity_milli FROM level JOIN location ON location.id = location_id"
                         " JOIN product ON product.id = product_id WHERE sku = 'tea' ORDER BY 1") == [
        ("back", 2000), ("shop", 10000),
    ]  # fmt: skip
    counting.can_press("count_start_results")
    counting.press(Key.Key_End, Key.Key_F9)
    assert counting.text("countResultsTitle").endswith(f"\N{MIDDLE DOT} {BACK}")
    assert [row[1:4] for row in counting.rows("countResultsLines")] == [[f"All of {BACK}", "1", "0"]]


def test_a_plan_of_another_place_hides_nothing_of_this_one(two_places: Counting) -> None:
    counting = two_places
    stocktaking = counting.opened.till.parts.stocktaking
    stocktaking.keep_plan(Plan("", "Back plan", Scope.FULL, "back"), user=None)
    comes_back(counting)
    assert f"Back plan \N{MIDDLE DOT} {BACK}" in listed(counting)
    assert [one for one in listed(counting) if one.startswith("Count everything")] == [
        "Count everything \N{MIDDLE DOT} Shop"
    ]


def test_the_form_of_a_plan_says_where(two_places: Counting) -> None:
    counting = two_places
    counting.press(Key.Key_F4)
    counting.types("Backs")
    counting.press(Key.Key_Tab, Key.Key_Tab, Key.Key_End, Key.Key_Return)
    assert counting.text("countMessage") == "The plan Backs is kept."
    assert counting.kept("SELECT count_plan.name, location.code FROM count_plan"
                         " JOIN location ON location.id = location_id") == [("Backs", "back")]  # fmt: skip
    counting.press(Key.Key_F5)
    assert counting.in_dialog("plan_location", QComboBox).currentText() == BACK
    # Counted once, and somewhere else.
    counting.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Home, Key.Key_F9)
    assert counting.text("countTitle") == "Backs \N{MIDDLE DOT} Shop"


def test_a_shop_of_one_place_is_not_told_where_it_is(counting: Counting) -> None:
    assert "everything" in details(counting, "countStartTable")
    counting.press(Key.Key_F4)
    assert counting.opened.dialog().findChild(QComboBox, "plan_location") is None  # type: ignore[union-attr]
    counting.press(Key.Key_Escape)
    counting.begin()
    assert counting.text("countTitle") == "Count everything"
    counting.press(Key.Key_Return)
    assert counting.text("countZone") == "Whole shop"


def test_two_stocktakes_of_one_name_have_a_sheet_each(counting: Counting) -> None:
    names, stocktaking = set(), counting.opened.till.parts.stocktaking
    for sku in ("tea", "milk"):
        stocktaking.begin(Plan("", "Spot check", Scope.SPOT, subjects=(sku,)), till="T1", user="owner")
    comes_back(counting)
    for place in (0, 1):
        counting.press(Key.Key_Home, *[Key.Key_Down] * place, Key.Key_F7)
        names.add(counting.text("countMessage"))
    assert len(names) == 2


@pytest.mark.parametrize(("code", "value"), [(TEA, "\u20ac3.00"), (GIFT, "\u20ac0.00")])
def test_what_is_new_at_a_place_is_worth_what_it_is_elsewhere_and_always_asked_about(
    counting: Counting, code: str, value: str
) -> None:
    counting.shop.product("gift", "5", name="Gift", codes=[GIFT])
    counting.shop.cataloguing.set_party(PartyAsked("location", "back", BACK))
    comes_back(counting)
    counting.begin(f"Count the opening stock \N{MIDDLE DOT} {BACK}")
    counting.press(Key.Key_Return)
    counting.types("3*")
    counting.scan(code)
    counting.press(Key.Key_F8, Key.Key_F9)
    assert counting.text("countSum") == value
    counting.can_press("count_post")
    counting.press(Key.Key_F9)
    assert counting.in_dialog("post_about", QLabel).text() == "It is opening stock, worth about:"
    assert value in counting.in_dialog("post_sum", QLabel).text()
