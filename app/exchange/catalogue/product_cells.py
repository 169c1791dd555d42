"""One record of a price list as a product: which cells make the SKU, the name, the codes, the tax."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from app.domain.codes.digits import all_digits
from app.domain.figures import MAX_QUANTITY_MILLI, PERCENT_MILLI, PIECE_MILLI
from app.domain.product import NegativeStock, Tracking, Unit
from app.domain.product_row import PlannedPrice, ProductRow, VariantOf
from app.domain.refusal import Refusal
from app.domain.requests import ItemAsked, ProductAsked
from app.domain.variants import LONGEST_VALUE
from app.exchange.catalogue import values
from app.exchange.catalogue.cell_taking import CellTaker
from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.formats import rate_in
from app.exchange.catalogue.key_cells import KeyCells
from app.exchange.catalogue.layout import Column, Layout
from app.exchange.catalogue.records import Record
from app.exchange.cells import NumberCell

_read_costing = partial(
    values.read_choice, known=("fifo", "average", "standard", "specific", "lifo"), what="cost method"
)
_read_tracking = partial(values.read_choice, known=tuple(Tracking), what="tracking")
_read_negative = partial(values.read_choice, known=tuple(NegativeStock), what="rule for stock below zero")
_SERVICES = frozenset({"service", "services", "dienstleistung", "servicio", "servizio", "dienst"})
_STORABLES = frozenset({"storable product", "storable", "product"})


@dataclass(frozen=True, slots=True)
class Habits:
    """What only whole columns tell.

    Attributes:
        zeros_lost: Most numbers of the code columns are barcodes again when zeros are put in front of them.
        fractions: Columns of tax rates which give 20 % as 0.2.
        keys: Columns of tax rates in which 1 and 2 are a cash register's keys rather than percentages.
    """

    zeros_lost: bool
    fractions: frozenset[int]
    keys: frozenset[int]


def habits_of(layout: Layout, rows: Sequence[Record]) -> Habits:
    """Look through the columns of codes and tax rates."""
    codes = {row.cells[column.index].strip() for column in layout.all(Field.CODE) for row in rows}
    short = [code for code in codes if all_digits(code) and len(code) in {7, 9, 10, 11}]
    lost = [code for code in short if values.lost_zeros(code) is not None]
    fractions, keys = set(), set()
    if not layout.is_own:
        for column in layout.all(Field.TAX):
            cells = {row.cells[column.index].strip().replace(",", ".") for row in rows}
            rates = {cell for cell in cells if cell.strip("0.%")}
            if rates and all(_is_fraction(rate) for rate in rates):
                fractions.add(column.index)
            if rates and not layout.format_name and rates <= {"1", "2", "3"}:
                keys.add(column.index)
    return Habits(len(lost) * 2 > len(short), frozenset(fractions), frozenset(keys))


def _is_fraction(rate: str) -> bool:
    """Whether a rate is between 0.01 and 0.4 as written: no tax is below one percent, and none is above forty."""
    whole, _, part = rate.partition(".")
    return whole in {"", "0"} and all_digits(part) and "01" <= part.ljust(2, "0")[:2] <= "40"


class ProductCells:
    """Makes products out of the records of one list."""

    def __init__(self, taker: CellTaker, layout: Layout, habits: Habits) -> None:
        self._taker = taker
        self._layout = layout
        self._habits = habits
        self._keys = KeyCells(taker, layout, zeros_lost=habits.zeros_lost)
        self._read_text: Callable[..., str] = values.own_text if layout.is_own else values.clean_text

    def product(self, record: Record) -> ProductRow | None:
        """The product of a record; None where a problem of it was told to the taker."""
        taker = self._taker
        taker.open(record)
        name, codes = self._name(), self._keys.codes()
        sku, sku_given = self._keys.sku(name, codes)
        price, open_price = self._price()
        rate, tax_code = self._tax()
        deposit, deposit_micro = self._deposit()
        parts = self._parts(record)
        asked = ProductAsked(
            sku=sku,
            name=name,
            price_micro=price,
            rate_milli=rate,
            tax_code=tax_code,
            unit=self._unit(),
            category=self._words(Field.CATEGORY, "category"),
            cost_micro=self._cost(),
            codes=codes or None,
            costing=taker.take(Field.COSTING, _read_costing),
            standard_cost_micro=taker.take_figure(Field.STANDARD_COST, values.read_money, "standard cost"),
            tracking=self._tracking(),
            stocked=self._stocked(),
            reorder_point_milli=taker.take_figure(Field.REORDER_POINT, values.read_amount, "reorder point"),
            reorder_quantity_milli=taker.take_figure(Field.REORDER_QUANTITY, values.read_amount, "reorder quantity"),
            negative_stock=taker.take(Field.NEGATIVE_STOCK, _read_negative),
            supplier=self._words(Field.SUPPLIER, "supplier"),
            kit=parts or None,
            deposit=deposit,
            minimum_age=taker.take(Field.MINIMUM_AGE, values.read_age),
            weight_milli=taker.take_figure(Field.WEIGHT, values.read_amount, "weight") or None,
            open_price=open_price,
            active=self._active(),
        )
        item_code = taker.take(Field.SUPPLIER_ITEM, partial(self._read_text, most=64, what="code of the supplier"))
        # A pack of nothing is none.
        pack_milli = taker.take_figure(Field.SUPPLIER_PACK, values.read_amount, "pack of the supplier") or None
        items = tuple(self._items(sku))
        variant, planned = self._variant(), tuple(self._planned())
        if taker.has_problem():
            return None
        return ProductRow(
            record.number, asked, sku_given, deposit_micro, item_code, pack_milli, items, variant, planned=planned
        )

    def _planned(self) -> Iterator[PlannedPrice]:
        """The prices that begin on later days; a day or a price alone is told."""
        taker = self._taker
        for column in taker.columns(Field.PLANNED_FROM):
            starts = taker.take_from(column, values.read_day)
            price_micro = self._keys.of_slot(Field.PLANNED_PRICE, column, values.read_money, "planned price")
            if starts is not None and price_micro is not None:
                yield PlannedPrice(starts, price_micro)
            elif bool(taker.cell(column)) != (price_micro is not None):
                taker.refuse(Refusal("half_plan"), column.title)

    def _variant(self) -> VariantOf | None:
        """What it is a variant of, as our own list says it."""
        taker = self._taker
        sku = taker.take(Field.VARIANT_OF, self._keys.read_sku)
        read = partial(self._read_text, most=LONGEST_VALUE, what="variant")
        first, second, *_ = [taker.take_from(one, read) for one in taker.columns(Field.VARIANT_VALUE)] + [None, None]
        return VariantOf(sku, first, second or "") if sku and first else None

    def _items(self, sku: str) -> Iterator[tuple[str, ItemAsked]]:
        """What each supplier calls the product. What it cost last is what its deliveries say: it is not taken."""
        taker = self._taker
        for column in taker.columns(Field.FROM):
            supplier = taker.take_from(column, partial(self._read_text, most=values.MAX_TEXT, what="supplier"))
            if supplier is None:
                continue
            words = [
                taker.take_from(beside, partial(self._read_text, most=most, what=what)) if beside else None
                for beside, most, what in (
                    (self._beside(Field.FROM_CODE, column), 64, "code of the supplier"),
                    (self._beside(Field.FROM_NOTE, column), values.MAX_TEXT, "note"),
                )
            ]
            pack_milli = self._keys.of_slot(Field.FROM_PACK, column, values.read_amount, "pack of the supplier") or None
            yield supplier, ItemAsked(sku, words[0], pack_milli, words[1])

    def _beside(self, field: Field, column: Column) -> Column | None:
        return next((one for one in self._taker.columns(field) if one.slot == column.slot), None)

    def _words(self, field: Field, what: str) -> str | None:
        return self._taker.take(field, partial(self._read_text, most=values.MAX_TEXT, what=what))

    def _name(self) -> str | None:
        """The name, with what tells this variant from the others behind it."""
        taker = self._taker
        name = taker.take(Field.NAME, partial(self._read_text, most=values.MAX_NAME, what="name"))
        variant = " ".join(self._keys.variants())
        if not name or not variant:
            return name
        full = f"{name} {variant}"
        if len(full) > values.MAX_NAME:
            taker.refuse(Refusal("text_too_long", what="name", text=full[:40], most=values.MAX_NAME))
        return full

    def _price(self) -> tuple[int | None, bool | None]:
        """The price, and whether it is asked at the till; a price that is only ever asked is 0."""
        taker = self._taker
        if values.is_open_price(taker.text(Field.PRICE)):
            return 0, True
        open_price = taker.take(Field.OPEN_PRICE, partial(values.read_flag, what="open price"))
        return taker.take_figure(Field.PRICE, values.read_money, "price"), open_price

    def _cost(self) -> int | None:
        """The cost; other programs write 0 where they know none."""
        cost = self._taker.take_figure(Field.COST, values.read_money, "cost")
        is_foreign = self._layout.format_name and not self._layout.is_own
        return None if cost == 0 and is_foreign else cost

    def _tax(self) -> tuple[int | None, str | None]:
        """The rate of all taxes together, and the category; no rate where the row is taxed and none is named."""
        taker = self._taker
        rates: list[int] = []
        is_open = False
        category = taker.take(Field.TAX_CODE, partial(self._read_text, most=20, what="tax code"))
        for column in taker.columns(Field.TAX):
            read = taker.take_from(column, partial(self._read_rate, column=column))
            if read is not None and read[0] is not None:
                rates.append(read[0])
                category = category or read[1]
        for column in taker.columns(Field.TAX_APPLIES):
            applies = taker.take_from(column, partial(values.read_flag, what="tax"))
            if applies is None:
                continue
            rate = values.read_rate(column.rate, fractions=False)[0] if applies and column.rate else 0
            rates.append(rate or 0)
            is_open = is_open or (applies and not column.rate)
        if taker.take(Field.TAXABLE, partial(values.read_flag, what="tax")) is False:
            rates.append(0)
        return (None if is_open and not any(rates) else sum(rates) if rates else None), category

    def _read_rate(self, text: str, *, column: Column) -> tuple[int | None, str | None]:
        rate, category = values.read_rate(text, fractions=column.index in self._habits.fractions)
        if rate is None:
            if self._layout.format_name:
                return rate, category
            raise Refusal("tax_without_rate", text=text.strip()[:40])
        # No tax is below one percent: 0.2 beside 20 may be either, 2 in a column of 1 and 2 is a key.
        if (0 < rate < PERCENT_MILLI and not self._says_percent(text)) or (rate and column.index in self._habits.keys):
            raise Refusal("tax_unclear", text=text.strip()[:40])
        return rate, category

    def _says_percent(self, text: str) -> bool:
        """Whether a rate below one percent is meant: a program writes the sign, and this one's own text is exact.

        A bare number in the program's own workbook is none of that: a spreadsheet makes 0.19 of a typed 19 %.
        """
        if self._layout.is_own and not isinstance(text, NumberCell):
            return True
        return bool(self._layout.format_name) and rate_in(text) is not None

    def _unit(self) -> str | None:
        unit = self._taker.take(Field.UNIT, values.read_unit)
        weighed = self._taker.take(Field.WEIGHED, partial(values.read_flag, what="“sold by weight”"))
        return unit or (None if weighed is None else (Unit.KG if weighed else Unit.EACH).value)

    def _stocked(self) -> bool | None:
        taker = self._taker
        kind = taker.text(Field.PRODUCT_TYPE).strip().casefold()
        if kind in _SERVICES:
            return False
        stocked = taker.take(Field.STOCKED, partial(values.read_flag, what="“has stock”"))
        if stocked is None and taker.columns(Field.TRACKER):
            return bool(taker.text(Field.TRACKER))
        return True if stocked is None and kind in _STORABLES else stocked

    def _active(self) -> bool | None:
        taker = self._taker
        active = taker.take(Field.ACTIVE, partial(values.read_flag, what="“on sale”"))
        archived = taker.take(Field.ARCHIVED, partial(values.read_flag, what="“archived”"))
        return active if archived is None else active is not False and not archived

    def _tracking(self) -> str | None:
        taker = self._taker
        if taker.take(Field.SERIAL, partial(values.read_flag, what="“serial number”")):
            return Tracking.SERIAL.value
        return taker.take(Field.TRACKING, _read_tracking)

    def _deposit(self) -> tuple[str | None, int | None]:
        """The deposit as the SKU of a product, or as an amount."""
        taker = self._taker
        written = taker.text(Field.DEPOSIT)
        if not written:
            return None, None
        if self._layout.is_own or not values.is_amount(written):
            return taker.take(Field.DEPOSIT, self._keys.read_sku), None
        return None, taker.take_figure(Field.DEPOSIT, values.read_money, "deposit") or None

    def _parts(self, record: Record) -> tuple[tuple[str, int], ...]:
        """The parts of a kit: SKU and quantity, from the product's own row and from those behind it."""
        taker = self._taker
        parts: dict[str, int] = {}
        for cells in (record.cells, *record.parts):
            taker.open(Record(record.number, cells))
            for column in taker.columns(Field.PART):
                sku = taker.take_from(column, self._keys.read_sku)
                if sku is None:
                    continue
                quantity = self._keys.of_slot(Field.PART_QUANTITY, column, values.read_amount, "quantity of the part")
                parts[sku] = min(
                    parts.get(sku, 0) + (PIECE_MILLI if quantity is None else quantity), MAX_QUANTITY_MILLI
                )
                if not parts[sku]:
                    taker.refuse(Refusal("pack_without_quantity", code=sku), column.title)
        taker.open(record)
        return tuple(parts.items())
