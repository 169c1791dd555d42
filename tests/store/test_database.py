import os
import socket
import stat
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import pytest

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.store import database
from app.store import dialect_sqlite as dialect
from tests.books import BERLIN, Counter, counter_at, shop_like
from tests.store.disks import as_a_stranger, open_folder, read_only_disk, small_disk, write_protected


def trouble_of(call, *arguments):
    """The trouble that a call meets; its sentence can be said."""
    with pytest.raises(Trouble) as caught:
        call(*arguments)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value.code


def raw(path):
    """The file as any other program would open it."""
    return closing(apsw.Connection(str(path)))


def in_threads(*calls):
    """Run calls at once, each in a thread of its own; their answers in order."""
    answers = [None] * len(calls)

    def run(place, call):
        answers[place] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_new_book_has_one_shop_with_its_till_office_owner_cash_and_card(counter):
    assert counter.book.shop == BERLIN
    assert counter.rows("SELECT code, kind FROM location") == [("shop", "shop")]
    assert counter.rows("SELECT code FROM till ORDER BY id") == [("T1",), ("T0",)]
    assert counter.rows("SELECT code, role, pin_hash FROM person") == [("owner", "owner", None)]
    assert counter.rows("SELECT kind FROM tender_kind ORDER BY id") == [("cash",), ("card",)]


def test_what_was_written_is_there_when_the_book_is_opened_again(tmp_path):
    counter = counter_at(tmp_path / "shop.book", name="Käse & mehr", currency="JPY")
    counter.product("A")
    counter.book.close_thread()
    again = Counter(database.open_book(tmp_path / "shop.book"))
    assert again.book.shop == shop_like(name="Käse & mehr", currency="JPY")
    assert again.one("SELECT sku FROM product") == "A"
    again.book.close_thread()


def test_a_book_makes_its_folder_and_belongs_to_its_owner_alone(tmp_path):
    counter = counter_at(tmp_path / "data" / "tillbook" / "shop.book")
    counter.product("A")
    files = sorted(path for path in counter.book.path.parent.iterdir())
    assert [path.name for path in files] == ["shop.book", "shop.book-shm", "shop.book-wal"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600] * 3
    counter.book.close_thread()


def test_the_connection_of_every_thread_is_durable(counter):
    def pragmas():
        try:
            with counter.book.reading() as connection:
                return [connection.execute(f"PRAGMA {name}").get for name, _, _ in dialect.PRAGMAS]
        finally:
            counter.book.close_thread()

    wanted = [expected for _, _, expected in dialect.PRAGMAS]
    assert in_threads(pragmas, pragmas, pragmas) == [wanted] * 3
    named = {name: expected for name, _, expected in dialect.PRAGMAS}
    assert named["journal_mode"] == "wal"
    assert (named["synchronous"], named["foreign_keys"], named["recursive_triggers"]) == (2, 1, 1)


def test_each_thread_has_a_connection_of_its_own(counter):
    def connection():
        try:
            with counter.book.reading() as found:
                return id(found)
        finally:
            counter.book.close_thread()

    with counter.book.reading() as own:
        others = in_threads(connection, connection)
        assert id(own) not in others


def test_a_pragma_that_does_not_take_is_trouble(counter, monkeypatch):
    monkeypatch.setattr(dialect, "PRAGMAS", (("journal_mode", "wal", "delete"),))
    counter.book.close_thread()
    assert trouble_of(counter.one, "SELECT 1") == "not_durable"


def test_an_unsound_sqlite_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    assert trouble_of(database.create, tmp_path / "shop.book", BERLIN) == "old_sqlite"
    assert not (tmp_path / "shop.book").exists()
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.3")
    database.create(tmp_path / "shop.book", BERLIN).close_thread()


def test_what_raises_leaves_no_trace(counter):
    def fail():
        with counter.book.writing() as connection:
            connection.execute("INSERT INTO category (name) VALUES ('Fruit')")
            raise KeyboardInterrupt

    before = counter.counts()
    with pytest.raises(KeyboardInterrupt):
        fail()
    assert counter.counts() == before
    counter.product("A")


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_a_question_that_was_not_answered_to_its_end_keeps_nobody_from_writing(counter, way):
    counter.product("A")

    def refuse(connection):
        found = connection.execute("SELECT 1 FROM product UNION ALL SELECT 2")
        for _ in found:
            raise Refusal("quantity_zero")

    def ask():
        with getattr(counter.book, way)() as connection:
            refuse(connection)

    with pytest.raises(Refusal) as kept:
        ask()
    in_threads(lambda: (counter.product("B"), counter.book.close_thread()))
    counter.product("C")
    assert counter.rows("SELECT sku FROM product ORDER BY sku") == [("A",), ("B",), ("C",)]
    assert kept.value.code == "quantity_zero"


def test_a_part_that_raises_leaves_no_trace_and_the_rest_stands(counter):
    def fail(connection):
        with database.part(connection):
            connection.execute("INSERT INTO category (name) VALUES ('Half')")
            raise KeyboardInterrupt

    with counter.book.writing() as connection:
        connection.execute("INSERT INTO category (name) VALUES ('Fruit')")
        with pytest.raises(KeyboardInterrupt):
            fail(connection)
        with database.part(connection):
            connection.execute("INSERT INTO category (name) VALUES ('Bread')")
    assert counter.rows("SELECT name FROM category ORDER BY name") == [("Bread",), ("Fruit",)]


