"""What counts have found, against figures reckoned by hand."""

from app.reports.asked import Asked
from app.reports.count_results import CountResults
from app.reports.count_variance import CountVariance
from tests.books import refused
from tests.reports.told import columns_of, rows_of

NAMES = ("sku", "zone", "counted", "expected", "difference", "value", "state")


def test_each_product_of_a_count_has_what_was_expected_and_what_was_found(counter):
    for sku in ("A", "B", "C", "NEW"):
        counter.product(sku)
    for sku in ("A", "B", "C"):
        counter.deliver(f"d{sku}", sku, "10", "1.50")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post(
        "count", "c1",
        lines=[
            {"sku": "C", "counted": "10"},
            {"sku": "A", "counted": "3", "zone": "Z2"}, {"sku": "A", "counted": "5", "zone": "Z1"},
            {"sku": "B", "counted": "11"},
            {"sku": "NEW", "counted": "2"},
        ],
    )  # fmt: skip
    report = CountVariance(counter.book).count_variance()
    assert columns_of(report) == (
        "at number location sku name zone counted expected difference value state lot serial reason counted_by"
        " sold_since losses_value gains_value opening_value before before_by"
    )
    assert rows_of(report, *NAMES) == [
        ("C", "", 10_000, 10_000, 0, 0, ""),
        ("A", "Z1, Z2", 8000, 10_000, -2000, -300, ""),
        ("B", "", 11_000, 10_000, 1000, 150, ""),
        ("NEW", "", 2000, 0, 2000, 0, "opening stock"),
    ]


def test_goods_that_were_counted_by_lot_or_piece_have_a_row_for_each(counter):
    counter.product("M", tracking="lot")
    counter.product("S", tracking="serial")
    counter.post(
        "delivery", "d1",
        lines=[
            {"sku": "M", "quantity": "10", "unit_cost": "1.00", "lot": "L1"},
            {"sku": "M", "quantity": "5", "unit_cost": "2.00", "lot": "L2"},
            {"sku": "S", "quantity": "3", "unit_cost": "50.00", "serials": ["X1", "X2", "X3"]},
        ],
    )  # fmt: skip
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post(
        "count", "c1",
        lines=[
            {"sku": "S", "counted": "2", "serials": ["X3", "X9"]},
            {"sku": "M", "counted": "2", "zone": "Z1", "lot": "L1"}, {"sku": "M", "counted": "5", "lot": "L2"},
            {"sku": "M", "counted": "6", "zone": "Z2", "lot": "L1"},
        ],
    )  # fmt: skip
    report = CountVariance(counter.book).count_variance()
    names = ("sku", "lot", "serial", "zone", "counted", "expected", "difference", "value")
    # L1 lacks two at 1.00; X1 and X2 are gone, X9 nobody knew: at current cost.
    assert rows_of(report, *names) == [
        ("S", "", "X3", "", 1000, 1000, 0, 0),
        ("S", "", "X9", "", 1000, 0, 1000, 5000),
        ("S", "", "X1", "", 0, 1000, -1000, -5000),
        ("S", "", "X2", "", 0, 1000, -1000, -5000),
        ("M", "L1", "", "Z1, Z2", 8000, 10_000, -2000, -200),
        ("M", "L2", "", "", 5000, 5000, 0, 0),
    ]
    assert report.totals == {
        "difference": -3000, "value": -5200, "losses_value": 10_200, "gains_value": 5000,
    }  # fmt: skip


