"""`tillbook scanner-sheet` and `tillbook command-sheet` need no book."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.doors import tillbook


@pytest.mark.parametrize("command", ["scanner-sheet", "command-sheet"])
def test_a_sheet_is_made(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tillbook(command, "--out", tmp_path / "sheet.pdf") == 0
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "100 %" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tillbook("command-sheet", "--out", tmp_path) == 3
    assert str(tmp_path) in capsys.readouterr().err
