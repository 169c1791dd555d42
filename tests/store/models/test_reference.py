"""The names that peewee knows are the names that the migrations made."""

from __future__ import annotations

from pathlib import Path

import pytest
from peewee import Model

from app.store import database
from app.store.models.reference import Category, Product, Supplier
from tests.books import shop_like


@pytest.mark.parametrize("model", [Category, Supplier, Product])
def test_a_model_has_the_columns_of_its_table(tmp_path: Path, model: type[Model]) -> None:
    book = database.create(tmp_path / "shop.book", shop_like())
    with book.reading() as connection:
        table = model._meta.table_name
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    assert set(model._meta.columns) == columns
