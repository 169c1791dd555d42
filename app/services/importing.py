"""Importing: many products or a whole opening stock from somebody else's list.

A long list is taken a few rows at a time, so that the tills go on selling (decision 0030).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from app.base.clock import Clock
from app.base.trouble import Trouble
from app.domain import chain, rights
from app.domain.changes import Changes
from app.domain.codes.digits import right_number
from app.domain.figures import write_quantity
from app.domain.product import Code, check_quantity, code_words
from app.domain.product_row import (
    HalfTaken,
    ListTax,
    OpeningRow,
    Outcome,
    PartyRow,
    PlannedPrice,
    ProductRow,
    RowNote,
    RowOutcome,
    VariantOf,
)
from app.domain.refusal import Refusal
from app.domain.requests import Asking, ItemAsked, OpeningStockAsked, PartyAsked, ProductAsked, StockLineAsked
from app.domain.wording import sentence
from app.store.database import Book, Connection, part
from app.store.queries import items, parties, product_record, products, stock
from app.store.settings import OFFICE_TILL, read_half_list, write_half_list
from app.store.writing import catalogue, orders
from app.store.writing import product_changes as changing
from app.store.writing.product_changes import Author, author_now

Row = TypeVar("Row", ProductRow, PartyRow)

OnRow = Callable[[int, int], None]
"""Told how many rows are done, and how many there are; what it raises ends the work."""

# Rows of one transaction: some ten milliseconds, for which a sale may have to wait.
_AT_ONCE = 30
_LONGEST_CODE = 32
# Tax codes that say by themselves that there is no tax: exempt and zero-rated.
_UNTAXED = frozenset({"E", "Z"})


def _untold(_done: int, _total: int) -> None:
    """Nobody wants to know."""


class Importing:
    """Takes rows of other people's lists into the book. A row that is refused leaves no trace; the others stand."""

    def __init__(self, book: Book, clock: Clock | None = None) -> None:
        self._book = book
        self._clock = clock or Clock(ZoneInfo(book.shop.timezone))

    def import_products(
        self,
        rows: Sequence[ProductRow],
        *,
        tax: ListTax | None = None,
        dry_run: bool = False,
        user: str | None = None,
        name: str = "",
        on_row: OnRow = _untold,
    ) -> tuple[tuple[RowOutcome, ...], Changes]:
        """Add and change products.

        A product is found by one of its codes, then by its SKU, never by its name; a row whose code and SKU are of two
        products is refused. Codes are added to those it has.

        Args:
            rows: In the order in which they are to be taken.
            tax: For rows that name no rate, unless the product has a rate or a tax code already. Without it a new
                product has no tax and the outcome notes it: the rate of its category is never guessed.
            dry_run: Say what would happen and write nothing.
            user: Who does it; None is the owner.
            name, on_row: What the list is called, for who has to take it again; who is told of each row.

        Returns:
            What became of each row, in order, and what changed.

        Raises:
            Refusal: `not_allowed`, `unknown_user`.
            Trouble: of the machine, and what `on_row` raises: nothing of the list is in the book. `list_half_taken`,
                `list_stopped`: its first rows are, and taking it again takes the others.
        """
        take = partial(self._product, tax=tax, user=user)
        if dry_run:
            return self._try(rows, take, user, on_row), Changes()
        return self._take(rows, take, user, name, on_row), Changes(frozenset({"products"}))

    def import_parties(
        self, rows: Sequence[PartyRow], *, dry_run: bool = False, name: str = ""
    ) -> tuple[tuple[RowOutcome, ...], Changes]:
        """Add and change suppliers or customers, found by their code; else as `import_products`, by the owner."""
        if dry_run:
            return self._try(rows, self._party, None, _untold), Changes()
        return self._take(rows, self._party, None, name, _untold), Changes(frozenset({"parties"}))

    def half_taken(self) -> HalfTaken | None:
        """The list of which only the first rows are in the book: one that is at work, or that ended on the way."""
        with self._book.reading() as connection:
            return read_half_list(connection)

    def opening_stock(self, rows: Sequence[OpeningRow]) -> tuple[tuple[OpeningStockAsked, ...], tuple[RowOutcome, ...]]:
        """Find the products of a list of opening stock, and make the wishes that enter what can be entered.

        Each location is a document of its own; what names none comes in where the office is. The wishes have the
        list's own identity: the same list twice is entered once.

        Returns:
            The wishes, none when no row can be taken, and what would become of each row.
        """
        lines: dict[str | None, list[StockLineAsked]] = {}
        outcomes = []
        with self._book.reading() as connection:
            office = parties.desk(connection, till=OFFICE_TILL, user=None, location=None)
            for row in rows:
                try:
                    place_id, place = office.location_id, office.location
                    if row.location is not None:
                        place_id, place = parties.named_location(connection, row.location)
                    found, notes = self._opening_line(connection, row, place_id)
                    # What stands in the list without a place and with the office's is one document.
                    lines.setdefault(None if place == office.location else place, []).extend(found)
                except Refusal as refusal:
                    outcomes.append(RowOutcome(row.number, Outcome.REFUSED, refusal=refusal))
                else:
                    outcome = Outcome.NEW if row.quantity_milli else Outcome.UNCHANGED
                    outcomes.append(RowOutcome(row.number, outcome, notes=notes))
        return tuple(_opening_wish(place, tuple(found)) for place, found in lines.items() if found), tuple(outcomes)

    def _try(
        self, rows: Sequence[Row], take: Callable[[Connection, Row], RowOutcome], user: str | None, on_row: OnRow
    ) -> tuple[RowOutcome, ...]:
        """What would become of the rows: on a copy, for which no sale waits."""
        with self._book.trial() as connection:
            rights.require(parties.person(connection, user)[1], rights.Right.EDIT_CATALOGUE)
            outcomes = tuple(_outcomes(connection, rows, take, range(len(rows)), on_row))
            on_row(len(rows), len(rows))
        return outcomes

    def _take(
        self,
        rows: Sequence[Row],
        take: Callable[[Connection, Row], RowOutcome],
        user: str | None,
        name: str,
        on_row: OnRow,
    ) -> tuple[RowOutcome, ...]:
        """Take the rows, a few at a time; the book knows how far it is."""
        outcomes: list[RowOutcome] = []
        starts = range(0, max(1, len(rows)), _AT_ONCE)
        for start in starts:
            try:
                with self._book.writing() as connection:
                    rights.require(parties.person(connection, user)[1], rights.Right.EDIT_CATALOGUE)
                    done = min(start + _AT_ONCE, len(rows))
                    some = tuple(_outcomes(connection, rows, take, range(start, done), on_row))
                    if len(starts) > 1:
                        write_half_list(connection, HalfTaken(name, done, len(rows)) if done < len(rows) else None)
                    # Whoever stops it now still does: the book has not been told yet.
                    on_row(done, len(rows))
            except (Refusal, Trouble) as error:
                if start:
                    raise _half(HalfTaken(name, start, len(rows)), error) from error
                raise
            outcomes += some
            if start != starts[-1]:
                self._book.make_way()
        return tuple(outcomes)

    def _product(self, connection: Connection, row: ProductRow, *, tax: ListTax | None, user: str | None) -> RowOutcome:
        sku = _known_sku(connection, row)
        before = products.figures(connection, sku)
        row = _taxed(row, before, tax)
        asked = replace(row.asked, sku=sku, codes=_with_known_codes(row.asked.codes, before))
        if asked.supplier:
            asked = replace(asked, supplier=_supplier(connection, asked.supplier))
        if row.deposit_micro:
            asked = replace(asked, deposit=catalogue.deposit_of(connection, row.deposit_micro, self._book.shop))
        person_id, _ = parties.person(connection, user)
        author = author_now(person_id, self._clock.now_us(), self._book.shop)
        is_known = before is not None and _says_nothing_new(asked, before)
        if not is_known:
            catalogue.set_product(connection, asked, author)
        _set_item(connection, row, sku)
        changed = _set_variant(connection, row.variant, sku) + _set_plans(connection, row.planned, sku, author)
        notes = tuple(_notes(row, asked, before, author.book_date))
        if before is None:
            return RowOutcome(
                row.number,
                Outcome.NEW,
                notes=notes,
                rate_milli=None if RowNote.WITHOUT_TAX in notes else asked.rate_milli or 0,
            )
        after = before if is_known else products.figures(connection, sku) or {}
        changes = tuple(
            (name, _shown(before[name]), _shown(after[name])) for name in before if before[name] != after[name]
        )
        changes += changed
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return RowOutcome(row.number, outcome, changes, notes=notes, rate_milli=after["rate_milli"])  # type: ignore[arg-type]  # as `figures` gives it

    @staticmethod
    def _party(connection: Connection, row: PartyRow) -> RowOutcome:
        is_new = not parties.is_known(connection, row.asked.kind, row.asked.code)
        catalogue.set_party(connection, _with_contacts(row))
        return RowOutcome(row.number, Outcome.NEW if is_new else Outcome.CHANGED)

    def _opening_line(
        self, connection: Connection, row: OpeningRow, location_id: int
    ) -> tuple[list[StockLineAsked], tuple[RowNote, ...]]:
        skus = products.skus_with_code(connection, row.code) if row.code else []
        if row.sku is not None and products.figures(connection, row.sku) is not None:
            if skus and row.sku not in skus:
                raise Refusal("code_of_another", text=row.code, sku=", ".join(skus))
            skus = [row.sku]
        if not skus:
            raise Refusal("unknown_product", sku=row.sku or row.code or "")
        if len(skus) > 1:
            raise Refusal("several_products", text=row.code, skus=", ".join(skus))
        item = items.by_skus(connection, skus, location_id=location_id)[skus[0]]
        if item.counted:
            raise Refusal("already_counted_in", sku=item.sku, name=item.name)
        if not item.stocked:
            raise Refusal("not_stocked", sku=item.sku, name=item.name)
        if row.quantity_milli == 0:
            return [], ()
        check_quantity(row.quantity_milli, item.unit, sku=item.sku)
        notes: tuple[RowNote, ...] = ()
        if row.unit_cost_micro is None:
            default = self._book.shop.costing
            costs = stock.known_costs(connection, [item.product_id], location_id=location_id, default=default)
            notes = (RowNote.KNOWN_COST if costs[item.product_id] else RowNote.WITHOUT_COST,)
        return [StockLineAsked(skus[0], row.quantity_milli, row.unit_cost_micro)], notes


