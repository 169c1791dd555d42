"""The proof of the journal: every entry balances, and what is owed is what its accounts hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.accounts import busy_shop
from tests.reports.damage import codes, damage, prove


@pytest.fixture(scope="module")
def busy_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("busy") / "shop.book"
    busy_shop(path).book.close_thread()
    return path


@pytest.fixture
def path(busy_book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(busy_book, tmp_path / "shop.book"))


def test_a_book_with_every_kind_of_document_is_right(path: Path) -> None:
    assert [str(one) for one in prove(path).found] == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        # A transfer must leave one place with what it brings to the other.
        ("UPDATE movement SET value_minor = value_minor - 1 WHERE kind = 'transfer_out'", "verify_journal"),
        ("UPDATE movement SET kind = 'transfer_in' WHERE kind = 'count_gain'", "verify_journal"),
        ("UPDATE movement SET kind = 'magic' WHERE kind = 'sale'", "verify_journal"),
        ("UPDATE tender SET amount_minor = amount_minor + 1 WHERE kind = 'meal'", "verify_journal"),
        ("UPDATE sale SET rounding_minor = 1 WHERE gross_minor = 600", "verify_journal"),
        ("UPDATE movement SET kind = 'delivery' WHERE kind = 'adjustment'", "verify_not_invoiced"),
        ("UPDATE invoice_match SET received_minor = received_minor + 1", "verify_not_invoiced"),
        ("DELETE FROM invoice_match", "verify_not_invoiced"),
        ("UPDATE invoice_match SET billed_minor = billed_minor + 1", "verify_bill"),
        ("DELETE FROM invoice_match", "verify_bill"),
        ("UPDATE movement SET value_minor = value_minor + 1 WHERE kind = 'invoice'", "verify_bill"),
    ],
)
def test_an_entry_or_a_list_that_does_not_agree_is_found(path: Path, statement: str, code: str) -> None:
    damage(path, statement)
    assert code in codes(prove(path))


def test_the_sentences_say_what_and_by_how_much(path: Path) -> None:
    damage(
        path,
        "UPDATE tender SET amount_minor = amount_minor + 7 WHERE kind = 'meal'",
        "UPDATE invoice_match SET received_minor = 1000 WHERE received_minor = 1100 AND place = 1",
    )
    told = {one.code: str(one) for one in prove(path).found}
    assert told["verify_journal"] == "The entry of T1-000002 does not balance: 0.07 too much on one side."
    assert told["verify_not_invoiced"] == (
        "The account grni holds 49.60, but what is received and not invoiced is 50.60."
    )
