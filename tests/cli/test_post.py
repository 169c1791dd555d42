"""`tillbook post` from the outside: one answer a line, in order, once it is durable; never a traceback."""

import json
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.wording import SENTENCES
from app.store import database
from app.store import dialect_sqlite as dialect
from tests.books import Counter, counted_right, counter_at, passing_counter
from tests.cli.doors import PRODUCT, ROOT, answers, sale, started, tillbook, written
from tests.exchange.test_wishes import FULL, OBJECTS, VALUES


@pytest.fixture
def book(tmp_path):
    """The path of a book with one product."""
    counter = counter_at(tmp_path / "shop.book")
    counter.post("product", **without_type(PRODUCT))
    counter.book.close_thread()
    return counter.book.path


def without_type(said):
    return {key: value for key, value in said.items() if key != "type"}


@pytest.fixture
def post(book, tmp_path, capsys):
    """Posts lines; the exit status, the answers and what was said on standard error."""

    def run(*lines, options=()):
        status = tillbook("post", "--book", book, written(tmp_path / "in.jsonl", *lines), *options)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, answers(out), err.splitlines()

    return run


def rows(book, sql):
    with closing(apsw.Connection(str(book))) as connection:
        return list(connection.execute(sql))


def test_a_shop_is_moved_over_in_one_file(post, book):
    status, told, err = post(
        {"type": "supplier", "code": "S1", "name": "Farm"},
        {"type": "customer", "code": "C1", "name": "Mrs Miller"},
        {"type": "location", "code": "back", "name": "Back room"},
        {"type": "till", "code": "T2", "location": "back"},
        {"type": "user", "code": "anna", "name": "Anna"},
        {"type": "tender", "kind": "meal", "name": "Meal voucher"},
        {"type": "product", "sku": "B", "name": "Bread", "price": "3.20", "codes": ["4006381333931"]},
        {"type": "opening_stock", "uid": "o1", "lines": [{"sku": "A", "quantity": "4", "unit_cost": "0.80"}]},
        {"type": "delivery", "uid": "d1", "supplier": "S1", "lines": [{"sku": "B", "quantity": "2"}]},
        sale("s1", "5", cashier="anna", customer="C1", tenders=[{"kind": "cash", "amount": "10.00"}]),
        {"type": "tender_change", "uid": "x1", "of": "s1", "tenders": [{"kind": "meal", "amount": "7.50"}]},
    )
    assert (status, err) == (0, [])
    assert [(one["line"], one["uid"], one["status"], one["number"]) for one in told] == [
        (1, None, "updated", "S1"),
        (2, None, "updated", "C1"),
        (3, None, "updated", "back"),
        (4, None, "updated", "T2"),
        (5, None, "updated", "anna"),
        (6, None, "updated", "meal"),
        (7, None, "updated", "B"),
        (8, "o1", "posted", "T0-O000001"),
        (9, "d1", "posted", "T0-D000001"),
        (10, "s1", "posted", "T1-000001"),
        (11, "x1", "posted", "T1-W000001"),
    ]
    warned = {one["line"]: [warning["code"] for warning in one["warnings"]] for one in told if one["warnings"]}
    assert warned == {9: ["without_cost"], 10: ["stock_below_zero"]}
    assert all(warning["message"].endswith(".") for one in told for warning in one["warnings"])
    counter = Counter(database.open_book(book))
    counted_right(counter)
    counter.book.close_thread()


def test_a_plan_of_counts_is_posted_in_either_spelling_and_help_says_so(post, capsys):
    plan = {"code": "shelf", "name": "Single shelf", "scope": "spot", "subjects": ["A"], "every_days": "1"}
    status, told, err = post({"type": "count-plan", **plan}, {"type": "count_plan", "code": "shelf", "name": "Shelf"})
    assert (status, err) == (0, [])
    assert [(one["status"], one["number"]) for one in told] == [("updated", "shelf"), ("updated", "shelf")]
    assert tillbook("help", "post") == 0
    assert '("count-plan" is the same type' in capsys.readouterr().out
    assert tillbook("post", "--help") == 0
    assert "tillbook help post" in " ".join(capsys.readouterr().out.split())


