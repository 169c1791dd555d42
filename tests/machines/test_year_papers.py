"""Every report and every pack of a generated year: they foot, they agree, and the paper says what the JSON says.

The figures of the paper are read back from the PDF, and written for comparison by Babel itself, from the decimals of
the JSON. Reports that hang together are held against each other: what was sold is the same in all of them.
"""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from app.exchange.report_files import to_xlsx
from app.jobs.period_papers import PeriodPapers
from app.printing.report_pdf import report_pdf
from app.reports.asked import Asked
from app.reports.offered import OFFERED, Reports
from app.reports.packs import pack_digest
from app.reports.period_pack import PeriodPacks
from app.reports.report import digits_of
from app.services.safekeeping import back_up
from tests.books import passing_counter
from tests.generated_year import Year
from tests.periods import Ledger
from tests.printed_figures import missing_on_paper, printed, said_of
from tests.reports.told import days_foot
from tests.valuation import report

FIRST, LAST = 20260101, 20261231
NAMES = [one.name for one in OFFERED]
# Figures of a row that are not added up: a share, an average, what each unit costs, how long something takes.
NOT_ADDED = {
    "average", "change", "percent", "share", "cumulative", "rank", "turns", "cover_days", "gmroi", "sell_through",
    "unit_cost", "price", "days",
}  # fmt: skip


@pytest.fixture(scope="module")
def year():
    with passing_counter() as counter:
        Year(counter, products=80, lines=800).live()
        _live_on(counter)
        yield counter


def _live_on(counter):
    """What a year of good days does not bring: in January everything goes wrong once."""
    counter.clock.put("2027-01-04T09:00:00+01:00")
    for sku in ("N1", "N2"):
        counter.product(
            sku, "4.00", category="Category 1", supplier="S1", codes=[f"200000000{sku[1]}"], reorder_point="5"
        )
    counter.post("order", "order-1", supplier="S1", lines=[{"sku": "N1", "quantity": "12", "unit_cost": "1.50"}])
    counter.sell("sale-x1", "N1", "3")
    counter.sell("sale-x2", "P0", "500")
    counter.sell("sale-x3", "P8", "1", at="2026-12-30T18:00:00+01:00")
    counter.post("product", sku="N3", name="Another", price="4.00", codes=["5000112637922"])
    counter.post("product", sku="N4", name="Yet another", price="4.00", codes=["5000112637922"])
    lot = {"sku": "P6", "quantity": "5", "unit_cost": "2.00", "lot": "NEW", "expiry": "2027-01-04"}
    counter.post("delivery", "delivery-x1", supplier="S1", order="order-1", lines=[lot])
    back_up(
        counter.book.path, counter.book.path.with_name("copy.book"), datetime(2027, 1, 4, 9, tzinfo=ZoneInfo("UTC"))
    )


def answered(counter, name):
    takes = next(one.takes for one in OFFERED if one.name == name)
    asked = {"first": FIRST, "last": 20270104, "at": 20270104}
    return Reports(counter.book, counter.clock).ask(name, Asked(**{key: asked[key] for key in asked if key in takes}))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_has_something_to_say_and_foots(year, name):
    said = said_of(answered(year, name))
    assert said["rows"], "a year without any of it proves nothing"
    for column, total in said["totals"].items():
        if column not in NOT_ADDED and total is not None:
            assert Decimal(total) == sum(Decimal(row[column] or 0) for row in said["rows"]), column
            if "subtotals" in said:
                # Of goods whose cost nobody knows a group has no sum, as they have no margin.
                assert Decimal(total) == sum(Decimal(group[column] or 0) for group in said["subtotals"].values()), (
                    column
                )


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_says_what_the_json_says(year, name):
    made = answered(year, name)
    missing = missing_on_paper(made, report_pdf(made, "de-DE").pdf, "de_DE")
    assert not missing, f"the paper lacks {list(missing.items())[:9]}"


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_has_the_same_figures_as_numbers(year, name):
    made = answered(year, name)
    stream = io.BytesIO()
    to_xlsx(made, stream)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue())).get_sheet_by_index(0).to_python()
    rows, _ = made.with_subtotals()
    wanted = [*rows, made.total_row()] if made.totals else list(rows)
    assert len(sheet) == 1 + len(wanted)
    for row, cells in zip(wanted, sheet[1:], strict=True):
        for column, raw, cell in zip(made.columns, row, cells, strict=True):
            if column.unit.is_figure and raw is not None:
                assert isinstance(cell, float), (column.name, cell)
                assert cell == pytest.approx(raw / 10 ** digits_of(column.unit, made.currency), abs=1e-9), column.name


