import gzip
import io
import json
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest

from app.base.trouble import Trouble
from app.exchange.report_files import to_json
from app.reports.asked import EVERYTHING, Asked
from app.reports.offered import Reports
from app.reports.verification import Verification
from app.store import database, migrating
from app.store import dialect_sqlite as dialect
from app.store.migrations import STEPS, m0008_taken_back, m0009_free_pieces, m0011_drawer_opened, m0018_found_on_shelf
from tests.books import Counter, counted_right

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
TEN_DAYS_US = 10 * 24 * 60 * 60 * 1_000_000


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


def test_a_book_of_the_first_release_is_right_after_its_way_up(tmp_path):
    """A golden book, written by the program of that time: every figure and digest of it still holds."""
    path = tmp_path / "old.book"
    path.write_bytes(gzip.decompress((GOLDEN / "schema_2.book.gz").read_bytes()))
    expected = json.loads((GOLDEN / "schema_2.json").read_text(encoding="utf-8"))
    shop = Counter(database.open_book(path))
    assert shop.one("PRAGMA user_version") == len(STEPS)
    findings = Verification(shop.book).run()
    assert findings.is_clean, findings.told()
    heads = {head.till: head.digest[:12] for head in findings.heads}
    assert heads == {"T1": "dc8e4b6d8dd3", "T0": "f595bdd1d5ff"}
    for name, asked in (("stock-on-hand", EVERYTHING), ("period-end", Asked(first=20260201, last=20260228))):
        stream = io.BytesIO()
        to_json(Reports(shop.book, shop.clock).ask(name, asked), stream)
        rows = json.loads(stream.getvalue())["rows"]
        found = [{column: row[column] for column in expected[name][0]} for row in rows]
        assert found == expected[name]
    shop.clock.at_us += TEN_DAYS_US
    shop.post("transfer_receipt", "n1", of="t2")
    shop.post("sale", "s3", lines=[{"sku": "P", "quantity": "1", "serials": ["X9"]}])
    counted_right(shop)
    shop.book.close_thread()


def test_a_new_book_is_as_the_steps_one_by_one_leave_it(counter):
    model = apsw.Connection(":memory:")
    for number in range(1, len(STEPS) + 1):
        migrating.carry_out(model, number)
    with closing(model), counter.book.reading() as connection:
        assert dialect.schema_version(connection) == len(STEPS)
        assert dialect.structure(connection) == dialect.structure(model)
        assert migrating.structure_differences(connection) == []


def test_the_step_to_schema_8_forgets_what_was_taken_back_of_what_came_in(counter):
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
        connection.execute(m0008_taken_back.COMMON)
    assert counter.rows("SELECT counted FROM pool ORDER BY product_id") == [(0,), (1,)]
    counted_right(counter)


def test_the_step_to_schema_9_opens_orders_that_only_free_pieces_had_filled(counter):
    counter.product("A")
    counter.post("supplier", code="S1", name="Farm")
    for uid, of_it in (("po1", "2"), ("po2", None), ("po3", "2")):
        counter.post("order", uid, supplier="S1", lines=[{"sku": "A", "quantity": "4", "unit_cost": "1.00"}])
        came = {"sku": "A", "quantity": "4"} if of_it is None else {"sku": "A", "quantity": "4", "free": of_it}
        counter.post("delivery", f"d-{uid}", order=uid, lines=[came])
    counter.post("order_cancel", "ox3", of="po3", reason="closed")
    with counter.book.writing() as connection:
        # As an earlier program had left it.
        connection.execute("DELETE FROM open_order")
        connection.execute(m0009_free_pieces.COMMON)
    open_ones = "SELECT uid FROM open_order JOIN document ON document.id = document_id"
    assert counter.rows(open_ones) == [("po1",)]
    counted_right(counter)


def test_the_step_to_schema_11_keeps_what_was_said_of_drawers_and_takes_their_being_opened(counter):
    counter.post("cash_movement", "k1", kind="float", amount="100.00", reason="morning")
    counter.post("cash_count", "k2", counted="99.00")
    kept = "SELECT * FROM cash_document ORDER BY document_id"
    before = counter.rows(kept)
    with counter.book.writing() as connection:
        # As an earlier program would have found it: the step is carried out once more.
        connection.execute(dialect.in_words(m0011_drawer_opened.COMMON))
        connection.execute(dialect.immutable_triggers(m0011_drawer_opened.IMMUTABLE))
    assert counter.rows(kept) == before != []
    counter.post("cash_movement", "k3", kind="opened")
    with pytest.raises(apsw.ConstraintError), counter.book.writing() as connection:
        connection.execute("UPDATE cash_document SET reason = 'x'")
    counted_right(counter)


def test_the_step_to_schema_18_knows_what_counts_have_found_on_the_shelf(counter):
    for sku in "AB":
        counter.product(sku)
        back = {"sku": sku, "quantity": "1", "price": "3.00", "state": "sellable"}
        counter.post("refund", f"r{sku}", lines=[back])
        counter.post("count", f"c{sku}", lines=[{"sku": sku, "counted": "1"}])
    counter.post("reversal", "zB", of="cB", reason="typed wrong")
    with counter.book.writing() as connection:
        # As an earlier program had left it.
        connection.execute("UPDATE pool SET counted = 1 - counted")
        connection.execute(m0018_found_on_shelf.COMMON)
    assert counter.rows("SELECT counted FROM pool ORDER BY product_id") == [(1,), (0,)]
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
