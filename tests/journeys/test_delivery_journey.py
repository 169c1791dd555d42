"""A delivery in the whole till: the power fails amid the scans, and everything that was heard is there after it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.reports.arrivals import Arrivals
from app.store import database
from tests.house.source import ROOT
from tests.ui.till import BEER, MILK, TEA

CODES = [TEA, MILK, BEER] * 40


@pytest.mark.timeout(120)
@pytest.mark.parametrize("heard", [1, 60, 119])
def test_after_a_kill_in_the_middle_of_a_delivery_everything_scanned_is_there(tmp_path: Path, heard: int) -> None:
    died = subprocess.run(
        [sys.executable, "-m", "tests.journeys.clerk_that_dies", str(tmp_path), str(heard), *CODES],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    arrivals = Arrivals(database.open_book(tmp_path / "shop.book"))
    (standing,) = arrivals.in_progress()
    sheet = arrivals.sheet(standing.uid)
    # What was heard is there, and nothing out of its order: the journal is a beginning of what was scanned.
    kept = sum(line.received_milli for line in sheet.lines) // 1000
    assert kept >= heard
    scanned = [entry.code for entry in arrivals.entries(standing.uid)[1:]]  # type: ignore[union-attr]
    assert scanned == CODES[:kept]
