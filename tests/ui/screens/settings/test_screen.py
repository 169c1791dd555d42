"""Settings hold at once, are kept, and are there again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from app.base.settings import Machine, Settings
from app.ui.screens.settings.loudness import loudness_of, volume_of
from app.ui.sound import Loudness
from app.ui.theme import ThemeChoice, apply_theme, current_theme
from tests.ui.windows import Key, OpenWindow


@pytest.fixture
def settings(opened: OpenWindow) -> OpenWindow:
    opened.goes_to("settings")
    return opened


def choose(opened: OpenWindow, name: str, place: int) -> None:
    """Choose by keyboard."""
    box = opened.find(name)
    assert isinstance(box, QComboBox)
    box.setFocus()
    opened.press(Key.Key_Home)
    opened.press(*[Key.Key_Down] * place)


def kept(folder: Path) -> Machine:
    return Settings(folder / "machine.json").machine


def test_colours_hold_at_once_and_are_kept(settings: OpenWindow, qapp: QApplication, tmp_path: Path) -> None:
    choose(settings, "settingsTheme", 2)
    assert current_theme().name == "dark"
    assert kept(tmp_path).theme == "dark"
    apply_theme(qapp, ThemeChoice.LIGHT)


def test_tones_can_be_off_quiet_or_loud(settings: OpenWindow, tmp_path: Path) -> None:
    choose(settings, "settingsLoudness", 3)
    assert loudness_of(kept(tmp_path)) is Loudness.LOUD
    choose(settings, "settingsLoudness", 0)
    assert not kept(tmp_path).sound


def test_the_paper_of_receipts_is_kept(settings: OpenWindow, tmp_path: Path) -> None:
    choose(settings, "settingsPaper", 1)
    assert kept(tmp_path).receipt_paper == "A5"


def test_a_printer_that_is_away_stays_chosen(opened: OpenWindow) -> None:
    opened.till.parts.settings.change(receipt_printer="Bon <1>")
    opened.goes_to("settings")
    box = opened.find("settingsPrinter")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Bon <1>"


def test_settings_that_cannot_be_kept_are_told(settings: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "machine.json").mkdir()
    choose(settings, "settingsPaper", 2)
    assert "settings" in settings.find("settingsMessage_sentence").property("text").lower()
    assert settings.till.parts.settings.machine.receipt_paper == "A4"


@pytest.mark.parametrize("loudness", list(Loudness))
def test_each_loudness_is_read_back_from_its_volume(loudness: Loudness) -> None:
    machine = Machine(sound=loudness is not Loudness.OFF, volume=volume_of(loudness))
    assert loudness_of(machine) is loudness
