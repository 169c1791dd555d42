"""The basket of a sale in progress: entries in, lines out.

A basket is never edited: each thing the cashier does is an `Entry`, and the basket is what the entries so far make.
The entries are the journal of the sale too: they are stored one by one, and undo is one of them. Keys of lines
are the number of the entry that made them, so that they mean the same after a crash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.discount import Discount
from app.domain.figures import MAX_MICRO
from app.domain.product import Item, check_quantity
from app.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class AddItem:
    """A product was scanned, picked or typed.

    Attributes:
        quantity_milli: Of the product, a pack's pieces included; negative takes goods back.
        code: The code that was scanned, or "" when it was picked by name.
        lot, serial, expiry: What the code said of them, or None.
        merge: Whether it may join a line of the same product and price (never for lots, serials, own weights).
    """

    item: Item
    quantity_milli: int
    code: str = ""
    lot: str | None = None
    serial: str | None = None
    expiry: str | None = None
    merge: bool = True


@dataclass(frozen=True, slots=True)
class SetQuantity:
    """A line's quantity was typed."""

    line: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class SetPrice:
    """A line's price was typed, for `item.base_milli` of the product."""

    line: int
    price_micro: int


@dataclass(frozen=True, slots=True)
class SetLineDiscount:
    """A line's discount was typed; None takes it away."""

    line: int
    discount: Discount | None


@dataclass(frozen=True, slots=True)
class SetSaleDiscount:
    """The discount on the whole sale was typed; None takes it away."""

    discount: Discount | None


@dataclass(frozen=True, slots=True)
class VoidLine:
    """A line was taken out."""

    line: int


@dataclass(frozen=True, slots=True)
class Clear:
    """Everything was taken out: the lines, the tray, the discount on the whole sale, the confirmed age."""


@dataclass(frozen=True, slots=True)
class AddUnknown:
    """A code that no product has was scanned: it waits in the tray."""

    code: str
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class SellUnknown:
    """The goods of a waiting code are sold at a typed price, as the shop's unlisted goods."""

    key: int
    item: Item
    price_micro: int


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """The goods of a waiting code are not sold."""

    key: int


@dataclass(frozen=True, slots=True)
class AgeConfirmed:
    """The cashier has seen that the customer is old enough for everything up to this age."""

    years: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something that changes no line but belongs to the journal: a refused or folded scan, a code to be chosen."""

    text: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back the last entry that still counts (notes are passed over)."""


