"""The proof as a whole: clean books are clean, every column that matters is watched, damage never stops it."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.reports.verification import Verification, read_digest
from app.store import database
from tests.reports.damage import codes, damage, prove
from tests.reports.shops import TryShop


def test_a_book_in_which_everything_happened_is_right(full_book: Path) -> None:
    found = prove(full_book)
    assert [str(one) for one in found.found] == []
    assert found.is_clean
    assert (found.documents, found.unsaid) == (32, 0)
    assert [(head.till, head.documents) for head in found.heads] == [("T1", 9), ("T0", 22), ("T2", 1)]


def test_a_new_book_is_right_and_has_no_heads(tmp_path: Path) -> None:
    shop = TryShop(tmp_path / "shop.book")
    found = Verification(shop.book).run()
    assert found.is_clean
    assert (found.documents, found.movements, found.heads) == (0, 0, ())
    shop.book.close_thread()


def test_a_book_is_proved_while_others_sell(tmp_path: Path) -> None:
    shop = TryShop(tmp_path / "shop.book")
    shop.product("A1")
    shop.open_stock(("A1", "100", "1.00"))
    other = shop.opened_again()
    verification = Verification(shop.book)
    for count in range(5):
        other.sell(("A1", "1"))
        found = verification.run()
        assert found.is_clean
        assert found.documents == count + 2
    other.book.close_thread()
    shop.book.close_thread()


# What the proof does not watch, and why. Everything else in these tables is tried below, column by column.
FREE_TEXT = {
    "document": {"note", "wish_digest"},  # beside the document; the digest of the request is no part of what it says
    "sale_line": {"name"},
    "invoiced_delivery": {"place"},  # the order of the deliveries of an invoice says nothing, gaps neither
    "tender": {"reference", "line_no"},  # the order of the parts of a payment says nothing, gaps neither
    "stock_line": {"name"},
    "order_line": {"name"},
    "lot": {"expiry"},  # the documents' own expiry is held by the chain
}
WATCHED = (
    "document",
    "sale",
    "sale_line",
    "sale_tax",
    "tender",
    "tender_change",
    "stock_document",
    "stock_line",
    "invoiced_delivery",
    "order_document",
    "order_line",
    "open_order",
    "number_series",
    "movement",
    "level",
    "layer",
    "shortage",
    "lot",
)


def columns_of(path: Path) -> list[tuple[str, str, str, str]]:
    """Table, column, its type, and a condition that names one row of the table."""
    connection = apsw.Connection(str(path))
    try:
        found = []
        for table in WATCHED:
            infos = list(connection.execute(f"PRAGMA table_info({table})"))
            keys = [info[1] for info in infos if info[5]]
            rows = [row if isinstance(row, tuple) else (row,) for row in connection.execute(
                f"SELECT {', '.join(keys)} FROM {table} ORDER BY {', '.join(keys)}")]  # fmt: skip
            row = rows[len(rows) // 2]
            where = " AND ".join(f"{key} = {value!r}" for key, value in zip(keys, row, strict=True))
            free = FREE_TEXT.get(table, set())
            found += [(table, info[1], info[2], where) for info in infos if info[1] not in free]
        return found
    finally:
        connection.close()


def test_every_column_of_what_was_posted_and_of_what_follows_is_watched(full_book: Path, tmp_path: Path) -> None:
    unseen = []
    columns = columns_of(full_book)
    for table, column, kind, where in columns:
        path = Path(shutil.copy(full_book, tmp_path / "copy.book"))
        other = f"coalesce({column}, 0) + 1000" if kind == "INTEGER" else f"coalesce({column}, '') || 'x'"
        damage(path, f"UPDATE {table} SET {column} = {other} WHERE {where}")
        found = prove(path)
        unseen += [f"{table}.{column}"] if found.is_clean else []
        assert codes(found) or found.is_clean
    assert len(columns) > 100
    assert unseen == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE document SET recorded_us = recorded_us - 86400000000 WHERE id = 5", "verify_recorded"),
        ("INSERT INTO sale VALUES (1, 1, NULL, 'EUR', 'incl_rate', 1, 0, 0, 0, 0, 0, 0)", "verify_stray"),
        ("INSERT INTO tender VALUES (1, 1, 'cash', 100, '')", "verify_stray"),
        ("INSERT INTO tender_change VALUES (1, 0, 0)", "verify_stray"),
        ("INSERT INTO stock_document (document_id) VALUES (5)", "verify_stray"),
        ("UPDATE sale_line SET product_id = 3 WHERE document_id = 4 AND line_no = 1", "verify_other_product"),
        ("UPDATE stock_line SET product_id = 3 WHERE document_id = 1 AND line_no = 1", "verify_other_product"),
        ("UPDATE draft SET uid = 'gone' WHERE state = 'posted'", "verify_draft"),
        ("UPDATE sale SET cashier_id = 99 WHERE document_id = 4", "verify_file"),
        ("DELETE FROM product WHERE sku = 'A1'", "verify_file"),
        ("DELETE FROM location WHERE code = 'back'", "verify_file"),
        ("DELETE FROM till WHERE code = 'T2'", "verify_file"),
        ("UPDATE sale_line SET gross_minor = gross_minor + 1", "verify_file"),
        ("DROP TRIGGER document_stays_update", "verify_structure"),
        ("DROP INDEX movement_product", "verify_structure"),
        ("CREATE TRIGGER sly AFTER INSERT ON sale BEGIN SELECT 1; END", "verify_structure"),
        ("CREATE TABLE notes (text TEXT)", "verify_structure"),
    ],
)
def test_what_stands_between_documents_is_watched(book_copy: Path, statement: str, code: str) -> None:
    if statement.startswith(("DROP", "CREATE")):
        connection = apsw.Connection(str(book_copy))
        connection.execute(statement)
        connection.close()
    else:
        damage(book_copy, statement)
    assert code in codes(prove(book_copy))


def test_a_guard_that_guards_nothing_is_found(book_copy: Path) -> None:
    connection = apsw.Connection(str(book_copy))
    connection.execute("DROP TRIGGER sale_stays_update")
    connection.execute("CREATE TRIGGER sale_stays_update BEFORE UPDATE ON sale BEGIN SELECT 1; END")
    connection.close()
    found = prove(book_copy)
    assert [one.facts for one in found.found] == [{"name": "sale_stays_update"}]


def test_statistics_of_the_planner_are_no_change_of_the_structure(book_copy: Path) -> None:
    connection = apsw.Connection(str(book_copy))
    connection.execute("ANALYZE")
    connection.close()
    assert prove(book_copy).is_clean


def test_text_that_is_no_text_is_told_and_the_rest_is_read_all_the_same(book_copy: Path) -> None:
    damage(
        book_copy,
        "UPDATE sale_line SET code = CAST(x'ff41' AS TEXT) WHERE document_id = 4 AND line_no = 1",
        "UPDATE level SET quantity_milli = quantity_milli + 1 WHERE product_id = 2 AND location_id = 1",
    )
    found = prove(book_copy)
    assert {"verify_unreadable", "verify_level"} <= codes(found)
    assert "the documents" in [one.facts.get("part") for one in found.found]


PAGE = 4096


def outcome(path: Path, content: bytes) -> str:
    """What becomes of a proof of a file with this content: `right`, `wrong`, or the trouble that is told."""
    path.write_bytes(content)
    try:
        return "right" if prove(path).is_clean else "wrong"
    except Trouble as trouble:
        return trouble.code


def empty_pages(path: Path) -> set[int]:
    """The pages of tables without rows and of their indexes."""
    connection = apsw.Connection(str(path))
    try:
        pages = list(connection.execute("SELECT tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0"))
        return {page for table, page in pages if not connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").get}
    finally:
        connection.close()


def test_pages_that_were_overwritten_are_noticed(full_book: Path, tmp_path: Path) -> None:
    whole = full_book.read_bytes()
    outcomes = [
        outcome(tmp_path / "copy.book", whole[: end - 80] + b"\xff" * 64 + whole[end - 16 :])
        for end in range(2 * PAGE, len(whole) + 1, PAGE)  # rows lie at the ends of pages
        if end // PAGE not in empty_pages(full_book)
    ]
    assert set(outcomes) == {"right", "wrong", "book_damaged"}
    assert outcomes.count("right") < len(outcomes) / 5  # names and notes


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=40))
def test_bytes_that_were_overwritten_anywhere_never_stop_the_proof(
    full_book: Path, tmp_path: Path, where: float, what: bytes
) -> None:
    whole = full_book.read_bytes()
    place = 100 + int(where * (len(whole) - 200))
    damaged = whole[:place] + what + whole[place + len(what) :]
    assert outcome(tmp_path / "copy.book", damaged) in {"right", "wrong", "book_damaged"}


def test_trouble_that_is_no_damage_is_not_called_a_finding(book_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = database.open_book(book_copy)

    def locked(_: object) -> list[str]:
        raise apsw.BusyError("database is locked")

    monkeypatch.setattr("app.store.queries.verification.file_problems", locked)
    with pytest.raises(Trouble) as trouble:
        Verification(book).run()
    assert trouble.value.code == "book_locked"
    book.close_thread()


def test_an_anchor_is_read_as_a_person_types_it(full_book: Path) -> None:
    head = prove(full_book).heads[0].digest
    typed = " ".join(head[place : place + 8].upper() for place in range(0, 64, 8))
    assert read_digest(typed) == head
    assert prove(full_book, typed).is_clean


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "a" * 63, "a" * 65])
def test_an_anchor_that_is_no_digest_is_refused(full_book: Path, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        prove(full_book, text)
    assert refused.value.code == "bad_digest"