def test_a_reader_sees_one_moment_of_the_book_while_another_writes(counter):
    def write():
        counter.product("B")
        counter.book.close_thread()

    with counter.book.reading() as connection:
        before = connection.execute("SELECT count(*) FROM product").get
        in_threads(write)
        assert connection.execute("SELECT count(*) FROM product").get == before == 0
    assert counter.one("SELECT count(*) FROM product") == 1


def test_a_reader_writes_nothing(counter):
    with counter.book.reading() as connection:
        connection.execute("INSERT INTO category (name) VALUES ('Fruit')")
    assert counter.one("SELECT count(*) FROM category") == 0


def test_another_programs_change_is_noticed(counter):
    before = counter.book.data_version()
    counter.product("A")
    assert counter.book.data_version() == before
    other = Counter(database.open_book(counter.book.path))
    other.product("B")
    other.book.close_thread()
    assert counter.book.data_version() != before


def test_a_book_that_is_finished_is_one_file(counter):
    counter.product("A")
    assert counter.book.path.with_name("shop.book-wal").exists()
    counter.book.finish()
    assert [path.name for path in counter.book.path.parent.iterdir()] == ["shop.book"]
    assert counter.one("SELECT sku FROM product") == "A"


@pytest.mark.parametrize(
    "name",
    ["postgresql://till@server/shop", "postgres:/server/shop", "http://x.example/shop.book", "file:///shop.book"],
)
def test_the_address_of_a_server_is_refused(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for call in (lambda: database.open_book(Path(name)), lambda: database.create(Path(name), BERLIN)):
        with pytest.raises(Refusal, match="book_url"):
            call()
    assert list(tmp_path.iterdir()) == []


def test_a_book_is_never_made_over_a_file(counter, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("milk, bread")
    for path in (note, counter.book.path, tmp_path):
        with pytest.raises(Refusal, match="book_exists"):
            database.create(path, BERLIN)
    assert note.read_text() == "milk, bread"
    assert counter.one("SELECT count(*) FROM till") == 2


def another_programs_database(path):
    with raw(path) as connection:
        connection.execute("CREATE TABLE song (name TEXT); INSERT INTO song VALUES ('Blue')")


def picture(path):
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(5000))


def torn(path):
    counter_at(path).book.close_thread()
    path.write_bytes(path.read_bytes()[:16] + b"\xa5" * 4000)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (another_programs_database, "not_a_book"),
        (picture, "not_a_book"),
        (Path.touch, "not_a_book"),
        (Path.mkdir, "not_a_book"),
        (os.mkfifo, "not_a_book"),
        (lambda path: path.write_text("SQLite format 3"), "not_a_book"),
        (lambda path: path.write_text("SQLite format 3\0"), "not_a_book"),
        (torn, "not_a_book"),
        (lambda path: None, "no_book"),
        (lambda path: path.symlink_to("nowhere"), "no_book"),
        (lambda path: path.symlink_to(path), "no_book"),
    ],
    ids=["database", "picture", "empty", "folder", "pipe", "short", "header", "torn", "none", "dangling", "loop"],
)
def test_what_is_no_book_is_told_and_not_touched(tmp_path, make, code):
    path = tmp_path / "shop.book"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    assert trouble_of(database.open_book, path) == code
    assert before is None or path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] in ([], ["shop.book"])


def test_a_name_that_no_disk_takes_is_told(tmp_path):
    path = tmp_path / ("a" * 300)
    assert trouble_of(database.create, path, BERLIN) == "book_cannot_open"
    assert trouble_of(database.open_book, path) == "book_cannot_open"
    within = tmp_path / "note.txt"
    within.touch()
    assert trouble_of(database.create, within / "shop.book", BERLIN) == "book_cannot_open"


