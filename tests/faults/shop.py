"""A small shop made through the headless door, for tests that break machines under it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tillbook(
    *arguments: str, given: str = "", under: tuple[str, ...] = (), extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would; `under` is a command that runs it (strace, faketime)."""
    # The coverage of a program that is being broken on purpose would write while the disk is full.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")} | dict(extra or {})
    return subprocess.run(
        [*under, sys.executable, "-m", "app", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
        check=False,
        timeout=120,
    )


def make_book(folder: Path, *, products: int) -> Path:
    """A book with so many products, each with opening stock."""
    book = folder / "shop.book"
    made = tillbook("--book", str(book), "init", "--currency", "EUR", "--costing", "average")
    assert made.returncode == 0, made.stderr
    wishes = [
        {"type": "product", "sku": f"P{n}", "name": f"Product {n}", "price": f"{n + 1}.49", "tax": "19", "cost": "1.00"}
        for n in range(products)
    ]
    lines = [{"sku": f"P{n}", "quantity": "1000", "unit_cost": f"{n}.333333"} for n in range(products)]
    answers = post(book, [*wishes, {"type": "opening_stock", "uid": "opening", "lines": lines}])
    assert all(answer["status"] in ("updated", "posted") for answer in answers), answers
    return book


def post(book: Path, wishes: list[dict[str, object]], **how: object) -> list[dict[str, object]]:
    """Post documents and read their answers."""
    given = "".join(json.dumps(wish) + "\n" for wish in wishes)
    done = tillbook("--book", str(book), "post", "-", given=given, **how)  # type: ignore[arg-type]
    return [json.loads(line) for line in done.stdout.splitlines()]


def sale(uid: str, *skus: str) -> dict[str, object]:
    """A sale of one piece of each."""
    return {"type": "sale", "uid": uid, "lines": [{"sku": sku, "quantity": "1"} for sku in skus]}
