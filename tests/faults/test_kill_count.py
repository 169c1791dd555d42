"""kill -9 in the middle of a count: every scan that was answered is on the sheet, once, and the count can be posted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.count_plan import Plan, Scope
from app.domain.count_sheet import Find, goods_of, replay
from app.domain.requests import Asking
from tests.books import Counter, counted_right
from tests.faults.shop import ROOT

KILLS = 40


SHEETS, LINES = 6, 400
STOCKTAKES, GOODS = 4, 300


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_batch_file_is_on_the_sheet_once_however_often_it_was_killed_on_the_way(
    tmp_path: Path, counter: Counter
) -> None:
    codes = [f"200000{number:06d}" for number in range(LINES)]
    for number, code in enumerate(codes):
        counter.product(f"P{number}", codes=[code])
    file = tmp_path / "scans.csv"
    file.write_text("".join(f"{code};3\n" for code in codes))
    sheets = []
    for number in range(SHEETS):
        uid = counter.stocktaking.begin(Plan("", f"Count {number}", Scope.ZONE, subjects=("Z1",)), till="T1", user=None)
        sheets.append(counter.stocktaking.open_sheet(uid, "Z1", till="T1", user="owner"))
    script = str(Path(__file__).with_name("batch_kill_loop.py"))
    loop = subprocess.run(
        [sys.executable, script, str(counter.book.path), str(file), "20260301", *sheets],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    # Each sheet needs one kill at least: the first child is never told that the file is there already.
    assert int(loop.stdout) >= SHEETS
    for sheet in sheets:
        made = replay(counter.stocktakes.entries(sheet))
        assert [line.found_milli for line in made.lines] == [3000] * LINES
    counted_right(counter)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_every_answered_scan_survives_a_kill_at_any_instant(tmp_path: Path, counter: Counter) -> None:
    for number in range(5):
        counter.product(f"P{number}")
    uid = counter.stocktaking.begin(Plan("", "All", Scope.FULL), till="T1", user=None)
    sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
    script = str(Path(__file__).with_name("count_kill_loop.py"))
    loop = subprocess.run(
        [sys.executable, script, str(counter.book.path), sheet, str(KILLS), "20260301"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    answered = int(loop.stdout)
    entries = counter.stocktakes.entries(sheet)
    # A scan whose answer the kill cut off may be there: one in each round at the most.
    assert answered <= len(entries) <= answered + KILLS
    assert answered > KILLS, "the kills must fall amid the scans"
    raws = counter.rows("SELECT place, raw FROM draft_entry ORDER BY place")
    assert raws == [(place, f"scan {place}") for place in range(1, len(entries) + 1)]
    # The children's clock runs ahead of the one that stands in this test.
    counter.clock.at_us = max(entry.at_us for entry in entries)
    counter.stocktaking.finish_sheet(sheet)
    review = counter.stocktakes.review(uid)
    asked = counter.stocktakes.count_asked(review, Asking(uid))
    counter.counting.count(asked, stocktake=uid, many=review.many)
    assert sum(counter.stock(f"P{number}")[0] for number in range(5)) == len(entries) * 1000
    counted_right(counter)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_count_is_posted_whole_or_not_at_all_however_often_it_was_killed_on_the_way(
    tmp_path: Path, counter: Counter
) -> None:
    """Four stocktakes, one after another: each finds one piece less of every product than the one before."""
    goods = []
    for number in range(GOODS):
        counter.product(f"P{number}", cost="1.00")
        item = counter.lookups.item(f"P{number}", location="shop")
        assert item is not None
        goods.append(goods_of(item))
    lines = [{"sku": one.sku, "quantity": "10", "unit_cost": "1.00"} for one in goods]
    counter.post("opening_stock", "opened", lines=lines)
    script = str(Path(__file__).with_name("count_post_kill_loop.py"))
    killed = 0
    for turn in range(STOCKTAKES):
        uid = counter.stocktaking.begin(Plan("", f"Count {turn}", Scope.FULL), till="T1", user=None)
        sheet = counter.stocktaking.open_sheet(uid, "Z1", till="T1", user=None)
        counter.clock.at_us += 1_000_000
        found = [(Find(one, (9 - turn) * 1000, counter.clock.now_us()), "") for one in goods]
        counter.stocktaking.record(sheet, found, many=0, till="T1", user=None)
        counter.stocktaking.finish_sheet(sheet)
        loop = subprocess.run(
            [sys.executable, script, str(counter.book.path), str(20260301 + turn), uid],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        )
        killed += int(loop.stdout)
        assert counter.stocktakes.head(uid).number == f"T0-C{turn + 1:06}"
        assert {counter.stock(one.sku)[0] for one in goods} == {(9 - turn) * 1000}
    assert killed >= STOCKTAKES
    assert counter.rows("SELECT count(*) FROM document WHERE kind = 'count'") == [(STOCKTAKES,)]
    assert counter.rows("SELECT count(*) FROM movement WHERE kind = 'count_loss'") == [(STOCKTAKES * GOODS,)]
    counted_right(counter)
