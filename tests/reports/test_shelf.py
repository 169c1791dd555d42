"""Stock and movements, against books whose figures were reckoned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.order_requests import OrderAsked, OrderLineAsked
from app.domain.refusal import Refusal
from app.domain.requests import Asking, DeliveryAsked, StockLineAsked
from app.domain.shop import Costing
from app.domain.stock_requests import PeriodCloseAsked
from app.reports.asked import Asked
from app.reports.report import Report
from app.reports.shelf import Shelf
from app.services.closing import Closing
from app.services.ordering import Ordering
from app.store.queries import past, period_checks
from app.store.queries import shelf as queries
from tests.reports import told
from tests.reports.shops import TryShop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TryShop]:
    shop = TryShop(tmp_path / "shop.book")
    yield shop
    shop.book.close_thread()


@pytest.fixture
def three_days(shop: TryShop) -> TryShop:
    """A shop of three days.

    | day | what | A1 | value by FIFO |
    |---|---|---|---|
    | 2 March | opening stock 10 at 1.00 | 10 | 10.00 |
    | 3 March | delivery 10 at 2.00, sale of 12 | 8 | 10 + 20 - (10 + 4) = 16.00 |
    | 4 March | sale of 10: 8 at 2.00, 2 below zero at 2.00 | -2 | -4.00 |
    """
    shop.product("A1")
    shop.product("B1", unit="kg")
    shop.open_stock(("A1", "10", "1.00"), ("B1", "1.5", "3.00"))
    shop.at("2026-03-03 09:00")
    shop.deliver(("A1", "10", "2.00"))
    shop.at("2026-03-03 15:00")
    shop.sell(("A1", "12"), ("B1", "0.25"))
    shop.at("2026-03-04 10:00")
    shop.sell(("A1", "10"))
    return shop


def rows_of(report: Report) -> list[dict[str, object]]:
    """Rows by the columns' names."""
    names = [column.name for column in report.columns]
    return [dict(zip(names, row, strict=True)) for row in report.rows]


def stock(shop: TryShop, **asked: object) -> dict[str, tuple[object, object, object]]:
    """Quantity, value and unit cost by SKU."""
    report = Shelf(shop.book).stock_on_hand(Asked(**asked))  # type: ignore[arg-type]
    found = rows_of(report)
    for name in ("quantity", "value"):
        assert report.totals[name] == sum(int(str(row[name])) for row in found)
    return {str(row["sku"]): (row["quantity"], row["value"], row["unit_cost"]) for row in found}


def test_an_empty_book_has_empty_reports(shop: TryShop) -> None:
    for report in (Shelf(shop.book).stock_on_hand(), Shelf(shop.book).movements(), Shelf(shop.book).without_cost()):
        assert list(report.rows) == []


def test_the_columns_are_those_that_programs_rely_on(shop: TryShop) -> None:
    asked = {
        "stock_on_hand": "sku name location quantity unit_cost value on_order",
        "movements": "at book_date document number kind sku name location lot quantity value",
    }
    for name, columns in asked.items():
        assert " ".join(column.name for column in getattr(Shelf(shop.book), name)().columns) == columns


@pytest.mark.parametrize(
    ("at", "a1", "b1"),
    [
        (20260301, None, None),
        (20260302, (10_000, 1000, 1_000_000), (1500, 450, 3_000_000)),
        (20260303, (8000, 1600, 2_000_000), (1250, 375, 3_000_000)),
        (20260304, (-2000, -400, 2_000_000), (1250, 375, 3_000_000)),
        (20270101, (-2000, -400, 2_000_000), (1250, 375, 3_000_000)),
        (None, (-2000, -400, 2_000_000), (1250, 375, 3_000_000)),
    ],
)
def test_stock_is_the_sum_of_movements_up_to_a_day(three_days: TryShop, at: int | None, a1: object, b1: object) -> None:
    found = stock(three_days, at=at)
    assert (found.get("A1"), found.get("B1")) == (a1, b1)


def test_goods_that_are_sold_out_are_listed_with_zero_and_no_unit_cost(shop: TryShop) -> None:
    shop.product("A1")
    shop.open_stock(("A1", "2", "1.00"))
    shop.sell(("A1", "2"))
    assert stock(shop) == stock(shop, at=20260302) == {"A1": (0, 0, None)}


def test_the_unit_cost_is_value_by_quantity_to_six_decimals(shop: TryShop) -> None:
    shop.product("A1")
    shop.deliver(("A1", "3", "0.3333"))
    assert stock(shop)["A1"] == (3000, 100, 333_333)


