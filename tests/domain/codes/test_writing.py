"""What is written into symbols is read back as it was meant."""

from datetime import date

import pytest

from app.domain.codes import parse
from app.domain.codes.digits import check_digit
from app.domain.codes.in_store import Measures, read_measure, read_pattern
from app.domain.codes.writing import digital_link, element_string, goods_elements, in_store_code, printed_elements
from app.domain.refusal import Refusal

GOODS = goods_elements("4006381333931", lot="L/7 (x)".replace(" ", ""), serial="S1", expiry=date(2027, 3, 1))


def test_elements_are_written_for_people_and_for_scanners():
    assert printed_elements(GOODS[:2]) == "(01)04006381333931(17)270301"
    assert element_string(GOODS) == "010400638133393117270301" + "10L/7(x)\x1d21S1"
    scan = parse(f"]d2{element_string(GOODS)}")
    assert (scan.gtin, scan.lot, scan.serial, scan.expiry) == ("04006381333931", "L/7(x)", "S1", "2027-03-01")


def test_a_digital_link_says_the_same_as_the_elements():
    address = digital_link(GOODS, resolver="https://shop.example")
    assert address == "https://shop.example/01/04006381333931/10/L%2F7%28x%29/21/S1?17=270301"
    scan = parse(address)
    assert (scan.gtin, scan.lot, scan.serial, scan.expiry) == ("04006381333931", "L/7(x)", "S1", "2027-03-01")
    assert digital_link(goods_elements("96385074")) == "https://id.gs1.org/01/00000096385074"


def test_a_wrong_number_is_refused():
    with pytest.raises(Refusal, match="scan_check_digit"):
        goods_elements("4006381333932")


def item(payload: str) -> str:
    return f"{payload}{check_digit(payload)}"


@pytest.mark.parametrize(
    ("region", "payload", "measure"),
    [
        ("fi", "231111100000", {"weight_milli": 1234}),
        ("se", "231111100000", {"weight_milli": 5}),
        ("se", "201111100000", {"price": "12.34"}),
        ("no", "201111100000", {"price": "99.95"}),
        ("gb", "201111100000", {"price": "12.34"}),
        ("de", "281111000000", {"weight_milli": 1234}),
        ("de", "221111000000", {"price": "9.95"}),
        ("dk", "211111000000", {"price": "12.34"}),
        ("dk", "261111000000", {"weight_milli": 1234}),
    ],
)
def test_a_measure_goes_where_the_region_reads_it(region, payload, measure):
    code = in_store_code(item(payload), region=region, **measure)
    found = read_measure(code, region)
    assert found.item == item(payload)
    said = found.weight if "weight_milli" in measure else found.price
    wanted = f"{measure['weight_milli'] / 1000:.3f}" if "weight_milli" in measure else measure["price"]
    assert float(said) == float(wanted)


def test_a_shop_s_own_pattern_says_where_the_measure_goes():
    pattern = read_pattern("21.....{NNDDD}", Measures.WEIGHT)
    code = in_store_code(item("210001700000"), weight_milli=482, region=None, patterns=[pattern])
    assert code.startswith("210001700482")
    assert read_measure(code, None, [pattern]).weight == "0.482"
    inner = read_pattern("21.{NND}......", Measures.PRICE)
    assert in_store_code(item("215000123456"), price="12.3", region=None, patterns=[inner])[:6] == "215123"


@pytest.mark.parametrize(
    ("code", "measure"),
    [
        ("4006381333931", {"weight_milli": 1234}),
        ("A-17", {"price": "1.00"}),
        (item("281111000000"), {"weight_milli": 123_456}),
        (item("281111000000"), {"price": "1.234"}),
        ("96385074", {"price": "1.00"}),
    ],
)
def test_a_code_without_room_for_the_measure_is_refused(code, measure):
    with pytest.raises(Refusal, match="no_measured_code"):
        in_store_code(code, region="de", **measure)
