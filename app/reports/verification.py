"""The proof of the book: what it keeps is the sum of what happened, and what happened is as it was posted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from app.base.trouble import Trouble
from app.domain.refusal import Refusal
from app.reports.findings import Finding, Findings, Notebook
from app.reports.verified_accounts import journal_findings
from app.reports.verified_chain import ChainWalk
from app.reports.verified_orders import order_findings
from app.reports.verified_periods import period_findings
from app.reports.verified_stock import ledger_findings, shelf_findings
from app.store.database import Book, Connection, DatabaseError
from app.store.queries import verification

_DIGEST = re.compile(r"[0-9a-f]{64}")

Check = Callable[[Connection], Iterator[Finding]]


class Verification:
    """Proves a book. Safe on any thread, and while others sell: each part of it sees one moment of the book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def run(self, anchor: str | None = None) -> Findings:
        """Read the whole book and say what is wrong with it.

        The file is whole; the structure is the program's own; every till's documents are all there, unchanged, in
        order, their numbers without gaps and their sums right; every line has its movements; orders are open as long
        as they are awaited; levels, cost pools, layers and shortages are what the movements make; cash counts expected
        what was in the drawer; the journal balances; closed periods are as they were closed. However large the book
        is, little of it is in memory.

        Args:
            anchor: A digest that was kept on paper: the document it belongs to must still be there.

        Raises:
            Refusal: `bad_digest` when the anchor is none.
            Trouble: when the book cannot be read for another reason than damage.
        """
        walk = ChainWalk(self._book.shop, None if anchor is None else read_digest(anchor))
        notebook = Notebook()
        money = self._book.shop.currency
        checks: tuple[tuple[str, Check], ...] = (
            ("the file", _file_findings),
            ("the documents", walk.findings),
            ("the order of the documents", _order_findings),
            ("the orders", order_findings),
            ("the ledger", ledger_findings),
            ("the stock", partial(shelf_findings, money=money)),
            ("the periods", partial(period_findings, money=money)),
            ("the journal", partial(journal_findings, money=money)),
        )
        for part, check in checks:
            self._carry_out(part, check, notebook)
        return Findings(notebook.found, notebook.unsaid, walk.documents, walk.movements, tuple(walk.heads))

    def _carry_out(self, part: str, check: Check, notebook: Notebook) -> None:
        """Make one check; damage that stops it is a finding, and the other checks go on."""
        try:
            with self._book.reading() as connection:
                for finding in check(connection):
                    notebook.note(finding)
        except Trouble as trouble:
            if trouble.code != "book_damaged":
                raise
            notebook.note(Finding("verify_unreadable", part=part))
        except (DatabaseError, TypeError, ValueError, OverflowError, LookupError):
            # Damage can leave what no column may have, or no column at all. In a whole file this is a bug, and told so.
            if not notebook.has("verify_file", "verify_structure", "verify_unreadable"):
                raise
            notebook.note(Finding("verify_unreadable", part=part))


def read_digest(text: str) -> str:
    """A digest as a person types it off paper: spaces and capitals do not matter.

    Raises:
        Refusal: `bad_digest` unless it is 64 hexadecimal digits.
    """
    digest = "".join(text.split()).lower()
    if not _DIGEST.fullmatch(digest):
        raise Refusal("bad_digest", text=text[:80])
    return digest


def _file_findings(connection: Connection) -> Iterator[Finding]:
    for name in verification.foreign_structure(connection):
        yield Finding("verify_structure", name=name)
    for problem in verification.file_problems(connection):
        yield Finding("verify_file", problem=problem)


def _order_findings(connection: Connection) -> Iterator[Finding]:
    """What is wrong between documents, and with what belongs to them from outside."""
    for number, before in verification.recorded_back(connection):
        yield Finding("verify_recorded", number=number, before=before)
    for number, table in verification.stray_rows(connection):
        yield Finding("verify_stray", number=number, table=table)
    for number, line, sku, product in verification.lines_of_other_products(connection):
        yield Finding("verify_other_product", number=number, line=line, sku=sku, product=product)
    for uid in verification.lost_drafts(connection):
        yield Finding("verify_draft", uid=uid)
