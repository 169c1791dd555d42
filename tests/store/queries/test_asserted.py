"""Documents are rebuilt from their rows exactly as they were digested, whatever stood in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import chain
from app.domain.discount import Discount
from app.domain.document import Sale, StockDocument, TenderChange
from app.domain.requests import Asking, DeliveryAsked, PartyAsked, SaleAsked, SaleLineAsked, StockLineAsked, TenderAsked
from app.domain.requests import ProductAsked as Product
from app.domain.rights import Role
from app.domain.staff import PersonAsked
from app.store import database
from app.store.queries import asserted
from app.store.writing import staff
from tests.books import Counter, passing_counter
from tests.reports.damage import damage

# Anything that a book can keep: no half characters, no NUL.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
WORD = TEXT.map(str.strip).filter(bool)
SERIAL = TEXT.filter(lambda text: text and "\n" not in text)


def filed(connection: database.Connection) -> list[asserted.Filed]:
    """Every document, till by till."""
    return [one for till in asserted.tills(connection) for one in asserted.of_till(connection, till)]


def linked(connection: database.Connection) -> list[bool]:
    """Of each document, whether its digest is that of what was rebuilt."""
    found = []
    for till in asserted.tills(connection):
        before = ""
        for one in asserted.of_till(connection, till):
            found.append(one.document is not None and chain.digest(one.document, before=before) == one.digest)
            before = one.digest
    return found


GOODS = st.builds(
    StockLineAsked,
    sku=WORD.filter(lambda text: len(text) <= 30),
    quantity_milli=st.just(2000),
    unit_cost_micro=st.just(1_234_567),
    lot=st.none() | TEXT.filter(bool),
    expiry=st.none() | st.just(20270301),
    serials=st.just(()) | st.lists(SERIAL, min_size=2, max_size=2, unique=True).map(tuple),
    free_milli=st.none(),
    damaged_milli=st.none(),
    code=st.none(),
)


@settings(max_examples=60)
@given(
    goods=GOODS,
    party=WORD.filter(lambda text: len(text) <= 32 and text.isprintable()),
    reference=TEXT,
    off=st.integers(0, 100),
    flags=st.tuples(st.booleans(), st.booleans()),
)
def test_what_was_posted_is_what_is_read(
    goods: StockLineAsked, party: str, reference: str, off: int, flags: tuple[bool, bool]
) -> None:
    provisional, inclusive = flags
    with passing_counter(prices_include_tax=inclusive) as counter:
        set_up(counter, goods.sku, party)
        counter.receiving.accept_delivery(
            DeliveryAsked(
                Asking("d1", note=reference),
                (goods,),
                supplier=party,
                reference=reference,
                discount=Discount(amount_minor=off),
                provisional=provisional,
            )
        )
        line = SaleLineAsked(2000, goods.sku, lot=goods.lot, serials=goods.serials, discount=Discount(amount_minor=1))
        cash = (TenderAsked("cash", 10_000, reference),)
        counter.selling.sell(
            SaleAsked(Asking("s1"), (line,), cash, Discount(amount_minor=off), cashier=party, customer=party)
        )
        counter.take_back("r1", "s1")
        counter.post("tender_change", "x1", of="r1", tenders=[{"kind": "cash", "amount": "-100.00"}])
        with counter.book.reading() as connection:
            assert linked(connection) == [True] * 4
            kinds = [type(one.document) for one in filed(connection)]
    assert kinds == [Sale, Sale, TenderChange, StockDocument]


def set_up(counter: Counter, sku: str, code: str) -> None:
    """A product, and a supplier, customer and user of one code."""
    counter.cataloguing.set_product(Product(sku, name="x", price_micro=3_330_000, rate_milli=20_000))
    for kind in ("supplier", "customer"):
        counter.cataloguing.set_party(PartyAsked(kind, code, name="x"))
    with counter.book.writing() as connection:
        # Past the service, which takes no code that cannot be typed.
        staff.set_person(connection, PersonAsked(code, "x", Role.MANAGER, is_active=True))


def test_batches_follow_each_other_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    with passing_counter() as counter:
        counter.product("A1")
        for number in range(7):
            counter.sell(f"s{number}", "A1")
        for size in (1, 2, 7, 500):
            monkeypatch.setattr(asserted, "BATCH", size)
            with counter.book.reading() as connection:
                assert linked(connection) == [True] * 7
                assert [one.place for one in filed(connection)] == list(range(1, 8))


def test_what_a_document_points_to_and_is_not_there_reads_as_nothing(tmp_path: Path) -> None:
    with passing_counter() as counter:
        counter.product("A1")
        counter.sell("s1", "A1")
        path = counter.book.path
        damage(path, "DELETE FROM person", "DELETE FROM location", "DELETE FROM sale_line")
        with counter.book.reading() as connection:
            (one,) = filed(connection)
            assert isinstance(one.document, Sale)
            assert (one.document.heading.user, one.document.cashier, one.document.lines) == ("", "", ())
        damage(path, "DELETE FROM sale")
        with counter.book.reading() as connection:
            (one,) = filed(connection)
            assert one.document is None
            assert one.number == "T1-000001"