def on_the_shelf(sku, quantity="1", **keys):
    return {"lines": [{"sku": sku, "quantity": quantity, **keys}]}


# A day in the stock room, one document of each kind; each rests on those before it.
STOCK_ROOM = [
    {"type": "supplier", "code": "S1", "name": "Farm"},
    {"type": "location", "code": "back", "name": "Back room"},
    {"type": "delivery", "uid": "d1", "supplier": "S1", **on_the_shelf("A", "24", unit_cost="0.80")},
    {"type": "landed_cost", "uid": "l1", "of": "d1", "amount": "3.00"},
    {"type": "supplier_invoice", "uid": "i1", "supplier": "S1", "deliveries": ["d1"],
     **on_the_shelf("A", "24", unit_cost="0.82")},
    {"type": "supplier_return", "uid": "b1", "of": "d1", **on_the_shelf("A", "2")},
    {"type": "adjustment", "uid": "a1", **on_the_shelf("A", "-1", reason="damaged")},
    {"type": "count", "uid": "c1", "lines": [{"sku": "A", "counted": "20"}]},
    {"type": "transfer", "uid": "t1", "from": "shop", "to": "back", "step": "send", **on_the_shelf("A", "6")},
    {"type": "transfer_receipt", "uid": "n1", "of": "t1"},
    {"type": "revaluation", "uid": "v1", "lines": [{"sku": "A", "unit_cost": "0.75"}]},
    {"type": "method_change", "uid": "m1", "lines": [{"sku": "A", "costing": "average"}]},
    {"type": "adjustment", "uid": "a2", **on_the_shelf("A", "-1", reason="own_use")},
    {"type": "reversal", "uid": "z1", "of": "a2", "reason": "typed wrong"},
    {"type": "refund", "uid": "f1", "of": None, **on_the_shelf("A", "1", price="1.50")},
]  # fmt: skip


def test_a_day_in_the_stock_room_is_posted_and_once_only(post, book):
    status, told, err = post(*STOCK_ROOM)
    assert (status, err) == (0, [])
    assert [one["number"] for one in told[2:]] == [
        "T0-D000001", "T0-L000001", "T0-I000001", "T0-B000001", "T0-A000001", "T0-C000001", "T0-M000001", "T0-N000001",
        "T0-V000001", "T0-X000001", "T0-A000002", "T0-Z000001", "T1-R000001",
    ]  # fmt: skip
    before = rows(book, "SELECT count(*), sum(value_minor) FROM movement")
    status, told, _ = post(*STOCK_ROOM)
    assert (status, {one["status"] for one in told[2:]}) == (0, {"already posted"})
    assert rows(book, "SELECT count(*), sum(value_minor) FROM movement") == before
    counter = Counter(database.open_book(book))
    counted_right(counter)
    counter.book.close_thread()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"type": "landed_cost", "of": "nothing", "amount": "1.00"}, "unknown_delivery"),
        ({"type": "landed_cost", "of": "d1", "amount": "0"}, "cost_below_zero"),
        ({"type": "supplier_invoice", "supplier": "S1", "deliveries": ["d1"], **on_the_shelf("A", unit_cost="1")},
         "over_invoiced"),
        ({"type": "supplier_return", "of": "d1", **on_the_shelf("A", "23")}, "more_than_delivered"),
        ({"type": "adjustment", **on_the_shelf("A", "-1", reason="magic")}, "unknown_reason"),
        ({"type": "count", "lines": [{"sku": "A", "counted": "-1"}]}, "counted_below_zero"),
        ({"type": "transfer", "from": "shop", "to": "back", **on_the_shelf("A", "999")}, "transfer_short"),
        ({"type": "transfer_receipt", "of": "t1"}, "not_on_the_way"),
        ({"type": "revaluation", "lines": [{"sku": "nobody", "unit_cost": "1"}]}, "unknown_product"),
        ({"type": "method_change", "lines": [{"sku": "B", "costing": "standard"}]}, "standard_needed"),
        ({"type": "reversal", "of": "f1", "reason": ""}, "not_reversible"),
        ({"type": "refund", "of": None, **on_the_shelf("A")}, "missing_key"),
        ({"type": "refund", "of": None, **on_the_shelf("A", "-1", price="1")}, "quantity_below_zero"),
        ({"type": "refund", "of": "s9", "lines": [{"line": 1, "quantity": "1"}]}, "unknown_sale_line"),
        ({"type": "refund", "of": "s9", "lines": [{"quantity": "1"}]}, "missing_key"),
        ({"type": "refund", "of": None, **on_the_shelf("A", price="1", line=1)}, "unknown_key"),
    ],
)  # fmt: skip
def test_bad_input_in_the_stock_room_is_refused_in_a_sentence_and_changes_nothing(post, book, line, code):
    post(*STOCK_ROOM, {"type": "product", "sku": "B", "name": "Bread", "price": "3.20"})
    with closing(apsw.Connection(str(book))) as connection:
        before = everything_in(connection)
    status, told, err = post({"uid": "x1", **line})
    assert (status, told[0]["status"], told[0]["error"]["code"]) == (1, "refused", code)
    assert err == [f"line 1: {told[0]['error']['message']}"]
    with closing(apsw.Connection(str(book))) as connection:
        assert everything_in(connection) == before


