"""A disk that is full, that fails to keep what it was given, or may not be written: said truly, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.faults.shop import ROOT, make_book, sale, tillbook

STRACE = ("strace", "-f", "-qq", "-o", "/dev/null")


def namespace() -> list[str]:
    """A mount namespace of its own: nothing that is mounted there is seen outside."""
    return ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]


@pytest.mark.slow
def test_a_disk_that_fills_up_in_the_middle_of_selling(tmp_path: Path) -> None:
    story_file = Path(__file__).with_name("full_disk_story.py")
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    told = subprocess.run(
        [*namespace(), sys.executable, str(story_file), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert told.returncode == 0, told.stderr
    story = json.loads(told.stdout)

    assert story["status"] == 3
    assert "disk is full" in story["said"]
    assert "Traceback" not in story["said"]
    assert story["before"] > 20, "the disk must fill up while selling"
    assert story["again"] == []
    assert story["status_again"] == 3
    assert len(story["after"]) == 20, story["said_after"]
    assert story["retried"], "the sale that met the full disk can be rung up again under its own uid"
    assert story["sales"] == story["before"] + 21
    assert story["verify"][0] == 0, story["verify"][1]


@pytest.mark.slow
def test_a_delivery_that_is_scanned_while_the_disk_is_full_or_the_book_is_held_loses_nothing(tmp_path: Path) -> None:
    story_file = Path(__file__).with_name("full_disk_delivery.py")
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    told = subprocess.run(
        [*namespace(), sys.executable, str(story_file), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    story = json.loads(told.stdout)

    assert story["full_said"], "that the disk is full is said"
    assert story["full"], "scans are painted while nothing can be saved"
    assert story["lost_when_full"] > 0, "the disk must have been full"
    assert story["saved_again"], "what waited is saved by itself once there is room"
    assert story["locked_said"], "that another program holds the book is said"
    assert story["painted_on"], "scans are painted while another program holds the book"
    assert story["freed"], "what waited is saved by itself once the book is free"
    # The beginning, then one entry for each scan.
    assert story["kept"] == 1 + sum(story["painted"])
    assert story["brought"] == story["painted"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "inject"),
    [
        ("an fsync that fails", "inject=fdatasync,fsync:error=EIO:when=9+4"),
        ("a write that fails", "inject=pwrite64:error=EIO:when=60+41"),
        ("a write that finds no room", "inject=pwrite64:error=ENOSPC:when=60+41"),
    ],
)
def test_a_failing_disk_refuses_and_keeps_what_was_answered(tmp_path: Path, what: str, inject: str) -> None:
    assert shutil.which("strace"), "the test set-up installs strace"
    book = make_book(tmp_path, products=5)
    answered: set[str] = set()
    refused = 0
    for turn in range(6):
        given = "".join(json.dumps(sale(f"s{turn}-{number}", "P1", "P2")) + "\n" for number in range(15))
        done = tillbook("--book", str(book), "post", "-", given=given, under=(*STRACE, "-e", inject))
        assert "Traceback" not in done.stderr, done.stderr
        answered |= {
            answer["uid"] for answer in map(json.loads, done.stdout.splitlines()) if answer["status"] == "posted"
        }
        if done.returncode == 3:
            refused += 1
            assert "disk" in done.stderr, done.stderr
    assert refused, f"{what} must have been met at least once"

    connection = apsw.Connection(str(book))
    kept = {uid for (uid,) in connection.execute("SELECT uid FROM document WHERE kind = 'sale'")}
    connection.close()
    assert answered <= kept
    verified = tillbook("--book", str(book), "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    done = tillbook("--book", str(book), "post", "-", given=json.dumps(sale("after", "P1")) + "\n")
    assert done.returncode == 0, done.stderr


def test_a_book_that_another_program_holds_is_said_and_waited_for(tmp_path: Path) -> None:
    book = make_book(tmp_path, products=2)
    holder = apsw.Connection(str(book))
    holder.execute("BEGIN IMMEDIATE")
    done = tillbook("--book", str(book), "post", "-", given=json.dumps(sale("s1", "P1")) + "\n")
    holder.execute("ROLLBACK")
    holder.close()

    assert done.returncode == 3
    assert "Another program" in done.stderr
    assert done.stdout == ""
