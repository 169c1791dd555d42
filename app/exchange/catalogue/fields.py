"""What a column of a list can hold, whoever wrote the list."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """The meaning of a column. The values are what a mapping given by hand names."""

    SKU = "sku"
    NAME = "name"
    PRICE = "price"
    PRICE_INCL = "price_incl"
    PRICE_EXCL = "price_excl"
    OPEN_PRICE = "open_price"
    COST = "cost"
    CODE = "code"
    CODE_QUANTITY = "code_quantity"
    CODE_PRICE = "code_price"
    CATEGORY = "category"
    TAX = "tax"
    TAX_CODE = "tax_code"
    UNIT = "unit"
    STOCKED = "stocked"
    ACTIVE = "active"
    REORDER_POINT = "reorder_point"
    REORDER_QUANTITY = "reorder_quantity"
    MINIMUM_AGE = "minimum_age"
    WEIGHT = "weight"
    DEPOSIT = "deposit"
    SUPPLIER = "supplier"
    SUPPLIER_ITEM = "supplier_item"
    SUPPLIER_PACK = "supplier_pack"
    FROM = "from"
    FROM_CODE = "from_code"
    FROM_PACK = "from_pack"
    FROM_NOTE = "from_note"
    FROM_COST = "from_cost"
    COSTING = "costing"
    STANDARD_COST = "standard_cost"
    TRACKING = "tracking"
    NEGATIVE_STOCK = "negative_stock"
    PART = "part"
    PART_QUANTITY = "part_quantity"
    VARIANT_OF = "variant_of"
    VARIANT_VALUE = "variant_value"
    PLANNED_FROM = "planned_from"
    PLANNED_PRICE = "planned_price"
    QUANTITY = "quantity"
    LOCATION = "location"
    # How other programs say some of the above.
    KEY = "key"
    HANDLE = "handle"
    VARIATION = "variation"
    OPTION = "option"
    WEIGHED = "weighed"
    ARCHIVED = "archived"
    TAX_APPLIES = "tax_applies"
    TAXABLE = "taxable"
    TRACKER = "tracker"
    PRODUCT_TYPE = "product_type"
    SERIAL = "serial"
    # Suppliers and customers.
    PARTY_CODE = "party_code"
    EMAIL = "email"
    PHONE = "phone"
    STREET = "street"
    POSTCODE = "postcode"
    CITY = "city"
    COUNTRY = "country"
    TAX_NUMBER = "tax_number"
    NOTE = "note"
    # A column that the list's reader leaves aside on purpose.
    NONE = ""


# The slot of a pack's barcode, quantity and price where a list names them as such; `resources/titles` has it too.
PACK_SLOT = 100

# Fields that a list may have in several columns, told apart by a number: "Barcode 2", "Option1 Value".
NUMBERED = frozenset(
    {
        Field.CODE,
        Field.CODE_QUANTITY,
        Field.CODE_PRICE,
        Field.FROM,
        Field.FROM_CODE,
        Field.FROM_COST,
        Field.FROM_NOTE,
        Field.FROM_PACK,
        Field.OPTION,
        Field.PART,
        Field.PART_QUANTITY,
        Field.PLANNED_FROM,
        Field.PLANNED_PRICE,
        Field.TAX,
        Field.TAX_APPLIES,
        Field.VARIANT_VALUE,
    }
)

# Fields whose cells are figures, so that a column's decimal sign is found from all of them.
FIGURES = frozenset(
    {
        Field.PRICE,
        Field.PRICE_INCL,
        Field.PRICE_EXCL,
        Field.COST,
        Field.STANDARD_COST,
        Field.CODE_QUANTITY,
        Field.CODE_PRICE,
        Field.TAX,
        Field.REORDER_POINT,
        Field.REORDER_QUANTITY,
        Field.WEIGHT,
        Field.DEPOSIT,
        Field.SUPPLIER_PACK,
        Field.FROM_PACK,
        Field.PART_QUANTITY,
        Field.PLANNED_PRICE,
        Field.QUANTITY,
    }
)

CONTACTS = (
    Field.EMAIL,
    Field.PHONE,
    Field.STREET,
    Field.POSTCODE,
    Field.CITY,
    Field.COUNTRY,
    Field.TAX_NUMBER,
    Field.NOTE,
)

# What a report calls each field.
TITLES = {
    Field.SKU: "SKU",
    Field.NAME: "name",
    Field.PRICE: "price",
    Field.PRICE_INCL: "price with tax",
    Field.PRICE_EXCL: "price without tax",
    Field.OPEN_PRICE: "open price",
    Field.COST: "cost",
    Field.CODE: "barcode",
    Field.CODE_QUANTITY: "quantity of the barcode",
    Field.CODE_PRICE: "price of the barcode",
    Field.CATEGORY: "category",
    Field.TAX: "tax rate",
    Field.TAX_CODE: "tax code",
    Field.UNIT: "unit",
    Field.STOCKED: "has stock",
    Field.ACTIVE: "on sale",
    Field.REORDER_POINT: "reorder point",
    Field.REORDER_QUANTITY: "reorder quantity",
    Field.MINIMUM_AGE: "minimum age",
    Field.WEIGHT: "weight in kilograms",
    Field.DEPOSIT: "deposit",
    Field.SUPPLIER: "supplier",
    Field.SUPPLIER_ITEM: "code of the supplier",
    Field.SUPPLIER_PACK: "pack of the supplier",
    Field.FROM: "who brings it",
    Field.FROM_CODE: "code of who brings it",
    Field.FROM_PACK: "pack of who brings it",
    Field.FROM_NOTE: "note on who brings it",
    Field.FROM_COST: "last cost of who brings it",
    Field.COSTING: "cost method",
    Field.STANDARD_COST: "standard cost",
    Field.TRACKING: "tracking",
    Field.NEGATIVE_STOCK: "stock below zero",
    Field.PART: "part of the kit",
    Field.PART_QUANTITY: "quantity of the part",
    Field.VARIANT_OF: "what it is a variant of",
    Field.VARIANT_VALUE: "which variant",
    Field.PLANNED_FROM: "day of the planned price",
    Field.PLANNED_PRICE: "planned price",
    Field.QUANTITY: "stock",
    Field.LOCATION: "location",
    Field.KEY: "SKU where there is none",
    Field.HANDLE: "what joins variants",
    Field.VARIATION: "variant",
    Field.OPTION: "variant",
    Field.WEIGHED: "sold by weight",
    Field.ARCHIVED: "no longer on sale",
    Field.TAX_APPLIES: "tax rate",
    Field.TAXABLE: "taxed or not",
    Field.TRACKER: "has stock",
    Field.PRODUCT_TYPE: "has stock",
    Field.SERIAL: "serial numbers",
    Field.PARTY_CODE: "code",
    Field.EMAIL: "e-mail",
    Field.PHONE: "telephone",
    Field.STREET: "street",
    Field.POSTCODE: "postcode",
    Field.CITY: "city",
    Field.COUNTRY: "country",
    Field.TAX_NUMBER: "tax number",
    Field.NOTE: "note",
}
