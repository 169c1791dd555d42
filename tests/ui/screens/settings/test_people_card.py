"""People in the settings: added and changed by keys, and what cannot be is said in the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from app.domain.rights import Role
from app.domain.staff import Colleague
from app.ui.screens.settings.person_form import PersonForm
from app.ui.theme import TARGET
from app.ui.widgets.tables import ModelTable
from tests.ui.screens.settings.test_screen import choose, kept
from tests.ui.windows import CTRL, Key, OpenWindow


def people(opened: OpenWindow) -> ModelTable:
    opened.goes_to("settings")
    table = opened.find("settingsPeople")
    assert isinstance(table, ModelTable)
    table.setFocus()
    return table


def form(opened: OpenWindow) -> PersonForm:
    dialog = opened.dialog()
    assert isinstance(dialog, PersonForm)
    return dialog


def test_a_person_is_added_by_keys(opened: OpenWindow) -> None:
    table = people(opened)
    opened.press(Key.Key_N, modifiers=CTRL)
    opened.types("Anna Berg")
    form(opened).pin.setFocus()
    opened.types("2580")
    opened.press(Key.Key_Return)
    assert opened.dialog() is None
    assert opened.till.parts.staffing.colleagues()[1] == Colleague("anna", "Anna Berg", Role.CASHIER, has_pin=True)
    assert table.model().rowCount() == 2
    assert opened.till.parts.staffing.sign_in("2580").name == "Anna Berg"


@pytest.mark.parametrize("name", ["settingsTheme", "settingsLockAfter", "settingsTileSearch"])
def test_people_are_added_and_changed_wherever_the_keys_are(opened: OpenWindow, name: str) -> None:
    opened.goes_to("settings")
    opened.find(name).setFocus()
    opened.press(Key.Key_N, modifiers=CTRL)
    assert form(opened).name.text() == ""
    opened.press(Key.Key_Escape)
    opened.find(name).setFocus()
    opened.press(Key.Key_F4)
    assert form(opened).name.text() == "Owner"


def test_the_settings_begin_at_their_top_each_time(opened: OpenWindow) -> None:
    people(opened)
    area = opened.find("settingsArea")
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    opened.goes_to("sale")
    opened.goes_to("settings")
    assert bar.value() == 0


def test_a_person_is_changed_and_the_pin_stays_unless_typed(opened: OpenWindow) -> None:
    table = people(opened)
    opened.press(Key.Key_N, modifiers=CTRL)
    opened.types("Anna")
    form(opened).pin.setFocus()
    opened.types("2580")
    opened.press(Key.Key_Return)
    table.choose_row(1)
    opened.press(Key.Key_F4, Key.Key_End)
    opened.types(" B")
    form(opened).role.setCurrentIndex(form(opened).role.findData("clerk"))
    opened.press(Key.Key_Return)
    assert opened.till.parts.staffing.colleagues()[1] == Colleague("anna", "Anna B", Role.CLERK, has_pin=True)
    assert opened.till.parts.staffing.sign_in("2580").code == "anna"


def test_what_cannot_be_is_said_in_the_form(opened: OpenWindow) -> None:
    people(opened)
    opened.press(Key.Key_N, modifiers=CTRL)
    opened.press(Key.Key_Return)
    assert form(opened).bar.sentence() == "The person  needs a name."
    opened.types("Anna")
    form(opened).pin.setFocus()
    opened.types("1234")
    opened.press(Key.Key_Return)
    assert "first that anybody tries" in form(opened).bar.sentence()
    assert form(opened).focusWidget() is form(opened).pin


def test_what_the_book_refuses_is_said_in_the_form_too(opened: OpenWindow) -> None:
    table = people(opened)
    table.choose_row(0)
    opened.press(Key.Key_F4)
    form(opened).role.setCurrentIndex(form(opened).role.findData("cashier"))
    opened.press(Key.Key_Return)
    assert "Somebody has to be the owner" in form(opened).bar.sentence()
    assert not form(opened).is_locked()


def test_the_minutes_are_kept_on_this_till(opened: OpenWindow, tmp_path: Path) -> None:
    opened.goes_to("settings")
    choose(opened, "settingsLockAfter", 2)
    assert kept(tmp_path).lock_after_min == 5


def test_everything_in_the_form_has_a_name_and_is_large_enough(opened: OpenWindow) -> None:
    people(opened)
    opened.press(Key.Key_N, modifiers=CTRL)
    dialog = form(opened)
    for one in (dialog.name, dialog.code, dialog.role, dialog.pin, dialog.works, dialog.answer_button):
        assert one.accessibleName()
        assert one.height() >= TARGET
