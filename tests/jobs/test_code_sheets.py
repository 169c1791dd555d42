"""Sheets of codes as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.jobs.code_sheets import CodeSheet, keep_sheet


@pytest.mark.parametrize("sheet", list(CodeSheet))
def test_a_sheet_is_kept_whole(sheet: CodeSheet, tmp_path: Path) -> None:
    path = keep_sheet(sheet, tmp_path / "new" / "sheet.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert [one.name for one in path.parent.iterdir()] == ["sheet.pdf"]


def test_where_nothing_can_be_kept_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble) as caught:
        keep_sheet(CodeSheet.COMMANDS, tmp_path / "file" / "sheet.pdf")
    assert caught.value.code == "unwritable_file"
