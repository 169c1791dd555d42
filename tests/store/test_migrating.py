from contextlib import closing
from types import SimpleNamespace

import apsw
import pytest

from app.base.trouble import Trouble
from app.store import database, migrating
from app.store import dialect_sqlite as dialect
from app.store.migrations import STEPS, m0007_taken_back
from tests.books import Counter, counted_right, counter_at


def step(common="CREATE TABLE shelf (name TEXT) $STRICT;", sqlite="", immutable=()):
    return SimpleNamespace(TITLE="a later step", COMMON=common, SQLITE=sqlite, IMMUTABLE=immutable)


@pytest.fixture
def with_steps(monkeypatch):
    """The program as a later version of it will be, with more steps."""

    def add(*steps):
        monkeypatch.setattr(migrating, "STEPS", (*STEPS, *steps))
        monkeypatch.setattr(migrating, "NEWEST", len(STEPS) + len(steps))

    return add


@pytest.fixture
def old_book(counter):
    """The path of a book of today, closed, with a sale in it."""
    counter.product("A")
    counter.sell("s1", "A")
    counter.book.close_thread()
    return counter.book.path


def test_a_book_of_the_schema_before_lots_were_pools_keeps_its_pools(tmp_path, monkeypatch):
    monkeypatch.setattr(migrating, "STEPS", STEPS[:2])
    monkeypatch.setattr(migrating, "NEWEST", 2)
    old = counter_at(tmp_path / "old.book")
    old.product("P", tracking="serial", costing="specific")
    lines = [{"sku": "P", "quantity": "2", "unit_cost": "5.00", "serials": ["X1", "X2"]}]
    old.post("delivery", "d1", lines=lines)
    old.post("sale", "s1", lines=[{"sku": "P", "quantity": "1", "serials": ["X1"]}])
    old.book.close_thread()
    monkeypatch.undo()
    new = Counter(database.open_book(tmp_path / "old.book"))
    assert (new.stock("P"), new.one("PRAGMA user_version")) == ((1000, 500), len(STEPS))
    new.post("sale", "s2", lines=[{"sku": "P", "quantity": "1", "serials": ["X9"]}])
    assert new.stock("P") == (0, 0)
    counted_right(new)
    new.book.close_thread()


def test_the_step_to_schema_7_forgets_what_was_taken_back_of_what_came_in(counter):
    lines = {sku: [{"sku": sku, "quantity": "4", "unit_cost": "1.00"}] for sku in "AB"}
    for sku in "AB":
        counter.product(sku)
        counter.post("opening_stock", f"o{sku}", lines=lines[sku])
        counter.deliver(f"d{sku}", sku, "1", "1.00")
    for place, of in enumerate(("oA", "dA", "oB")):
        counter.post("reversal", f"z{place}", of=of, reason="typed wrong")
    with counter.book.writing() as connection:
        # As an earlier program had left it.
        connection.execute("UPDATE pool SET counted = 1")
        connection.execute(m0007_taken_back.COMMON)
    assert counter.rows("SELECT counted FROM pool ORDER BY product_id") == [(0,), (1,)]
    counted_right(counter)


def peek(path, sql):
    with closing(apsw.Connection(str(path))) as connection:
        return list(connection.execute(sql))


def backups(path):
    return sorted(one.name for one in path.parent.iterdir() if "before" in one.name)


def test_a_book_of_today_needs_nothing(old_book):
    database.open_book(old_book).close_thread()
    assert backups(old_book) == []
    assert peek(old_book, "PRAGMA user_version") == [(len(STEPS),)]


def test_the_missing_steps_are_carried_out_in_order_after_a_copy(old_book, with_steps):
    with_steps(
        step(immutable=["shelf"]),
        step("INSERT INTO shelf VALUES ('top');", "CREATE VIRTUAL TABLE words USING fts5 (text);"),
    )
    book = Counter(database.open_book(old_book))
    assert book.rows("SELECT name FROM shelf") == [("top",)]
    assert book.one("PRAGMA user_version") == len(STEPS) + 2
    with pytest.raises(apsw.ConstraintError, match="never changed"), book.book.writing() as connection:
        connection.execute("DELETE FROM shelf")
    assert book.one("SELECT number FROM document") == "T1-000001"
    book.book.close_thread()
    (copy,) = backups(old_book)
    assert copy == f"shop-before-schema-{len(STEPS) + 1}-1.book"
    assert peek(old_book.parent / copy, "PRAGMA user_version") == [(len(STEPS),)]
    assert peek(old_book.parent / copy, "SELECT number FROM document") == [("T1-000001",)]


