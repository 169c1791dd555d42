"""`tillbook scan`, the command itself: arguments, streams and bytes."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.cli import main as door
from app.cli import scan
from app.domain.refusal import Refusal


def call(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    scan.add_parser(parser.add_subparsers(dest="command"))
    return scan.run(parser.parse_args(["scan", *arguments]))


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Any:
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_scan_is_answered_with_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("4006381333931") == 0
    [said] = answers(capsys)
    assert (said["kind"], said["gtin"]) == ("gtin13", "04006381333931")


def test_the_region_says_what_an_in_store_code_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("2388060112344", "--region", "se") == 0
    assert call("2388060112344") == 0
    weighed, unread = answers(capsys)
    assert (weighed["weight"], unread["weight"]) == ("1.234", None)


def test_a_rule_of_the_shops_own_says_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("2100042012509", "--in-store-pattern", "weight 21.....{NNDDD}") == 0
    assert answers(capsys)[0]["weight"] == "1.250"
    with pytest.raises(Refusal, match="bad_pattern"):
        call("2100042012509", "--in-store-pattern", "21.....")


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(Refusal, match="unknown_region"):
        call("2388060112344", "--region", "xx")


def test_what_is_wrong_is_said_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("5032783267860") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["error"] == "check_digit"
    assert "expected 3, got 0" in said.err


def test_each_line_gets_one_answer_in_order(feed: Any, capsys: pytest.CaptureFixture[str]) -> None:
    feed(b"4006381333931\n\n]C110A\x1d21B\r\n\xff\xfe\nABC\x00\n10A\x0b11B\x85\n96385074")
    assert call("-") == 1
    said = answers(capsys)
    assert [one["kind"] for one in said] == ["gtin13", "error", "gs1", "error", "error", "error", "gtin8"]
    assert [one["error"] for one in said] == [
        None, "empty", None, "bad_character", "bad_character", "bad_character", None,
    ]  # fmt: skip
    assert "<FF>" in said[3]["message"]
    assert (said[2]["lot"], said[2]["serial"]) == ("A", "B")


def test_an_endless_line_is_one_scan(feed: Any, capsys: pytest.CaptureFixture[str]) -> None:
    feed(b"9" * 300_000 + b"\n96385074\n")
    assert call("-") == 1
    assert [one["error"] for one in answers(capsys)] == ["too_long", None]


def test_nothing_is_answered_with_nothing(feed: Any, capsys: pytest.CaptureFixture[str]) -> None:
    feed(b"")
    assert call("-") == 0
    assert answers(capsys) == []


def test_with_a_book_the_product_and_how_much_of_it_are_told(
    tmp_path: Path, feed: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    book = str(tmp_path / "shop.book")
    doors = bootstrap.doors()
    shop = ["init", "--currency", "SEK", "--country", "SE", "--region", "se", "--name", "A"]
    assert door.run(["--book", book, *shop], doors) == 0
    feed(
        b'{"type":"product","sku":"A1","name":"Juice","price":"1.50",'
        b'"codes":["036000291452","ABC-1",{"code":"14006381333938","quantity":"6"}]}\n'
        b'{"type":"product","sku":"W1","name":"Cheese","price":"90","unit":"kg","codes":["2388060100006"]}\n'
    )
    assert door.run(["--book", book, "post", "-"], doors) == 0
    capsys.readouterr()
    feed(b"0036000291452\nABC-1\n14006381333938\n2388060112344\n4006381333931\nnobody\n")
    assert door.run(["scan", "-", "--book", book], doors) == 1
    said = answers(capsys)
    assert [(one["product"], one["quantity"]) for one in said] == [
        ("A1", "1"), ("A1", "1"), ("A1", "6"), ("W1", "1.234"), (None, None), (None, None),
    ]  # fmt: skip
    assert [one["error"] for one in said] == [None, None, None, None, None, "no_match"]