def test_what_was_sold_is_the_same_in_every_report(year):
    totals = {name: said_of(answered(year, name))["totals"] for name in NAMES}
    net = totals["sales"]["net"]
    for name in (
        "tax", "sales-by-day", "sales-by-week", "sales-by-hour", "best-sellers", "abc", "margins",
        "margins-by-cashier", "margins-by-hour", "day-end",
    ):  # fmt: skip
        assert totals[name]["net"] == net, name
    assert {totals[name]["gross"] for name in ("sales", "tax", "sales-by-day", "margins-by-cashier")} == {
        totals["sales"]["gross"]
    }
    period = totals["period-end"]
    assert {totals[name]["cost"] for name in ("best-sellers", "margins", "stock-turn")} == {period["perpetual_cogs"]}
    # By cashier and hour goods cost what they did when they were sold; what was booked later belongs to no hour.
    later = Decimal(period["landed_sold_value"]) + Decimal(period["corrections_value"])
    for name in ("margins-by-cashier", "margins-by-hour"):
        assert Decimal(totals[name]["cost"]) + later == Decimal(period["perpetual_cogs"])
    stock = {totals[name]["value"] for name in ("stock-on-hand", "lots", "movements", "abc")}
    assert stock == {period["closing_value"]}
    # What is below zero has no age.
    below = Decimal(totals["negative-stock"]["value"])
    assert Decimal(totals["stock-ageing"]["value"]) + below == Decimal(period["closing_value"])
    assert totals["customer-purchases"]["net"] == totals["customers"]["net"]
    assert totals["journal"]["debit"] == totals["journal"]["credit"]


def test_every_day_of_the_year_foots_from_what_lay_in_the_drawer_to_what_is_left(year):
    made = answered(year, "day-end")
    assert len(made.rows) > 100
    days_foot(made)


def test_each_month_is_the_sum_of_its_movements_and_opens_as_the_last_one_closed(year):
    ledger = Ledger(year)
    closing = None
    for first, last in months():
        # Each line, each place, each total, each identity; the reports say the same.
        ledger.holds(first, last)
        totals = report(year, "period-end", first=first, last=last)["totals"]
        assert totals["tie_out"] == "0.00"
        assert closing in (None, totals["opening_value"])
        closing = totals["closing_value"]
        stock = report(year, "stock-on-hand", at=last)["totals"]
        assert (stock["value"], stock["quantity"]) == (closing, totals["closing_quantity"])


def test_closed_periods_are_printed_as_they_were_though_everything_has_another_name(year):
    packs = PeriodPacks(year.book, year.clock)
    papers = PeriodPapers(packs, lambda: year.book.shop, year.clock, year.book.path.parent)
    before = {
        last: (packs.kept_text(last), list(printed(papers.pdf(packs.closed(last), "Owner").pdf)))
        for _, last in months()
    }
    for number in range(80):
        year.product(f"P{number}", "9.99", name=f"Renamed {number}", category="Renamed")
    for last, (text, words) in before.items():
        told = packs.closed(last)
        assert packs.kept_text(last) == text
        assert told.digest == pack_digest(text)
        again = list(printed(papers.pdf(told, "Owner").pdf))
        assert again == words
        assert "Renamed" not in again
        totals = told.pack.period_end.totals
        now = report(year, "period-end", first=told.first_day, last=last)["totals"]
        assert {
            name: int(Decimal(now[name]).scaleb(3 if name.endswith("_quantity") else 2)) for name in totals
        } == totals


def months():
    """The first and the last day of each month of the year."""
    for month in range(1, 13):
        last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        yield 20260001 + month * 100, int(f"{last:%Y%m%d}")
