"""The cashier of the demonstration: real keys go where they belong, and a step that fails is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.base.trouble import Trouble
from app.domain.wording import sentence
from app.ui.demo import cashier as module
from app.ui.demo.album import Album
from app.ui.demo.cashier import Cashier
from app.ui.demo.hands import Hands
from app.ui.demo.patience import settle, wait_until
from app.ui.scan_filter import ScanFilter
from tests.ui.windows import OpenWindow


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> tuple[Hands, QLineEdit, list[str], list[str]]:
    """Hands at a field behind a scan filter, what was scanned and what was folded."""
    field = QLineEdit()
    qtbot.addWidget(field)
    hands = Hands()
    scans = ScanFilter(qapp, event_time=hands.event_time)
    field.destroyed.connect(scans.deleteLater)
    scanned: list[str] = []
    folded: list[str] = []
    scans.scanned.connect(lambda scan: scanned.append(scan.text))
    scans.folded.connect(lambda scan: folded.append(scan.text))
    hands.sit_down(field)
    field.show()
    qtbot.waitActive(field)
    return hands, field, scanned, folded


def test_scans_are_scans_and_typing_is_typing(hands: tuple[Hands, QLineEdit, list[str], list[str]]) -> None:
    at, field, scanned, folded = hands
    at.scan("4006381333931")
    at.type("Tea 3*酱")
    at.scan("96385074", echo=True)
    at.press("Enter")
    assert wait_until(lambda: field.text() == "Tea 3*酱", limit_ms=5000)
    assert scanned == ["4006381333931", "96385074"]
    assert folded == ["96385074"]


def test_hands_without_a_till_say_so() -> None:
    with pytest.raises(RuntimeError, match="sit down"):
        Hands().press("F9")


def test_waiting_ends_when_it_holds_or_when_the_time_is_over(qapp: QApplication) -> None:
    assert wait_until(lambda: True, limit_ms=0)
    assert not wait_until(lambda: False, limit_ms=1)
    settle()


def test_a_step_that_fails_is_named_with_a_picture(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LIMIT_S", 0)
    hands = Hands()
    hands.sit_down(opened.window)
    till = Cashier(opened.window, hands, Album(tmp_path), till="T1", sales=0)

    def pays_nothing(till: Cashier) -> None:
        """Somebody pays for nothing.

        And it goes on.
        """
        till.sees_total("0.00")
        till.picture("before")
        till.sees("saleLines", "Green tea")

    with pytest.raises(Trouble) as trouble:
        till.play(pays_nothing)
    assert trouble.value.code == "demo_stuck"
    said = sentence(trouble.value.code, trouble.value.facts)
    assert "“Somebody pays for nothing”" in said
    assert "“saleLines: Green tea”" in said
    assert [path.name for path in sorted(tmp_path.glob("*.png"))] == ["01-before.png", "02-stuck.png"]


def test_a_picture_that_cannot_be_kept_is_trouble(opened: OpenWindow, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        Album(tmp_path / "nowhere").take(opened.window, "lost")
    assert trouble.value.code == "unwritable_file"


@pytest.mark.parametrize(
    ("text", "shown", "stands"),
    [
        ("5,32", "\u20665,32 €\u2069", True),
        ("5,32", "15,32 €", False),
        ("2", "2,50", True),
        ("6", "Cola 1 l 6 7,80", True),
        ("6", "1,60", False),
        ("", "anything", True),
        ("too few in stock", "too few in stocks", False),
    ],
)
def test_a_text_stands_there_whole_or_not_at_all(text: str, shown: str, stands: bool) -> None:
    assert module._stands_in(text, shown) is stands
