"""Who found what on a sheet that several people counted on."""

from app.domain.count_people import replay_by
from app.domain.count_sheet import Find, Goods, Note, SetFound, SetLot, Undo
from app.domain.product import Tracking

SALT, TEA = Goods(1, "S", "Salt"), Goods(2, "T", "Tea", tracking=Tracking.LOT)


def found(*entries):
    sheet, people = replay_by(entries)
    assert {(line.goods.product_id, line.lot) for line in sheet.lines} == people.keys()
    return people


def test_each_scan_is_of_who_made_it():
    assert found((Find(SALT, 1000, 1), "ann"), (Find(SALT, 2000, 2), "bob"), (Find(TEA, 1000, 3), "ann")) == {
        (1, ""): {"ann": 1000, "bob": 2000}, (2, ""): {"ann": 1000}
    }  # fmt: skip


def test_whoever_types_how_much_there_is_has_counted_all_of_it():
    assert found((Find(SALT, 1000, 1), "ann"), (SetFound(0, 7000, 2), "bob")) == {(1, ""): {"bob": 7000}}


def test_what_is_undone_was_found_by_nobody():
    scans = [(Find(SALT, 1000, 1), "ann"), (Find(SALT, 2000, 2), "bob"), (Note("no code"), "bob"), (Undo(), "ann")]
    assert found(*scans) == {(1, ""): {"ann": 1000}}
    assert found(*scans, (Undo(), "bob")) == {}


def test_to_say_a_lot_is_not_to_count():
    scans = [(Find(TEA, 1000, 1, lot="L1"), "ann"), (Find(TEA, 2000, 2), "bob"), (SetLot(1, "L1"), "cat")]
    assert found(*scans) == {(2, "L1"): {"ann": 1000, "bob": 2000}}
    assert found(*scans, (Undo(), "cat")) == {(2, "L1"): {"ann": 1000}, (2, ""): {"bob": 2000}}
    assert found(*scans[1:2], (SetLot(0, "L2"), "cat")) == {(2, "L2"): {"bob": 2000}}


def test_all_that_came_at_once_is_taken_back_at_once():
    scans = [(Find(SALT, 1000, 1), "ann"), (Find(SALT, 2000, 2), "bob"), (Find(SALT, 4000, 3), "bob")]
    assert found(*scans, (Undo(2), "bob")) == {(SALT.product_id, ""): {"ann": 1000}}
