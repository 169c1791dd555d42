"""The shop's own label templates: begun from a built-in one, looked at on a sample product, kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.changes import Changes, Updated, Warned
from app.domain.labelling import LabelGoods, LabelWish, code_for_label
from app.domain.own_template import OwnField, OwnTemplate, OwnTemplateAsked, Source
from app.domain.product import Code, Unit
from app.domain.refusal import Refusal
from app.domain.wording import sentence
from app.jobs.labels import LabelChoice, Labels, label_data
from app.printing.labels.symbols import SymbolKind, kind_of
from app.printing.preview import PagePicture, draw_page
from app.services.labelling import Labelling

if TYPE_CHECKING:
    from app.domain.logo import Logo
    from app.printing.labels.drawing import LabelData
    from app.printing.labels.own import Finding
    from app.printing.labels.stock import LabelStock

BLANK = "blank"
STARTS = ("shelf", "product", BLANK)
"""The built-in templates that one can begin with."""
_TENTHS = 10
_MARGIN = 15  # tenths of a millimetre
_LOT, _EXPIRY = "L2711", date(2027, 11, 30)
_EAN = "4006381333931"
# Where there is nothing to sell yet.
_NOBODYS = LabelGoods(0, "A-1", "Apple juice, cloudy, 1 l", 2_490_000, Unit.EACH, None, 0, (Code(_EAN),))


@dataclass(frozen=True, slots=True)
class DesignLook:
    """A label as it will be printed.

    Attributes:
        picture: The label alone.
        findings: What is wrong with it, and what is good to know.
        sample: The name of the product on it.
    """

    picture: PagePicture
    findings: tuple[Finding, ...]
    sample: str


class LabelDesigns:
    """Makes and keeps them. Takes a while: never call it on the window's thread."""

    def __init__(self, labels: Labels, labelling: Labelling) -> None:
        self._labels = labels
        self._labelling = labelling

    def all(self) -> tuple[OwnTemplate, ...]:
        """The shop's own templates, by name."""
        return self._labels.facts.templates()

    def logo(self) -> Logo | None:
        """The shop's logo, or None."""
        return self._labels.facts.logo()

    def begin(self, start: str, *, name: str, stock: str, product_id: int = 0, dpi: int = 300) -> OwnTemplate:
        """A template to be edited, which is not kept yet.

        Args:
            start: One of `STARTS`, or the name of a template of the shop's own.
            name: Source it is to be called.
            stock: Source it is for.
            product_id: Whose code must have room in it; 0 for a sample.
            dpi: Of the printer.

        Raises:
            Refusal: `unknown_label_stock`, `bad_label_size`, `unknown_label_template`, and those of `design`.
        """
        from app.printing.labels.drawing import Printer  # noqa: PLC0415 -- the window has no use for labels
        from app.printing.labels.own import own_template  # noqa: PLC0415
        from app.printing.labels.sheets import Look, template_for  # noqa: PLC0415
        from app.printing.labels.stock import find_stock  # noqa: PLC0415
        from app.printing.labels.template import Purpose  # noqa: PLC0415

        found = find_stock(stock)
        width, height = _inner(found)
        if start == BLANK:
            field = OwnField(Source.NAME, _MARGIN, _MARGIN, max(width - 2 * _MARGIN, 20), min(60, height - 2 * _MARGIN))
            return OwnTemplate(name, found.name, width, height, (_inside(field, width, height),))
        if start not in STARTS:
            known = self._labels.facts.template(start)
            fields = tuple(_inside(one, width, height) for one in known.fields)
            return OwnTemplate(name, found.name, width, height, fields)
        look = Look(Purpose(start), printer=Printer(dpi))
        plain = replace(self._data(product_id, ()), dates="", lot="", expiry="")
        # Most goods have an EAN-13, whatever the one has that is looked at.
        usual = replace(plain, kind=SymbolKind.EAN13, content=_EAN)
        own = ((plain.kind, plain.content),) if plain.kind else ()
        template = None
        for data, others in ((usual, own), (usual, ())):
            with suppress(Refusal):
                template = template or template_for(data, found, look, others)
        return own_template(template or template_for(plain, found, look), name=name, stock=found.name)

    def look(self, own: OwnTemplate, *, product_id: int = 0, dpi: int, width: int, height: int) -> DesignLook:
        """The label as it will be printed, and what is wrong with it.

        Args:
            own: As it is being edited.
            product_id: The product on it; 0 for the one that shows best whether there is room.
            dpi: Of the printer.
            width, height: The room in pixels.

        Raises:
            Refusal: `unknown_resolution`, `no_measured_code`.
        """
        from app.printing.labels.drawing import Printer  # noqa: PLC0415 -- see `begin`
        from app.printing.labels.own import drawn, inspect, without  # noqa: PLC0415
        from app.printing.labels.sheets import Label, Layout, Look, labels_pdf  # noqa: PLC0415
        from app.printing.labels.stock import find_stock  # noqa: PLC0415

        printer, logo = Printer(dpi), self.logo()
        data = self._data(product_id, tuple(SymbolKind(one.symbol) for one in own.fields if one.symbol))
        findings = inspect(own, data, printer, logo)
        refused = frozenset(
            one.place for one in findings if one.is_refused and own.fields[one.place].source is Source.SYMBOL
        )
        template = without(drawn(own, logo), refused)
        stock = find_stock(f"{own.width / _TENTHS:g}x{own.height / _TENTHS:g}")
        printout = labels_pdf([Label(data)], Layout(stock), Look(template=template, printer=printer))
        return DesignLook(draw_page(printout.pdf, 0, width, height), findings, data.name)

    def keep(self, own: OwnTemplate, *, dpi: int = 300, user: str | None = None) -> Updated:
        """Keep a template in the book, in place of the one of its name; it warns where most codes have no room in it.

        Raises:
            Refusal: as `Labelling.set_template`.
        """
        updated = self._labelling.set_template(
            OwnTemplateAsked(own.name, own.stock, own.width, own.height, own.fields), user=user
        )
        return replace(updated, warnings=(*updated.warnings, *self._unfit(own, dpi)))

    def rename(self, name: str, new: str, *, user: str | None = None) -> Changes:
        """Give a template another name.

        Raises:
            Refusal: as `Labelling.rename_template`.
        """
        return self._labelling.rename_template(name, new, user=user)

    def drop(self, name: str, *, user: str | None = None) -> Changes:
        """Forget a template.

        Raises:
            Refusal: as `Labelling.drop_template`.
        """
        return self._labelling.drop_template(name, user=user)

    def _unfit(self, own: OwnTemplate, dpi: int) -> Iterator[Warned]:
        """What to know of a template whose labels would be refused for goods with the shop's usual code."""
        from app.printing.labels.drawing import Printer  # noqa: PLC0415 -- see `begin`
        from app.printing.labels.own import inspect  # noqa: PLC0415

        data = self._data(0, tuple(SymbolKind(one.symbol) for one in own.fields if one.symbol))
        for one in inspect(own, data, Printer(dpi), self.logo()):
            if one.is_refused:
                reason = sentence(one.code, one.facts).rstrip(". ")
                yield Warned("template_unfit", {"name": own.name, "product": data.name, "reason": reason})
                return

    def _usual(self) -> LabelGoods:
        """A product with the kind of code that most have, of these the one with the longest name."""
        facts = self._labels.facts
        numbers = facts.sample_ids()
        if not numbers:
            return _NOBODYS
        known = facts.goods(numbers)
        kinds = {number: kind_of(code_for_label(known[number].codes, known[number].sku)) for number in numbers}
        coded = [kind for number, kind in kinds.items() if known[number].codes]
        usual = Counter(coded).most_common(1)[0][0] if coded else None
        return known[next((number for number in numbers if kinds[number] is usual), numbers[0])]

    def _data(self, product_id: int, kinds: tuple[SymbolKind, ...]) -> LabelData:
        """What stands on the label of a product; what it cannot have as a symbol is left out, and told as missing."""
        facts, shop = self._labels.facts, self._labels.rules()
        goods = facts.goods([product_id])[product_id] if product_id else self._usual()
        wish = LabelWish(goods.product_id, lot=_LOT, expiry=_EXPIRY, text="")
        # The number alone: goods that have no lot carry none in their code, and most templates are for these.
        plain = label_data(goods, LabelWish(goods.product_id), shop, LabelChoice())
        dated = label_data(goods, wish, shop, LabelChoice())
        more = []
        for kind in kinds:
            try:
                alone = label_data(goods, LabelWish(goods.product_id), shop, LabelChoice(kind))
            except Refusal:
                continue
            more.append((kind, alone.content))
        return replace(plain, dates=dated.dates, lot=dated.lot, expiry=dated.expiry, more=tuple(more))


def _inner(stock: LabelStock) -> tuple[int, int]:
    return int(stock.inner_width * _TENTHS + 0.001), int(stock.inner_height * _TENTHS + 0.001)


def _inside(field: OwnField, width: int, height: int) -> OwnField:
    """The field on another label: where it was, as far as that has room."""
    wide, high = min(field.width, width), min(field.height, height)
    left, top = min(field.left, width - wide), min(field.top, height - high)
    return replace(field, left=left, top=top, width=wide, height=high)