def test_a_reason_stands_on_the_piece_that_is_gone_and_not_on_the_one_that_is_there(counter):
    counter.product("S", tracking="serial")
    counter.product("M", tracking="lot")
    counter.post(
        "delivery", "d1",
        lines=[
            {"sku": "S", "quantity": "2", "unit_cost": "60.00", "serials": ["X1", "X2"]},
            *({"sku": "M", "quantity": "3", "unit_cost": "1.00", "lot": lot} for lot in ("L1", "L2", "L3")),
        ],
    )  # fmt: skip
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post(
        "count", "c1",
        lines=[
            {"sku": "S", "counted": "1", "serials": ["X1"], "reason": "stolen"},
            {"sku": "M", "counted": "3", "lot": "L1", "reason": "damaged"},
            {"sku": "M", "counted": "2", "lot": "L2", "reason": "expired"},
            {"sku": "M", "counted": "2", "lot": "L3"},
        ],
    )  # fmt: skip
    report = CountVariance(counter.book).count_variance()
    assert rows_of(report, "lot", "serial", "difference", "value", "reason") == [
        ("", "X1", 0, 0, ""), ("", "X2", -1000, -6000, "stolen"),
        ("L1", "", 0, 0, ""), ("L2", "", -1000, -100, "expired"), ("L3", "", -1000, -100, ""),
    ]  # fmt: skip


def test_goods_by_lot_that_were_counted_as_a_whole_are_one_row(counter):
    counter.product("M", tracking="lot")
    for lot in ("L1", "L2"):
        counter.post("delivery", lot, lines=[{"sku": "M", "quantity": "2", "unit_cost": "1.00", "lot": lot}])
    counter.post("count", "c1", lines=[{"sku": "M", "counted": "1"}])
    report = CountVariance(counter.book).count_variance()
    assert rows_of(report, "lot", "counted", "expected", "value") == [("", 1000, 4000, -300)]


def test_goods_that_moved_while_they_were_counted_are_on_the_recount_list(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.sell("s1", "A", "1", at="2026-03-02T09:00:00+01:00")
    counter.clock.put("2026-03-02T12:00:00+01:00")
    counter.post(
        "count", "c1",
        lines=[
            {"sku": "A", "counted": "5", "zone": "Z1", "at": "2026-03-02T08:00:00+01:00"},
            {"sku": "A", "counted": "4", "zone": "Z2", "at": "2026-03-02T11:00:00+01:00"},
        ],
    )  # fmt: skip
    report = CountVariance(counter.book).count_variance()
    assert rows_of(report, *NAMES) == [("A", "Z1, Z2", 9000, None, None, None, "recount")]


def test_a_count_that_was_taken_back_says_so_and_what_a_later_count_gave_back_is_no_variance(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.clock.put("2026-03-04T18:00:00+01:00")
    counter.post("count", "c2", lines=[{"sku": "A", "counted": "7"}])
    # Posted later, counted earlier: 2 of the 3 were gone by then, and c2 gives them back.
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "8", "at": "2026-03-03T18:00:00+01:00"}])
    report = CountVariance(counter.book).count_variance()
    assert rows_of(report, "number", "expected", "difference", "value") == [
        ("T0-C000001", 10_000, -3000, -300),
        ("T0-C000002", 10_000, -2000, -200),
    ]
    counter.post("reversal", "z1", of="c1", reason="typed wrong")
    assert rows_of(CountVariance(counter.book).count_variance(), "state") == [("",), ("taken back",)]


def test_what_a_count_had_found_that_was_taken_back_is_no_part_of_the_totals(counter):
    for sku in "AB":
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "7"}, {"sku": "B", "counted": "12"}])
    counter.clock.put("2026-03-03T10:00:00+01:00")
    counter.post("count", "c2", lines=[{"sku": "B", "counted": "11"}])
    ask = CountVariance(counter.book).count_variance
    # c1: three of A gone at 1.00 and two of B found; c2: one of those two is not there.
    assert (ask().totals, ask().note) == (
        {"difference": -2000, "value": -200, "losses_value": 400, "gains_value": 200}, "",
    )  # fmt: skip
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.post("reversal", "z1", of="c2", reason="typed wrong")
    report = ask()
    assert rows_of(report, "sku", "counted", "difference", "value", "state") == [
        ("A", 7000, -3000, -300, ""), ("B", 12_000, 2000, 200, ""), ("B", 11_000, None, None, "taken back"),
    ]  # fmt: skip
    assert report.totals == {
        "difference": -1000, "value": -100, "losses_value": 300, "gains_value": 200,
    }  # fmt: skip
    assert report.note.startswith("A count that was taken back is listed")
    # The day before nobody knew that it would be.
    before = ask(Asked(known="2026-03-03T12:00:00+01:00"))
    assert (before.totals["value"], before.note, rows_of(before, "state")[-1]) == (-200, "", ("",))