def test_each_location_has_its_own_row_and_can_be_asked_for_alone(shop: TryShop) -> None:
    shop.party("location", "back", "Back room")
    shop.product("A1")
    shop.open_stock(("A1", "2", "1.00"))
    shop.open_stock(("A1", "5", "1.10"), location="back")
    both = rows_of(Shelf(shop.book).stock_on_hand())
    assert [(row["location"], row["quantity"], row["value"]) for row in both] == [
        ("shop", 2000, 200),
        ("back", 5000, 550),
    ]
    for at in (None, 20260302):
        alone = Shelf(shop.book).stock_on_hand(Asked(at=at, location="back"))
        assert [row["quantity"] for row in rows_of(alone)] == [5000]
        assert alone.totals["value"] == 550
    assert len(Shelf(shop.book).movements(Asked(location="back")).rows) == 1


def test_what_is_on_order_is_told_where_it_should_come_and_of_no_past_day(shop: TryShop) -> None:
    shop.party("supplier", "S1", "Farm")
    shop.party("location", "back", "Back room")
    for sku in ("A1", "B1"):
        shop.product(sku)
    shop.open_stock(("A1", "4", "1.00"), ("B1", "4", "1.00"))
    shop.open_stock(("A1", "2", "1.00"), location="back")
    ordering = Ordering(shop.book, shop.clock)
    line = OrderLineAsked("A1", 6000)
    ordering.place(OrderAsked(Asking("po1"), "S1", (line,)))
    ordering.place(OrderAsked(Asking("po2", location="back"), "S1", (line,)))
    ordering.place(OrderAsked(Asking("po3"), "S1", (line,), is_draft=True))
    shop.receiving.accept_delivery(DeliveryAsked(Asking("d1"), (StockLineAsked("A1", 2000),), order="po1"))
    told = [(row["sku"], row["location"], row["on_order"]) for row in rows_of(Shelf(shop.book).stock_on_hand())]
    assert told == [("A1", "shop", 4000), ("A1", "back", 6000), ("B1", "shop", 0)]
    past_day = rows_of(Shelf(shop.book).stock_on_hand(Asked(at=20260302)))
    assert {row["on_order"] for row in past_day} == {None}


def test_a_document_dated_back_is_known_now_and_was_not_known_then(three_days: TryShop) -> None:
    before = stock(three_days, at=20260302)
    three_days.at("2026-03-05 09:00")
    yesterday = three_days.clock.now_us() - 3 * 86_400_000_000
    three_days.deliver_at(yesterday, ("A1", "7", "1.50"))
    assert stock(three_days, at=20260302)["A1"][0] == 17_000
    assert stock(three_days, at=20260302, known="then") == before
    assert stock(three_days, at=20260302, known="2026-03-05T08:59:59+01:00") == before
    assert stock(three_days, at=20260302, known="2026-03-05T09:00:00+01:00")["A1"][0] == 17_000


def test_then_ends_when_the_business_day_does(shop: TryShop) -> None:
    shop.product("A1")
    shop.at("2026-03-03 03:59")  # still the business day of 2 March
    shop.open_stock(("A1", "1", "1.00"))
    shop.at("2026-03-03 04:00")
    shop.deliver(("A1", "2", "1.00"))
    report = Shelf(shop.book).stock_on_hand(Asked(at=20260302, known="then"))
    assert [row["quantity"] for row in rows_of(report)] == [1000]
    assert (report.at, report.known_at) == ("2026-03-02", "2026-03-03T03:59:59+01:00")


def test_what_is_known_at_a_moment_is_the_same_for_every_moment_between_two_documents(three_days: TryShop) -> None:
    with three_days.book.reading() as connection:
        recorded = [row[0] for row in connection.execute("SELECT recorded_us FROM document ORDER BY id")]
        for place, us in enumerate(recorded, start=1):
            assert queries.last_document(connection, us) >= place
            assert queries.last_document(connection, us - 1) < place
        assert queries.last_document(connection, recorded[-1] + 1) == len(recorded)


def test_movements_name_their_document_and_have_stocks_sign(three_days: TryShop) -> None:
    report = Shelf(three_days.book).movements(Asked(first=20260303, last=20260303))
    found = [
        (row["number"], row["kind"], row["sku"], row["quantity"], row["value"], row["book_date"])
        for row in rows_of(report)
    ]
    assert found == [
        ("T0-D000001", "delivery", "A1", 10_000, 2000, "2026-03-03"),
        ("T1-000001", "sale", "A1", -12_000, -1400, "2026-03-03"),
        ("T1-000001", "sale", "B1", -250, -75, "2026-03-03"),
    ]
    assert rows_of(report)[0]["at"] == "2026-03-03T09:00:00+01:00"
    assert report.totals == {"quantity": -2250, "value": 525}
    assert (report.from_date, report.to_date) == ("2026-03-03", "2026-03-03")