def _outcomes(
    connection: Connection,
    rows: Sequence[Row],
    take: Callable[[Connection, Row], RowOutcome],
    places: range,
    on_row: OnRow,
) -> Iterator[RowOutcome]:
    """What becomes of the rows at these places; one that is refused leaves no trace."""
    for place in places:
        row = rows[place]
        on_row(place, len(rows))
        try:
            with part(connection):
                outcome = take(connection, row)
        except Refusal as refusal:
            outcome = RowOutcome(row.number, Outcome.REFUSED, refusal=refusal)
        yield outcome


def _half(half: HalfTaken, error: Refusal | Trouble) -> Trouble:
    """What to say where a list ended on the way."""
    if error.code == "stopped":
        return Trouble("list_stopped", name=half.name, done=half.done, total=half.total)
    reason = sentence(error.code, error.facts)
    return Trouble("list_half_taken", name=half.name, done=half.done, total=half.total, reason=reason)


def _opening_wish(place: str | None, lines: tuple[StockLineAsked, ...]) -> OpeningStockAsked:
    uid = "list-" + chain.digest(OpeningStockAsked(Asking("", location=place), lines))[:32]
    return OpeningStockAsked(Asking(uid, location=place, note="Opening stock from a list"), lines)


def _known_sku(connection: Connection, row: ProductRow) -> str:
    """The SKU of the product that a row means: the one that has one of its codes, or the row's own.

    Raises:
        Refusal: `code_of_another_sku` where the row names another product than the code, `several_products`.
    """
    own = [code.text for code in row.asked.codes or () if code.text not in row.shared]
    known = {sku for text in own for sku in products.skus_with_code(connection, text)}
    if not known or (row.sku_given and row.asked.sku in known):
        return row.asked.sku
    if len(known) > 1:
        raise Refusal("several_products", text=", ".join(own), skus=", ".join(sorted(known)))
    (sku,) = known
    if row.sku_given:
        code = next(text for text in own if sku in products.skus_with_code(connection, text))
        raise Refusal("code_of_another_sku", text=code, sku=sku, named=row.asked.sku)
    return sku


