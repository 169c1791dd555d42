"""What was counted when, and what that means for documents that come late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.domain.changes import Warned
from app.domain.count_sheet import Goods
from app.domain.figures import PIECE_MILLI, share_so_far
from app.domain.moment import business_day, write_date
from app.domain.movement import MovementKind, Shifted, Wanted, When, Withdrawn
from app.domain.product import Item
from app.domain.refusal import Refusal
from app.domain.shop import Shop, StockSystem
from app.store import dialect_sqlite as dialect
from app.store.database import Connection


class Late(NamedTuple):
    """Goods of a document that may be dated before a count of the same goods.

    Attributes:
        quantity_milli: As stock sees it: positive comes in.
    """

    line_no: int
    item: Item | Goods
    quantity_milli: int
    lot: str = ""


def late(line_no: int, item: Item, quantity_milli: int, lot: str, serials: Sequence[str]) -> list[Late]:
    """The goods of a line that may come late, piece by piece where serial numbers are named: the first are whole."""
    if not serials:
        return [Late(line_no, item, quantity_milli, lot)]
    piece_milli = PIECE_MILLI if quantity_milli > 0 else -PIECE_MILLI
    whole = serials[: abs(quantity_milli) // PIECE_MILLI]
    return [Late(line_no, item, piece_milli, serial) for serial in whole]


class Moment(NamedTuple):
    """Where and when a document happened, and the first day that is not closed."""

    location_id: int
    happened_us: int
    open_day: int


def answer(counted: bool | None) -> str:
    """An answer as a document asserts it: `yes`, `no`, or nothing where nobody asked."""
    return {None: "", True: "yes", False: "no"}[counted]


def taken_back(
    connection: Connection, goods: Iterable[Late], moment: Moment, shop: Shop, *, counted: bool | None
) -> list[Wanted | Withdrawn]:
    """The part of a later count's difference that a late document explains, to be taken back.

    Goods that came in and were on the shelf when they were counted are in the count already, and so are goods that
    went out and were no longer there: the first count after the document gives back what it had booked for them.

    Args:
        goods: What the document moves.
        counted: Whether the goods were on the shelf then.

    Raises:
        Refusal: `already_counted` where a count came after and nobody says whether the goods were on the shelf.
    """
    steps: list[Wanted | Withdrawn] = []
    asked: list[dict[str, str]] = []
    moved = list(goods)
    # Hardly ever was anything counted after a document: that is asked once for all of its lines.
    counted_later = counted_after(connection, {late.item.product_id for late in moved}, moment.happened_us)
    for late in moved:
        if late.item.product_id not in counted_later:
            continue
        found = connection.execute(
            _NEXT_COUNT, (late.item.product_id, moment.happened_us, moment.location_id, late.lot)
        ).fetchone()
        if found is None:
            continue
        at_us, number, document_id, line_no = found
        day = business_day(at_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
        if counted is None:
            asked.append({"sku": late.item.sku, "name": late.item.name, "count": number, "day": write_date(day)})
        elif counted == (late.quantity_milli > 0):
            when = When(at_us, max(day, moment.open_day))
            kind = connection.execute(_COUNT_KIND, (document_id, line_no)).get
            steps += _back(connection, late, moment.location_id, when, kind, shop)
    if asked:
        # One answer holds for all of them: all of them are named.
        raise Refusal("already_counted", **{fact: _each_once(one[fact] for one in asked) for fact in asked[0]})
    return steps


def _each_once(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def counted_after(connection: Connection, product_ids: Iterable[int], moment_us: int) -> frozenset[int]:
    """Those of the products of which anything was counted after a moment, wherever."""
    rows = connection.execute(_COUNTED_AFTER, (dialect.each(sorted(product_ids)), moment_us))
    return frozenset([row[0] for row in rows])


def _back(
    connection: Connection, late: Late, location_id: int, when: When, kind: str | None, shop: Shop
) -> Iterator[Wanted | Withdrawn]:
    """The steps that take a part of a count's difference back: at the value at which it was booked, as far as it goes.

    Args:
        kind: Of the movement that the count made, None where it found no difference.
    """
    product_id, quantity_milli = late.item.product_id, -late.quantity_milli
    seq, booked_milli, booked_minor = _booked(connection, (product_id, location_id, when.happened_us), late.lot)
    part_milli = min(abs(quantity_milli), abs(booked_milli)) if quantity_milli * booked_milli < 0 else 0
    if part_milli and kind != MovementKind.OPENING_STOCK:
        part_minor = share_so_far(abs(booked_minor), part_milli, abs(booked_milli))
        is_gain = booked_milli > 0
        own_kind = MovementKind.USAGE if kind == MovementKind.USAGE else difference_kind(booked_milli, shop)
        given = (late.line_no, own_kind, product_id, part_milli, part_minor)
        if is_gain:
            yield Withdrawn(*given, seq, lot=late.lot, location_id=location_id, when=when)
        else:
            yield Wanted(*given, lot=late.lot, location_id=location_id, when=when)
        quantity_milli += -part_milli if quantity_milli > 0 else part_milli
        kind = None
    if quantity_milli:
        rest_kind = difference_kind(quantity_milli, shop) if kind is None else MovementKind(kind)
        rest = (late.line_no, rest_kind, product_id, quantity_milli)
        yield Wanted(*rest, lot=late.lot, location_id=location_id, when=when)


def taken_over(connection: Connection, difference: Wanted, moment: Moment, shop: Shop) -> list[Shifted]:
    """The difference of a count that a later count takes over, because it was posted first; nothing where none does.

    As far as the later one has booked the same, it was that much earlier, at that value. The rest goes and comes back
    at one value: whatever lay there in between, the later count has found what there is.

    Args:
        difference: Of the count, at its moment.
    """
    product_id, quantity_milli, when = difference.product_id, difference.quantity_milli, difference.when
    found = connection.execute(
        _NEXT_COUNT, (product_id, moment.happened_us, moment.location_id, difference.lot)
    ).fetchone()
    if found is None or when is None:
        return []
    at_us, _, document_id, line_no = found
    day = business_day(at_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
    back_when = When(at_us, max(day, moment.open_day))
    kind = connection.execute(_COUNT_KIND, (document_id, line_no)).get
    _, booked_milli, booked_minor = _booked(connection, (product_id, moment.location_id, at_us), difference.lot)
    part_milli = min(abs(quantity_milli), abs(booked_milli)) if quantity_milli * booked_milli > 0 else 0
    shifted: list[tuple[int, int | None, MovementKind]] = []
    if part_milli and kind != MovementKind.OPENING_STOCK:
        part_minor = share_so_far(booked_minor, part_milli, abs(booked_milli))
        own_kind = MovementKind.USAGE if kind == MovementKind.USAGE else difference_kind(booked_milli, shop)
        part_milli = part_milli if quantity_milli > 0 else -part_milli
        shifted.append((part_milli, part_minor, own_kind))
        quantity_milli -= part_milli
        kind = None
    if quantity_milli:
        rest_kind = difference_kind(-quantity_milli, shop) if kind is None else MovementKind(kind)
        shifted.append((quantity_milli, None, rest_kind))
    line, lot = difference.line_no, difference.lot
    return [
        Shifted(line, product_id, milli, minor, difference.kind, when, back_kind, back_when, lot, difference.is_serial)
        for milli, minor, back_kind in shifted
    ]


def _booked(connection: Connection, counted: tuple[int, int, int], lot: str) -> tuple[int | None, int, int]:
    """What counts have booked of a lot at a moment; of all lots where none of it is of that one.

    Args:
        counted: Product, location and moment.
    """
    for one in {lot: None, "": None}:
        seq, booked_milli, booked_minor = connection.execute(_BOOKED, (*counted, one)).get
        if booked_milli:
            return seq, booked_milli, booked_minor
    return None, 0, 0


def counted_since(
    connection: Connection, product_ids: Iterable[int], moment: Moment, shop: Shop, *, code: str = "sold_before_count"
) -> tuple[Warned, ...]:
    """What to say of goods that were counted after a moment, each with the first such count; a sale's if no `code`."""
    warned = []
    for product_id in sorted(product_ids):
        found = connection.execute(_NEXT_COUNT, (product_id, moment.happened_us, moment.location_id, "")).fetchone()
        if found is not None:
            at_us, number, *_ = found
            day = business_day(at_us, ZoneInfo(shop.timezone), shop.day_cut_minutes)
            sku, name = connection.execute("SELECT sku, name FROM product WHERE id = ?", (product_id,)).get
            facts: dict[str, object] = {"sku": sku, "name": name, "count": number, "day": write_date(day)}
            warned.append(Warned(code, facts))
    return tuple(warned)


