"""Transferring: goods that go from one location to another, at once or with a while on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.base.clock import Clock
from app.domain import rights
from app.domain.changes import Posted
from app.domain.document import DocumentKind, StockDocument, StockLine
from app.domain.figures import PIECE_MILLI, write_quantity
from app.domain.movement import Carried, Step, Wanted
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal
from app.domain.stock_lines import check_named
from app.domain.stock_requests import TransferAsked, TransferLineAsked, TransferReceiptAsked
from app.reports.coded import by_sku
from app.store.database import Book
from app.store.queries import counts, parties, stock, transfers
from app.store.writing import places
from app.store.writing.posting import Beside, Posting


class Transferring:
    """Moves goods between locations, with their layers at their cost."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def transfer(self, asked: TransferAsked) -> Posted:
        """Goods leave a location for another one; with `send` they are on the way until their receipt.

        Raises:
            Refusal: `unknown_location`, `not_a_shelf`, `same_location`, `other_location`, `unknown_product`,
                `transfer_short`, `quantity_below_zero`, `whole_pieces`, `carried_before_count`, those of `by_sku`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            posting.open(DocumentKind.TRANSFER, rights.Right.TRANSFER, location=asked.source, is_place_fixed=True)
            if asked.source == asked.target:
                raise Refusal("same_location", location=asked.source)
            target_id = parties.shelf_id_of(connection, asked.target)
            to_id = places.transit(connection) if asked.send else target_id
            lines, goods = _lines(posting, asked.lines)
            ends = _Ends(posting.location_id, None if asked.send else target_id)
            first, last = _given_back(posting, lines, goods, ends, counted=asked.counted)
            _check_there(posting, lines, goods, first)
            document = StockDocument(
                posting.heading,
                lines,
                to_location=asked.target,
                step="send" if asked.send else "",
                counted=counts.answer(asked.counted),
            )
            steps = (*first, *_steps(lines, goods, posting.location_id, to_id), *last)
            return posting.post(document, goods, steps, points_to=Beside(to_location_id=target_id))

    def receive_transfer(self, asked: TransferReceiptAsked) -> Posted:
        """Goods that were on the way have arrived; without lines all that is still on the way with this transfer.

        What was taken off on the way, damaged or lost, cannot arrive any more.

        Raises:
            Refusal: `not_on_the_way`, `more_than_sent`, `other_location`, `unknown_product`, `quantity_below_zero`,
                `whole_pieces`, `before_its_document`, `carried_before_count`, those of `by_sku`.
        """
        with self._book.writing() as connection:
            posting = Posting(connection, self._book, self._clock, asked)
            known = posting.already()
            if known is not None:
                return known
            sent = transfers.sent(connection, asked.of)
            if sent is None:
                raise Refusal("not_on_the_way", uid=asked.of[:64])
            target = parties.location_code(connection, sent.to_location_id)
            posting.open(DocumentKind.TRANSFER_RECEIPT, rights.Right.TRANSFER, location=target, is_place_fixed=True)
            posting.refer(asked.of, sent.document_id)
            posting.rest_on([sent.document_id])
            wanted = asked.lines or tuple(
                TransferLineAsked(row.sku, row.left_milli, row.lot or None)
                for row in transfers.travelling(connection, asked.of)
            )
            if not wanted:
                raise Refusal("not_on_the_way", uid=asked.of[:64])
            lines, goods = _lines(posting, wanted)
            parts = _parts(lines, sent)
            transit_id = places.transit(connection)
            ends = _Ends(None, sent.to_location_id)
            _, last = _given_back(posting, lines, goods, ends, counted=asked.counted)
            document = StockDocument(posting.heading, lines, to_location=target, counted=counts.answer(asked.counted))
            carried = [
                Carried(line.line_no, item.product_id, quantity_milli, transit_id, sent.to_location_id, lot)
                for line, item, of_line in zip(lines, goods, parts, strict=True)
                for lot, quantity_milli in of_line
            ]
            points_to = Beside(to_location_id=sent.to_location_id)
            return posting.post(document, goods, (*carried, *last), points_to=points_to)


class _Ends(NamedTuple):
    """The places between which goods go; None is on the way, where nobody counts."""

    source_id: int | None
    target_id: int | None


def _given_back(
    posting: Posting, lines: Sequence[StockLine], goods: Sequence[Item], ends: _Ends, *, counted: bool | None
) -> tuple[Sequence[Step], Sequence[Step]]:
    """What counts at both places give back of goods that had gone by then: before these go, and after they have come.

    Raises:
        Refusal: `carried_before_count` where a count came after and nobody says whether the goods had gone.
    """
    asked: dict[str, list[str]] = {}
    steps: list[Sequence[Step]] = []
    for location_id, sign in ((ends.source_id, -1), (ends.target_id, 1)):
        late = [
            one
            for line, item in zip(lines, goods, strict=True)
            for one in counts.late(line.line_no, item, sign * line.quantity_milli, line.lot, line.serials)
        ]
        # Goods that had gone were on the shelf to which they came, and not on the one that they left.
        there = None if counted is None else counted == (sign > 0)
        try:
            given = posting.taken_back(late, counted=there, location_id=location_id) if location_id else ()
        except Refusal as refusal:
            for name, words in refusal.facts.items():
                asked.setdefault(name, []).append(str(words))
            given = ()
        steps.append(given)
    if asked:
        facts = {name: ", ".join(dict.fromkeys(", ".join(words).split(", "))) for name, words in asked.items()}
        raise Refusal("carried_before_count", **facts)
    return steps[0], steps[1]


def _lines(posting: Posting, asked: Sequence[TransferLineAsked]) -> tuple[tuple[StockLine, ...], list[Item]]:
    asked = by_sku(posting.connection, asked, shop=posting.book.shop, location_id=posting.location_id)
    found = posting.find_goods(line.sku for line in asked)
    goods = [found[line.sku] for line in asked]
    for line, item in zip(asked, goods, strict=True):
        check_quantity(line.quantity_milli, item.unit, sku=item.sku)
        check_named(item, line.quantity_milli, line.serials)
        if line.quantity_milli < 0:
            raise Refusal("quantity_below_zero", sku=item.sku)
    lines = tuple(
        StockLine(number, line.sku, line.quantity_milli, lot=line.lot or "", serials=line.serials)
        for number, line in enumerate(asked, start=1)
    )
    return lines, goods


def _check_there(
    posting: Posting, lines: Sequence[StockLine], goods: Sequence[Item], given_back: Sequence[Step]
) -> None:
    """Only what is there can be carried away: of the product, and of each lot that is named."""
    back: dict[tuple[int, str], int] = {}
    for step in given_back:
        if isinstance(step, Wanted):
            for lot in {"", step.lot}:
                back[step.product_id, lot] = back.get((step.product_id, lot), 0) + step.quantity_milli
    wanted: dict[tuple[Item, str], int] = {}
    for line, item in zip(lines, goods, strict=True):
        for lot in {"", line.lot}:
            wanted[item, lot] = wanted.get((item, lot), 0) + line.quantity_milli
        for serial in line.serials:
            wanted[item, serial] = wanted.get((item, serial), 0) + PIECE_MILLI
    for (item, lot), quantity_milli in wanted.items():
        there_milli = stock.on_hand(posting.connection, item.product_id, posting.location_id, lot)
        there_milli += back.get((item.product_id, lot), 0)
        if there_milli < quantity_milli:
            raise Refusal(
                "transfer_short",
                sku=item.sku,
                name=f"{item.name}, {lot}" if lot else item.name,
                there=write_quantity(there_milli),
                wanted=write_quantity(quantity_milli),
            )


def _parts(lines: Sequence[StockLine], sent: transfers.Sent) -> list[list[tuple[str, int]]]:
    """What of each lot has arrived, line by line: of what this transfer sent, in the order in which it left."""
    left: dict[tuple[str, str], int] = {}
    for one in sent.lines:
        left[one.sku, one.lot] = left.get((one.sku, one.lot), 0) + one.left_milli
    return [[part for named in _named(line) for part in _use(left, line.sku, *named)] for line in lines]


def _named(line: StockLine) -> list[tuple[str, int]]:
    """A line's serial numbers, a piece each, or its lot, "" for any."""
    return [(serial, PIECE_MILLI) for serial in line.serials] or [(line.lot, line.quantity_milli)]


def _use(left: dict[tuple[str, str], int], sku: str, lot: str, quantity_milli: int) -> Iterator[tuple[str, int]]:
    for key in [(sku, lot)] if lot else [key for key in left if key[0] == sku]:
        part_milli = min(left.get(key, 0), quantity_milli)
        if part_milli > 0:
            left[key] -= part_milli
            quantity_milli -= part_milli
            yield key[1], part_milli
    if quantity_milli:
        raise Refusal("more_than_sent", sku=sku)


def _steps(lines: Sequence[StockLine], goods: Sequence[Item], from_id: int, to_id: int) -> list[Carried]:
    """What is named goes first: else a line that names nothing might take just that piece or lot."""
    steps = [
        Carried(line.line_no, item.product_id, quantity_milli, from_id, to_id, lot)
        for line, item in zip(lines, goods, strict=True)
        for lot, quantity_milli in _named(line)
    ]
    return sorted(steps, key=lambda step: not step.lot)
