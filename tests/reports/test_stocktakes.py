"""What those who count ask; the review itself is told in `tests/services/test_stocktaking.py`."""

from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find, goods_of


def test_scans_and_words_find_goods(counter):
    counter.product("A1", name="Apple juice", codes=["4006381333931"])
    found, by_words = counter.stocktakes.find("4006381333931", location="shop")
    assert ([one.sku for one in found.items], by_words) == (["A1"], ())
    assert [one.sku for one in counter.stocktakes.find("apple", location="shop", is_typed=True)[1]] == ["A1"]


def test_sheets_and_their_entries_are_read_back(counter):
    counter.product("A1")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    entry = Find(goods_of(counter.lookups.item("A1", location="shop")), 1000, counter.clock.now_us())
    counter.stocktaking.record(sheet, [(entry, "A1")], many=0, till="T1", user=None)
    assert [(one.zone, one.entries, one.state) for one in counter.stocktakes.sheets(uid)] == [("Z1", 1, "open")]
    assert counter.stocktakes.entries(sheet) == (entry,)
    assert [one.name for one in counter.stocktakes.opened()] == ["All"]
    assert counter.stocktakes.review(uid).open_sheets == 1
