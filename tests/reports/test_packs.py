"""The pack of a period: the same bytes for the same figures."""

from app.domain.figures import currency
from app.reports.packs import pack_digest, write_pack
from app.reports.report import Column, Report, Unit

REPORT = Report(
    "period-end", "Period end", "Café", currency("JPY"),
    (Column("sku", "SKU"), Column("gap", "Gap", Unit.MONEY)), [("A", 12), ("Ä", None)], {"gap": 12},
    from_date="2026-03-01", to_date="2026-03-31",
)  # fmt: skip
PACK = (
    '{"pack":1,"report":"period-end","shop":"Café","currency":"JPY","digits":0,"from":"2026-03-01","to":"2026-03-31",'
    '"columns":[["sku","SKU","text"],["gap","Gap","money"]],"rows":[["A",12],["Ä",null]],"totals":[null,12]}'
)


def test_a_pack_is_plain_json_in_one_order() -> None:
    assert write_pack(REPORT) == PACK


def test_the_digest_is_that_of_its_utf8() -> None:
    # sha256sum of the empty text and of "abc". Source: FIPS 180-4, examples.
    assert pack_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert pack_digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
