import os
import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.exchange import tables
from app.exchange.tables import read_tables
from tests.exchange.answers import answer_of


def refusal_of(path):
    with pytest.raises(Refusal) as caught:
        read_tables(path, knows=lambda title: False)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"SQLite format 3\x00\x10\x00", "a database"),
        (b"\x1f\x8b\x08\x00\x00\x00", "a compressed archive"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"{\\rtf1\\ansi", "a text document (RTF)"),
        (b"<!DOCTYPE html><table><tr><td>SKU</td></tr></table>", "a web page or XML, whatever its name says"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><Workbook/>", "a web page or XML, whatever its name says"),
        (b'[{"sku": "A1"}]', "JSON"),
        (b'{"type": "product"}', "JSON"),
    ],
)
def test_what_is_no_list_is_named(tmp_path, content, kind):
    path = tmp_path / "prices.csv"
    path.write_bytes(content)
    refusal = refusal_of(path)
    assert refusal.code == "file_not_a_list"
    assert refusal.facts == {"name": "prices.csv", "kind": kind}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", b"\xff\xfe"])
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "prices.csv"
    path.write_bytes(content)
    assert refusal_of(path).code == "file_empty"


def test_a_folder_is_refused(tmp_path):
    assert refusal_of(tmp_path).code == "file_is_folder"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal_of(tmp_path / "nowhere.csv").code == "file_missing"
    assert refusal_of(Path("a\x00b")).code == "file_missing"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal_of(tmp_path / "pipe.csv").code == "file_not_regular"


def test_an_endless_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 10)
    (tmp_path / "prices.csv").write_bytes(b"SKU,Name,Price\n")
    assert refusal_of(tmp_path / "prices.csv").code == "file_too_large"


@pytest.mark.parametrize(("number", "said"), [(13, "there is no permission to read it"), (5, "Input/output error")])
def test_a_file_that_the_machine_does_not_give_out_is_trouble(tmp_path, monkeypatch, number, said):
    (tmp_path / "prices.csv").write_bytes(b"SKU,Name\n")

    def refuse(*_arguments, **_keywords):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Trouble) as caught:
        read_tables(tmp_path / "prices.csv", knows=lambda title: False)
    assert caught.value.code == "unreadable_file"
    assert caught.value.facts["reason"] == said


def test_a_name_says_nothing_about_the_content(tmp_path):
    path = tmp_path / "prices.xlsx"
    path.write_bytes(b"SKU,Name\nA1,Tea\n")
    assert read_tables(path, knows=lambda title: False)[0].rows == (("SKU", "Name"), ("A1", "Tea"))


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b'"')
@example(random.Random(1).randbytes(5000))
def test_any_bytes_give_a_table_or_a_clear_refusal(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "anything"
    path.write_bytes(content)
    found, code = answer_of(read_tables, path, knows=lambda title: False)
    assert code or all(isinstance(cell, str) for table in found for row in table.rows for cell in row)
