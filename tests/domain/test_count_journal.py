"""Entries of a count sheet as text: see also the round trip in `test_count_sheet`."""

from app.domain.count_journal import read_entry, write_entry
from app.domain.count_sheet import Find, Goods, Note, SetFound, SetLot
from app.domain.product import Tracking, Unit


def test_every_kind_of_entry_comes_back_as_it_was():
    goods = Goods(7, "C", "Käse „alt“", Unit.KG, Tracking.LOT)
    for entry in (
        Find(goods, 250, 9, "400", "L7", ""),
        SetFound(2, 0, 5),
        SetLot(1, "L7", 20270301),
        Note("scan_check_digit"),
    ):
        assert read_entry(write_entry(entry)) == entry
