"""A month at the headless door: posted, closed, asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.doors import PRODUCT, answers, sale, tillbook, written

DELIVERY = {"type": "delivery", "uid": "d1", "lines": [{"sku": "A", "quantity": "10", "unit_cost": "0.80"}]}


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Ten bottles in January, of which four are sold, and three in February."""
    path = tmp_path / "shop.book"
    assert tillbook("init", "--timezone", "Europe/Berlin", "--book", path) == 0
    capsys.readouterr()
    lines = [
        PRODUCT,
        {**DELIVERY, "at": "2026-01-05T09:00:00+01:00"},
        sale("s1", "4", at="2026-01-20T12:00:00+01:00"),
        sale("s2", "3", at="2026-02-10T12:00:00+01:00"),
        {"type": "period_close", "uid": "p1", "through": "2026-01-31"},
        sale("s3", "1", at="2026-01-21T12:00:00+01:00"),
        {**DELIVERY, "uid": "d2", "at": "2026-01-21T12:00:00+01:00"},
        {"type": "period_close", "uid": "p2", "through": "2100-01-01"},
    ]
    assert tillbook("post", written(tmp_path / "all.jsonl", *lines), "--book", path) == 1
    told = answers(capsys.readouterr().out)
    assert [one.get("number") for one in told[4:6]] == ["T0-P000001", "T1-000003"]
    assert [one["error"]["code"] for one in told[6:]] == ["period_closed", "period_not_over"]
    assert "2026-02-01" in told[6]["error"]["message"]
    return path


def asked(book: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict]:
    assert tillbook("report", *options, "--book", book) == 0
    return json.loads(capsys.readouterr().out)["rows"]


def test_the_closed_month_keeps_its_figures_and_the_late_sale_stands_in_the_next(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    january = asked(book, capsys, "period-end", "--from", "2026-01-01", "--to", "2026-01-31")[0]
    names = ("purchases_quantity", "purchases_value", "sold_quantity", "perpetual_cogs", "closing_value", "tie_out")
    assert [january[name] for name in names] == ["10", "8.00", "4", "3.20", "4.80", "0.00"]
    february = asked(book, capsys, "period-end", "--from", "2026-02-01", "--to", "2026-02-28")[0]
    assert [february[name] for name in ("opening_value", "sold_quantity", "closing_quantity")] == ["4.80", "4", "2"]
    assert [row["quantity"] for row in asked(book, capsys, "stock-on-hand", "--at", "2026-01-31")] == ["6"]
    (late,) = asked(book, capsys, "late")
    assert (late["at"], late["book_date"]) == ("2026-01-21T12:00:00+01:00", "2026-02-01")
    assert tillbook("verify", "--book", book) == 0
