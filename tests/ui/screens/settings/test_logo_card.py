"""The logo in the settings: chosen from a file, shown, taken away; a file that is no picture is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.ui.screens.settings.screen import SettingsScreen
from tests.printing.test_picture import picture
from tests.ui.windows import Key, OpenWindow


def settings(opened: OpenWindow) -> SettingsScreen:
    opened.goes_to("settings")
    screen = opened.find("settingsScreen")
    assert isinstance(screen, SettingsScreen)
    return screen


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let this file be chosen where the system asks for one."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def test_a_picture_is_chosen_kept_in_the_book_and_taken_away(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logo.png").write_bytes(picture(40, 30))
    screen, designs = settings(opened), opened.till.parts.label_papers.designs
    assert not screen.logo.view.has_logo()
    chosen(monkeypatch, tmp_path / "logo.png")
    opened.press(Key.Key_F7)
    assert screen.message.sentence() == "The shop has its logo."
    kept = designs.logo()
    assert kept is not None
    assert (kept.width, kept.height) == (40, 30)
    assert screen.logo.view.has_logo()
    assert screen.logo.view.grab().toImage().pixelColor(110, 50).lightness() < 50
    opened.press(Key.Key_F8)
    assert screen.message.sentence() == "The logo is gone."
    assert designs.logo() is None
    opened.press(Key.Key_F8)
    assert not screen.logo.drop.isEnabled()


def test_what_is_no_picture_or_is_not_there_is_told(opened: OpenWindow, tmp_path: Path) -> None:
    screen = settings(opened)
    (tmp_path / "logo.png").write_bytes(b"MZ: a program")
    screen.logo.take_file(tmp_path / "logo.png")
    opened.rest()
    assert screen.message.sentence() == "logo.png is no picture that can be read. Choose a PNG or JPEG file."
    screen.logo.take_file(tmp_path / "none.png")
    opened.rest()
    assert "cannot be read" in screen.message.sentence()
    assert opened.till.parts.label_papers.designs.logo() is None


def test_only_the_owner_gives_the_shop_a_logo(opened: OpenWindow, tmp_path: Path) -> None:
    opened.till.shop.staffing.set_person(PersonAsked("anna", "Anna", Role.MANAGER))
    opened.till.parts.session.user = "anna"
    (tmp_path / "logo.png").write_bytes(picture())
    screen = settings(opened)
    screen.logo.take_file(tmp_path / "logo.png")
    opened.rest()
    assert "may not change people and settings" in screen.message.sentence()


def test_closing_the_question_for_a_file_changes_nothing(opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = settings(opened)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    opened.press(Key.Key_F7)
    assert screen.message.sentence() == ""
