"""The shop's rules in the book, and what a new book begins with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import apsw

from app.domain.figures import currency
from app.domain.logo import Logo
from app.domain.schedule import Each, Scheduled
from app.domain.shop import COST_PERCENT, OVER_DELIVERY_MILLI, Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding, RoundingMode

if TYPE_CHECKING:
    from app.domain.codes import Pattern
    from app.domain.product_row import HalfTaken

OFFICE_TILL = "T0"
FIRST_TILL = "T1"
FIRST_LOCATION = "shop"
FIRST_PERSON = "owner"


def read_shop(connection: apsw.Connection) -> Shop:
    """The shop's rules."""
    values = {name: json.loads(value) for name, value in connection.execute("SELECT name, value FROM setting")}
    step = values["cash_rounding_step_minor"]
    return Shop(
        name=values["name"],
        currency=currency(values["currency"]),
        country=values["country"],
        tax_policy=TaxPolicy(values["tax_policy"]),
        prices_include_tax=values["prices_include_tax"],
        cash_rounding=CashRounding(step, RoundingMode(values["cash_rounding_mode"])) if step else None,
        costing=Costing(values["costing"]),
        stock=StockSystem(values["stock"]),
        region=values["region"],
        timezone=values["timezone"],
        day_cut_minutes=values["day_cut_minutes"],
        language=values["language"],
        head=tuple(values["head"]),
        foot=tuple(values["foot"]),
        tiles=tuple(values["tiles"]),
        # Books of the first versions have none.
        large_minor=int(values.get("large_minor", 0)),
        patterns=_patterns(values.get("patterns", ())),
        cost_percent=int(values.get("cost_percent", COST_PERCENT)),
        over_delivery_milli=int(values.get("over_delivery_milli", OVER_DELIVERY_MILLI)),
        tax_rates=tuple(values.get("tax_rates", ())),
    )


def _patterns(rules: Sequence[str]) -> tuple[Pattern, ...]:
    if not rules:
        return ()
    # Few shops have any: the others start without loading what reads codes.
    from app.domain.codes import read_rule  # noqa: PLC0415

    return tuple(read_rule(rule) for rule in rules)


def write_shop(connection: apsw.Connection, shop: Shop) -> None:
    """Write the shop's rules, new ones over old ones."""
    rounding = shop.cash_rounding
    values: dict[str, object] = {
        "name": shop.name,
        "currency": shop.currency.code,
        "country": shop.country,
        "tax_policy": shop.tax_policy.value,
        "prices_include_tax": shop.prices_include_tax,
        "cash_rounding_step_minor": rounding.step_minor if rounding else 0,
        "cash_rounding_mode": (rounding.mode if rounding else RoundingMode.HALF_UP).value,
        "costing": shop.costing.value,
        "stock": shop.stock.value,
        "region": shop.region,
        "timezone": shop.timezone,
        "day_cut_minutes": shop.day_cut_minutes,
        "language": shop.language,
        "head": shop.head,
        "foot": shop.foot,
        "tiles": shop.tiles,
        "large_minor": shop.large_minor,
        "patterns": [pattern.rule for pattern in shop.patterns],
        "cost_percent": shop.cost_percent,
        "over_delivery_milli": shop.over_delivery_milli,
        "tax_rates": shop.tax_rates,
    }
    connection.executemany(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [(name, json.dumps(value, ensure_ascii=False)) for name, value in values.items()],
    )


def read_schedule(connection: apsw.Connection) -> tuple[Scheduled, ...]:
    """The reports that are made by themselves, in the order in which they were asked for."""
    kept = connection.execute("SELECT value FROM setting WHERE name = 'scheduled_reports'").get
    return tuple(
        Scheduled(report, Each(each), written_as, done) for report, each, written_as, done in json.loads(kept or "[]")
    )


def write_schedule(connection: apsw.Connection, schedule: Sequence[Scheduled]) -> None:
    """Write which reports are made by themselves."""
    kept = [(one.report, one.each.value, one.written_as, one.done) for one in schedule]
    connection.execute(
        "INSERT INTO setting (name, value) VALUES ('scheduled_reports', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (json.dumps(kept),),
    )


def read_half_list(connection: apsw.Connection) -> HalfTaken | None:
    """The list that was last being taken into the book and has not come to its end."""
    from app.domain.product_row import HalfTaken  # noqa: PLC0415 -- the window has no use for rows of lists

    kept = connection.execute("SELECT value FROM setting WHERE name = 'half_list'").get
    return HalfTaken(*json.loads(kept)) if kept else None


def write_half_list(connection: apsw.Connection, half: HalfTaken | None) -> None:
    """Note how far a list is; None: it is in the book as a whole."""
    connection.execute("DELETE FROM setting WHERE name = 'half_list'")
    if half is not None:
        connection.execute("INSERT INTO setting (name, value) VALUES ('half_list', ?)", (json.dumps(half),))


class Copied(NamedTuple):
    """A copy that was made of the book: when, in ISO 8601 with offset, and its file."""

    at: str
    path: str


def read_copies(connection: apsw.Connection) -> list[Copied]:
    """The copies that were made of the book, as far as it knows of them; the newest stands last."""
    kept = connection.execute("SELECT value FROM setting WHERE name = 'copies'").get
    return [Copied(*one) for one in json.loads(kept or "[]")]


def read_logo(connection: apsw.Connection) -> Logo | None:
    """The shop's logo, or None."""
    row = connection.execute("SELECT png, width, height FROM shop_logo").fetchone()
    return None if row is None else Logo(*row)


def write_logo(connection: apsw.Connection, logo: Logo | None) -> None:
    """Keep another logo, or none."""
    connection.execute("DELETE FROM shop_logo")
    if logo is not None:
        values = (logo.png, logo.width, logo.height)
        connection.execute("INSERT INTO shop_logo (id, png, width, height) VALUES (1, ?, ?, ?)", values)


def write_new_book(connection: apsw.Connection, shop: Shop) -> None:
    """What every new book has: location `shop`, till `T1`, the office till `T0`, one owner, cash and card."""
    write_shop(connection, shop)
    connection.execute("INSERT INTO location (id, code, name) VALUES (1, ?, 'Shop')", (FIRST_LOCATION,))
    connection.executemany(
        "INSERT INTO till (id, code, location_id) VALUES (?, ?, 1)", [(1, FIRST_TILL), (2, OFFICE_TILL)]
    )
    connection.execute("INSERT INTO person (id, code, name, role) VALUES (1, ?, 'Owner', 'owner')", (FIRST_PERSON,))
    connection.executemany(
        "INSERT INTO tender_kind (kind, name, account) VALUES (?, ?, ?)",
        [("cash", "Cash", "Assets:Cash"), ("card", "Card", "Assets:Card clearing")],
    )