def test_a_correction_is_named_and_so_is_a_refund(three_days: TryShop) -> None:
    three_days.at("2026-03-05 10:00")
    three_days.deliver(("A1", "5", "2.50"))  # covers 2 that had left at 2.00
    sold = three_days.sell(("A1", "1"))
    three_days.sell(three_days.give_back(sold.uid, 1, "1"))
    found = [(row["kind"], row["quantity"], row["value"]) for row in rows_of(Shelf(three_days.book).movements())][-4:]
    assert found == [
        ("delivery", 5000, 1250),
        ("correction", 0, -100),
        ("sale", -1000, -250),
        ("refund", 1000, 250),
    ]


def test_movements_are_cut_by_knowledge_too(three_days: TryShop) -> None:
    known = Asked(known="2026-03-03T12:00:00+01:00")
    assert [row["number"] for row in rows_of(Shelf(three_days.book).movements(known))] == [
        "T0-O000001",
        "T0-O000001",
        "T0-D000001",
    ]


def test_the_lot_stands_with_its_movement(shop: TryShop) -> None:
    shop.product("A1", tracking="lot")
    line = StockLineAsked("A1", 2000, 1_000_000, lot="L7", expiry=20270301)
    shop.receiving.accept_delivery(DeliveryAsked(Asking("d1"), (line,)))
    assert [row["lot"] for row in rows_of(Shelf(shop.book).movements())] == ["L7"]


def test_without_cost_lists_what_leaves_at_nothing_and_what_was_never_counted(shop: TryShop) -> None:
    shop.product("COUNTED", cost="1.00")
    shop.product("FREE")
    shop.product("NEVER", cost="0.40")
    shop.product("SOLD")
    shop.product("BAG", stocked=False)
    shop.product("GONE", active=False)
    shop.product("KIT", kit=(("COUNTED", 1000),))
    shop.open_stock(("COUNTED", "5", "1.00"), ("FREE", "3", "0"))
    shop.sell(("SOLD", "2"), ("FREE", "1"), ("BAG", "1"), ("KIT", "1"))
    found = rows_of(Shelf(shop.book).without_cost())
    assert [tuple(row.values()) for row in found] == [
        ("FREE", "Product FREE", "shop", 2000, 1000, None, "no cost"),
        ("NEVER", "Product NEVER", "", 0, 0, 400_000, "not yet counted"),
        ("SOLD", "Product SOLD", "shop", -2000, 2000, None, "not yet counted"),
    ]


def test_without_cost_forgets_a_product_once_it_came_in_with_a_cost(shop: TryShop) -> None:
    shop.product("A1")
    assert len(Shelf(shop.book).without_cost().rows) == 1
    shop.deliver(("A1", "1", "0.80"))
    assert list(Shelf(shop.book).without_cost().rows) == []


def test_without_cost_knows_what_goods_cost_at_another_location(counter) -> None:
    counter.post("location", code="back", name="Back room")
    counter.product("A")
    counter.sell("s1", "A")
    names = ("location", "cost", "state")
    assert told.rows_of(Shelf(counter.book).without_cost(), *names) == [("shop", None, "not yet counted")]
    counter.deliver("d1", "A", "4", "3.00", location="back")
    assert told.rows_of(Shelf(counter.book).without_cost(), *names) == [("shop", 3_000_000, "not yet counted")]


def test_without_cost_at_the_end_of_a_day_is_what_the_checklist_of_that_day_counts(counter) -> None:
    counter.post("location", code="back", name="Back room")
    for sku in ("FREE", "SOLD", "LATER"):
        counter.product(sku)
    counter.product("KNOWN", cost="0.40")
    counter.deliver("d1", "FREE", "3", "0")
    counter.sell("s1", "SOLD", "2")
    counter.sell("s2", "KNOWN", "1")
    counter.clock.put("2026-03-03T09:00:00+01:00")
    # The day after all of them have come in at a cost, and another one was sold.
    for number, sku in enumerate(("FREE", "SOLD", "KNOWN")):
        counter.deliver(f"e{number}", sku, "5", "2.00")
    counter.sell("s3", "LATER", "1")
    names = ("sku", "quantity", "sold", "cost", "state")
    asked = Shelf(counter.book).without_cost
    assert told.rows_of(asked(Asked(at=20260302)), *names) == [
        ("FREE", 3000, 0, None, "no cost"),
        ("KNOWN", -1000, 1000, 400_000, "not yet counted"),
        ("SOLD", -2000, 2000, None, "not yet counted"),
    ]
    with counter.book.reading() as connection:
        checks = period_checks.at_the_end(connection, (20260302, 20260302))
    assert (checks["without_cost"], checks["never_counted"]) == (1, 2)
    assert told.rows_of(asked(Asked(at=20260303)), "sku") == told.rows_of(asked(), "sku") == [("LATER",)]
    assert told.rows_of(asked(Asked(at=20260302, location="back")), "sku") == []


