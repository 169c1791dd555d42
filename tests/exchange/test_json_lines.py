import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange import json_lines
from app.exchange.json_lines import Fields, read_lines, read_object, write_object


def refusal_of(call, *arguments):
    with pytest.raises(Refusal) as caught:
        call(*arguments)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value


@pytest.mark.parametrize(
    "line",
    [
        b'{"type":"sale","lines":[{"sku":"A1"',
        b"{",
        b"[]",
        b'"text"',
        b"12",
        b"null",
        b"{'a': 1}",
        b'{"a": 01}',
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b'{"a": "\xe9"}',
        b'{"a": "b"} {"a": "b"}',
        b'{"a": "b",}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"PK\x03\x04",
        b'{"a": "\x00"}',
    ],
    ids=repr,
)
def test_a_line_that_is_no_json_object_is_refused(line):
    assert refusal_of(read_object, line[:200_000]).code == "bad_json"


def test_a_cut_line_says_where_it_broke():
    assert refusal_of(read_object, b'{"a": "b", "c').facts["reason"].endswith("at character 12")


def test_a_key_that_stands_there_twice_is_refused():
    assert refusal_of(read_object, b'{"a": "1", "b": {"c": "2", "c": "2"}}').facts == {"key": "c"}


@pytest.mark.parametrize("number", ["1", "1.5", "1e309", "-0", "NaN", "Infinity", "9" * 100_000])
def test_no_json_number_is_a_figure(number):
    fields = read_object(f'{{"amount": {number}}}'.encode())
    refusal = refusal_of(fields.text, "amount")
    assert (refusal.code, refusal.facts) == ("not_text", {"key": "amount"})


def test_a_byte_order_mark_is_passed_over():
    assert read_object('\ufeff{"name": "Äpfel"}'.encode()).text("name") == "Äpfel"


def test_a_null_is_as_good_as_a_missing_key():
    fields = read_object(b'{"a": null}')
    assert not fields.has("a")
    assert fields.text("a", "x") == "x"
    assert fields.part("a") is None
    assert fields.parts("a", "line") == []
    assert refusal_of(lambda: fields.parts("a", "line", needed=True)).code == "missing_key"
    assert refusal_of(fields.text, "a").code == "missing_key"
    assert refusal_of(fields.flag, "a").code == "missing_key"
    fields.done()


def test_a_key_that_nobody_took_is_refused_by_its_name():
    fields = read_object(b'{"a": {"b": "1", "typo": "2"}, "c": "3"}')
    inner = fields.part("a")
    assert inner.text("b") == "1"
    assert refusal_of(inner.done).facts == {"key": "typo of a"}
    fields.ignore("c")
    fields.done()


def test_parts_know_their_place():
    first, second = Fields({"lines": [{"x": "1"}, {"x": 2}]}).parts("lines", "line")
    assert first.text("x") == "1"
    assert refusal_of(second.text, "x").facts == {"key": "x of line 2"}


def test_half_a_character_is_refused_wherever_it_stands():
    fields = read_object(rb'{"name": "\ud83d", "serials": ["1", "\udc00"], "whole": "\ud83d\ude00"}')
    assert refusal_of(fields.text, "name").code == "bad_text"
    assert refusal_of(fields.texts, "serials").code == "bad_text"
    assert refusal_of(fields.texts_or_parts, "serials", "code").code == "bad_text"
    assert fields.text("whole") == "\U0001f600"


def test_a_character_that_ends_a_text_for_the_book_is_refused():
    fields = read_object(rb'{"sku": "A\u0000", "serials": ["\u0000"]}')
    assert refusal_of(fields.text, "sku").code == "bad_text"
    assert refusal_of(fields.texts, "serials").code == "bad_text"


def test_a_list_holds_strings_or_strings_and_objects():
    fields = read_object(b'{"serials": ["1", "2"], "codes": ["1", {"code": "2"}], "mixed": ["1", 2], "text": "1"}')
    assert fields.texts("serials") == ("1", "2")
    assert fields.texts("none") == ()
    assert refusal_of(fields.texts, "codes").code == "not_texts"
    assert refusal_of(fields.texts, "text").code == "not_texts"
    plain, part = fields.texts_or_parts("codes", "code")
    assert plain == "1"
    assert part.text("code") == "2"
    assert part.name("x") == "x of code 2"
    assert refusal_of(fields.texts_or_parts, "mixed", "code").code == "not_texts"


@pytest.mark.parametrize("number", ["0", "-1", "1.0", "1e2", '"1"', "true", "1000001", "9" * 50])
def test_a_line_number_is_a_whole_number_from_one(number):
    assert read_object(b'{"line": 17, "of_line": null}').whole("line") == 17
    assert read_object(b'{"of_line": null}').whole("of_line") is None
    assert refusal_of(read_object(f'{{"line": {number}}}'.encode()).whole, "line").code == "not_whole"


def test_a_glance_takes_nothing_and_checks_nothing():
    fields = read_object(b'{"uid": "s1", "n": 1}')
    assert fields.glance("uid") == "s1"
    assert fields.glance("n") is None
    assert fields.glance("none") is None
    assert refusal_of(fields.done).code == "unknown_key"


def test_lines_come_with_their_numbers_and_blank_ones_are_passed_over(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"a":1}\n\n  \r\n{"b":2}\r\n{"c":3}')
    assert [(number, line.strip()) for number, line in read_lines(str(path))] == [
        (1, b'{"a":1}'),
        (4, b'{"b":2}'),
        (5, b'{"c":3}'),
    ]


def test_an_endless_line_is_refused_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr(json_lines, "MAX_LINE_BYTES", 64)
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"x" * 1000 + b'\n{"a":"1"}\n' + b"y" * 65 + b"\n" + b'{"b":"2"}')
    lines = list(read_lines(str(path)))
    assert [number for number, _ in lines] == [1, 2, 3, 4]
    assert refusal_of(read_object, lines[0][1]).code == "line_too_long"
    assert read_object(lines[1][1]).text("a") == "1"
    assert refusal_of(read_object, lines[2][1]).code == "line_too_long"
    assert read_object(lines[3][1]).text("b") == "2"


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path):
    for path in (tmp_path, tmp_path / "missing.jsonl"):
        refusal = refusal_of(list, read_lines(str(path)))
        assert refusal.code == "unreadable_file"


def test_an_answer_is_written_whatever_the_encoding():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n")
    write_object(stream, {"message": "“1,50” 苹果 \ud800"})
    written = stream.buffer.getvalue()
    assert written.endswith(b"\n")
    assert json.loads(written) == {"message": "“1,50” 苹果 \ud800"}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(line):
    try:
        assert isinstance(read_object(line), Fields)
    except Refusal as refusal:
        sentence(refusal.code, refusal.facts)
