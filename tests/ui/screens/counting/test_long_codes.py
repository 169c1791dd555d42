"""A code that nobody can break into lines takes no room that the window does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.screens.counting.hands import Counting
from tests.ui.till import TEA
from tests.ui.windows import Key


@pytest.fixture
def at_the_shelf(counting: Counting) -> Counting:
    counting.opened.window.resize(1366, 768)
    counting.begin()
    counting.scan("ZONE:Z1", TEA)
    return counting


def has_room(counting: Counting) -> bool:
    window = counting.opened.window
    counting.opened.rest()
    return window.minimumSizeHint().width() <= 1366 and window.width() == 1366


def test_an_unknown_code_of_eighty_wide_signs_leaves_the_window_as_it_is(at_the_shelf: Counting) -> None:
    at_the_shelf.scan("W" * 80)
    said = f"No product has {'W' * 80}. Put it aside and go on; nothing was counted."
    assert (at_the_shelf.text("countMessage"), has_room(at_the_shelf)) == (said, True)


def test_a_code_of_two_hundred_digits_in_a_file_leaves_the_window_as_it_is(
    at_the_shelf: Counting, tmp_path: Path
) -> None:
    path = tmp_path / "batch.csv"
    path.write_text(f"{'8' * 200};1\n{TEA};2\n", encoding="utf-8")
    at_the_shelf.screen.presenter.taking.file(path)  # type: ignore[attr-defined]
    at_the_shelf.opened.rest()
    assert "8888" in at_the_shelf.text("countMessage")
    assert has_room(at_the_shelf)


def test_a_long_word_that_is_typed_leaves_the_window_as_it_is(at_the_shelf: Counting) -> None:
    at_the_shelf.types("W" * 150)
    at_the_shelf.press(Key.Key_F8)
    assert "W" * 150 in at_the_shelf.text("countMessage")
    assert has_room(at_the_shelf)
