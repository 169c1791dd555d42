import json
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest
from hypothesis import given

from app.domain import basket
from app.domain.discount import Discount
from app.domain.journal import read_entry, write_entry
from app.domain.product import Item, NegativeStock, Tracking, Unit
from tests.domain.entries import ENTRIES

JUICE = Item(7, "A1", "苹果汁 “1 l”", 1_500_000, 20_000, "S", Unit.EACH)


@given(ENTRIES)
def test_an_entry_is_read_as_it_was_written(entry):
    text = write_entry(entry)
    assert "\n" not in text
    again = read_entry(text)
    assert again == entry
    assert type(again) is type(entry)


def test_every_kind_of_entry_can_be_kept():
    kinds = get_args(basket.Entry)
    assert len(kinds) == 13
    for kind in kinds:
        assert is_dataclass(kind)
        # A kind without a name in the journal would raise here.
        if not fields(kind):
            assert read_entry(write_entry(kind())) == kind()


def test_words_come_back_as_the_words_they_were():
    item = JUICE._replace(unit=Unit.KG, negative_stock=NegativeStock.BLOCK, tracking=Tracking.LOT, deposit=JUICE)
    again = read_entry(write_entry(basket.AddItem(item, 250)))
    assert isinstance(again.item, Item)
    assert (type(again.item.unit), type(again.item.negative_stock)) == (Unit, NegativeStock)
    assert isinstance(again.item.deposit, Item)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        # As the first version wrote them: whoever changes how entries are written still has to read these.
        (
            '{"entry":"AddItem","item":{"product_id":7,"sku":"A1","name":"苹果汁 “1 l”","price_micro":1500000,'
            '"rate_milli":20000,"tax_code":"S","unit":"each"},"quantity_milli":2000}',
            basket.AddItem(JUICE, 2000),
        ),
        ('{"entry":"SetQuantity","line":1,"quantity_milli":3000}', basket.SetQuantity(1, 3000)),
        ('{"entry":"SetPrice","line":1,"price_micro":990000}', basket.SetPrice(1, 990_000)),
        ('{"entry":"SetLineDiscount","line":1,"discount":null}', basket.SetLineDiscount(1, None)),
        (
            '{"entry":"SetLineDiscount","line":1,"discount":{"percent_milli":10000}}',
            basket.SetLineDiscount(1, Discount(percent_milli=10_000)),
        ),
        ('{"entry":"SetSaleDiscount","discount":{"amount_minor":50}}', basket.SetSaleDiscount(Discount(50))),
        ('{"entry":"VoidLine","line":1}', basket.VoidLine(1)),
        ('{"entry":"Clear"}', basket.Clear()),
        ('{"entry":"AddUnknown","code":"4711","quantity_milli":1000}', basket.AddUnknown("4711", 1000)),
        ('{"entry":"LeaveOut","key":4}', basket.LeaveOut(4)),
        ('{"entry":"AgeConfirmed","years":18}', basket.AgeConfirmed(18)),
        ('{"entry":"Note","text":"folded 4711"}', basket.Note("folded 4711")),
        ('{"entry":"Undo"}', basket.Undo()),
    ],
)
def test_the_first_versions_entries_are_written_and_read(text, entry):
    assert read_entry(text) == entry
    assert json.loads(write_entry(entry)) == json.loads(text)
