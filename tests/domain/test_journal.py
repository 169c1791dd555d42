"""Entries of a basket as text and back."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import basket
from app.domain.discount import Discount
from app.domain.journal import read_entry, write_entry
from app.domain.product import Item, NegativeStock, Tracking, Unit

texts = st.text(max_size=12)
whole = st.integers(-(10**12), 10**12)
discounts = st.builds(Discount, amount_minor=st.integers(0, 10**9), percent_milli=st.just(0)) | st.builds(
    Discount, amount_minor=st.just(0), percent_milli=st.integers(1, 100_000)
)
plain_items = st.builds(
    Item,
    product_id=st.integers(1, 10**9),
    sku=texts,
    name=texts,
    price_micro=st.integers(0, 10**15),
    rate_milli=st.integers(0, 10**6),
    tax_code=texts,
    unit=st.sampled_from(Unit),
    base_milli=st.integers(1, 10**9),
    category=texts,
    stocked=st.booleans(),
    active=st.booleans(),
    negative_stock=st.sampled_from(NegativeStock),
    tracking=st.sampled_from(Tracking),
    minimum_age=st.none() | st.integers(1, 120),
    open_price=st.booleans(),
    deposit=st.none(),
    on_hand_milli=st.none() | whole,
    counted=st.booleans(),
)
items = st.builds(lambda item, deposit: item._replace(deposit=deposit), plain_items, st.none() | plain_items)
entries = st.one_of(
    st.builds(
        basket.AddItem, items, whole, code=texts, lot=st.none() | texts, serial=st.none() | texts,
        expiry=st.none() | texts, merge=st.booleans(),
    ),
    st.builds(basket.SetQuantity, whole, whole),
    st.builds(basket.SetPrice, whole, whole),
    st.builds(basket.SetLineDiscount, whole, st.none() | discounts),
    st.builds(basket.SetSaleDiscount, st.none() | discounts),
    st.builds(basket.VoidLine, whole),
    st.builds(basket.AddUnknown, texts, whole),
    st.builds(basket.SellUnknown, whole, items, whole),
    st.builds(basket.LeaveOut, whole),
    st.builds(basket.AgeConfirmed, st.integers(1, 120)),
    st.builds(basket.Note, texts),
    st.just(basket.Undo()),
)  # fmt: skip


@given(entries)
def test_an_entry_is_read_back_as_it_was(entry: basket.Entry) -> None:
    text = write_entry(entry)
    assert read_entry(text) == entry
    assert "\n" not in text


def test_every_kind_of_entry_can_be_kept() -> None:
    kinds = set(basket.Entry.__args__)
    tried = {type(entry) for entry in ONE_OF_EACH}
    assert tried == kinds


ITEM = Item(1, "A1", "Apple juice", 1_500_000, 19_000, "A", Unit.EACH)
ONE_OF_EACH = [
    basket.AddItem(ITEM, 1000),
    basket.SetQuantity(1, 2000),
    basket.SetPrice(1, 1),
    basket.SetLineDiscount(1, None),
    basket.SetSaleDiscount(Discount(percent_milli=5000)),
    basket.VoidLine(1),
    basket.AddUnknown("4006381333931", 1000),
    basket.SellUnknown(1, ITEM, 1),
    basket.LeaveOut(1),
    basket.AgeConfirmed(18),
    basket.Note("refused"),
    basket.Undo(),
]


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: type(entry).__name__)
def test_what_is_as_usual_is_not_written(entry: basket.Entry) -> None:
    written = json.loads(write_entry(entry))
    assert written["entry"] == type(entry).__name__
    assert len(written) <= 1 + len(fields(entry))
    assert set(written.get("item", ())) <= {*Item._fields[:7]}


# Lines of the journal as version 0.1.0 wrote them: any later version has to read them.
def test_a_journal_of_an_earlier_version_is_read() -> None:
    line = (
        '{"entry":"AddItem","item":{"product_id":7,"sku":"A1","name":"Äpfel","price_micro":1500000,"rate_milli":7000,'
        '"tax_code":"B","unit":"kg"},"quantity_milli":1236,"code":"2812345012368","merge":false}'
    )
    entry = read_entry(line)
    assert isinstance(entry, basket.AddItem)
    assert (entry.item.name, entry.item.unit, entry.quantity_milli, entry.merge) == ("Äpfel", Unit.KG, 1236, False)
