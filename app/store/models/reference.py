"""Reference data as peewee sees it: for statements that are put together from what somebody named.

The tables come from the migrations, which hold every rule; these classes only know names. Nothing is bound to a
database: a statement is compiled once and runs on whichever connection has the transaction.
"""

from __future__ import annotations

from peewee import AutoField, BareField, ForeignKeyField, Model


class Category(Model):
    """A group of products."""

    id = AutoField()
    name = BareField()

    class Meta:  # noqa: D106 -- peewee's own way of naming the table
        table_name = "category"


class Supplier(Model):
    """Somebody who delivers."""

    id = AutoField()
    code = BareField()
    name = BareField()
    contact = BareField()
    email = BareField()
    phone = BareField()
    address = BareField()
    terms = BareField()
    lead_time_days = BareField()
    minimum_minor = BareField()

    class Meta:  # noqa: D106 -- peewee's own way of naming the table
        table_name = "supplier"


class Product(Model):
    """What the shop sells."""

    id = AutoField()
    sku = BareField()
    name = BareField()
    price_micro = BareField()
    rate_milli = BareField()
    tax_code = BareField()
    unit = BareField()
    category = ForeignKeyField(Category, null=True)
    cost_micro = BareField()
    costing = BareField()
    standard_cost_micro = BareField()
    tracking = BareField()
    stocked = BareField()
    reorder_point_milli = BareField()
    reorder_quantity_milli = BareField()
    negative_stock = BareField()
    supplier = ForeignKeyField(Supplier, null=True)
    deposit = ForeignKeyField("self", null=True)
    minimum_age = BareField()
    open_price = BareField()
    active = BareField()
    weight_milli = BareField()

    class Meta:  # noqa: D106 -- peewee's own way of naming the table
        table_name = "product"
