"""Items and entries of baskets as hypothesis makes them up."""

from __future__ import annotations

from hypothesis import strategies as st

from app.domain import basket
from app.domain.discount import Discount
from app.domain.product import Item, NegativeStock, Tracking, Unit

TEXT = st.text(max_size=20)
MILLI = st.integers(-(10**13), 10**13)
MICRO = st.integers(-1, 10**16)
KEY = st.integers(1, 60)
YEARS = st.none() | st.integers(1, 120)


def items(deposits):
    """Products of every kind, with a deposit from the strategy that is given."""
    return st.builds(
        Item,
        product_id=st.integers(1, 10**9),
        sku=TEXT,
        name=TEXT,
        price_micro=st.integers(0, 10**15),
        rate_milli=st.integers(0, 10**6),
        tax_code=TEXT,
        unit=st.sampled_from(Unit),
        base_milli=st.sampled_from([1000, 6000, 239]),
        category=TEXT,
        stocked=st.booleans(),
        active=st.booleans(),
        negative_stock=st.sampled_from(NegativeStock),
        tracking=st.sampled_from(Tracking),
        minimum_age=YEARS,
        open_price=st.booleans(),
        deposit=deposits,
        on_hand_milli=st.none() | MILLI,
        counted=st.booleans(),
    )


ITEMS = items(st.none() | items(st.none()))
DISCOUNTS = st.one_of(
    st.none(),
    st.builds(Discount, amount_minor=st.integers(1, 10**12)),
    st.builds(Discount, percent_milli=st.integers(1, 100_000)),
)
OPTIONAL = st.none() | TEXT
ENTRIES = st.one_of(
    st.builds(
        basket.AddItem, ITEMS, MILLI, code=TEXT, lot=OPTIONAL, serial=OPTIONAL, expiry=OPTIONAL, merge=st.booleans()
    ),
    st.builds(basket.SetQuantity, KEY, MILLI),
    st.builds(basket.SetPrice, KEY, MICRO),
    st.builds(basket.SetLineDiscount, KEY, DISCOUNTS),
    st.builds(basket.SetSaleDiscount, DISCOUNTS),
    st.builds(basket.VoidLine, KEY),
    st.builds(basket.Clear),
    st.builds(basket.AddUnknown, TEXT, MILLI),
    st.builds(basket.SellUnknown, KEY, ITEMS, MICRO),
    st.builds(basket.LeaveOut, KEY),
    st.builds(basket.AgeConfirmed, st.integers(1, 120)),
    st.builds(basket.Note, TEXT),
    st.builds(basket.Undo),
)
