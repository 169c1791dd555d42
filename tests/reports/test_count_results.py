"""What came of counts, against figures reckoned by hand and the period-end report."""

from app.domain.count_plan import Plan, Scope
from app.reports.asked import Asked
from app.reports.count_results import CountResults
from app.reports.count_variance import CountVariance
from app.reports.period_end import PeriodEnd
from tests.books import refused
from tests.reports.told import rows_of


def line(sku, counted, **keys):
    return {"sku": sku, "counted": counted, **keys}


def counted(counter):
    for sku, category in (("A", "Drinks"), ("B", "Drinks"), ("C", "Food")):
        counter.product(sku, name=f"Name {sku}", category=category, codes=[f"400{sku}"])
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.post("user", code="ben", name="Ben")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[
        line("A", "4", zone="Z1", by="ben"), line("A", "6", zone="Z2"), line("B", "8", zone="Z1", reason="stolen"),
        line("C", "11", zone="Z2"),
    ])  # fmt: skip
    counter.clock.put("2026-04-03T09:00:00+02:00")
    counter.post("count", "c2", lines=[line("A", "9")])
    counter.post("count", "c3", lines=[line("B", "1")])
    counter.post("reversal", "z", of="c3")


def test_accuracy_by_zone_counter_and_category(counter):
    counted(counter)
    report = CountResults(counter.book).count_accuracy()
    assert rows_of(report, "month", "by", "name", "products", "right", "accuracy", "value") == [
        ("2026-03", "category", "Drinks", 2, 1, 50_000, -200), ("2026-03", "category", "Food", 1, 0, 0, 100),
        ("2026-03", "counter", "Ben", 1, 1, 100_000, 0), ("2026-03", "counter", "Owner", 3, 1, 33_300, -100),
        ("2026-03", "zone", "Z1", 2, 1, 50_000, -200), ("2026-03", "zone", "Z2", 2, 1, 50_000, 100),
        ("2026-04", "category", "Drinks", 1, 0, 0, -100), ("2026-04", "counter", "Owner", 1, 0, 0, -100),
        ("2026-04", "zone", "All of the place", 1, 0, 0, -100),
    ]  # fmt: skip


def test_whoever_has_goods_in_a_basket_has_not_counted_them(counter):
    for sku in ("A", "B"):
        counter.product(sku, name=f"Name {sku}")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.post("user", code="ben", name="Ben")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # Of A Ben finds nine, and one lies in a basket: all ten. B lies in baskets alone, as whoever posts says.
    aside = line("A", "1", zone="counter")
    counter.post("count", "c1", lines=[line("A", "9", zone="Z1", by="ben"), aside, line("B", "10", zone="counter")])
    assert rows_of(CountVariance(counter.book).count_variance(), "sku", "counted", "zone", "counted_by") == [
        ("A", 10_000, "Z1, counter", "Ben"), ("B", 10_000, "counter", "Owner"),
    ]  # fmt: skip
    accuracy = CountResults(counter.book).count_accuracy()
    assert [row for row in rows_of(accuracy, "by", "name", "products", "right") if row[0] == "counter"] == [
        ("counter", "Ben", 1, 1), ("counter", "Owner", 1, 1),
    ]  # fmt: skip


def test_nor_where_what_nobody_counted_is_set_to_zero(counter):
    for sku in ("A", "B"):
        counter.product(sku, name=f"Name {sku}")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.post("user", code="ben", name="Ben")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    aside = line("A", "1", zone="counter")
    counter.post("count", "c1", lines=[line("A", "9", zone="Z1", by="ben"), aside], uncounted="zero")
    assert rows_of(CountVariance(counter.book).count_variance(), "sku", "state", "counted_by") == [
        ("A", "", "Ben"), ("B", "not counted: set to zero", ""),
    ]  # fmt: skip
    accuracy = CountResults(counter.book).count_accuracy()
    assert [row for row in rows_of(accuracy, "by", "name", "products", "right") if row[0] == "counter"] == [
        ("counter", "Ben", 1, 1),
    ]  # fmt: skip


