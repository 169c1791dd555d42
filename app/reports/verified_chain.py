"""Whether the documents of every till are all there and as they were posted: the chain of digests, the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from app.domain import chain
from app.domain.document import SaleLine
from app.domain.shop import Shop, StockSystem
from app.reports.findings import Finding, Head
from app.reports.verified_cash import DrawerWalk
from app.reports.verified_documents import movement_findings, own_findings
from app.store.database import Connection
from app.store.queries import asserted, verification
from app.store.queries.asserted import Filed, Till

Numbers = dict[tuple[str, int], tuple[int, str]]
"""The last number of each kind and series on the way: its place in the series, and as it is written."""


class ChainWalk:
    """Walks the chains of all tills once, and looks at each document on the way.

    Args:
        shop: Its currency, and whether sales move stock.
        anchor: A digest that some document must have, or None.

    Attributes:
        heads: Of the tills that have documents, once they were walked.
        documents, movements: How many the book has.
    """

    def __init__(self, shop: Shop, anchor: str | None) -> None:
        self._shop = shop
        self._anchor = anchor
        self._is_anchor_met = False
        self.heads: list[Head] = []
        self.documents = self.movements = 0

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """What is wrong, document by document."""
        self.documents, self.movements = verification.counts(connection)
        for till in asserted.tills(connection):
            yield from self._of_till(connection, till)
        lost = self.documents - sum(head.documents for head in self.heads)
        if lost:
            yield Finding("verify_lost_documents", count=lost)
        if self._anchor is not None and not self._is_anchor_met:
            yield Finding("verify_anchor", digest=self._anchor)

    def _of_till(self, connection: Connection, till: Till) -> Iterator[Finding]:
        numbers: Numbers = {}
        drawer = DrawerWalk(self._shop.currency)
        last: Filed | None = None
        count = 0
        documents = asserted.of_till(connection, till)
        while batch := list(islice(documents, asserted.BATCH)):
            moved = verification.moved_by(connection, [one.document_id for one in batch])
            for filed in batch:
                yield from self._link(till, last, filed)
                yield from _number(numbers, filed)
                yield from own_findings(filed, till.code, self._shop.currency)
                yield from drawer.findings(filed)
                yield from movement_findings(
                    filed,
                    moved[filed.document_id],
                    money=self._shop.currency,
                    must_move=partial(self._must_move, connection, filed.document_id),
                    by_lot=partial(verification.left_by_lot, connection, document_id=filed.document_id),
                )
                last, count = filed, count + 1
        if last is not None:
            self.heads.append(Head(till.code, count, last.digest))
        yield from _head(till, last)
        yield from _last_numbers(numbers, verification.last_numbers(connection, till.till_id), till)

    def _must_move(self, connection: Connection, document_id: int, line: SaleLine, product_id: int) -> bool:
        """Whether a line of a sale must have moved stock.

        It must where the line it takes back did; or where there was stock, for then nobody can have made the product
        one without. A shop that lives by counts sells without movements.
        """
        if self._shop.stock is StockSystem.PERIODIC:
            return False
        if line.of is not None:
            return verification.line_moved(connection, line.of, line.of_line, product_id)
        return verification.had_stock(connection, product_id, before=document_id)

    def _link(self, till: Till, before: Filed | None, filed: Filed) -> Iterator[Finding]:
        """Whether a document is the one that the chain has there.

        The next one is held to the digest that is stored here, so that one change is one finding.
        """
        place = before.place + 1 if before else 1
        if filed.place != place:
            yield Finding(
                "verify_chain_gap",
                till=till.code,
                number=filed.number,
                before=before.number if before else "-",
                count=filed.place - place,
            )
            return
        if filed.version != chain.CANONICAL_VERSION:
            yield Finding("verify_version", number=filed.number, version=filed.version)
        elif filed.document is None:
            yield Finding("verify_no_rows", number=filed.number)
        else:
            digest = chain.digest(filed.document, before=before.digest if before else "")
            self._is_anchor_met = self._is_anchor_met or digest == self._anchor
            if digest != filed.digest:
                yield Finding("verify_digest", number=filed.number)


def _number(numbers: Numbers, filed: Filed) -> Iterator[Finding]:
    """Whether a document's number follows the one before it of its kind."""
    sequence, before = numbers.get((filed.kind, filed.series), (0, "-"))
    if filed.sequence != sequence + 1:
        yield Finding("verify_number_gap", number=filed.number, before=before)
    numbers[filed.kind, filed.series] = (filed.sequence, filed.number)


def _head(till: Till, last: Filed | None) -> Iterator[Finding]:
    """Whether the chain ends where the till says."""
    place, digest = (last.place, last.digest) if last else (0, "")
    if place != till.chain_length:
        yield Finding("verify_head", till=till.code, found=place, expected=till.chain_length)
    elif digest != till.chain_digest:
        yield Finding("verify_head_digest", till=till.code, number=last.number if last else "-")


def _last_numbers(numbers: Numbers, given: Mapping[tuple[str, int], int], till: Till) -> Iterator[Finding]:
    """Whether the last number of each kind is the last that the till gave."""
    for key in sorted({*given, *numbers}):
        last, _ = numbers.get(key, (0, ""))
        if given.get(key, 0) != last:
            yield Finding("verify_last_number", till=till.code, kind=key[0], given=given.get(key, 0), last=last)