def test_a_report_that_cannot_be_made_says_why(three_days: TryShop) -> None:
    shelf = Shelf(three_days.book)
    for ask, asked, code in [
        (shelf.stock_on_hand, Asked(location="moon"), "unknown_location"),
        (shelf.stock_on_hand, Asked(known="then"), "then_when"),
        (shelf.stock_on_hand, Asked(known="yesterday"), "bad_known"),
        (shelf.movements, Asked(first=20260304, last=20260303), "days_backwards"),
        (shelf.movements, Asked(location="moon"), "unknown_location"),
        (shelf.without_cost, Asked(location="moon"), "unknown_location"),
    ]:
        with pytest.raises(Refusal) as refused:
            ask(asked)
        assert refused.value.code == code


def plan(shop: TryShop, sql: str) -> str:
    with shop.book.reading() as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", tuple(None for _ in range(sql.count("?"))))
        return " / ".join(str(row[3]) for row in steps)


def test_a_past_day_is_read_from_the_nearest_close_and_the_days_after_it(shop: TryShop) -> None:
    for sql in (queries._AT, past._BY_PRODUCT):
        found = plan(shop, sql)
        assert "SEARCH closing USING PRIMARY KEY (document_id=?)" in found
        assert "SEARCH movement USING INDEX movement_day (book_date>? AND book_date<?)" in found
        assert "SCAN movement" not in found
    # Whether sold-out goods had moved by then is one look into the index.
    assert "SEARCH movement USING INDEX movement_product (product_id=? AND location_id=? AND book_date<?)" in plan(
        shop, queries._AT
    )
    assert "SEARCH period USING COVERING INDEX" in plan(shop, past._NEAREST)


def test_the_movements_of_some_days_are_found_by_day(shop: TryShop) -> None:
    for sql in (queries._MOVEMENTS, past._BY_KIND):
        found = plan(shop, sql)
        assert "movement_day" in found
        assert "SCAN movement" not in found
    assert "TEMP B-TREE" not in plan(shop, queries._MOVEMENTS)


def test_sold_out_goods_are_listed_after_a_close_as_before_it(shop: TryShop) -> None:
    closing = Closing(shop.book, shop.clock)
    for sku in ("A1", "B1", "C1"):
        shop.product(sku)
    shop.open_stock(("A1", "2", "1.00"), ("B1", "1", "1.00"))
    shop.sell(("A1", "2"))
    shop.at("2026-03-04 09:00")
    shop.open_stock(("C1", "1", "1.00"))
    before = {at: stock(shop, at=at) for at in (20260301, 20260302, 20260303, 20260304)}
    assert before[20260302] == {"A1": (0, 0, None), "B1": (1000, 100, 1_000_000)}
    closing.close_period(PeriodCloseAsked(Asking("p1"), 20260302))
    closing.close_period(PeriodCloseAsked(Asking("p2"), 20260303))
    assert {at: stock(shop, at=at) for at in before} == before


def test_what_was_known_before_a_close_does_not_start_at_it(three_days: TryShop) -> None:
    three_days.at("2026-03-06 09:00")
    known = {"at": 20260303, "known": "2026-03-05T09:00:00+01:00"}
    before = stock(three_days, **known)
    three_days.deliver_at(three_days.clock.now_us() - 3 * 86_400_000_000, ("A1", "7", "1.50"))
    Closing(three_days.book, three_days.clock).close_period(PeriodCloseAsked(Asking("p1"), 20260303))
    assert stock(three_days, **known) == before
    assert stock(three_days, at=20260303)["A1"][0] == before["A1"][0] + 7000


@settings(max_examples=25)
@given(
    moves=st.lists(
        st.tuples(st.sampled_from("io"), st.sampled_from(["A1", "B1"]), st.integers(1, 9), st.integers(0, 300)),
        min_size=1,
        max_size=12,
    ),
    costing=st.sampled_from([Costing.FIFO, Costing.AVERAGE]),
)
def test_stock_now_is_stock_at_the_last_day_and_the_sum_of_the_listed_movements(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, str, int, int]], costing: Costing
) -> None:
    shop = TryShop(tmp_path_factory.mktemp("shop") / "shop.book", costing=costing)
    shop.product("A1")
    shop.product("B1")
    for day, (way, sku, quantity, cents) in enumerate(moves, start=2):
        shop.at(f"2026-03-{day:02d} 10:00")
        if way == "i":
            shop.deliver((sku, str(quantity), f"{cents // 100}.{cents % 100:02d}"))
        else:
            shop.sell((sku, str(quantity)))
    now = stock(shop)
    listed = rows_of(Shelf(shop.book).movements())
    summed = {
        sku: tuple(sum(int(str(row[name])) for row in listed if row["sku"] == sku) for name in ("quantity", "value"))
        for sku in now
    }
    assert stock(shop, at=20260401) == now
    assert {sku: figures[:2] for sku, figures in now.items()} == summed
    shop.book.close_thread()