def test_a_count_is_right_or_wrong_until_it_was_taken_back(counter):
    counted(counter)
    results = CountResults(counter.book)
    # B was counted at the same moment as A, and that was taken back at once: nothing of it stands.
    april = results.count_accuracy(Asked(first=20260401))
    assert rows_of(april, "by", "name", "products") == [
        ("category", "Drinks", 1), ("counter", "Owner", 1), ("zone", "All of the place", 1),
    ]  # fmt: skip
    counter.clock.put("2026-04-04T09:00:00+02:00")
    counter.post("reversal", "z2", of="c2", reason="typed wrong")
    assert results.count_accuracy(Asked(first=20260401)).rows == []
    known = Asked(first=20260401, known="2026-04-03T12:00:00+02:00")
    assert rows_of(results.count_accuracy(known), "by", "name", "right") == [
        ("category", "Drinks", 0), ("counter", "Owner", 0), ("zone", "All of the place", 0),
    ]  # fmt: skip
    shrinkage = results.shrinkage(Asked(first=20260401))
    # Nine of ten of A and one of eight of B were found, at 1.00: both were taken back.
    assert rows_of(shrinkage, "kind", "value") == [
        ("count", 100), ("count", 700), ("reversal", -700), ("reversal", -100),
    ]  # fmt: skip
    assert shrinkage.totals["value"] == 0
    assert (
        shrinkage.note == "What was taken back stands twice: as it was posted, and with the opposite sign on its day."
    )
    assert results.shrinkage(Asked(last=20260331)).note == ""


def test_shrinkage_names_the_count_and_the_reason_and_is_that_of_the_period_end(counter):
    counted(counter)
    for asked in (Asked(), Asked(first=20260301, last=20260331)):
        report = CountResults(counter.book).shrinkage(asked)
        assert report.totals["value"] == PeriodEnd(counter.book).period_end(asked).totals["shrinkage_value"]
    assert rows_of(report, "book_date", "number", "reason", "category", "losses_value", "gains_value", "value") == [
        ("2026-03-03", "T0-C000001", "", "Food", 0, 100, -100),
        ("2026-03-03", "T0-C000001", "stolen", "Drinks", 200, 0, 200),
    ]


def test_what_one_line_says_of_why_goods_differ_is_said_of_all_of_them_in_both_reports(counter):
    for sku in "AB":
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[
        line("A", "5", zone="Z1", reason="stolen"), line("A", "3", zone="Z2"), line("B", "9", reason="damaged"),
    ])  # fmt: skip
    assert rows_of(CountVariance(counter.book).count_variance(), "sku", "reason", "value") == [
        ("A", "stolen", -200), ("B", "damaged", -100),
    ]  # fmt: skip
    assert rows_of(CountResults(counter.book).shrinkage(), "reason", "value") == [("damaged", 100), ("stolen", 200)]


def test_each_lot_has_its_own_reason_in_both_reports(counter):
    counter.product("Y", tracking="lot")
    lots = [{"sku": "Y", "quantity": "5", "unit_cost": "1.00", "lot": f"L{n}"} for n in (1, 2, 3, 4)]
    counter.post("delivery", "d1", lines=lots)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[
        line("Y", "4", lot="L1", zone="Z1", reason="expired"), line("Y", "0", lot="L1", zone="Z2"),
        line("Y", "2", lot="L2", reason="stolen"), line("Y", "4", lot="L3"), line("Y", "3", lot="L4", reason="damaged"),
    ])  # fmt: skip
    assert rows_of(CountVariance(counter.book).count_variance(), "lot", "reason", "value") == [
        ("L1", "expired", -100), ("L2", "stolen", -300), ("L3", "", -100), ("L4", "damaged", -200),
    ]  # fmt: skip
    assert rows_of(CountResults(counter.book).shrinkage(), "reason", "value") == [
        ("", 100), ("damaged", 200), ("expired", 100), ("stolen", 300),
    ]  # fmt: skip


