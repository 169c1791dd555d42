"""The form for a plan fits a small screen whatever is chosen in it, and takes what is scanned."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import SPARE, TEA
from tests.ui.windows import Key

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
