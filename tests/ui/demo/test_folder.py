"""The demonstration's folder: an earlier one makes room, and nothing of anybody else's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.ui.demo.folder import DemoFolder

OWN = ("sample.book", "sample.book-wal", "machine.json", "receipts/T1-000001.pdf", "pictures/01-start.png", "day.txt")
FOREIGN = ("notes.txt", "receipts/rent.pdf", "pictures/holiday.png", "shop.book")


def _fill(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    folder = DemoFolder(tmp_path / "a" / "day")
    folder.clear().release()
    assert folder.receipts.is_dir()
    assert folder.pictures.is_dir()


def test_an_earlier_demonstration_goes_and_everything_else_stays(tmp_path: Path) -> None:
    DemoFolder(tmp_path).clear().release()
    _fill(tmp_path, OWN + FOREIGN)
    DemoFolder(tmp_path).clear().release()
    assert not [name for name in OWN if (tmp_path / name).exists()]
    assert [name for name in FOREIGN if not (tmp_path / name).exists()] == []


@pytest.mark.parametrize("name", OWN)
def test_what_no_demonstration_made_is_refused_and_not_touched(tmp_path: Path, name: str) -> None:
    _fill(tmp_path, (name,))
    with pytest.raises(Refusal) as refused:
        DemoFolder(tmp_path).clear()
    assert refused.value.code == "demo_folder_taken"
    assert refused.value.facts["path"] == str(tmp_path / name)
    assert (tmp_path / name).read_text() == name


def test_a_folder_with_other_things_in_it_will_do(tmp_path: Path) -> None:
    _fill(tmp_path, FOREIGN)
    DemoFolder(tmp_path).clear().release()
    assert [name for name in FOREIGN if not (tmp_path / name).exists()] == []


def test_two_demonstrations_do_not_play_in_one_folder(tmp_path: Path) -> None:
    lock = DemoFolder(tmp_path).clear()
    try:
        _fill(tmp_path, OWN)
        with pytest.raises(Trouble) as trouble:
            DemoFolder(tmp_path).clear()
        assert trouble.value.code == "held_elsewhere"
        assert (tmp_path / "sample.book").exists()
    finally:
        lock.release()


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Trouble) as trouble:
        DemoFolder(tmp_path / "file" / "day").clear()
    assert trouble.value.code == "unwritable_file"
    with pytest.raises(Trouble):
        DemoFolder(tmp_path / "file").write("day.txt", "text")
