"""Books that are made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.shop import StockSystem
from tests.books import Counter, counted_right, counter_at
from tests.reports.damage import fill
from tests.reports.shops import TryShop


@pytest.fixture(scope="session")
def full_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which every kind of row occurs, closed, so that its file is all of it."""
    path = tmp_path_factory.mktemp("full") / "shop.book"
    shop = TryShop(path, step_minor=5)
    fill(shop)
    shop.book.close_thread()
    return path


@pytest.fixture
def book_copy(full_book: Path, tmp_path: Path) -> Path:
    """A copy of that book, to be damaged."""
    return Path(shutil.copy(full_book, tmp_path / "copy.book"))


@pytest.fixture
def periodic(tmp_path: Path) -> Iterator[Counter]:
    """A shop that lives by counts alone."""
    counter = counter_at(tmp_path / "periodic.book", stock=StockSystem.PERIODIC)
    yield counter
    counted_right(counter)
    counter.book.close_thread()
