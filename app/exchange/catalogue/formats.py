"""The exports of other tills and shops, known by the titles of their columns.

Square, Shopify (both generations), Loyverse, OSPOS, Odoo, Lightspeed X, and the program's own list. Everything else is
read by what its titles say (`titles`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.exchange.catalogue.fields import Field
from app.exchange.catalogue.titles import Meaning, place_of, plain

OWN_FORMAT = "Tillbook"
_RATE = re.compile(r"(?<![0-9.,])([0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*%", re.ASCII)


@dataclass(frozen=True, slots=True)
class Format:
    """An export of another program.

    Attributes:
        needs: Titles which are all there, in their plain form; "a|b" asks for one of them.
        columns: Titles in their plain form, as patterns, with what they hold; the first of a field wins. What is not
            named is left aside. Empty: the columns are read by what their titles say.
    """

    name: str
    needs: tuple[str, ...]
    columns: tuple[tuple[str, Field], ...] = ()

    def fits(self, titles: frozenset[str]) -> bool:
        """Whether a row of plain titles is this format's."""
        return all(any(one in titles for one in need.split("|")) for need in self.needs)

    def meaning(self, title: str) -> Meaning | None:
        """What the column holds, or None where it is left aside. The rank is the place in `columns`."""
        words = plain(title)
        for rank, (pattern, field) in enumerate(self.columns):
            match = re.fullmatch(pattern, words)
            if match is not None:
                named = match.groupdict()
                return Meaning(field, rank, int(named.get("slot") or 1), named.get("place") or place_of(title))
        return None


def rate_in(text: str) -> str | None:
    """The percentage that stands in a text such as "Tax - VAT (20%)", with a point; None without exactly one."""
    rates = _RATE.findall(text)
    return rates[0].replace(",", ".") if len(rates) == 1 else None


