"""Stocktakes for those who count and those who review: what goes on, what was found, and how it compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.base.clock import Clock
from app.domain.count_again import Again, wanted_again
from app.domain.count_book import BookSays
from app.domain.count_journal import read_entry, write_entry
from app.domain.count_plan import Plan, Scope
from app.domain.count_review import Decision, ReviewLine, apart, left_out, reviewed
from app.domain.count_sheet import Entry, Goods, Note, free
from app.domain.count_standing import Found, standing
from app.domain.count_wish import count_asked
from app.domain.product import Item
from app.domain.progress import Progress, share, told
from app.domain.requests import Asking
from app.domain.rights import Right, may, require
from app.domain.shop import StockSystem
from app.domain.stock_requests import CountAsked
from app.reports.count_book_now import BookNow
from app.reports.count_sheet_lines import Printed, printed
from app.reports.lookups import Found as FoundGoods
from app.reports.lookups import check_day, find
from app.reports.posted_counts import PostedCounts
from app.store.database import Book
from app.store.queries import (
    count_apart,
    count_plans,
    count_sheets,
    count_unknown,
    count_zones,
    counted,
    counts,
    drafts,
    items,
    lot_dates,
    narrowing,
    parties,
    stock,
    stocktakes,
)
from app.store.queries.count_unknown import UnknownCode
from app.store.queries.stocktakes import SheetHead, Stocktake

__all__ = ["Again", "Printed", "Review", "SheetHead", "Stocktake", "Stocktakes", "UnknownCode"]

_BY_WORDS = 20


@dataclass(frozen=True, slots=True)
class Review:
    """A stocktake held against the book.

    Attributes:
        lines: What was counted, in the order in which it was found, then what was not counted, by SKU.
        many: How many entries its sheets have: whoever posts says it, so that nothing counted meanwhile is passed over.
        decided: What somebody with the right to post has said of differences, by product.
        apart: What was counted and has no stock of its own by now, each with whether it is a kit.
    """

    stocktake: Stocktake
    sheets: tuple[SheetHead, ...]
    lines: tuple[ReviewLine, ...]
    many: int
    decided: Mapping[int, Decision]
    apart: Mapping[int, bool]

    @property
    def open_sheets(self) -> int:
        """How many sheets are being counted still."""
        return sum(one.state == "open" for one in self.sheets)


class Stocktakes:
    """Answers about stocktakes. Safe on any thread.

    Attributes:
        posted: Answers about counts that were posted.
    """

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book, self.posted = book, PostedCounts(book)
        self._clock = clock

    def opened(self) -> tuple[Stocktake, ...]:
        """The stocktakes that are going on, the one that was begun first first."""
        with self._book.reading() as connection:
            return tuple(stocktakes.opened(connection))

    def plans(self) -> tuple[Plan, ...]:
        """The plans of the shop."""
        with self._book.reading() as connection:
            return tuple(count_plans.plans(connection))

    def places(self) -> dict[str, str]:
        """The names of the places where goods are counted, by code; none where the shop has one place alone."""
        with self._book.reading() as connection:
            found = dict(narrowing.locations(connection))
        return found if len(found) > 1 else {}

    def sheets(self, uid: str) -> tuple[SheetHead, ...]:
        """The sheets of a stocktake, in the order in which they were begun.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, uid)
            return tuple(stocktakes.sheet_heads(connection, known.stocktake_id))

    def names(self) -> dict[str, str]:
        """The names of all people who have ever worked here, by code."""
        with self._book.reading() as connection:
            return count_sheets.names(connection)

    def counted_by(self, uid: str) -> dict[int, tuple[str, ...]]:
        """The names of those who have counted on a stocktake's sheets, by draft.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, uid)
            return count_sheets.counted_by(connection, known.stocktake_id)

    def head(self, uid: str) -> Stocktake:
        """A stocktake, whatever became of it.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            return stocktakes.stocktake(connection, uid)

    def unknown_codes(self, uid: str) -> tuple[UnknownCode, ...]:
        """What was scanned in a stocktake, stands for no goods and was not looked after yet, the last one first.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, uid)
            return tuple(count_unknown.unknown_codes(connection, known.stocktake_id))

    def goods(self, sku: str) -> Goods | None:
        """A product as far as counting it needs; None where it is not one that is counted."""
        with self._book.reading() as connection:
            return stocktakes.goods_by_sku(connection, [sku]).get(sku)

    def entries(self, sheet: str) -> tuple[Entry, ...]:
        """The entries of a sheet."""
        with self._book.reading() as connection:
            return tuple(read_entry(meaning) for meaning in drafts.meanings(connection, sheet))

    def file_before(self, sheet: str, note: Note) -> SheetHead | None:
        """The sheet of the same stocktake that has a file already, as its journal notes it."""
        with self._book.reading() as connection:
            return stocktakes.noted_on(connection, sheet, write_entry(note))

    def reasons(self) -> tuple[str, ...]:
        """The reasons that a difference can have."""
        with self._book.reading() as connection:
            return tuple(stock.reasons(connection))

    def require(self, user: str | None, right: Right) -> None:
        """Refuse what a person may not see.

        Raises:
            Refusal: `not_allowed`, `unknown_user`.
        """
        with self._book.reading() as connection:
            require(parties.person(connection, user)[1], right)

    def may(self, user: str | None, right: Right) -> bool:
        """Whether a person may do something.

        Raises:
            Refusal: `unknown_user`.
        """
        with self._book.reading() as connection:
            return may(parties.person(connection, user)[1], right)

    def find(self, text: str, *, location: str, is_typed: bool = False) -> tuple[FoundGoods, tuple[Item, ...]]:
        """The goods that a scan means, or what was typed; beside it those that words find, where no code is known.

        Raises:
            Refusal: `lot_other_expiry` where another day stands on goods than the book has of their lot.
        """
        with self._book.reading() as connection:
            location_id = stock.location_id(connection, location)
            found = find(connection, text, shop=self._book.shop, location_id=location_id)
            check_day(connection, found)
            by_words: Sequence[Item] = ()
            if is_typed and not found.items:
                hits = items.countable_by_words(connection, text, location_id=location_id, limit=_BY_WORDS)
                whole = items.by_skus(connection, [hit.sku for hit in hits], location_id=location_id)
                by_words = [whole[hit.sku] for hit in hits]
        return found, tuple(by_words)

    def check_lot(self, product_id: int, lot: str, expiry: int | None) -> None:
        """Refuse a last day that is not the one which the book has of a lot.

        Raises:
            Refusal: `lot_other_expiry`.
        """
        if lot and expiry is not None:
            with self._book.reading() as connection:
                lot_dates.check(connection, product_id, lot, expiry)

    def review(self, uid: str, progress: Progress | None = None) -> Review:
        """What a stocktake has found, beside what the book expected when it was counted.

        Args:
            uid: Of the stocktake.
            progress: Is told how far it is, of how many entries; it may raise, and nothing is told of it then.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, uid)
            heads = stocktakes.reviewed_heads(connection, known)
            many = sum(one.entries for one in heads)
            every = stocktakes.sheets(connection, known.stocktake_id, share(progress, many, 0, 30))
            found = standing(every)
            sheets = [one.sheet for one in every]
            del every
            free(sheets)
            covered = stocktakes.covered(connection, known)
            if covered is None:
                covered = frozenset(stocktakes.with_stock(connection, known.location_id))
            says = BookNow(self._book, connection, known, found, covered, self._clock.now_us())
            decided = stocktakes.decisions(connection, known.stocktake_id)
            kits = count_apart.apart(connection, found)
            counted_goods = told(found.items(), len(found), share(progress, many, 65, 99))
            lines = [
                self._reviewed(known, decided, kits, one, says.of_found(product_id, one))
                for product_id, one in counted_goods
            ]
            lines += [
                left_out(goods, says.now(product_id))
                for product_id, goods in stocktakes.goods(connection, covered - found.keys()).items()
                if says.has_stock(product_id)
            ]
        return Review(known, heads, tuple(lines), many, decided, kits)

    def rests_on(self, uid: str) -> object:
        """What a review rests on; while it is the same, reading it again would say the same.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, uid)
            heads = stocktakes.reviewed_heads(connection, known)
            decided = stocktakes.decisions(connection, known.stocktake_id)
            return known, heads, decided, count_sheets.last_document(connection)

    def renewed(self, review: Review, progress: Progress | None = None) -> Review:
        """A review with what is decided by now, and what keeps stock: read anew only where something was counted.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, review.stocktake.uid)
            heads = stocktakes.reviewed_heads(connection, known)
            decided = stocktakes.decisions(connection, known.stocktake_id)
            counted_ids = (line.goods.product_id for line in review.lines if line.found is not None)
            kits = count_apart.apart(connection, counted_ids)
        if heads != review.sheets:
            return self.review(known.uid, progress)
        before = review.stocktake
        is_other_rule = (known.tolerance, known.second_person) != (before.tolerance, before.second_person)
        others = {one for one, _ in decided.items() ^ review.decided.items()}
        others |= {one for one, _ in kits.items() ^ review.apart.items()}
        lines = tuple(
            self._reviewed(known, decided, kits, line.found, line.says)
            if line.found is not None and (is_other_rule or line.goods.product_id in others)
            else line
            for line in review.lines
        )
        return Review(known, review.sheets, lines, review.many, decided, kits)

    def _reviewed(
        self,
        known: Stocktake,
        decided: Mapping[int, Decision],
        kits: Mapping[int, bool],
        found: Found,
        says: BookSays,
    ) -> ReviewLine:
        if found.goods.product_id in kits:
            return apart(found, says, is_kit=kits[found.goods.product_id])
        return reviewed(
            found,
            says,
            known.tolerance,
            second_person=known.second_person,
            decision=decided.get(found.goods.product_id, Decision()),
            is_usage=self._book.shop.stock is StockSystem.PERIODIC,
        )

    def recounts(self, uid: str, *, user: str | None, progress: Progress | None = None) -> tuple[Again, ...]:
        """What of a stocktake is to be counted again, without saying what the book expects: counting is blind.

        Args:
            progress: As of `review`.

        Raises:
            Refusal: `unknown_stocktake`, `unknown_user`.
        """
        with self._book.reading() as connection:
            own = parties.person(connection, user)[1].code
        review = self.review(uid, progress)
        return wanted_again(review.lines, own, second_person=review.stocktake.second_person)

    def booked(self, uid: str) -> tuple[int, int]:
        """What a posted count has changed, in money: its differences, and the opening stock that it found."""
        with self._book.reading() as connection:
            return counted.booked(connection, uid)

    def covers(self, sheet: str) -> frozenset[int] | None:
        """The products that the stocktake of a sheet is for; None where whatever lies there is counted.

        Raises:
            Refusal: `draft_closed` where there is no such sheet.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, count_sheets.with_sheet(connection, sheet)[0])
            return None if known.scope == Scope.ZONE else stocktakes.covered(connection, known)

    def has_piece(self, product_id: int, serial: str) -> bool:
        """Whether the book knows a serial number of goods, wherever that piece is by now."""
        with self._book.reading() as connection:
            return counts.has_piece(connection, product_id, serial)

    def zones(self, location: str) -> tuple[str, ...]:
        """The zones that a location was counted in, or is, by name."""
        with self._book.reading() as connection:
            place = parties.location_id_of(connection, location)
            return tuple(count_zones.zones(connection, place))

    def listed(self, uid: str, zone: str, *, with_pieces: bool = False) -> tuple[Printed, ...]:
        """The lines of a stocktake's printed sheet: of one zone, or of all of them for the location as a whole.

        Args:
            with_pieces: As of `printed`.

        Raises:
            Refusal: `unknown_stocktake`.
        """
        with self._book.reading() as connection:
            known = stocktakes.stocktake(connection, uid)
            return printed(connection, known, zone, with_pieces=with_pieces)

    def count_asked(self, review: Review, asking: Asking, progress: Progress | None = None) -> CountAsked:
        """The count that a review makes, to be posted by `Counting` with the stocktake's uid and `review.many`.

        Args:
            progress: Is told how many lines are asked for, of how many; it may raise.

        Raises:
            Refusal: `sheets_open`, `recounts_open`, `uncounted_open`.
        """
        now_us = self._clock.now_us()
        return count_asked(
            review.lines,
            asking,
            uncounted=review.stocktake.uncounted,
            open_sheets=review.open_sheets,
            offset_minutes=self._clock.offset_minutes(now_us),
            progress=progress,
        )
