"""The form for a plan fits a small screen whatever is chosen in it, and takes what is scanned."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.domain.requests import PartyAsked
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from tests.ui.screens.counting.hands import ISOLATES, Counting
from tests.ui.till import SPARE, TEA
from tests.ui.windows import Key, OpenWindow

SCOPES = 8
SMALL = 768  # px


@pytest.fixture
def plan(counting: Counting) -> Counting:
    """A new plan is made; the keys are in what is counted."""
    counting.press(Key.Key_F4, Key.Key_Tab)
    return counting


def choose(counting: Counting, words: str) -> None:
    box = counting.in_dialog("plan_scope", QComboBox)
    box.setFocus()
    counting.press(Key.Key_Home, *[Key.Key_Down] * box.findText(words))
    assert box.currentText() == words


def which(counting: Counting) -> str:
    return counting.in_dialog("plan_subjects", QLineEdit).text()


def test_its_buttons_stay_on_a_small_screen_whatever_is_chosen(plan: Counting) -> None:
    choose(plan, "single products")
    plan.press(Key.Key_Tab)
    plan.types("nonsense")
    plan.press(Key.Key_F9)
    plan.opened.rest()
    assert "nonsense" in plan.dialog_says("plan_form_bar")
    dialog = plan.opened.dialog()
    assert dialog is not None
    for words in ("by supplier", "what is due today, by class", "where the book looks wrong", "everything", "by zone"):
        choose(plan, words)
        plan.opened.rest()
        assert dialog.height() <= dialog.minimumSizeHint().height() + 1, words
        assert dialog.geometry().bottom() <= min(SMALL, dialog.screen().availableGeometry().bottom()), words
        button = dialog.answer_button
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight())), words


def test_goods_that_are_scanned_are_among_those_that_it_counts(plan: Counting) -> None:
    choose(plan, "single products")
    plan.scan(TEA, TEA)
    assert which(plan) == "tea"
    plan.scan("4000000000006")
    assert plan.dialog_says("plan_form_bar") == "No product has 4000000000006."
    plan.scan("ZONE:Shelf 1")
    assert plan.dialog_says("plan_form_bar").startswith("Shelf 1 is a zone.")
    plan.scan(SPARE)
    assert (which(plan), plan.dialog_says("plan_form_bar")) == ("tea, left, right", "")
    plan.press(Key.Key_F9)
    assert plan.text("countTitle") == "Single products"
    assert plan.kept("SELECT name, scope FROM stocktake") == [("Single products", "spot")]


def test_the_label_of_a_zone_is_one_of_its_zones(plan: Counting) -> None:
    choose(plan, "by zone")
    plan.scan("ZONE:Shelf 1", "ZONE:Cooler", TEA)
    assert which(plan) == "Shelf 1, Cooler"
    assert plan.dialog_says("plan_form_bar") == f"{TEA} is not the label of a zone."


def test_a_kit_is_none_of_them(plan: Counting) -> None:
    plan.shop.product("box", "9.90", name="Gift box", codes=["4012345678901"], kit=(("tea", 2000),))
    choose(plan, "single products")
    plan.scan(TEA, "4012345678901")
    assert (which(plan), plan.dialog_says("plan_form_bar")[:22]) == ("tea", "Gift box (box) is a ki")
    plan.press(Key.Key_Tab)
    plan.in_dialog("plan_subjects", QLineEdit).setText("box")
    plan.press(Key.Key_F9)
    plan.opened.rest()
    assert plan.dialog_says("plan_form_bar").startswith("Gift box (box) is a kit")
    assert plan.kept("SELECT count(*) FROM stocktake") == [(0,)]


def test_a_supplier_without_goods_is_told_as_it_is(plan: Counting) -> None:
    plan.shop.party("supplier", "SU", "Sunny farm")
    choose(plan, "by supplier")
    plan.in_dialog("plan_subjects", QLineEdit).setText("SU")
    plan.press(Key.Key_F9)
    plan.opened.rest()
    assert plan.dialog_says("plan_form_bar").startswith("Sunny farm (SU) brings nothing that is counted")


def test_days_and_percentages_that_cannot_be_say_what_can(plan: Counting) -> None:
    choose(plan, "what is due today, by class")
    plan.in_dialog("plan_name", QLineEdit).setText("Cycle")
    for days in ("30 90", "30 90 0", "30, x, 365"):
        plan.in_dialog("plan_classes", QLineEdit).setText(days)
        plan.press(Key.Key_Return)
        assert plan.dialog_says("plan_form_bar").startswith("Three numbers of days are needed")
    plan.in_dialog("plan_classes", QLineEdit).setText("7, 30, 180")
    plan.in_dialog("tolerance_percent", QLineEdit).setText("-1")
    plan.press(Key.Key_Return)
    assert plan.dialog_says("plan_form_bar").startswith("“-1” percent cannot be tolerated.")
    plan.in_dialog("tolerance_percent", QLineEdit).setText("")
    plan.in_dialog("tolerance_quantity", QLineEdit).setText("-2")
    plan.press(Key.Key_Return)
    assert plan.dialog_says("plan_form_bar") == "The number “-2” is below zero."
    plan.in_dialog("tolerance_quantity", QLineEdit).setText("2")
    plan.press(Key.Key_Return)
    assert plan.kept("SELECT a_days, b_days, c_days, tolerance_milli FROM count_plan") == [(7, 30, 180, 2000)]


def kept(counting: Counting, name: str = "Drinks") -> None:
    """A plan of everything is kept, and its form opened again."""
    counting.press(Key.Key_F4)
    counting.types(name)
    counting.press(Key.Key_Return)
    counting.choose(name)
    counting.press(Key.Key_F5)


def test_a_plan_is_dropped_only_by_the_same_key_once_more_when_that_was_read(counting: Counting) -> None:
    kept(counting)
    counting.press(Key.Key_F8)
    question = (
        "\u201cDrinks\u201d is not proposed any more then, and only a new plan brings it back. F8 again does that."
    )
    assert counting.dialog_says("plan_form_bar") == question
    # Twice at once is no answer.
    counting.press(Key.Key_F8)
    assert counting.kept("SELECT active FROM count_plan") == [(1,)]
    # Whoever types on does not want it.
    counting.can_press("plan_form_drop")
    counting.types("Cold drinks")
    assert counting.dialog_says("plan_form_bar") == ""
    counting.press(Key.Key_F8)
    assert counting.kept("SELECT active FROM count_plan") == [(1,)]
    counting.can_press("plan_form_drop")
    counting.press(Key.Key_F8)
    assert counting.text("countMessage") == "The plan Drinks is proposed no more."
    assert counting.kept("SELECT active FROM count_plan") == [(0,)]


def test_what_it_counts_is_found_whichever_letters_are_large_and_told_where_nothing_is(plan: Counting) -> None:
    plan.shop.cataloguing.set_party(PartyAsked("supplier", "FV", name="Fruit and Vegetables"))
    plan.shop.product("kiwi", "0.50", name="Kiwi", supplier="FV")
    choose(plan, "by supplier")
    plan.press(Key.Key_Tab)
    plan.types("fx")
    plan.press(Key.Key_F9)
    assert plan.dialog_says("plan_form_bar") == ("The shop has no \u201cfx\u201d to count. There is, for example: FV.")
    plan.in_dialog("plan_subjects", QLineEdit).selectAll()
    plan.types("fv")
    box = plan.in_dialog("plan_name", QLineEdit)
    box.setFocus()
    plan.types("Greens")
    plan.press(Key.Key_Return)
    assert plan.kept("SELECT name, subjects FROM count_plan") == [("Greens", "FV")]


def test_a_is_counted_most_often(plan: Counting) -> None:
    choose(plan, "what is due today, by class")
    days = plan.in_dialog("plan_classes", QLineEdit)
    days.setFocus()
    days.selectAll()
    plan.types("90 30 5")
    plan.press(Key.Key_F9)
    assert plan.dialog_says("plan_form_bar") == (
        "A is counted most often and C least: name the days for A, B and C in rising order, such as 30 90 365. Here "
        "stands 90, 30, 5."
    )
    assert days.hasFocus()
    days.selectAll()
    plan.types("30 30 90")
    plan.press(Key.Key_F9)
    assert plan.opened.dialog() is None


def test_a_name_is_a_title_and_no_story(plan: Counting) -> None:
    name = plan.in_dialog("plan_name", QLineEdit)
    name.setText("Drinks " * 30)
    plan.press(Key.Key_Return)
    assert plan.dialog_says("plan_form_bar") == "The name of a plan is one line of up to 100 characters."
    assert name.hasFocus()
    name.setText("D" * 60)
    plan.press(Key.Key_Return)
    assert plan.kept("SELECT name FROM count_plan") == [("D" * 60,)]


def test_a_long_title_is_cut_and_its_tool_tip_says_all_of_it(counting: Counting) -> None:
    kept(counting)
    counting.press(Key.Key_Escape)
    # A plan of an older program has a name as long as anybody liked.
    long = "Drinks and sweets " * 12
    with counting.shop.book.writing() as connection:
        connection.execute("UPDATE count_plan SET name = ?", (long,))
    counting.opened.goes_to("sale")
    counting.opened.goes_to("counting")
    counting.begin(long)
    counting.scan("ZONE:Z1", TEA)
    counting.press(Key.Key_F8, Key.Key_F9)
    for title in ("countTitle", "countReviewTitle"):
        shown = counting.opened.find(title)
        assert shown.height() < 50, title  # px; one line
        assert long.strip() in shown.toolTip().translate(ISOLATES)


def test_whoever_may_not_keep_plans_is_told_when_the_form_opens_and_counts_once(opened: OpenWindow) -> None:
    opened.till.shop.staffing.set_person(PersonAsked("mia", "Mia", Role.CLERK))
    opened.till.parts.session.user = "mia"
    counting = Counting(opened)
    counting.press(Key.Key_F4)
    told = "Mia may not keep plans. F9 counts once, now, as it says here; Ctrl+L lets somebody sign in who may."
    assert counting.dialog_says("plan_form_bar") == told
    dialog = opened.dialog()
    assert dialog is not None
    assert not dialog.answer_button.isVisible()
    counting.types("Drinks")
    counting.press(Key.Key_Return)
    assert counting.dialog_says("plan_form_bar") == told
    assert counting.kept("SELECT 1 FROM count_plan") == []
    counting.press(Key.Key_F9)
    assert counting.text("countTitle") == "Drinks"
