"""The copies that were made of a book, as it tells of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.reports.backups import Backups
from app.services.safekeeping import back_up
from app.store import copies

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_book_tells_of_its_copies_the_newest_first(counter, tmp_path):
    backups = Backups(counter.book)
    assert (backups.backups().rows, backups.last()) == ([], None)
    first = back_up(counter.book.path, tmp_path / "a.book", NOON)
    second = back_up(counter.book.path, tmp_path / "b.book", NOON.replace(hour=18))
    assert backups.backups().rows == [
        ("2026-03-02T18:00:00+01:00", str(second)), ("2026-03-02T12:00:00+01:00", str(first)),
    ]  # fmt: skip
    assert backups.last() == NOON.replace(hour=18)


def test_it_forgets_what_is_long_ago(counter, tmp_path):
    for number in range(103):
        copies.note_copy(counter.book.path, tmp_path / f"{number}.book", NOON)
    rows = Backups(counter.book).backups().rows
    assert (len(rows), rows[-1][1]) == (100, str(tmp_path / "3.book"))


def test_a_book_that_is_not_there_learns_of_nothing(tmp_path):
    copies.note_copy(tmp_path / "none.book", tmp_path / "a.book", NOON)
    assert not (tmp_path / "none.book").exists()
