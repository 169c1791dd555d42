"""The reports by name, as the headless door and the screen of reports list them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.moment import write_date
from app.domain.refusal import Refusal
from app.printing.report_words import ReportWords, subtitle
from app.reports.asked import Asked
from app.reports.offered import OFFERED, SO_FAR, Reports, offered
from app.reports.report import Narrowed
from tests.books import counter_at, refused
from tests.trading_shop import trading_shop


def test_each_report_answers_on_an_empty_book_and_says_what_it_is(tmp_path: Path) -> None:
    counter = counter_at(tmp_path / "shop.book")
    reports = Reports(counter.book, counter.clock)
    for one in OFFERED:
        report = reports.ask(one.name, Asked())
        assert report.name == one.name
        assert list(report.rows) == []
        assert [column.name for column in report.columns]


def test_each_report_says_of_which_days_it_is_whatever_is_asked(tmp_path: Path) -> None:
    counter = trading_shop(tmp_path / "shop.book")
    reports = Reports(counter.book, counter.clock)
    words = ReportWords()
    for one in OFFERED:
        report = reports.ask(one.name, Asked())
        assert report.at or (report.from_date and report.to_date), one.name
        assert any(sign.isdigit() for sign in subtitle(report, words, "en", right_to_left=False)), one.name
        if not one.takes & {"first", "at"}:
            assert report.at == write_date(reports.today()), one.name


def test_all_orders_are_told_as_they_stand_today(tmp_path: Path) -> None:
    counter = trading_shop(tmp_path / "shop.book")
    counter.clock.put("2026-04-05T10:00:00+02:00")
    report = Reports(counter.book, counter.clock).ask("orders", Asked())
    assert (report.from_date, report.to_date, report.all_days) == ("2025-03-03", "2026-04-05", True)


@pytest.mark.parametrize("name", ["stock-on-hand", "margins", "low-stock", "period-end", "customer-purchases"])
def test_goods_without_a_category_can_be_asked_for(tmp_path: Path, name: str) -> None:
    counter = counter_at(tmp_path / "shop.book")
    counter.post("customer", code="C1", name="Carla")
    for sku, more in (("A", {"category": "Food"}), ("B", {}), ("C", {})):
        counter.product(sku, "2.00", reorder_point="99", **more)
        counter.deliver(f"d{sku}", sku, "10", "0.50")
        counter.sell(f"s{sku}", sku, "1", customer="C1")
    reports = Reports(counter.book, counter.clock)

    def skus(category: str | None) -> list[str]:
        report = reports.ask(name, Asked(category=category))
        place = [column.name for column in report.columns].index("sku")
        return sorted(str(row[place]) for row in report.rows)

    assert skus(None) == ["A", "B", "C"]
    assert skus("-") == ["B", "C"]
    assert reports.ask(name, Asked(category="-")).narrowed == (Narrowed("category", "-", "\u2013"),)
    # Of a shop that calls a category so, that one is meant.
    counter.product("D", "2.00", reorder_point="99", category="-")
    counter.sell("sD", "D", "1", customer="C1")
    assert skus("-") == ["D"]


def test_a_statement_of_a_day_that_has_not_come_says_that_it_is_of_what_there_is_so_far(tmp_path: Path) -> None:
    counter = trading_shop(tmp_path / "shop.book")
    counter.clock.put("2026-04-15T10:00:00+02:00")
    reports = Reports(counter.book, counter.clock)
    ahead = {"count-plan", "expiring", "price-changes", "quiet-hours"}  # of days to come
    asked = {"at": Asked(at=20270101), "last": Asked(first=20260301, last=20270101)}
    today = {"at": Asked(at=20260415), "last": Asked(first=20260301, last=20260415)}
    seen = set()
    for one in OFFERED:
        for key in one.takes & asked.keys():
            seen.add(key)
            assert reports.ask(one.name, asked[key]).note.endswith(SO_FAR) == (one.name not in ahead), one.name
            assert SO_FAR not in reports.ask(one.name, today[key]).note, one.name
    assert seen == {"at", "last"}


@pytest.mark.parametrize("name", [one.name for one in OFFERED if {"category", "supplier"} <= one.takes])
def test_what_is_asked_of_some_goods_is_told_of_these_alone(tmp_path: Path, name: str) -> None:
    counter = trading_shop(tmp_path / "shop.book")
    counter.clock.put("2026-12-01T10:00:00+01:00")
    lot = [{"sku": "L", "quantity": "3", "unit_cost": "1.00", "lot": "L1", "expiry": "2026-12-05"}]
    for sku, category, supplier in (("L", "Drinks", "S1"), ("M", "Bakery", "S2")):
        counter.product(sku, "2.40", tracking="lot", category=category, supplier=supplier, reorder_point="9")
        counter.post("delivery", f"d{sku}", lines=[{**lot[0], "sku": sku}])
    for sku in ("A", "C"):
        counter.sell(f"x{sku}", sku, "200")
    broken = [{"sku": sku, "quantity": "-1", "reason": "damaged"} for sku in ("L", "M")]
    counter.post("adjustment", "a1", lines=[{**line, "lot": "L1"} for line in broken])
    reports = Reports(counter.book, counter.clock)

    def skus(**asked: str) -> list[str]:
        report = reports.ask(name, Asked(**asked))
        place = [column.name for column in report.columns].index("sku")
        for column in report.columns:
            if column.name in {"value", "net"}:
                at = report.columns.index(column)
                assert report.totals[column.name] == sum(int(row[at] or 0) for row in report.rows)
        return sorted(str(row[place]) for row in report.rows)

    drinks, bakery = skus(category="Drinks"), skus(category="Bakery")
    assert set(drinks) <= {"A", "B", "L"}
    assert set(bakery) <= {"C", "D", "M"}
    assert (skus(supplier="S1"), skus(supplier="S2")) == (drinks, bakery)
    assert skus(category="Drinks", supplier="S2") == []
    assert sorted([*drinks, *bakery]) == skus() != []


@pytest.mark.parametrize("name", [one.name for one in OFFERED])
def test_a_report_says_what_alone_it_is_of(tmp_path: Path, name: str) -> None:
    counter = trading_shop(tmp_path / "shop.book")
    takes = offered(name).takes
    asked = Asked(location="shop", category="Drinks", supplier="S1", cashier="owner", customer="C1")
    told = Reports(counter.book, counter.clock).ask(name, asked).narrowed
    assert {part.what for part in told} == takes & {"location", "category", "supplier", "cashier", "customer"}
    assert Reports(counter.book, counter.clock).ask(name, Asked()).narrowed == ()
    if "supplier" in takes:
        assert ("supplier", "S1", "Farm") in told


def test_names_are_unique_and_a_wrong_one_is_answered_with_the_right_ones() -> None:
    assert len({one.name for one in OFFERED}) == len(OFFERED)
    with pytest.raises(Refusal) as caught:
        offered("stock")
    assert caught.value.code == "unknown_report"
    assert "stock-on-hand" in str(caught.value.facts["known"])


def test_reports_are_for_those_who_may_see_them(counter):
    for code, role in (("anna", "cashier"), ("ben", "clerk"), ("carl", "manager")):
        counter.post("user", code=code, name=code.title(), role=role)
    reports = Reports(counter.book, counter.clock)
    for name in (None, "margins", "stock-on-hand", "day-end", "count-sheet"):
        for user in (None, "owner", "carl"):
            reports.require(user, name)
    # Who has the cash has its day-end; who counts has the sheets.
    reports.require("anna", "day-end")
    reports.require("ben", "count-sheet")
    for user, name in (("anna", None), ("ben", None), ("anna", "margins"), ("anna", "count-sheet"), ("ben", "day-end")):
        assert refused(reports.require, user, name).code == "not_allowed"
    assert refused(reports.require, "nobody", "tax").code == "unknown_user"
    assert refused(reports.require, "owner", "nothing").code == "unknown_report"
