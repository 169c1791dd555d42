"""Counts that were posted: which there are, and what one of them has found, to be looked at line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.figures import share_so_far
from app.domain.in_pieces import Held, sorted_in_pieces
from app.domain.progress import Progress, share, told
from app.reports.count_paper import NOT_POSTED, CountPaper
from app.reports.report import Cell
from app.store.database import Book
from app.store.queries import count_truths, posted_counts, reversals
from app.store.queries.posted_counts import PostedCount

__all__ = ["PostedCount", "PostedCounts"]

OPENING, AGAIN = "opening stock", NOT_POSTED
"""States: the count is the first that is known of the goods; they moved meanwhile, and nothing of them was posted."""


class PostedLine(NamedTuple):
    """What a count has found of goods, or of one lot of them.

    Attributes:
        unit: Of the goods, "" where nobody knows it.
        zones, people: Where it was found and by whom, with commas between.
        at: When its last piece was scanned, as ISO 8601 writes a moment; "" where nobody counted it.
        counted_milli, expected_milli: None where there is no such figure.
        state: In the words of the paper; "" where nothing else is to be said.
        before_milli, before_by: What was found by the pass before this one and by whom, where it was counted again.
    """

    sku: str
    name: str
    unit: str
    lot: str
    zones: str
    people: str
    at: str
    counted_milli: int | None
    expected_milli: int | None
    difference_milli: int
    value_minor: int
    sold_since_milli: int
    reason: str
    state: str
    before_milli: int | None = None
    before_by: str = ""

    @property
    def is_scan(self) -> bool:
        """Whether it is of a scan that is in no count, and its state says why."""
        return not self.sku


class LookedAt(NamedTuple):
    """A posted count.

    Attributes:
        lines: What is worth a look first: what was not posted, then what differs, by its worth.
        losses_minor, gains_minor: What its differences came to, losses below zero; opening stock is none.
        opening_minor: What the opening stock that it found is worth.
        differing: How many lines differ from what the book had.
        kinds: Of the lines about which the same is said, one each: a window measures these, and not a hundred thousand.
    """

    head: PostedCount
    lines: tuple[PostedLine, ...]
    losses_minor: int
    gains_minor: int
    opening_minor: int
    differing: int
    kinds: tuple[PostedLine, ...]


class GoingBack(NamedTuple):
    """What changes in the book as a count is taken back; money in minor units, what comes back above zero.

    Attributes:
        products: How many goods go back to what they were.
        losses_minor: What was missing and is there again; `gains_minor` was too much, and is gone again.
        opening_minor: Opening stock that is gone again.
        stay: The names of goods that were counted again later by a count that stands: they stay as counted then.
    """

    products: int
    losses_minor: int
    gains_minor: int
    opening_minor: int
    stay: tuple[str, ...] = ()


class PostedCounts:
    """Answers about them. Safe on any thread."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._paper = CountPaper(book)

    def newest(self, limit: int = 50) -> tuple[PostedCount, ...]:
        """The counts of the last days, the newest first."""
        with self._book.reading() as connection:
            return tuple(posted_counts.newest(connection, limit=limit))

    def head(self, uid: str) -> PostedCount:
        """A count without its lines.

        Raises:
            Refusal: `unknown_document`.
        """
        with self._book.reading() as connection:
            return posted_counts.posted_count(connection, uid)

    def look_at(self, uid: str, progress: Progress | None = None) -> LookedAt:
        """What a count has found.

        Args:
            uid: Of the count.
            progress: Is told how many lines are done; it may raise.

        Raises:
            Refusal: `unknown_document`.
        """
        with self._book.reading() as connection:
            count = posted_counts.posted_count(connection, uid)
            many = posted_counts.how_many_lines(connection, count)
        if progress is not None:
            progress(0, many)
        with Held() as held:
            _, rows = self._paper.rows_of(count.number, count.location)
            held.keep(rows)
            lines = tuple(
                sorted_in_pieces((_line(row) for row in told(rows, len(rows), share(progress, many, 80, 100))), _weight)
            )
            del rows
        differing = [line for line in lines if line.state != OPENING]
        return LookedAt(
            count,
            lines,
            sum(min(line.value_minor, 0) for line in differing),
            sum(max(line.value_minor, 0) for line in differing),
            sum(line.value_minor for line in lines if line.state == OPENING),
            sum(bool(line.difference_milli) for line in lines),
            tuple({_said_of(line): line for line in lines}.values()),
        )

    def going_back(self, looked: LookedAt) -> GoingBack:
        """What changes in the book as a count that was looked at is taken back.

        Raises:
            Refusal: `unknown_document`.
        """
        document_id = looked.head.document_id
        with self._book.reading() as connection:
            moved = reversals.movements(connection, document_id) + reversals.given_back(connection, document_id)
            changes = count_truths.comes_to(connection, document_id, moved)
            skus = posted_counts.skus(connection, document_id)
        by_lot = {(skus.get(product_id, ""), lot): change for (product_id, lot), change in changes.items()}
        going: dict[str, str] = {}
        differing: dict[str, str] = {}
        losses_minor = gains_minor = opening_minor = 0
        for line in looked.lines:
            if not line.difference_milli:
                continue
            differing[line.sku] = line.name
            change = by_lot.get((line.sku, line.lot)) or _of_all(by_lot, line.sku)
            if not change.left_milli:
                continue
            going[line.sku] = line.name
            value_minor = -_left_of(line.value_minor, change)
            if line.state == OPENING:
                opening_minor += value_minor
            else:
                losses_minor += max(value_minor, 0)
                gains_minor += min(value_minor, 0)
        stay = tuple(name for sku, name in differing.items() if sku not in going)
        return GoingBack(len(going), losses_minor, gains_minor, opening_minor, stay)


