"""The shop's own label templates."""

from __future__ import annotations

from typing import Any

from app.domain.own_template import OwnField, OwnTemplate, Side, Source
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

_TEMPLATES = "SELECT id, name, stock, width, height FROM label_template"
_FIELDS = """
SELECT what, x, y, width, height, size, bold, align, words, symbol, module FROM label_field
WHERE template_id = ? ORDER BY place
"""
_GOODS = """
SELECT id FROM product WHERE active = 1 AND open_price = 0
ORDER BY NOT EXISTS (SELECT 1 FROM product_code WHERE product_id = product.id), length(name) DESC, id LIMIT 200
"""


def own_templates(connection: Connection) -> list[OwnTemplate]:
    """All of them, by name."""
    return [_template(connection, *row) for row in connection.execute(f"{_TEMPLATES} ORDER BY name")]


def own_template(connection: Connection, name: str) -> OwnTemplate | None:
    """The one with that name, or None."""
    row = connection.execute(f"{_TEMPLATES} WHERE name = ?", (dialect.storable(name),)).fetchone()
    return None if row is None else _template(connection, *row)


def sample_ids(connection: Connection) -> list[int]:
    """Products that show best whether a template has room: those with a code, the longest name first."""
    return [row[0] for row in connection.execute(_GOODS)]


def _template(connection: Connection, number: int, name: str, stock: str, width: int, height: int) -> OwnTemplate:
    fields = tuple(_field(*row) for row in connection.execute(_FIELDS, (number,)))
    return OwnTemplate(name, stock, width, height, fields)


def _field(what: str, *figures: Any) -> OwnField:
    x, y, width, height, size, bold, align, words, symbol, module = figures
    return OwnField(
        Source(what), x, y, width, height, size, bool(bold), Side(align), words, symbol, module
    )  # fmt: skip