def test_what_a_count_gives_back_with_a_mistake_has_the_reason_of_the_count(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.deliver("wrong", "A", "5", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[line("A", "8", reason="stolen")])
    counter.post("reversal", "z1", of="wrong", reason="never came")
    shrinkage = CountResults(counter.book).shrinkage()
    assert rows_of(shrinkage, "kind", "reason", "value") == [("count", "stolen", 700), ("reversal", "stolen", -500)]


def test_the_sheet_lists_goods_where_they_were_found_last_and_lots_by_name_without_any_quantity(counter):
    counted(counter)
    counter.product("Y", name="Yoghurt", tracking="lot")
    goods = [{"sku": "Y", "quantity": "1", "unit_cost": "1", "lot": lot} for lot in ("L1", "L2")]
    counter.post("delivery", "dy", lines=goods)
    report = CountResults(counter.book).count_sheet(Asked(location="shop"))
    assert rows_of(report, "zone", "line", "sku", "code", "lot", "counted") == [
        ("", 1, "Y", "", "L1", None), ("", 2, "Y", "", "L2", None),
        ("Z1", 1, "A", "400A", "", None), ("Z1", 2, "B", "400B", "", None),
        ("Z2", 1, "A", "400A", "", None), ("Z2", 2, "C", "400C", "", None),
    ]  # fmt: skip


def test_the_sheet_has_one_line_for_goods_with_serial_numbers_and_says_that_they_are_written_down(counter):
    counter.product("A", name="Apples")
    counter.deliver("da", "A", "3", "1.00")
    counter.product("P", name="Phone", tracking="serial")
    goods = {"sku": "P", "quantity": "3", "unit_cost": "60", "serials": ["s1", "s2", "s3"]}
    counter.post("delivery", "dp", lines=[goods])
    counter.product("Z", name="Zinc")
    counter.deliver("dz", "Z", "3", "1.00")
    report = CountResults(counter.book).count_sheet(Asked(location="shop"))
    assert rows_of(report, "line", "sku", "lot", "counted", "write_down") == [
        (1, "A", "", None, None), (2, "P", "", None, "serial_numbers"), (3, "Z", "", None, None),
    ]  # fmt: skip
    # As many lines however many there are: 3 pieces, none.
    counter.post("count", "c1", lines=[line("P", "0")])
    assert rows_of(CountResults(counter.book).count_sheet(Asked(location="shop")), "line", "sku", "lot") == [
        (1, "A", ""), (2, "P", ""), (3, "Z", ""),
    ]  # fmt: skip


def sheet(counter, **asked):
    stocktake, plan = asked.pop("stocktake", ""), asked.pop("of", None)
    report = CountResults(counter.book).count_sheet(Asked(**asked), plan=plan, stocktake=stocktake)
    return [row[0] for row in rows_of(report, "sku")], report.title


def test_the_sheet_of_a_plan_has_its_goods_alone(counter):
    counted(counter)
    counter.product("N", name="Never came", category="Food")
    counter.product("P", name="Crate", kit=[{"sku": "A", "quantity": "2"}], category="Food")
    counter.post("count_plan", code="food", name="What is eaten", scope="category", subjects=["Food"])
    counter.post("count_plan", code="z2", name="Shelf 2", scope="zone", subjects=["Z2"])
    counter.post("count_plan", code="all", name="All", scope="full")
    counter.post("count_plan", code="new", name="At first", scope="opening")
    # What a plan names is on its sheet though nothing of it has come in; kits are counted by their parts.
    assert sheet(counter, plan="food") == (["N", "C"], "Count sheet: What is eaten")
    assert sheet(counter, plan="z2") == (["A", "A", "C"], "Count sheet: Shelf 2")
    assert sheet(counter, plan="all")[0] == ["A", "B", "A", "C"]
    # What came in already is no opening stock any more.
    assert sheet(counter, plan="new")[0] == ["N"]
    assert sheet(counter)[1] == "Count sheet"
    assert refused(sheet, counter, plan="nobody's").code == "unknown_plan"


def test_an_opening_count_is_of_goods_of_which_nothing_came_in_there(counter):
    counter.post("location", code="back", name="Back room")
    for sku in ("BACK", "COUNTED", "DELIVERED", "MISTAKE", "NEVER", "SOLD"):
        counter.product(sku)
    counter.product("BAG", stocked=False)
    counter.deliver("d1", "DELIVERED", "1", "1.00")
    counter.deliver("d2", "BACK", "1", "1.00", location="back")
    counter.deliver("d3", "MISTAKE", "1", "1.00")
    counter.post("reversal", "z3", of="d3", reason="never came")
    counter.post("count", "c1", lines=[line("COUNTED", "2")])
    counter.sell("s1", "SOLD")
    counter.post("count_plan", code="new", name="At first", scope="opening")
    counter.post("count_plan", code="new-back", name="At first", scope="opening", location="back")
    # What was only sold, or taken back, has not come in; each place has its own opening.
    assert sheet(counter, plan="new")[0] == ["BACK", "MISTAKE", "NEVER", "SOLD"]
    assert sheet(counter, plan="new-back")[0] == ["COUNTED", "DELIVERED", "MISTAKE", "NEVER", "SOLD"]


def test_a_count_that_names_no_zone_leaves_goods_where_they_were_found(counter):
    counted(counter)
    counter.post("count_plan", code="z2", name="Shelf 2", scope="zone", subjects=["Z2"])
    counter.post("count", "c9", lines=[line("C", "1")])
    assert sheet(counter, plan="z2")[0] == ["A", "A", "C"]
    report = CountResults(counter.book).count_sheet(Asked(location="shop"))
    assert ("Z2", "C") in rows_of(report, "zone", "sku")
    # In another zone it stands there from then on.
    counter.post("count", "c10", lines=[line("C", "1", zone="Z1")])
    assert sheet(counter, plan="z2")[0] == ["A", "A"]


def test_the_sheet_of_a_stocktake_has_what_it_covers_since_it_was_begun(counter):
    counted(counter)
    plan = Plan("", "Two of them", Scope.SPOT, subjects=("A", "C"))
    uid = counter.stocktaking.begin(plan, till="T1", user=None)
    assert sheet(counter, stocktake=uid) == (["A", "A", "C"], "Count sheet: Two of them")
    assert [(one.goods.sku, one.zone, one.number) for one in counter.stocktakes.listed(uid, "")] == [
        ("A", "Z1", 1), ("A", "Z2", 1), ("C", "Z2", 2),
    ]  # fmt: skip
    everything = counter.stocktaking.begin(Plan("", "All", Scope.OPENING), till="T1", user=None)
    assert [one.goods.sku for one in counter.stocktakes.listed(everything, "Z2")] == ["A", "C"]


def test_a_cycle_lists_what_is_due_on_the_day_that_is_asked_for(counter):
    counted(counter)
    plan = Plan("", "Cycle", Scope.CYCLE, class_days=(1, 1, 30))
    # B was counted on 3 March (what was taken back counts, too), A a month later, both are C goods.
    assert sheet(counter, today=20260404, of=plan)[0] == ["C"]
    assert sheet(counter, today=20260601, of=plan)[0] == ["A", "B", "A", "C"]


def test_what_a_difference_is_worth_stands_once_where_most_of_it_was_found(counter):
    counter.product("A", category="Food")
    counter.deliver("d", "A", "10", "1.00")
    counter.post("user", code="ben", name="Ben")
    counter.post("count", "c", lines=[line("A", "2", zone="Z1", by="ben"), line("A", "5", zone="Z2")])
    report = CountResults(counter.book).count_accuracy()
    # Three of ten are gone, at 1.00: not once for each zone.
    assert rows_of(report, "by", "name", "products", "losses_value", "value") == [
        ("category", "Food", 1, 300, -300), ("counter", "Ben", 1, 0, 0), ("counter", "Owner", 1, 300, -300),
        ("zone", "Z1", 1, 0, 0), ("zone", "Z2", 1, 300, -300),
    ]  # fmt: skip


def test_a_lot_that_was_not_found_makes_no_zone(counter):
    counter.product("Y", tracking="lot")
    goods = [{"sku": "Y", "quantity": "8", "unit_cost": "0.50", "lot": lot} for lot in ("L1", "L2")]
    counter.post("delivery", "d", lines=goods)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c", lines=[line("Y", "6", lot="L2", zone="Shelf A"), line("Y", "0", lot="L1")])
    report = CountResults(counter.book).count_accuracy()
    # Eight of one and two of the other lot are gone, at 0.50.
    assert [row for row in rows_of(report, "by", "name", "products", "right", "value") if row[0] == "zone"] == [
        ("zone", "Shelf A", 1, 0, -500)
    ]
    counter.post("count", "c2", lines=[line("Y", "0")])
    report = CountResults(counter.book).count_accuracy()
    assert ("zone", "All of the place", 1, 0, -300) in rows_of(report, "by", "name", "products", "right", "value")


def test_a_shop_that_lives_by_counts_knows_what_was_counted_and_not_how_right_the_book_was(periodic):
    periodic.product("A", category="Food")
    periodic.deliver("d", "A", "10", "1.50")
    periodic.sell("s", "A", "4")
    periodic.post("count", "c", lines=[line("A", "2", zone="Z1"), line("A", "3", zone="Z2")])
    results = CountResults(periodic.book)
    accuracy = results.count_accuracy()
    assert [(row[1], row[2], *row[3:]) for row in accuracy.rows] == [
        (by, name, 1, None, None, None, None, None, None, None)
        for by, name in (("category", "Food"), ("counter", "Owner"), ("zone", "Z1"), ("zone", "Z2"))
    ]
    assert accuracy.note.startswith("How right the book was is not known")
    shrinkage = results.shrinkage()
    assert (shrinkage.rows, shrinkage.totals) == ([], {"losses_value": None, "gains_value": None, "value": None})
    assert shrinkage.note.startswith("Shrinkage is not known")
    # What was used: five of ten at 1.50; the till knows of four, and nobody of the fifth.
    totals = PeriodEnd(periodic.book).period_end(Asked()).totals
    assert (totals["periodic_cogs"], totals["shrinkage_value"], totals["closing_value"]) == (750, None, 750)


def test_a_zone_in_other_capitals_is_one_zone_by_the_name_that_it_had_first(counter):
    counted(counter)
    counter.clock.put("2026-05-04T09:00:00+02:00")
    counter.post("count", "c5", lines=[line("A", "4", zone="z1"), line("C", "11", zone=" Z2 ")])
    report = CountResults(counter.book).count_accuracy(Asked(first=20260501, last=20260531))
    assert [row for row in rows_of(report, "by", "name", "products") if row[0] == "zone"] == [
        ("zone", "Z1", 1), ("zone", "Z2", 1),
    ]  # fmt: skip
    report = CountResults(counter.book).count_sheet(Asked(location="shop"))
    assert rows_of(report, "zone", "line", "sku") == [("Z1", 1, "A"), ("Z1", 2, "B"), ("Z2", 1, "C")]


def test_lots_that_changed_places_were_not_right_in_the_book(counter):
    counter.product("Y", tracking="lot")
    goods = [{"sku": "Y", "quantity": "5", "unit_cost": "1", "lot": lot} for lot in ("L1", "L2")]
    counter.post("delivery", "dy", lines=goods)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    for uid, first, second, right in (("c1", "5", "5", 1), ("c2", "4", "6", 1)):
        counter.post("count", uid, lines=[line("Y", first, lot="L1"), line("Y", second, lot="L2")])
        report = CountResults(counter.book).count_accuracy()
        assert [row[1:] for row in rows_of(report, "by", "products", "right") if row[0] == "zone"] == [
            ({"c1": 1, "c2": 2}[uid], right)
        ]


def test_what_nobody_counted_and_is_set_to_zero_is_left_out(counter):
    for sku in "ABC":
        counter.product(sku, category="Food")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.product("Y", tracking="lot", category="Food")
    goods = [{"sku": "Y", "quantity": "5", "unit_cost": "1", "lot": lot} for lot in ("L1", "L2")]
    counter.post("delivery", "dy", lines=goods)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    lines = [line("A", "10", zone="Z1"), line("B", "0", zone="Z1"), line("Y", "4", zone="Z1", lot="L1")]
    counter.post("count", "c", lines=lines, uncounted="zero")
    report = CountResults(counter.book).count_accuracy()
    # Ten of B and one of lot L1 are gone; nobody has looked for C, and for lot L2.
    assert rows_of(report, "by", "name", "products", "right", "value") == [
        ("category", "Food", 3, 1, -1100), ("counter", "Owner", 3, 1, -1100), ("zone", "Z1", 3, 1, -1100),
    ]  # fmt: skip
    shrinkage = CountResults(counter.book).shrinkage()
    assert shrinkage.totals["value"] == 2600


def accuracy_of(counter, sku, *, right, of):
    """The accuracy of one count of `of` goods, of which so many were right, as its category has it."""
    names = [f"{sku}{n:04d}" for n in range(of)]
    for name in names:
        counter.product(name, category=sku)
    lines = [{"sku": name, "quantity": "10", "unit_cost": "1.00"} for name in names]
    counter.post("delivery", f"d{sku}", lines=lines)
    found = [line(name, "10" if n < right else "9") for n, name in enumerate(names)]
    counter.post("count", f"c{sku}", lines=found)
    (share,) = [row[2] for row in rows_of(CountResults(counter.book).count_accuracy(), "by", "name", "accuracy")
                if row[:2] == ("category", sku)]  # fmt: skip
    return share


def test_accuracy_is_rounded_half_up_to_a_tenth_of_a_percent(counter):
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # Two thirds are 66.66..., a sixth is 16.66..., a third is 33.33..., and three of eight are 37.5.
    assert accuracy_of(counter, "A", right=2, of=3) == 66_700
    assert accuracy_of(counter, "B", right=1, of=6) == 16_700
    assert accuracy_of(counter, "C", right=1, of=3) == 33_300
    assert accuracy_of(counter, "D", right=3, of=8) == 37_500
    # Three of 16 are 18.75.
    assert accuracy_of(counter, "E", right=3, of=16) == 18_800


def test_accuracy_is_all_of_it_only_where_all_were_right_and_nothing_only_where_none_was(counter):
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # 2499 of 2500 are 99.96, and one of 2500 is 0.04.
    assert accuracy_of(counter, "A", right=2499, of=2500) == 99_900
    assert accuracy_of(counter, "B", right=1, of=2500) == 100
    assert accuracy_of(counter, "C", right=2, of=2) == 100_000
    assert accuracy_of(counter, "D", right=0, of=2) == 0


def test_goods_of_which_nothing_had_come_in_say_nothing_of_how_right_the_book_was(counter):
    for sku in ("A", "B", "C"):
        counter.product(sku, name=f"Name {sku}")
    counter.deliver("d1", "C", "10", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # A new shop: of A five are there, of B none; C has come in before, and one of ten is missing.
    counter.post("count", "c1", lines=[line("A", "5", zone="Z1"), line("B", "0", zone="Z1"), line("C", "9", zone="Z1")])
    report = CountResults(counter.book).count_accuracy()
    assert rows_of(report, "by", "name", "products", "right", "value") == [
        ("category", "", 1, 0, -100), ("counter", "Owner", 1, 0, -100), ("zone", "Z1", 1, 0, -100),
    ]  # fmt: skip
    # Once B has come in, none of it is there again, and the book knows.
    counter.clock.put("2026-03-04T09:00:00+01:00")
    counter.deliver("d2", "B", "2", "1.00")
    counter.clock.put("2026-03-05T09:00:00+01:00")
    counter.post("count", "c2", lines=[line("A", "5", zone="Z1"), line("B", "2", zone="Z1")])
    report = CountResults(counter.book).count_accuracy(Asked(first=20260305))
    assert rows_of(report, "by", "products", "right") == [("category", 2, 2), ("counter", 2, 2), ("zone", 2, 2)]


def test_what_was_counted_belongs_to_the_month_of_its_difference_in_both_reports(counter):
    for sku in ("A", "B"):
        counter.product(sku, category="Food")
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.clock.put("2026-10-15T09:00:00+02:00")
    at = "2026-10-15T08:00:00+02:00"
    lines = [line("A", "7", zone="Z1", at=at), line("B", "10", zone="Z1", at=at)]
    counter.post("count", "c1", lines=lines)
    counter.clock.put("2026-11-05T09:00:00+01:00")
    counter.post("reversal", "z1", of="c1", reason="typed wrong")
    counter.post("count", "c2", lines=lines)
    results = CountResults(counter.book)
    october, november = Asked(first=20261001, last=20261031), Asked(first=20261101, last=20261130)
    # Three of ten A are missing, B is all there: as they lay there on 15 October.
    names = "month", "by", "products", "right", "losses_value"
    expected = [("2026-10", by, 2, 1, 300) for by in ("category", "counter", "zone")]
    assert rows_of(results.count_accuracy(), *names) == expected
    assert rows_of(results.count_accuracy(october), *names) == expected
    assert results.count_accuracy(november).rows == []
    assert ("2026-10", "T0-C000002", 300) in rows_of(results.shrinkage(october), "month", "number", "losses_value")
    # Once October is closed, what was counted there is of the first day that is open, with and without a difference.
    counter.post("reversal", "z2", of="c2", reason="typed wrong")
    counter.post("period_close", "p1", through="2026-10-31")
    counter.post("count", "c3", lines=lines)
    assert results.count_accuracy(october).rows == []
    november_rows = rows_of(results.count_accuracy(november), *names)
    assert november_rows == [("2026-11", by, 2, 1, 300) for by in ("category", "counter", "zone")]
    assert ("2026-11-01", "T0-C000003", 300) in rows_of(
        results.shrinkage(november), "book_date", "number", "losses_value"
    )


def test_a_difference_that_a_later_count_takes_over_is_no_goods_that_differ(counter):
    for sku in ("A", "B"):
        counter.product(sku)
        counter.deliver(f"d{sku}", sku, "10", "1.00")
    counter.clock.put("2026-10-20T09:00:00+02:00")
    counter.post("count", "c1", lines=[line("A", "7"), line("B", "9")])
    # Of the 15th one hears later: three A were gone then already, and the count of the 20th finds none missing.
    counter.post("count", "c2", lines=[line("A", "7", at="2026-10-15T09:00:00+02:00")])
    results = CountResults(counter.book)
    shrinkage = results.shrinkage()
    assert rows_of(shrinkage, "book_date", "number", "products", "losses_value", "gains_value") == [
        ("2026-10-15", "T0-C000002", 0, 300, 0), ("2026-10-20", "T0-C000001", 2, 400, 0),
        ("2026-10-20", "T0-C000002", 0, -300, 0),
    ]  # fmt: skip
    assert shrinkage.totals["value"] == 400
    assert results.differing() == {("2026-10", ""): 2}
    # What is taken back in the month differs no more on the whole.
    counter.post("reversal", "z2", of="c2", reason="typed wrong")
    assert results.differing() == {("2026-10", ""): 2}
    counter.post("reversal", "z1", of="c1", reason="typed wrong")
    assert results.differing() == {}
    assert results.differing(Asked(first=20261101)) == {}


def test_lots_that_changed_places_are_goods_that_differ(counter):
    counter.product("Y", tracking="lot")
    lots = [{"sku": "Y", "quantity": "5", "unit_cost": "1.00", "lot": f"L{n}"} for n in (1, 2)]
    counter.post("delivery", "d1", lines=lots)
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[line("Y", "4", lot="L1"), line("Y", "6", lot="L2")])
    results = CountResults(counter.book)
    assert rows_of(results.shrinkage(), "products", "losses_value", "gains_value") == [(1, 100, 100)]
    assert results.differing() == {("2026-03", ""): 1}


def shrunk(counter):
    """By reason: what shrank in all, and of each document what it says."""
    found = {}
    for reason, value in rows_of(CountResults(counter.book).shrinkage(), "reason", "value"):
        found[reason] = found.get(reason, 0) + value
    return found


def test_what_a_reversal_takes_back_keeps_the_reason_of_its_count_when_that_is_posted_again(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "2.00")
    at = "2026-03-03T09:00:00+01:00"
    counter.clock.put(at)
    counter.post("count", "c1", lines=[line("A", "7", at=at, reason="stolen")])
    assert shrunk(counter) == {"stolen": 600}
    counter.post("reversal", "z1", of="c1")
    assert shrunk(counter) == {"stolen": 0}
    # Opened again and posted with another reason: three at 2.00 were damaged, and nothing was stolen.
    counter.post("count", "c2", lines=[line("A", "7", at=at, reason="damaged")])
    assert shrunk(counter) == {"stolen": 0, "damaged": 600}
    # Once more: two are gone.
    counter.post("reversal", "z2", of="c2")
    counter.post("count", "c3", lines=[line("A", "8", at=at, reason="expired")])
    assert shrunk(counter) == {"stolen": 0, "damaged": 0, "expired": 400}
    assert rows_of(CountResults(counter.book).shrinkage(), "kind", "reason", "value") == [
        ("count", "stolen", 600), ("reversal", "stolen", -600), ("count", "damaged", 600),
        ("reversal", "damaged", -600), ("count", "expired", 400),
    ]  # fmt: skip


def test_what_a_reversal_takes_back_keeps_the_reason_of_each_lot(counter):
    counter.product("Y", tracking="lot")
    goods = [{"sku": "Y", "quantity": "5", "unit_cost": "2.00", "lot": lot} for lot in ("La", "Lb")]
    counter.post("delivery", "d1", lines=goods)
    at = "2026-03-03T09:00:00+01:00"
    counter.clock.put(at)

    def count(uid, la, lb):
        lines = [line("Y", "4", at=at, lot="La", reason=la), line("Y", "4", at=at, lot="Lb", reason=lb)]
        counter.post("count", uid, lines=lines)

    # One of each lot is gone, at 2.00.
    count("c1", "stolen", "damaged")
    counter.post("reversal", "z1", of="c1")
    count("c2", "expired", "stolen")
    assert shrunk(counter) == {"damaged": 0, "stolen": 200, "expired": 200}
    counter.post("reversal", "z2", of="c2")
    count("c3", "", "")
    assert shrunk(counter) == {"damaged": 0, "stolen": 0, "expired": 0, "": 400}


def test_what_is_given_back_at_a_count_has_the_reason_of_the_count_that_stood_there_then(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.deliver("wrong", "A", "5", "1.00")
    counter.deliver("wrong too", "A", "2", "1.00")
    at = "2026-03-03T09:00:00+01:00"
    counter.clock.put(at)
    counter.post("count", "c1", lines=[line("A", "8", at=at, reason="stolen")])
    # Nine of seventeen; five of these never came, and are not stolen.
    counter.post("reversal", "z1", of="wrong", reason="never came")
    assert shrunk(counter) == {"stolen": 400}
    counter.post("reversal", "z2", of="c1")
    assert shrunk(counter) == {"stolen": 0}
    # Four of twelve are damaged; two of these never came either.
    counter.post("count", "c2", lines=[line("A", "8", at=at, reason="damaged")])
    assert shrunk(counter) == {"stolen": 0, "damaged": 400}
    counter.post("reversal", "z3", of="wrong too", reason="never came")
    assert shrunk(counter) == {"stolen": 0, "damaged": 200}


def test_what_one_line_says_of_why_goods_differ_is_taken_back_with_them(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    counter.post("count", "c1", lines=[line("A", "5", zone="Z1", reason="stolen"), line("A", "3", zone="Z2")])
    counter.post("reversal", "z1", of="c1")
    assert shrunk(counter) == {"stolen": 0}


def test_of_two_counts_at_one_moment_what_the_first_had_found_is_the_second_ones_once_that_is_taken_back(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    at = "2026-03-03T09:00:00+01:00"
    counter.clock.put(at)
    counter.post("count", "c1", lines=[line("A", "7", at=at, reason="stolen")])
    counter.post("count", "c2", lines=[line("A", "5", at=at, reason="damaged")])
    assert shrunk(counter) == {"stolen": 300, "damaged": 200}
    counter.post("reversal", "z1", of="c1")
    # Five of ten, as the second one found.
    assert shrunk(counter) == {"stolen": 0, "damaged": 500}


def test_what_a_later_count_takes_over_has_its_reason(counter):
    counter.product("A")
    counter.deliver("d1", "A", "10", "1.00")
    first, second = "2026-03-03T09:00:00+01:00", "2026-03-04T09:00:00+01:00"
    counter.clock.put(second)
    counter.post("count", "c1", lines=[line("A", "7", at=first, reason="stolen")])
    counter.post("count", "c2", lines=[line("A", "5", at=second, reason="damaged")])
    counter.post("reversal", "z1", of="c1")
    assert shrunk(counter) == {"stolen": 0, "damaged": 500}
    # Posted late and taken back: nothing of it is left.
    counter.post("count", "c3", lines=[line("A", "6", at=first, reason="expired")])
    counter.post("reversal", "z3", of="c3")
    assert shrunk(counter) == {"stolen": 0, "damaged": 500, "expired": 0}
