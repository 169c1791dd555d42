"""The journal for bookkeeping programs: beancount and hledger themselves read it, and hold it to its assertions."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.shop import Costing, StockSystem
from app.domain.tender import CashRounding
from app.exchange.accounting_files import to_beancount, to_hledger
from app.reports.accounting import AccountBook, Accounting
from app.reports.asked import EVERYTHING, Asked
from tests.accounts import busy_shop
from tests.books import Counter, counter_at

Writer = Callable[[AccountBook, io.BytesIO], None]
BOTH = pytest.mark.parametrize("writer", [to_beancount, to_hledger])


def written(writer: Writer, books: AccountBook) -> str:
    stream = io.BytesIO()
    writer(books, stream)
    assert not stream.closed
    return stream.getvalue().decode()


def judged(writer: Writer, books: AccountBook, folder: Path) -> str:
    """What the bookkeeping program says of the file; nothing where it is content."""
    text = written(writer, books)
    path = folder / "books.journal"
    path.write_text(text, encoding="utf-8")
    if writer is to_beancount:
        command = [str(Path(sys.executable).with_name("bean-check")), str(path)]
    else:
        command = [str(shutil.which("hledger")), "-f", str(path), "check", "--strict"]
    environment = {"LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=100)
    assert (done.returncode == 0) == (done.stdout + done.stderr == "")
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    shop = busy_shop(tmp_path_factory.mktemp("busy") / "shop.book")
    yield shop
    shop.book.close_thread()


@BOTH
@pytest.mark.parametrize(
    "asked",
    [
        EVERYTHING,
        Asked(first=20260303),
        Asked(last=20260303),
        Asked(first=20260303, last=20260303),
        Asked(first=20260401),
        Asked(last=20260101),
    ],
)
def test_every_kind_of_document_is_taken(busy: Counter, tmp_path: Path, writer: Writer, asked: Asked) -> None:
    assert judged(writer, Accounting(busy.book).account_book(asked), tmp_path) == ""


@BOTH
@pytest.mark.parametrize(
    "rules",
    [
        {"costing": Costing.AVERAGE},
        {"stock": StockSystem.PERIODIC},
        {"cash_rounding": CashRounding(5)},
        {"currency": "JPY"},
        {"currency": "KWD"},
    ],
)
def test_shops_with_other_rules_are_taken(tmp_path: Path, writer: Writer, rules: dict) -> None:
    shop = counter_at(tmp_path / "shop.book", **rules)
    shop.product("A", "1498", tax="20")
    shop.deliver("d1", "A", "10", "1234")
    shop.sell("s1", "A", "3")
    shop.post("count", "c1", lines=[{"sku": "A", "counted": "6"}])
    assert judged(writer, Accounting(shop.book).account_book(), tmp_path) == ""
    shop.book.close_thread()


@BOTH
@pytest.mark.parametrize(
    "name", ["Card clearing", "Assets:Über;uns (1)", "现金", "1200", 'a"b\\c', "assets:cash", "é:ø", "m²", "ß", "ǆ"]
)
def test_whatever_a_shop_calls_its_accounts_is_taken(tmp_path: Path, writer: Writer, name: str) -> None:
    shop = counter_at(tmp_path / "shop.book", name='Say "Cheese"; \\o/\n* shop')
    shop.product("A", "1.50", tax="20", stocked=False)
    shop.post("tender", kind="cash", name="Cash", account=name)
    shop.post("account", code="sales", name=name)
    shop.post("account", code="grni", name=name)
    shop.sell('s "1"\n; * = @ 5.00 EUR', "A")
    assert judged(writer, Accounting(shop.book).account_book(), tmp_path) == ""
    shop.book.close_thread()


@BOTH
def test_a_book_without_documents_is_taken(counter: Counter, tmp_path: Path, writer: Writer) -> None:
    assert judged(writer, Accounting(counter.book).account_book(), tmp_path) == ""


@BOTH
@pytest.mark.parametrize("account", ["Assets:Inventory:Back", "Assets:Cash", "Liabilities:GRNI:Carriers"])
def test_an_account_that_is_not_what_the_lists_say_is_noticed(
    busy: Counter, tmp_path: Path, writer: Writer, account: str
) -> None:
    books = Accounting(busy.book).account_book()
    wrong = replace(books, held={**books.held, account: books.held[account] + 1})
    assert account in judged(writer, wrong, tmp_path)


@BOTH
def test_an_entry_that_does_not_balance_is_noticed(busy: Counter, tmp_path: Path, writer: Writer) -> None:
    books = Accounting(busy.book).account_book()
    rows = list(books.journal.rows)
    rows[0] = (*rows[0][:6], int(rows[0][6] or 0) + 1, None)
    wrong = replace(books, journal=replace(books.journal, rows=rows), held={})
    assert "balance" in judged(writer, wrong, tmp_path)


def test_hledger_finds_the_balances_that_the_journal_has(busy: Counter, tmp_path: Path) -> None:
    path = tmp_path / "books.journal"
    path.write_text(written(to_hledger, Accounting(busy.book).account_book()), encoding="utf-8")
    command = ["hledger", "-f", str(path), "balance", "--flat", "--no-total"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    )
    told = {name: amount for amount, name in re.findall(r"(-?[\d.]+) EUR +(\S+)", done.stdout)}
    # 100.00 + 25.00 + 90.00 - 3.00 + 5.00 - 7.50 - 50.00 - 9.50 + 3.00
    assert told["Assets:Cash"] == "153.00"
    assert told["Liabilities:Payables"] == "-41.40"
    assert told["Liabilities:GRNI:Carriers"] == "-5.33"


def test_beancount_reads_accounts_entries_and_assertions(counter: Counter) -> None:
    counter.product("A", "1.50", tax="20")
    counter.post("opening_stock", "o1", lines=[{"sku": "A", "quantity": "10", "unit_cost": "1.00"}])
    counter.sell("s1", "A", "2", tenders=[{"kind": "cash", "amount": "5.00"}])
    text = written(to_beancount, Accounting(counter.book).account_book())
    assert 'option "operating_currency" "EUR"\n' in text
    assert "2026-03-02 open Assets:Inventory:Shop EUR\n" in text
    sale = (
        '2026-03-02 * "Sale T1-000001"\n  document: "s1"\n  Assets:Cash  3.00 EUR\n  Expenses:CostOfSales  2.00 EUR\n'
    )
    assert sale in text
    assert text.endswith(
        "2026-03-03 balance Assets:Inventory:Shop  8.00 ~ 0.00 EUR\n2026-03-03 balance Assets:Cash  3.00 ~ 0.00 EUR\n"
    )


def test_hledger_reads_declarations_and_assertions(counter: Counter) -> None:
    counter.product("A", "1.50", stocked=False)
    counter.sell("s1", "A")
    text = written(to_hledger, Accounting(counter.book).account_book())
    assert text.startswith("; Corner shop\ndecimal-mark .\ncommodity 1000.00 EUR\n\naccount Assets:Cash\n")
    assert "\n2026-03-02 * Sale T1-000001\n    ; document: s1\n    Assets:Cash  1.50 EUR\n" in text
    assert text.endswith("\n2026-03-02 * Balances\n    Assets:Cash  0.00 EUR = 1.50 EUR\n")
