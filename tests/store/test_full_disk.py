"""A disk that fills up in the middle of selling: nothing is lost, nothing half written, and selling goes on."""

import apsw
import pytest

from app.base.trouble import Trouble
from app.store import database
from app.store import dialect_sqlite as dialect
from tests.books import Counter, counted_right, counter_at
from tests.store.disks import small_disk


@pytest.fixture
def small(tmp_path):
    """A book on a disk that is soon full."""
    with small_disk(tmp_path, kb=1500) as disk:
        counter = counter_at(tmp_path / "shop.book")
        counter.product("A", tax="20")
        yield counter, disk
        counter.book.close_thread()


def sell_until_it_is_full(counter):
    """How many sales went in, and the trouble that ended it."""
    for number in range(5000):
        try:
            counter.sell(f"s{number}", "A", "1", note="x" * 1500)
        except Trouble as trouble:
            return number, trouble
    raise AssertionError("The disk never became full.")


def test_a_full_disk_is_told_as_what_it_is_and_selling_goes_on_when_there_is_room(small):
    counter, disk = small
    sold, trouble = sell_until_it_is_full(counter)
    assert (trouble.code, trouble.facts) == (disk.trouble, {"book": str(counter.book.path)})
    assert sold > 10
    assert counter.one("SELECT count(*) FROM sale") == sold
    counted_right(counter)
    # Again and again: what is full stays full, and nothing comes of it.
    for _ in range(3):
        with pytest.raises(Trouble, match=disk.trouble):
            counter.sell(f"s{sold}", "A", note="x" * 1500)
    disk.make_room()
    assert counter.sell(f"s{sold}", "A", note="x" * 1500).number == f"T1-{sold + 1:06d}"
    counted_right(counter)
    with counter.book.reading() as connection:
        assert dialect.integrity_problems(connection) == []


def test_a_basket_stays_as_it_was_when_its_sale_meets_a_full_disk(small):
    counter, disk = small
    draft = counter.selling.begin(till="T1", user=None)
    sold, _ = sell_until_it_is_full(counter)
    wish = counter.wish("sale", draft, lines=[{"sku": "A", "quantity": "3"}], note="x" * 1500)
    with pytest.raises(Trouble, match=disk.trouble):
        counter.selling.sell(wish, draft=draft)
    assert counter.rows("SELECT state FROM draft") == [("open",)]
    disk.make_room()
    assert counter.selling.sell(wish, draft=draft).number == f"T1-{sold + 1:06d}"
    assert counter.rows("SELECT state FROM draft") == [("posted",)]


def test_every_place_in_a_sale_where_the_disk_can_be_full_leaves_nothing(counter):
    counter.product("A", tax="20")
    counter.deliver("d1", "A", "5", "0.50")
    before = counter.counts()
    wish = counter.wish("sale", "s1", lines=[{"sku": "A", "quantity": "1"}] * 300)
    pages = counter.one("PRAGMA page_count")
    stopped = []
    # One page more each time: first an early statement finds no room, at last the whole sale fits.
    for spare in range(200):
        counter.rows(f"PRAGMA max_page_count = {pages + spare}")
        try:
            counter.carry_out(wish)
        except Trouble as trouble:
            stopped.append((trouble.code, counter.counts() == before))
        else:
            break
    assert len(stopped) > 3
    assert set(stopped) == {("disk_full", True)}
    counter.rows("PRAGMA max_page_count = 4294967294")
    assert counter.one("SELECT number FROM document WHERE uid = 's1'") == "T1-000001"
    counted_right(counter)


def test_a_book_closed_on_a_full_disk_opens_again(small):
    counter, disk = small
    sold, _ = sell_until_it_is_full(counter)
    counter.book.close_thread()
    disk.make_room()
    again = Counter(database.open_book(counter.book.path))
    assert again.one("SELECT count(*) FROM sale") == sold
    assert again.sell("more", "A").number == f"T1-{sold + 1:06d}"
    counted_right(again)
    again.book.close_thread()


def test_a_disk_that_fails_at_commit_leaves_nothing(counter, monkeypatch):
    counter.product("A")
    before = counter.counts()
    hooked = counter.book._connection()

    def full():
        raise apsw.FullError("database or disk is full")

    hooked.set_commit_hook(full)
    with pytest.raises(Trouble, match="disk_full"):
        counter.sell("s1", "A")
    hooked.set_commit_hook(None)
    assert counter.counts() == before
    assert counter.sell("s1", "A").number == "T1-000001"