Entry = (
    AddItem
    | SetQuantity
    | SetPrice
    | SetLineDiscount
    | SetSaleDiscount
    | VoidLine
    | Clear
    | AddUnknown
    | SellUnknown
    | LeaveOut
    | AgeConfirmed
    | Note
    | Undo
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands.

    Attributes:
        key: The number of the entry that made it.
        price_micro: For `item.base_milli` of the product.
    """

    key: int
    item: Item
    quantity_milli: int
    price_micro: int
    code: str = ""
    discount: Discount | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: str | None = None
    may_merge: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unknown code in the tray."""

    key: int
    code: str
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class Basket:
    """What the entries so far make.

    Attributes:
        entries: How many entries there were: the next one gets this number plus one.
        last: The key of the line that the last entry made or changed, or None.
        confirmed_age: Years that the cashier has confirmed for this sale.
        before: The basket before the last entry that counts, for undo; None at the start.
    """

    lines: tuple[Line, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    discount: Discount | None = None
    confirmed_age: int = 0
    last: int | None = None
    entries: int = 0
    before: Basket | None = None

    def line(self, key: int) -> Line:
        """The line with that key.

        Raises:
            Refusal: `no_such_line` when it has been taken out meanwhile.
        """
        for line in self.lines:
            if line.key == key:
                return line
        raise Refusal("no_such_line")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it and nothing waits."""
        return not self.lines and not self.waiting

    @property
    def asked_age(self) -> int:
        """The age that must still be confirmed before paying, or 0."""
        years = max((line.item.minimum_age or 0 for line in self.lines if line.quantity_milli > 0), default=0)
        return years if years > self.confirmed_age else 0


def after(basket: Basket, entry: Entry) -> Basket:
    """The basket after one more entry.

    Raises:
        Refusal: `quantity_zero`, `whole_pieces`, `out_of_bounds`, `price_below_zero`, `no_such_line`,
            `nothing_to_undo`, `product_inactive`; the basket is then as it was and the entry does not exist.
    """
    number = basket.entries + 1
    if isinstance(entry, Undo):
        if basket.before is None:
            raise Refusal("nothing_to_undo")
        return replace(basket.before, entries=number)
    if isinstance(entry, Note):
        return replace(basket, entries=number)
    return replace(_changed(basket, entry, number), entries=number, before=basket)


def replay(entries: list[Entry]) -> Basket:
    """The basket that a journal makes."""
    basket = Basket()
    for entry in entries:
        basket = after(basket, entry)
    return basket


def _changed(basket: Basket, entry: Entry, number: int) -> Basket:
    match entry:
        case AddItem():
            return _with_item(basket, entry, number)
        case SetQuantity() | SetPrice() | SetLineDiscount():
            return _with_line(basket, _edited(basket.line(entry.line), entry))
        case SetSaleDiscount(discount):
            return replace(basket, discount=discount)
        case VoidLine(key):
            basket.line(key)
            rest = tuple(line for line in basket.lines if line.key != key)
            return replace(basket, lines=rest, last=rest[-1].key if rest else None)
        case Clear():
            return Basket()
        case AddUnknown():
            return replace(basket, waiting=_with_unknown(basket.waiting, entry, number))
        case SellUnknown():
            return _with_unlisted(basket, entry, number)
        case LeaveOut(key):
            _waiting(basket, key)
            return replace(basket, waiting=tuple(one for one in basket.waiting if one.key != key))
        case AgeConfirmed(years):
            return replace(basket, confirmed_age=max(years, basket.confirmed_age))
    raise AssertionError(entry)


def _edited(line: Line, entry: SetQuantity | SetPrice | SetLineDiscount) -> Line:
    match entry:
        case SetQuantity(_, quantity_milli):
            check_quantity(quantity_milli, line.item.unit, sku=line.item.sku)
            return replace(line, quantity_milli=quantity_milli)
        case SetPrice(_, price_micro):
            _check_price(price_micro)
            return replace(line, price_micro=price_micro, may_merge=False)
        case SetLineDiscount(_, discount):
            return replace(line, discount=discount)


def _with_item(basket: Basket, entry: AddItem, number: int) -> Basket:
    item = entry.item
    if not item.active:
        raise Refusal("product_inactive", sku=item.sku, name=item.name)
    _check_price(item.price_micro)
    mergeable = entry.merge and not (entry.lot or entry.serial or item.open_price)
    for line in reversed(basket.lines) if mergeable else ():
        same = line.may_merge and line.discount is None and line.item.sku == item.sku
        alike = same and (line.price_micro, line.item.base_milli) == (item.price_micro, item.base_milli)
        quantity_milli = line.quantity_milli + entry.quantity_milli
        if alike and quantity_milli and (line.quantity_milli > 0) == (entry.quantity_milli > 0):
            check_quantity(quantity_milli, item.unit, sku=item.sku)
            return _with_line(basket, replace(line, quantity_milli=quantity_milli, item=item))
    check_quantity(entry.quantity_milli, item.unit, sku=item.sku)
    line = Line(
        number,
        item,
        entry.quantity_milli,
        item.price_micro,
        code=entry.code,
        lot=entry.lot,
        serial=entry.serial,
        expiry=entry.expiry,
        may_merge=mergeable,
    )
    return replace(basket, lines=(*basket.lines, line), last=number)


def _with_unknown(waiting: tuple[Waiting, ...], entry: AddUnknown, number: int) -> tuple[Waiting, ...]:
    """The tray with one more code; the same code again is another piece of the same goods, asked about once."""
    for one in waiting:
        if one.code == entry.code and (one.quantity_milli > 0) == (entry.quantity_milli > 0):
            more = replace(one, quantity_milli=one.quantity_milli + entry.quantity_milli)
            return tuple(more if other.key == one.key else other for other in waiting)
    return (*waiting, Waiting(number, entry.code, entry.quantity_milli))


def _with_unlisted(basket: Basket, entry: SellUnknown, number: int) -> Basket:
    waiting = _waiting(basket, entry.key)
    _check_price(entry.price_micro)
    check_quantity(waiting.quantity_milli, entry.item.unit, sku=entry.item.sku)
    line = Line(number, entry.item, waiting.quantity_milli, entry.price_micro, code=waiting.code, may_merge=False)
    rest = tuple(one for one in basket.waiting if one.key != entry.key)
    return replace(basket, lines=(*basket.lines, line), waiting=rest, last=number)


def _with_line(basket: Basket, changed: Line) -> Basket:
    lines = tuple(changed if line.key == changed.key else line for line in basket.lines)
    return replace(basket, lines=lines, last=changed.key)


def _waiting(basket: Basket, key: int) -> Waiting:
    for waiting in basket.waiting:
        if waiting.key == key:
            return waiting
    raise Refusal("no_such_line")


def _check_price(price_micro: int) -> None:
    if price_micro < 0:
        raise Refusal("price_below_zero")
    if price_micro > MAX_MICRO:
        raise Refusal("out_of_bounds", what="price", text=str(price_micro // 1_000_000))