def everything_in(connection):
    """Every row of every table."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
    return {table: list(connection.execute(f"SELECT * FROM {table}")) for table in tables}


def test_a_refused_line_leaves_no_trace_and_the_next_ones_go_on(post, book):
    status, told, err = post(sale("s1"), sale("s2", sku="nobody"), '{"type":"sale","uid":"s3","li', "", sale("s4"))
    assert status == 1
    assert [(one["line"], one["uid"], one["status"]) for one in told] == [
        (1, "s1", "posted"),
        (2, "s2", "refused"),
        (3, None, "refused"),
        (5, "s4", "posted"),
    ]
    assert [one["error"]["code"] for one in told if one["status"] == "refused"] == ["unknown_product", "bad_json"]
    assert told[1]["number"] is None
    assert err == [f"line {one['line']}: {one['error']['message']}" for one in told if one["status"] == "refused"]
    assert [one["number"] for one in told if one["number"]] == ["T1-000001", "T1-000002"]
    assert rows(book, "SELECT uid FROM document ORDER BY id") == [("s1",), ("s4",)]


def test_stop_ends_at_the_first_line_that_is_refused(post, book):
    status, told, _ = post(sale("s1"), sale("s2", "0"), sale("s3"), options=["--stop"])
    assert (status, [one["status"] for one in told]) == (1, ["posted", "refused"])
    assert rows(book, "SELECT uid FROM document") == [("s1",)]


def test_the_same_file_again_posts_nothing(post, book):
    lines = [sale("s1"), sale("s2", "2")]
    post(*lines)
    before = rows(book, "SELECT * FROM document")
    status, told, _ = post(*lines, {**lines[0], "note": "changed"})
    assert status == 1
    assert [(one["status"], one["number"]) for one in told] == [
        ("already posted", "T1-000001"),
        ("already posted", "T1-000002"),
        ("refused", None),
    ]
    assert told[2]["error"]["code"] == "uid_conflict"
    assert "T1-000001" in told[2]["error"]["message"]
    assert rows(book, "SELECT * FROM document") == before


def test_reference_data_that_is_posted_again_is_updated(post):
    _, told, _ = post({"type": "product", "sku": "A", "price": "1.60"}, PRODUCT)
    assert [one["status"] for one in told] == ["updated", "updated"]


def test_a_code_with_a_wrong_check_digit_is_taken_and_the_right_one_said(post, book):
    status, told, err = post({**PRODUCT, "codes": ["4006381333932", {"code": "4006381333931"}, "A 12"]})
    assert (status, err, told[0]["status"]) == (0, [], "updated")
    (warning,) = told[0]["warnings"]
    assert warning["code"] == "check_digit"
    assert "4006381333932" in warning["message"]
    assert "4006381333931" in warning["message"]
    assert ("4006381333932",) in rows(book, "SELECT code FROM product_code")


@pytest.mark.parametrize(
    ("line", "code", "uid"),
    [
        ("[]", "bad_json", None),
        ("null", "bad_json", None),
        ('"sale"', "bad_json", None),
        ("17", "bad_json", None),
        ("{}", "missing_key", None),
        ("{} {}", "bad_json", None),
        ('{"type":"sale","uid":7}', "not_text", None),
        ('{"type":"sale","uid":"s1"}', "missing_key", "s1"),
        ('{"uid":"s1"}', "missing_key", "s1"),
        ('{"type":"sale","uid":"s1","lines":[],"total":"1"}', "unknown_key", "s1"),
        ('{"type":"sale","uid":"s1","lines":[]}', "no_lines", "s1"),
        ('{"type":"sale","uid":"s1","lines":[{"sku":"A","quantity":1}]}', "not_text", "s1"),
        ('{"type":"sale","uid":"s1","lines":[{"sku":"A","quantity":NaN}]}', "not_text", "s1"),
        ('{"type":"sale","uid":"s1","lines":[{"sku":"A","quantity":"1e309"}]}', "bad_number", "s1"),
        ('{"type":"invoice","uid":"s1"}', "unknown_type", "s1"),
        ('{"type":"sale","uid":"' + "x" * 70 + '","lines":[]}', "bad_uid", "x" * 64),
        ("[" * 100_000, "bad_json", None),
    ],
)
def test_what_is_no_document_is_told_why(post, book, line, code, uid):
    status, told, _ = post(line)
    assert (status, told[0]["error"]["code"], told[0]["uid"], told[0]["status"]) == (1, code, uid, "refused")
    assert rows(book, "SELECT count(*) FROM document") == [(0,)]


def test_tenders_that_name_nothing_are_cash(post, book):
    post(sale("s1", tenders=[]), sale("s2", tenders=None), sale("s3"))
    assert rows(book, "SELECT kind, amount_minor FROM tender") == [("cash", 150)] * 3


def test_a_picture_is_refused_line_by_line(book, tmp_path, capsys):
    path = tmp_path / "photo.jsonl"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\n\x01\x02\n" + bytes(range(256)))
    assert tillbook("post", "--book", book, path) == 1
    out, err = capsys.readouterr()
    assert {one["error"]["code"] for one in answers(out)} == {"bad_json"}
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_unusable(book, tmp_path, capsys, name):
    assert tillbook("post", "--book", book, tmp_path / name) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(book, tmp_path, capsys):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(sale("s1")).encode() + b"\r\n\r\n" + json.dumps(sale("s2")).encode())
    assert tillbook("post", "--book", book, path) == 0
    assert [one["line"] for one in answers(capsys.readouterr().out)] == [1, 3]


def test_a_program_can_talk_to_it_line_by_line(book):
    with started("--book", book, "post", "-") as program:
        for number in range(1, 6):
            program.stdin.write(json.dumps(sale(f"s{number}")) + "\n")
            program.stdin.flush()
            told = json.loads(program.stdout.readline())
            assert (told["line"], told["number"]) == (number, f"T1-{number:06}")
            # It is in the book by the time it is answered.
            assert rows(book, "SELECT count(*) FROM sale") == [(number,)]
        program.stdin.write("nonsense\n")
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["error"]["code"] == "bad_json"
        assert program.stderr.readline().startswith("line 6: ")
        program.stdin.close()
        assert program.wait() == 1


def test_who_stops_listening_is_no_trouble_for_what_was_posted(book, tmp_path):
    path = written(tmp_path / "in.jsonl", *(sale(f"s{number}") for number in range(3000)))
    with started("--book", book, "post", path) as program:
        first = json.loads(program.stdout.readline())
        program.stdout.close()
        assert program.wait() == 3
        assert program.stderr.read() == ""
    assert first["number"] == "T1-000001"
    assert 1 <= rows(book, "SELECT count(*) FROM sale")[0][0] < 3000
    counter = Counter(database.open_book(book))
    counted_right(counter)
    counter.book.close_thread()


def test_an_answer_that_cannot_be_written_is_told(book, tmp_path):
    path = written(tmp_path / "in.jsonl", sale("s1"), sale("s2"))
    with Path("/dev/full").open("w") as full, started("--book", book, "post", path, stdout=full) as program:
        assert program.wait() == 3
        assert program.stderr.read().startswith("The answer could not be written")
    # The first line is in the book, as the sentence says; the second was not begun.
    assert rows(book, "SELECT uid FROM document") == [("s1",)]


@pytest.mark.parametrize(("closed", "status"), [("<&-", 2), (">&-", 3)])
def test_a_closed_input_or_output_is_told(book, closed, status):
    command = f"{shlex.quote(sys.executable)} -m app --book {shlex.quote(str(book))} post - {closed}"
    line = json.dumps(sale("s1")) + "\n"
    done = subprocess.run(command, shell=True, cwd=ROOT, input=line, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1)


def test_a_book_that_is_held_by_another_ends_with_trouble_and_keeps_what_was_answered(
    book, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(dialect, "BUSY_TIMEOUT_S", 0)
    holder = apsw.Connection(str(book))

    class HoldsAfterOne:
        """Stands where standard input is: before it gives the second line, another program takes the book."""

        def __init__(self):
            self.buffer = self
            self.lines = [json.dumps(sale("s1")).encode() + b"\n", json.dumps(sale("s2")).encode() + b"\n"]

        def readline(self, *_):
            if len(self.lines) == 1:
                holder.execute("BEGIN IMMEDIATE")
            return self.lines.pop(0) if self.lines else b""

    monkeypatch.setattr("sys.stdin", HoldsAfterOne())
    assert tillbook("--book", book, "post", "-") == 3
    holder.close()
    out, err = capsys.readouterr()
    assert [one["uid"] for one in answers(out)] == ["s1"]
    assert err.strip().startswith("Another program is writing to the book")
    assert rows(book, "SELECT uid FROM document") == [("s1",)]


# What a confused program may send: everything is answered, and what is posted holds together.
NEARLY = st.builds(
    lambda kind, changes: {**FULL[kind][0], **changes}, st.sampled_from(sorted(FULL)), OBJECTS.map(without_type)
)
NEARLY_STOCK = st.builds(
    lambda one, changes: {**one, **changes},
    st.sampled_from(STOCK_ROOM),
    st.dictionaries(st.sampled_from(["of", "lines", "amount", "location", "at", "counted", "uid"]), VALUES, max_size=2),
)
SENSIBLE = st.sampled_from(
    [
        *STOCK_ROOM[2:],
        PRODUCT,
        {"type": "product", "sku": "A1", "name": "Juice", "price": "1", "codes": ["4006381333931"]},
        {"type": "delivery", "uid": "d1", "lines": [{"sku": "A", "quantity": "3", "unit_cost": "0.5"}]},
        sale("s0", "2"),
        sale("s1", "-1"),
        sale("s2", "1000000000", tenders=[{"kind": "cash", "amount": "10000000000.00"}]),
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(SENSIBLE, OBJECTS, NEARLY, NEARLY_STOCK), max_size=8))
def test_whatever_is_posted_is_answered_and_the_book_stays_right(capsys, said):
    capsys.readouterr()
    with passing_counter() as counter:
        path = counter.book.path.with_name("in.jsonl")
        counter.product("A", "1.50", tax="20")
        counter.product("B1")
        counter.book.close_thread()
        assert tillbook("--book", counter.book.path, "post", written(path, *said)) in (0, 1)
        out, err = capsys.readouterr()
        told = answers(out)
        assert [one["line"] for one in told] == list(range(1, len(said) + 1))
        assert all(one["error"]["code"] in SENTENCES for one in told if one["status"] == "refused")
        assert len(err.splitlines()) >= sum(one["status"] == "refused" for one in told)
        counted_right(counter)


FIGURES = st.sampled_from(
    [
        "0",
        "1",
        "-1",
        "2",
        "0.001",
        "0.005",
        "1.50",
        "-0.01",
        "999999999.999",
        "1000000000",
        "0.000001",
        "9999999999.99",
        "-3",
    ]
)
OFF = st.one_of(st.none(), FIGURES, st.sampled_from(["100%", "50%", "33.333%"]))
GOODS = st.sampled_from(["A", "KG", "KIT", "DEP"])
STOCK_LINES = st.lists(st.fixed_dictionaries({"sku": GOODS, "quantity": FIGURES, "unit_cost": FIGURES}), max_size=3)
SALE_LINES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"sku": GOODS, "quantity": FIGURES, "price": st.none() | FIGURES, "discount": OFF}),
        st.fixed_dictionaries({"code": st.just("PACK"), "quantity": FIGURES}),
        st.fixed_dictionaries({"of": st.sampled_from(["u1", "u2"]), "of_line": st.integers(1, 3), "quantity": FIGURES}),
    ),
    max_size=4,
)
COUNT_LINES = st.lists(st.fixed_dictionaries({"sku": GOODS, "counted": FIGURES}), max_size=3)
ADJUSTED_LINES = st.lists(
    st.fixed_dictionaries({"sku": GOODS, "quantity": FIGURES, "reason": st.sampled_from(["damaged", "found"])}),
    max_size=3,
)
MOVED_LINES = st.lists(st.fixed_dictionaries({"sku": GOODS, "quantity": FIGURES}), max_size=3)
REFUNDED_LINES = st.lists(st.fixed_dictionaries({"sku": GOODS, "quantity": FIGURES, "price": FIGURES}), max_size=3)
TENDERS = st.none() | st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from(["cash", "card"]), "amount": FIGURES}), max_size=2
)
EXTREME = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("product"), "sku": GOODS, "price": FIGURES, "cost": FIGURES,
         "tax": st.sampled_from(["0", "20", "1000"])}
    ),
    st.fixed_dictionaries({"type": st.just("opening_stock"), "lines": STOCK_LINES}),
    st.fixed_dictionaries(
        {"type": st.just("delivery"), "lines": STOCK_LINES, "discount": OFF,
         "landed_costs": st.lists(st.fixed_dictionaries({"amount": FIGURES}), max_size=2)}
    ),
    st.fixed_dictionaries({"type": st.just("sale"), "lines": SALE_LINES, "discount": OFF, "tenders": TENDERS}),
    st.fixed_dictionaries(
        {"type": st.just("count"), "lines": COUNT_LINES, "uncounted": st.sampled_from(["leave", "zero"])}
    ),
    st.fixed_dictionaries({"type": st.just("adjustment"), "lines": ADJUSTED_LINES}),
    st.fixed_dictionaries(
        {"type": st.just("transfer"), "from": st.just("shop"), "to": st.just("back"), "lines": MOVED_LINES}
    ),
    st.fixed_dictionaries({"type": st.just("refund"), "of": st.none(), "lines": REFUNDED_LINES}),
    st.fixed_dictionaries({"type": st.just("reversal"), "of": st.sampled_from(["u1", "u2"]), "reason": st.just("")}),
    st.fixed_dictionaries({"type": st.just("tender_change"), "of": st.sampled_from(["u1", "u2"]), "tenders": TENDERS}),
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EXTREME, min_size=1, max_size=12), st.booleans())
def test_figures_at_the_edge_of_what_a_book_keeps_are_posted_or_refused(capsys, said, inclusive):
    capsys.readouterr()
    with passing_counter(prices_include_tax=inclusive) as counter:
        counter.product("A", "1.50", tax="20", codes=[{"code": "PACK", "quantity": "1000000000", "price": "0"}])
        counter.product("KG", "19.99", unit="kg", costing="average")
        counter.product("KIT", "5", stocked=False, kit=[{"sku": "A", "quantity": "1000000000"}, {"sku": "KG"}])
        counter.product("DEP", "2", deposit="A", unit="kg")
        counter.post("location", code="back", name="Back room")
        counter.book.close_thread()
        lines = [{**one, "uid": f"u{number}"} if one["type"] != "product" else one for number, one in enumerate(said)]
        path = written(counter.book.path.with_name("in.jsonl"), *lines)
        assert tillbook("--book", counter.book.path, "post", path) in (0, 1)
        assert "Traceback" not in capsys.readouterr().err
        counted_right(counter)
