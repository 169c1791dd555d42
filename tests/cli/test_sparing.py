"""No command writes a file over a book, its own or another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import counter_at
from tests.cli.doors import tillbook


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "own.book"
    counter = counter_at(path)
    counter.product("A1", "1.50", codes=["4006381333931"])
    counter.book.finish()
    return path


@pytest.mark.parametrize("beside", ["", "-wal"])
@pytest.mark.parametrize(
    "command",
    [
        ("report", "tax", "--out"),
        ("report", "tax", "--format", "pdf", "--out"),
        ("pack", "--through", "2026-02-28", "--out"),
        ("labels", "--zones", "Shelf", "--stock", "Avery L7160", "--out"),
        ("command-sheet", "--out"),
    ],
)
def test_a_command_never_writes_over_a_book(
    book: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], beside: str
) -> None:
    before = book.read_bytes()
    out = f"{book}{beside}"
    assert tillbook(*command, out, "--book", str(book)) == 2
    assert "is a book: nothing else is written over it. Name another file." in capsys.readouterr().err
    assert book.read_bytes() == before


def test_refused_rows_are_not_kept_in_a_book(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("sku,name,price\nA2,Tea,much\n")
    assert tillbook("import", "products", str(rows), "--errors", str(book), "--book", str(book)) == 2
    assert "is a book" in capsys.readouterr().err
    assert tillbook("verify", "--book", str(book)) == 0
