"""The shop's own label templates."""

from __future__ import annotations

from app.domain.own_template import OwnTemplate
from app.store import dialect_sqlite as dialect
from app.store.database import Connection

_ID = "SELECT id FROM label_template WHERE name = ?"
_SET = """
INSERT INTO label_template (name, stock, width, height) VALUES (?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET stock = excluded.stock, width = excluded.width, height = excluded.height
"""
_SET_FIELD = """
INSERT INTO label_field (template_id, place, what, x, y, width, height, size, bold, align, words, symbol, module)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def set_own_template(connection: Connection, template: OwnTemplate) -> None:
    """Add a template, or change the one of its name; its fields are these from now on."""
    name = dialect.storable(template.name)
    connection.execute(_SET, (name, dialect.storable(template.stock), template.width, template.height))
    number = connection.execute(_ID, (name,)).get
    connection.execute("DELETE FROM label_field WHERE template_id = ?", (number,))
    rows = [
        (
            number, place, field.source.value, field.left, field.top, field.width, field.height, field.size,
            int(field.bold), field.align.value, dialect.storable(field.text), field.symbol, field.module,
        )
        for place, field in enumerate(template.fields, 1)
    ]  # fmt: skip
    connection.executemany(_SET_FIELD, rows)


def rename_own_template(connection: Connection, name: str, new: str) -> None:
    """Give a template another name, which nobody has."""
    connection.execute(
        "UPDATE label_template SET name = ? WHERE name = ?", (dialect.storable(new), dialect.storable(name))
    )


def drop_own_template(connection: Connection, name: str) -> None:
    """Forget a template."""
    number = connection.execute(_ID, (dialect.storable(name),)).get
    connection.execute("DELETE FROM label_field WHERE template_id = ?", (number,))
    connection.execute("DELETE FROM label_template WHERE id = ?", (number,))