def test_a_name_that_is_no_text_is_told(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.book")
    assert trouble_of(database.create, path, BERLIN) == "book_cannot_open"
    path.touch()
    assert trouble_of(database.open_book, path) == "book_cannot_open"


def test_a_book_of_a_newer_program_is_refused_and_not_touched(counter):
    counter.book.close_thread()
    with raw(counter.book.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = counter.book.path.read_bytes()
    with pytest.raises(Trouble) as caught:
        database.open_book(counter.book.path)
    assert (caught.value.code, caught.value.facts["version"]) == ("newer_book", 99)
    assert counter.book.path.read_bytes() == before


def test_a_damaged_page_is_told(tmp_path):
    counter = counter_at(tmp_path / "shop.book")
    for number in range(200):
        counter.product(f"A{number}", name="Juice " * 20)
    counter.book.close_thread()
    pages = bytearray(counter.book.path.read_bytes())
    for start in range(4096 * 2, len(pages), 4096):
        pages[start : start + 64] = b"\xff" * 64
    counter.book.path.write_bytes(pages)
    assert trouble_of(lambda: database.open_book(counter.book.path).close_thread()) == "book_damaged"


STOPPED = """
import os, sys
from pathlib import Path
from app.store import database, settings
from tests.books import BERLIN
setattr(settings, sys.argv[2], lambda *_: os._exit(9))
database.create(Path(sys.argv[1]), BERLIN)
"""


@pytest.mark.parametrize("at", ["write_shop", "write_new_book"])
def test_what_a_power_cut_leaves_half_made_is_no_book(tmp_path, at):
    path = tmp_path / "shop.book"
    assert subprocess.run([sys.executable, "-c", STOPPED, str(path), at], check=False).returncode == 9
    assert path.exists()
    assert trouble_of(database.open_book, path) == "not_a_book"


def test_somebody_elses_book_is_no_permission():
    with open_folder() as folder:
        counter_at(folder / "shop.book").book.close_thread()
        with as_a_stranger_or_without_rights(folder / "shop.book"):
            assert trouble_of(database.open_book, folder / "shop.book") == "no_permission"
            assert trouble_of(database.create, folder / "own.book", BERLIN) == "no_permission"
        assert [path.name for path in folder.iterdir()] == ["shop.book"]


@contextmanager
def as_a_stranger_or_without_rights(path):
    path.chmod(0o000)
    path.parent.chmod(0o555)
    try:
        with as_a_stranger():
            yield
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o600)


def test_a_book_that_can_only_be_read_says_so():
    with open_folder() as folder:
        counter_at(folder / "shop.book").book.close_thread()
        with write_protected(folder):
            assert trouble_of(database.open_book, folder / "shop.book") == "book_read_only"
        database.open_book(folder / "shop.book").close_thread()


def test_a_book_on_a_disk_that_can_only_be_read_says_so():
    with open_folder() as folder:
        counter_at(folder / "shop.book").book.close_thread()
        with read_only_disk(folder):
            assert trouble_of(database.open_book, folder / "shop.book") == "book_read_only"
        database.open_book(folder / "shop.book").close_thread()


def test_a_book_that_turns_read_only_refuses_to_write_and_answers_on():
    with open_folder() as folder:
        counter = counter_at(folder / "shop.book")
        counter.product("A")
        counter.book.close_thread()
        counter.book.path.chmod(0o444)
        folder.chmod(0o777)
        with as_a_stranger():
            assert counter.one("SELECT sku FROM product") == "A"
            assert trouble_of(counter.product, "B") == "book_read_only"
            counter.book.close_thread()
        counter.book.path.chmod(0o600)
        assert counter.one("SELECT count(*) FROM product") == 1
        counter.book.close_thread()


HOLD = """
import sys, apsw
connection = apsw.Connection(sys.argv[1])
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_book_that_another_program_holds_is_waited_for_then_told(counter, monkeypatch):
    monkeypatch.setattr(dialect, "BUSY_TIMEOUT_S", 1)
    counter.book.close_thread()
    impatient = Counter(database.open_book(counter.book.path))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(counter.book.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        assert trouble_of(impatient.product, "A") == "book_locked"
        # Who only reads is never kept waiting.
        assert impatient.one("SELECT count(*) FROM product") == 0
        holder.stdin.close()
        holder.wait()
        impatient.product("A")
    impatient.book.close_thread()


def test_a_writer_waits_for_one_that_is_quick(counter):
    started, done = threading.Event(), threading.Event()

    def hold():
        with counter.book.writing() as connection:
            connection.execute("INSERT INTO category (name) VALUES ('first')")
            started.set()
            # Let go once the other has had the time to meet the lock.
            done.wait(0.2)
        counter.book.close_thread()

    thread = threading.Thread(target=hold)
    thread.start()
    started.wait()
    with counter.book.writing() as connection:
        assert connection.execute("SELECT count(*) FROM category").get == 1
        connection.execute("INSERT INTO category (name) VALUES ('second')")
    thread.join()
    assert counter.rows("SELECT name FROM category ORDER BY id") == [("first",), ("second",)]


def test_a_socket_is_no_book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind("shop.book")
        assert trouble_of(database.open_book, tmp_path / "shop.book") == "not_a_book"


def test_no_room_for_a_new_book_leaves_nothing_behind(tmp_path):
    with small_disk(tmp_path, kb=100) as disk:
        assert trouble_of(database.create, tmp_path / "shop.book", BERLIN) == disk.trouble
        assert list(tmp_path.iterdir()) == []
        disk.make_room()
        database.create(tmp_path / "shop.book", BERLIN).close_thread()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM setting WHERE name = 'currency'",
        "UPDATE setting SET value = 'EUR' WHERE name = 'currency'",
        "UPDATE setting SET value = '\"euro\"' WHERE name = 'currency'",
        "UPDATE setting SET value = '\"guess\"' WHERE name = 'tax_policy'",
        "UPDATE setting SET value = '3' WHERE name = 'head'",
    ],
)
def test_rules_of_the_shop_that_cannot_be_read_are_damage(counter, statement):
    with raw(counter.book.path) as connection:
        connection.execute(statement)
    assert trouble_of(database.open_book, counter.book.path) == "book_damaged"
