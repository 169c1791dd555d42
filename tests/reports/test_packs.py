"""The pack of a period: the same bytes for the same figures, and read again what was written."""

import pytest

from app.domain.figures import currency
from app.domain.refusal import Refusal
from app.reports.packs import Pack, pack_digest, read_pack, write_pack
from app.reports.report import Column, Report, Unit

REPORT = Report(
    "period-end", "Period end", "Café", currency("JPY"),
    (Column("sku", "SKU"), Column("gap", "Gap", Unit.MONEY)), [("A", 12), ("Ä", None)], {"gap": 12},
    from_date="2026-03-01", to_date="2026-03-31",
)  # fmt: skip
TABLE = '"columns":[["sku","SKU","text"],["gap","Gap","money"]],"rows":[["A",12],["Ä",null]],"totals":[null,12]'
HEAD = '"report":"period-end","shop":"Café","currency":"JPY","digits":0'
DAYS = '"from":"2026-03-01","to":"2026-03-31"'
PACK = (
    f'{{"pack":2,{HEAD},"language":"ja",{DAYS},{TABLE},"sections":['
    '{"name":"tax","title":"Tax","columns":[["code","Code","text"]],"rows":[["S"]],"totals":[null]}]}'
)
FIRST_FORM = f'{{"pack":1,{HEAD},{DAYS},{TABLE}}}'
TAX = Report("tax", "Tax", "Café", currency("JPY"), (Column("code", "Code"),), [("S",)])


def test_a_pack_is_plain_json_in_one_order() -> None:
    assert write_pack(Pack((REPORT, TAX), "ja")) == PACK


def test_what_was_written_is_read_again() -> None:
    pack = read_pack(PACK)
    assert pack.period_end == REPORT
    section = pack.section("tax")
    assert section is not None
    assert section.rows == [("S",)]
    assert pack.section("margin") is None
    assert write_pack(pack) == PACK


def test_a_pack_of_the_first_form_has_the_report_alone() -> None:
    pack = read_pack(FIRST_FORM)
    assert pack.period_end == REPORT
    assert (len(pack.sections), pack.language) == (1, "")


def test_a_pack_of_a_later_form_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        read_pack(PACK.replace('"pack":2', '"pack":3'))
    assert (caught.value.code, caught.value.facts["version"]) == ("period_pack_unreadable", 3)


def test_the_digest_is_that_of_its_utf8() -> None:
    # sha256sum of the empty text and of "abc". Source: FIPS 180-4, examples.
    assert pack_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert pack_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
