"""A supplier's own list: what stands in its columns, in whatever language its titles are."""

import pytest

from app.domain.refusal import Refusal
from app.exchange.supplier_lists import read_supplier_file, read_supplier_text


def test_codes_packs_and_costs_are_read_by_their_titles():
    listed = read_supplier_text(
        "EAN;Bestellnummer;Bezeichnung;VPE;EK netto\n4006381333931;F-1;Saft;6;0,85\n;F-2;K\u00e4se;;9,90\n",
        name="pasted",
    )
    assert [(one.row, one.code, one.item_code, one.pack_milli, one.cost_micro) for one in listed.items] == [
        (2, "4006381333931", "F-1", 6000, 850_000), (3, "", "F-2", None, 9_900_000),
    ]  # fmt: skip
    assert listed.items[0].text == "4006381333931 F-1 Saft"


def test_what_cannot_be_read_is_listed_with_its_row():
    listed = read_supplier_text("sku,pack size,unit cost\nA,6,x\n,6,1.00\nB,0,1.00\nC,-6,1.00\nD,12,2.00\n", name="p")
    assert [(one.row, one.refusal.code) for one in listed.bad] == [
        (2, "bad_number"), (3, "batch_no_code"), (4, "quantity_zero"), (5, "below_zero"),
    ]  # fmt: skip
    assert [(one.row, one.sku, one.pack_milli) for one in listed.items] == [(6, "D", 12_000)]


def test_a_list_without_titles_is_refused():
    with pytest.raises(Refusal, match="supplier_list_untitled"):
        read_supplier_text("4006381333931,6\n", name="pasted")


def test_a_file_is_read_as_well(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("supplier item,cost\nF-1,0.85\n")
    assert read_supplier_file(path).items[0].item_code == "F-1"
    path.write_text(f"supplier item,cost\n{'x' * 65},0.85\n")
    assert read_supplier_file(path).bad[0].refusal.code == "bad_code"
