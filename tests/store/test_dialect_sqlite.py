import threading
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import peewee
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import SENTENCES
from app.store import dialect_sqlite as dialect
from app.store.migrations import STEPS
from tests.books import Counter
from tests.store.disks import small_disk

FACTS = list(dict.fromkeys(table for step in STEPS for table in step.IMMUTABLE))


@pytest.fixture
def filled(counter):
    """A book with a row in every table of facts."""
    counter.product("A", "1.10", tax="20")
    counter.product("A", tax="20")
    counter.deliver("d1", "A", "10", "0.80")
    counter.sell("s1", "A", "2")
    counter.post("tender_change", "x1", of="s1", tenders=[{"kind": "card", "amount": "2.00"}])
    counter.post("supplier", code="S1", name="Farm")
    counter.post(
        "supplier_invoice", "i1", supplier="S1", number="17", deliveries=["d1"],
        lines=[{"sku": "A", "quantity": "10", "unit_cost": "0.82"}],
    )  # fmt: skip
    counter.post("order", "po1", supplier="S1", lines=[{"sku": "A", "quantity": "6", "unit_cost": "1"}])
    counter.post("landed_cost", "l1", of="d1", amount="1.00")
    counter.post("supplier_invoice", "i2", supplier="S1", landed_costs=[{"of": "l1"}])
    draft = counter.selling.begin(till="T1", user=None)
    with counter.book.writing() as connection:
        connection.execute(
            "INSERT INTO draft_entry SELECT id, 1, 0, person_id, 'raw', '{}' FROM draft WHERE uid = ?", (draft,)
        )
        connection.execute("INSERT INTO cash_document VALUES (1, 'float', 100, 0, '')")
        connection.execute("INSERT INTO period VALUES (1, 20260301, 20260301, 1, '', '')")
        connection.execute("INSERT INTO counted_by VALUES (1, 1, 1)")
        connection.execute(
            "INSERT INTO stocktake (uid, name, scope, location_id, person_id, begun_us, offset_minutes, first_draft_id)"
            " VALUES ('st1', '', '{}', 1, 1, 0, 0, 1)"
        )
        connection.execute("INSERT INTO count_rule VALUES (1, 1, NULL, NULL, NULL, 0, 1, 0)")
        connection.execute("INSERT INTO count_plan (code, name, scope, location_id) VALUES ('P1', 'All', 'full', 1)")
        connection.execute("INSERT INTO count_of_plan VALUES (1, 1)")
        connection.execute("INSERT INTO closing VALUES (1, 1, 1, 'A', 'Apple', 1000, 80)")
    return counter


STATEMENTS = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {column} = excluded.{column}",
]


@pytest.mark.parametrize("table", FACTS)
def test_posted_facts_are_never_changed(filled: Counter, table):
    before = filled.rows(f"SELECT * FROM {table}")
    assert before
    column = filled.one("SELECT name FROM pragma_table_info(?) ORDER BY cid DESC LIMIT 1", table)
    for statement in STATEMENTS:
        with pytest.raises(apsw.ConstraintError, match="never changed"), filled.book.writing() as connection:
            connection.execute(statement.format(table=table, column=column))
        assert filled.rows(f"SELECT * FROM {table}") == before


def test_every_table_is_a_fact_or_says_why_it_changes(counter):
    # What follows from facts, reference data, counters that only grow, and drafts while they are live.
    derived = {"level", "pool", "layer", "shortage", "open_order"}
    reference = {
        "setting", "location", "till", "person", "supplier", "customer", "tender_kind", "category", "product",
        "product_code", "kit_part", "lot", "reason", "supplier_item", "count_plan", "shelf_label",
        "product_batch", "planned_price", "product_variant", "product_picture", "label_template", "label_field",
        "shop_logo",
    }  # fmt: skip
    in_progress = {"stocktake", "stocktake_goods", "count_sheet", "count_decision"}
    tables = {
        name
        for (name,) in counter.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith(("sqlite_", "product_search"))
    }
    assert tables == {*FACTS, *derived, *reference, *in_progress, "number_series", "draft"}


def test_a_fact_points_only_at_what_is_there(counter):
    with pytest.raises(apsw.ConstraintError, match="FOREIGN KEY"), counter.book.writing() as connection:
        connection.execute("INSERT INTO layer VALUES (77, 88, 99, 0, 77, 1, 1, 0, 0)")


@contextmanager
def failing(error, hidden_behind=None):
    try:
        raise error
    except apsw.Error:
        if hidden_behind is None:
            raise
        raise hidden_behind  # noqa: B904 -- the cause stays in the context, as peewee leaves it
    yield


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (apsw.FullError("database or disk is full"), "disk_full"),
        (apsw.IOError("disk I/O error"), "disk_error"),
        (apsw.BusyError("database is locked"), "book_locked"),
        (apsw.LockedError("database table is locked"), "book_locked"),
        (apsw.ReadOnlyError("attempt to write a readonly database"), "book_read_only"),
        (apsw.CorruptError("database disk image is malformed"), "book_damaged"),
        (apsw.NotADBError("file is not a database"), "not_a_book"),
        (apsw.CantOpenError("unable to open database file"), "book_cannot_open"),
        (apsw.PermissionsError("access permission denied"), "no_permission"),
        (apsw.AuthError("not authorized"), "no_permission"),
        (apsw.NoMemError("out of memory"), "no_memory"),
    ],
)
def test_the_machines_error_is_told_in_its_own_words_however_deep_it_lies(error, code):
    assert code in SENTENCES
    hidden = apsw.SQLError("cannot rollback - no transaction is active")
    for behind in (None, hidden, peewee.OperationalError("cannot rollback - no transaction is active")):
        with pytest.raises(Trouble) as caught, dialect.true_errors(Path("shop.book")), failing(error, behind):
            pass
        assert (caught.value.code, caught.value.facts) == (code, {"book": "shop.book"})