def _of_all(by_lot: Mapping[tuple[str, str], count_truths.Change], sku: str) -> count_truths.Change:
    """Of all lots of goods: a line may have several of them."""
    of_goods = [change for (of_sku, _), change in by_lot.items() if of_sku == sku]
    left_milli = next((change.left_milli for change in of_goods if change.left_milli), 0)
    return count_truths.Change(left_milli, left_milli)


def _left_of(value_minor: int, change: count_truths.Change) -> int:
    """The part of a value that changes; what goes another way than the line is told as the whole line."""
    whole_milli, left_milli = change
    if whole_milli * left_milli > 0 and abs(left_milli) < abs(whole_milli):
        return share_so_far(value_minor, abs(left_milli), abs(whole_milli))
    return value_minor


def _said_of(line: PostedLine) -> tuple[object, ...]:
    return line.state, line.difference_milli == 0, line.reason, line.before_milli, line.before_by


def _line(row: Mapping[str, Cell]) -> PostedLine:
    return PostedLine(
        str(row.get("sku") or ""),
        str(row["name"]),
        str(row.get("unit") or ""),
        str(row.get("lot") or row.get("serial") or ""),
        str(row.get("zone") or ""),
        str(row.get("counted_by") or ""),
        str(row.get("at") or ""),
        _known(row, "counted"),
        _known(row, "expected"),
        int(row.get("difference") or 0),
        int(row.get("value") or 0),
        int(row.get("sold_since") or 0),
        str(row.get("reason") or ""),
        str(row.get("state") or ""),
        _known(row, "before"),
        str(row.get("before_by") or ""),
    )


def _known(row: Mapping[str, Cell], name: str) -> int | None:
    cell = row.get(name)
    return None if cell is None else int(cell)


def _weight(line: PostedLine) -> tuple[int, int]:
    """What needs a look comes first, and what is worth most."""
    place = 0 if line.state == AGAIN else 1 if line.difference_milli else 2
    return place, -abs(line.value_minor)