def test_counts_are_cut_by_day_knowledge_and_location(counter):
    counter.product("A")
    counter.post("location", code="back", name="Back room")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "1"}])
    ask = CountVariance(counter.book).count_variance
    assert len(ask(Asked(first=20260302, last=20260302, location="shop")).rows) == 1
    for asked in (Asked(first=20260303), Asked(location="back"), Asked(known="2026-03-01T09:00:00+01:00")):
        assert list(ask(asked).rows) == []
    assert refused(ask, Asked(first=20260302, last=20260301)).code == "days_backwards"


def test_it_says_why_who_counted_and_what_was_sold_before_it_was_posted(counter):
    for sku in ("A", "B"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.50")
    counter.post("user", code="ben", name="Ben")
    day = "2026-03-03T"
    counter.clock.put(f"{day}09:00:00+01:00")
    counter.sell("s1", "A", "1")
    counter.clock.put(f"{day}10:30:00+01:00")
    counter.sell("s2", "A", "2")
    counter.sell("s3", "B", "1")
    counter.clock.put(f"{day}11:00:00+01:00")
    counter.post("count", "c1", lines=[
        {"sku": "A", "counted": "6", "at": f"{day}10:00:00+01:00", "zone": "Z1", "by": "ben", "reason": "stolen"},
        {"sku": "A", "counted": "2", "at": f"{day}10:10:00+01:00", "zone": "Z2", "reason": "stolen"},
        {"sku": "B", "counted": "9", "at": f"{day}11:00:00+01:00"},
    ])  # fmt: skip
    # What is sold after the posting says nothing of the count.
    counter.clock.put(f"{day}12:00:00+01:00")
    counter.sell("s4", "A", "1")
    report = CountVariance(counter.book).count_variance()
    # Ten came, one was sold before ten o'clock, eight were found: one is missing. Two were sold since.
    assert rows_of(report, "sku", "counted", "expected", "difference", "reason", "counted_by", "sold_since") == [
        ("A", 8000, 9000, -1000, "stolen", "Ben, Owner", 2000), ("B", 9000, 9000, 0, "", "Owner", None),
    ]  # fmt: skip
    assert report.note == ""


def test_in_a_shop_that_lives_by_counts_what_is_gone_was_used(periodic):
    periodic.product("A")
    periodic.deliver("d1", "A", "10", "1.50")
    periodic.sell("s1", "A", "4")
    periodic.post("count", "c1", lines=[{"sku": "A", "counted": "5"}])
    periodic.post("count", "c2", lines=[{"sku": "A", "counted": "6"}])
    report = CountVariance(periodic.book).count_variance()
    assert rows_of(report, *NAMES, "sold_since") == [
        ("A", "", 5000, 10_000, -5000, -750, "used", None), ("A", "", 6000, 5000, 1000, 150, "", None),
    ]  # fmt: skip
    assert [one.title for one in report.columns if one.name in ("expected", "difference")] == ["Had come in", "Change"]
    assert "How much of it shrank is not known" in report.note


def test_what_nobody_counted_and_is_set_to_zero_says_so_and_names_nobody(counter):
    for sku in ("A", "B", "C"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.50")
    counter.product("S", tracking="serial")
    counter.product("M", tracking="lot")
    counter.post(
        "delivery", "d1",
        lines=[
            {"sku": "S", "quantity": "2", "unit_cost": "50.00", "serials": ["X1", "X2"]},
            *({"sku": "M", "quantity": "3", "unit_cost": "1.00", "lot": lot} for lot in ("L1", "L2")),
        ],
    )  # fmt: skip
    counter.clock.put("2026-03-03T09:00:00+01:00")
    lines = [{"sku": "A", "counted": "9"}, {"sku": "B", "counted": "0"}, {"sku": "M", "counted": "3", "lot": "L2"}]
    counter.post("count", "c1", lines=lines, uncounted="zero")
    report = CountVariance(counter.book).count_variance()
    unseen = ("not counted: set to zero", "")
    assert rows_of(report, "sku", "lot", "serial", "difference", "value", "state", "counted_by") == [
        ("A", "", "", -1000, -150, "", "Owner"),
        ("B", "", "", -10_000, -1500, "", "Owner"),
        ("M", "L2", "", 0, 0, "", "Owner"),
        ("M", "L1", "", -3000, -300, *unseen),
        ("C", "", "", -10_000, -1500, *unseen),
        ("S", "", "X1", -1000, -5000, *unseen),
        ("S", "", "X2", -1000, -5000, *unseen),
    ]
    assert report.totals["value"] == -13_450
    counter.post("reversal", "z1", of="c1", reason="typed wrong")
    report = CountVariance(counter.book).count_variance()
    assert rows_of(report, "state", "counted_by")[-1] == ("taken back", "")


def test_pieces_of_which_none_is_there_are_named(counter):
    counter.product("S", tracking="serial")
    goods = {"sku": "S", "quantity": "2", "unit_cost": "50.00", "serials": ["X1", "X2"]}
    counter.post("delivery", "d1", lines=[goods])
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[{"sku": "S", "counted": "0", "reason": "stolen"}])
    counter.post("count", "c2", lines=[{"sku": "S", "counted": "0"}])
    report = CountVariance(counter.book).count_variance()
    assert rows_of(report, "number", "serial", "counted", "expected", "value", "reason", "counted_by") == [
        ("T0-C000001", "X1", 0, 1000, -5000, "stolen", "Owner"),
        ("T0-C000001", "X2", 0, 1000, -5000, "stolen", "Owner"),
        ("T0-C000002", "", 0, 0, 0, "", "Owner"),
    ]


def test_losses_gains_and_opening_stock_have_sums_of_their_own(counter):
    for sku in "ABC":
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.40")
    counter.product("NEW", cost="3.50")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    lines = [("A", "3"), ("B", "12"), ("C", "10"), ("NEW", "2")]
    counter.post("count", "c1", lines=[{"sku": sku, "counted": milli} for sku, milli in lines])
    report = CountVariance(counter.book).count_variance()
    # Seven are gone at 1.40 and two came in at that; two are opening stock at 3.50. C is as it should be.
    apart = ("losses_value", "gains_value", "opening_value")
    assert rows_of(report, "sku", "value", *apart) == [
        ("A", -980, 980, None, None), ("B", 280, None, 280, None), ("C", 0, None, None, None),
        ("NEW", 700, None, None, 700),
    ]  # fmt: skip
    assert report.totals == {
        "difference": -3000, "value": 0, "losses_value": 980, "gains_value": 280, "opening_value": 700,
    }  # fmt: skip
    assert shown(report) >= {"value", *apart}
    shrunk = CountResults(counter.book).shrinkage().totals
    assert (shrunk["losses_value"], shrunk["gains_value"], shrunk["value"]) == (980, 280, 700)


def test_what_is_of_one_kind_alone_stands_in_one_column(counter):
    counter.product("A")
    counter.deliver("d", "A", "10", "1.40")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[{"sku": "A", "counted": "3"}])
    report = CountVariance(counter.book).count_variance()
    assert report.totals == {"difference": -7000, "value": -980, "losses_value": 980}
    assert not shown(report) & {"losses_value", "gains_value", "opening_value"}


def shown(report):
    return {column.name for column in report.columns if not column.is_key}
