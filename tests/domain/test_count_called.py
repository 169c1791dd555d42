"""Goods in no count have their name in what is noted of them."""

from app.domain.count_called import named
from app.domain.count_sheet import Goods, goods_of
from app.domain.product import Item, Unit
from tests.books import refused


def test_a_kit_and_what_keeps_no_stock_have_a_name_and_are_not_counted():
    for keys, code in (({"is_kit": True}, "kit_counted_in_parts"), ({}, "not_stocked")):
        box = Item(9, "BOX", "Gift box", 100_000, 0, "", Unit.EACH, stocked=False, **keys)
        assert named(box) == Goods(9, "BOX", "Gift box")
        assert refused(goods_of, box).code == code
