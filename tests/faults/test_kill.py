"""kill -9 at random instants: what was answered is there, nothing is partial, the book proves right."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.faults.shop import ROOT, make_book, tillbook

KILLS = 200


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_answered_sale_survives_a_kill_at_any_instant(tmp_path: Path) -> None:
    book = make_book(tmp_path, products=30)
    loop = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("kill_loop.py")), str(book), str(KILLS), "20260301"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    said = json.loads(loop.stdout)
    answered = said["answered"]

    assert set(answered.values()) == {"posted"}
    assert 200 < len(answered) < said["sent"], "the kills must fall before, between and after sales"
    connection = apsw.Connection(str(book), flags=apsw.SQLITE_OPEN_READONLY)
    kept = {uid for (uid,) in connection.execute("SELECT uid FROM document WHERE kind = 'sale'")}
    connection.close()
    assert set(answered) <= kept
    verified = tillbook("--book", str(book), "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