def test_the_copy_is_a_book_that_the_old_program_opens(old_book, with_steps, monkeypatch):
    with_steps(step())
    database.open_book(old_book).close_thread()
    monkeypatch.undo()
    with pytest.raises(Trouble, match="newer_book"):
        database.open_book(old_book)
    (copy,) = backups(old_book)
    again = Counter(database.open_book(old_book.parent / copy))
    assert again.one("SELECT number FROM document") == "T1-000001"
    again.book.close_thread()


def test_a_step_that_breaks_off_leaves_the_schema_and_its_number_as_they_were(old_book, with_steps):
    with_steps(step(), step("CREATE TABLE half (name TEXT);", "INSERT INTO nowhere VALUES (1);"))
    with pytest.raises(apsw.SQLError):
        database.open_book(old_book)
    assert peek(old_book, "PRAGMA user_version") == [(len(STEPS) + 1,)]
    assert peek(old_book, "SELECT count(*) FROM shelf") == [(0,)]
    assert peek(old_book, "SELECT name FROM sqlite_schema WHERE name = 'half'") == []


def test_a_program_that_dies_in_a_step_leaves_the_schema_and_its_number_as_they_were(old_book, with_steps, monkeypatch):
    def die(*_):
        raise KeyboardInterrupt

    with_steps(step(sqlite="CREATE TABLE half (name TEXT);"))
    with monkeypatch.context() as patch:
        patch.setattr(dialect, "set_schema_version", die)
        with pytest.raises(KeyboardInterrupt):
            database.open_book(old_book)
    assert peek(old_book, "PRAGMA user_version") == [(len(STEPS),)]
    assert peek(old_book, "SELECT name FROM sqlite_schema WHERE name IN ('shelf', 'half')") == []
    # The next start does it all, with another copy beside the first.
    database.open_book(old_book).close_thread()
    assert peek(old_book, "PRAGMA user_version") == [(len(STEPS) + 1,)]
    assert len(backups(old_book)) == 2


def test_two_windows_do_not_do_a_step_twice(old_book, with_steps):
    with_steps(step("CREATE TABLE shelf (name TEXT); INSERT INTO shelf VALUES ('top');"))
    with closing(apsw.Connection(str(old_book))) as quick, closing(apsw.Connection(str(old_book))) as slow:
        assert dialect.schema_version(slow) == len(STEPS)
        migrating.carry_out(quick, len(STEPS) + 1)
        migrating.carry_out(slow, len(STEPS) + 1)
        assert list(slow.execute("SELECT name FROM shelf")) == [("top",)]


def test_a_copy_that_is_not_whole_stops_the_step(old_book, with_steps, monkeypatch):
    with_steps(step())
    monkeypatch.setattr(dialect, "integrity_problems", lambda _: ["row 7 missing from index"])
    with pytest.raises(Trouble, match="bad_backup"):
        database.open_book(old_book)
    assert peek(old_book, "PRAGMA user_version") == [(len(STEPS),)]


def test_a_folder_full_of_copies_is_told(old_book, with_steps):
    with_steps(step())
    for turn in range(1, 1000):
        old_book.with_name(f"shop-before-schema-{len(STEPS) + 1}-{turn}.book").touch()
    with pytest.raises(Trouble, match="no_room_for_backup"):
        database.open_book(old_book)
    assert peek(old_book, "PRAGMA user_version") == [(len(STEPS),)]


def test_a_copy_is_nobody_elses_business(old_book, with_steps):
    with_steps(step())
    database.open_book(old_book).close_thread()
    (copy,) = backups(old_book)
    assert (old_book.parent / copy).stat().st_mode & 0o777 == 0o600