def _says_nothing_new(asked: ProductAsked, before: dict[str, object]) -> bool:
    """Whether a product is as it is asked for already: most rows of a list that comes back are."""
    if asked.kit is not None and sorted(asked.kit) != sorted(before["kit"]):  # type: ignore[call-overload]  # pairs
        return False
    wanted = {name: getattr(asked, name) for name in before if name != "kit"}
    # No text is as good as none.
    return all(value is None or value in (before[name], before[name] or "") for name, value in wanted.items())


def _set_variant(connection: Connection, variant: VariantOf | None, sku: str) -> tuple[tuple[str, str, str], ...]:
    """Let a product be the variant that a list says. Returns what that changes, in words."""
    if variant is None:
        return ()
    product_id, parent_id = (products.product_id(connection, one) for one in (sku, variant.sku))
    before = None if product_id is None else product_record.variant_of(connection, product_id)
    if variant == before:
        return ()
    if product_id is None or parent_id is None:
        raise Refusal("unknown_product", sku=variant.sku)
    catalogue.set_variant(connection, product_id, parent_id, variant)
    return (("variant", " ".join(before or ()).strip(), " ".join(variant).strip()),)


def _set_plans(
    connection: Connection, planned: Sequence[PlannedPrice], sku: str, author: Author
) -> tuple[tuple[str, str, str], ...]:
    """Let prices begin on the days that a list says. Returns what that changes, in words."""
    product_id = products.product_id(connection, sku) if planned else None
    new = [] if product_id is None else changing.plan_prices(connection, product_id, planned, author)
    return tuple(("planned", before.words if before else "", plan.words) for plan, before in new)


