"""The list under the scan box: only the newest question is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.base.trouble import Trouble
from app.ui.screens.sale.results import Results
from app.ui.screens.sale.texts import SaleTexts
from tests.ui.till import StepWorker, TryTill, open_till


@pytest.fixture
def till(tmp_path: Path) -> TryTill:
    return open_till(tmp_path)


@pytest.fixture
def pool() -> StepWorker:
    return StepWorker()


@pytest.fixture
def results(qtbot: QtBot, till: TryTill, pool: StepWorker) -> Iterator[Results]:
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(800, 600)
    made = Results(till.parts.lookups, "shop", pool, SaleTexts(till.parts.shop), screen)
    screen.show()
    made.lay_over(0, 50, 800, 400)
    yield made
    screen.close()


def shown(results: Results) -> list[str]:
    model = results.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if results.is_open() else []


def test_an_answer_to_older_words_is_dropped(results: Results, pool: StepWorker) -> None:
    results.look_for("mi")
    results.look_for("shoe")
    pool.step()
    assert shown(results) == []
    pool.step()
    assert shown(results) == ["Left shoe", "Right shoe"]


def test_an_answer_after_the_list_was_closed_is_dropped(results: Results, pool: StepWorker) -> None:
    results.look_for("shoe")
    results.close_list()
    pool.work()
    assert not results.is_open()


def test_one_letter_and_bare_numbers_are_not_looked_for(results: Results, pool: StepWorker) -> None:
    for words in ("", "s", "20", "4.50", " "):
        results.look_for(words)
    assert len(pool) == 0


def test_words_that_find_nothing_close_the_list(results: Results, pool: StepWorker) -> None:
    results.look_for("shoe")
    pool.work()
    assert results.is_open()
    results.look_for("shoes and more")
    pool.work()
    assert not results.is_open()


def test_nothing_is_chosen_until_the_cashier_moves(results: Results, pool: StepWorker) -> None:
    results.look_for("shoe")
    pool.work()
    assert results.chosen() is None


def test_a_book_that_cannot_be_asked_shows_no_list(
    results: Results, pool: StepWorker, till: TryTill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Trouble("book_locked", book="shop.book")

    monkeypatch.setattr(type(till.parts.lookups), "search", fail)
    results.look_for("shoe")
    pool.work()
    assert not results.is_open()
