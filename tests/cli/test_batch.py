"""`tillbook batch`: from a batch scanner's file to a posted document."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from app import bootstrap
from tests.books import shop_like
from tests.cli.doors import PRODUCT, answers, tillbook, written

JUICE = "4006381333931"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "shop.book"
    bootstrap.create_book(path, shop_like())
    goods = [
        {**PRODUCT, "sku": "juice", "codes": [JUICE]},
        {**PRODUCT, "sku": "tofu", "codes": ["4012345678901"], "tracking": "lot"},
        {**PRODUCT, "sku": "phone", "codes": ["4000000000006"], "tracking": "serial"},
        {"type": "supplier", "code": "S1", "name": "Farm"},
    ]
    assert tillbook("--book", path, "post", written(tmp_path / "goods.jsonl", *goods)) == 0
    return path


def test_a_delivery_that_was_scanned_into_a_file_is_posted_once(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scans = tmp_path / "scans.txt"
    scans.write_text(f"{JUICE},24\n010401234567890117280301\x1d10L7,5\n0104000000000006\x1d21S1,1\n")
    capsys.readouterr()
    for status in ("posted", "already posted"):
        assert tillbook("--book", book, "batch", scans, "--as", "delivery", "--supplier", "S1") == 0
        document = capsys.readouterr().out
        assert tillbook("--book", book, "post", written(tmp_path / "document.jsonl", document.rstrip())) == 0
        [answer] = answers(capsys.readouterr().out)
        assert answer["status"] == status
    assert json.loads(document)["lines"] == [
        {"sku": "juice", "quantity": "24"},
        {"sku": "tofu", "quantity": "5", "lot": "L7", "expiry": "2028-03-01"},
        {"sku": "phone", "quantity": "1", "serials": ["S1"]},
    ]


def test_a_count_names_its_zone_and_unknown_rows_are_told(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()

    def batch(*more: str) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{JUICE},7\n4012345678918,2\n"))
        return tillbook("--book", book, "batch", "-", "--as", "count", "--zone", "Z1", "--uid", "c1", *more)

    # Half a count makes a loss of the other half, and in a pipe to post nobody sees the status.
    assert batch() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "row 2: No product has the code 4012345678918.\n"
        "Nothing was written, because rows were refused: 1. Mend them, or add --partly to write the others alone.\n"
    )
    assert batch("--partly") == 1
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "uid": "c1",
        "type": "count",
        "location": "shop",
        "lines": [{"sku": "juice", "counted": "7", "zone": "Z1"}],
    }
    assert said.err == "row 2: No product has the code 4012345678918.\n"
    assert tillbook("help", "batch") == 0
    assert "--partly" in capsys.readouterr().out


def test_a_count_hands_on_the_last_days_that_the_codes_say(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scans = tmp_path / "scans.txt"
    rows = ["0104012345678901" + end for end in ("17280301\x1d10L7,5", "10L8,2", "17280401,3")]
    rows += ["010400000000000617290101\x1d21S1,1", "010400000000000617290201\x1d21S2,1"]
    scans.write_text("\n".join([*rows, "010400638133393117280301,4"]))
    capsys.readouterr()
    assert tillbook("--book", book, "batch", scans, "--as", "count") == 0
    document = capsys.readouterr().out
    assert json.loads(document)["lines"] == [
        {"sku": "tofu", "counted": "5", "lot": "L7", "expiry": "2028-03-01"},
        {"sku": "tofu", "counted": "2", "lot": "L8"},
        {"sku": "tofu", "counted": "3", "expiry": "2028-04-01"},
        {"sku": "phone", "counted": "1", "serials": ["S1"], "expiry": "2029-01-01"},
        {"sku": "phone", "counted": "1", "serials": ["S2"], "expiry": "2029-02-01"},
        {"sku": "juice", "counted": "4"},
    ]
    assert tillbook("--book", book, "post", written(tmp_path / "count.jsonl", document.rstrip())) == 0
    assert [answer["status"] for answer in answers(capsys.readouterr().out)] == ["posted"]


def test_a_broken_piece_is_told_with_its_row_before_anything_is_posted(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scans = tmp_path / "scans.txt"
    scans.write_text(f"{JUICE};2\n4012345678901;1,5\n")
    capsys.readouterr()
    assert tillbook("--book", book, "batch", scans, "--as", "delivery") == 1
    assert capsys.readouterr().out == ""
    assert tillbook("--book", book, "batch", scans, "--as", "delivery", "--partly") == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["lines"] == [{"sku": "juice", "quantity": "2"}]
    assert said.err.startswith("row 2: ")
    assert "tofu" in said.err
    assert "whole" in said.err


def test_a_location_that_is_not_there_and_a_file_without_goods_are_said(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scans = tmp_path / "scans.txt"
    scans.write_text("4012345678918\n")
    assert tillbook("--book", book, "batch", scans, "--as", "count", "--location", "moon") == 2
    assert "There is no location moon." in capsys.readouterr().err
    assert tillbook("--book", book, "batch", scans, "--as", "count") == 1
    assert capsys.readouterr().out == ""


def test_a_count_carries_out_the_plan_that_it_names(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = {"type": "count_plan", "code": "all", "name": "All", "scope": "full", "every_days": "30"}
    assert tillbook("--book", book, "post", written(tmp_path / "plan.jsonl", plan)) == 0
    scans = tmp_path / "scans.txt"
    scans.write_text(f"{JUICE},7\n")

    def due() -> list[str]:
        capsys.readouterr()
        assert tillbook("--book", book, "report", "count-plan", "--format", "json") == 0
        return [row["plan"] for row in json.loads(capsys.readouterr().out)["rows"] if row["plan"]]

    assert due() == ["all"]
    assert tillbook("--book", book, "batch", scans, "--as", "count", "--plan", "all") == 0
    document = capsys.readouterr().out
    assert json.loads(document)["plan"] == "all"
    assert tillbook("--book", book, "post", written(tmp_path / "count.jsonl", document.rstrip())) == 0
    assert due() == []


@pytest.mark.parametrize("kind", ["count", "delivery"])
def test_a_kit_and_goods_without_stock_are_refused_with_their_rows(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    kit = {**PRODUCT, "sku": "box", "name": "Gift box", "kit": [{"sku": "juice", "quantity": "2"}]}
    bag = {**PRODUCT, "sku": "bag", "name": "Bag", "stocked": False}
    assert tillbook("--book", book, "post", written(tmp_path / "more.jsonl", kit, bag)) == 0
    scans = tmp_path / "scans.txt"
    scans.write_text(f"{JUICE},24\nbox,2\nbag,0\n")
    capsys.readouterr()
    assert tillbook("--book", book, "batch", scans, "--as", kind) == 1
    said = capsys.readouterr()
    assert said.out == ""
    rows = said.err.splitlines()
    assert rows[0].startswith("row 2: Gift box (box) is a kit and has no stock of its own. Name its parts instead")
    assert rows[1].startswith("row 3: Bag (bag) keeps no stock")
    # What is good can be posted without them.
    assert tillbook("--book", book, "batch", scans, "--as", kind, "--partly") == 1
    document = capsys.readouterr().out
    assert [line["sku"] for line in json.loads(document)["lines"]] == ["juice"]
    assert tillbook("--book", book, "post", written(tmp_path / "document.jsonl", document.rstrip())) == 0
