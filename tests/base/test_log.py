"""The log file of the machine."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_what_goes_wrong_is_in_the_file_with_its_trace(tmp_path: Path) -> None:
    path = tmp_path / "new" / "tillbook.log"
    run(
        f"import logging, pathlib; from app.base.log import start_log; start_log(pathlib.Path({str(path)!r}))\n"
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    logging.getLogger('till').exception('it happened')\n"
        "logging.getLogger('till').info('not worth a line')"
    )
    text = path.read_text(encoding="utf-8")
    assert "ERROR till: it happened" in text
    assert "ZeroDivisionError" in text
    assert "not worth a line" not in text


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    run(f"import pathlib; from app.base.log import start_log; start_log(pathlib.Path({str(blocked / 'x.log')!r}))")
    assert logging.getLogger().level  # this process's own logging was left alone
