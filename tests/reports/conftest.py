"""Books that are made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

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
