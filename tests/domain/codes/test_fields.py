"""What the fields of a GS1 code say about the goods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.domain.codes.elements import Element, read_elements
from app.domain.codes.fields import number_candidates, with_elements
from app.domain.codes.scan import Scan
from app.domain.refusal import Refusal

GS = "\x1d"


def told(text: str, region: str | None = None) -> Scan:
    return with_elements(Scan(text, "gs1"), read_elements(text), region=region)


def test_each_field_finds_its_place() -> None:
    scan = told(f"01070320698049880207032069804988111901021319020315200300172012311{'0'}L7{GS}21S1{GS}3030")
    assert (scan.gtin, scan.content_gtin) == ("07032069804988", "07032069804988")
    assert (scan.prod_date, scan.pack_date) == ("2019-01-02", "2019-02-03")
    assert (scan.best_before, scan.expiry) == ("2020-03-31", "2020-12-31")
    assert (scan.lot, scan.serial) == ("L7", "S1")
    assert scan.ais == {"30": "30"}


def test_a_logistic_unit_tells_its_content_and_no_number_of_its_own() -> None:
    scan = told(f"001570353814103751770207032069804988{'37'}24")
    assert (scan.sscc, scan.gtin, scan.content_gtin) == ("157035381410375177", None, "07032069804988")
    assert scan.ais == {"37": "24"}


@pytest.mark.parametrize(
    ("text", "weight", "price", "currency"),
    [
        ("3100000012", "12", None, None),
        ("3103000500", "0.500", None, None),
        ("3105123456", "1.23456", None, None),
        ("3901123", None, "12.3", None),
        ("3909123456789012345", None, "123456.789012345", None),
        ("39091", None, "0.000000001", None),
        ("3921123456", None, "12345.6", None),
        ("39127101230", None, "12.30", "ZAR"),
        ("391097812301", None, "12301", "EUR"),
        ("39317101230", None, "123.0", "ZAR"),
        ("39129991230", None, "12.30", "999"),
        ("3922100", None, "1.00", None),
    ],
)
def test_weights_and_prices_have_their_decimals(
    text: str, weight: str | None, price: str | None, currency: str | None
) -> None:
    scan = told(text)
    found = (scan.weight, scan.price)
    assert [one and Decimal(one) for one in found] == [one and Decimal(one) for one in (weight, price)]
    assert scan.currency == currency


@pytest.mark.parametrize("text", [f"17070102{'7003'}0701021415", f"70030701021415{GS}17070102"])
def test_the_time_of_expiry_is_more_exact_than_its_day(text: str) -> None:
    assert told(text).expiry == "2007-01-02T14:15"


def test_the_number_of_a_weighed_piece_is_read_by_the_region() -> None:
    scan = told("0102302148210869", region="no")
    assert (scan.weight, scan.measured_by, scan.weight_milli) == ("1.086", "2302148200006", 1086)
    assert told("0102302148210869").weight is None


def test_the_weight_in_a_field_is_worth_more_than_one_in_the_number() -> None:
    scan = told("01023021482108693103002000", region="no")
    assert (scan.weight, scan.measured_by) == ("2.000", "2302148200006")


def test_a_number_with_a_wrong_inner_check_digit_is_refused() -> None:
    with pytest.raises(Refusal, match="scan_variable_measure_check_digit"):
        told("0102011122812349", region="gb")


def test_a_composite_part_adds_to_what_the_bars_say() -> None:
    bars = Scan("x", "gtin13", gtin="05901234123457", candidates=("5901234123457",))
    scan = with_elements(bars, (Element("15", "210526"), Element("10", "0329")), region=None)
    assert (scan.gtin, scan.best_before, scan.lot) == ("05901234123457", "2021-05-26", "0329")
    assert scan.candidates == ("5901234123457",)


def test_a_lot_that_swallowed_a_date_is_told() -> None:
    assert told("010703206980498810032915210526").warnings == ("scan_separator_missing",)
    assert told(f"0107032069804988100329{GS}15210526").warnings == ()


def test_a_number_is_looked_up_in_its_shortest_form_first() -> None:
    assert number_candidates("07032069804988") == ("7032069804988", "07032069804988")
    assert number_candidates("00000096385074") == ("96385074", "000096385074", "0000096385074", "00000096385074")
    assert number_candidates("12991111111110") == ("12991111111110",)
