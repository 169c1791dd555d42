"""The shop's own label templates: which field stands where on a label.

All lengths are whole tenths of a millimetre from the top left corner, across and down; sizes of letters are tenths of a
point. Whether a symbol scans at its place depends on the printer, and is asked where it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from app.domain.figures import write_decimal
from app.domain.refusal import Refusal

LONGEST_NAME = 60
LONGEST_STOCK = 80
LONGEST_TEXT = 200
MOST_FIELDS = 40
LEAST_LABEL, LARGEST_LABEL = 50, 12_000
LEAST_FIELD = 5
LEAST_SIZE, STANDARD_SIZE, LARGEST_SIZE = 40, 100, 3_000
LARGEST_MODULE = 2_000  # thousandths of a millimetre

SYMBOLS = ("ean13", "ean8", "upca", "upce", "itf14", "code128", "gs1-128", "datamatrix", "qr")
"""The kinds of symbols that a field may name."""


class Source(StrEnum):
    """Source stands in a field."""

    NAME = "name"
    PRICE = "price"
    UNIT_PRICE = "unit_price"
    SYMBOL = "symbol"
    SKU = "sku"
    LOT = "lot"
    EXPIRY = "expiry"
    DATES = "dates"
    TEXT = "text"
    LOGO = "logo"


WORDS = {
    Source.NAME: "name",
    Source.PRICE: "price",
    Source.UNIT_PRICE: "price of a kilogram",
    Source.SYMBOL: "code",
    Source.SKU: "SKU",
    Source.LOT: "lot",
    Source.EXPIRY: "expiry",
    Source.DATES: "lot and expiry",
    Source.TEXT: "text",
    Source.LOGO: "logo",
}
"""Source a refusal calls a field."""


class Side(StrEnum):
    """At which side of its box a text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field in its box.

    Attributes:
        left, top, width, height: The box, in tenths of a millimetre.
        size: Of its letters at the most, in tenths of a point; a text that is too long takes smaller ones.
        text: Of a text of its own; "" is what is asked for when labels are printed.
        symbol: Of a code: its kind, "" for what fits the number.
        module: Of a code: how wide its narrowest bar is, in thousandths of a millimetre; 0 for what fits the box.
    """

    source: Source
    left: int
    top: int
    width: int
    height: int
    size: int = STANDARD_SIZE
    bold: bool = False
    align: Side = Side.LEFT
    text: str = ""
    symbol: str = ""
    module: int = 0

    @property
    def right(self) -> int:
        """Where it ends to the right."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Where it ends below."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template.

    Attributes:
        stock: The label stock that it was made for, as `--stock` names it.
        width, height: Of its label, in tenths of a millimetre.
        fields: Later ones are drawn over earlier ones.
    """

    name: str
    stock: str
    width: int
    height: int
    fields: tuple[OwnField, ...]


class OwnTemplateAsked(NamedTuple):
    """A template to add or to change, by its name; None leaves a figure as it was."""

    name: str
    stock: str | None = None
    width: int | None = None
    height: int | None = None
    fields: tuple[OwnField, ...] | None = None


def templated(known: OwnTemplate | None, asked: OwnTemplateAsked) -> OwnTemplate:
    """The template after a wish.

    Args:
        known: As the shop has it, or None for a new one.
        asked: Source is to be otherwise.

    Raises:
        Refusal: `missing_key` for a new one without sizes or fields, and those of `check_own_template`.
    """
    said = {name: value for name, value in asked._asdict().items() if value is not None}
    if known is not None:
        return check_own_template(replace(known, **said))
    for key in ("width", "height", "fields"):
        if key not in said:
            raise Refusal("missing_key", key=key)
    width, height = _millimetres(said["width"]), _millimetres(said["height"])
    return check_own_template(OwnTemplate(**{"stock": f"{width}x{height}", **said}))


def check_own_template(template: OwnTemplate) -> OwnTemplate:
    """A template that can be kept: every field inside the label, every figure within its bounds.

    Raises:
        Refusal: `bad_template_name`, `bad_label_size`, `too_many_fields`, `out_of_bounds`, `text_too_long`,
            `unknown_word`, `field_outside_label`.
    """
    check_template_name(template.name)
    if not all(LEAST_LABEL <= side <= LARGEST_LABEL for side in (template.width, template.height)):
        raise Refusal("bad_label_size", text=f"{_millimetres(template.width)}x{_millimetres(template.height)}")
    if len(template.stock) > LONGEST_STOCK:
        raise Refusal("text_too_long", what="stock", most=LONGEST_STOCK)
    if not 1 <= len(template.fields) <= MOST_FIELDS:
        raise Refusal("too_many_fields", most=MOST_FIELDS)
    for field in template.fields:
        _check_field(field)
        is_inside = field.left >= 0 and field.top >= 0
        if not (is_inside and field.right <= template.width and field.bottom <= template.height):
            raise Refusal("field_outside_label", field=WORDS[field.source], template=template.name)
    return template


def check_template_name(name: str) -> str:
    """A name that a template may have.

    Raises:
        Refusal: `bad_template_name`.
    """
    if not 1 <= len(name) <= LONGEST_NAME or name != name.strip() or not name.isprintable():
        raise Refusal("bad_template_name", text=name[:LONGEST_NAME], most=LONGEST_NAME)
    return name


def _check_field(field: OwnField) -> None:
    bounds = (
        ("width", field.width, LEAST_FIELD, LARGEST_LABEL, 1),
        ("height", field.height, LEAST_FIELD, LARGEST_LABEL, 1),
        ("size of letters", field.size, LEAST_SIZE, LARGEST_SIZE, 1),
        ("width of bars", field.module, 0, LARGEST_MODULE, 3),
    )
    for what, figure, least, most, digits in bounds:
        if not least <= figure <= most:
            raise Refusal("out_of_bounds", what=what, text=write_decimal(figure, digits, keep=0))
    if len(field.text) > LONGEST_TEXT:
        raise Refusal("text_too_long", what="text", most=LONGEST_TEXT)
    if field.symbol and field.symbol not in SYMBOLS:
        raise Refusal("unknown_word", what="symbol", text=field.symbol[:40], known=", ".join(SYMBOLS))


def _millimetres(tenths: int) -> str:
    return write_decimal(tenths, 1, keep=0)
