"""What labels say of goods: the code they carry, and what a kilogram or litre costs."""

from dataclasses import replace

import pytest

from app.domain.labelling import (
    LabelGoods,
    LabelWish,
    carries_elements,
    code_for_label,
    pack_asked,
    pack_price,
    pieces,
    unit_price,
    weighed,
)
from app.domain.product import Code, Unit
from app.domain.refusal import Refusal


def goods(name="Tea", price="1.50", unit=Unit.EACH, weight=None):
    return LabelGoods(1, "A", name, int(float(price) * 1_000_000), unit, weight, 0, ())


# Worked out by hand: price / content.
@pytest.mark.parametrize(
    ("product", "price", "unit"),
    [
        (goods("Apple juice 1 l"), "1.50", "l"),
        (goods("Milk 6 x 1,5 l", "6.54"), "0.726667", "l"),
        (goods("Rye loaf, 750 g", "3.95"), "5.266667", "kg"),
        (goods("Wine 75cl", "9.00"), "12.00", "l"),
        (goods("Perfume 50ml", "20.00"), "400.00", "l"),
        (goods("Crème fraîche 200 G", "1.00"), "5.00", "kg"),
        (goods("Loose tea", "3.00", weight=150), "20.00", "kg"),
        (goods("Saffron", "0.01", Unit.G), "10.00", "kg"),
        (goods("Oil", "0.02", Unit.ML), "20.00", "l"),
    ],
)
def test_the_price_of_a_kilogram_or_litre_is_worked_out_from_what_is_known(product, price, unit):
    whole, _, part = price.partition(".")
    assert unit_price(product) == (int(whole + part.ljust(6, "0")), unit)


@pytest.mark.parametrize(
    "product",
    [
        goods("Tea"),
        goods("Bananas", unit=Unit.KG),
        goods("Rope", unit=Unit.M),
        goods("Juice 1 l + 200 ml free"),
        goods("Juice 1 l + 200 ml free", weight=1200),
        goods("Lamp E14g"),
        goods("Nothing 0 g"),
        goods("Version 1.2.3 g"),
    ],
)
def test_what_is_not_known_for_sure_is_not_printed(product):
    assert unit_price(product) is None


def test_a_label_carries_the_code_of_one_piece_and_a_gtin_before_others():
    pack, own, ean = Code("14006381333938", 6000), Code("OWN"), Code("4006381333931")
    priced = Code("96385074", 1000, 5)
    assert code_for_label((pack, own, ean), "A") == "4006381333931"
    assert code_for_label((pack, own), "A") == "OWN"
    assert code_for_label((pack, priced), "A") == "A"


def test_the_code_of_a_pack_asks_for_labels_of_the_pack():
    pack, priced, ean = Code("14006381333938", 6000), Code("96385074", 1000, 5), Code("4006381333931")
    tea = replace(goods(), codes=(pack, priced, ean))
    asked = [pack_asked(tea, LabelWish(1, code=text)) for text in ("14006381333938", "96385074", "4006381333931", "")]
    assert asked == [pack, priced, None, None]
    # Six of 1.50, or what stands at the pack.
    assert pack_price(tea, pack) == 9_000_000
    assert pack_price(tea, replace(pack, price_micro=8_000_000)) == 8_000_000


def test_a_weight_is_a_quantity_of_weighed_goods_and_of_no_others():
    assert weighed(goods(unit=Unit.KG), 352) == 352
    assert weighed(goods(unit=Unit.G), 352) == 352_000
    with pytest.raises(Refusal, match="label_not_weighed"):
        weighed(goods(), 352)
    assert LabelWish(1, weight_milli=352).is_measured
    assert not LabelWish(1).is_measured


def test_only_a_gtin_of_gs1_stands_beside_a_lot():
    assert carries_elements("4006381333931")
    assert not carries_elements("2811110000006")
    assert not carries_elements("A-17")


def test_pieces_have_a_label_each_and_what_is_weighed_has_one():
    assert [pieces(milli, Unit.EACH) for milli in (3000, 0, -2000)] == [3, 0, 0]
    assert [pieces(milli, Unit.KG) for milli in (12_500, 0)] == [1, 0]