def _taxed(row: ProductRow, before: dict[str, object] | None, tax: ListTax | None) -> ProductRow:
    """The row with the tax for those that name none; goods that have a rate or a tax code keep what they have."""
    if tax is None or row.asked.rate_milli is not None or row.asked.tax_code in _UNTAXED:
        return row
    if before is not None and (before["rate_milli"] or before["tax_code"]):
        return row
    code = row.asked.tax_code or tax.code
    return replace(row, asked=replace(row.asked, rate_milli=tax.rate_milli, tax_code=code))


def _notes(row: ProductRow, asked: ProductAsked, before: dict[str, object] | None, today: int) -> Iterator[RowNote]:
    known = set() if before is None else set(before["codes"])  # type: ignore[call-overload]  # as `figures` gives them
    if any(code not in known and right_number(code.text) is not None for code in asked.codes or ()):
        yield RowNote.WRONG_DIGIT
    if any(plan.starts <= today for plan in row.planned):
        yield RowNote.PLAN_OVER
    if before is None and asked.rate_milli is None and asked.tax_code not in _UNTAXED:
        yield RowNote.WITHOUT_TAX
    if asked.active is False and (before is None or before["active"]):
        yield RowNote.OFF_SALE


def _with_known_codes(asked: tuple[Code, ...] | None, before: dict[str, object] | None) -> tuple[Code, ...] | None:
    """The codes that a product has afterwards: a list adds codes and mends them, it takes none away."""
    if asked is None or before is None:
        return asked
    codes = {code.text: code for code in before["codes"]}  # type: ignore[attr-defined]  # as `figures` gives them
    codes.update({code.text: code for code in asked})
    return tuple(codes.values())


def _supplier(connection: Connection, text: str) -> str:
    """The code of a supplier that a list names by code or by name; one that nobody knows is made."""
    known = products.supplier_code(connection, text)
    if known is not None:
        return known
    code = text[:_LONGEST_CODE].strip()
    catalogue.set_party(connection, PartyAsked("supplier", code, name=text))
    return code


def _set_item(connection: Connection, row: ProductRow, sku: str) -> None:
    """Keep what the product's supplier calls it, where the list says so and a supplier is known; and what others do."""
    for supplier, item in row.items:
        other_id = parties.supplier_id_of(connection, _supplier(connection, supplier))
        orders.set_item(connection, other_id, item._replace(sku=sku))
    if row.item_code is None and row.pack_milli is None:
        return
    supplier_id = products.supplier_id(connection, sku)
    if supplier_id is not None:
        orders.set_item(connection, supplier_id, ItemAsked(sku, row.item_code, row.pack_milli))


def _with_contacts(row: PartyRow) -> PartyAsked:
    """A supplier with what the list says of where it is and how it is reached; of customers nothing of it is kept."""
    if row.asked.kind != "supplier":
        return row.asked
    said = dict(row.contacts)
    city = " ".join(said[part] for part in ("postcode", "city") if said.get(part))
    address = "\n".join(part for part in (said.get("street"), city, said.get("country")) if part)
    return replace(row.asked, email=said.get("email"), phone=said.get("phone"), address=address or None)


def _shown(figure: object) -> str:
    """A figure as a list of changes shows it."""
    if isinstance(figure, tuple):
        words = (code_words(one) if isinstance(one, Code) else f"{write_quantity(one[1])} {one[0]}" for one in figure)
        return ", ".join(words)
    return "" if figure is None else str(figure)
