"""Copies of the book, and the way back: nothing is lost, nothing wrong gets in, no number is given twice."""

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.reports.verification import Verification
from app.services.safekeeping import back_up, restore
from app.store import database
from app.store.holding import hold_till
from tests.books import Counter, counter_at

AT = datetime(2026, 3, 2, 18, 30)  # noqa: DTZ001 -- a name


@pytest.fixture
def shop(tmp_path: Path) -> Counter:
    shop = counter_at(tmp_path / "shop.book")
    shop.product("A")
    shop.deliver("d1", "A", "10", "1.00")
    shop.sell("s1", "A", "2")
    return shop


def sold_in(path: Path) -> list[str]:
    book = database.open_book(path)
    try:
        with book.reading() as connection:
            return [row[0] for row in connection.execute("SELECT number FROM document WHERE kind = 'sale' ORDER BY id")]
    finally:
        book.close_thread()


def test_a_copy_in_a_folder_is_called_after_book_and_moment(shop: Counter, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    copy = back_up(shop.book.path, tmp_path / "stick", AT)
    assert copy == tmp_path / "stick" / "shop-2026-03-02-183000.book"
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert Verification(database.open_book(copy)).run().is_clean
    assert sold_in(copy) == ["T1-000001"]


def test_a_copy_replaces_no_file(shop: Counter, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear aunt")
    with pytest.raises(Refusal) as refused:
        back_up(shop.book.path, tmp_path / "letter.txt", AT)
    assert refused.value.code == "copy_exists"
    assert (tmp_path / "letter.txt").read_text() == "Dear aunt"


def test_what_is_sold_while_a_copy_is_made_is_whole_in_it_or_not_in_it(shop: Counter, tmp_path: Path) -> None:
    stop = threading.Event()

    def sell() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            shop.sell(f"t{turn}", "A", "1")
        shop.book.close_thread()

    seller = threading.Thread(target=sell)
    seller.start()
    try:
        copies = [back_up(shop.book.path, tmp_path / f"copy{turn}.book", AT) for turn in range(5)]
    finally:
        stop.set()
        seller.join()
    for copy in copies:
        assert Verification(database.open_book(copy)).run().is_clean


def test_a_copy_takes_the_books_place_and_numbers_begin_a_new_series(shop: Counter, tmp_path: Path) -> None:
    path = shop.book.path
    copy = back_up(path, tmp_path / "monday.book", AT)
    shop.sell("s2", "A", "1")
    shop.book.close_thread()
    done = restore(copy, path)
    assert done.proof.is_clean
    assert done.aside == tmp_path / "shop-before-restore-1.book"
    assert sold_in(done.aside) == ["T1-000001", "T1-000002"]
    again = Counter(database.open_book(path), shop.clock)
    again.sell("s3", "A", "1")
    numbers = sold_in(path)
    assert numbers[0] == "T1-000001"
    assert numbers[1] not in {"T1-000001", "T1-000002"}
    assert Verification(again.book).run().is_clean
    again.book.close_thread()
    restore(copy, path)
    third = Counter(database.open_book(path), shop.clock)
    third.sell("s4", "A", "1")
    assert sold_in(path)[1] not in {"T1-000001", "T1-000002", numbers[1]}
    assert not list(tmp_path.glob(".*"))


def test_a_copy_that_does_not_prove_itself_changes_nothing(shop: Counter, tmp_path: Path) -> None:
    path = shop.book.path
    copy = back_up(path, tmp_path / "monday.book", AT)
    shop.book.close_thread()
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE level SET quantity_milli = quantity_milli + 1000")
    connection.close()
    with pytest.raises(Refusal) as refused:
        restore(copy, path)
    assert refused.value.code == "copy_not_right"
    assert sold_in(path) == ["T1-000001"]
    assert not list(tmp_path.glob("*before-restore*"))
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(84), b"Dear aunt" * 100])
def test_what_is_no_book_is_not_restored(shop: Counter, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.book"
    other.write_bytes(content)
    with pytest.raises(Trouble) as trouble:
        restore(other, shop.book.path)
    assert trouble.value.code == "not_a_book"


def test_a_damaged_book_makes_way_and_is_kept(shop: Counter, tmp_path: Path) -> None:
    path = shop.book.path
    copy = back_up(path, tmp_path / "monday.book", AT)
    shop.book.finish()
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\xff" * (len(whole) - 200))
    done = restore(copy, path)
    assert done.aside is not None
    assert done.aside.read_bytes()[200:] == b"\xff" * (len(whole) - 200)
    assert sold_in(path) == ["T1-000001"]


def test_a_book_that_is_gone_comes_back(shop: Counter, tmp_path: Path) -> None:
    copy = back_up(shop.book.path, tmp_path / "monday.book", AT)
    done = restore(copy, tmp_path / "new.book")
    assert done.aside is None
    assert sold_in(tmp_path / "new.book") == ["T1-000001"]


def test_while_a_till_is_open_nothing_is_restored(shop: Counter, tmp_path: Path) -> None:
    path = shop.book.path
    copy = back_up(path, tmp_path / "monday.book", AT)
    shop.book.close_thread()
    lock = hold_till(path, "T1")
    try:
        with pytest.raises(Trouble) as trouble:
            restore(copy, path)
    finally:
        lock.release()
    assert trouble.value.code == "till_open_elsewhere"
    other = apsw.Connection(str(path))
    assert other.execute("SELECT count(*) FROM document").get == 2
    with pytest.raises(Trouble) as trouble:
        restore(copy, path)
    assert trouble.value.code == "book_in_use"
    other.close()
    with pytest.raises(Refusal) as refused:
        restore(path, path)
    assert refused.value.code == "copy_is_the_book"
    assert sold_in(path) == ["T1-000001"]


def test_a_place_that_is_not_there_is_told_and_a_stick_without_links_will_do(
    shop: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Trouble) as trouble:
        back_up(shop.book.path, tmp_path / "no" / "such" / "x.book", AT)
    assert trouble.value.code == "unwritable_file"

    def no_links(*_names: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    copy = back_up(shop.book.path, tmp_path / "stick.book", AT)
    with pytest.raises(Refusal):
        back_up(shop.book.path, copy, AT)
    shop.book.close_thread()
    done = restore(copy, shop.book.path)
    assert done.aside is not None
    assert sold_in(done.aside) == sold_in(shop.book.path) == ["T1-000001"]
