"""Who changed what of a product and when; prices that begin later; changes of many products at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.figures import write_quantity
from app.domain.moment import business_day
from app.domain.product import Code, code_words
from app.domain.product_row import PlannedPrice
from app.domain.shop import Shop
from app.store.database import Connection


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something, and when.

    Attributes:
        book_date: The shop's business day, as a day number.
        batch_id: What it is changed together with, or None.
    """

    person_id: int
    at_us: int
    book_date: int
    batch_id: int | None = None


def author_now(person_id: int, now_us: int, shop: Shop) -> Author:
    """Somebody who changes something now, on the shop's business day."""
    return Author(person_id, now_us, business_day(now_us, ZoneInfo(shop.timezone), shop.day_cut_minutes))


def note_changes(
    connection: Connection, product_id: int, before: Mapping[str, object], after: Mapping[str, object], author: Author
) -> None:
    """Keep what is otherwise than before, figure by figure."""
    connection.executemany(
        _NOTE,
        [
            (product_id, author.at_us, author.book_date, author.person_id, what, _text(before.get(what)), _text(value),
             author.batch_id)
            for what, value in after.items()
            if _text(before.get(what)) != _text(value)
        ],
    )  # fmt: skip


_NOTE = """
INSERT INTO product_change (product_id, at_us, book_date, person_id, what, before, after, batch_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def _text(value: object) -> str | None:
    if isinstance(value, tuple):
        return " ".join(code_words(one) if isinstance(one, Code) else _part_text(*one) for one in value) or None
    return None if value in (None, "") else str(value)


def _part_text(sku: str, quantity_milli: int) -> str:
    return f"{sku} ({write_quantity(quantity_milli)})"


def set_price(connection: Connection, product_id: int, price_micro: int, author: Author) -> bool:
    """Give a product another price. Returns whether it is another."""
    before = int(connection.execute("SELECT price_micro FROM product WHERE id = ?", (product_id,)).get)
    if before == price_micro:
        return False
    connection.execute("UPDATE product SET price_micro = ? WHERE id = ?", (price_micro, product_id))
    note_changes(connection, product_id, {"price_micro": before}, {"price_micro": price_micro}, author)
    return True


def open_batch(connection: Connection, what: str, *, person_id: int, at_us: int) -> int:
    """Begin a change of many products; `what` says in a few signs what is done to them."""
    sql = "INSERT INTO product_batch (at_us, person_id, what) VALUES (?, ?, ?) RETURNING id"
    return int(connection.execute(sql, (at_us, person_id, what)).get)


def end_batch(connection: Connection, batch_id: int) -> None:
    """Note that a change of many was undone."""
    connection.execute("UPDATE product_batch SET undone = 1 WHERE id = ?", (batch_id,))


def plan_price(connection: Connection, product_id: int, starts: int, price_micro: int, author: Author) -> None:
    """Let a price begin on a later day; it takes the place of what was planned for that day."""
    connection.execute(_PLAN, (product_id, starts, price_micro, author.person_id, author.at_us))


def plan_prices(
    connection: Connection, product_id: int, planned: Sequence[PlannedPrice], author: Author
) -> list[tuple[PlannedPrice, PlannedPrice | None]]:
    """Let prices begin on later days; one whose day has come is left aside, and what is planned beside them stays.

    Returns:
        What is planned otherwise than before, each with what was planned for that day.
    """
    sql = "SELECT starts, price_micro FROM planned_price WHERE product_id = ?"
    known = {row[0]: PlannedPrice(*row) for row in connection.execute(sql, (product_id,))}
    new = [plan for plan in planned if plan.starts > author.book_date and plan != known.get(plan.starts)]
    for plan in new:
        plan_price(connection, product_id, plan.starts, plan.price_micro, author)
    return [(plan, known.get(plan.starts)) for plan in new]


_PLAN = """
INSERT INTO planned_price (product_id, starts, price_micro, person_id, asked_us) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (product_id, starts) DO UPDATE
SET price_micro = excluded.price_micro, person_id = excluded.person_id, asked_us = excluded.asked_us
"""


def drop_planned(connection: Connection, product_id: int, starts: int) -> bool:
    """Forget a price that was planned. Returns whether there was one."""
    sql = "DELETE FROM planned_price WHERE product_id = ? AND starts = ? RETURNING 1"
    return bool(connection.execute(sql, (product_id, starts)).get)


def drop_due(connection: Connection, today: int) -> None:
    """Forget the plans whose day has come: they have begun."""
    connection.execute("DELETE FROM planned_price WHERE starts <= ?", (today,))
