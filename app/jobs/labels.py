"""Labels: from products to a PDF. The steps that a screen and the headless door both need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.codes.elements import GS
from app.domain.codes.writing import digital_link, element_string, goods_elements, in_store_code
from app.domain.count_zone import check_zone, spellings, zone_code
from app.domain.figures import PIECE_MILLI, amount_minor, half_up, write_decimal, write_price
from app.domain.labelling import (
    LabelGoods,
    LabelWish,
    Listed,
    carries_elements,
    code_for_label,
    pack_asked,
    pack_price,
    pieces,
    unit_price,
    weighed,
)
from app.domain.product import Unit
from app.domain.refusal import Refusal
from app.domain.shop import Shop
from app.printing import format as written
from app.printing.labels.symbols import SymbolKind, kind_of
from app.printing.printout import Printout
from app.reports.labels import LabelFacts

if TYPE_CHECKING:
    from app.printing.labels.drawing import LabelData
    from app.printing.labels.sheets import Label, Layout, Look
    from app.printing.labels.stock import LabelStock


_OFFICE_DPI = 600  # of what prints sheets of paper
_MARGIN = 1.5  # mm beside the bars of a zone


class Copies(StrEnum):
    """How many labels each product gets: one, one for each piece in stock, or one for each that came."""

    ONE = "one"
    STOCK = "stock"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """What labels say.

    Attributes:
        symbol: The symbology, or None for what fits the code: an EAN as EAN, goods with a lot as DataMatrix.
        has_price: Whether the price stands on it.
        kinds: Other symbols that a template asks for.
    """

    symbol: SymbolKind | None = None
    has_price: bool = True
    kinds: tuple[SymbolKind, ...] = ()


class Labels:
    """Makes labels. Takes a while for many: never call it on the window's thread.

    Attributes:
        facts: Answers what goes on them.
        rules: Tells the shop's rules as they are now.
    """

    def __init__(self, facts: LabelFacts, rules: Callable[[], Shop]) -> None:
        self.facts = facts
        self.rules = rules

    def of_delivery(self, name: str, copies: Copies = Copies.DELIVERED) -> tuple[LabelWish, ...]:
        """The labels for what the delivery with that uid or number brought.

        Raises:
            Refusal: `unknown_delivery`.
        """
        wishes = self.facts.delivered(name)
        return wishes if copies is Copies.DELIVERED else self.with_copies(wishes, copies)

    def of_list(self, path: Path, copies: Copies | None = None) -> tuple[LabelWish, ...]:
        """The labels of a list in a file.

        Raises:
            Refusal: as `read_label_list` and `LabelFacts.listed`.
            Trouble: as `read_label_list`.
        """
        from app.exchange.label_lists import read_label_list  # noqa: PLC0415 -- only lists need it

        wishes = self.facts.listed(read_label_list(path))
        return wishes if copies is None else self.with_copies(wishes, copies)

    def of_codes(self, codes: Sequence[str]) -> tuple[LabelWish, ...]:
        """A label for each of these products, by SKU or code.

        Raises:
            Refusal: as `LabelFacts.listed`.
        """
        return self.facts.listed([Listed(place, code) for place, code in enumerate(codes, 1)])

    def of_new_prices(self) -> tuple[LabelWish, ...]:
        """A label for each product whose price is not that of its last shelf label."""
        return self.facts.repriced()

    def with_copies(self, wishes: Sequence[LabelWish], copies: Copies) -> tuple[LabelWish, ...]:
        """Each product or pack once, with one label or one for each piece, or whole pack, in stock.

        Weighed pieces are each another one: of these there are as many as were asked for.
        """
        alike = [wish for wish in wishes if not wish.is_measured]
        once = {
            (wish.product_id, wish.code): LabelWish(wish.product_id, text=wish.text, code=wish.code) for wish in alike
        }
        single = tuple(wish for wish in wishes if wish.is_measured)
        if copies is not Copies.STOCK:
            return (*once.values(), *single)
        goods = self.facts.goods({wish.product_id for wish in alike})
        return (*(replace(wish, copies=_in_stock(goods[wish.product_id], wish)) for wish in once.values()), *single)

    def shelf(self, wishes: Sequence[LabelWish]) -> frozenset[int]:
        """The products whose own price these labels show: those of a pack, or of a weighed piece, show another one."""
        goods = self.facts.goods({wish.product_id for wish in wishes})
        plain = [one for one in wishes if one.copies and not one.is_measured]
        return frozenset(one.product_id for one in plain if pack_asked(goods[one.product_id], one) is None)

    def in_template(self, name: str, stock: LabelStock, look: Look) -> Look:
        """The look of labels in one of the shop's own templates.

        Raises:
            Refusal: `unknown_label_template`, and those of `template_of`.
        """
        from app.printing.labels.own import template_of  # noqa: PLC0415 -- see `pdf`

        return replace(look, template=template_of(self.facts.template(name), stock, self.facts.logo()))

    def pdf(
        self,
        wishes: Sequence[LabelWish],
        layout: Layout,
        look: Look | None = None,
        *,
        choice: LabelChoice | None = None,
        on_label: Callable[[int], None] | None = None,
    ) -> Printout:
        """The labels on paper.

        Raises:
            Refusal: as `labels_pdf`, and `no_measured_code` for a weighed piece.
        """
        # reportlab takes a while to load: the first label waits for it, not the first window.
        from app.printing.labels.sheets import labels_pdf  # noqa: PLC0415

        shop = self.rules()
        return labels_pdf(
            self._labels(wishes, choice, look),
            layout,
            look,
            title=f"Labels \u00b7 {shop.name}",
            language=shop.language,
            on_label=on_label,
        )

    def zones_pdf(self, zones: Sequence[str], layout: Layout, look: Look | None = None) -> Printout:
        """Labels for the zones of a count: bars where they have room, else a square that holds any name.

        Args:
            look: None is that of `zone_look`.

        Raises:
            Refusal: `bad_zone`, and those of `labels_pdf`.
        """
        from app.printing.labels.sheets import Label, labels_pdf  # noqa: PLC0415 -- see `pdf`

        shop, look = self.rules(), look or zone_look(zones, layout.stock)
        named = _named(zones)
        return labels_pdf(
            [Label(zone_label(zone, layout.stock, look)) for zone in named],
            layout,
            look,
            title=f"Zones \u00b7 {shop.name}",
            language=shop.language,
        )

    def zpl(
        self,
        wishes: Sequence[LabelWish],
        stock: LabelStock,
        look: Look,
        *,
        choice: LabelChoice | None = None,
        nudge: tuple[int, int] = (0, 0),
    ) -> bytes:
        """The labels for a printer that speaks ZPL.

        Raises:
            Refusal: as `labels_zpl`, and `no_measured_code` for a weighed piece.
        """
        from app.printing.labels.zpl import labels_zpl  # noqa: PLC0415 -- see `pdf`

        return labels_zpl(self._labels(wishes, choice, look), stock, look, nudge)

    def _labels(self, wishes: Sequence[LabelWish], choice: LabelChoice | None, look: Look | None) -> Iterator[Label]:
        from app.printing.labels.sheets import Label  # noqa: PLC0415 -- see `pdf`

        shop, chosen = self.rules(), choice or LabelChoice()
        if look is not None and look.template is not None:
            chosen = replace(chosen, kinds=look.template.kinds)
        goods = self.facts.goods({wish.product_id for wish in wishes})
        for wish in wishes:
            yield Label(label_data(goods[wish.product_id], wish, shop, chosen), wish.copies)


def _in_stock(goods: LabelGoods, wish: LabelWish) -> int:
    pack = pack_asked(goods, wish)
    if pack is None or goods.on_hand_milli <= 0:
        return pieces(goods.on_hand_milli, goods.unit)
    return goods.on_hand_milli // pack.quantity_milli


def zone_look(zones: Sequence[str], stock: LabelStock) -> Look:
    """How the labels of zones are printed: on sheets with finer dots where that makes bars of squares."""
    from app.printing.labels.drawing import Printer  # noqa: PLC0415 -- see `Labels.pdf`
    from app.printing.labels.sheets import Look  # noqa: PLC0415

    plain, fine = Look(is_of_zone=True), Look(printer=Printer(_OFFICE_DPI), is_of_zone=True)
    is_sheet = stock.columns * stock.rows > 1
    return fine if is_sheet and len(_squares(zones, stock, fine)) < len(_squares(zones, stock, plain)) else plain


def zones_in_squares(zones: Sequence[str], stock: LabelStock) -> tuple[str, ...]:
    """The zones whose labels have a square, which a laser scanner cannot read: their bars have no room, or are none."""
    return _squares(zones, stock, zone_look(zones, stock))


def _squares(zones: Sequence[str], stock: LabelStock, look: Look) -> tuple[str, ...]:
    return tuple(zone for zone in _named(zones) if zone_label(zone, stock, look).kind is SymbolKind.QR)


def _named(zones: Sequence[str]) -> list[str]:
    return [zone for zone in spellings(map(check_zone, zones)).values() if zone]


def zone_label(zone: str, stock: LabelStock, look: Look) -> LabelData:
    """What stands on the label of a zone."""
    from app.printing.labels.drawing import LabelData  # noqa: PLC0415 -- see `Labels.pdf`
    from app.printing.labels.rules import sizes  # noqa: PLC0415
    from app.printing.labels.symbols import encode  # noqa: PLC0415

    content, kind = zone_code(zone), SymbolKind.CODE128
    try:
        least, _ = sizes(encode(kind, content), dpi=look.printer.dpi, use=look.printer.use)
    except Refusal:
        kind = SymbolKind.QR
    else:
        kind = kind if least[0] <= stock.inner_width - 2 * _MARGIN else SymbolKind.QR
    return LabelData(name=zone, kind=kind, content=content)


def label_data(goods: LabelGoods, wish: LabelWish, shop: Shop, choice: LabelChoice) -> LabelData:
    """What stands on the label of a product, written in the shop's language.

    Raises:
        Refusal: `no_measured_code`, `label_code`.
    """
    from app.printing.labels.drawing import LabelData  # noqa: PLC0415 -- see `Labels.pdf`

    language, currency = shop.language, shop.currency
    kind, content = _symbol(goods, wish, shop, choice.symbol)
    price = _price(goods, wish, shop) if choice.has_price else ""
    by_unit = unit_price(_of_pack(goods, wish))
    each = ""
    if by_unit and choice.has_price:
        amount = written.money(amount_minor(by_unit[0], PIECE_MILLI, currency.digits), currency, language)
        each = f"{amount} / {by_unit[1]}"
    elif wish.is_measured and goods.unit is not Unit.EACH and choice.has_price:
        each = f"{_money(goods.price_micro, shop)} / {goods.unit.value}"
    return LabelData(
        name=_name(goods, wish, shop),
        price=price,
        unit_price=each,
        sku=goods.sku,
        dates=_dates(wish, shop),
        text=wish.text,
        kind=kind,
        content=content,
        lot=_lot(wish),
        expiry=_expiry(wish, shop),
        more=tuple(_symbol(goods, wish, shop, one) for one in choice.kinds if one is not kind),
    )


def _name(goods: LabelGoods, wish: LabelWish, shop: Shop) -> str:
    """The name, behind how much is in a pack: what is cut off of a long name is never that."""
    pack = pack_asked(goods, wish)
    if pack is None or pack.quantity_milli == PIECE_MILLI:
        return goods.name
    unit = "" if goods.unit is Unit.EACH else goods.unit.value
    much = written.quantity(pack.quantity_milli, shop.language, unit or "each")
    return f"{much}{'' if unit else ' pieces'} \u00b7 {goods.name}"


def _of_pack(goods: LabelGoods, wish: LabelWish) -> LabelGoods:
    """The goods at what one of them costs in the pack that is asked for."""
    pack = pack_asked(goods, wish)
    if pack is None:
        return goods
    return replace(goods, price_micro=half_up(pack_price(goods, pack) * PIECE_MILLI, pack.quantity_milli))


def _price(goods: LabelGoods, wish: LabelWish, shop: Shop) -> str:
    pack = pack_asked(goods, wish)
    if pack is not None:
        return _money(pack_price(goods, pack), shop)
    if wish.price_micro is not None:
        return _money(wish.price_micro, shop)
    if not goods.price_micro:
        return ""  # asked at each sale, or for nothing: no customer has to read 0.00
    if wish.weight_milli is not None:
        return written.money(_weighed_minor(goods, wish.weight_milli, shop), shop.currency, shop.language)
    if goods.unit is Unit.EACH:
        return _money(goods.price_micro, shop)
    return f"{_money(goods.price_micro, shop)} / {goods.unit.value}"


def _money(price_micro: int, shop: Shop) -> str:
    """A price with the sign of its currency; one with more decimals than the currency has keeps them."""
    step = 10 ** (6 - shop.currency.digits)
    if price_micro % step:
        return f"{written.price(price_micro, shop.currency, shop.language)} {shop.currency.code}"
    return written.money(price_micro // step, shop.currency, shop.language)


def _dates(wish: LabelWish, shop: Shop) -> str:
    lines = [_lot(wish)] if wish.lot else []
    lines += [f"Serial number {wish.serial}"] if wish.serial else []
    lines += [_expiry(wish, shop)] if wish.expiry else []
    if wish.weight_milli is not None:
        lines.append(written.quantity(wish.weight_milli, shop.language, "kg"))
    return "\n".join(lines)


def _lot(wish: LabelWish) -> str:
    return f"Lot {wish.lot}" if wish.lot else ""


def _expiry(wish: LabelWish, shop: Shop) -> str:
    return f"Expiry {written.day_apart(wish.expiry, shop.language)}" if wish.expiry else ""


def _symbol(goods: LabelGoods, wish: LabelWish, shop: Shop, asked: SymbolKind | None) -> tuple[SymbolKind, str]:
    """The symbology and what it says: more than the number where the pieces have a lot, serial or date."""
    pack = pack_asked(goods, wish)
    code = pack.text if pack else code_for_label(goods.codes, goods.sku)
    if wish.is_measured:
        code = _measured_code(goods, wish, shop)
    is_known_apart = bool(wish.lot or wish.serial)
    kind = asked or (SymbolKind.DATAMATRIX if is_known_apart and carries_elements(code) else kind_of(code))
    if kind not in (SymbolKind.DATAMATRIX, SymbolKind.QR, SymbolKind.GS1_128):
        return kind, code
    if not carries_elements(code):
        if kind is SymbolKind.GS1_128:
            raise Refusal("label_needs_gtin", name=goods.name, code=code)
        return kind, code
    elements = goods_elements(code, lot=wish.lot, serial=wish.serial, expiry=wish.expiry)
    return kind, digital_link(elements) if kind is SymbolKind.QR else f"{GS}{element_string(elements)}"


def _weighed_minor(goods: LabelGoods, weight_milli: int, shop: Shop) -> int:
    """What a weighed piece costs."""
    return amount_minor(goods.price_micro, weighed(goods, weight_milli), shop.currency.digits)


def _measured_code(goods: LabelGoods, wish: LabelWish, shop: Shop) -> str:
    """The in-store code of a piece, by whichever of the product's codes has room for its weight or price."""
    digits = shop.currency.digits
    if wish.price_micro is not None or wish.weight_milli is None:
        price = write_price(wish.price_micro or 0, digits)
        measures: list[tuple[int | None, str | None]] = [(None, price)]
    else:
        price = write_decimal(_weighed_minor(goods, wish.weight_milli, shop), digits)
        measures = [(wish.weight_milli, None), (None, price)]
    refused: Refusal | None = None
    for code in goods.codes:
        for weight_milli, said in measures:
            try:
                return in_store_code(
                    code.text, weight_milli=weight_milli, price=said, region=shop.region, patterns=shop.patterns
                )
            except Refusal as refusal:
                refused = refused or refusal
    raise refused or Refusal("no_measured_code", code=goods.sku, measure=price)
