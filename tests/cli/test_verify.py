"""`tillbook verify` from the outside: the heads of a right book, a sentence for each thing that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.bootstrap import doors
from app.cli import main
from app.reports.findings import MOST_OF_A_KIND
from tests.reports.damage import damage, fill
from tests.reports.shops import TryShop


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shop = TryShop(tmp_path / "shop.book", step_minor=5)
    fill(shop)
    shop.book.close_thread()
    return shop.book.path


def verify(book: Path, *arguments: str) -> int:
    """Call `tillbook verify`."""
    return main.run(["verify", "--book", str(book), *arguments], doors())


def test_a_right_book_is_told_with_the_heads_to_write_down(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(book) == 0
    out, error = capsys.readouterr()
    first, *heads = out.splitlines()
    assert first == "The book is right: 32 documents, 54 movements."
    assert [head.split(":")[0] for head in heads] == ["T1", "T0", "T2"]
    assert all(re.fullmatch(r"T\d: \d+ documents, digest [0-9a-f]{64}", head) for head in heads)
    assert error == ""
    assert verify(book, "--anchor", heads[0][-64:]) == 0


def test_each_finding_is_a_line_and_the_status_says_so(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage(
        book,
        "UPDATE sale_line SET price_micro = 1 WHERE document_id = 4 AND line_no = 1",
        "UPDATE level SET quantity_milli = 5000 WHERE product_id = 2 AND location_id = 1",
    )
    assert verify(book) == 1
    out, error = capsys.readouterr()
    assert out == ""
    lines = error.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("T1-000001 is not as it was posted")
    assert lines[1].startswith("The level of A1 at shop is 5")
    assert "(2 found)" in lines[2]


def test_an_anchor_that_is_gone_is_a_finding_and_one_that_is_none_is_refused(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(book, "--anchor", "ab" * 32) == 1
    assert "No document has the digest abab" in capsys.readouterr().err
    assert verify(book, "--anchor", "abc") == 2
    assert "“abc” is no digest" in capsys.readouterr().err


def test_a_book_that_is_all_wrong_still_gets_an_answer(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_OF_A_KIND >= 100
    monkeypatch.setattr("app.reports.findings.MOST_OF_A_KIND", 2)
    damage(book, "UPDATE level SET quantity_milli = quantity_milli + 1")
    assert verify(book) == 1
    *found, more, last = capsys.readouterr().err.splitlines()
    assert len(found) == 2
    assert re.fullmatch(r"And \d+ more of the same kinds\.", more)
    assert last.startswith("The book is not right")


def test_what_is_no_book_is_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(tmp_path / "none.book") == 2
    assert "none.book" in capsys.readouterr().err
