import argparse
import io
import json
from pathlib import Path

import pytest

from app.cli import total
from app.domain.refusal import Refusal

DATA = Path(__file__).parents[1] / "data"
GOOD = (
    '{"policy":"incl_rate","currency":"EUR","lines":[{"qty":"1","unit_price":"8.01","tax_rate":"20","inclusive":true}]}'
)


def run(*arguments):
    parser = argparse.ArgumentParser()
    total.add_parser(parser.add_subparsers())
    return total.run(parser.parse_args(["total", *arguments]))


def answers(text):
    return [json.loads(line) for line in text.splitlines()]


def test_every_basket_of_a_file_gets_one_answer_in_order(tmp_path, capsys):
    cases = json.loads((DATA / "tax_cases.json").read_text())["cases"]
    path = tmp_path / "baskets.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in cases))
    assert run(str(path)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = answers(out)
    assert len(found) == len(cases)
    assert [one["gross"] for one, case in zip(found, cases, strict=True) if case["id"] == "ODOO-34842"] == ["8.01"]


def test_a_refused_basket_is_told_twice_and_the_next_ones_go_on(tmp_path, capsys):
    path = tmp_path / "baskets.jsonl"
    path.write_text(f"{GOOD}\n\n{GOOD[:40]}\n{GOOD.replace('8.01', '1.000,00')}\n{GOOD}\n")
    assert run(str(path)) == 1
    out, err = capsys.readouterr()
    first, cut, comma, last = answers(out)
    assert first == last
    assert (cut["line"], cut["error"]["code"]) == (3, "bad_json")
    assert (comma["line"], comma["error"]["code"]) == (4, "bad_number")
    assert err.splitlines() == [f"line 3: {cut['error']['message']}", f"line 4: {comma['error']['message']}"]


def test_standard_input_is_answered_line_by_line(monkeypatch, capsys):
    asked = []

    class Pipe(io.BytesIO):
        def readline(self, *size):
            # By the time the next line is asked for, the answer to the last one must have been handed on.
            asked.append(capsys.readouterr().out)
            return super().readline(*size)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Pipe(f"{GOOD}\n{GOOD}\n".encode())))
    assert run("-") == 0
    assert [len(text.splitlines()) for text in asked] == [0, 1, 1]


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(tmp_path, capsys, name):
    with pytest.raises(Refusal, match="unreadable_file"):
        run(str(tmp_path / name))
    assert capsys.readouterr().out == ""


def test_a_picture_is_refused_line_by_line(tmp_path, capsys):
    path = tmp_path / "photo.jsonl"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\n\x01\x02\n")
    assert run(str(path)) == 1
    out, err = capsys.readouterr()
    assert [one["error"]["code"] for one in answers(out)] == ["bad_json", "bad_json"]
    assert "Traceback" not in err


def test_nothing_asked_is_nothing_wrong(tmp_path, capsys):
    path = tmp_path / "empty.jsonl"
    path.write_bytes(b"")
    assert run(str(path)) == 0
    assert capsys.readouterr() == ("", "")
