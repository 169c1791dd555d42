"""Files of batch scanners come onto count sheets: packs, weights, what nobody knows."""

from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import replay
from app.domain.count_why import why_in_no_count
from app.domain.moment import Moment
from app.jobs.batch_count import BatchCount, Counts, Desk
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
    work = batches.begin(path, sheet, DESK, Moment(counter.clock.now_us(), 60))
    assert work.before is None
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
    assert counter.rows("SELECT raw FROM draft_entry WHERE meaning LIKE '%not_found%'") == [("4000000000006",)]


def test_a_file_that_was_counted_is_known_again_as_long_as_its_sheet_counts(counter: Counter, tmp_path) -> None:
    counter.product("A1", codes=["4006381333931"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    first, second = (counter.stocktaking.open_sheet(uid, zone, till="T1", user="owner") for zone in ("Z1", "Z2"))
    path, same = tmp_path / "scans.csv", tmp_path / "copy.csv"
    for one in (path, same):
        one.write_text("4006381333931;2\n")
    batches = BatchCount(counter.stocktaking, counter.stocktakes)

    def begun(one, sheet):
        work = batches.begin(one, sheet, DESK, Moment(counter.clock.now_us(), 60))
        work.go_on(work.many)
        return work

    batches.finish(begun(path, first), first, many=0)
    before = begun(same, second).before
    assert before is not None
    assert (before.zone, before.counter) == ("Z1", "owner")
    path.write_text("4006381333931;3\n")
    assert begun(path, second).before is None
    # A sheet that counts no more has nothing of it, and neither has another stocktake.
    counter.stocktaking.discard_sheet(first, user="owner")
    assert begun(same, second).before is None


def test_where_one_product_alone_is_counted_the_codes_of_others_are_left_out(counter: Counter, tmp_path) -> None:
    counter.product("A1", codes=["4006381333931"])
    counter.product("B1", codes=["96385074"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "", how="goods", goods="A1", till="T1", user="owner")
    path = tmp_path / "scans.csv"
    path.write_text("4006381333931;2\n96385074;5\n")
    batches = BatchCount(counter.stocktaking, counter.stocktakes)
    work = batches.begin(path, sheet, DESK, Moment(counter.clock.now_us(), 60), counts=Counts("A1"))
    work.go_on(work.many)
    assert batches.finish(work, sheet, many=0).left_out == ("96385074",)
    made = replay(counter.stocktakes.entries(sheet))
    assert [(line.goods.sku, line.found_milli) for line in made.lines] == [("A1", 2000)]


def test_weighed_goods_without_a_weight_are_left_to_the_hand(counter: Counter, tmp_path) -> None:
    counter.product("K1", unit="kg", codes=["2000001"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "", till="T1", user="owner")
    path = tmp_path / "scans.csv"
    path.write_text("2000001;1\n2000001;1.25\n2000001;3\n")
    batches = BatchCount(counter.stocktaking, counter.stocktakes)
    work = batches.begin(path, sheet, DESK, Moment(counter.clock.now_us(), 60))
    work.go_on(work.many)
    assert batches.finish(work, sheet, many=0).left_out == ("2000001",)
    made = replay(counter.stocktakes.entries(sheet))
    assert [(line.goods.sku, line.found_milli) for line in made.lines] == [("K1", 1250)]
    assert len(counter.rows("SELECT 1 FROM draft_entry WHERE meaning LIKE '%no_weight%'")) == 2


def test_kits_and_goods_without_stock_are_left_out_by_name(counter: Counter, tmp_path) -> None:
    counter.product("A1", codes=["4006381333931"])
    counter.product("BOX", name="Gift box", codes=["96385074"], kit=[{"sku": "A1", "quantity": "2"}])
    counter.product("BAG", name="Bag", stocked=False)
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user="owner")
    path = tmp_path / "scans.csv"
    path.write_text("4006381333931;2\n96385074;5\nBAG;1\n96385074;0\n")
    batches = BatchCount(counter.stocktaking, counter.stocktakes)
    work = batches.begin(path, sheet, DESK, Moment(counter.clock.now_us(), 60))
    work.go_on(work.many)
    taken = batches.finish(work, sheet, many=0)
    assert (taken.left_out, taken.apart) == (("96385074", "BAG"), ("Gift box", "Bag"))
    assert [line.goods.sku for line in replay(counter.stocktakes.entries(sheet)).lines] == ["A1"]
    # The parts of a kit may be missing; of what keeps no stock nothing is.
    unknown = counter.stocktakes.unknown_codes(uid)
    assert [(one.code, one.note, one.times) for one in unknown] == [("96385074", "kit_counted_in_parts", 2)]


def test_every_row_that_cannot_be_read_is_in_no_count_with_its_row_and_why(counter: Counter, tmp_path) -> None:
    counter.product("A1", name="Milk", codes=["4006381333931"])
    counter.product("D1", name="Deposit", stocked=False, codes=["96385074"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user="owner")
    path = tmp_path / "scans.csv"
    path.write_text(
        "4006381333931;2\n4006381333931;-3\n4006381333931;abc\n;5\n;5\n4000000000006;4\n4006381333931;1.5\n96385074;1\n"
    )
    batches = BatchCount(counter.stocktaking, counter.stocktakes)
    work = batches.begin(path, sheet, DESK, Moment(counter.clock.now_us(), 60))
    work.go_on(work.many)
    taken = batches.finish(work, sheet, many=0)
    assert taken.lines == 8
    assert replay(counter.stocktakes.entries(sheet)).lines[0].found_milli == 2000
    listed = {
        one.code: (why_in_no_count(one.note), one.rows, one.name, one.quantity_milli)
        for one in counter.stocktakes.unknown_codes(uid)
    }
    assert listed == {
        "4006381333931;-3": ("its quantity is below zero", (2,), "", 0),
        "4006381333931;abc": ("its quantity is no figure", (3,), "", 0),
        ";5": ("the row has no code", (4, 5), "", 0),
        "4000000000006": ("of a file; no one product has it", (6,), "", 4000),
        "4006381333931": ("it is no whole piece", (7,), "Milk", 1500),
    }
    # Of what keeps no stock nothing can be missing.
    assert set(taken.left_out) == {*listed, "96385074"}


def test_behind_a_label_that_says_no_weight_the_quantity_of_the_file_is_the_weight(counter: Counter, tmp_path) -> None:
    counter.product("G1", name="Gouda", unit="kg", codes=["2810010000000"])
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "", till="T1", user="owner")
    path = tmp_path / "scans.csv"
    path.write_text("2810010000000;7\n2810010000000;1\n2810010000000;0.25\n")
    batches = BatchCount(counter.stocktaking, counter.stocktakes)
    work = batches.begin(path, sheet, DESK, Moment(counter.clock.now_us(), 60))
    work.go_on(work.many)
    # One alone is how a scanner writes a scan: it says no weight.
    assert batches.finish(work, sheet, many=0).left_out == ("2810010000000",)
    assert [line.found_milli for line in replay(counter.stocktakes.entries(sheet)).lines] == [7250]
    (one,) = counter.stocktakes.unknown_codes(uid)
    assert (one.note, one.name, one.rows, one.quantity_milli) == ("no_weight", "Gouda", (2,), 0)