def difference_kind(quantity_milli: int, shop: Shop) -> MovementKind:
    """What the difference of a count is: shrinkage, or usage in a shop that lives by counts alone."""
    if shop.stock is StockSystem.PERIODIC:
        return MovementKind.USAGE
    return MovementKind.COUNT_GAIN if quantity_milli > 0 else MovementKind.COUNT_LOSS


_COUNTED_AFTER = dialect.in_words("""
SELECT one.value FROM $EACH AS one
WHERE EXISTS (SELECT 1 FROM stock_line WHERE product_id = one.value AND at_us > ?)
""")
# Goods in several zones were counted at the moment of the last one; what followed belongs to their last line. A count
# of other lots says nothing of one; whoever counts serial numbers counts all of them.
_NEXT_COUNT = """
SELECT max(at_us), number, document_id, (SELECT max(line_no) FROM stock_line AS own
    WHERE own.document_id = document.id AND own.product_id = stock_line.product_id)
FROM stock_line JOIN document ON document.id = document_id
WHERE product_id = ?1 AND at_us > ?2 AND location_id = ?3 AND state = ''
    AND (?4 IN ('', lot) OR lot = '' OR serials <> '')
    AND NOT EXISTS (SELECT 1 FROM document AS back WHERE back.of_id = document.id AND back.kind = 'reversal')
GROUP BY document.id ORDER BY 1, document.id LIMIT 1
"""
# What counts have booked at a moment, with what was taken back of it since; and the last of their gains.
_BOOKED = """
SELECT max(CASE WHEN quantity_milli > 0 THEN seq END), coalesce(sum(quantity_milli), 0), coalesce(sum(value_minor), 0)
FROM movement JOIN lot ON lot.id = lot_id
WHERE movement.product_id = ? AND location_id = ? AND happened_us = ?
    AND kind IN ('count_gain', 'count_loss', 'usage') AND ? IN ('', lot.number)
"""
_COUNT_KIND = """
SELECT kind FROM movement WHERE document_id = ? AND line_no = ? AND kind <> 'correction' ORDER BY seq LIMIT 1
"""


