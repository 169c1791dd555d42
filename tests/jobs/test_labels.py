"""From products to labels: what stands on each, in the shop's language, and which symbol says it."""

from datetime import date

import pytest

from app.domain.labelling import LabelGoods, LabelWish
from app.domain.product import Code, Unit
from app.domain.refusal import Refusal
from app.jobs.labels import Copies, LabelChoice, Labels, label_data
from app.printing.labels.drawing import Printer
from app.printing.labels.sheets import Look
from app.printing.labels.stock import find_stock
from app.printing.labels.symbols import SymbolKind
from app.reports.labels import LabelFacts
from tests.books import BERLIN

EAN = (Code("4006381333931"),)
WEIGHED = (Code("2811110000006"),)


def goods(unit=Unit.EACH, codes=EAN, price=1_500_000, name="Tea", sku="A-1"):
    return LabelGoods(1, sku, name, price, unit, None, 0, codes)


def shown(product, choice=None, **wish):
    return label_data(product, LabelWish(1, **wish), BERLIN, choice or LabelChoice())


def test_prices_are_written_as_everywhere_in_the_shop():
    assert shown(goods(name="Tea 100 g")).price == "1,50\xa0€"
    assert shown(goods(name="Tea 100 g")).unit_price == "15,00\xa0€ / kg"
    assert shown(goods(Unit.KG)).price == "1,50\xa0€ / kg"
    assert shown(goods(price=155_000)).price == "0,155 EUR"
    without = shown(goods(name="Tea 100 g"), LabelChoice(has_price=False))
    assert (without.price, without.unit_price) == ("", "")


def test_goods_with_a_lot_say_it_in_a_datamatrix_and_goods_without_stay_an_ean():
    assert shown(goods()).kind is SymbolKind.EAN13
    label = shown(goods(), lot="L7", expiry=date(2027, 3, 1))
    assert label.kind is SymbolKind.DATAMATRIX
    assert label.content == "\x1d01040063813339311727030110L7"
    assert label.dates == "Lot L7\nExpiry 01.03.2027"
    own = shown(goods(codes=()), serial="S1")
    assert (own.kind, own.content) == (SymbolKind.CODE128, "A-1")
    assert shown(goods(codes=()), LabelChoice(SymbolKind.QR)).content == "A-1"


def test_a_weighed_piece_has_its_weight_in_its_code_and_its_own_price():
    label = shown(goods(Unit.KG, WEIGHED, 3_990_000), weight_milli=1234)
    assert (label.kind, label.content[:7], label.content[7:12]) == (SymbolKind.EAN13, "2811111", "01234")
    assert label.price == "4,92\xa0€"
    assert label.unit_price == "3,99\xa0€ / kg"
    assert label.dates == "1,234\xa0kg"
    for codes in (EAN, ()):
        with pytest.raises(Refusal, match="no_measured_code"):
            shown(goods(Unit.KG, codes), weight_milli=1234)


def test_copies_are_one_or_one_for_each_piece_in_stock(counter):
    counter.product("A", name="Tea", codes=["4006381333931"])
    counter.deliver("d1", "A", "3", "1")
    counter.sell("s1", "A")
    labels = Labels(LabelFacts(counter.book), lambda: BERLIN)
    assert [wish.copies for wish in labels.of_delivery("d1")] == [3]
    assert [wish.copies for wish in labels.of_delivery("d1", Copies.STOCK)] == [2]
    assert [wish.copies for wish in labels.of_delivery("d1", Copies.ONE)] == [1]
    zpl = labels.zpl(labels.of_delivery("d1"), find_stock("57x32"), Look(printer=Printer(203)))
    assert b"^PQ3" in zpl
