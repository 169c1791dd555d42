"""Arranging the shop: what stands on its receipts, which goods have a key, from when on it is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from app.domain import rights
from app.domain.changes import Changes
from app.domain.codes import Pattern, read_rule
from app.domain.figures import MAX_MINOR
from app.domain.logo import Logo, check_logo
from app.domain.refusal import Refusal
from app.domain.requests import ShopAsked
from app.domain.shop import Shop, check_tolerances
from app.store.database import Book, Connection
from app.store.queries import items, parties
from app.store.settings import read_shop, write_logo, write_shop

MOST_TILES = 12
_MOST_LINES = 8
_MOST_PATTERNS = 20
_LONGEST = 80  # characters: more than the widest receipt has on a line
_NO_TEXT = frozenset({"Cc", "Cs", "Co", "Cn"})  # kinds of characters that stand for nothing on paper


class Arranging:
    """Changes what a shop may change on any day. What its figures go by is fixed with its book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def set_shop(self, asked: ShopAsked, *, user: str | None = None) -> Changes:
        """Let the receipts, the keys and the questions of the shop be as asked.

        Raises:
            Refusal: `not_allowed`, `text_too_long`, `too_many_lines`, `text_damaged`, `too_many_tiles`, `named_twice`,
                `unknown_product`, `out_of_bounds`, `bad_pattern`, `too_many_patterns`.
        """
        head, foot = _lines(asked.head, what="head of the receipt"), _lines(asked.foot, what="foot of the receipt")
        patterns = _patterns(asked.patterns)
        if not 0 <= asked.large_minor <= MAX_MINOR:
            raise Refusal("out_of_bounds", what="amount", text=self._book.shop.currency.write(asked.large_minor))
        with self._book.writing() as connection:
            _, person = parties.person(connection, user)
            rights.require(person, rights.Right.SET_UP)
            _check_tiles(connection, asked.tiles)
            known = read_shop(connection)
            over_milli, cost_percent = _tolerances(asked, known)
            shop = replace(
                known,
                head=head,
                foot=foot,
                tiles=asked.tiles,
                large_minor=asked.large_minor,
                patterns=patterns,
                cost_percent=cost_percent,
                over_delivery_milli=over_milli,
                tax_rates=known.tax_rates if asked.tax_rates is None else asked.tax_rates,
            )
            write_shop(connection, shop)
        self._book.shop = shop
        return Changes(frozenset({"settings"}))

    def set_logo(self, logo: Logo | None, *, user: str | None = None) -> Changes:
        """Let the shop have this logo, or none.

        Raises:
            Refusal: `not_allowed`, `not_a_picture`, `picture_too_large`.
        """
        if logo is not None:
            check_logo(logo)
        with self._book.writing() as connection:
            rights.require(parties.person(connection, user)[1], rights.Right.SET_UP)
            write_logo(connection, logo)
        return Changes(frozenset({"settings", "labels"}))

    def read_again(self) -> None:
        """Somebody else may have changed the rules: those of this program are as the book has them."""
        with self._book.reading() as connection:
            self._book.shop = read_shop(connection)


def _lines(lines: Sequence[str], *, what: str) -> tuple[str, ...]:
    """Lines without blanks at their ends, and without empty ones at the ends of all."""
    kept = ["".join(" " if one.isspace() else one for one in line).strip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    while kept and not kept[0]:
        kept.pop(0)
    if len(kept) > _MOST_LINES:
        raise Refusal("too_many_lines", what=what, most=_MOST_LINES)
    for line in kept:
        if len(line) > _LONGEST:
            raise Refusal("text_too_long", what=what, most=_LONGEST)
        if any(unicodedata.category(one) in _NO_TEXT for one in line):
            raise Refusal("text_damaged", what=what, text="".join(one for one in line if one.isprintable())[:40])
    return tuple(kept)


def _tolerances(asked: ShopAsked, known: Shop) -> tuple[int, int]:
    """How much more than was ordered may come, and how far a cost may move; what nobody asks for stays."""
    over_milli = known.over_delivery_milli if asked.over_delivery_milli is None else asked.over_delivery_milli
    cost_percent = known.cost_percent if asked.cost_percent is None else asked.cost_percent
    check_tolerances(over_delivery_milli=over_milli, cost_percent=cost_percent)
    return over_milli, cost_percent


def _patterns(rules: Sequence[str]) -> tuple[Pattern, ...]:
    patterns = tuple(dict.fromkeys(read_rule(rule) for rule in rules if rule.strip()))
    if len(patterns) > _MOST_PATTERNS:
        raise Refusal("too_many_patterns", most=_MOST_PATTERNS)
    return patterns


def _check_tiles(connection: Connection, skus: Sequence[str]) -> None:
    if len(skus) > MOST_TILES:
        raise Refusal("too_many_tiles", most=MOST_TILES)
    known = items.by_skus(connection, skus, location_id=1)
    for place, sku in enumerate(skus):
        if sku not in known:
            raise Refusal("unknown_product", sku=sku)
        if sku in skus[:place]:
            raise Refusal("named_twice", text=sku)
