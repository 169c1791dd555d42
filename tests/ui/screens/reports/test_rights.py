"""Who may see reports, by real keys: what the owner looked at is gone when somebody else signs in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.ui.screens.reports.overview import TileButton
from app.ui.shell.lock import Lock
from tests.ui.screens.reports.test_screen import Reports, reports
from tests.ui.windows import CTRL, Key

__all__ = ["reports"]

MAY_NOT = "{name} may not see reports. Ctrl+L lets somebody sign in who may."


@pytest.fixture
def staffed(reports: Reports) -> Iterator[Reports]:
    for code, name, role, pin in (
        ("anna", "Anna", Role.CASHIER, "2580"),
        ("ben", "Ben", Role.CLERK, "1470"),
        ("carl", "Carl", Role.MANAGER, "9753"),
    ):
        reports.shop.staffing.set_person(PersonAsked(code, name, role, pin))
    yield reports
    lock = reports.opened.window.findChild(Lock)
    if lock is not None:
        lock.hide()


def signs_in(reports: Reports, pin: str) -> None:
    reports.press(Key.Key_L, modifiers=CTRL)
    reports.types(pin)
    reports.opened.rest()


def tiles(reports: Reports) -> list[str]:
    return [tile.accessibleName() for tile in reports.opened.window.findChildren(TileButton) if tile.isVisible()]


def test_what_the_owner_looked_at_is_gone_for_a_cashier_who_is_told_why(staffed: Reports) -> None:
    assert tiles(staffed)
    staffed.asks("margins by category")
    assert staffed.rows()
    signs_in(staffed, "2580")
    assert staffed.text("reportsMessage") == MAY_NOT.format(name="Anna")
    assert tiles(staffed) == []
    assert not staffed.find("reportsRows").isVisible()
    staffed.asks("margins by category")
    assert staffed.text("reportsMessage") == MAY_NOT.format(name="Anna")
    assert staffed.rows() == []
    # Who has the cash has its day-end.
    staffed.asks("end of the day")
    assert staffed.find("reportsRows").isVisible()
    # A manager signs in, and sees all of it.
    signs_in(staffed, "9753")
    assert tiles(staffed)
    staffed.asks("margins by category")
    assert staffed.rows()


def test_a_clerk_sees_no_period_but_the_sheet_to_count_by(staffed: Reports) -> None:
    staffed.shop.at("2026-03-04 09:00")
    staffed.press(Key.Key_F7)
    assert staffed.rows("periodFigures")
    assert staffed.text("periodPaper_where").startswith("Page 1 of ")
    signs_in(staffed, "1470")
    assert staffed.rows("periodFigures") == []
    staffed.press(Key.Key_F7)
    assert staffed.text("periodMessage") == MAY_NOT.format(name="Ben")
    assert staffed.rows("periodFigures") == []
    assert staffed.text("periodPaper_where") == ""
    staffed.press(Key.Key_Escape)
    staffed.asks("count sheet")
    assert staffed.find("reportsRows").isVisible()
    staffed.asks("end of the day")
    assert staffed.text("reportsMessage").startswith("Ben may not open the drawer")


def test_what_was_refused_to_one_person_is_not_said_to_the_next_one_who_goes_there(staffed: Reports) -> None:
    signs_in(staffed, "2580")
    assert staffed.text("reportsMessage") == MAY_NOT.format(name="Anna")
    # The manager signs in on another page, and goes to the reports then.
    staffed.opened.goes_to("sale")
    signs_in(staffed, "9753")
    staffed.opened.goes_to("reports")
    staffed.opened.rest()
    assert staffed.text("reportsMessage") == ""
    assert tiles(staffed)