def test_a_reader_that_finds_no_room_for_the_index_of_the_log_is_told_of_the_full_disk():
    error = apsw.IOError("disk I/O error")
    error.extendedresult = apsw.SQLITE_IOERR_SHMSIZE
    with pytest.raises(Trouble) as caught, dialect.true_errors(Path("shop.book")):
        raise error
    assert caught.value.code == "disk_full"


@pytest.mark.parametrize(
    "error", [Refusal("no_lines"), Trouble("bad_backup"), ValueError("a bug"), KeyboardInterrupt()]
)
def test_what_is_not_the_machines_passes_as_it_is(error):
    with pytest.raises(type(error)) as caught, dialect.true_errors(Path("shop.book")):
        raise error
    assert caught.value is error


def test_a_copy_is_whole_while_another_thread_sells(filled, tmp_path):
    stop = threading.Event()

    def sell():
        number = 0
        while not stop.is_set():
            filled.sell(f"t{number}", "A")
            number += 1
        filled.book.close_thread()

    thread = threading.Thread(target=sell)
    thread.start()
    for number in range(5):
        with filled.book.reading() as connection:
            seen = connection.execute("SELECT count(*) FROM document").get
        copied_from = filled.book._connection()
        dialect.copy_to(copied_from, tmp_path / f"copy{number}")
        with closing(apsw.Connection(str(tmp_path / f"copy{number}"))) as copy:
            assert dialect.integrity_problems(copy) == []
            assert dialect.application_id(copy) == dialect.APPLICATION_ID
            assert copy.execute("SELECT count(*) FROM document").get >= seen
            assert copy.execute("SELECT max(sequence) - count(*) FROM document WHERE kind = 'sale'").get == 0
    stop.set()
    thread.join()


def test_a_copy_is_never_made_over_a_file(counter, tmp_path):
    (tmp_path / "there").write_text("something")
    with pytest.raises(FileExistsError):
        dialect.copy_to(counter.book._connection(), tmp_path / "there")
    assert (tmp_path / "there").read_text() == "something"


def test_a_copy_that_has_no_room_is_taken_away_again(filled, tmp_path):
    (tmp_path / "stick").mkdir()
    with small_disk(tmp_path / "stick", kb=150) as disk:
        with pytest.raises(Trouble, match=disk.trouble), dialect.true_errors(filled.book.path):
            dialect.copy_to(filled.book._connection(), tmp_path / "stick" / "copy")
        assert list((tmp_path / "stick").iterdir()) == []
    assert filled.one("SELECT count(*) FROM document") == 7


def test_problems_are_named():
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a_id REFERENCES a (id))")
        assert dialect.integrity_problems(connection) == []
        connection.execute("INSERT INTO b VALUES (7)")
        assert dialect.integrity_problems(connection) == ["b row 1 points nowhere"]


def test_a_list_of_values_is_one_parameter():
    with closing(apsw.Connection(":memory:")) as connection:
        sql = dialect.in_words("SELECT value FROM $EACH")
        for numbers in ([], [3, 1, 2], [-(2**63), 2**63 - 1]):
            assert [row[0] for row in connection.execute(sql, (dialect.each(numbers),))] == numbers
        for texts in ([], ["a", "it's", '"', "果汁", ""]):
            assert [row[0] for row in connection.execute(sql, (dialect.each_text(texts),))] == texts


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("apple", '"apple"*'),
        ("apple jui", '"apple"* "jui"*'),
        ("1.5l", '"1 5l"*'),
        ("果汁", '"果 汁"'),
        ("苹果a", '"苹 果 a"*'),
        ("", ""),
        ("  ", ""),
        ("*", ""),
        ('" OR 1', '"OR"* "1"*'),
        ("NEAR(a b)", '"NEAR a"* "b"*'),
        ("name:x", '"name x"*'),
        ("^a -b +c", '"a"* "b"* "c"*'),
        ("a b c d e f g h i j", '"a"* "b"* "c"* "d"* "e"* "f"* "g"* "h"*'),
    ],
)
def test_what_is_typed_becomes_a_query_of_words_and_nothing_else(typed, query):
    assert dialect.match_words(typed) == query


@given(st.text(max_size=40))
def test_whatever_is_typed_finds_the_goods_of_that_name(typed):
    query = dialect.match_words(typed)
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5 (words)")
        connection.execute("INSERT INTO found VALUES (?)", (dialect.index_words(typed.replace("\0", "")),))
        if query:
            assert list(connection.execute("SELECT rowid FROM found WHERE found MATCH ?", (query,))) == [(1,)]
