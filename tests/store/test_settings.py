from contextlib import closing

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.trouble import Trouble
from app.domain.countries import habits_of
from app.domain.figures import currency
from app.domain.shop import Costing, Shop, StockSystem
from app.domain.tax import TaxPolicy
from app.domain.tender import CashRounding, RoundingMode
from app.store import database
from app.store.settings import read_shop, write_shop
from tests.books import passing_counter, shop_like

LINES = st.lists(st.text(max_size=20), max_size=3).map(tuple)
SHOPS = st.builds(
    Shop,
    name=st.text(min_size=1, max_size=30),
    currency=st.sampled_from(["EUR", "JPY", "KWD", "CLF"]).map(currency),
    country=st.sampled_from(["DE", "CH", "XX"]),
    tax_policy=st.sampled_from(TaxPolicy),
    prices_include_tax=st.booleans(),
    cash_rounding=st.none() | st.builds(CashRounding, st.integers(1, 10**6), st.sampled_from(RoundingMode)),
    costing=st.sampled_from(Costing),
    stock=st.sampled_from(StockSystem),
    region=st.sampled_from([None, "de", "se"]),
    timezone=st.sampled_from([habits_of(country).timezone for country in ("DE", "JP", "US")]),
    day_cut_minutes=st.integers(0, 1439),
    language=st.just("de-DE"),
    head=LINES,
    foot=LINES,
    tiles=LINES,
    large_minor=st.integers(0, 10**12),
)


@settings(max_examples=40)
@given(SHOPS, SHOPS)
def test_the_rules_of_the_shop_are_read_as_they_were_written(first, second):
    with passing_counter() as counter:
        for shop in (first, second):
            with counter.book.writing() as connection:
                write_shop(connection, shop)
            with counter.book.reading() as connection:
                assert read_shop(connection) == shop
        counter.book.close_thread()
        again = database.open_book(counter.book.path)
        assert again.shop == second
        again.close_thread()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM setting WHERE name = 'currency'",
        "UPDATE setting SET value = 'no JSON' WHERE name = 'name'",
        "UPDATE setting SET value = '\"vat\"' WHERE name = 'tax_policy'",
        "UPDATE setting SET value = '\"euro\"' WHERE name = 'currency'",
        "UPDATE setting SET value = 'null' WHERE name = 'head'",
        "DELETE FROM setting",
        "DROP TABLE setting",
    ],
)
def test_rules_that_cannot_be_read_are_a_damaged_book(counter, damage):
    counter.book.close_thread()
    with closing(apsw.Connection(str(counter.book.path))) as connection:
        connection.execute(damage)
    with pytest.raises(Trouble, match="book_damaged"):
        database.open_book(counter.book.path)


def test_other_rules_are_other_rules():
    assert shop_like(name="A") != shop_like(name="B")
