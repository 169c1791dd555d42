"""Statements on products for any choice of columns, compiled once by peewee and kept."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from peewee import JOIN, Field, Query

from app.store.models.reference import Category, Product, Supplier


class Statement(NamedTuple):
    """SQL and the names of its parameters, in order."""

    sql: str
    names: tuple[str, ...]

    def given(self, values: dict[str, object]) -> tuple[object, ...]:
        """The values as the statement takes them."""
        return tuple(values[name] for name in self.names)


@cache
def insert_product(columns: tuple[str, ...]) -> Statement:
    """Add a product with these columns; answers with its number."""
    query = Product.insert({_field(column): column for column in columns}).returning(Product.id)
    return _statement(query)


@cache
def update_product(columns: tuple[str, ...]) -> Statement:
    """Change these columns of the product whose number is the parameter `id`."""
    return _statement(Product.update({_field(column): column for column in columns}).where(Product.id == "id"))


@cache
def select_product(columns: tuple[str, ...]) -> str:
    """These columns of the product with a SKU, and the names of its category, supplier and deposit behind them."""
    deposit = Product.alias()
    query = (
        Product.select(*(_field(column) for column in columns), Category.name, Supplier.code, deposit.sku)
        .join(Category, JOIN.LEFT_OUTER)
        .switch(Product)
        .join(Supplier, JOIN.LEFT_OUTER)
        .switch(Product)
        .join(deposit, JOIN.LEFT_OUTER, on=(Product.deposit == deposit.id))
        .where(Product.sku == "sku")
    )
    return _statement(query).sql


def _field(column: str) -> Field:
    # peewee's documented way to the columns of a model, private by its name alone.
    field: Field = Product._meta.columns[column]  # noqa: SLF001
    return field


def _statement(query: Query) -> Statement:
    """Compile a query whose parameters are their own names."""
    sql, names = query.sql()
    return Statement(sql, tuple(names))
