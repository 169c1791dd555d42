"""The end of a day by real keys: the drawer is counted, cash moves, the book is backed up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.requests import PartyAsked
from app.store import database
from tests.ui.screens.reports.test_screen import ISOLATES, Reports
from tests.ui.windows import CTRL, Key, OpenWindow


@pytest.fixture
def reports(opened: OpenWindow) -> Reports:
    shop = opened.till.shop
    shop.sell(("tea", "2"))
    return Reports(opened)


def tile(reports: Reports, name: str) -> str:
    reports.press(Key.Key_F3)
    return reports.find(f"tile_{name}").accessibleName().translate(ISOLATES)


def day_end(reports: Reports) -> dict[str, str]:
    """The one row of the report that is shown, by the titles of its columns."""
    table = reports.find("reportsRows")
    model = table.model()  # type: ignore[attr-defined]
    titles = [model.headerData(at, table.horizontalHeader().orientation()) for at in range(model.columnCount())]  # type: ignore[attr-defined]
    (row,) = reports.rows()
    return dict(zip([title.replace("\n", " ") for title in titles], row, strict=True))


def test_the_drawer_is_counted_by_notes_and_coins_and_the_day_end_comes_up(reports: Reports) -> None:
    # Two teas for 4.98 were paid in cash, exactly.
    assert tile(reports, "drawer") == "Cash in the drawer: \u20ac4.98. not counted yet"
    reports.press(Key.Key_F11)
    for piece, many in (("drawer_count_200", "2"), ("drawer_count_50", "1"), ("drawer_count_20", "2")):
        reports.find(piece).setFocus()
        reports.types(many)
    assert reports.text("drawer_total") == "Together \u20ac4.90"
    reports.press(Key.Key_Return)
    assert reports.opened.dialog() is None
    assert reports.text("reportsTitle") == "End of the day"
    row = day_end(reports)
    assert (row["Cash expected"], row["Cash counted"], row["Over or short"]) == ("4.98", "4.90", "-0.08")
    assert (
        reports.text("reportsMessage")
        == "The drawer is \u20ac0.08 short: \u20ac4.90 were counted, \u20ac4.98 should be there. F11 counts it again."
    )
    assert tile(reports, "drawer") == "Cash in the drawer: \u20ac4.90. counted"
    # On the next day it still lies there.
    reports.shop.at("2026-03-03 09:00")
    assert tile(reports, "drawer") == "Cash in the drawer: \u20ac4.90. not moved today"


def test_the_cash_of_several_tills_is_told_together(reports: Reports) -> None:
    reports.shop.cataloguing.set_party(PartyAsked("till", "T2"))
    reports.shop.sell(("tea", "1"), till="T2")
    assert tile(reports, "drawer") == "Cash in all 2 drawers: \u20ac7.47. not counted yet: T1, T2"


def test_a_sum_that_is_right_says_so(reports: Reports) -> None:
    reports.press(Key.Key_F11)
    reports.find("drawer_sum").setFocus()
    reports.types("4.98")
    reports.press(Key.Key_Return)
    assert reports.text("reportsMessage") == "The drawer is right: \u20ac4.98. F9 prints the end of the day."


def test_a_drawer_that_was_counted_wrong_is_counted_again_and_the_day_stands_in_both_alike(reports: Reports) -> None:
    said = []
    for typed in ("250", "1", "4.98"):
        reports.press(Key.Key_F11)
        reports.find("drawer_sum").setFocus()
        reports.types(typed)
        reports.press(Key.Key_Return)
        said.append(reports.text("reportsMessage"))
        assert day_end(reports)["Cash expected"] == "4.98"
    assert said == [
        "The drawer is \u20ac245.02 over: \u20ac250.00 were counted, \u20ac4.98 should be there. F11 counts it again.",
        "The drawer is \u20ac3.98 short: \u20ac1.00 were counted, \u20ac4.98 should be there. F11 counts it again.",
        "The drawer is right: \u20ac4.98. F9 prints the end of the day.",
    ]
    assert day_end(reports)["Over or short"] == "0.00"


def test_cash_goes_in_and_out_with_a_word_what_for(reports: Reports) -> None:
    for key, amount in ((Key.Key_2, "50"), (Key.Key_4, "5.50"), (Key.Key_5, "20")):
        reports.press(Key.Key_F11)
        reports.press(key, modifiers=CTRL)
        assert not reports.find("drawer_count_200").isVisible()
        reports.types(amount)
        reports.find("drawer_reason").setFocus()
        reports.types("milk for tea")
        reports.press(Key.Key_Return)
        assert reports.opened.dialog() is None
        assert "T1-" in reports.text("reportsToast_sentence")
    reports.asks("end of the day")
    # 4.98 and 50.00, less 5.50 and 20.00.
    assert day_end(reports)["Cash expected"] == "29.48"


def test_what_cannot_be_counted_is_told_and_nothing_is_filed(reports: Reports) -> None:
    reports.press(Key.Key_F11)
    reports.press(Key.Key_Return)
    assert reports.text("drawer_bar").startswith("Nothing is typed yet.")
    field = reports.find("drawer_count_100")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    reports.types("1x")
    reports.press(Key.Key_Return)
    assert "1x" in reports.text("drawer_bar")
    field.clear()
    reports.types("3")
    reports.find("drawer_sum").setFocus()
    reports.types("4")
    reports.press(Key.Key_Return)
    assert reports.text("drawer_bar").startswith("Notes and coins come to another sum than the one typed.")
    reports.press(Key.Key_Escape)
    assert reports.opened.dialog() is None
    assert tile(reports, "drawer") == "Cash in the drawer: \u20ac4.98. not counted yet"


def test_the_book_is_backed_up_where_the_tile_says_it_never_was(reports: Reports, tmp_path: Path) -> None:
    assert tile(reports, "backup") == "Last backup: never. make one now"
    reports.press(Key.Key_0, modifiers=CTRL)
    field = reports.find("copy_book_folder")
    assert isinstance(field, QLineEdit)
    assert field.text().endswith("-copies")
    field.setText("copies")
    reports.press(Key.Key_Return)
    assert reports.text("copy_book_bar").startswith("Name the whole path")
    field.setText(str(tmp_path / "stick" / "copies"))
    reports.press(Key.Key_Return)
    assert reports.opened.dialog() is None
    (copy,) = (tmp_path / "stick" / "copies").iterdir()
    assert reports.text("reportsToast_sentence") == f"Backed up and checked: {copy}"
    database.open_book(copy).finish()
    assert tile(reports, "backup").startswith("Last backup: Mar 2, 2026. today")
    reports.press(Key.Key_0, modifiers=CTRL)
    assert reports.text("copy_book_folder") == str(tmp_path / "stick" / "copies")


def test_a_folder_that_cannot_be_made_is_told_in_the_dialog(reports: Reports, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file in its place")
    reports.press(Key.Key_F3)
    reports.press(Key.Key_0, modifiers=CTRL)
    field = reports.find("copy_book_folder")
    assert isinstance(field, QLineEdit)
    field.setText(str(tmp_path / "stick" / "copies"))
    reports.press(Key.Key_Return)
    assert "cannot be written" in reports.text("copy_book_bar")
    reports.press(Key.Key_Escape)
    assert reports.opened.dialog() is None


def test_the_sum_is_one_key_away_and_the_dialog_says_whose_drawer_it_is(reports: Reports) -> None:
    reports.press(Key.Key_F11)
    assert reports.text("drawer_title") == "Cash in the drawer of T1"
    assert "F4" in reports.text("drawer_sum_label")
    reports.press(Key.Key_F4)
    reports.types("4.98")
    reports.press(Key.Key_Return)
    assert reports.text("reportsMessage") == "The drawer is right: \u20ac4.98. F9 prints the end of the day."


def test_what_was_said_of_a_count_goes_when_something_else_is_shown(reports: Reports) -> None:
    reports.press(Key.Key_F11, Key.Key_F4)
    reports.types("5")
    reports.press(Key.Key_Return)
    assert reports.text("reportsMessage").startswith("The drawer is \u20ac0.02 over")
    assert tile(reports, "drawer").endswith("counted")
    assert reports.text("reportsMessage") == ""


def test_with_two_tills_the_tile_names_the_one_that_is_not_counted(reports: Reports) -> None:
    reports.shop.cataloguing.set_party(PartyAsked("till", "T2"))
    reports.shop.sell(("tea", "1"), till="T2")
    reports.press(Key.Key_F11, Key.Key_F4)
    reports.types("4.98")
    reports.press(Key.Key_Return)
    assert tile(reports, "drawer") == "Cash in all 2 drawers: \u20ac7.47. not counted yet: T2"
