"""Files of batch scanners come onto count sheets: packs, weights, what nobody knows."""

from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import replay
from app.domain.moment import Moment
from app.jobs.batch_count import BatchCount, Desk
from tests.books import Counter

DESK = Desk("shop", "T1", "owner")


def test_a_file_is_counted_and_what_nobody_knows_is_told(counter: Counter, tmp_path) -> None:
    counter.product("A1", codes=["4006381333931", {"code": "14006381333938", "quantity": "6"}])
    counter.product("B1", codes=["96385074"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user="owner")
    path = tmp_path / "scans.csv"
    path.write_text("4006381333931;2\n14006381333938;3\n96385074;1\n4000000000006;4\n4006381333931;1\n")
    batches = BatchCount(counter.stocktaking, counter.stocktakes)
    work = batches.begin(path, DESK, Moment(counter.clock.now_us(), 60))
    work.go_on(3)
    assert (work.done, work.many, work.is_over) == (3, 5, False)
    # Whoever stops here has nothing on the sheet.
    assert counter.stocktakes.entries(sheet) == ()
    work.go_on(3)
    assert work.is_over
    taken = batches.finish(work, sheet, many=0)
    assert (taken.lines, taken.left_out) == (5, ("4000000000006",))
    made = replay(counter.stocktakes.entries(sheet))
    assert [(line.goods.sku, line.found_milli) for line in made.lines] == [("A1", 21_000), ("B1", 1000)]
    assert counter.rows("SELECT raw FROM draft_entry WHERE meaning LIKE '%Note%'") == [("4000000000006",)]
