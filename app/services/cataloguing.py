"""Cataloguing: what the shop sells, and whom it knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.domain import chain, rights
from app.domain.changes import Changes, Updated, Warned
from app.domain.codes.digits import right_number
from app.domain.figures import write_percent
from app.domain.party_codes import check_party_code
from app.domain.picture import check_picture
from app.domain.product import MAX_SKU, Code, Item
from app.domain.refusal import Refusal
from app.domain.requests import PartyAsked, ProductAsked
from app.domain.shop import MOST_TAX_RATES
from app.domain.variants import variant_name, variant_sku
from app.store.database import Book, Connection, part
from app.store.queries import items, parties, product_record, products
from app.store.writing import catalogue, pictures
from app.store.writing.product_changes import Author, author_now

UNLISTED_SKU = "UNLISTED"
OPEN_PRICE_PREFIX = "OPEN "


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why."""

    place: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        added, changed: How many products.
        refused: Rows that the book said no to, by their place in what was handed in.
    """

    added: int
    changed: int
    refused: tuple[Refused, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Made:
    """Products that were made together; `count` is how many."""

    count: int
    changes: Changes


class Cataloguing:
    """Adds and changes reference data."""

    def __init__(self, book: Book, clock: Clock | None = None) -> None:
        self._book = book
        self._clock = clock or Clock(ZoneInfo(book.shop.timezone))

    def set_product(self, asked: ProductAsked, *, deposit_micro: int | None = None, user: str | None = None) -> Updated:
        """Add a product, or change what the request names of one. Who changed what is kept.

        A code with a wrong check digit, or that another product has, is taken with a warning: some shops have made such
        codes, and the cashier is asked which is meant.

        Args:
            asked: The product.
            deposit_micro: Its deposit where an amount is known: the product for that is made on first use.
            user: Who does it; None is the owner.

        Raises:
            Refusal: those of `app.store.writing.catalogue.set_product`, and `not_allowed`.
        """
        with self._book.writing() as connection:
            author = self._author(connection, user)
            if deposit_micro:
                asked = replace(asked, deposit=catalogue.deposit_of(connection, deposit_micro, self._book.shop))
            stored = catalogue.set_product(connection, asked, author)
            shared = tuple(_shared(connection, asked))
        changes = Changes(frozenset({"products"}), frozenset({stored.product_id}))
        return Updated(asked.sku, (*_misread(asked.codes or ()), *shared), changes)

    def add_product(self, asked: ProductAsked, *, deposit_micro: int | None = None, user: str | None = None) -> Updated:
        """Add a product whose SKU nobody has yet.

        Raises:
            Refusal: `sku_taken`, and as `set_product`.
        """
        with self._book.reading() as connection:
            known = items.by_skus(connection, [asked.sku], location_id=1).get(asked.sku)
        if known is not None:
            raise Refusal("sku_taken", sku=asked.sku, name=known.name)
        return self.set_product(asked, deposit_micro=deposit_micro, user=user)

    def set_picture(self, sku: str, picture: bytes, *, user: str | None = None) -> Changes:
        """Give a product a picture, or take it away. Who did so is kept.

        Args:
            sku: The product's.
            picture: A small PNG or JPEG, as `read_picture` makes it; no bytes for none.
            user: Who does it; None is the owner.

        Raises:
            Refusal: `unknown_product`, `not_a_picture`, `picture_too_large`, `not_allowed`.
        """
        if picture:
            check_picture(picture)
        with self._book.writing() as connection:
            author = self._author(connection, user)
            number = products.product_id(connection, sku)
            if number is None:
                raise Refusal("unknown_product", sku=sku)
            pictures.set_picture(connection, number, picture, author)
        return Changes(frozenset({"products"}), frozenset({number}))

    def add_variants(
        self, sku: str, cells: Sequence[tuple[str, str]], *, codes: bool = False, user: str | None = None
    ) -> Made:
        """Make variants of a product, such as sizes and colours: as it is, each with an SKU and name of its own.

        Those that are there already stay as they are.

        Args:
            sku: The product's.
            cells: A value of the first property and one of the second (or "") for each.
            codes: Whether each gets an in-store EAN-13.
            user: Who makes them; None is the owner.

        Raises:
            Refusal: `unknown_product`, `sku_taken`, `no_variants`, `variant_of_variant`, `no_free_code`, `not_allowed`.
        """
        shop, made = self._book.shop, []
        with self._book.writing() as connection:
            author = self._author(connection, user)
            parent = products.product_id(connection, sku)
            if parent is None:
                raise Refusal("unknown_product", sku=sku)
            if product_record.parent_id(connection, parent) is not None:
                raise Refusal("variant_of_variant", sku=sku)
            like = products.asked_like(connection, sku)
            known = {(one.first, one.second) for one in product_record.variants(connection, parent)}
            for first, second in cells:
                if (first, second) in known:
                    continue
                own = variant_sku(sku, first, second)
                taken = products.figures(connection, own)
                if taken is not None:
                    raise Refusal("sku_taken", sku=own, name=taken["name"])
                code = product_record.free_code(connection, shop.region, shop.patterns) if codes else ""
                asked = replace(
                    like,
                    sku=own,
                    name=variant_name(like.name or "", first, second),
                    codes=(Code(code),) if code else (),
                )
                stored = catalogue.set_product(connection, asked, author)
                catalogue.note_variant(connection, stored.product_id, parent, first, second)
                made.append(stored.product_id)
            if not made:
                raise Refusal("no_variants", sku=sku)
        return Made(len(made), Changes(frozenset({"products"}), frozenset(made)))

    def set_party(self, asked: PartyAsked, *, user: str | None = None) -> Changes:
        """Add or change a supplier, customer, location, person, till or kind of tender.

        Raises:
            Refusal: `bad_party_code`, `name_needed`, `unknown_location`, `not_allowed`.
        """
        check_party_code(asked.kind, asked.code)
        with self._book.writing() as connection:
            self._require(connection, user)
            catalogue.set_party(connection, asked)
        return Changes(frozenset({"parties"}))

    def import_products(
        self, rows: Iterable[ProductAsked], *, dry_run: bool = False, user: str | None = None
    ) -> Imported:
        """Add and change many products in one transaction. A row that is refused leaves no trace; the others stand.

        Args:
            rows: In the order in which they are to be taken.
            dry_run: Say what would happen and write nothing.
            user: Who does it; None is the owner.
        """
        added = changed = 0
        refused = []
        try:
            with self._book.writing() as connection:
                author = self._author(connection, user)
                for place, row in enumerate(rows):
                    try:
                        with part(connection):
                            stored = catalogue.set_product(connection, row, author)
                    except Refusal as refusal:
                        refused.append(Refused(place, refusal))
                    else:
                        added, changed = added + stored.is_new, changed + (not stored.is_new)
                if dry_run:
                    raise _OnlyAsked
        except _OnlyAsked:
            return Imported(added, changed, tuple(refused), Changes())
        return Imported(added, changed, tuple(refused), Changes(frozenset({"products"})))

    def open_item(self, category: str) -> Item:
        """The product that stands for goods of a category at a typed price; made on first use.

        Its tax is what most products of the category have, or else most of all, or the shop's usual one.
        """
        sku = _open_sku(category)
        with self._book.reading() as connection:
            known = items.by_skus(connection, [sku], location_id=1).get(sku)
            used = items.taxes(connection, category) or items.taxes(connection, None)
            tax = self._book.shop.taxes_beside(used)[0]
        return known or self._stand_in(sku, category, category, tax)

    def unlisted(self) -> tuple[Item, ...]:
        """The products that stand for goods whose code nobody knows: one for each tax of the shop, made on first use.

        The first has the tax of most products, or the shop's usual one while there are none.
        """
        with self._book.reading() as connection:
            taxes = self._book.shop.taxes_beside(items.taxes(connection, None))[:MOST_TAX_RATES]
            skus = [_unlisted_sku(tax) for tax in taxes]
            known = items.by_skus(connection, [UNLISTED_SKU, *skus], location_id=1)
        # The plain one keeps the tax that it was made with, which may not be the usual one any more.
        plain = known.get(UNLISTED_SKU)
        plain_tax = taxes[0] if plain is None else (plain.rate_milli, plain.tax_code)
        found = []
        for tax, own_sku in zip(taxes, skus, strict=True):
            sku = UNLISTED_SKU if tax == plain_tax else own_sku
            found.append(known.get(sku) or self._stand_in(sku, "Unlisted goods", None, tax))
        return tuple(found)

    def _stand_in(self, sku: str, name: str, category: str | None, tax: tuple[int, str]) -> Item:
        rate_milli, tax_code = tax
        with self._book.writing() as connection:
            stored = catalogue.set_product(
                connection,
                ProductAsked(
                    sku,
                    name=name,
                    price_micro=0,
                    rate_milli=rate_milli,
                    tax_code=tax_code,
                    category=category,
                    stocked=False,
                    open_price=True,
                ),
            )
            return items.by_id(connection, stored.product_id, location_id=1)

    def _author(self, connection: Connection, user: str | None) -> Author:
        return author_now(self._require(connection, user), self._clock.now_us(), self._book.shop)

    @staticmethod
    def _require(connection: Connection, user: str | None) -> int:
        person_id, person = parties.person(connection, user)
        rights.require(person, rights.Right.EDIT_CATALOGUE)
        return person_id


def _shared(connection: Connection, asked: ProductAsked) -> Iterator[Warned]:
    for code in asked.codes or ():
        for sku in products.skus_with_code(connection, code.text):
            if sku != asked.sku:
                yield Warned("code_shared", {"code": code.text, "sku": sku})


def _misread(codes: Iterable[Code]) -> Iterator[Warned]:
    for code in codes:
        right = right_number(code.text)
        if right is not None:
            yield Warned("check_digit", {"code": code.text, "last": code.text[-1], "right": right})


def is_unlisted(sku: str) -> bool:
    """Whether a product stands for goods whose code nobody knows."""
    return sku == UNLISTED_SKU or sku.startswith(f"{UNLISTED_SKU} ")


def _unlisted_sku(tax: tuple[int, str]) -> str:
    rate_milli, tax_code = tax
    return f"{UNLISTED_SKU} {write_percent(rate_milli)}% {tax_code}".rstrip()[:MAX_SKU]


def _open_sku(category: str) -> str:
    """The SKU of a category's goods at a typed price; where it would be too long, a digest tells it from others."""
    sku = OPEN_PRICE_PREFIX + category
    return sku if len(sku) <= MAX_SKU else f"{sku[: MAX_SKU - 9]} {chain.digest(category)[:8]}"


class _OnlyAsked(Exception):  # noqa: N818 -- it ends a dry run, nothing went wrong
    pass