def check_new_serials(connection: Connection, goods: Iterable[tuple[Item, tuple[str, ...]]]) -> None:
    """Refuse serial numbers that come in and are in stock already.

    Raises:
        Refusal: `serial_in_stock`, or `serial_twice` for one that two lines name.
    """
    seen = set()
    for item, serials in goods:
        for serial in serials:
            if (item.product_id, serial) in seen:
                raise Refusal("serial_twice", serial=serial, sku=item.sku)
            seen.add((item.product_id, serial))
        # Hardly any goods have serial numbers: nothing is asked for the others.
        if serials:
            found = connection.execute(_IN_STOCK, (dialect.each_text(serials), item.product_id)).fetchall()
            for taken, location in found:
                raise Refusal("serial_in_stock", serial=taken, sku=item.sku, location=location)


_IN_STOCK = dialect.in_words("""
SELECT lot.number, location.code FROM $EACH AS one JOIN lot ON lot.number = one.value AND lot.product_id = ?
JOIN level ON level.product_id = lot.product_id AND level.lot_id = lot.id AND level.quantity_milli > 0
JOIN location ON location.id = level.location_id
""")


def has_piece(connection: Connection, product_id: int, serial: str) -> bool:
    """Whether a serial number of a product is known, wherever that piece is by now."""
    row = connection.execute("SELECT 1 FROM lot WHERE product_id = ? AND number = ?", (product_id, serial)).get
    return row is not None


def serial_location(connection: Connection, product_id: int, serial: str) -> str:
    """The code of the location where a piece with this serial number is in stock, "" for none."""
    found = connection.execute(_IN_STOCK, (dialect.each_text([serial]), product_id)).fetchone()
    return "" if found is None else str(found[1])


def in_stock_elsewhere(
    connection: Connection, product_id: int, serials: Iterable[str], location_id: int
) -> list[tuple[str, str]]:
    """Those of the serial numbers that the book has at another place, each with the code of that."""
    rows: list[tuple[str, str]] = list(
        connection.execute(_ELSEWHERE, (dialect.each_text(list(serials)), product_id, location_id))
    )
    return rows


_ELSEWHERE = f"{_IN_STOCK} WHERE location.id <> ? ORDER BY 1"


def check_expiry(connection: Connection, named: Iterable[tuple[Item, str]], day: int) -> None:
    """Refuse a lot (or a piece) that somebody named and whose last day has passed.

    Args:
        day: Of the sale.

    Raises:
        Refusal: `lot_expired`.
    """
    for item, number in named:
        expiry = connection.execute(_EXPIRY, (item.product_id, number)).get
        if expiry is not None and expiry < day:
            raise Refusal("lot_expired", lot=number, sku=item.sku, name=item.name, day=write_date(expiry))


_EXPIRY = "SELECT expiry FROM lot WHERE product_id = ? AND number = ?"


def check_going_serials(connection: Connection, goods: Iterable[tuple[Item, tuple[str, ...]]]) -> None:
    """Refuse serial numbers that have gone out already, or that two lines of a document name.

    Raises:
        Refusal: `serial_sold`, `serial_twice`.
    """
    seen = set()
    for item, serials in goods:
        for serial in serials:
            if (item.product_id, serial) in seen:
                raise Refusal("serial_twice", serial=serial, sku=item.sku)
            seen.add((item.product_id, serial))
        if serials:
            check_sold_serials(connection, item, serials)


def check_sold_serials(connection: Connection, item: Item, serials: tuple[str, ...]) -> None:
    """Refuse serial numbers that have gone out already: a piece is sold once.

    Raises:
        Refusal: `serial_sold`.
    """
    for (serial,) in connection.execute(_GONE, (dialect.each_text(serials), item.product_id)):
        raise Refusal("serial_sold", serial=serial, sku=item.sku, name=item.name)


_GONE = dialect.in_words("""
SELECT lot.number FROM $EACH AS one JOIN lot ON lot.number = one.value AND lot.product_id = ?
WHERE (SELECT sum(quantity_milli) FROM level WHERE level.product_id = lot.product_id AND lot_id = lot.id) <= 0
""")
