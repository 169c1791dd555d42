"""From products to labels: what stands on each, in the shop's language, and which symbol says it."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.codes.in_store import read_rule
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
    # A price that is asked at each sale is on no label.
    assert shown(goods(price=0)).price == ""
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


def test_a_pack_has_its_own_code_price_and_content_on_its_label():
    codes = (*EAN, Code("14006381333938", 24_000, 19_990_000), Code("4006381333955", 6000))
    cola = goods(codes=codes, price=990_000, name="Cola 0.33 l can")
    label = shown(cola, code="14006381333938")
    assert (label.kind, label.content) == (SymbolKind.ITF14, "14006381333938")
    assert (label.name, label.price) == ("24 pieces \u00b7 Cola 0.33 l can", "19,99\xa0\u20ac")
    # 19.99 / 24 = 0.832917 for a third of a litre: 2.52 the litre.
    assert label.unit_price == "2,52\xa0\u20ac / l"
    assert shown(cola, code="4006381333955").price == "5,94\xa0\u20ac"
    assert shown(cola, code="4006381333931").price == "0,99\xa0\u20ac"
    rice = goods(Unit.KG, (Code("4006381333955", 5000),), 2_000_000, name="Rice")
    assert shown(rice, code="4006381333955").name == "5\xa0kg \u00b7 Rice"


def test_a_piece_has_its_price_in_its_code_where_the_shop_s_rules_say_so():
    shop = replace(BERLIN, region=None, patterns=(read_rule("price 23.....{NNNDD}"),))
    paper = goods(codes=(Code("2312345000002"),), name="Paper")
    label = label_data(paper, LabelWish(1, price_micro=4_920_000), shop, LabelChoice())
    assert (label.content[:12], label.price) == ("231234500492", "4,92\xa0\u20ac")
    with pytest.raises(Refusal, match="no_measured_code"):
        label_data(paper, LabelWish(1, price_micro=4_920_000), replace(shop, patterns=()), LabelChoice())
    with pytest.raises(Refusal, match="label_not_weighed"):
        shown(goods(codes=WEIGHED), weight_milli=1234)


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