FORMATS = (
    Format(OWN_FORMAT, ("sku", "name", "price", "open price", "minimum age", "standard cost", "negative stock")),
    Format(
        "Square",
        ("token", "item name", "variation name"),
        (
            ("token", Field.KEY),
            ("item name", Field.NAME),
            ("variation name", Field.VARIATION),
            ("sku", Field.SKU),
            ("gtin", Field.CODE),
            ("price", Field.PRICE),
            ("reporting category", Field.CATEGORY),
            ("category|categories", Field.CATEGORY),
            ("default unit cost", Field.COST),
            ("default vendor name", Field.SUPPLIER),
            ("archived", Field.ARCHIVED),
            ("sellable", Field.ACTIVE),
            ("stockable", Field.STOCKED),
            ("option value (?P<slot>[0-9])", Field.OPTION),
            ("current quantity (?P<place>.+)", Field.QUANTITY),
            ("stock alert count (?P<place>.+)", Field.REORDER_POINT),
            ("tax .+", Field.TAX_APPLIES),
        ),
    ),
    Format(
        "Shopify",
        ("title", "url handle"),
        (
            ("title", Field.NAME),
            ("url handle", Field.HANDLE),
            ("sku", Field.SKU),
            ("barcode", Field.CODE),
            ("option(?P<slot>[0-9]) value", Field.OPTION),
            ("price", Field.PRICE),
            ("cost per item", Field.COST),
            ("type", Field.CATEGORY),
            ("product category", Field.CATEGORY),
            ("vendor", Field.SUPPLIER),
            ("status", Field.ACTIVE),
            ("charge tax", Field.TAXABLE),
            ("inventory tracker", Field.TRACKER),
            ("inventory quantity", Field.QUANTITY),
        ),
    ),
    Format(
        "Shopify (before 2025)",
        ("handle", "title", "variant price|variant sku|variant barcode"),
        (
            ("title", Field.NAME),
            ("handle", Field.HANDLE),
            ("variant sku", Field.SKU),
            ("variant barcode", Field.CODE),
            ("option(?P<slot>[0-9]) value", Field.OPTION),
            ("variant price", Field.PRICE),
            ("cost per item", Field.COST),
            ("type", Field.CATEGORY),
            ("product category|standardized product type|custom product type", Field.CATEGORY),
            ("vendor", Field.SUPPLIER),
            ("status", Field.ACTIVE),
            ("variant taxable", Field.TAXABLE),
            ("variant inventory tracker", Field.TRACKER),
            ("variant inventory qty", Field.QUANTITY),
        ),
    ),
    Format(
        "Loyverse",
        ("handle", "sku", "name", "sold by weight|track stock|default price|sku of included item"),
        (
            ("handle", Field.HANDLE),
            ("sku", Field.SKU),
            ("name", Field.NAME),
            ("category", Field.CATEGORY),
            ("sold by weight", Field.WEIGHED),
            ("option (?P<slot>[0-9]) value", Field.OPTION),
            ("cost", Field.COST),
            ("barcode", Field.CODE),
            ("sku of included item", Field.PART),
            ("quantity of included item", Field.PART_QUANTITY),
            ("track stock", Field.STOCKED),
            ("available for sale", Field.ACTIVE),
            ("price", Field.PRICE),
            ("default price", Field.PRICE),
            ("in stock", Field.QUANTITY),
            ("low stock", Field.REORDER_POINT),
            ("supplier", Field.SUPPLIER),
            ("tax .+", Field.TAX_APPLIES),
        ),
    ),
    Format(
        "OSPOS",
        ("barcode", "item name", "category", "cost price", "unit price"),
        (
            ("id", Field.KEY),
            ("barcode", Field.CODE),
            ("item name", Field.NAME),
            ("category", Field.CATEGORY),
            ("supplier id", Field.SUPPLIER),
            ("cost price", Field.COST),
            ("unit price", Field.PRICE),
            ("tax (?P<slot>[0-9]) percent", Field.TAX),
            ("reorder level", Field.REORDER_POINT),
            ("item has serial number", Field.SERIAL),
            ("location (?P<place>.+)", Field.QUANTITY),
        ),
    ),
    Format(
        "Lightspeed X",
        ("handle", "sku", "retail price|supply price"),
        (
            ("id", Field.KEY),
            ("handle", Field.HANDLE),
            ("sku", Field.SKU),
            ("barcode", Field.CODE),
            ("name|product name", Field.NAME),
            ("product category|type", Field.CATEGORY),
            ("variant option (?:one|two|three) value", Field.OPTION),
            ("composite sku", Field.PART),
            ("composite quantity", Field.PART_QUANTITY),
            ("supply price", Field.COST),
            ("retail price", Field.PRICE),
            ("tax value", Field.TAX),
            ("tax name", Field.TAX),
            ("supplier name", Field.SUPPLIER),
            ("active", Field.ACTIVE),
            ("track inventory", Field.STOCKED),
            ("inventory (?P<place>.+)", Field.QUANTITY),
            ("reorder point (?P<place>.+)", Field.REORDER_POINT),
        ),
    ),
    Format(
        "Odoo",
        ("name", "internal reference", "sales price|sale price|cost|product type"),
        (
            ("external id|id", Field.KEY),
            ("internal reference", Field.SKU),
            ("barcode", Field.CODE),
            ("name", Field.NAME),
            ("sales price|sale price", Field.PRICE),
            ("cost", Field.COST),
            ("product category(?: .+)?|pos product category|point of sale category", Field.CATEGORY),
            ("unit of measure|uom", Field.UNIT),
            ("customer taxes|sales taxes", Field.TAX),
            ("active", Field.ACTIVE),
            ("can be sold|sales", Field.ACTIVE),
            ("track inventory|is storable", Field.STOCKED),
            ("product type|type", Field.PRODUCT_TYPE),
            ("quantity on hand", Field.QUANTITY),
        ),
    ),
)
